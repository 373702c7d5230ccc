"""How the sheets of the workbook print: paper, margins, rows that repeat, what of them prints."""

from collections.abc import Mapping
from typing import Any

from bpindex.page.layout import official_layout
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.model import FIRST_BLOCK_ROW, Sheet

_PAPER_A4 = 9
# Columns this wide together fill a landscape page at a size one can read.
_CHARS_PER_PAGE = 150


def set_up_print(book: Any, worksheet: Any, sheet: Sheet, widths: Mapping[int, float]) -> None:
    """Set A4, margins, page numbers, and header rows that repeat."""
    worksheet.set_landscape()
    worksheet.set_paper(_PAPER_A4)
    worksheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    font = f'&"{official_layout().font},Regular"'
    worksheet.set_footer(f"&L{font}&10&A&R{font}&10&P/&N")
    shown = sum(width for number, width in widths.items() if number not in sheet.hidden_columns)
    pages_wide = max(1, round(shown / _CHARS_PER_PAGE))
    worksheet.fit_to_pages(pages_wide, 0)
    if not sheet.blocks:
        return
    block = sheet.blocks[0]
    if block.header_row == FIRST_BLOCK_ROW:
        worksheet.repeat_rows(block.header_row - 1)
        # On a single page none would print twice; with them LibreOffice opens a sheet 0.2 s later.
        if sheet.frozen_columns and pages_wide > 1:
            worksheet.repeat_columns(0, sheet.frozen_columns - 1)
    if not sheet.by_tool:
        # Where only the tool writes, nothing beside its rows would print.
        book.define_name(f"'{sheet.title}'!_xlnm.Print_Area", _print_area(sheet))


def _print_area(sheet: Sheet) -> str:
    """Return the formula of what prints: from A1 to the last row of the first block in use.

    Programs compute it when they print. Where the blocks have titles it is that of the sheet.
    """
    block, column = sheet.blocks[0], column_letter(sheet.last_column)
    last = block.last_row if block.header_row == FIRST_BLOCK_ROW else sheet.last_row
    # It begins and ends with rows that nobody can move, see `Sheet.reference`.
    rows = f"'{sheet.title}'!$A${block.header_row}:${column}${last + 1}"
    used = f"MAX({block.first_row},IFERROR((LEN({rows})>0)*ROW({rows}),ROW({rows})))"
    whole = f"'{sheet.title}'!$A$1:${column}${last + 1}"
    return f"='{sheet.title}'!$A$1:INDEX({whole},{used},{sheet.last_column})"
