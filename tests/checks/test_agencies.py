"""Each finding of the agencies and their rows: a change brings it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bpindex.case.records import Agency, DataRow, LateDossier
from tests.changed_cases import CASE, with_agency
from tests.checks.findings import problems, warnings
from tests.render.sheets import with_late


def test_an_agency_code_listed_twice_is_a_problem() -> None:
    double = replace(CASE.agencies[0], name="Sở Công thương hai", aliases=(), stt="21", row=31)
    assert problems(replace(CASE, agencies=(*CASE.agencies, double))) == [
        "agencies.csv, dòng 31, cột code: mã đơn vị “so-cong-thuong” đã có ở agencies.csv, "
        "dòng 2, cần mỗi mã một dòng."
    ]


def test_codes_that_differ_by_the_case_of_letters_are_one() -> None:
    other = replace(CASE.agencies[0], code=CASE.agencies[0].code.upper(), row=40)
    found = problems(replace(CASE, agencies=(*CASE.agencies, other)))
    assert any(other.code in text and "agencies.csv, dòng 40" in text for text in found)


@pytest.mark.parametrize(
    ("column", "value", "found"),
    [("name", "SỞ  Y TẾ", "SỞ  Y TẾ"), ("aliases", ("sở y tế",), "sở y tế")],
)
def test_a_name_of_two_agencies_is_a_problem(column: str, value: Any, found: str) -> None:
    assert problems(with_agency("ban-dan-toc", **{column: value})) == [
        f"agencies.csv, dòng 19, cột {column}: tên “{found}” đã là tên của đơn vị “so-y-te”, "
        "cần mỗi tên chỉ một đơn vị trong kỳ."
    ]


def test_a_name_may_come_back_after_its_agency_ended() -> None:
    old = Agency("so-y-te-cu", "Sở Y tế", "Sở, ngành", 5, valid_to=date(2023, 12, 31), row=31)
    assert problems(replace(CASE, agencies=(*CASE.agencies, old))) == []


@pytest.mark.parametrize(("part", "name"), [("counts", "counts"), ("typed", "typed_figures")])
def test_a_row_of_an_unknown_agency_is_a_problem_with_a_suggestion(part: str, name: str) -> None:
    change: dict[str, Any] = {part: (*getattr(CASE, part), DataRow("so-cong-thuog", {}, 40))}
    assert problems(replace(CASE, **change)) == [
        f"{name}.csv, dòng 40, cột agency: tìm thấy đơn vị “so-cong-thuog”, "
        "cần một đơn vị có trong danh sách; có phải là “so-cong-thuong”?"
    ]


def test_many_rows_of_unknown_agencies_or_of_none_are_one_problem() -> None:
    rows = (*(DataRow(f"x-{at}", {}, 40 + at) for at in range(6)), DataRow("", {}, 50))
    assert problems(replace(CASE, counts=(*CASE.counts, *rows))) == [
        "counts.csv, dòng 50, cột agency: 1 dòng có số liệu mà không có tên đơn vị "
        "(dòng 50, cột agency), cần ghi tên đơn vị.",
        "counts.csv, dòng 40, cột agency: 6 dòng mang tên đơn vị không có trong danh sách "
        "(dòng 40, cột agency: x-0; dòng 41, cột agency: x-1; dòng 42, cột agency: x-2; "
        "dòng 43, cột agency: x-3; dòng 44, cột agency: x-4 và 1 nơi khác), "
        "cần sửa tên, thêm đơn vị, hoặc xóa dòng.",
    ]


def test_a_name_in_place_of_a_code_suggests_the_code() -> None:
    case = replace(CASE, counts=(*CASE.counts, DataRow("Sở TN&MT", {}, 40)))
    assert "có phải là “so-tai-nguyen-moi-truong”?" in problems(case)[0]


@pytest.mark.parametrize(("part", "name"), [("counts", "counts"), ("typed", "typed_figures")])
def test_two_rows_of_an_agency_are_a_problem(part: str, name: str) -> None:
    rows = getattr(CASE, part)
    change: dict[str, Any] = {part: (*rows, replace(rows[1], row=40))}
    assert problems(replace(CASE, **change)) == [
        f"{name}.csv, dòng 40, cột agency: đơn vị Sở Khoa học Công nghệ đã có dòng ở "
        f"{name}.csv, dòng 3, cần mỗi đơn vị một dòng."
    ]


def test_counts_of_an_agency_outside_the_period_are_a_warning() -> None:
    case = with_agency("ban-dan-toc", valid_from=date(2024, 3, 1))
    assert problems(case) == []
    assert warnings(case) == [
        "counts.csv, dòng 19, cột agency: có số liệu của đơn vị Ban Dân tộc, cần bỏ dòng này "
        "hoặc sửa hiệu lực vì đơn vị không có trong kỳ 02/2024.",
        "corrections.csv, dòng 3, cột column: đính chính cột “Thanh toán trực tuyến, tháng” "
        "của Ban Dân tộc (bảng “Sở, ngành”) thành “” không có tác dụng, không in vào "
        "đâu trong kỳ này, cần rút hoặc sửa đính chính.",
    ]


def test_a_late_dossier_of_an_unknown_agency_is_a_warning() -> None:
    case = replace(CASE, late_dossiers=(LateDossier("H1", "Cấp phép", "so-y-tee", row=2),))
    assert warnings(case) == [
        "late_dossiers.csv, dòng 2, cột agency: tìm thấy đơn vị “so-y-tee”, "
        "cần một đơn vị có trong danh sách; có phải là “so-y-te”?"
    ]


def test_a_late_dossier_listed_twice_is_a_warning() -> None:
    dossiers = tuple(
        LateDossier(code, "Cấp phép", "so-y-te", row=row)
        for row, code in enumerate(("H1", "H2", "h1 "), 2)
    )
    found = warnings(replace(CASE, late_dossiers=dossiers))
    assert [text for text in found if "theo số liệu" not in text] == [
        "late_dossiers.csv, dòng 4, cột dossier: hồ sơ “h1 ” đã có ở late_dossiers.csv, dòng 2, "
        "cần mỗi hồ sơ một dòng."
    ]


@pytest.mark.parametrize(
    ("stt", "sentence"),
    [
        ("", "đơn vị Ban Dân tộc để trống Stt, cần một số thứ tự."),
        (
            "18",
            "đơn vị Ban Dân tộc có Stt 18 trùng với Sở Nông nghiệp và phát triển Nông thôn, "
            "cần mỗi đơn vị một Stt.",
        ),
    ],
)
def test_odd_running_numbers_are_warnings(stt: str, sentence: str) -> None:
    case = with_agency("ban-dan-toc", stt=stt)
    assert warnings(case) == [f"agencies.csv, dòng 19, cột stt: {sentence}"]


def test_every_gap_of_a_list_is_in_one_sentence() -> None:
    assert warnings(with_agency("ban-dan-toc", stt="25")) == [
        "agencies.csv, dòng 12, cột stt: đơn vị Sở Y tế có Stt 12 nhưng bảng “Sở, ngành” thiếu "
        "Stt 11, cần Stt liên tục (cũng vậy ở dòng 19, cột stt)."
    ]
    without_first = with_agency("so-y-te", with_agency("ban-dan-toc", stt="25"), stt="")
    [blank, gap] = warnings(without_first)
    assert "Sở Y tế để trống Stt" in blank
    assert "Sở Văn hóa Thể thao và Du lịch có Stt 13" in gap and "thiếu Stt 11–12," in gap


def test_a_table_may_go_on_with_the_numbers_of_the_one_before() -> None:
    numbers = {a.code: str(19 + int(a.stt)) for a in CASE.agencies if a.kind == "Cấp huyện"}
    agencies = tuple(replace(a, stt=numbers.get(a.code, a.stt)) for a in CASE.agencies)
    assert warnings(replace(CASE, agencies=agencies)) == []


def test_a_table_that_starts_anywhere_else_has_a_gap() -> None:
    [warning] = warnings(with_agency("tp-dong-xoai", stt="12"))
    assert "(cũng vậy ở dòng 21, cột stt" in warning
    assert CASE.agencies[19].name == "Thị xã Bình Long"


@pytest.mark.parametrize(
    ("typed", "is_odd"), [("4", False), ("6", False), ("5", True), ("", False), ("2,5", False)]
)
def test_days_late_that_are_neither_are_a_warning(typed: str, is_odd: bool) -> None:
    late = LateDossier("H1", "Cấp phép", "so-y-te", due=date(2024, 2, 16), days_late=typed)
    found = warnings(replace(CASE, late_dossiers=(late,)))
    told = [line for line in found if "ngày trễ" in line]
    assert bool(told) is is_odd
    if is_odd:
        assert "tìm thấy 5 ngày trễ, từ ngày hẹn trả 16/02/2024 đến 22/02/2024 là 4 " in told[0]
        assert "(6 ngày lịch)" in told[0]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("note", "Nguyễn Văn An"),
        ("cause", "đã gọi 0912 345 678"),
        ("status", "an@example.vn"),
        ("procedure", "001099012345"),
    ],
)
def test_persons_among_late_dossiers_stop_the_notice_and_are_not_repeated(
    column: str, text: str
) -> None:
    [told] = problems(with_late(1, **{column: text}))
    assert "dữ liệu cá nhân" in told and text not in told


@pytest.mark.parametrize(
    "text", ["ĐĂNG KÝ KHAI SINH", "Đang Xử Lý", "LÝ LỊCH TƯ PHÁP", "HỒ SƠ TRỄ HẠN", "Đo Đạc Lại"]
)
def test_words_that_begin_like_a_surname_are_no_persons(text: str) -> None:
    case = with_late(2, procedure=text, status=text)
    first, second = case.late_dossiers
    case = replace(case, late_dossiers=(replace(first, dossier="000123456789"), second))
    assert problems(case) == []


def test_two_short_names_in_a_column_are_a_column_of_names() -> None:
    assert len(problems(with_late(2, note="Lê Minh"))) == 2
    assert problems(with_late(1, cause="Do Khách quan", procedure="Mai táng phí")) == []
