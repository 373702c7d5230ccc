"""With tables of their own (Bảng in) no count is asked for that no column or total needs."""

from dataclasses import replace

import pytest

from bpindex.case.model import Case
from bpindex.case.printed import (
    Listing,
    Order,
    PrintedColumn,
    PrintedTable,
    Section,
    Shown,
    What,
    When,
)
from bpindex.case.records import DataRow
from bpindex.index.definition import Basis
from tests.changed_cases import CASE, keeping
from tests.checks.findings import check
from tests.checks.test_points import CODES, OWN, POINTS, based_on, problems, under_2026, with_points

TYPED = based_on(CASE, **dict.fromkeys(POINTS, Basis.TYPED))
RATES = based_on(CASE)
OF_TD = {count for item in CASE.index.components_of("TD") for count in item.counts}
ALL = {count for item in CASE.index.components for count in item.counts}
TD = PrintedColumn(What.POINTS, "TD")


def printing(case: Case, *columns: PrintedColumn, **more: object) -> Case:
    table = PrintedTable("chung", (Section("Sở, ngành"),), columns=columns)
    return replace(case, printed=(replace(table, **more),))  # type: ignore[arg-type]


def having(case: Case, counts: set[str]) -> Case:
    rows = [
        DataRow(row.agency, {name: text for name, text in row.cells.items() if name in counts})
        for row in keeping(CODES, CASE).counts
    ]
    return replace(case, counts=tuple(rows))


@pytest.mark.parametrize("case", [RATES, TYPED], ids=["rates", "typed"])
@pytest.mark.parametrize(
    ("column", "counts"),
    [
        (TD, OF_TD),
        (PrintedColumn(What.PERCENT, "2.1"), OF_TD),
        (PrintedColumn(What.RATE, "4.2"), {"sh_tphs", "sh_tiep_nhan"}),
        (PrintedColumn(What.POINTS, "TD", When.PREVIOUS, Shown.CHANGE), OF_TD),
        (PrintedColumn(What.POINTS, "TD", When.PREVIOUS), set()),
        (PrintedColumn(What.TOTAL, when=When.PREVIOUS), set()),
        (PrintedColumn(What.FIGURE, "TD", When.PRIOR), set()),
        (PrintedColumn(What.POINTS, "TD", merged="Không thể hiện"), set()),
        (PrintedColumn(What.TOTAL), ALL),
        (PrintedColumn(What.RANK_IN_SECTION), ALL),
        (PrintedColumn(What.GRADE), ALL),
    ],
)
def test_a_printed_column_asks_for_its_own_counts_alone(
    case: Case, column: PrintedColumn, counts: set[str]
) -> None:
    """Whatever the columns of Thiết lập say, which nothing prints."""
    asked = [text for text in problems(printing(case, column)) if "cần số liệu của" in text]
    assert len(asked) == bool(counts)
    assert all(f"mỗi đơn vị {len(counts)} ô" in text for text in asked)
    if counts:
        assert problems(having(printing(case, column), counts)) == []
        first = sorted(counts)[0]
        assert problems(having(printing(case, column), counts - {first})) != []


@pytest.mark.parametrize(
    "more", [{"order": Order.TOTAL}, {"lists": (Listing.BELOW_80,)}], ids=["order", "list"]
)
def test_what_follows_from_a_total_asks_for_all(more: dict[str, object]) -> None:
    [asked] = problems(printing(TYPED, TD, **more))
    assert f"mỗi đơn vị {len(ALL)} ô" in asked


def test_typed_points_are_asked_for_no_counts_but_those_that_print() -> None:
    case = with_points(TYPED, dict.fromkeys(CODES, POINTS))
    assert problems(printing(case, TD, PrintedColumn(What.TOTAL))) == []
    [asked] = problems(printing(case, TD, PrintedColumn(What.NUMERATOR, "2.1")))
    assert f"mỗi đơn vị {len(OF_TD)} ô" in asked


def test_agencies_of_a_kind_that_no_table_prints_owe_nothing() -> None:
    of_both = printing(replace(CASE, corrections=()), PrintedColumn(What.TOTAL))
    printed = {agency.code for agency in CASE.agencies if agency.kind == "Sở, ngành"}
    rows = [row for row in CASE.counts if row.agency in printed]
    found = check(replace(of_both, counts=tuple(rows)))
    assert [str(item) for item in found if item.part == "counts"] == []


def test_points_of_the_province_are_asked_for_where_they_print() -> None:
    def shared(column: PrintedColumn) -> list[str]:
        case = printing(under_2026(dict.fromkeys(CODES, OWN)), column)
        return [text for text in problems(case) if "tính chung toàn tỉnh" in text]

    assert shared(TD) == []
    assert len(shared(PrintedColumn(What.POINTS, "CK"))) == 1
    assert len(shared(PrintedColumn(What.TOTAL))) == 1
