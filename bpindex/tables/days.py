"""Days and ends of months that texts around a table name: when it was made, up to when it counts.

All texts are in small letters, with figures for written days.
"""

import re
from collections.abc import Iterator
from datetime import date

from bpindex.case.model import Case
from bpindex.index.spans import Span
from bpindex.tables.longer_periods import form
from bpindex.words import around_tables as around


def names_day_before(text: str, case: Case) -> bool:
    """Return whether a text names a day before the first one of a case: no paper, no whole range.

    What was made, drawn or signed before a period began cannot hold it.
    """
    plain = re.sub(form(around.PAPER_OF_DAY, text), " ", text)
    return any(day < case.settings.period_from for day in _days(plain, case))


def up_to(text: str, case: Case, is_note: bool = False) -> tuple[str, bool, bool]:
    """Return a text without what says up to when it counts; whether it says so, and is too short.

    What counts up to a month other than that of the case stays: it is a month named. The day
    up to which the figures are, in a note below them, is that on which they were drawn.
    """
    own = (case.period.year, case.period.month)
    is_said = is_short = False

    def without(found: re.Match[str]) -> str:
        nonlocal is_said, is_short
        if found["day"]:
            is_short |= any(day < case.settings.period_to for day in _days(found["day"], case))
            if is_note and not re.search(form(around.UP_TO_END, text), found[0]):
                return " "
        else:
            year = int(found["of"] or found["bare_of"] or own[0])
            if (year, int(found["named"] or found["bare"])) != own:
                return found[0]
        is_said = True
        return " "

    return re.sub(form(around.UP_TO, text), without, text), is_said, is_short


def counts_from_new_year(case: Case) -> bool:
    """Return whether what counts up to the end of a case is its period, since a new year."""
    return case.span is not Span.MONTH and case.settings.period_from.month == 1


def _days(text: str, case: Case) -> Iterator[date]:
    """Yield the days that a text names; one without a year is that nearest to the case."""
    for found in re.finditer(form(around.DAYS, text), text):
        parts = found.groupdict()
        number, month = (
            int(next(filter(None, (parts[f"{name}{n}"] for n in "12345")))) for name in ("d", "m")
        )
        if month > 12:
            number, month = month, number
        named = parts["y1"] or parts["y2"] or parts["y3"] or parts["y5"]
        end = case.settings.period_to
        years = [end.year - 1, end.year, end.year + 1]
        if named:
            years = [int(named) + (2000 if len(named) == 2 else 0)]
        some = [day for year in years if (day := _day(year, month, number))]
        if some:
            yield min(some, key=lambda day: abs(day - end))


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
