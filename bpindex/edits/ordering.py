"""From the rows of the sheets to the order of the notice's rows, and what to note of it."""

from collections import defaultdict
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field

from bpindex.case.keys import ALL, APPENDIX, STT_COLUMN
from bpindex.case.rows import TOP, Place, RowId, RowKey, RowKind
from bpindex.compare.changes import SheetChanges, TypedRow
from bpindex.edits.arrange import table_at
from bpindex.memory.snapshot import SnapRow, Snapshot

# A single text at the left edge that is longer than any number is a line of its own.
_LONGEST_STT = 6
# What is fixed cannot move, and rows of several parts side by side are not what people move; one
# that the register says was moved is rather what moved than any other.
_FIXED, _HEAVY, _LIGHT, _MOVED = 10**12, 10**6, 10**3, 1
# The halves of the letterhead leave a column free at the edge of the page.
_MARGIN_CELLS = 1


@dataclass(frozen=True)
class NewRow:
    """An added row under its new identity, the table it is in, or none, and what stands in it.

    A row of a table has texts by column, each at its place; a line over the whole width has one.
    """

    row: RowId
    table: str
    texts: dict[str, str] = field(default_factory=dict)
    line: str = ""
    places: dict[str, int] = field(default_factory=dict)


@dataclass
class Reordered:
    """The new order of the notice's rows and the one before; rows moved, added, removed.

    `heavy` are those of several parts, which stay rather than what stands around them; `unseen`
    are the sections that do not print; `keys` are those that the added rows of each sheet will
    have, by their numbers.
    """

    order: list[RowId]
    before: tuple[RowId, ...] = ()
    moved: set[RowId] = field(default_factory=set)
    heavy: set[RowId] = field(default_factory=set)
    unseen: set[RowId] = field(default_factory=set)
    new: list[NewRow] = field(default_factory=list)
    removed: list[RowId] = field(default_factory=list)
    changed: bool = False
    keys: defaultdict[str, dict[int, RowKey]] = field(default_factory=lambda: defaultdict(dict))


def reorder(
    snapshot: Snapshot, changes: Sequence[SheetChanges], new_name: Callable[[], str]
) -> Reordered:
    """Return the order in which the rows stand now; `new_name` gives names for added rows."""
    result = Reordered(list(snapshot.order), snapshot.order)
    known = set(snapshot.order)
    seen = {i for change in changes for row in change.snap.rows for i in row.identities}
    result.unseen = {i for i in known if i.kind is RowKind.SECTION and i not in seen}
    for change in changes:
        identities = (i for row in change.snap.rows for i in row.identities if i in known)
        generated = list(dict.fromkeys(identities))
        found = _found_sequence(change, known, result, new_name)
        here = {identity for identity, _ in found}
        gone = [i for i in generated if i not in here and not i.is_fixed and not _still(change, i)]
        heavy = {
            identity
            for row in change.snap.rows
            for identity in row.identities
            if len(row.identities) > 1 or any(cell.rows > 1 for cell in row.cells)
        }
        result.heavy |= heavy
        stayed = [i for i, _ in found if i in known]
        kept = _unmoved(stayed, generated, heavy)
        moved = {i for i in stayed if i not in kept and not i.is_fixed}
        fresh = {row.row: row.table for row in result.new}
        if not (gone or moved or fresh.keys() & here):
            continue
        result.changed = True
        result.removed += gone
        result.moved |= moved
        result.order = [i for i in result.order if i not in moved and i not in gone]
        for place, (identity, behind) in enumerate(found):
            if identity in moved or identity in fresh:
                goes_on = identity in moved and any(i.is_row for i, _ in found[place + 1 :][:1])
                _insert(result.order, identity, behind, goes_on or bool(fresh.get(identity)))
    return result


def _insert(order: list[RowId], row: RowId, behind: RowId | None, in_table: bool) -> None:
    at = order.index(behind) + 1 if behind in order else 0
    table = table_at(order, behind)
    is_last = table and order[at] == RowId.end(table)
    leaves = is_last and row.is_block and not in_table
    order.insert(at + 1 if leaves else at, row)


def _found_sequence(
    change: SheetChanges, known: set[RowId], result: Reordered, new_name: Callable[[], str]
) -> list[tuple[RowId, RowId | None]]:
    """Return identity and predecessor of every row on the sheet, in order, each once."""
    sequence: list[tuple[RowId, RowId | None]] = []
    seen: set[RowId] = set()
    mark = RowId.sheet(APPENDIX)
    is_own = mark in known and RowId.start(APPENDIX) in set().union(
        *(row.identities for row in change.snap.rows)
    )
    # What stands above everything else on a sheet of its own stands behind the sheet's mark.
    rows_above = [[(0, len(change.snap.columns), mark)]] if is_own else []
    rows = change.sequence
    for place, row in enumerate(rows):
        if isinstance(row, TypedRow):
            behind = _above(rows_above, min(row.texts, default=0))
            new = _new_row(change, row, behind, rows[place + 1 :], result, new_name)
            result.new.append(new)
            result.keys[change.snap.title][row.number] = RowKey.of(new.row)
            sequence.append((new.row, behind))
            rows_above.append([(0, len(change.snap.columns), new.row)])
            continue
        if row.key.is_header_again:
            continue  # what stands below it stands below the last row of the page before
        cells = [
            cell for cell in row.cells if RowId.holding(cell.key) in known and cell.key[1] != ALL
        ]
        for cell in cells:
            identity = RowId.holding(cell.key)
            if identity not in seen:
                seen.add(identity)
                sequence.append((identity, _above(rows_above, cell.first)))
        if cells:
            rows_above.append([(c.first, c.last, RowId.holding(c.key)) for c in cells])
    return sequence


