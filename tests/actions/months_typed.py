"""What staff type on the sheets when a month begins, over a file desk."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bpindex.hosts.file_desk import FileDesk
from bpindex.reading.workbook import Reading, read_with_harvest
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.sheets.layout import layout_of
from bpindex.sheets.model import SheetBlock
from tests.strategies import base_case

LAYOUT = layout_of(base_case().index)
TITLES = {name: sheet.title for name, sheet in LAYOUT.sheets.items()}
FEBRUARY, MARCH = "2024-02", "2024-03"
# 01/3, 31/3 and 07/4/2024 as programs store them.
FROM, TO, DEADLINE = 45352, 45382, 45389
TYPED, SENTENCE = "77.7", "Câu của tháng hai."


def block(name: str, block_id: str = "") -> SheetBlock:
    return LAYOUT[name].block(block_id or name)


def put(desk: FileDesk, name: str, cell: str, value: Any) -> None:
    desk.write(TITLES[name], cell, [[value]])


def put_setting(desk: FileDesk, key: str, value: Any) -> None:
    settings = block("settings")
    row = settings.first_row + [single.key for single in settings.singles].index(key)
    put(desk, "settings", settings.address(row, "value"), value)


def set_month(desk: FileDesk, period: str = MARCH) -> None:
    """Type the new period, and nothing else."""
    put_setting(desk, "period", period)


def set_dates(desk: FileDesk) -> None:
    for key, value in (("period_from", FROM), ("period_to", TO), ("deadline", DEADLINE)):
        put_setting(desk, key, value)
    put_setting(desk, "issue_month", 4)


def change_counts(desk: FileDesk, first: int = 0, by: int = 1) -> None:
    """Type other counts of what was published, from the agency at this place on."""
    counts = block("counts")
    key = next(iter(base_case().index.count_by_id))
    new = [[int(row.cells[key]) + by] for row in base_case().counts[first:]]
    desk.write(TITLES["counts"], counts.address(counts.first_row + first, key), new)


def change_province(desk: FileDesk) -> None:
    columns = block("settings", "columns")
    put(desk, "settings", columns.address(columns.first_row, "province_month"), 8.4)


def everything_of_march(desk: FileDesk) -> None:
    set_month(desk)
    set_dates(desk)
    change_counts(desk)
    change_province(desk)


def read(desk: FileDesk, folder: Path) -> Reading:
    path = folder / "bản sao.xlsm"
    desk.save_copy(path)
    return read_with_harvest(path)


def texts(desk: FileDesk, title: str = NOTICE_SHEET) -> list[str]:
    cells = (cell for row in desk.read(title, "B4:P130") for cell in row)
    return [str(cell).strip() for cell in cells if cell is not None]


def find(desk: FileDesk, is_it: Callable[[str], bool], title: str = NOTICE_SHEET) -> str:
    """Return the address of the first cell whose text is wanted."""
    for number, row in enumerate(desk.read(title, "A1:P130"), 1):
        for column, cell in zip("ABCDEFGHIJKLMNOP", row, strict=True):
            if cell is not None and column != "A" and number > 3 and is_it(str(cell)):
                return f"{column}{number}"
    raise AssertionError("no such cell")


def desk_of(content: bytes, folder: Path) -> FileDesk:
    path = folder / "Sổ.xlsm"
    path.write_bytes(content)
    return FileDesk(path)
