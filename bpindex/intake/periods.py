"""What stands around a table of its month: titles, notes below, the names of its sheet and file."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from unicodedata import normalize

from bpindex.case.model import Case
from bpindex.intake.names import bare
from bpindex.intake.tables import Table
from bpindex.words import around_tables as around
from bpindex.words import intake as words


@dataclass
class _Said:
    """What texts say: the months that they name, and the first that says another period."""

    months: dict[tuple[int, int], str] = field(default_factory=dict)
    other: str = ""


def doubt_of(table: Table, case: Case) -> tuple[str, str]:
    """Return where another period than that of the case is named, and the words; else blanks.

    The name of a file counts only where nothing nearer names the month of the case.
    """
    grid = table.grid
    agrees = False
    for where, texts in (
        (words.WHERE_TITLE, (*table.titles, *grid.around)),
        (words.WHERE_SHEET, (grid.sheet,)),
        (words.WHERE_NOTE, table.notes),
        (words.WHERE_FILE, (PurePath(grid.file).stem,)),
    ):
        if agrees and where == words.WHERE_FILE:
            break
        said = _said(texts, case)
        is_month = _month_of(case) in said.months
        agrees |= is_month
        if said.other or (said.months and not is_month):
            return where, said.other or next(iter(said.months.values()))
    return "", ""


def doubt_of_unit(table: Table) -> str:
    """Return the text around a table that says its numbers are no counts, blank for none."""
    texts = (*table.titles, *table.grid.around, *table.notes)
    return next((t for t in texts if re.search(around.RATE_IN_TITLE, t, re.IGNORECASE)), "")


def without_period(text: str, case: Case) -> str:
    """Return a text without the days and months that are those of the case, or of a paper."""
    plain = _plain(text)

    def kept(found: re.Match[str]) -> str:
        """Return a month that is another one; that of the case says nothing new."""
        is_own = set(_months(found[0], case.period.year)) == {_month_of(case)}
        return " " if is_own else f" {found[0]} {around.OTHER} "

    def drawn(found: re.Match[str]) -> str:
        """Return a day on which figures were drawn where it lies before the period's end."""
        try:
            is_before = _day(found["day"]) < case.settings.period_to
        except ValueError:
            is_before = True
        return found[0].replace(found["day"], "") if is_before else " "

    plain = re.sub(_form(around.DRAWN_ON, plain), drawn, plain)
    plain = re.sub(_form(around.PAPER, plain), " ", plain)
    plain = re.sub(_form(around.RANGE_IN_TITLE, plain), _own_range(case), plain)
    plain = _without(around.DAY_NAMED, plain)
    plain = _without(around.NUMBER_IN_TITLE, _without(around.DAY_IN_TITLE, plain))
    plain = re.sub(_form(around.MONTH_IN_TITLE, plain), kept, plain)
    return _without(around.YEAR_OF_CASE.format(year=case.period.year), plain)


def _own_range(case: Case) -> Callable[[re.Match[str]], str]:
    def kept(found: re.Match[str]) -> str:
        is_own = any(_is_period(begin, end, case) for begin, end in _ranges(found[0]))
        return " " if is_own and (found["last"] or found["since"]) else found[0]

    return kept


def month_named(level: str, case: Case) -> bool | None:
    """Return whether a level of a header names the month of the case; None where it names none."""
    found = set(_months(_plain(level), case.period.year))
    return _month_of(case) in found if found else None


def _said(texts: Iterable[str], case: Case) -> _Said:
    year, month = _month_of(case)
    said = _Said()
    for text in texts:
        plain = _plain(text)
        for begin, end in _ranges(plain):
            if _is_period(begin, end, case):
                said.months[year, month] = text
            else:
                said.other = said.other or text
        if any(_is_before(day, case) for day in _found(around.UP_TO_IN_TITLE, plain)):
            said.other = said.other or text
        # The day of a decision or report that a title names is no period, nor is its number.
        plain = _without(around.NUMBER_IN_TITLE, _without(around.DAY_IN_TITLE, plain))
        months = list(_months(plain, year))
        said.months |= dict.fromkeys(months, text)
        years = _found(around.YEAR_IN_TITLE, plain)
        is_other_year = bool(years) and not months and str(year) not in years
        is_before = bool(_found(around.BEFORE_IN_TITLE, plain)) and (year, month) not in months
        if _found(around.LONGER_IN_TITLE, plain) or is_other_year or is_before:
            said.other = said.other or text
    return said


def _month_of(case: Case) -> tuple[int, int]:
    return case.period.year, case.period.month


def _plain(text: str) -> str:
    """Return a text in small letters, its days as figures."""
    plain = normalize("NFC", text).casefold().replace("_", " ")
    names = _form("|".join(around.MONTH_NAMES), plain)
    month = _form(around.MONTH, plain)
    known = {_form(name, plain): number for name, number in around.MONTH_NAMES.items()}
    plain = re.sub(rf"\b{month}\s+({names})\b", lambda found: f"{month} {known[found[1]]}", plain)
    return re.sub(around.WRITTEN_DAY, r"\1/\2/\3", plain)


def _without(form: str, text: str) -> str:
    return re.sub(_form(form, text), " ", text)


def _found(form: str, text: str) -> list[str]:
    return re.findall(_form(form, text), text)


def _form(form: str, text: str) -> str:
    """Return a pattern for a text; names of files are often written without any marks."""
    return bare(form) if text.isascii() else form


def _months(text: str, year: int) -> Iterator[tuple[int, int]]:
    """Yield the months that a text names; one without a year is of the year given."""
    for found in re.finditer(_form(around.MONTH_IN_TITLE, text), text):
        named = int(found["month"] or found["bare"] or found["behind"])
        of = found["year"] or found["bare_year"] or found["before"]
        yield int(of) if of else year, named


def _ranges(text: str) -> Iterator[tuple[date, date | None]]:
    """Yield the days from which and up to which a text says that it is."""
    for found in re.finditer(_form(around.RANGE_IN_TITLE, text), text):
        first, last = found["first"], found["last"]
        if not last and not found["since"]:
            continue
        try:
            end = _day(last) if last else None
            yield _day(first, end.year if end else 0), end
        except ValueError:
            continue


def _day(text: str, year: int = 0) -> date:
    parts = [*map(int, re.split(r"[/.-]", text))]
    return date(parts[2] if len(parts) > 2 else year, parts[1], parts[0])


def _is_before(text: str, case: Case) -> bool:
    """Return whether a day lies before the first one of a case."""
    try:
        return _day(text) < case.settings.period_from
    except ValueError:
        return False


def _is_period(begin: date, end: date | None, case: Case) -> bool:
    """Return whether two days are those of the case, or of its whole month."""
    first, last = case.settings.period_from, case.settings.period_to
    is_end = end is None or last <= end <= max(last, case.period.last_day)
    return begin in (first, case.period.first_day) and is_end
