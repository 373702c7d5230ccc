"""Takes everything that people changed by hand on the generated sheets into the register."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bpindex.case.correction import Comment, Margin
from bpindex.case.keys import APPENDIX
from bpindex.case.rows import RowId, RowKey, RowKind
from bpindex.compare.changes import INSERTED, SheetChanges, clean, compare
from bpindex.edits.as_found import as_found
from bpindex.edits.forms import form_changes, hidden_parts
from bpindex.edits.leftovers import comments_of, left_behind
from bpindex.edits.ordering import reorder
from bpindex.edits.taker import Taker
from bpindex.memory.found import FoundSheet, same_text
from bpindex.memory.snapshot import SnapRow, Snapshot


def take_sheets(
    taker: Taker,
    snapshot: Snapshot,
    sheets: Sequence[FoundSheet],
    mark_of: Mapping[str, str],
    as_typed: bool = False,
) -> Snapshot:
    """Take everything that was changed on the generated sheets since the snapshot.

    Return the snapshot with what was taken, so that it is not taken once more. Cells that show
    what was generated elsewhere are taken only where they count `as_typed`.
    """
    pairs = [(snap, found) for found in sheets if (snap := snapshot.sheet(found.title))]
    changes = [compare(snap, found, mark_of, as_typed) for snap, found in pairs]
    for change in changes:
        if change.displaced:
            taker.result.displaced[change.snap.title] = change.displaced
        for row in change.missing:
            _note_missing_words(change, row)
            taker.drop_margins(row.key.form)
    reordered = reorder(snapshot, changes, taker.new_name)
    gone = set(reordered.removed)
    for change, (_, found) in zip(changes, pairs, strict=True):
        for key, text in change.texts.items():
            if RowId.holding(key) not in gone:
                taker.take_text(key, text)
                taker.result.places |= change.place_of(key)
                for rival in change.rivals.get(key, ()):
                    taker.take_rival(key, rival)
        sheet = APPENDIX if _is_appendix(change) else ""
        keys = reordered.keys[found.title]
        new = {number: key for number, key in keys.items() if number not in change.matched}
        for form in form_changes(change, found, new):
            taker.take_form(form, sheet)
        _take_comments(taker, snapshot, change, found, new)
        taker.result.left += left_behind(change, found)
        offsets = _offsets(change)
        all_keys = {n: row.key for n, row in change.matched.items()} | new
        taker.result.hidden += ((sheet, *part) for part in hidden_parts(change, found, all_keys))
        for (beside, place), text in change.margins.items():
            offset = offsets[place]
            at = keys[beside] if isinstance(beside, int) else beside
            taker.take_margin(Margin(found.title, at.form, f"+{offset}"), text)
        for margin, text in change.margin_texts.items():
            taker.take_margin(Margin.of(margin), text)
    if reordered.changed:
        taker.take_order(reordered, snapshot.base_order, dict(_shown(changes)))
    seen = {
        found.title: as_found(change, found, reordered, mark_of)
        for change, (_, found) in zip(changes, pairs, strict=True)
    }
    return replace(
        snapshot,
        sheets=tuple(seen.get(sheet.title, sheet) for sheet in snapshot.sheets),
        order=tuple(reordered.order),
    )


def _take_comments(
    taker: Taker,
    snapshot: Snapshot,
    change: SheetChanges,
    found: FoundSheet,
    new: Mapping[int, RowKey],
) -> None:
    """Take the comments that are others than they were; those of a row that is gone wait for it."""
    comments, left = comments_of(change, found, new)
    taker.result.left += left
    here = {key for row in change.matched.values() for cell in row.cells for key in cell.keys}
    for key in dict.fromkeys((*snapshot.comments, *comments)):
        before, now = snapshot.comments.get(key, ""), comments.get(key, "")
        if not same_text(before, now) and (now or key in here):
            taker.take_comment(Comment(*key), clean(now))


def _offsets(change: SheetChanges) -> dict[int, int]:
    """Return how far beside the page each place is: inserted columns behind all others."""
    places = sorted({place for _, place in change.margins})
    last = len(change.snap.columns) - 1
    offsets: dict[int, int] = {}
    for place in places:
        before = max(offsets.values(), default=0)
        offsets[place] = before + 1 if place >= INSERTED else place - last
    return offsets


def _note_missing_words(change: SheetChanges, row: SnapRow) -> None:
    """A row that always comes back, deleted, loses its words."""
    for cell in row.cells:
        row_id = RowId.holding(cell.key)
        if row_id.kind is RowKind.SECTION or row_id.is_period_note:
            change.texts[cell.key] = ""


def _is_appendix(change: SheetChanges) -> bool:
    return any(cell.key[0] == APPENDIX for row in change.snap.rows for cell in row.cells)


def _shown(changes: Iterable[SheetChanges]) -> Iterator[tuple[RowId, str]]:
    """Yield identity and words of every row that is gone."""
    for change in changes:
        for row in change.missing:
            words: dict[RowId, list[str]] = {}
            for cell in row.cells:
                words.setdefault(RowId.holding(cell.key), []).append(cell.text.strip())
            yield from ((i, " | ".join(filter(None, texts))) for i, texts in words.items())
