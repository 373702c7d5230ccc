"""Which index set a period takes, and what is read from the files of sets."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.errors import InputError
from bpindex.index.definition import Basis
from bpindex.index.files import load_index_set, pick_index_set
from bpindex.index.periods import Period
from tests.index.changed_sets import MIDDLE, NEW, OLD, TABLES, entry, load_changed, write
from tests.strategies import periods

# --- which set a period takes ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "index_id"),
    [
        (Period(2022, 6), "qd766"),  # in force from the 23rd
        (Period(2024, 2), "qd766"),
        (Period(2025, 6), "qd766"),
        (Period(2025, 7), "qd766-2025"),
        (Period(2025, 12), "qd766-2025"),
        (Period(2026, 1), "qd766-2026"),
        (Period(2030, 7), "qd766-2026"),
    ],
)
def test_a_period_picks_the_set_in_force_on_its_last_day(period: Period, index_id: str) -> None:
    assert pick_index_set((NEW, OLD, MIDDLE), period).id == index_id
    assert pick_index_set((OLD, MIDDLE, NEW), period).id == index_id


def test_a_period_before_the_first_set_is_an_error_that_names_it() -> None:
    with pytest.raises(InputError) as caught:
        pick_index_set((OLD, NEW), Period(2022, 5))
    assert str(caught.value) == "Không có bộ chỉ số nào có hiệu lực trong kỳ 05/2022."


def test_a_set_that_begins_on_the_last_day_of_a_period_is_in_force() -> None:
    assert pick_index_set([replace(OLD, effective_from=date(2024, 2, 29))], Period(2024, 2))
    with pytest.raises(InputError):
        pick_index_set([replace(OLD, effective_from=date(2024, 3, 1))], Period(2024, 2))


def test_a_set_is_not_picked_after_its_last_day() -> None:
    ended = replace(OLD, effective_to=date(2024, 2, 29))
    assert pick_index_set([ended], Period(2024, 2)) == ended
    with pytest.raises(InputError):
        pick_index_set([ended], Period(2024, 3))
    ended_a_day_early = replace(OLD, effective_to=date(2024, 2, 28))
    with pytest.raises(InputError):
        pick_index_set([ended_a_day_early], Period(2024, 2))


@given(periods(), st.permutations([date(2020, 1, 1), date(2024, 6, 15), date(2027, 3, 1)]))
def test_the_picked_set_is_the_newest_that_has_begun(period: Period, starts: list[date]) -> None:
    sets = [replace(OLD, effective_from=start) for start in starts]
    picked = pick_index_set(sets, period)
    assert picked.effective_from == max(start for start in starts if start <= period.last_day)


# --- reading ---------------------------------------------------------------------------------


def test_an_unchanged_copy_reads_as_the_bundled_set(tmp_path: Path) -> None:
    copy = load_changed(tmp_path, lambda tables: None)
    assert copy == OLD
    assert copy.file_name == "thu.toml"


def test_staff_can_change_a_target_a_rule_and_a_display_without_a_programmer(
    tmp_path: Path,
) -> None:
    def change(tables: dict[str, Any]) -> None:
        entry(tables, "component", "4.2").update(target=Decimal("99.5"), zero_points=4)
        entry(tables, "group", "HL")["display"].update(
            basis="rate", component="5.4", decimals=2, when_numerator_zero="0"
        )

    index = load_changed(tmp_path, change)
    assert index.component_by_id["4.2"].target == Decimal("99.5")
    assert index.component_by_id["4.2"].zero_points == 4
    assert index.group_by_id["HL"].display.basis is Basis.RATE


def test_an_extension_adds_entries_and_changes_others_by_id(tmp_path: Path) -> None:
    write(tmp_path, TABLES, "goc.toml")
    index = load_index_set(
        write(
            tmp_path,
            {
                "extends": "goc",
                "id": "moi",
                "count": [{"id": "moi", "name": "Số liệu mới"}],
                "component": [{"id": "4.6", "numerator": "moi", "target": 50}],
            },
        )
    )
    assert list(index.count_by_id) == [*OLD.count_by_id, "moi"]
    assert index.component_by_id["4.6"] == replace(
        OLD.component_by_id["4.6"], numerator="moi", target=Decimal(50)
    )
    assert [c for c in index.components if c.id != "4.6"] == [
        c for c in OLD.components if c.id != "4.6"
    ]
    assert index.title == OLD.title


def test_an_extension_of_an_extension_takes_both(tmp_path: Path) -> None:
    write(tmp_path, TABLES, "a.toml")
    write(
        tmp_path, {"extends": "a", "component": [{"id": "3.6", "target": 60}], "id": "b"}, "b.toml"
    )
    index = load_index_set(
        write(tmp_path, {"extends": "b", "component": [{"id": "4.2", "target": 70}]})
    )
    assert index.id == "b"
    assert (index.component_by_id["3.6"].target, index.component_by_id["4.2"].target) == (60, 70)
