"""What a generated notice looked like: each cell under its logical key, each row's form.

Kept beside the notice, so that what a person changed since is known from what was generated.
It is stored as text of its own that no office program reads as numbers or formulas.
"""

import base64
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bpindex.case.keys import Key
from bpindex.page.layout import TextStyle, official_layout

_VERSION = 1
# Longer texts do not get into a cell of every Excel when a block is written at once.
CHUNK = 8_000


def look_of(style: TextStyle) -> dict[str, str]:
    """Return the properties of a style that people can change by hand, as texts."""
    return {
        "font": official_layout().font,
        "size": f"{style.size:g}",
        "bold": str(int(style.bold)),
        "italic": str(int(style.italic)),
        "underline": "0",
        "strike": "0",
        "color": "000000",
        "fill": "",
        "horizontal": style.horizontal,
        "vertical": style.vertical,
    }


def look_of_style(name: str) -> dict[str, str]:
    """Return the look of a style of the official layout by its name; see `style_name`."""
    return look_of(official_layout().styles.by_name[name.lower()])


@dataclass(frozen=True)
class SnapCell:
    """A generated cell: its columns (from 0) and rows, its key, text and look."""

    first: int
    last: int
    rows: int
    key: Key
    text: str
    style: str
    changed_look: Mapping[str, str] = field(default_factory=dict)
    bold: str = ""

    @property
    def look(self) -> dict[str, str]:
        """The look with which it was generated."""
        return {**look_of_style(self.style), **self.changed_look}


@dataclass(frozen=True)
class SnapRow:
    """A generated row: its key, its height, whether a page begins with it, its cells."""

    key: str
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
    base_order: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    # The text as computed of every correction that printed though its base had changed.
    aged: Mapping[str, str] = field(default_factory=dict)
    fingerprint: str = ""

    def sheet(self, title: str) -> SnapSheet | None:
        """Return a sheet by its title."""
        return next((sheet for sheet in self.sheets if sheet.title == title), None)


def style_name(style: TextStyle) -> str:
    """Return the name of a style of the official layout."""
    return official_layout().styles.name_of(style).upper()


def dump_snapshot(snapshot: Snapshot) -> list[str]:
    """Return the snapshot as texts of at most `CHUNK` characters."""
    document = {
        "version": _VERSION,
        "fingerprint": snapshot.fingerprint,
        "aged": dict(snapshot.aged),
        "base": list(snapshot.base_order),
        "order": list(snapshot.order),
        "sheets": [_sheet_list(sheet) for sheet in snapshot.sheets],
    }
    return pack(document)


def load_snapshot(chunks: Sequence[str]) -> Snapshot | None:
    """Return the snapshot of its texts; None where there is none, or none that can be read."""
    document = unpack(chunks)
    if not isinstance(document, dict) or document.get("version") != _VERSION:
        return None
    try:
        return Snapshot(
            tuple(_sheet_of(item) for item in document["sheets"]),
            tuple(document["base"]),
            tuple(document["order"]),
            document["aged"],
            document["fingerprint"],
        )
    except (KeyError, TypeError, ValueError):
        return None


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


def _sheet_list(sheet: SnapSheet) -> list[Any]:
    rows = [
        [row.key, row.height_pt, int(row.begins_page), [list(_cell_items(c)) for c in row.cells]]
        for row in sheet.rows
    ]
    return [sheet.title, list(sheet.columns), list(sheet.widths), rows]


def _cell_items(cell: SnapCell) -> Iterator[Any]:
    yield from (cell.first, cell.last, cell.rows, list(cell.key), cell.text, cell.style)
    if cell.changed_look or cell.bold:
        yield dict(cell.changed_look)
        yield cell.bold


def _sheet_of(items: Sequence[Any]) -> SnapSheet:
    title, columns, widths, rows = items
    return SnapSheet(
        title,
        tuple(columns),
        tuple(widths),
        tuple(
            SnapRow(key, height, bool(begins), tuple(_cell_of(cell) for cell in cells))
            for key, height, begins, cells in rows
        ),
    )


def _cell_of(items: Sequence[Any]) -> SnapCell:
    first, last, rows, (table, agency, column), text, style, *rest = items
    look_of_style(style)  # a style that is no more makes the snapshot unreadable
    return SnapCell(first, last, rows, (table, agency, column), text, style, *rest)
