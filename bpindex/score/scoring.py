"""Counts to rates to points, for whole columns of agencies at once.

Shapes: m components, g groups, n agencies. Rates are fractions of 1, points as in the index set.
A rate or points value is NaN wherever its state stops the notice: nothing is silently 0.
What is not reported, or left out for a kind, has no points; its group has those of the others.
Source of every number: the index set (see `definition`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bpindex.index.definition import PERCENT, Component, Grade, Group, IndexSet, NotFor, OfProvince
from bpindex.score.counts import Counts, State

Floats = NDArray[np.float64]

# Totals are compared (rank, grade) after this rounding, far below any printed digit,
# so that binary dust neither breaks a tie nor misses a grade.
COMPARE_DECIMALS = 9


@dataclass(frozen=True)
class Given:
    """What is known of the n agencies beside their counts.

    `kinds` are theirs, in order; `points` those that people typed, of a group or a component by
    its id, each by the position of the agency.
    """

    kinds: Sequence[str] = ()
    points: Mapping[str, Mapping[int, Fraction]] = field(default_factory=dict)

    def of(self, entry: str, agency: int) -> Fraction | None:
        """Return the typed points of a group or component, None where there are none."""
        return self.points.get(entry, {}).get(agency)


NOTHING_GIVEN = Given()


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
    typed: NDArray[np.bool_]
    """(m, n) whether a component, or its group, has typed points."""
    given: Given = NOTHING_GIVEN

    @cached_property
    def agency_states(self) -> NDArray[np.uint8]:
        """(n,) the gravest state of each agency that stops its total, else OK."""
        worst = np.where(self.typed, State.OK, self.states).max(axis=0, initial=0)
        return np.where(worst > State.NOT_APPLICABLE, worst, State.OK).astype(np.uint8)

    def typed_group(self, group: str, agency: int) -> bool:
        """Return whether points of a group, or of a component of its own, were typed."""
        own = (c for c in self.index.components_of(group) if c.of_province is not OfProvince.SHARED)
        entries = (group, *(component.id for component in own))
        return any(self.given.of(entry, agency) is not None for entry in entries)

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


def score(index: IndexSet, counts: Counts, given: Given = NOTHING_GIVEN) -> Scores:
    """Return the scores of all agencies of `counts`."""
    shape = (len(index.components), counts.values.shape[1])
    rates, points = np.empty(shape), np.empty(shape)
    states = np.empty(shape, dtype=np.uint8)
    odd_counts = np.any(counts.states, axis=1)
    # One component at a time: its columns stay in the processor's cache.
    with np.errstate(divide="ignore", invalid="ignore"):
        for row, component in enumerate(index.components):
            numerator = counts.sum(component.numerator_terms)
            denominator = counts.largest(component.denominator_sums)
            state = _state(component, counts, numerator, denominator, odd_counts, states[row])
            np.divide(numerator, denominator, out=rates[row])
            if component.not_for and given.kinds:
                state[[not component.applies_to(kind) for kind in given.kinds]] = _NOT_FOR
            if state.any():
                rates[row][state != State.OK] = np.nan
            limit, share = float(component.max_points), float(_share(component))
            points[row] = component_points(rates[row], limit, share)
            if state.any():
                points[row][state == State.ZERO_DENOMINATOR] = float(component.zero_points)
                if (instead := _points_where_not_for(component)) is not None:
                    points[row][state == _NOT_FOR] = float(instead)
    typed = _put_typed(index, given, points)
    group_points = np.array(
        [_group_points(index, group, states, points, typed, given) for group in index.groups]
    )
    scores = Scores(
        index, counts, states, rates, points, group_points, group_points.sum(axis=0), typed, given
    )
    # A group of which nothing was reported takes nothing from the total of the others.
    partly = np.isnan(scores.total) & (scores.agency_states == State.OK)
    partly &= ~np.isnan(group_points).all(axis=0)
    scores.total[partly] = np.nansum(group_points[:, partly], axis=0)
    return scores


_NOT_FOR = State.NOT_APPLICABLE


def _points_where_not_for(component: Component) -> Decimal | None:
    """Return what a component gives where it does not apply, None where it is left out."""
    most = {NotFor.FULL: component.max_points, NotFor.NONE: Decimal(0)}
    return most.get(component.not_for_gives)


def _put_typed(index: IndexSet, given: Given, points: Floats) -> NDArray[np.bool_]:
    """Write typed points of components over computed ones; return where any are typed."""
    typed = np.zeros(points.shape, dtype=np.bool_)
    for row, component in enumerate(index.components):
        for agency, number in given.points.get(component.id, {}).items():
            points[row, agency] = float(number)
            typed[row, agency] = True
        for agency in given.points.get(index.group_of(component).id, {}):
            typed[row, agency] = True
    return typed


def _is_absent(component: Component, state: Any) -> Any:
    """Return whether a component has no points, and its group none for it, in a state."""
    is_out = component.not_for_gives is NotFor.OUT
    return (state == State.NOT_REPORTED) | (is_out & (state == _NOT_FOR))


def _group_points(
    index: IndexSet,
    group: Group,
    states: NDArray[np.uint8],
    points: Floats,
    typed: NDArray[np.bool_],
    given: Given,
) -> Floats:
    """Return (n,) the points of a group: those typed, else the sum of its components."""
    total = np.zeros(points.shape[1])
    is_empty = np.ones(points.shape[1], dtype=np.bool_)
    left_out = np.zeros(points.shape[1])
    for component in index.components_of(group.id):
        row = index.component_rows[component.id]
        if not states[row].any():
            total += points[row]
            is_empty[:] = False
            continue
        absent = _is_absent(component, states[row]) & ~typed[row]
        total += np.where(absent, 0, points[row])
        is_empty &= absent
        left_out[absent & (states[row] == _NOT_FOR)] += float(component.max_points)
    if left_out.any():
        most = float(group.max_points)
        total *= most / (most - left_out)
    total[is_empty] = np.nan
    for agency, number in given.points.get(group.id, {}).items():
        total[agency] = float(number)
    return total


def _state_at(scores: Scores, component: Component, agency: int) -> int:
    # A number of NumPy is compared with a member of an enumeration ten times as slowly.
    return int(scores.states[scores.index.component_rows[component.id], agency])


def exact_rate(scores: Scores, component: Component, agency: int) -> Fraction | None:
    """Return the exact rate (fraction of 1) behind a printed figure, None where there is none."""
    if _state_at(scores, component, agency) != State.OK:
        return None
    counts = scores.counts
    numerator = counts.exact_sum(component.numerator_terms, agency)
    return numerator / counts.exact_largest(component.denominator_sums, agency)


def exact_points(scores: Scores, component: Component, agency: int) -> Fraction | None:
    """Return the exact points of a component: those typed, else those of its state.

    None where its state stops the notice, where nothing was reported, and where it is left out.
    """
    if (typed := scores.given.of(component.id, agency)) is not None:
        return typed
    state = _state_at(scores, component, agency)
    if state == State.ZERO_DENOMINATOR:
        return Fraction(component.zero_points)
    if state == _NOT_FOR:
        instead = _points_where_not_for(component)
        return None if instead is None else Fraction(instead)
    rate = exact_rate(scores, component, agency)
    return None if rate is None else component.exact_points(rate)


def exact_group_points(scores: Scores, group: str, agency: int) -> Fraction | None:
    """Return the exact points of a group: those typed, else the sum of its components.

    None where one of them is missing, or none of them was reported.
    """
    if (typed := scores.given.of(group, agency)) is not None:
        return typed
    total, left_out, is_known = Fraction(0), Fraction(0), False
    for component in scores.index.components_of(group):
        points = exact_points(scores, component, agency)
        if points is not None:
            total, is_known = total + points, True
        elif not _is_absent(component, state := _state_at(scores, component, agency)):
            return None
        elif state == _NOT_FOR:
            left_out += Fraction(component.max_points)
    most = sum(Fraction(c.max_points) for c in scores.index.components_of(group)) if left_out else 1
    return total * most / (most - left_out) if is_known else None


def group_state(scores: Scores, group: str, agency: int) -> State:
    """Return the gravest state among a group's components; OK also where a denominator is 0."""
    if scores.given.of(group, agency) is not None:
        return State.OK
    rows = [scores.index.component_rows[item.id] for item in scores.index.components_of(group)]
    worst = State(int(np.where(scores.typed[rows, agency], 0, scores.states[rows, agency]).max()))
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
