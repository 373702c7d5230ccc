"""Corrections without a reason, without effect, or made against another computed value."""

from collections.abc import Iterator, Mapping
from textwrap import shorten

from bpindex.case.correction import (
    AddedRow,
    Comment,
    Correction,
    CorrectionState,
    Form,
    FormAspect,
    Margin,
    MovedRow,
    PrintedText,
    RawCount,
    RemovedRow,
)
from bpindex.case.keys import ALL, Key
from bpindex.case.model import Case
from bpindex.checks.finding import Check, Finding, Findings, Subject
from bpindex.notice.model import Notice
from bpindex.register.ageing import has_aged
from bpindex.register.naming import what_is_corrected, what_it_says
from bpindex.words import findings as words

# A paragraph is quoted up to this many letters; figures are shorter.
QUOTED = 120


def missing_reason(subject: Subject) -> Findings:
    """A correction in force that says no reason."""
    for item in _in_force(subject.case):
        if item.is_text and not item.reason.strip():
            yield _warning(subject, item, "reason", words.NO_REASON)


def aged(subject: Subject) -> Findings:
    """A correction whose computed value is no longer the one it was made against."""
    computed = computed_now(subject.case, subject.notice)
    for item in _in_force(subject.case):
        if has_aged(item, computed):
            then, now = _quoted(item.computed), _quoted(computed[item.key])
            yield _warning(subject, item, "computed", words.REVIEW, then=then, now=now)
        elif item.state is CorrectionState.REVIEW:
            yield _warning(subject, item, "state", words.WAITING)


def without_effect(subject: Subject) -> Findings:
    """A correction of something that does not print in this notice, or not where it was."""
    computed = computed_now(subject.case, subject.notice)
    for item in _in_force(subject.case):
        if not has_effect(subject.notice, item, computed):
            yield _warning(subject, item, "column", words.NO_EFFECT)


def has_effect(notice: Notice, item: Correction, computed: Mapping[Key, str]) -> bool:
    """Return whether what a correction is about is there in a notice, and takes it."""
    what, origins = item.what, notice.origins
    match what:
        case PrintedText() if (merged := _merged_text(notice, what)) is not None:
            return merged == item.corrected  # one text for all: that of one of them
        case PrintedText() | RawCount() | Comment():
            return item.key in computed
        case RemovedRow():
            return what.row in origins.base_order and not what.row.is_fixed
        case AddedRow():
            return what.row not in origins.lost and what.row not in origins.base_order
        case MovedRow():
            return what.row not in origins.lost and not what.row.is_fixed
        case Form():
            row = what.row.row
            is_named = row.is_block or row.is_row
            is_gone = is_named and not row.added_number and row not in origins.base_order
            return what.aspect is not FormAspect.UNKNOWN and not is_gone
        case Margin():
            return True  # beside the first row where its own is no more


def _merged_text(notice: Notice, what: PrintedText) -> str | None:
    """Return what the merged column prints in which a text of one row stands, if it is one."""
    merged = (m for t in notice.tables if t.id == what.table for m in t.merged)
    texts = (m.text for m in merged if m.column == what.column)
    return next(texts, None) if what.agency not in ("", ALL) else None


def computed_now(case: Case, notice: Notice) -> dict[Key, str]:
    """Return the text before corrections of everything that can be corrected, by logical key."""
    counts = {
        ("", row.agency, count): row.cells.get(count, "")
        for row in reversed(case.counts)
        for count in case.index.count_by_id
    }
    return {**counts, **notice.origins.computed}


def _in_force(case: Case) -> Iterator[Correction]:
    return (item for item in case.corrections if item.in_force)


def _warning(
    subject: Subject, item: Correction, column: str, template: str, **values: str
) -> Finding:
    """Return a warning that says what is corrected, and to what."""
    values["what"] = what_is_corrected(subject.case, item)
    values["corrected"] = _quoted(what_it_says(subject.case, item))
    review = CorrectionState.REVIEW
    return subject.warning("corrections", item.row, column, template, state=review, **values)


def _quoted(text: str) -> str:
    return shorten(text, QUOTED, placeholder="…")


CORRECTION_CHECKS: tuple[Check, ...] = (missing_reason, aged, without_effect)
