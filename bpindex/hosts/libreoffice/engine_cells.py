"""Sheets, cells and notes of the engine: each request names them, LibreOffice holds them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries
from xlwings import base_classes

from bpindex.hosts.libreoffice.bridge import OfficeError

if TYPE_CHECKING:
    from bpindex.hosts.libreoffice.engine import CalcBook


class CalcSheets(base_classes.Sheets):
    """The sheets of a workbook, by name or number from 1."""

    def __init__(self, book: "CalcBook") -> None:
        self.book = book

    def _names(self) -> list[str]:
        names: list[str] = self.book.line.do("sheets", self.book.uid)
        return names

    def __call__(self, name_or_index: str | int) -> "CalcSheet":
        """Return a sheet; raise KeyError for none of this name."""
        names = self._names()
        if isinstance(name_or_index, int):
            return CalcSheet(self.book, names[name_or_index - 1])
        if name_or_index not in names:
            raise KeyError(name_or_index)
        return CalcSheet(self.book, name_or_index)

    def __len__(self) -> int:
        return len(self._names())

    def __iter__(self) -> Iterator["CalcSheet"]:
        return (CalcSheet(self.book, name) for name in self._names())

    @property
    def active(self) -> "CalcSheet":
        """The sheet that is shown."""
        return CalcSheet(self.book, self.book.line.do("active_sheet", self.book.uid))


class CalcSheet(base_classes.Sheet):
    """A sheet, known by its name."""

    def __init__(self, book: "CalcBook", name: str) -> None:
        self._book = book
        self._name = name

    def do(self, request: str, *arguments: Any) -> Any:
        """Ask for something about this sheet."""
        return self._book.line.do(request, self._book.uid, self._name, *arguments)

    @property
    def book(self) -> "CalcBook":
        """The workbook."""
        return self._book

    @property
    def name(self) -> str:
        """The title."""
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.do("rename", value)
        self._name = value

    def range(self, arg1: Any, arg2: Any = None) -> "CalcRange":
        """Return cells by address, or by (row, column) of their corners."""
        if isinstance(arg1, str):
            left, top, right, bottom = range_boundaries(arg1)
            return CalcRange(self, (top or 1, left or 1, bottom or 1, right or 1))
        top, left, *_ = _corners(arg1)
        *_, bottom, right = _corners(arg2 if arg2 is not None else arg1)
        return CalcRange(self, (top, left, bottom, right))

    def activate(self) -> None:
        """Show it."""
        self.do("activate")

    def delete(self) -> None:
        """Delete it."""
        self.do("delete")

    def copy(self, before: "CalcSheet | None", after: "CalcSheet | None") -> None:
        """Copy it beside a sheet of any open workbook."""
        neighbour = after or before
        if neighbour is None:
            raise OfficeError("a copy needs a place")
        target = neighbour.book.uid
        self.do("copy", target, neighbour.name, after is not None)


def _corners(value: Any) -> tuple[int, ...]:
    return value.area if isinstance(value, CalcRange) else (*value, *value)


class CalcRange(base_classes.Range):
    """Cells from (top, left) to (bottom, right), counted from 1."""

    def __init__(self, sheet: CalcSheet, area: tuple[int, int, int, int]) -> None:
        self._sheet = sheet
        self.area = area

    @property
    def sheet(self) -> CalcSheet:
        """The sheet."""
        return self._sheet

    @property
    def row(self) -> int:
        """The first row."""
        return self.area[0]

    @property
    def column(self) -> int:
        """The first column."""
        return self.area[1]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        top, left, bottom, right = self.area
        return bottom - top + 1, right - left + 1

    def __len__(self) -> int:
        rows, columns = self.shape
        return rows * columns

    @property
    def address(self) -> str:
        """The address with marks of absoluteness, as Excel gives it."""
        top, left, bottom, right = self.area
        first = f"${get_column_letter(left)}${top}"
        return first if len(self) == 1 else f"{first}:${get_column_letter(right)}${bottom}"

    def do(self, request: str, *arguments: Any) -> Any:
        """Ask for something about these cells."""
        return self._sheet.do(request, self.address.replace("$", ""), *arguments)

    def _shaped(self, rows: list[list[Any]]) -> Any:
        """Return the content of one cell by itself, of several as a tuple of rows."""
        return rows[0][0] if len(self) == 1 else tuple(map(tuple, rows))

    @property
    def raw_value(self) -> Any:
        """The values: one, or a tuple of rows."""
        return self._shaped(self.do("values"))

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        rows, columns = self.shape
        if not isinstance(data, list | tuple):
            data = [[data] * columns] * rows
        elif not data or not isinstance(data[0], list | tuple):
            data = [data] * rows
        self.do("write", [list(row) for row in data])

    @property
    def formula(self) -> Any:
        """The formulas: one, or a tuple of rows."""
        return self._shaped(self.do("formulas"))

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    @property
    def number_format(self) -> str:
        """The format of the numbers."""
        return str(self.do("number_format"))

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.do("set_number_format", value)

    def clear_contents(self) -> None:
        """Wipe values and formulas out."""
        self.do("clear")

    def autofit(self, axis: str | None = None) -> None:
        """Fit the heights of the rows to their texts."""
        if axis in (None, "r", "rows"):
            self.do("autofit_rows")

    @property
    def note(self) -> "CalcNote | None":
        """The note of the first cell, None where it has none."""
        return CalcNote(self) if self.do("note") else None

    def add_note(self, text: str) -> "CalcNote":
        """Give the cell a note."""
        self.do("set_note", text)
        return CalcNote(self)


class CalcNote(base_classes.Note):
    """The note of a cell."""

    def __init__(self, cell: CalcRange) -> None:
        self._cell = cell

    @property
    def text(self) -> str:
        """What it says."""
        return self._cell.do("note") or ""

    @text.setter
    def text(self, value: str) -> None:
        self._cell.do("set_note", value)

    def delete(self) -> None:
        """Take it away."""
        self._cell.do("set_note", "")
