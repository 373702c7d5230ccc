"""The plan of the notice's sheets: which row and cell goes where, before any file is written.

Row 1 and column A hold the logical key of every column and row, so that whatever people do to
the sheet, each text is known for what it is.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

from bpindex.case.correction import Correction, Margin
from bpindex.case.keys import (
    ALL,
    APPENDIX,
    Key,
    appendix_columns,
)
from bpindex.case.rows import RowKey
from bpindex.edits.forms import HandFormats
from bpindex.notice.model import Appendix, Notice, NoticeTable
from bpindex.page import cells
from bpindex.page.appendix_rows import appendix_grid, appendix_rows
from bpindex.page.cells import Cell, Grid, Row, make_grid, plain
from bpindex.page.fitting import fitted, note_grids, print_scale, with_page, without_notes
from bpindex.page.layout import PageLayout, official_layout
from bpindex.page.pages import Page, is_begun_late, paginate
from bpindex.page.parts import fitting_layout, parted
from bpindex.page.rows import header_rows, notice_rows, with_whole_paragraphs
from bpindex.page.textfit import MAX_ROW_PT, column_width_chars, mm_to_pt, pt_to_mm
from bpindex.words import workbook as workbook_words

NOTICE_SHEET = workbook_words.NOTICE_SHEET
APPENDIX_SHEET = workbook_words.APPENDIX_SHEET
KEY_COLUMN = 1
KEY_ROW = 1
# Where a sheet begins for whoever looks at it.
FIRST_CELL = "B2"
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
    def shown_look(self) -> Mapping[str, str]:
        """What of its look is not that of its style: its colour, and what people changed."""
        return {"fill": self.cell.fill, **self.look} if self.cell.fill else self.look

    @cached_property
    def text(self) -> str:
        """What stands in the cell."""
        return printable("".join(run.text for run in self.cell.runs))


@dataclass(frozen=True)
class PlacedComment:
    """A comment on the cell of a key, which begins at this row and column (from 0)."""

    number: int
    place: int
    key: Key
    text: str
    author: str


@dataclass
class SheetPlan:
    """One sheet: its columns, and its rows and cells in their places.

    `cells` belong to the rows, `merged` hold the text of a whole column, `margins` stand beside
    the page; `page_ends` are the numbers of the last rows of pages, `scale` the percentage at
    which it is printed. `tables` are those of the notice as they stand on it, the ones too wide
    for a page in parts; `foot` prints at the foot of each page.
    """

    title: str
    columns: tuple[str, ...]
    grid: Grid
    scale: int
    rows: list[PlacedRow] = field(default_factory=list)
    cells: list[PlacedCell] = field(default_factory=list)
    merged: list[PlacedCell] = field(default_factory=list)
    margins: list[PlacedCell] = field(default_factory=list)
    comments: list[PlacedComment] = field(default_factory=list)
    page_ends: list[int] = field(default_factory=list)
    tables: tuple[NoticeTable, ...] = ()
    foot: str = ""

    @property
    def layout(self) -> PageLayout:
        """The layout that it follows."""
        return self.grid.layout

    @property
    def widths(self) -> tuple[float, ...]:
        """The widths of the columns as a file holds them."""
        return tuple(column_width_chars(pt_to_mm(width)) for width in self.grid.widths_pt)

    @property
    def is_reduced(self) -> bool:
        """Whether its columns are wider than its page, so that it is printed smaller."""
        return sum(self.grid.widths_pt) > mm_to_pt(self.layout.grid_width_mm)

    @property
    def last_row(self) -> int:
        """The number of the last row."""
        return self.rows[-1].number if self.rows else KEY_ROW


def plan_sheets(notice: Notice, layout: PageLayout | None = None) -> list[SheetPlan]:
    """Return the plans of the notice and, where there are late dossiers, of its appendix.

    Without a layout they are laid out as the decree asks for.
    """
    layout = layout or official_layout()
    hand = HandFormats(notice.origins.formats, "")
    plan = _notice_plan(notice, layout, hand)
    plans = [plan]
    if notice.appendix is not None:
        hand = HandFormats(notice.origins.formats, APPENDIX)
        plans.append(_appendix_plan(notice.appendix, layout, hand))
    for plan in plans:
        plan.foot = notice.foot
        own = (item for item in notice.origins.margins if item[1].sheet == plan.title)
        plan.margins += _placed_margins(plan, own)
        plan.comments += _placed_comments(plan, notice.origins.comments)
    return plans


def _notice_plan(notice: Notice, layout: PageLayout, hand: HandFormats) -> SheetPlan:
    """Return the notice on as few pages as without any notes in its tables, where that can be."""
    layout = fitting_layout(layout, notice)
    notice = parted(layout, notice)
    keys, page = cells.column_keys(notice), with_page(layout, hand.page)

    def planned(notice: Notice, grid: Grid) -> tuple[tuple[int, bool, int], SheetPlan]:
        grid = fitted(grid, hand, keys, page)
        scale = print_scale(grid, hand.page)
        again = {table.place: header_rows(grid, table, True) for table in notice.tables}
        page_pt = page.page_pt * 100 / scale
        pages = paginate(
            [_as_high(row, hand) for row in notice_rows(notice, grid)],
            page_pt,
            again.__getitem__,
            hand.breaks_before,
            hand.no_breaks_before,
        )
        cost = len(pages), is_begun_late(pages, page_pt), -scale
        pages = [
            Page(tuple(_as_high(row, hand) for row in with_whole_paragraphs(grid, page.rows)))
            for page in pages
        ]
        plan = _plan_of(NOTICE_SHEET, keys, grid, scale, pages, hand)
        plan.tables = notice.tables
        plan.merged += _merged_columns(plan, notice.tables)
        return cost, plan

    plain = planned(without_notes(notice), make_grid(layout, notice))
    tried = []
    for grid in note_grids(layout, notice):
        tried.append(planned(notice, grid))
        if all(own <= usual for own, usual in zip(tried[-1][0], plain[0], strict=True)):
            return tried[-1][1]
    return min(tried, key=lambda each: each[0], default=plain)[1]


def _appendix_plan(appendix: Appendix, layout: PageLayout, hand: HandFormats) -> SheetPlan:
    """Return the appendix, whose pages end where people want it and else by themselves."""
    keys = appendix_columns()
    grid = fitted(appendix_grid(layout, appendix), hand, keys, with_page(layout, hand.page))
    rows = [_as_high(row, hand) for row in appendix_rows(appendix, grid)]
    pages = paginate(rows, math.inf, lambda table: (), hand.breaks_before)
    return _plan_of(APPENDIX_SHEET, keys, grid, print_scale(grid, hand.page), pages, hand)


def _as_high(row: Row, hand: HandFormats) -> Row:
    """Return a row with the height that people gave it."""
    height = hand.height(row.key, row.height_pt)
    return row if height is None else replace(row, height_pt=min(height, MAX_ROW_PT))


def _plan_of(
    title: str,
    columns: tuple[str, ...],
    grid: Grid,
    scale: int,
    pages: Iterable[Page],
    hand: HandFormats,
) -> SheetPlan:
    """Return a sheet with the rows of all pages below the key row."""
    keys = dict(enumerate(columns))
    plan = SheetPlan(title, columns, grid, scale)
    times: Counter[RowKey] = Counter()
    number = KEY_ROW
    for page in pages:
        begins_page = number > KEY_ROW
        if begins_page:
            plan.page_ends.append(number)
        for row in page.rows:
            number += 1
            # The header of a table stands on every page on which the table goes on.
            key = RowKey(printable(row.key.text))
            times[key] += 1
            key = key.again(times[key])
            if key != row.key:
                row = _as_high(replace(row, key=key), hand)
            plan.rows.append(PlacedRow(number, row, begins_page and not key.is_header_again))
            begins_page = begins_page and key.is_header_again
            for cell in row.cells:
                look = hand.look(key, keys.get(cell.first, "")) if cell.key else {}
                plan.cells.append(PlacedCell(number, cell, look))
    return plan


def _merged_columns(plan: SheetPlan, tables: Iterable[NoticeTable]) -> Iterator[PlacedCell]:
    """Yield the columns that hold one text, once per page on which the table stands.

    A row with a text of its own there parts what is merged above it and below.
    """
    for table in tables:
        spans = dict(zip(table.columns, plan.grid.spans[table.place], strict=True))
        agencies = [
            placed
            for placed in plan.rows
            if (placed.row.table, placed.row.part) == (table.place, "agency")
        ]
        for item in table.merged:
            first, last = spans[item.column]
            shared = [
                placed.number
                for placed in agencies
                if not any(cell.first <= first <= cell.last for cell in placed.row.cells)
            ]
            # Rows that follow each other keep their distance from a running number.
            runs = groupby(enumerate(shared), lambda item: item[1] - item[0])
            segments = [[number for _, number in run] for _, run in runs]
            key, style = (table.id, ALL, item.column), plan.layout.styles.cell
            for segment in segments:
                cell = Cell(first, last, plain(item.text), style, len(segment), key=key)
                yield PlacedCell(segment[0], cell)


def _placed_comments(plan: SheetPlan, comments: Iterable[Correction]) -> Iterator[PlacedComment]:
    """Yield the comments on cells of a sheet, each once; of one cell there can be but one."""
    corners: dict[Key, PlacedCell] = {}
    for placed in reversed((*plan.cells, *plan.merged)):
        if placed.cell.key is not None:
            keys = [key for key, _ in placed.cell.parts] or [placed.cell.key]
            corners |= dict.fromkeys(keys, placed)
    taken: set[int] = set()
    for item in comments:
        corner = corners.get(item.key)
        if corner is not None and id(corner) not in taken:
            taken.add(id(corner))
            text, place = printable(item.corrected), corner.cell.first
            yield PlacedComment(corner.number, place, item.key, text, printable(item.by))


def _placed_margins(
    plan: SheetPlan, margins: Iterable[tuple[Correction, Margin]]
) -> Iterator[PlacedCell]:
    """Yield what people noted beside the page; it stays there and is not printed."""
    numbers = {placed.row.key.form: placed.number for placed in plan.rows}
    taken: set[tuple[int, int]] = set()
    for item, margin in margins:
        number = numbers.get(margin.row, KEY_ROW + 1)
        offset = margin.offset
        while (number, offset) in taken:
            offset += 1
        taken.add((number, offset))
        place = plan.grid.last + offset
        cell = Cell(place, place, plain(item.corrected), plan.layout.styles.gap, key=item.key)
        yield PlacedCell(number, cell)
