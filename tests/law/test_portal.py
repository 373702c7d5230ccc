"""Numerators and denominators as a portal shows them give its points, from case to grade."""

import tomllib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import Agency, DataRow
from bpindex.index.definition import IndexSet
from bpindex.index.files import bundled_index_sets, pick_index_set
from bpindex.index.periods import Period
from bpindex.score.figures import scores_of
from bpindex.score.scoring import Scores, exact_points
from tests.strategies import base_case

PORTAL = tomllib.loads((Path(__file__).parent / "cong-2026.toml").read_text("utf-8"))
INDEX = pick_index_set(bundled_index_sets(), Period.parse(PORTAL["period"], str))
AGREES = 0.015
NOT_REPORTED = "không báo cáo"


def counts_of_sides(index: IndexSet, sides: dict[str, list[Any]]) -> dict[str, str]:
    """The counts that give each component its numerator and its denominators."""
    cells: dict[str, str] = {}
    for name, (numerator, *denominators, _) in sides.items():
        component = index.component_by_id[name]
        plain = [count for sign, count in component.numerator_terms if sign > 0]
        less = [count for sign, count in component.numerator_terms if sign < 0]
        sums = [[count for _, count in terms] for terms in component.denominator_sums]
        for counts, number in (*zip(sums, denominators, strict=True), (plain, numerator)):
            for count in counts:
                cells.setdefault(count, "0" if count != counts[0] else str(number))
        for count in less:
            cells[count] = str(denominators[0] - numerator)
            cells[plain[0]] = str(denominators[0])
    return {count: text for count, text in cells.items() if text}


def case_of_portal() -> Case:
    base = base_case()
    agencies = tuple(
        Agency(f"dv-{place}", item["name"], item["kind"], place, str(place))
        for place, item in enumerate(PORTAL["agency"], 1)
    )
    kinds = ("Sở, ngành", "Cấp xã")
    tables = (replace(t, kind=k) for t, k in zip(base.settings.tables, kinds, strict=True))
    rows = [DataRow(PROVINCE, counts_of_sides(INDEX, PORTAL["province"]))]
    for agency, item in zip(agencies, PORTAL["agency"], strict=True):
        rows.append(DataRow(agency.code, counts_of_sides(INDEX, item["components"])))
    return replace(
        base,
        settings=replace(base.settings, period=PORTAL["period"], tables=tuple(tables)),
        agencies=agencies,
        counts=tuple(rows),
        typed=(),
        corrections=(),
        index=INDEX,
    )


SCORES: Scores = scores_of(case_of_portal())
VALUES = [
    pytest.param(place, name, sides[-1], id=f"{item['name']} {name}")
    for place, item in enumerate(PORTAL["agency"])
    for name, sides in (PORTAL["province"] | item["components"]).items()
]


def test_each_of_the_agencies_has_each_of_the_21_components() -> None:
    assert len(PORTAL["agency"]) == 3
    assert len(VALUES) == 3 * 21
    assert INDEX.id == PORTAL["index_set"]


@pytest.mark.parametrize(("agency", "component", "points"), VALUES)
def test_a_component_has_the_points_of_the_portal(
    agency: int, component: str, points: float | str
) -> None:
    exact = exact_points(SCORES, INDEX.component_by_id[component], agency)
    if points == "":
        assert exact is None
        return
    assert exact is not None
    assert abs(exact - Fraction(str(points))) <= Fraction(str(AGREES))
    row = INDEX.component_rows[component]
    assert float(SCORES.points[row, agency]) == pytest.approx(float(exact), abs=1e-12)


@pytest.mark.parametrize("agency", range(3))
def test_total_and_grade_are_those_computed_by_hand(agency: int) -> None:
    expected = PORTAL["agency"][agency]
    assert float(SCORES.total[agency]) == pytest.approx(expected["total"], abs=0.006)
    assert SCORES.grades()[agency] == expected["grade"]
