"""Which row of the notice: its identity, its place, and the key that stands beside it.

The texts of these stand in hidden cells, in the register's columns and in the memory of what
was made. They are written and read here alone, and whatever was written stays readable.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from bpindex.case.keys import ALL, PROVINCE, SECTION_COLUMN, Key

# How the notes below the tables begin, before the table's id.
_PERIOD_NOTE = "period_note."
# How rows and lines that people added are called, in the place of an agency or a paragraph.
_ADDED = re.compile(r"\+(\d{1,9})")
# A further part of a long paragraph.
_PART = re.compile(r"(block:.+):\d+")
# Before the place of a paragraph that stands inside a table, behind its last row too.
_INSIDE = "<"
# Between the rows that stand side by side, and before how often a key was there already.
_BESIDE, _TIMES = "|", "@"
_HEADER, _HEADER_AGAIN = "header", "header-again"


class RowKind(StrEnum):
    """What a row is; between the start and the end of a table stand its rows."""

    BLOCK = "block"
    ROW = "row"
    SECTION = "section"
    START = "table"
    END = "end"
    # The mark behind which the rows of a sheet of its own stand.
    SHEET = "sheet"
    # The place above everything else.
    TOP = "^"
    # A text that somebody typed, and that names no row.
    UNKNOWN = ""


class RowId(NamedTuple):
    """The identity of a row: a paragraph by its name, a row of a table by table and name."""

    kind: RowKind
    table: str = ""
    name: str = ""

    @classmethod
    def block(cls, name: str) -> "RowId":
        """Return the identity of a paragraph or line of text."""
        return cls(RowKind.BLOCK, "", name)

    @classmethod
    def row(cls, table: str, name: str) -> "RowId":
        """Return the identity of a row of a table: an agency, the province, a dossier."""
        return cls(RowKind.ROW, table, name)

    @classmethod
    def section(cls, table: str) -> "RowId":
        """Return the identity of the section row of a table."""
        return cls(RowKind.SECTION, table)

    @classmethod
    def start(cls, table: str) -> "RowId":
        """Return the mark behind which the rows of a table stand."""
        return cls(RowKind.START, table)

    @classmethod
    def end(cls, table: str) -> "RowId":
        """Return the mark before which the rows of a table stand."""
        return cls(RowKind.END, table)

    @classmethod
    def sheet(cls, table: str) -> "RowId":
        """Return the mark behind which all rows of the sheet of a table stand."""
        return cls(RowKind.SHEET, table)

    @classmethod
    def of(cls, key: Key) -> "RowId":
        """Return the row that has this logical key."""
        table, agency, column = key
        return cls.row(table, agency) if agency else cls.block(column)

    @classmethod
    def holding(cls, key: Key) -> "RowId":
        """Return the row in which a text with this logical key stands."""
        table, agency, column = key
        if not table:
            return cls.block(column)
        if agency and agency != ALL:
            return cls.row(table, agency)
        return cls.section(table) if column == SECTION_COLUMN else cls.start(table)

    @classmethod
    def parse(cls, text: str) -> "RowId":
        """Return the identity of its text; what names no row is kept as it is."""
        word, colon, rest = text.partition(":")
        table, second, name = rest.partition(":")
        if colon and word == RowKind.BLOCK:
            return cls.block(rest)
        if second and word == RowKind.ROW:
            return cls.row(table, name)
        if colon and word in (RowKind.SECTION, RowKind.START, RowKind.END, RowKind.SHEET):
            return cls(RowKind(word), rest)
        return cls(RowKind.TOP) if text == RowKind.TOP else cls(RowKind.UNKNOWN, "", text)

    def __str__(self) -> str:
        """Return the text that `parse` reads."""
        if self.kind in (RowKind.TOP, RowKind.UNKNOWN):
            return self.kind + self.name
        parts = (self.kind, *([self.table] if self.kind is not RowKind.BLOCK else []))
        named = self.kind in (RowKind.BLOCK, RowKind.ROW)
        return ":".join((*parts, *([self.name] if named else [])))

    @property
    def key(self) -> Key:
        """The logical key of the row."""
        return (self.table, "", self.name) if self.is_block else (self.table, self.name, "")

    @property
    def is_block(self) -> bool:
        """Whether it is a paragraph or a line of text."""
        return self.kind is RowKind.BLOCK

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table with cells of its own."""
        return self.kind is RowKind.ROW

    @property
    def is_province(self) -> bool:
        """Whether it is the province's row of a table."""
        return self.is_row and self.name == PROVINCE

    @property
    def is_period_note(self) -> bool:
        """Whether it is the note below a table."""
        return self.is_block and self.name.startswith(_PERIOD_NOTE)

    @property
    def is_fixed(self) -> bool:
        """Whether it always stands where it stands."""
        moves = self.kind in (RowKind.BLOCK, RowKind.ROW)
        return not moves or self.is_period_note or self.is_province

    @property
    def added_number(self) -> int:
        """The number of a row that people added, 0 of any other."""
        found = _ADDED.fullmatch(self.name)
        return int(found[1]) if found else 0

    def renamed(self, names: Mapping[str, str]) -> "RowId":
        """Return the row under its new name, where it has one."""
        return self._replace(name=names.get(self.name, self.name))


