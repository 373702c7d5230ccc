"""How the sheets of the workbook print: paper, margins, rows that repeat, what of them prints."""

from collections.abc import Mapping, Sequence
from typing import Any

from bpindex.page.layout import official_layout
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.model import FIRST_BLOCK_ROW, Sheet, SheetBlock

_PAPER_A4 = 9
# Columns this wide together fill a landscape page at a size one can read.
_CHARS_PER_PAGE = 150
# Inches at the sides and ends of what is as wide as one can just read.
_NARROW = (0.4, 0.55)


def set_up_print(book: Any, worksheet: Any, sheet: Sheet, widths: Mapping[int, float]) -> None:
    """Set A4, margins, page numbers, and header rows that repeat."""
    worksheet.set_landscape()
    worksheet.set_paper(_PAPER_A4)
    parts = _parts(sheet)
    sides, ends = _NARROW if parts[1:] else (0.6, 0.7)
    worksheet.set_margins(left=sides, right=sides, top=ends, bottom=ends)
    font = f'&"{official_layout().font},Regular"'
    worksheet.set_footer(f"&L{font}&10&A&R{font}&10&P/&N")
    shown = sum(width for number, width in widths.items() if number not in sheet.hidden_columns)
    # Of several parts none is cut through its columns.
    pages_wide = 1 if parts[1:] else max(1, round(shown / _CHARS_PER_PAGE))
    worksheet.fit_to_pages(pages_wide, 0)
    if not sheet.blocks:
        return
    block = sheet.blocks[0]
    if block.header_row == FIRST_BLOCK_ROW:
        worksheet.repeat_rows(block.header_row - 1)
        # On a single page none would print twice; with them LibreOffice opens a sheet 0.2 s later.
        if sheet.frozen_columns and pages_wide > 1:
            worksheet.repeat_columns(0, sheet.frozen_columns - 1)
    if parts[1:]:
        _part_pages(worksheet, parts)
    if not sheet.by_tool:
        # Where only the tool writes, nothing beside its rows would print.
        areas = [_print_area(sheet, part) for part in parts] if parts[1:] else [_print_area(sheet)]
        book.define_name(f"'{sheet.title}'!_xlnm.Print_Area", f"={','.join(areas)}")


def _parts(sheet: Sheet) -> list[list[SheetBlock]]:
    """Return the blocks that print together, each time from one with a page of its own on."""
    parts: list[list[SheetBlock]] = []
    for block in sheet.blocks:
        if all(column.hidden for column in block.columns):
            continue
        if block.own_page or not parts:
            parts.append([])
        parts[-1].append(block)
    return parts


def _part_pages(worksheet: Any, parts: Sequence[Sequence[SheetBlock]]) -> None:
    """Let each part begin a page, and the header of the second repeat on its later ones.

    The breaks are for programs that know no formula of a print area.
    """
    top = parts[0][0].header_row
    firsts = [part[0] for part in parts[1:]]
    worksheet.repeat_rows(firsts[0].header_row - 1)
    worksheet.set_h_pagebreaks([each.header_row - 2 for each in firsts if each.header_row > top])
    worksheet.set_v_pagebreaks([each.first_column - 1 for each in firsts if each.header_row == top])


def _print_area(sheet: Sheet, part: Sequence[SheetBlock] = ()) -> str:
    """Return the formula of what prints of a part, or the whole: to the last row in use.

    The whole, and the first part, begin with A1. Programs compute it when they print. Where the
    blocks have titles the last row is that of all of them, otherwise that of the first one.
    """
    block = part[0] if part else sheet.blocks[0]
    is_first = block == sheet.blocks[0]
    first, top = (1, 1) if is_first else (block.first_column, block.header_row - 1)
    last = max((each.last_column for each in part), default=sheet.last_column)
    bottom = max((each.last_row for each in part), default=sheet.last_row)
    if block.header_row == FIRST_BLOCK_ROW:
        bottom = block.last_row
    left, right = column_letter(first), column_letter(last)
    # It begins and ends with rows that nobody can move, see `Sheet.reference`.
    rows = f"'{sheet.title}'!${left}${block.header_row}:${right}${bottom + 1}"
    used = f"MAX({block.first_row},IFERROR((LEN({rows})>0)*ROW({rows}),ROW({rows})))"
    whole = f"'{sheet.title}'!$A$1:${right}${bottom + 1}"
    return f"'{sheet.title}'!${left}${top}:INDEX({whole},{used},{last})"
