"""Outputs appear whole or not at all, and what a person changed since is kept as a backup."""

import contextlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bpindex.errors import InputError
from bpindex.files.replacing import digest, held, holds_nothing, replace_files
from bpindex.words import files as file_words

# Remembers what was written by which run, so that a later change by hand is noticed, and what
# does not belong together.
MANIFEST = ".bpindex.json"
# What Excel and LibreOffice put beside a file as long as it is open.
_OPEN_MARKS = ("~${name}", ".~lock.{name}#")


class Published(NamedTuple):
    """What a run has written and kept, and what it found."""

    files: list[Path]
    backups: list[Path]
    # Outputs that lie there still and are of another run.
    others: list[Path]
    # Whether a run that was killed has been undone before.
    undone: bool


class _Written(NamedTuple):
    """An output as it was written: by its digest, and by what its run was of.

    `source` is the digest of what it was made from, blank in notes of earlier versions.
    """

    content: str
    run: str
    source: str = ""


def publish(
    files: Mapping[str, bytes],
    folder: Path,
    remember: bool = True,
    issued: bool = False,
    sources: Mapping[str, bytes] | None = None,
    made_of: str = "",
) -> Published:
    """Write `files` (name to content) into `folder`, together.

    On any failure the folder is as it was; a killed run is undone by the next one. A file that
    is not what was written last time is kept as a backup; without `remember` no note is kept of
    what was written, so any other content counts as changed. So does what was `issued`, where
    it was made from something else: `sources` are those of files whose bytes are never twice
    the same, as a program prints them; any other is its own source. What is `made_of` the same
    belongs together, in whatever runs it was written; else what one run has written.
    """
    with _ours_alone(folder) as undone:
        known = _read_manifest(folder) if remember else {}
        digests = {name: digest(content) for name, content in files.items()}
        run = made_of or digest(json.dumps(digests, sort_keys=True).encode())
        made_from = digests | {name: digest(content) for name, content in (sources or {}).items()}
        now = known | {
            name: _Written(content, run, made_from[name]) for name, content in digests.items()
        }
        contents = dict(files)
        if remember:
            manifest = {name: item._asdict() for name, item in now.items()}
            contents[MANIFEST] = json.dumps(manifest, indent=1, sort_keys=True).encode()

        def is_kept(name: str, old: bytes) -> bool:
            changed = name not in known or known[name].content != digest(old)
            changed |= issued and name in known and known[name].source != made_from[name]
            return name != MANIFEST and old != contents[name] and changed

        backups = replace_files(folder, contents, is_kept)
    others = [folder / name for name, item in now.items() if item.run != run]
    return Published(
        [folder / name for name in files], backups, list(filter(Path.exists, others)), undone
    )


def publish_folder(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write `files` as a new folder; an existing one must be empty."""
    with contextlib.suppress(OSError):  # a name that no system takes is none
        if folder.is_file():
            raise InputError(file_words.FOLDER_NOT_EMPTY.format(path=folder))
    with _ours_alone(folder):
        if not holds_nothing(folder):
            raise InputError(file_words.FOLDER_NOT_EMPTY.format(path=folder))
        replace_files(folder, files, lambda *_: True)
    return folder


@contextlib.contextmanager
def one_run(path: Path) -> Iterator[bool]:
    """Hold a case or a workbook from reading to writing: no run that ends meanwhile is lost.

    Give whether a killed run was undone.
    """
    folder = folder_of(path)
    with _ours_alone(folder) if folder else contextlib.nullcontext(False) as undone:
        yield undone


def folder_of(path: Path) -> Path | None:
    """Return where the files of a case or a workbook lie, None where there is no such folder."""
    with contextlib.suppress(OSError):  # what has no name of a file is told by whoever opens it
        folder = path if path.is_dir() else path.absolute().parent
        return folder if folder.is_dir() else None
    return None


def rewrite(path: Path, content: bytes) -> None:
    """Give a file another content, with its times and rights as they are."""
    with _ours_alone(path.parent):
        replace_files(path.parent, {path.name: content}, lambda *_: False, like_before=True)


def refuse_open(path: Path) -> None:
    """Raise InputError for a file that an office program holds open: it would see no change."""
    if any(path.with_name(mark.format(name=path.name)).exists() for mark in _OPEN_MARKS):
        raise InputError(file_words.STILL_OPEN.format(path=path.name))


@contextlib.contextmanager
def _ours_alone(folder: Path) -> Iterator[bool]:
    """Make a folder where there is none and hold it; give whether a killed run was undone.

    On any failure the folders made are removed; an OSError becomes an InputError.
    """
    created: list[Path] = []
    try:
        created = [path for path in (folder, *folder.parents) if not path.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        with held(folder) as undone:
            yield undone
    except BaseException as error:
        for path in created:
            with contextlib.suppress(OSError):
                path.rmdir()
        if not isinstance(error, OSError):
            raise
        name, reason = error.filename or folder, file_words.os_reason(error)
        raise InputError(file_words.CANNOT_WRITE.format(path=name, reason=reason)) from None


def _read_manifest(folder: Path) -> dict[str, _Written]:
    """Return what was written before; a damaged manifest only means more backups.

    Earlier versions knew the contents alone.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(manifest, dict):
        return {}
    return {
        name: _Written(*(str(item.get(key) or "") for key in _Written._fields))
        if isinstance(item, dict)
        else _Written(str(item), "")
        for name, item in manifest.items()
    }
