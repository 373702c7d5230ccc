"""Points of groups and components of which an agency has counts too."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter

from bpindex.case.belonging import foreign_of
from bpindex.case.keys import POINTS
from bpindex.case.model import Case
from bpindex.case.months import Part
from bpindex.intake.taken import Value
from bpindex.naming.groups import counts_of_figures
from bpindex.naming.targets import Kind


def points_over_counts(case: Case, values: Sequence[Value]) -> list[Value]:
    """Return one count among values for each agency and group whose typed points hold instead."""
    typed: dict[str, set[str]] = {}
    for row in case.typed:
        keys = {key for key, text in row.cells.items() if key.endswith(POINTS) and text.strip()}
        if keys:
            typed[row.agency] = {key.removesuffix(POINTS) for key in keys}
    if not typed:
        return []
    given = {value.agency for value in values if value.target.kind is Kind.POINTS}
    foreign = {item.item.name for item in foreign_of(case) if item.item.part is Part.TYPED}
    typed = {agency: keys for agency, keys in typed.items() if agency not in foreign | given}
    counts = counts_of_figures(case.index)
    found: dict[tuple[str, str], Value] = {}
    for value in values:
        for figure in typed.get(value.agency, ()):
            if value.target.kind is Kind.COUNT and value.target.key in counts.get(figure, ()):
                found.setdefault((value.agency, figure), value)
    return [*found.values()]


def points_beside_counts(case: Case, values: Iterable[Value]) -> list[Value]:
    """Return the points among values that counts of the case, or of the same tables, give too."""
    values = list(values)
    if all(target.kind is not Kind.POINTS for target in set(map(attrgetter("target"), values))):
        return []
    held: dict[str, set[str]] = defaultdict(set)
    foreign = {item.item.name for item in foreign_of(case) if item.item.part is Part.COUNTS}
    for row in case.counts:
        if row.agency not in foreign:
            held[row.agency] |= {key for key, text in row.cells.items() if text.strip()}
    for value in values:
        if value.target.kind is Kind.COUNT:
            held[value.agency].add(value.target.key)
    counts = counts_of_figures(case.index)
    return [
        value
        for value in values
        if value.target.kind is Kind.POINTS and counts[value.target.key] & held[value.agency]
    ]
