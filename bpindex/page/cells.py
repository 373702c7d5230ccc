"""The grid of the notice's sheet: columns, cells, rows and how high they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bpindex.case.keys import WRITE_IN, Key
from bpindex.case.rows import RowKey
from bpindex.notice.model import Block, Notice, Run
from bpindex.page import layout
from bpindex.page.layout import TextStyle
from bpindex.page.textfit import (
    MAX_ROW_PT,
    column_width_chars,
    column_width_pt,
    mm_to_pt,
    paragraph_height,
)

STT_MM = 7.0
NOTE_MM = 8.0
NOTE_WITH_TEXT_MM = 22.0
# What the rows of one page may take.
PAGE_PT = mm_to_pt(layout.TEXT_HEIGHT_MM) * layout.PAGE_ROWS_SHARE
# Added to the height of a table row, for air.
CELL_GAP_PT = 1.5
# Rows of a table that stay together where it begins and where it ends.
KEEP_ROWS = 2
NAME_IN_FIGURES = 3  # the name column is as wide as three figure columns


@dataclass(frozen=True)
class Grid:
    """Widths of the columns in points, and the spans that the blocks of text take."""

    widths_pt: tuple[float, ...]

    @property
    def last(self) -> int:
        """The last column."""
        return len(self.widths_pt) - 1

    def span_pt(self, first: int, last: int) -> float:
        """Return the width of the columns first..last."""
        return sum(self.widths_pt[first : last + 1])


@dataclass(frozen=True)
class Cell:
    """A text over the columns first..last and `rows` rows, or a drawn rule of a length.

    `key` is the logical key under which its text can be corrected.
    """

    first: int
    last: int
    runs: tuple[Run, ...]
    style: TextStyle
    rows: int = 1
    rule_pt: float = 0.0
    key: Key | None = None


@dataclass(frozen=True)
class Row:
    """A row of cells; with `with_next` it stays on one page with the row that follows.

    `part` is what the row is in its `table`: "header", "body" or "agency".
    """

    key: RowKey
    height_pt: float
    cells: tuple[Cell, ...] = ()
    with_next: bool = False
    table: str = ""
    part: str = ""


def plain(text: str, bold: bool = False) -> tuple[Run, ...]:
    """Return a text as its runs."""
    return (Run(text, bold),) if text else ()


def make_grid(notice: Notice) -> Grid:
    """Return the grid on which all tables of the notice fit: stt, name, figures, note."""
    figures = max((len(table.column_labels) for table in notice.tables), default=12)
    has_notes = any(row.note for table in notice.tables for row in table.rows)
    note = NOTE_WITH_TEXT_MM if has_notes else NOTE_MM
    figure = (layout.GRID_WIDTH_MM - STT_MM - note) / (figures + NAME_IN_FIGURES)
    widths = (STT_MM, figure * NAME_IN_FIGURES, *[figure] * figures, note)
    return Grid(tuple(column_width_pt(column_width_chars(width)) for width in widths))


def height_of(grid: Grid, cells: Sequence[Cell]) -> float:
    """Return the height that shows every cell of one row."""
    heights = (
        _text_height(cell.runs, cell.style, grid.span_pt(cell.first, cell.last))
        for cell in cells
        if cell.rows == 1
    )
    return max(heights, default=0.0)


@lru_cache(maxsize=4096)
def _text_height(runs: tuple[Run, ...], style: TextStyle, width_pt: float) -> float:
    """Return the height of a text in a cell; most figures of a table repeat."""
    pieces = [(run.text, run.bold or style.bold) for run in runs]
    return paragraph_height(pieces, style.size, width_pt, italic=style.italic)


def row_of(grid: Grid, key: RowKey, *cells: Cell, gap: float = 0.0, with_next: bool = False) -> Row:
    """Return a row as high as its cells need, plus a gap, and no higher than Excel allows."""
    return Row(key, min(height_of(grid, cells) + gap, MAX_ROW_PT), cells, with_next)


def block_key(block: Block) -> Key:
    """Return the logical key of a block."""
    return ("", "", block.id)


def with_write_in(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return the runs with each blank widened to a space one can write in."""
    return tuple(replace(run, text=WRITE_IN) if run.blank else run for run in runs)
