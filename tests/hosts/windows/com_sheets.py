# ruff: noqa: N802, N803 - members and arguments carry the names that Excel gives them
"""Sheets and defined names of the fake Excel."""

import re
from collections.abc import Mapping
from copy import copy
from typing import Any

from openpyxl.cell.cell import MergedCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet as FileSheet

from tests.hosts.windows.com import Bag, Collection, ComObject, Property, indexed, method
from tests.hosts.windows.com_cells import CellRange
from tests.hosts.windows.com_grid import MAX_COLUMNS, MAX_ROWS, Grid, address, bounds
from tests.hosts.windows.com_names import DefinedArea, NameList
from tests.hosts.windows.com_notes import CellNote
from tests.hosts.windows.pywin32 import excel_error

VISIBLE, HIDDEN, VERY_HIDDEN = -1, 0, 2
# What Protect may allow, in the order of its arguments, and how the file calls it.
ALLOWED = {
    "FormattingCells": "formatCells",
    "FormattingColumns": "formatColumns",
    "FormattingRows": "formatRows",
    "InsertingColumns": "insertColumns",
    "InsertingRows": "insertRows",
    "InsertingHyperlinks": "insertHyperlinks",
    "DeletingColumns": "deleteColumns",
    "DeletingRows": "deleteRows",
    "Sorting": "sort",
    "Filtering": "autoFilter",
    "UsingPivotTables": "pivotTables",
}
STATES = {"visible": VISIBLE, "hidden": HIDDEN, "veryHidden": VERY_HIDDEN}


