"""The files meet the decree, and the page that says so holds what is measured."""

from pathlib import Path

from tests.render.measured import as_text, rows

PAGE = Path(__file__).parents[2] / "docs" / "the-thuc.md"


def test_every_requirement_is_met_by_the_sheet_and_by_the_word_file() -> None:
    assert [row for row in rows() if not row.met] == []


def test_the_page_holds_what_is_measured(renew_golden: bool) -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, _ = text.split("| yêu cầu", 1)
    if renew_golden:
        PAGE.write_text(f"{before}{as_text()}\n", encoding="utf-8")
    assert text == f"{before}{as_text()}\n" or renew_golden, "run `pytest --renew-golden`"
