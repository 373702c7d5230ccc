"""One agency in a period: points and what is lost, where it is strong, what changed and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from bpindex.advice.before import Before
from bpindex.advice.takes import Alone, Takes
from bpindex.case.model import Case
from bpindex.case.records import Agency
from bpindex.index.definition import Component, Group
from bpindex.score.counts import State
from bpindex.score.rounding import round_half_up
from bpindex.score.scoring import Scores, exact_group_points, exact_points

# Points as they are shown: what is lost is told on these.
DECIMALS = 2
STRONGEST, WEAKEST = 3, 5


@dataclass(frozen=True)
class Line:
    """What a component gave: `points` None where it gave none, `sides` where it is counted."""

    component: Component
    points: Fraction | None
    sides: tuple[int, int] | None
    before: Fraction | None
    alone: Alone | None

    @property
    def most(self) -> Fraction:
        """The most points that it gives."""
        return Fraction(self.component.max_points)

    @property
    def lost(self) -> Fraction | None:
        """What it lost: the most less its points as shown; None where it has none."""
        if self.points is None:
            return None
        return self.most - Fraction(round_half_up(self.points, DECIMALS))


class Profile:
    """Everything that the slip of the agency at a position says; `scores` are of the case."""

    def __init__(self, case: Case, scores: Scores, position: int, before: Before) -> None:
        self.scores, self.position = scores, position
        self.agency: Agency = case.valid_agencies[position]
        self.takes = Takes(scores, position)
        self.before = before
        self.kinds = [agency.kind for agency in case.valid_agencies]

    @property
    def state(self) -> State:
        """Why it has no total, OK where it has one."""
        return State(int(self.scores.agency_states[self.position]))

    @cached_property
    def total(self) -> Fraction | None:
        """Its exact total, None where it has none."""
        standing = self.takes.standing
        return standing.total if standing.has_total else None

    @cached_property
    def rank(self) -> int:
        """Its rank among the agencies of its kind, 0 without a total."""
        return int(self.scores.ranks(self.kinds)[self.position])

    @property
    def peers(self) -> int:
        """How many agencies of its kind there are."""
        return self.kinds.count(self.agency.kind)

    @property
    def grade(self) -> str:
        """Its grade, empty without a total."""
        return self.scores.grades()[self.position]

    @cached_property
    def lines(self) -> list[Line]:
        """Its components in the order of the index set."""
        standing = self.takes.standing
        alone = {item.job.component.id: item for item in self.takes.alone}
        measured = {item.id for item in standing.measured}
        return [
            Line(
                item,
                exact_points(self.scores, item, self.position),
                standing.sides(item, standing.counts) if item.id in measured else None,
                self.before.components.get(item.id),
                alone.get(item.id),
            )
            for item in self.scores.index.components
        ]

    def group_points(self, group: Group) -> Fraction | None:
        """Return the points of a group, None where there are none."""
        return exact_group_points(self.scores, group.id, self.position)

    @cached_property
    def strongest(self) -> list[Line]:
        """The components nearest to their most points; of equals those that give more."""
        known = [(line, line.points) for line in self._counted() if line.points is not None]
        known.sort(key=lambda item: (-item[1] / item[0].most, -item[0].most))
        return [line for line, _ in known[:STRONGEST]]

    @cached_property
    def weakest(self) -> list[Line]:
        """The components that lost most points, those that lost none are left out."""
        lost = [(line, line.lost) for line in self.lines if line.lost]
        lost.sort(key=lambda item: -(item[1] or 0))
        return [line for line, _ in lost[:WEAKEST]]

    def _counted(self) -> Sequence[Line]:
        """Return the components in which something was counted."""
        return [line for line in self.lines if line.sides is not None and line.sides[1]]
