"""What a case gives beside its counts: the kinds of its agencies, points that people typed."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from bpindex.case.keys import POINTS, PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import DataRow
from bpindex.index.definition import Component, Group, IndexSet, OfProvince
from bpindex.score.scoring import Given

# Points as portals show them: 15.5, 15,5 or 15.5/18.
_POINTS = re.compile(r"(\d+(?:[.,]\d+)?)(?: ?/ ?(\d+(?:[.,]\d+)?))?")


def parse_points(text: str, most: Decimal | None = None) -> Fraction | None:
    """Return the points that a text means, None where it is no number.

    Beside a maximum it is points out of that one: 17/100 is not 17 of 18.
    """
    match = _POINTS.fullmatch(text.strip())
    if match is None:
        return None
    points, out_of = (Fraction((part or "0").replace(",", ".")) for part in match.groups())
    return None if match[2] and most is not None and out_of != Fraction(most) else points


def typed_points(index: IndexSet, row: DataRow) -> Iterator[tuple[str, Group | Component, str]]:
    """Yield the column, the group or component, and the text of each of a row's typed points."""
    if not any(key.endswith(POINTS) for key in row.cells):
        return
    entries: tuple[Group | Component, ...] = (*index.groups, *index.components)
    for entry in entries:
        if text := row.cells.get(key := f"{entry.id}{POINTS}", "").strip():
            yield key, entry, text


def given_of(case: Case) -> Given:
    """Return what is given of the agencies of the period, in printing order.

    Points that are no number, or none of that entry, are left to `checks`.
    """
    agencies = case.valid_agencies
    positions = {agency.code: place for place, agency in enumerate(agencies)}
    points: dict[str, dict[int, Fraction]] = defaultdict(dict)
    for row in case.typed:
        if row.agency == PROVINCE:
            for _, entry, text in typed_points(case.index, row):
                is_shared = getattr(entry, "of_province", None) is OfProvince.SHARED
                if is_shared and (number := parse_points(text, entry.max_points)) is not None:
                    points[entry.id] = dict.fromkeys(range(len(agencies)), number)
    # The first row counts where an agency has several; its own points before the province's.
    for row in reversed(case.typed):
        place = positions.get(row.agency)
        for _, entry, text in typed_points(case.index, row) if place is not None else ():
            if place is not None and (number := parse_points(text, entry.max_points)) is not None:
                points[entry.id][place] = number
    return Given(tuple(agency.kind for agency in agencies), dict(points))
