# ruff: noqa: N802, N803 - members and arguments carry the names that Excel gives them
"""The Application object of the fake Excel and its open workbooks."""

from pathlib import Path
from typing import Any

from tests.hosts.windows import pywin32
from tests.hosts.windows.com import Collection, ComObject, Property, indexed, method, stored
from tests.hosts.windows.com_books import Workbook
from tests.hosts.windows.com_cells import CellRange
from tests.hosts.windows.com_grid import ERRORS
from tests.hosts.windows.pywin32 import excel_error

AUTOMATIC, MANUAL = -4105, -4135


class BookList(Collection):
    """The open workbooks."""

    def _members(self) -> dict[str, Any]:
        return {book._name: book for book in self._parent._books}

    @Property
    def Application(self) -> "Application":
        return self._recorder.application  # type: ignore[no-any-return]

    @method
    def Open(self, Filename: str, UpdateLinks: Any = None, ReadOnly: Any = None, *_: Any) -> Any:
        application: Application = self._parent
        path = Path(Filename)
        if not path.is_file():
            raise excel_error(f"Sorry, we couldn't find {Filename}. Is it possible it was moved?")
        if any(book._name.lower() == path.name.lower() for book in application._books):
            raise excel_error("Sorry, Excel can't open two workbooks with the same name.")
        try:
            book = Workbook(self._recorder, path)
        except Exception as error:
            raise excel_error(f"Excel cannot open the file '{path.name}'.") from error
        book._read_only = bool(ReadOnly)
        application._books.append(book)
        application._activate(book)
        return book

    @method
    def Add(self, Template: Any = None) -> Workbook:
        return self._parent._add_book()  # type: ignore[no-any-return]


class Application(ComObject):
    """Excel itself, in the state of a fresh start."""

    _com_class = "Application"

    ScreenUpdating, EnableEvents = stored("ScreenUpdating", True), stored("EnableEvents", True)
    DisplayAlerts, Interactive = stored("DisplayAlerts", True), stored("Interactive", True)
    StatusBar, Visible = stored("StatusBar", False), stored("Visible", True)
    # The scale at which a notice is one page wide on this screen.
    _fits_at = 100
    CutCopyMode, Cursor = stored("CutCopyMode", 0), stored("Cursor", -4143)
    DecimalSeparator = stored("DecimalSeparator", ".")
    ThousandsSeparator = stored("ThousandsSeparator", ",")
    UseSystemSeparators = stored("UseSystemSeparators", True)
    EnableCancelKey, UserName = stored("EnableCancelKey", 1), stored("UserName", "")

    def __init__(self, recorder: Any) -> None:
        super().__init__(recorder)
        self._books: list[Workbook] = []
        self._active: Workbook | None = None
        self._added = 0

    def _activate(self, book: Workbook) -> None:
        self._active = book

    def _add_book(self) -> Workbook:
        self._added += 1
        book = Workbook(self._recorder, None, name=f"Book{self._added}")
        self._books.append(book)
        self._active = book
        return book

    def _close(self, book: Workbook) -> None:
        self._books.remove(book)
        self._active = self._books[-1] if self._books else None

    @Property
    def Calculation(self) -> int:
        if not self._books:
            raise excel_error("Unable to get the Calculation property of the Application class")
        return int(self._stored.get("Calculation", AUTOMATIC))

    @Calculation.setter
    def Calculation(self, value: int) -> None:
        if not self._books:
            raise excel_error("Unable to set the Calculation property of the Application class")
        self._stored["Calculation"] = value
        if value == AUTOMATIC:
            self._recorder.calculate()

    @Property
    def Name(self) -> str:
        return "Microsoft Excel"

    @Property
    def Version(self) -> str:
        return "16.0"

    @Property
    def Hwnd(self) -> int:
        return pywin32.HWND

    @Property
    def PathSeparator(self) -> str:
        return "/"

    @Property
    def OperatingSystem(self) -> str:
        return "Windows (64-bit) NT 10.00"

    @Property
    def Application(self) -> "Application":
        return self

    @Property
    def Workbooks(self) -> BookList:
        return BookList(self._recorder, "Workbooks", self)

    @Property
    def ActiveWorkbook(self) -> Workbook | None:
        return self._active

    @Property
    def ActiveSheet(self) -> Any:
        return self._active._active if self._active else None

    @Property
    def Worksheets(self) -> Any:
        return self._current().Worksheets

    @Property
    def Sheets(self) -> Any:
        return self._current().Sheets

    @Property
    def Names(self) -> Any:
        return self._current().Names

    @Property
    def Selection(self) -> CellRange:
        sheet = self._current()._active
        return CellRange(sheet, sheet._selected)

    @indexed
    def Range(self, Cell1: Any, Cell2: Any = None) -> CellRange:
        found: CellRange = self._current()._active.Range(Cell1, Cell2)
        return found

    def _current(self) -> Workbook:
        if self._active is None:
            raise excel_error("Application-defined or object-defined error")
        return self._active

    @method
    def Calculate(self) -> None:
        self._recorder.calculate()

    @method
    def CalculateFull(self) -> None:
        self._recorder.calculate()

    @method
    def CalculateFullRebuild(self) -> None:
        self._recorder.calculate()

    @method
    def InputBox(self, Prompt: str, Title: str = "", *_: Any) -> str | int:
        """Ask; for a prompt that is too long nothing is shown, and Error 2015 comes back."""
        if len(Prompt) > 255:
            return ERRORS["#VALUE!"]
        pywin32.desktop.asked.append((Prompt, Title))
        return pywin32.desktop.typed

    @method
    def GetOpenFilename(
        self,
        FileFilter: str = "",
        FilterIndex: int = 1,
        Title: str = "",
        ButtonText: str = "",
        MultiSelect: bool = False,
    ) -> Any:
        chosen = pywin32.desktop.chosen
        if not chosen:
            return False
        if not MultiSelect:
            return chosen.pop(0)
        pywin32.desktop.chosen = []
        return tuple(chosen)

    @method
    def Run(self, Macro: str, *args: Any) -> Any:
        name = Macro.rpartition("!")[2]
        if name not in self._recorder.macros:
            raise excel_error(f"Cannot run the macro '{Macro}'.")
        return self._recorder.macros[name](*args)

    @method
    def MacroOptions(self, Macro: str, **options: Any) -> None:
        self._recorder.macro_options[Macro.rpartition("!")[2]] = options

    @method
    def Quit(self) -> None:
        self._books.clear()
        self._active = None
