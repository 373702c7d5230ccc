"""What must hold of an index set before anything is computed with it."""

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NoReturn

from bpindex.codec.fields import spoken
from bpindex.errors import DefinitionError
from bpindex.index.definition import (
    MAX_DECIMALS,
    TOTAL_POINTS,
    Basis,
    Component,
    Group,
    IndexSet,
    NotFor,
)
from bpindex.words import index_set as index_words

# Names the place of an entry's field; the entry is known by its list and its id, blank of the set.
Place = Callable[[str, str, str], str]
# Raises a DefinitionError that names an entry, its field, and the reason.
Fail = Callable[[str, str, str, str], NoReturn]
_ENTRIES = {
    "groups": index_words.GROUP,
    "other_groups": index_words.GROUP,
    "counts": index_words.COUNT,
    "components": index_words.COMPONENT,
}

# On a sheet these are known by their names alone.
_NAMED = ("groups", "other_groups", "counts")


def validate_index(index: IndexSet, place: Place | None = None) -> IndexSet:
    """Return the set; raise DefinitionError when its parts contradict each other.

    `place` names where a field stands, where that is more than the name of the set.
    """

    def fail(entries: str, entry: str, field: str, reason: str) -> NoReturn:
        called = entry
        if place and entries in _NAMED:
            called = next(item.name for item in getattr(index, entries) if item.id == entry)
        own = _ENTRIES[entries].format(id=called) if entry else ""
        names = (own, index_words.FIELDS[field] if field else "")
        key = ", ".join(name for name in names if name)
        name = index_words.SET.format(name=index.file_name or index.id)
        name = place(entries, entry, field or "id") if place else name
        raise DefinitionError(index_words.DEFINITION.format(name=name, key=key, reason=reason))

    for entries in _ENTRIES:
        ids = [item.id for item in getattr(index, entries)]
        for twice in (item for item, number in Counter(ids).items() if number > 1):
            fail(entries, twice, "", index_words.DUPLICATE)
    for entries in _NAMED:
        names = Counter(spoken(item.name) for item in getattr(index, entries))
        for item in reversed(getattr(index, entries)):
            if item.name.strip() and names[spoken(item.name)] > 1:
                fail(entries, item.id, "name", index_words.SAME_NAME.format(found=item.name))
    for component in index.components:
        _component(index, component, fail)
    others = {group.id for group in index.other_groups}
    for group in index.groups:
        for part in group.parts:
            if part not in others:
                fail("groups", group.id, "parts", index_words.UNKNOWN.format(found=part))
        _group(index, group, index.components_of(group.id), fail)
    for group in index.other_groups:
        _other_group(index, group, fail)
    total = sum((group.max_points for group in index.groups), Decimal(0))
    if total != TOTAL_POINTS:
        fail("", "", "groups", index_words.TOTAL.format(found=total, expected=TOTAL_POINTS))
    cuts = [grade.min_points for grade in index.grades]
    if not cuts or cuts[-1] != 0 or any(a <= b for a, b in pairwise(cuts)):
        fail("", "", "grades", index_words.GRADES)
    if index.effective_to is not None and index.effective_to < index.effective_from:
        fail("", "", "effective_to", index_words.EFFECTIVE)
    return index


def _component(index: IndexSet, component: Component, fail: Fail) -> None:
    try:
        index.group_of(component)
    except KeyError:
        fail("components", component.id, "group", index_words.UNKNOWN.format(found=component.group))
    for field in ("max_points", "target"):
        if (value := getattr(component, field)) <= 0:
            fail("components", component.id, field, index_words.POSITIVE.format(found=value))
    if not 0 <= component.zero_points <= component.max_points:
        reason = index_words.ZERO_POINTS.format(found=component.zero_points)
        fail("components", component.id, "zero_points", reason)
    for field, terms, text in (
        ("numerator", component.numerator_terms, component.numerator),
        ("denominator", component.denominator_terms, component.denominator),
    ):
        if not any(sign > 0 for sign, _ in terms):
            fail("components", component.id, field, index_words.TERMS.format(found=text))
        for _, count in terms:
            if count not in index.count_by_id:
                fail("components", component.id, field, index_words.UNKNOWN.format(found=count))


def _other_group(index: IndexSet, group: Group, fail: Fail) -> None:
    """What takes groups together, or is a part of one, in the set's other view."""
    if group.id in index.group_by_id:
        fail("other_groups", group.id, "", index_words.DUPLICATE)
    for part in group.parts:
        if part not in index.group_by_id:
            fail("other_groups", group.id, "parts", index_words.UNKNOWN.format(found=part))
    if group.parts or any(group.id in item.parts for item in index.groups):
        parts = group.parts or (group.id,)
        components = [item for item in index.components if item.group in parts]
        _group(index, group, components, fail, "other_groups")


def _group(
    index: IndexSet,
    group: Group,
    components: Sequence[Component],
    fail: Fail,
    entries: str = "groups",
) -> None:
    display = group.display
    if group.max_points <= 0:
        fail(entries, group.id, "max_points", index_words.POSITIVE.format(found=group.max_points))
    points = sum((item.max_points for item in components), Decimal(0))
    if points != group.max_points:
        reason = index_words.GROUP_SUM.format(found=group.max_points, expected=points)
        fail(entries, group.id, "max_points", reason)
    if display.basis is Basis.RATE and display.component not in index.component_by_id:
        fail(entries, group.id, "component", index_words.UNKNOWN.format(found=display.component))
    if not 0 <= display.decimals <= MAX_DECIMALS:
        reason = index_words.DECIMALS.format(found=display.decimals, most=MAX_DECIMALS)
        fail(entries, group.id, "decimals", reason)
    left_out = [item for item in components if item.not_for_gives is NotFor.OUT]
    for kind in {kind for item in left_out for kind in item.not_for}:
        if all(item in left_out and not item.applies_to(kind) for item in components):
            fail(entries, group.id, "", index_words.NOTHING_LEFT.format(kind=kind))
