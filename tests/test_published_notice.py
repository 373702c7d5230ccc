"""The notice of 02/2024 as it was published: every printed cell and every line of text."""

import csv
from functools import cache
from pathlib import Path

import pytest

import bpindex
from bpindex.case.keys import PROVINCE, BlockKind
from bpindex.notice.model import Notice, NoticeTable
from bpindex.score.counts import State
from bpindex.score.figures import counts_of
from bpindex.score.scoring import score
from tests import DATA
from tests.changed_cases import CASE, notice_of

TABLES = {"1": "so-nganh", "2": "cap-huyen"}
# The published text begins below the letterhead.
LETTERHEAD = ("parent_body", "issuer", "national_title", "motto")


@cache
def notice() -> Notice:
    return notice_of(CASE)


def published_rows() -> list[dict[str, str]]:
    with (DATA / "published-2024-02.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def printed_rows(table: NoticeTable) -> list[tuple[str, str, dict[str, str]]]:
    """Return (stt, name, text by column) of every row, a merged text at the height it prints."""
    rows = [
        (row.stt, row.name, {figure.column: figure.text for figure in row.figures})
        for row in (table.province, *table.rows)
    ]
    for merged in table.merged:
        for _, _, texts in rows[1:]:
            assert texts[merged.column] == ""
        rows[1 + table.merged_row(merged.column)][2][merged.column] = merged.text
    return rows


def test_all_372_published_cells_are_printed() -> None:
    compared = 0
    for number, table_id in TABLES.items():
        published = [row for row in published_rows() if row["bang"] == number]
        printed = printed_rows(notice().table(table_id))
        assert len(printed) == len(published)
        for expected, (stt, name, texts) in zip(published, printed, strict=True):
            assert (stt, name) == (expected["stt"], expected["don_vi"])
            columns = [column for column in expected if column not in ("bang", "stt", "don_vi")]
            assert list(texts) == columns
            for column in columns:
                assert texts[column] == expected[column], (name, column)
                compared += 1
    assert compared == 372


def test_the_tables_hold_18_departments_and_11_districts() -> None:
    assert [len(notice().table(table_id).rows) for table_id in TABLES.values()] == [18, 11]
    assert len(list(notice().figures())) == 372


def table_lines(table: NoticeTable) -> list[list[str]]:
    """Return the lines of a table as the published text has them, without empty cells."""
    lines = [
        [table.stt_label, table.agency_label, table.title, table.note_label],
        list(table.group_labels),
        list(table.column_labels),
    ]
    for place, (stt, name, texts) in enumerate(printed_rows(table)):
        lines.append([text for text in (stt, name, *texts.values()) if text])
        if place == 0 and table.section:
            lines.append([table.section])
    return [*lines, [table.period_note.text]]


def test_every_line_of_the_published_text_is_printed_in_its_order() -> None:
    text = (DATA / "thong-bao-02-2024.txt").read_text(encoding="utf-8")
    published = [[cell for cell in line.split("\t") if cell] for line in text.split("\n")]
    printed: list[list[str]] = []
    for block in notice().blocks:
        if block.kind is BlockKind.TABLE:
            printed += table_lines(notice().table(block.text))
        elif block.id not in LETTERHEAD and block.text:
            printed += [[line] for line in block.text.split("\n")]
    assert [line for line in published if line] == printed


def test_the_letterhead_stands_above_the_published_text() -> None:
    assert [block.id for block in notice().blocks][:4] == list(LETTERHEAD)
    assert [block.text for block in notice().blocks[:4]] == [
        "UBND TỈNH BÌNH PHƯỚC",
        "VĂN PHÒNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]


def test_only_the_deadline_is_bold_and_number_and_day_are_left_to_fill_in() -> None:
    runs = [(block.id, run) for block in notice().blocks for run in block.runs]
    assert [(name, run.text) for name, run in runs if run.bold] == [("request", "07/03/2024")]
    assert [name for name, run in runs if run.blank] == ["number", "place_date"]
    assert notice().blocks[-1].id == "signatory"
    assert notice().blocks[-1].text == ""
    assert notice().appendix is None


def test_the_counts_of_the_case_are_complete_whole_numbers() -> None:
    counts = counts_of(CASE)
    assert counts.values.shape == (38, 29)
    assert not counts.states.any()
    assert {row.agency for row in CASE.counts} == {agency.code for agency in CASE.agencies}
    for row in CASE.counts:
        assert set(row.cells) == set(CASE.index.count_by_id)
        assert all(text.isascii() and text.isdigit() for text in row.cells.values())
    states = set(score(CASE.index, counts).states.flat)
    assert states == {State.OK, State.ZERO_DENOMINATOR}


def test_at_most_five_figures_are_corrected_each_with_a_reason_and_none_is_outdated() -> None:
    assert len(CASE.corrections) <= 5
    assert all(item.reason.strip() for item in CASE.corrections)
    corrected = [figure for _, _, figure in notice().figures() if figure.correction]
    assert [figure.correction for figure in corrected] == list(CASE.corrections)
    assert all(figure.text != figure.computed for figure in corrected)


def test_no_month_figure_is_typed() -> None:
    typed = {column for row in CASE.typed for column in row.cells}
    assert typed == {column for column in CASE.columns if column.endswith("_nam_truoc")}


MODULES = sorted(Path(bpindex.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_module_knows_an_agency_of_the_case(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    words = {w for a in CASE.agencies for w in (a.code, a.name, *a.aliases)} - {PROVINCE}
    words |= {table.id for table in CASE.settings.tables}
    assert [word for word in sorted(words) if word in source] == []
