"""Three months of the made-up province in a row, with mouse and keyboard; what is done is counted.

The table of a month is copied from a file of its own, as it would come from a portal.
"""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from bpindex.reading.workbook import read_workbook
from bpindex.workbook.build import build_workbook
from tests.actions.test_three_months import MAU, MOST_ACTIONS, table_of
from tests.hosts.libreoffice.books import Opened, errors
from tests.hosts.libreoffice.person import DONE, Person, Visible, until

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


class Clerk(Person):
    """Counts what is done: sheets gone to, keys for paste and save, buttons, answers."""

    done = 0

    def press(self, macro: str, says: str = "", *, yes: str = "") -> None:
        """Click a tile; answer its question; read what it says and click OK."""
        ran = len(self.document.bridge.commands)
        self.click_button(macro)
        self.done += 1
        if yes:
            self.screen.click(*self.dialog(yes)["buttons"]["OK"])
            self.done += 1
        if says:
            self.press_ok(self.dialog(says))
            self.done += 1
        self.ended(ran)
        # A click while the last one is still at work is taken for impatience, and is none.
        self.screen.come_to_rest()

    def paste(self, visible: Visible, file: Path, rows: list[list[str]]) -> None:
        """Copy a whole table from its own window and paste it where tables are taken in."""
        source = visible.open_copy(file, with_python=False)
        area = f"A1:{get_column_letter(len(rows[0]))}{len(rows)}"
        Person(self.screen, Opened(source, self.book.case, file)).go("Sheet", area)
        self.screen.key("ctrl+c", "Down")
        until(lambda: source.do("selected") != "A1", "nothing was copied")
        source.do("close")
        title = self.book.layout["paste"].title
        self.go(title, "A5")
        self.screen.key("ctrl+v")
        last = f"A{4 + len(rows)}"
        until(
            lambda: self.document.do("values", title, last)[0][0] == rows[-1][0], "nothing pasted"
        )
        self.done += 2


def as_file(rows: list[list[str]], path: Path) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append([int(cell) if cell.isdecimal() else cell for cell in row])
    book.save(path)
    return path


def test_the_third_month_takes_at_most_twelve_actions_by_mouse(
    visible: Visible, tmp_path: Path
) -> None:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(build_workbook(MAU))
    clerk = Clerk(visible.screen, Opened(visible.open_copy(path), MAU, path))
    home = clerk.book.layout["home"].title
    clerk.look("thang-03")
    clerk.press("MakeNotice", DONE)
    for month in (2, 3):
        clerk.done = 0
        clerk.press("NextMonth", "Đã mở kỳ", yes="Đóng kỳ")
        clerk.document.do("activate", home)
        clerk.look(f"thang-0{month + 2}-moi-mo")
        rows = table_of(MAU, month)
        clerk.paste(visible, as_file(rows, tmp_path / f"bang-{month}.xlsx"), rows)
        clerk.press("ImportData", "Đã nhập 3678 số liệu của 112 đơn vị")
        clerk.document.do("activate", home)
        clerk.look(f"thang-0{month + 2}-da-nhap")
        clerk.press("CheckData")
        clerk.press("MakeNotice", DONE)
        clerk.document.do("activate", home)
        clerk.look(f"thang-0{month + 2}-da-lap")
    assert clerk.done <= MOST_ACTIONS, clerk.done
    assert errors(clerk.book) == {}
    clerk.save(home)
    clerk.saved(lambda: str(read_workbook(clerk.document.path).period) == "2026-05")
    case = read_workbook(clerk.document.path)
    columns = (c for table in case.settings.tables for c in table.columns)
    assert {column.province_month for column in columns} == {None}
    assert {row.period for row in case.history} == {"2026-03", "2026-04"}
    print("actions of the third month:", clerk.done)
