"""Notices of every kind and the sheets made of them, read back."""

import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from bpindex.case.model import Case
from bpindex.case.records import DataRow, LateDossier
from bpindex.notice.as_json import render_json
from bpindex.page.textfit import column_width_pt
from bpindex.render.sheet import NOTICE_SHEET, render_sheet
from tests.changed_cases import notice_of
from tests.strategies import base_case

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PT_PER_MM = 72 / 25.4
TEXT_HEIGHT_PT = (210 - 20 - 20) * PT_PER_MM
TEXT_WIDTH_PT = (297 - 30 - 15) * PT_PER_MM
COLUMNS = "BCDEFGHIJKLMNOP"
FIGURES = "DEFGHIJKLMNO"
TABLES = {"so-nganh": 18, "cap-huyen": 11}


def with_agencies(count: int, **changes: Any) -> Case:
    """Return the bundled case with its agencies repeated until there are `count`."""
    cells = {row.agency: row.cells for row in base_case().counts}
    pairs = [(f"dv-{i}", base_case().agencies[i % len(base_case().agencies)]) for i in range(count)]
    agencies = tuple(
        replace(agency, code=code, order=i, stt=str(i + 1), **changes)
        for i, (code, agency) in enumerate(pairs)
    )
    counts = tuple(DataRow(code, cells[agency.code]) for code, agency in pairs)
    return replace(base_case(), agencies=agencies, counts=counts, typed=(), corrections=())


def with_wording(**texts: str) -> Case:
    """Return the bundled case with other texts of some paragraphs."""
    paragraphs = tuple(
        replace(item, text=texts.get(item.id, item.text)) for item in base_case().wording.paragraphs
    )
    return replace(base_case(), wording=replace(base_case().wording, paragraphs=paragraphs))


def with_late(count: int, **changes: str) -> Case:
    item = LateDossier("H10.01", "Cấp giấy phép xây dựng", "so-xay-dung", days_late="3")
    late = tuple(replace(item, dossier=f"H10.{i}", **changes) for i in range(count))
    return replace(base_case(), late_dossiers=late)


@dataclass(frozen=True)
class Sheet:
    """A generated sheet, read back."""

    content: bytes
    title: str = NOTICE_SHEET

    @cached_property
    def cells(self) -> Any:
        return load_workbook(io.BytesIO(self.content), rich_text=True)[self.title]

    @cached_property
    def xml(self) -> ET.Element:
        number = load_workbook(io.BytesIO(self.content)).sheetnames.index(self.title) + 1
        with zipfile.ZipFile(io.BytesIO(self.content)) as file:
            return ET.fromstring(file.read(f"xl/worksheets/sheet{number}.xml"))

    @cached_property
    def borders(self) -> dict[str, tuple[str | None, ...]]:
        """Left, right, upper and lower border of each cell, inside merged ones too."""
        book: Any = load_workbook(io.BytesIO(self.content))
        found = {}
        for cell in self.xml.iter(f"{MAIN}c"):
            border = book._borders[book._cell_styles[int(cell.get("s", 0))].borderId]
            sides = (border.left, border.right, border.top, border.bottom)
            found[cell.get("r", "")] = tuple(side.style if side else None for side in sides)
        return found

    @cached_property
    def keys(self) -> dict[int, str]:
        """The logical key of each row below the key row."""
        rows = range(2, self.cells.max_row + 1)
        return {number: self.cells.cell(number, 1).value or "" for number in rows}

    @cached_property
    def merged(self) -> set[str]:
        return {str(area) for area in self.cells.merged_cells.ranges}

    def row(self, key: str) -> int:
        """Return the number of the row that holds a key."""
        return next(n for n, found in self.keys.items() if key in found.split("|"))

    def text(self, address: str) -> str:
        return plain(self.cells[address].value)

    def texts(self, number: int) -> list[str]:
        """Return the texts of a row, from left to right, without empty cells."""
        values = (self.cells.cell(number, column).value for column in range(2, 17))
        return [plain(value) for value in values if value not in (None, "")]

    def block(self, block_id: str) -> Any:
        """Return the cell of a block: at right where it shares its row."""
        number = self.row(f"block:{block_id}")
        place = self.keys[number].split("|").index(f"block:{block_id}")
        filled = [cell for cell in self.cells[number][1:] if cell.value not in (None, "")]
        return filled[place]

    def pages(self) -> list[list[int]]:
        """Return the row numbers of each page."""
        ends = [item.id for item in self.cells.row_breaks.brk] + [self.cells.max_row]
        starts = [2, *(end + 1 for end in ends)]
        return [list(range(a, b + 1)) for a, b in zip(starts, ends, strict=False)]

    def height(self, rows: list[int]) -> float:
        return sum(self.cells.row_dimensions[number].height for number in rows)

    def width(self, first: str, last: str) -> float:
        """Return the width in points of the columns first..last."""
        letters = [get_column_letter(i) for i in range(ord(first) - 64, ord(last) - 63)]
        return sum(column_width_pt(self.cells.column_dimensions[i].width) for i in letters)


def plain(value: Any) -> str:
    """Return a cell's text with ordinary single spaces: blanks to write in are wide ones."""
    return re.sub(r"[ \u00a0]+", " ", str(value)).strip(" ") if value is not None else ""


@cache
def sheet() -> Sheet:
    return Sheet(render_sheet(notice_of(base_case())))


@cache
def as_json() -> Any:
    return json.loads(render_json(notice_of(base_case())))
