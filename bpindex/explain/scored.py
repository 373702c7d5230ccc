"""Counts, formulas and points as lines of text with the numbers in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import trunc

from bpindex.case.correction import Correction
from bpindex.codec.fields import SHEET, written
from bpindex.index.definition import TOTAL_POINTS, Component
from bpindex.index.periods import print_date
from bpindex.score.counts import State
from bpindex.score.rounding import print_number
from bpindex.score.scoring import Scores, exact_group_points, exact_points, exact_rate
from bpindex.words import explanations as words

# A label and its text.
Line = tuple[str, str]
SHOWN_DECIMALS = 4


def shown_number(value: Fraction, mark: str) -> str:
    """Return the value cut after some decimals, with "…" where it goes on."""
    scaled = value * 10**SHOWN_DECIMALS
    cut = Fraction(trunc(scaled), 10**SHOWN_DECIMALS)
    return print_number(cut, SHOWN_DECIMALS, mark) + ("" if cut == value else "…")


@dataclass(frozen=True)
class Scored:
    """What counts and scores tell about one agency, or about the sums over all.

    `cells` are the counts as pasted, to quote those that cannot be computed with; `corrected`
    are the corrections of some of them.
    """

    scores: Scores
    position: int
    mark: str
    cells: Mapping[str, str]
    corrected: Mapping[str, Correction] = field(default_factory=dict)

    def count_text(self, count: str) -> str:
        """Return the value of a count, or what stands in its place and why it is none."""
        counts = self.scores.counts
        state = State(int(counts.states[counts.rows[count], self.position]))
        item = self.corrected.get(count)
        if state is State.OK:
            text = str(counts.exact_sum(((1, count),), self.position))
        else:
            found = item.corrected if item else self.cells.get(count, "")
            text = words.ODD_COUNT.format(found=found, state=state.text)
        if item is None:
            return text
        pasted = self.cells.get(count, "") or words.BLANK
        return words.CORRECTED_COUNT.format(
            text=text, pasted=pasted, reason=item.reason or words.BLANK
        )

    def component_lines(self, component: Component) -> list[Line]:
        """Return the lines of a component: counts, rate, points, source."""
        typed = self.scores.given.of(component.id, self.position)
        if typed is not None:
            name = (words.COMPONENT.format(id=component.id), component.name)
            return [name, (words.TYPED_POINTS, shown_number(typed, self.mark))]
        terms = component.numerator_terms, component.denominator_terms
        counts = dict.fromkeys(count for side in terms for _, count in side)
        index = self.scores.index
        lines = [(words.COMPONENT.format(id=component.id), component.name)]
        for count in counts:
            label = words.COUNT.format(name=index.count_by_id[count].name)
            lines.append((label, self.count_text(count)))
        if len(component.denominator_sums) > 1:
            lines.append((words.DENOMINATOR, words.LARGEST))
        row = index.component_rows[component.id]
        state = State(int(self.scores.states[row, self.position]))
        if state is not State.OK:
            lines.append((words.STATE, state.text))
        lines += self._formulas(component)
        source = words.SOURCE_TEXT.format(
            legal_ref=component.legal_ref,
            day=print_date(component.effective_from),
            source=component.source,
            confidence=written(component.confidence, SHEET),
        )
        return [*lines, (words.SOURCE, source)]

    def _formulas(self, component: Component) -> list[Line]:
        """Return the two formulas with the numbers in them, where there are numbers."""
        points = exact_points(self.scores, component, self.position)
        if points is None:
            return []
        label = words.POINTS.format(id=component.id)
        rate = exact_rate(self.scores, component, self.position)
        if rate is None:
            row = self.scores.index.component_rows[component.id]
            is_zero = self.scores.states[row, self.position] == State.ZERO_DENOMINATOR
            text = words.ZERO_POINTS if is_zero else words.POINTS_WHERE_NOT_FOR
            text = text.format(points=shown_number(points, self.mark))
            return [(label, text)]
        most, target, shown, percent = (
            shown_number(Fraction(value), self.mark)
            for value in (component.max_points, component.target, points, rate * 100)
        )
        counts = self.scores.counts
        larger = counts.largest_terms(component.denominator_sums, self.position)
        sides = component.numerator_terms, larger
        formula = " / ".join(self._sum_text(terms) for terms in sides)
        if any(len(terms) > 1 for terms in sides):
            sums = (str(self.scores.counts.exact_sum(terms, self.position)) for terms in sides)
            formula += f" = {'/'.join(sums)}"
        return [
            (words.RATE.format(id=component.id), f"{formula} = {percent}%"),
            (label, f"min({most}, {most} × {percent}% / {target}%) = {shown}"),
        ]

    def _sum_text(self, terms: Sequence[tuple[int, str]]) -> str:
        """Return "(a + b - c)" with the values of the counts."""
        pieces = [f"{'-' if sign < 0 else '+'} {self.count_text(count)}" for sign, count in terms]
        text = " ".join(pieces).removeprefix("+ ")
        return f"({text})" if len(terms) > 1 else text

    def group_lines(self, group: str) -> list[Line]:
        """Return the lines of all components of a group and of their sum."""
        most = f"{self.scores.index.group_by_id[group].max_points:f}"
        if (typed := self.scores.given.of(group, self.position)) is not None:
            return [(words.TYPED_POINTS, f"{shown_number(typed, self.mark)}/{most}")]
        components = self.scores.index.components_of(group)
        lines = [line for component in components for line in self.component_lines(component)]
        total = exact_group_points(self.scores, group, self.position)
        if total is None:
            return lines
        points = (exact_points(self.scores, item, self.position) for item in components)
        parts = [shown_number(item, self.mark) for item in points if item is not None]
        text = f"{' + '.join(parts)} = {shown_number(total, self.mark)}/{most}"
        return [*lines, (words.GROUP_POINTS, text)]

    def total_lines(self) -> list[Line]:
        """Return the points of every group, their sum and the grade."""
        lines, total = [], Fraction(0)
        for group in self.scores.index.groups:
            points = exact_group_points(self.scores, group.id, self.position)
            shown = words.NOT_COMPUTED if points is None else shown_number(points, self.mark)
            text = f"{shown}/{group.max_points:f}"
            if self.scores.given.of(group.id, self.position) is not None:
                text = words.TYPED_OF_GROUP.format(points=text)
            lines.append((group.name, text))
            total += points or 0
        state = State(int(self.scores.agency_states[self.position]))
        if state is not State.OK:
            return [*lines, (words.STATE, state.text)]
        lines.append((words.TOTAL, f"{shown_number(total, self.mark)}/{TOTAL_POINTS:f}"))
        return [*lines, (words.GRADE, self.scores.grades()[self.position])]
