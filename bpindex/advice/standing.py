"""One agency's counts and points, exactly, and its points if its counts were others."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import numpy as np

from bpindex.index.definition import Component, Grade, Terms
from bpindex.score.counts import State
from bpindex.score.scoring import (
    COMPARE_DECIMALS,
    Scores,
    exact_group_points,
    exact_points,
)

Numbers = Mapping[str, int]
# A total is compared after rounding: so much below a cut-off it still earns the grade.
_ROUNDED_UP = Fraction(1, 2 * 10**COMPARE_DECIMALS)
_COUNTED = (State.OK, State.ZERO_DENOMINATOR)


class Standing:
    """What the agency at a position of some scores has.

    `total` is None where it has none. Only components in `measured` follow its counts: where
    points were typed, nothing was reported or it does not apply, no count changes anything.
    """

    def __init__(self, scores: Scores, position: int) -> None:
        self.scores, self.position, self.index = scores, position, scores.index
        self.measured = tuple(item for item in self.index.components if self._is_measured(item))
        used = dict.fromkeys(count for item in self.measured for count in item.counts)
        values, rows = scores.counts.values, scores.counts.rows
        self.counts = {count: int(values[rows[count], position]) for count in used}
        self._weights = {item.id: self._weight(item) for item in self.measured}
        points = (exact_group_points(scores, group.id, position) for group in self.index.groups)
        has_total = not np.isnan(scores.total[position])
        self.total = sum((item or Fraction(0) for item in points), Fraction(0))
        self.has_total = bool(has_total)

    def _is_measured(self, component: Component) -> bool:
        row = self.index.component_rows[component.id]
        is_typed = self.scores.typed[row, self.position]
        return not is_typed and self.scores.states[row, self.position] in _COUNTED

    def _weight(self, component: Component) -> Fraction:
        """Return what a point of a component is worth: more where others of its group are out."""
        group, out = self.index.group_of(component), Decimal(0)
        for item in self.index.components_of(group.id):
            state = self.scores.states[self.index.component_rows[item.id], self.position]
            if state == State.NOT_APPLICABLE:
                is_out = exact_points(self.scores, item, self.position) is None
                out += item.max_points if is_out else 0
        most = sum(item.max_points for item in self.index.components_of(group.id))
        return Fraction(most) / Fraction(most - out)

    def sides(self, component: Component, counts: Numbers) -> tuple[int, int]:
        """Return numerator and denominator of a component for some counts."""
        denominators = (_sum(terms, counts) for terms in component.denominator_sums)
        return _sum(component.numerator_terms, counts), max(denominators)

    def points(self, component: Component, counts: Numbers) -> Fraction:
        """Return what a measured component gives of the total, for some counts."""
        numerator, denominator = self.sides(component, counts)
        points = Fraction(component.zero_points)
        if denominator:
            points = component.exact_points(Fraction(numerator, denominator))
        return points * self._weights[component.id]

    def points_of(self, components: Iterable[Component], counts: Numbers) -> Fraction:
        """Return what some measured components give of the total, for some counts."""
        return sum((self.points(item, counts) for item in components), Fraction(0))

    @cached_property
    def _measured_points(self) -> Fraction:
        return self.points_of(self.measured, self.counts)

    def most(self, component: Component) -> Fraction:
        """Return the most that a measured component can give of the total."""
        return Fraction(component.max_points) * self._weights[component.id]

    def total_with(self, counts: Numbers) -> Fraction:
        """Return the total if the counts of the measured components were these."""
        gained = self.points_of(self.measured, counts) - self._measured_points
        return self.total + gained

    def next_grade(self) -> Grade | None:
        """Return the lowest grade above the total, None where there is none."""
        above = [item for item in self.index.grades if self.total < least(item)]
        return above[-1] if above else None


def least(grade: Grade) -> Fraction:
    """Return the least exact total that earns a grade."""
    return Fraction(grade.min_points) - _ROUNDED_UP


def _sum(terms: Terms, counts: Numbers) -> int:
    return sum(sign * counts[count] for sign, count in terms)
