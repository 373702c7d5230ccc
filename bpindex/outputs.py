"""Outputs appear whole or not at all, and what a person changed since is kept as a backup."""

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from bpindex.errors import InputError
from bpindex.words import files as file_words

# Remembers what was written, so that a later change by hand is noticed.
MANIFEST = ".bpindex.json"


def publish(files: Mapping[str, bytes], folder: Path, remember: bool = True) -> list[Path]:
    """Write `files` (name to content) into `folder` and return their paths and backups' paths.

    All files are written to temporary ones first and then renamed; on any failure the folder is
    as it was. A file that is not what was written last time is renamed to a backup; without
    `remember` no note is kept of what was written, so any other content counts as changed.
    """
    undo: list[tuple[Path, Path]] = []
    with _no_trace_of_failure(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".bpindex-", dir=folder) as temporary:
            try:
                return _swap(files, folder, Path(temporary), undo, remember)
            except BaseException:  # an interruption by the user too
                for source, target in reversed(undo):
                    with contextlib.suppress(FileNotFoundError):
                        source.replace(target)
                raise


@contextlib.contextmanager
def _no_trace_of_failure(folder: Path) -> Iterator[None]:
    """Remove on any failure the folders made since; an OSError becomes an InputError."""
    created: list[Path] = []
    try:
        created = [path for path in (folder, *folder.parents) if not path.exists()]
        yield
    except BaseException as error:
        for path in created:
            with contextlib.suppress(OSError):
                path.rmdir()
        if not isinstance(error, OSError):
            raise
        name, reason = error.filename or folder, file_words.os_reason(error)
        raise InputError(file_words.CANNOT_WRITE.format(path=name, reason=reason)) from None


def _swap(
    files: Mapping[str, bytes],
    folder: Path,
    temporary: Path,
    undo: list[tuple[Path, Path]],
    remember: bool,
) -> list[Path]:
    """Write all files aside, then rename; `undo` collects the way back."""
    contents = dict(files)
    known: dict[str, str] = {}
    if remember:
        known = _read_manifest(folder)
        manifest = known | {name: _digest(content) for name, content in files.items()}
        contents[MANIFEST] = json.dumps(manifest, indent=1, sort_keys=True).encode()
    for name, content in contents.items():
        (temporary / name).write_bytes(content)
    results = []
    for name, content in contents.items():
        target = folder / name
        if target.exists():
            old = target.read_bytes()
            changed = name != MANIFEST and old != content and _digest(old) != known.get(name)
            aside = _backup_path(target) if changed else temporary / f"old-{name}"
            undo.append((aside, target))
            target.replace(aside)
            if changed:
                results.append(aside)
        else:
            undo.append((target, temporary / f"new-{name}"))
        (temporary / name).replace(target)
        if name != MANIFEST:
            results.append(target)
    return results


def publish_folder(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write `files` as a new folder; an existing one must be empty."""
    with _no_trace_of_failure(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise InputError(file_words.FOLDER_NOT_EMPTY.format(path=folder))
    publish(files, folder, remember=False)
    return folder


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_manifest(folder: Path) -> dict[str, str]:
    """Return what was written before; a damaged manifest only means more backups."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in manifest.items()} if isinstance(manifest, dict) else {}


def _backup_path(path: Path) -> Path:
    """Return a free name beside `path` for what a person changed."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    number = 0
    while True:
        suffix = f"-{number}" if number else ""
        backup = path.with_name(f"{path.stem} ({file_words.BACKUP} {stamp}{suffix}){path.suffix}")
        if not backup.exists():
            return backup
        number += 1
