"""Figures of last year, percentages, decimal marks and old fonts: a change brings a warning."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.case.belonging import settled
from bpindex.case.keys import PRIOR
from bpindex.case.model import Case
from bpindex.case.records import LateDossier
from bpindex.index.definition import Basis
from bpindex.pipeline import evaluate
from tests.changed_cases import (
    CASE,
    notice_of,
    with_agency,
    with_column,
    with_correction,
    with_settings,
    with_typed,
)
from tests.checks.findings import BASE, problems, warnings
from tests.reading.typing_over import cell_of, typed

PRIOR_KEYS = [key for key in CASE.columns if key.endswith(PRIOR)]
HAVE_ALL = [row.agency for row in CASE.typed if len(row.cells) >= 4]


def without(codes: list[str], case: Case = CASE) -> Case:
    return replace(case, typed=tuple(row for row in case.typed if row.agency not in codes))


# --- figures of last year ------------------------------------------------------------------------


def test_blank_cells_under_a_merged_one_are_named_once() -> None:
    cells = {cell_of("typed", "TD_nam_truoc", code): None
             for code in ("so-khoa-hoc-cong-nghe", "so-xay-dung")}  # fmt: skip
    case = typed("typed", cells)
    [found] = [str(item) for item in evaluate(case).findings if "năm trước" in item.text
               and item.part == "typed"]  # fmt: skip
    assert found == (
        "trang Năm trước, ô E6: 2 chỗ thiếu số liệu năm trước trong khi nơi khác có "
        "(ô E6: Sở Khoa học Công nghệ, Tiến độ giải quyết, năm trước; "
        "ô E7: Sở Xây dựng, Tiến độ giải quyết, năm trước), "
        "cần gõ đủ từng ô; ô trộn thì bỏ trộn trước."
    )


def test_an_agency_without_a_row_is_named_once() -> None:
    assert warnings(without(["so-ngoai-vu"])) == [
        "typed_figures.csv, cột agency: 1 chỗ thiếu số liệu năm trước trong khi nơi khác có "
        "(cột agency: Sở Ngoại vụ), cần gõ đủ từng ô; ô trộn thì bỏ trộn trước."
    ]


def test_a_row_without_any_figure_is_named_once() -> None:
    case = with_typed("huyen-bu-dop", **dict.fromkeys(PRIOR_KEYS, " "))
    [found] = warnings(case)
    assert "1 chỗ thiếu" in found and "Huyện Bù Đốp)" in found


@pytest.mark.parametrize("rows", [(), tuple(replace(row, cells={}) for row in CASE.typed)])
def test_no_figure_of_last_year_at_all_is_one_warning(rows: Any) -> None:
    assert warnings(replace(CASE, typed=rows)) == [
        "typed_figures.csv: chưa có số liệu năm trước nào, cần số liệu của năm trước kỳ 02/2024."
    ]


def test_many_missing_figures_are_one_sentence() -> None:
    case = CASE
    for code in HAVE_ALL:
        case = with_typed(code, case, TD_nam_truoc=None)
    [found] = warnings(case)
    assert f"{len(HAVE_ALL)} chỗ" in found and f"và {len(HAVE_ALL) - 5} nơi khác" in found


def test_who_had_nothing_to_measure_and_who_was_not_there_may_be_blank() -> None:
    assert warnings(with_typed("so-y-te", TD_nam_truoc=None, HL_nam_truoc=None))
    case = with_typed("so-y-te", TD_nam_truoc=None, TT_nam_truoc=None, HL_nam_truoc=None)
    assert case.typed[10].cells == {"TTTT_nam_truoc": "0"}
    assert warnings(case) == []
    new = with_agency("so-ngoai-vu", without(["so-ngoai-vu"]), valid_from=date(2024, 1, 5))
    assert warnings(new) == []


def test_a_column_that_prints_one_text_and_a_corrected_cell_need_no_figure() -> None:
    case = CASE
    for row in CASE.typed:
        case = with_typed(row.agency, case, TT_nam_truoc=None)
    for table in ("so-nganh", "cap-huyen"):
        case = with_column(table, "TT", case, merged_prior="không thể hiện")
    assert warnings(case) == []
    case = with_typed("so-y-te", HL_nam_truoc=None)
    assert len(warnings(case)) == 1
    corrected = with_correction(case, column="HL_nam_truoc", computed="", corrected="100")
    assert warnings(corrected) == []


def test_last_years_figures_that_are_the_months_are_one_warning() -> None:
    case = CASE
    for table in notice_of(CASE).tables:
        for row in table.rows:
            month = {figure.column: figure.text for figure in row.figures}
            case = with_typed(
                row.agency, case, TD_nam_truoc=month["TD_thang"], HL_nam_truoc=month["HL_thang"]
            )
    [found] = [text for text in warnings(case) if "giống hệt" in text]
    assert found.startswith("typed_figures.csv, cột TD_nam_truoc: 4 cột năm trước giống hệt ")
    assert "cột HL_nam_truoc: Mức độ hài lòng – Cấp huyện)" in found
    other = with_typed("huyen-bu-dop", case, TD_nam_truoc="1", HL_nam_truoc="1")
    assert "2 cột năm trước" in "".join(warnings(other))


# --- percentages and marks -----------------------------------------------------------------------


@pytest.mark.parametrize("text", ["222", "985", "985%", "100.1", "-3"])
def test_a_figure_that_is_no_percentage_is_a_warning(text: str) -> None:
    assert warnings(with_typed("so-y-te", HL_nam_truoc=text)) == [
        "typed_figures.csv, dòng 12, cột HL_nam_truoc: tìm thấy 1 số không thể là tỷ lệ phần trăm "
        f"(dòng 12, cột HL_nam_truoc: “{text}”), cần từ 0 đến 100."
    ]
    [found] = warnings(with_correction(column="SH_thang", computed="100", corrected=text))
    assert found.startswith("corrections.csv, dòng 9, cột corrected: tìm thấy 1 số không thể")


def test_percentages_of_a_typed_column_count_and_of_a_computed_one_do_not() -> None:
    case = with_typed("so-y-te", TD_thang="222")
    (unused,) = warnings(case)
    assert "không dùng đến" in unused
    case = with_column("so-nganh", "TD", case, basis=Basis.TYPED)
    assert any("“222”" in text for text in warnings(case))


@pytest.mark.parametrize(
    ("code", "text", "mark"),
    [("so-y-te", "5,3", "."), ("huyen-bu-dop", "99.54", ","), ("so-y-te", "1.005,3", ".")],
)
def test_another_decimal_mark_than_that_of_the_table_is_a_warning(
    code: str, text: str, mark: str
) -> None:
    [found] = warnings(with_typed(code, TD_nam_truoc=text))
    assert f"“{text}”, bảng dùng dấu “{mark}”" in found and "1 số viết khác dấu" in found
    assert found.startswith("typed_figures.csv, dòng ")


def test_figures_and_corrections_with_another_mark_are_a_sentence_a_sheet() -> None:
    case = CASE
    for row in CASE.typed[:9]:
        case = with_typed(row.agency, case, TT_nam_truoc="5,3", HL_nam_truoc="120,5")
        case = with_correction(
            case, agency=row.agency, column="SH_thang", computed="1", corrected="220,5"
        )
    found = [text for text in warnings(case) if ": tìm thấy " in text]
    assert len(found) == 4
    assert sum("và 13 nơi khác" in text for text in found) == 1
    assert sum("không thể là tỷ lệ" in text for text in found) == 2


FIGURES = st.decimals(0, 100, places=2).map(lambda number: f"{number.normalize():f}")
TEXTS = st.sampled_from(["Không có hồ sơ", "Quá hạn 100", "0", "100", " 98 ", "50%"])


@given(st.lists(st.one_of(FIGURES, TEXTS), min_size=4, max_size=4), st.sampled_from(HAVE_ALL))
def test_figures_that_may_be_so_bring_no_warning(texts: list[str], code: str) -> None:
    kind = next(agency.kind for agency in CASE.agencies if agency.code == code)
    mark = CASE.table_of_kind[kind].decimal_mark
    keys = ("TD_nam_truoc", "TT_nam_truoc", "TTTT_nam_truoc", "HL_nam_truoc")
    figures = {key: text.replace(".", mark) for key, text in zip(keys, texts, strict=True)}
    assert warnings(with_typed(code, **figures)) == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("typed_figures", lambda text: with_typed("so-y-te", TD_nam_truoc=text)),
        ("agencies", lambda text: with_agency("so-y-te", name=text)),
        ("late_dossiers", lambda text: replace(CASE, late_dossiers=(
            LateDossier("H1", "Cấp phép", "so-y-te", cause=text, row=2),))),
    ],
)  # fmt: skip
def test_a_formula_typed_as_text_stops_the_notice(name: str, change: Any) -> None:
    [found] = [one for one in problems(change("=98+0.5")) if "công thức gõ thành chữ" in one]
    assert found.startswith(f"{name}.csv, dòng ") and "“=98+0.5”" in found
    assert not any("công thức gõ" in one for one in problems(change("A = 98")))


# --- old fonts -----------------------------------------------------------------------------------

OLD = "S\u00eb C\u00abng th\u00ad\u00acng"
VNI = "Sôû Coâng thöông"


def test_a_name_in_an_old_font_is_named_by_its_cell() -> None:
    case = typed("agencies", {"B5": OLD})
    [found] = [str(item) for item in evaluate(case).findings if "TCVN3" in item.text]
    assert found == (
        "trang Đơn vị, ô B5: tìm thấy 1 chỗ viết bằng phông chữ cũ TCVN3 hoặc VNI "
        "(ô B5: “Së C«ng th¬ng”), in ra sẽ sai chữ, cần gõ lại bằng Unicode."
    )


def in_wording(text: str) -> Case:
    first, *others = CASE.wording.paragraphs
    wording = replace(CASE.wording, paragraphs=(replace(first, text=text), *others))
    return replace(CASE, wording=wording)


@pytest.mark.parametrize("text", [OLD, VNI])
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("settings", lambda text: with_settings(issuer_name=text)),
        ("settings", lambda text: with_column("so-nganh", "TD", month_source=text)),
        ("agencies", lambda text: with_agency("so-y-te", aliases=(text,))),
        ("typed_figures", lambda text: with_typed("so-y-te", note=text)),
        ("wording", in_wording),
        ("corrections", lambda text: with_correction(column="note", computed="", corrected=text)),
        ("late_dossiers", lambda text: replace(CASE, late_dossiers=(
            LateDossier("H1", text, "so-y-te", row=2),))),
    ],
)  # fmt: skip
def test_any_name_or_text_in_an_old_font_is_one_warning(name: str, change: Any, text: str) -> None:
    [found] = [one for one in warnings(change(text)) if "TCVN3" in one]
    assert found.startswith(f"{name}.") and "1 chỗ viết" in found


def test_all_names_in_an_old_font_are_one_sentence() -> None:
    agencies = tuple(replace(agency, name=f"{OLD} {agency.code}") for agency in CASE.agencies)
    case = replace(CASE, agencies=agencies)
    [found] = [one for one in warnings(case) if "TCVN3" in one]
    assert "29 chỗ" in found and "và 24 nơi khác" in found


def test_the_bundled_case_has_none_of_these() -> None:
    assert not any(item.part == "typed" for item in BASE)
    assert Decimal("17.9") in {column.province_prior for column in CASE.settings.tables[0].columns}


# --- words of another month ----------------------------------------------------------------------


@pytest.mark.parametrize("form", ["tháng 02/2024", "tháng 2/2024", "Tháng 2 năm 2024"])
def test_a_month_that_was_issued_before_is_named_where_a_text_still_names_it(form: str) -> None:
    text = f"Trong {form} có 12 hồ sơ trễ hạn."
    column = with_column(CASE.settings.tables[0].id, "TT", month_source=text)
    march = with_settings(settled(column, "2024-02"), period="2024-03")
    [found] = [str(item) for item in evaluate(march).findings if "nêu tháng" in item.text]
    assert "“02/2024”) mà kỳ này là 03/2024" in found
    # In its own month, and of a date, nobody is told.
    assert not [item for item in evaluate(column).findings if "nêu tháng" in item.text]
    dated = with_column(CASE.settings.tables[0].id, "TT", march, month_source=f"ngày 22 {form}")
    assert not [item for item in evaluate(dated).findings if "nêu tháng" in item.text]


# --- numbers that are none -----------------------------------------------------------------------


@pytest.mark.parametrize("text", ["1OO", "l00", "98..5", "98.5.", "98 .5", ".5", "1e2", "98.5 99"])
def test_what_looks_like_a_number_and_is_none_is_a_warning(text: str) -> None:
    [found] = [one for one in warnings(with_typed("so-y-te", TD_nam_truoc=text)) if text in one]
    assert "viết không thành một con số" in found


@pytest.mark.parametrize("text", ["Quá hạn 100", "Không có hồ sơ", "98.5%", "0", "100", "-"])
def test_figures_and_words_are_no_odd_numbers(text: str) -> None:
    told = warnings(with_typed("so-y-te", TD_nam_truoc=text))
    assert not [one for one in told if "không thành một con số" in one]
