"""The state of the installation, item by item, for staff and for those who help them."""

import os
import platform
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from bpindex import __version__
from bpindex.errors import PackageError
from bpindex.index.files import bundled_index_sets
from bpindex.render.pdf import find_libreoffice
from bpindex.words import command_line as command_words

_PACKAGES = (
    *("numpy", "pandas", "openpyxl", "python-calamine", "rapidfuzz", "xlwings", "defusedxml"),
    *("XlsxWriter", "pyOpenVBA", "python-docx", "lxml"),
)
_OLDEST_PYTHON = (3, 11)
# The server that Excel starts takes an ANSI command line of limited length.
_LONGEST_PATH = 200


@dataclass(frozen=True)
class Item:
    """One thing that was looked at; only `required` ones make the whole unhealthy."""

    name: str
    ok: bool
    detail: str
    required: bool = True


def examine() -> Iterator[Item]:
    """Yield what was found on this machine."""
    yield Item("bpindex", True, __version__)
    yield Item(
        "Python",
        sys.version_info >= _OLDEST_PYTHON,
        f"{platform.python_version()} {sys.executable}",
    )
    for name in _PACKAGES:
        try:
            yield Item(name, True, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Item(name, False, command_words.DOCTOR_NOT_INSTALLED)
    try:
        sets = ", ".join(f"{item.id} ({item.effective_from})" for item in bundled_index_sets())
        yield Item(command_words.DOCTOR_INDEX_SETS, True, sets)
    except PackageError as error:
        yield Item(command_words.DOCTOR_INDEX_SETS, False, str(error))
    program = find_libreoffice()
    yield Item(
        "LibreOffice", program is not None, program or command_words.DOCTOR_PDF_ONLY, required=False
    )
    yield from _excel_server()


def _excel_server() -> Iterator[Item]:
    """Yield what Excel on Windows needs to start Python."""
    if sys.platform != "win32":
        yield Item("Excel", False, command_words.DOCTOR_WINDOWS_ONLY, required=False)
        return
    version = metadata.version("xlwings")
    library = Path(sys.executable).with_name(f"xlwings64-{version}.dll")
    yield Item(library.name, library.exists(), str(library))
    # Without this folder pywin32 writes to the temporary one, and Excel's server cannot even start
    # where the name of that one has letters that the ANSI code page lacks.
    folder = Path(sysconfig.get_path("platlib"), "win32com", "gen_py")
    is_plain = os.environ.get("TMP", "").isascii() and os.environ.get("TEMP", "").isascii()
    yield Item("pywin32 gen_py", folder.is_dir() or is_plain, str(folder))
    path = str(sys.executable)
    yield Item(command_words.DOCTOR_PATH, path.isascii() and len(path) <= _LONGEST_PATH, path)
