"""Whatever tables a notice has: what holds of their columns on the sheet, of ranks, of movement."""

import json
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.tinh_mau import COMMUNES, DEPARTMENTS, PERIOD
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.keys import POINTS, PREVIOUS_RANK, PREVIOUS_TOTAL
from bpindex.case.model import Case
from bpindex.case.printed import (
    Order,
    PrintedColumn,
    PrintedTable,
    Section,
    Shown,
    Summary,
    SummaryKind,
    What,
    When,
)
from bpindex.case.ready import READY
from bpindex.case.records import DataRow
from bpindex.case.validation import validate_case
from bpindex.notice.as_json import render_json
from bpindex.notice.model import NoticeTable
from bpindex.page.plan import SheetPlan, plan_sheets
from bpindex.page.textfit import mm_to_pt
from bpindex.pipeline import evaluate
from tests.printed import columns

GROUPS = ("CK", "TD", "TT", "TTTT", "HL", "SH")


@cache
def few() -> Case:
    """The made-up province with some of its agencies of either kind."""
    case = read_case(bundled_case(PERIOD))
    kept = (*case.agencies[:6], *case.agencies[15:20])
    return replace(case, agencies=kept, printed=())


@st.composite
def tables(draw: st.DrawFn) -> tuple[PrintedTable, ...]:
    """Two tables of any columns, one of them of both kinds."""
    made = []
    for name, kinds in (("một", (DEPARTMENTS, COMMUNES)), ("hai", (COMMUNES,))):
        ready = draw(st.sampled_from(("", "", *READY)))
        made.append(
            PrintedTable(
                name,
                tuple(Section(kind, draw(st.sampled_from(["", "MỤC"]))) for kind in kinds),
                ready,
                tuple(draw(st.lists(columns(), min_size=not ready, max_size=14))),
                tuple(map(Summary, draw(st.sets(st.sampled_from(SummaryKind))))),
                order=draw(st.none() | st.sampled_from(Order)),
                note=draw(st.none() | st.booleans()),
            )
        )
    return tuple(made)


@given(tables())
@settings(max_examples=15, deadline=None)
def test_any_tables_share_a_page_of_which_each_row_takes_every_column(
    made: tuple[PrintedTable, ...],
) -> None:
    case = replace(few(), printed=made)
    validate_case(case)
    notice = evaluate(case).notice
    plan = plan_sheets(notice)[0]
    assert sum(plan.grid.widths_pt) * plan.scale / 100 <= mm_to_pt(plan.layout.grid_width_mm) + 0.01
    _assert_rows_tile(plan)
    _assert_keys_are_unique(plan)
    for table, told in zip(notice.tables, json.loads(render_json(notice))["tables"], strict=True):
        _assert_rows_are_told(plan, table, told)


def _assert_rows_tile(plan: SheetPlan) -> None:
    """No cell of a table lies on another one, and none is left out: spans of rows count too."""
    has_note = {table.place: table.has_note for table in plan.tables}
    lengths = {table.place: len(table.columns) for table in plan.tables}
    of_row = {placed.number: placed.row for placed in plan.rows}
    taken: Counter[tuple[int, int]] = Counter()
    for placed in (*plan.cells, *plan.merged):
        if of_row[placed.number].table:
            for number in range(placed.number, placed.number + placed.cell.rows):
                for place in range(placed.cell.first, placed.cell.last + 1):
                    taken[number, place] += 1
    for number, row in of_row.items():
        if row.part not in ("header", "body", "agency"):
            continue
        end = plan.grid.last + 1 - (plan.grid.has_note and has_note[row.table])
        parts = [item for item in plan.tables if item.place == row.table and item.part]
        if parts:
            end = 2 + lengths[row.table]
        assert [taken[number, place] for place in range(end)] == [1] * end, row.key


def _assert_keys_are_unique(plan: SheetPlan) -> None:
    rows = [placed.row.key.text for placed in plan.rows]
    assert len(set(rows)) == len(rows)
    # A header that stands again on a page has the keys of the first one.
    again = {placed.number for placed in plan.rows if placed.row.key.is_header_again}
    of_part = {placed.number: placed.row.table for placed in plan.rows}
    keys = [
        (of_part[placed.number], placed.cell.key)
        for placed in plan.cells
        if placed.cell.key and placed.cell.key[0] and placed.number not in again
    ]
    assert len(set(keys)) == len(keys)
    assert len(set(plan.columns)) == len(plan.columns)


