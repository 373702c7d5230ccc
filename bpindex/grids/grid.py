"""A sheet of any file as rows of cells as they are shown, with the addresses that staff see."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest

from bpindex.codec.fields import cell_text
from bpindex.codec.shown import Unclear, without_unseen
from bpindex.sheets.addresses import column_letter
from bpindex.words import intake as words
from bpindex.words import workbook as workbook_words

# A text, a number (a `ShownNumber` where its cell shows other characters), or what nobody can take.
Cell = str | int | float | Unclear
# The first row and column of merged cells and their last ones, from 0.
Span = tuple[int, int, int, int]


@dataclass(frozen=True)
class Grid:
    """One sheet, or one table of a page: rows and columns count from 0, blank cells are ""."""

    file: str
    sheet: str
    rows: Sequence[Sequence[Cell]]
    spans: tuple[Span, ...] = ()
    # Whether rows of the sheet are columns here.
    is_turned: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    # Texts of its page, cover or page header that stand in no cell of it.
    around: tuple[str, ...] = ()
    # Properties of its file and prompts of its cells: of all that they say, a period alone counts.
    hints: tuple[str, ...] = ()

    @cached_property
    def width(self) -> int:
        """How many columns its longest row has."""
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell, blank where the row is shorter."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows on one line, without what nobody can see."""
        return shown_text(self.cell(row, column))

    @cached_property
    def _by_column(self) -> list[tuple[Cell, ...]]:
        return [*zip_longest(*self.rows, fillvalue="")]

    def column(self, column: int, rows: Iterable[int]) -> list[Cell]:
        """Return the cells of a column in some rows."""
        cells = self._by_column[column]
        return [cells[row] for row in rows]

    @cached_property
    def used(self) -> list[int]:
        """The columns in which something stands."""
        return [n for n, cells in enumerate(self._by_column) if not all(map(is_blank, cells))]

    def filled(self, row: int) -> list[int]:
        """Return the columns of a row in which something stands."""
        return [column for column, cell in enumerate(self.rows[row]) if not is_blank(cell)]

    @cached_property
    def anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The first cell of the merged ones, by each cell that they cover."""
        return dict(self._covered())

    def _covered(self) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        for top, left, bottom, right in self.spans:
            # What is merged beyond the cells in use covers nothing that is read.
            for row in range(top, min(bottom + 1, len(self.rows))):
                for column in range(left, min(right + 1, self.width)):
                    yield (row, column), (top, left)

    def turned(self) -> "Grid":
        """Return the grid with its columns as rows; places stay those of the sheet."""
        rows = [[self.cell(r, c) for r in range(len(self.rows))] for c in range(self.width)]
        spans = tuple((left, top, right, bottom) for top, left, bottom, right in self.spans)
        hidden = self.hidden_columns, self.hidden_rows
        own = (not self.is_turned, *hidden, self.around, self.hints)
        return Grid(self.file, self.sheet, rows, spans, *own)

    def without_hidden(self) -> "Grid":
        """Return the grid with nothing in its hidden rows and columns."""
        rows: list[list[Cell]] = [
            [
                "" if row in self.hidden_rows or column in self.hidden_columns else cell
                for column, cell in enumerate(cells)
            ]
            for row, cells in enumerate(self.rows)
        ]
        return replace(self, rows=rows, hidden_rows=frozenset(), hidden_columns=frozenset())

    def place(self, row: int, column: int) -> str:
        """Return where a cell stands, in words."""
        row, column = (column, row) if self.is_turned else (row, column)
        address = f"{column_letter(column + 1)}{row + 1}"
        if not self.file:
            return workbook_words.PLACE_CELL.format(sheet=self.sheet, cell=address)
        template = words.PLACE if self.sheet else words.PLACE_OF_FILE
        return template.format(file=self.file, sheet=self.sheet, cell=address)


def is_blank(cell: Cell) -> bool:
    """Return whether nothing but spaces stands in a cell."""
    return isinstance(cell, str) and (not cell or not shown_text(cell))


def shown_text(cell: Cell) -> str:
    """Return what a cell shows on one line."""
    if isinstance(cell, str):
        return " ".join(without_unseen(cell).split())
    if type(cell) is int:
        return str(cell)
    return cell.text if isinstance(cell, Unclear) else cell_text(cell)
