"""Starts LibreOffice with the workbook, serves it, and stops everything by its own process.

UNO belongs to the Python that LibreOffice was built for, and numpy to ours: so `starter.py` is
run by the former and told what to do line by line.
"""

import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from bpindex.desk.contract import Desk
from bpindex.errors import HostError, InputError
from bpindex.files.temporary import temporary_folder
from bpindex.hosts.libreoffice.bridge import Bridge, Handover
from bpindex.hosts.libreoffice.saved_file import is_mended, mend_file
from bpindex.render.pdf import SYSTEM_PATH, find_libreoffice, office_environment
from bpindex.words import libreoffice as texts

UNO_SIDE = Path(__file__).parent / "uno_side"
ANSWER_SECONDS = 120
STOP_SECONDS = 40
ASIDE_SECONDS = 1_800


def what_is_missing() -> str:
    """Return the sentence for what keeps LibreOffice from being a host here, or nothing."""
    program = find_libreoffice()
    if program is None:
        return texts.NO_LIBREOFFICE
    if uno_python(program) is None:
        return texts.NO_UNO
    # What lets LibreOffice run Python itself.
    if not (Path(program).resolve().parent / "pythonscript.py").exists():
        return texts.NO_SCRIPTS
    return ""


def uno_python(program: str) -> str | None:
    """Return the Python that knows UNO: LibreOffice's own, or the system's."""
    own = Path(program).resolve().parent / "python.exe"
    candidates = [str(own)] if own.exists() else []
    if system := shutil.which("python3", path=SYSTEM_PATH):
        candidates.append(system)
    for python in candidates:
        probe = subprocess.run(
            [python, "-c", "import uno, unohelper"],
            env=office_environment(),
            capture_output=True,
            timeout=60,
            check=False,
        )
        if probe.returncode == 0:
            return python
    return None


class Office:
    """A running LibreOffice; `do(name, ...)` calls a method of the starter.

    Use it as a context: it stops what it started, whatever happens, but only when the user has
    closed the window.
    """

    starter = UNO_SIDE / "starter.py"
    # How long it waits for the program to end by itself.
    patience_seconds: float | None = None

    def __init__(self, bridge: Callable[[Callable[[Path], str]], Bridge] = Bridge) -> None:
        self._until_end = ExitStack()
        self._folder = self._until_end.enter_context(temporary_folder())
        self._originals: dict[Path, bytes] = {}
        self.bridge = bridge(self._saved)
        self.bridge.open_aside = opened_aside
        self._lines: queue.Queue[bytes] = queue.Queue()
        self.starts = 0

    def __enter__(self) -> Self:
        self.bridge.__enter__()
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.stop()
        finally:
            self.bridge.__exit__()
            self._until_end.close()

    def start(self) -> None:
        """Start the starter, which starts LibreOffice with a profile of its own."""
        program = find_libreoffice()
        python = uno_python(program) if program else None
        if program is None or python is None:
            raise HostError(what_is_missing())
        self.starts += 1
        profile = self._folder / f"profile{self.starts}"
        self._log = (self._folder / f"log{self.starts}").open("w+", encoding="utf-8")
        self._process = subprocess.Popen(
            [python, self.starter, profile, UNO_SIDE],
            env={**office_environment(), **self.told()},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )
        self._lines = queue.Queue()
        arguments = (self._process, self._lines)
        self._reader = threading.Thread(target=self._read, args=arguments, daemon=True)
        self._reader.start()

    def told(self) -> dict[str, str]:
        """Return what the office learns from its environment."""
        return {
            "BOCHISO_BRIDGE": self.bridge.address,
            "BOCHISO_BACKUP": texts.BACKUP,
            "BOCHISO_NOT_MENDED": texts.NOT_MENDED.replace("{reason}", texts.NOT_REACHED),
        }

    @staticmethod
    def _read(process: "subprocess.Popen[bytes]", lines: "queue.Queue[bytes]") -> None:
        assert process.stdout
        for line in process.stdout:
            lines.put(line)
        lines.put(b"")

    def stop(self, *, now: bool = False) -> None:
        """Stop LibreOffice and the starter: in order when it ends, or by their own process.

        So it is at once `now`, by Ctrl-C, and when the patience is at its end.
        """
        process = getattr(self, "_process", None)
        if process is None:
            return
        try:
            if process.stdin and not process.stdin.closed:
                process.stdin.close()
            if not now:
                process.wait(self.patience_seconds)
        except (subprocess.TimeoutExpired, OSError, KeyboardInterrupt):
            now = True
        if now:
            process.terminate()
            process.wait(STOP_SECONDS)
        self._reader.join(STOP_SECONDS)
        if process.stdout:
            process.stdout.close()
        self._log.close()

    def do(
        self,
        name: str,
        *arguments: Any,
        document: int | None = None,
        seconds: float = ANSWER_SECONDS,
    ) -> Any:
        """Return what the office answers; raise HostError when it cannot."""
        assert self._process.stdin
        request = json.dumps({"do": name, "with": arguments, "document": document})
        try:
            self._process.stdin.write(request.encode() + b"\n")
            self._process.stdin.flush()
            line = self._lines.get(timeout=seconds)
        except (OSError, queue.Empty):
            line = b""
        if not line:
            self._log.flush()
            log = Path(self._log.name).read_text(encoding="utf-8")[-2_000:]
            raise HostError(texts.NO_ANSWER.format(what=name, log=log))
        answer = json.loads(line)
        if "error" in answer:
            raise HostError(texts.REFUSED.format(what=name, reason=answer["error"]))
        return answer["ok"]

    def open(self, workbook: Path) -> int:
        """Open a workbook and return its number; its functions are computed by our Python.

        LibreOffice now and then dies while modules are put in: it is started anew, once or
        twice, and the workbook is opened again.
        """
        self._originals[workbook.resolve()] = for_excel(workbook)
        for tries_left in (2, 1, 0):
            try:
                number: int = self.do("open", os.fspath(workbook.resolve()))
                self.do("install_shim", document=number)
                self.do("run", "BoChiSo_Server.StartServer", document=number)
                self.do("show", document=number)
                return number
            except HostError as error:
                if "DisposedException" not in str(error) or not tries_left:
                    raise
                self.stop(now=True)
                self.start()
        raise AssertionError("not reached")

    def _saved(self, path: Path) -> str:
        """Mend a workbook that was saved; return what the user must know.

        One that was saved under another name is mended by the first one.
        """
        if path.suffix.lower() != ".xlsm":
            return texts.NOT_XLSM.format(name=path.name)
        known = self._originals
        try:
            original = known.get(path.resolve()) or next(iter(known.values()))
            mend_file(path, original)
            known.setdefault(path.resolve(), original)
        except Exception as error:
            self.bridge.errors.append(f"{type(error).__name__}: {error}")
            backup = backup_of(path).name
            return texts.NOT_MENDED.format(name=path.name, reason=error, backup=backup)
        return ""

    def wait_until_closed(self) -> None:
        """Return when the user has closed every window."""
        while self.do("is_open"):
            time.sleep(0.5)


