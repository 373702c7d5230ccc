"""Each finding of the settings: a change brings it, the bundled case has none."""

from dataclasses import replace
from datetime import date

import pytest

from bpindex.case.correction import CorrectionKind
from bpindex.case.records import LateDossier
from tests.changed_cases import CASE, keeping, with_correction, with_settings
from tests.checks.findings import check, problems, warnings


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


def test_a_deadline_more_than_half_a_year_away_is_a_warning() -> None:
    assert warnings(with_settings(deadline=date(2025, 3, 7))) == [
        "settings.toml, khóa “deadline”: tìm thấy hạn báo cáo 07/03/2025, "
        "cần trong vòng nửa năm sau ngày ban hành (01/02/2024)."
    ]
    assert warnings(with_settings(deadline=date(2024, 8, 2))) == []
    # One that is too early is a problem alone.
    assert warnings(with_settings(deadline=date(2023, 3, 7))) == []


@pytest.mark.parametrize(
    ("year", "month", "day", "found"),
    [(2024, 1, None, "issue_month”: tìm thấy thông báo ban hành 1/2024"),
     (2023, 12, None, "issue_month”: tìm thấy thông báo ban hành 12/2023"),
     (2024, 2, 21, "issue_day”: tìm thấy thông báo ban hành 21/02/2024")],
)  # fmt: skip
def test_a_notice_dated_before_the_end_of_its_data_is_a_warning(
    year: int, month: int, day: int | None, found: str
) -> None:
    case = with_settings(issue_year=year, issue_month=month, issue_day=day)
    assert warnings(case) == [
        f"settings.toml, khóa “{found}, cần không sớm hơn ngày cuối của số liệu 22/02/2024."
    ]


def test_a_notice_dated_half_a_year_late_is_a_warning() -> None:
    late = with_settings(issue_year=2025, deadline=date(2025, 3, 7))
    assert warnings(late) == [
        "settings.toml, khóa “issue_month”: tìm thấy thông báo ban hành 2/2025, "
        "cần trong vòng nửa năm sau ngày cuối 22/02/2024."
    ]
    for month, day in ((2, None), (2, 22), (3, None), (8, 22)):
        plain = with_settings(issue_month=month, issue_day=day, deadline=date(2024, 9, 7))
        found = warnings(with_settings(plain, deadline=date(2024, month, day or 22)))
        assert found == []


@pytest.mark.parametrize("label", ["Năm 2023", "Năm 2025 ", "Cả năm 2022"])
def test_a_title_of_another_year_is_a_warning(label: str) -> None:
    found = warnings(with_settings(prior_label=label, period="2025-02"))
    assert [text for text in found if "tên cột năm trước" in text] == [
        f"settings.toml, khóa “prior_label”: tìm thấy tên cột năm trước “{label}”, "
        "cần năm 2024 vì kỳ báo cáo là 02/2025."
    ]


@pytest.mark.parametrize("label", ["Năm 2O23", "năm l9Q3", "2o2I", "Năm 2023 (2O23)"])
def test_a_letter_for_a_digit_of_the_year_is_a_warning(label: str) -> None:
    [found] = warnings(with_settings(prior_label=label))
    assert f"tìm thấy tên cột năm trước “{label}”, cần năm 2023" in found


def test_a_year_typed_over_the_title_on_the_notice_is_looked_at_too() -> None:
    what = {"agency": "", "column": "TD_nam_truoc", "kind": CorrectionKind.TEXT}
    [found] = warnings(with_correction(**what, computed="Năm 2023", corrected="Năm 2O23"))
    assert found.startswith("corrections.csv, dòng 9") and "“Năm 2O23”, cần năm 2023" in found
    assert warnings(with_correction(**what, computed="Năm 2023", corrected="Năm 2023 ")) == []


def test_printed_columns_without_a_title_are_one_warning_a_sheet() -> None:
    [found] = warnings(with_settings(prior_label=" \u00a0"))
    assert found == (
        "settings.toml, khóa “prior_label”: tên cột in ra đang để trống (khóa “prior_label”), "
        "cần một tên cột."
    )
    labels = replace(CASE.wording.labels, stt="", month=" ")
    [found] = warnings(replace(CASE, wording=replace(CASE.wording, labels=labels)))
    assert "(khóa “labels.stt”; khóa “labels.month”)" in found
    what = {"agency": "", "column": "TD_nam_truoc", "kind": CorrectionKind.TEXT}
    [found] = warnings(with_correction(**what, computed="Năm 2023", corrected=" "))
    assert found.startswith("corrections.csv, dòng 9, cột corrected: tên cột in ra đang để trống")


@pytest.mark.parametrize("label", ["Năm 2023", "Năm trước", "2022–2023", "Năm 20231", "Kỳ 12/2023"])
def test_a_title_of_the_year_before_or_of_none_is_no_finding(label: str) -> None:
    assert warnings(with_settings(prior_label=label)) == []


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
    case = keeping([a.code for a in CASE.agencies if a.kind != "Cấp huyện"])
    assert problems(case) == [
        "settings.toml, khóa “table.cap-huyen”: bảng “Cấp huyện” không có đơn vị nào, "
        "cần ít nhất một đơn vị loại đó trong kỳ 02/2024."
    ]


def test_an_appendix_that_nothing_announces_is_a_warning() -> None:
    paragraphs = tuple(
        replace(item, text=item.text.replace(" (có phụ lục đính kèm)", ""))
        for item in CASE.wording.paragraphs
    )
    silent = replace(CASE, wording=replace(CASE.wording, paragraphs=paragraphs))
    late = (LateDossier("H1", "Cấp phép", "so-y-te", days_late="3"),)
    told = [text for text in warnings(replace(silent, late_dossiers=late)) if "phụ lục" in text]
    (text,) = told
    assert "1 hồ sơ trễ" in text and text.startswith("wording.toml")
    assert not [text for text in warnings(silent) if "phụ lục" in text]


def test_an_announced_appendix_with_dossiers_is_no_finding() -> None:
    case = replace(CASE, late_dossiers=(LateDossier("H1", "Cấp phép", "so-y-te"),))
    assert not any("phụ lục" in str(finding) for finding in check(case))
