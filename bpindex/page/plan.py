"""The plan of the notice's sheets: which row and cell goes where, before any file is written.

Row 1 and column A hold the logical key of every column and row, so that whatever people do to
the sheet, each text is known for what it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bpindex.case.correction import Correction, Margin
from bpindex.case.keys import (
    ALL,
    NAME_COLUMN,
    NOTE_COLUMN,
    STT_COLUMN,
    appendix_columns,
)
from bpindex.case.rows import RowKey
from bpindex.edits.forms import HandFormats
from bpindex.notice.model import Notice, NoticeTable
from bpindex.page.appendix_rows import appendix_grid, appendix_rows
from bpindex.page.cells import FIRST_FIGURE, Cell, Grid, Row, make_grid, plain
from bpindex.page.layout import PageLayout, official_layout
from bpindex.page.pages import Page, paginate
from bpindex.page.rows import header_rows, notice_rows
from bpindex.page.textfit import MAX_ROW_PT, column_width_chars, pt_to_mm
from bpindex.words import workbook as workbook_words

NOTICE_SHEET = workbook_words.NOTICE_SHEET
APPENDIX_SHEET = workbook_words.APPENDIX_SHEET
KEY_COLUMN = 1
KEY_ROW = 1
FIRST_COLUMN = 2
# Characters that no workbook can hold; none of them prints.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def printable(text: str) -> str:
    """Return a text without the characters that no workbook can hold."""
    return _UNPRINTABLE.sub("", text)


@dataclass(frozen=True)
class PlacedRow:
    """A row at its number on the sheet (from 1), its key unique there."""

    number: int
    row: Row
    begins_page: bool


@dataclass(frozen=True)
class PlacedCell:
    """A cell at the number of its first row, with what people changed in its look."""

    number: int
    cell: Cell
    look: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What stands in the cell."""
        return printable("".join(run.text for run in self.cell.runs))


@dataclass
class SheetPlan:
    """One sheet: its columns, and its rows and cells in their places.

    `cells` belong to the rows, `merged` hold the text of a whole column, `margins` stand beside
    the page; `page_ends` are the numbers of the last rows of pages.
    """

    title: str
    columns: tuple[str, ...]
    grid: Grid
    widths: tuple[float, ...]
    rows: list[PlacedRow] = field(default_factory=list)
    cells: list[PlacedCell] = field(default_factory=list)
    merged: list[PlacedCell] = field(default_factory=list)
    margins: list[PlacedCell] = field(default_factory=list)
    page_ends: list[int] = field(default_factory=list)

    @property
    def layout(self) -> PageLayout:
        """The layout that it follows."""
        return self.grid.layout

    @property
    def last_row(self) -> int:
        """The number of the last row."""
        return self.rows[-1].number if self.rows else KEY_ROW

    def header_numbers(self) -> list[int]:
        """Return the numbers of the rows of tables' headers."""
        return [placed.number for placed in self.rows if placed.row.part == "header"]


def plan_sheets(notice: Notice, layout: PageLayout | None = None) -> list[SheetPlan]:
    """Return the plans of the notice and, where there are late dossiers, of its appendix.

    Without a layout they are laid out as the decree asks for.
    """
    layout = layout or official_layout()
    hand = HandFormats(notice.origins.formats)
    grid = make_grid(layout, notice)
    again = {table.id: header_rows(grid, table, repeated=True) for table in notice.tables}
    pages = paginate(
        [_as_high(row, hand) for row in notice_rows(notice, grid)],
        layout.page_pt,
        again.__getitem__,
        hand.breaks_before,
        hand.no_breaks_before,
    )
    planner = _Planner(NOTICE_SHEET, grid, _column_keys(notice), hand)
    planner.place_pages(pages)
    planner.merge_columns(notice.tables)
    planners = [planner]
    if notice.appendix is not None:
        grid = appendix_grid(layout)
        rows = [_as_high(row, hand) for row in appendix_rows(notice.appendix, grid)]
        planner = _Planner(APPENDIX_SHEET, grid, appendix_columns(), hand)
        planner.place_pages([Page(tuple(rows))])
        planners.append(planner)
    for planner in planners:
        title = planner.plan.title
        planner.place_margins(item for item in notice.origins.margins if item[1].sheet == title)
    return [planner.plan for planner in planners]


