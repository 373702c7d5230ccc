"""What the slip says of one agency: the made-up department of which the mock-up tells."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from bpindex.advice.before import Before, previous_of
from bpindex.advice.profile import Profile
from bpindex.advice.told import points_text, told_changes, told_takes
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import DataRow
from bpindex.score.figures import scores_of
from bpindex.words import advice as words

COUNTS: dict[str, Any] = {
    "tthc_cong_bo_dung_han": 41,
    "tthc_da_cong_bo": 42,
    "tthc_cong_khai_dung_han": 118,
    "tthc_phai_cong_khai": 125,
    "tthc_du_noi_dung": 1985,
    "tthc_da_cong_khai": 1992,
    "hs_dong_bo": 575,
    "hs_tong": 640,
    "hs_tren_cong": 640,
    "xl_truoc_han": 300,
    "xl_dung_han": 300,
    "dang_xl_trong_han": 28,
    "hs_phai_xl": 640,
    "dvc_mot_phan": 18,
    "dvc_toan_trinh": 100,
    "tthc_tham_quyen": 124,
    "dvc_phat_sinh": 31,
    "hs_truc_tuyen": 206,
    "hs_tiep_nhan": 640,
    "tthc_phi_dong_bo": 22,
    "tthc_nvtc": 46,
    "tthc_giao_dich_tt": 17,
    "hs_tt_truc_tuyen": 110,
    "hs_nvtc": 420,
    "pakn_tong": 0,
    "pakn_dung_han": 0,
    "pakn_khong_hai_long": 0,
    "hl_dung_han": 564,
    "kq_dien_tu": 540,
    "kq_yeu_cau": 640,
    "sh_tphs": 398,
    "sh_tiep_nhan": 640,
    "sh_tai_su_dung": 208,
    "sh_kho_du_lieu": 102,
    "tthc_ket_noi_dan_cu": 38,
    "tthc_nguoi_dan": 44,
    "hs_khai_thac_dan_cu": 352,
    "xa_tham_quyen": 0,
    "xa_chung_thuc": 0,
}


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(bundled_case("2026-03"))


def profile_with(case: Case, before: Before | None = None, **counts: int) -> Profile:
    """Return the profile of the first agency with other counts."""
    code = case.valid_agencies[0].code
    row = DataRow(code, {name: str(number) for name, number in (COUNTS | counts).items()})
    # Without the counts that stand at every agency.
    others = (item for item in case.counts if item.agency != PROVINCE)
    case = replace(case, counts=(row, *others), typed=())
    return Profile(case, scores_of(case), 0, before or previous_of(case.previous, code))


def test_an_on_time_dossier_counts_twice_in_the_cheapest_mix(case: Case) -> None:
    told = told_takes(profile_with(case))
    assert told.title == "Cần gì để đạt Tốt"
    assert told.hint.startswith("còn thiếu 1,05 điểm")
    assert list(told.lines) == [
        ("Thêm 12 hồ sơ giải quyết đúng hạn (2.1, 5.4)", "+ 0,50"),
        ("Thêm 30 hồ sơ nộp trực tuyến (3.3)", "+ 0,56"),
        ("Cộng 42, tổng điểm thành", "80,01"),
    ]
    assert "57 hồ sơ nộp trực tuyến, hoặc 74 hồ sơ thanh toán trực tuyến" in told.notes[0]
    assert "làm một mình không đủ" in told.notes[0]


def test_what_is_lost_and_where_it_is_strong(case: Case) -> None:
    profile = profile_with(case)
    assert points_text(profile.total) == "78,95"
    lost = [(line.component.id, points_text(line.lost)) for line in profile.weakest]
    assert lost == [
        *(("3.6", "4,43"), ("4.4", "3,36"), ("3.2", "2,95"), ("3.3", "2,14"), ("4.2", "1,51")),
    ]
    assert [line.component.id for line in profile.strongest] == ["3.1", "1.3", "2.1"]
    assert not any(line.lost for line in profile.lines if line.component.id == "3.1")


def test_changes_name_the_counts_of_both_periods_where_they_are_known(case: Case) -> None:
    before = Before(
        components={"2.1": Fraction(1890, 100), "4.5b": Fraction(1146, 1000)},
        sides={"2.1": (569, 602)},
    )
    told = told_changes(profile_with(case, before))
    assert list(told.notes) == [
        "Hồ sơ xử lý đúng hạn (2.1) tăng 0,73: 569/602 thành 628/640.",
        "Hồ sơ khai thác CSDL dân cư (4.5b) giảm 0,05.",
    ]


def test_without_a_past_only_what_is_known_is_compared(case: Case) -> None:
    groups = told_changes(profile_with(case))
    assert groups.notes[-1] == words.GROUPS_ONLY
    assert groups.notes[0].startswith("Dịch vụ công trực tuyến giảm 3,44")
    assert told_changes(profile_with(case, Before())).notes == (words.NO_BEFORE,)


def test_who_has_no_total_or_the_best_grade_is_told_so(case: Case) -> None:
    without = told_takes(profile_with(case, hs_truc_tuyen=641))
    assert not without.lines
    assert without.notes[0].startswith("Chưa có tổng điểm")
    best = dict.fromkeys(("hs_dong_bo", "sh_tphs", "sh_tai_su_dung", "sh_kho_du_lieu"), 640)
    best |= {"hs_khai_thac_dan_cu": 640, "hs_tt_truc_tuyen": 420, "hs_truc_tuyen": 640}
    told = told_takes(profile_with(case, None, **best))
    assert told.notes == (words.TOP.format(grade="Xuất sắc"),)


def test_less_of_what_is_bad_is_said_so(case: Case) -> None:
    told = told_takes(profile_with(case, pakn_tong=3, pakn_dung_han=3, pakn_khong_hai_long=1))
    assert told.lines[0][0] == "Bớt 1 PAKN không hài lòng (5.3)"
