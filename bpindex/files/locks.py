"""One process at a time: a lock that the system takes back from a process that is dead.

It is held on an open file, on Windows too; a killed process leaves that file and no lock.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ENOLCK, ENOSYS, EOPNOTSUPP
from pathlib import Path

_POLL_SECONDS = 0.05
# Drives of a network that know no locks: there people take turns themselves.
_NO_LOCKS = (ENOLCK, ENOSYS, EOPNOTSUPP)


@contextmanager
def lock(path: Path, wait_seconds: float = 0) -> Iterator[bool]:
    """Hold the lock of a file, which is gone afterwards; give whether it was free in time."""
    deadline = time.monotonic() + wait_seconds
    while (held := _take(path)) is None and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)
    if held is None:
        yield False
        return
    try:
        yield True
    finally:
        _give_back(held, path)


if sys.platform == "win32":
    import msvcrt

    # Windows locks bytes and lets nobody read them: one far behind the end.
    _BYTE = 1 << 30

    def _take(path: Path) -> int | None:
        """Return the file, open and locked, or None while somebody else holds it."""
        file = os.open(path, os.O_RDWR | os.O_CREAT)
        os.lseek(file, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            os.close(file)
            return None
        return file

    def _give_back(file: int, path: Path) -> None:
        os.close(file)
        with suppress(OSError):  # who waits has it open, and removes it in his turn
            path.unlink()

else:
    import fcntl

    def _take(path: Path) -> int | None:
        """Return the file, open and locked, or None while somebody else holds it."""
        while True:
            file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(file)
                return None
            except OSError as error:
                if error.errno not in _NO_LOCKS:
                    os.close(file)
                    raise
            # Whoever held it before may have removed the file in the meantime.
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(file), path.stat()):
                    return file
            os.close(file)

    def _give_back(file: int, path: Path) -> None:
        with suppress(OSError):
            path.unlink()
        os.close(file)
