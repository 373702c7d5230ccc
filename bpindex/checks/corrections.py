"""Corrections without a reason, without effect, or made against another computed value."""

from collections.abc import Iterator
from textwrap import shorten

from bpindex.case.correction import (
    Correction,
    CorrectionState,
    MovedRow,
    Printed,
    RemovedRow,
)
from bpindex.case.keys import Key
from bpindex.case.model import Case
from bpindex.checks.finding import Check, Findings, Subject
from bpindex.register.ageing import has_aged
from bpindex.register.naming import what_is_corrected, what_it_says
from bpindex.words import findings as finding_words

# A paragraph is quoted up to this many letters; figures are shorter.
QUOTED = 120


def missing_reason(subject: Subject) -> Findings:
    """A correction in force that says no reason."""
    for item in _in_force(subject.case):
        if item.is_text and not item.reason.strip():
            text = finding_words.NO_REASON.format(
                what=what_is_corrected(subject.case, item), corrected=_quoted(item.corrected)
            )
            yield subject.warning(text, "corrections", item.row, "reason")


def aged(subject: Subject) -> Findings:
    """A correction whose computed value is no longer the one it was made against."""
    computed = computed_now(subject)
    for item in _in_force(subject.case):
        if has_aged(item, computed):
            text = finding_words.REVIEW.format(
                what=what_is_corrected(subject.case, item),
                state=CorrectionState.REVIEW,
                then=_quoted(item.computed),
                now=_quoted(computed[item.key]),
                corrected=_quoted(item.corrected),
            )
            yield subject.warning(text, "corrections", item.row, "computed")
        elif item.state is CorrectionState.REVIEW:
            text = finding_words.WAITING.format(
                what=what_is_corrected(subject.case, item),
                state=CorrectionState.REVIEW,
                corrected=_quoted(what_it_says(subject.case, item)),
            )
            yield subject.warning(text, "corrections", item.row, "state")


def without_effect(subject: Subject) -> Findings:
    """A correction of something that does not print in this notice, or not where it was."""
    computed, origins = computed_now(subject), subject.notice.origins
    for item in _in_force(subject.case):
        what = item.what
        if isinstance(what, Printed):
            has_effect = item.key in computed
        elif isinstance(what, MovedRow):
            has_effect = what.row not in origins.lost
        elif isinstance(what, RemovedRow):
            has_effect = what.row in origins.base_order
        else:
            has_effect = True
        if not has_effect:
            text = finding_words.NO_EFFECT.format(
                what=what_is_corrected(subject.case, item),
                corrected=_quoted(what_it_says(subject.case, item)),
            )
            yield subject.warning(text, "corrections", item.row, "column")


def computed_now(subject: Subject) -> dict[Key, str]:
    """Return the text before corrections of everything that can be corrected, by logical key."""
    case = subject.case
    counts = {
        ("", code, count): row.cells.get(count, "")
        for code, row in subject.count_rows.items()
        for count in case.index.count_by_id
    }
    return {**counts, **subject.notice.origins.computed}


def _in_force(case: Case) -> Iterator[Correction]:
    return (item for item in case.corrections if item.in_force)


def _quoted(text: str) -> str:
    return shorten(text, QUOTED, placeholder="…")


CORRECTION_CHECKS: tuple[Check, ...] = (missing_reason, aged, without_effect)
