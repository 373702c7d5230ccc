"""The notice as a worksheet in the official layout, through openpyxl.

Row 1 and column A are hidden: they hold the logical key of every row and column, so that a
figure is found again after rows were inserted or deleted by hand.
"""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import cache
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from bpindex.case import Correction
from bpindex.notice import official_layout as layout
from bpindex.notice.appendix import appendix_columns
from bpindex.notice.appendix_rows import appendix_grid, appendix_rows
from bpindex.notice.drawn_lines import Line, line_at
from bpindex.notice.fingerprint import aged_texts, fingerprint
from bpindex.notice.hand_formats import HandFormats
from bpindex.notice.model import Notice, NoticeTable, Run
from bpindex.notice.official_layout import TextStyle
from bpindex.notice.pages import Page, paginate
from bpindex.notice.printed import ALL, NAME_COLUMN, NOTE_COLUMN, STT_COLUMN
from bpindex.notice.sheet_cells import PAGE_PT, Cell, Grid, Row, make_grid, plain
from bpindex.notice.sheet_page import apply_look, set_up_page
from bpindex.notice.sheet_recorder import SheetRecorder
from bpindex.notice.sheet_rows import HEADER_AGAIN, header_rows, notice_rows
from bpindex.notice.snapshot import SnapSheet, Snapshot
from bpindex.notice.textfit import column_width_chars, pt_to_mm
from bpindex.notice.xlsx_finish import finish

NOTICE_SHEET = "Thông báo"
APPENDIX_SHEET = "Phụ lục"
KEY_COLUMN = 1
KEY_ROW = 1
FIRST_COLUMN = 2
# Characters that no workbook can hold; none of them prints.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def render_sheet(notice: Notice) -> bytes:
    """Return the .xlsx of the notice and, where there are late dossiers, of its appendix.

    The same notice gives the same bytes.
    """
    return render_with_snapshot(notice)[0]


def render_with_snapshot(notice: Notice) -> tuple[bytes, Snapshot]:
    """Return the .xlsx and what every cell and row of it looked like when it was generated."""
    hand = HandFormats(notice.origins.formats)
    book = Workbook()
    # The default font decides the unit of column widths; BoChiSo.xlsm has the same.
    _set_normal_font(book)
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = NOTICE_SHEET
    grid = make_grid(notice)
    again = {table.id: header_rows(grid, table, repeated=True) for table in notice.tables}
    pages = paginate(
        hand.rows(notice_rows(notice, grid)),
        PAGE_PT,
        again.__getitem__,
        hand.breaks_before,
        hand.no_breaks_before,
    )
    writer = _SheetWriter(sheet, grid, _column_keys(notice), hand)
    writer.write_pages(pages)
    writer.merge_columns(notice.tables)
    sheets = [(writer, NOTICE_SHEET)]
    lines = writer.lines
    if notice.appendix is not None:
        sheet = book.create_sheet(APPENDIX_SHEET)
        grid = appendix_grid()
        rows = hand.rows(appendix_rows(notice.appendix, grid))
        writer = _SheetWriter(sheet, grid, appendix_columns(), hand)
        writer.write_pages([Page(tuple(rows))])
        writer.repeat_header(rows)
        sheets.append((writer, APPENDIX_SHEET))
    for writer, title in sheets:
        writer.write_margins(item for item in notice.origins.margins if item.table == title)
    snapshot = Snapshot(
        tuple(writer.snapshot(title) for writer, title in sheets),
        notice.origins.base_order,
        notice.origins.order,
        aged_texts(notice),
        fingerprint(notice),
    )
    out = io.BytesIO()
    book.save(out)
    return finish(out.getvalue(), lines), snapshot


def _column_keys(notice: Notice) -> tuple[str, ...]:
    """Return the key of every column of the notice."""
    figures = notice.tables[0].province.figures if notice.tables else ()
    return (STT_COLUMN, NAME_COLUMN, *(figure.column for figure in figures), NOTE_COLUMN)


def _set_normal_font(book: Workbook) -> None:
    """Make Times New Roman 12 the default font; openpyxl has no public way to it."""
    font = Font(name=layout.FONT, size=12)
    # First the list, whose entry 0 is the default, then the style that points to it.
    book._fonts = IndexedList([font])  # type: ignore[attr-defined]
    book._named_styles["Normal"].font = font  # type: ignore[attr-defined]


