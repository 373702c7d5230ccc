"""The product's LibreOffice under the tests' remote control."""

import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bpindex.hosts.libreoffice.office import STOP_SECONDS, what_is_missing
from bpindex.hosts.libreoffice.office import Office as ProductOffice
from bpindex.hosts.libreoffice.saved_file import is_mended
from tests.hosts.libreoffice.watching import Dialogs, WatchedBridge

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
    patience_seconds = STOP_SECONDS
    bridge: WatchedBridge

    def __init__(self, *, display: str = "") -> None:
        dialogs = None if display else Dialogs()
        super().__init__(lambda on_saved: WatchedBridge(on_saved, dialogs))
        self._display = display
        self._books = Path(tempfile.mkdtemp(prefix="bcs-books-"))
        self._opened = 0

    def __exit__(self, *details: Any) -> None:
        super().__exit__(*details)
        shutil.rmtree(self._books, ignore_errors=True)

    def told(self) -> dict[str, str]:
        """Return what the office learns from its environment; headless it can show no message."""
        if self._display:
            return {**super().told(), "DISPLAY": self._display}
        told = {**super().told(), "SAL_USE_VCLPLUGIN": "svp", "HOME": str(self._folder)}
        return {**told, "BOCHISO_NOT_MENDED": ""}

    def open_bare(self, workbook: Path) -> int:
        """Open any workbook as LibreOffice does without us, and return its number."""
        number: int = self.do("open", str(workbook.resolve()))
        self.do("show", document=number)
        return number

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
        number = self.open(copy) if with_python else self.open_bare(copy)
        return Document(self, number, copy)


@dataclass(frozen=True)
class Document:
    """A workbook that is open in the office."""

    office: Office
    number: int
    path: Path

    @property
    def bridge(self) -> WatchedBridge:
        """What the workbook's functions and buttons called."""
        return self.office.bridge

    def do(self, name: str, *arguments: Any) -> Any:
        """Return what the office answers about this workbook."""
        return self.office.do(name, *arguments, document=self.number)
