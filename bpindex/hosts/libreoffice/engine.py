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
from xlwings import base_classes

from bpindex.hosts.libreoffice.bridge import Dialogs, Line
from bpindex.hosts.libreoffice.engine_cells import CalcRange, CalcSheet, CalcSheets
from bpindex.words import libreoffice as texts

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
    def selection(self) -> CalcRange | None:
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
        answer = self._app.line.do("ask", self._app.home, Prompt, Title, texts.REFUSE)
        return answer if isinstance(answer, str) else False

    def GetOpenFilename(  # noqa: N802
        self,
        FileFilter: str = "",  # noqa: N803
        FilterIndex: int = 1,  # noqa: N803
        Title: str = "",  # noqa: N803
    ) -> str | bool:
        """Let the user choose a file; False when none is chosen."""
        if self._app.dialogs is not None:
            return self._app.dialogs.chosen.pop(0) if self._app.dialogs.chosen else False
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
    def sheets(self) -> CalcSheets:
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
