"""The one array of Tính điểm shows, cell by cell, what its blocks show when called alone."""

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bpindex.case.model import Case
from bpindex.cells.score_array import BLOCKS, array_or_blanks, block_or_blank
from bpindex.cells.score_blocks import BLANK, INPUTS, Cells, ScoreSheet
from bpindex.errors import BoChiSoError
from bpindex.sheets.computed_sheets import PROVINCE_PREFIX
from bpindex.sheets.model import Capacity
from bpindex.workbook.content import Contents, contents_of
from tests.changed_cases import case_of
from tests.strategies import ODD_COUNTS, base_case
from tests.whole_cases import cases

AGENCIES = 13
ODD = (None, "", "#N/A", 1.5, -1.0, 0.0, 1e300, True, "Sở Y tế", *ODD_COUNTS)
_DAMAGE = st.lists(
    st.tuples(
        st.integers(0, len(INPUTS) - 1),
        st.integers(0, 200),
        st.integers(0, 30),
        st.sampled_from(ODD),
    ),
    max_size=4,
)


def widths_of(contents: Contents) -> list[int]:
    (array,) = contents.arrays["scores"]
    found = re.search(r',"([\d ]+)"\)$', array.text)
    assert found
    return [int(width) for width in found[1].split()]


def sheets_of(contents: Contents) -> list[list[list[Any]]]:
    return [contents.values(name) for name in INPUTS]


def one_by_one(widths: Sequence[int], sheets: Sequence[Any], rows: int) -> list[Cells]:
    """Return what five calls show, each in the place of its block."""
    settings_, index, agencies, counts, corrections, _ = sheets
    base: Sequence[Any] = (settings_, index, agencies, counts, corrections)
    of_tables: Sequence[Any] = (settings_, index, (), (), corrections)
    with suppress(BoChiSoError):
        # Points may be typed in the place of counts, where Năm trước can be read; those of the
        # province are computed where nobody typed them.
        ScoreSheet(*sheets)
        base = of_tables = sheets
    canvas: list[Cells] = [[BLANK] * sum(widths) for _ in range(rows)]
    left = 0
    for compute, handed, width in zip(
        BLOCKS, (base, base, base, sheets, of_tables), widths, strict=True
    ):
        for row, cells in zip(canvas, block_or_blank(compute, *handed), strict=False):
            shown = cells[:width]
            row[left : left + len(shown)] = shown
        left += width
    return canvas


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(cases(max_agencies=AGENCIES - 1), _DAMAGE)
def test_any_case_with_any_odd_cells_shows_what_it_showed(
    case: Case, damage: list[tuple[int, int, int, Any]]
) -> None:
    contents = contents_of(case, Capacity(agencies=AGENCIES))
    widths, sheets = widths_of(contents), sheets_of(contents)
    for sheet, row, column, value in damage:
        rows = sheets[sheet]
        rows[row % len(rows)][column % len(rows[0])] = value
    assert array_or_blanks(widths, *sheets) == one_by_one(widths, sheets, AGENCIES)


@pytest.mark.parametrize(("sheet", "left_over"), [("typed", (0, 1, 2, 4)), ("counts", (4,))])
def test_a_sheet_out_of_order_blanks_only_the_blocks_that_need_it(
    sheet: str, left_over: tuple[int, ...]
) -> None:
    contents = contents_of(base_case())
    widths, sheets = widths_of(contents), sheets_of(contents)
    block = contents.layout[sheet].blocks[0]
    # The heading of another one's column: what stands below it is not to be guessed.
    sheets[INPUTS.index(sheet)][block.header_row - 1][2] = block.columns[3].title
    found = array_or_blanks(widths, *sheets)
    (array,) = contents.arrays["scores"]
    assert found == one_by_one(widths, sheets, len(array.values))
    for number, width in enumerate(widths):
        left = sum(widths[:number])
        its = [row[left : left + width] for row in found]
        built = [list(row[left : left + width]) for row in array.values]
        texts = {cell for row in its for cell in row} - {BLANK}
        if number in left_over:
            assert its == built
        else:
            assert texts == ({its[0][0]} if number == 0 else set())


def test_a_component_more_on_chi_tieu_moves_no_block_from_its_place() -> None:
    contents = contents_of(base_case())
    widths, sheets = widths_of(contents), sheets_of(contents)
    narrow = [widths[0], widths[1] - 1, *widths[2:]]
    wide = array_or_blanks(widths, *sheets)
    left = sum(widths[:2])
    found = array_or_blanks(narrow, *sheets)
    assert [row[: left - 1] for row in found] == [row[: left - 1] for row in wide]
    assert [row[left - 1 :] for row in found] == [row[left:] for row in wide]


def test_a_block_that_became_narrower_leaves_the_rest_of_its_place_blank() -> None:
    contents = contents_of(base_case())
    widths, sheets = widths_of(contents), sheets_of(contents)
    broad = [widths[0], widths[1] + 2, *widths[2:]]
    left = sum(widths[:2])
    found, built = array_or_blanks(broad, *sheets), array_or_blanks(widths, *sheets)
    assert {cell for row in found for cell in row[left : left + 2]} == {BLANK}
    assert [[*row[:left], *row[left + 2 :]] for row in found] == built


def test_the_rows_of_the_province_refer_to_the_cells_that_hold_them() -> None:
    contents = contents_of(case_of(5))
    layout, cells = contents.layout, contents.cells["scores"]
    (array,) = contents.arrays["scores"]
    top, left, _, right = array.area
    block, below = layout["scores"].block("scores"), layout["scores"].block("province")
    assert right == block.last_column
    shown = set()
    for column, spec in below.numbered():
        source = block.column_number(f"{PROVINCE_PREFIX}{spec.key}")
        assert source in layout["scores"].hidden_columns
        assert column not in layout["scores"].hidden_columns
        for offset in range(below.capacity):
            formula = cells[below.first_row + offset, column]
            place = block.address(block.first_row + offset, f"{PROVINCE_PREFIX}{spec.key}")
            assert formula.text == f"={place}"
            assert formula.value == array.values[block.first_row + offset - top][source - left]
            shown.add(formula.value)
    assert len(shown) > 5
