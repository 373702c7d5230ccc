"""Corrections without a reason, without effect, or made against another computed value."""

from collections.abc import Iterator
from textwrap import shorten

from bpindex.case.correction import PRINTED_KINDS, Correction, CorrectionKind, CorrectionState
from bpindex.case.keys import (
    ALL,
    GROUP_COLUMN,
    NAME_COLUMN,
    NOTE_COLUMN,
    PROVINCE,
    STT_COLUMN,
    Key,
    column_title,
)
from bpindex.case.model import Case
from bpindex.checks.finding import Check, Findings, Subject
from bpindex.edits.arrange import row_id
from bpindex.words import findings as finding_words

# A paragraph is quoted up to this many letters; figures are shorter.
QUOTED = 120


def missing_reason(subject: Subject) -> Findings:
    """A correction in force that says no reason."""
    for item in _in_force(subject.case):
        if item.kind in PRINTED_KINDS and not item.reason.strip():
            text = finding_words.NO_REASON.format(
                what=what_is_corrected(subject, item), corrected=_quoted(item.corrected)
            )
            yield subject.warning(text, "corrections", item.row, "reason")


def aged(subject: Subject) -> Findings:
    """A correction whose computed value is no longer the one it was made against."""
    computed = computed_now(subject)
    for item in _in_force(subject.case):
        now = computed.get(item.key) if item.kind in PRINTED_KINDS else None
        if now is not None and now != item.computed:
            text = finding_words.REVIEW.format(
                what=what_is_corrected(subject, item),
                state=CorrectionState.REVIEW,
                then=_quoted(item.computed),
                now=_quoted(now),
                corrected=_quoted(item.corrected),
            )
            yield subject.warning(text, "corrections", item.row, "computed")
        elif item.state is CorrectionState.REVIEW:
            text = finding_words.WAITING.format(
                what=what_is_corrected(subject, item),
                state=CorrectionState.REVIEW,
                corrected=_quoted(item.corrected),
            )
            yield subject.warning(text, "corrections", item.row, "state")


def without_effect(subject: Subject) -> Findings:
    """A correction of something that does not print in this notice, or not where it was."""
    computed, origins = computed_now(subject), subject.notice.origins
    for item in _in_force(subject.case):
        if item.kind in PRINTED_KINDS:
            has_effect = item.key in computed
        elif item.kind in (CorrectionKind.ADDED, CorrectionKind.MOVED):
            has_effect = row_id(item) not in origins.lost
        elif item.kind is CorrectionKind.REMOVED:
            has_effect = row_id(item) in origins.base_order
        else:
            has_effect = True
        if not has_effect:
            text = finding_words.NO_EFFECT.format(
                what=what_is_corrected(subject, item), corrected=_quoted(item.corrected)
            )
            yield subject.warning(text, "corrections", item.row, "column")


def computed_now(subject: Subject) -> dict[Key, str]:
    """Return the text before corrections of everything that can be corrected, by logical key."""
    case = subject.case
    counts = {
        ("", code, count): row.cells.get(count, "")
        for code, row in subject.count_rows.items()
        for count in case.index.counts
    }
    return {**counts, **subject.notice.origins.computed}


def what_is_corrected(subject: Subject, item: Correction) -> str:
    """Return the words for what is corrected."""
    if item.kind is CorrectionKind.COUNT:
        count = subject.case.index.counts.get(item.column)
        return finding_words.OF_COUNT.format(
            count=count.name if count else item.column, name=subject.named(item.agency)
        )
    if item.kind not in PRINTED_KINDS:
        name = subject.named(item.agency) if item.table else item.agency or item.column
        return finding_words.OF_FORM.format(kind=item.kind, name=name)
    if not item.table:
        return finding_words.OF_BLOCK.format(block=item.column)
    table = next((t for t in subject.case.settings.table if t.id == item.table), None)
    words = {
        "column": _column_words(subject.case, item.column),
        "table": table.kind if table else item.table,
    }
    if not item.agency:
        return finding_words.OF_HEADER.format(**words)
    if item.agency == ALL:
        return finding_words.OF_MERGED.format(**words)
    name = subject.named(item.agency)
    if table is not None and item.agency == PROVINCE:
        name = table.province_name
    return finding_words.OF_FIGURE.format(**words, name=name)


def _column_words(case: Case, column: str) -> str:
    """Return what staff call a column of the notice."""
    labels = case.wording.labels
    own = {STT_COLUMN: labels.stt, NAME_COLUMN: labels.agency, NOTE_COLUMN: labels.note}
    group = case.index.groups.get(column.removeprefix(GROUP_COLUMN))
    if group is not None and column.startswith(GROUP_COLUMN):
        return group.name
    return own.get(column) or column_title(case.index, column)


def _in_force(case: Case) -> Iterator[Correction]:
    return (item for item in case.corrections if item.in_force)


def _quoted(text: str) -> str:
    return shorten(text, QUOTED, placeholder="…")


CORRECTION_CHECKS: tuple[Check, ...] = (missing_reason, aged, without_effect)
