"""What the VBA of the workbook does to reach Python, through the real DLL of xlwings.

`wine_command.py` compares the VBA text with what is done here.
"""

import ctypes
import ntpath
from collections.abc import Callable
from typing import Any

import pythoncom
import win32com.client.dynamic

_START = 1
_GONE = (
    *(-2147023174, -2147023170, -2147023169, -2147417848, -2147418105, -2147418094),
    -2147220995,
)


class VbaError(Exception):
    """An error that VBA would raise, with its description."""


class _Variant(ctypes.Structure):
    _fields_ = (
        ("kind", ctypes.c_ushort),
        ("reserved", ctypes.c_ushort * 3),
        ("value", ctypes.c_void_p),
        ("more", ctypes.c_void_p),
    )


class Xlwings:
    """The VBA module `xlwings` of a workbook, with its configuration."""

    def __init__(self, interpreter: str, library: str, command: str) -> None:
        self._interpreter, self._library, self._command = interpreter, library, command

    def _load_library(self) -> ctypes.CDLL:
        """XLPyLoadDLL, then what `Declare ... Lib` does: find the library by its bare name."""
        folder = ntpath.dirname(self._interpreter)
        load = ctypes.WinDLL("kernel32").LoadLibraryA
        load.restype = ctypes.c_void_p
        for place in (folder, ntpath.dirname(folder)):
            if load(f"{place}\\{self._library}".encode("mbcs")):
                return ctypes.WinDLL(self._library)
        raise VbaError(f"Could not load {self._library}")

    def xlpy(self) -> Any:
        """XLPy: VBA hands the command over in the ANSI code page, as every `ByVal String`."""
        result = _Variant()
        config = self._command.encode("mbcs", "replace")
        activate = self._load_library().XLPyDLLActivateAuto
        if activate(ctypes.byref(result), config, ctypes.c_long(_START)) != 0:
            raise VbaError(ctypes.wstring_at(result.value) if result.value else "no description")
        if result.kind != pythoncom.VT_DISPATCH:
            raise VbaError(f"the DLL returned a VARIANT of kind {result.kind}")
        pointer = pythoncom.ObjectFromAddress(result.value, pythoncom.IID_IDispatch)
        return win32com.client.dynamic.Dispatch(pointer)


class BochisoServer:
    """The VBA module `BoChiSo_Server`: one kept server, one more try by a new one."""

    def __init__(self, xlwings: Xlwings) -> None:
        self._xlwings = xlwings
        self._server: Any = None
        self._start_failed = False
        self.starts = 0
        """How often the DLL was asked for a server."""

    def allow_start(self) -> None:
        """AllowStart."""
        self._start_failed = False

    def start(self, host_module: str) -> None:
        """StartServer, as Workbook_Open has it called; a failure stays silent."""
        if self._server is not None:
            return
        try:
            self.allow_start()
            self.server().Module(host_module)
        except (VbaError, pythoncom.com_error):
            self._server = None

    def call(
        self, module: str, function: str, arguments: tuple[Any, ...], workbook: Any, caller: Any
    ) -> Any:
        """BpCall."""
        return self._living(
            lambda server: server.CallUDF(module, function, arguments, workbook, caller)
        )

    def run_command(self, command: str, workbook: Any) -> None:
        """RunCommand, with XlwingsMacros."""
        macros = self._living(lambda server: server.Module("xlwings._xlwindows"))
        self.server().SetAttr(macros, "BOOK_CALLER", workbook)
        self.server().Exec(command)

    def _living(self, ask: Callable[[Any], Any]) -> Any:
        """Ask the server; where that says that it is gone (IsGone), a new one once more."""
        try:
            return ask(self.server())
        except pythoncom.com_error as error:
            if error.hresult not in _GONE:
                raise
        except AttributeError:
            # How pywin32 says that the server could not be asked for a name: VBA has error 462.
            pass
        self._server = None
        return ask(self.server())

    def server(self) -> Any:
        """Server."""
        if self._server is None:
            if self._start_failed:
                raise VbaError("Python did not start")
            self._start_failed = True
            self.starts += 1
            self._server = self._xlwings.xlpy()
            self._start_failed = False
        return self._server
