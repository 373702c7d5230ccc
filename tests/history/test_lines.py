"""The line of an agency through the closed months, whatever it was called and came from."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.case.history_rows import RANK, TOTAL, Fact, HistoryRow, Kind, Value
from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import Agency
from bpindex.history import Past, frame
from bpindex.history.lines import forerunners
from tests.strategies import base_case

COUNT = (Kind.COUNT, "hs_tong")


def row(month: str, code: str, total: str = "", name: str = "", count: int = 5) -> HistoryRow:
    facts: dict[Fact, Value] = {COUNT: count, **({TOTAL: Decimal(total)} if total else {})}
    return HistoryRow.of(month, code, name or code, "qd766", facts)


def case_of(*rows: HistoryRow, **successors: str) -> Case:
    """A case of the agencies a to f, some of which went over into others."""
    agencies = tuple(
        Agency(code, f"Sở {code.upper()}", "Sở, ngành", order, successor=successors.get(code, ""))
        for order, code in enumerate("abcdef")
    )
    return replace(base_case(), agencies=agencies, history=rows)


def test_the_line_of_a_renamed_agency_goes_on() -> None:
    rows = (row("2024-01", "a", "80"), row("2024-02", "b", "81"), row("2024-03", "c", "82.5"))
    past = Past(case_of(*rows, a="b", b="c"))
    line = {"2024-01": Decimal(80), "2024-02": Decimal(81), "2024-03": Decimal("82.5")}
    assert past.line("c", Kind.TOTAL) == line
    assert past.line("a", Kind.TOTAL) == {"2024-01": Decimal(80)}


def test_of_merged_agencies_the_counts_are_added_and_no_points_are_made_up() -> None:
    before = (row("2024-01", "a", "80", count=3), row("2024-01", "b", "90", count=4))
    past = Past(case_of(*before, row("2024-02", "c", "85"), a="c", b="c"))
    assert past.facts("2024-01", "c") == {COUNT: 7}
    assert past.line("c", Kind.TOTAL) == {"2024-02": Decimal(85)}
    # In a month in which one of them alone reported, the line is not that one's.
    assert past.value("2024-01", "a", Kind.TOTAL) == 80


def test_an_agency_that_goes_on_beside_what_came_from_it_keeps_its_own_row() -> None:
    rows = (row("2024-01", "a", "80"), row("2024-02", "a", "81"), row("2024-02", "b", "70"))
    past = Past(case_of(*rows, a="b"))
    assert past.line("b", Kind.TOTAL) == {"2024-01": Decimal(80), "2024-02": Decimal(70)}
    assert past.line("a", Kind.TOTAL) == {"2024-01": Decimal(80), "2024-02": Decimal(81)}


def test_rows_that_were_typed_are_found_by_name_and_stand_behind_the_programs() -> None:
    case = case_of()
    a = replace(case.agencies[0], aliases=("Sở Cũ",))
    typed = (
        HistoryRow("2024-01", " sở  CŨ", Decimal("77.5"), 2),
        HistoryRow("2024-02", "Sở A", Decimal(1)),
        HistoryRow("2024-01", case.settings.tables[0].province_name, Decimal(60)),
        HistoryRow("2024-01", "Sở Nào", Decimal(50)),
    )
    rows = (*typed, row("2024-02", "a", "88"))
    past = Past(replace(case, agencies=(a, *case.agencies[1:]), history=rows))
    assert past.line("a", Kind.TOTAL) == {"2024-01": Decimal("77.5"), "2024-02": Decimal(88)}
    assert past.value("2024-01", "a", *RANK) == 2
    assert past.value("2024-01", PROVINCE, Kind.TOTAL) == 60
    assert [item.name for item in past.unknown] == ["Sở Nào"]


CODES = st.sampled_from("abcdef")


@given(st.dictionaries(CODES, CODES), st.dictionaries(CODES, st.integers(0, 99)))
def test_every_row_of_a_month_counts_once_whatever_goes_over_into_whatever(
    successors: dict[str, str], counts: dict[str, int]
) -> None:
    """Whatever goes over into whatever, circles too: sums neither lose nor double a row."""
    rows = (row("2024-01", code, count=count) for code, count in counts.items())
    case = case_of(*rows, **successors)
    past, before = Past(case), forerunners(case.agencies)

    def reached(code: str) -> set[str]:
        """The rows that end in an agency: its own, else those of its forerunners."""
        if code in counts:
            return {code}
        return {found for known in before.get(code, ()) for found in reached(known)}

    for code in "abcdef":
        found = [item.agency for item in past.rows("2024-01", code)]
        assert sorted(found) == sorted(reached(code))
        own = sum(counts[name] for name in found)
        assert past.value("2024-01", code, *COUNT) == (own if found else None)
    assert all(
        code in "abcdef" and successors[code] == to for to, of in before.items() for code in of
    )


def test_the_table_has_a_row_for_each_month_and_agency_of_today() -> None:
    rows = (row("2024-01", "a", "80"), row("2024-02", "b", "81.5"), row("2024-02", PROVINCE))
    table = frame(case_of(*rows, a="b"))
    assert list(table.index) == [
        ("2024-01", "a"),
        ("2024-01", "b"),
        ("2024-02", PROVINCE),
        ("2024-02", "b"),
    ]
    assert table["total", ""].loc["2024-02", "b"] == 81.5
    assert table.xs("b", level="agency")["total", ""].tolist() == [80.0, 81.5]
    assert table["count", "hs_tong"].sum() == 20


@pytest.mark.parametrize("rows", [(), (HistoryRow("2024-01", "Sở Nào"),)])
def test_the_table_of_nothing_is_empty(rows: tuple[HistoryRow, ...]) -> None:
    assert frame(case_of(*rows)).empty
