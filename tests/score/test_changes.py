"""A movement that prints is what a reader gets who takes one printed figure from the other."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bpindex.case.folder import bundled_case, read_case
from bpindex.case.printed import PrintedColumn, Shown, What, When
from bpindex.pipeline import evaluate
from tests.printed import case_with, table

TOTAL = PrintedColumn(What.TOTAL)
COLUMNS = (
    TOTAL,
    replace(TOTAL, when=When.PREVIOUS),
    replace(TOTAL, when=When.PREVIOUS, shown=Shown.CHANGE),
)
BEFORE = read_case(bundled_case("2026-03")).previous


@given(st.integers(0, 100_000))
def test_a_change_is_the_difference_of_what_prints(thousandths: int) -> None:
    case = case_with(table(columns=COLUMNS))
    agency = case.valid_agencies[0].code
    then = Decimal(thousandths) / 1000
    row = replace(BEFORE[0], agency=agency, cells={"total": f"{then:f}"})
    made = evaluate(replace(case, previous=(row,))).notice.tables[0]
    (own,) = (row for row in made.rows if row.agency == agency)
    now, before, change = (figure.text.replace(",", ".") for figure in own.figures)
    moved = Decimal(now) - Decimal(before)
    sign = "–" if not moved else f"{'▲' if moved > 0 else '▼'} {abs(moved)}"
    assert change == sign
