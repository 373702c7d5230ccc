"""The button that takes pasted tables, in the real program: its report stands on a locked sheet."""

from typing import Any

import pytest

from bpindex.words import importing as words
from bpindex.words.intake import SORT_TO_DECIDE
from tests.hosts.libreoffice.books import Opened
from tests.hosts.libreoffice.test_notice import press

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

HEADER = ["Đơn vị", "PAKN xử lý đúng hạn"]


def paste(book: Opened, *rows: list[str]) -> None:
    for number, row in enumerate((HEADER, *rows), 5):
        for letter, text in zip("AB", row, strict=True):
            book.type("paste", f"{letter}{number}", text)


def report(book: Opened) -> list[list[Any]]:
    sheet = book.layout["imported"]
    area = sheet.block("imported").area().replace("$", "")
    return [row for row in book.document.do("values", sheet.title, area) if row[1]]


def test_a_pasted_table_is_taken_in_one_press(opened: Opened) -> None:
    dialogs = opened.document.office.dialogs
    cell = opened.count_cell("so-y-te", "pakn_dung_han")
    paste(opened, ["Sở Y tế", "7"])
    press(opened, "ImportData")
    assert dialogs.said[-1].startswith("Đã nhập 1 số liệu của 1 đơn vị")
    assert opened.cell("counts", cell) == 7
    assert any("Sở Y tế" in str(row) or "PAKN" in str(row) for row in report(opened))


def test_questions_are_answered_on_the_report_and_the_button_pressed_again(
    opened: Opened,
) -> None:
    dialogs = opened.document.office.dialogs
    sheet, cell = opened.layout["imported"], opened.count_cell("so-y-te", "pakn_dung_han")
    before = opened.cell("counts", cell)
    # Two rows of one agency, then two figures for one cell.
    paste(opened, ["Sở Y tế", "7"], ["Sở Y tế", "8"])
    for _ in range(2):
        press(opened, "ImportData")
        assert dialogs.said[-1] == words.DECIDE.format(count=1)
        assert opened.cell("counts", cell) == before
        rows = report(opened)
        place = next(n for n, row in enumerate(rows) if row[0] == SORT_TO_DECIDE)
        block = sheet.block("imported")
        opened.type("imported", block.address(block.first_row + place, "answer"), rows[place][4])
    press(opened, "ImportData")
    assert dialogs.said[-1].startswith("Đã nhập 1 số liệu của 1 đơn vị")
    assert opened.cell("counts", cell) == 7
