"""What to look at before signing: corrected figures, odd jumps, warnings, the fingerprint."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import sqrt

from bpindex.case.correction import Comment, Form, Margin
from bpindex.case.keys import PREVIOUS_RANK, PREVIOUS_TOTAL, PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import TrailRow
from bpindex.checks.corrections import computed_now
from bpindex.codec.fields import print_moment
from bpindex.history.lines import Past
from bpindex.index.definition import PERCENT, Component
from bpindex.index.spans import name_before
from bpindex.notice.as_json import fingerprint
from bpindex.pipeline import Evaluation
from bpindex.register.naming import what_is_corrected, what_it_says
from bpindex.remarks.movements import Movement, movements
from bpindex.score.counts import State
from bpindex.score.rounding import print_fixed
from bpindex.score.scoring import Scores
from bpindex.words import remarks as words

# A jump of less than this share of the most points is none.
_LEAST_SHARE = 0.1
# What counts of so many dossiers do by chance is nearly always within so many deviations.
_DEVIATIONS = 3.0


@dataclass(frozen=True)
class SignRow:
    """A row of the page: its part, what it is about, two values, the reason, who and when."""

    part: str
    what: str
    before: str = ""
    after: str = ""
    reason: str = ""
    who: str = ""


def sign_rows(evaluation: Evaluation) -> list[SignRow]:
    """Return the page: the fingerprint, then everything that asks for a look."""
    rows = [_made(evaluation)]
    for title, found, nothing in (
        (words.PART_CORRECTED, _corrected(evaluation), words.NO_CORRECTED),
        (words.PART_JUMPS, _jumps(evaluation), _no_jumps(evaluation)),
        (words.PART_WARNINGS, _warnings(evaluation), words.NO_WARNINGS),
    ):
        rows += list(found) or [SignRow(title, nothing)]
    return rows


def _made(evaluation: Evaluation) -> SignRow:
    """Return the fingerprint of what prints now, and whether the last notice is the same."""
    case, mark = evaluation.month, fingerprint(evaluation.notice)
    made = last_made(case)
    month = case.called
    if evaluation.problems:
        told = words.HAS_PROBLEMS.format(count=len(evaluation.problems))
        return SignRow(words.PART_NOTICE, words.NOTICE_OF.format(month=month), reason=told)
    told, who, was = words.NOT_MADE, "", ""
    if made is not None:
        told = words.AS_MADE if made.fingerprint == mark else words.CHANGED_SINCE
        who, was = ", ".join(filter(None, (made.by, print_moment(made.on)))), made.fingerprint
    what = words.NOTICE_OF.format(month=month)
    return SignRow(words.PART_NOTICE, what, was, mark, told, who)


def last_made(case: Case) -> TrailRow | None:
    """Return the line of the trail of the last notice that was made of the month."""
    own = (row for row in reversed(case.trail) if row.period == case.key)
    return next((row for row in own if row.is_made), None)


def _corrected(evaluation: Evaluation) -> Iterator[SignRow]:
    case = evaluation.month
    computed = computed_now(case, evaluation.notice)
    for item in case.corrections:
        if not item.in_force or isinstance(item.what, Form | Comment | Margin):
            continue
        yield SignRow(
            words.PART_CORRECTED,
            what_is_corrected(case, item),
            computed.get(item.key, item.computed) if item.is_text else item.computed,
            what_it_says(case, item) or words.BLANK,
            item.reason or words.NO_REASON,
            ", ".join(filter(None, (item.by, print_moment(item.on)))),
        )


def _no_jumps(evaluation: Evaluation) -> str:
    """Return what is said where there is no jump: of how many agencies that could be told."""
    case = evaluation.month
    own = [item for item in movements(evaluation) if item.code != PROVINCE]
    count = sum(any(field != PREVIOUS_RANK for field in item.pairs) for item in own)
    if not count:
        past = Past(case)
        told = {"named": name_before(case.span, case.period), "other": past.held}
        return words.NO_FIGURES_BEFORE.format(**told) if past.held else words.NO_PREVIOUS
    return (
        words.NO_JUMPS if count == len(own) else words.NO_JUMPS_OF.format(count=count, of=len(own))
    )


def _jumps(evaluation: Evaluation) -> Iterator[SignRow]:
    """Yield the jumps of groups, the largest first; of totals that the groups do not tell of."""
    index, found = evaluation.month.index, []
    corrected = {item.key[1] for item in evaluation.month.corrections if item.in_force}
    everything = [(group.id, group.name, group.max_points) for group in index.groups]
    for item in movements(evaluation):
        own = [(name, most, item.of_group(id_), id_) for id_, name, most in everything]
        groups = [change for _, _, change, _ in own if change is not None]
        # A corrected total is no sum any more; rounding makes less of a difference.
        if item.total is not None and abs(item.total - sum(groups)) >= 1:
            most = sum((group.max_points for group in index.groups), Decimal(0))
            own.append((words.TOTAL, most, item.total, ""))
        for name, most, change, group in own:
            if change is None or abs(change) < _LEAST_SHARE * float(most):
                continue
            explained = _explained(evaluation.scores, item, group)
            if explained is not None and abs(change) <= explained:
                continue
            reasons = [_reason(explained), words.IS_CORRECTED if item.code in corrected else ""]
            now, before = item.pairs[_field(item, group)]
            what = words.JUMP.format(agency=item.name, group=name, change=signed(change))
            reason = "; ".join(filter(None, reasons))
            row = SignRow(words.PART_JUMPS, what, shown(before), shown(now), reason)
            found.append((abs(change) / Fraction(most), row))
    yield from (row for _, row in sorted(found, key=lambda each: -each[0]))


def _field(item: Movement, group: str) -> str:
    return next(f for f in item.pairs if f.endswith(f".{group}")) if group else PREVIOUS_TOTAL


def _reason(explained: float | None) -> str:
    if explained is None:
        return words.NOT_FROM_COUNTS
    return words.EXPLAINED.format(points=shown(Fraction(round(explained, 2))))


def _explained(scores: Scores, item: Movement, group: str) -> float | None:
    """Return how far the points of a group, or the total, move by chance with so many dossiers.

    Both months are taken to have as many as this one. None where points are typed, where nothing
    was counted, and for the province, whose points are the portal's.
    """
    if item.code == PROVINCE:
        return None
    at = scores.counts.agencies.index(item.code)
    groups = [group] if group else [each.id for each in scores.index.groups]
    if any(scores.typed_group(each, at) for each in groups):
        return None
    components = [c for each in groups for c in scores.index.components_of(each)]
    known = [c for c in components if scores.states[scores.index.component_rows[c.id], at] == _OK]
    if not known:
        return None
    return _DEVIATIONS * sqrt(sum(_variance(scores, component, at) for component in known))


_OK = State.OK


def _variance(scores: Scores, component: Component, at: int) -> float:
    """Return the variance of the difference of a component's points between two months."""
    many = float(scores.counts.exact_largest(component.denominator_sums, at))
    some = float(scores.counts.exact_sum(component.numerator_terms, at))
    # Not 0 where all, or none, were in time: one dossier more may be.
    rate = (some + 1) / (many + 2)
    slope = float(component.max_points * PERCENT / component.target)
    return 2 * slope**2 * rate * (1 - rate) / many


def _warnings(evaluation: Evaluation) -> Iterator[SignRow]:
    for finding in evaluation.warnings:
        yield SignRow(words.PART_WARNINGS, str(finding))


def shown(number: Fraction) -> str:
    """Return points with two decimals and a comma."""
    return print_fixed(number, 2, ",")


def signed(number: Fraction) -> str:
    """Return a change with its sign."""
    return ("+" if number > 0 else "−" if number < 0 else "") + shown(abs(number))


def sign_text(rows: Sequence[SignRow]) -> list[str]:
    """Return the page as lines of text."""
    lines, part = [], ""
    for row in rows:
        if row.part != part:
            part = row.part
            lines.append(f"{part}:")
        values = " → ".join(value or words.BLANK for value in (row.before, row.after))
        pieces = (row.what, values if row.before or row.after else "", row.reason, row.who)
        lines.append("- " + "; ".join(filter(None, pieces)))
    return lines
