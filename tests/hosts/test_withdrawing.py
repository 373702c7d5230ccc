"""What is withdrawn or merged while the data have a problem holds once they have none."""

from pathlib import Path

import pytest

from bpindex.actions import buttons
from bpindex.hosts.file_desk import FileDesk
from bpindex.reading.workbook import read_workbook
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.layout import layout_of
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

LAYOUT = layout_of(base_case().index)
COUNTS = LAYOUT["counts"]


@pytest.fixture
def desk(tmp_path: Path) -> FileDesk:
    path = tmp_path / "Sổ tháng 2.xlsm"
    path.write_bytes(bundled_workbook())
    desk = FileDesk(path)
    buttons.make_notice(desk)
    return desk


def spoil(desk: FileDesk, row: int) -> tuple[str, list[list[object]]]:
    """Put a word in the place of a count; return where, and what stood there."""
    block = COUNTS.block("counts")
    cell = block.address(row, block.columns[-1].key)
    before = desk.read(COUNTS.title, cell)
    desk.write(COUNTS.title, cell, [["nhiều"]])
    return cell, before


def printed(desk: FileDesk) -> list[object]:
    return [text for row in desk.read(NOTICE_SHEET, "A1:P140") for text in row]


def on_notice(desk: FileDesk, row: str, column: str) -> str:
    rows = desk.read(NOTICE_SHEET, "A1:P140")
    number = next(n for n, cells in enumerate(rows, 1) if cells[0] == row)
    return f"{column_letter(rows[0].index(column) + 1)}{number}"


def test_a_correction_withdrawn_while_the_data_have_a_problem_stays_withdrawn(
    desk: FileDesk, tmp_path: Path
) -> None:
    cell = on_notice(desk, "row:so-nganh:so-y-te", "TD_thang")
    computed = desk.read(NOTICE_SHEET, cell)
    desk.write(NOTICE_SHEET, cell, [["22,22"]])
    place, before = spoil(desk, 9)
    desk.select(NOTICE_SHEET, cell)
    buttons.withdraw_correction(desk)
    desk.write(COUNTS.title, place, before)
    buttons.make_notice(desk)
    assert "22,22" not in printed(desk)
    assert desk.read(NOTICE_SHEET, cell) == computed
    path = tmp_path / "bản sao.xlsm"
    desk.save_copy(path)
    assert "22,22" in {item.corrected for item in read_workbook(path).corrections}
    # And typed again it is in force again.
    desk.write(NOTICE_SHEET, cell, [["22,22"]])
    buttons.make_notice(desk)
    assert desk.read(NOTICE_SHEET, cell) == [["22,22"]]


def test_a_line_taken_while_the_data_have_a_problem_prints_once(
    desk: FileDesk, tmp_path: Path
) -> None:
    other = tmp_path / "của Lan.xlsm"
    desk.save_copy(other)
    last = len(desk.read(NOTICE_SHEET, "A1:A140"))
    desk.write(NOTICE_SHEET, f"B{last}", [["Thêm một dòng."]])
    place, before = spoil(desk, 9)
    desk.chosen, desk.agreed = [other], [False]
    buttons.merge_register(desk)
    desk.write(COUNTS.title, place, before)
    buttons.make_notice(desk)
    assert printed(desk).count("Thêm một dòng.") == 1
