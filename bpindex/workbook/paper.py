"""How the sheets of the workbook print: paper, margins, rows that repeat, what of them prints."""

from collections.abc import Mapping
from typing import Any

from bpindex.page.layout import official_layout
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.model import FIRST_BLOCK_ROW, Sheet

_PAPER_A4 = 9
# Columns this wide together fill a landscape page at a size one can read.
_CHARS_PER_PAGE = 150
# As many as one can still read there, and as wide as a column is of which nothing is said.
_CHARS_READABLE = 240
_CHARS_BETWEEN = 8


def set_up_print(book: Any, worksheet: Any, sheet: Sheet, widths: Mapping[int, float]) -> None:
    """Set A4, margins, page numbers, and header rows that repeat."""
    worksheet.set_landscape()
    worksheet.set_paper(_PAPER_A4)
    worksheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    font = f'&"{official_layout().font},Regular"'
    worksheet.set_footer(f"&L{font}&10&A&R{font}&10&P/&N")
    pages = _pages(sheet, widths)
    pages_wide = 1 if pages[1:] else max(1, round(_width(widths, sheet) / _CHARS_PER_PAGE))
    worksheet.fit_to_pages(pages_wide, 0)
    if not sheet.blocks:
        return
    block = sheet.blocks[0]
    if block.header_row == FIRST_BLOCK_ROW:
        worksheet.repeat_rows(block.header_row - 1)
        # On a single page none would print twice; with them LibreOffice opens a sheet 0.2 s later.
        if sheet.frozen_columns and pages_wide > 1:
            worksheet.repeat_columns(0, sheet.frozen_columns - 1)
    elif pages[1:]:
        worksheet.repeat_rows(block.header_row - 1)
        # For programs that know no formula of a print area: these tell it apart.
        worksheet.set_v_pagebreaks([first - 1 for first, _ in pages[1:]])
    if not sheet.by_tool:
        # Where only the tool writes, nothing beside its rows would print.
        areas = ",".join(_print_area(sheet, *page) for page in pages)
        book.define_name(f"'{sheet.title}'!_xlnm.Print_Area", f"={areas}")


def _width(widths: Mapping[int, float], sheet: Sheet, first: int = 1, last: int = 0) -> float:
    """Return how many characters stand beside each other in some columns, by itself in all."""
    columns = range(first, (last or sheet.last_column) + 1)
    return sum(widths.get(n, _CHARS_BETWEEN) for n in columns if n not in sheet.hidden_columns)


def _pages(sheet: Sheet, widths: Mapping[int, float]) -> list[tuple[int, int]]:
    """Return the first and the last column of each part of a sheet that prints by itself.

    Where each stack of blocks fits a page that one can read, none is cut: those that stand beside
    each other share a page as long as they are no wider than the widest one.
    """
    whole = [(1, sheet.last_column)]
    blocks = {block.id: block for block in sheet.blocks}
    spans = [
        (
            min(blocks[item.id].first_column for item in stack),
            max(blocks[item.id].last_column for item in stack),
        )
        for stack in sheet.stacks
    ]
    widest = max((_width(widths, sheet, *span) for span in spans), default=0)
    if not spans or widest > _CHARS_READABLE:
        return whole
    pages = [(1, spans[0][1])]
    for first, last in spans[1:]:
        if _width(widths, sheet, pages[-1][0], last) <= widest:
            pages[-1] = pages[-1][0], last
        else:
            pages.append((first, last))
    return pages


def _print_area(sheet: Sheet, first: int, last: int) -> str:
    """Return the formula of what prints of some columns, to the last row of them in use.

    Programs compute it when they print. Where blocks have no titles it is that of the first block.
    """
    block, right = sheet.blocks[0], column_letter(last)
    bottom = block.last_row if block.header_row == FIRST_BLOCK_ROW else sheet.last_row
    left, top = column_letter(first), 1 if first == 1 else block.header_row - 1
    # It begins and ends with rows that nobody can move, see `Sheet.reference`.
    rows = f"'{sheet.title}'!${left}${block.header_row}:${right}${bottom + 1}"
    used = f"MAX({block.first_row},IFERROR((LEN({rows})>0)*ROW({rows}),ROW({rows})))"
    whole = f"'{sheet.title}'!$A$1:${right}${bottom + 1}"
    return f"'{sheet.title}'!${left}${top}:INDEX({whole},{used},{last})"
