"""The index set: groups, components, counts, grades and display rules, read from dated data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from bpindex.codec.fields import LOOKED_UP, in_file

PERCENT = Decimal(100)
TOTAL_POINTS = Decimal(100)
MAX_DECIMALS = 6


class Basis(StrEnum):
    """What a printed column shows."""

    RATE = "rate"
    POINTS = "points"
    TYPED = "typed"


class Confidence(StrEnum):
    """How sure an entry is: read in a source, one source, a guess."""

    HIGH = "H"
    MEDIUM = "M"
    LOW = "L"


@dataclass(frozen=True)
class Grade:
    """A grade (xếp loại) and the least total points that earn it."""

    name: str
    min_points: Decimal


@dataclass(frozen=True)
class Display:
    """How a group's month figure prints: basis, decimals, texts for the zero states."""

    basis: Basis
    decimals: int
    component: str = ""
    when_denominator_zero: str = "0"
    when_numerator_zero: str = "0"


@dataclass(frozen=True)
class Group:
    """A group of components (nhóm chỉ số), one pair of columns of the notice."""

    id: str = field(metadata=LOOKED_UP)
    name: str
    max_points: Decimal
    display: Display


@dataclass(frozen=True)
class Count:
    """A raw count (số liệu) that every agency reports, with the headers it is known by."""

    id: str = field(metadata=LOOKED_UP)
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Component:
    """A component (chỉ số thành phần): points = min(max, max x rate / target)."""

    id: str = field(metadata=LOOKED_UP)
    group: str = field(metadata=LOOKED_UP)
    name: str
    max_points: Decimal
    numerator: str
    denominator: str
    target: Decimal
    zero_points: Decimal
    effective_from: date
    legal_ref: str
    source: str
    confidence: Confidence

    @cached_property
    def numerator_terms(self) -> tuple[tuple[int, str], ...]:
        """Signed counts whose sum is the numerator (tử số)."""
        return _terms(self.numerator)

    @cached_property
    def denominator_terms(self) -> tuple[tuple[int, str], ...]:
        """Signed counts whose sum is the denominator (mẫu số)."""
        return _terms(self.denominator)


@dataclass(frozen=True)
class IndexSet:
    """A whole index set (bộ chỉ số) with the date from which it is in force."""

    id: str
    title: str
    legal_ref: str
    effective_from: date
    source: str
    confidence: Confidence
    grades: tuple[Grade, ...]
    groups: tuple[Group, ...] = in_file("group")
    counts: tuple[Count, ...] = in_file("count")
    components: tuple[Component, ...] = in_file("component")
    effective_to: date | None = None
    file_name: str = field(default="", compare=False)

    @cached_property
    def group_by_id(self) -> Mapping[str, Group]:
        """Groups by id, in the order of the notice's columns."""
        return {item.id: item for item in self.groups}

    @cached_property
    def component_by_id(self) -> Mapping[str, Component]:
        """Components by id, in the order of the file."""
        return {item.id: item for item in self.components}

    @cached_property
    def component_rows(self) -> Mapping[str, int]:
        """Position of each component in the order of the file, the rows of all scores."""
        return {item.id: row for row, item in enumerate(self.components)}

    @cached_property
    def count_by_id(self) -> Mapping[str, Count]:
        """Counts by id, in the order of the file."""
        return {item.id: item for item in self.counts}

    def components_of(self, group: str) -> tuple[Component, ...]:
        """Return the components of a group, in order."""
        return tuple(item for item in self.components if item.group == group)


_TERM = re.compile(r"([+-]?)\s*([a-z][a-z0-9_]*)\s*")


def _terms(text: str) -> tuple[tuple[int, str], ...]:
    """Return the signed counts of "a + b - c"; an empty tuple when the text is not such a sum."""
    rest = text.strip()
    terms: list[tuple[int, str]] = []
    while rest:
        match = _TERM.match(rest)
        if not match or (terms and not match[1]):
            return ()
        terms.append((-1 if match[1] == "-" else 1, match[2]))
        rest = rest[match.end() :]
    return tuple(terms)
