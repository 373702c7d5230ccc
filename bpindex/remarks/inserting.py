"""The draft remarks as a paragraph of the wording: put there once, put anew until somebody edits.

The paragraph remembers of which month it is and what was drafted; it prints in that month alone.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from bpindex.case.keys import FOOT_KINDS, BlockKind
from bpindex.case.model import Case
from bpindex.case.records import Paragraph
from bpindex.case.rows import RowId

REMARKS = "nhan_xet"
_DIGEST = 12


class Outcome(Enum):
    """What became of the remarks."""

    INSERTED = auto()
    REPLACED = auto()
    EDITED = auto()
    CORRECTED = auto()


def with_remarks(case: Case, text: str) -> tuple[Case, Outcome]:
    """Return a case with the remarks of its month below the last table.

    Those of another month give way; those that somebody edited, there or on the notice, stay.
    """
    month, old = case.key, case.wording.paragraphs
    new = Paragraph(REMARKS, BlockKind.PARAGRAPH, text, f"{month} {_digest(text)}")
    there = next((item for item in old if item.id == REMARKS), None)
    if there is None:
        at = _place(old)
        return _with(case, (*old[:at], new, *old[at:])), Outcome.INSERTED
    if there.prints_in(month) and there.text.strip() and _is_edited(there, month):
        return case, Outcome.EDITED
    if there.prints_in(month) and _is_corrected(case):
        return case, Outcome.CORRECTED
    outcome = Outcome.REPLACED if there.prints_in(month) else Outcome.INSERTED
    return _with(case, tuple(new if item is there else item for item in old)), outcome


def _with(case: Case, paragraphs: tuple[Paragraph, ...]) -> Case:
    return replace(case, wording=replace(case.wording, paragraphs=paragraphs))


def _is_edited(item: Paragraph, month: str) -> bool:
    return item.drafted != f"{month} {_digest(item.text)}"


def _is_corrected(case: Case) -> bool:
    """Return whether the remarks were changed on the notice of this month."""
    key = RowId.block(REMARKS).key
    own = (item for item in case.corrections if item.period in ("", case.key))
    return any(item.in_force and item.key == key for item in own)


def _place(paragraphs: Sequence[Paragraph]) -> int:
    """Return the place below the last table, above the foot where the wording names no table."""
    kinds = [item.kind for item in paragraphs]
    if BlockKind.TABLE in kinds:
        return len(kinds) - kinds[::-1].index(BlockKind.TABLE)
    return next((place for place, kind in enumerate(kinds) if kind in FOOT_KINDS), len(kinds))


def _digest(text: str) -> str:
    """Return the mark of a text, whatever a cell or file made of its spaces."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:_DIGEST]
