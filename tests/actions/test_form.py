"""The form of the notice as a person leaves it in a workbook, and what the next run makes of it."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from bpindex.actions import buttons
from bpindex.case.correction import CorrectionKind
from bpindex.hosts.file_desk import FileDesk
from bpindex.page.plan import NOTICE_SHEET
from bpindex.reading.workbook import read_with_harvest
from bpindex.words import buttons as texts
from bpindex.words import page_layout
from tests.done import beyond_done
from tests.workbook.editing import bundled_workbook, sheet_alone

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

AGENCY = "row:so-nganh:so-y-te"


@cache
def with_notice() -> bytes:
    """Return the bundled workbook with its notice made."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "Sổ.xlsm"
        path.write_bytes(bundled_workbook())
        desk = FileDesk(path)
        buttons.make_notice(desk)
        desk.save_copy(path)
        return path.read_bytes()


class Notice:
    """A workbook with its notice, whose sheet can be changed as programs write it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "Sổ tháng 2.xlsm"
        self.path.write_bytes(with_notice())
        self.desk = FileDesk(self.path)

    def change(self, how: Callable[[str], str]) -> None:
        package = self.desk._package
        part = package.sheets()[NOTICE_SHEET]
        before = package.parts[part].decode()
        after = how(before)
        assert after != before
        package.parts[part] = after.encode()

    def number(self, key: str = AGENCY) -> int:
        keys = self.desk.read(NOTICE_SHEET, "A1:A120")
        return next(n for n, (found,) in enumerate(keys, 1) if found and key in found.split("|"))

    def set_row(self, number: int, attributes: str) -> None:
        """Give a row other attributes."""
        self.change(
            lambda xml: re.sub(rf'<row r="{number}"[^>]*>', f'<row r="{number}" {attributes}>', xml)
        )

    def formats(self) -> dict[tuple[str, str], str]:
        """Return row, property and value of every form in force."""
        self.desk.save_copy(self.path)
        case = read_with_harvest(self.path).case
        kept = (i for i in case.corrections if i.in_force and i.kind is CorrectionKind.FORMAT)
        return {(item.key[1], item.key[2]): item.corrected for item in kept}

    @property
    def sheet(self) -> Any:
        self.desk.save_copy(self.path)
        return sheet_alone(self.path.read_bytes(), NOTICE_SHEET)


@pytest.fixture
def notice(tmp_path: Path) -> Notice:
    return Notice(tmp_path)


@pytest.mark.parametrize(
    "hidden", ['hidden="1" ht="18" customHeight="1"', 'ht="0" customHeight="1"']
)
def test_what_is_hidden_prints_as_it_was_and_is_named(notice: Notice, hidden: str) -> None:
    height = notice.sheet.row_dimensions[notice.number()].height
    notice.set_row(notice.number(), hidden)
    notice.set_row(notice.number("header:so-nganh:2"), hidden)
    column = re.compile(r'<col ([^>]*)min="4"')
    notice.change(lambda xml: column.sub(r'<col hidden="1" \1min="4"', xml))
    message = beyond_done(buttons.make_notice(notice.desk))
    listed = "một dòng đầu bảng, Sở Y tế, cột “Công khai, minh bạch, năm trước”"
    assert message == texts.HIDDEN.format(count=3, listed=listed)
    assert notice.formats() == {}
    row = notice.sheet.row_dimensions[notice.number()]
    assert (row.height, row.hidden) == (height, False)
    assert beyond_done(buttons.make_notice(notice.desk)) == ""


def test_a_height_that_a_program_fitted_is_nobodys(notice: Notice) -> None:
    notice.set_row(notice.number(), 'ht="77.25"')
    assert notice.formats() == {}
    notice.set_row(notice.number(), 'ht="77.25" customHeight="1"')
    assert notice.formats() == {(AGENCY, "height"): "77.25"}


def test_page_set_by_hand_is_kept_named_and_withdrawn(notice: Notice) -> None:
    before = notice.sheet
    notice.change(
        lambda xml: re.sub(r'left="[^"]*" right', 'left="0.7874" right', xml).replace(
            'orientation="landscape" paperSize="9"', 'orientation="portrait" paperSize="8"'
        )
    )
    assert beyond_done(buttons.make_notice(notice.desk)) == texts.TAKEN_FORMS[0].format(count=3)
    assert notice.formats() == {
        ("", "left.page"): "20",
        ("", "orientation.page"): "portrait",
        ("", "paper.page"): "A3",
    }
    made = notice.sheet
    assert (made.page_setup.paperSize, made.page_setup.orientation) == (8, "portrait")
    assert made.page_margins.left == pytest.approx(20 / 25.4)
    # A3 upright is higher: the notice takes fewer pages, planned ones.
    assert 0 < len(made.row_breaks.brk) < len(before.row_breaks.brk)
    assert made.page_setup.scale == 100
    assert beyond_done(buttons.make_notice(notice.desk)) == ""
    register = notice.desk
    numbers = [
        n for n, row in enumerate(register.read("Đính chính", "A1:L60"), 1) if "định dạng" in row
    ]
    register.select("Đính chính", f"B{min(numbers)}", len(numbers))
    buttons.withdraw_correction(register)
    assert (notice.sheet.page_setup.paperSize, notice.formats()) == (9, {})


def test_a_page_turned_upright_prints_smaller_and_says_so(notice: Notice) -> None:
    notice.change(lambda xml: xml.replace('orientation="landscape"', 'orientation="portrait"'))
    message = beyond_done(buttons.make_notice(notice.desk))
    assert page_layout.REDUCED.format(sheet=NOTICE_SHEET, scale=65) in message
    assert notice.sheet.page_setup.scale == 65


def test_a_wide_column_makes_no_page_wider_than_paper(notice: Notice) -> None:
    notice.change(
        lambda xml: re.sub(r'<col ([^>]*)width="[^"]*"([^>]*min="3")', r'<col \1width="90"\2', xml)
    )
    message = beyond_done(buttons.make_notice(notice.desk))
    made = notice.sheet
    scale = made.page_setup.scale
    assert page_layout.REDUCED.format(sheet=NOTICE_SHEET, scale=scale) in message
    assert made.column_dimensions["C"].width == 90
    widths = [made.column_dimensions[letter].width * 6 for letter in "BCDEFGHIJKLMNOP"]
    assert sum(widths) * scale / 100 <= (297 - 45) * 72 / 25.4
    assert scale > 50
    assert len(made.row_breaks.brk) <= 3