class _SheetWriter:
    """Writes rows into one worksheet and remembers where each of them went."""

    def __init__(
        self, sheet: Worksheet, grid: Grid, columns: tuple[str, ...], hand: HandFormats
    ) -> None:
        self.sheet = sheet
        self.grid = grid
        self.columns = columns
        self.row_numbers: dict[str, int] = {}
        self._times: Counter[str] = Counter()
        self._hand = hand
        self._recorder = SheetRecorder(columns)
        self._segments: dict[str, list[list[int]]] = {}
        self._styles: dict[TextStyle, Any] = {}
        self.lines: list[Line] = []
        self._set_up_columns()
        set_up_page(sheet)
        for column, key in enumerate(("key", *columns), KEY_COLUMN):
            self._put_key(KEY_ROW, column, key)

    def write_pages(self, pages: Sequence[Page]) -> None:
        """Write all pages below the key row, a page break between two of them."""
        number = KEY_ROW + 1
        for page_number, page in enumerate(pages, 1):
            begins_page = page_number > 1
            for row in page.rows:
                is_again = row.key.startswith(HEADER_AGAIN)
                self._write_row(row, number, begins_page and not is_again)
                begins_page = begins_page and is_again
                number += 1
            if page_number < len(pages):
                self.sheet.row_breaks.append(Break(id=number - 1))
        last = get_column_letter(FIRST_COLUMN + self.grid.last)
        self.sheet.print_area = f"B{KEY_ROW + 1}:{last}{max(number - 1, KEY_ROW + 1)}"

    def merge_columns(self, tables: Sequence[NoticeTable]) -> None:
        """Merge the columns that hold one text, once per page on which the table stands."""
        for table in tables:
            for item in table.merged:
                labels = [figure.column for figure in table.province.figures]
                column = FIRST_COLUMN + 2 + labels.index(item.column)
                for segment in self._segments.get(table.id, []):
                    cell = Cell(0, 0, plain(item.text), layout.CELL)
                    for number in segment:
                        self._put(number, column, cell if number == segment[0] else None)
                    self._merge(segment[0], segment[-1], column, column)
                    place = column - FIRST_COLUMN
                    merged = Cell(
                        place,
                        place,
                        plain(item.text),
                        layout.CELL,
                        len(segment),
                        key=(table.id, ALL, item.column),
                    )
                    self._recorder.cell(segment[0], merged, printable(item.text))

    def write_margins(self, margins: Iterable[Correction]) -> None:
        """Write what people noted beside the page; it stays there and is not printed."""
        for item in margins:
            number = self.row_numbers.get(item.agency, KEY_ROW + 1)
            offset = int(item.column.removeprefix("+")) if item.column[1:].isdigit() else 1
            place = self.grid.last + offset
            cell = Cell(place, place, plain(item.corrected), layout.GAP, key=item.key)
            while self.sheet.cell(number, FIRST_COLUMN + place).value is not None:
                place += 1
            target: Any = self.sheet.cell(number, FIRST_COLUMN + place, printable(item.corrected))
            target.data_type = "s"
            self._recorder.cell(number, replace(cell, first=place, last=place), target.value)

    def snapshot(self, title: str) -> SnapSheet:
        """Return what was written."""
        return self._recorder.sheet(title, [width for _, width in self._widths()])

    def repeat_header(self, rows: Sequence[Row]) -> None:
        """Let the header rows of the only table begin every page."""
        numbers = [self.row_numbers[row.key] for row in rows if row.part == "header"]
        self.sheet.print_title_rows = f"{min(numbers)}:{max(numbers)}"

    def _write_row(self, row: Row, number: int, begins_page: bool) -> None:
        key = printable(row.key)
        # The header of a table stands on every page on which the table goes on.
        self._times[key] += 1
        if self._times[key] > 1:
            key = f"{key}@{self._times[key]}"
        row = self._hand.row(replace(row, key=key)) if key != row.key else row
        self.row_numbers[key] = number
        self._recorder.row(number, key, row.height_pt, begins_page)
        self.sheet.row_dimensions[number].height = row.height_pt
        self._put_key(number, KEY_COLUMN, key)
        if row.part == "agency":
            segments = self._segments.setdefault(row.table, [[]])
            if segments[-1] and segments[-1][-1] != number - 1:
                segments.append([])
            segments[-1].append(number)
        for cell in row.cells:
            first, last = FIRST_COLUMN + cell.first, FIRST_COLUMN + cell.last
            for offset in range(cell.rows):
                for column in range(first, last + 1):
                    is_corner = offset == 0 and column == first
                    self._put(number + offset, column, cell, corner=is_corner)
            self._merge(number, number + cell.rows - 1, first, last)
            if cell.key is not None:
                look = self._hand.look(key, self._column_key(cell.first))
                if look:
                    self._apply_look(number, cell, look)
                text = str(cell_value(cell.runs, cell.style)) if cell.runs else ""
                self._recorder.cell(number, cell, text, look)
            if cell.rule_pt:
                self.lines.append(self._line(cell, number, row.height_pt))

    def _line(self, cell: Cell, number: int, height_pt: float) -> Line:
        """Return the rule in the middle of a cell."""
        widths = (0.0, *self.grid.widths_pt)  # the hidden key column has no width
        middle = self.grid.span_pt(0, cell.first - 1) + self.grid.span_pt(cell.first, cell.last) / 2
        ends = (middle - cell.rule_pt / 2, middle + cell.rule_pt / 2)
        return line_at(number - 1, height_pt, widths, *ends)

    def _merge(self, first_row: int, last_row: int, first: int, last: int) -> None:
        """Merge cells whose styles are set already; openpyxl's own way would redo them slowly."""
        if (first_row, first) != (last_row, last):
            area = f"{get_column_letter(first)}{first_row}:{get_column_letter(last)}{last_row}"
            self.sheet.merged_cells.add(CellRange(area))

    def _put(self, row: int, column: int, cell: Cell | None, corner: bool = True) -> None:
        target: Any = self.sheet.cell(row, column)
        style = cell.style if cell else layout.CELL
        known = self._styles.get(style)
        if known is None:
            target.style = self._named(style)
            self._styles[style] = target._style
        else:
            # Setting a style by name costs more than everything else together.
            target._style = copy(known)
        if cell is not None and corner and cell.runs:
            target.value = value = cell_value(cell.runs, cell.style)
            # Text from outside never becomes a formula, nor when somebody edits the cell.
            target.data_type = "s"
            if str(value).startswith(("=", "+", "-", "@")):
                target.quotePrefix = True

    def _put_key(self, row: int, column: int, key: str) -> None:
        target: Any = self.sheet.cell(row, column, printable(key))
        target.data_type = "s"

    def _column_key(self, place: int) -> str:
        return self.columns[place] if place < len(self.columns) else str(place)

    def _apply_look(self, number: int, cell: Cell, look: Mapping[str, str]) -> None:
        """Give all parts of a cell the look that people gave it."""
        for row in range(number, number + cell.rows):
            for column in range(FIRST_COLUMN + cell.first, FIRST_COLUMN + cell.last + 1):
                apply_look(self.sheet.cell(row, column), look)

    def _set_up_columns(self) -> None:
        """Set the widths of the columns and hide the key row and column."""
        self.sheet.column_dimensions["A"].hidden = True
        self.sheet.row_dimensions[KEY_ROW].hidden = True
        for letter, width in self._widths():
            self.sheet.column_dimensions[letter].width = width

    def _widths(self) -> Iterator[tuple[str, float]]:
        for place, width in enumerate(self.grid.widths_pt):
            own = self._hand.width(self._column_key(place))
            chars = column_width_chars(pt_to_mm(width)) if own is None else own
            yield get_column_letter(FIRST_COLUMN + place), chars

    def _named(self, style: TextStyle) -> str:
        """Return the name of the workbook's style for `style`, adding it where it is new."""
        name = _STYLE_NAMES[style]
        book = self.sheet.parent
        assert isinstance(book, Workbook)
        if name not in book.named_styles:
            book.add_named_style(_named_style(name, style))
        return name


