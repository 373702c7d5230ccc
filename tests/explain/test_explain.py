"""Explanations of the bundled notice, asserted line by line as people read them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bpindex.case.correction import Correction, PrintedFigure
from bpindex.case.model import Case
from bpindex.errors import InputError
from bpindex.explain.explanation import Explanation, explain
from bpindex.explain.names import find_agency, find_column
from bpindex.index.definition import Basis, NotFor
from bpindex.notice.compose import compose
from bpindex.score.figures import scores_of
from tests.changed_cases import CASE, with_column, with_counts, with_typed
from tests.printed import SECTIONS, case_with, table


def explained(agency: str, column: str, case: Case = CASE) -> Explanation:
    scores = scores_of(case)
    return explain(case, scores, compose(case, scores), agency, column)


def text_of(agency: str, column: str, case: Case = CASE) -> list[str]:
    return explained(agency, column, case).text.splitlines()


# --- names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("so-y-te", "so-y-te"),
        ("Sở Y tế", "so-y-te"),
        ("SO  Y TE", "so-y-te"),
        ("y tế", "so-y-te"),
        ("Sở TN&MT", "so-tai-nguyen-moi-truong"),
        ("đồng xoài", "tp-dong-xoai"),
        ("Bu Dop", "huyen-bu-dop"),
        ("tinh", "tinh"),
        ("Tỉnh Bình Phước", "tinh"),
    ],
)
def test_an_agency_is_found_by_code_name_alias_or_part(text: str, code: str) -> None:
    assert find_agency(CASE, text) == code


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("TD_thang", "TD_thang"),
        ("td_nam_truoc", "TD_nam_truoc"),
        ("TD", "TD_thang"),
        ("tt", "TT_thang"),
        ("Tiến độ giải quyết", "TD_thang"),
        ("tien do", "TD_thang"),
        ("2.1", "2.1"),
        ("3.5B", "3.5b"),
        ("Số hóa thành phần hồ sơ", "4.2"),
        ("PAKN xu ly dung han", "5.2"),
        ("tổng", "tong"),
        ("TONG", "tong"),
        ("xếp hạng", "tong"),
        ("Tiến độ giải quyết, năm trước", "TD_nam_truoc"),
        ("hai long, nam truoc", "HL_nam_truoc"),
    ],
)
def test_a_column_is_found_by_key_group_component_or_total(text: str, target: str) -> None:
    assert find_column(CASE, text) == target


def test_what_is_offered_is_no_key_and_can_be_typed() -> None:
    with pytest.raises(InputError) as error:
        find_column(CASE, "PAKN")
    offered = str(error.value).partition("một trong: ")[2].removesuffix(".").split("; ")
    assert offered[0].startswith("chỉ số 5.")
    for text in (*offered, "tổng điểm, xếp loại, xếp hạng", "Số hóa hồ sơ, tháng"):
        assert find_column(CASE, text)
    with pytest.raises(InputError, match="Công khai, minh bạch, năm trước; ") as error:
        find_column(CASE, "@@@")
    assert "_" not in str(error.value)


def test_an_ambiguous_agency_names_the_candidates() -> None:
    with pytest.raises(InputError) as error:
        find_agency(CASE, "huyện bù")
    assert str(error.value) == (
        "Có nhiều đơn vị khớp với “huyện bù”; cần nói rõ một trong: "
        "Huyện Bù Gia Mập (huyen-bu-gia-map); Huyện Bù Đốp (huyen-bu-dop); "
        "Huyện Bù Đăng (huyen-bu-dang)."
    )


def test_an_unknown_agency_gets_suggestions() -> None:
    with pytest.raises(InputError, match=r"^Không tìm thấy đơn vị “Sở I tế”; .*Sở Y tế") as error:
        find_agency(CASE, "Sở I tế")
    assert str(error.value).endswith(".")


@pytest.mark.parametrize("text", ["", "@@@"])
def test_a_name_like_nothing_gets_the_first_names(text: str) -> None:
    with pytest.raises(InputError, match="Sở Công thương"):
        find_agency(CASE, text)
    with pytest.raises(InputError, match="Không tìm thấy cột"):
        find_column(CASE, text)


def test_an_agency_that_ended_is_not_found() -> None:
    case = replace(CASE, settings=replace(CASE.settings, period="2025-07"))
    with pytest.raises(InputError, match="tp-dong-xoai"):
        find_agency(case, "tp-dong-xoai")


# --- figures of an agency --------------------------------------------------------------------


def test_a_rate_shows_counts_formula_rounding_source_and_print() -> None:
    assert text_of("Sở Xây dựng", "TD") == [
        "Sở Xây dựng – Tiến độ giải quyết, tháng 02/2024",
        "Số liệu lấy từ: counts.csv, dòng 4",
        "Cách tính: tỷ lệ của chỉ số 2.1",
        "Chỉ số 2.1: Hồ sơ xử lý trước hạn, đúng hạn",
        "Số liệu “Hồ sơ giải quyết trước hạn”: 23",
        "Số liệu “Hồ sơ giải quyết đúng hạn”: 7",
        "Số liệu “Hồ sơ giải quyết quá hạn”: 5",
        "Số liệu “Hồ sơ đang xử lý quá hạn”: 0",
        "Tỷ lệ 2.1: (23 + 7) / (23 + 7 + 5 + 0) = 30/35 = 85.7142…%",
        "Điểm 2.1: min(20, 20 × 85.7142…% / 100%) = 17.1428…",
        "Căn cứ: Phụ lục Quyết định 766/QĐ-TTg, chỉ số 2.1, hiệu lực từ 23/06/2022; nguồn: "
        "Theo văn bản hướng dẫn, hoặc đã tính lại và khớp số liệu thông báo tháng 02/2024. "
        "Mẫu số (gồm đang xử lý quá hạn) theo tài liệu của một tỉnh; độ tin cậy: đã kiểm",
        "Làm tròn: làm tròn nửa lên đến 2 chữ số thập phân: 85.7142… → 85.71",
        "In ra: 85.71",
    ]


def test_group_points_show_every_component_and_the_sum() -> None:
    lines = text_of("Sở Xây dựng", "hài lòng")
    assert lines[2] == "Cách tính: điểm nhóm / điểm tối đa 18 × 100"
    assert "Điểm 5.2: mẫu số bằng 0, tính 6 điểm" in lines
    assert "Điểm 5.4: min(6, 6 × 85.7142…% / 90%) = 5.7142…" in lines
    assert lines[-4:] == [
        "Điểm nhóm: 6 + 6 + 5.7142… = 17.7142…/18",
        "Phần trăm điểm: 17.7142… / 18 × 100 = 98.4126…%",
        "Làm tròn: làm tròn nửa lên đến 1 chữ số thập phân: 98.4126… → 98.4",
        "In ra: 98.4",
    ]


def test_a_table_with_commas_is_explained_with_commas() -> None:
    lines = text_of("Đồng Xoài", "SH")
    assert "Tỷ lệ 4.2: 714 / 982 = 72,7087…%" in lines
    assert lines[-1] == "In ra: 72,7"


@pytest.mark.parametrize(
    ("agency", "column", "shown", "printed"),
    [
        ("so-ngoai-vu", "TT", "mẫu số bằng 0 nên in “Không có hồ sơ”", "Không có hồ sơ"),
        ("so-tai-chinh", "TD", "tử số bằng 0 nên in “Quá hạn 100”", "Quá hạn 100"),
    ],
)
def test_zero_states_say_why_a_text_prints(
    agency: str, column: str, shown: str, printed: str
) -> None:
    lines = text_of(agency, column)
    assert lines[-2:] == [f"Cách in: {shown}", f"In ra: {printed}"]


def test_a_zero_denominator_is_named_as_state() -> None:
    assert "Tình trạng: mẫu số bằng 0" in text_of("so-ngoai-vu", "TT")


def test_a_correction_is_told_with_reason_and_state() -> None:
    lines = text_of("so-cong-thuong", "TT")
    assert lines[-2:] == [
        "Đính chính: khi đó tính được 46, đính chính thành 46.03; lý do: Thông báo đã ban hành "
        "in hai chữ số thập phân ở cột in một chữ số; giữ nguyên như bản gốc; người đính chính: "
        "(để trống); ngày: (để trống); trạng thái: áp dụng (corrections.csv, dòng 2)",
        "In ra: 46.03",
    ]


def test_an_aged_correction_shows_what_is_computed_now() -> None:
    item = Correction(
        PrintedFigure("so-nganh", "so-y-te", "TD_thang"), "99", "98", "lý do", "An", "2024-02-23"
    )
    lines = text_of("so-y-te", "TD", replace(CASE, corrections=(item,)))
    assert "người đính chính: An; ngày: 23/02/2024; trạng thái: cần xem lại" in lines[-3]
    assert lines[-2:] == ["Nay tính được: 100", "In ra: 98"]


def test_a_figure_corrected_to_blank_prints_blank() -> None:
    lines = text_of("ban-dan-toc", "TTTT")
    assert "khi đó tính được 0, đính chính thành (để trống)" in lines[-2]
    assert lines[-1] == "In ra: (để trống)"


def test_counts_that_cannot_be_computed_with_are_quoted() -> None:
    lines = text_of("so-y-te", "TT", with_counts("so-y-te", hs_truc_tuyen="abc", hs_tiep_nhan=None))
    assert "Số liệu “Hồ sơ nộp trực tuyến”: “abc” (không phải con số)" in lines
    assert "Số liệu “Hồ sơ tiếp nhận”: “” (thiếu số liệu)" in lines
    assert "Tình trạng: không phải con số" in lines
    assert lines[-2:] == ["Cách in: để trống vì không phải con số", "In ra: (để trống)"]


def test_a_group_with_an_odd_count_has_no_points() -> None:
    lines = text_of("so-y-te", "HL", with_counts("so-y-te", pakn_khong_hai_long="99"))
    assert "Tình trạng: tử số lớn hơn mẫu số hoặc âm" in lines
    assert not any(line.startswith("Điểm nhóm") for line in lines)


def test_an_agency_without_a_row_says_so() -> None:
    case = replace(CASE, counts=tuple(row for row in CASE.counts if row.agency != "so-y-te"))
    assert text_of("so-y-te", "TT", case)[1] == "Số liệu lấy từ: (thiếu dòng số liệu)"


# --- typed, merged ---------------------------------------------------------------------------


def test_a_prior_year_figure_is_as_typed_and_says_where() -> None:
    assert text_of("tp-dong-xoai", "TD_nam_truoc") == [
        "Thành phố Đồng Xoài – Tiến độ giải quyết, Năm 2023",
        "Lấy như đã gõ: “59,7” (typed_figures.csv, dòng 20, cột TD_nam_truoc)",
        "In ra: 59,7",
    ]


def test_a_blank_prior_year_figure_says_so() -> None:
    assert text_of("ban-dan-toc", "TD_nam_truoc")[1:] == [
        "Lấy như đã gõ: để trống (typed_figures.csv, dòng 19, cột TD_nam_truoc)",
        "In ra: (để trống)",
    ]


def test_a_typed_month_figure_is_as_typed() -> None:
    lines = text_of("so-y-te", "TD", with_column("so-nganh", "TD", basis=Basis.TYPED))
    place = "typed_figures.csv, dòng 12, cột TD_thang"
    assert lines[1] == f"Lấy như đã gõ: để trống ({place})"


def test_a_merged_column_says_that_one_cell_prints() -> None:
    assert text_of("so-y-te", "CK_nam_truoc")[1:] == [
        "Cột gộp một ô: “DVCQG không thể hiện” "
        "(settings.toml, khóa “table.so-nganh.column.CK.merged_prior”)",
        "In ra: DVCQG không thể hiện (một ô chung cho cả cột)",
    ]


@pytest.mark.parametrize("column", ["TD", "TD_nam_truoc"])
def test_a_column_that_no_printed_table_has_is_no_removed_row(column: str) -> None:
    lines = text_of("so-y-te", column, case_with(table("diem-hang")))
    assert lines[-1] == "In ra: (không bảng nào ở Bảng in có cột này)"
    alone = case_with(table("diem-hang", sections=SECTIONS[1:]))
    assert text_of("so-y-te", column, alone)[-1].startswith("In ra: (dòng đã bỏ")


# --- components and totals -------------------------------------------------------------------


def test_a_component_has_no_printed_figure() -> None:
    explanation = explained("so-y-te", "2.1")
    assert explanation.agency == "Sở Y tế"
    assert explanation.column == "chỉ số 2.1 Hồ sơ xử lý trước hạn, đúng hạn"
    assert "In ra" not in dict(explanation.lines)
    assert dict(explanation.lines)["Điểm 2.1"] == "min(20, 20 × 100% / 100%) = 20"


def test_the_total_has_grade_and_rank_within_its_kind() -> None:
    assert text_of("so-ngoai-vu", "tổng") == [
        "Sở Ngoại vụ – tổng điểm, xếp loại, xếp hạng",
        "Số liệu lấy từ: counts.csv, dòng 17",
        "Công khai, minh bạch: 7.5555…/18",
        "Tiến độ giải quyết: 0/20",
        "Dịch vụ công trực tuyến: 0.2777…/12",
        "Thanh toán trực tuyến: 1.5/10",
        "Mức độ hài lòng: 12/18",
        "Số hóa hồ sơ: 1.3333…/22",
        "Tổng điểm: 22.6666…/100",
        "Xếp loại: Yếu",
        "Xếp hạng: 17/18 đơn vị loại “Sở, ngành”",
    ]


def test_a_total_that_cannot_be_computed_has_a_state_instead() -> None:
    lines = text_of("so-y-te", "tổng", with_counts("so-y-te", hs_tong="-1"))
    assert "Công khai, minh bạch: (chưa tính được)/18" in lines
    assert lines[-1] == "Tình trạng: số âm"


# --- province --------------------------------------------------------------------------------


def test_the_province_shows_sums_typed_points_and_difference_per_table() -> None:
    lines = text_of("tinh", "TD")
    assert lines[:2] == [
        "TỈNH BÌNH PHƯỚC – Tiến độ giải quyết, tháng 02/2024",
        "Số liệu lấy từ: tổng của 29 đơn vị, counts.csv",
    ]
    assert "Điểm nhóm: 17.6863… = 17.6863…/20" in lines
    assert lines[-4:] == [
        "Bảng: Cấp huyện",
        "Điểm theo Cổng: “17.7” (settings.toml, khóa “table.cap-huyen.column.TD.province_month”)",
        "Chênh lệch: điểm tính từ số liệu 17.69, điểm gõ 17.7, chênh -0.01",
        "In ra: 17.7/20",
    ]


def test_the_province_of_the_prior_year_is_as_typed() -> None:
    assert text_of("Bình Phước", "HL_nam_truoc")[1:] == [
        "Bảng: Sở, ngành",
        "Điểm theo Cổng: “17.9” (settings.toml, khóa “table.so-nganh.column.HL.province_prior”)",
        "In ra: 17.9/18",
        "Bảng: Cấp huyện",
        "Điểm theo Cổng: “17.8” (settings.toml, khóa “table.cap-huyen.column.HL.province_prior”)",
        "In ra: 17.8/18",
    ]


def test_province_points_that_nobody_typed_are_said_to_be_computed() -> None:
    lines = text_of("tinh", "TD", with_column("cap-huyen", "TD", province_month=None))
    assert lines[-3:] == [
        "Điểm theo Cổng: để trống (settings.toml, khóa “table.cap-huyen.column.TD.province_month”)",
        "In theo: điểm tính từ số liệu, vì chưa gõ điểm theo Cổng",
        "In ra: 17.7/20",
    ]


def test_the_province_total_stands_beside_the_portal_total() -> None:
    lines = text_of("tinh", "tong")
    assert lines[-4:] == [
        "Tổng điểm: 57.1416…/100",
        "Xếp loại: Trung bình",
        "Tổng điểm theo Cổng, bảng “Sở, ngành”: 57.2/100",
        "Tổng điểm theo Cổng, bảng “Cấp huyện”: 57.2/100",
    ]
    partly = with_column("so-nganh", "TD", province_month=None)
    assert "Sở, ngành" not in text_of("tinh", "tong", partly)[-1]
    assert sum(
        (c.province_month or Decimal(0)) for c in CASE.settings.tables[0].columns
    ) == Decimal("57.2")


def test_a_component_of_the_province_takes_the_sums() -> None:
    assert "Tỷ lệ 5.2: 853 / 863 = 98.8412…%" in text_of("tinh", "5.2")


# --- points that are not of an agency's own counts ---------------------------------------------


def test_typed_points_are_told_as_such() -> None:
    case = with_typed("so-y-te", TD_diem="18,75", **{"4.2_diem": "3.5"})
    assert text_of("so-y-te", "4.2", case)[2:] == [
        "Chỉ số 4.2: Số hóa thành phần hồ sơ",
        "Điểm gõ: 3.5",
    ]
    assert "Tiến độ giải quyết: 18.75/20 (điểm gõ)" in text_of("so-y-te", "tổng", case)


def test_a_component_that_does_not_apply_says_what_it_gives() -> None:
    items = (
        replace(item, not_for=("Sở, ngành",), not_for_gives=NotFor.NONE)
        if item.id == "4.6"
        else item
        for item in CASE.index.components
    )
    case = replace(CASE, index=replace(CASE.index, components=tuple(items)))
    lines = text_of("so-y-te", "4.6", case)
    assert "Tình trạng: không áp dụng cho loại đơn vị này" in lines
    assert "Điểm 4.6: không áp dụng cho loại đơn vị này, tính 0 điểm" in lines


def test_the_larger_of_two_counts_is_the_denominator_that_is_told() -> None:
    items = (
        replace(item, denominator="max(hs_tong, hs_tiep_nhan)") if item.id == "1.4" else item
        for item in CASE.index.components
    )
    case = replace(CASE, index=replace(CASE.index, components=tuple(items)))
    case = with_counts("so-y-te", case, hs_tong="100", hs_tiep_nhan="200", hs_dong_bo="50")
    lines = text_of("so-y-te", "1.4", case)
    assert "Mẫu số: số lớn hơn trong các số kể trên của mẫu số" in lines
    assert "Tỷ lệ 1.4: 50 / 200 = 25%" in lines
