"""Cells written into a worksheet part: the extent that readers go by is that of the cells."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from bpindex.xlsx.package import Package
from bpindex.xlsx.worksheet import write_cells

SHEET = (
    b'<worksheet><dimension ref="A1:B2"/><sheetData>'
    b'<row r="2"><c r="B2" s="3" t="inlineStr"><is><t>r="XFD9"</t></is></c></row>'
    b"</sheetData></worksheet>"
)


@pytest.mark.parametrize(
    ("values", "extent"),
    [
        ({"A1": 1}, "A1:B2"),
        ({"AA3": "x"}, "A1:AA3"),
        ({"C10": None}, "A1:C10"),
        ({"B2": '<c r="ZZ99"'}, "A1:B2"),
    ],
)
def test_the_extent_is_that_of_the_cells(values: dict[str, object], extent: str) -> None:
    assert f'<dimension ref="{extent}"/>'.encode() in write_cells(SHEET, values, ())


def test_a_part_without_an_extent_gets_none() -> None:
    assert b"dimension" not in write_cells(SHEET.replace(b'<dimension ref="A1:B2"/>', b""), {}, ())


def test_what_is_written_outside_is_read_by_others() -> None:
    stream = BytesIO()
    book = Workbook()
    book.active["A1"] = "trong"
    book.save(stream)
    package = Package(stream.getvalue())
    [part] = package.sheets().values()
    package.parts[part] = write_cells(package.parts[part], {"D7": "ngoài"}, ())
    [sheet] = load_workbook(BytesIO(package.to_bytes()), read_only=True).worksheets
    assert [*sheet.iter_rows(values_only=True)][6] == (None, None, None, "ngoài")
