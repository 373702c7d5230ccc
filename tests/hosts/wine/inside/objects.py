"""The fake Excel as real COM objects: another process uses them as it would use Excel's."""

import datetime as dt
import inspect
from typing import Any

import pythoncom
import pywintypes
import winerror
from win32com.client import VARIANT
from win32com.server import policy, util
from win32com.server.exception import COMException

from tests.hosts.windows.com import Bag, ComObject, NotFakedError
from tests.hosts.windows.com_grid import ERRORS
from tests.hosts.windows.pywin32 import com_error
from tests.hosts.wine.inside.type_library import TypeLibrary, original_of

__all__ = ["Border", "cell_value"]

_MISSING = -2147352572
_PUTS = pythoncom.DISPATCH_PROPERTYPUT | pythoncom.DISPATCH_PROPERTYPUTREF
_PointerType = pythoncom.TypeIIDs[pythoncom.IID_IDispatch]
_ERROR_CODES = frozenset(ERRORS.values())


def cell_value(value: Any) -> Any:
    """Return a cell's value as Excel hands it over: empty cells and error values are of own kinds.

    A text such as "#N/A" stands for the error value.
    """
    if value is None:
        return pythoncom.Empty
    if isinstance(value, str) and value in ERRORS:
        return VARIANT(pythoncom.VT_ERROR, ERRORS[value])
    if isinstance(value, int) and value in _ERROR_CODES:
        return VARIANT(pythoncom.VT_ERROR, value)
    if isinstance(value, dt.datetime):
        return pywintypes.Time(value)
    return value


class Border:
    """The border between the fake Excel and COM."""

    def __init__(self, library: TypeLibrary) -> None:
        self._library = library
        self._pointers: dict[int, tuple[Any, Any]] = {}
        self.missing: list[str] = []
        """What was asked for that the fake does not have: each is a gap of the test, or a bug."""

    def pointer(self, item: ComObject) -> Any:
        """Return the COM pointer of an object, always the same one: it lives as long as we do."""
        known = self._pointers.get(id(item))
        if known is None:
            pointer = util.wrap(_Exported(self, self._library, item), usePolicy=_Policy)
            known = self._pointers[id(item)] = (pointer, item)
        return known[0]

    def outward(self, value: Any) -> Any:
        """Return a result of the fake as COM takes it."""
        if isinstance(value, ComObject):
            return self.pointer(value)
        if isinstance(value, tuple | list):
            return tuple(self.outward(item) for item in value)
        return cell_value(value)

    def inward(self, value: Any) -> Any:
        """Return an argument as the fake takes it."""
        if type(value) is _PointerType:
            return util.unwrap(value).item
        if isinstance(value, tuple):
            return tuple(self.inward(item) for item in value)
        return value


class _Exported:
    """One object of the fake, called by member numbers."""

    def __init__(self, border: Border, library: TypeLibrary, item: ComObject) -> None:
        self._border, self._library, self.item = border, library, item

    def dispid(self, name: str) -> int:
        found = self._library.dispid(name)
        if found is None and isinstance(self.item, Bag):
            found = self._library.add(name)
        if found is None:
            self._lacks(name)
            raise COMException(scode=winerror.DISP_E_UNKNOWNNAME)
        return found

    def type_info(self) -> Any:
        return self._library.info(type(self.item))

    def invoke(self, dispid: int, flags: int, args: tuple[Any, ...]) -> Any:
        given = tuple(self._border.inward(arg) for arg in args)
        try:
            value = self._invoke(dispid, flags, given)
        except com_error as error:
            text, code = (error.excepinfo or (0, "", error.strerror, "", 0, error.hresult))[2:6:3]
            raise COMException(desc=text, scode=code, source="Microsoft Excel") from error
        except NotFakedError as error:
            self._lacks(str(error))
            raise COMException(desc=str(error), scode=winerror.E_NOTIMPL) from error
        except COMException:
            raise
        except Exception as error:
            self._lacks(repr(error))
            raise
        result = self._border.outward(value) if value is not None else None
        # A tuple would be taken for a result and arguments given back.
        return (result,) if isinstance(result, tuple) else result

    def _invoke(self, dispid: int, flags: int, args: tuple[Any, ...]) -> Any:
        item: Any = self.item
        if dispid == pythoncom.DISPID_NEWENUM:
            members = [self._border.pointer(member) for member in item]
            return util.NewEnum(members, iid=pythoncom.IID_IEnumVARIANT)
        if dispid == pythoncom.DISPID_VALUE:
            return item(*_present(args)) if _present(args) else item.Value
        name = self._known(dispid)
        if flags & _PUTS:
            setattr(item, name, args[-1])
            return None
        found = inspect.getattr_static(type(item), name, None)
        original = original_of(found)
        if original is None:
            value = getattr(item, name)
            return value(*_present(args)) if _present(args) else value
        if original[1] == "method" and not flags & pythoncom.DISPATCH_METHOD:
            raise COMException(scode=winerror.DISP_E_MEMBERNOTFOUND)
        return getattr(item, name)(**_named(original[0], args))

    def _known(self, dispid: int) -> str:
        """Return the name of the member; refuse one that this object does not have."""
        name = self._library.name(dispid)
        if not isinstance(self.item, Bag) and not hasattr(type(self.item), name):
            self._lacks(name)
            raise COMException(scode=winerror.DISP_E_MEMBERNOTFOUND)
        return name

    def _lacks(self, what: str) -> None:
        self._border.missing.append(f"{self.item._com_class}: {what}")


class _Policy(policy.BasicWrapPolicy):
    """Gives COM what `_Exported` says of an object."""

    def _getidsofnames_(self, names: Any, lcid: int) -> tuple[int, ...]:
        return (self._obj_.dispid(names[0]),)

    def _invoke_(self, dispid: int, lcid: int, flags: int, args: Any) -> tuple[int, int, Any]:
        return 0, -1, self._obj_.invoke(dispid, flags, args)

    def _GetTypeInfoCount_(self) -> int:  # noqa: N802 - the name that pywin32 gives it
        return 1

    def _GetTypeInfo_(self, index: int, lcid: int) -> tuple[int, Any]:  # noqa: N802
        return 0, self._obj_.type_info()


def _present(args: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the arguments up to the last one that was given."""
    last = max((n for n, arg in enumerate(args, 1) if not _is_missing(arg)), default=0)
    return args[:last]


def _named(function: Any, args: tuple[Any, ...]) -> dict[str, Any]:
    """Return the given arguments by name; those left out keep the fake's own defaults."""
    parameters = list(inspect.signature(function).parameters.values())[1:]
    names = [item.name for item in parameters if item.kind is item.POSITIONAL_OR_KEYWORD]
    pairs = zip(names, args, strict=False)
    return {name: arg for name, arg in pairs if not _is_missing(arg)}


def _is_missing(arg: Any) -> bool:
    return isinstance(arg, int) and arg == _MISSING
