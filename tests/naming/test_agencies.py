"""Agencies by the many names that tables give them; what may be two is offered, never taken."""

from dataclasses import replace

import pytest

from bpindex.case.records import Agency
from bpindex.naming.agencies import Agencies, How, is_section, is_total
from tests.strategies import base_case


def found(text: str, *more: Agency) -> str | None:
    case = base_case()
    known = Agencies.of(replace(case, agencies=(*case.agencies, *more)))
    result = known.find(text)
    return result.agency.code if result.agency else None


def offered(text: str, *more: Agency) -> set[str]:
    case = base_case()
    result = Agencies.of(replace(case, agencies=(*case.agencies, *more))).find(text)
    assert result.agency is None
    return {agency.code for agency in result.offered}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("so-cong-thuong", "so-cong-thuong"),
        ("Sở Công Thương", "so-cong-thuong"),
        ("SỞ CÔNG THƯƠNG", "so-cong-thuong"),
        ("Sở Công Thương - tỉnh Bình Phước", "so-cong-thuong"),
        ("Sở Công thương tỉnh Bình Phước", "so-cong-thuong"),
        ("Sở Công thương (tỉnh Bình Phước)", "so-cong-thuong"),
        ("1. Sở Công thương", "so-cong-thuong"),
        ("So Cong Thuong", "so-cong-thuong"),
        ("Sở Văn hoá Thể thao và Du lịch", "so-van-hoa-the-thao-du-lich"),
        ("Sở Văn hóa, Thể thao, Du lịch", "so-van-hoa-the-thao-du-lich"),
        ("Sở VH,TT&DL", "so-van-hoa-the-thao-du-lich"),
        ("Sở VHTTDL", "so-van-hoa-the-thao-du-lich"),
        ("Sở Lao động thương binh và Xã hội", "so-lao-dong-tb-xh"),
        ("Sở Lao động-TB&XH", "so-lao-dong-tb-xh"),
        ("Sở LĐTBXH", "so-lao-dong-tb-xh"),
        ("Sở LĐ-TB và XH", "so-lao-dong-tb-xh"),
        ("Sở TN&MT", "so-tai-nguyen-moi-truong"),
        ("SỞ TN&MT", "so-tai-nguyen-moi-truong"),
        ("Sở GD&ĐT", "so-giao-duc-dao-tao"),
        ("Sở NN&PTNT", "so-nong-nghiep-phat-trien-nong-thon"),
        ("Sở GTVT", "so-giao-thong-van-tai"),
        ("Ban QL KKT", "ban-quan-ly-khu-kinh-te"),
        ("BQL Khu kinh tế", "ban-quan-ly-khu-kinh-te"),
        ("BQL. KKT", "ban-quan-ly-khu-kinh-te"),
        ("BQL KHU KINH TẾ", "ban-quan-ly-khu-kinh-te"),
        ("Sở Y te\u0302\u0301", "so-y-te"),
        ("Sở Y tế.", "so-y-te"),
        ("UBND huyện Bù Đốp ", "huyen-bu-dop"),
        ("UBND H. Bù Đốp", "huyen-bu-dop"),
        ("H.Bù Đốp", "huyen-bu-dop"),
        ("Ủy ban nhân dân huyện Bù Đốp", "huyen-bu-dop"),
        ("UBND TP. Đồng Xoài", "tp-dong-xoai"),
        ("TP Đồng Xoài", "tp-dong-xoai"),
        ("TX Bình Long", "tx-binh-long"),
        ("UBND thị xã Bình Long - Tỉnh Bình Phước", "tx-binh-long"),
    ],
)
def test_a_name_in_any_of_its_forms_is_its_agency(text: str, code: str) -> None:
    assert found(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Sở Công Thương - tỉnh An Giang",
        "Cục Thuế tỉnh",
        "UBND huyện Long Thành",
        "Tổng cộng",
        "TOÀN TỈNH",
        "12",
        "STT",
        "",
        "Sở Du lịch",
    ],
)
def test_an_agency_that_is_not_in_the_list_is_none(text: str) -> None:
    assert found(text) is None


