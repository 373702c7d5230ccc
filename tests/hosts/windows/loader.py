"""xlwings as it imports on Windows, beside the xlwings of this system.

Inside `windows_xlwings()` the name `xlwings` in `sys.modules` means a second copy of the package,
loaded once per process while the interpreter said it runs on Windows and stand-ins took the place
of pywin32. Modules that bind xlwings when they are imported (`HOSTS`) are imported anew inside,
and everything is put back on leaving, so nothing reaches another test.
"""

import asyncio
import atexit
import ctypes
import importlib
import subprocess  # noqa: F401 - imported here, before the platform changes its name
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any
from unittest import mock

import numpy as np  # noqa: F401
import pandas as pd  # noqa: F401

from tests.hosts.windows import pywin32

HOSTS = ("bpindex.hosts", "tests.hosts.windows.sample")

_stand_ins = pywin32.modules()
_windows_modules: dict[str, ModuleType] = {}
_active: list[tuple[str, ...]] = []


def _is_under(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == first or name.startswith((f"{first}.", f"{first}_")) for first in prefixes)


@contextmanager
def _without(prefixes: tuple[str, ...]) -> Iterator[None]:
    """Forget the modules of these names, also in their packages; afterwards put them back."""

    def taken() -> dict[str, ModuleType]:
        return {name: sys.modules[name] for name in list(sys.modules) if _is_under(name, prefixes)}

    def package_of(name: str) -> tuple[ModuleType | None, str]:
        package, _, last = name.rpartition(".")
        inside = _is_under(package, prefixes)  # such a package goes and comes back as a whole
        return (None if inside else sys.modules.get(package)), last

    before = taken()
    for name in before:
        del sys.modules[name]
    try:
        yield
    finally:
        for name in taken():
            del sys.modules[name]
            package, last = package_of(name)
            if package:
                vars(package).pop(last, None)
        sys.modules.update(before)
        for name, module in before.items():
            package, last = package_of(name)
            if package:
                setattr(package, last, module)


def _load() -> dict[str, ModuleType]:
    """Import xlwings in disguise. Its pro folder, which this project does not use, stays out."""
    sys.modules["xlwings.pro"] = None  # type: ignore[assignment]
    try:
        with (
            mock.patch.object(sys, "platform", "win32"),
            mock.patch.object(ctypes, "PyDLL", pywin32.PyDLL),
        ):
            xlwings = importlib.import_module("xlwings")
            server = importlib.import_module("xlwings.com_server")
    finally:
        del sys.modules["xlwings.pro"]
    if not xlwings.has_pywin32:
        raise ImportError("xlwings did not load its Windows modules over the stand-ins")
    loop: asyncio.AbstractEventLoop = server.loop
    atexit.register(loop.close)
    atexit.unregister(xlwings._xlwindows.cleanup)  # it would look for running Excels
    return {name: module for name, module in sys.modules.items() if _is_under(name, ("xlwings",))}


@contextmanager
def windows_xlwings(*more_hosts: str) -> Iterator[Any]:
    """Give xlwings as on Windows; `import xlwings` means it until the end of the block.

    Import the code under test inside the block. Modules of HOSTS and `more_hosts` are imported
    anew for it, all others are shared with the rest of the session. Blocks can be nested.
    """
    managed = tuple(prefix for entry in _active for prefix in entry)
    if managed:
        fresh = tuple(host for host in more_hosts if not _is_under(host, managed))
        with _without(fresh):
            _active.append(fresh)
            try:
                yield sys.modules["xlwings"]
            finally:
                _active.pop()
        return
    prefixes = (*HOSTS, *more_hosts)
    with (
        _without(("xlwings", *_stand_ins, *prefixes)),
        mock.patch.multiple(ctypes, create=True, **pywin32.dynamic_libraries()),
    ):
        sys.modules.update(_stand_ins)
        if not _windows_modules:
            _windows_modules.update(_load())
        sys.modules.update(_windows_modules)
        xlwings: Any = _windows_modules["xlwings"]
        _active.append(("xlwings", *prefixes))
        try:
            yield xlwings
        finally:
            _active.pop()
            xlwings.udfs.udf_modules.clear()
            xlwings.udfs.cache.clear()
            xlwings._xlwindows.BOOK_CALLER = None
            if hasattr(xlwings.Book, "_mock_caller"):
                del xlwings.Book._mock_caller
