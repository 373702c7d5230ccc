"""What a person changed in the form of a sheet: heights, widths, page breaks, looks, boldness."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bpindex.case.correction import WHOLE_ROW, FormAspect, look_text
from bpindex.case.keys import WRITE_IN
from bpindex.case.rows import RowId, RowKey
from bpindex.edits.changes import SheetChanges, clean
from bpindex.edits.found import FoundCell, FoundRow, FoundSheet
from bpindex.edits.hand_formats import break_text
from bpindex.edits.snapshot import SnapCell, SnapRow, SnapSheet

# Office programs round heights to their own units, and widths to whole pixels.
HEIGHT_PT = 1.0
WIDTH_CHARS = 0.6
# From so many cells on, a look that all cells of a row share is noted once.
_CELLS_OF_A_ROW = 3


@dataclass(frozen=True)
class FormChange:
    """A property of a row (or, without one, of a column): as generated and as found.

    Where both are the same, nothing is to be noted any more.
    """

    row: RowKey
    column: str
    aspect: FormAspect
    generated: str
    found: str


def form_changes(
    changes: SheetChanges, found: FoundSheet, new_keys: Mapping[int, RowKey]
) -> Iterator[FormChange]:
    """Yield what differs from what was generated; `new_keys` are the keys of added rows."""
    snap = changes.snap
    rows = {row.number: row for row in found.rows}
    for number, generated in changes.matched.items():
        yield from _row(generated, rows[number])
        yield from _looks(changes, generated)
    for number, key in new_keys.items():
        height = rows[number].height_pt
        if height is not None:
            yield FormChange(key, "", FormAspect.HEIGHT, "", f"{height:g}")
    yield from _breaks(snap, changes.matched, found, new_keys)
    yield from _widths(changes, found)


def _row(generated: SnapRow, found: FoundRow) -> Iterator[FormChange]:
    height = found.height_pt
    if height is not None and abs(height - generated.height_pt) > HEIGHT_PT:
        before, now = f"{generated.height_pt:g}", f"{height:g}"
        yield FormChange(generated.key, "", FormAspect.HEIGHT, before, now)


def _widths(changes: SheetChanges, found: FoundSheet) -> Iterator[FormChange]:
    for number, place in changes.places.items():
        if place < len(changes.snap.widths) and number in found.widths:
            generated, width = changes.snap.widths[place], found.widths[number]
            if abs(generated - width) > WIDTH_CHARS:
                column, before, now = changes.snap.columns[place], f"{generated:g}", f"{width:g}"
                yield FormChange(RowKey(), column, FormAspect.WIDTH, before, now)


def _breaks(
    snap: SnapSheet, matched: Mapping[int, SnapRow], found: FoundSheet, new: Mapping[int, RowKey]
) -> Iterator[FormChange]:
    """Yield the rows with which a page begins now and did not, or the other way round.

    A break is the same one while the row above it or the row below it is. The header that a
    table repeats does not count: the row behind it does.
    """
    numbers = [row.number for row in found.rows if row.number in matched or row.number in new]
    keys = {n: matched[n].key if n in matched else new[n] for n in numbers}
    now = set()
    for end in found.breaks_after:
        below = _first_real(keys[n] for n in numbers if n > end)
        if below is not None:
            now.add((_first_real(keys[n] for n in reversed(numbers) if n <= end), below))
    then = set()
    for place, row in enumerate(snap.rows):
        if row.begins_page:
            above = _first_real(r.key for r in reversed(snap.rows[:place]))
            then.add((above, _first_real(r.key for r in snap.rows[place:])))
    here = set(keys.values())
    for above, below in now:
        if not any(above == a or below == b for a, b in then):
            yield FormChange(below, "", FormAspect.BREAK, break_text(False), break_text(True))
    for above, below in then:
        stays = any(above == a or below == b for a, b in now)
        if not stays and below is not None and {above, below} <= here:
            yield FormChange(below, "", FormAspect.BREAK, break_text(True), break_text(False))


def _first_real(keys: Iterator[RowKey]) -> RowKey | None:
    return next((key for key in keys if not key.is_header_again), None)


def _looks(changes: SheetChanges, row: SnapRow) -> Iterator[FormChange]:
    """Yield the properties of the cells of a row that are not those of their style."""
    columns = changes.snap.columns
    looks: list[tuple[str, dict[str, str], dict[str, str]]] = []
    for cell in row.cells:
        found = changes.corners.get((row.key, cell.first))
        if cell.first >= len(columns) or found is None or not found.look:
            continue
        plain = cell.plain
        names = [
            name
            for name, value in found.look.items()
            if name in cell.changed_look or value != plain[name]
        ]
        now = {name: found.look[name] for name in names}
        if now != dict(cell.changed_look):
            looks.append((columns[cell.first], {name: plain[name] for name in names}, now))
        yield from _bold(changes, cell, found)
    alike = all(look[1:] == looks[0][1:] for look in looks)
    if alike and len(looks) == len(row.cells) >= _CELLS_OF_A_ROW:
        looks = [(WHOLE_ROW, *looks[0][1:])]
    for column, generated, now in looks:
        yield FormChange(row.key, column, FormAspect.LOOK, look_text(generated), look_text(now))


def _bold(changes: SheetChanges, cell: SnapCell, found: FoundCell) -> Iterator[FormChange]:
    """Yield the bold letters of a paragraph where they are others than generated."""
    if cell.key[0] or cell.key[1] or cell.look["bold"] == "1" or WRITE_IN in cell.text:
        return
    parts = changes.cells.get(cell.key, [])
    text = found.text(",")
    before = _shifted(cell.bold, len(cell.text) - len(cell.text.lstrip(" \u00a0\n\t")))
    now = _shifted(found.bold, len(text) - len(text.lstrip(" \u00a0\n\t")))
    if len(parts) == 1 and now != before and (now or clean(text) == clean(cell.text)):
        row = RowKey.of(RowId.of(cell.key))
        yield FormChange(row, "", FormAspect.BOLD, before, now)


def _shifted(ranges: str, by: int) -> str:
    """Return ranges such as "12-20;30-34" in a text that begins `by` letters later."""
    pairs = (item.split("-") for item in ranges.split(";") if item)
    return ";".join(f"{max(int(a) - by, 0)}-{int(b) - by}" for a, b in pairs if int(b) > by)
