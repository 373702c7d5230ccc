# ruff: noqa: N802, N803 - members and arguments carry the names that Excel gives them
"""Workbooks of the fake Excel, read from real files and written back to real files."""

import datetime as dt
import io
import pathlib
import pickle
import re
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils.cell import range_boundaries
from openpyxl.writer.excel import ExcelWriter

from bpindex.xlsx.elements import elements
from bpindex.xlsx.package import Package
from tests.hosts.windows.com import Collection, ComObject, Property, method, stored
from tests.hosts.windows.com_grid import ERRORS, Grid, serial, values_of
from tests.hosts.windows.com_names import NameList
from tests.hosts.windows.com_sheets import STATES, VISIBLE, Sheet, SheetList
from tests.hosts.windows.pywin32 import excel_error
from tests.workbook.editing import quick_parser

_OPEN = "protectedRanges"
Values = Mapping[str, Mapping[tuple[int, int], Any]]
# XML, relationships and comments of sheets by title and whether they are protected.
Written = dict[tuple[str, bool], tuple[bytes, Any, Any]]


@lru_cache(maxsize=12)
def _parsed(content: bytes, macros: bool) -> tuple[bytes, Values, dict[str, str], Written]:
    """Return a file's workbook, pickled, its values by sheet and place, its allow-edit ranges,
    which openpyxl drops, and what `_Writer` keeps.

    The same workbook is opened by test after test: unpickling takes a fifth of reading it twice.
    """
    with quick_parser():
        book = openpyxl.load_workbook(io.BytesIO(content), keep_vba=macros, rich_text=True)
        values = openpyxl.load_workbook(io.BytesIO(content), data_only=True, read_only=True)
        by_sheet = {sheet.title: values_of(sheet) for sheet in values.worksheets}
    book.vba_archive = None  # an open archive; every copy gets one of its own
    package = Package(content)
    found = {
        title: "".join(item.outer.decode() for item in elements(package.parts[part], _OPEN))
        for title, part in package.sheets().items()
    }
    return pickle.dumps(book), by_sheet, found, {}


class _Writer(ExcelWriter):
    """Writes a file; sheets that nobody touched as they were written before.

    `untouched` holds the keys in `written` of such sheets by their identity. Sheets with
    pictures or tables are always written anew.
    """

    def __init__(
        self,
        file: openpyxl.Workbook,
        target: io.BytesIO,
        untouched: Mapping[int, tuple[str, bool]],
        written: Written,
    ) -> None:
        super().__init__(file, zipfile.ZipFile(target, "w"))
        self._target, self._untouched, self._written = target, untouched, written
        self._new: dict[tuple[str, bool], tuple[str, Any, Any]] = {}

    def write_worksheet(self, ws: Any) -> None:
        key = self._untouched.get(id(ws))
        if key in self._written:
            content, rels, ws._comments = self._written[key]
            ws._rels, ws._drawing = deepcopy(rels), SpreadsheetDrawing()
            self._archive.writestr(ws.path[1:], content)
            self.manifest.append(ws)
            return
        super().write_worksheet(ws)
        if key and not any((ws._drawing, ws._tables, ws._pivots)):
            self._new[key] = ws.path[1:], deepcopy(ws._rels), ws._comments

    def save(self) -> None:
        super().save()
        with zipfile.ZipFile(self._target) as archive:
            for key, (name, *beside) in self._new.items():
                self._written[key] = archive.read(name), *beside


