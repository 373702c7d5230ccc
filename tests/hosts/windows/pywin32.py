# ruff: noqa: N802 - members carry the names that pywin32 gives them
"""Stand-ins for the pywin32 modules that xlwings imports on Windows, without any COM in them.

Only what xlwings 0.37 touches is here. A COM object is an instance of `DispatchBaseClass`; the
"pointer" behind it is its `PyIDispatch`, which leads back to the object, so that code that takes
an object apart and puts it together again (`Dispatch(pointer)`) gets the same fake.
"""

import ctypes
import datetime as dt
import types
from collections.abc import Callable
from typing import Any

DISP_E_EXCEPTION = -2147352567
DISP_E_UNKNOWNNAME = -2147352570
DISP_E_BADINDEX = -2147352565
RPC_E_CALL_REJECTED = -2147418111
EXCEL_1004 = -2146827284

RANGE_IID = "{00020846-0000-0000-C000-000000000046}"
HWND = 132766
PID = 4711


class com_error(Exception):  # noqa: N801, N818 - the name that pywin32 gives it
    """The only error that a COM call raises: four arguments, as in pywin32."""

    def __init__(
        self,
        hresult: int,
        strerror: str = "",
        excepinfo: tuple[Any, ...] | None = None,
        argerror: int | None = None,
    ) -> None:
        super().__init__(hresult, strerror, excepinfo, argerror)
        self.hresult, self.strerror = hresult, strerror
        self.excepinfo, self.argerror = excepinfo, argerror


def excel_error(text: str, scode: int = EXCEL_1004) -> com_error:
    """The error with which Excel refuses a call that it understood."""
    info = (0, "Microsoft Excel", text, "xlmain11.chm", 0, scode)
    return com_error(DISP_E_EXCEPTION, "Exception occurred.", info, None)


def rejected() -> com_error:
    """The error of any call made while the user is editing a cell or Excel is busy."""
    return com_error(RPC_E_CALL_REJECTED, "Call was rejected by callee.", None, None)


class error(Exception):  # noqa: N801, N818 - the name that pywin32 gives it
    """The error of the Windows functions that are not COM."""


class IID(str):
    """A class or interface id, equal to another whatever the case of its letters."""

    def __new__(cls, text: str) -> "IID":
        return super().__new__(cls, text.upper())


class TimeType(dt.datetime):
    """A date as COM hands it over; as in pywin32, a datetime with a time zone."""


class PyIDispatch:
    """What pywin32 keeps in `_oleobj_`: the bare interface pointer."""

    def __init__(self, owner: Any, com_class: str, iid: str) -> None:
        self.owner, self._com_class, self._iid = owner, com_class, iid

    def GetIDsOfNames(self, _lcid: int, *names: str) -> int:
        raise com_error(DISP_E_UNKNOWNNAME, "Unknown name.", None, None)

    def GetTypeInfo(self) -> "PyIDispatch":
        return self

    def GetTypeAttr(self) -> types.SimpleNamespace:
        return types.SimpleNamespace(iid=IID(self._iid))

    def GetDocumentation(self, _member: int) -> tuple[str, None, int, None]:
        return (self._com_class, None, 0, None)


class CDispatch:
    """Base of the late-bound objects; nothing here is one."""


class DispatchBaseClass:
    """Base of the early-bound objects, and so of every object of the fake Excel."""


