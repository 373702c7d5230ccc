"""What is known of an agency in the period before, as far as the case holds it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from bpindex.case.keys import PREVIOUS_POINTS, PREVIOUS_RANK, PREVIOUS_TOTAL
from bpindex.case.records import DataRow
from bpindex.score.column_values import number_in


@dataclass(frozen=True)
class Before:
    """Points and rank of the period before; by component also the counts, where they are known.

    `sides` are numerator and denominator.
    """

    total: Fraction | None = None
    rank: int = 0
    groups: Mapping[str, Fraction] = field(default_factory=dict)
    components: Mapping[str, Fraction] = field(default_factory=dict)
    sides: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def previous_of(rows: Iterable[DataRow], agency: str) -> Before:
    """Return what rows of Kỳ trước hold of an agency; of several rows the first counts."""
    row = next((row for row in rows if row.agency == agency), None)
    if row is None:
        return Before()
    numbers = {key: number_in(text) for key, text in row.cells.items()}
    rank = numbers.get(PREVIOUS_RANK)
    return Before(
        numbers.get(PREVIOUS_TOTAL),
        int(rank) if rank is not None and rank.denominator == 1 else 0,
        {
            key.removeprefix(PREVIOUS_POINTS): number
            for key, number in numbers.items()
            if key.startswith(PREVIOUS_POINTS) and number is not None
        },
    )
