"""From a selected cell to the agency and column it shows."""

from dataclasses import dataclass
from typing import Any

from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.rows import RowKey
from bpindex.errors import InputError
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.sheets.layout import MAX_TABLES
from bpindex.sheets.letters import column_letter
from bpindex.sheets.sheets import layout_of
from bpindex.words import workbook as workbook_words


@dataclass(frozen=True)
class Selection:
    """Selected cells from the first one on; on the notice with the keys of its row and column."""

    sheet: str
    row: int
    column: int
    row_key: Any = None
    column_key: Any = None
    rows: int = 1
    columns: int = 1

    def covers(self, row: int, column: int) -> bool:
        """Return whether a cell is among the selected ones."""
        return 0 <= row - self.row < self.rows and 0 <= column - self.column < self.columns

    @property
    def address(self) -> str:
        """The cell as staff see it."""
        return f"'{self.sheet}'!{column_letter(self.column)}{self.row}"


def target_of(case: Case, selection: Selection) -> tuple[str, str]:
    """Return (agency code, column) for `explain`; raise InputError where there is no figure."""
    layout = layout_of(case.index)
    agency = column = ""
    if selection.sheet == NOTICE_SHEET:
        row = RowKey(str(selection.row_key or "")).row
        agency = row.name if row.is_row else ""
        column = str(selection.column_key or "")
    elif selection.sheet == layout["figures"].title:
        block = layout["figures"].block("figures")
        column = _key(block, selection.column)
        offset = selection.row - block.first_row
        agency = PROVINCE if 0 <= offset < MAX_TABLES else _agency_at(case, offset - MAX_TABLES)
    elif selection.sheet == layout["scores"].title:
        block = layout["scores"].block("scores")
        key = _key(block, selection.column)
        kind, _, name = key.partition(".")
        column = name if kind in ("points", "rate", "group") else key
        column = {"total": "tong", "rank": "tong", "grade": "tong", "state": "tong"}.get(
            column, column
        )
        agency = _agency_at(case, selection.row - block.first_row)
    known = {*case.columns, *case.index.groups, *case.index.components, "tong"}
    if not agency or column not in known:
        raise InputError(workbook_words.NOT_A_FIGURE.format(cell=selection.address))
    return agency, column


def _key(block: Any, column: int) -> str:
    place = column - block.first_column
    return block.columns[place].key if 0 <= place < len(block.columns) else ""


def _agency_at(case: Case, offset: int) -> str:
    first = layout_of(case.index)["agencies"].block("agencies").first_row
    return next((a.code for a in case.agencies if a.row == first + offset), "")
