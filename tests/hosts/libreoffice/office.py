"""The product's LibreOffice under the tests' remote control."""

import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bpindex.hosts.libreoffice.bridge import Bridge
from bpindex.hosts.libreoffice.desk import Dialogs
from bpindex.hosts.libreoffice.office import Office as ProductOffice
from bpindex.hosts.libreoffice.office import what_is_missing
from bpindex.hosts.libreoffice.saved_file import is_mended

# The system's own programs: a virtual environment on PATH breaks the Python inside LibreOffice.
SYSTEM_PATH = "/usr/bin:/bin"
HERE = Path(__file__).parent


def missing() -> str:
    """Return what keeps the tests from running here, or nothing."""
    for program, package in {"pdftotext": "poppler-utils", "pdftoppm": "poppler-utils"}.items():
        if shutil.which(program, path=SYSTEM_PATH) is None:
            return f"no {program} on this machine: install {package}"
    return what_is_missing()


def is_for_excel(workbook: Path) -> bool:
    """Return whether a saved workbook is written to its end and one for Excel again."""
    try:
        return is_mended(workbook.read_bytes())
    except zipfile.BadZipFile:
        return False


class Office(ProductOffice):
    """LibreOffice; `do(name, ...)` calls a method of the starter or of `remote.Remote`."""

    starter = HERE / "remote.py"

    def __init__(self, *, visible: bool = False, display: str = "") -> None:
        super().__init__(visible=visible, more_environment={"DISPLAY": display} if display else {})
        self._books = Path(tempfile.mkdtemp(prefix="bcs-books-"))
        self._opened = 0

    def __exit__(self, *details: Any) -> None:
        super().__exit__(*details)
        shutil.rmtree(self._books, ignore_errors=True)

    @property
    def dialogs(self) -> Dialogs:
        """What was said and asked without a screen."""
        assert self.bridge.dialogs is not None
        return self.bridge.dialogs

    def open_copy(self, workbook: Path, *, with_python: bool = True) -> "Document":
        """Open a copy of a workbook; what was open before stays open."""
        self._opened += 1
        copy = self._books / f"{workbook.stem}-{self._opened}{workbook.suffix}"
        shutil.copy(workbook, copy)
        return Document(self, self.open(copy, with_python=with_python), copy)


@dataclass(frozen=True)
class Document:
    """A workbook that is open in the office."""

    office: Office
    number: int
    path: Path

    @property
    def bridge(self) -> Bridge:
        """What the workbook's functions and buttons called."""
        return self.office.bridge

    def do(self, name: str, *arguments: Any) -> Any:
        """Return what the office answers about this workbook."""
        return self.office.do(name, *arguments, document=self.number)
