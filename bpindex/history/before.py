"""What an agency had in the period before: from the closed months, else from Kỳ trước."""

from fractions import Fraction

from bpindex.advice.before import Before, previous_of
from bpindex.advice.profile import Profile
from bpindex.case.history_rows import RANK, TOTAL, Fact, Facts, Kind
from bpindex.case.model import Case
from bpindex.history.lines import Past
from bpindex.index.definition import Component, Terms
from bpindex.score.scoring import Scores


def before_of(case: Case, agency: str, past: Past | None = None) -> Before:
    """Return what is known of an agency in the period before that of the case.

    What stands on Kỳ trước prints, so it wins for groups, total and rank; `past` are the closed
    months, where they were read already.
    """
    past = past or Past(case)
    shown = previous_of(past.previous, agency)
    facts, index = past.facts(past.before, agency), case.index
    if not facts:
        return shown
    points = {item.id: _number(facts, (Kind.POINTS, item.id)) for item in index.components}
    groups = {item.id: _number(facts, (Kind.GROUP, item.id)) for item in index.groups}
    sides = {item.id: pair for item in index.components if (pair := _sides(facts, item))}
    total, rank = shown.total, _number(facts, RANK)
    return Before(
        _number(facts, TOTAL) if total is None else total,
        shown.rank or int(rank or 0),
        {key: value for key, value in groups.items() if value is not None} | dict(shown.groups),
        {key: value for key, value in points.items() if value is not None},
        sides,
    )


def _sides(facts: Facts, component: Component) -> tuple[int, int] | None:
    """Return numerator and denominator of a component by the counts of then, if all are known."""
    counts = {count: facts.get((Kind.COUNT, count)) for count in component.counts}
    known = {count: value for count, value in counts.items() if isinstance(value, int)}
    if len(known) < len(counts):
        return None

    def summed(terms: Terms) -> int:
        return sum(sign * known[count] for sign, count in terms)

    return summed(component.numerator_terms), max(map(summed, component.denominator_sums))


def _number(facts: Facts, fact: Fact) -> Fraction | None:
    value = facts.get(fact)
    return None if value is None or isinstance(value, str) else Fraction(value)


class Profiles:
    """The profiles of the agencies of a case by their codes; each is made when it is asked for."""

    def __init__(self, case: Case, scores: Scores) -> None:
        self._case, self._scores, self._past = case, scores, Past(case)
        self._places = {item.code: place for place, item in enumerate(case.valid_agencies)}

    def __call__(self, code: str) -> Profile | None:
        """Return the profile of an agency, None where it has no scores."""
        place = self._places.get(code)
        if place is None:
            return None
        before = before_of(self._case, code, self._past)
        return Profile(self._case, self._scores, place, before)
