"""What was typed and no figure comes from is named, once a kind."""

from dataclasses import replace

import pytest

from bpindex.case.folder import bundled_case, read_case
from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.printed import PrintedColumn, What
from bpindex.case.records import DataRow
from bpindex.index.definition import Basis
from bpindex.pipeline import evaluate
from tests.changed_cases import CASE, with_column, with_counts, with_typed
from tests.printed import case_with, table

MAU = read_case(bundled_case("2026-03"))
DEPARTMENT, COMMUNE = "so-noi-vu", next(a.code for a in MAU.agencies if a.kind == "Cấp xã")


def told(case: Case) -> list[str]:
    found = [item for item in evaluate(case).findings if "không dùng đến" in item.text]
    assert not {item.level for item in found} - {"warning"}
    return [str(item) for item in found]


def typed(case: Case, agency: str, cells: dict[str, str]) -> Case:
    row = DataRow(agency, cells, row=9)
    return replace(case, typed=(*case.typed, row))


@pytest.mark.parametrize("case", [MAU, CASE], ids=["2026-03", "2024-02"])
def test_of_the_bundled_cases_everything_is_used(case: Case) -> None:
    assert told(case) == []


def test_counts_of_what_does_not_apply_to_a_kind_are_one_warning() -> None:
    (sentence,) = told(with_counts(DEPARTMENT, MAU, xa_tham_quyen="10", xa_chung_thuc="2"))
    assert "2 số liệu không dùng đến vì chỉ số không áp dụng" in sentence
    assert "Sở Nội vụ" in sentence and "“10”" in sentence
    assert told(with_counts(DEPARTMENT, MAU, xa_tham_quyen="0")) == []
    assert not [text for text in told(with_counts(COMMUNE, MAU, xa_tham_quyen="1")) if "áp" in text]


def test_counts_of_agencies_where_those_of_the_province_stand_for_all() -> None:
    other = with_counts(DEPARTMENT, MAU, tthc_da_cong_bo="100", tthc_cong_bo_dung_han="10")
    (sentence,) = told(other)
    assert "2 số liệu của đơn vị khác số của tỉnh" in sentence
    own = next(row for row in MAU.counts if row.agency == PROVINCE).cells["tthc_da_cong_bo"]
    assert told(with_counts(DEPARTMENT, MAU, tthc_da_cong_bo=own)) == []
    blank = with_counts(PROVINCE, other, tthc_da_cong_bo=None, tthc_cong_bo_dung_han=None)
    assert not [text for text in told(blank) if "khác số của tỉnh" in text]


def test_a_count_of_the_province_in_whose_place_there_is_a_sum() -> None:
    (sentence,) = told(with_counts(PROVINCE, MAU, hs_tong="5"))
    assert "1 số liệu ở dòng của tỉnh không dùng đến" in sentence and "“5”, tổng" in sentence
    every = sum(int(row.cells["hs_tong"]) for row in MAU.counts if row.cells.get("hs_tong"))
    assert told(with_counts(PROVINCE, MAU, hs_tong=f"{every}")) == []


def test_points_of_a_component_beside_those_of_its_group() -> None:
    (sentence,) = told(typed(MAU, DEPARTMENT, {"CK_diem": "15", "1.1_diem": "3"}))
    assert "1 điểm chỉ số thành phần không dùng đến" in sentence and "1.1: “3”" in sentence
    assert told(typed(MAU, DEPARTMENT, {"CK_diem": "15"})) == []
    assert told(typed(MAU, DEPARTMENT, {"1.1_diem": "3"})) == []


def test_points_of_a_component_at_the_province_count_where_all_agencies_share_them() -> None:
    (sentence,) = told(typed(MAU, PROVINCE, {"2.1_diem": "15", "1.1_diem": "5"}))
    assert "1 điểm chỉ số thành phần ở dòng của tỉnh" in sentence and "2.1: “15”" in sentence


def test_points_that_a_column_prints_are_used() -> None:
    both = {"CK_diem": "15", "1.1_diem": "3"}
    columns = (PrintedColumn(What.POINTS, "1.1"), PrintedColumn(What.TOTAL))
    assert told(with_typed("so-y-te", case_with(table(columns=columns)), **both)) == []
    assert told(with_typed("so-y-te", case_with(table(columns=columns[1:])), **both)) != []


def test_a_month_figure_under_a_column_that_is_computed() -> None:
    case = with_typed("so-y-te", TD_thang="99")
    (sentence,) = told(case)
    assert "1 ô cột tháng không dùng đến" in sentence and "“99”" in sentence
    assert told(with_column("so-nganh", "TD", case, basis=Basis.TYPED, component=None)) == []
    assert told(with_typed("so-y-te", TD_thang=" ")) == []
    assert told(with_typed("so-y-te", case_with(table()), TD_thang="99")) != []
    own = table(columns=(PrintedColumn(What.TYPED, "TD"),))
    assert told(with_typed("so-y-te", case_with(own), TD_thang="99")) == []