def _above(rows_above: Sequence[Sequence[tuple[int, int, RowId]]], place: int) -> RowId | None:
    """Return the row of the nearest cell above a place; left and right are told apart."""
    for cells in reversed(rows_above):
        for first, last, identity in cells:
            if first - _MARGIN_CELLS <= place <= last + _MARGIN_CELLS:
                return identity
    return rows_above[-1][-1][2] if rows_above else None


def _beside(
    change: SheetChanges, row: TypedRow, following: Sequence[SnapRow | TypedRow]
) -> SnapRow | None:
    """Return the nearest row of an agency: those above an added one, then those below it."""
    at = len(change.sequence) - len(following) - 1
    for other in (*reversed(change.sequence[:at]), *following):
        if isinstance(other, SnapRow) and any(
            cell.key[2] == STT_COLUMN and cell.key[1] for cell in other.cells
        ):
            return other
    return None


def _new_row(
    change: SheetChanges,
    row: TypedRow,
    behind: RowId | None,
    following: Sequence[SnapRow | TypedRow],
    result: Reordered,
    new_name: Callable[[], str],
) -> NewRow:
    """Return what an added row is: a row of a table, or a line of text."""
    order, earlier = result.order, result.new
    columns = change.snap.columns_at(_beside(change, row, following))
    texts = {columns[place]: text for place, text in row.texts.items()}
    # Behind another added row: in the table in which that one is.
    added: dict[RowId | None, str] = {row.row: row.table for row in earlier}
    table = added[behind] if behind in added else table_at(order, behind)
    goes_on = _goes_on(table, following, order)
    name = new_name()
    single = next(iter(row.texts.values()), "") if len(row.texts) < 2 else ""
    is_wide = bool(single) and (row.width > 2 or (0 in row.texts and len(single) > _LONGEST_STT))
    if table and (goes_on or len(texts) > 1) and not is_wide:
        places = {columns[place]: place for place in row.texts}
        return NewRow(RowId.row(table, name), table, texts, places=places)
    text = " ".join(row.texts[place] for place in sorted(row.texts))
    return NewRow(RowId.block(name), table if goes_on else "", line=text)


def _goes_on(table: str, following: Sequence[SnapRow | TypedRow], order: Sequence[RowId]) -> bool:
    """Return whether a table goes on: with a generated row, or with an added one of many cells."""
    for row in following:
        if isinstance(row, SnapRow):
            rows = (i for i in row.identities if not i.is_block)
            return any(table_at(order, identity) == table for identity in rows)
        if len(row.texts) > 1:
            return True
    return False


def _still(change: SheetChanges, identity: RowId) -> bool:
    """Return whether a row that is gone was the lesser part of what it held: then it stays.

    The corner of a cell over several rows goes with its first row, and what it shows stays.
    """
    cells = [
        cell for row in change.missing for cell in row.cells if RowId.holding(cell.key) == identity
    ]
    return not cells or all(cell.rows > 1 for cell in cells)


def _unmoved(
    rows: Sequence[RowId],
    order: Sequence[RowId],
    heavy: Container[RowId],
    known: Container[RowId] = (),
) -> set[RowId]:
    """Return the rows that did not move: the heaviest part that stands as in an earlier order."""
    rank = {row: place for place, row in enumerate(order)}
    numbers = [rank[row] for row in rows]
    best: list[int] = []
    before: list[int] = []
    for place, row in enumerate(rows):
        number = numbers[place]
        lower = [other for other, earlier in enumerate(numbers[:place]) if earlier < number]
        last = max(lower, key=lambda other: best[other], default=-1)
        weight = _MOVED if row in known else _HEAVY if row in heavy else _LIGHT
        weight = _FIXED if row.is_fixed else weight
        best.append(weight + (best[last] if last >= 0 else 0))
        before.append(last)
    kept: set[RowId] = set()
    place = max(range(len(best)), key=lambda other: best[other], default=-1)
    while place >= 0:
        kept.add(rows[place])
        place = before[place]
    return kept


def displaced(
    base: Sequence[RowId],
    order: Sequence[RowId],
    heavy: Container[RowId],
    known: Container[RowId],
) -> list[tuple[RowId, Place]]:
    """Return identity and place of every row that the base order does not place.

    In the order of the notice: a row comes after the row it stands behind. What is `heavy`
    stays rather than what stands around it, and what is `known` as moved rather moved.
    """
    computed = set(base)
    placed = _unmoved([row for row in order if row in computed], base, heavy, known)
    return [
        (identity, _place(order, place))
        for place, identity in enumerate(order)
        if identity not in placed and not identity.is_fixed
    ]


def _place(order: Sequence[RowId], at: int) -> Place:
    """Return the place of a row: the row above it, and whether a paragraph is in a table."""
    in_table = order[at].is_block and bool(table_at(order, order[at]))
    return Place(order[at - 1], in_table) if at else Place(TOP)
