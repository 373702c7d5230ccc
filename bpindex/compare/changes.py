"""What a person changed on a sheet of the notice, by comparing it with what was generated.

The hidden keys and what stands beside them say which row and column is which, whatever was
inserted, deleted, moved or copied (see `matching`).
"""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from bpindex.case.keys import ALL, Key
from bpindex.case.rows import RowKey
from bpindex.compare.displaced import displaced
from bpindex.compare.matching import match_rows
from bpindex.compare.parts import shared_out
from bpindex.compare.shown import shown_as
from bpindex.memory.found import KEY, FoundCell, FoundRow, FoundSheet, visible
from bpindex.memory.snapshot import SnapCell, SnapRow, SnapSheet

# Where columns that people inserted between the generated ones are counted from.
INSERTED = 1_000

MarkOf = Mapping[str, str]


@dataclass(frozen=True)
class TypedRow:
    """A row that people added: its number, its texts by place, how wide the first one is."""

    number: int
    texts: Mapping[int, str]
    width: int


@dataclass
class SheetChanges:
    """Everything that differs on one sheet.

    `texts` are the new texts of generated cells, `rivals` others for the same key; `cells` what
    was found of each key, `corners` by row and place; `sequence` the rows in their order,
    generated ones as they were generated and added ones; `missing` the generated rows that are
    gone; `margins` new notes beside the page by row and place (an added row by its number),
    `margin_texts` the new texts of earlier ones. `rekeyed` are the numbers of rows whose key is
    not theirs, `displaced` of those with cells that show what was generated elsewhere; `moved`
    are these generated cells by their `id`.
    """

    snap: SnapSheet
    matched: dict[int, SnapRow]
    places: dict[int, int]
    texts: dict[Key, str] = field(default_factory=dict)
    rivals: defaultdict[Key, list[str]] = field(default_factory=lambda: defaultdict(list))
    cells: dict[Key, list[list[FoundCell]]] = field(default_factory=dict)
    corners: dict[tuple[RowKey, int], FoundCell] = field(default_factory=dict)
    sequence: list[SnapRow | TypedRow] = field(default_factory=list)
    missing: list[SnapRow] = field(default_factory=list)
    margins: dict[tuple[RowKey | int, int], str] = field(default_factory=dict)
    margin_texts: dict[Key, str] = field(default_factory=dict)
    rekeyed: set[int] = field(default_factory=set)
    displaced: list[int] = field(default_factory=list)
    moved: set[int] = field(default_factory=set)
    owners: "Owners | None" = None

    def cell_at(self, number: int, column: int) -> SnapCell | None:
        """Return the generated cell that covers a place of the sheet, by row and column there."""
        row, place = self.matched.get(number), self.places.get(column)
        if row is None or place is None or self.owners is None:
            return None
        return self.owners.at(row, place)

    def place_of(self, key: Key) -> dict[Key, tuple[str, int, int]]:
        """Return the sheet, row and column of the first cell of a key, nothing where it is gone."""
        columns = {place: number for number, place in self.places.items()}
        return next(
            (
                {key: (self.snap.title, number, columns[cell.first])}
                for number, row in sorted(self.matched.items())
                for cell in row.cells
                if cell.key == key and cell.first in columns
            ),
            {},
        )