def _assert_rows_are_told(plan: SheetPlan, table: NoticeTable, told: dict[str, object]) -> None:
    """notice.json has for every cell of an agency the text that stands on the sheet."""
    texts = {placed.cell.key: placed.text for placed in (*plan.cells, *plan.merged)}
    merged = {item.column for item in table.merged}
    rows = told["rows"]
    assert isinstance(rows, list)
    for row, rest in zip(table.rows, rows, strict=True):
        shown = [texts.get((table.id, row.agency, column), "") for column in table.columns]
        wanted = zip(table.columns, shown, rest["cells"], strict=True)
        assert [item for item in wanted if item[1] != item[2] and item[0] not in merged] == []


# --- ranks and movement ----------------------------------------------------------------------

TOTALS = st.sampled_from([40, 55, 55.5, 60, 72, 80, 80.25, 90])
BEFORE = st.none() | TOTALS


@given(
    st.lists(st.tuples(TOTALS, BEFORE, st.none() | st.integers(1, 9)), min_size=11, max_size=11),
    st.sampled_from(Order),
    st.sampled_from(["", "MỤC"]),
)
@settings(max_examples=25, deadline=None)
def test_ranks_are_the_places_by_total_and_movement_is_rank_then_less_rank_now(
    drawn: list[tuple[float, float | None, int | None]], order: Order, heading: str
) -> None:
    """Also where totals are alike, and where something of the period before is not known."""
    what = (What.TOTAL, What.RANK, What.RANK_IN_SECTION)
    then = [PrintedColumn(item, when=When.PREVIOUS) for item in what]
    listed = [*map(PrintedColumn, what), *then, *(replace(c, shown=Shown.CHANGE) for c in then)]
    parts = (Section(DEPARTMENTS, heading), Section(COMMUNES, heading))
    table = PrintedTable("chung", parts, columns=tuple(listed), order=order, note=False)
    case = replace(few(), printed=(table,), typed=(), previous=())
    for agency, (total, before, rank) in zip(case.agencies, drawn, strict=True):
        # Points of the six groups, no more than each can have.
        share = Fraction(total) / 100
        most = {group.id: Fraction(group.max_points) for group in case.index.groups}
        points = {f"{name}{POINTS}": _text(most[name] * share) for name in GROUPS}
        known = {PREVIOUS_TOTAL: before, PREVIOUS_RANK: rank}
        cells = {name: _text(Fraction(n)) for name, n in known.items() if n is not None}
        case = replace(
            case,
            typed=(*case.typed, DataRow(agency.code, points)),
            previous=(*case.previous, DataRow(agency.code, cells)),
        )
    rows = [row for row in evaluate(case).notice.table("chung").rows if not row.is_made]
    shown = {row.agency: {figure.column: figure.text for figure in row.figures} for row in rows}
    now = {a.code: Fraction(total) for a, (total, _, _) in zip(case.agencies, drawn, strict=True)}
    was = {a.code: before for a, (_, before, _) in zip(case.agencies, drawn, strict=True)}
    kinds = {agency.code: agency.kind for agency in case.agencies}
    for code, cells in shown.items():
        others = [other for other in now if not heading or kinds[other] == kinds[code]]
        assert int(cells["rank"]) == 1 + sum(now[other] > now[code] for other in now)
        assert int(cells["rank_in_section"]) == 1 + sum(now[o] > now[code] for o in others)
        for column in ("rank", "rank_in_section"):
            before_text = cells[f"{column}@previous"]
            moved = int(before_text) - int(cells[column]) if before_text else None
            assert _moved(cells[f"{column}@previous~"]) == moved
        before = was[code]
        change = None if before is None else now[code] - Fraction(before)
        assert _moved(cells["total@previous~"]) == change
    if order is Order.TOTAL:
        for kind in (DEPARTMENTS, COMMUNES) if heading else ("",):
            printed = [row.agency for row in rows if not kind or kinds[row.agency] == kind]
            assert all(now[one] >= now[other] for one, other in pairwise(printed))


def _text(number: Fraction) -> str:
    return f"{float(number):.6f}".rstrip("0").rstrip(".").replace(".", ",")


def _moved(text: str) -> Fraction | None:
    """Return how much more a cell says that it is now."""
    if text in ("", "–"):
        return Fraction(0) if text else None
    sign, number = text.split()
    return Fraction(number.replace(",", ".")) * {"▲": 1, "▼": -1}[sign]
