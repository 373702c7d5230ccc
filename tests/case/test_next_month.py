"""What the next month's case takes from the one before it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.case.belonging import dated, foreign_of, of_month
from bpindex.case.keys import NOTE_COLUMN, PRIOR
from bpindex.case.next_month import next_case
from bpindex.case.records import LateDossier
from bpindex.index.periods import Period, month_later
from bpindex.pipeline import evaluate
from tests.changed_cases import with_settings
from tests.strategies import base_case


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2024, 3, 31)),
        (date(2024, 1, 30), date(2024, 2, 29)),
        (date(2024, 2, 22), date(2024, 3, 22)),
        (date(2024, 12, 7), date(2025, 1, 7)),
        (date(2024, 12, 31), date(2025, 1, 31)),
    ],
)
def test_the_last_day_of_a_month_becomes_the_last_day_of_the_next(day: date, later: date) -> None:
    assert month_later(day) == later


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_month_later_is_in_the_next_month_and_days_keep_their_order(day: date) -> None:
    later = month_later(day)
    assert Period(later.year, later.month) == Period(day.year, day.month).following
    assert later <= month_later(day + timedelta(days=1))


def test_dates_go_on_and_the_data_of_the_month_are_gone() -> None:
    case = base_case()
    new = next_case(case)
    settings = new.settings
    assert (settings.period, settings.issue_year, settings.issue_month) == ("2024-03", 2024, 3)
    assert (settings.period_from, settings.period_to) == (date(2024, 3, 1), date(2024, 3, 22))
    assert (settings.deadline, settings.prior_label) == (date(2024, 4, 8), "Năm 2023")
    assert [row.agency for row in new.counts] == [row.agency for row in case.counts]
    assert not any(row.cells for row in new.counts)
    columns = [column for table in settings.tables for column in table.columns]
    assert all(c.province_month is None and c.merged_month == "" for c in columns)
    assert [str(c.province_prior) for c in columns[:2]] == ["15.5", "18.9"]
    figures = {key for row in new.typed for key in row.cells}
    assert figures and all(key.endswith(PRIOR) for key in figures)
    # What was corrected stays where it was, and prints no more.
    assert {item.period for item in new.corrections} == {"2024-02"}
    assert of_month(new).corrections == ()
    # Nothing is of another month, and nothing is asked for but what is to be pasted.
    assert foreign_of(new) == ()
    (problem,) = evaluate(new).problems
    assert "29 đơn vị" in str(problem)


def test_with_the_year_last_years_figures_go_too() -> None:
    case = base_case()
    settings = replace(
        case.settings,
        period="2024-12",
        period_from=date(2024, 12, 1),
        period_to=date(2024, 12, 31),
        issue_month=12,
        deadline=date(2025, 1, 7),
        number="12",
        issue_day=3,
    )
    new = next_case(replace(case, settings=settings))
    assert str(new.period) == "2025-01"
    assert (new.settings.issue_year, new.settings.issue_month) == (2025, 1)
    assert (new.settings.number, new.settings.issue_day) == ("", None)
    assert new.settings.prior_label == "Năm 2024"
    assert new.settings.period_to == date(2025, 1, 31)
    columns = [column for table in new.settings.tables for column in table.columns]
    assert all(c.province_prior is None and c.merged_prior == "" for c in columns)
    assert new.typed == ()
    assert any(c.month_source for c in columns)


def test_a_dossier_that_is_still_open_and_a_note_are_of_the_month_they_are_typed_in() -> None:
    case, agency = base_case(), base_case().agencies[0].code
    dossier = LateDossier("H10-1", "Cấp phép", agency, date(2024, 2, 1), date(2024, 2, 9))
    noted = replace(case.typed[0], cells={**case.typed[0].cells, NOTE_COLUMN: "Chưa kết nối"})
    case = dated(replace(case, late_dossiers=(dossier,), typed=(noted, *case.typed[1:])))
    new = next_case(case)
    again = replace(new, late_dossiers=(dossier,), typed=(noted, *new.typed[1:]))
    here = of_month(dated(again))
    assert [item.period for item in here.late_dossiers] == ["2024-03"]
    assert here.typed[0].cells[NOTE_COLUMN] == "Chưa kết nối"
    # One that says its month, as on the sheet of last month, is of that one.
    old = replace(new, late_dossiers=case.late_dossiers)
    assert of_month(dated(old)).late_dossiers == ()


def test_the_same_counts_pasted_again_are_told() -> None:
    case = base_case()
    again = replace(next_case(case), counts=case.counts)
    assert {each.month for each in foreign_of(again)} == {"2024-02"}


@pytest.mark.parametrize(
    ("first", "last", "next_first", "next_last"),
    [
        ((2026, 1, 1), (2026, 3, 31), (2026, 4, 1), (2026, 6, 30)),
        ((2026, 10, 1), (2026, 12, 31), (2027, 1, 1), (2027, 3, 31)),
        ((2026, 1, 1), (2026, 5, 20), (2026, 1, 1), (2026, 6, 20)),
        ((2026, 1, 1), (2026, 6, 30), (2026, 1, 1), (2026, 7, 31)),
        ((2026, 1, 1), (2026, 12, 31), (2027, 1, 1), (2027, 1, 31)),
        ((2026, 2, 15), (2026, 3, 14), (2026, 3, 15), (2026, 4, 14)),
    ],
)
def test_a_quarter_follows_a_quarter_and_what_is_cumulative_goes_on(
    first: tuple[int, int, int],
    last: tuple[int, int, int],
    next_first: tuple[int, int, int],
    next_last: tuple[int, int, int],
) -> None:
    case = base_case()
    settings = replace(
        case.settings,
        period=f"{last[0]}-{last[1]:02d}",
        period_from=date(*first),
        period_to=date(*last),
        crosses_month=True,
        issue_year=last[0],
        issue_month=last[1],
        deadline=date(last[0] + 1, 1, 20),
    )
    new = next_case(replace(case, settings=settings)).settings
    assert (new.period_from, new.period_to) == (date(*next_first), date(*next_last))
    assert new.period == f"{next_last[0]}-{next_last[1]:02d}"
    assert (new.issue_year, new.issue_month) == next_last[:2]


def test_without_a_rule_the_deadline_is_the_same_day_a_month_on() -> None:
    assert next_case(with_settings(deadline_rule="")).settings.deadline == date(2024, 4, 7)
    # A rule that nobody understands is none.
    assert next_case(with_settings(deadline_rule="7 ngày")).settings.deadline == date(2024, 4, 7)


def test_the_deadline_follows_its_rule_from_the_data_of_a_quarter() -> None:
    quarter = with_settings(
        period="2024-03",
        period_from=date(2024, 1, 1),
        period_to=date(2024, 3, 31),
        crosses_month=True,
        deadline_rule="5 ngày làm việc",
    )
    assert next_case(quarter).settings.deadline == date(2024, 7, 5)
