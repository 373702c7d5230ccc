"""Printed tables as data: the ready layouts, and any list of columns."""

import json
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpindex.case.correction import Correction, PrintedText
from bpindex.case.keys import PREVIOUS_TOTAL
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
from bpindex.case.validation import validate_case
from bpindex.errors import InputError
from bpindex.explain.explanation import explain
from bpindex.notice.as_json import render_json
from bpindex.notice.model import NoticeTable
from bpindex.page.plan import PlacedCell, plan_sheets
from bpindex.page.textfit import mm_to_pt
from bpindex.pipeline import evaluate
from tests.printed import case_with, columns, table


@given(
    st.lists(columns(), min_size=1, max_size=24),
    st.sampled_from(Order),
    st.booleans(),
    st.lists(st.sampled_from(SummaryKind), max_size=3, unique=True),
)
@settings(max_examples=25, deadline=None)
def test_any_list_of_columns_makes_a_notice_that_fits_its_page(
    listed: list[PrintedColumn], order: Order, note: bool, summaries: list[SummaryKind]
) -> None:
    rows = tuple(map(Summary, summaries))
    own = table(columns=tuple(listed), order=order, note=note, summaries=rows)
    case = case_with(own)
    validate_case(case)
    notice = evaluate(case).notice
    made = notice.table("chung")
    assert len(set(made.columns)) == len(made.columns) == len(listed)
    _assert_tiles(made)
    plan = plan_sheets(notice)[0]
    assert len(set(plan.columns)) == len(plan.columns) == len(plan.grid.widths_pt)
    room = mm_to_pt(plan.layout.grid_width_mm) * 100 / plan.scale
    assert sum(plan.grid.widths_pt) <= room + 0.01
    placed = [cell for cell in (*plan.cells, *plan.merged) if cell.cell.key]
    _assert_sheet_is_json(made, json.loads(render_json(notice)), placed)


def _assert_tiles(made: NoticeTable) -> None:
    covered = [
        (level, place)
        for cell in made.header
        for level in range(cell.level, cell.level + cell.rows)
        for place in range(cell.first, cell.last + 1)
    ]
    wanted = [(at, place) for at in range(made.levels) for place in range(len(made.columns))]
    assert sorted(covered) == wanted
    assert len({cell.column for cell in made.header}) == len(made.header)


def _assert_sheet_is_json(made: NoticeTable, document: Any, placed: Sequence[PlacedCell]) -> None:
    texts = {cell.cell.key: cell.text for cell in placed}
    alone = [key for key in made.columns if key not in {item.column for item in made.merged}]
    told = document["tables"][0]["rows"]
    for row, rest in zip(made.rows, told, strict=True):
        cells = dict(zip(made.columns, rest["cells"], strict=True))
        shown = {key: texts.get(("chung", row.agency, key), "") for key in alone}
        assert shown == {key: cells[key] for key in alone}
    for cell in made.header:
        assert texts["chung", "", cell.column] == cell.text


@pytest.mark.parametrize("order", Order)
def test_ranks_agree_with_totals_and_movement_with_ranks(order: Order) -> None:
    what = (What.TOTAL, What.RANK, What.RANK_IN_SECTION)
    then = [PrintedColumn(item, when=When.PREVIOUS) for item in what]
    moved = [replace(item, shown=Shown.CHANGE) for item in then]
    listed = (*map(PrintedColumn, what), *then, *moved)
    case = case_with(table(columns=tuple(replace(c, decimals=6) for c in listed), order=order))
    notice = evaluate(case).notice
    made = [row for row in notice.table("chung").rows if not row.is_made]
    cells = {row.agency: {f.column: f.text for f in row.figures} for row in made}
    totals = {code: Fraction(row["total"].replace(",", ".")) for code, row in cells.items()}
    for code, row in cells.items():
        assert int(row["rank"]) == 1 + sum(other > totals[code] for other in totals.values())
    for code in list(cells)[:-1]:
        row = cells[code]
        if row["rank@previous"]:
            change = int(row["rank@previous"]) - int(row["rank"])
            shown = "–" if not change else f"{'▲' if change > 0 else '▼'} {abs(change)}"
            assert row["rank@previous~"] == shown
    # Of whom nothing is typed for the period before, nothing prints.
    last = cells[case.agencies[-1].code]
    assert (last["total@previous"], last["rank@previous"], last["rank@previous~"]) == ("", "", "")
    if order is Order.TOTAL:
        for part in _sections(notice.table("chung")):
            ranks = [int(cells[code]["rank_in_section"]) for code in part]
            assert ranks == sorted(ranks) and ranks[0] == 1


