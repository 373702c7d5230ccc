"""What people changed by hand in the form of a sheet: heights, widths, page breaks, looks.

A row is known by its key on the sheet; where what was generated grew beyond a height that
people gave a row, the row grows too, so that no text is cut.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from bpindex.case.correction import WHOLE_ROW, Correction, Form, FormAspect
from bpindex.case.keys import WRITE_IN
from bpindex.case.look import look_from, look_text
from bpindex.case.rows import RowId, RowKey, RowKind
from bpindex.compare.changes import SheetChanges, clean
from bpindex.memory.found import FoundCell, FoundRow, FoundSheet
from bpindex.memory.snapshot import SnapCell, SnapRow, SnapSheet

# Office programs round heights to their own units, and widths to whole pixels.
HEIGHT_PT = 1.0
WIDTH_CHARS = 0.6
PAGE_MM = 0.3
# From so many cells on, a look that all cells of a row share is noted once.
_CELLS_OF_A_ROW = 3
# Whether a page begins with a row.
_BREAK, _NO_BREAK = "1", "0"


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
    elsewhere = _elsewhere(changes)
    for number, generated in changes.matched.items():
        # Shifted or sorted cells leave the heights of their rows behind, with their keys as well.
        height = None if number in changes.rekeyed else rows[number].height_pt
        if height is not None and not _is_near(height, generated.height_pt):
            there = elsewhere.get(number)
            if not there or not (_is_near(height, there) or _is_inherited(height, number, rows)):
                before, now = f"{generated.height_pt:g}", f"{height:g}"
                yield FormChange(generated.key, "", FormAspect.HEIGHT, before, now)
        yield from _looks(changes, generated)
    for number, key in new_keys.items():
        height = rows[number].height_pt
        if height is not None and not _is_inherited(height, number, rows):
            yield FormChange(key, "", FormAspect.HEIGHT, "", f"{height:g}")
    moved = _at_moved(changes)
    breaks = _breaks(snap, changes.matched, found, new_keys)
    yield from (change for change in breaks if change.row not in moved)
    yield from _widths(changes, found)
    for name, made in snap.page.items():
        now = found.page.get(name, made)
        if now != made and not _is_same_length(now, made):
            yield FormChange(RowKey(), name, FormAspect.PAGE, made, now)


def _is_near(height: float, other: float) -> bool:
    return abs(height - other) <= HEIGHT_PT


def _elsewhere(changes: SheetChanges) -> dict[int, float]:
    """Return the rows that changed places, with the height that was generated where they are."""
    here = {row.key for row in changes.matched.values()}
    then = [row for row in changes.snap.rows if row.key in here]
    now = ((number, changes.matched[number]) for number in sorted(changes.matched))
    return {n: old.height_pt for (n, row), old in zip(now, then, strict=True) if row.key != old.key}


def _is_same_length(one: str, other: str) -> bool:
    """Return whether two lengths differ by no more than office programs round them."""
    numbers = _number(one, 0), _number(other, 0)
    return None not in numbers and abs((numbers[0] or 0) - (numbers[1] or 0)) <= PAGE_MM


def _is_inherited(height: float, number: int, rows: Mapping[int, FoundRow]) -> bool:
    """Return whether an inserted row has its height from the row that it was inserted beside."""
    beside = (rows[n].height_pt for n in (number - 1, number + 1) if n in rows)
    return any(other is not None and _is_near(other, height) for other in beside)


def hidden_parts(
    changes: SheetChanges, found: FoundSheet, keys: Mapping[int, RowKey]
) -> Iterator[tuple[RowKey, str]]:
    """Yield the rows and the columns (without a row) that are hidden on the sheet, and print.

    Who filters or collapses wants to see less, not to print less; deleting a row takes it out.
    """
    for row in found.rows:
        key = keys.get(row.number, RowKey())
        has_words = key.is_header or key.row.kind is not RowKind.UNKNOWN
        if row.is_hidden and has_words and not key.is_header_again:
            yield key.form, ""
    for number in sorted(found.hidden_columns & changes.places.keys()):
        if (place := changes.places[number]) < len(changes.snap.columns):
            yield RowKey(), changes.snap.columns[place]


def _at_moved(changes: SheetChanges) -> set[RowKey]:
    """Return the rows that moved without their sheet's row, and each one below: its page ends."""
    numbers = sorted(changes.matched)
    below = {n for above, n in pairwise(numbers) if above in changes.rekeyed}
    return {changes.matched[number].key for number in changes.rekeyed | below}


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
    now, then = [], []  # in the order of the sheet, so that the register is the same each time
    for end in sorted(found.breaks_after):
        below = _first_real(keys[n] for n in numbers if n > end)
        if below is not None:
            now.append((_first_real(keys[n] for n in reversed(numbers) if n <= end), below))
    for place, row in enumerate(snap.rows):
        if row.begins_page:
            above = _first_real(r.key for r in reversed(snap.rows[:place]))
            then.append((above, _first_real(r.key for r in snap.rows[place:])))
    here = set(keys.values())
    for above, below in now:
        if not any(above == a or below == b for a, b in then):
            yield FormChange(below, "", FormAspect.BREAK, _NO_BREAK, _BREAK)
    for above, below in then:
        stays = any(above == a or below == b for a, b in now)
        if not stays and below is not None and {above, below} <= here:
            yield FormChange(below, "", FormAspect.BREAK, _BREAK, _NO_BREAK)


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
        if id(cell) in changes.moved:
            continue  # its look came along with what was put there
        if cell.text and found.value in (None, "") and _is_bare(found.look):
            continue  # somebody cut it: what is left is no choice of a look
        plain = cell.plain
        is_plain = found.look == plain and not cell.changed_look
        names = [
            name
            for name, value in ({} if is_plain else found.look).items()
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


def _is_bare(look: Mapping[str, str]) -> bool:
    """Return whether a cell looks as programs leave one that was cut."""
    return (look.get("horizontal"), look.get("vertical"), look.get("fill")) == (
        "general",
        "bottom",
        "",
    )


def _bold(changes: SheetChanges, cell: SnapCell, found: FoundCell) -> Iterator[FormChange]:
    """Yield the bold letters of a paragraph where they are others than generated."""
    if (
        cell.key[0]
        or cell.key[1]
        or cell.look["bold"] == "1"
        or cell.parts
        or WRITE_IN in cell.text
    ):
        return
    parts, text = changes.cells.get(cell.key, []), found.text(",")
    before, now = _bold_in(cell.text, cell.bold), _bold_in(text, found.bold)
    if len(parts) == 1 and now != before and (now or clean(text) == clean(cell.text)):
        row = RowKey.of(RowId.of(cell.key))
        yield FormChange(row, "", FormAspect.BOLD, before, now)


def _bold_in(text: str, ranges: str) -> str:
    """Return ranges such as "12-20;30-34" as counted from the first letter of a text."""
    by = len(text) - len(text.lstrip(" \u00a0\n\t"))
    pairs = (item.split("-") for item in ranges.split(";") if item)
    return ";".join(f"{max(int(a) - by, 0)}-{int(b) - by}" for a, b in pairs if int(b) > by)


class HandFormats:
    """Looks up what people changed in the form of one sheet: page, rows, columns and cells."""

    def __init__(self, formats: Iterable[tuple[Correction, Form]], sheet: str) -> None:
        self._by_form = {
            (what.row, what.column, what.aspect): item
            for item, what in formats
            if what.sheet == sheet
        }
        self._has_looks = any(aspect is FormAspect.LOOK for _, _, aspect in self._by_form)
        self.breaks_before = self._rows_with_break(_BREAK)
        self.no_breaks_before = self._rows_with_break(_NO_BREAK)

    def _rows_with_break(self, text: str) -> set[RowKey]:
        return {
            row
            for (row, _, aspect), item in self._by_form.items()
            if aspect is FormAspect.BREAK and item.corrected == text
        }

    def height(self, row: RowKey, generated_pt: float) -> float | None:
        """Return the height that people gave a row, more where its text outgrew it."""
        item = self._by_form.get((row.form, "", FormAspect.HEIGHT))
        height = _number(item.corrected) if item else None
        if item is None or height is None:
            return None
        then = _number(item.computed)
        has_grown = then is not None and generated_pt > then + 0.5
        return max(height, generated_pt) if has_grown else height

    def width(self, column: str) -> float | None:
        """Return the width that people gave a column, in characters."""
        item = self._by_form.get((RowKey(), column, FormAspect.WIDTH))
        return _number(item.corrected) if item else None

    @property
    def page(self) -> dict[str, str]:
        """The properties that people gave the printed page."""
        forms = self._by_form.items()
        return {name: i.corrected for (_, name, what), i in forms if what is FormAspect.PAGE}

    def look(self, row: RowKey, column: str) -> dict[str, str]:
        """Return the properties that people changed in a cell, by its first column."""
        look: dict[str, str] = {}
        if not self._has_looks:
            return look
        for name in (WHOLE_ROW, column):
            item = self._by_form.get((row.form, name, FormAspect.LOOK))
            if item is not None:
                look |= look_from(item.corrected)
        return look


def is_readable(form: Form, text: str) -> bool:
    """Return whether a row, column or cell can be given the form that a text says."""
    match form.aspect:
        case FormAspect.HEIGHT | FormAspect.WIDTH:
            return _number(text) is not None
        case FormAspect.BREAK:
            return text in (_BREAK, _NO_BREAK)
        case FormAspect.LOOK:
            return bool(look_from(text))
        case FormAspect.BOLD:
            return form.row.row.is_block and bool(not text or re.search(r"\d+-\d+", text))
    return False


def _number(text: str, least: float = 1) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    # A lower row shows nothing: what was hidden was once taken for a height, and prints.
    return number if least <= number <= 1000 else None