class Sheet(ComObject):
    """A worksheet."""

    _com_class = "Worksheet"

    def __init__(
        self, book: Any, file_sheet: FileSheet, values: Mapping[tuple[int, int], Any] | None
    ) -> None:
        super().__init__(book._recorder)
        self._book = book
        self._grid = Grid(file_sheet, values)
        self._styles: dict[tuple[int, int, int, int], dict[str, Any]] = {}
        self._visible = STATES[file_sheet.sheet_state]
        self._selected = (1, 1, 1, 1)
        self._protected = bool(file_sheet.protection.sheet)
        self._password = ""
        self._page_setup = Bag(book._recorder, "PageSetup")
        self._page_setup._stored["Zoom"] = file_sheet.page_setup.scale or 100

    @property
    def title(self) -> str:
        """For the test itself: the name of the sheet, without a call."""
        return str(self._grid.file.title)

    @Property
    def Name(self) -> str:
        return self.title

    @Name.setter
    def Name(self, name: str) -> None:
        other = self._book._sheet(name)
        if not name or len(name) > 31 or re.search(r"[\[\]:*?/\\]|^'|'$", name):
            raise excel_error("You typed an invalid name for a sheet or chart.")
        if other is not None and other is not self:
            raise excel_error("That name is already taken. Try a different one.")
        if self._book._protected:
            raise excel_error("Workbook is protected")
        self._grid.file.title = name
        self._book._dirty = True

    @Property
    def CodeName(self) -> str:
        return str(self._grid.file.sheet_properties.codeName or "")

    @Property
    def Index(self) -> int:
        return int(self._book._sheets.index(self)) + 1

    @Property
    def Parent(self) -> Any:
        return self._book

    @Property
    def Application(self) -> Any:
        return self._recorder.application

    @Property
    def Visible(self) -> int:
        return self._visible

    @Visible.setter
    def Visible(self, state: int) -> None:
        state = VISIBLE if state is True else int(state)
        if state != VISIBLE and self._alone():
            raise excel_error("Unable to set the Visible property of the Worksheet class")
        self._visible, self._book._dirty = state, True

    def _alone(self) -> bool:
        return [sheet for sheet in self._book._sheets if sheet._visible == VISIBLE] == [self]

    @Property
    def ProtectContents(self) -> bool:
        return self._protected

    @Property
    def ProtectDrawingObjects(self) -> bool:
        return self._protected and self._forbids("objects")

    @Property
    def ProtectScenarios(self) -> bool:
        return self._protected and self._forbids("scenarios")

    @Property
    def Protection(self) -> "_Protection":
        return _Protection(self)

    def _forbids(self, what: str) -> bool:
        return bool(getattr(self._grid.file.protection, what))

    def _require(self, what: str) -> None:
        """Refuse what the protection forbids, by its name in the file."""
        if self._protected and self._forbids(what):
            raise excel_error("Application-defined or object-defined error")

    @method
    def Protect(
        self,
        Password: str = "",
        DrawingObjects: bool = True,
        Contents: bool = True,
        Scenarios: bool = True,
        UserInterfaceOnly: bool = False,
        *allowed: bool,
    ) -> None:
        """What is not allowed anew is forbidden, whatever it was before."""
        found = self._grid.file.protection
        found.objects, found.scenarios = DrawingObjects, Scenarios
        for place, name in enumerate(ALLOWED.values()):
            setattr(found, name, not (place < len(allowed) and allowed[place]))
        self._protected, self._password = Contents, Password
        self._book._dirty = True

    @method
    def Unprotect(self, Password: str | None = None) -> None:
        if self._protected and (Password or "") != self._password:
            raise excel_error("The password you supplied is not correct.")
        self._protected, self._book._dirty = False, True

    @Property
    def Cells(self) -> CellRange:
        return CellRange(self, (1, 1, MAX_ROWS, MAX_COLUMNS))

    @Property
    def Rows(self) -> Any:
        return self.Cells.Rows

    @Property
    def Columns(self) -> Any:
        return self.Cells.Columns

    @Property
    def UsedRange(self) -> CellRange:
        return CellRange(self, self._grid.used())

    @Property
    def PageSetup(self) -> Bag:
        return self._page_setup

    @Property
    def VPageBreaks(self) -> Bag:
        found = Bag(self._recorder, "VPageBreaks")
        is_wide = self._page_setup._stored["Zoom"] > self._recorder.application._fits_at
        found._stored["Count"] = int(is_wide)
        return found

    @Property
    def Names(self) -> NameList:
        return NameList(self._recorder, "Names", self._book)

    @Property
    def Comments(self) -> Any:
        return _Comments(self._recorder, "Comments", self)

    @indexed
    def Range(self, Cell1: Any, Cell2: Any = None) -> CellRange:
        """With gen_py's early binding a property with arguments is one call, like a method."""
        first, last = self._area(Cell1), self._area(Cell2 if Cell2 is not None else Cell1)
        return CellRange(
            self,
            (
                min(first[0], last[0]),
                min(first[1], last[1]),
                max(first[2], last[2]),
                max(first[3], last[3]),
            ),
        )

    def _area(self, cell: Any) -> tuple[int, int, int, int]:
        if isinstance(cell, CellRange):
            return cell._area
        for name in self._book._file.defined_names:
            if name.lower() == str(cell).lower():
                return DefinedArea(self._book, name)._range()._area
        try:
            range_boundaries(cell)
        except ValueError:
            raise excel_error("Application-defined or object-defined error") from None
        return bounds(cell.replace("$", ""))

    @method
    def Activate(self) -> None:
        self._show()

    @method
    def Select(self, Replace: bool = True) -> None:
        self._show()

    def _show(self) -> None:
        if self._visible != VISIBLE:
            raise excel_error("Activate method of Worksheet class failed")
        self._book._active = self
        self._recorder.application._activate(self._book)

    @method
    def Calculate(self) -> None:
        return None

    @method
    def Delete(self) -> bool:
        if self._alone() or self._book._protected:
            raise excel_error("Delete method of Worksheet class failed")
        application = self._recorder.application
        if application._stored.get("DisplayAlerts", True):
            application._recorder.dialogs.append(f"delete {self.title}")
        index = self._book._sheets.index(self)
        self._book._sheets.remove(self)
        self._book._file.remove(self._grid.file)
        self._book._dirty = True
        if self._book._active is self:
            self._book._active = self._book._nearest_visible(index)
        return True

    @method
    def Copy(self, Before: "Sheet | None" = None, After: "Sheet | None" = None) -> None:
        neighbour = Before if Before is not None else After
        if self._visible == VERY_HIDDEN or (neighbour and neighbour._book._protected):
            raise excel_error("Copy method of Worksheet class failed")
        book = neighbour._book if neighbour else self._recorder.application._add_book()
        place = book._sheets.index(neighbour) + (Before is None) if neighbour else 0
        title = self.title
        number = 1
        while book._sheet(title) is not None:
            number += 1
            title = f"{self.title[: 31 - len(f' ({number})')]} ({number})"
        twin = Sheet(book, book._file.create_sheet(title, place), None)
        _copy_contents(self._grid, twin._grid)
        twin._visible, twin._protected = self._visible, self._protected
        book._sheets.insert(place, twin)
        if not neighbour:
            book._file.remove(book._sheets.pop(1)._grid.file)
        book._dirty = True
        if book is not self._book:
            self._recorder.links += [
                f"{title}: {text}" for text in twin._grid.formulas() if "!" in text
            ]
        book._active = twin
        self._recorder.application._activate(book)

    @method
    def Move(self, Before: "Sheet | None" = None, After: "Sheet | None" = None) -> None:
        neighbour = Before if Before is not None else After
        if neighbour is None or neighbour._book is not self._book:
            raise excel_error("the fake moves a sheet only inside its workbook")
        self._book._sheets.remove(self)
        place = self._book._sheets.index(neighbour) + (Before is None)
        self._book._sheets.insert(place, self)
        file = self._book._file
        file.move_sheet(self._grid.file, place - file.index(self._grid.file))
        self._book._dirty = True


