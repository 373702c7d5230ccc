"""The rule by which the deadline of a period follows from it."""

import re
from dataclasses import dataclass
from datetime import date

from bpindex.codec.fields import spoken
from bpindex.index.periods import Period
from bpindex.index.working_days import WorkingDays
from bpindex.words import dates as words

_FORMS = {
    False: re.compile(words.RULE_OF_DAY.format(count="([1-9]|[12][0-9]|3[01])")),
    True: re.compile(words.RULE_OF_WORKING_DAYS.format(count="([1-9]|[1-5][0-9]|60)")),
}


@dataclass(frozen=True)
class DeadlineRule:
    """A day of the month after the period (1 to 31), or so many working days after it (1 to 60)."""

    count: int
    in_working_days: bool

    @classmethod
    def parse(cls, text: str) -> "DeadlineRule | None":
        """Return the rule that a text says, "ngày 7" or "5 ngày làm việc"; None for any other."""
        for in_working_days, form in _FORMS.items():
            if found := form.fullmatch(re.sub(r"(?<![0-9])0(?=[1-9])", "", spoken(text))):
                return cls(int(found[1]), in_working_days)
        return None

    def day(self, period: Period, last: date, days: WorkingDays) -> date:
        """Return the deadline of a period whose data end on a `last` day: a working day.

        A month without that day has it on its end; on a day off it is the working day that comes.
        """
        if self.in_working_days:
            for _ in range(self.count):
                last = days.following(last)
            return last
        month = period.following
        day = month.last_day.replace(day=min(self.count, month.last_day.day))
        return day if days.is_working(day) else days.following(day)
