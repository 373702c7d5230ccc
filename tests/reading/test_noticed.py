"""What a sheet tells of its cells: numbers that nobody sees, counts in hidden rows and columns."""

import re
from pathlib import Path

import pytest

from bpindex.case.model import Noticed
from bpindex.errors import InputError
from bpindex.reading.workbook import read_workbook
from bpindex.words.noticed import NOTICED
from tests.checks.findings import warnings
from tests.reading.shown import with_cell
from tests.workbook.editing import bundled_workbook, sheet_part, with_part

FIGURE, COUNT, PREVIOUS = ("Bảng điểm", "H11"), ("Số liệu", "J5"), ("Kỳ trước", "C5")
TYPED, NAME = ("Năm trước", "E5"), ("Đơn vị", "B5")
STRUCK, WHITE = "<strike/>", '<color rgb="FFFFFFFF"/>'


def noticed(content: bytes, folder: Path) -> dict[tuple[str, Noticed], list[str]]:
    path = folder / "BoChiSo.xlsm"
    path.write_bytes(content)
    found = read_workbook(path).origin.noticed
    return {place: list(cells) for place, cells in found.items()}


def test_nothing_is_noticed_where_nobody_did_anything(tmp_path: Path) -> None:
    assert noticed(bundled_workbook(), tmp_path) == {}


@pytest.mark.parametrize(
    "font", [STRUCK, WHITE, '<color theme="0"/>', '<vertAlign val="superscript"/>', '<sz val="1"/>']
)
def test_a_number_that_is_struck_or_not_seen_is_named_once_a_sheet(
    font: str, tmp_path: Path
) -> None:
    content = bundled_workbook()
    for place in (FIGURE, COUNT, ("Số liệu", "K5"), TYPED, PREVIOUS):
        content = with_cell(*place, value=77, font=font, content=content)
    unseen = Noticed.UNSEEN
    assert noticed(content, tmp_path) == {
        ("counts", unseen): ["J5", "K5"],
        ("typed", unseen): ["E5"],
        ("previous", unseen): ["C5"],
        ("figures", unseen): ["H11"],
    }


def test_names_struck_as_a_whole_and_plain_numbers_are_let_be(tmp_path: Path) -> None:
    content = with_cell(*NAME, value="Sở Y tế", kind="str", font=STRUCK)
    content = with_cell(*COUNT, value=77, font='<color rgb="FF808080"/><b/>', content=content)
    assert noticed(content, tmp_path) == {}
    # What stands on Bảng điểm by itself is nobody's typing.
    assert noticed(with_cell(*TYPED, value="a", kind="str", font=STRUCK), tmp_path) == {}


def test_counts_in_hidden_rows_and_columns_are_named(tmp_path: Path) -> None:
    def hide(xml: str) -> str:
        # The first column is hidden as we make it; below the last agency nothing is typed.
        columns = '<col min="1" max="1" hidden="1"/><col min="4" max="5" hidden="1"/>'
        before, after = xml.partition("<cols>")[0], xml.partition("</cols>")[2]
        after = after.replace('<row r="7"', '<row hidden="1" r="7"')
        after = after.replace('<row r="399"', '<row ht="1" r="399"')
        return f"{before}<cols>{columns}</cols>{after}"

    content = with_part(bundled_workbook(), sheet_part(bundled_workbook(), COUNT[0]), hide)
    assert noticed(content, tmp_path) == {
        ("counts", Noticed.HIDDEN): ["dòng 7", "cột D", "cột E"],
    }


def test_what_is_noticed_is_a_warning_of_its_sheet(tmp_path: Path) -> None:
    noticed(with_cell(*COUNT, value=77, font=STRUCK), tmp_path)
    told = [text for text in warnings(read_workbook(tmp_path / "BoChiSo.xlsm")) if "J5" in text]
    unseen = NOTICED["unseen"].format(count=1, cells="J5")
    assert f"trang Số liệu: {unseen}." in told


@pytest.mark.parametrize(("value", "code"), [(77000, "#,##0,"), (77, ";;;"), (77, '"x"')])
def test_a_count_of_which_the_cell_shows_other_digits_is_refused_by_its_cell(
    value: int, code: str, tmp_path: Path
) -> None:
    told = f"^trang Số liệu, ô J5: tìm thấy “{value}”.*{re.escape(code)}"
    with pytest.raises(InputError, match=told):
        noticed(with_cell(*COUNT, value=value, code=code), tmp_path)
    with pytest.raises(InputError, match=r"^trang Kỳ trước, ô C5"):
        noticed(with_cell(*PREVIOUS, value=value, code=code), tmp_path)
