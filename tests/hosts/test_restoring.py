"""What was typed before "Khôi phục lần trước" is pressed holds, in whichever direction one goes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bpindex.actions import buttons
from bpindex.case.correction import CorrectionState
from bpindex.case.keys import Key
from bpindex.hosts.file_desk import FileDesk
from bpindex.reading.workbook import read_workbook
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.layout import layout_of
from bpindex.words import buttons as texts
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

LAYOUT = layout_of(base_case().index)
FIGURES, REGISTER = LAYOUT["figures"].title, LAYOUT["corrections"].title
BLOCK = LAYOUT["corrections"].block("corrections")
# Figures of the first agencies of Bảng điểm.
ONE, OTHER, THIRD = "H9", "H10", "H11"


@pytest.fixture
def desk(tmp_path: Path) -> FileDesk:
    path = tmp_path / "Sổ tháng 2.xlsm"
    path.write_bytes(bundled_workbook())
    return FileDesk(path)


def in_force(desk: FileDesk, tmp_path: Path) -> dict[Key, str]:
    path = tmp_path / "bản sao.xlsm"
    desk.save_copy(path)
    items = (item for item in read_workbook(path).corrections if item.in_force)
    return {item.key: item.corrected for item in items}


def on_figures(desk: FileDesk) -> None:
    desk.write(FIGURES, OTHER, [["22,2"]])


def on_notice(desk: FileDesk) -> None:
    rows = desk.read(NOTICE_SHEET, "A1:P60")
    number = next(n for n, row in enumerate(rows, 1) if row[0] == "row:so-nganh:so-y-te")
    column = next(c for c, key in enumerate(rows[0]) if key == "TD_thang")
    desk.write(NOTICE_SHEET, f"{chr(ord('A') + column)}{number}", [["22,2"]])


def in_register(desk: FileDesk) -> None:
    """Retype what the register prints."""
    desk.write(REGISTER, BLOCK.address(BLOCK.first_row, "corrected"), [["22,2"]])


@pytest.mark.parametrize("place", [on_figures, on_notice, in_register])
def test_what_was_typed_since_the_last_run_holds_in_either_direction(
    desk: FileDesk, tmp_path: Path, place: Callable[[FileDesk], Any]
) -> None:
    desk.write(FIGURES, THIRD, [["33,3"]])
    buttons.make_notice(desk)
    desk.write(FIGURES, ONE, [["11,1"]])
    buttons.make_notice(desk)
    place(desk)
    before = in_force(desk, tmp_path)
    assert "22,2" in before.values()
    assert buttons.restore_previous(desk) == texts.RESTORED
    assert in_force(desk, tmp_path) == before
    buttons.restore_previous(desk)
    assert in_force(desk, tmp_path) == before
    buttons.restore_previous(desk)
    buttons.make_notice(desk)
    assert in_force(desk, tmp_path) == before
    printed = {text for row in desk.read(NOTICE_SHEET, "A1:P120") for text in row}
    assert "22,2" in printed


def test_what_was_typed_later_in_the_same_place_is_not_undone_by_going_forth_again(
    desk: FileDesk, tmp_path: Path
) -> None:
    buttons.make_notice(desk)
    desk.write(FIGURES, ONE, [["11,1"]])
    buttons.make_notice(desk)
    desk.write(FIGURES, ONE, [["50"]])
    buttons.restore_previous(desk)
    assert {"11,1", "50"} & set(in_force(desk, tmp_path).values()) == {"50"}
    buttons.restore_previous(desk)
    assert {"11,1", "50"} & set(in_force(desk, tmp_path).values()) == {"50"}


def test_a_withdrawal_by_hand_since_the_last_run_holds(desk: FileDesk, tmp_path: Path) -> None:
    desk.write(FIGURES, ONE, [["11,1"]])
    buttons.make_notice(desk)
    buttons.make_notice(desk)
    texts_in_register = desk.read(REGISTER, f"A1:{BLOCK.address(60, 'state')}")
    number = next(n for n, row in enumerate(texts_in_register, 1) if "11,1" in row)
    state = BLOCK.address(number, "state")
    desk.write(REGISTER, state, [[CorrectionState.WITHDRAWN.value]])
    for _ in range(2):
        buttons.restore_previous(desk)
        assert "11,1" not in in_force(desk, tmp_path).values()


def test_a_line_typed_before_going_back_is_there_once(desk: FileDesk, tmp_path: Path) -> None:
    buttons.make_notice(desk)
    buttons.make_notice(desk)
    last = len(desk.read(NOTICE_SHEET, "A1:A200"))
    desk.write(NOTICE_SHEET, f"B{last}", [["Thêm một dòng."]])
    for _ in range(3):
        assert list(in_force(desk, tmp_path).values()).count("Thêm một dòng.") == 1
        buttons.restore_previous(desk)
    buttons.make_notice(desk)
    assert list(in_force(desk, tmp_path).values()).count("Thêm một dòng.") == 1


AGENCIES = LAYOUT["agencies"].block("agencies")


@pytest.mark.parametrize("change", ["swapped", "gone"])
def test_a_text_over_a_figure_goes_back_to_its_agency_wherever_that_stands_now(
    desk: FileDesk, tmp_path: Path, change: str
) -> None:
    title, first = LAYOUT["agencies"].title, AGENCIES.first_row
    desk.write(FIGURES, OTHER, [["22,2"]])
    buttons.make_notice(desk)
    [(key, _)] = [pair for pair in in_force(desk, tmp_path).items() if pair[1] == "22,2"]
    row = first + [agency.code for agency in base_case().agencies].index(key[1])
    last = column_letter(AGENCIES.last_column)
    area = f"A{row}:{last}{row + 1}"
    one, other = desk.read(title, area)
    if change == "swapped":
        desk.write(title, area, [other, one])
    else:
        desk.write(title, f"A{row}:{last}{row}", [[""] * AGENCIES.last_column])
    assert buttons.restore_previous(desk) == texts.RESTORED
    kept = {k: text for k, text in in_force(desk, tmp_path).items() if text == "22,2"}
    assert kept == {key: "22,2"}
