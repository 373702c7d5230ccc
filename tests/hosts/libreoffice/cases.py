"""What the workbooks of cases must show."""

from typing import Any

from bpindex.case.model import Case
from bpindex.sheets.model import Sheet, SheetBlock
from bpindex.workbook.content import Contents, Formula, contents_of

Grid = dict[tuple[int, int], Any]


def shown(case: Case, sheet_id: str) -> Grid:
    """Return what the cells of a sheet show by (row, column), blank ones left out."""
    return shown_by(contents_of(case), sheet_id)


def shown_by(contents: Contents, sheet_id: str) -> Grid:
    """Return the same of contents at hand."""
    cells = dict(contents.cells.get(sheet_id, {}))
    grid = {at: v.value if isinstance(v, Formula) else v for at, v in cells.items()}
    for array in contents.arrays.get(sheet_id, ()):
        top, left, _, _ = array.area
        for i, row in enumerate(array.values):
            grid.update({(top + i, left + j): value for j, value in enumerate(row)})
    return {at: value for at, value in grid.items() if value not in ("", None)}


def area_of(block: SheetBlock) -> str:
    """Return the address of a block without its header, as A5:C9."""
    return block.area().replace("$", "")


def grid_of(block: SheetBlock, rows: list[list[Any]]) -> Grid:
    """Return rows of a block's values by (row, column), blank ones left out."""
    return {
        (row, column): value
        for row, values in enumerate(rows, block.first_row)
        for column, value in enumerate(values, block.first_column)
        if value not in ("", None)
    }


def agency_row(case: Case, sheet: Sheet, block_id: str, agency: str) -> int:
    """Return the row of an agency in a block with one row per agency."""
    codes = [item.code for item in case.agencies]
    return sheet.block(block_id).first_row + codes.index(agency)