def _sections(made: NoticeTable) -> list[list[str]]:
    rows = [row for row in made.rows if row.is_heading or not row.is_made]
    return [
        [row.agency for row in group]
        for is_heading, group in groupby(rows, key=lambda row: row.is_heading)
        if not is_heading
    ]


def test_sections_have_roman_headings_and_numbers_of_their_own() -> None:
    made = evaluate(case_with(table("diem-hang"))).notice.table("chung")
    headings = [(row.stt, row.name) for row in made.rows if row.is_heading]
    assert headings == [("I", "SỞ, BAN, NGÀNH"), ("II", "UBND CẤP HUYỆN")]
    numbers = [row.stt for row in made.rows if not row.is_made]
    assert numbers == [*map(str, range(1, 19)), *map(str, range(1, 12))]


@pytest.mark.parametrize(
    "typed", ["I. SỞ, NGÀNH", "I.SỞ, NGÀNH", "I) SỞ, NGÀNH", "1. SỞ, NGÀNH", "SỞ, NGÀNH"]
)
def test_a_heading_that_somebody_numbered_has_its_number_once(typed: str) -> None:
    sections = (Section("Sở, ngành", typed), Section("Cấp huyện", "A.B. KHÁC"))
    made = evaluate(case_with(table("diem-hang", sections=sections))).notice.table("chung")
    first, second = ((row.stt, row.name) for row in made.rows if row.is_heading)
    assert first == ("1" if typed[0] == "1" else "I", "SỞ, NGÀNH")
    assert second == ("II", "A.B. KHÁC")


def test_own_words_over_a_total_have_no_month_below_but_where_columns_share_them() -> None:
    grade = PrintedColumn(What.GRADE, label_1="XẾP LOẠI CHUNG")
    before = PrintedColumn(What.GRADE, when=When.PREVIOUS, label_1="LOẠI KỲ TRƯỚC")
    made = evaluate(case_with(table(columns=(grade, before)))).notice.table("chung")
    assert [cell.text for cell in made.header] == ["XẾP LOẠI CHUNG", "LOẠI KỲ TRƯỚC"]
    shared = (grade, replace(before, label_1="XẾP LOẠI CHUNG"))
    made = evaluate(case_with(table(columns=shared))).notice.table("chung")
    assert len([cell for cell in made.header if cell.text == "XẾP LOẠI CHUNG"]) == 1
    assert any(cell.text.startswith("Tháng") for cell in made.header)


def test_the_heading_of_a_table_that_the_wording_places_prints_or_is_warned_of() -> None:
    own = table("thong-bao", id="so-nganh", heading="1. TIÊU ĐỀ RIÊNG")
    case = case_with(own)
    evaluation = evaluate(case)
    told = [str(item) for item in evaluation.warnings if "TIÊU ĐỀ RIÊNG" in str(item)]
    assert len(told) == 1 and "Lời văn in" in told[0]
    assert "1. TIÊU ĐỀ RIÊNG" not in [block.text for block in evaluation.notice.blocks]
    without = tuple(p for p in case.wording.paragraphs if p.kind != "table_heading")
    case = replace(case, wording=replace(case.wording, paragraphs=without))
    evaluation = evaluate(case)
    assert not any("TIÊU ĐỀ RIÊNG" in str(item) for item in evaluation.warnings)
    texts = [block.text for block in evaluation.notice.blocks]
    assert texts.index("1. TIÊU ĐỀ RIÊNG") + 1 == texts.index("so-nganh")


def test_the_rank_of_the_period_before_is_the_one_typed_for_it() -> None:
    column = PrintedColumn(What.RANK, when=When.PREVIOUS)
    case = case_with(table(columns=(column,)))
    first, *others = case.previous
    typed = replace(first, cells={PREVIOUS_TOTAL: "70", "rank": "99"})
    case = replace(case, previous=(typed, *others))
    rows = evaluate(case).notice.table("chung").rows
    assert next(r for r in rows if r.agency == first.agency).figures[0].text == "99"


