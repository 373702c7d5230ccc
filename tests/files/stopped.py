"""Runs some work again and again, each time killed before the next of its file operations.

`python -m tests.files.stopped WORK FOLDER` is one process that forks for every run: WORK is a name
of `tests.files.stopping_works`.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

# What Python tells of before it touches a file; flushing it tells nothing of.
_EVENTS = ("open", "os.", "shutil.", "tempfile.")
_MOST = 500


def killed_before_each_operation(
    prepare: Callable[[Path], None],
    work: Callable[[Path], object],
    check: Callable[[Path], None],
    folder: Path,
) -> int:
    """Do the work in fresh folders, stopped before operation 1, 2, … until it ends by itself.

    `check` looks at each folder afterwards. Return the number of operations.
    """
    for number in range(1, _MOST):
        place = folder / f"{number:03d}"
        place.mkdir()
        prepare(place)
        ended = _ends_by_itself(lambda here=place: work(here), str(place), number)  # type: ignore[misc]
        check(place)
        if ended:
            return number - 1
    raise AssertionError("the work does not end")


def _ends_by_itself(work: Callable[[], object], place: str, number: int) -> bool:
    """Return whether the work ended before its operation of a number, at which it is killed."""
    child = os.fork()
    if not child:
        count, fsync, active = 0, os.fsync, True

        def step() -> None:
            nonlocal count
            count += active
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            if event.startswith(_EVENTS) and any(place in str(item) for item in arguments):
                step()

        def flushed(file: int) -> None:
            step()
            fsync(file)

        os.fsync = flushed
        sys.addaudithook(hook)
        code = 1
        try:
            work()
            code = 0
        finally:
            active = False
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return False
    assert os.WEXITSTATUS(status) == 0, f"the work failed, operation {number}"
    return True
