"""A month and another span that ends with it share nothing but its name's month."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bpindex.case.belonging import of_month, settled
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.model import Case
from bpindex.case.records import LateDossier
from bpindex.index.periods import shown_month
from bpindex.index.spans import is_closed_name
from bpindex.pipeline import evaluate
from tests.changed_cases import with_correction, write_case

MONTH = read_case(bundled_case("2026-03"))
QUARTER = {"period_from": date(2026, 1, 1), "crosses_month": True}
FEBRUARY = read_case(bundled_case("2024-02"))
SO_FAR = {"period_from": date(2024, 1, 1), "crosses_month": True}


def with_days(case: Case, days: Mapping[str, Any]) -> Case:
    return replace(case, settings=replace(case.settings, **days))


@pytest.mark.parametrize(
    ("case", "days", "key"),
    [(MONTH, QUARTER, "2026 quý I"), (FEBRUARY, SO_FAR, "2024 lũy kế đến tháng 02")],
)
def test_counts_of_a_month_stop_the_notice_of_another_span(
    case: Case, days: Mapping[str, Any], key: str
) -> None:
    month = settled(replace(case, previous=()), case.key)
    other = with_days(month, days)
    assert (month.key, other.key) == (str(case.period), key)
    assert is_closed_name(key)
    found = [str(item) for item in evaluate(other).problems]
    assert any("Số liệu" in text or "counts" in text for text in found)
    assert any(f"kỳ {shown_month(month.key)}" in text for text in found)
    # And back again.
    back = with_days(settled(replace(other, months=type(other.months)()), key), vars(case.settings))
    assert any(shown_month(key) in str(item) for item in evaluate(back).problems)
    assert not evaluate(month).problems


def test_a_correction_and_a_dossier_stay_with_their_span() -> None:
    name = MONTH.agencies[0].code
    typed = with_correction(
        replace(MONTH, previous=()), agency=name, column="total", computed="", corrected="77,7"
    )
    dossier = LateDossier("H1", "Cấp phép", name, period="2026-03")
    month = settled(replace(typed, late_dossiers=(dossier,)), MONTH.key)
    assert [item.period for item in month.corrections][-1] == "2026-03"
    quarter = of_month(with_days(month, QUARTER))
    assert not [item for item in quarter.corrections if item.corrected == "77,7"]
    assert not quarter.late_dossiers
    assert [i.corrected for i in of_month(month).corrections][-1] == "77,7"


def test_a_case_of_a_quarter_is_read_as_it_was_written(tmp_path: Any) -> None:
    quarter = with_correction(
        with_days(replace(MONTH, previous=()), QUARTER), column="total", computed="", corrected="7"
    )
    quarter = settled(quarter, quarter.key)
    write_case(quarter, tmp_path / "quý")
    again = read_case(tmp_path / "quý")
    assert again == quarter and again.months == quarter.months
    assert {item.period for item in again.corrections} == {"2026 quý I"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("2024-02", "02/2024"),
        ("2026 quý IV", "quý IV/2026"),
        ("2026 6 tháng đầu năm", "6 tháng đầu năm 2026"),
        ("2026", "2026"),
        ("2026 lũy kế đến tháng 03", "lũy kế đến tháng 03/2026"),
        ("2026 từ 05/01/2026 đến 20/03/2026", "từ 05/01/2026 đến 20/03/2026"),
        ("Tết", "Tết"),
        ("", ""),
    ],
)
def test_names_of_periods_are_shown_as_people_write_them(name: str, shown: str) -> None:
    assert shown_month(name) == shown


@pytest.mark.parametrize("name", ["2026-13", "quý I", "2026 quý", "tháng 2"])
def test_other_texts_name_no_period(name: str) -> None:
    assert not is_closed_name(name)
