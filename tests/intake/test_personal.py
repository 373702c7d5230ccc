"""Columns that name persons are never taken from a list of dossiers, and that is said."""

import pytest

from bpindex.case.personal import holds_personal
from bpindex.intake.dossiers import is_personal
from tests.intake.test_engine import intake

HEADER = ["STT", "Mã hồ sơ", "Tên TTHC", "Đơn vị", "Ngày hẹn trả", "Số ngày trễ", "Ghi chú"]


@pytest.mark.parametrize(
    ("header", "texts"),
    [
        ("Người nộp hồ sơ", []),
        ("Họ và tên", ["x"]),
        ("Số CCCD", []),
        ("Liên hệ", ["0912 345 678", "0987.654.321", ""]),
        ("Ghi chú", ["+84912345678"]),
        ("Số giấy tờ", ["079123456789", "001099012345"]),
        ("Cột 5", ["Nguyễn Văn An", "TRẦN THỊ BÌNH", "Lê Minh"]),
        ("Cột 6", ["an@example.vn"]),
    ],
)
def test_a_column_of_persons_is_known(header: str, texts: list[str]) -> None:
    assert is_personal(header, texts)


@pytest.mark.parametrize(
    ("header", "texts"),
    [
        ("Nguyên nhân", ["Hồ sơ phức tạp", "Lý do khách quan"]),
        ("Đơn vị", ["Phường Lê Lợi", "Xã Trần Phú"]),
        ("Tên TTHC", ["Cấp giấy phép xây dựng", "Đăng ký kết hôn"]),
        ("Mã số", ["H10.17-240201-0001"]),
        ("Ghi chú", ["đã xin lỗi", "", "trễ 3 ngày"]),
        ("Số ngày trễ", ["3", "15"]),
        ("Ghi chú", []),
    ],
)
def test_a_column_of_dossiers_is_none(header: str, texts: list[str]) -> None:
    assert not is_personal(header, texts)


def test_what_it_held_is_nowhere_and_the_column_is_named() -> None:
    numbers = ["0912345678", "0987654321"]
    rows = [
        [place, f"H10-{place}", "Cấp phép", "Sở Y tế", "09/02/2024", "3", number]
        for place, number in enumerate(numbers, 1)
    ]
    found = intake([HEADER, *rows])
    assert [item.dossier for item in found.dossiers] == ["H10-1", "H10-2"]
    assert not any(number in str(found.dossiers) for number in numbers)
    [told] = [line for line in found.report.skipped if "“Ghi chú”" in line]
    assert "số điện thoại" in told and "G1" in told


@pytest.mark.parametrize(
    "text",
    [
        "Đã gọi 0912 345 678, chưa bổ sung",
        "LH: 0912.345.678",
        "sđt 02713-881-234.",
        "(+84 912 345 678)",
        "CCCD 079123456789 chưa rõ",
        "gửi về an.nv@example.vn",
    ],
)
def test_a_number_of_a_person_among_words_blanks_its_cell_and_is_named(text: str) -> None:
    assert holds_personal(text)
    rows = [[1, "H10-1", "Cấp phép", "Sở Y tế", "09/02/2024", "3", text]]
    rows += [[n, f"H10-{n}", "Cấp phép", "Sở Y tế", "09/02/2024", "3", "chờ"] for n in (2, 3)]
    found = intake([HEADER, *rows])
    assert [item.note for item in found.dossiers] == ["", "chờ", "chờ"]
    (told,) = [line for line in found.report.skipped if "ô G2" in line]
    assert text not in told


@pytest.mark.parametrize(
    "text",
    [
        "Hồ sơ H10.17-240201-0001 trùng",
        "000.00.01.H10-240201-0012",
        "trả ngày 05-03-2024 10:30",
        "05.03.2024 - 06.03.2024",
        "05/03/2024 08:15:30",
        "Công văn 0123/UBND-KSTT ngày 01/02/2024",
        "trễ 012 ngày",
        "0,5 ngày; 1.234.567.890 đồng",
    ],
)
def test_codes_days_and_sums_are_no_numbers_of_persons(text: str) -> None:
    assert not holds_personal(text)
