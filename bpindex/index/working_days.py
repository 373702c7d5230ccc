"""How late a day is: in working days of Vietnam, or in days of the calendar."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

# Monday is 0.
SATURDAY = 5


class LateDays(StrEnum):
    """What days late are counted in."""

    WORKING = "working"
    CALENDAR = "calendar"


@dataclass(frozen=True)
class WorkingDays:
    """The working days: public holidays, and days that people added to them.

    `off` are further days on which nobody works, `worked` days that are worked all the same.
    Weekends are off but for those that are worked in the place of another day.
    """

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Return whether a day is worked."""
        if day in self.worked or day in self.off:
            return day in self.worked
        holidays, instead = _public(day.year)
        return day in instead or (day.weekday() < SATURDAY and day not in holidays)

    def following(self, day: date) -> date:
        """Return the first working day after a day."""
        day += timedelta(1)
        while not self.is_working(day):
            day += timedelta(1)
        return day

    def late(self, due: date, until: date, counted_in: LateDays) -> int:
        """Return how many days `until` is after the day on which something was due, at least 0."""
        days = max((until - due).days, 0)
        if counted_in is LateDays.CALENDAR:
            return days
        return sum(self.is_working(due + timedelta(number)) for number in range(1, days + 1))


@cache
def _public(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Return the public holidays of a year, and the days at weekends that are worked instead."""
    # Loaded only where days are counted: it knows the holidays of every country.
    from holidays import country_holidays

    found = country_holidays("VN", years=year)
    return frozenset(found), frozenset(found.weekend_workdays)
