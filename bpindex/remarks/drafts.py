"""Remarks drafted from the figures: who rose, who fell and by which group, who is late most.

They are a draft: people ask for it, and change it as they like.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from bpindex.case.history_rows import Kind
from bpindex.case.keys import PREVIOUS_TOTAL, PROVINCE
from bpindex.checks.dossiers import component_of_late
from bpindex.checks.finding import Subject
from bpindex.history.lines import Past
from bpindex.pipeline import Evaluation
from bpindex.remarks.movements import Movement, movements
from bpindex.remarks.signing import shown, signed
from bpindex.score.column_values import total_of
from bpindex.score.scoring import exact_points, exact_rate
from bpindex.words import remarks as words

# So many agencies are named of each sort.
_NAMED = 3
# Below that two totals print alike.
_LEAST = Fraction(1, 200)
# By so much the changes of rounded points differ from that of their total.
_ROUNDED = Fraction(1, 20)


def drafted(evaluation: Evaluation) -> str:
    """Return the remarks as one paragraph, blank where the figures say nothing."""
    found = movements(evaluation)
    parts = [*_of_province(found), *_of_agencies(evaluation, found), *_late(evaluation)]
    return " ".join(parts)


def _of_province(found: Sequence[Movement]) -> Iterator[str]:
    for item in found:
        if item.code == PROVINCE and item.total is not None:
            now = item.pairs[PREVIOUS_TOTAL][0]
            template = words.PROVINCE_SAME if abs(item.total) < _LEAST else words.PROVINCE
            change = _changed(item.total)
            yield template.format(total=shown(now), change=change)


def _of_agencies(evaluation: Evaluation, found: Sequence[Movement]) -> Iterator[str]:
    """Yield sentences of each kind of agency: movements, or the totals where none is known."""
    for table in evaluation.month.settings.tables:
        own = [item for item in found if item.kind == table.kind]
        moved = [(item.total, item) for item in own if item.total is not None]
        if not moved:
            yield from _by_total(evaluation, table.kind)
            continue
        up = sorted((each for each in moved if each[0] >= _LEAST), key=_falling)
        down = sorted((each for each in moved if each[0] <= -_LEAST), key=_rising)
        same = len(moved) - len(up) - len(down)
        counts = {"up": len(up), "down": len(down), "same": same}
        yield words.COUNTED.format(kind=table.kind, **counts)
        for sentence, items in ((words.ROSE, up), (words.FELL, down)):
            if items:
                names = (_moved(evaluation, item) for _, item in items[:_NAMED])
                yield sentence.format(names="; ".join(names))


def _falling(each: tuple[Fraction, Movement]) -> Fraction:
    return -each[0]


def _rising(each: tuple[Fraction, Movement]) -> Fraction:
    return each[0]


def _moved(evaluation: Evaluation, item: Movement) -> str:
    """Return an agency with how far it moved, and what moved it most, where that explains it."""
    total = item.total or Fraction(0)
    groups = [(item.of_group(group.id), group.name) for group in evaluation.month.index.groups]
    change = signed(total)
    for template, known in (
        (words.MOVED_BY_COMPONENT, _components(evaluation, item.code)),
        (words.MOVED_BY, groups),
    ):
        parts = [(change, what) for change, what in known if change is not None]
        same_way = [each for each in parts if each[0] * total > 0 and abs(each[0]) >= _LEAST]
        # Of what does not add up to the change nothing is said: something else moved it as well.
        if same_way and abs(sum(part for part, _ in parts) - total) < _ROUNDED:
            by, what = max(same_way, key=lambda each: abs(each[0]))
            return template.format(name=item.name, change=change, what=what, by=signed(by))
    return words.MOVED.format(name=item.name, change=change)


def _components(evaluation: Evaluation, code: str) -> list[tuple[Fraction, str]]:
    """Return how the points of components moved since the period before, where it is closed."""
    case, scores = evaluation.month, evaluation.scores
    past = Past(case)
    before = past.facts(past.before, code)
    place = scores.counts.agencies.index(code)
    found = []
    for component in case.index.components:
        old, new = before.get((Kind.POINTS, component.id)), exact_points(scores, component, place)
        if new is not None and isinstance(old, int | Decimal):
            found.append((new - Fraction(old), component.name))
    return found


def _changed(change: Fraction) -> str:
    return (words.MORE if change > 0 else words.LESS).format(points=shown(abs(change)))


def _by_total(evaluation: Evaluation, kind: str) -> Iterator[str]:
    """Yield who has most and fewest points of a kind."""
    at = _positions(evaluation, kind)
    totals = [(total_of(evaluation.scores, place), name) for name, place in at]
    known = sorted(((t, name) for t, name in totals if t is not None), key=lambda each: -each[0])
    if len(known) <= _NAMED:
        return
    best, worst = known[:_NAMED], known[::-1][:_NAMED]

    def listed(items: Sequence[tuple[Fraction, str]]) -> str:
        return ", ".join(words.WITH_TOTAL.format(name=n, total=shown(t)) for t, n in items)

    yield words.HIGHEST.format(kind=kind, best=listed(best), worst=listed(worst))


def _positions(evaluation: Evaluation, kind: str = "") -> list[tuple[str, int]]:
    subject = Subject(evaluation.month, evaluation.scores, evaluation.notice)
    return [
        (agency.name, subject.positions[code])
        for code, agency in subject.valid.items()
        if kind in ("", agency.kind)
    ]


def _late(evaluation: Evaluation) -> Iterator[str]:
    """Yield who has most late dossiers: by the appendix, else by the counts."""
    case = evaluation.month
    names = {agency.code: agency.name for agency in case.agencies}
    listed = Counter(item.agency for item in case.late_dossiers)
    found = [(count, names.get(code, code), "") for code, count in listed.items()]
    if not listed:
        found = [*_late_by_counts(evaluation)]
    found = sorted((each for each in found if each[0]), key=lambda each: -each[0])
    if found:
        shown_ones = (
            words.LATE_OF.format(name=name, count=grouped(count), rate=rate)
            for count, name, rate in found[:_NAMED]
        )
        total = grouped(sum(count for count, _, _ in found))
        yield words.LATE.format(count=len(found), total=total, names="; ".join(shown_ones))


def _late_by_counts(evaluation: Evaluation) -> Iterator[tuple[int, str, str]]:
    scores = evaluation.scores
    component = component_of_late(scores.index)
    for name, place in _positions(evaluation) if component else ():
        assert component is not None
        rate = exact_rate(scores, component, place)
        if rate is not None and rate < 1:
            many = scores.counts.exact_largest(component.denominator_sums, place)
            late = words.LATE_RATE.format(percent=shown((1 - rate) * 100))
            yield int(many * (1 - rate)), name, late


def grouped(number: int) -> str:
    """Return a whole number with points between thousands."""
    return f"{number:,}".replace(",", ".")