class Workbook(ComObject):
    """An open workbook over its file."""

    _com_class = "Workbook"

    CheckCompatibility = stored("CheckCompatibility", True)

    def __init__(self, recorder: Any, path: pathlib.Path | None, *, name: str = "") -> None:
        super().__init__(recorder)
        self._path, self._name = path, path.name if path else name
        self._dirty = path is None
        self._read_only = self._protected = False
        self._told_saved = False
        self._written: Written = {}
        if path is None:
            self._file = openpyxl.Workbook()
            values: Values = {}
        else:
            macros = path.suffix.lower() in (".xlsm", ".xltm")
            content = path.read_bytes()
            pickled, values, areas, self._written = _parsed(content, macros)
            self._file = pickle.loads(pickled)
            self._file.vba_archive = zipfile.ZipFile(io.BytesIO(content)) if macros else None
            security = self._file.security
            self._protected = bool(security and security.lockStructure)
        self._sheets = [Sheet(self, ws, values.get(ws.title)) for ws in self._file.worksheets]
        for sheet in self._sheets if path else ():
            sheet._grid.open_areas = areas.get(sheet.title, "")
        self._titles = {id(sheet): sheet.title for sheet in self._file if path}
        active = self._file.active
        self._active = next(
            (sheet for sheet in self._sheets if sheet._grid.file is active), self._sheets[0]
        )

    def _sheet(self, title: str) -> Sheet | None:
        return next((s for s in self._sheets if s.title.lower() == title.lower()), None)

    def _changed(self) -> bool:
        return self._dirty or any(sheet._grid.dirty for sheet in self._sheets)

    def _nearest_visible(self, index: int) -> Sheet:
        ordered = self._sheets[index:] + self._sheets[:index][::-1]
        return next(sheet for sheet in ordered if sheet._visible == VISIBLE)

    def _write(self, path: pathlib.Path) -> None:
        """The file as Excel would save it: what changed is in it, with the values of formulas."""
        if self._path and not self._changed():
            path.write_bytes(self._path.read_bytes())
            return
        for sheet in self._sheets:
            states: dict[int, Any] = {state: name for name, state in STATES.items()}
            sheet._grid.file.sheet_state = states[sheet._visible]
            sheet._grid.file.protection.sheet = sheet._protected
        self._file.active = self._sheets.index(self._active)
        untouched = {
            id(sheet._grid.file): (self._titles[id(sheet._grid.file)], sheet._protected)
            for sheet in self._sheets
            if id(sheet._grid.file) in self._titles and not sheet._grid.touched
        }
        buffer = io.BytesIO()
        _Writer(self._file, buffer, untouched, self._written).save()
        _store_values(buffer, path, [sheet._grid for sheet in self._sheets])

    @Property
    def Name(self) -> str:
        return self._name

    @Property
    def FullName(self) -> str:
        return str(self._path) if self._path else self._name

    @Property
    def Path(self) -> str:
        return str(self._path.parent) if self._path else ""

    @Property
    def FileFormat(self) -> int:
        return 52 if self._name.lower().endswith(".xlsm") else 51

    @Property
    def ReadOnly(self) -> bool:
        return self._read_only

    @Property
    def ProtectStructure(self) -> bool:
        return self._protected

    @Property
    def Saved(self) -> bool:
        return self._told_saved or not self._changed()

    @Saved.setter
    def Saved(self, value: bool) -> None:
        self._told_saved = value

    @Property
    def Application(self) -> Any:
        return self._recorder.application

    @Property
    def Parent(self) -> Any:
        return self._recorder.application

    @Property
    def Worksheets(self) -> SheetList:
        return SheetList(self._recorder, "Worksheets", self)

    @Property
    def Sheets(self) -> SheetList:
        return SheetList(self._recorder, "Sheets", self)

    @Property
    def Names(self) -> NameList:
        return NameList(self._recorder, "Names", self)

    @Property
    def ActiveSheet(self) -> Sheet:
        return self._active

    @Property
    def VBProject(self) -> Any:
        return VBProject(self._recorder)

    @method
    def Activate(self) -> None:
        self._recorder.application._activate(self)

    @method
    def Protect(self, *_args: Any, **_options: Any) -> None:
        self._protected = self._dirty = True

    @method
    def Unprotect(self, Password: str | None = None) -> None:
        self._protected, self._dirty = False, True

    @method
    def Save(self) -> None:
        if self._path is None or self._read_only:
            raise excel_error("Save method of Workbook class failed")
        self._write(self._path)
        self._clean()

    @method
    def SaveAs(self, Filename: str, FileFormat: int | None = None, *_: Any, **__: Any) -> None:
        path = pathlib.Path(Filename)
        self._write_to(path)
        self._path, self._name = path, path.name
        self._clean()

    @method
    def ExportAsFixedFormat(self, Type: int, Filename: str) -> None:
        if Type != 0:
            raise excel_error("Type is no PDF")
        titles = [sheet.title for sheet in self._sheets]
        pathlib.Path(Filename).write_text("%PDF " + "|".join(titles), encoding="utf-8")

    @method
    def SaveCopyAs(self, Filename: str) -> None:
        self._write_to(pathlib.Path(Filename))

    def _write_to(self, path: pathlib.Path) -> None:
        if not path.is_absolute() or not path.parent.is_dir():
            raise excel_error(f"Microsoft Excel cannot access the file '{path}'.")
        self._write(path)

    def _clean(self) -> None:
        self._dirty = False
        for sheet in self._sheets:
            sheet._grid.dirty = False

    @method
    def Close(self, SaveChanges: bool | None = None, *_: Any, **__: Any) -> None:
        changed = self._changed() and not self._told_saved
        alerts = self._recorder.application._stored.get("DisplayAlerts", True)
        if SaveChanges is None and changed and alerts:
            self._recorder.dialogs.append(f"save {self._name}")
        if SaveChanges and self._path:
            self._write(self._path)
        self._recorder.application._close(self)


class VBProject(ComObject):
    """The VBA project, as far as xlwings brings its generated module into it."""

    _com_class = "VBProject"

    @Property
    def VBComponents(self) -> Any:
        return _VBComponents(self._recorder, "VBComponents")


class _VBComponents(Collection):
    def _members(self) -> dict[str, Any]:
        return {}

    @method
    def Remove(self, VBComponent: Any) -> None:
        return None

    @method
    def Import(self, FileName: str) -> None:
        self._recorder.imported.append(pathlib.Path(FileName).read_text(encoding="utf-8"))


def _store_values(saved: io.BytesIO, path: pathlib.Path, grids: list[Grid]) -> None:
    """Put the known values of formula cells into a file from openpyxl, which leaves them out."""
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            found = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", entry.filename)
            if found:
                content = _with_values(content, grids[int(found[1]) - 1])
            target.writestr(entry, content, zipfile.ZIP_DEFLATED)


def _with_values(content: bytes, grid: Grid) -> bytes:
    def completed(found: re.Match[str]) -> str:
        _, _, column, row = range_boundaries(found["place"])
        value = grid.values.get((row or 0, column or 0))
        if value is None:
            return found[0]
        if isinstance(value, dt.date | dt.time):
            value = serial(value)
        kind = "b" if isinstance(value, bool) else "str" if isinstance(value, str) else "n"
        kind = "e" if isinstance(value, str) and value in ERRORS else kind
        text = escape(str(int(value)) if isinstance(value, bool) else str(value))
        return f'<c r="{found["place"]}"{found["style"]} t="{kind}">{found["f"]}<v>{text}</v></c>'

    formula_cell = r'<c r="(?P<place>[A-Z]+\d+)"(?P<style>(?: s="\d+")?)>(?P<f><f.*?</f>)<v.*?</c>'
    text = re.sub(formula_cell, completed, content.decode(), flags=re.DOTALL)
    return re.sub(r"<sheetProtection[^>]*/>", lambda it: it[0] + grid.open_areas, text).encode()
