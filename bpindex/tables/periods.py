"""What stands around a table of its month: titles, notes below, the names of its sheet and file."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from unicodedata import normalize

from bpindex.case.model import Case
from bpindex.grids.grid import Grid
from bpindex.grids.numbers import number_rows
from bpindex.index.spans import Span
from bpindex.naming.names import bare, folded
from bpindex.tables.days import counts_from_new_year, names_day_before, up_to
from bpindex.tables.longer_periods import form, is_whole, without_own
from bpindex.tables.table import Table
from bpindex.words import around_tables as around
from bpindex.words import intake as words

_MAY_SAY = re.compile(around.MAY_SAY)
_ISO_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_DAY = re.compile(around.DAY_IN_FIGURES)


@dataclass
class _Said:
    """What texts say: the months that they name, and the first that says another period."""

    months: dict[tuple[int, int], str] = field(default_factory=dict)
    other: str = ""
    # Whether the period of the case is named; the first text that names its year or its end alone.
    is_own: bool = False
    loose: str = ""


def doubt_of(table: Table, case: Case) -> tuple[str, str]:
    """Return where another period than that of the case is named, and the words; else blanks.

    The name of a file, and what its properties say, counts only where nothing nearer names the
    month of the case.
    """
    grid = table.grid
    agrees, loose = False, ("", "")
    for where, texts in (
        (
            words.WHERE_TITLE,
            (*table.titles, *table.lines, *grid.around, *_labels(table)),
        ),
        (words.WHERE_SHEET, (grid.sheet,)),
        (words.WHERE_NOTE, table.notes),
        (words.WHERE_FILE, (PurePath(grid.file).stem,)),
        (words.WHERE_HINT, grid.hints),
    ):
        if agrees and where == words.WHERE_FILE:
            break
        said = _said(texts, case, where == words.WHERE_NOTE)
        agrees |= said.is_own
        if said.other or (said.months and not said.is_own):
            return where, said.other or next(iter(said.months.values()))
        # A title may compare months; a name with another one beside its own is of both.
        if where in (words.WHERE_SHEET, words.WHERE_FILE):
            beside = [text for month, text in said.months.items() if month != _month_of(case)]
            if beside:
                return where, beside[0]
        loose = loose if loose[0] or not said.loose else (where, said.loose)
    # What names a year and no month of it may well be of the whole year; up to a day, since any.
    return ("", "") if agrees else loose


def _labels(table: Table) -> Iterator[str]:
    """Yield what heads the names, and what stands among them, where figures stand in it."""
    main, grid = table.named_by[0], table.grid
    cells = {c: [t for row in table.body if (t := grid.text(row, c))] for c in range(main)}
    left = [c for c, texts in cells.items() if not texts or number_rows(texts)]
    heads = (text for column in (*left, main) for text in table.paths.get(column, ()))
    names = (grid.text(row, main) for row in table.body if row not in table.named)
    return (text for text in (*heads, *names) if _MAY_SAY.search(text.casefold()))


def names_of(grid: Grid) -> Iterator[tuple[str, str]]:
    """Yield the names of the sheet and file of a grid, each with what it is, in words."""
    if grid.file:
        yield words.WHERE_SHEET, grid.sheet
        yield words.WHERE_FILE, PurePath(grid.file).stem


def without_any_period(text: str, case: Case) -> str:
    """Return the name of a sheet or file without days and months, which are told of elsewhere."""
    plain = without_period(text, case)
    plain = bare(plain) if text.isascii() else plain
    return _without(rf"(?:{around.MONTH_IN_TITLE})(?:\s+{around.OTHER})?", plain)


def without_period(text: str, case: Case) -> str:
    """Return a text without the days and months that are those of the case, or of a paper."""
    plain = _plain(text)

    def kept(found: re.Match[str]) -> str:
        """Return a month that is another one; that of the case says nothing new."""
        months = set(_months(found[0], case.period.year))
        is_own = case.span is Span.MONTH and months == {_month_of(case)}
        return " " if is_own else f" {found[0]} {around.OTHER} "

    def drawn(found: re.Match[str]) -> str:
        """Return a day on which figures were drawn where it lies before the period's end."""
        try:
            is_before = _day(found["day"]) < case.settings.period_to
        except ValueError:
            is_before = True
        return found[0].replace(found["day"], around.OTHER) if is_before else " "

    plain = re.sub(form(around.DRAWN_ON, plain), drawn, plain)
    plain = re.sub(form(around.PAPER, plain), " ", plain)
    plain = re.sub(form(around.RANGE_IN_TITLE, plain), _own_range(case), plain)
    if counts_from_new_year(case):
        plain = up_to(without_own(plain, case), case)[0]
    plain = _without(around.DAY_NAMED, plain)
    plain = _without(around.NUMBER_IN_TITLE, _without(around.DAY_IN_TITLE, plain))
    plain = re.sub(form(around.MONTH_IN_TITLE, plain), kept, without_own(plain, case))
    return _without(around.YEAR_OF_CASE.format(year=case.period.year), plain)


