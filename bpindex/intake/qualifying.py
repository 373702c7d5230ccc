"""Words around a table, in it or beside it that may qualify its figures, and are not understood."""

import re
from collections.abc import Mapping, Sequence

from bpindex.case.model import Case
from bpindex.intake.agencies import Agencies, is_section
from bpindex.intake.columns import path_key, words_of_tables
from bpindex.intake.grid import shown_text
from bpindex.intake.names import folded
from bpindex.intake.numbers import read_count
from bpindex.intake.periods import is_own_period, without_period
from bpindex.intake.reading_rows import Rows
from bpindex.intake.tables import Table
from bpindex.words import around_tables as around
from bpindex.words import intake as words
from bpindex.words import table_headers as headers
from bpindex.words.persons import MARKED_SURNAMES, NO_SURNAMES

_NUMBER = re.compile(words.NUMBER_ALONE)
_PERSON = re.compile(around.PERSON)


def _is_person(text: str) -> bool:
    two = " ".join(folded(text).split()[:2])
    return (
        _PERSON.fullmatch(text) is not None
        and text.istitle()
        and (two.split()[0] in MARKED_SURNAMES and two not in NO_SURNAMES)
    )


class Qualifying:
    """Tells which words are understood, for the month, the province and the agencies of a case."""

    def __init__(self, case: Case, agencies: Agencies) -> None:
        data = words_of_tables("around.toml")
        self._case, self._agencies = case, agencies
        said = case.settings
        names = (said.place, said.parent_body, said.issuer, said.issuer_name)
        own = (*names, case.index.title, *(agency.name for agency in case.agencies))
        known = sorted({folded(text) for text in (*data["harmless"], *own)} - {""}, key=len)
        self._known = re.compile(rf"\b(?:{'|'.join(map(re.escape, reversed(known)))})\b")
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
        is_known = is_section(shown) or words.TOTALS.fullmatch(folded(shown)) is not None
        # "Người lập biểu: Nguyễn Văn A"
        said, _, named = shown.rpartition(":")
        if _is_person(named.strip()):
            shown = said
        if is_known or self._agencies.known(shown).agency is not None:
            return ""
        rest = without_period(shown, self._case)
        left = self._known.sub(" ", folded(rest))
        left = " ".join(left.split())
        return "" if re.fullmatch(around.HARMLESS_REST, left) else left

    def around(self, table: Table) -> dict[str, str]:
        """Return the texts around a table that are not understood, by how they are remembered."""
        notes = (text for text in table.notes if read_count(text).value is None)
        texts = (*table.titles, *table.grid.around, *notes, *table.beside_names)
        heads = " ".join(dict.fromkeys(folded(path[-1]) for path in table.paths.values() if path))
        # The same next month.
        heads = "".join(letter for letter in heads if not letter.isdigit())
        return {
            path_key((words.AROUND, left, heads[:200])): text
            for text in texts
            if (left := self.left(text))
        }

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
