"""The generated sheets of the notice as somebody left them in a workbook, with their form.

Only these sheets are read with their styles: reading all of a workbook so takes far longer
than making the notice.
"""

import io
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet._reader import WorksheetReader

from bpindex.case.rows import RowKey
from bpindex.edits.found import KEY, FoundCell, FoundRow, FoundSheet
from bpindex.edits.sheet_mark import is_corner
from bpindex.notice.model import Run
from bpindex.notice.printed import bold_ranges
from bpindex.page.textfit import FONT
from bpindex.reading.drawn import drawn_on
from bpindex.render.sheet import KEY_COLUMN, KEY_ROW
from bpindex.words.workbook import PREVIOUS_MARK

_BLACK, _NO_FILL = "000000", ""
# Excel's own words for what our styles call by another name, or leave out.
_HORIZONTAL = {None: "general", "distributed": "justify", "centerContinuous": "center"}


def read_notice_sheets(xlsm: bytes, titles: Mapping[str, str]) -> list[FoundSheet]:
    """Return the sheets with these titles, each under the title that is its own.

    A sheet that is not there is left out.
    """
    reader: Any = ExcelReader(io.BytesIO(xlsm), data_only=True, keep_links=False, rich_text=True)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    found = []
    for sheet, part in reader.parser.find_sheets():
        if sheet.name in titles:
            with reader.archive.open(part.target) as source:
                found.append(_read(reader, titles[sheet.name], part.target, source))
    return found


def _read(reader: Any, title: str, part: str, source: Any) -> FoundSheet:
    """Read one sheet without what openpyxl does to the borders of merged cells.

    That takes three times as long as all the rest.
    """
    sheet = reader.wb.create_sheet(title)
    binder: Any = WorksheetReader(sheet, source, reader.shared_strings, True, True)
    binder.bind_cells()
    binder.bind_col_dimensions()
    binder.bind_row_dimensions()
    merged = binder.parser.merged_cells
    areas = [] if merged is None else list(merged.mergeCell)
    found = _found(sheet, areas, binder.parser.row_breaks)
    comments, shapes = drawn_on(reader.archive, part)
    return replace(found, comments=comments, shapes=shapes)


def _found(sheet: Any, areas: Collection[Any], breaks: Any) -> FoundSheet:
    looks: dict[int, Mapping[str, str]] = {}
    spans = {(area.min_row, area.min_col): area.max_col - area.min_col + 1 for area in areas}
    covered = {cell for area in areas for row in area.rows for cell in row} - set(spans)
    column_keys = {
        cell.column: str(cell.value) for cell in sheet[KEY_ROW] if cell.value not in (None, "")
    }
    column_keys = {n: KEY if is_corner(key) else key for n, key in column_keys.items()}
    key_column = next((n for n, key in column_keys.items() if key == KEY), 0)
    has_keys = bool(key_column) or any(len(key) > 1 for key in column_keys.values())

    def row(number: int, cells: Any) -> FoundRow:
        dimension = sheet.row_dimensions.get(number)
        height = dimension.height if dimension is not None else None
        if dimension is not None and dimension.hidden:
            height = 0.0
        found: dict[int, FoundCell] = {}
        key = ""
        for cell in cells:
            if cell.column == (key_column or KEY_COLUMN):
                key = "" if cell.value is None else str(cell.value)
            elif (number, cell.column) not in covered:
                if cell.style_id not in looks:
                    looks[cell.style_id] = _look(cell)
                look, value, bold = looks[cell.style_id], cell.value, ""
                if isinstance(value, CellRichText):
                    bold, value = _bold_ranges(value), str(value)
                if isinstance(value, str):
                    value = value.removeprefix(PREVIOUS_MARK)
                found[cell.column] = FoundCell(value, look, bold)
        row_spans = {column: width for (top, column), width in spans.items() if top == number}
        return FoundRow(number, RowKey(key), height, found, row_spans)

    rows = tuple(
        row(number, cells)
        for number, cells in enumerate(sheet.iter_rows(), 1)
        if number > KEY_ROW or not has_keys
    )
    ends = frozenset(int(item.id) for item in breaks.brk)
    merged = tuple((area.min_row, area.min_col, area.max_row, area.max_col) for area in areas)
    widths = dict(_widths(sheet))
    return FoundSheet(sheet.title, column_keys, widths, rows, ends, merged=merged)


def _look(cell: Any) -> Mapping[str, str]:
    """Return the properties of a cell's style that people change by hand."""
    font, fill, alignment = cell.font, cell.fill, cell.alignment
    colour = font.color.rgb if font.color is not None and font.color.type == "rgb" else None
    filled = fill.fill_type == "solid" and fill.fgColor.type == "rgb"
    return {
        "font": font.name or FONT,
        "size": f"{font.sz or 0:g}",
        "bold": str(int(bool(font.b))),
        "italic": str(int(bool(font.i))),
        "underline": str(int(font.u not in (None, "none"))),
        "strike": str(int(bool(font.strike))),
        "color": str(colour)[-6:].upper() if isinstance(colour, str) else _BLACK,
        "fill": str(fill.fgColor.rgb)[-6:].upper() if filled else _NO_FILL,
        "horizontal": _HORIZONTAL.get(alignment.horizontal, alignment.horizontal),
        "vertical": alignment.vertical or "bottom",
    }


def _bold_ranges(value: CellRichText) -> str:
    parts = ((str(part), isinstance(part, TextBlock) and bool(part.font.b)) for part in value)
    return bold_ranges([Run(text, is_bold) for text, is_bold in parts])


def _widths(sheet: Any) -> Iterator[tuple[int, float]]:
    for letter, dimension in sheet.column_dimensions.items():
        first = dimension.min or column_index_from_string(letter)
        for number in range(first, (dimension.max or first) + 1):
            if dimension.width and not dimension.hidden and number < 200:
                yield number, dimension.width
