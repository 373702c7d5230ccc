"""Which row and column of a sheet that people worked on is which of those generated.

The hidden keys say so, whatever was inserted, deleted, moved or copied. Where somebody deleted
the keys themselves, the texts of the rows have to do.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from bpindex.case.rows import RowKey
from bpindex.edits.found import KEY, FoundRow, FoundSheet, visible
from bpindex.edits.snapshot import SnapRow, SnapSheet

# Where columns that people inserted between the generated ones are counted from.
INSERTED = 1_000


def column_places(snap: SnapSheet, found: FoundSheet) -> dict[int, int]:
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


def match_rows(snap: SnapSheet, found: FoundSheet, places: Mapping[int, int]) -> dict[int, SnapRow]:
    """Return the generated row of each row by its number; the others are new ones."""
    by_key = {row.key: row for row in snap.rows}
    candidates: dict[RowKey, list[FoundRow]] = defaultdict(list)
    for row in found.rows:
        if row.key in by_key:
            candidates[row.key].append(row)
    if not candidates:
        return _match_by_text(snap, found)
    matched = {}
    for key, rows in candidates.items():
        # A row that was copied has two places: the one that still looks as generated is it.
        row = max(rows, key=lambda row: _likeness(by_key[row.key], row, places))
        matched[row.number] = by_key[key]
    return matched


def _likeness(snap: SnapRow, row: FoundRow, places: Mapping[int, int]) -> int:
    """Return how many cells of a row show what was generated."""
    texts = {cell.first: visible(cell.text) for cell in snap.cells}
    return sum(
        texts.get(places.get(number, -1)) == visible(cell.text(","))
        for number, cell in row.cells.items()
    )


def _match_by_text(snap: SnapSheet, found: FoundSheet) -> dict[int, SnapRow]:
    """Match rows in their order where no row has a key any more."""
    generated = [_words(cell.text for cell in row.cells) for row in snap.rows]
    numbers = [row.number for row in found.rows]
    left = [_words(cell.text(",") for cell in row.cells.values()) for row in found.rows]
    matched: dict[int, SnapRow] = {}
    matcher = SequenceMatcher(None, generated, left, autojunk=False)
    for _, first, last, start, end in matcher.get_opcodes():
        for i, j in zip(range(first, last), range(start, end), strict=False):
            matched[numbers[j]] = snap.rows[i]
    return matched


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for item in texts if (text := visible(item)))
