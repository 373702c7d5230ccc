"""What only the looks of a sheet tell: cells that show other than their values, what is hidden."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bpindex.codec.shown import Unclear
from bpindex.grids.grid import Cell, Span, shown_text
from bpindex.grids.numbers import read_count
from bpindex.words import files as file_words
from bpindex.words import intake as words

# Row and column, from 0, to the cell as it is shown.
Cells = dict[tuple[int, int], Cell]
# Rows so low and columns so narrow hide what stands in them.
LOWEST = 3.0
NARROWEST = 5.0
# What is printed around each page has codes in it, of places, fonts, numbers of pages.
_PAGE_CODE = re.compile(r'&(?:"[^"]*"|\d{1,3}|K[0-9A-F]{6}|[A-Z])', re.IGNORECASE)


@dataclass
class Look:
    """The cells of a sheet that show other than their value; what is hidden, what is merged."""

    cells: Cells = field(default_factory=dict)
    # Why what stands in a cell is no number, by its row and column.
    doubts: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)
    # What is printed above and below its pages.
    around: list[str] = field(default_factory=list)

    def shown(self, row: int, column: int, cell: Cell) -> Cell:
        """Return a cell as it is shown, or why nobody can take it."""
        place = row, column
        cell = self.cells.get(place, cell)
        return doubtful(cell, self.doubts.get(place, "")) or cell


def doubtful(cell: Cell, why: str) -> Unclear | None:
    """Return a number that nobody can take, and why; None for a text that is no number."""
    if not why:
        return None
    text = shown_text(cell)
    is_number = not any(map(str.isalpha, text)) or read_count(cell).value is not None
    return Unclear(text, why) if text and is_number else None


def struck_text(cell: Cell, why: str) -> str:
    """Return what is said around a table of a name or header that is struck out, else blank."""
    text = shown_text(cell)
    is_struck = why == file_words.STRUCK and text and doubtful(cell, why) is None
    return words.STRUCK_TEXT.format(found=text) if is_struck else ""


def printed_texts(headers: Iterable[str]) -> list[str]:
    """Return what headers and footers of pages say, without their codes."""
    pieces = (piece.strip() for text in headers for piece in _PAGE_CODE.split(text))
    return [piece for piece in pieces if piece]
