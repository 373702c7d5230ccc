"""LibreOffice for tests: started with its own profile, driven line by line, always stopped.

UNO belongs to the system's Python and numpy to the tests' one, so three processes take part:
the tests (with the relay), `uno_side.py` run by the system's Python, and the office itself.
"""

import json
import os
import select
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.libreoffice.relay import Relay

# The system's own programs: a virtual environment on PATH breaks the Python inside LibreOffice.
SYSTEM_PATH = "/usr/bin:/bin"
HERE = Path(__file__).parent
ANSWER_SECONDS = 90
STOP_SECONDS = 30


def missing() -> str:
    """Return what keeps the tests from running here, or nothing."""
    programs = {
        "soffice": "libreoffice-calc",
        "python3": "python3",
        "pdftotext": "poppler-utils",
        "pdftoppm": "poppler-utils",
    }
    for program, package in programs.items():
        if shutil.which(program, path=SYSTEM_PATH) is None:
            return f"no {program} on this machine: install {package}"
    probe = subprocess.run(
        ["python3", "-c", "import uno, unohelper"], env=_environment("/tmp"), capture_output=True
    )
    if probe.returncode:
        return "the system's Python has no UNO: install python3-uno"
    office = Path(shutil.which("soffice", path=SYSTEM_PATH) or "").resolve().parent
    if not (office / "pythonscript.py").exists():
        return "LibreOffice runs no Python: install libreoffice-script-provider-python"
    return ""


def _environment(home: str) -> dict[str, str]:
    return {"PATH": SYSTEM_PATH, "HOME": home, "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}


class Office:
    """A running LibreOffice; `do(name, ...)` calls a method of `uno_side.Side`."""

    def __init__(self) -> None:
        # A short path: the name of a socket has room for about a hundred bytes.
        self._folder = Path(tempfile.mkdtemp(prefix="bcs-"))
        self.relay = Relay(self._folder / "relay")
        self._opened = 0
        self.starts = 0
        self._log = (self._folder / "log").open("w+")

    def __enter__(self) -> "Office":
        self.relay.__enter__()
        self._start()
        return self

    def _start(self) -> None:
        self.starts += 1
        arguments = [self._folder / f"profile{self.starts}", self.relay.socket_path, HERE]
        self._side = subprocess.Popen(
            ["python3", HERE / "uno_side.py", *map(os.fspath, arguments)],
            env=_environment(os.fspath(self._folder)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._stop()
        finally:
            self.relay.__exit__()
            self._log.close()
            shutil.rmtree(self._folder, ignore_errors=True)

    def _stop(self) -> None:
        try:
            assert self._side.stdin and self._side.stdout
            self._side.stdin.close()
            self._side.stdout.close()
            self._side.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._side.terminate()
            self._side.wait(STOP_SECONDS)

    def do(self, name: str, *arguments: Any, document: int | None = None) -> Any:
        """Return what the office answers; a failure there is a failure here."""
        assert self._side.stdin and self._side.stdout
        request = json.dumps({"do": name, "with": arguments, "document": document})
        self._side.stdin.write(request.encode() + b"\n")
        self._side.stdin.flush()
        ready, _, _ = select.select([self._side.stdout], [], [], ANSWER_SECONDS)
        line = self._side.stdout.readline() if ready else b""
        if not line:
            self._log.seek(0)
            raise AssertionError(f"LibreOffice gave no answer to {name}: {self._log.read()}")
        answer = json.loads(line)
        if "error" in answer:
            raise AssertionError(answer["error"])
        return answer["ok"]

    def open(self, workbook: Path, *, with_python: bool = True) -> "Document":
        """Open a copy of a workbook; with Python, its functions are computed by the relay.

        LibreOffice itself crashes now and then while modules are put in: it is started anew.
        """
        for _ in range(2):
            try:
                return self._open(workbook, with_python)
            except AssertionError as error:
                if "DisposedException" not in str(error):
                    raise
                self._stop()
                self._start()
        return self._open(workbook, with_python)

    def _open(self, workbook: Path, with_python: bool) -> "Document":
        self._opened += 1
        copy = self._folder / f"{workbook.stem}-{self._opened}{workbook.suffix}"
        shutil.copy(workbook, copy)
        document = Document(self, self.do("open", os.fspath(copy)))
        if with_python:
            document.do("install_shim")
            document.do("run", "BoChiSo_Server.StartServer")
        return document


@dataclass(frozen=True)
class Document:
    """A workbook that is open in the office."""

    office: Office
    number: int

    @property
    def relay(self) -> Relay:
        """What the workbook's functions and buttons called."""
        return self.office.relay

    def do(self, name: str, *arguments: Any) -> Any:
        """Return what the office answers about this workbook."""
        return self.office.do(name, *arguments, document=self.number)
