"""What a generated notice looked like: each cell under its logical key, each row's form.

Kept beside the notice, so that what a person changed since is known from what was generated.
It is stored as text of its own that no office program reads as numbers or formulas, together
with the look of every style in it: whatever layout made it, it can be read.
"""

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bpindex.case.keys import Key
from bpindex.case.rows import RowId, RowKey
from bpindex.errors import InputError
from bpindex.words import workbook as workbook_words


class MemoryUnreadableError(InputError):
    """What was made last cannot be read, so nobody knows what was typed on it since."""


_VERSION = 2
# The version that named the styles of the official layout and left their looks to it.
_WITHOUT_LOOKS = 1
# Longer texts do not get into a cell of every Excel when a block is written at once.
CHUNK = 8_000

# The properties of a style that people can change by hand, as texts by their names.
Look = Mapping[str, str]


@dataclass(frozen=True)
class SnapCell:
    """A generated cell: its columns (from 0) and rows, its key, text and look.

    `plain` is the look of its style, `changed_look` what people changed in it.
    """

    first: int
    last: int
    rows: int
    key: Key
    text: str
    style: str
    plain: Look = field(repr=False)
    changed_look: Look = field(default_factory=dict)
    bold: str = ""

    @property
    def look(self) -> dict[str, str]:
        """The look with which it was generated."""
        return {**self.plain, **self.changed_look}


@dataclass(frozen=True)
class SnapRow:
    """A generated row: its key, its height, whether a page begins with it, its cells."""

    key: RowKey
    height_pt: float
    begins_page: bool
    cells: tuple[SnapCell, ...]


@dataclass(frozen=True)
class SnapSheet:
    """A generated sheet: the keys and widths of its columns, and its rows from the second on."""

    title: str
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[SnapRow, ...]


@dataclass(frozen=True)
class Snapshot:
    """The generated sheets and the order of their rows, as computed and as printed."""

    sheets: tuple[SnapSheet, ...] = ()
    base_order: tuple[RowId, ...] = ()
    order: tuple[RowId, ...] = ()
    # The text as computed of every correction that printed though its base had changed.
    aged: Mapping[Key, str] = field(default_factory=dict)
    fingerprint: str = ""

    def sheet(self, title: str) -> SnapSheet | None:
        """Return a sheet by its title."""
        return next((sheet for sheet in self.sheets if sheet.title == title), None)


def dump_snapshot(snapshot: Snapshot) -> list[str]:
    """Return the snapshot as texts of at most `CHUNK` characters."""
    document = {
        "version": _VERSION,
        "fingerprint": snapshot.fingerprint,
        "aged": {"\t".join(key): text for key, text in snapshot.aged.items()},
        "base": list(map(str, snapshot.base_order)),
        "order": list(map(str, snapshot.order)),
        "looks": {
            cell.style: dict(cell.plain)
            for sheet in snapshot.sheets
            for row in sheet.rows
            for cell in row.cells
        },
        "sheets": [
            [sheet.title, sheet.columns, sheet.widths, [_row_list(row) for row in sheet.rows]]
            for sheet in snapshot.sheets
        ],
    }
    return pack(document)


def load_snapshot(chunks: Sequence[str], known_looks: Mapping[str, Look]) -> Snapshot | None:
    """Return the snapshot of its texts, None where there are none.

    Raises MemoryUnreadableError for what is there and cannot be read, and InputError for what a
    newer program wrote. `known_looks` are the looks by style that old snapshots lack.
    """
    if not chunks:
        return None
    document = unpack(chunks)
    version = document.get("version") if isinstance(document, dict) else None
    if isinstance(version, int) and version > _VERSION:
        raise InputError(workbook_words.MEMORY_NEWER)
    if version not in (_WITHOUT_LOOKS, _VERSION):
        raise MemoryUnreadableError(workbook_words.MEMORY_UNREADABLE)
    try:
        looks = known_looks if version == _WITHOUT_LOOKS else document["looks"]
        return Snapshot(
            tuple(_sheet_of(item, looks) for item in document["sheets"]),
            tuple(map(RowId.parse, document["base"])),
            tuple(map(RowId.parse, document["order"])),
            {_key_of(text): computed for text, computed in document["aged"].items()},
            document["fingerprint"],
        )
    except (KeyError, TypeError, ValueError):
        raise MemoryUnreadableError(workbook_words.MEMORY_UNREADABLE) from None


def pack(document: Any) -> list[str]:
    """Return any JSON document as texts that a cell keeps as they are."""
    data = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    text = base64.b64encode(zlib.compress(data, 9)).decode()
    return [text[start : start + CHUNK] for start in range(0, len(text), CHUNK)]


def unpack(chunks: Sequence[str]) -> Any:
    """Return the document of `pack`, None where the texts hold none."""
    try:
        return json.loads(zlib.decompress(base64.b64decode("".join(chunks), validate=True)))
    except (ValueError, zlib.error):
        return None


def _row_list(row: SnapRow) -> list[Any]:
    return [row.key.text, row.height_pt, int(row.begins_page), list(map(_cell_list, row.cells))]


def _cell_list(cell: SnapCell) -> list[Any]:
    items = [cell.first, cell.last, cell.rows, cell.key, cell.text, cell.style]
    changed = [dict(cell.changed_look), cell.bold]
    return items + changed if any(changed) else items


def _key_of(text: str) -> Key:
    table, agency, column = text.split("\t")
    return table, agency, column


def _sheet_of(items: Sequence[Any], looks: Mapping[str, Look]) -> SnapSheet:
    title, columns, widths, rows = items
    return SnapSheet(title, tuple(columns), tuple(widths), tuple(_row_of(r, looks) for r in rows))


def _row_of(items: Sequence[Any], looks: Mapping[str, Look]) -> SnapRow:
    key, height, begins, cells = items
    return SnapRow(RowKey(key), height, bool(begins), tuple(_cell_of(c, looks) for c in cells))


def _cell_of(items: Sequence[Any], looks: Mapping[str, Look]) -> SnapCell:
    first, last, rows, (table, agency, column), text, style, *rest = items
    # A style that nobody knows makes the snapshot unreadable.
    return SnapCell(first, last, rows, (table, agency, column), text, style, looks[style], *rest)
