"""The words of tables and of what stands around them that come with the package, as data."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from bpindex.codec.toml import read_toml
from bpindex.errors import own_files


@cache
def words_of_tables(name: str) -> Mapping[str, Any]:
    """Return one of the files that come with the package: what stands in tables, or around."""
    path = Path(str(resources.files("bpindex.data").joinpath("intake", name)))
    with own_files():
        return read_toml(path)


def sums() -> Mapping[str, Sequence[str]]:
    """Return which columns are the sums of which others."""
    return dict(words_of_tables("columns.toml")["sums"])
