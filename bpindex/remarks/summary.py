"""The month in a few lines for a message: the province, its trend, who needs attention."""

from collections.abc import Iterator
from fractions import Fraction

from bpindex.case.history_rows import TOTAL, HistoryRow, Kind
from bpindex.case.keys import PROVINCE
from bpindex.history.lines import Past
from bpindex.index.periods import shown_month
from bpindex.pipeline import Evaluation
from bpindex.remarks.signing import shown
from bpindex.words import remarks as words

# So many agencies are named as the lowest ones, and at most of those below a limit.
_LOWEST, _NAMED = 5, 15
# Months before this one in the trend.
_BEFORE = 2
# Below the first limit is urgent, below the second one to be watched.
_URGENT, _WATCHED = 80, 90


def summary(evaluation: Evaluation) -> str:
    """Return the message; totals are those that print, corrections included."""
    case, month = evaluation.month, str(evaluation.month.period)
    rows = {row.agency: row for row in evaluation.closed}
    lines = [words.SUMMARY.format(month=shown_month(month))]
    now = _total(rows.get(PROVINCE))
    if now is not None:
        name = case.settings.tables[0].province_name
        lines.append(words.SUMMARY_PROVINCE.format(name=name, total=shown(now)))
        past = Past(case)
        line = past.line(PROVINCE, *TOTAL)
        before = [known for known in line if known < month][-_BEFORE:]
        if before:
            steps = [(shown_month(known), Fraction(line[known])) for known in before]
            told = (
                f"{known}: {shown(total)}" for known, total in (*steps, (shown_month(month), now))
            )
            lines.append(words.SUMMARY_TREND.format(steps=" → ".join(told)))
    lines += _of_kinds(evaluation, rows)
    return "\n".join(lines)


def _of_kinds(evaluation: Evaluation, rows: dict[str, HistoryRow]) -> Iterator[str]:
    """Yield the lowest of the first kind; of the others who is below the limits."""
    for place, table in enumerate(evaluation.month.settings.tables):
        agencies = evaluation.month.agencies_of(table)
        totals = ((_total(rows.get(agency.code)), agency.name) for agency in agencies)
        known = sorted((total, name) for total, name in totals if total is not None)
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
