"""Counts that are missing, that are no counts, or that contradict each other."""

import numpy as np

from bpindex.case.records import DataRow
from bpindex.checks.finding import Check, Findings, Subject
from bpindex.score.counts import State
from bpindex.words import findings as finding_words


def missing_counts(subject: Subject) -> Findings:
    """Blank counts: no counts at all, no row of an agency, no column, or single cells."""
    ids = list(subject.case.index.count_by_id)
    rows = {code: subject.count_rows.get(code) for code in subject.valid}
    filled = {
        code: row for code, row in rows.items() if row and not all(_blank(row, i) for i in ids)
    }
    if subject.valid and not filled:
        text = finding_words.NO_COUNTS.format(agencies=len(rows), counts=len(ids))
        yield subject.problem(text, "counts")
        return
    for code, row in rows.items():
        if code not in filled:
            text = finding_words.NO_ROW.format(name=subject.named(code), counts=len(ids))
            yield subject.problem(text, "counts", row.row if row else 0, "agency")
    given = ids
    if len(filled) > 1:
        given = [i for i in ids if not all(_blank(row, i) for row in filled.values())]
    for count in ids:
        if count not in given:
            text = finding_words.NO_COLUMN.format(name=subject.case.index.count_by_id[count].name)
            yield subject.problem(text, "counts", 0, count)
    for code, row in filled.items():
        for count in given:
            if _blank(row, count):
                text = finding_words.COUNT_BLANK.format(
                    name=subject.named(code), count=subject.case.index.count_by_id[count].name
                )
                yield subject.problem(text, "counts", row.row, count)


def odd_counts(subject: Subject) -> Findings:
    """Counts that are a text, below 0 or not whole."""
    counts = subject.scores.counts
    for position, number in np.argwhere(counts.states.T > State.MISSING):
        code, count = counts.agencies[position], counts.ids[number]
        if subject.positions[code] != position:
            continue
        row = subject.count_rows[code]
        text = finding_words.COUNT_ODD.format(
            name=subject.named(code),
            count=subject.case.index.count_by_id[count].name,
            found=row.cells[count],
            state=State(int(counts.states[number, position])).text,
        )
        yield subject.problem(text, "counts", row.row, count)


def impossible_rates(subject: Subject) -> Findings:
    """A numerator above its denominator, or below 0."""
    scores = subject.scores
    components = scores.index.components
    outside = scores.states == State.NUMERATOR_OUT_OF_RANGE
    for position, number in np.argwhere(outside.T):
        code = scores.counts.agencies[position]
        if subject.positions[code] != position:
            continue
        component = components[number]
        row = subject.count_rows.get(code)
        numerator = component.numerator_terms
        denominator = component.denominator_terms
        text = finding_words.RATE.format(
            name=subject.named(code),
            component=component.id,
            component_name=component.name,
            numerator=scores.counts.exact_sum(numerator, position),
            numerator_terms=_terms_text(subject, numerator, position),
            denominator=scores.counts.exact_sum(denominator, position),
            denominator_terms=_terms_text(subject, denominator, position),
        )
        yield subject.problem(text, "counts", row.row if row else 0, numerator[0][1])


def _blank(row: DataRow, count: str) -> bool:
    return not row.cells.get(count, "").strip()


def _terms_text(subject: Subject, terms: tuple[tuple[int, str], ...], position: int) -> str:
    """Return "“một số liệu” 3 + “số liệu khác” 4": the counts of a sum with their values."""
    counts, names = subject.scores.counts, subject.case.index.count_by_id
    pieces = (
        finding_words.TERM.format(
            sign="-" if sign < 0 else "+",
            name=names[count].name,
            value=counts.exact_sum(((1, count),), position),
        )
        for sign, count in terms
    )
    return " ".join(pieces).removeprefix("+ ")


COUNT_CHECKS: tuple[Check, ...] = (missing_counts, odd_counts, impossible_rates)
