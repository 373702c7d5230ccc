"""Figures of the year before belong to one year: in another one they do not print in silence."""

from dataclasses import replace

import pytest

from bpindex.case.belonging import foreign_of, settled
from bpindex.case.keys import PRIOR
from bpindex.case.model import Case
from bpindex.case.months import Months, Part
from bpindex.pipeline import evaluate
from tests.changed_cases import CASE, with_settings

OF_YEAR = (Part.PRIOR, Part.PRIOR_POINTS)
KEYS = [key for key in CASE.columns if key.endswith(PRIOR)]
TITLE = "Công khai, minh bạch, năm trước"


def in_month(case: Case, period: str) -> Case:
    """The case that was made for 02/2024, with the period changed, and nothing else."""
    return with_settings(settled(case, "2024-02"), period=period)


def typed_anew(case: Case, rows: int, keys: list[str] = KEYS) -> Case:
    """The case in which the first rows have other figures of the year before."""
    first = tuple(
        replace(row, cells={k: f"{t}7" if k in keys else t for k, t in row.cells.items()})
        for row in case.typed[:rows]
    )
    return replace(case, typed=first + case.typed[rows:])


def told(case: Case, words: str) -> list[str]:
    return [f"{each.level}: {each}" for each in evaluate(case).findings if words in str(each)]


def old(case: Case) -> list[tuple[Part, str]]:
    return [(each.item.part, each.month) for each in foreign_of(case) if each.item.part in OF_YEAR]


@pytest.mark.parametrize("period", ["2024-02", "2024-03", "2024-12"])
def test_within_a_year_they_stay(period: str) -> None:
    assert old(in_month(CASE, period)) == []


@pytest.mark.parametrize(("period", "year"), [("2025-01", 2024), ("2026-07", 2025)])
def test_in_another_year_they_stop_the_notice(period: str, year: int) -> None:
    case = in_month(CASE, period)
    [figures] = told(case, "đơn vị còn nguyên các cột năm trước đã gõ cho năm 2023")
    [points] = told(case, "12 điểm năm trước của tỉnh còn nguyên như đã gõ cho năm 2023")
    for finding in (figures, points):
        assert finding.startswith("problem") and f"năm {year} vì kỳ báo cáo là" in finding
    assert "typed_figures.csv" in figures and "Sở Công thương" in figures
    # In the months after it they still are those of another year.
    later = with_settings(settled(case, period), period=f"{period[:4]}-12")
    assert told(later, "cột năm trước đã gõ cho năm 2023")[0].startswith("problem")


def test_beside_many_new_rows_the_others_are_warned_of() -> None:
    case = in_month(CASE, "2025-01")
    [few] = told(typed_anew(case, len(CASE.typed) - 2), "cột năm trước đã gõ cho năm 2023")
    assert few.startswith("warning") and "2 đơn vị" in few
    [most] = told(typed_anew(case, 3), "cột năm trước đã gõ cho năm 2023")
    assert most.startswith("problem")
    assert told(typed_anew(case, len(CASE.typed)), "các cột năm trước đã gõ") == []


def test_a_column_that_was_forgotten_beside_new_ones_is_warned_of() -> None:
    case = typed_anew(in_month(CASE, "2025-01"), len(CASE.typed), KEYS[1:])
    [finding] = told(case, "cột năm trước còn nguyên số liệu đã gõ cho năm 2023 ở mọi đơn vị")
    assert finding.startswith("warning") and TITLE in finding and "cần số liệu năm 2024" in finding
    assert told(in_month(CASE, "2024-12"), "cột năm trước còn nguyên số liệu") == []


def test_carried_over_they_are_of_the_new_year_too_and_of_the_old_one() -> None:
    case = in_month(CASE, "2025-01")
    items = [each.item for each in foreign_of(case) if each.item.part in OF_YEAR]
    case = replace(case, months=case.months.carried(items, "2025-01"))
    assert old(case) == []
    assert old(with_settings(case, period="2025-02")) == []
    assert old(with_settings(case, period="2024-12")) == []


def test_an_older_memory_holds_those_of_its_last_month() -> None:
    """It knows nothing of them: they are of the year before the period that it holds."""
    known = settled(CASE, "2024-02").months.known["2024-02"]
    without = {digest for digest in known if not digest.startswith("prior")}
    without -= {each.digest for each, _ in _owned(in_month(CASE, "2025-01"))}
    case = replace(CASE, months=Months({"2024-02": frozenset(without)}))
    assert old(with_settings(case, period="2024-12")) == []
    assert {month for _, month in old(with_settings(case, period="2025-01"))} == {"2024-02"}
    assert old(replace(CASE, months=Months())) == []
    # Something else is carried over, and they still are those of the year before.
    counts = [each.item for each in foreign_of(with_settings(case, period="2025-01"))][:1]
    carried = replace(case, months=case.months.carried(counts, "2025-01"))
    assert {m for _, m in old(with_settings(carried, period="2025-01"))} == {"2024-02"}


def _owned(case: Case) -> list[tuple]:
    return [(each.item, each.month) for each in foreign_of(case) if each.item.part in OF_YEAR]
