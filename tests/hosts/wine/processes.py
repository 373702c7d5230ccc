"""Programs under Wine: one prefix of our own, one run at a time, a time limit on everything."""

import fcntl
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from tests import ROOT

# The tests of the setup have a drive of their own, on which nothing is installed before.
HOME = ROOT / "build" / os.environ.get("BOCHISO_WINE", "wine")
DRIVE = HOME / "prefix" / "drive_c"
USER = "Nguyễn Thị Hạnh"
# Where the workbook's xlwings.conf looks for Python.
PYTHON_FOLDER = "C:\\BoChiSo\\py"


class WineError(Exception):
    """A step under Wine failed or took too long."""


def environment() -> dict[str, str]:
    """Return the variables of every Wine process: own prefix and home, Unicode names, no desktop.

    Without a UTF-8 locale Wine shows a file name with diacritics as question marks.
    """
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "TZ")}
    return kept | {
        "HOME": str(HOME / "home"),
        # Wine takes the name of the Windows user from here, and makes a profile of that name.
        "USER": USER,
        "WINEPREFIX": str(HOME / "prefix"),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe=",
        "LC_ALL": "C.UTF-8",
    }


@contextmanager
def alone(limit: float = 0) -> Iterator[None]:
    """Hold the Windows Python for this process: two runs in it at once would disturb each other."""
    HOME.parent.mkdir(exist_ok=True)
    with HOME.with_suffix(".lock").open("w") as lock:
        end = time.monotonic() + limit
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= end:
                    raise WineError("another run uses the Windows Python") from None
                time.sleep(1)
        yield


def run(*arguments: str, limit: float) -> "subprocess.CompletedProcess[str]":
    """Run the Windows Python to its end, its output as text; WineError where it takes too long.

    Its output comes through a pipe: Python crashes under Wine when it is a file.
    """
    return run_program(["wine", f"{PYTHON_FOLDER}\\python.exe", *arguments], limit)


def stop() -> None:
    """End every process of our own prefix, and of no other."""
    if (HOME / "prefix").is_dir() and shutil.which("wineserver"):
        subprocess.run(
            ["wineserver", "-k"], env=environment(), stdin=subprocess.DEVNULL, timeout=30
        )
        wait_until_idle()


def run_program(command: list[str], limit: float) -> "subprocess.CompletedProcess[str]":
    """Run a program of Wine like `run`, whatever its name."""
    process = subprocess.Popen(
        command,
        env=environment(),
        cwd=DRIVE,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    assert process.stdout is not None
    chunks: list[bytes] = []
    # A server that the program started may hold the pipe open: its end is not waited for.
    reader = threading.Thread(target=_drain, args=(process.stdout, chunks), daemon=True)
    reader.start()
    try:
        code = process.wait(limit)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)
        stop()
        reader.join(2)
        raise WineError(f"{command} took more than {limit} s: {_joined(chunks)}") from None
    reader.join(2)
    return subprocess.CompletedProcess(command, code, _joined(chunks))


def _drain(pipe: IO[bytes], chunks: list[bytes]) -> None:
    with pipe:
        while chunk := os.read(pipe.fileno(), 65536):
            chunks.append(chunk)


def _joined(chunks: list[bytes]) -> str:
    return b"".join(chunks).decode("utf-8", "replace").replace("\r\n", "\n")


def wait_until_idle(limit: float = 60) -> None:
    """Wait until Wine's server has left: the next step then starts from what is on the disk."""
    with bounded("wineserver -w"):
        subprocess.run(
            ["wineserver", "-w"], env=environment(), stdin=subprocess.DEVNULL, timeout=limit
        )


@contextmanager
def bounded(what: str) -> Iterator[None]:
    try:
        yield
    except subprocess.TimeoutExpired as error:
        raise WineError(f"{what} took more than {error.timeout} s") from None
