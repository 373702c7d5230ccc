"""A figure that was corrected, wherever it is repeated: in lists, other tables, the month after."""

from dataclasses import replace

from bpindex.case.correction import Correction, PrintedText
from bpindex.case.keys import NAME_COLUMN, PREVIOUS_POINTS, PREVIOUS_RANK, PREVIOUS_TOTAL, PROVINCE
from bpindex.case.model import Case
from bpindex.case.printed import Listing, PrintedColumn, Summary, SummaryKind, What
from bpindex.case.records import DataRow
from bpindex.history.closing import closing_figures
from bpindex.pipeline import evaluate
from bpindex.score.column_values import number_in
from tests.printed import case_with, table

COLUMNS = (
    *(PrintedColumn(what) for what in (What.TOTAL, What.RANK, What.GRADE)),
    PrintedColumn(What.POINTS, "TD"),
    PrintedColumn(What.PERCENT, "SH"),
)


def corrected(case: Case, *texts: tuple[str, str, str, str]) -> Case:
    """Return a case in which some texts of (table, agency, column) are corrected."""
    printed = {(t, a, f.column): f.computed for t, a, f in evaluate(case).notice.figures()}
    made = [
        Correction(PrintedText(t, a, column), printed.get((t, a, column), ""), text, reason="x")
        for t, a, column, text in texts
    ]
    return replace(case, corrections=tuple(made))


def last_of(case: Case) -> str:
    """Return the agency that has the fewest points in the table."""
    rows = evaluate(case).notice.table("chung").rows
    cells = {r.agency: {f.column: f.text for f in r.figures} for r in rows if not r.is_made}
    return max(cells, key=lambda code: int(cells[code]["rank"]))


def test_a_list_says_the_corrected_total_and_name_and_who_is_on_it_by_these() -> None:
    case = case_with(table(columns=COLUMNS, lists=(Listing.LOWEST_5, Listing.HIGHEST_5)))
    code = last_of(case)
    case = corrected(
        case, ("chung", code, "total", "99,99"), ("chung", code, NAME_COLUMN, "Sở Tên Mới")
    )
    texts = {block.id: block.text for block in evaluate(case).notice.blocks}
    assert "cao nhất: Sở Tên Mới (99,99), " in texts["list.chung.highest_5"]
    assert "Sở Tên Mới" not in texts["list.chung.lowest_5"]


def test_a_rank_a_mean_and_another_table_that_do_not_follow_are_one_warning() -> None:
    mean = (Summary(SummaryKind.AVERAGE),)
    tables = (
        table(columns=COLUMNS, summaries=mean),
        table(columns=COLUMNS, id="hai", heading="2. Lần hai"),
    )
    case = case_with(*tables)
    code = last_of(case)
    before = {str(item) for item in evaluate(case).warnings}
    (told,) = (
        str(item)
        for item in evaluate(corrected(case, ("chung", code, "total", "99,99"))).warnings
        if "đã đính chính" in str(item)
    )
    assert not any("đã đính chính" in text for text in before)
    assert "bảng “2. Lần hai” in" in told and "Xếp hạng" in told
    # Of the same number written otherwise nothing is told.
    total = next(
        f.text for t, a, f in evaluate(case).notice.figures() if (a, f.column) == (code, "total")
    )
    alike = corrected(case, ("chung", code, "total", total.replace(",", ".")))
    assert not any("đã đính chính" in str(item) for item in evaluate(alike).warnings)


def test_the_month_after_compares_itself_with_what_printed() -> None:
    case = case_with(table(columns=COLUMNS))
    code = last_of(case)
    texts = (("total", "60,93"), ("rank", "13"), ("points.TD", "12,34"), ("percent.SH", "50"))
    case = corrected(case, *(("chung", code, *text) for text in texts))
    evaluation = evaluate(case)
    rows = closing_figures(evaluation.month, evaluation.scores, evaluation.notice)
    cells = next(row.cells for row in rows if row.agency == code)
    assert (cells[PREVIOUS_TOTAL], cells[PREVIOUS_RANK]) == ("60,93", "13")
    assert (cells[f"{PREVIOUS_POINTS}TD"], cells[f"{PREVIOUS_POINTS}SH"]) == ("12,34", "11")


def test_the_province_has_a_row_in_the_period_before_as_it_printed() -> None:
    case = case_with(table("thong-bao", id="so-nganh", summaries=(Summary(SummaryKind.PROVINCE),)))
    case = corrected(case, ("so-nganh", PROVINCE, "TD_thang", "17.7/20 (CP)"))
    evaluation = evaluate(case)
    rows = closing_figures(evaluation.month, evaluation.scores, evaluation.notice)
    cells = next(row.cells for row in rows if row.agency == PROVINCE)
    points = {c.group: c.province_month for c in case.settings.tables[0].columns}
    assert cells[f"{PREVIOUS_POINTS}TD"] == "17,7"
    assert number_in(cells[f"{PREVIOUS_POINTS}SH"]) == points["SH"]
    assert number_in(cells[PREVIOUS_TOTAL]) == sum(p for p in points.values() if p is not None)


def test_points_of_the_province_typed_elsewhere_print_where_thiet_lap_has_none() -> None:
    case = case_with(table("thong-bao", id="so-nganh", summaries=(Summary(SummaryKind.PROVINCE),)))
    typed = DataRow(PROVINCE, {"TD_diem": "12,5"})
    case = replace(case, typed=(*case.typed, typed))
    told = [
        str(item) for item in evaluate(case).warnings if "đang in điểm ở Thiết lập" in str(item)
    ]
    assert len(told) == 1 and "12.5" in told[0]
    blank = tuple(
        replace(each, columns=tuple(replace(c, province_month=None) for c in each.columns))
        for each in case.settings.tables
    )
    case = replace(case, settings=replace(case.settings, tables=blank))
    evaluation = evaluate(case)
    province = evaluation.notice.table("so-nganh").province
    assert province is not None
    texts = {figure.column: figure.text for figure in province.figures}
    assert texts["TD_thang"].startswith("12.5/") and texts["SH_thang"] == "8.0/22"
    assert not any("đang in điểm ở Thiết lập" in str(item) for item in evaluation.warnings)
