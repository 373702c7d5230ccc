"""Folders for files of one moment, cleared by a later run when their own was killed."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from bpindex.files.locks import lock

_PREFIX = "bochiso-"
# Held by its owner as long as the folder is in use, and not blank once it is held.
_LOCK = ".lock"
# A folder whose owner never came so far is left to the system's own time.
_OLD_SECONDS = 3_600


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a temporary folder; a scanner that still holds a file in it is no error."""
    _clear_remains()
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        path = Path(name)
        with lock(path / _LOCK):
            (path / _LOCK).write_text("BoChiSo")
            yield path


@cache
def _clear_remains() -> None:
    """Remove the folders of runs that were killed, once in the life of a process."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if _is_left(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_left(folder: Path) -> bool:
    """Return whether the owner of a folder lives no more."""
    held = folder / _LOCK
    if held.exists() and held.stat().st_size:
        with lock(held) as is_free:
            return is_free
    return time.time() - folder.stat().st_mtime > _OLD_SECONDS
