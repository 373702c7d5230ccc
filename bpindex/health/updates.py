"""A newer setup that lies in a folder which IT names: noticed, never run without being asked.

The folder may be a share that is out of reach, for which Windows waits a minute: it is looked at
on a thread of its own, and who asks waits for that no longer than told.
"""

import os
import re
import sys
import threading
import time
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from pathlib import Path

from bpindex import __version__
from bpindex.health.windows import registry

# For all machines by group policy, for one user, or a text file beside the installed Python.
POLICY_KEY, POLICY_NAME = r"Software\Policies\BoChiSo", "UpdateFolder"
FOLDER_FILE = "cap-nhat.txt"
_SETUP = re.compile(r"BoChiSo-(\d+)\.(\d+)\.(\d+)-setup\.exe", re.IGNORECASE)
# Excel's server lives for days: so often is the folder looked at anew.
_AGAIN_SECONDS = 3_600.0


@dataclass(frozen=True)
class Update:
    """A setup of a newer version, and where it lies."""

    version: str
    path: Path


def update_folder() -> Path | None:
    """Return the folder that is named, None where there is none."""
    for machine in (True, False):
        if named := _named(registry(POLICY_KEY, POLICY_NAME, machine)):
            return named
    try:
        content = Path(sys.executable).parents[1].joinpath(FOLDER_FILE).read_bytes()
        # Notepad's "Unicode" is UTF-16.
        is_wide = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
        return _named(content.decode("utf-16" if is_wide else "utf-8-sig"))
    except (OSError, ValueError):
        return None


def _named(text: str) -> Path | None:
    """Return the folder that the first line with something on it names, as Explorer copies one."""
    line = next(filter(None, map(str.strip, text.splitlines())), "")
    named = os.path.expandvars(line.strip('"“”')).strip()
    return Path(named) if named else None


def newest(folder: Path, here: str = __version__) -> Update | None:
    """Return the newest setup of a folder, None where none is newer than what is here."""
    numbers = tuple(map(int, re.findall(r"\d+", here)[:3]))
    found = [
        (tuple(map(int, m.groups())), name)
        for name in _names(folder)
        if (m := _is_setup(name)) and (folder / name).is_file()
    ]
    version, name = max(found, default=((), ""))
    return Update(".".join(map(str, version)), folder / name) if version > numbers else None


def _is_setup(name: str) -> re.Match[str] | None:
    return _SETUP.fullmatch(name)


def _names(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []


class Lookout:
    """What was found when the folder was last looked at."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._looked = 0.0
        self._found: Update | None = None

    def newer(self, wait: float, *, anew: bool = False) -> Update | None:
        """Return the newer setup as far as it is known within so many seconds.

        The folder is looked at again after an hour, or `anew` where somebody asks.
        """
        with self._lock:
            is_due = anew or not self._looked or time.monotonic() - self._looked > _AGAIN_SECONDS
            if is_due and (self._thread is None or not self._thread.is_alive()):
                self._thread = threading.Thread(target=self._look, daemon=True)
                self._thread.start()
        if self._thread is not None:
            self._thread.join(wait)
        return self._found

    def _look(self) -> None:
        folder = update_folder()
        self._found = newest(folder) if folder else None
        self._looked = time.monotonic()


lookout = Lookout()


def start(update: Update) -> None:
    """Start a setup as a double click does; raise OSError where that cannot be."""
    if sys.platform != "win32":
        raise OSError(update.path.name)
    os.startfile(update.path)
