"""Counts to rates to points, for whole columns of agencies at once.

Shapes: m components, g groups, n agencies. Rates are fractions of 1, points as in the index set.
A rate or points value is NaN wherever its state stops the notice: nothing is silently 0.
Source of every number: the index set (see `definition`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bpindex.index.definition import PERCENT, Component, Grade, IndexSet
from bpindex.score.counts import Counts, State

Floats = NDArray[np.float64]

# Totals are compared (rank, grade) after this rounding, far below any printed digit,
# so that binary dust neither breaks a tie nor misses a grade.
COMPARE_DECIMALS = 9


@dataclass(frozen=True)
class Scores:
    """The scores of n agencies under one index set."""

    index: IndexSet
    counts: Counts
    states: NDArray[np.uint8]
    """(m, n) values of State."""
    rates: Floats
    """(m, n) fractions of 1, NaN where the denominator is 0."""
    points: Floats
    """(m, n) component points."""
    group_points: Floats
    """(g, n) sums of component points, in the order of the index set's groups."""
    total: Floats
    """(n,) sums of group points."""

    @cached_property
    def agency_states(self) -> NDArray[np.uint8]:
        """(n,) the gravest state of each agency that stops its total, else OK."""
        worst = self.states.max(axis=0, initial=0)
        return np.where(worst > State.ZERO_DENOMINATOR, worst, State.OK).astype(np.uint8)

    @cached_property
    def exact_groups(self) -> dict[tuple[str, int], Fraction | None]:
        """The exact points of groups and agencies that were asked for: they are asked for often."""
        return {}

    def ranks(self, kinds: Sequence[str] | None = None) -> NDArray[np.int64]:
        """Return (n,) ranks by total within each kind of agency, ties sharing; 0 without total."""
        totals = np.round(self.total, COMPARE_DECIMALS)
        labels = np.zeros(len(totals), dtype=object) if kinds is None else np.array(kinds, object)
        ranks = np.zeros(len(totals), dtype=np.int64)
        for label in dict.fromkeys(labels):
            chosen = (labels == label) & ~np.isnan(totals)
            ordered = np.sort(totals[chosen])
            above = len(ordered) - np.searchsorted(ordered, totals[chosen], side="right")
            ranks[chosen] = above + 1
        return ranks

    def grades(self) -> list[str]:
        """Return the n grade names, empty where there is no total."""
        return grades_of(self.total, self.index.grades)


def grades_of(total: Any, grades: Sequence[Grade]) -> list[str]:
    """Return the names that totals (0..100) earn of grades in falling order.

    The name is empty where there is no total (NaN), or one below every cut-off.
    """
    totals = np.round(total, COMPARE_DECIMALS)
    cuts = np.array([float(grade.min_points) for grade in grades[::-1]])
    names = np.array(["", *(grade.name for grade in grades[::-1])], dtype=object)
    places = np.searchsorted(cuts, np.where(np.isnan(totals), -1.0, totals), side="right")
    return list(names[places])


def component_points(rate: Any, max_points: Any, target: Any) -> Any:
    """Return min(max_points, max_points x rate / target), for arrays of floats or one Fraction.

    `rate` and `target` are fractions of 1.
    """
    return np.minimum(max_points, max_points * rate / target)


def score(index: IndexSet, counts: Counts) -> Scores:
    """Return the scores of all agencies of `counts`."""
    shape = (len(index.components), counts.values.shape[1])
    rates, points = np.empty(shape), np.empty(shape)
    states = np.empty(shape, dtype=np.uint8)
    odd_counts = np.any(counts.states, axis=1)
    # One component at a time: its columns stay in the processor's cache.
    with np.errstate(divide="ignore", invalid="ignore"):
        for row, component in enumerate(index.components):
            numerator = counts.sum(component.numerator_terms)
            denominator = counts.sum(component.denominator_terms)
            state = _state(component, counts, numerator, denominator, odd_counts, states[row])
            np.divide(numerator, denominator, out=rates[row])
            if state.any():
                rates[row][state != State.OK] = np.nan
            limit, share = float(component.max_points), float(_share(component))
            points[row] = component_points(rates[row], limit, share)
            if state.any():
                points[row][state == State.ZERO_DENOMINATOR] = float(component.zero_points)
    group_points = np.zeros((len(index.groups), shape[1]))
    places = {group.id: place for place, group in enumerate(index.groups)}
    for row, component in enumerate(index.components):
        group_points[places[component.group]] += points[row]
    total = group_points.sum(axis=0)
    return Scores(index, counts, states, rates, points, group_points, total)


def exact_rate(scores: Scores, component: Component, agency: int) -> Fraction | None:
    """Return the exact rate (fraction of 1) behind a printed figure, None where there is none."""
    row = scores.index.component_rows[component.id]
    if scores.states[row, agency] != State.OK:
        return None
    counts = scores.counts
    numerator = counts.exact_sum(component.numerator_terms, agency)
    return numerator / counts.exact_sum(component.denominator_terms, agency)


def exact_points(scores: Scores, component: Component, agency: int) -> Fraction | None:
    """Return the exact points of a component, None where its state stops the notice."""
    row = scores.index.component_rows[component.id]
    if scores.states[row, agency] == State.ZERO_DENOMINATOR:
        return Fraction(component.zero_points)
    rate = exact_rate(scores, component, agency)
    if rate is None:
        return None
    points = component_points(rate, Fraction(component.max_points), Fraction(_share(component)))
    return Fraction(points)


def exact_group_points(scores: Scores, group: str, agency: int) -> Fraction | None:
    """Return the exact sum of a group's component points, None where one of them is missing."""
    total = Fraction(0)
    for component in scores.index.components_of(group):
        points = exact_points(scores, component, agency)
        if points is None:
            return None
        total += points
    return total


def group_state(scores: Scores, group: str, agency: int) -> State:
    """Return the gravest state among a group's components; OK also where a denominator is 0."""
    rows = [i for i, c in enumerate(scores.index.components) if c.group == group]
    worst = State(int(scores.states[rows, agency].max()))
    return worst if worst.stops_notice else State.OK


def _share(component: Component) -> Any:
    return component.target / PERCENT


def _state(
    component: Component,
    counts: Counts,
    numerator: Floats,
    denominator: Floats,
    odd_counts: Any,
    out: NDArray[np.uint8],
) -> NDArray[np.uint8]:
    """Write into `out` (n,) the gravest state among the component's counts and their ratio."""
    np.equal(denominator, 0, out=out.view(np.bool_))  # True is State.ZERO_DENOMINATOR
    outside = numerator > denominator
    if len(component.numerator_terms) > 1:
        outside |= numerator < 0
    if outside.any():
        out[outside] = State.NUMERATOR_OUT_OF_RANGE
    for _, count in component.numerator_terms + component.denominator_terms:
        row = counts.rows[count]
        if odd_counts[row]:
            np.maximum(out, counts.states[row], out=out)
    return out
