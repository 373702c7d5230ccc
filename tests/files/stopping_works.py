"""Writing, killed before every single file operation: what stands there, and the next run.

`python -m tests.files.stopping_works NAME FOLDER` plays one of WORKS; `test_outputs` runs it.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path

from bpindex.errors import InputError
from bpindex.files.outputs import MANIFEST, publish, publish_folder, rewrite
from tests.files.stopped import killed_before_each_operation

OLD = {"a.json": b"a1", "b.xlsx": b"b1", "c.pdf": b"c1"}
NEW = {"a.json": b"a2", "b.xlsx": b"b2", "c.pdf": b"c2"}
BY_HAND = b"by hand"
OF_OTHERS = {"other.txt": b"not ours"}


def found_in(folder: Path) -> dict[str, bytes]:
    """Return the files that a person sees in a folder, by name."""
    shown = (path for path in folder.iterdir() if not path.name.startswith(".bpindex"))
    return {path.name: path.read_bytes() for path in shown}


def hidden_in(folder: Path) -> list[str]:
    """Return what lies there of ours besides the manifest."""
    names = [path.name for path in folder.iterdir()]
    return [name for name in names if name.startswith(".") and name != MANIFEST]


def _published(folder: Path) -> None:
    """A person changed one output of an earlier run, and removed another one."""
    publish(OLD, folder)
    (folder / "b.xlsx").write_bytes(BY_HAND)
    (folder / "c.pdf").unlink()
    (folder / "other.txt").write_bytes(OF_OTHERS["other.txt"])


def _check_published(folder: Path) -> None:
    found = found_in(folder)
    assert found["a.json"] in (b"a1", b"a2"), found
    assert found["b.xlsx"] in (BY_HAND, b"b2"), found
    assert found.get("c.pdf") in (None, b"c2"), found
    assert BY_HAND in found.values(), found
    _check_next(folder)


def _check_next(folder: Path) -> None:
    publish(NEW, folder)
    found = found_in(folder)
    assert {name: found.pop(name) for name in (*NEW, *OF_OTHERS)} == NEW | OF_OTHERS
    # One backup of what was typed, none of what a run had written.
    assert list(found.values()) == [BY_HAND], found
    assert hidden_in(folder) == []


def _check_folder(folder: Path) -> None:
    target = folder / "một" / "kỳ"
    found = found_in(target) if target.exists() else {}
    assert found.items() <= NEW.items()
    # Once it is whole it is no empty folder any more.
    with suppress(InputError) if found == NEW else nullcontext():
        publish_folder(NEW, target)
    assert found_in(target) == NEW
    assert hidden_in(target) == []


def _rewritten(folder: Path) -> None:
    (folder / "a.xlsm").write_bytes(b"as saved")


def _check_rewritten(folder: Path) -> None:
    assert found_in(folder) in ({"a.xlsm": b"as saved"}, {"a.xlsm": b"mended"})
    rewrite(folder / "a.xlsm", b"mended")
    assert found_in(folder) == {"a.xlsm": b"mended"}
    assert hidden_in(folder) == []


def _half_undone(folder: Path) -> None:
    """A run was killed in the middle of its renames."""
    _published(folder)
    stopped_at_last_rename(folder)


def stopped_at_last_rename(folder: Path) -> None:
    """Leave a folder as a run does that is killed when all but the manifest is replaced."""
    child = os.fork()
    if not child:
        replace = Path.replace

        def killed(self: Path, target: Path) -> Path:
            if target.name == MANIFEST:
                os.kill(os.getpid(), signal.SIGKILL)
            return replace(self, target)

        Path.replace = killed  # type: ignore[method-assign,assignment]
        publish({"a.json": b"a3", "b.xlsx": b"b3", "c.pdf": b"c3"}, folder)
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


def _check_half_undone(folder: Path) -> None:
    found = found_in(folder)
    assert found["a.json"] in (b"a1", b"a2", b"a3"), found
    assert BY_HAND in found.values(), found
    _check_next(folder)


WORKS: dict[
    str, tuple[Callable[[Path], None], Callable[[Path], object], Callable[[Path], None]]
] = {
    "outputs": (_published, lambda folder: publish(NEW, folder), _check_published),
    "after a killed run": (_half_undone, lambda folder: publish(NEW, folder), _check_half_undone),
    "a new folder": (
        lambda _: None,
        lambda folder: publish_folder(NEW, folder / "một" / "kỳ"),
        _check_folder,
    ),
    "one file": (
        _rewritten,
        lambda folder: rewrite(folder / "a.xlsm", b"mended"),
        _check_rewritten,
    ),
}

if __name__ == "__main__":
    print(killed_before_each_operation(*WORKS[sys.argv[1]], Path(sys.argv[2])))