def _as_high(row: Row, hand: HandFormats) -> Row:
    """Return a row with the height that people gave it."""
    height = hand.height(row.key, row.height_pt)
    return row if height is None else replace(row, height_pt=min(height, MAX_ROW_PT))


def _column_keys(notice: Notice) -> tuple[str, ...]:
    """Return the key of every column of the notice."""
    figures = notice.tables[0].province.figures if notice.tables else ()
    return (STT_COLUMN, NAME_COLUMN, *(figure.column for figure in figures), NOTE_COLUMN)


class _Planner:
    """Places the rows of one sheet."""

    def __init__(self, title: str, grid: Grid, columns: tuple[str, ...], hand: HandFormats) -> None:
        self._hand = hand
        self._columns = columns
        self._times: Counter[RowKey] = Counter()
        self._segments: dict[str, list[list[int]]] = {}
        self.plan = SheetPlan(title, columns, grid, tuple(self._widths(grid)))

    def place_pages(self, pages: Sequence[Page]) -> None:
        """Place all pages below the key row."""
        number = KEY_ROW + 1
        for page_number, page in enumerate(pages, 1):
            begins_page = page_number > 1
            for row in page.rows:
                is_again = row.key.is_header_again
                self._place(row, number, begins_page and not is_again)
                begins_page = begins_page and is_again
                number += 1
            if page_number < len(pages):
                self.plan.page_ends.append(number - 1)

    def merge_columns(self, tables: Sequence[NoticeTable]) -> None:
        """Merge the columns that hold one text, once per page on which the table stands."""
        for table in tables:
            labels = [figure.column for figure in table.province.figures]
            for item in table.merged:
                place = FIRST_FIGURE + labels.index(item.column)
                key = (table.id, ALL, item.column)
                for segment in self._segments.get(table.id, []):
                    text = plain(item.text)
                    style = self.plan.layout.styles.cell
                    cell = Cell(place, place, text, style, len(segment), key=key)
                    self.plan.merged.append(PlacedCell(segment[0], cell))

    def place_margins(self, margins: Iterable[tuple[Correction, Margin]]) -> None:
        """Place what people noted beside the page; it stays there and is not printed."""
        numbers = {placed.row.key.form: placed.number for placed in self.plan.rows}
        taken: set[tuple[int, int]] = set()
        for item, margin in margins:
            number = numbers.get(margin.row, KEY_ROW + 1)
            offset = margin.offset
            while (number, offset) in taken:
                offset += 1
            taken.add((number, offset))
            place = self.plan.grid.last + offset
            style = self.plan.layout.styles.gap
            cell = Cell(place, place, plain(item.corrected), style, key=item.key)
            self.plan.margins.append(PlacedCell(number, cell))

    def _place(self, row: Row, number: int, begins_page: bool) -> None:
        key = RowKey(printable(row.key.text))
        # The header of a table stands on every page on which the table goes on.
        self._times[key] += 1
        key = key.again(self._times[key])
        if key != row.key:
            row = _as_high(replace(row, key=key), self._hand)
        self.plan.rows.append(PlacedRow(number, row, begins_page))
        if row.part == "agency":
            segments = self._segments.setdefault(row.table, [[]])
            if segments[-1] and segments[-1][-1] != number - 1:
                segments.append([])
            segments[-1].append(number)
        for cell in row.cells:
            column = self._columns[cell.first] if cell.first < len(self._columns) else ""
            look = self._hand.look(key, column) if cell.key else {}
            self.plan.cells.append(PlacedCell(number, cell, look))

    def _widths(self, grid: Grid) -> Iterator[float]:
        for place, width in enumerate(grid.widths_pt):
            key = self._columns[place] if place < len(self._columns) else ""
            own = self._hand.width(key)
            yield column_width_chars(pt_to_mm(width)) if own is None else own
