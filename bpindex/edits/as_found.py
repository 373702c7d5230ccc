"""The memory of a notice with everything that was taken from its sheets.

Where the register is written and the notice is not made anew, what was taken must not be taken
again the next time: what was withdrawn meanwhile would come back, and added lines print twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bpindex.case.correction import Margin
from bpindex.case.keys import Key
from bpindex.case.rows import RowKey
from bpindex.compare.changes import SheetChanges, TypedRow, clean
from bpindex.edits.ordering import NewRow, Reordered
from bpindex.memory.found import FoundCell, FoundRow, FoundSheet
from bpindex.memory.snapshot import SnapCell, SnapRow, SnapSheet

Marks = Mapping[str, str]


def as_found(
    change: SheetChanges, found: FoundSheet, reordered: Reordered, marks: Marks
) -> SnapSheet:
    """Return a sheet as it would be remembered had it been made as it was found."""
    rows = {row.number: row for row in found.rows}
    numbers = {row.key: number for number, row in change.matched.items()}
    new = {RowKey.of(item.row): item for item in reordered.new}
    keys = reordered.keys[found.title]
    made: list[SnapRow] = []
    for item in change.sequence:
        if isinstance(item, TypedRow):
            key = keys[item.number]
            made.append(_added(change, rows[item.number], key, new[key]))
        else:
            made.append(_as_left(change, item, rows[numbers[item.key]], marks))
    beside = {row.key: list(_margins(change, found, row.key, keys)) for row in made}
    widths = list(change.snap.widths)
    for number, place in change.places.items():
        if place < len(widths):
            widths[place] = found.widths.get(number, widths[place])
    return replace(
        change.snap,
        widths=tuple(widths),
        rows=tuple(replace(row, cells=(*row.cells, *beside[row.key])) for row in made),
    )


def _as_left(change: SheetChanges, row: SnapRow, found: FoundRow, marks: Marks) -> SnapRow:
    cells = tuple(_cell_as_left(change, row, cell, marks) for cell in row.cells)
    is_own = found.number not in change.rekeyed and found.height_pt is not None
    height = found.height_pt if is_own and found.height_pt is not None else row.height_pt
    return replace(row, height_pt=height, cells=cells)


def _cell_as_left(change: SheetChanges, row: SnapRow, cell: SnapCell, marks: Marks) -> SnapCell:
    corner = change.corners.get((row.key, cell.first))
    text = cell.text
    if cell.key in change.texts or cell.key in change.margin_texts:
        shown = clean(corner.text(marks.get(cell.key[0], ","))) if corner else ""
        text = shown or ("" if corner else change.texts.get(cell.key, text))
    look = _changed(cell, corner) if corner and corner.look else cell.changed_look
    bold = corner.bold if corner and corner.look else cell.bold
    is_same = (text, look, bold) == (cell.text, cell.changed_look, cell.bold)
    return cell if is_same else replace(cell, text=text, changed_look=look, bold=bold)


def _changed(cell: SnapCell, found: FoundCell) -> dict[str, str]:
    """Return the properties of a cell's look that are not those of its style."""
    return {name: text for name, text in found.look.items() if text != cell.plain.get(name)}


def _added(change: SheetChanges, found: FoundRow, key: RowKey, new: NewRow) -> SnapRow:
    """Return an added row as it was typed: under no key yet, so that its texts tell."""
    columns = change.snap.columns
    numbers = {place: number for number, place in change.places.items()}
    texts: dict[Key, tuple[int, int, str]] = {
        (new.table, new.row.name, column): (new.places[column],) * 2 + (text,)
        for column, text in new.texts.items()
    }
    if new.row.is_block:
        texts = {new.row.key: (0, len(columns) - 1, new.line)}
    example = next(cell for row in change.snap.rows for cell in row.cells)
    cells = []
    for logical, (first, last, text) in texts.items():
        plain = SnapCell(first, last, 1, logical, text, example.style, example.plain)
        typed = found.cells.get(numbers.get(first, 0))
        cells.append(replace(plain, changed_look=_changed(plain, typed)) if typed else plain)
    return SnapRow(key, found.height_pt or 0.0, False, tuple(cells))


def _margins(
    change: SheetChanges, found: FoundSheet, row: RowKey, keys: Mapping[int, RowKey]
) -> Iterator[SnapCell]:
    """Yield the new notes beside a row."""
    example = next(cell for other in change.snap.rows for cell in other.cells)
    for (beside, place), text in change.margins.items():
        at = keys[beside] if isinstance(beside, int) else beside
        if at == row:
            offset = place - len(change.snap.columns) + 1
            key = Margin(found.title, at.form, f"+{offset}").key
            yield SnapCell(place, place, 1, key, text, example.style, example.plain)