class Wrapped:
    """A Python object on its way to Excel, as `win32com.server.util.wrap` makes it."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner


def _unwrap(token: Any) -> Any:
    if not isinstance(token, Wrapped):
        raise ValueError("not a Python object that was handed to COM")
    return token.inner


class Desktop:
    """The Windows desktop: at most one Excel on it, and the message boxes that were shown."""

    def __init__(self) -> None:
        self.application: Any = None
        self.messages: list[tuple[str, str, int]] = []
        self.answer = 1
        self.asked: list[tuple[str, str]] = []
        self.typed = ""
        self.chosen: list[str] = []

    def message_box(self, _hwnd: Any, text: str, title: str, style: int = 0) -> int:
        self.messages.append((text, title, style))
        return self.answer


desktop = Desktop()


def dispatch(target: Any, *_args: Any, **_kwargs: Any) -> Any:
    """`win32com.client.Dispatch`: the object behind a pointer, or the object itself."""
    if target == "Excel.Application":
        if desktop.application is None:
            raise com_error(-2147221005, "Invalid class string", None, None)
        return desktop.application
    pointer = getattr(target, "_oleobj_", target)
    if not isinstance(pointer, PyIDispatch):
        raise TypeError(f"not a COM object: {target!r}")
    return pointer.owner


def _module(name: str, **members: Any) -> types.ModuleType:
    module = types.ModuleType(name, "A stand-in for the pywin32 module of this name.")
    module.__dict__.update(members)
    return module


def _nothing(*_args: Any, **_kwargs: Any) -> None:
    return None


def modules() -> dict[str, types.ModuleType]:
    """All stand-in modules under the names that xlwings imports."""
    client = _module(
        "win32com.client",
        CDispatch=CDispatch,
        CoClassBaseClass=DispatchBaseClass,
        DispatchBaseClass=DispatchBaseClass,
        Dispatch=dispatch,
        DispatchEx=dispatch,
        gencache=_module("win32com.client.gencache", EnsureModule=_nothing),
        dynamic=_module("win32com.client.dynamic"),
    )
    server = _module(
        "win32com.server",
        policy=_module("win32com.server.policy", DefaultPolicy=object),
        dispatcher=_module("win32com.server.dispatcher"),
        util=_module(
            "win32com.server.util", wrap=lambda obj, iid=None: Wrapped(obj), unwrap=_unwrap
        ),
        exception=_module("win32com.server.exception", COMException=com_error),
    )
    found = [
        _module("pywintypes", IID=IID, com_error=com_error, error=error, TimeType=TimeType),
        _module(
            "pythoncom",
            __file__="pythoncom311.dll",
            TypeIIDs={"IDispatch": PyIDispatch},
            IID_IDispatch="IDispatch",
            IID_IEnumVARIANT="IEnumVARIANT",
            com_error=com_error,
            ole_error=com_error,
            CoInitialize=_nothing,
            CoMarshalInterThreadInterfaceInStream=lambda _iid, obj: obj,
            CoGetInterfaceAndReleaseStream=lambda stream, _iid: stream,
        ),
        _module("win32api", MessageBox=desktop.message_box, GetAsyncKeyState=lambda key: 0),
        _module(
            "win32con",
            MB_OK=0,
            MB_OKCANCEL=1,
            MB_YESNOCANCEL=3,
            MB_YESNO=4,
            MB_ICONWARNING=48,
            MB_ICONINFORMATION=64,
        ),
        _module("win32event"),
        _module("win32gui", FindWindowEx=lambda hwnd, *_args: hwnd),
        _module("win32process", GetWindowThreadProcessId=lambda hwnd: (1, PID)),
        _module("win32timezone", TimeZoneInfo=types.SimpleNamespace(utc=lambda: dt.UTC)),
        _module("win32com", client=client, server=server),
        client,
        client.gencache,
        client.dynamic,
        server,
        *(getattr(server, name) for name in ("policy", "dispatcher", "util", "exception")),
    ]
    return {module.__name__: module for module in found}


def dynamic_libraries() -> dict[str, Any]:
    """The members of `ctypes` that exist only on Windows, as far as xlwings calls them."""

    def top_window(_parent: Any) -> int:
        return HWND if desktop.application is not None else 0

    user32 = types.SimpleNamespace(
        GetTopWindow=top_window,
        GetWindow=lambda _hwnd, _which: 0,
        GetForegroundWindow=lambda: HWND,
        SetForegroundWindow=_nothing,
        MessageBoxW=desktop.message_box,
    )
    ole32 = types.SimpleNamespace(CLSIDFromString=_nothing)
    oleacc = types.SimpleNamespace(AccessibleObjectFromWindow=_nothing)
    return {
        "oledll": types.SimpleNamespace(ole32=ole32, oleacc=oleacc),
        "windll": types.SimpleNamespace(user32=user32),
    }


class PyDLL(ctypes.PyDLL):
    """Stands for the library of pythoncom itself, of which xlwings takes one function."""

    class _Function:
        restype: Callable[..., Any] | None = None

        def __call__(self, *_args: Any) -> Any:
            return desktop.application

    def __init__(self, _path: str) -> None:
        self.PyCom_PyObjectFromIUnknown = self._Function()
