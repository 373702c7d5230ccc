"""Earlier months taken into the history of a case, from other cases as they printed."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from bpindex.case.history_rows import HistoryRow
from bpindex.case.model import Case
from bpindex.case.next_month import preceding_of
from bpindex.errors import InputError
from bpindex.history.closing import with_closed
from bpindex.history.filling import filled
from bpindex.history.lines import Past
from bpindex.history.names import named
from bpindex.index.periods import print_date, shown_month
from bpindex.memory.found import visible
from bpindex.words import history as words

# So many names are told of agencies that nobody knows.
_NAMED = 5
# Days between the end of a period and the beginning of the next one, at most.
_BESIDE = timedelta(days=21)


@dataclass(frozen=True)
class Taken:
    """A case with more months in its history, and what is to be told of them."""

    case: Case
    told: tuple[str, ...]
    # What a person is asked before any of it is written; mostly nothing.
    asked: str = ""


@dataclass(frozen=True)
class Source:
    """A case of an earlier month: the name of its file, and its rows as it printed."""

    name: str
    case: Case
    rows: tuple[HistoryRow, ...]


def with_months(case: Case, sources: Iterable[Source]) -> Taken:
    """Return a case with the months of others, and its blank figures filled from them.

    What the others have in their own history comes too, where it is not there yet. Raises
    InputError for a month that is not before that of the case, or has nothing.
    """
    rows_of: dict[str, tuple[HistoryRow, ...]] = {}
    older: dict[str, tuple[HistoryRow, ...]] = {}
    others: list[str] = []
    for source in sources:
        others += _of_others(case, source)
        month = str(source.case.period)
        told = {"name": source.name, "month": shown_month(month)}
        if month >= str(case.period):
            raise InputError(words.NOT_EARLIER.format(own=shown_month(str(case.period)), **told))
        if not source.rows:
            raise InputError(words.NOTHING_IN.format(**told))
        rows = named(source.rows)
        if rows[0].period in rows_of:
            raise InputError(words.TWICE.format(**told))
        rows_of[rows[0].period] = rows
        past = Past(source.case)
        kept = [row for row in named(source.case.history) if row.details]
        for period in {row.period for row in kept} - {rows[0].period}:
            if past.end(period) < str(case.period):
                older[period] = tuple(row for row in kept if row.period == period)
    there = {row.period for row in named(case.history) if row.details} | rows_of.keys()
    rows_of |= {month: rows for month, rows in older.items() if rows and month not in there}
    new = case
    for rows in rows_of.values():
        new = with_closed(new, rows)
    lines = (*dict.fromkeys(others), *_told(case, new, rows_of))
    return Taken(filled(new, case), lines, "\n".join(dict.fromkeys(others)))


def _of_others(case: Case, source: Source) -> Iterator[str]:
    """Yield that a month is another office's; provinces merge, so a person decides."""
    own, found = (visible(each.settings.parent_body) for each in (case, source.case))
    if own.casefold() != found.casefold():
        yield words.OF_OTHERS.format(name=source.name, found=found, own=own)


def _told(case: Case, new: Case, rows_of: dict[str, tuple[HistoryRow, ...]]) -> Iterator[str]:
    months = [_shown(month) for month in sorted(rows_of)]
    rows = sum(map(len, rows_of.values()))
    yield words.TAKEN.format(count=len(months), months=", ".join(months), rows=rows)
    yield from _not_before(new, rows_of)
    was = named(case.history)
    for month in sorted(rows_of):
        old = {row.agency: row for row in was if row.period == month and row.details}
        other = [
            r.name for r in rows_of[month] if r.agency in old and old[r.agency].facts != r.facts
        ]
        if other:
            told = {"month": _shown(month), "count": len(other), "names": _first(other)}
            yield words.CHANGED.format(**told)
    unknown = {row.name: None for row in Past(new).unknown if row.period in rows_of}
    if unknown:
        yield words.UNKNOWN.format(count=len(unknown), names=_first([*unknown]))


def _not_before(case: Case, periods: Collection[str]) -> Iterator[str]:
    """Yield which periods end where that of the case begins, and are of another length."""
    past, settings = Past(case), case.settings
    for period in sorted(periods):
        days = past.days(period)
        is_beside = days and abs(settings.period_from - days[1]) <= _BESIDE
        is_beside = is_beside or period == str(preceding_of(case))
        if days and is_beside and period != past.before:
            first, last = map(print_date, days)
            yield words.NOT_BEFORE.format(period=_shown(period), first=first, last=last)


def _shown(period: str) -> str:
    return shown_month(period)


def _first(names: list[str]) -> str:
    more = words.MORE.format(count=len(names) - _NAMED) if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def filled_text(count: int) -> str:
    """Return what is told of so many cells that were filled."""
    return words.FILLED.format(count=count) if count else words.NOTHING_FILLED
