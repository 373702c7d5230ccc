"""Ready layouts of printed tables: files of data from which a table takes what it does not say."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path

from bpindex.case.printed import USUAL, Listing, Order, PrintedColumn, PrintedTable, Summary
from bpindex.codec.fields import in_file
from bpindex.codec.toml import from_mapping, read_toml
from bpindex.errors import own_files

# In the order in which they are offered.
READY = (USUAL, "diem-hang", "chi-tiet", "cap-xa")


@dataclass(frozen=True)
class ReadyLayout:
    """What a ready layout says of a table."""

    name: str
    columns: tuple[PrintedColumn, ...] = in_file("column")
    summaries: tuple[Summary, ...] = field(default=(), metadata={"key": "summary"})
    order: Order = Order.LIST
    note: bool = True
    lists: tuple[Listing, ...] = ()


@cache
def ready_layouts() -> Mapping[str, ReadyLayout]:
    """Return the ready layouts by the names of their files."""
    folder = Path(str(resources.files("bpindex.data"))) / "tables"
    with own_files():
        paths = {name: folder / f"{name}.toml" for name in READY}
        return {
            name: from_mapping(ReadyLayout, read_toml(path), path.name)
            for name, path in paths.items()
        }


def completed(table: PrintedTable) -> PrintedTable:
    """Return a table with what its ready layout says; without one it says all itself."""
    ready = ready_layouts().get(table.ready)
    if ready is None:
        return replace(
            table,
            order=table.order or Order.LIST,
            note=True if table.note is None else table.note,
        )
    return replace(
        table,
        columns=table.columns or ready.columns,
        summaries=table.summaries or ready.summaries,
        order=table.order or ready.order,
        note=ready.note if table.note is None else table.note,
        lists=table.lists or ready.lists,
    )
