"""What Tính điểm says of typed points, and that a workbook keeps them."""

from dataclasses import replace

import pytest

from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import DataRow
from bpindex.cells.score_blocks import INPUTS, ScoreSheet
from bpindex.workbook.build import build_workbook
from bpindex.workbook.content import contents_of
from tests.changed_cases import CASE
from tests.workbook.editing import read

POINTS = {"CK": "15,5", "TD": "18,7", "TT": "10", "TTTT": "7,3", "HL": "17,9", "SH": "14,6"}
ALL = {f"{name}_diem": text for name, text in POINTS.items()}


def with_rows(**rows: dict[str, str]) -> Case:
    typed = tuple(DataRow(code.replace("_", "-"), cells) for code, cells in rows.items())
    return replace(CASE, typed=typed, corrections=())


def summary(case: Case) -> dict[str, list[object]]:
    contents = contents_of(case)
    sheet = ScoreSheet(*(contents.values(name) for name in INPUTS))
    codes = [agency.code for agency in sheet.case.agencies]
    return dict(zip(codes, sheet.summary(), strict=False))


def test_tinh_diem_says_which_points_were_typed() -> None:
    rows = summary(with_rows(so_y_te=ALL, so_tu_phap={"TD_diem": "18,7", "4.2_diem": "3"}))
    assert rows["so-y-te"][:4] == ["điểm gõ", 84.0, rows["so-y-te"][2], "Tốt"]
    assert rows["so-y-te"][4:] == [15.5, 18.7, 10.0, 7.3, 17.9, 14.6]
    assert rows["so-tu-phap"][0] == "điểm gõ: Tiến độ giải quyết, 4.2"
    assert rows["so-cong-thuong"][0] == ""


def test_an_agency_without_counts_has_total_rank_and_grade_from_points() -> None:
    case = with_rows(so_y_te=ALL)
    case = replace(case, counts=tuple(row for row in case.counts if row.agency != "so-y-te"))
    state, total, rank, grade, *_ = summary(case)["so-y-te"]
    assert (state, total, grade) == ("điểm gõ", 84.0, "Tốt")
    assert rank


@pytest.mark.parametrize("said", ["không báo cáo", "-"])
def test_an_agency_that_reported_nothing_has_no_total_and_that_is_said(said: str) -> None:
    nothing = dict.fromkeys(CASE.index.count_by_id, said)
    counts = (
        replace(row, cells=nothing) if row.agency == "so-y-te" else row for row in CASE.counts
    )
    row = summary(replace(CASE, counts=tuple(counts)))["so-y-te"]
    assert row[:4] == ["không báo cáo", "", "", ""]


def test_a_workbook_keeps_typed_points_those_of_the_province_too() -> None:
    case = with_rows(so_y_te=ALL, tinh={"1.1_diem": "5,5"})
    again = read(build_workbook(case))
    by_code = {row.agency: dict(row.cells) for row in again.typed}
    assert by_code == {"so-y-te": ALL, PROVINCE: {"1.1_diem": "5,5"}}
