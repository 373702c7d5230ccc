"""From the rows of the sheets to the order of the notice's rows, and what to note of it."""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field

from bpindex.case.keys import ALL, SECTION_COLUMN, Key
from bpindex.edits.arrange import INSIDE, LINE, TOP, is_fixed, table_at
from bpindex.edits.changes import AddedRow, SheetChanges
from bpindex.edits.snapshot import SnapRow, Snapshot

# A single text at the left edge that is longer than any number is a line of its own.
_LONGEST_STT = 6
# Rows of several parts side by side are not what people move.
_HEAVY = 1_000
# The halves of the letterhead leave a column free at the edge of the page.
_MARGIN_CELLS = 1


@dataclass(frozen=True)
class NewRow:
    """An added row under its new identity: the table it is in, or none, and its texts."""

    identity: str
    table: str
    name: str
    texts: dict[str, str]

    @property
    def is_line(self) -> bool:
        """Whether it is one text over the whole width."""
        return self.identity.startswith("block:")


@dataclass
class Reordered:
    """The new order of the notice's rows and the one before; rows moved, added, removed.

    `heavy` are those of several parts, which stay rather than what stands around them.
    """

    order: list[str]
    before: tuple[str, ...] = ()
    moved: set[str] = field(default_factory=set)
    heavy: set[str] = field(default_factory=set)
    new: list[NewRow] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    changed: bool = False
    numbers: dict[tuple[str, int], str] = field(default_factory=dict)

    def named(self, change: SheetChanges) -> Iterator[tuple[AddedRow, str]]:
        """Yield the added rows of a sheet with the keys that they will have."""
        for row in change.sequence:
            if isinstance(row, AddedRow):
                yield row, self.numbers[change.snap.title, row.number]


def identity_of(key: Key) -> str:
    """Return the identity of the row to which a text with this key belongs."""
    table, agency, column = key
    if not table:
        return f"block:{column}"
    if agency and agency != ALL:
        return f"row:{table}:{agency}"
    return f"section:{table}" if column == SECTION_COLUMN else f"table:{table}"


def reorder(
    snapshot: Snapshot, changes: Sequence[SheetChanges], new_name: Callable[[], str]
) -> Reordered:
    """Return the order in which the rows stand now; `new_name` gives names for added rows."""
    result = Reordered(list(snapshot.order), snapshot.order)
    known = set(snapshot.order)
    for change in changes:
        _one_sheet(result, known, change, new_name)
    return result


def _one_sheet(
    result: Reordered, known: set[str], change: SheetChanges, new_name: Callable[[], str]
) -> None:
    generated = [i for row in change.snap.rows for i in _identities(row) if i in known]
    generated = list(dict.fromkeys(generated))
    found = _found_sequence(change, known, result, new_name)
    here = {identity for identity, _ in found}
    gone = [i for i in generated if i not in here and not is_fixed(i) and not _still(change, i)]
    stayed = [i for i, _ in found if i in known]
    rank = {identity: place for place, identity in enumerate(generated)}
    heavy = {
        identity
        for row in change.snap.rows
        for identity in _identities(row)
        if len(set(_identities(row))) > 1 or any(cell.rows > 1 for cell in row.cells)
    }
    result.heavy |= heavy
    weights = [_weight(i, heavy) for i in stayed]
    kept = _heaviest_increasing([rank[i] for i in stayed], weights)
    moved = {i for place, i in enumerate(stayed) if place not in kept and not is_fixed(i)}
    fresh = {row.identity for row in result.new}
    if not (gone or moved or fresh & here):
        return
    result.changed = True
    result.removed += gone
    result.moved |= moved
    order = [i for i in result.order if i not in moved and i not in gone]
    lines = {row.identity for row in result.new if row.table}
    for identity, behind in found:
        if identity in moved or identity in fresh:
            _insert(order, identity, behind, identity in lines)
    result.order = order


def _insert(order: list[str], identity: str, behind: str, in_table: bool) -> None:
    at = order.index(behind) + 1 if behind in order else 0
    table = table_at(order, behind) if behind in order else ""
    is_last = table and order[at] == f"end:{table}"
    leaves = is_last and identity.startswith("block:") and not in_table
    order.insert(at + 1 if leaves else at, identity)


def _found_sequence(
    change: SheetChanges, known: set[str], result: Reordered, new_name: Callable[[], str]
) -> list[tuple[str, str]]:
    """Return identity and predecessor of every row on the sheet, in order, each once."""
    sequence: list[tuple[str, str]] = []
    seen: set[str] = set()
    rows_above: list[list[tuple[int, int, str]]] = []
    rows = change.sequence
    for place, row in enumerate(rows):
        if isinstance(row, AddedRow):
            behind = _above(rows_above, min(row.texts, default=0))
            name = _new_row(change, row, behind, rows[place + 1 :], result, new_name)
            result.new.append(name)
            result.numbers[change.snap.title, row.number] = name.identity
            sequence.append((name.identity, behind))
            rows_above.append([(0, len(change.snap.columns), name.identity)])
            continue
        cells = [
            cell for cell in row.cells if identity_of(cell.key) in known and cell.key[1] != ALL
        ]
        for cell in cells:
            identity = identity_of(cell.key)
            if identity not in seen:
                seen.add(identity)
                sequence.append((identity, _above(rows_above, cell.first)))
        if cells:
            rows_above.append([(c.first, c.last, identity_of(c.key)) for c in cells])
    return sequence


