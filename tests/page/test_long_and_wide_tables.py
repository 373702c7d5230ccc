"""Tables over many pages and tables wider than a page."""

from dataclasses import replace
from itertools import pairwise

import pytest

from bpindex.case.correction import Correction, PrintedText
from bpindex.case.keys import STT_COLUMN
from bpindex.case.printed import Order, PrintedTable, Section
from bpindex.page.plan import PlacedRow, SheetPlan, plan_sheets
from bpindex.page.textfit import EXCEL_PADDING_PT, GUARD, line_count
from bpindex.pipeline import evaluate
from tests.changed_cases import case_of
from tests.printed import SECTIONS, previous_figures


def plan_of(agencies: int, *tables: PrintedTable) -> SheetPlan:
    case = case_of(agencies)
    made = replace(case, printed=tables, previous=tuple(previous_figures(case)))
    return plan_sheets(evaluate(made).notice)[0]


def pages(plan: SheetPlan) -> list[list[PlacedRow]]:
    ends = [0, *plan.page_ends, plan.last_row]
    return [
        [row for row in plan.rows if first < row.number <= last] for first, last in pairwise(ends)
    ]


@pytest.fixture(scope="module")
def long() -> SheetPlan:
    return plan_of(
        190,
        PrintedTable("chung", SECTIONS, "diem-hang", order=Order.TOTAL),
        PrintedTable("xa", (Section("Cấp huyện"),), "cap-xa"),
    )


def test_every_page_of_a_long_table_begins_with_its_header(long: SheetPlan) -> None:
    found = pages(long)
    assert len(found) > 10
    for page in found[1:]:
        first = page[0].row
        assert first.part in ("header", "")
        levels = [row.row for row in page if row.row.part == "header"]
        if first.table:
            assert [row.table for row in levels[:3]] == [first.table] * 3


def test_no_page_is_higher_than_its_paper_and_no_row_is_lost(long: SheetPlan) -> None:
    for page in pages(long):
        assert sum(row.row.height_pt for row in page) <= long.layout.page_pt * 100 / long.scale
    agencies = [row.row.key.text for row in long.rows if row.row.key.text.startswith("row:chung:")]
    names = [key for key in agencies if "#" not in key and ":tinh" not in key]
    assert len(names) == len(set(names)) == 190


def test_the_heading_of_a_section_ends_no_page(long: SheetPlan) -> None:
    headings = 0
    for page in pages(long):
        keys = [row.row.key.text for row in page]
        for place, key in enumerate(keys):
            if "#muc." in key:
                headings += 1
                assert all(other.startswith("row:chung:") for other in keys[place + 1 : place + 3])
                assert len(keys) > place + 2
    assert headings == 2


@pytest.fixture(scope="module")
def wide() -> SheetPlan:
    return plan_of(12, PrintedTable("chi-tiet", SECTIONS, "chi-tiet"))


def test_a_table_that_is_too_wide_is_printed_in_parts_that_fit(wide: SheetPlan) -> None:
    assert not wide.is_reduced
    tables = {row.row.table for row in wide.rows if row.row.table}
    assert len(tables) > 2
    sizes = {cell.cell.style.size for cell in wide.cells if cell.cell.key and cell.cell.key[1]}
    assert min(sizes) >= 8
    columns = {cell.cell.key[2] for cell in wide.cells if cell.cell.key and cell.cell.key[1]}
    assert {"numerator.1.1", "points.4.6", "total"} <= columns


def test_what_is_of_one_component_stands_together(wide: SheetPlan) -> None:
    of: dict[str, set[str]] = {}
    for row in wide.rows:
        for cell in row.row.cells:
            if cell.key and cell.key[1] and "." in cell.key[2]:
                component = cell.key[2].partition(".")[2]
                of.setdefault(component, set()).add(row.row.table)
    assert of and all(len(tables) == 1 for tables in of.values())


def test_no_number_of_a_part_is_broken_over_two_lines(wide: SheetPlan) -> None:
    rows = [row.row for row in wide.rows if row.row.part == "agency"]
    heights = sorted({round(row.height_pt, 1) for row in rows})
    names = max(rows, key=lambda row: row.height_pt)
    assert heights[0] < 16 and names.height_pt < 30


@pytest.mark.parametrize("length", [10, 20, 30, 60])
def test_columns_that_stay_together_and_need_much_room_are_printed(length: int) -> None:
    case, code = case_of(5), case_of(5).agencies[0].code
    columns = [f"{what}.1.1" for what in ("numerator", "denominator", "rate", "points")]
    wide = tuple(
        Correction(PrintedText("t", code, column), corrected="W" * length, on="2024-03-01")
        for column in columns
    )
    table = PrintedTable("t", (Section(case.agencies[0].kind),), "chi-tiet")
    made = replace(case, printed=(table,), corrections=wide)
    plan = plan_sheets(evaluate(made).notice)[0]
    keys = [column for part in plan.tables for column in part.columns]
    assert keys == list(dict.fromkeys(keys)) and set(columns) <= set(keys)
    assert [part.part for part in plan.tables] == list(range(1, len(plan.tables) + 1))


def test_a_running_number_of_three_digits_stands_on_one_line() -> None:
    one = (Section("Sở, ngành"), Section("Cấp huyện"))
    plan = plan_of(120, PrintedTable("chung", one, "diem-hang", order=Order.TOTAL))
    room = (plan.grid.widths_pt[0] - EXCEL_PADDING_PT) * GUARD
    numbers = [c for c in plan.cells if c.cell.key and c.cell.key[1:] != ("", STT_COLUMN)]
    numbers = [c for c in numbers if c.cell.key and c.cell.key[2] == STT_COLUMN]
    assert max(len(c.text) for c in numbers) == 3
    assert {line_count(c.text, c.cell.style.size, room) for c in numbers} == {1}


def test_a_long_list_goes_on_over_pages_and_begins_where_its_table_ends(long: SheetPlan) -> None:
    name = "block:list.xa.below_80"
    parts = [row for row in long.rows if row.row.key.text.startswith(name)]
    # A page ends within it, and nowhere else is it in pieces.
    assert [row.begins_page for row in parts] == [False, *[True] * (len(parts) - 1)]
    (ended,) = (rows for rows in pages(long) if parts[0] in rows)
    assert any(row.row.table == "xa" for row in ended)
    numbers = {row.number for row in parts}
    texts = [cell.text for cell in long.cells if cell.number in numbers]
    words = " ".join(texts).split()
    assert words[:4] == ["Các", "đơn", "vị", "dưới"] and words[-1].endswith(").")
