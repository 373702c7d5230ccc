"""The names under which closed periods stand on Lịch sử: 2024-03, 2024 quý I, 2024."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from bpindex.case.history_rows import FIRST_DAY, LAST_DAY, HistoryRow
from bpindex.case.model import Case
from bpindex.codec.fields import spoken
from bpindex.index.periods import Period, is_month
from bpindex.index.spans import QUARTERS, WHOLE, Span, closed_name, span_name, span_of
from bpindex.words.case import YEAR_WORD

_YEAR = re.compile(r"\b(20[0-9]{2})\b")


def closed_name_of(case: Case, period: Period | None = None, span: Span | None = None) -> str:
    """Return the name that the period of a case has when it is closed.

    Of another `period` that is counted in whole months, the name of that; `span` is its sort,
    where it is not that of the case.
    """
    settings = case.settings
    first, last = settings.period_from, settings.period_to
    return closed_name(span or case.span, period or case.period, first, last)


def named(rows: Iterable[HistoryRow]) -> tuple[HistoryRow, ...]:
    """Return rows under the names of their periods.

    Up to version 0.4 a quarter stood under the name of its last month: its days tell.
    """
    # Of a period one row tells its days: unpacking all of many years takes long.
    names: dict[str, str] = {}
    found = []
    for row in rows:
        if row.details:
            name = names.get(row.period) or names.setdefault(row.period, _by_days(row))
        else:
            name = _as_typed(row.period)
        found.append(row if name == row.period else replace(row, period=name))
    return tuple(found)


@lru_cache
def _as_typed(text: str) -> str:
    """Return the name of a period of whole months that people wrote: "Quý I/2024"."""
    year = _YEAR.search(text)
    for (_, ends), span in WHOLE.items() if year and not is_month(text) else ():
        period = Period(int(year[1]), ends)  # type: ignore[index]
        days = period.first_day, period.last_day
        if _plain(text) == _plain(span_name(span, period, *days)):
            return closed_name(span, period, *days)
    return text


def _plain(text: str) -> str:
    """Return the words of a period as people may write them: "Quý 1 năm 2024" is quý I/2024."""
    said = re.sub(rf"[/.,-]|\b{YEAR_WORD}\b", " ", spoken(text))
    for number, roman in enumerate(QUARTERS, 1):
        said = re.sub(rf"\b{number}(?= 20)", roman.casefold(), said)
    return " ".join(said.split())


def days_of(row: HistoryRow) -> tuple[date, date] | None:
    """Return the first and the last day of what a row is of, None where it does not say them."""
    if FIRST_DAY not in row.facts:
        return None
    first, last = (date.fromisoformat(str(row.facts[day])) for day in (FIRST_DAY, LAST_DAY))
    return first, last


def end_of(name: str, days: tuple[date, date] | None) -> str:
    """Return the month with which a closed period ends ("2024-03"); of a name alone its year's."""
    if is_month(name):
        return name
    if days:
        return f"{days[1]:%Y-%m}"
    # What a person typed and nobody understands is before all.
    return f"{name[:4]}-12" if name[:4].isdecimal() else ""


def _by_days(row: HistoryRow) -> str:
    days = days_of(row) if is_month(row.period) else None
    if days is None:
        return row.period
    period = Period(int(row.period[:4]), int(row.period[5:]))
    span = span_of(period, *days)
    return row.period if span is Span.MONTH else closed_name(span, period, *days)