def test_letters_that_two_agencies_share_are_asked_about() -> None:
    assert offered("Sở NV") == {"so-noi-vu", "so-ngoai-vu"}


@pytest.mark.parametrize(
    ("text", "code"), [("Bù Đốp", "huyen-bu-dop"), ("Sở Công Thươn", "so-cong-thuong")]
)
def test_what_is_only_like_a_name_is_offered(text: str, code: str) -> None:
    assert code in offered(text)


def test_two_communes_of_one_name_are_asked_about_and_told_apart_by_an_alias() -> None:
    first = Agency("xa-a", "Xã Lâm Thao", "Cấp huyện", 1, aliases=("H44.1",))
    second = replace(first, code="xa-b", aliases=("H44.2", "Xã Lâm Thao (Lộc Ninh)"))
    assert offered("UBND xã Lâm Thao", first, second) == {"xa-a", "xa-b"}
    assert found("H44.2", first, second) == "xa-b"
    assert found("UBND xã Lâm Thao (Lộc Ninh)", first, second) == "xa-b"


def test_an_abbreviation_says_how_it_was_found() -> None:
    known = Agencies.of(base_case())
    assert known.find("Sở GTVT").how is How.SHORT
    assert known.find("Sở Giao thông Vận tải").how is How.NAME


@pytest.mark.parametrize("text", ["TỔNG CỘNG TOÀN TỈNH", "Tổng số", "Cộng", "Toàn tỉnh"])
def test_totals_are_known(text: str) -> None:
    assert is_total(text) and not is_section(text)


@pytest.mark.parametrize(
    "text", ["II CẤP HUYỆN", "I. Cấp tỉnh", "Khối sở, ban, ngành", "UBND cấp xã"]
)
def test_headings_within_a_table_are_known(text: str) -> None:
    assert is_section(text) and not is_total(text)


@pytest.mark.parametrize(
    "text", ["Xã Mẫu Trùng", "xa mau trung", "UBND X. Mẫu Trùng", "1. Xã Mẫu Trùng"]
)
@pytest.mark.parametrize("behind", [" - huyện B", " (huyện B)", ", huyện B"])
def test_a_short_name_of_two_agencies_is_asked_about(text: str, behind: str) -> None:
    one = Agency("xa-1", "UBND xã Mẫu Trùng", "", 91)
    two = Agency("xa-2", f"UBND xã Mẫu Trùng{behind}", "", 92)
    assert offered(text, one, two) == {"xa-1", "xa-2"}
    assert found("UBND xã Mẫu Trùng", one, two) == "xa-1" == found(text, one)
    assert found(f"Xã Mẫu Trùng{behind}", one, two) == "xa-2"
    assert found("xa-1", one, two) == "xa-1"


def test_letters_of_a_kind_of_body_are_written_out_in_front_alone() -> None:
    office = Agency("van-phong", "Văn phòng UBND tỉnh", "Sở, ngành", 1)
    zones = Agency("ban-kkt", "Ban Quản lý khu kinh tế và các khu công nghiệp", "Sở, ngành", 2)
    both = Agencies((office, zones), frozenset())
    for text in ("VP UBND tỉnh", "VP. UBND tỉnh", "vp UBND tỉnh"):
        assert both.find(text).agency is office
    for text in ("BQL khu kinh tế và các KCN", "BQL KKT và các KCN", "BQL KHU KINH TẾ, CÁC KCN"):
        assert both.find(text).agency is zones
    # A part of a name, and a body of the same letters: asked, or nobody's.
    assert both.find("VP UBND") == replace(both.find("VP UBND"), agency=None, offered=(office,))
    assert both.find("VP Tỉnh ủy").agency is both.find("UBND VP tỉnh").agency is None
