"""Earlier months taken into the history of a case, from other cases as they printed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bpindex.case.history_rows import HistoryRow
from bpindex.case.model import Case
from bpindex.errors import InputError
from bpindex.history.closing import with_closed
from bpindex.history.filling import filled
from bpindex.history.lines import Past
from bpindex.index.periods import is_month, shown_month
from bpindex.words import history as words

# So many names are told of agencies that nobody knows.
_NAMED = 5


@dataclass(frozen=True)
class Taken:
    """A case with more months in its history, and what is to be told of them."""

    case: Case
    told: tuple[str, ...]


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
    for source in sources:
        month = str(source.case.period)
        told = {"name": source.name, "month": shown_month(month)}
        if month >= str(case.period):
            raise InputError(words.NOT_EARLIER.format(own=shown_month(str(case.period)), **told))
        if not source.rows:
            raise InputError(words.NOTHING_IN.format(**told))
        if month in rows_of:
            raise InputError(words.TWICE.format(**told))
        rows_of[month] = source.rows
        for period in {row.period for row in source.case.history} - {month}:
            before = (row for row in source.case.history if row.period == period and row.details)
            if period < str(case.period):
                older[period] = tuple(before)
    there = {row.period for row in case.history if row.details} | rows_of.keys()
    rows_of |= {month: rows for month, rows in older.items() if rows and month not in there}
    new = case
    for rows in rows_of.values():
        new = with_closed(new, rows)
    return Taken(filled(new, case), tuple(_told(case, new, rows_of)))


def _told(case: Case, new: Case, rows_of: dict[str, tuple[HistoryRow, ...]]) -> Iterator[str]:
    months = [shown_month(month) if is_month(month) else month for month in sorted(rows_of)]
    rows = sum(map(len, rows_of.values()))
    yield words.TAKEN.format(count=len(months), months=", ".join(months), rows=rows)
    for month in sorted(rows_of):
        old = {row.agency: row for row in case.history if row.period == month and row.details}
        other = [
            r.name for r in rows_of[month] if r.agency in old and old[r.agency].facts != r.facts
        ]
        if other:
            told = {"month": shown_month(month), "count": len(other), "names": _first(other)}
            yield words.CHANGED.format(**told)
    unknown = {row.name: None for row in Past(new).unknown if row.period in rows_of}
    if unknown:
        yield words.UNKNOWN.format(count=len(unknown), names=_first([*unknown]))


def _first(names: list[str]) -> str:
    more = words.MORE.format(count=len(names) - _NAMED) if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def filled_text(count: int) -> str:
    """Return what is told of so many cells that were filled."""
    return words.FILLED.format(count=count) if count else words.NOTHING_FILLED
