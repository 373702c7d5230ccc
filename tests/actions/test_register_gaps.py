"""Blank rows inside the register: whatever is written next, every row stands there once."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bpindex.actions import buttons
from bpindex.case.correction import Correction
from bpindex.errors import InputError
from bpindex.hosts.file_desk import FileDesk
from bpindex.render.sheet import NOTICE_SHEET
from tests.actions.months_typed import (
    TITLES,
    block,
    desk_of,
    everything_of_march,
    put,
    read,
    texts,
)
from tests.workbook.editing import bundled_workbook

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

NOTES = ("Ghi một", "Ghi hai", "Ghi ba")


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give a file whose register holds the case's two corrections and three notes."""
    folder = tmp_path_factory.mktemp("gaps")
    desk = desk_of(bundled_workbook(), folder)
    buttons.make_notice(desk)
    for row, text in enumerate(NOTES, 30):
        desk.write(NOTICE_SHEET, f"X{row}", [[text]])
    buttons.make_notice(desk)
    desk.save_copy(folder / "sổ.xlsm")
    return (folder / "sổ.xlsm").read_bytes()


@pytest.fixture
def desk(issued: bytes, tmp_path: Path) -> FileDesk:
    return desk_of(issued, tmp_path)


def clear(desk: FileDesk, *rows: int) -> None:
    register = block("corrections")
    for row in rows:
        for column in register.columns:
            put(desk, "corrections", register.address(row, column.key), None)


def type_on_notice(desk: FileDesk) -> None:
    desk.write(NOTICE_SHEET, "X35", [["Ghi thêm"]])


def withdraw_last(desk: FileDesk) -> None:
    last = max(item.row for item in read_register(desk))
    desk.select(TITLES["corrections"], f"A{last}")
    buttons.withdraw_correction(desk)
    assert NOTES[-1] not in texts(desk)


def next_month(desk: FileDesk) -> None:
    everything_of_march(desk)


def nothing(desk: FileDesk) -> None:
    """The notice is made as it is."""


def read_register(desk: FileDesk) -> tuple[Correction, ...]:
    with TemporaryDirectory() as folder:
        return read(desk, Path(folder)).stored.corrections


@pytest.mark.parametrize("then", [nothing, type_on_notice, withdraw_last, next_month])
@pytest.mark.parametrize("gone", [(5,), (6, 7), (5, 6, 7)])
def test_rows_cleared_by_hand_bring_no_row_back_twice(
    desk: FileDesk, gone: tuple[int, ...], then: Callable[[FileDesk], None]
) -> None:
    left = [item for item in read_register(desk) if item.row not in gone]
    clear(desk, *gone)
    then(desk)
    buttons.make_notice(desk)
    register = read_register(desk)
    identities = [item.identity for item in register if item.in_force]
    assert len(identities) == len(set(identities))
    assert {item.identity for item in left} <= {item.identity for item in register}
    # The rows stand one below the other, and whatever is read can be written again.
    assert [item.row for item in register] == [*range(5, 5 + len(register))]
    buttons.make_notice(desk)
    assert [item.identity for item in read_register(desk)] == [i.identity for i in register]


def test_a_line_typed_below_a_blank_row_stands_once(desk: FileDesk) -> None:
    register = block("corrections")
    row = max(item.row for item in read_register(desk)) + 2
    typed = {"table": "cap-huyen", "agency": "huyen-phu-rieng", "column": "TD_thang"}
    for key, text in {**typed, "corrected": "61,5", "kind": "số liệu in"}.items():
        put(desk, "corrections", register.address(row, key), text)
    buttons.make_notice(desk)
    assert "61,5" in texts(desk)
    assert [item.corrected for item in read_register(desk)].count("61,5") == 1
    buttons.make_notice(desk)


def test_an_action_that_fails_leaves_the_blank_rows_where_they_were(
    desk: FileDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    clear(desk, 6)
    type_on_notice(desk)
    area = "A5:R12"
    before = desk.read(TITLES["corrections"], area)

    def refuse(*_: object) -> None:
        raise InputError("không chép được")

    monkeypatch.setattr(desk, "bring_in", refuse)
    with pytest.raises(InputError, match="không chép được"):
        buttons.make_notice(desk)
    after = desk.read(TITLES["corrections"], area)
    assert [[cell or None for cell in row] for row in after] == [
        [cell or None for cell in row] for row in before
    ]
