"""What a generated notice looked like: each cell under its logical key, each row's form.

Kept beside the notice, so that what a person changed since is known from what was generated.
It is stored as text of its own that no office program reads as numbers or formulas, together
with the look of every style in it: whatever layout made it, it can be read.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from bpindex.case.keys import ALL, APPENDIX, NAME_COLUMN, Key
from bpindex.case.rows import RowId, RowKey
from bpindex.errors import InputError
from bpindex.words import workbook as workbook_words


class MemoryUnreadableError(InputError):
    """What was made last cannot be read, so nobody knows what was typed on it since."""


_VERSION = 3
# The version that did not say for which month, nor what was computed.
_WITHOUT_MONTH = 2
# The version that named the styles of the official layout and left their looks to it.
_WITHOUT_LOOKS = 1
_RUN_LENGTH = 12
# Longer texts do not get into a cell of every Excel when a block is written at once.
CHUNK = 8_000

# The properties of a style that people can change by hand, as texts by their names.
Look = Mapping[str, str]


@dataclass(frozen=True)
class SnapCell:
    """A generated cell: its columns (from 0) and rows, its key, text and look.

    `plain` is the look of its style, `changed_look` what people changed in it. A cell of several
    texts, one below the other, has the key and the text of each as its `parts`.
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
    parts: tuple[tuple[Key, str], ...] = ()

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys of all texts in it."""
        return tuple(key for key, _ in self.texts)

    @property
    def texts(self) -> tuple[tuple[Key, str], ...]:
        """Each text in it by its key."""
        return self.parts or ((self.key, self.text),)

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

    @cached_property
    def identities(self) -> list[RowId]:
        """The identities of the rows whose texts stand in it, side by side."""
        return list(dict.fromkeys(RowId.holding(cell.key) for cell in self.cells))


@dataclass(frozen=True)
class SnapSheet:
    """A generated sheet: the keys and widths of its columns, and its rows from the second on.

    `page` are the properties of its printed page, as texts by their names; older memories lack it.
    """

    title: str
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[SnapRow, ...]
    page: Mapping[str, str] = field(default_factory=dict)

    def columns_at(self, beside: SnapRow | None) -> dict[int, str]:
        """Return the keys of the columns by place, as in the table in which a row stands.

        Tables share the columns of the sheet, and may print other figures in them.
        """
        columns = dict(enumerate(self.columns))
        for cell in beside.cells if beside else ():
            table, agency, column = cell.key
            if table and agency not in ("", ALL) and cell.first < len(self.columns):
                columns |= dict.fromkeys(range(cell.first, cell.last + 1), column)
        return columns


@dataclass(frozen=True)
class Snapshot:
    """The generated sheets and the order of their rows, as computed and as printed."""

    sheets: tuple[SnapSheet, ...] = ()
    base_order: tuple[RowId, ...] = ()
    order: tuple[RowId, ...] = ()
    # The text as computed of every correction that printed though its base had changed.
    aged: Mapping[Key, str] = field(default_factory=dict)
    fingerprint: str = ""
    # The comments on cells by the cells' keys.
    comments: Mapping[Key, str] = field(default_factory=dict)
    # By which the sheets of this run know each other: the same for what looks the same.
    run: str = field(default="", compare=False)
    # The month of the notice ("2024-02"), blank where an old memory does not say it.
    period: str = ""
    # The text as computed in the place of which another was printed.
    computed: Mapping[Key, str] = field(default_factory=dict)

    def sheet(self, title: str) -> SnapSheet | None:
        """Return a sheet by its title."""
        return next((sheet for sheet in self.sheets if sheet.title == title), None)

    @property
    def texts_computed(self) -> dict[Key, str]:
        """Every text before corrections, by its logical key."""
        cells = (cell for sheet in self.sheets for row in sheet.rows for cell in row.cells)
        return {**{key: text for cell in cells for key, text in cell.texts}, **self.computed}

    def names(self) -> Iterator[tuple[tuple[str, str], str]]:
        """Yield table and code of every row of a table with the name that stands in it."""
        for sheet in self.sheets:
            for row in sheet.rows:
                for cell in row.cells:
                    table, agency, column = cell.key
                    if agency and column == NAME_COLUMN:
                        yield (table, agency), cell.text


def dump_snapshot(snapshot: Snapshot) -> list[str]:
    """Return the snapshot as texts of at most `CHUNK` characters."""
    return pack({**_document(snapshot), "run": snapshot.run})


def with_run(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with the name of its run."""
    text = json.dumps(_document(snapshot), ensure_ascii=False)
    return replace(snapshot, run=hashlib.sha256(text.encode()).hexdigest()[:_RUN_LENGTH])


