"""What tests use of this folder: xlwings as on Windows, its wrappers, its calls, a fake Excel.

Everything runs in the test's own process: `windows_xlwings()` swaps modules in and out (see
`loader`), which keeps tracebacks, coverage and the debugger, and takes a few milliseconds.
None of it is Excel: what passes here has still to be tried there.
"""

import contextlib
import datetime as dt
import io
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet as FileSheet

from tests.hosts.windows.com import NotFakedError
from tests.hosts.windows.com_cells import CellRange
from tests.hosts.windows.com_sheets import Sheet
from tests.hosts.windows.fake_excel import FakeExcel
from tests.hosts.windows.loader import windows_xlwings
from tests.hosts.windows.pywin32 import com_error, excel_error, rejected

__all__ = [
    "MISSING",
    "FakeExcel",
    "NotFakedError",
    "call_server",
    "call_udf",
    "com_error",
    "excel_error",
    "excel_range",
    "generate_wrappers",
    "load_windows_xlwings",
    "macro_options",
    "rejected",
    "windows_xlwings",
]

load_windows_xlwings = windows_xlwings

MISSING = -2147352572
"""An optional argument that the formula leaves out."""

_TO_COM = (bool, int, float, str, dt.datetime, type(None))


def _import_udfs(module_name: str) -> FakeExcel:
    excel = FakeExcel(hosts=(module_name,))
    with excel, contextlib.redirect_stdout(io.StringIO()):
        book = excel.application._add_book()
        excel.xw.import_udfs(module_name, book)
    return excel


def generate_wrappers(module_name: str) -> str:
    """The text of the VBA module xlwings_udfs, by xlwings' own import of the Python module."""
    return _import_udfs(module_name).imported[-1]


def macro_options(module_name: str) -> dict[str, dict[str, Any]]:
    """What xlwings tells the Function Wizard of each function: Description, Category and so on."""
    return _import_udfs(module_name).macro_options


def excel_range(excel: FakeExcel, values: Any) -> CellRange:
    """A Range on a new sheet of the active workbook, holding the values of a table."""
    rows = [tuple(row) for row in values]
    book = excel.book()
    file_sheet: FileSheet = book._file.create_sheet()
    sheet = Sheet(book, file_sheet, None)
    book._sheets.append(sheet)
    for top, row in enumerate(rows, 1):
        for left, value in enumerate(row, 1):
            if value is not None:
                sheet._grid.values[top, left] = value
    return CellRange(sheet, (1, 1, len(rows), len(rows[0])))


def _arguments(excel: FakeExcel, args: tuple[Any, ...] | list[Any]) -> tuple[Any, ...]:
    return tuple(
        excel_range(excel, arg)._oleobj_ if isinstance(arg, list | tuple) else arg for arg in args
    )


def _checked(value: Any) -> Any:
    """Refuse what pywin32 could not turn into a VARIANT; tables become tuples of tuples."""
    if isinstance(value, list | tuple):
        rows = tuple(_checked(item) for item in value)
        if len({len(row) if isinstance(row, tuple) else -1 for row in rows}) > 1:
            raise TypeError("All elements of a 2d list or tuple must be of the same length")
        return rows
    if not isinstance(value, _TO_COM):
        kind = type(value).__name__
        raise TypeError(f"Objects of type '{kind}' can not be converted to a COM VARIANT")
    return value


def _called(module_name: str, function_name: str, args: Any, *, squeezed: bool) -> Any:
    excel = FakeExcel(hosts=(module_name,))
    with excel:
        book = excel.application._add_book()
        caller = excel_range(excel, [[None]])
        pointers = _arguments(excel, args)
        server = excel.xw.com_server
        if squeezed:
            python = server.XLPython()
            result = python.CallUDF(
                module_name, function_name, pointers, book._oleobj_, caller._oleobj_
            )
        else:
            objects = tuple(server.FromVariant(pointer) for pointer in pointers)
            result = server.call_udf(module_name, function_name, objects, book, caller)
        return _checked(result)


def call_udf(module_name: str, function_name: str, args: tuple[Any, ...] | list[Any]) -> Any:
    """A worksheet function as Excel calls it; the result as a tuple of rows.

    A table (rows of cells) in `args` arrives as a Range that holds it: None is an empty cell,
    a text such as "#N/A" an error value. Anything else arrives as the value it is.
    """
    return _called(module_name, function_name, args, squeezed=False)


def call_server(module_name: str, function_name: str, args: tuple[Any, ...] | list[Any]) -> Any:
    """The same through the COM server's CallUDF: one cell comes as a value, one row as a row."""
    return _called(module_name, function_name, args, squeezed=True)
