"""What people did to a sheet that a new one cannot have: it is told, by where it stood."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from bpindex.case.keys import Key
from bpindex.case.rows import RowKey
from bpindex.compare.changes import INSERTED, SheetChanges
from bpindex.memory.found import FoundSheet


class LeftKind(Enum):
    """What was left behind."""

    COMMENT = auto()
    SHAPES = auto()
    MERGED = auto()
    SPLIT = auto()
    COLUMN_ADDED = auto()
    COLUMN_GONE = auto()


@dataclass(frozen=True)
class Left:
    """Something that was left: on which sheet, of which text or column, in which words."""

    kind: LeftKind
    sheet: str
    key: Key = ("", "", "")
    words: str = ""


def comments_of(
    change: SheetChanges, found: FoundSheet, new_keys: Mapping[int, RowKey]
) -> tuple[dict[Key, str], list[Left]]:
    """Return the comments by the keys of their cells, and those on cells that hold no text."""
    comments: dict[Key, str] = {}
    left = []
    for (number, column), text in found.comments.items():
        cell = change.cell_at(number, column)
        key = cell.key if cell else _added_key(change, new_keys.get(number), column)
        if key is None:
            left.append(Left(LeftKind.COMMENT, found.title, words=text))
        else:
            comments[key] = "\n".join(filter(None, (comments.get(key), text)))
    return comments, left


def _added_key(change: SheetChanges, row: RowKey | None, column: int) -> Key | None:
    if row is None:
        return None
    if row.row.is_block:
        return row.row.key
    place = change.places.get(column, INSERTED)
    columns = change.snap.columns
    return (row.row.table, row.row.name, columns[place]) if place < len(columns) else None


def left_behind(change: SheetChanges, found: FoundSheet) -> Iterator[Left]:
    """Yield the shapes, merged and split cells, added and deleted columns of a sheet."""
    title, columns = found.title, change.snap.columns
    if found.shapes:
        yield Left(LeftKind.SHAPES, title, words=str(found.shapes))
    added: dict[int, str] = {}
    for (_, place), text in change.margins.items():
        if place >= INSERTED:
            added.setdefault(place, text)
    yield from (Left(LeftKind.COLUMN_ADDED, title, words=added[place]) for place in sorted(added))
    gone = [name for place, name in enumerate(columns) if place not in change.places.values()]
    yield from (Left(LeftKind.COLUMN_GONE, title, ("", "", name)) for name in gone)
    if not gone:
        yield from _merged(change, found)


def _merged(change: SheetChanges, found: FoundSheet) -> Iterator[Left]:
    """Yield cells merged with others, and such as are no longer merged."""
    for top, left, bottom, right in found.merged:
        area = [
            (row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)
        ]
        cells = [cell for place in area if (cell := change.cell_at(*place))]
        keys = list(dict.fromkeys(cell.key for cell in cells))
        if len(keys) > 1:
            yield Left(LeftKind.MERGED, found.title, keys[0])
    corners = {(top, left) for top, left, _, _ in found.merged}
    numbers = {place: number for number, place in change.places.items()}
    for number, row in change.matched.items():
        for cell in row.cells:
            is_wide = cell.first < cell.last < len(numbers)
            if is_wide and (number, numbers[cell.first]) not in corners:
                yield Left(LeftKind.SPLIT, found.title, cell.key)
