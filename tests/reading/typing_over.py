"""Cells of the bundled workbook typed over, by what they hold."""

from collections.abc import Mapping
from typing import Any

from openpyxl.utils import get_column_letter

from bpindex.case.model import Case
from bpindex.sheets.model import ROOM
from tests.strategies import base_case
from tests.workbook.built import the_layout
from tests.workbook.editing import bundled_workbook, edited, read


def scalar_cell(sheet_id: str, key: str) -> str:
    """Return the cell of a single value."""
    block = the_layout()[sheet_id].blocks[0]
    number = block.first_row + [single.key for single in block.singles].index(key)
    return f"{get_column_letter(block.column_number('value'))}{number}"


def cell_of(sheet_id: str, column: str, agency: str) -> str:
    """Return the cell of an agency in a block with one row per agency, or per row of data."""
    block = the_layout()[sheet_id].block(sheet_id)
    rows = {
        "agencies": [item.code for item in base_case().agencies],
        "counts": [row.agency for row in base_case().counts],
        "typed": [row.agency for row in base_case().typed],
    }[sheet_id]
    number = block.first_row + rows.index(agency)
    return f"{get_column_letter(block.column_number(column))}{number}"


def figure_cell(column: str, agency: str) -> str:
    """Return the cell of a printed figure on Bảng điểm; agency may be a table's province."""
    block = the_layout()["figures"].block("figures")
    tables = [table.id for table in base_case().settings.tables]
    codes = [item.code for item in base_case().agencies]
    offset = tables.index(agency) if agency in tables else ROOM.tables + codes.index(agency)
    return f"{get_column_letter(block.column_number(column))}{block.first_row + offset}"


def typed(sheet_id: str, cells: Mapping[str, Any], content: bytes | None = None) -> Case:
    """Return the case after cells of a sheet of the bundled workbook were typed over."""
    title = the_layout()[sheet_id].title
    return read(edited(content or bundled_workbook(), title, cells))
