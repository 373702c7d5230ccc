# ruff: noqa: N802, N803 - members and arguments carry the names that Excel gives them
"""The Range object of the fake Excel."""

import datetime as dt
from collections.abc import Callable, Iterator
from copy import copy
from typing import Any

from openpyxl.comments import Comment as FileComment
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter

from tests.hosts.windows.com import Bag, ComObject, NotFakedError, Property, method, stored
from tests.hosts.windows.com_grid import MAX_COLUMNS, MAX_ROWS, Grid, address, serial
from tests.hosts.windows.com_notes import CellNote
from tests.hosts.windows.pywin32 import RANGE_IID, excel_error


class CellRange(ComObject):
    """One rectangle of cells."""

    _com_class, _iid = "Range", RANGE_IID

    NumberFormatLocal = stored("NumberFormatLocal")
    ColumnWidth, RowHeight = stored("ColumnWidth", 8.43), stored("RowHeight", 15.0)
    WrapText, ShrinkToFit = stored("WrapText", False), stored("ShrinkToFit", False)
    HorizontalAlignment = stored("HorizontalAlignment", 1)
    VerticalAlignment = stored("VerticalAlignment", -4107)
    Hidden, Locked = stored("Hidden", False), stored("Locked", True)

    def __init__(self, sheet: Any, area: tuple[int, int, int, int]) -> None:
        super().__init__(sheet._recorder)
        self._sheet, self._area = sheet, area
        self._grid: Grid = sheet._grid
        self._stored = sheet._styles.setdefault(area, {})

    def _each(self) -> Iterator[tuple[int, int]]:
        top, left, bottom, right = self._area
        return ((row, col) for row in range(top, bottom + 1) for col in range(left, right + 1))

    def _clipped(self) -> "CellRange":
        """Of whole rows or columns, the part in use: the rest is empty anyway."""
        used, area = self._grid.used(), self._area
        bottom = area[0] if used[2] < area[0] else min(area[2], used[2])
        right = area[1] if used[3] < area[1] else min(area[3], used[3])
        return CellRange(self._sheet, (area[0], area[1], bottom, right))

    def _read(self, one: Callable[[int, int], Any]) -> Any:
        top, left, bottom, right = self._area
        if (top, left) == (bottom, right):
            return one(top, left)
        return tuple(
            tuple(one(row, column) for column in range(left, right + 1))
            for row in range(top, bottom + 1)
        )

    def _write(self, data: Any) -> None:
        top, left, bottom, right = self._area
        protected = self._sheet._protected
        self._grid.forget_arrays(self._area)
        if not isinstance(data, list | tuple):
            origin = f"{get_column_letter(left)}{top}"
            for row, column in self._each():
                value = data
                if isinstance(data, str) and data.startswith("="):
                    moved = f"{get_column_letter(column)}{row}"
                    value = Translator(data, origin=origin).translate_formula(moved)
                self._grid.write(row, column, value, protected=protected)
            return
        rows = [tuple(row) if isinstance(row, list | tuple) else tuple(data) for row in data]
        rows = rows[: bottom - top + 1]
        if len(rows) != bottom - top + 1 or any(len(row) != right - left + 1 for row in rows):
            raise NotFakedError(f"{address(self._area)} is written with a table of another size")
        for row, column in self._each():
            self._grid.write(row, column, rows[row - top][column - left], protected=protected)

    @Property
    def Value(self) -> Any:
        return self._read(self._grid.value)

    @Value.setter
    def Value(self, data: Any) -> None:
        self._write(data)

    @Property
    def Value2(self) -> Any:
        def undated(row: int, column: int) -> Any:
            value = self._grid.value(row, column)
            return serial(value.replace(tzinfo=None)) if isinstance(value, dt.datetime) else value

        return self._read(undated)

    @Value2.setter
    def Value2(self, data: Any) -> None:
        self._write(data)

    @Property
    def Formula(self) -> Any:
        return self._read(self._grid.formula_text)

    @Formula.setter
    def Formula(self, data: Any) -> None:
        self._write(data)

    @Property
    def Formula2(self) -> Any:
        return self._read(self._grid.formula_text)

    @Formula2.setter
    def Formula2(self, data: Any) -> None:
        self._write(data)

    @Property
    def FormulaArray(self) -> Any:
        array = self._grid.array_at(*self._area[:2])
        return array[1] if array else self._grid.formula_text(*self._area[:2])

    @FormulaArray.setter
    def FormulaArray(self, formula: str) -> None:
        self._grid.write_array(self._area, formula)

    @Property
    def HasFormula(self) -> bool | None:
        found = {self._grid.formula(row, column) is not None for row, column in self._each()}
        return None if len(found) == 2 else found.pop()

    @Property
    def HasArray(self) -> bool:
        return self._grid.array_at(*self._area[:2]) is not None

    @Property
    def NumberFormat(self) -> str:
        return str(self._grid.cell(*self._area[:2]).number_format)

    @NumberFormat.setter
    def NumberFormat(self, value: str) -> None:
        self._sheet._require("formatCells")
        for row, column in self._each():
            self._grid.cell(row, column).number_format = value
        self._grid.dirty = True

    @Property
    def Row(self) -> int:
        return self._area[0]

    @Property
    def Column(self) -> int:
        return self._area[1]

    @Property
    def Count(self) -> int:
        return (self._area[2] - self._area[0] + 1) * (self._area[3] - self._area[1] + 1)

    @Property
    def Rows(self) -> "CellRange":
        return _Lines(self._sheet, self._area, 0)

    @Property
    def Columns(self) -> "CellRange":
        return _Lines(self._sheet, self._area, 1)

    @Property
    def EntireRow(self) -> "CellRange":
        return CellRange(self._sheet, (self._area[0], 1, self._area[2], MAX_COLUMNS))

    @Property
    def EntireColumn(self) -> "CellRange":
        return CellRange(self._sheet, (1, self._area[1], MAX_ROWS, self._area[3]))

    @Property
    def Address(self) -> str:
        return address(self._area)

    @method
    def GetAddress(
        self, RowAbsolute: bool = True, ColumnAbsolute: bool = True, *_style: Any
    ) -> str:
        if RowAbsolute != ColumnAbsolute:
            raise NotFakedError("the fake Excel has no half-absolute address")
        return address(self._area, absolute=RowAbsolute)

    @Property
    def Worksheet(self) -> Any:
        return self._sheet

    @Property
    def Parent(self) -> Any:
        return self._sheet

    @Property
    def Application(self) -> Any:
        return self._recorder.application

    @Property
    def Cells(self) -> "CellRange":
        return self

    @Property
    def Interior(self) -> Bag:
        return self._part("Interior")

    @Property
    def Font(self) -> Bag:
        return self._part("Font")

    @Property
    def Borders(self) -> Bag:
        return self._part("Borders")

    def _part(self, name: str) -> Bag:
        bag: Bag = self._stored.setdefault(name, Bag(self._recorder, name))
        return bag

    @Property
    def Comment(self) -> CellNote | None:
        found = self._grid.file._cells.get(self._area[:2])
        return CellNote(self) if found is not None and found.comment else None

    @method
    def AddComment(self, Text: str = "") -> CellNote:
        self._sheet._require("objects")
        cell = self._grid.cell(*self._area[:2])
        if cell.comment:
            raise excel_error("Application-defined or object-defined error")
        cell.comment = FileComment(Text, "")
        self._grid.dirty = True
        return CellNote(self)

    @method
    def ClearComments(self) -> None:
        for row, column in self._each():
            if (row, column) in self._grid.file._cells:
                self._grid.cell(row, column).comment = None

    @method
    def ClearContents(self) -> None:
        self._clipped()._write(None)

    @Property
    def AllowEdit(self) -> bool:
        protected = self._sheet._protected
        return not protected or all(self._grid.is_open(*place) for place in self._each())

    @method
    def Copy(self, Destination: "CellRange") -> None:
        """One cell, over one that may be typed in; its look, and whether it is locked, go too."""
        source, target = self._area[:2], Destination._area[:2]
        if not Destination.AllowEdit:
            raise excel_error("The cell or chart you're trying to change is on a protected sheet.")
        self._grid.write(*target, self._grid.formula_text(*source))
        for part in ("font", "border", "fill", "number_format", "protection", "alignment"):
            setattr(self._grid.cell(*target), part, copy(getattr(self._grid.cell(*source), part)))

    @method
    def Clear(self) -> None:
        self._clipped()._write(None)

    @method
    def AutoFit(self) -> None:
        self._sheet._require("formatRows")

    @method
    def Activate(self) -> None:
        return None

    @method
    def Select(self) -> None:
        self._sheet._selected = self._area

    @method
    def Calculate(self) -> None:
        return None

    @method
    def End(self, Direction: int) -> "CellRange":
        step = {-4162: (-1, 0), -4121: (1, 0), -4159: (0, -1), -4161: (0, 1)}[Direction]
        row, column = self._area[:2]

        def full(row: int, column: int) -> bool:
            return (row, column) in self._grid.values

        def inside(row: int, column: int) -> bool:
            return 1 <= row <= MAX_ROWS and 1 <= column <= MAX_COLUMNS

        run = full(row, column) and full(row + step[0], column + step[1])
        while inside(row + step[0], column + step[1]):
            if run and not full(row + step[0], column + step[1]):
                break
            row, column = row + step[0], column + step[1]
            if not run and full(row, column):
                break
        return CellRange(self._sheet, (row, column, row, column))

    def __call__(self, row: int, column: int | None = None) -> "CellRange":
        """The default property: a cell by its place in the range, or by its number."""
        self._recorder.record("get", "Range.Item")
        return self._cell(int(row), None if column is None else int(column))

    def _cell(self, row: int, column: int | None) -> "CellRange":
        if column is None:
            row, column = divmod(row - 1, self._area[3] - self._area[1] + 1)
            row, column = row + 1, column + 1
        place = (self._area[0] + row - 1, self._area[1] + column - 1)
        return CellRange(self._sheet, place + place)


class _Lines(CellRange):
    """The rows or the columns of a range: counted and numbered by lines, not by cells."""

    def __init__(self, sheet: Any, area: tuple[int, int, int, int], axis: int) -> None:
        super().__init__(sheet, area)
        self._axis = axis

    @Property
    def Count(self) -> int:
        return self._area[2 + self._axis] - self._area[self._axis] + 1

    def _cell(self, row: int, column: int | None) -> CellRange:
        if column is not None:
            return super()._cell(row, column)
        area = list(self._area)
        area[self._axis] = area[2 + self._axis] = self._area[self._axis] + row - 1
        return CellRange(self._sheet, (area[0], area[1], area[2], area[3]))
