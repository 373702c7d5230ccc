"""The contents of one sheet of the fake Excel.

Formulas are kept and given back, never computed: the value of a formula cell is the one that the
file held, until something is written over it or the test says what Excel would compute.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet as FileSheet

from tests.hosts.windows.com import NotFakedError
from tests.hosts.windows.pywin32 import TimeType, excel_error

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
ERRORS = {
    "#DIV/0!": -2146826281,
    "#N/A": -2146826246,
    "#NAME?": -2146826259,
    "#NULL!": -2146826288,
    "#NUM!": -2146826252,
    "#REF!": -2146826265,
    "#VALUE!": -2146826273,
}
_LIKE_A_NUMBER = re.compile(r"\s*[-+]?(\d+(,\d{3})*\.?\d*|\.\d+)(e[-+]?\d+)?\s*", re.IGNORECASE)
_LIKE_A_DATE = re.compile(r"\s*\d{1,4}[/-]\d{1,4}([/-]\d{1,4})?\s*|.*\d%\s*|\d+:\d\d.*")


def serial(moment: dt.datetime | dt.date | dt.time) -> float:
    """A date or time as the number that Excel keeps."""
    return float(to_excel(moment))  # type: ignore[no-untyped-call]


def values_of(sheet: FileSheet) -> dict[tuple[int, int], Any]:
    """The values of a file's sheet by row and column; of a merged area, the first cell's."""
    return {
        (cell.row, cell.column): cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and not isinstance(cell, MergedCell)
    }


class Grid:
    """The contents of one sheet: openpyxl's sheet for all but the values, which are beside it."""

    def __init__(
        self, formulas: FileSheet, values: Mapping[tuple[int, int], Any] | None = None
    ) -> None:
        self.file = formulas
        self.values = values_of(formulas) if values is None else dict(values)
        self.arrays: list[tuple[tuple[int, int, int, int], str]] = []
        # What of a protected sheet stays open to who types, as it stands in the file.
        self.open_areas = ""
        self.touched = self.dirty = False
        self.coerced: list[tuple[str, str]] = []
        for cell in formulas._cells.values():
            if isinstance(cell.value, ArrayFormula):
                text = cell.value.text or ""
                text = text if text.startswith("=") else f"={text}"
                self.arrays.append((bounds(cell.value.ref), text))

    @property
    def dirty(self) -> bool:
        """Whether it was changed since it was saved; `touched` stays when it is saved."""
        return self._dirty

    @dirty.setter
    def dirty(self, dirty: bool) -> None:
        self._dirty = dirty
        self.touched |= dirty

    def is_open(self, row: int, column: int) -> bool:
        """Whether somebody may type here while the sheet is protected."""
        areas = (
            area
            for refs in re.findall(r'sqref="([^"]*)"', self.open_areas)
            for area in map(bounds, refs.split())
        )
        return not self.cell(row, column).protection.locked or any(
            top <= row <= bottom and left <= column <= right for top, left, bottom, right in areas
        )

    def array_at(self, row: int, column: int) -> tuple[tuple[int, int, int, int], str] | None:
        for area, text in self.arrays:
            if area[0] <= row <= area[2] and area[1] <= column <= area[3]:
                return area, text
        return None

    def cell(self, row: int, column: int) -> Cell:
        """The file's cell; of a merged area, the only one that holds anything."""
        cell = self.file.cell(row, column)
        if not isinstance(cell, MergedCell):
            return cell
        for area in self.file.merged_cells.ranges:
            if cell.coordinate in area:
                return self.cell(area.min_row, area.min_col)
        raise NotFakedError(f"{cell.coordinate} is merged into nothing")

    def formula(self, row: int, column: int) -> str | None:
        array = self.array_at(row, column)
        if array:
            return array[1]
        found = self.file._cells.get((row, column))
        return str(found.value) if found is not None and found.data_type == "f" else None

    def value(self, row: int, column: int) -> Any:
        """A value as COM delivers it."""
        value = self.values.get((row, column))
        if isinstance(value, bool):
            return value
        if isinstance(value, int):
            return float(value)
        if isinstance(value, dt.datetime):
            return TimeType.fromisoformat(value.isoformat()).replace(tzinfo=dt.UTC)
        if isinstance(value, dt.date):
            return TimeType(value.year, value.month, value.day, tzinfo=dt.UTC)
        if isinstance(value, dt.time):
            return serial(value)
        return ERRORS.get(value, value) if isinstance(value, str) else value

    def formula_text(self, row: int, column: int) -> str:
        """What `Range.Formula` says of a cell."""
        formula = self.formula(row, column)
        if formula is not None:
            return formula
        value = self.values.get((row, column))
        if value is None:
            return ""
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, dt.date | dt.time):
            value = serial(value)
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

    def write(self, row: int, column: int, value: Any, *, protected: bool = False) -> None:
        """Write as if typed: a text that reads like a number or formula becomes one."""
        if self.array_at(row, column):
            raise excel_error("You cannot change part of an array.")
        if (row, column) not in self.file._cells and value in (None, "") and not protected:
            return
        if isinstance(self.file.cell(row, column), MergedCell):
            return  # only the first cell of a merged area keeps anything
        cell = self.cell(row, column)
        if protected and cell.protection.locked:
            raise excel_error("The cell or chart you're trying to change is on a protected sheet.")
        if isinstance(value, dt.datetime):
            value = value.replace(tzinfo=None)
        self.dirty = True
        if isinstance(value, str) and cell.number_format != "@":
            value = self._typed(cell, value)
        if value in (None, ""):
            cell.value = None
            self.values.pop((row, column), None)
        elif isinstance(value, str) and value.startswith("=") and cell.number_format != "@":
            cell.value = value
            self.values.pop((row, column), None)
        else:
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
            self.values[row, column] = value

    def _typed(self, cell: Cell, text: str) -> Any:
        if text.startswith("'"):
            return text[1:]
        if _LIKE_A_NUMBER.fullmatch(text) or _LIKE_A_DATE.fullmatch(text):
            self.coerced.append((f"{self.file.title}!{cell.coordinate}", text))
        if _LIKE_A_NUMBER.fullmatch(text):
            return float(text.replace(",", ""))
        return text

    def forget_arrays(self, area: tuple[int, int, int, int]) -> None:
        """An array that lies in the area as a whole can be written over."""
        top, left, bottom, right = area
        for place, text in list(self.arrays):
            inside = place[0] >= top and place[1] >= left
            if inside and place[2] <= bottom and place[3] <= right:
                self.arrays.remove((place, text))

    def write_array(self, area: tuple[int, int, int, int], formula: str) -> None:
        if len(formula) > 255:
            raise excel_error("Unable to set the FormulaArray property of the Range class")
        self.forget_arrays(area)
        for row in range(area[0], area[2] + 1):
            for column in range(area[1], area[3] + 1):
                self.write(row, column, None)
        if formula:
            self.cell(area[0], area[1]).value = ArrayFormula(address(area, absolute=False), formula)
            self.arrays.append((area, formula))
        self.dirty = True

    def compute(self, row: int, column: int, value: Any) -> None:
        """The test plays Excel's calculation: the value of a formula cell becomes this one."""
        if self.formula(row, column) is None:
            raise NotFakedError(f"{self.file.title}!{(row, column)} holds no formula")
        self.values[row, column] = value
        if self.file.cell(row, column).data_type != "f":
            self.file.cell(row, column).value = value
        self.dirty = True

    def formulas(self) -> Iterator[str]:
        for row, column in sorted(self.file._cells):
            text = self.formula(row, column)
            if text is not None:
                yield text

    def used(self) -> tuple[int, int, int, int]:
        places = [*self.values, *self.file._cells]
        if not places:
            return (1, 1, 1, 1)
        rows, columns = [row for row, _ in places], [column for _, column in places]
        return (min(rows), min(columns), max(rows), max(columns))


def bounds(text: str) -> tuple[int, int, int, int]:
    """Top, left, bottom, right of an address; whole rows and columns included."""
    left, top, right, bottom = range_boundaries(text)
    return (top or 1, left or 1, bottom or MAX_ROWS, right or MAX_COLUMNS)


def address(area: tuple[int, int, int, int], *, absolute: bool = True) -> str:
    sign = "$" if absolute else ""
    ends = [
        f"{sign}{get_column_letter(column)}{sign}{row}"
        for row, column in ((area[0], area[1]), (area[2], area[3]))
    ]
    return ends[0] if ends[0] == ends[1] else ":".join(ends)
