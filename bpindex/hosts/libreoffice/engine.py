"""An engine of xlwings over UNO: what macros use of xlwings, done by LibreOffice.

Only what a macro asks for is here; anything else says so by raising NotImplementedError, as
xlwings' base classes do. `.api` gives the few members of Excel that xlwings itself lacks, under
Excel's own names.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import xlwings as xw
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries
from xlwings import base_classes

from bpindex.hosts.libreoffice.bridge import Dialogs, Line, OfficeError

NAME = "libreoffice"


@contextmanager
def caller(line: Line, book: str, dialogs: Dialogs | None = None) -> Iterator[xw.Book]:
    """Let `xw.Book.caller()` be the workbook of this runtime id while a macro runs.

    With `dialogs` nothing is shown: they note what was said and give the answers.
    """
    app = CalcApp(line, book, dialogs)
    app.engine.apps.app = app
    if NAME not in [engine.name for engine in xw.engines]:
        xw.engines.add(xw.Engine(impl=app.engine))
    found = xw.Book(impl=CalcBook(app, book))
    kind: Any = xw.Book  # where xlwings looks for the caller of a macro
    before, active = getattr(kind, "_mock_caller", None), xw.engines.active
    kind._mock_caller = found
    engines: Any = xw.engines
    engines.active = xw.engines[NAME]
    try:
        yield found
    finally:
        engines.active = active
        if before is None:
            del kind._mock_caller
        else:
            kind._mock_caller = before


class CalcEngine:
    """The engine as xlwings lists it; it starts no program of its own."""

    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.apps = CalcApps()


class CalcApps(base_classes.Apps):
    """The one program whose macro runs; none is found from outside."""

    app: "CalcApp | None" = None

    def __iter__(self) -> Iterator["CalcApp"]:
        return iter([self.app] if self.app else [])

    def __len__(self) -> int:
        return int(self.app is not None)


class CalcApp(base_classes.App):
    """LibreOffice, as seen from the workbook whose macro runs."""

    engine = CalcEngine()
    _events = _alerts = True

    def __init__(self, line: Line, book: str, dialogs: Dialogs | None) -> None:
        self.line = line
        self.home = book
        self.dialogs = dialogs

    @property
    def pid(self) -> int:
        """The process that runs the macro; xlwings asks for one."""
        return os.getpid()

    @property
    def api(self) -> "ExcelApp":
        """Members of Excel's Application that xlwings lacks."""
        return ExcelApp(self)

    @property
    def books(self) -> "CalcBooks":
        """The open workbooks."""
        return CalcBooks(self)

    @property
    def selection(self) -> "CalcRange | None":
        """What is selected in the workbook."""
        found = self.line.do("selection", self.home)
        if found is None:
            return None
        sheet, row, column, rows, columns = found
        area = (row, column, row + rows - 1, column + columns - 1)
        return CalcRange(CalcSheet(CalcBook(self, self.home), sheet), area)

    @property
    def screen_updating(self) -> bool:
        """Whether windows are painted."""
        return bool(self.line.do("painting", self.home))

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        self.line.do("set_painting", self.home, value)

    @property
    def calculation(self) -> str:
        """How formulas are computed: "automatic" or "manual"."""
        return "automatic" if self.line.do("automatic", self.home) else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        self.line.do("set_automatic", self.home, value == "automatic")

    def calculate(self) -> None:
        """Compute everything anew."""
        self.line.do("calculate", self.home)

    def activate(self, steal_focus: bool = False) -> None:
        """The window of a pressed button is in front already."""

    # LibreOffice asks nothing over UNO and runs no event macros of ours: only remembered.

    @property
    def display_alerts(self) -> bool:
        """Whether questions are asked."""
        return self._alerts

    @display_alerts.setter
    def display_alerts(self, value: bool) -> None:
        self._alerts = value

    @property
    def enable_events(self) -> bool:
        """Whether event macros run."""
        return self._events

    @enable_events.setter
    def enable_events(self, value: bool) -> None:
        self._events = value

    @property
    def status_bar(self) -> bool:
        """The program's own text."""
        return False

    @status_bar.setter
    def status_bar(self, value: Any) -> None:
        self.line.do("status", self.home, value or "")

    def alert(
        self,
        prompt: str,
        title: str,
        buttons: str | None = None,
        mode: str | None = None,
        callback: Any = None,
    ) -> str:
        """Show a message box; return "ok" or "cancel"."""
        if self.dialogs is not None:
            self.dialogs.said.append(prompt)
            return self.dialogs.answer
        answer: str = self.line.do("alert", self.home, prompt, title, buttons == "ok_cancel")
        return answer


