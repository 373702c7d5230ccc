"""Each kind of finding: a change to the bundled case brings it, the unchanged case has none."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bpindex.case.correction import CorrectionRow, CorrectionState, correction_of
from bpindex.case.model import Case, PlainOrigin
from bpindex.case.records import Agency, DataRow, LateDossier
from bpindex.checks import Finding, Level, province_comparison, run_checks
from bpindex.index.definition import Basis
from bpindex.notice.compose import compose
from bpindex.score.figures import counts_of
from bpindex.score.scoring import score
from tests.changed_cases import (
    CASE,
    changed_row,
    notice_of,
    with_column,
    with_counts,
    with_settings,
)


def check(case: Case) -> tuple[Finding, ...]:
    scores = score(case.index, counts_of(case))
    return run_checks(case, scores, compose(case, scores))


BASE = check(CASE)


def added(case: Case, level: Level) -> list[str]:
    """The sentences that the unchanged case does not have; their places are checked too."""
    found = [finding for finding in check(case) if finding not in BASE]
    for finding in found:
        assert finding.place == case.origin.place(finding.part, finding.row, finding.column)
    return [str(finding) for finding in found if finding.level is level]


def problems(case: Case) -> list[str]:
    return added(case, Level.PROBLEM)


def warnings(case: Case) -> list[str]:
    return added(case, Level.WARNING)


def with_typed(agency: str, case: Case = CASE, **changes: str | None) -> Case:
    rows = (changed_row(r, changes) if r.agency == agency else r for r in case.typed)
    return replace(case, typed=tuple(rows))


def with_agency(code: str, case: Case = CASE, **changes: Any) -> Case:
    agencies = (replace(a, **changes) if a.code == code else a for a in case.agencies)
    return replace(case, agencies=tuple(agencies))


def with_correction(case: Case = CASE, **values: Any) -> Case:
    defaults = {"table": "so-nganh", "agency": "so-y-te", "reason": "theo đối soát"}
    item = correction_of(CorrectionRow(**{**defaults, **values}, row=9))
    return replace(case, corrections=(*case.corrections, item))


# --- the bundled case ------------------------------------------------------------------------


def test_the_bundled_case_has_no_problem_and_five_warnings() -> None:
    assert {finding.level for finding in BASE} == {Level.WARNING}
    assert [str(finding) for finding in BASE] == [
        "wording.toml, khóa “paragraph.request”: lời văn có nhắc “phụ lục” nhưng không có "
        "hồ sơ trễ nào, cần nhập hồ sơ trễ hoặc sửa lời văn.",
        "agencies.csv, dòng 12, cột stt: đơn vị Sở Y tế có Stt 12 nhưng bảng “Sở, ngành” thiếu "
        "Stt 11, cần Stt liên tục.",
        "counts.csv, dòng 9, cột xl_truoc_han: bảng “Sở, ngành”, cột “Tiến độ giải quyết”: "
        "Sở Tài nguyên và Môi trường (4430/4716) và Sở Lao động-TB&XH (1117/1189) cùng in 93.94, "
        "cần xem lại vì có thể chép nhầm dòng.",
        "counts.csv, dòng 25, cột hs_dong_bo: bảng “Cấp huyện”, cột “Công khai, minh bạch”: "
        "Huyện Hớn Quản (96/1414) và Huyện Phú Riềng (101/1486) cùng in 6,8, "
        "cần xem lại vì có thể chép nhầm dòng.",
        "settings.toml, khóa “table.cap-huyen.column.HL.province_prior”: điểm của tỉnh, cột "
        "“Mức độ hài lòng, năm trước”: bảng “Cấp huyện” ghi 17.8, bảng “Sở, ngành” "
        "ghi 17.9, cần hai bảng như nhau.",
    ]


def test_findings_are_the_same_every_time_and_problems_come_first() -> None:
    case = with_counts("huyen-dong-phu", hs_tong="abc")
    findings = check(case)
    assert findings == check(case)
    assert [finding.level for finding in findings] == [Level.PROBLEM] + [Level.WARNING] * 5


# --- settings --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "deadline", "earliest"),
    [(None, date(2024, 1, 31), "01/02/2024"), (20, date(2024, 2, 19), "20/02/2024")],
)
def test_a_deadline_before_the_issue_date_is_a_problem(
    day: int | None, deadline: date, earliest: str
) -> None:
    assert problems(with_settings(issue_day=day, deadline=deadline)) == [
        f"settings.toml, khóa “deadline”: tìm thấy hạn báo cáo {deadline:%d/%m/%Y}, "
        f"cần không sớm hơn ngày ban hành (từ {earliest})."
    ]
    assert problems(with_settings(issue_day=day, deadline=date(2024, 2, day or 1))) == []


def test_an_issue_date_that_does_not_exist_is_a_problem() -> None:
    assert problems(with_settings(issue_day=31)) == [
        "settings.toml, khóa “issue_day”: tìm thấy ngày ban hành 31/2/2024, "
        "cần một ngày có trong lịch."
    ]
    assert problems(with_settings(issue_day=29)) == []


def test_a_first_day_after_the_last_is_a_problem() -> None:
    assert problems(with_settings(period_from=date(2024, 2, 23))) == [
        "settings.toml, khóa “period_from”: tìm thấy ngày đầu 23/02/2024, "
        "cần không muộn hơn ngày cuối 22/02/2024."
    ]


def test_days_outside_the_month_are_problems() -> None:
    case = with_settings(period_from=date(2024, 1, 31), period_to=date(2024, 3, 1))
    expected = "cần một ngày trong kỳ, từ 01/02/2024 đến 29/02/2024."
    assert problems(case) == [
        f"settings.toml, khóa “period_from”: tìm thấy 31/01/2024, {expected}",
        f"settings.toml, khóa “period_to”: tìm thấy 01/03/2024, {expected}",
    ]


def test_a_period_that_crosses_months_still_ends_in_its_month() -> None:
    case = with_settings(period_from=date(2023, 12, 15), crosses_month=True)
    assert problems(case) == []
    [problem] = problems(with_settings(case, period_to=date(2024, 3, 1)))
    assert problem.startswith("settings.toml, khóa “period_to”: tìm thấy 01/03/2024")


def test_a_table_without_any_agency_is_a_problem() -> None:
    agencies = tuple(a for a in CASE.agencies if a.kind != "Cấp huyện")
    codes = {agency.code for agency in agencies}
    case = replace(
        CASE,
        agencies=agencies,
        counts=tuple(row for row in CASE.counts if row.agency in codes),
        typed=tuple(row for row in CASE.typed if row.agency in codes),
    )
    assert problems(case) == [
        "settings.toml, khóa “table.cap-huyen”: bảng “Cấp huyện” không có đơn vị nào, "
        "cần ít nhất một đơn vị loại đó trong kỳ 2024-02."
    ]


def test_an_announced_appendix_with_dossiers_is_no_finding() -> None:
    case = replace(CASE, late_dossiers=(LateDossier("H1", "Cấp phép", "so-y-te"),))
    assert not any("phụ lục" in str(finding) for finding in check(case))


# --- agencies --------------------------------------------------------------------------------


def test_an_agency_code_listed_twice_is_a_problem() -> None:
    double = replace(CASE.agencies[0], name="Sở Công thương hai", aliases=(), stt="21", row=31)
    assert problems(replace(CASE, agencies=(*CASE.agencies, double))) == [
        "agencies.csv, dòng 31, cột code: mã đơn vị “so-cong-thuong” đã có ở agencies.csv, "
        "dòng 2, cần mỗi mã một dòng."
    ]


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
        f"{name}.csv, dòng 40, cột agency: tìm thấy mã đơn vị “so-cong-thuog”, "
        "cần một mã có trong danh sách đơn vị; có phải là “so-cong-thuong”?"
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
        "hoặc sửa hiệu lực vì đơn vị không có trong kỳ 2024-02.",
        "corrections.csv, dòng 3, cột column: đính chính cột “Thanh toán trực tuyến, tháng” "
        "của Ban Dân tộc (bảng “Sở, ngành”) thành “” không in vào đâu trong kỳ này, "
        "cần rút hoặc sửa đính chính.",
    ]


def test_a_late_dossier_of_an_unknown_agency_is_a_warning() -> None:
    case = replace(CASE, late_dossiers=(LateDossier("H1", "Cấp phép", "so-y-tee", row=2),))
    assert warnings(case) == [
        "late_dossiers.csv, dòng 2, cột agency: tìm thấy mã đơn vị “so-y-tee”, "
        "cần một mã có trong danh sách đơn vị; có phải là “so-y-te”?"
    ]


def test_a_late_dossier_listed_twice_is_a_warning() -> None:
    dossiers = tuple(
        LateDossier(code, "Cấp phép", "so-y-te", row=row)
        for row, code in enumerate(("H1", "H2", "h1 "), 2)
    )
    assert warnings(replace(CASE, late_dossiers=dossiers)) == [
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
        (
            "25",
            "đơn vị Ban Dân tộc có Stt 25 nhưng bảng “Sở, ngành” thiếu Stt 19–24, "
            "cần Stt liên tục.",
        ),
    ],
)
def test_odd_running_numbers_are_warnings(stt: str, sentence: str) -> None:
    case = with_agency("ban-dan-toc", stt=stt)
    assert warnings(case) == [f"agencies.csv, dòng 19, cột stt: {sentence}"]


def test_a_table_may_go_on_with_the_numbers_of_the_one_before() -> None:
    numbers = {a.code: str(19 + int(a.stt)) for a in CASE.agencies if a.kind == "Cấp huyện"}
    agencies = tuple(replace(a, stt=numbers.get(a.code, a.stt)) for a in CASE.agencies)
    assert warnings(replace(CASE, agencies=agencies)) == []


def test_a_table_that_starts_anywhere_else_has_a_gap() -> None:
    [warning] = warnings(with_agency("tp-dong-xoai", stt="12"))
    assert "Thị xã Bình Long có Stt 2 nhưng bảng “Cấp huyện” thiếu Stt 1," in warning


# --- counts ----------------------------------------------------------------------------------


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


# --- figures ---------------------------------------------------------------------------------


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
        assert len(warnings(case)) == count


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


# --- province --------------------------------------------------------------------------------


def test_points_far_from_the_portal_are_a_warning() -> None:
    case = with_column("cap-huyen", "TD", province_month=Decimal("16.5"))
    case = with_column("so-nganh", "TD", case, province_month=Decimal("16.5"))
    sentence = (
        "nhóm “Tiến độ giải quyết” của tỉnh: điểm gõ theo Cổng 16.5, điểm tính từ số liệu 17.69, "
        "chênh lệch +1.19, cần chênh không quá 1."
    )
    assert warnings(case) == [
        f"settings.toml, khóa “table.{table}.column.TD.province_month”: {sentence}"
        for table in ("so-nganh", "cap-huyen")
    ]
    assert warnings(with_settings(case, portal_tolerance=Decimal("1.19"))) == []


def test_missing_province_points_are_a_warning() -> None:
    assert warnings(with_column("so-nganh", "SH", province_prior=None)) == [
        "settings.toml, khóa “table.so-nganh.column.SH.province_prior”: thiếu điểm của tỉnh "
        "cho nhóm “Số hóa hồ sơ”, cần một số từ 0 đến 22."
    ]


def test_province_points_above_the_maximum_are_a_warning() -> None:
    case = with_settings(portal_tolerance=Decimal(100))
    for table in ("so-nganh", "cap-huyen"):
        case = with_column(table, "TT", case, province_month=Decimal("12.5"))
    assert warnings(case) == [
        f"settings.toml, khóa “table.{table}.column.TT.province_month”: điểm của tỉnh cho nhóm "
        "“Dịch vụ công trực tuyến”: tìm thấy 12.5, cần một số từ 0 đến 12."
        for table in ("so-nganh", "cap-huyen")
    ]


def test_a_suffix_is_no_disagreement() -> None:
    assert warnings(with_column("cap-huyen", "SH", province_suffix_month="DVC tỉnh")) == []


def test_a_corrected_province_cell_settles_the_disagreement() -> None:
    case = with_correction(
        table="cap-huyen",
        agency="tinh",
        column="HL_nam_truoc",
        computed="17.8/18",
        corrected="17,9/18",
    )
    assert [finding for finding in BASE if finding not in check(case)] == [BASE[-1]]
    assert warnings(case) == []


def test_the_comparison_gives_every_group_of_every_table() -> None:
    rows = province_comparison(CASE, score(CASE.index, counts_of(CASE)))
    assert [(row.table.id, row.group.id) for row in rows] == [
        (table.id, column.group) for table in CASE.settings.tables for column in table.columns
    ]
    row = rows[1]
    assert (row.group.name, row.typed, row.computed, row.difference) == (
        "Tiến độ giải quyết",
        Decimal("17.7"),
        Decimal("17.69"),
        Decimal("-0.01"),
    )
    assert row.texts == ("Sở, ngành", "Tiến độ giải quyết", "17.7", "17.69", "-0.01")


def test_the_comparison_without_typed_points_has_no_difference() -> None:
    case = with_column("so-nganh", "CK", province_month=None)
    row = province_comparison(case, score(case.index, counts_of(case)))[0]
    assert (row.typed, row.computed, row.difference) == (None, Decimal("8.31"), None)
    assert row.texts == ("Sở, ngành", "Công khai, minh bạch", "", "8.31", "")


# --- corrections -----------------------------------------------------------------------------


def test_a_correction_without_a_reason_is_a_warning() -> None:
    case = with_correction(column="CK_nam_truoc", computed="", corrected="5", reason=" ")
    assert warnings(case) == [
        "corrections.csv, dòng 9, cột reason: đính chính cột “Công khai, minh bạch, "
        "năm trước” của Sở Y tế (bảng “Sở, ngành”) thành “5” không ghi lý do, cần một lý do."
    ]


def test_a_correction_against_an_older_value_is_a_warning() -> None:
    case = with_correction(column="TD_thang", computed="99", corrected="98.5")
    assert warnings(case) == [
        "corrections.csv, dòng 9, cột computed: đính chính cột “Tiến độ giải quyết, "
        "tháng” của Sở Y tế (bảng “Sở, ngành”) cần xem lại: khi đính chính tính được “99”, "
        "nay tính được “100”, "
        "đang in “98.5”."
    ]


@pytest.mark.parametrize(
    ("agency", "column", "words"),
    [
        (
            "tinh",
            "TD_thang",
            "cột “Tiến độ giải quyết, tháng” của TỈNH BÌNH PHƯỚC (bảng “Sở, ngành”)",
        ),
        ("so-y-te", "note", "cột “Ghi chú” của Sở Y tế (bảng “Sở, ngành”)"),
        (
            "*",
            "CK_nam_truoc",
            "ô chung của cột “Công khai, minh bạch, năm trước” (bảng “Sở, ngành”)",
        ),
        ("", "group.CK", "đầu bảng “Sở, ngành”, phần “Công khai, minh bạch”"),
    ],
)
def test_what_is_corrected_is_named_as_staff_know_it(agency: str, column: str, words: str) -> None:
    case = with_correction(agency=agency, column=column, computed="", corrected="5", reason="")
    assert any(f"đính chính {words} thành “5” không ghi lý do" in text for text in warnings(case))


def test_a_corrected_paragraph_that_changed_since_is_a_warning() -> None:
    case = with_correction(
        table="", agency="", column="recipients_title", computed="Kính gửi:", corrected="Gửi:"
    )
    assert warnings(case) == [
        "corrections.csv, dòng 9, cột computed: đính chính đoạn “Nơi nhận:” cần xem lại: "
        "khi đính chính tính được “Kính gửi:”, nay tính được “Nơi nhận:”, đang in “Gửi:”."
    ]


def test_a_correction_that_prints_nowhere_is_a_warning() -> None:
    [warning] = warnings(
        with_correction(table="cap-huyen", column="TD_thang", computed="1", corrected="2")
    )
    assert "không in vào đâu trong kỳ này" in warning


@pytest.mark.parametrize("change", [{"computed": "99", "reason": ""}, {"table": "cap-huyen"}])
def test_a_withdrawn_correction_is_left_alone(change: dict[str, Any]) -> None:
    values: dict[str, Any] = {"column": "TD_thang", "computed": "100", "corrected": "98.5"}
    case = with_correction(CASE, **{**values, **change})
    withdrawn = replace(case.corrections[-1], state=CorrectionState.WITHDRAWN)
    assert warnings(replace(case, corrections=(*case.corrections[:-1], withdrawn))) == []


def test_places_in_a_case_made_in_memory_are_plain() -> None:
    case = replace(with_counts("so-y-te", hs_tong="abc"), origin=PlainOrigin())
    assert check(case)[0].place == "counts 12 hs_tong"
