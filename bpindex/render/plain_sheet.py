"""A sheet of plain rows, such as the tool shows beside its own sheets."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_FONT = "Times New Roman"


def plain_sheet(title: str, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> bytes:
    """Return a workbook of one sheet: the first row is its title, the third its header."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value, cell.data_type = text, "s"
            cell.font = Font(name=_FONT, size=12, bold=number in (1, 3))
            # The words above the table are longer than its first column.
            cell.alignment = Alignment(wrap_text=number > 2, vertical="top")
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.freeze_panes = "A4"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