class ExcelApp:
    """What macros use of Excel's Application beside xlwings."""

    def __init__(self, app: CalcApp) -> None:
        self._app = app

    def InputBox(self, Prompt: str, Title: str = "") -> str | bool:  # noqa: N802, N803
        """Ask for a text; False when none is given."""
        if self._app.dialogs is not None:
            self._app.dialogs.asked.append(Prompt)
            return self._app.dialogs.typed
        answer = self._app.line.do("ask", self._app.home, Prompt, Title)
        return answer if isinstance(answer, str) else False

    def GetOpenFilename(  # noqa: N802
        self,
        FileFilter: str = "",  # noqa: N803
        FilterIndex: int = 1,  # noqa: N803
        Title: str = "",  # noqa: N803
    ) -> str | bool:
        """Let the user choose a file; False when none is chosen."""
        if self._app.dialogs is not None:
            return self._app.dialogs.chosen or False
        pattern = FileFilter.rpartition(",")[2] or "*.*"
        chosen = self._app.line.do("choose_file", self._app.home, Title, pattern)
        return chosen if isinstance(chosen, str) else False


class CalcBooks(base_classes.Books):
    """The open workbooks, by name."""

    def __init__(self, app: CalcApp) -> None:
        self.app = app

    def __call__(self, name: str) -> "CalcBook":
        """Return an open workbook by the name of its file; raise KeyError for none."""
        for uid, path in self.app.line.do("books"):
            if Path(path).name == name:
                return CalcBook(self.app, uid)
        raise KeyError(name)  # xlwings opens the file then

    def open(self, fullname: str, *_: Any) -> "CalcBook":
        """Open a workbook without showing it."""
        return CalcBook(self.app, self.app.line.do("open", fullname))


class CalcBook(base_classes.Book):
    """A workbook, known by its runtime id."""

    def __init__(self, app: CalcApp, uid: str) -> None:
        self._app = app
        self.uid = uid
        self.line = app.line

    @property
    def app(self) -> CalcApp:
        """The program."""
        return self._app

    @property
    def api(self) -> "ExcelBook":
        """Members of Excel's Workbook that xlwings lacks."""
        return ExcelBook(self)

    @property
    def fullname(self) -> str:
        """The path of the file."""
        found = dict(self.line.do("books"))
        return str(found.get(self.uid, ""))

    @property
    def name(self) -> str:
        """The name of the file."""
        return Path(self.fullname).name

    @property
    def sheets(self) -> "CalcSheets":
        """The sheets."""
        return CalcSheets(self)

    def activate(self) -> None:
        """The workbook of a pressed button is in front already."""

    def close(self) -> None:
        """Close it without saving."""
        self.line.do("close", self.uid)


class ExcelBook:
    """What macros use of Excel's Workbook beside xlwings."""

    def __init__(self, book: CalcBook) -> None:
        self._book = book

    def SaveCopyAs(self, Filename: str) -> None:  # noqa: N802, N803
        """Store a copy; the workbook itself stays as it is."""
        self._book.line.do("save_copy", self._book.uid, Filename)


class CalcSheets(base_classes.Sheets):
    """The sheets of a workbook, by name or number from 1."""

    def __init__(self, book: CalcBook) -> None:
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

    def __init__(self, book: CalcBook, name: str) -> None:
        self._book = book
        self._name = name

    def do(self, request: str, *arguments: Any) -> Any:
        """Ask for something about this sheet."""
        return self._book.line.do(request, self._book.uid, self._name, *arguments)

    @property
    def book(self) -> CalcBook:
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

    @property
    def raw_value(self) -> Any:
        """The values: one, or a tuple of rows."""
        rows = self.do("values")
        return rows[0][0] if len(self) == 1 else tuple(map(tuple, rows))

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
        rows = self.do("formulas")
        return rows[0][0] if len(self) == 1 else tuple(map(tuple, rows))

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
