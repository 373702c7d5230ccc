"""What only the looks of a sheet tell: cells that show other than their values, what is hidden."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bpindex.codec.shown import Unclear
from bpindex.intake.grid import Cell, Span, shown_text
from bpindex.intake.numbers import read_count
from bpindex.words import intake as words

# Row and column, from 0, to the cell as it is shown.
Cells = dict[tuple[int, int], Cell]
# Red, green and blue, or a name of the file's own; None for a colour that nobody can tell.
Colour = tuple[int, int, int] | bytes | None
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
# Colours of so little difference are one to the eye.
_ALIKE = 16
# Letters of so many points are none, rows so low and columns so narrow hide what stands in them.
SMALLEST = 2.0
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


@dataclass(frozen=True)
class Letters:
    """How letters look, as every kind of file tells it."""

    is_struck: bool = False
    # Raised or lowered.
    is_raised: bool = False
    points: float | None = None
    colour: Colour = None

    def doubt(self, ground: Colour) -> str:
        """Return why a number in such letters on a ground is none; blank where it is one."""
        if self.is_struck:
            return words.STRUCK
        if self.is_raised:
            return words.ODD_PIECE
        if self.points is not None and self.points <= SMALLEST:
            return words.TINY_LETTERS
        return words.UNSEEN_COLOUR if _are_alike(self.colour, ground) else ""


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
    is_struck = why == words.STRUCK and text and doubtful(cell, why) is None
    return words.STRUCK_TEXT.format(found=text) if is_struck else ""


def printed_texts(headers: Iterable[str]) -> list[str]:
    """Return what headers and footers of pages say, without their codes."""
    pieces = (piece.strip() for text in headers for piece in _PAGE_CODE.split(text))
    return [piece for piece in pieces if piece]


def _are_alike(colour: Colour, ground: Colour) -> bool:
    if isinstance(colour, tuple) and isinstance(ground, tuple):
        return all(abs(a - b) < _ALIKE for a, b in zip(colour, ground, strict=True))
    return colour is not None and colour == ground
