"""A memory that cannot be read stops the run; without a notice nobody needs it."""

from pathlib import Path

import pytest

from bpindex.actions.buttons import make_notice, restore_previous
from bpindex.errors import InputError
from bpindex.hosts.file_desk import FileDesk
from bpindex.memory.snapshot import MemoryUnreadableError
from bpindex.reading.made_sheets import GENERATED
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.sheets.state_sheet import STATE_SHEET
from tests.workbook.editing import bundled_workbook

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


@pytest.fixture
def desk(tmp_path: Path) -> FileDesk:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(bundled_workbook())
    desk = FileDesk(path)
    make_notice(desk)
    desk.write(NOTICE_SHEET, "D12", [["gõ thêm"]])
    return desk


def test_what_was_typed_on_the_notice_stays_where_its_memory_is_damaged(desk: FileDesk) -> None:
    desk.write(STATE_SHEET, "A1", [["x"]])
    with pytest.raises(MemoryUnreadableError, match="xóa trang Thông báo"):
        make_notice(desk)
    assert desk.read(NOTICE_SHEET, "D12") == [["gõ thêm"]]
    for title in GENERATED:
        if desk.has_sheet(title):
            desk.delete_sheet(title)
    make_notice(desk)
    assert desk.has_sheet(NOTICE_SHEET)


def test_a_damaged_way_back_is_told_and_is_not_none(desk: FileDesk) -> None:
    desk.write(STATE_SHEET, "B1", [["x"]])
    with pytest.raises(InputError, match="bị hỏng nên không khôi phục được"):
        restore_previous(desk)
