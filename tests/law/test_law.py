"""What a lawyer can check: counts in, points out, by component and by whole agency.

Each file beside this one holds worked examples of one component or of one index set; its first
lines say in Vietnamese where the rule comes from and how to read it. A number is exact: a decimal,
or a fraction of whole numbers as a text.
"""

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bpindex.index.definition import IndexSet
from bpindex.index.files import bundled_index_sets, pick_index_set
from bpindex.index.periods import Period
from bpindex.score.counts import State
from bpindex.score.scoring import Given, Scores, exact_group_points, exact_points, exact_rate, score
from tests.strategies import counts_of_rows

FILES = sorted(Path(__file__).parent.glob("*.toml"))
FILES = [path for path in FILES if path.stem != "cong-2026"]  # of test_portal
LAWS = {path.stem: tomllib.loads(path.read_text("utf-8"), parse_float=str) for path in FILES}
EXAMPLES = [
    pytest.param(law, example, id=f"{name}: {example['name']}")
    for name, law in LAWS.items()
    for example in law["test"]
]


def exact(number: Any) -> Fraction | None:
    return None if number is None else Fraction(number)


def scores_of(index: IndexSet, counts: dict[str, Any], kind: str = "") -> Scores:
    """Return the scores of one agency whose counts are given by their Vietnamese names."""
    ids = {count.name: name for name, count in index.count_by_id.items()}
    rows = [{ids[name]: n for name, n in counts.items()}]
    return score(index, counts_of_rows(index, rows), Given((kind,)))


def component_as_computed(scores: Scores, component_id: str) -> dict[str, Any]:
    component = scores.index.component_by_id[component_id]
    row = scores.index.component_rows[component_id]
    rate = exact_rate(scores, component, 0)
    points = exact_points(scores, component, 0)
    # What is ranked and graded are the floats beside the exact numbers.
    assert float(scores.points[row, 0]) == pytest.approx(
        float("nan") if points is None else float(points), abs=1e-12, nan_ok=True
    )
    return {
        "rate": None if rate is None else rate * 100,
        "points": points,
        "state": State(int(scores.states[row, 0])).text,
    }


def agency_as_computed(scores: Scores) -> dict[str, Any]:
    points = {
        group.name: exact_group_points(scores, name, 0)
        for name, group in scores.index.group_by_id.items()
    }
    known = {name: number for name, number in points.items() if number is not None}
    total = sum(known.values(), Fraction(0)) if len(known) == len(points) else None
    assert float(scores.total[0]) == pytest.approx(
        float("nan") if total is None else float(total), abs=1e-9, nan_ok=True
    )
    return {
        "index_set": scores.index.id,
        "groups": known,
        "total": total,
        "grade": scores.grades()[0],
    }


@pytest.mark.parametrize(("law", "example"), EXAMPLES)
def test_the_counts_give_these_points(law: dict[str, Any], example: dict[str, Any]) -> None:
    assert example.keys() <= {
        *("name", "period", "kind", "counts", "all_counts"),
        *("rate", "points", "state", "groups", "total", "grade"),
    }
    index = pick_index_set(bundled_index_sets(), Period.parse(example["period"], str))
    if "component" in law:
        scores = scores_of(index, example["counts"], example.get("kind", ""))
        assert component_as_computed(scores, law["component"]) == {
            "rate": exact(example.get("rate")),
            "points": exact(example.get("points")),
            "state": example.get("state", ""),
        }
    else:
        full = law["full"]
        if "all_counts" in example:
            full = dict.fromkeys(full, example["all_counts"])
        scores = scores_of(index, {**full, **example.get("counts", {})})
        assert agency_as_computed(scores) == {
            "index_set": law["index_set"],
            "groups": {name: exact(number) for name, number in example["groups"].items()},
            "total": exact(example.get("total")),
            "grade": example.get("grade", ""),
        }


def test_every_component_and_every_set_has_its_examples() -> None:
    sets = bundled_index_sets()
    components = {name for index in sets for name in index.component_by_id}
    assert set(LAWS) == components | {index.id for index in sets}
    assert all(law.get("component", law.get("index_set")) == name for name, law in LAWS.items())
