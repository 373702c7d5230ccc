"""What staff call what stands in and around printed tables of a case's own."""

import pytest

from bpindex.case.correction import Correction, PrintedText
from bpindex.case.keys import Key
from bpindex.register.merging import merge_cases
from bpindex.register.naming import what_is_corrected
from tests.printed import case_with, table


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (("Bảng 1", "so-y-te", "total"), "cột “Tổng điểm” của Sở Y tế (bảng “1. Kết quả”)"),
        (("Bảng 1", "so-y-te", "rank@previous~"), "Xếp hạng, Kỳ trước, Chênh lệch"),
        (("Bảng 1", "#muc.1", "agency"), "dòng mục “SỞ, BAN, NGÀNH” của bảng 1. Kết quả"),
        (("Bảng 1", "#average", "total"), "dòng “Trung bình” của bảng 1. Kết quả"),
        (("Bảng 1", "#sum", "total"), "dòng mục hoặc dòng tổng hợp của bảng 1. Kết quả"),
        (("phu-luc", "#agency.so-y-te", "days_late"), "dòng cộng hồ sơ trễ của Sở Y tế"),
        (("Bảng 1", "", "head1.total"), "tiêu đề chung của nhiều cột"),
        (("", "", "heading.Bảng 1"), "1. Kết quả"),
        (("", "", "list.Bảng 1.below_80"), "Dưới 80 điểm"),
        (("", "", "period_note.Bảng 1"), "1. Kết quả"),
    ],
)
def test_every_text_has_a_name_without_a_key(key: Key, words: str) -> None:
    case = case_with(table("cap-xa", id="Bảng 1", heading="1. Kết quả"), table("diem-hang"))
    told = what_is_corrected(case, Correction(PrintedText(*key), "", "x", period="2024-02"))
    assert words in told
    assert not any(code in told for code in ("so-y-te", "@", "#", "head1", "below_80", "list."))


def test_merging_names_the_sheets_that_differ() -> None:
    one, other = case_with(table("cap-xa")), case_with(table("diem-hang"), previous=False)
    assert merge_cases(one, other, one).differing == ("Kỳ trước", "Bảng in")
