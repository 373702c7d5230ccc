"""A sheet of the notice as somebody left it: what a reader of files gives, free of any library.

What nobody can see on paper is no difference between two texts, and no correction.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from bpindex.case.rows import RowKey
from bpindex.codec.fields import cell_text
from bpindex.codec.shown import ShownNumber

# How the hidden key column is called in the hidden key row.
KEY = "key"

_SPACES = re.compile(r"[\u00a0\u202f\u2007\t]")
_LINE_ENDS = re.compile(r"\r\n?|\u2028")
_AROUND_LINE_END = re.compile(r" *\n *")


@lru_cache(maxsize=10_000)  # the same few texts stand in most cells of a table
def visible(text: str) -> str:
    """Return a text without what nobody sees: Unicode forms, kinds of space, spaces at ends."""
    text = unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    return _AROUND_LINE_END.sub("\n", text).strip()


def same_text(one: str, other: str) -> bool:
    """Return whether two texts print alike."""
    return one == other or visible(one) == visible(other)


def is_number_of(value: float, text: str) -> bool:
    """Return whether a cell's number is what a printed text says: an office program may turn
    the text of a cell that somebody only looked into into its number.
    """
    try:
        return Decimal(repr(value)) == Decimal(visible(text).replace(",", "."))
    except InvalidOperation:
        return False


@dataclass(frozen=True)
class FoundCell:
    """What a cell holds, its look (see `snapshot.Look`) and its bold letters."""

    value: Any
    look: Mapping[str, str] = field(default_factory=dict)
    bold: str = ""

    def text(self, decimal_mark: str) -> str:
        """Return the cell's value as the text that it shows."""
        value = self.value
        if value.__class__ is str:
            return str(value)
        if isinstance(value, datetime | date):
            return f"{value.day}/{value.month}/{value.year}"
        text = cell_text(value)
        return text.replace(".", decimal_mark) if isinstance(value, int | float) else text

    def shows(self, generated: str, decimal_mark: str) -> bool:
        """Return whether the cell still shows what was generated."""
        is_number = isinstance(self.value, int | float) and not isinstance(self.value, ShownNumber)
        if is_number and is_number_of(self.value, generated):
            return True
        return same_text(self.text(decimal_mark), generated)


@dataclass(frozen=True)
class FoundRow:
    """A row of a sheet: its key, blank if it has none, its height if somebody set it, its cells.

    A hidden row has no height, whatever hid it.
    """

    number: int
    key: RowKey
    height_pt: float | None
    cells: Mapping[int, FoundCell]
    # Of the cells that are merged with others to their right: how many columns they take.
    spans: Mapping[int, int] = field(default_factory=dict)
    is_hidden: bool = False


@dataclass(frozen=True)
class FoundSheet:
    """A sheet: the keys of its columns by number (from 1), its rows, widths and page breaks.

    `breaks_after` are the numbers of the rows behind which a page ends, `page` the properties of
    its printed page (see `snapshot.SnapSheet`). Hidden columns have no width.
    """

    title: str
    column_keys: Mapping[int, str]
    widths: Mapping[int, float]
    rows: tuple[FoundRow, ...]
    breaks_after: frozenset[int] = frozenset()
    # By row and column the comments on cells; what is merged, from row and column to row and
    # column; how many pictures, boxes and other shapes people put there.
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    shapes: int = 0
    hidden_columns: frozenset[int] = frozenset()
    page: Mapping[str, str] = field(default_factory=dict)
