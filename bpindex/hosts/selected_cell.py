"""The cells that the user has selected, whatever button was pressed."""

import xlwings as xw

from bpindex.errors import InputError
from bpindex.hosts.selection import Selection
from bpindex.page.plan import APPENDIX_SHEET, NOTICE_SHEET
from bpindex.sheets.computed_sheets import FIGURES
from bpindex.sheets.tool_sheets import GUIDE
from bpindex.words import buttons as texts


def selected(book: xw.Book) -> Selection:
    """Return the selected cells, on the notice the first one with the keys of its place."""
    cell = book.app.selection
    if cell is not None and cell.sheet.name == GUIDE.title:
        # The button stands there: what was selected before it is the cell of Bảng điểm.
        book.sheets[FIGURES.title].activate()
        cell = book.app.selection
    if cell is None:
        raise InputError(texts.NO_CELL)
    sheet, row, column = cell.sheet, cell.row, cell.column
    if (name := sheet.name) not in (NOTICE_SHEET, APPENDIX_SHEET):
        rows, columns = cell.shape
        return Selection(name, row, column, rows=rows, columns=columns)
    keys = (sheet.range((row, 1)).raw_value, sheet.range((1, column)).raw_value)
    return Selection(name, row, column, *keys)
