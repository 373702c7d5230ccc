"""The bundled index sets: their components, groups, targets and rules."""

from dataclasses import replace
from datetime import date

import pytest

from bpindex.index.definition import Confidence, IndexSet, OfProvince, View
from bpindex.index.validation import validate_index
from tests.index.changed_sets import MIDDLE, NEW, OLD


def test_there_are_21_components_in_six_groups_and_their_points_sum_to_100() -> None:
    for index in (OLD, MIDDLE, NEW):
        assert len(index.components) == 21
        assert len(index.groups) == 6
        assert sum(group.max_points for group in index.groups) == 100
        assert sum(component.max_points for component in index.components) == 100


def test_groups_stand_in_the_column_order_of_the_notice_with_their_points() -> None:
    expected = {"CK": 18, "TD": 20, "TT": 12, "TTTT": 10, "HL": 18, "SH": 22}
    for index in (OLD, MIDDLE, NEW):
        assert [(g.id, g.max_points) for g in index.group_by_id.values()] == list(expected.items())


def test_components_of_a_group_keep_the_order_of_the_file() -> None:
    ids = {group: [c.id for c in OLD.components_of(group)] for group in OLD.group_by_id}
    assert ids == {
        "CK": ["1.1", "1.2", "1.3", "1.4"],
        "TD": ["2.1"],
        "TT": ["3.1", "3.2", "3.3"],
        "TTTT": ["3.5", "3.5b", "3.6"],
        "HL": ["5.2", "5.3", "5.4"],
        "SH": ["4.1", "4.2", "4.3", "4.4", "4.5a", "4.5b", "4.6"],
    }
    assert [c.id for c in OLD.components] == [c for group in ids.values() for c in group]


@pytest.mark.parametrize(
    ("component", "points", "target", "zero_points"),
    [
        ("1.1", 6, 100, 0), ("1.2", 4, 100, 0), ("1.3", 2, 100, 0), ("1.4", 6, 100, 0),
        ("2.1", 20, 100, 0),
        ("3.1", 2, 80, 0), ("3.2", 4, 100, 0), ("3.3", 6, 50, 0),
        ("3.5", 2, 80, 0), ("3.5b", 2, 80, 0), ("3.6", 6, 30, 0),
        ("4.1", 6, 100, 0), ("4.2", 4, 80, 0), ("4.3", 2, 80, 0), ("4.4", 4, 100, 0),
        ("4.5a", 2, 100, 0), ("4.5b", 2, 100, 0), ("4.6", 2, 100, 0),
        ("5.2", 6, 100, 6), ("5.3", 6, 100, 6), ("5.4", 6, 90, 0),
    ],
)  # fmt: skip
def test_maxima_targets_and_zero_rules_are_those_of_the_domain(
    component: str, points: int, target: int, zero_points: int
) -> None:
    item = OLD.component_by_id[component]
    assert (item.max_points, item.target, item.zero_points) == (points, target, zero_points)


def test_sums_and_differences_of_counts_are_signed_terms() -> None:
    processed = OLD.component_by_id["2.1"]
    assert processed.numerator_terms == ((1, "xl_truoc_han"), (1, "xl_dung_han"))
    assert [count for _, count in processed.denominator_terms] == [
        "xl_truoc_han",
        "xl_dung_han",
        "xl_qua_han",
        "dang_xl_qua_han",
    ]
    assert OLD.component_by_id["5.3"].numerator_terms == (
        (1, "pakn_tong"),
        (-1, "pakn_khong_hai_long"),
    )


@pytest.mark.parametrize("index", [OLD, MIDDLE, NEW], ids=lambda index: index.id)
def test_every_count_is_used_and_every_entry_states_its_source(index: IndexSet) -> None:
    used = {
        count
        for component in index.components
        for _, count in component.numerator_terms + component.denominator_terms
    }
    assert used == set(index.count_by_id)
    for component in index.components:
        assert component.source
        assert component.legal_ref
        assert component.confidence in Confidence


@pytest.mark.parametrize("index", [OLD, MIDDLE, NEW], ids=lambda index: index.id)
def test_no_header_names_two_counts(index: IndexSet) -> None:
    headers = [h for count in index.counts for h in {count.id, count.name, *count.aliases}]
    assert len(headers) == len(set(headers))


def test_the_set_of_2026_changes_two_targets_of_2025_and_inherits_the_rest() -> None:
    changed = [
        component.id
        for component in MIDDLE.components
        if NEW.component_by_id[component.id] != component
    ]
    assert changed == ["3.6", "4.2"]
    for name, before in (("3.6", 30), ("4.2", 80)):
        assert (OLD.component_by_id[name].target, MIDDLE.component_by_id[name].target) == (
            before,
            before,
        )
        assert NEW.component_by_id[name].target == 100
        assert NEW.component_by_id[name].effective_from == date(2026, 1, 1)
    assert (NEW.groups, NEW.counts, NEW.grades) == (MIDDLE.groups, MIDDLE.counts, MIDDLE.grades)
    assert [index.id for index in (OLD, MIDDLE, NEW)] == ["qd766", "qd766-2025", "qd766-2026"]
    assert [str(index.effective_from) for index in (OLD, MIDDLE, NEW)] == [
        "2022-06-23",
        "2025-07-01",
        "2026-01-01",
    ]


def test_every_set_has_the_whole_title_of_the_decision() -> None:
    for index in (OLD, MIDDLE, NEW):
        assert index.title.endswith("theo thời gian thực trên môi trường điện tử")


def test_the_larger_of_two_counts_is_a_denominator_of_two_sums() -> None:
    component = NEW.component_by_id["1.4"]
    assert component.denominator_sums == (((1, "hs_tong"),), ((1, "hs_tren_cong"),))
    assert component.denominator_terms == ((1, "hs_tong"), (1, "hs_tren_cong"))
    for wrong in ("max()", "max(a,)", "max(a b)", "max(a, b", "min(a, b)"):
        assert replace(component, denominator=wrong).denominator_terms == ()


def test_shared_counts_are_those_of_the_components_of_the_province_alone() -> None:
    shared = {name for c in ("1.1", "1.2", "1.3") for name in NEW.component_by_id[c].counts}
    assert NEW.shared_counts == shared
    other = replace(NEW.component_by_id["1.1"], id="x", of_province=OfProvince.SUM)
    used_elsewhere = replace(NEW, components=(*NEW.components, other))
    assert used_elsewhere.shared_counts == shared - other.counts


@pytest.mark.parametrize("index", [OLD, MIDDLE, NEW], ids=lambda index: index.id)
def test_six_groups_and_five_are_two_views_of_one_set(index: IndexSet) -> None:
    five = validate_index(index.seen_as(View.MERGED))
    assert [(g.id, g.max_points) for g in five.groups] == [
        ("CK", 18), ("TD", 20), ("DVC", 22), ("HL", 18), ("SH", 22)
    ]  # fmt: skip
    assert [g.id for g in five.other_groups] == ["TT", "TTTT"]
    online = ["3.1", "3.2", "3.3", "3.5", "3.5b", "3.6"]
    assert [c.id for c in five.components_of("DVC")] == online
    assert five.components == index.components
    assert five.seen_as(View.FULL) == index.seen_as(View.FULL) == index
    assert five.seen_as(View.MERGED) == five
