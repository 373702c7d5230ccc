"""A workbook that is open in LibreOffice, with the case it was made of."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from bpindex.case.model import Case
from bpindex.sheets.layout import Layout, layout_of
from bpindex.sheets.model import ROOM
from tests.hosts.libreoffice.cases import Grid, agency_row, area_of, grid_of
from tests.hosts.libreoffice.office import Document, Office

# What one recalculation of everything calls, whatever the number of agencies.
ARRAY = "BP_TINHDIEM_KHOI"
STATE_CELL = "BP_TINHTRANG"
COMPUTED = ("scores", "figures")


@dataclass(frozen=True)
class Opened:
    """A case and its workbook, open in LibreOffice."""

    document: Document
    case: Case
    path: Path

    @property
    def layout(self) -> Layout:
        return layout_of(self.case.index)

    def read(self, sheet_id: str) -> Grid:
        """What the blocks of a sheet show, blank cells left out."""
        sheet, grid = self.layout[sheet_id], {}
        for block in sheet.blocks:
            grid.update(grid_of(block, self.document.do("values", sheet.title, area_of(block))))
        return grid

    def count_cell(self, agency: str, count: str) -> str:
        """The address of a count of an agency."""
        block = self.layout["counts"].block("counts")
        rows = [row.agency for row in self.case.counts]
        letter = get_column_letter(block.column_number(count))
        return f"{letter}{block.first_row + rows.index(agency)}"

    def figure_cell(self, agency: str, column: str) -> str:
        """The address of a printed figure of an agency."""
        sheet = self.layout["figures"]
        row = agency_row(self.case, sheet, "figures", agency) + ROOM.tables
        return f"{get_column_letter(sheet.block('figures').column_number(column))}{row}"

    def type(self, sheet_id: str, cell: str, text: str) -> None:
        """Type into a cell as a person does."""
        self.document.do("type", self.layout[sheet_id].title, cell, text)

    def cell(self, sheet_id: str, cell: str) -> Any:
        """The value of one cell."""
        return self.document.do("values", self.layout[sheet_id].title, cell)[0][0]


def computed(office: Office, case: Case, path: Path) -> Opened:
    """Open a workbook of a case and compute everything once."""
    document = office.open_copy(path)
    document.do("calculate")
    office.bridge.forget()
    return Opened(document, case, path)


def differences(expected: Grid, found: Grid) -> list[tuple[str, Any, Any]]:
    """Address, expected and found value of every cell that differs."""
    return [
        (f"{get_column_letter(at[1])}{at[0]}", expected.get(at), found.get(at))
        for at in sorted(expected.keys() | found.keys())
        if not _same(expected.get(at), found.get(at))
    ]


def _same(one: Any, other: Any) -> bool:
    """Whether two values are the same; a file keeps 16 digits of a number."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-14)
    return bool(one == other)


def changed(before: Grid, after: Grid) -> set[tuple[int, int]]:
    return {at for at in before.keys() | after.keys() if before.get(at) != after.get(at)}


def errors(book: Opened) -> dict[str, list[str]]:
    """Return by sheet the cells that can be seen and show an error, with what they show."""
    shown = [title for title, visible, _ in book.document.do("sheets") if visible]
    found = {title: book.document.do("errors", title) for title in shown}
    return {title: cells for title, cells in found.items() if cells}
