"""What Kỳ trước shows of a closed period, and whether a row of it shows that."""

from collections.abc import Mapping
from fractions import Fraction

from bpindex.case.history_rows import RANK, TOTAL, Fact, Kind, Value
from bpindex.case.keys import PREVIOUS_POINTS, PREVIOUS_RANK, PREVIOUS_TOTAL
from bpindex.case.records import DataRow
from bpindex.score.column_values import number_in
from bpindex.score.rounding import print_number, round_half_up

_DECIMALS = 2
# Fewer rows alike are so by chance.
_TELLING = 3


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


def is_shown_by(facts: Mapping[Fact, Value], row: DataRow) -> bool:
    """Return whether a row holds what a closed period says of its agency."""
    known = figures_of(facts)
    keys = [PREVIOUS_TOTAL] if PREVIOUS_TOTAL in known.keys() & row.cells.keys() else [*row.cells]
    pairs = [(seen(known[key]), seen(row.cells[key])) for key in keys if key in known]
    return bool(pairs) and all(ours == theirs for ours, theirs in pairs)
