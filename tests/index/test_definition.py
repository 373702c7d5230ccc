"""The bundled index sets: their components, groups, targets and rules."""

from datetime import date

import pytest

from bpindex.index.definition import Confidence
from tests.index.changed_sets import NEW, OLD


def test_there_are_21_components_in_six_groups_and_their_points_sum_to_100() -> None:
    for index in (OLD, NEW):
        assert len(index.components) == 21
        assert len(index.groups) == 6
        assert sum(group.max_points for group in index.groups) == 100
        assert sum(component.max_points for component in index.components) == 100


def test_groups_stand_in_the_column_order_of_the_notice_with_their_points() -> None:
    expected = {"CK": 18, "TD": 20, "TT": 12, "TTTT": 10, "HL": 18, "SH": 22}
    for index in (OLD, NEW):
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


def test_every_count_is_used_and_every_entry_states_its_source() -> None:
    used = {
        count
        for component in OLD.components
        for _, count in component.numerator_terms + component.denominator_terms
    }
    assert used == set(OLD.count_by_id)
    for component in OLD.components:
        assert component.source
        assert component.legal_ref
        assert component.confidence in Confidence


def test_no_header_names_two_counts() -> None:
    headers = [h for count in OLD.counts for h in {count.id, count.name, *count.aliases}]
    assert len(headers) == len(set(headers))


def test_the_set_of_2026_changes_one_target_and_inherits_the_rest() -> None:
    changed = [
        component.id
        for component in OLD.components
        if NEW.component_by_id[component.id] != component
    ]
    assert changed == ["3.6"]
    assert NEW.component_by_id["3.6"].target == 100
    assert NEW.component_by_id["3.6"].effective_from == date(2026, 1, 1)
    assert NEW.component_by_id["3.6"].numerator == OLD.component_by_id["3.6"].numerator
    assert (NEW.groups, NEW.counts, NEW.grades) == (OLD.groups, OLD.counts, OLD.grades)
    assert (NEW.id, NEW.effective_from) == ("qd766-2026", date(2026, 1, 1))
