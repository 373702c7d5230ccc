"""What Kỳ trước shows of a closed period, and whether a row of it shows that."""

from collections.abc import Mapping
from fractions import Fraction

from bpindex.case.history_rows import RANK, TOTAL, Fact, Kind, Value
from bpindex.case.keys import PREVIOUS_POINTS, PREVIOUS_RANK, PREVIOUS_TOTAL
from bpindex.case.model import Case
from bpindex.case.printed import When
from bpindex.case.records import DataRow
from bpindex.score.column_values import number_in
from bpindex.score.rounding import print_number, round_half_up

_DECIMALS = 2
# Fewer rows alike are so by chance.
TELLING = 3


def most_of(rows: tuple[DataRow, ...]) -> int:
    """Return how many rows must be alike: half of them, where there are some at all."""
    return max(min(TELLING, len(rows)), len(rows) // 2)


def printed_rows(case: Case) -> tuple[DataRow, ...]:
    """Return the rows of Kỳ trước of agencies beside which it prints; all where none does."""
    kinds = {
        kind
        for table in case.printed_tables
        if any(column.when is When.PREVIOUS for column in table.columns)
        for kind in table.kinds
    }
    codes = {agency.code for agency in case.agencies if agency.kind in kinds}
    return tuple(row for row in case.previous if row.agency in codes) or case.previous


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


def unlike_keys(facts: Mapping[Fact, Value], row: DataRow) -> list[str]:
    """Return which figures of a row are others than those that a closed period has.

    Its last decimal may be rounded otherwise: a period keeps less of a fraction than it prints by.
    """
    known = figures_of(facts)
    keys = [key for key, text in row.cells.items() if text.strip() and key in known]
    numbers = {key: (number_in(known[key]), number_in(row.cells[key])) for key in keys}
    return [
        key
        for key, (ours, theirs) in numbers.items()
        if ours is None or theirs is None or abs(ours - theirs) > Fraction(1, 10**_DECIMALS)
    ]


def is_shown_by(facts: Mapping[Fact, Value], row: DataRow) -> bool:
    """Return whether a row holds what a closed period says of its agency."""
    known = figures_of(facts)
    keys = [PREVIOUS_TOTAL] if PREVIOUS_TOTAL in known.keys() & row.cells.keys() else [*row.cells]
    pairs = [(seen(known[key]), seen(row.cells[key])) for key in keys if key in known]
    return bool(pairs) and all(ours == theirs for ours, theirs in pairs)
