"""The generated sheets of the notice as somebody left them in a workbook, with their form.

Only these sheets are read with their styles: reading all of a workbook so takes far longer
than making the notice.
"""

import io
import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.reader.excel import ExcelReader
from openpyxl.reader.strings import read_rich_text
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet._reader import WorksheetReader
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import ARC_STYLE, SHARED_STRINGS

from bpindex.case.rows import RowId, RowKey, RowKind
from bpindex.codec.shown import Unclear, refused, unclear_error
from bpindex.memory.found import KEY, FoundCell, FoundRow, FoundSheet
from bpindex.memory.sheet_mark import SheetMark, is_corner
from bpindex.notice.model import Run
from bpindex.notice.printed import bold_ranges
from bpindex.page.textfit import FONT
from bpindex.reading.colours import Colours
from bpindex.reading.drawn import drawn_on
from bpindex.reading.shown_cells import of_runs, shown
from bpindex.render.sheet import KEY_COLUMN, KEY_ROW
from bpindex.render.sheet_page import page_found
from bpindex.words import files as file_words
from bpindex.words import workbook as workbook_words
from bpindex.words.workbook import PREVIOUS_MARK

_BLACK, _NO_FILL = "000000", ""
_TRUE = ("1", "true")
# Where a file says which program wrote it.
_PROGRAM, _LIBREOFFICE = "docProps/app.xml", b"LibreOffice"
# What stands in the hidden first row above a column, unlike what stands in any other row.
_COLUMN_KEY = re.compile("[A-Za-z][A-Za-z0-9_]+")
# A cell with a formula and without what it shows.
_NOT_CALCULATED = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*>\s*<f(?:[^>]*/>|[^>]*>[^<]*</f>)\s*</c>')
# No column and no row of ours stands further away; of what does, only what is filled is read.
_WIDEST, _LONGEST = 200, 20_000
# A row that is lower shows nothing.
_LEAST_PT = 1.0
# Excel's own words for what our styles call by another name, or leave out.
_HORIZONTAL = {None: "general", "distributed": "justify", "centerContinuous": "center"}


def read_notice_sheets(xlsm: bytes, titles: Mapping[str, str]) -> list[FoundSheet]:
    """Return the sheets with these titles, each under the title that is its own.

    A sheet that is not there is left out.
    """
    reader: Any = ExcelReader(io.BytesIO(xlsm), data_only=True, keep_links=False, rich_text=True)
    reader.read_manifest()
    reader.read_workbook()
    reader.read_theme()
    archive, shared = reader.archive, reader.package.find(SHARED_STRINGS)
    texts = _rich_texts(archive.read(shared.PartName[1:])) if shared else []
    styles = archive.read(ARC_STYLE) if ARC_STYLE in archive.namelist() else b""
    book = _styled_book(styles, reader.wb.epoch)
    colours = Colours(reader.wb.loaded_theme or b"", book._colors)
    found = []
    for sheet, part in reader.parser.find_sheets():
        if sheet.name in titles:
            empty = Worksheet(book, titles[sheet.name])
            found.append(_read(reader, empty, part.target, texts, colours))
    return found


# Button after button reads them, and neither texts nor styles are others from press to press.
@lru_cache(maxsize=2)
def _rich_texts(xml: bytes) -> list[Any]:
    texts: list[Any] = read_rich_text(io.BytesIO(xml))
    return texts


@lru_cache(maxsize=2)
def _styled_book(styles: bytes, epoch: datetime) -> Any:
    """Return a workbook without sheets that has the styles of a file."""
    book: Any = Workbook()
    book.remove(book.active)
    book.epoch = epoch
    if styles:
        archive: Any = SimpleNamespace(read=lambda _: styles)
        apply_stylesheet(archive, book)
    return book


def _read(reader: Any, sheet: Any, part: str, texts: list[Any], colours: Colours) -> FoundSheet:
    """Read one sheet without what openpyxl does to the borders of merged cells.

    That takes three times as long as all the rest.
    """
    source = reader.archive.read(part)
    binder: Any = WorksheetReader(sheet, io.BytesIO(source), texts, True, True)
    binder.bind_cells()
    blank = {cell.decode() for cell in _NOT_CALCULATED.findall(source)}
    binder.bind_col_dimensions()
    found = _found(sheet, binder.parser, colours, _page(reader, binder.parser), blank)
    comments, shapes = drawn_on(reader.archive, part)
    return replace(found, comments=comments, shapes=shapes)


