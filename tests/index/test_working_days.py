"""Days late, in working days of Vietnam and in days of the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.index.working_days import LateDays, WorkingDays

DAYS = st.dates(date(2022, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("due", "until", "working", "calendar"),
    [
        # From a Friday to the Monday after it.
        (date(2024, 3, 1), date(2024, 3, 4), 1, 3),
        # Tết Giáp Thìn: 8 to 14 February 2024 were off.
        (date(2024, 2, 7), date(2024, 2, 15), 1, 8),
        # 29 April 2024 was off and worked on Saturday, 4 May.
        (date(2024, 4, 26), date(2024, 5, 6), 4, 10),
        (date(2024, 3, 4), date(2024, 3, 4), 0, 0),
        (date(2024, 3, 4), date(2024, 3, 1), 0, 0),
    ],
)
def test_days_late(due: date, until: date, working: int, calendar: int) -> None:
    days = WorkingDays()
    assert days.late(due, until, LateDays.WORKING) == working
    assert days.late(due, until, LateDays.CALENDAR) == calendar


def test_what_people_add_comes_first() -> None:
    monday, saturday = date(2024, 3, 4), date(2024, 3, 9)
    days = WorkingDays(frozenset({monday}), frozenset({saturday}))
    assert not days.is_working(monday)
    assert days.is_working(saturday)
    assert days.late(date(2024, 3, 1), monday, LateDays.WORKING) == 0


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_days_add_up_and_are_never_more_than_those_of_the_calendar(
    due: date, first: int, more: int
) -> None:
    days, middle = WorkingDays(), due + timedelta(first)
    until = middle + timedelta(more)
    parts = days.late(due, middle, LateDays.WORKING) + days.late(middle, until, LateDays.WORKING)
    assert days.late(due, until, LateDays.WORKING) == parts <= first + more