def _document(snapshot: Snapshot) -> dict[str, Any]:
    cells = (cell for sheet in snapshot.sheets for row in sheet.rows for cell in row.cells)
    looks = {cell.style: cell.plain for cell in cells}
    return {
        "version": _VERSION,
        "fingerprint": snapshot.fingerprint,
        "period": snapshot.period,
        "aged": _by_name(snapshot.aged),
        "comments": _by_name(snapshot.comments),
        "computed": _by_name(snapshot.computed),
        "base": list(map(str, snapshot.base_order)),
        "order": list(map(str, snapshot.order)),
        "looks": {style: dict(look) for style, look in looks.items()},
        "sheets": [
            [sheet.title, sheet.columns, sheet.widths, [_row_list(row) for row in sheet.rows]]
            for sheet in snapshot.sheets
        ],
        "pages": {sheet.title: dict(sheet.page) for sheet in snapshot.sheets},
    }


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
    if version not in (_WITHOUT_LOOKS, _WITHOUT_MONTH, _VERSION):
        raise MemoryUnreadableError(workbook_words.MEMORY_UNREADABLE)
    try:
        looks = known_looks if version == _WITHOUT_LOOKS else document["looks"]
        pages = document.get("pages", {})
        sheets = tuple(_sheet_of(item, looks, pages) for item in document["sheets"])
        return Snapshot(
            sheets,
            _order_of(document["base"], sheets),
            _order_of(document["order"], sheets),
            _by_key(document["aged"]),
            document["fingerprint"],
            _by_key(document.get("comments", {})),
            document.get("run", ""),
            document.get("period", ""),
            _by_key(document.get("computed", {})),
        )
    except (KeyError, TypeError, ValueError):
        raise MemoryUnreadableError(workbook_words.MEMORY_UNREADABLE) from None


def _order_of(texts: Sequence[str], sheets: Sequence[SnapSheet]) -> tuple[RowId, ...]:
    """Return an order of rows; older ones lack the mark where the appendix begins."""
    order = list(map(RowId.parse, texts))
    mark, own = RowId.sheet(APPENDIX), RowId.start(APPENDIX)
    if mark not in order:
        held = [{RowId.holding(c.key) for row in sheet.rows for c in row.cells} for sheet in sheets]
        rows = next((rows for rows in held if own in rows), set())
        order.insert(next((at for at, row in enumerate(order) if row in rows), len(order)), mark)
    return tuple(order)


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
    more = [dict(cell.changed_look), cell.bold, cell.parts]
    while more and not more[-1]:
        more.pop()
    return items + more


def _by_key(texts: Mapping[str, str]) -> dict[Key, str]:
    return {_key_of(key): text for key, text in texts.items()}


def _by_name(texts: Mapping[Key, str]) -> dict[str, str]:
    return {"\t".join(key): text for key, text in texts.items()}


def _key_of(text: str) -> Key:
    table, agency, column = text.split("\t")
    return table, agency, column


def _sheet_of(
    items: Sequence[Any], looks: Mapping[str, Look], pages: Mapping[str, Any]
) -> SnapSheet:
    title, columns, widths, rows = items
    made = tuple(_row_of(row, looks) for row in rows)
    return SnapSheet(title, tuple(columns), tuple(widths), made, pages.get(title, {}))


def _row_of(items: Sequence[Any], looks: Mapping[str, Look]) -> SnapRow:
    key, height, begins, cells = items
    return SnapRow(RowKey(key), height, bool(begins), tuple(_cell_of(c, looks) for c in cells))


# What a cell has beside its text where nothing is said of it: look, bold letters, parts.
_BARE: list[Any] = [{}, "", ()]


def _cell_of(items: Sequence[Any], looks: Mapping[str, Look]) -> SnapCell:
    first, last, rows, (table, agency, column), text, style, *rest = items
    look, bold, parts = (rest + _BARE[len(rest) :])[: len(_BARE)]
    held = tuple((_key_of("\t".join(part)), words) for part, words in parts)
    key = (table, agency, column)
    # A style that nobody knows makes the snapshot unreadable.
    return SnapCell(first, last, rows, key, text, style, looks[style], look, bold, held)