def _page(reader: Any, parser: Any) -> dict[str, str]:
    """Return the properties of the printed page of a sheet."""
    setup, margins, properties = (
        getattr(parser, name, None) for name in ("page_setup", "page_margins", "sheet_properties")
    )
    is_fitted = bool(properties and properties.pageSetUpPr and properties.pageSetUpPr.fitToPage)
    made_by = reader.archive.read(_PROGRAM) if _PROGRAM in reader.archive.namelist() else b""
    return page_found(setup, margins, is_fitted, _LIBREOFFICE in made_by)


def _found(
    sheet: Any, parser: Any, colours: Colours, page: Mapping[str, str], blank: Container[str]
) -> FoundSheet:
    """Return what stands on a sheet; `blank` are formulas that nobody has calculated.

    The work is in proportion to what is filled: one cell far away makes no more rows and columns.
    """
    areas = [] if parser.merged_cells is None else parser.merged_cells.mergeCell
    looks: dict[int, Mapping[str, str]] = {}
    filled: defaultdict[int, dict[int, Any]] = defaultdict(dict)
    for (number, column), cell in sorted(sheet._cells.items()):
        filled[number][column] = cell
    merged: defaultdict[int, list[Any]] = defaultdict(list)
    for area in areas:
        for number in filled:
            if area.min_row <= number <= area.max_row:
                merged[number].append(area)
    column_keys = {
        column: str(cell.value)
        for column, cell in filled[KEY_ROW].items()
        if cell.value not in (None, "")
    }
    marks = [SheetMark.parse(key) for key in column_keys.values() if is_corner(key)]
    # On the present sheet those words are somebody's own; old marks do not say which one it is.
    is_present = any(mark is not None and not mark.seal for mark in marks)
    column_keys = {n: KEY if is_corner(key) else key for n, key in column_keys.items()}
    key_column = next((n for n, key in column_keys.items() if key == KEY), 0)
    has_keys = bool(key_column) or any(map(_COLUMN_KEY.fullmatch, column_keys.values()))
    if not has_keys:
        column_keys = {}
    elif not key_column and not _holds_keys(filled):
        key_column = -1  # somebody deleted it
    known = {column for cells in filled.values() for column in cells if column <= _WIDEST}
    last = max(column_keys or known, default=0)

    def row(number: int) -> FoundRow:
        height, is_hidden = _height(parser.row_dimensions.get(str(number), {}))
        found: dict[int, FoundCell] = {}
        key = ""
        there = filled.get(number, {})
        for column in (*range(1, last + 1), *(n for n in there if n > last)):
            cell = there.get(column) or Cell(sheet, number, column)
            if column == (key_column or KEY_COLUMN):
                key = "" if cell.value is None else str(cell.value)
            elif cell.value is not None or not _is_covered(number, column, merged[number]):
                # What a program keeps beneath merged cells is hidden, and not deleted.
                if cell.style_id not in looks:
                    looks[cell.style_id] = _look(cell, colours)
                look, value, bold = looks[cell.style_id], cell.value, ""
                if isinstance(value, CellRichText):
                    bold, value = _bold_ranges(value), of_runs(value, colours)
                value = shown(value, cell.data_type, cell.number_format)
                if cell.coordinate in blank:
                    value = Unclear("=", file_words.NOT_CALCULATED)
                if cell.column in column_keys:
                    _refuse(value, RowKey(key), sheet.title, cell.coordinate)
                if isinstance(value, str) and not is_present:
                    value = value.removeprefix(PREVIOUS_MARK)
                found[cell.column] = FoundCell(value, look, bold)
        row_spans = {
            area.min_col: area.max_col - area.min_col + 1
            for area in merged[number]
            if area.min_row == number
        }
        return FoundRow(number, RowKey(key), height, found, row_spans, is_hidden)

    rows = tuple(
        row(number)
        for number in _numbers(filled, key_column or KEY_COLUMN)
        if number > KEY_ROW or not has_keys
    )
    ends = frozenset(int(item.id) for item in parser.row_breaks.brk)
    widths = dict(_widths(sheet))
    # The columns that nobody sees but the tool are none of those that people hid.
    hidden = frozenset(n for n, width in widths.items() if not width)
    return FoundSheet(
        sheet.title,
        column_keys,
        {n: width for n, width in widths.items() if width},
        rows,
        ends,
        merged=tuple((area.min_row, area.min_col, area.max_row, area.max_col) for area in areas),
        hidden_columns=hidden,
        page=page,
    )


