"""Words around a table, in it or beside it that may qualify its figures, and are not understood."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from bpindex.case.model import Case
from bpindex.grids.grid import shown_text
from bpindex.grids.numbers import read_count
from bpindex.intake.reading_rows import Rows
from bpindex.naming.agencies import Agencies, is_section
from bpindex.naming.known_words import words_of_tables
from bpindex.naming.names import agency_key, bare, folded, words_of
from bpindex.tables.columns import Columns, path_key
from bpindex.tables.longer_periods import form
from bpindex.tables.periods import is_own_period, names_of, without_any_period, without_period
from bpindex.tables.table import Table
from bpindex.tables.units import lone_texts, odd_signs
from bpindex.words import around_tables as around
from bpindex.words import intake as words
from bpindex.words import naming
from bpindex.words import table_headers as headers
from bpindex.words.persons import MARKED_SURNAMES, NO_SURNAMES

_NUMBER = re.compile(words.NUMBER_ALONE)
_NAMED = re.compile(r"(?P<before>.*:)?(?P<name>[^-–(,;:/\d]+)(?P<behind>.*)", re.DOTALL)
_PERSON = re.compile(around.PERSON)


def _is_person(text: str) -> bool:
    two = " ".join(folded(text).split()[:2])
    return (
        _PERSON.fullmatch(text) is not None
        and text.istitle()
        and (two.split()[0] in MARKED_SURNAMES and two not in NO_SURNAMES)
    )


def _any_of(known: Iterable[str]) -> re.Pattern[str]:
    some = sorted({*known} - {""}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, some))})\b")


def _in_names() -> Iterator[str]:
    data = words_of_tables("around.toml")
    return map(folded, (*data["harmless"], *data["names"]))


@cache
def _usual(is_marked: bool) -> re.Pattern[str]:
    """Return what the names of sheets and files often say, with marks or without."""
    if is_marked:
        return _any_of(_in_names())
    some = {*map(bare, _in_names())}
    # "baocaotonghop": whole phrases without spaces.
    joined = {text.replace(" ", "") for text in some if " " in text} | {bare(around.MONTH)}
    return re.compile(rf"{_any_of(some).pattern}|\b(?:{'|'.join(map(re.escape, joined))})+\b")


def _odd(text: str, known: re.Pattern[str]) -> str:
    """Return the words of a name that are not known, without letters and figures that say none."""
    found = (
        w for w in known.sub(" ", text).split() if not re.fullmatch(around.HARMLESS_IN_NAME, w)
    )
    return " ".join(found)


class Qualifying:
    """Tells which words are understood, for the month, the province and the agencies of a case."""

    def __init__(self, case: Case, agencies: Agencies) -> None:
        data = words_of_tables("around.toml")
        self._case, self._agencies = case, agencies
        said = case.settings
        names = (said.place, said.parent_body, said.issuer, said.issuer_name)
        own = (*names, case.index.title, *(agency.name for agency in case.agencies))
        self._words = {folded(text) for text in (*data["harmless"], *own)}
        self._known = _any_of(self._words)
        self._own_groups = frozenset(data["own_groups"])
        self._periods = frozenset(map(folded, data["periods"]))
        self._notes = frozenset(map(folded, data["notes"]))
        self._plain = frozenset(map(folded, data["plain"]))
        self._left: dict[str, str] = {}

    def left(self, text: str) -> str:
        """Return what of a text is not understood, the same in every month; blank for nothing."""
        if text not in self._left:
            self._left[text] = self._of(text)
        return self._left[text]

    def _of(self, text: str) -> str:
        shown = shown_text(text)
        signs = odd_signs(shown)
        is_mean = folded(shown).startswith(words.AVERAGES)
        is_total = words.TOTALS.fullmatch(folded(shown)) is not None and not is_mean
        is_known = is_section(shown) or is_total
        # "Người lập biểu: Nguyễn Văn A - 05/05/2026"
        if (found := _NAMED.fullmatch(shown)) and _is_person(found["name"].strip()):
            shown = f"{found['before'] or ''} {found['behind']}"
        if is_known or self._agencies.known(shown).agency is not None:
            return signs
        rest = without_period(shown, self._case)
        left = self._known.sub(" ", folded(rest))
        left = " ".join((*left.split(), *signs.split()))
        return "" if re.fullmatch(around.HARMLESS_REST, left) else left

    @cached_property
    def _usual_and_own(self) -> "tuple[re.Pattern[str], re.Pattern[str]]":
        """What names of files say with those of agencies, places without their kind, letters."""
        keys = {agency_key(agency.name) for agency in self._agencies.agencies}
        kinds = set(naming.PLACE_KINDS.values())
        places = {key.removeprefix(kind).strip() for key in keys for kind in kinds if kind in key}
        letters = {"".join(word[0] for word in words_of(key)) for key in keys}
        own = {*_in_names(), *self._words, *places, *(some for some in letters if len(some) > 2)}
        return _any_of(map(bare, own)), _any_of(own)

    def _of_name(self, name: str) -> str:
        """Return what is not understood of the name of a sheet or file, marks or not."""
        is_section = re.fullmatch(form(words.SECTIONS.pattern, name), folded(name)) is not None
        if not name or is_section or self._agencies.known(name).agency is not None:
            return ""
        rest = folded(without_any_period(re.sub(around.WORD_IN_NAME, " ", name), self._case))
        is_marked = not name.isascii()
        # Most names are usual ones: those of thousands of agencies are not looked through.
        said = _odd(rest, _usual(is_marked)) and _odd(rest, self._usual_and_own[is_marked])
        # "Hai": the month of the case, as a sheet of one workbook for each month is called.
        is_month = around.MONTH_NAMES.get(said) == self._case.period.month
        return "" if is_month else said

    def around(self, table: Table, columns: Columns) -> dict[str, str]:
        """Return the texts around a table that are not understood, by how they are remembered."""
        notes = (text for text in table.notes if read_count(text).value is None)
        titles = (*table.titles, *filter(odd_signs, lone_texts(table)))
        texts = (*titles, *table.grid.around, *notes, *table.beside_names)
        names = {f"{where} {name}": self._of_name(name) for where, name in names_of(table.grid)}
        left = names | {text: self.left(text) for text in texts}
        heads = " ".join(dict.fromkeys(folded(path[-1]) for path in table.paths.values() if path))
        # The same next month.
        heads = "".join(letter for letter in heads if not letter.isdigit())
        return {
            path_key((words.AROUND, said, heads[:200])): text
            for text, said in left.items()
            if said and not self._is_of_all(said, table, columns)
        }

    def _is_of_all(self, said: str, table: Table, columns: Columns) -> bool:
        """Return whether a text is the name of the group of which all counts of a table are."""
        name = re.sub(around.NUMBER_BEFORE, "", said)
        return columns.group_over_own(name, table.paths.values()) in self._own_groups

    def within(
        self, table: Table, rows: Rows, columns: Mapping[int, bool]
    ) -> dict[int, tuple[str, str]]:
        """Return by column what beside the rows is not understood, and how it is remembered.

        `columns` says of each whether nobody knows its header.
        """
        found: dict[int, tuple[str, str]] = {}
        for column, is_unknown in columns.items():
            path = table.paths[column]
            title = path[-1] if path else ""
            cells = {shown_text(cell) for cell in table.grid.column(column, rows.agencies)}
            odd = sorted(cell for cell in cells if cell and self._is_odd(title, cell))
            is_more = bool(title) and (is_unknown or self._says_more(table, column, title))
            if not any(cells) and is_more and self.left(title):
                odd = [title]
            # One number in all rows is no count: it may say of what kind the others are.
            is_same = len(cells) == 1 < len(rows.agencies) - 1
            if is_unknown and not self.is_note(path) and is_same and cells.isdisjoint(("", "0")):
                odd = [*cells]
            if odd:
                key = path_key((words.AROUND, *path, *sorted({self._said(title, c) for c in odd})))
                found[column] = odd[0], key[:1000]
        return found

    def _says_more(self, table: Table, column: int, title: str) -> bool:
        """Return whether a header of nothing may say something of the whole table."""
        name = folded(title)
        forms = (headers.PERIOD_IN_HEADER, headers.NOT_DONE)
        is_apart = bool(title) and not table.grid.text(table.header[-1], column)
        is_more = is_apart or any(letter.isdigit() for letter in title)
        is_more |= any(re.fullmatch(form, name) for form in forms)
        return is_more

    def _is_odd(self, title: str, cell: str) -> bool:
        name = folded(title)
        if cell.casefold() in words.MEANS_NOTHING | words.MEANS_ZERO:
            return False
        if name in self._periods:
            return not is_own_period(f"{title} {cell}", self._case)
        if _NUMBER.fullmatch(cell):
            return name in self._notes
        if name and name not in self._notes:
            # What stands beside each row under a header that nobody knows may be a part of it.
            return folded(cell) not in self._plain
        return bool(self._said(title, cell))

    def _said(self, title: str, cell: str) -> str:
        name = folded(title)
        return self.left(f"{title} {cell}" if name in self._periods else cell) or (
            cell if "%" in cell else ""
        )

    def is_note(self, path: Sequence[str]) -> bool:
        """Return whether a column is one of notes on its rows, or says the period of each."""
        return bool(path) and folded(path[-1]) in self._notes | self._periods
