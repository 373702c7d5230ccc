"""A recording Excel over real files, for macros written with plain xlwings."""

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

from openpyxl.styles import Protection
from openpyxl.utils.cell import coordinate_to_tuple

from tests.hosts.windows import pywin32
from tests.hosts.windows.com_app import Application
from tests.hosts.windows.com_books import Workbook
from tests.hosts.windows.com_cells import CellRange
from tests.hosts.windows.com_grid import bounds
from tests.hosts.windows.loader import windows_xlwings


class FakeExcel:
    """One running Excel with the given files open, the last one active.

    >>> with FakeExcel(path) as excel:
    ...     excel.run_python("import bpindex.hosts.macros as host; host.make_notice()")
    ...     assert excel.value("Thông báo", "A1") == ...
    """

    def __init__(self, *paths: Path | str, hosts: tuple[str, ...] = ()) -> None:
        self.calls: list[tuple[str, str]] = []
        """Each call across the COM border: 'get', 'put' or 'method', and 'Class.Member'."""
        self.dialogs: list[str] = []
        """Questions with which Excel would have stopped the macro, DisplayAlerts being on."""
        self.links: list[str] = []
        """Formulas that a sheet copied to another workbook keeps to sheets of its first one."""
        self.imported: list[str] = []
        """VBA modules brought into a project."""
        self.macro_options: dict[str, dict[str, Any]] = {}
        self.macros: dict[str, Callable[..., Any]] = {}
        """VBA procedures that Application.Run finds."""
        self.on_calculate: Callable[[], None] | None = None
        """Stands for the calculation, which the fake does not do: see `compute`."""
        self._refusals: list[tuple[str, str, int, BaseException, int]] = []
        self._recording = True
        self._stack = ExitStack()
        self._hosts = hosts
        self.application = Application(self)
        for path in paths:
            book = Workbook(self, Path(path).resolve())
            self.application._books.append(book)
            self.application._activate(book)

    def __enter__(self) -> "FakeExcel":
        if pywin32.desktop.application is not None:
            raise RuntimeError("only one fake Excel at a time")
        self.xw = self._stack.enter_context(windows_xlwings(*self._hosts))
        pywin32.desktop.application = self.application
        pywin32.desktop.messages = []
        pywin32.desktop.answer = 1
        pywin32.desktop.asked = []
        pywin32.desktop.typed = ""
        pywin32.desktop.chosen = []
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pywin32.desktop.application = None
        self._stack.close()

    # What the code under test does

    def run_python(self, command: str, book: str | None = None) -> None:
        """What the VBA procedure RunCommand does, by xlwings' own server.

        The workbook with the button is `book`, by default the active one. An error comes out as
        the Python error that it is; in Excel, VBA would show its text.
        """
        server = self.xw.com_server
        caller = self.book(book)
        python = server.XLPython()
        module = python.Module("xlwings._xlwindows")
        python.SetAttr(module, "BOOK_CALLER", caller._oleobj_)
        python.Exec(command)

    def record(self, kind: str, name: str) -> None:
        """Note a call, or refuse it if the test said so."""
        if not self._recording:
            return
        self.calls.append((kind, name))
        for index, (at_kind, at_name, skip, error, times) in enumerate(self._refusals):
            if (at_kind, at_name) == (kind, name):
                if skip:
                    self._refusals[index] = (at_kind, at_name, skip - 1, error, times)
                    return
                if times == 1:
                    del self._refusals[index]
                else:
                    self._refusals[index] = (at_kind, at_name, 0, error, times - 1)
                raise error

    def calculate(self) -> None:
        """Called where Excel would calculate."""
        if self.on_calculate:
            self.silently(self.on_calculate)

    # What the test does: none of it is recorded

    def fail(
        self,
        kind: str,
        name: str,
        error: BaseException | None = None,
        *,
        skip: int = 0,
        times: int = 1,
    ) -> None:
        """Refuse a coming call, by default as Excel does (error 1004); `skip` earlier ones pass."""
        refusal = error or pywin32.excel_error(f"{name} failed, said the test")
        self._refusals.append((kind, name, skip, refusal, times))

    def silently(self, action: Callable[[], Any]) -> Any:
        """Do something in the fake Excel that is the user's or Excel's, not the macro's."""
        before, self._recording = self._recording, False
        try:
            return action()
        finally:
            self._recording = before

    def count(self) -> Counter[str]:
        """How many calls of each kind there were."""
        return Counter(kind for kind, _ in self.calls)

    @property
    def messages(self) -> list[tuple[str, str, int]]:
        """Message boxes (text, title, style) that `app.alert` or MessageBox showed."""
        return pywin32.desktop.messages

    @property
    def asked(self) -> list[tuple[str, str]]:
        """What input boxes asked: text and title."""
        return pywin32.desktop.asked

    def will_type(self, text: str) -> None:
        """What the user types into coming input boxes."""
        pywin32.desktop.typed = text

    def will_choose(self, *paths: str) -> None:
        """The files that the user chooses in coming dialogs, in order; then none."""
        pywin32.desktop.chosen = list(paths)

    def answer(self, button: int) -> None:
        """The button pressed in coming message boxes: 1 OK, 2 Cancel, 6 Yes, 7 No."""
        pywin32.desktop.answer = button

    @property
    def state(self) -> dict[str, Any]:
        """The application's settings that macros change and have to restore."""
        names = "Calculation ScreenUpdating EnableEvents DisplayAlerts StatusBar Interactive Cursor"
        found: dict[str, Any] = self.silently(
            lambda: {name: getattr(self.application, name) for name in names.split()}
        )
        return found

    @property
    def coerced(self) -> list[tuple[str, str]]:
        """Texts that Excel would read as numbers or dates when written into unformatted cells."""
        grids = [sheet._grid for book in self.application._books for sheet in book._sheets]
        return [entry for grid in grids for entry in grid.coerced]

    @property
    def books(self) -> list[str]:
        """Names of the open workbooks."""
        return [book._name for book in self.application._books]

    def book(self, name: str | None = None) -> Workbook:
        """An open workbook, by default the active one."""
        if name is None:
            return self.application._current()
        return next(book for book in self.application._books if book._name == name)

    def sheets(self, book: str | None = None) -> list[str]:
        """Names of a workbook's sheets, in their order."""
        return [sheet.title for sheet in self.book(book)._sheets]

    def range(self, sheet: str, cells: str, book: str | None = None) -> CellRange:
        """Cells of an open workbook; what is done with them is recorded unless `silently`."""
        found = self.book(book)._sheet(sheet)
        if found is None:
            raise KeyError(sheet)
        return CellRange(found, bounds(cells))

    def value(self, sheet: str, cells: str, book: str | None = None) -> Any:
        """What stands in the cells, as COM delivers it."""
        return self.silently(lambda: self.range(sheet, cells, book).Value)

    def formula(self, sheet: str, cells: str, book: str | None = None) -> Any:
        """The formulas of the cells."""
        return self.silently(lambda: self.range(sheet, cells, book).Formula)

    def type_in(self, sheet: str, cells: str, value: Any, book: str | None = None) -> None:
        """The user types over cells: a value, a formula, or a pasted table."""

        def write() -> None:
            self.range(sheet, cells, book).Value = value

        self.silently(write)

    def paste(self, sheet: str, cells: str, value: Any, book: str | None = None) -> None:
        """The user pastes from another program: the cells come locked, as all are elsewhere."""
        self.type_in(sheet, cells, value, book)
        found = self.range(sheet, cells, book)
        for place in found._each():
            found._grid.cell(*place).protection = Protection(locked=True)

    def allowed(self, sheet: str, book: str | None = None) -> dict[str, Any]:
        """What a sheet's protection allows and forbids, by its name in the file."""
        found = self.range(sheet, "A1", book)._sheet
        return {**vars(found._grid.file.protection), "sheet": found._protected}

    def select(self, sheet: str, cells: str, book: str | None = None) -> None:
        """The user goes to a sheet and selects cells of it."""
        found = self.range(sheet, cells, book)._sheet
        found._selected = bounds(cells)
        self.silently(found.Activate)

    def compute(self, sheet: str, cell: str, value: Any, book: str | None = None) -> None:
        """Excel computes: the formula of this cell now has this value."""
        self.range(sheet, cell, book)._grid.compute(*coordinate_to_tuple(cell), value)
