"""The grid of the notice's sheet: columns, cells, rows and how high they are."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bpindex.case.keys import NAME_COLUMN, NOTE_COLUMN, STT_COLUMN, WRITE_IN, Key
from bpindex.case.rows import RowKey
from bpindex.notice.model import Block, Notice, NoticeTable, Run
from bpindex.page.layout import PageLayout, TextStyle
from bpindex.page.textfit import (
    MAX_ROW_PT,
    PT_PER_PIXEL,
    mm_to_pt,
    paragraph_height,
)
from bpindex.page.widths import names_mm, shares_mm, spans_of, stt_mm

# The first column of figures: before it stand the running number and the name.
FIRST_FIGURE = 2
# A whole number of pixels stays that for all the steps to it.
_SAME_PIXEL = 1e-6
# A notice without tables has the columns of one with six pairs.
_FIGURES_OF_NO_TABLE = 12


@dataclass(frozen=True)
class Grid:
    """The columns on the pages of a layout, their widths in points.

    The last one holds the notes of tables, where these have any. `spans` are those that each
    figure of a table takes, by the table's place.
    """

    layout: PageLayout
    widths_pt: tuple[float, ...]
    has_note: bool = True
    spans: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The last column."""
        return len(self.widths_pt) - 1

    @property
    def whole(self) -> tuple[int, int]:
        """The first and the last column."""
        return 0, self.last

    def span_pt(self, first: int, last: int) -> float:
        """Return the width of the columns first..last."""
        return sum(self.widths_pt[first : last + 1])


@dataclass(frozen=True)
class Cell:
    """A text over the columns first..last and `rows` rows, or a drawn rule of a length.

    `key` is the logical key under which its text can be corrected; where it holds several texts,
    one below the other, `parts` are the key and the text of each.
    """

    first: int
    last: int
    runs: tuple[Run, ...]
    style: TextStyle
    rows: int = 1
    rule_pt: float = 0.0
    key: Key | None = None
    parts: tuple[tuple[Key, str], ...] = ()
    # The colour behind it.
    fill: str = ""


@dataclass(frozen=True)
class Row:
    """A row of cells; with `with_next` it stays on one page with the row that follows.

    `part` is what the row is in its `table`: "header", "body" or "agency". A part of a paragraph
    that goes on in the next row has the white space between both as its `tail`.
    """

    key: RowKey
    height_pt: float
    cells: tuple[Cell, ...] = ()
    with_next: bool = False
    table: str = ""
    part: str = ""
    tail: str | None = None


def plain(text: str, bold: bool = False) -> tuple[Run, ...]:
    """Return a text as its runs."""
    return (Run(text, bold),) if text else ()


def make_grid(
    layout: PageLayout, notice: Notice, note_mm: float | None = None, name_share: float = 1.0
) -> Grid:
    """Return the grid on which all tables of the notice fit: stt, name, figures, note.

    Notes may take more room than an empty column, names a share of theirs.
    """
    table = layout.table
    has_note = has_note_column(notice)
    figures = max((len(item.columns) for item in notice.tables), default=_FIGURES_OF_NO_TABLE)
    stt = stt_mm(layout, notice.tables)
    note = table.note_mm if note_mm is None else note_mm
    note = note if has_note else 0.0
    names = table.name_in_figures * name_share
    figure = (layout.grid_width_mm - stt - note) / (figures + names)
    notes = [note] if has_note else []
    usual, room = figure * names, figure * figures
    name = names_mm(layout, notice, usual, figures, usual + room)
    room -= name - usual
    widths = (stt, name, *shares_mm(layout, notice, figures, room), *notes)
    grid = replace(grid_of(layout, widths), has_note=has_note)
    spans = {item.place: _figure_spans(grid, item, column_keys(notice)) for item in notice.tables}
    return replace(grid, spans=spans)


def has_note_column(notice: Notice) -> bool:
    """Return whether the last column holds the notes of tables."""
    return any(table.has_note for table in notice.tables) or not notice.tables


def column_keys(notice: Notice) -> tuple[str, ...]:
    """Return the key of every column of the notice: those of the table with most figures."""
    widest = max(notice.tables, key=lambda table: len(table.columns), default=None)
    keys = widest.columns if widest else ()
    notes = (NOTE_COLUMN,) if has_note_column(notice) else ()
    return (STT_COLUMN, NAME_COLUMN, *keys, *notes)


def _figure_spans(grid: Grid, table: NoticeTable, keys: Sequence[str]) -> list[tuple[int, int]]:
    """Return over which columns of the page each figure of a table stands.

    The parts of a table that is too wide stand below each other.
    """
    if table.part:
        return [(FIRST_FIGURE + place,) * 2 for place in range(len(table.columns))]
    end = grid.last + 1 - (grid.has_note and table.has_note)
    widths, keys = grid.widths_pt[FIRST_FIGURE:end], keys[FIRST_FIGURE:]
    spans = spans_of(grid.layout, table, keys, widths)
    return [(FIRST_FIGURE + first, FIRST_FIGURE + last) for first, last in spans]


def grid_of(layout: PageLayout, widths_mm: Iterable[float]) -> Grid:
    """Return the grid of columns so wide, on whole pixels, together no wider than asked."""
    pixels = (math.floor(mm_to_pt(mm) / PT_PER_PIXEL + _SAME_PIXEL) for mm in widths_mm)
    return Grid(layout, tuple(count * PT_PER_PIXEL for count in pixels))


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


def row_of(
    grid: Grid,
    key: RowKey,
    *cells: Cell,
    gap: float = 0.0,
    with_next: bool = False,
    table: str = "",
    part: str = "",
) -> Row:
    """Return a row as high as its cells need, plus a gap, and no higher than Excel allows."""
    height = min(height_of(grid, cells) + gap, MAX_ROW_PT)
    return Row(key, height, cells, with_next, table, part)


def block_cell(
    block: Block, style: TextStyle, span: tuple[int, int], write_in: bool = False
) -> Cell:
    """Return a block as a cell; to `write_in`, each blank is a space of the width to do so."""
    runs = block.runs
    if write_in:
        runs = tuple(replace(run, text=WRITE_IN) if run.blank else run for run in runs)
    return Cell(*span, runs, style, key=("", "", block.id))
