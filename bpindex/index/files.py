"""Reads index sets from dated TOML files: a file may extend another one by entries of its own."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from bpindex.codec.toml import from_mapping, read_toml
from bpindex.errors import DefinitionError, InputError, own_files
from bpindex.index.definition import IndexSet
from bpindex.index.periods import Period
from bpindex.index.validation import validate_index
from bpindex.words import index_set as index_words

# The id of a set that a province has made its own on the sheet Chỉ tiêu.
OWN_SET = "cua-tinh"


def load_index_set(path: Path) -> IndexSet:
    """Return the index set of a TOML file; `extends` names a set of the same folder.

    Raises InputError or DefinitionError naming file, key and reason.
    """
    return validate_index(from_mapping(IndexSet, _merged(path), path.name, file_name=path.name))


def _bundled_folder() -> Path:
    return Path(str(resources.files("bpindex.data").joinpath("index_sets")))


@cache
def bundled_index_sets() -> tuple[IndexSet, ...]:
    """Return the sets that come with the package, oldest first."""
    with own_files():
        sets = [load_index_set(path) for path in sorted(_bundled_folder().glob("*.toml"))]
    return tuple(sorted(sets, key=lambda item: item.effective_from))


def set_names() -> dict[str, str]:
    """Return what a set is called on the sheets by its id: those of the package, and one's own."""
    names = {x.id: index_words.BUILT_IN.format(day=x.effective_from) for x in bundled_index_sets()}
    return {**names, OWN_SET: index_words.OWN}


def is_bundled(index: IndexSet) -> bool:
    """Return whether a set comes with the package, as it is or seen otherwise."""
    return any(item.id == index.id for item in bundled_index_sets())


def pick_index_set(sets: Iterable[IndexSet], period: Period) -> IndexSet:
    """Return the set in force on the period's last day, the newest where several are."""
    day = period.last_day
    in_force = [
        item
        for item in sets
        if item.effective_from <= day and (item.effective_to is None or day <= item.effective_to)
    ]
    if not in_force:
        raise InputError(index_words.NO_INDEX_SET.format(period=period))
    return max(in_force, key=lambda item: item.effective_from)


def _merged(path: Path, above: tuple[Path, ...] = ()) -> dict[str, Any]:
    """Return the file's tables over those of the set it extends, list entries merged by id."""
    table = read_toml(path)
    base_id = table.pop("extends", None)
    if base_id is None:
        return table

    if not isinstance(base_id, str) or not _SET_ID.fullmatch(base_id):
        raise _wrong(path.name, "extends", index_words.EXTENDS_NAME.format(found=base_id))
    base_path = path.with_name(f"{base_id}.toml")
    bundled = _bundled_folder() / base_path.name  # a province's own set changes one of these
    if not base_path.is_file() and bundled.is_file():
        base_path = bundled
    if base_path in (path, *above):
        raise _wrong(path.name, "extends", index_words.EXTENDS_SELF)
    base = _merged(base_path, (path, *above))
    for key, value in table.items():
        if key in _ENTRY_LISTS:
            merged: dict[str, Any] = {}
            for entry in (*_entries(base, key, base_path.name), *_entries(table, key, path.name)):
                known = merged.setdefault(entry["id"], {})
                for name, item in entry.items():
                    nested = isinstance(item, dict) and isinstance(known.get(name), dict)
                    known[name] = {**known[name], **item} if nested else item
            base[key] = list(merged.values())
        else:
            base[key] = value
    return base


_SET_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_ENTRY_LISTS = ("group", "other_group", "count", "component")


def _entries(table: dict[str, Any], key: str, name: str) -> list[dict[str, Any]]:
    """Return a list of tables that each have a text id; raise DefinitionError otherwise."""
    entries = table.get(key, [])
    for entry in entries if isinstance(entries, list) else [entries]:
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise _wrong(name, key, index_words.ENTRY_ID.format(found=entry))
    return list(entries)


def _wrong(name: str, key: str, reason: str) -> DefinitionError:
    return DefinitionError(
        index_words.DEFINITION.format(
            name=index_words.SET.format(name=name), key=key, reason=reason
        )
    )
