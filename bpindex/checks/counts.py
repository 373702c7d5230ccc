"""Counts that are no counts, that contradict each other or are misplaced."""

from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from bpindex.case.belonging import telling_counts
from bpindex.checks.finding import Check, Findings, Subject, row_number
from bpindex.score.counts import State
from bpindex.words import findings as words

# Of fewer agencies, or by fewer counts, two kinds are parted by chance.
_FEWEST_OF_A_KIND = 4
_TELLING_COUNTS = 3
# So many counts that are no zero are alike in two agencies by no chance.
_TELLING_CELLS = 8


def odd_counts(subject: Subject) -> Findings:
    """Counts that are a text, below 0 or not whole."""
    counts = subject.scores.counts
    for position, number in np.argwhere(counts.states.T > State.MISSING):
        code, count = counts.agencies[position], counts.ids[number]
        if subject.positions[code] != position:
            continue
        row = subject.count_rows[code]
        yield subject.problem(
            "counts",
            row.row,
            count,
            words.COUNT_ODD,
            name=subject.named(code),
            count=subject.case.index.count_by_id[count].name,
            found=row.cells[count],
            state=State(int(counts.states[number, position])).text,
        )


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
        numerator = component.numerator_terms
        denominator = scores.counts.largest_terms(component.denominator_sums, position)
        yield subject.problem(
            "counts",
            row_number(subject.count_rows.get(code)),
            numerator[0][1],
            words.RATE,
            name=subject.named(code),
            component=component.id,
            component_name=component.name,
            numerator=scores.counts.exact_sum(numerator, position),
            numerator_terms=_terms_text(subject, numerator, position),
            denominator=scores.counts.exact_sum(denominator, position),
            denominator_terms=_terms_text(subject, denominator, position),
        )


def misplaced_rows(subject: Subject) -> Findings:
    """Counts a row off, which shows where agencies of two kinds meet.

    Some counts are larger for every agency of one kind than for any of the other. Where none is
    so, but several would be if the first agency of one kind were of the other, rows were shifted.
    """
    rows = [row for code, row in subject.count_rows.items() if code in subject.valid]
    rows.sort(key=lambda row: row.row)
    codes = [row.agency for row in rows]
    kinds = [(kind, len([*of])) for kind, of in groupby(subject.valid[c].kind for c in codes)]
    values = subject.scores.counts.values[:, [subject.positions[code] for code in codes]]
    start, found = 0, []
    for (kind, size), (next_kind, next_size) in pairwise(kinds):
        border, end = start + size, start + size + next_size
        # What was pushed out at one end may stand at the other one.
        for at, odd, like, first, last in (
            (border - 1, border - 1, next_kind, start, end - 1),
            (border + 1, border, kind, start + 1, end),
        ):
            if (
                min(size, next_size) >= _FEWEST_OF_A_KIND
                and not _parted(values, first, border, last)
                and _parted(values, first, at, last) >= _TELLING_COUNTS
            ):
                told = words.LIKE_KIND.format(name=subject.named(codes[odd]), kind=like)
                found.append((("counts", rows[odd].row, "agency"), told))
        start = border
    yield from subject.together(found, words.MISPLACED_ROWS)


def copied_rows(subject: Subject) -> Findings:
    """Agencies of which all counts are another one's: rows that were copied over others."""
    first: dict[tuple[tuple[str, str], ...], str] = {}
    found = []
    for code, row in subject.count_rows.items():
        cells = tuple(telling_counts(row.cells).items()) if code in subject.valid else ()
        if len(cells) < _TELLING_CELLS:
            continue
        if (other := first.setdefault(cells, code)) != code:
            told = words.COPIED_ROW.format(name=subject.named(code), other=subject.named(other))
            found.append((("counts", row.row, "agency"), told))
    yield from subject.together(found, words.COPIED_ROWS)


def _parted(values: NDArray[np.float64], first: int, at: int, last: int) -> int:
    """Return how many counts are larger for all agencies on one side of a border."""
    one, other = values[:, first:at], values[:, at:last]
    higher = other.min(axis=1) > one.max(axis=1)
    return int(np.sum(higher | (one.min(axis=1) > other.max(axis=1))))


def _terms_text(subject: Subject, terms: tuple[tuple[int, str], ...], position: int) -> str:
    """Return "“một số liệu” 3 + “số liệu khác” 4": the counts of a sum with their values."""
    counts, names = subject.scores.counts, subject.case.index.count_by_id
    pieces = (
        words.TERM.format(
            sign="-" if sign < 0 else "+",
            name=names[count].name,
            value=counts.exact_sum(((1, count),), position),
        )
        for sign, count in terms
    )
    return " ".join(pieces).removeprefix("+ ")


COUNT_CHECKS: tuple[Check, ...] = (
    odd_counts,
    impossible_rates,
    misplaced_rows,
    copied_rows,
)
