"""Columns of printed tables for which nothing was given."""

from dataclasses import replace

from bpindex.case.model import Case
from bpindex.case.printed import PrintedColumn, Summary, SummaryKind, What, When
from bpindex.case.records import DataRow
from bpindex.pipeline import evaluate
from tests.printed import case_with, table

NOTHING = "in ra trống ở mọi đơn vị"


def with_points_alone(case: Case) -> Case:
    """Return a case of which points of all groups are typed, and no count is given."""
    points = {f"{group.id}_diem": "5" for group in case.index.groups}
    typed = {row.agency: row.cells for row in case.typed}
    rows = [DataRow(a.code, {**typed.get(a.code, {}), **points}) for a in case.agencies]
    empty = tuple(replace(row, cells={}) for row in case.counts)
    return replace(case, typed=tuple(rows), counts=empty)


def told(case: Case) -> list[str]:
    return [str(item) for item in evaluate(case).warnings if NOTHING in str(item)]


def test_columns_without_anything_are_one_warning_and_no_sum_is_made_of_nothing() -> None:
    listed = [PrintedColumn(what, "1.1") for what in (What.NUMERATOR, What.DENOMINATOR, What.RATE)]
    listed += [PrintedColumn(What.POINTS, "CK"), PrintedColumn(What.TOTAL)]
    rows = (Summary(SummaryKind.SUM), Summary(SummaryKind.AVERAGE))
    case = case_with(
        table(columns=tuple(listed), summaries=rows, heading="3. Chi tiết từng chỉ số")
    )
    assert told(case) == []
    case = with_points_alone(case)
    (sentence,) = told(case)
    assert "3 cột in ra trống" in sentence
    assert "bảng “3. Chi tiết từng chỉ số”, cột “Tử số, 1.1." in sentence
    made = evaluate(case).notice.table("chung")
    shown = {row.agency: [figure.text for figure in row.figures] for row in made.rows}
    assert shown["#sum"] == [""] * 5
    assert shown["#average"][:3] == [""] * 3 and shown["#average"][3] == "5,00"


def test_a_period_before_that_nobody_filled_in_is_named_too() -> None:
    own = table(columns=(PrintedColumn(What.TOTAL, when=When.PREVIOUS), PrintedColumn(What.RANK)))
    assert told(case_with(own)) == []
    (sentence,) = told(case_with(own, previous=False))
    assert "1 cột" in sentence and "Tổng điểm, Kỳ trước" in sentence