def test_communes_have_colours_and_lists() -> None:
    case = case_with(PrintedTable("xa", (Section("Cấp huyện"),), "cap-xa"))
    notice = evaluate(case).notice
    fills = {
        figure.column: figure.fill
        for row in notice.table("xa").rows
        if row.name == "Huyện Bù Đốp"
        for figure in row.figures
    }
    assert fills["total"] and fills["grade"] and not fills["rank"]
    texts = {block.id: block.text for block in notice.blocks}
    assert texts["list.xa.below_80"].startswith("Các đơn vị dưới 80 điểm (11): ")
    assert texts["list.xa.highest_5"].count("(") == texts["list.xa.lowest_5"].count("(") == 5
    kinds = [block.id for block in notice.blocks]
    assert kinds.index("list.xa.below_80") > kinds.index("table.xa")


def test_all_counts_as_those_of_one_are_the_sum_row() -> None:
    columns = (
        PrintedColumn(What.NUMERATOR, "2.1"),
        PrintedColumn(What.DENOMINATOR, "2.1"),
        PrintedColumn(What.RATE, "2.1"),
    )
    own = table(columns=columns, summaries=(Summary(SummaryKind.SUM), Summary(SummaryKind.AVERAGE)))
    made = evaluate(case_with(own)).notice.table("chung")
    cells = {row.agency: [figure.text for figure in row.figures] for row in made.rows}
    agencies = [row for code, row in cells.items() if not code.startswith("#")]
    numerator, denominator = (sum(int(row[at]) for row in agencies) for at in (0, 1))
    whole = cells["#sum"]
    assert whole[:2] == [str(numerator), str(denominator)]
    assert abs(float(whole[2].replace(",", ".")) - 100 * numerator / denominator) < 0.006
    rates = [float(row[2].replace(",", ".")) for row in agencies if row[2]]
    assert abs(float(cells["#average"][2].replace(",", ".")) - sum(rates) / len(rates)) < 0.02


def test_a_correction_prints_in_any_column_and_one_of_bang_diem_in_any_table() -> None:
    case = case_with(table("diem-hang"), table("thong-bao", id="thang", note=True))
    code = case.agencies[0].code
    of_notice = Correction(PrintedText("chung", code, "rank"), "", "1*")
    over = Correction(PrintedText("so-nganh", code, "CK_thang"), "", "12,3")
    notice = evaluate(replace(case, corrections=(of_notice, over))).notice
    printed = {(t, a, f.column): f.text for t, a, f in notice.figures()}
    assert printed["chung", code, "rank"] == "1*"
    assert printed["thang", code, "CK_thang"] == "12,3"


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (PrintedColumn(What.RATE, "XX"), "1.1. "),
        (PrintedColumn(What.TOTAL, "CK"), "để trống"),
        (PrintedColumn(What.RATE, "2.1", When.PREVIOUS), "kỳ trước không có “Tỷ lệ”"),
        (PrintedColumn(What.TOTAL, when=When.PRIOR), "năm trước không có “Tổng điểm”"),
        (PrintedColumn(What.TOTAL, shown=Shown.CHANGE), "kỳ trước hoặc năm trước"),
        (PrintedColumn(What.TOTAL, decimals=9), "từ 0 đến 6"),
    ],
)
def test_a_column_that_shows_nothing_is_refused_by_its_place(
    column: PrintedColumn, told: str
) -> None:
    with pytest.raises(InputError, match=r"“table\.chung\.column\[1\]") as raised:
        validate_case(case_with(table(columns=(column,))))
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("column", "told"),
    [
        ("total", "Tổng điểm"),
        ("rank@previous~", "Kỳ trước"),
        ("points.CK", "1.4"),
        ("grade", "Xếp loại"),
    ],
)
def test_every_column_is_explained_with_what_prints(column: str, told: str) -> None:
    case = case_with(table("diem-hang"))
    evaluation = evaluate(case)
    code = case.agencies[0].code
    printed = next(
        figure.text
        for _, agency, figure in evaluation.notice.figures()
        if (agency, figure.column) == (code, column)
    )
    text = explain(evaluation.month, evaluation.scores, evaluation.notice, code, column).text
    assert told in text and text.endswith(f": {printed}")


def test_every_table_that_prints_a_figure_is_named_in_its_explanation() -> None:
    case = case_with(table("thong-bao"), table("thong-bao", id="hai", heading="2. Lần hai"))
    evaluation = evaluate(case)
    code = case.agencies[0].code
    text = explain(evaluation.month, evaluation.scores, evaluation.notice, code, "TD_thang").text
    assert "Bảng: 2. Lần hai" in text and "Bảng: chung" in text
