# ruff: noqa: N802, N803 - members and arguments carry the names that Excel gives them
"""Defined names of the fake Excel."""

from typing import Any

from openpyxl.workbook.defined_name import DefinedName

from tests.hosts.windows.com import Collection, ComObject, Property, method
from tests.hosts.windows.com_cells import CellRange
from tests.hosts.windows.com_grid import bounds
from tests.hosts.windows.pywin32 import excel_error


class DefinedArea(ComObject):
    """A defined name."""

    _com_class = "Name"

    def __init__(self, book: Any, name: str) -> None:
        super().__init__(book._recorder)
        self._book, self._name = book, name

    @Property
    def Name(self) -> str:
        return self._name

    @Property
    def RefersTo(self) -> str:
        return "=" + str(self._book._file.defined_names[self._name].attr_text)

    @RefersTo.setter
    def RefersTo(self, text: str) -> None:
        self._book._file.defined_names[self._name].attr_text = text.lstrip("=")
        self._book._dirty = True

    @Property
    def RefersToRange(self) -> CellRange:
        return self._range()

    def _range(self) -> CellRange:
        text = str(self._book._file.defined_names[self._name].attr_text)
        title, _, cells = text.rpartition("!")
        sheet = self._book._sheet(title.strip("'").replace("''", "'"))
        if sheet is None:
            raise excel_error("Application-defined or object-defined error")
        return CellRange(sheet, bounds(cells.replace("$", "")))

    @method
    def Delete(self) -> None:
        del self._book._file.defined_names[self._name]
        self._book._dirty = True


class NameList(Collection):
    """The defined names of a workbook."""

    def _members(self) -> dict[str, Any]:
        return {name: DefinedArea(self._parent, name) for name in self._parent._file.defined_names}

    @method
    def Add(self, Name: str, RefersTo: str) -> Any:
        name = DefinedName(Name, attr_text=RefersTo.lstrip("="))
        self._parent._file.defined_names[Name] = name
        self._parent._dirty = True
        return self._members()[Name]
