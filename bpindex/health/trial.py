"""Starts the server through the library that Excel loads, with Excel's command line, once.

Run as a module, with the interpreter and the name of the library; its exit code is its answer.
"""

import sys
from typing import Any

from bpindex.health.examining import FUNCTIONS, SCORE, SCORE_ARGUMENTS
from bpindex.health.windows import TRIAL_ENDS

_CODES = {what: code for code, what in TRIAL_ENDS.items()}
# As the VBA module of xlwings builds it for a workbook without settings of its own.
_COMMAND = (
    'cmd.exe  /K ""{interpreter}" -B -c "import sys, os;import xlwings.utils;'
    'xlwings.utils.prepare_sys_path(\\"False;;;;;;\\");'
    "import xlwings; xlwings.serve('$(CLSID)')\"\""
)
_START = 1


def main(interpreter: str, library: str) -> int:
    """Return 0 where the server gave the right score, one of TRIAL_ENDS otherwise."""
    if sys.platform != "win32":
        return _CODES["no_library"]
    import ctypes
    from pathlib import Path

    import pythoncom
    import win32com.client.dynamic

    class Variant(ctypes.Structure):
        _fields_ = (
            ("kind", ctypes.c_ushort),
            ("reserved", ctypes.c_ushort * 3),
            ("value", ctypes.c_void_p),
            ("more", ctypes.c_void_p),
        )

    try:
        activate = ctypes.WinDLL(str(Path(interpreter).with_name(library))).XLPyDLLActivateAuto
    except (OSError, AttributeError):
        return _CODES["no_library"]
    result = Variant()
    command = _COMMAND.format(interpreter=interpreter).encode("mbcs", "replace")
    failed = activate(ctypes.byref(result), command, ctypes.c_long(_START))
    if failed or result.kind != pythoncom.VT_DISPATCH or result.value is None:
        return _CODES["no_start"]
    pointer = pythoncom.ObjectFromAddress(result.value, pythoncom.IID_IDispatch)
    server = win32com.client.dynamic.Dispatch(pointer)
    number = _pid(server)
    try:
        found = server.CallUDF(FUNCTIONS, "BP_DIEM", SCORE_ARGUMENTS, None, None)
        return 0 if abs(float(found) - SCORE) < 1e-9 else _CODES["wrong"]
    except (pythoncom.com_error, TypeError, ValueError):
        return _CODES["wrong"]
    finally:
        _end(number)


def _pid(server: Any) -> int:
    return int(server.Str(server.Eval("__import__('os').getpid()")))


def _end(number: int) -> None:
    """End the server: it serves nobody else, and would keep the files of Python in use."""
    if sys.platform == "win32":
        import win32api
        import win32con

        process = win32api.OpenProcess(win32con.PROCESS_TERMINATE, False, number)
        win32api.TerminateProcess(process, 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
