"""Where the pages of the notice end, planned and on the sheet."""

from dataclasses import replace

import pytest

from bpindex.case.model import Case
from bpindex.case.records import Paragraph
from bpindex.page.cells import make_grid
from bpindex.page.layout import official_layout
from bpindex.page.pages import Page, paginate
from bpindex.page.rows import header_rows, notice_rows
from tests.changed_cases import notice_of
from tests.render.sheets import TEXT_HEIGHT_PT, sheet, with_agencies, with_wording
from tests.strategies import base_case

PAGE_PT = official_layout().page_pt


def plan(case: Case) -> list[Page]:
    notice = notice_of(case)
    grid = make_grid(official_layout(), notice)
    again = {table.id: header_rows(grid, table, repeated=True) for table in notice.tables}
    return paginate(notice_rows(notice, grid), PAGE_PT, again.__getitem__)


def test_the_row_breaks_are_those_of_the_planned_pages() -> None:
    planned = plan(base_case())
    assert [len(page.rows) for page in planned] == [len(rows) for rows in sheet().pages()]
    for page, rows in zip(planned, sheet().pages(), strict=True):
        keys = [sheet().keys[number].partition("@")[0] for number in rows]
        assert [row.key.text for row in page.rows] == keys
        assert sheet().height(rows) == pytest.approx(page.height_pt)
        assert page.height_pt <= TEXT_HEIGHT_PT


def check_pages(pages: list[Page]) -> None:
    """Assert what holds for the pages of every notice."""
    rows = [row for page in pages for row in page.rows]
    keys = [row.key.text for row in rows if not row.key.is_header_again]
    assert len(keys) == len(set(keys))
    for page in pages:
        assert page.height_pt <= PAGE_PT
        # A page never ends with a heading, a header, or a row that the next one belongs to.
        assert not page.rows[-1].with_next
        assert not page.rows[-1].key.text.startswith(("header", "block:heading", "section"))
    for page in pages[1:]:
        first = page.rows[0]
        if first.table:
            assert [row.part for row in page.rows[:4]] == ["header"] * 3 + [page.rows[3].part]
            assert {row.table for row in page.rows[:4]} == {first.table}
            assert first.key.text == f"header-again:{first.table}:1" or page.rows[3].part == "body"
    last = [row.key.text for row in pages[-1].rows]
    signature = next(i for i, key in enumerate(last) if "block:signature" in key)
    assert any(key.startswith("block:closing") for key in last[:signature])


def test_pages_hold_for_any_number_of_agencies() -> None:
    for count in range(2, 90):
        check_pages(plan(with_agencies(count)))


@pytest.mark.parametrize("block", ["intro", "request", "closing", "recipient_3", "subject"])
def test_pages_hold_for_any_length_of_a_paragraph(block: str) -> None:
    text = next(item.text for item in base_case().wording.paragraphs if item.id == block)
    for words in range(0, 700 if block in ("intro", "request") else 80, 23):
        check_pages(plan(with_wording(**{block: text + " thêm chữ" * words})))


def test_what_is_to_stay_together_is_broken_where_no_page_can_hold_it() -> None:
    closing = " ".join(["chữ"] * 900)
    extra = tuple(Paragraph(f"thêm_{i}", "recipient", "- Nơi nhận;") for i in range(60))
    paragraphs = with_wording(closing=closing).wording.paragraphs
    for more in ((), extra):
        wording = replace(base_case().wording, paragraphs=(*paragraphs, *more))
        pages = plan(replace(base_case(), wording=wording))
        assert all(page.height_pt <= PAGE_PT for page in pages)
        keys = {key for page in pages for row in page.rows for key in row.key.text.split("|")}
        assert keys >= {f"block:{item.id}" for item in (*more, *paragraphs[-6:-4])}
    # The signature's title still has the name below it.
    assert [row.key.text for row in pages[-1].rows][-1] == "block:thêm_59"


def test_a_table_that_goes_on_begins_its_next_page_with_its_header() -> None:
    pages = sheet().pages()
    assert len(pages) == 4
    begins = [[sheet().keys[number].partition("@")[0] for number in rows[:3]] for rows in pages[1:]]
    assert begins == [
        [f"header-again:{table}:{level}" for level in (1, 2, 3)]
        for table in ("so-nganh", "so-nganh", "cap-huyen")
    ]


def test_the_signature_is_not_alone_on_its_page() -> None:
    last = [sheet().keys[number] for number in sheet().pages()[-1]]
    assert any(key.startswith("block:closing") for key in last)
    assert any("block:signature" in key for key in last)
