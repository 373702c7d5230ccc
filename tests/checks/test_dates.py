"""Dates whose day and month changed places, dates of dossiers, the index set of the period."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bpindex.actions.opening import done
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.index_change import index_due, with_index
from bpindex.case.model import Case
from bpindex.case.records import LateDossier
from bpindex.checks import Level
from bpindex.index.definition import View
from bpindex.index.files import bundled_index_sets
from bpindex.index.periods import Period, swapped
from bpindex.index.working_days import WorkingDays
from bpindex.pipeline import evaluate
from tests.changed_cases import CASE, with_agency, with_settings
from tests.checks.findings import check, problems, warnings
from tests.reading.typing_over import scalar_cell, typed

LAST = CASE.settings.period_to


def deadlines(case: Case) -> list[str]:
    return [str(item) for item in check(case) if item.column == "deadline"]


def test_a_deadline_read_month_first_is_a_warning_with_the_date_that_was_meant() -> None:
    cell = scalar_cell("settings", "deadline")
    case = typed("settings", {cell: date(2024, 7, 3)})
    assert [str(item) for item in evaluate(case).findings if item.column == "deadline"] == [
        f"trang Thiết lập, ô {cell}: tìm thấy hạn báo cáo 03/07/2024, cần một ngày không lâu sau "
        "22/02/2024; có phải là 07/03/2024, ngày và tháng đã đổi chỗ?"
    ]


@pytest.mark.parametrize(
    ("deadline", "meant"),
    [
        (date(2024, 12, 3), "12/03/2024"),
        (date(2024, 4, 3), "04/03/2024"),
        (date(2024, 1, 3), "01/03/2024"),
        (date(2024, 2, 3), "02/03/2024"),
    ],
)
def test_however_far_it_went_the_other_date_is_offered(deadline: date, meant: str) -> None:
    [found] = deadlines(with_settings(deadline=deadline))
    assert f"có phải là {meant}, ngày và tháng đã đổi chỗ?" in found


@pytest.mark.parametrize(
    ("deadline", "what", "following"),
    [
        (date(2024, 4, 7), "Chủ nhật", "08/04/2024"),
        (date(2024, 4, 18), "thứ Năm, ngày nghỉ", "19/04/2024"),
        (date(2024, 4, 30), "thứ Ba, ngày nghỉ", "02/05/2024"),
    ],
)
def test_a_deadline_on_which_nobody_works_is_told(
    deadline: date, what: str, following: str
) -> None:
    """Also by the button that opens the month and proposes it."""
    case = with_settings(deadline=deadline)
    told = (
        f"hạn báo cáo {deadline:%d/%m/%Y} là {what}, cần một ngày làm việc; ngày làm việc kế tiếp "
        f"là {following}"
    )
    assert deadlines(case) == [f"settings.toml, khóa “deadline”: {told}."]
    assert f"Lưu ý: {told}." in done(CASE, case, "BoChiSo 02-2024.xlsm").split("\n")
    worked = with_settings(case, days_worked=(deadline,))
    assert not deadlines(worked)
    assert "ngày làm việc" not in done(CASE, worked, "")


def test_a_deadline_within_the_time_of_the_data_is_a_warning() -> None:
    assert warnings(with_settings(deadline=date(2024, 2, 20))) == [
        "settings.toml, khóa “deadline”: tìm thấy hạn báo cáo 20/02/2024, "
        "cần không sớm hơn ngày cuối của số liệu 22/02/2024."
    ]


@st.composite
def months(draw: st.DrawFn) -> Case:
    """The bundled case in another month, with an issue date and a deadline as staff set them."""
    period = Period(draw(st.integers(2023, 2024)), draw(st.integers(1, 12)))
    end = draw(st.dates(period.first_day + timedelta(14), period.last_day))
    issued = end + timedelta(draw(st.integers(0, 10)))
    deadline = WorkingDays().following(issued + timedelta(draw(st.integers(0, 25))))
    # Of 05/04 and 04/05 after 3 April both may be meant: nobody can tell.
    other = swapped(deadline)
    assume(other is None or not end <= other < deadline)
    case = with_settings(
        period=str(period),
        period_from=period.first_day,
        period_to=end,
        prior_label=f"Năm {period.year - 1}",
        issue_year=issued.year,
        issue_month=issued.month,
        issue_day=draw(st.sampled_from([issued.day, None])),
        deadline=deadline,
    )
    agencies = tuple(replace(agency, valid_to=None) for agency in case.agencies)
    return replace(case, agencies=agencies)


@given(months())
def test_a_month_as_staff_set_it_has_no_odd_date(case: Case) -> None:
    assert problems(case) == [] and warnings(case) == []


@given(months())
def test_a_deadline_whose_day_and_month_changed_places_is_always_found(case: Case) -> None:
    other = swapped(case.settings.deadline)
    if other is None:
        return
    [found] = deadlines(with_settings(case, deadline=other))
    assert f"tìm thấy hạn báo cáo {other:%d/%m/%Y}" in found
    assert f"có phải là {case.settings.deadline:%d/%m/%Y}, ngày" in found


@given(months(), st.sampled_from(["period_from", "period_to"]))
def test_a_day_of_the_data_whose_day_and_month_changed_places_is_always_found(
    case: Case, key: str
) -> None:
    meant: date = getattr(case.settings, key)
    other = swapped(meant)
    if other is None:
        return
    wrong = f"tìm thấy {other:%d/%m/%Y}, cần một ngày trong kỳ"
    for crosses in (False, True):
        changed = with_settings(case, crosses_month=crosses, **{key: other})
        [found] = [str(item) for item in check(changed) if wrong in item.text]
        assert f"có phải là {meant:%d/%m/%Y}, ngày và tháng đã đổi chỗ?" in found


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_changing_places_twice_changes_nothing(day: date) -> None:
    other = swapped(day)
    if other is None:
        assert day.day > 12 or day.day == day.month
    else:
        assert other != day and swapped(other) == day


def test_an_agency_that_ended_before_it_began_is_told() -> None:
    case = with_agency("so-y-te", valid_from=date(2024, 7, 2), valid_to=date(2024, 6, 30))
    [found] = [text for text in warnings(case) if "hết hiệu lực" in text]
    assert found == (
        "agencies.csv, dòng 12, cột valid_to: 1 đơn vị hết hiệu lực trước khi bắt đầu nên không in "
        "ở kỳ nào (dòng 12, cột valid_to: Sở Y tế, 30/06/2024), "
        "cần ngày cuối không sớm hơn ngày đầu."
    )
    same = with_agency("so-y-te", valid_from=date(2024, 2, 2), valid_to=date(2024, 2, 2))
    assert not any("hết hiệu lực trước" in text for text in warnings(same))


# --- late dossiers -------------------------------------------------------------------------------


def with_dossiers(*dates: tuple[date | None, date | None, date | None]) -> Case:
    dossiers = tuple(
        LateDossier(f"H{row}", "Cấp phép", "so-y-te", *days, row=row)
        for row, days in enumerate(dates, 2)
    )
    return replace(CASE, late_dossiers=dossiers)


def dossier_dates(case: Case) -> list[str]:
    return [text for text in warnings(case) if "không hợp với nhau" in text]


def test_dates_of_dossiers_that_contradict_each_other_are_one_sentence() -> None:
    case = with_dossiers(
        (date(2024, 1, 5), date(2024, 1, 25), date(2024, 2, 1)),
        (date(2024, 5, 1), date(2024, 1, 25), None),
        (date(2024, 1, 5), date(2024, 4, 30), None),
        (date(2024, 1, 26), None, date(2024, 1, 20)),
    )
    assert dossier_dates(case) == [
        "late_dossiers.csv, dòng 3, cột received: tìm thấy 3 ngày không hợp với nhau "
        "(dòng 3, cột received: 01/05/2024; có phải là “05/01/2024”?; "
        "dòng 4, cột due: 30/04/2024; dòng 5, cột received: 26/01/2024), "
        "cần ngày tiếp nhận trước ngày hẹn trả và ngày trả, và không sau ngày 29/02/2024."
    ]


def test_dossiers_as_they_are_or_without_dates_are_no_finding() -> None:
    same = date(2024, 2, 29)
    assert dossier_dates(with_dossiers((same, same, same), (None, None, None))) == []
    assert dossier_dates(with_dossiers((None, same, date(2024, 3, 8)))) == []


def test_dossiers_that_are_not_late_are_one_sentence_a_kind() -> None:
    begun, due = date(2024, 1, 5), date(2024, 2, 16)
    case = with_dossiers(
        (begun, due, date(2024, 2, 16)),
        (begun, due, date(2024, 2, 15)),
        (begun, due, date(2024, 2, 19)),
        (begun, due, None),
        # The period ends on the 22nd.
        (begun, date(2024, 2, 22), None),
        (begun, date(2024, 2, 26), None),
        (begun, None, None),
    )
    assert [text for text in warnings(case) if "không phải hồ sơ trễ" in text] == [
        "late_dossiers.csv, dòng 2, cột returned: 2 hồ sơ trả không sau ngày hẹn "
        "(dòng 2, cột returned: 16/02/2024; dòng 3, cột returned: 15/02/2024) nên không phải hồ sơ "
        "trễ mà vẫn in trong phụ lục, cần bỏ khỏi danh sách hoặc sửa ngày.",
        "late_dossiers.csv, dòng 6, cột due: 2 hồ sơ chưa trả mà đến ngày 22/02/2024 chưa quá ngày "
        "hẹn (dòng 6, cột due: 22/02/2024; dòng 7, cột due: 26/02/2024) nên không phải hồ sơ trễ "
        "mà vẫn in trong phụ lục, cần bỏ khỏi danh sách hoặc sửa ngày.",
    ]


# --- the index set -------------------------------------------------------------------------------

OLD, _, NEW = bundled_index_sets()


def index_findings(**changes: Any) -> list[str]:
    case = replace(CASE, index=changes.pop("index", OLD))
    case = with_settings(case, **changes)
    found = [item for item in check(case) if item.part == "index"]
    assert {item.level for item in found} <= {Level.WARNING}
    return [str(item) for item in found]


def test_an_index_set_that_is_no_longer_in_force_is_a_warning() -> None:
    assert index_findings(period="2026-01") == [
        "index_set.toml, khóa “effective_from”: tìm thấy bộ chỉ số có hiệu lực từ 23/06/2022, "
        "cần bộ có hiệu lực từ 01/01/2026 cho kỳ 01/2026: lưu, đóng tệp rồi bấm “Nâng cấp tệp” "
        "ở một tệp BoChiSo khác."
    ]
    ended = replace(OLD, effective_to=date(2023, 12, 31))
    assert len(index_findings(index=ended)) == 1


def test_a_set_of_ones_own_is_told_of_a_newer_one_and_stays() -> None:
    own = replace(OLD, id="tinh-mau")
    [found] = index_findings(index=own, period="2026-01")
    assert "bộ chỉ số riêng có hiệu lực từ 23/06/2022, từ 01/01/2026 toàn quốc có bộ mới" in found
    assert index_due(replace(with_settings(period="2026-01"), index=own)) == own


def test_a_view_that_is_not_that_of_the_groups_is_told() -> None:
    [found] = index_findings(index=replace(OLD, view=View.MERGED))
    assert "cách chia nhóm “gộp nhóm”" in found
    five = OLD.seen_as(View.MERGED)
    assert [str(f) for f in check(with_index(CASE, five)) if f.part == "index"] == []


@pytest.mark.parametrize(
    ("period", "named"),
    [("2025-12", "01/07/2025"), ("2025-06", "23/06/2022"), ("2022-01", "trong kỳ")],
)
def test_an_index_set_that_is_not_yet_in_force_is_a_warning(period: str, named: str) -> None:
    [found] = index_findings(index=NEW, period=period)
    assert "có hiệu lực từ 01/01/2026" in found and named in found


def test_a_target_of_a_later_year_is_a_warning() -> None:
    late = replace(
        OLD,
        components=tuple(
            replace(item, effective_from=NEW.effective_from) if item.id == "3.6" else item
            for item in OLD.components
        ),
    )
    assert index_findings(index=late) == [
        "index_set.toml, khóa “effective_from”: tìm thấy chỉ số 3.6 có hiệu lực sau kỳ 02/2024, "
        "cần chỉ tiêu của kỳ này."
    ]


@pytest.mark.parametrize(
    ("index", "period"), [(OLD, "2022-06"), (OLD, "2025-06"), (NEW, "2026-01")]
)
def test_the_index_set_in_force_and_a_newer_one_of_ones_own_are_no_finding(
    index: Any, period: str
) -> None:
    assert index_findings(index=index, period=period) == []
    own = replace(index, id="own", effective_from=Period(int(period[:4]), 1).first_day)
    if period != "2022-06":
        assert index_findings(index=own, period=period) == []


def test_the_workbook_names_the_cell_of_chi_tieu() -> None:
    case = typed("settings", {scalar_cell("settings", "period"): "2026-01"})
    [found] = [str(item) for item in evaluate(case).findings if item.part == "index"]
    assert found.startswith("trang Chỉ tiêu, ô C9: tìm thấy bộ chỉ số có hiệu lực từ 23/06/2022")


def late_told(case: Case) -> list[str]:
    return [text for text in warnings(case) if "theo số liệu chỉ có" in text]


@pytest.mark.parametrize("state", ["2024-02", "2026-03"])
def test_more_late_dossiers_than_the_counts_say_are_told_once(state: str) -> None:
    base = read_case(bundled_case(state))
    assert late_told(base) == []
    agency, rows = "so-y-te", {row.agency: row for row in base.counts}

    def told(late: int, listed: int) -> list[str]:
        counts = dict(rows[agency].cells) | {"xl_truoc_han": "7", "xl_dung_han": "5"}
        counts |= {"xl_qua_han": str(late), "dang_xl_qua_han": "0", "hs_phai_xl": str(12 + late)}
        counts |= {"dang_xl_trong_han": "0"}
        known = base.index.count_by_id
        row = replace(rows[agency], cells={k: v for k, v in counts.items() if k in known})
        dossiers = tuple(LateDossier(f"H{n}", "Cấp phép", agency, row=n) for n in range(listed))
        others = (item for item in base.counts if item.agency != agency)
        return late_told(replace(base, counts=(row, *others), late_dossiers=dossiers))

    assert told(2, 2) == []
    assert told(3, 2) == []
    (sentence,) = told(0, 2)
    assert "Sở Y tế có 2 hồ sơ trễ mà theo số liệu chỉ có 0 hồ sơ quá hạn, cần xem lại." in sentence
    (sentence,) = told(2, 3)
    assert "chỉ có 2 hồ sơ" in sentence


def test_dossiers_of_an_agency_without_counts_contradict_nothing() -> None:
    dossiers = (LateDossier("H1", "Cấp phép", "so-y-te", row=2),)
    counts = tuple(row for row in CASE.counts if row.agency != "so-y-te")
    assert late_told(replace(CASE, counts=counts, late_dossiers=dossiers)) == []


@pytest.mark.parametrize(("rule", "count"), [("ngày 7", 0), ("", 0), ("mùng 7", 1), ("07/03", 1)])
def test_a_rule_for_the_deadline_that_nobody_understands_is_a_problem(
    rule: str, count: int
) -> None:
    found = [
        str(item)
        for item in check(with_settings(deadline_rule=rule))
        if item.level is Level.PROBLEM
    ]
    assert len(found) == count
    assert all(f"cách tính hạn báo cáo “{rule}”, cần “ngày 7”" in text for text in found)
