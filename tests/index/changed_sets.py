"""The bundled index set with something changed, written and read."""

import tomllib
from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

import tomli_w

from bpindex.index.definition import IndexSet
from bpindex.index.files import bundled_index_sets, load_index_set

OLD, MIDDLE, NEW = bundled_index_sets()
BUNDLED = Path(str(resources.files("bpindex.data").joinpath("index_sets", "qd766.toml")))
TABLES: dict[str, Any] = tomllib.loads(BUNDLED.read_text(encoding="utf-8"), parse_float=Decimal)


def write(folder: Path, tables: dict[str, Any], name: str = "thu.toml") -> Path:
    """Write the tables of an index set as a file."""
    path = folder / name
    path.write_text(tomli_w.dumps(tables), encoding="utf-8")
    return path


def load_changed(folder: Path, change: Callable[[dict[str, Any]], object]) -> IndexSet:
    """Return the bundled set of 2022 after a change to its tables."""
    tables = deepcopy(TABLES)
    change(tables)
    return load_index_set(write(folder, tables))


def entry(tables: dict[str, Any], kind: str, item_id: str) -> dict[str, Any]:
    """Return the group, count or component of an id."""
    return next(item for item in tables[kind] if item["id"] == item_id)
