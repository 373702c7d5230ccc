"""The rule by which the deadline of a period follows from it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.index.deadlines import DeadlineRule
from bpindex.index.periods import Period
from bpindex.index.working_days import WorkingDays


@pytest.mark.parametrize(
    ("text", "period", "expected"),
    [
        ("ngày 7", Period(2024, 2), date(2024, 3, 7)),
        # A Sunday: the Monday after it.
        ("Ngày  07", Period(2024, 3), date(2024, 4, 8)),
        ("ngày 31", Period(2024, 1), date(2024, 2, 29)),
        # 30/4 and 1/5 are holidays, and 2/5/2026 is a Saturday.
        ("ngày 30", Period(2026, 3), date(2026, 5, 4)),
        ("ngày 5", Period(2025, 12), date(2026, 1, 5)),
        ("5 ngày làm việc", Period(2024, 3), date(2024, 4, 5)),
        ("1 NGÀY LÀM VIỆC", Period(2026, 2), date(2026, 3, 2)),
    ],
)
def test_a_rule_gives_the_working_day_meant(text: str, period: Period, expected: date) -> None:
    rule = DeadlineRule.parse(text)
    assert rule is not None
    assert rule.day(period, period.last_day, WorkingDays()) == expected


def test_days_that_people_added_count() -> None:
    rule, off = DeadlineRule.parse("ngày 7"), WorkingDays(off=frozenset({date(2024, 3, 7)}))
    assert rule is not None
    assert rule.day(Period(2024, 2), date(2024, 2, 29), off) == date(2024, 3, 8)


@pytest.mark.parametrize(
    "text",
    ["", "7", "ngày 0", "ngày 32", "0 ngày làm việc", "61 ngày làm việc", "ngày 7/3", "7 ngày"],
)
def test_anything_else_is_no_rule(text: str) -> None:
    assert DeadlineRule.parse(text) is None


@given(
    st.integers(1, 31),
    st.booleans(),
    st.builds(Period, st.integers(2024, 2027), st.integers(1, 12)),
)
def test_a_deadline_is_worked_and_comes_after_the_data(
    count: int, in_working_days: bool, period: Period
) -> None:
    days = WorkingDays()
    day = DeadlineRule(count, in_working_days).day(period, period.last_day, days)
    assert day > period.last_day and days.is_working(day)
    if in_working_days:
        between = range(period.last_day.toordinal() + 1, day.toordinal() + 1)
        assert sum(days.is_working(date.fromordinal(number)) for number in between) == count
