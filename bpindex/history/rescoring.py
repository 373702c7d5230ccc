"""Closed months scored once more by another index set, beside what they printed.

Nothing of the history changes: what was issued was scored by the set of its time.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from bpindex.case.history_rows import OF_KIND, RANK, TOTAL, Facts, HistoryRow, Kind
from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import Agency, DataRow
from bpindex.history.names import days_of, end_of
from bpindex.index.definition import IndexSet
from bpindex.score.column_values import ranks_of, total_of
from bpindex.score.figures import scores_of
from bpindex.score.rounding import round_half_up

_DECIMALS = 2


@dataclass(frozen=True)
class Rescored:
    """An agency of a closed month: total and rank as they printed, and by another set."""

    period: str
    name: str
    old: Decimal | None
    new: Decimal | None
    old_rank: int | None
    new_rank: int | None

    @property
    def texts(self) -> tuple[str, ...]:
        """What a table shows of it; blank where there is nothing."""
        change = None if self.old is None or self.new is None else self.new - self.old
        points = ("" if n is None else f"{n:.2f}" for n in (self.old, self.new))
        ranks = ("" if n is None else str(n) for n in (self.old_rank, self.new_rank))
        return self.period, self.name, *points, "" if change is None else f"{change:+.2f}", *ranks


def rescored(case: Case, index: IndexSet) -> Iterator[Rescored]:
    """Yield every agency of every closed month that has its counts; months in their order."""
    months: dict[str, list[HistoryRow]] = defaultdict(list)
    for row in case.history:
        if row.agency and any(kind is Kind.COUNT for kind, _ in row.facts):
            months[row.period].append(row)
    for period, rows in sorted(months.items()):
        yield from _of_month(case, index, period, rows)


def _of_month(
    case: Case, index: IndexSet, period: str, rows: Iterable[HistoryRow]
) -> Iterator[Rescored]:
    facts = {row.agency: row.facts for row in rows}
    names = {row.agency: row.name for row in rows}
    agencies = tuple(
        Agency(code, names[code], str(known.get(OF_KIND, "")), place, "")
        for place, (code, known) in enumerate(facts.items(), 1)
        if code != PROVINCE
    )
    # A longer period has a name of its own: what was in force then is said by the set itself.
    month = end_of(period, next((days for row in rows if (days := days_of(row))), None))
    scored = replace(
        case,
        settings=replace(case.settings, period=month),
        agencies=agencies,
        counts=tuple(DataRow(code, _counts(known)) for code, known in facts.items()),
        typed=(),
        corrections=(),
        late_dossiers=(),
        index=index,
    )
    scores = scores_of(scored)
    totals = {code: total_of(scores, at) for at, code in enumerate(scores.counts.agencies)}
    ranks = _ranks(agencies, totals)
    for row in rows:
        if row.agency != PROVINCE:
            rank = ranks.get(row.agency)
            total = totals.get(row.agency)
            new = None if total is None else round_half_up(total, _DECIMALS)
            old = row.facts.get(TOTAL)
            yield Rescored(
                period,
                row.name,
                None if old is None else round_half_up(Fraction(old), _DECIMALS),
                new,
                _whole(row.facts.get(RANK)),
                rank or None,
            )


def _ranks(agencies: Iterable[Agency], totals: Mapping[str, Fraction | None]) -> dict[str, int]:
    kinds: dict[str, dict[str, Fraction | None]] = defaultdict(dict)
    for agency in agencies:
        kinds[agency.kind][agency.code] = totals[agency.code]
    return {code: rank for own in kinds.values() for code, rank in ranks_of(own).items()}


def _counts(facts: Facts) -> dict[str, str]:
    return {name: str(value) for (kind, name), value in facts.items() if kind is Kind.COUNT}


def _whole(value: object) -> int | None:
    return None if value is None else int(str(value))
