"""A type library of the fake Excel: the names, arguments and interface ids that Excel's has.

Registered under the id of Excel's own library, it makes xlwings generate its early-bound classes
as on an office machine; without it neither named arguments nor ranges would be recognised.
"""

import inspect
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pythoncom
import pywintypes

from tests.hosts.windows import com, com_app, com_books, com_cells, com_names, com_notes, com_sheets

EXCEL_LIBRARY = pywintypes.IID("{00020813-0000-0000-C000-000000000046}")
_STANDARD_LIBRARY = pywintypes.IID("{00020430-0000-0000-C000-000000000046}")
_VERSION = (1, 9)
_SYS_WIN64 = 3
_VT_VARIANT = 12
_IN = 0x1
_OPTIONAL_IN = _IN | 0x10
_PROPERTY_GET, _PROPERTY_PUT, _METHOD = 2, 4, 1
_FUNC_DISPATCH, _CC_STDCALL = 4, 4
# Excel's own ids, where something looks at them; the others get one made from the name.
_KNOWN_IDS = {"Range": "{00020846-0000-0000-C000-000000000046}"}
# Arguments that xlwings names although the fake takes them as "the others".
_MORE_ARGUMENTS = {"SaveAs": ["Password"]}
# Protect has the most.
_MOST_ARGUMENTS = 16
_MODULES = (com, com_app, com_books, com_cells, com_names, com_notes, com_sheets)


@dataclass(frozen=True)
class Member:
    """A member as COM sees it: one invocation kind, its arguments, how many must be given."""

    name: str
    kind: int
    arguments: tuple[str, ...] = ()
    required: int = 0


def members_of(cls: type) -> Iterator[Member]:
    """Yield the members of a class of the fake Excel."""
    for name in sorted(dir(cls)):
        found = inspect.getattr_static(cls, name)
        if isinstance(found, com.Property):
            yield Member(name, _PROPERTY_GET)
            if found._set is not None:
                yield Member(name, _PROPERTY_PUT, ("RHS",))
        elif (original := original_of(found)) is not None:
            function, kind = original
            arguments = tuple(_arguments(function))
            required = sum(item.default is item.empty for item in _parameters(function))
            is_method = kind == "method"
            yield Member(name, _METHOD if is_method else _PROPERTY_GET, arguments, required)


def original_of(found: Any) -> tuple[Callable[..., Any], str] | None:
    """Return the function behind `com.method` or `com.indexed` and which of them it is."""
    if not inspect.isfunction(found) or found.__module__ == "typing":
        return None
    inner = inspect.getclosurevars(found).nonlocals
    return (inner["function"], inner["kind"]) if {"function", "kind"} <= set(inner) else None


def _arguments(function: Callable[..., Any]) -> Iterator[str]:
    named = [item.name for item in _parameters(function)]
    named += _MORE_ARGUMENTS.get(function.__name__, [])
    yield from named
    if any(item.kind is item.VAR_POSITIONAL for item in _all_parameters(function)):
        yield from (f"Arg{number}" for number in range(len(named) + 1, _MOST_ARGUMENTS + 1))


def _parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    found = _all_parameters(function)
    return [item for item in found if item.kind is item.POSITIONAL_OR_KEYWORD]


def _all_parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    return list(inspect.signature(function).parameters.values())[1:]


def classes() -> dict[str, list[type]]:
    """Return the classes of the fake Excel under the names that COM gives them.

    Several classes of one name (a range, its rows) are one to COM, with the members of all.
    """
    found: dict[str, list[type]] = {}
    for module in _MODULES:
        for cls in vars(module).values():
            if not inspect.isclass(cls) or not issubclass(cls, com.ComObject):
                continue
            name = cls._com_class if cls._com_class != com.ComObject._com_class else cls.__name__
            if cls is not com.ComObject and cls not in found.setdefault(name.strip("_"), []):
                found[name.strip("_")].append(cls)
    return found


class TypeLibrary:
    """The library in a file, registered, with a type info for every class of the fake Excel."""

    def __init__(self, path: Path) -> None:
        self._names: dict[int, str] = {pythoncom.DISPID_NEWENUM: "_NewEnum", 0: "_Default"}
        self._dispids = {name.lower(): number for number, name in self._names.items()}
        path.unlink(missing_ok=True)
        library = pythoncom.CreateTypeLib2(_SYS_WIN64, str(path))
        library.SetName("Excel")
        library.SetGuid(EXCEL_LIBRARY)
        library.SetVersion(*_VERSION)
        ids = {name: self._add(library, name, owners) for name, owners in classes().items()}
        library.SaveAllChanges()
        loaded = pythoncom.LoadTypeLib(str(path))
        pythoncom.RegisterTypeLib(loaded, str(path))
        self._infos = {
            owner: loaded.GetTypeInfoOfGuid(ids[name])
            for name, owners in classes().items()
            for owner in owners
        }

    def dispid(self, name: str) -> int | None:
        """Return the number of a member by its name, whatever the case."""
        return self._dispids.get(name.lower())

    def name(self, dispid: int) -> str:
        """Return the name of a member by its number."""
        return self._names[dispid]

    def add(self, name: str) -> int:
        """Return the number of a member by its name, a new number for a new name."""
        dispid = self._dispids.setdefault(name.lower(), len(self._dispids) + 1)
        self._names.setdefault(dispid, name)
        return dispid

    def info(self, cls: type) -> Any:
        """Return the type info of a class of the fake Excel."""
        return self._infos[cls]

    def _add(self, library: Any, name: str, owners: list[type]) -> Any:
        iid = pywintypes.IID(
            _KNOWN_IDS.get(name) or f"{{{uuid.uuid5(uuid.NAMESPACE_URL, f'bpindex/{name}')}}}"
        )
        info = library.CreateTypeInfo(name, pythoncom.TKIND_DISPATCH)
        info.SetGuid(iid)
        # Every such interface has the functions of IDispatch before its own.
        info.AddImplType(0, info.AddRefTypeInfo(_dispatch_interface()))
        members = {(m.name, m.kind): m for owner in reversed(owners) for m in members_of(owner)}
        if any(hasattr(owner, "__call__") for owner in owners):  # noqa: B004 - is it defined
            members["", 0] = Member("_Default", _PROPERTY_GET, ("Arg1", "Arg2"))
        if any(hasattr(owner, "__iter__") for owner in owners):
            members["", 1] = Member("_NewEnum", _PROPERTY_GET)
        for index, member in enumerate(members.values()):
            self._add_member(info, index, member)
        info.LayOut()
        return iid

    def _add_member(self, info: Any, index: int, member: Member) -> None:
        description = pythoncom.FUNCDESC()
        description.memid = self.add(member.name)
        description.funckind = _FUNC_DISPATCH
        description.invkind = member.kind
        description.callconv = _CC_STDCALL
        is_put = member.kind == _PROPERTY_PUT
        required = 1 if is_put else member.required
        description.args = tuple(
            (_VT_VARIANT, _IN if number < required else _OPTIONAL_IN, None)
            for number in range(len(member.arguments))
        )
        description.rettype = (24 if is_put else _VT_VARIANT, 0, None)
        info.AddFuncDesc(index, description)
        # The value of a put has no name of its own.
        names = () if is_put else member.arguments
        info.SetFuncAndParamNames(index, (member.name, *names))


def _dispatch_interface() -> Any:
    library = pythoncom.LoadRegTypeLib(_STANDARD_LIBRARY, 2, 0)
    return library.GetTypeInfoOfGuid(pythoncom.IID_IDispatch)
