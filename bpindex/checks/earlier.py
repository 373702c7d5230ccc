"""Whether the figures of Kỳ trước are those of the period that the notice names over them."""

from collections.abc import Iterator
from fractions import Fraction

from bpindex.case.keys import PREVIOUS_TOTAL
from bpindex.case.printed import When
from bpindex.case.records import DataRow
from bpindex.checks.finding import Finding, Subject
from bpindex.history.closing import figures_of
from bpindex.history.lines import Past
from bpindex.index.periods import Period, is_month, shown_month
from bpindex.index.spans import Span, name_before, span_name, span_of
from bpindex.score.column_values import number_in
from bpindex.score.rounding import round_half_up
from bpindex.words import history as words

# So many of the last closed periods are looked at.
_LAST = 3
# Fewer rows alike are so by chance.
_TELLING = 3


def check_previous(subject: Subject) -> Iterator[Finding]:
    """Stop where Kỳ trước holds the figures of another closed period than the notice names.

    The sheet does not say whose they are: the closed months know. Of more than a month that is
    not among them a look is asked for.
    """
    case = subject.case
    columns = (column for table in case.printed_tables for column in table.columns)
    if not case.previous or all(column.when is not When.PREVIOUS for column in columns):
        return
    past, span = Past(case), case.span
    before = past.before
    others = [period for period in sorted(past.periods) if period != before][-_LAST:]
    alike = {period: _alike(past, period, case.previous) for period in (before, *others)}
    other = max(others, key=alike.__getitem__, default="")
    first = case.previous[0]
    told = {"named": name_before(span, case.period)}
    if other and alike[other] > alike[before] and alike[other] >= _enough(case.previous):
        told["other"] = _called(past, other)
        yield subject.problem("previous", first.row, "agency", words.PREVIOUS_OF_OTHER, **told)
    elif span is not Span.MONTH and not before:
        yield subject.warning("previous", first.row, "agency", words.PREVIOUS_UNKNOWN, **told)


def _called(past: Past, period: str) -> str:
    """Return what people call a closed period; one that does not say its days is a month."""
    days = past.days(period)
    if days is None:
        return shown_month(period) if is_month(period) else period
    month = Period(days[1].year, days[1].month)
    return span_name(span_of(month, *days), month, days[1])


def _enough(rows: tuple[DataRow, ...]) -> int:
    """Return how many rows must be alike: half of them, where there are some at all."""
    return max(min(_TELLING, len(rows)), len(rows) // 2)


def _alike(past: Past, period: str, rows: tuple[DataRow, ...]) -> int:
    """Return how many rows hold what a closed period says of their agencies."""
    return sum(_is_alike(past, period, row) for row in rows) if period else 0


def _is_alike(past: Past, period: str, row: DataRow) -> bool:
    known = figures_of(past.facts(period, row.agency))
    keys = [PREVIOUS_TOTAL] if PREVIOUS_TOTAL in known.keys() & row.cells.keys() else [*row.cells]
    pairs = [(_seen(known[key]), _seen(row.cells[key])) for key in keys if key in known]
    return bool(pairs) and all(ours == theirs for ours, theirs in pairs)


def _seen(text: str) -> object:
    """Return a number as it prints, another text as it is."""
    number = number_in(text)
    return text if number is None else round_half_up(Fraction(number), 2)


EARLIER_CHECKS = (check_previous,)