def printable(text: str) -> str:
    """Return a text without the characters that no workbook can hold."""
    return _UNPRINTABLE.sub("", text)


def cell_value(runs: Sequence[Run], style: TextStyle) -> str | CellRichText:
    """Return the cell's value: a plain text, or rich text where boldness changes inside."""
    if all(run.bold == runs[0].bold for run in runs) and (style.bold or not runs[0].bold):
        return printable("".join(run.text for run in runs))
    return CellRichText(
        *(
            TextBlock(_inline_font(style, run.bold or style.bold), printable(run.text))
            for run in runs
        )
    )


@cache
def _inline_font(style: TextStyle, bold: bool) -> InlineFont:
    return InlineFont(rFont=layout.FONT, sz=style.size, b=bold, i=style.italic)


_STYLE_NAMES = {
    value: f"BCS {key.lower()}"
    for key, value in vars(layout).items()
    if isinstance(value, TextStyle)
}


def _named_style(name: str, style: TextStyle) -> NamedStyle:
    line = Side(style="thin", color="000000")
    none = Side()
    around = line if style.border else none
    return NamedStyle(
        name=name,
        font=Font(
            name=layout.FONT, size=style.size, bold=style.bold, italic=style.italic, color="000000"
        ),
        alignment=Alignment(horizontal=style.horizontal, vertical=style.vertical, wrap_text=True),
        border=Border(left=around, right=around, top=around, bottom=around),
        # What people type over a figure stays the text that they typed, in every language.
        number_format="@" if style.border else "General",
    )
