"""The cells of tables of pages: what each of them shows, and where it stands."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from bpindex.codec.shown import Unclear
from bpindex.grids.grid import Cell, Span, shown_text
from bpindex.grids.looks import doubtful
from bpindex.grids.numbers import read_count
from bpindex.grids.office.calamine_sheets import MOST_CELLS
from bpindex.grids.shown_numbers import as_told
from bpindex.words import files as file_words
from bpindex.words import intake as words
from bpindex.xlsx.letters import Colour

SPREAD = 1_000  # of one cell of a page, over rows or columns
# Between pieces of a text that stand apart.
PART = "\x1f"

# What a cell shows, how many rows and columns it covers.
Piece = tuple[Cell, int, int]
Rows = list[list[Piece]]


@dataclass(slots=True)
class OpenCell:
    """A cell that is open: its text, its rows and columns, what makes its number none."""

    down: int
    across: int
    told: str = ""
    text: list[str] = field(default_factory=list)
    doubt: str = ""
    # Those of its digits: one in another colour may be that of a note.
    colours: set[Colour] = field(default_factory=set)

    def value(self) -> Cell:
        """Return what the cell shows; pieces that stand apart are no digits of one number."""
        pieces: list[str] = []
        for piece in "".join(self.text).split(PART):
            if piece := " ".join(piece.split()):
                is_apart = bool(pieces) and pieces[-1][-1].isdigit() and piece[0].isdigit()
                pieces += ["|", piece] if is_apart else [piece]
        text = " ".join(pieces)
        doubt = self.doubt or (file_words.ODD_PIECE if len(self.colours) > 1 else "")
        if unsure := doubtful(text, doubt):
            return unsure
        with suppress(ValueError):
            if self.told and text:
                number = float(self.told)
                shown = as_told(number, text)
                # What it shows in the manner of its country is the number that it tells.
                return shown or (int(number) if number.is_integer() else number)
        return text


def doubted(rows: Rows) -> Rows:
    """Return the rows of a page that tells its numbers: what is none of them was a text.

    LibreOffice's pages tell them, and leave out how pieces of a text look: struck, raised.
    """
    return [[(_as_text(cell), down, across) for cell, down, across in pieces] for pieces in rows]


def _as_text(cell: Cell) -> Cell:
    is_digits = isinstance(cell, str) and cell[:1].isdigit() and read_count(cell).value is not None
    return Unclear(shown_text(cell), words.TEXT_OF_DIGITS) if is_digits else cell


def whole(text: str | None) -> int:
    """Return how many rows or columns a cell says that it covers."""
    digits = (text or "").strip()
    return (
        min(max(int(digits), 1), SPREAD)
        if digits.isascii() and digits.isdigit() and len(digits) < 9
        else 1
    )


def placed(rows: Iterable[list[Piece]]) -> tuple[list[list[Cell]], tuple[Span, ...]]:
    """Return the cells of a table at their places, and which of them are merged."""
    taken: dict[tuple[int, int], Cell] = {}
    spans = []
    last = 0
    for row, pieces in enumerate(rows):
        column = 0
        for text, down, across in pieces:
            while (row, column) in taken:
                column += 1
            if len(taken) + down * across > MOST_CELLS:
                raise ValueError(words.TOO_MANY_CELLS.format(most=MOST_CELLS))
            for r in range(row, row + down):
                for c in range(column, column + across):
                    taken.setdefault((r, c), "")
            taken[row, column] = text
            if down > 1 or across > 1:
                spans.append((row, column, row + down - 1, column + across - 1))
            column += across
        last = row + 1
    # Rows keep their own lengths: one that is shorter than the others may lack a cell.
    ends = [0] * last
    for r, c in taken:
        if r < last:
            ends[r] = max(ends[r], c + 1)
    cells: list[list[Cell]] = [
        [taken.get((r, c), "") for c in range(end)] for r, end in enumerate(ends)
    ]
    return cells, tuple(spans)
