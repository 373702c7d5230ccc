"""Each finding of the counts: a change brings it."""

from dataclasses import replace

import pytest

from tests.changed_cases import CASE, changed_row, with_counts
from tests.checks.findings import problems


def test_a_blank_count_is_a_problem() -> None:
    assert problems(with_counts("so-y-te", hs_tong=None)) == [
        "counts.csv, dòng 12, cột hs_tong: đơn vị Sở Y tế để trống “Tổng số hồ sơ”, "
        "cần một số nguyên từ 0 trở lên."
    ]


def test_a_missing_row_is_one_problem() -> None:
    case = replace(CASE, counts=tuple(r for r in CASE.counts if r.agency != "so-y-te"))
    assert problems(case) == [
        "counts.csv, cột agency: thiếu dòng số liệu của đơn vị Sở Y tế, "
        "cần một dòng có đủ 38 ô số liệu."
    ]


def test_a_row_without_any_count_is_one_problem_at_its_line() -> None:
    rows = (replace(r, cells={}) if r.agency == "so-y-te" else r for r in CASE.counts)
    [problem] = problems(replace(CASE, counts=tuple(rows)))
    assert problem.startswith("counts.csv, dòng 12, cột agency: thiếu dòng số liệu")


def test_a_column_that_nobody_has_is_one_problem() -> None:
    case = replace(CASE, counts=tuple(changed_row(r, {"hs_nvtc": None}) for r in CASE.counts))
    assert problems(case) == [
        "counts.csv, cột hs_nvtc: mọi đơn vị đều thiếu số liệu “Hồ sơ có nghĩa vụ tài chính”, "
        "cần một số nguyên từ 0 trở lên."
    ]


def test_no_counts_at_all_are_one_problem() -> None:
    assert problems(replace(CASE, counts=())) == [
        "counts.csv: chưa có số liệu nào, cần số liệu của 29 đơn vị, mỗi đơn vị 38 ô."
    ]


@pytest.mark.parametrize(
    ("found", "state"),
    [("abc", "không phải con số"), ("-3", "số âm"), ("2,5", "không phải số nguyên")],
)
def test_a_count_that_is_no_count_is_a_problem(found: str, state: str) -> None:
    assert problems(with_counts("so-y-te", hs_tong=found)) == [
        f"counts.csv, dòng 12, cột hs_tong: đơn vị Sở Y tế, “Tổng số hồ sơ”: tìm thấy “{found}” "
        f"({state}), cần một số nguyên từ 0 trở lên."
    ]


def test_a_numerator_above_its_denominator_is_a_problem() -> None:
    assert problems(with_counts("so-y-te", hl_dung_han="200")) == [
        "counts.csv, dòng 12, cột hl_dung_han: đơn vị Sở Y tế, chỉ số 5.4 "
        "“Hài lòng giải quyết TTHC”: tìm thấy tử số 200 (“Hồ sơ đúng hạn và không bị phản ánh” "
        "200) và mẫu số 118 (“Hồ sơ giải quyết trước hạn” 82 + “Hồ sơ giải quyết đúng hạn” 36 "
        "+ “Hồ sơ giải quyết quá hạn” 0), cần tử số từ 0 đến mẫu số."
    ]


def test_a_numerator_below_zero_is_a_problem() -> None:
    assert problems(with_counts("so-y-te", pakn_khong_hai_long="40")) == [
        "counts.csv, dòng 12, cột pakn_tong: đơn vị Sở Y tế, chỉ số 5.3 “Hài lòng xử lý PAKN”: "
        "tìm thấy tử số -6 (“Tổng số PAKN” 34 - “PAKN không hài lòng” 40) và mẫu số 34 "
        "(“Tổng số PAKN” 34), cần tử số từ 0 đến mẫu số."
    ]
