"""The index set: groups, components, counts, grades and display rules, read from dated data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from bpindex.codec.fields import LOOKED_UP, in_file

# Signed counts: those of a sum.
Terms = tuple[tuple[int, str], ...]
PERCENT = Decimal(100)
TOTAL_POINTS = Decimal(100)
MAX_DECIMALS = 6


class Basis(StrEnum):
    """What a printed column shows."""

    RATE = "rate"
    POINTS = "points"
    TYPED = "typed"


class OfProvince(StrEnum):
    """What a component's figure of the province is to those of its agencies."""

    # The counts of the agencies, summed.
    SUM = "sum"
    # A count of its own: agencies share what is counted (TTHC), so that no sum is it.
    OWN = "own"
    # Computed for the province alone; the same points stand at every agency.
    SHARED = "shared"


class NotFor(StrEnum):
    """What a component gives agencies to which it does not apply."""

    FULL = "full"
    NONE = "none"
    # It is left out: the others of its group share its points.
    OUT = "out"


class View(StrEnum):
    """Into which groups the components of a set are told apart."""

    FULL = "full"
    MERGED = "merged"


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
    """A group of components (nhóm chỉ số), one pair of columns of the notice.

    `parts` are the groups of the set's other view that it takes together.
    """

    id: str = field(metadata=LOOKED_UP)
    name: str
    max_points: Decimal
    display: Display
    parts: tuple[str, ...] = ()


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
    of_province: OfProvince = OfProvince.SUM
    not_for: tuple[str, ...] = ()
    not_for_gives: NotFor = NotFor.FULL

    @cached_property
    def numerator_terms(self) -> Terms:
        """Signed counts whose sum is the numerator (tử số)."""
        return _terms(self.numerator)

    @cached_property
    def denominator_terms(self) -> Terms:
        """Signed counts of which the denominator (mẫu số) is made."""
        return tuple(term for terms in self.denominator_sums for term in terms)

    @cached_property
    def denominator_sums(self) -> tuple[Terms, ...]:
        """The sums of counts of which the largest is the denominator, mostly one alone."""
        larger = _LARGER.fullmatch(self.denominator.strip())
        sums = tuple(map(_terms, larger[1].split(",") if larger else [self.denominator]))
        return sums if all(sums) else ()

    @cached_property
    def counts(self) -> frozenset[str]:
        """The counts that it is computed from."""
        return frozenset(count for _, count in self.numerator_terms + self.denominator_terms)

    @cached_property
    def _exactly(self) -> tuple[Fraction, Fraction]:
        """The most points, and those that a rate of 1 would give without a limit."""
        most = Fraction(self.max_points)
        return most, most * Fraction(PERCENT) / Fraction(self.target)

    def exact_points(self, rate: Fraction) -> Fraction:
        """Return the points of an exact rate (fraction of 1)."""
        most, unlimited = self._exactly
        return min(most, unlimited * rate)

    def applies_to(self, kind: str) -> bool:
        """Return whether agencies of a kind are measured by it."""
        return kind.strip().casefold() not in map(str.casefold, self.not_for)


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
    view: View = View.FULL
    other_groups: tuple[Group, ...] = field(default=(), metadata={"key": "other_group"})
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

    @cached_property
    def counts_of_province(self) -> frozenset[str]:
        """The ids of the counts that the province has of its own, which are no sum of agencies'."""
        own = [item for item in self.components if item.of_province is not OfProvince.SUM]
        return frozenset(count for item in own for count in item.counts)

    def components_of(self, group: str) -> tuple[Component, ...]:
        """Return the components of a group, in order."""
        return tuple(item for item in self.components if self.group_of(item).id == group)

    def group_of(self, component: Component) -> Group:
        """Return the group in which a component counts; raise KeyError where there is none."""
        return self._group_of_part[component.group]

    @cached_property
    def _group_of_part(self) -> Mapping[str, Group]:
        return {part: item for item in self.groups for part in (item.id, *item.parts)}

    @cached_property
    def shared_counts(self) -> frozenset[str]:
        """The counts that only components use whose points are the province's."""
        shared = {item.id for item in self.components if item.of_province is OfProvince.SHARED}
        used = [(item.id in shared, item.counts) for item in self.components]
        own = frozenset(count for is_shared, counts in used if not is_shared for count in counts)
        return frozenset(count for is_shared, counts in used if is_shared for count in counts) - own

    def seen_as(self, view: View) -> "IndexSet":
        """Return the set in a view: groups taken together, or each by itself."""
        if view is View.MERGED:
            into = {part: item for item in self.other_groups for part in item.parts}
            groups = tuple(dict.fromkeys(into.get(item.id, item) for item in self.groups))
            others = tuple(item for item in self.groups if item.id in into)
        else:
            apart = {item.id: item for item in self.other_groups}
            into_parts = [[apart[i] for i in item.parts] or [item] for item in self.groups]
            groups = tuple(part for parts in into_parts for part in parts)
            others = tuple(item for item in self.groups if item.parts)
        is_there = groups == self.groups
        return replace(
            self, view=view, groups=groups, other_groups=self.other_groups if is_there else others
        )


_LARGER = re.compile(r"max\((.*)\)", re.DOTALL)
_TERM = re.compile(r"([+-]?)\s*([a-z][a-z0-9_]*)\s*")


def _terms(text: str) -> Terms:
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