def compare(
    snap: SnapSheet, found: FoundSheet, mark_of: MarkOf, as_typed: bool = False
) -> SheetChanges:
    """Return what differs; `mark_of` gives the decimal mark of each table.

    Cells that show what was generated elsewhere are left out, unless they count `as_typed`.
    """
    places = _column_places(snap, found)
    matched = match_rows(snap, found, places)
    changes = SheetChanges(snap, matched, places)
    owners = changes.owners = Owners(snap, places)
    changes.rekeyed = {row.number for row in found.rows if _is_rekeyed(row, matched)}
    last = max((row.number for row in found.rows if row.number in matched), default=0)
    previous = RowKey()
    for row in found.rows:
        generated = matched.get(row.number)
        if generated is not None:
            changes.sequence.append(generated)
            own: RowKey | int
            own = previous = generated.key
            texts = owners.give(generated, row)
            for number, cell in row.cells.items():
                if number in places:
                    changes.corners[generated.key, places[number]] = cell
        else:
            # A number is written as in the table in which its row stands.
            mark = mark_of.get(previous.row.table, ",")
            texts = {
                places[number]: text
                for number, cell in row.cells.items()
                if number in places and (text := clean(cell.text(mark)))
            }
            is_gap = row.number < last and previous != RowKey()
            is_row = is_gap or min(texts, default=len(snap.columns)) < len(snap.columns)
            own = row.number if is_row else previous
        inside = {place: text for place, text in texts.items() if place < len(snap.columns)}
        if inside or own == row.number:
            changes.sequence.append(_added(row, inside, places))
        for place, text in texts.items():
            if place >= len(snap.columns):
                changes.margins[own, place] = text
    changes.moved = set() if as_typed else _displaced(changes, owners)
    _compare_texts(changes, owners, mark_of, changes.moved)
    here = {row.key for row in matched.values()}
    changes.missing = [row for row in snap.rows if row.key not in here]
    return changes


def clean(text: str) -> str:
    """Return a typed text as it is kept: without the spaces around it, in one Unicode form."""
    return normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip(" \u00a0\n\t")


def _added(row: FoundRow, texts: Mapping[int, str], places: Mapping[int, int]) -> TypedRow:
    numbers = {place: number for number, place in places.items()}
    first = min(texts, default=0)
    return TypedRow(row.number, texts, row.spans.get(numbers.get(first, 0), 1))


class Owners:
    """Gives every text on the sheet to the generated cell that covers its place."""

    def __init__(self, snap: SnapSheet, places: Mapping[int, int]) -> None:
        self.found: dict[int, list[FoundCell]] = {}
        self.looked_at: set[int] = set()
        self._columns = len(snap.columns)
        self._places = places
        self._here = set(places.values())
        self._covering: dict[RowKey, list[tuple[SnapCell, bool]]] = {}
        open_cells: list[tuple[SnapCell, int]] = []
        for number, row in enumerate(snap.rows):
            open_cells = [(cell, end) for cell, end in open_cells if end > number]
            covering = [(cell, True) for cell in row.cells]
            covering += [(cell, False) for cell, _ in open_cells]
            self._covering[row.key] = covering
            open_cells += [(cell, number + cell.rows) for cell in row.cells if cell.rows > 1]

    def give(self, snap: SnapRow, row: FoundRow) -> dict[int, str]:
        """Take the texts of a row; return those that no generated cell covers, by place."""
        covering = self._covering[snap.key]
        for cell, is_corner in covering:
            # A cell whose first column is gone was not emptied: its text may be gone with it.
            here = cell.first >= self._columns or cell.first in self._here
            if is_corner and here:
                self.looked_at.add(id(cell))
        orphans = {}
        for number, found in sorted(row.cells.items()):
            place = self._places.get(number)
            text = clean(found.text(","))
            if place is None or not (text or found.look):
                continue
            owner = self.at(snap, place)
            if owner is None:
                if text:
                    orphans[place] = text
            elif text or place == owner.first:
                self.found.setdefault(id(owner), []).append(found)
                if text:
                    self.looked_at.add(id(owner))
        return orphans

    def at(self, row: SnapRow, place: int) -> SnapCell | None:
        """Return the cell that covers a place of a row, beginning there or above."""
        return next((c for c, _ in self._covering[row.key] if c.first <= place <= c.last), None)


def _is_rekeyed(row: FoundRow, matched: Mapping[int, SnapRow]) -> bool:
    generated = matched.get(row.number)
    return generated is not None and generated.key != row.key