def _own_range(case: Case) -> Callable[[re.Match[str]], str]:
    def kept(found: re.Match[str]) -> str:
        is_own = any(is_whole(begin, end, case) for begin, end in _ranges(found[0]))
        return " " if is_own and (found["last"] or found["since"]) else found[0]

    return kept


def month_named(level: str, case: Case) -> bool | None:
    """Return whether a level of a header names the period of the case; None where it names none."""
    plain = _plain(level)
    rest = without_own(plain, case)
    found = set(_months(rest, case.period.year))
    if case.span is Span.MONTH:
        return _month_of(case) in found if found else None
    return None if rest == plain and not found else rest != plain and not found


def is_own_period(text: str, case: Case) -> bool:
    """Return whether a text of a column of periods says that of the case, or its year alone."""
    plain = _plain(text)
    if found := _DAY.search(plain):
        try:
            day = _day(found[0])
        except ValueError:
            return False
        return case.settings.period_from <= day <= case.period.last_day
    if (named := month_named(text, case)) is not None:
        return named
    return _found(around.YEAR_IN_TITLE, plain) == [str(case.period.year)]


def is_period_alone(level: str, case: Case) -> bool:
    """Return whether a level of a header names a month or the period of the case, nothing else."""
    plain = _plain(level)
    rest = without_own(plain, case)
    is_own = rest != plain and not re.search(r"\w", rest)
    return is_own or re.fullmatch(around.MONTH_ALONE, folded(level)) is not None


def _said(texts: Iterable[str], case: Case, is_note: bool) -> _Said:
    year, month = _month_of(case)
    said = _Said()
    for text in texts:
        plain = _plain(text)
        for begin, end in _ranges(plain):
            if is_whole(begin, end, case):
                said.is_own = True
            else:
                said.other = said.other or text
        plain = re.sub(form(around.RANGE_IN_TITLE, plain), _own_range(case), plain)
        whole = without_own(plain, case)
        is_own = whole != plain
        plain, is_up_to, is_short = up_to(whole, case, is_note)
        if is_short or names_day_before(plain, case) or _is_other_part(plain, case):
            said.other = said.other or text
        if is_up_to and counts_from_new_year(case):
            said.is_own = True
        elif is_up_to:
            said.loose = said.loose or text
        # The day of a decision or report that a title names is no period, nor is its number.
        plain = _without(around.NUMBER_IN_TITLE, _without(around.DAY_IN_TITLE, plain))
        months = list(_months(plain, year))
        is_own = is_own or (case.span is Span.MONTH and (year, month) in months)
        said.is_own |= is_own
        said.months |= dict.fromkeys(months, text)
        years = _found(around.YEAR_IN_TITLE, plain)
        is_other_year = bool(years) and not months and str(year) not in years
        is_before = bool(_found(around.BEFORE_IN_TITLE, plain)) and not is_own
        if _found(around.LONGER_IN_TITLE, plain) or is_other_year or is_before:
            said.other = said.other or text
        elif years and not months and not is_own:
            said.loose = said.loose or text
    return said


def _month_of(case: Case) -> tuple[int, int]:
    return case.period.year, case.period.month


def _plain(text: str) -> str:
    """Return a text in small letters, its days as figures."""
    plain = normalize("NFC", text).casefold().replace("_", " ")
    names = form("|".join(around.MONTH_NAMES), plain)
    month = form(around.MONTH, plain)
    known = {form(name, plain): number for name, number in around.MONTH_NAMES.items()}
    plain = re.sub(_ISO_DAY, r"\4/\3/\1", plain)
    plain = _without(around.CLOCK, _without(around.NO_DAY, plain))
    plain = re.sub(rf"\b{month}\s+({names})\b", lambda found: f"{month} {known[found[1]]}", plain)
    plain = re.sub(around.WRITTEN_DAY, r"\1/\2/\3", plain)
    return re.sub(form(around.DAYS_OF_MONTH, plain), r"\1\3\2\3", plain)


def _without(pattern: str, text: str) -> str:
    return re.sub(form(pattern, text), " ", text)


def _found(pattern: str, text: str) -> list[str]:
    return re.findall(form(pattern, text), text)


def _months(text: str, year: int) -> Iterator[tuple[int, int]]:
    """Yield the months that a text names; one without a year is of the year given."""
    for found in re.finditer(form(around.MONTH_IN_TITLE, text), text):
        named = int(found["month"] or found["bare"] or found["behind"])
        of = found["year"] or found["bare_year"] or found["before"]
        yield int(of) if of else year, named


def _ranges(text: str) -> Iterator[tuple[date, date | None]]:
    """Yield the days from which and up to which a text says that it is."""
    for found in re.finditer(form(around.RANGE_IN_TITLE, text), text):
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


def _is_other_part(text: str, case: Case) -> bool:
    """Return whether a text names a part of a period, as by its number, that is no month."""
    found = _found(around.PART_OF_PERIOD, text)
    is_month = case.span is Span.MONTH
    return any(
        not (is_month and part.isdigit() and int(part) == case.period.month) for part in found
    )
