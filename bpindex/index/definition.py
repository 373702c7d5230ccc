"""The index set: groups, components, counts, grades and display rules, read from dated data."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Any

from bpindex.errors import DefinitionError
from bpindex.words import index_set as index_words

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

    id: str
    name: str
    max_points: Decimal
    display: Display


@dataclass(frozen=True)
class Count:
    """A raw count (số liệu) that every agency reports, with the headers it is known by."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Component:
    """A component (chỉ số thành phần): points = min(max, max x rate / target)."""

    id: str
    group: str
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
    group: tuple[Group, ...]
    count: tuple[Count, ...]
    component: tuple[Component, ...]
    effective_to: date | None = None
    file_name: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        _validate(self)

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """Groups by id, in the order of the notice's columns."""
        return {item.id: item for item in self.group}

    @cached_property
    def components(self) -> Mapping[str, Component]:
        """Components by id, in the order of the file."""
        return {item.id: item for item in self.component}

    @cached_property
    def component_rows(self) -> Mapping[str, int]:
        """Position of each component in the order of the file, the rows of all scores."""
        return {item.id: row for row, item in enumerate(self.component)}

    @cached_property
    def counts(self) -> Mapping[str, Count]:
        """Counts by id, in the order of the file."""
        return {item.id: item for item in self.count}

    def components_of(self, group: str) -> tuple[Component, ...]:
        """Return the components of a group, in order."""
        return tuple(item for item in self.component if item.group == group)

    def grade_of(self, total: float) -> str:
        """Return the grade name of `total` points (0..100)."""
        return next((g.name for g in self.grades if total >= g.min_points), self.grades[-1].name)


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


def _validate(index: IndexSet) -> None:
    """Raise DefinitionError when the parts of the set contradict each other."""

    def fail(key: str, reason: str) -> None:
        raise DefinitionError(
            index_words.DEFINITION.format(name=index.file_name or index.id, key=key, reason=reason)
        )

    entries: Iterable[tuple[str, tuple[Any, ...]]] = (
        ("group", index.group),
        ("count", index.count),
        ("component", index.component),
    )
    for kind, items in entries:
        seen: set[str] = set()
        for item in items:
            if item.id in seen:
                fail(f"{kind}.{item.id}", index_words.DUPLICATE)
            seen.add(item.id)
    for component in index.component:
        _validate_component(index, component, fail)
    for group in index.group:
        if group.max_points <= 0:
            fail(
                f"group.{group.id}.max_points",
                index_words.POSITIVE.format(found=group.max_points),
            )
        points = sum((c.max_points for c in index.components_of(group.id)), Decimal(0))
        if points != group.max_points:
            fail(
                f"group.{group.id}.max_points",
                index_words.GROUP_SUM.format(found=group.max_points, expected=points),
            )
        _validate_display(index, group, fail)
    total = sum((g.max_points for g in index.group), Decimal(0))
    if total != TOTAL_POINTS:
        fail("group.max_points", index_words.TOTAL.format(found=total, expected=TOTAL_POINTS))
    cuts = [grade.min_points for grade in index.grades]
    if not cuts or cuts[-1] != 0 or any(a <= b for a, b in pairwise(cuts)):
        fail("grades", index_words.GRADES)
    if index.effective_to is not None and index.effective_to < index.effective_from:
        fail("effective_to", index_words.EFFECTIVE)


def _validate_component(index: IndexSet, component: Component, fail: Any) -> None:
    key = f"component.{component.id}"
    if component.group not in index.groups:
        fail(f"{key}.group", index_words.UNKNOWN.format(found=component.group))
    if component.max_points <= 0:
        fail(f"{key}.max_points", index_words.POSITIVE.format(found=component.max_points))
    if component.target <= 0:
        fail(f"{key}.target", index_words.POSITIVE.format(found=component.target))
    if not 0 <= component.zero_points <= component.max_points:
        fail(f"{key}.zero_points", index_words.ZERO_POINTS.format(found=component.zero_points))
    for name, terms, text in (
        ("numerator", component.numerator_terms, component.numerator),
        ("denominator", component.denominator_terms, component.denominator),
    ):
        if not any(sign > 0 for sign, _ in terms):
            fail(f"{key}.{name}", index_words.TERMS.format(found=text))
        for _, count in terms:
            if count not in index.counts:
                fail(f"{key}.{name}", index_words.UNKNOWN.format(found=count))


def _validate_display(index: IndexSet, group: Group, fail: Any) -> None:
    display, key = group.display, f"group.{group.id}.display"
    if display.basis is Basis.RATE and display.component not in index.components:
        fail(f"{key}.component", index_words.UNKNOWN.format(found=display.component))
    if not 0 <= display.decimals <= MAX_DECIMALS:
        fail(
            f"{key}.decimals",
            index_words.DECIMALS.format(found=display.decimals, most=MAX_DECIMALS),
        )