def _displaced(changes: SheetChanges, owners: Owners) -> set[int]:
    """Return the generated cells (by id) in which something stands that was generated elsewhere.

    What it pushed over the edge of the page is no note beside it.
    """
    columns = len(changes.snap.columns)
    generated: dict[tuple[int, int], str] = {}
    found: dict[tuple[int, int], str] = {}
    for at, row in enumerate(changes.snap.rows):
        for cell in row.cells:
            if cell.key[0] and cell.key[1] not in ("", ALL) and cell.first < columns:
                generated[at, cell.first] = shown_as(cell.text)
                if id(cell) in owners.looked_at:
                    shown = _shown(owners.found.get(id(cell), []), ",")
                    found[at, cell.first] = shown_as(shown)
    moved = displaced(generated, found)
    numbers = {row.key: number for number, row in changes.matched.items()}
    keys = {changes.snap.rows[at].key for at, _ in moved}
    changes.displaced = sorted(numbers[key] for key in keys)
    for key, place in list(changes.margins):
        text = shown_as(changes.margins[key, place])
        if isinstance(key, RowKey) and key in keys:
            at = next(n for n, row in enumerate(changes.snap.rows) if row.key == key)
            if text in {generated.get((at, other)) for other in range(columns)}:
                del changes.margins[key, place]
    rows = enumerate(changes.snap.rows)
    return {id(cell) for at, row in rows for cell in row.cells if (at, cell.first) in moved}


def _compare_texts(
    changes: SheetChanges, owners: Owners, mark_of: MarkOf, moved: Container[int]
) -> None:
    """Note the new text of every key that no longer shows what was generated."""
    columns = len(changes.snap.columns)
    generated: dict[Key, list[SnapCell]] = {}
    for row in changes.snap.rows:
        for cell in row.cells:
            generated.setdefault(cell.key, []).append(cell)
    for key, cells in generated.items():
        mark = mark_of.get(key[0], ",")
        seen = [(cell, owners.found.get(id(cell), [])) for cell in cells]
        seen = [
            (cell, found)
            for cell, found in seen
            if id(cell) in owners.looked_at and id(cell) not in moved
        ]
        if not seen:
            continue
        changes.cells[key] = [found for _, found in seen]
        different = [_shown(f, mark) for cell, f in seen if not _same(f, cell.text, mark)]
        if cells[0].first >= columns:
            if different:
                changes.margin_texts[key] = different[0]
        elif key[0]:
            # The same words may stand on several pages: the one that changed speaks for all.
            if key[1] == ALL and changes.rekeyed:
                # Rows moved beneath what is merged over them: its text stands at other ones now.
                texts = {text: None for _, f in seen for c in f if (text := clean(c.text(mark)))}
                same = [text for text in texts if visible(text) == visible(cells[0].text)]
                different = [text for text in texts if text not in same] or different[: not same]
            if different:
                changes.texts[key], *changes.rivals[key] = dict.fromkeys(different)
        elif cells[0].parts:
            if different:
                changes.texts |= shared_out(cells[0].parts, different[0])
        elif different or len(seen) < len(cells):
            # A long paragraph stands in several rows.
            changes.texts[key] = " ".join(filter(None, (_shown(f, mark) for _, f in seen)))


def _shown(found: Sequence[FoundCell], mark: str) -> str:
    return " ".join(text for cell in found if (text := clean(cell.text(mark))))


def _same(found: Sequence[FoundCell], generated: str, mark: str) -> bool:
    filled = [cell for cell in found if visible(cell.text(mark))]
    if len(filled) == 1:
        return filled[0].shows(generated, mark)
    return visible(_shown(filled, mark)) == visible(generated)


def _column_places(snap: SnapSheet, found: FoundSheet) -> dict[int, int]:
    """Return the place (from 0) among the generated columns of each column by its number.

    What stands to the right of all generated columns has a place behind them.
    """
    known = {key: place for place, key in enumerate(snap.columns)}
    keyed: dict[int, int] = {}
    for number, key in sorted(found.column_keys.items()):
        if key in known and known[key] not in keyed.values():
            keyed[number] = known[key]
    if not keyed:
        # The key row is gone: the columns are taken as they were generated.
        first = 2
        keyed = {first + place: place for place in range(len(snap.columns))}
    last = max(keyed)
    key_columns = {number for number, key in found.column_keys.items() if key == KEY}
    numbers = {number for row in found.rows for number in row.cells} - key_columns
    places = dict(keyed)
    for number in sorted(numbers - keyed.keys()):
        beyond = len(snap.columns) - 1 + number - last
        places[number] = beyond if number > last else INSERTED + number
    return places
