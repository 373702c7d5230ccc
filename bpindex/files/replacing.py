"""Files of a folder replaced together: all of them or none, also when the run is killed.

New files and copies of the old ones are written aside and flushed; each then takes its place in
one stroke, so that at every moment the old one or the new one is there. What a killed run has
begun is undone by the next run, by the journal that lies beside them.
"""

import hashlib
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path, PurePath
from typing import NamedTuple

from bpindex.errors import InputError
from bpindex.files.locks import lock
from bpindex.words import files as file_words

_WAIT_SECONDS = 15
# All of ours in a folder begin with it. While a run goes on; once its new files stand; its lock.
_OURS = ".bpindex-"
_RUN, _DONE = f"{_OURS}run", f"{_OURS}done"
_LOCK = f"{_OURS}lock"
_JOURNAL = "journal.json"
# By thread and folder.
_held: set[tuple[int, Path]] = set()


class _Entry(NamedTuple):
    """A file of a run: what it held and holds, by digest, and where the old one is kept."""

    old: str | None
    new: str
    backup: str


@contextmanager
def held(folder: Path) -> Iterator[bool]:
    """Hold a folder for one run; give whether a killed one has been undone before.

    Inside of a run that holds it already it stays held. Raise InputError when another run goes
    on for long.
    """
    mine = threading.get_ident(), folder.resolve()
    if mine in _held:
        yield False
        return
    with lock(folder / _LOCK, _WAIT_SECONDS) as is_ours:
        if not is_ours:
            raise InputError(file_words.FOLDER_BUSY.format(path=folder))
        undone = _undo(folder)
        _clear(folder)
        _held.add(mine)
        try:
            yield undone
        finally:
            _held.discard(mine)


def settle(folder: Path) -> bool:
    """Undo what a killed run has begun, before anything is read; return whether there was any."""
    if not (folder / _RUN).is_dir():
        return False
    with held(folder) as undone:
        return undone


def replace_files(
    folder: Path,
    contents: Mapping[str, bytes],
    is_kept: Callable[[str, bytes], bool],
    like_before: bool = False,
) -> list[Path]:
    """Write files in their order into a folder that is held; return the backups made.

    `is_kept` tells by name and old content whether a backup stays. A file may get the times and
    the rights of the one `like_before`.
    """
    try:
        journal = _stage(folder, contents, is_kept, like_before)
        for name, entry in journal.items():
            if entry.backup:
                (folder / _RUN / "old" / name).replace(folder / entry.backup)
            (folder / _RUN / "new" / name).replace(folder / name)
        _flush_folder(folder)
        # From here on the new files stand.
        (folder / _RUN).replace(folder / _DONE)
    except BaseException:  # an interruption by the user too
        with suppress(OSError):  # what cannot be undone now is undone by the next run
            _undo(folder)
        raise
    _clear(folder)
    return [folder / entry.backup for entry in journal.values() if entry.backup]


def holds_nothing(folder: Path) -> bool:
    """Return whether a folder that is held has nothing in it but what is ours."""
    return all(path.name.startswith(_OURS) for path in folder.iterdir())


def digest(content: bytes) -> str:
    """Return by what a content is known."""
    return hashlib.sha256(content).hexdigest()


def _stage(
    folder: Path,
    contents: Mapping[str, bytes],
    is_kept: Callable[[str, bytes], bool],
    like_before: bool,
) -> dict[str, _Entry]:
    """Write new files and copies of the old ones aside, and in the end the journal."""
    run = folder / _RUN
    new, old = run / "new", run / "old"
    for path in (run, new, old):
        path.mkdir()
    journal = {}
    for name, content in contents.items():
        target = folder / name
        _write(new / name, content)
        before, backup = None, ""
        if target.exists():
            found = target.read_bytes()
            before = digest(found)
            _write(old / name, found)
            shutil.copystat(target, old / name)
            if like_before:
                shutil.copystat(target, new / name)
            if is_kept(name, found):
                backup = backup_of(target).name
        journal[name] = _Entry(before, digest(content), backup)
    _write(run / _JOURNAL, json.dumps(journal).encode())
    for path in (new, old, run, folder):
        _flush_folder(path)
    return journal


def _begun(path: Path) -> list[tuple[str, _Entry]]:
    """Return what a run was about to replace; nothing where its journal is none of ours.

    One that is not written to its end says that nothing had been replaced.
    """
    try:
        document = json.loads(path.read_bytes())
        entries = [(name, _Entry(*entry)) for name, entry in document.items()]
    except (OSError, ValueError, TypeError, AttributeError):
        return []
    return [
        (name, entry)
        for name, entry in entries
        if isinstance(entry.backup, str)
        and all(PurePath(each).name == each for each in (name, entry.backup) if each)
    ]


def _undo(folder: Path) -> bool:
    """Put back what a run has replaced, the last first; return whether it had replaced any.

    What somebody has changed in the meantime stays. It can itself be stopped and begun again.
    """
    run = folder / _RUN
    entries, replaced = _begun(run / _JOURNAL), False
    for name, (old, new, backup) in reversed(entries):
        target, copy = folder / name, run / "old" / name
        source = copy if copy.exists() else folder / backup
        if old != new and _digest_of(target) == new:
            replaced = True
            if old is None:
                target.unlink()
            else:
                source.replace(target)
        elif backup and old == _digest_of(target) == _digest_of(folder / backup):
            (folder / backup).unlink()
    if entries:
        _flush_folder(folder)
    if run.exists():
        shutil.rmtree(run)
    return replaced


def _clear(folder: Path) -> None:
    """Remove what is ours and of no use any more; what cannot be removed now is so next time."""
    for path in folder.glob(f"{_OURS}*"):
        if path.name == _LOCK:
            continue
        # Where earlier versions kept what they were about to replace.
        for old in path.glob("old-*"):
            target = folder / old.name.removeprefix("old-")
            if not target.exists():
                old.replace(target)
        shutil.rmtree(path, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    """Write a file down to the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Write the names of a folder down to the disk, where the system knows how."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _digest_of(path: Path) -> str | None:
    return digest(path.read_bytes()) if path.is_file() else None


def backup_of(path: Path) -> Path:
    """Return a free name beside `path` for what a person changed there, or may want back."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    number = 0
    while True:
        suffix = f"-{number}" if number else ""
        backup = path.with_name(f"{path.stem} ({file_words.BACKUP} {stamp}{suffix}){path.suffix}")
        if not backup.exists():
            return backup
        number += 1
