"""Raw counts as columns: pasted texts or numbers to arrays, every odd cell with its state."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bpindex.index.definition import Terms
from bpindex.words import index_set as index_words


class State(IntEnum):
    """The state of a count or component, from harmless to grave; the gravest one wins."""

    OK = 0
    ZERO_DENOMINATOR = 1
    NOT_REPORTED = 2
    NOT_APPLICABLE = 3
    NUMERATOR_OUT_OF_RANGE = 4
    MISSING = 5
    NOT_WHOLE = 6
    NEGATIVE = 7
    TEXT = 8

    @property
    def text(self) -> str:
        """The Vietnamese words for the state; empty for OK."""
        return index_words.STATE_TEXTS[self.name]

    @property
    def stops_notice(self) -> bool:
        """Whether no figure can be computed in this state."""
        return self > State.NOT_APPLICABLE


@dataclass(frozen=True)
class Counts:
    """Counts of n agencies: `values` and `states` have the shape (number of count ids, n).

    `values` holds whole numbers as float64, NaN wherever the state is not OK.
    """

    agencies: tuple[str, ...]
    ids: tuple[str, ...]
    values: NDArray[np.float64]
    states: NDArray[np.uint8]
    rows: Mapping[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", {name: i for i, name in enumerate(self.ids)})

    def sum(self, terms: Terms) -> NDArray[np.float64]:
        """Return (n,) the signed sum of count columns; a view where it is one plain column."""
        (sign, first), *rest = terms
        column: NDArray[np.float64] = self.values[self.rows[first]]
        if sign < 0:
            column = -column
        for sign, count in rest:
            row = self.values[self.rows[count]]
            column = column + row if sign > 0 else column - row
        return column

    def largest(self, sums: Sequence[Terms]) -> NDArray[np.float64]:
        """Return (n,) the largest of some signed sums."""
        first, *others = map(self.sum, sums)
        for other in others:
            first = np.maximum(first, other)
        return first

    def largest_terms(self, sums: Sequence[Terms], agency: int) -> Terms:
        """Return the signed counts whose sum is the largest, for one agency with valid counts."""
        return max(sums, key=lambda terms: self.exact_sum(terms, agency))

    def exact_largest(self, sums: Sequence[Terms], agency: int) -> Fraction:
        """Return the largest of some signed sums of valid counts of one agency."""
        return max(self.exact_sum(terms, agency) for terms in sums)

    def exact_sum(self, terms: Terms, agency: int) -> Fraction:
        """Return the signed sum of valid counts of the agency at a position, as a whole number."""
        return Fraction(
            sum(sign * int(self.values[self.rows[count], agency]) for sign, count in terms)
        )

    def total(self) -> "Counts":
        """Return the sums over all agencies as the counts of one; unusable cells are left out."""
        sums = np.nansum(self.values, axis=1, keepdims=True)
        return Counts(("",), self.ids, sums, np.zeros_like(sums, dtype=np.uint8))


# Largest whole number that float64 holds exactly.
MAX_COUNT = 2**53
# Exactly three zeros after a mark are a thousand in Vietnamese, not a decimal part: refused.
_WHOLE = re.compile(r"\d+(?:[.,](?!000$)0+)?")
_THOUSAND = re.compile(r"^\d+[.,]000$")
_DECIMAL = re.compile(r"[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][+-]?\d+)?")


def parse_count(cell: Any) -> tuple[float, State]:
    """Return the value of a pasted cell (NaN unless a whole number >= 0) and its state."""
    if cell is None:
        return np.nan, State.MISSING
    if isinstance(cell, bool):
        return np.nan, State.TEXT
    if isinstance(cell, int | float):
        return _classified(cell)
    return _parse_text(str(cell))


@lru_cache(maxsize=10_000)  # the same few texts stand in thousands of cells
def _parse_text(cell: str) -> tuple[float, State]:
    text = cell.replace("\u00a0", " ").strip()
    if not text:
        return np.nan, State.MISSING
    if not text[-1].isdecimal() and text.casefold() in index_words.NOT_REPORTED:
        return np.nan, State.NOT_REPORTED
    if _WHOLE.fullmatch(text):
        digits = re.split(r"[.,]", text)[0].lstrip("0")
        is_too_large = len(digits) > len(str(MAX_COUNT))
        return (np.nan, State.NOT_WHOLE) if is_too_large else _classified(int(digits or 0))
    if _DECIMAL.fullmatch(text):
        number = float(text.replace(",", "."))
        if "e" in text.casefold() and number < np.inf:
            # Nobody types a count so: 1e2 is a slip, or what a program made of a code.
            return np.nan, State.NOT_WHOLE
        return (np.nan, State.NOT_WHOLE) if _THOUSAND.search(text) else _classified(number)
    return np.nan, State.TEXT


def _classified(number: float) -> tuple[float, State]:
    if number != number or number in (np.inf, -np.inf):
        return np.nan, State.TEXT
    if number < 0:
        return np.nan, State.NEGATIVE
    if number != int(number) or number > MAX_COUNT:
        return np.nan, State.NOT_WHOLE
    return float(number), State.OK


def counts_from_rows(
    agencies: Sequence[str], ids: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Counts:
    """Return the counts of `rows` (one per agency, one cell per id)."""
    parsed = [[parse_count(cell) for cell in row] for row in rows]
    shape = (len(agencies), len(ids))
    values = np.array([[value for value, _ in row] for row in parsed], dtype=float)
    states = np.array([[state for _, state in row] for row in parsed], dtype=np.uint8)
    return Counts(
        tuple(agencies),
        tuple(ids),
        np.ascontiguousarray(values.reshape(shape).T),
        np.ascontiguousarray(states.reshape(shape).T),
    )
