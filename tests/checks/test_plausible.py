"""Figures that people corrected to what their column cannot hold."""

from dataclasses import replace

import pytest

from bpindex.case.correction import Correction, PrintedFigure
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.model import Case
from bpindex.case.printed import PrintedColumn, Summary, SummaryKind, What, When
from bpindex.pipeline import evaluate
from bpindex.remarks.signing import sign_rows
from bpindex.words import remarks as remark_words
from tests.changed_cases import CASE
from tests.printed import case_with, table

MAU = read_case(bundled_case("2026-03"))
SAID = "không hợp với cột"


def corrected(case: Case, *cells: tuple[str, str, str], table: str = "so-nganh") -> Case:
    """Return a case with figures of agencies corrected: agency, column, text."""
    items = tuple(
        Correction(PrintedFigure(table, agency, column), corrected=text, reason="x")
        for agency, column, text in cells
    )
    return replace(case, corrections=(*case.corrections, *items))


def told(case: Case) -> list[str]:
    found = [item for item in evaluate(case).findings if SAID in item.text]
    assert not {item.level for item in found} - {"warning"}
    return [str(item) for item in found]


@pytest.mark.parametrize("case", [MAU, CASE], ids=["2026-03", "2024-02"])
def test_what_the_bundled_cases_print_is_plausible(case: Case) -> None:
    assert told(case) == []


@pytest.mark.parametrize(
    ("column", "text", "wanted"),
    [
        ("points.CK", "166", "số từ 0 đến 18"),
        ("points.TD", "-1", "số từ 0 đến 20"),
        ("points.TD", "−1 (tạm)", "số từ 0 đến 20"),
        ("points.HL", "95,5%", "số từ 0 đến 18"),
        ("points.SH", "12/05/2026", "không phải ngày"),
        ("points.SH", "2026-05-12", "không phải ngày"),
        ("points.SH", "1.234", "dấu thập phân “,”"),
        ("points.SH", "1,2,3", "số từ 0 đến 22"),
        ("points.CK", "17/100", "số từ 0 đến 18"),
        ("total", "885,0", "số từ 0 đến 100"),
        ("rank", "0", "số từ 1 đến 15"),
        ("rank", "16", "số từ 1 đến 15"),
        ("rank", "2,5", "số từ 1 đến 15"),
        ("total@previous", "101", "số từ 0 đến 100"),
        ("total@previous", "-3", "số từ 0 đến 100"),
    ],
)
def test_a_figure_of_another_size_or_kind_is_a_warning(column: str, text: str, wanted: str) -> None:
    (sentence,) = told(corrected(MAU, ("so-noi-vu", column, text)))
    assert f"“{text}”" in sentence and wanted in sentence and "Sở Nội vụ" in sentence


@pytest.mark.parametrize(
    ("column", "text"),
    [
        *(("points.CK", text) for text in ("18", "0", "17,5", "17,5/18", "abc", "-", "x", "")),
        *(("points.CK", text) for text in ("17,5 (số bổ sung)", "Chưa có")),
        ("total", "100"),
        ("rank", "15"),
        ("grade", "2026"),
        ("total@previous~", "▲ 120"),
    ],
)
def test_words_and_what_may_be_right_are_nothing(column: str, text: str) -> None:
    assert told(corrected(MAU, ("so-noi-vu", column, text))) == []


def test_all_of_a_sheet_are_one_sentence() -> None:
    cells = [(agency.code, "points.CK", "99") for agency in MAU.agencies[:8]]
    (sentence,) = told(corrected(MAU, *cells))
    assert "8 số đã sửa" in sentence and "3 nơi khác" in sentence


def test_rows_for_all_and_other_columns_have_bounds_too() -> None:
    columns = (
        PrintedColumn(What.PERCENT, "CK"),
        PrintedColumn(What.RATE, "1.1"),
        PrintedColumn(What.NUMERATOR, "1.1"),
        PrintedColumn(What.POINTS_OF_MAX, "CK"),
        PrintedColumn(What.RANK, when=When.PREVIOUS),
    )
    average = Summary(SummaryKind.AVERAGE, decimal_mark=".")
    case = case_with(table(columns=columns, summaries=(average,)))
    wrong = (
        ("so-y-te", "percent.CK", "150%"),
        ("so-y-te", "rate.1.1", "-2"),
        ("so-y-te", "numerator.1.1", "2,5"),
        ("so-y-te", "points_of_max.CK", "19/18"),
        ("#average", "percent.CK", "150"),
    )
    (sentence,) = told(corrected(case, *wrong, table="chung"))
    assert "5 số đã sửa" in sentence
    right = (
        ("so-y-te", "percent.CK", "99,5%"),
        ("so-y-te", "numerator.1.1", "1500"),
        ("so-y-te", "points_of_max.CK", "18/18"),
        # More agencies may have been ranked then.
        ("so-y-te", "rank@previous", "60"),
        ("#average", "percent.CK", "99.5"),
    )
    assert told(corrected(case, *right, table="chung")) == []


def test_on_the_notice_of_02_2024_points_of_the_province_and_dates_are_judged() -> None:
    (sentence,) = told(corrected(CASE, ("tinh", "CK_thang", "19/18")))
    assert "“19/18”, cần số từ 0 đến 18" in sentence
    assert told(corrected(CASE, ("tinh", "CK_thang", "15.5/18"))) == []
    (sentence,) = told(corrected(CASE, ("so-y-te", "TD_thang", "12/05/2024")))
    assert "không phải ngày" in sentence


def test_before_signing_what_prints_is_compared_with_the_period_before() -> None:
    cells = (("so-noi-vu", "points.TD", "-1"), ("so-y-te", "total", "885,0"))
    rows = sign_rows(evaluate(corrected(MAU, *cells)))
    jumps = {row.what: row.after for row in rows if row.part == remark_words.PART_JUMPS}
    assert [text for what, text in jumps.items() if "Nội vụ, Tiến độ" in what] == ["-1,00"]
    assert [text for what, text in jumps.items() if "Y tế, tổng điểm" in what] == ["885,00"]
