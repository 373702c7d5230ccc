"""Cells that were pasted from elsewhere come locked, and sheets that people protected anew."""

from collections.abc import Callable

import pytest

from bpindex.hosts.excel import ExcelDesk
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.layout import layout_of
from bpindex.words import buttons as texts
from tests.hosts.windows.fakes import FakeExcel, com_error, rejected
from tests.hosts.windows.pressing import HOST, check_data, make_notice, said_beyond_done
from tests.strategies import base_case

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
    pytest.mark.usefixtures("log"),
]
LAYOUT = layout_of(base_case().index)
FIGURES, REGISTER = LAYOUT["figures"].title, LAYOUT["corrections"].title
SETTINGS, LATE = LAYOUT["settings"].title, LAYOUT["late_dossiers"].title
CELL = "H9"


def allowed(excel: FakeExcel) -> dict[str, dict[str, object]]:
    return {title: excel.allowed(title) for title in (FIGURES, REGISTER, SETTINGS, LATE)}


def test_a_figure_pasted_over_bang_diem_is_taken_and_the_sheet_stays_as_it_was(
    excel: FakeExcel,
) -> None:
    before, formula = allowed(excel), excel.formula(FIGURES, CELL)
    excel.paste(FIGURES, CELL, "12,34")
    make_notice(excel)
    assert said_beyond_done(excel) == texts.TAKEN[0].format(count=1)
    assert excel.formula(FIGURES, CELL) == formula
    assert excel.silently(lambda: excel.range(FIGURES, CELL).Comment.Text())
    assert allowed(excel) == before
    assert before[FIGURES]["sheet"]
    assert not before[FIGURES]["formatCells"]


def test_rows_pasted_into_register_settings_and_dossiers_are_written(excel: FakeExcel) -> None:
    before = allowed(excel)
    block, late = LAYOUT["corrections"].block("corrections"), LAYOUT["late_dossiers"].blocks[0]
    row, end = block.first_row, block.first_row + 20
    area = f"A{row}:{column_letter(block.last_column)}{end}"
    excel.paste(REGISTER, area, excel.value(REGISTER, area))
    excel.paste(SETTINGS, "C6", "Tháng 2/2024")
    agency = base_case().agencies[0].name
    dossier = (("H10.1", "Cấp phép", agency, "02/01/2024"),)
    excel.paste(LATE, f"A{late.first_row}:D{late.first_row}", dossier)
    excel.type_in(FIGURES, CELL, "12,34")
    make_notice(excel)
    assert texts.TAKEN[0].format(count=1) in said_beyond_done(excel)
    assert excel.value(SETTINGS, "C6") == "02/2024"
    assert excel.value(LATE, late.address(late.first_row, "period")) == "2024-02"
    assert allowed(excel) == before


def test_a_sheet_that_somebody_protected_anew_is_written_all_the_same(excel: FakeExcel) -> None:
    for title in (FIGURES, REGISTER, LAYOUT["findings"].title):
        sheet = excel.range(title, "A1")._sheet
        excel.silently(lambda sheet=sheet: sheet.Unprotect(""))
        excel.silently(lambda sheet=sheet: sheet.Protect())
    before = allowed(excel)
    excel.silently(lambda: excel.range(FIGURES, "A1")._sheet.Unprotect(""))
    excel.type_in(FIGURES, CELL, "12,34")
    excel.silently(lambda: excel.range(FIGURES, "A1")._sheet.Protect())
    check_data(excel)
    make_notice(excel)
    assert said_beyond_done(excel) == texts.TAKEN[0].format(count=1)
    assert excel.silently(lambda: excel.range(FIGURES, CELL).Comment.Text())
    assert allowed(excel) == before
    assert before[FIGURES]["formatCells"]


def test_a_sheet_with_a_password_is_named_and_nothing_is_changed(excel: FakeExcel) -> None:
    excel.type_in(FIGURES, CELL, "12,34")
    sheet = excel.range(FIGURES, "A1")._sheet
    excel.silently(lambda: sheet.Unprotect(""))
    excel.silently(lambda: sheet.Protect("mật khẩu"))
    sheets, register = excel.sheets(), excel.value(REGISTER, "A5:L20")
    make_notice(excel)
    assert excel.messages[-1][0] == texts.SHEET_LOCKED.format(sheet=FIGURES)
    assert excel.sheets() == sheets
    assert excel.value(REGISTER, "A5:L20") == register
    assert excel.value(FIGURES, CELL) == "12,34"
    assert NOTICE_SHEET not in sheets


def test_a_workbook_whose_structure_is_locked_is_told_and_nothing_is_changed(
    excel: FakeExcel,
) -> None:
    make_notice(excel)
    excel.type_in(FIGURES, CELL, "12,34")
    book = excel.range(FIGURES, "A1")._sheet._book
    excel.silently(book.Protect)
    sheets, register = excel.sheets(), excel.value(REGISTER, "A5:L20")
    make_notice(excel)
    assert excel.messages[-1][0] == texts.WORKBOOK_LOCKED
    assert excel.sheets() == sheets
    assert excel.value(REGISTER, "A5:L20") == register
    assert excel.value(FIGURES, CELL) == "12,34"
    excel.silently(book.Unprotect)
    make_notice(excel)
    assert texts.TAKEN[0].format(count=1) in excel.messages[-1][0]


REFUSED: list[tuple[str, str, Callable[[ExcelDesk], None]]] = [
    ("put", "Range.Value", lambda desk: desk.write(FIGURES, CELL, [["1"]])),
    ("put", "Range.NumberFormat", lambda desk: desk.write_formula(FIGURES, CELL, "=1")),
    ("method", "Range.AddComment", lambda desk: desk.set_note(FIGURES, CELL, "chữ")),
]


@pytest.mark.parametrize(("kind", "name", "change"), REFUSED)
def test_protection_comes_back_when_the_second_try_fails_too(
    excel: FakeExcel, kind: str, name: str, change: Callable[[ExcelDesk], None]
) -> None:
    before = allowed(excel)
    desk = ExcelDesk(excel.xw.books.active)
    excel.fail(kind, name, times=4)
    with pytest.raises(com_error):
        change(desk)
    assert allowed(excel) == before


def test_a_cell_that_is_being_edited_lifts_no_protection(excel: FakeExcel) -> None:
    excel.fail("put", "Range.Value", rejected(), skip=1)
    excel.paste(FIGURES, CELL, "12,34")
    excel.calls.clear()
    excel.run_python(f"{HOST}make_notice()")
    assert excel.messages[-1][0] == texts.EDITING
    assert ("method", "Worksheet.Unprotect") not in excel.calls