class _Protection(ComObject):
    """What a protected sheet allows; it can only be read."""

    _com_class = "Protection"

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet._recorder)
        self._sheet = sheet


def _allows(what: str) -> Any:
    def allows(protection: _Protection) -> bool:
        return not protection._sheet._forbids(what)

    return Property(allows)


for _name, _what in ALLOWED.items():
    _property = _allows(_what)
    setattr(_Protection, f"Allow{_name}", _property)
    _property.__set_name__(_Protection, f"Allow{_name}")


class _Comments(Collection):
    def _members(self) -> dict[str, Any]:
        grid = self._parent._grid
        return {
            address(place + place): CellNote(CellRange(self._parent, place + place))
            for place, cell in sorted(grid.file._cells.items())
            if cell.comment
        }


class SheetList(Collection):
    """The sheets of a workbook."""

    def _members(self) -> dict[str, Any]:
        return {sheet.title: sheet for sheet in self._parent._sheets}

    @Property
    def Parent(self) -> Any:
        return self._parent

    @method
    def Add(self, Before: Sheet | None = None, After: Sheet | None = None) -> Sheet:
        book: Any = self._parent
        neighbour = Before or After or book._active
        place = book._sheets.index(neighbour) + (After is not None)
        sheet = Sheet(book, book._file.create_sheet(None, place), None)
        book._sheets.insert(place, sheet)
        book._active, book._dirty = sheet, True
        return sheet


def _copy_contents(source: Grid, target: Grid) -> None:
    # Each style is looked for in the other workbook once: that takes most of the time.
    styles: dict[tuple[int, ...], Any] = {}
    for (row, column), cell in sorted(source.file._cells.items()):
        if isinstance(cell, MergedCell):
            continue
        twin = target.file.cell(row, column)
        twin.value = cell.value
        if cell.data_type == "s":
            twin.data_type = "s"
        style = tuple(cell._style)
        if style not in styles:
            for part in ("font", "border", "fill", "number_format", "protection", "alignment"):
                setattr(twin, part, copy(getattr(cell, part)))
            styles[style] = twin._style
        twin._style = copy(styles[style])
        twin.comment = copy(cell.comment)
    for area in source.file.merged_cells.ranges:
        target.file.merge_cells(str(area))
    for name in ("row_dimensions", "column_dimensions"):
        for key, dimension in getattr(source.file, name).items():
            twin = copy(dimension)
            twin.worksheet = target.file
            getattr(target.file, name)[key] = twin
    target.file.sheet_format = copy(source.file.sheet_format)
    target.file.page_margins = copy(source.file.page_margins)
    for item in source.file.row_breaks.brk:
        target.file.row_breaks.append(copy(item))
    target.values, target.arrays = dict(source.values), list(source.arrays)
    target.dirty = True
