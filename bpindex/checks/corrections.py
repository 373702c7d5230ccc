"""Corrections without a reason, without effect, or made against another computed value."""

from collections.abc import Iterator
from textwrap import shorten

from bpindex import messages
from bpindex.case import Case, Correction, CorrectionState
from bpindex.checks.finding import Check, Findings, Subject
from bpindex.notice.model import BlockKind
from bpindex.notice.wording import expand, placeholder_values

# A paragraph is quoted up to this many letters; figures are shorter.
QUOTED = 120


def missing_reason(subject: Subject) -> Findings:
    """A correction in force that says no reason."""
    for item in _in_force(subject.case):
        if not item.reason.strip():
            text = messages.CHECK_NO_REASON.format(
                what=_what(subject, item), corrected=_quoted(item.corrected)
            )
            yield subject.warning(text, "corrections", item.row, "reason")


def aged(subject: Subject) -> Findings:
    """A correction whose computed value is no longer the one it was made against."""
    computed = _computed(subject)
    for item in _in_force(subject.case):
        now = computed.get(item.key)
        if now is not None and now != item.computed:
            text = messages.CHECK_REVIEW.format(
                what=_what(subject, item),
                state=CorrectionState.REVIEW,
                then=_quoted(item.computed),
                now=_quoted(now),
                corrected=_quoted(item.corrected),
            )
            yield subject.warning(text, "corrections", item.row, "computed")


def without_effect(subject: Subject) -> Findings:
    """A correction of a figure or paragraph that does not print in this notice."""
    computed = _computed(subject)
    for item in _in_force(subject.case):
        if item.key not in computed:
            text = messages.CHECK_NO_EFFECT.format(
                what=_what(subject, item), corrected=_quoted(item.corrected)
            )
            yield subject.warning(text, "corrections", item.row, "column")


def _in_force(case: Case) -> Iterator[Correction]:
    return (item for item in case.corrections if item.state is not CorrectionState.WITHDRAWN)


def _computed(subject: Subject) -> dict[tuple[str, str, str], str]:
    """Return the text before corrections of every figure and paragraph, by logical key."""
    case = subject.case
    values = placeholder_values(case.settings, case.period)
    texts = {p.id: p.text for p in case.wording.paragraph if p.kind != BlockKind.TABLE}
    for table in case.settings.table:
        texts[f"period_note.{table.id}"] = case.wording.labels.period_note
    computed = {
        ("", "", block): "".join(run.text for run in expand(text, values, block))
        for block, text in texts.items()
    }
    for table_id, agency, figure in subject.notice.figures():
        computed[table_id, agency, figure.column] = figure.computed
    return computed


def _what(subject: Subject, item: Correction) -> str:
    """Return the words for what is corrected."""
    if not item.table:
        return messages.CHECK_OF_BLOCK.format(block=item.column)
    return messages.CHECK_OF_FIGURE.format(
        column=item.column, name=subject.named(item.agency), table=item.table
    )


def _quoted(text: str) -> str:
    return shorten(text, QUOTED, placeholder="…")


CORRECTION_CHECKS: tuple[Check, ...] = (missing_reason, aged, without_effect)