# The place above everything else.
TOP = RowId(RowKind.TOP)


def added_name(number: int) -> str:
    """Return the name of a row that people added."""
    return f"+{number}"


def period_note(table: str) -> str:
    """Return the name of the paragraph that is the note below a table."""
    return f"{_PERIOD_NOTE}{table}"


class Place(NamedTuple):
    """Behind which row something stands, and whether a paragraph stands inside a table there."""

    behind: RowId = RowId(RowKind.UNKNOWN)
    inside: bool = False

    @classmethod
    def parse(cls, text: str) -> "Place":
        """Return the place of its text."""
        bare = text.removeprefix(_INSIDE)
        return cls(RowId.parse(bare), bare != text)

    def __str__(self) -> str:
        """Return the text that `parse` reads."""
        return f"{_INSIDE if self.inside else ''}{self.behind}"


# Of what is not placed yet.
NOWHERE = Place()


class RowKey(NamedTuple):
    """The key of a row of a sheet, as it stands in the hidden column; blank where there is none.

    A row may hold several identities side by side, be a further part of a paragraph, a header,
    a gap, a drawn rule, or stand there once more.
    """

    text: str = ""

    @classmethod
    def of(cls, *rows: RowId) -> "RowKey":
        """Return the key of a row that holds some identities side by side."""
        return cls(_BESIDE.join(map(str, rows)))

    @classmethod
    def part(cls, row: RowId, number: int) -> "RowKey":
        """Return the key of a part of a long paragraph, counted from 1."""
        return cls(f"{row}:{number}") if number > 1 else cls.of(row)

    @classmethod
    def header(cls, table: str, level: int = 0, again: bool = False) -> "RowKey":
        """Return the key of a header's level, where it begins the table or a further page."""
        key = cls(f"{_HEADER_AGAIN if again else _HEADER}:{table}")
        return cls(f"{key.text}:{level}") if level else key

    @classmethod
    def gap(cls, where: str) -> "RowKey":
        """Return the key of a row that only takes room."""
        return cls(f"gap:{where}")

    @classmethod
    def rule(cls, where: str) -> "RowKey":
        """Return the key of a row in which a rule is drawn."""
        return cls(f"rule:{where}")

    def beside(self, *rows: RowId) -> "RowKey":
        """Return the key of this row with further identities beside it."""
        return RowKey(_BESIDE.join((self.text, *map(str, rows))))

    def again(self, times: int) -> "RowKey":
        """Return the key where the same row stands on the sheet for the second, third... time."""
        return RowKey(f"{self.text}{_TIMES}{times}") if times > 1 else self

    @property
    def form(self) -> "RowKey":
        """The part of the key by which the row's form is known.

        Beside the recipients stands the signature, now in this row and now in that one.
        """
        return RowKey(self.text.partition(_BESIDE)[0])

    @property
    def row(self) -> RowId:
        """The identity that the row holds, the first of several, whole or in part."""
        part = _PART.fullmatch(self.form.text)
        return RowId.parse(part[1] if part else self.form.text)

    @property
    def is_header(self) -> bool:
        """Whether it is a level of a table's header."""
        return self.text.startswith(_HEADER)

    @property
    def is_header_again(self) -> bool:
        """Whether it is a header that a table repeats on a further page."""
        return self.text.startswith(_HEADER_AGAIN)

    def renamed(self, names: Mapping[str, str]) -> "RowKey":
        """Return the key with the row under its new name, where it has one."""
        return RowKey.of(RowId.parse(self.text).renamed(names))
