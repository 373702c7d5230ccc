# ruff: noqa: N802 - members carry the names that Excel gives them
"""The ground under the fake Excel: objects whose every property and method use is recorded."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from tests.hosts.windows import pywin32


class NotFakedError(BaseException):
    """The code under test asked for something that the fake Excel does not have.

    Not an Exception, so that a macro that turns every error into a message for the user cannot
    hide it. xlwings repeats a call for ever on AttributeError: that error never leaves a fake.
    """


def plain(argument: Any) -> Any:
    """An argument as it arrives in Excel: an object handed over is taken out of its wrapper."""
    if isinstance(argument, ComObject | str | int | float | tuple | list | type(None)):
        return argument
    pointer = getattr(argument, "_oleobj_", None)
    return pointer.owner if isinstance(pointer, pywin32.PyIDispatch) else argument


def _guarded(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    try:
        return function(
            *(plain(arg) for arg in args), **{key: plain(arg) for key, arg in kwargs.items()}
        )
    except AttributeError as error:
        raise NotFakedError(f"a mistake in the fake Excel: {error}") from error


if TYPE_CHECKING:
    from builtins import property as Property  # noqa: N812

    __all__ = ["Property"]
else:

    class Property:
        """A property of a COM object; without a setter it can only be read."""

        def __init__(self, getter: Callable[[Any], Any]) -> None:
            self._get: Callable[[Any], Any] = getter
            self._set: Callable[[Any, Any], None] | None = None
            self.name, self.__doc__ = getter.__name__, getter.__doc__

        def setter(self, setter: Callable[[Any, Any], None]) -> "Property":
            self._set = setter
            return self

        def __set_name__(self, _owner: type, name: str) -> None:
            self.name = name

        def __get__(self, obj: Any, _owner: type) -> Any:
            if obj is None:
                return self
            obj._recorder.record("get", f"{obj._com_class}.{self.name}")
            return _guarded(self._get, obj)

        def __set__(self, obj: Any, value: Any) -> None:
            name = f"{obj._com_class}.{self.name}"
            if self._set is None:
                raise NotFakedError(f"the fake Excel cannot set {name}")
            obj._recorder.record("put", name)
            _guarded(self._set, obj, value)


def stored(name: str, default: Any = None) -> Any:
    """A property that only remembers what was last put into it."""

    def read(obj: Any) -> Any:
        return obj._stored.get(name, default)

    def write(obj: Any, value: Any) -> None:
        obj._stored[name] = value

    return Property(read).setter(write)  # the class that holds it gives it its name


def method(function: Callable[..., Any], kind: str = "method") -> Callable[..., Any]:
    """A method of a COM object (it stays a bound method: xlwings looks for that type)."""

    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        self._recorder.record(kind, f"{self._com_class}.{function.__name__}")
        return _guarded(function, self, *args, **kwargs)

    call.__name__, call.__doc__ = function.__name__, function.__doc__
    return call


def indexed(function: Callable[..., Any]) -> Callable[..., Any]:
    """A property with arguments: pywin32 calls it like a method, Excel sees one property read."""
    return method(function, "get")


class ComObject(pywin32.DispatchBaseClass):
    """An object of the fake Excel. Attributes with a leading underscore are not COM."""

    _com_class = "Object"
    _iid = "{00020400-0000-0000-C000-000000000046}"

    def __init__(self, recorder: Any) -> None:
        self._recorder = recorder
        self._stored: dict[str, Any] = {}
        self._oleobj_ = pywin32.PyIDispatch(self, self._com_class, self._iid)

    @property
    def CLSID(self) -> pywin32.IID:
        return pywin32.IID(self._iid)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        raise NotFakedError(f"the fake Excel has no {self._com_class}.{name}")

    def __setattr__(self, name: str, value: Any) -> None:
        if not name.startswith("_") and not isinstance(getattr(type(self), name, None), Property):
            raise NotFakedError(f"the fake Excel cannot set {self._com_class}.{name}")
        super().__setattr__(name, value)


class Bag(ComObject):
    """An object of pure settings (a font, a page setup): any property can be put and read."""

    def __init__(self, recorder: Any, com_class: str) -> None:
        super().__init__(recorder)
        self._com_class = com_class

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        self._recorder.record("get", f"{self._com_class}.{name}")
        return self._stored.get(name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            object.__setattr__(self, name, value)
            return
        self._recorder.record("put", f"{self._com_class}.{name}")
        self._stored[name] = value


class Collection(ComObject):
    """A collection: an item by name (whatever the case) or by its number from 1."""

    def __init__(self, recorder: Any, com_class: str, parent: Any = None) -> None:
        super().__init__(recorder)
        self._com_class, self._parent = com_class, parent

    def _members(self) -> dict[str, Any]:
        raise NotImplementedError

    def _item(self, key: Any) -> Any:
        members = self._members()
        if isinstance(key, int | float):
            if 1 <= int(key) <= len(members):
                return list(members.values())[int(key) - 1]
        else:
            for name, member in members.items():
                if name.lower() == str(key).lower():
                    return member
        raise pywin32.com_error(
            pywin32.DISP_E_EXCEPTION,
            "Exception occurred.",
            (0, None, None, None, 0, pywin32.DISP_E_BADINDEX),
            None,
        )

    def __call__(self, key: Any) -> Any:
        """The default property, which pywin32 calls like a function."""
        self._recorder.record("get", f"{self._com_class}.Item")
        return _guarded(self._item, key)

    def __iter__(self) -> Iterator[Any]:
        """An enumerator that fetches one item per call, and learns in a last one of the end."""
        self._recorder.record("get", f"{self._com_class}._NewEnum")
        for member in list(self._members().values()):
            self._recorder.record("method", "IEnumVARIANT.Next")
            yield member
        self._recorder.record("method", "IEnumVARIANT.Next")

    @method
    def Item(self, key: Any) -> Any:
        return self._item(key)

    @Property
    def Count(self) -> int:
        return len(self._members())