class _Unseen(Office):
    """One without a window, that ends with what it was started for."""

    patience_seconds = STOP_SECONDS

    def told(self) -> dict[str, str]:
        """Return what the office learns; without a screen it can show no message."""
        more = {"BOCHISO_UNSEEN": "1", "BOCHISO_NOT_MENDED": "", "SAL_USE_VCLPLUGIN": "svp"}
        return {**super().told(), **more}


@contextmanager
def opened_aside(path: Path) -> Iterator[Desk]:
    """Open a workbook in a LibreOffice of its own that nobody sees; yield its desk."""
    if why_not := what_is_missing():
        raise HostError(why_not)
    with _Unseen() as office:
        number = office.open(path)
        office.bridge.presses = handover = Handover(ASIDE_SECONDS)

        def press() -> None:
            with suppress(HostError):
                macro = "BoChiSo_Main.CheckData"
                office.do("run", macro, document=number, seconds=ASIDE_SECONDS)
            handover.desks.put(None)

        pressing = threading.Thread(target=press, daemon=True)
        pressing.start()
        desk = handover.desks.get()
        if desk is None:
            raise HostError(texts.NO_ANSWER.format(what="run", log=""))
        try:
            yield desk
        finally:
            handover.done.set()
            pressing.join(ANSWER_SECONDS)


def backup_of(path: Path) -> Path:
    """Return where `inside.py` keeps what a file held before it was first saved."""
    return path.with_name(f"{path.stem}{texts.BACKUP}{path.suffix}")


def for_excel(workbook: Path) -> bytes:
    """Return a workbook as Excel needs it; mend one that was left as LibreOffice saved it."""
    content = workbook.read_bytes()
    if is_mended(content):
        return content
    backup = backup_of(workbook)
    if not backup.exists():
        raise InputError(texts.NOT_FOR_EXCEL.format(path=workbook, backup=backup.name))
    mend_file(workbook, backup.read_bytes())
    return workbook.read_bytes()


def run_workbook(path: Path, say: Callable[[str], None]) -> None:
    """Show a workbook in LibreOffice until it is closed; raise HostError where that cannot be."""
    if why_not := what_is_missing():
        raise HostError(why_not)
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        raise HostError(texts.NO_DISPLAY)
    with Office() as office:
        try:
            number = office.open(path)
            office.do("calculate", document=number)
            office.wait_until_closed()
        except KeyboardInterrupt:
            say(texts.STILL_OPEN)
