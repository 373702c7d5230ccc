"""Corrections without a reason, without effect, or made against another computed value."""

import re
from collections.abc import Iterator
from textwrap import shorten

from bpindex.case.correction import Correction, CorrectionState, MovedRow, RawCount
from bpindex.case.keys import Key
from bpindex.case.model import Case
from bpindex.checks.effects import has_effect
from bpindex.checks.finding import Check, Finding, Findings, Subject
from bpindex.notice.model import Notice
from bpindex.register.ageing import has_aged
from bpindex.register.naming import what_is_corrected, what_it_says
from bpindex.words import findings as words

_FORMULA = re.compile(r"\s*=\s*[\w($+-]")
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
    """A correction of something that is not in this notice, or not where it was."""
    computed = computed_now(subject.case, subject.notice)
    for item in _in_force(subject.case):
        if isinstance(item.what, MovedRow) and item.what.row in subject.notice.origins.lost:
            yield _warning(subject, item, "place", words.NO_PLACE)
        elif not has_effect(subject.notice, item, computed):
            yield _warning(subject, item, "column", words.NO_EFFECT)


def as_formula(subject: Subject) -> Findings:
    """A printed text that looks like a formula: it prints as it stands, not what it would give."""
    for item in _in_force(subject.case):
        if item.is_text and not isinstance(item.what, RawCount) and _FORMULA.match(item.corrected):
            yield _warning(subject, item, "corrected", words.AS_FORMULA)


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


CORRECTION_CHECKS: tuple[Check, ...] = (missing_reason, aged, without_effect, as_formula)
