"""The stand-in for Excel in one process: a person's profile, an open workbook, the server."""

import os
from pathlib import Path
from typing import Any

import pythoncom

from tests.hosts.windows import pywin32
from tests.hosts.windows.com_cells import CellRange
from tests.hosts.windows.fake_excel import FakeExcel
from tests.hosts.wine.inside.dialogs import Dialogs, excel_window
from tests.hosts.wine.inside.objects import Border, cell_value
from tests.hosts.wine.inside.type_library import TypeLibrary
from tests.hosts.wine.inside.vba import BochisoServer, VbaError, Xlwings

__all__ = ["Stage"]

MISSING = -2147352572


class Stage:
    """Excel with one workbook, as a plan from Linux describes it."""

    def __init__(self, plan: dict[str, Any]) -> None:
        # Of Linux, for Wine: no Windows has it.
        os.environ.pop("USER", None)
        self._plan = plan
        self.excel = FakeExcel(plan["workbook"])
        self.border = Border(TypeLibrary(Path(plan["type_library"])))
        self.xlwings = Xlwings(plan["interpreter"], plan["library"], plan["command"])
        self.server = BochisoServer(self.xlwings)
        pywin32.HWND = excel_window()
        self.dialogs = Dialogs()

    @property
    def workbook(self) -> Any:
        """The COM pointer of ThisWorkbook."""
        return self.border.pointer(self.excel.application._books[0])

    def udf(self, function: str, arguments: list[Any], caller: CellRange | None = None) -> Any:
        """Call a worksheet function by BpCall; a cell of the first sheet is its caller."""
        first = CellRange(self.excel.application._books[0]._sheets[0], (1, 1, 1, 1))
        pointers = tuple(self._argument(argument) for argument in arguments)
        module = self._plan["udfs"]
        where = self.border.pointer(caller or first)
        return self.server.call(module, function, pointers, self.workbook, where)

    def outcome(self, function: str, arguments: list[Any]) -> dict[str, Any]:
        """Return the value of a call, or that VBA had an error, which it shows as #VALUE!."""
        try:
            return {"value": self.udf(function, arguments)}
        except (VbaError, pythoncom.com_error) as error:
            return {"error": str(error)}

    def run(self, command: str) -> None:
        """Press a button: RunHost, with a person who closes the message boxes."""
        self.server.allow_start()
        self.server.run_command(command, self.workbook)

    def rename(self, command: str) -> None:
        """Let the workbook have a new name: VBA starts a server of another command line."""
        self.xlwings = Xlwings(self._plan["interpreter"], self._plan["library"], command)
        self.server = BochisoServer(self.xlwings)

    def pid(self) -> int:
        """Return the number of the server's process."""
        return int(self.evaluate("__import__('os').getpid()"))

    def evaluate(self, expression: str) -> str:
        """Return the text of a Python expression in the server."""
        server = self.server.server()
        return str(server.Str(server.Eval(expression)))

    def _argument(self, argument: Any) -> Any:
        """Return an argument of a call: rows are a Range, a dictionary names what JSON lacks."""
        if isinstance(argument, CellRange):
            return self.border.pointer(argument)
        if isinstance(argument, dict):
            return MISSING if argument == {"missing": True} else cell_value(argument["error"])
        if isinstance(argument, list):
            return self.border.pointer(self._range(argument))
        return argument

    def _range(self, rows: list[list[Any]]) -> CellRange:
        application = self.excel.application
        sheet = application._add_book()._sheets[0]
        application._activate(application._books[0])
        for top, row in enumerate(rows, 1):
            for left, value in enumerate(row, 1):
                if value is not None:
                    sheet._grid.values[top, left] = value
        return CellRange(sheet, (1, 1, len(rows), len(rows[0])))
