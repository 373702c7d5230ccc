"""Quarters, halves of a year and other months taken together, as texts name them."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bpindex.case.model import Case
from bpindex.index.spans import QUARTERS, Span
from bpindex.naming.names import bare
from bpindex.words import around_tables as around


class Months(NamedTuple):
    """The first and the last of months taken together."""

    year: int
    first: int
    last: int


def form(pattern: str, text: str) -> str:
    """Return a pattern for a text; names of files are often written without any marks."""
    return bare(pattern) if text.isascii() else pattern


def own_months(case: Case) -> Months | None:
    """Return the months of a case that is longer than one, None for another."""
    if case.span is Span.MONTH:
        return None
    return Months(case.period.year, case.settings.period_from.month, case.period.month)


def longer_in(text: str, year: int) -> Iterator[tuple[str, Months]]:
    """Yield what in a text, in small letters, names months together, and which; `year` if none."""
    for found in re.finditer(form(around.QUARTER_NAMED, text), text):
        said = found["quarter"]
        last = 3 * (int(said) if said.isdigit() else QUARTERS.index(said.upper()) + 1)
        yield found[0], Months(int(found["year"] or year), last - 2, last)
    for found in re.finditer(form(around.MONTHS_TOGETHER, text), text):
        count = int(found["count"])
        is_end = found["half"] == around.END or found["half"] == bare(around.END)
        first = 13 - count if is_end else 1
        yield found[0], Months(int(found["year"] or year), first, first + count - 1)
    for found in re.finditer(form(around.MONTHS_FROM_TO, text), text):
        yield found[0], Months(int(found["year"] or year), int(found["first"]), int(found["last"]))
    for found in re.finditer(form(around.WHOLE_YEAR, text), text):
        yield found[0], Months(int(found["year"] or year), 1, 12)


def without_own(text: str, case: Case) -> str:
    """Return a text in small letters without what names the months of the case, if it is longer."""
    own = own_months(case)
    for said, months in [*longer_in(text, case.period.year)] if own else []:
        if months == own:
            text = text.replace(said, " ")
    if case.span is Span.YEAR:
        text = re.sub(form(around.YEAR_OF_CASE.format(year=case.period.year), text), " ", text)
    return text


def is_whole(begin: date, end: date | None, case: Case) -> bool:
    """Return whether two days are those of the case, or of its whole month."""
    first, last = case.settings.period_from, case.settings.period_to
    month = case.period.first_day if case.span is Span.MONTH else first
    is_end = end is None or last <= end <= max(last, case.period.last_day)
    return begin in (first, month) and is_end
