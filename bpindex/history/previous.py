"""What Kỳ trước shows of a closed period, and of which closed period its rows are."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from bpindex.case.history_rows import RANK, TOTAL, Fact, Kind, Value
from bpindex.case.keys import PREVIOUS_POINTS, PREVIOUS_RANK, PREVIOUS_TOTAL
from bpindex.case.records import DataRow
from bpindex.score.column_values import number_in
from bpindex.score.rounding import print_number, round_half_up

if TYPE_CHECKING:
    from bpindex.history.lines import Past

_DECIMALS = 2
# So many of the last closed periods are looked at.
_LAST = 3
# Fewer rows alike are so by chance.
_TELLING = 3


def other_period(past: "Past") -> str:
    """Return the closed period whose figures stand on Kỳ trước in the place of THE one before.

    A blank where there is none. The sheet does not say whose they are: the closed periods know.
    """
    rows, before = past.case.previous, past.before
    if not rows:
        return ""
    others = [period for period in sorted(past.periods) if period != before][-_LAST:]
    alike = {period: _alike(past, period, rows) for period in (before, *others)}
    other = max(others, key=alike.__getitem__, default="")
    is_other = other and alike[other] > alike[before] and alike[other] >= most_of(rows)
    return other if is_other else ""


def most_of(rows: tuple[DataRow, ...]) -> int:
    """Return how many rows must be alike: half of them, where there are some at all."""
    return max(min(_TELLING, len(rows)), len(rows) // 2)


def figures_of(known: Mapping[Fact, Fraction | Value]) -> dict[str, str]:
    """Return the figures that Kỳ trước shows of what is known."""
    keys = {TOTAL: PREVIOUS_TOTAL, RANK: PREVIOUS_RANK}
    figures = {}
    for (kind, name), value in known.items():
        key = f"{PREVIOUS_POINTS}{name}" if kind is Kind.GROUP else keys.get((kind, name))
        if key is not None and not isinstance(value, str):
            figures[key] = previous_text(Fraction(value))
    return figures


def previous_text(value: Fraction) -> str:
    """Return a number as Kỳ trước shows it."""
    return print_number(value, _DECIMALS, ",")


def seen(text: str) -> object:
    """Return a number as it prints, another text as it is."""
    number = number_in(text)
    return text if number is None else round_half_up(Fraction(number), _DECIMALS)


def _alike(past: "Past", period: str, rows: Iterable[DataRow]) -> int:
    """Return how many rows hold what a closed period says of their agencies."""
    return sum(_is_alike(past, period, row) for row in rows) if period else 0


def _is_alike(past: "Past", period: str, row: DataRow) -> bool:
    known = figures_of(past.facts(period, row.agency))
    keys = [PREVIOUS_TOTAL] if PREVIOUS_TOTAL in known.keys() & row.cells.keys() else [*row.cells]
    pairs = [(seen(known[key]), seen(row.cells[key])) for key in keys if key in known]
    return bool(pairs) and all(ours == theirs for ours, theirs in pairs)