def _numbers(filled: Mapping[int, Mapping[int, Any]], key_column: int) -> Iterator[int]:
    """Yield the numbers of all rows down to the last one with a key, and of the filled ones."""
    last = max((number for number, cells in filled.items() if key_column in cells), default=0)
    dense = min(last, _LONGEST)
    yield from range(1, dense + 1)
    yield from (number for number in sorted(filled) if number > dense)


def _is_covered(number: int, column: int, areas: Sequence[Any]) -> bool:
    """Return whether a cell is one of those beneath merged cells that nobody sees."""
    return any(
        area.min_col <= column <= area.max_col and (number, column) != (area.min_row, area.min_col)
        for area in areas
    )


def _holds_keys(filled: Mapping[int, Mapping[int, Any]]) -> bool:
    """Return whether the keys of rows stand where they belong, though their corner is gone."""
    cells = [row.get(KEY_COLUMN) for number, row in filled.items() if number > KEY_ROW]
    texts = [str(cell.value) for cell in cells if cell is not None and cell.value is not None]
    return not texts or any(RowId.parse(text).kind is not RowKind.UNKNOWN for text in texts)


def _refuse(value: Any, row: RowKey, sheet: str, cell: str) -> None:
    """Raise InputError for what nobody typed so; a date is one where a figure stands."""
    unclear = refused(value)
    if unclear is not None and (row.row.is_row or not isinstance(value, date)):
        place = workbook_words.PLACE_CELL.format(sheet=sheet, cell=cell)
        raise unclear_error(unclear, place, file_words.WANT_FIGURE)


def _height(attributes: Mapping[str, str]) -> tuple[float | None, bool]:
    """Return the height that somebody set, none where it follows the text, and what hides a row."""
    height = float(attributes.get("ht", 0))
    is_hidden = attributes.get("hidden") in _TRUE or ("ht" in attributes and height < _LEAST_PT)
    is_set = attributes.get("customHeight") in _TRUE and not is_hidden
    return height if is_set else None, is_hidden


def _look(cell: Any, colours: Colours) -> Mapping[str, str]:
    """Return the properties of a cell's style that people change by hand."""
    font, fill, alignment = cell.font, cell.fill, cell.alignment
    return {
        "font": font.name or FONT,
        "size": f"{font.sz or 0:g}",
        "bold": str(int(bool(font.b))),
        "italic": str(int(bool(font.i))),
        "underline": str(int(font.u not in (None, "none"))),
        "strike": str(int(bool(font.strike))),
        "color": colours.rgb(font.color) or _BLACK,
        "fill": (colours.rgb(fill.fgColor) if fill.fill_type == "solid" else "") or _NO_FILL,
        "horizontal": _HORIZONTAL.get(alignment.horizontal, alignment.horizontal),
        "vertical": alignment.vertical or "bottom",
    }


def _bold_ranges(value: CellRichText) -> str:
    parts = ((str(part), isinstance(part, TextBlock) and bool(part.font.b)) for part in value)
    return bold_ranges([Run(text, is_bold) for text, is_bold in parts])


def _widths(sheet: Any) -> Iterator[tuple[int, float]]:
    """Yield the width of every column by its number, 0 of a hidden one."""
    for letter, dimension in sheet.column_dimensions.items():
        first = dimension.min or column_index_from_string(letter)
        for number in range(first, min((dimension.max or first) + 1, _WIDEST)):
            yield number, 0.0 if dimension.hidden else dimension.width
