"""A workbook reads as what staff typed into it: values as Excel leaves them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl.utils import get_column_letter

from bpindex.cells.records import record_rows
from bpindex.errors import InputError
from bpindex.sheets.model import ROOM
from tests.reading.typing_over import cell_of, scalar_cell, typed
from tests.strategies import base_case
from tests.workbook.built import the_layout
from tests.workbook.editing import Computed, bundled_workbook, edited, read


@pytest.mark.parametrize(
    "found", ["08/03/2024", " 2024-03-08 ", date(2024, 3, 8), Computed("C8+15", date(2024, 3, 8))]
)
def test_a_date_may_be_a_date_a_text_or_a_formula(found: Any) -> None:
    case = typed("settings", {scalar_cell("settings", "deadline"): found})
    assert case == replace(
        base_case(), settings=replace(base_case().settings, deadline=date(2024, 3, 8))
    )


def test_a_number_typed_where_a_text_belongs_is_the_text_as_shown() -> None:
    case = typed("settings", {scalar_cell("settings", "number"): 45})
    assert case.settings.number == "45"
    case = typed("agencies", {cell_of("agencies", "stt", "so-y-te"): 12.0})
    assert next(a.stt for a in case.agencies if a.code == "so-y-te") == "12"


def test_a_number_with_a_comma_typed_as_text_is_a_number() -> None:
    case = typed("settings", {scalar_cell("settings", "portal_tolerance"): "0,5"})
    assert case.settings.portal_tolerance == Decimal("0.5")


@pytest.mark.parametrize("found", [True, "true", " TRUE "])
def test_yes_may_be_a_truth_value_or_its_word(found: Any) -> None:
    case = typed("settings", {scalar_cell("settings", "crosses_month"): found})
    assert case.settings.crosses_month is True


def test_a_cell_cleared_has_its_default() -> None:
    case = typed("settings", {scalar_cell("settings", "portal_tolerance"): None})
    assert case.settings.portal_tolerance == 1


def test_counts_are_read_as_they_stand_in_their_cells() -> None:
    found = {
        "tthc_da_cong_bo": (124, "124"),
        "tthc_cong_bo_dung_han": (124.0, "124"),
        "tthc_phai_cong_khai": ("124", "124"),
        "tthc_cong_khai_dung_han": (" 124 ", " 124 "),
        "tthc_da_cong_khai": (12.5, "12.5"),
        "tthc_du_noi_dung": (-3, "-3"),
        "hs_tong": ("abc", "abc"),
        "hs_dong_bo": ("#N/A", "#N/A"),
        "xl_truoc_han": (Computed("60+64", 124), "124"),
        "xl_dung_han": (Computed("1/0", "#DIV/0!"), "#DIV/0!"),
        "xl_qua_han": (True, "TRUE"),
    }
    cells = {cell_of("counts", key, "so-y-te"): value for key, (value, _) in found.items()}
    row = next(row for row in typed("counts", cells).counts if row.agency == "so-y-te")
    assert {key: row.cells[key] for key in found} == {key: text for key, (_, text) in found.items()}


def test_a_count_cleared_is_missing_and_a_row_cleared_is_gone() -> None:
    cell = cell_of("counts", "hs_tong", "so-cong-thuong")
    row = next(r for r in typed("counts", {cell: None}).counts if r.agency == "so-cong-thuong")
    assert "hs_tong" not in row.cells
    block = the_layout()["counts"].block("counts")
    cleared = {f"{get_column_letter(i)}5": None for i in range(1, len(block.columns) + 1) if i != 2}
    case = typed("counts", cleared)
    assert case.counts == base_case().counts[1:]
    assert case.counts[0].row == 6


def test_a_decimal_typed_into_nam_truoc_has_the_mark_of_its_table() -> None:
    rows = {row.agency for row in base_case().typed}
    marks = {table.kind: table.decimal_mark for table in base_case().settings.tables}
    assert set(marks.values()) == {",", "."}
    cells: dict[str, Any] = {}
    expected = {}
    for kind, mark in marks.items():
        agencies = [a.code for a in base_case().agencies if a.kind == kind and a.code in rows]
        for agency, value in zip(agencies, (98.4, Computed("984/10", 98.4)), strict=False):
            cells[cell_of("typed", "TD_nam_truoc", agency)] = value
            expected[agency] = f"98{mark}4"
    case = typed("typed", cells)
    found = {row.agency: row.cells["TD_nam_truoc"] for row in case.typed if row.agency in expected}
    assert found == expected
    assert len(expected) == 4


def test_blank_rows_between_agencies_change_nothing_but_their_rows() -> None:
    """The last agency is moved three rows down, its figure typed over there."""
    content, last = bundled_workbook(), base_case().agencies[-1]
    block = the_layout()["agencies"].block("agencies")
    number = block.first_row + len(base_case().agencies) - 1
    moved: dict[str, Any] = {}
    for place, value in enumerate(record_rows(block, [last])[0], block.first_column):
        moved[f"{get_column_letter(place)}{number}"] = None
        moved[f"{get_column_letter(place)}{number + 3}"] = value
    content = edited(content, "Đơn vị", moved)
    content = edited(content, "Bảng điểm", {f"H{number + ROOM.tables + 3}": "77"})
    case = read(content)
    assert case.agencies == base_case().agencies
    assert case.agencies[-1].row == number + 3
    assert [item.key[1:] for item in case.corrections[-1:]] == [(last.code, "TD_thang")]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\t"])
def test_a_space_around_a_code_makes_no_other_code(space: str) -> None:
    for column in ("code", "kind"):
        cell = cell_of("agencies", column, "so-y-te")
        found = next(getattr(a, column) for a in base_case().agencies if a.code == "so-y-te")
        assert typed("agencies", {cell: f"{space}{found}{space}"}) == base_case()


def test_a_month_that_may_be_two_is_asked_for_as_a_text() -> None:
    cell = scalar_cell("settings", "period")
    assert str(typed("settings", {cell: "2024.02"}).period) == "2024-02"
    with pytest.raises(InputError, match=rf"ô {cell}: .*2024\.1.*tháng 1 hoặc tháng 10"):
        typed("settings", {cell: 2024.1})


def test_what_python_alone_takes_for_a_number_is_none() -> None:
    cell = scalar_cell("settings", "issue_month")
    with pytest.raises(InputError, match=f"ô {cell}: tìm thấy “1_0”"):
        typed("settings", {cell: "1_0"})
