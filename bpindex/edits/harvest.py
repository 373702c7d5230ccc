"""Takes everything that people changed by hand on the generated sheets into the register."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bpindex.case.correction import Correction, CorrectionState
from bpindex.case.keys import APPENDIX, PROVINCE, SECTION_COLUMN, Key
from bpindex.edits.arrange import is_fixed
from bpindex.edits.changes import SheetChanges, compare
from bpindex.edits.forms import form_changes
from bpindex.edits.found import FoundSheet
from bpindex.edits.hand_formats import row_name
from bpindex.edits.ordering import identity_of, reorder
from bpindex.edits.snapshot import SnapRow, Snapshot
from bpindex.edits.taker import Taker


def accept_reviewed(
    register: Iterable[Correction], snapshot: Snapshot | None, computed: Mapping[Key, str]
) -> list[Correction]:
    """Return the register with the new base of every correction that people looked at again.

    The notice marked it as "cần xem lại"; whoever then sets it to "áp dụng" accepts the value
    that was computed at that time as its new base.
    """
    aged = snapshot.aged if snapshot else {}
    return [
        replace(item, computed=computed[item.key])
        if item.state is CorrectionState.ACTIVE
        and item.key in computed
        and aged.get(item.key) == computed[item.key]
        else item
        for item in register
    ]


def take_sheets(
    taker: Taker,
    snapshot: Snapshot,
    sheets: Sequence[FoundSheet],
    mark_of: Mapping[str, str],
) -> None:
    """Take everything that was changed on the generated sheets since the snapshot."""
    pairs = [(snap, found) for found in sheets if (snap := snapshot.sheet(found.title))]
    changes = [compare(snap, found, mark_of) for snap, found in pairs]
    for change in changes:
        for row in change.missing:
            _note_missing_words(change, row)
            taker.drop_margins(row_name(row.key))
    reordered = reorder(snapshot, changes, taker.new_name)
    gone = set(reordered.removed)
    for change, (_, found) in zip(changes, pairs, strict=True):
        for key, text in change.texts.items():
            if identity_of(key) not in gone:
                taker.take_text(key, text)
                for rival in change.rivals.get(key, ()):
                    taker.take_rival(key, rival)
        sheet = APPENDIX if _is_appendix(change) else ""
        new = {
            row.number: name
            for row, name in reordered.named(change)
            if row.number not in change.matched
        }
        for form in form_changes(change, found, new):
            taker.take_form(form, sheet)
        for (beside, place), text in change.margins.items():
            offset = place - len(change.snap.columns) + 1
            name = (
                beside if isinstance(beside, str) else reordered.numbers[change.snap.title, beside]
            )
            taker.take_margin((found.title, row_name(name), f"+{offset}"), text)
        for key, text in change.margin_texts.items():
            taker.take_margin(key, text)
    if reordered.changed:
        taker.take_order(reordered, snapshot.base_order, dict(_shown(changes)))


def _note_missing_words(change: SheetChanges, row: SnapRow) -> None:
    """A row that always comes back, deleted, loses its words."""
    for cell in row.cells:
        identity = identity_of(cell.key)
        is_words = cell.key[2] == SECTION_COLUMN or cell.key[2].startswith("period_note.")
        if is_fixed(identity) and is_words and cell.key[1] != PROVINCE:
            change.texts[cell.key] = ""


def _is_appendix(change: SheetChanges) -> bool:
    return any(cell.key[0] == APPENDIX for row in change.snap.rows for cell in row.cells)


def _shown(changes: Iterable[SheetChanges]) -> Iterator[tuple[str, str]]:
    """Yield identity and words of every row that is gone."""
    for change in changes:
        for row in change.missing:
            words: dict[str, list[str]] = {}
            for cell in row.cells:
                words.setdefault(identity_of(cell.key), []).append(cell.text.strip())
            yield from ((i, " | ".join(filter(None, texts))) for i, texts in words.items())