def _above(rows_above: Sequence[Sequence[tuple[int, int, str]]], place: int) -> str:
    """Return the identity of the nearest cell above a place; left and right are told apart."""
    for cells in reversed(rows_above):
        for first, last, identity in cells:
            if first - _MARGIN_CELLS <= place <= last + _MARGIN_CELLS:
                return identity
    return rows_above[-1][-1][2] if rows_above else ""


def _new_row(
    change: SheetChanges,
    row: AddedRow,
    behind: str,
    following: Sequence[SnapRow | AddedRow],
    result: Reordered,
    new_name: Callable[[], str],
) -> NewRow:
    """Return what an added row is: a row of a table, or a line of text."""
    order, earlier = result.order, result.new
    columns = change.snap.columns
    texts = {columns[place]: text for place, text in row.texts.items()}
    # Behind another added row: in the table in which that one is.
    added = {row.identity: row.table for row in earlier}
    table = added[behind] if behind in added else _table_of(behind, order)
    goes_on = _goes_on(table, following, order)
    name = new_name()
    single = next(iter(row.texts.values()), "") if len(row.texts) < 2 else ""
    is_wide = bool(single) and (row.width > 2 or (0 in row.texts and len(single) > _LONGEST_STT))
    if table and (goes_on or len(texts) > 1) and not is_wide:
        return NewRow(f"row:{table}:{name}", table, name, texts)
    text = " ".join(row.texts[place] for place in sorted(row.texts))
    return NewRow(f"block:{name}", table if goes_on else "", name, {LINE: text})


def _goes_on(table: str, following: Sequence[SnapRow | AddedRow], order: Sequence[str]) -> bool:
    """Return whether a table goes on: with a generated row, or with an added one of many cells."""
    for row in following:
        if isinstance(row, SnapRow):
            rows = (i for i in _identities(row) if not i.startswith("block:"))
            return any(_table_of(identity, order) == table for identity in rows)
        if len(row.texts) > 1:
            return True
    return False


def _table_of(identity: str, order: Sequence[str]) -> str:
    return table_at(order, identity) if identity in order else ""


def _still(change: SheetChanges, identity: str) -> bool:
    """Return whether a row that is gone was the lesser part of what it held: then it stays.

    The corner of a cell over several rows goes with its first row, and what it shows stays.
    """
    cells = [
        cell for row in change.missing for cell in row.cells if identity_of(cell.key) == identity
    ]
    return not cells or all(cell.rows > 1 for cell in cells)


def _weight(identity: str, heavy: Container[str]) -> int:
    """Return how much a row resists being the one that moved."""
    return _HEAVY if is_fixed(identity) or identity in heavy else 1


def _identities(row: SnapRow) -> Iterator[str]:
    yield from dict.fromkeys(identity_of(cell.key) for cell in row.cells)


def _heaviest_increasing(numbers: Sequence[int], weights: Sequence[int]) -> set[int]:
    """Return the places of the heaviest increasing part of a sequence of different numbers."""
    best: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        lower = [other for other in range(place) if numbers[other] < number]
        last = max(lower, key=lambda other: best[other], default=-1)
        best.append(weights[place] + (best[last] if last >= 0 else 0))
        before.append(last)
    kept: set[int] = set()
    place = max(range(len(best)), key=lambda other: best[other], default=-1)
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept


def displaced(
    base: Sequence[str], order: Sequence[str], heavy: Container[str]
) -> list[tuple[str, str]]:
    """Return identity and predecessor of every row that the base order does not place.

    In the order of the notice: a row comes after the row it stands behind. What is `heavy`
    stays rather than what stands around it.
    """
    rank = {identity: place for place, identity in enumerate(base)}
    own = [identity for identity in order if identity in rank]
    weights = [_weight(identity, heavy) for identity in own]
    kept = _heaviest_increasing([rank[identity] for identity in own], weights)
    placed = {identity for place, identity in enumerate(own) if place in kept}
    return [
        (identity, _place(order, place))
        for place, identity in enumerate(order)
        if identity not in placed and not is_fixed(identity)
    ]


def _place(order: Sequence[str], at: int) -> str:
    """Return the place of a row: the row above it, and whether a paragraph is in a table."""
    if not at:
        return TOP
    in_table = order[at].startswith("block:") and table_at(order, order[at])
    return f"{INSIDE}{order[at - 1]}" if in_table else order[at - 1]
