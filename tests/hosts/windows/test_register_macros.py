"""The story of corrections in the workbook, by the macros of the buttons over a fake Excel."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import get_column_letter

from bpindex.case.correction import Correction, CorrectionKind, CorrectionState
from bpindex.reading.workbook import Reading, read_with_harvest
from bpindex.register.merging import merge_registers
from bpindex.register.naming import what_is_corrected
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.sheets.layout import layout_of
from bpindex.words import buttons as texts
from bpindex.workbook.build import build_workbook
from tests.done import beyond_done
from tests.hosts.windows.fakes import FakeExcel
from tests.hosts.windows.pressing import HOST, PREVIOUS, content_of, make_notice, opened, printable
from tests.strategies import base_case

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")
FIGURE, REGISTER = "Bảng điểm", "Đính chính"
# Sở Y tế and others of the case of five: the first agency stands in row 9 of Bảng điểm.
FIRST_ROW = 9


def reading(excel: FakeExcel, folder: Path) -> Reading:
    """Read what the workbook holds now."""
    path = folder / "now.xlsm"
    excel.silently(lambda: excel.book().SaveCopyAs(str(path)))
    return read_with_harvest(path)


def figure_column(key: str) -> str:
    block = layout_of(base_case().index)["figures"].block("figures")
    return get_column_letter(block.column_number(key))


def rows_of_notice(excel: FakeExcel) -> dict[str, list[Any]]:
    """Return the texts of the rows of the notice by their key."""
    return {row[0]: [t for t in row[1:] if t] for row in excel.value(NOTICE_SHEET, "A2:P90")}


def number_of(excel: FakeExcel, key: str) -> int:
    keys = [row[0] for row in excel.value(NOTICE_SHEET, "A1:A120")]
    return keys.index(key) + 1


def press(excel: FakeExcel, macro: str) -> str:
    """Press a button; return what it said in the end."""
    excel.messages.clear()
    excel.run_python(f"{HOST}{macro}()")
    return excel.messages[-1][0] if excel.messages else ""


def first_agency(excel: FakeExcel) -> str:
    return printable(5).agencies[0].code


def test_a_figure_typed_over_goes_to_the_register_and_its_cell_gets_its_formula_back(
    excel: FakeExcel, tmp_path: Path
) -> None:
    cell = f"{figure_column('TD_thang')}{FIRST_ROW}"
    formula = excel.formula(FIGURE, cell)
    excel.type_in(FIGURE, cell, "12,34")
    excel.will_type("  theo công văn 12 ")
    assert beyond_done(press(excel, "make_notice")) == texts.TAKEN[0].format(count=1)
    assert len(excel.asked) == 1
    assert excel.formula(FIGURE, cell) == formula
    item = reading(excel, tmp_path).stored.corrections[-1]
    assert (item.key[1:], item.corrected) == ((first_agency(excel), "TD_thang"), "12,34")
    assert (item.reason, item.state) == ("theo công văn 12", CorrectionState.ACTIVE)
    assert item.by
    assert item.on
    note = excel.silently(lambda: excel.range(FIGURE, cell).Comment.Text())
    assert "12,34" in note
    assert "theo công văn 12" in note
    assert "12,34" in rows_of_notice(excel)[f"row:so-nganh:{first_agency(excel)}"]


def test_the_reason_is_asked_for_once_and_may_be_empty(excel: FakeExcel, tmp_path: Path) -> None:
    excel.type_in(FIGURE, f"{figure_column('TD_thang')}{FIRST_ROW}", "1")
    press(excel, "make_notice")
    press(excel, "make_notice")
    assert len(excel.asked) == 1
    assert len(reading(excel, tmp_path).harvest.new) == 0


@pytest.mark.parametrize(("columns", "agencies"), [(1, 3), (5, 5)])
def test_the_reason_of_many_corrections_is_asked_for_in_a_question_that_excel_shows(
    excel: FakeExcel, tmp_path: Path, columns: int, agencies: int
) -> None:
    block = layout_of(base_case().index)["figures"].block("figures")
    first = block.column_number(base_case().columns[0])
    for column in range(first, first + columns):
        for row in range(FIRST_ROW, FIRST_ROW + agencies):
            excel.type_in(FIGURE, f"{get_column_letter(column)}{row}", "12,34")
    excel.will_type("theo công văn 12")
    press(excel, "make_notice")
    ((question, _),) = excel.asked
    new = reading(excel, tmp_path).stored.corrections[-columns * agencies :]
    assert {item.reason for item in new} == {"theo công văn 12"}
    names = [what_is_corrected(printable(5), item) for item in new]
    listed = [name for name in names if name in question]
    assert listed == names[: len(listed)]
    assert len(listed) > 1
    left = len(names) - len(listed)
    assert (texts.AND_MORE.format(count=left) in question) == bool(left)
    assert question.startswith(f"Có {len(names)} đính chính")


def test_what_is_typed_on_the_notice_is_kept_at_its_place(excel: FakeExcel, tmp_path: Path) -> None:
    make_notice(excel)
    key = f"row:so-nganh:{first_agency(excel)}"
    excel.type_in(NOTICE_SHEET, f"E{number_of(excel, key)}", "77,7")
    closing = number_of(excel, "block:closing")
    excel.type_in(NOTICE_SHEET, f"B{closing}", "Thông báo để các đơn vị biết.")
    press(excel, "make_notice")
    assert "77,7" in rows_of_notice(excel)[key]
    shown = rows_of_notice(excel)["block:closing"]
    assert [text.strip() for text in shown] == ["Thông báo để các đơn vị biết."]
    kinds = {item.kind for item in reading(excel, tmp_path).stored.corrections[1:]}
    assert kinds == {CorrectionKind.FIGURE, CorrectionKind.TEXT}
    assert beyond_done(press(excel, "make_notice")) == ""


def test_withdrawing_brings_formula_and_value_back(excel: FakeExcel, tmp_path: Path) -> None:
    cell = f"{figure_column('TD_thang')}{FIRST_ROW}"
    key = f"row:so-nganh:{first_agency(excel)}"
    make_notice(excel)
    before = rows_of_notice(excel)[key]
    excel.type_in(FIGURE, cell, "12,34")
    make_notice(excel)
    assert rows_of_notice(excel)[key] != before
    excel.select(FIGURE, cell)
    assert press(excel, "withdraw_correction").startswith(texts.WITHDRAWN.format(count=1))
    assert rows_of_notice(excel)[key] == before
    state = reading(excel, tmp_path)
    assert state.stored.corrections[-1].state is CorrectionState.WITHDRAWN
    assert state.harvest.new == []
    assert press(excel, "withdraw_correction") == texts.NOTHING_TO_WITHDRAW


@pytest.mark.parametrize(
    ("sheet", "cells"), [(REGISTER, "A6:C7"), (FIGURE, f"A{FIRST_ROW + 1}:Z{FIRST_ROW + 2}")]
)
def test_corrections_of_several_selected_cells_are_withdrawn_at_once(
    excel: FakeExcel, tmp_path: Path, sheet: str, cells: str
) -> None:
    for row in (FIRST_ROW + 1, FIRST_ROW + 2, FIRST_ROW + 3):
        excel.type_in(FIGURE, f"{figure_column('CK_thang')}{row}", "12,34")
    make_notice(excel)
    excel.select(sheet, cells)
    assert press(excel, "withdraw_correction").startswith(texts.WITHDRAWN.format(count=2))
    rows = reading(excel, tmp_path).stored.corrections[-3:]
    assert [item.in_force for item in rows] == [False, False, True]


def test_withdrawing_a_kind_wants_rows_of_one_kind(excel: FakeExcel, tmp_path: Path) -> None:
    make_notice(excel)
    excel.type_in(FIGURE, f"{figure_column('CK_thang')}{FIRST_ROW}", "12,34")
    closing = number_of(excel, "block:closing")
    excel.type_in(NOTICE_SHEET, f"B{closing}", "Thông báo để các đơn vị biết.")
    press(excel, "make_notice")
    *_, one, other = reading(excel, tmp_path).stored.corrections
    excel.select(REGISTER, f"A{one.row}:A{other.row}")
    assert press(excel, "withdraw_kind") == texts.SELECT_REGISTER_ROW
    assert all(item.in_force for item in reading(excel, tmp_path).stored.corrections)


def test_all_corrections_of_a_kind_are_withdrawn_after_a_question(
    excel: FakeExcel, tmp_path: Path
) -> None:
    for row in (FIRST_ROW, FIRST_ROW + 1):
        excel.type_in(FIGURE, f"{figure_column('CK_thang')}{row}", "12,34")
    make_notice(excel)
    excel.select(REGISTER, "D6")
    excel.answer(2)
    press(excel, "withdraw_kind")
    assert all(item.in_force for item in reading(excel, tmp_path).stored.corrections)
    excel.answer(1)
    press(excel, "withdraw_kind")
    assert not any(item.in_force for item in reading(excel, tmp_path).stored.corrections)


def test_the_last_run_can_be_taken_back_and_forth(excel: FakeExcel, tmp_path: Path) -> None:
    make_notice(excel)
    first = rows_of_notice(excel)
    cell = f"{figure_column('TD_thang')}{FIRST_ROW}"
    excel.type_in(FIGURE, cell, "12,34")
    make_notice(excel)
    second, register = rows_of_notice(excel), reading(excel, tmp_path).stored.corrections
    assert press(excel, "restore_previous") == texts.RESTORED
    assert rows_of_notice(excel) == first
    assert excel.value(FIGURE, cell) == "12,34"
    assert len(reading(excel, tmp_path).stored.corrections) == len(register) - 1
    assert press(excel, "restore_previous") == texts.RESTORED
    assert rows_of_notice(excel) == second
    assert reading(excel, tmp_path).stored.corrections == register
    assert PREVIOUS in excel.sheets()


def test_nothing_to_go_back_to_is_said_in_one_sentence(excel: FakeExcel) -> None:
    assert press(excel, "restore_previous") == texts.NOTHING_BEFORE


def test_the_trail_tells_each_run_and_the_fingerprint_of_what_was_printed(
    excel: FakeExcel, tmp_path: Path
) -> None:
    make_notice(excel)
    make_notice(excel)
    excel.type_in(FIGURE, f"{figure_column('TD_thang')}{FIRST_ROW}", "1")
    make_notice(excel)
    trail = reading(excel, tmp_path).stored.trail
    assert [row.action for row in trail] == [texts.ACTION_NOTICE] * 3
    assert trail[0].fingerprint == trail[1].fingerprint != trail[2].fingerprint


def test_an_aged_correction_is_marked_and_named_with_both_values_until_it_is_accepted(
    excel: FakeExcel, tmp_path: Path
) -> None:
    cell = f"{figure_column('CK_thang')}{FIRST_ROW}"
    excel.type_in(FIGURE, cell, "12,34")
    make_notice(excel)
    block = layout_of(base_case().index)["counts"].block("counts")
    component = base_case().index.component_by_id["1.4"]
    count = component.numerator_terms[0][1]
    letter = get_column_letter(block.column_number(count))
    excel.type_in("Số liệu", f"{letter}5", 0)
    message = press(excel, "make_notice")
    aged = reading(excel, tmp_path).stored.corrections[-1]
    assert aged.state is CorrectionState.REVIEW
    assert texts.AGED.format(count=1) in message
    for value in (aged.computed, "0", "12,34"):
        assert f"“{value}”" in message
    excel.type_in(REGISTER, f"F{aged.row}", str(CorrectionState.ACTIVE))
    assert beyond_done(press(excel, "make_notice")) == ""
    accepted = reading(excel, tmp_path).stored.corrections[-1]
    assert (accepted.state, accepted.computed) == (CorrectionState.ACTIVE, "0")


def test_a_colleagues_register_is_taken_and_conflicts_are_named(tmp_path: Path) -> None:
    other = tmp_path / "của Lan.xlsm"
    case = printable(5)
    folder = tmp_path / "của Lan"
    folder.mkdir()
    with opened(folder, build_workbook(case)) as lan:
        lan.type_in(FIGURE, f"{figure_column('TD_thang')}{FIRST_ROW}", "1")
        lan.type_in(FIGURE, f"{figure_column('CK_thang')}{FIRST_ROW}", "2")
        make_notice(lan)
        lan.silently(lambda: lan.book().SaveCopyAs(str(other)))
    with opened(tmp_path, content_of(5)) as mine:
        mine.type_in(FIGURE, f"{figure_column('TD_thang')}{FIRST_ROW}", "3")
        make_notice(mine)
        mine.answer(2)
        mine.will_choose(str(other))
        message = press(mine, "merge_register")
        found = reading(mine, folder).stored.corrections
    assert texts.MERGED.format(taken=1, name=other.name, conflicts=1) in message
    in_force = {item.key[2]: item for item in found if item.in_force}
    assert in_force["CK_thang"].corrected == "2"
    assert in_force["TD_thang"].corrected == "3"
    assert in_force["TD_thang"].state is CorrectionState.REVIEW
    assert {item.corrected for item in found if not item.in_force} == {"1"}


def test_with_the_common_base_a_colleagues_withdrawal_is_taken_too(tmp_path: Path) -> None:
    cell = f"{figure_column('CK_thang')}{FIRST_ROW}"
    common, other = tmp_path / "chung.xlsm", tmp_path / "của Lan.xlsm"
    folder = tmp_path / "của Lan"
    folder.mkdir()
    with opened(folder, build_workbook(printable(5))) as lan:
        lan.type_in(FIGURE, cell, "2")
        make_notice(lan)
        lan.silently(lambda: lan.book().SaveCopyAs(str(common)))
        lan.select(FIGURE, cell)
        press(lan, "withdraw_correction")
        lan.silently(lambda: lan.book().SaveCopyAs(str(other)))
    with opened(tmp_path, common.read_bytes()) as mine:

        def register() -> tuple[Correction, ...]:
            return reading(mine, folder).stored.corrections

        mine.answer(2)
        mine.will_choose(str(other))
        message = press(mine, "merge_register")
        # Without the base nobody knows whether it was withdrawn or typed since: it is named.
        assert message.startswith(texts.MERGED.format(taken=0, name=other.name, conflicts=1))
        assert any(item.in_force and item.corrected == "2" for item in register())
        mine.answer(1)
        mine.will_choose(str(other))
        assert press(mine, "merge_register") == texts.ASK_BASE, "given up: nothing is merged"
        mine.will_choose(str(other), str(common))
        message = press(mine, "merge_register")
        assert message.startswith(texts.MERGED.format(taken=1, name=other.name, conflicts=0))
        assert not any(item.in_force and item.corrected == "2" for item in register())


def test_merging_the_same_register_changes_nothing() -> None:
    register = base_case().corrections
    merged = merge_registers(register, register, register)
    assert (merged.corrections, merged.taken, merged.conflicts) == (register, 0, ())
