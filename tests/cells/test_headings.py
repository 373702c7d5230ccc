"""Headings say which column is which; nothing below a block is dropped in silence."""

import re
from pathlib import Path

import pytest

from bpindex.case.model import Case
from bpindex.errors import InputError
from bpindex.reading.workbook import read_workbook
from bpindex.sheets.layout import layout_of
from bpindex.xlsx.package import Package
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook, edited

LAYOUT = layout_of(base_case().index)
_CELL = re.compile(r'(<c r="([A-Z]+)\d+"(?:[^>]*/>|.*?</c>))')


def exchanged(sheet: str, one: str, other: str) -> bytes:
    """Return the bundled workbook with two columns that changed places with their headings."""
    package = Package(bundled_workbook())
    part = package.sheets()[sheet]
    xml = package.parts[part].decode()
    rows = []
    for row in re.split("(?=<row )", xml):
        cells = {column: cell for cell, column in _CELL.findall(row)}
        if one in cells and other in cells:
            left, right = cells[one], cells[other]
            row = row.replace(left, "@").replace(right, left.replace(f'r="{one}', f'r="{other}'))
            row = row.replace("@", right.replace(f'r="{other}', f'r="{one}'))
        rows.append(row)
    package.parts[part] = "".join(rows).encode()
    return package.to_bytes()


def read(content: bytes, folder: Path) -> Case:
    path = folder / "BoChiSo.xlsm"
    path.write_bytes(content)
    return read_workbook(path)


@pytest.mark.parametrize(
    ("name", "one", "other"), [("counts", "L", "M"), ("typed", "E", "G"), ("agencies", "E", "F")]
)
def test_columns_moved_with_their_headings_are_followed(
    name: str, one: str, other: str, tmp_path: Path
) -> None:
    content = exchanged(LAYOUT[name].title, one, other)
    assert content != bundled_workbook()
    assert read(content, tmp_path) == base_case()


@pytest.mark.parametrize("name", ["late_dossiers", "wording", "settings"])
def test_a_heading_above_another_ones_column_is_refused_elsewhere(
    name: str, tmp_path: Path
) -> None:
    block = LAYOUT[name].blocks[-1]
    one, other = block.columns[-2:]
    cell = block.address(block.header_row, one.key)
    content = edited(bundled_workbook(), LAYOUT[name].title, {cell: other.title})
    with pytest.raises(InputError) as error:
        read(content, tmp_path)
    start = f"trang {LAYOUT[name].title}, ô {cell}: tìm thấy “{other.title}”, cần {one.title}"
    assert str(error.value).startswith(start)


@pytest.mark.parametrize(
    "name", ["agencies", "counts", "typed", "late_dossiers", "corrections", "wording", "settings"]
)
def test_what_stands_below_the_last_row_is_refused(name: str, tmp_path: Path) -> None:
    block = LAYOUT[name].blocks[-1]
    cell = block.address(block.last_row + 3, block.columns[1].key)
    content = edited(bundled_workbook(), LAYOUT[name].title, {cell: "H501"})
    with pytest.raises(InputError, match=f"ô {cell}: tìm thấy “H501”.*không được đọc"):
        read(content, tmp_path)
