"""The month in a few lines for a message: the province, its trend, who needs attention."""

from collections.abc import Iterator
from fractions import Fraction

from bpindex.case.history_rows import TOTAL, HistoryRow, Kind
from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.next_month import preceding_of
from bpindex.history.before import before_of
from bpindex.history.lines import Past
from bpindex.index.periods import shown_month
from bpindex.index.spans import Span, name_before
from bpindex.pipeline import Evaluation
from bpindex.remarks.signing import shown
from bpindex.score.rounding import round_half_up
from bpindex.words import remarks as words

# So many agencies are named as the lowest ones, and at most of those below a limit.
_LOWEST, _NAMED = 5, 15
# Periods of the trend, this one among them.
_TREND = 3
# Below the first limit is urgent, below the second one to be watched.
_URGENT, _WATCHED = 80, 90


def summary(evaluation: Evaluation) -> str:
    """Return the message; totals are those that print, corrections included."""
    case, settings = evaluation.month, evaluation.month.settings
    rows = {row.agency: row for row in evaluation.closed}
    lines = [words.SUMMARY.format(period=case.named.upper())]
    now = _total(rows.get(PROVINCE))
    if now is not None:
        name = settings.tables[0].province_name
        lines.append(words.SUMMARY_PROVINCE.format(name=name, total=shown(now)))
        trend = [*_trend(case), (case.called, now)]
        if len(trend) > 1:
            told = (f"{period}: {shown(total)}" for period, total in trend[-_TREND:])
            lines.append(words.SUMMARY_TREND.format(steps=" → ".join(told)))
    lines += _of_kinds(evaluation, rows)
    return "\n".join(lines)


def _trend(case: Case) -> list[tuple[str, Fraction]]:
    """Return names and totals of the province in periods before this one that are as long.

    Of the one before, what stands on Kỳ trước comes first.
    """
    past = Past(case)
    before = past.before or str(preceding_of(case))
    trend = {
        name: Fraction(total)
        for name, total in past.line(PROVINCE, *TOTAL).items()
        if past.is_alike(name) and past.end(name) < str(case.period)
    }
    total = before_of(case, PROVINCE, past).total
    if total is not None:
        trend[before] = total
    if case.span is Span.MONTH:
        return [(shown_month(month), trend[month]) for month in sorted(trend)]
    names = {before: name_before(case.span, case.period)}
    ends = sorted(trend, key=past.end)
    return [(names.get(name) or past.called(name), trend[name]) for name in ends]


def _of_kinds(evaluation: Evaluation, rows: dict[str, HistoryRow]) -> Iterator[str]:
    """Yield the lowest of the first kind; of the others who is below the limits."""
    for place, table in enumerate(evaluation.month.settings.tables):
        agencies = evaluation.month.agencies_of(table)
        totals = ((_total(rows.get(agency.code)), agency.name) for agency in agencies)
        # As they print: 79.996 is not below 80.
        known = sorted(
            (Fraction(round_half_up(total, 2)), name) for total, name in totals if total is not None
        )
        if not place and known:
            yield words.SUMMARY_LOWEST.format(kind=table.kind, names=_listed(known[:_LOWEST]))
        for template, least, most in (
            (words.SUMMARY_URGENT, 0, _URGENT),
            (words.SUMMARY_WATCHED, _URGENT, _WATCHED),
        ):
            found = [each for each in known if least <= each[0] < most] if place else []
            if found:
                named = _listed(found[:_NAMED])
                if more := len(found) - _NAMED if len(found) > _NAMED else 0:
                    named = words.SUMMARY_MORE.format(names=named, count=more)
                limits = {"least": least, "most": most, "count": len(found), "names": named}
                yield template.format(kind=table.kind, **limits)


def _total(row: HistoryRow | None) -> Fraction | None:
    value = row.facts.get((Kind.TOTAL, "")) if row else None
    return None if value is None or isinstance(value, str) else Fraction(value)


def _listed(found: list[tuple[Fraction, str]]) -> str:
    return ", ".join(
        words.WITH_TOTAL.format(name=name, total=shown(total)) for total, name in found
    )
