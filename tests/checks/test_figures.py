"""Each finding of the printed figures: a change brings it."""

from bpindex.index.definition import Basis
from tests.changed_cases import CASE, notice_of, with_column, with_correction, with_typed
from tests.checks.findings import BASE, problems, warnings


def test_a_typed_column_without_text_is_a_problem() -> None:
    case = with_column("cap-huyen", "TD", basis=Basis.TYPED)
    codes = [a.code for a in CASE.valid_agencies if a.kind == "Cấp huyện"]
    for number, code in enumerate(codes[1:], 70):
        case = with_typed(code, case, TD_thang=str(number))
    assert problems(case) == [
        "typed_figures.csv, dòng 20, cột TD_thang: đơn vị Thành phố Đồng Xoài để trống cột "
        "“Tiến độ giải quyết”, cần gõ số liệu in vì cột này lấy như đã gõ."
    ]
    assert problems(with_typed("tp-dong-xoai", case, TD_thang="59,7")) == []


def test_a_correction_stands_in_for_a_typed_figure() -> None:
    column = with_column("so-nganh", "TD", basis=Basis.TYPED)
    case = with_correction(column, column="TD_thang", computed="", corrected="99.1")
    assert len(problems(column)) == 18
    assert len(problems(case)) == 17


def test_a_corrected_figure_that_contradicts_the_points_formula_is_a_warning() -> None:
    case = with_correction(column="HL_thang", computed="100", corrected="97.3")
    assert warnings(case) == [
        "corrections.csv, dòng 9, cột corrected: đơn vị Sở Y tế, cột “Mức độ hài lòng”: "
        "số liệu in “97.3”, cần “100” theo công thức."
    ]


def test_a_typed_figure_that_contradicts_the_points_formula_is_a_warning() -> None:
    printed = {row.agency: row.figures[9].text for row in notice_of(CASE).table("so-nganh").rows}
    case = with_column("so-nganh", "HL", basis=Basis.TYPED)
    for code, text in printed.items():
        case = with_typed(code, case, HL_thang=text)
    assert warnings(case) == []
    assert warnings(with_typed("so-xay-dung", case, HL_thang="97")) == [
        "typed_figures.csv, dòng 4, cột HL_thang: đơn vị Sở Xây dựng, cột “Mức độ hài lòng”: "
        "số liệu in “97”, cần “98.4” theo công thức."
    ]


def test_further_decimals_do_not_contradict_the_formula() -> None:
    for corrected, count in (("94,44", 0), ("94.45", 1)):
        case = with_correction(
            agency="so-noi-vu", column="HL_thang", computed="94.4", corrected=corrected
        )
        assert len([text for text in warnings(case) if "theo công thức" in text]) == count


def test_a_shared_uncommon_figure_is_a_warning_that_names_everyone() -> None:
    case = with_correction(column="SH_thang", computed="100", corrected="78.5")
    case = with_correction(
        case, agency="so-noi-vu", column="SH_thang", computed="100", corrected="78.5"
    )
    assert warnings(case) == [
        "corrections.csv, dòng 9, cột corrected: bảng “Sở, ngành”, cột “Số hóa hồ sơ”: "
        "Sở Nội vụ, Sở Y tế và Sở Tư pháp (528/673) cùng in 78.5, "
        "cần xem lại vì có thể chép nhầm dòng."
    ]


def test_whole_figures_and_texts_are_no_twins() -> None:
    texts = [str(finding) for finding in BASE]
    assert not any(" cùng in 100," in text or "cùng in Không" in text for text in texts)


def test_what_every_agency_without_dossiers_gets_is_not_a_twin() -> None:
    texts = [row.figures[9].text for row in notice_of(CASE).table("so-nganh").rows]
    assert texts.count("66.7") > 1
    assert not any("66.7" in str(finding) for finding in BASE)
