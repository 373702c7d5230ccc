"""Rows in pieces, cells without addresses: written to as Excel reads them, nothing is lost."""

import re
from io import BytesIO
from xml.etree.ElementTree import fromstring

import pytest
from openpyxl import load_workbook

from bpindex.xlsx.elements import elements
from bpindex.xlsx.package import Package
from bpindex.xlsx.sheets import copy_sheet
from bpindex.xlsx.worksheet import write_cells
from tests.workbook.editing import bundled_workbook


def sheet(rows: str) -> bytes:
    return f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()


def cells(xml: bytes) -> dict[str, str]:
    return {item.attributes["r"]: item.text for item in elements(xml, "c")}


TWO = '<row r="2" ht="30"><c r="A2"><v>1</v></c><c r="C2"/></row>'
TWO += '<row r="3"><c r="A3"><v>9</v></c></row><row r="2"><c r="C2"><v>3</v></c></row>'


@pytest.mark.parametrize(
    ("rows", "values", "expected"),
    [
        (TWO, {"B2": 7}, {"A2": "1", "B2": "7", "C2": "3", "A3": "9"}),
        (TWO, {"C2": 7}, {"A2": "1", "C2": "7", "A3": "9"}),
        (TWO, {"A3": 7}, {"A2": "1", "C2": "3", "A3": "7"}),
        (
            '<row r="2"><c><v>1</v></c><c r="D2"><v>4</v></c><c s="0"><v>5</v></c></row>',
            {"B2": 7},
            {"A2": "1", "B2": "7", "D2": "4", "E2": "5"},
        ),
        (
            '<row><c><v>1</v></c></row><row r="5"><c r="Z5"/><c><v>27</v></c></row>'
            "<row><c><v>6</v></c></row>",
            {"A3": 7},
            {"A1": "1", "A3": "7", "Z5": "", "AA5": "27", "A6": "6"},
        ),
    ],
)
def test_every_piece_stays_where_it_is_read(
    rows: str, values: dict[str, int], expected: dict[str, str]
) -> None:
    written = write_cells(sheet(rows), values, ())
    assert cells(written) == expected
    numbers = [int(item.attributes["r"]) for item in elements(written, "row")]
    assert numbers == sorted(set(numbers))
    assert ('ht="30"' in written.decode()) == ("ht=" in rows)


def test_a_package_whose_names_have_backslashes_is_one_all_the_same() -> None:
    right = Package(bundled_workbook())
    odd = right.to_bytes().replace(b"xl/worksheets/", b"xl\\worksheets\\")
    assert Package(odd).parts.keys() == right.parts.keys()
    assert load_workbook(BytesIO(Package(odd).to_bytes()), read_only=True).sheetnames == [
        *right.sheets()
    ]


def prefix_on_each_sheet(content: bytes) -> bytes:
    """What openpyxl makes of the list of sheets."""
    package = Package(content)
    xml = package.parts["xl/workbook.xml"]
    stated = re.search(rb' xmlns:r="[^"]*"', xml)
    assert stated
    xml = xml.replace(stated[0], b"", 1).replace(b"<sheet ", b"<sheet" + stated[0] + b" ")
    package.parts["xl/workbook.xml"] = xml
    return package.to_bytes()


def test_a_sheet_comes_into_a_workbook_that_states_its_prefixes_on_each_sheet() -> None:
    source = Package(bundled_workbook())
    package = Package(prefix_on_each_sheet(bundled_workbook()))
    copy_sheet(package, source, "Giải thích", "Của tôi", "Giải thích")
    for xml in package.parts["xl/workbook.xml"], *package.sheets().values():
        fromstring(package.parts[xml] if isinstance(xml, str) else xml)
    assert "Của tôi" in load_workbook(BytesIO(package.to_bytes()), read_only=True).sheetnames


@pytest.mark.parametrize(
    "rows",
    [
        '<!-- <row r="9"/> --><row r="2"><c r="A2"><v>1</v></c></row>',
        "<row r='2'><c r=\"A2\"><v>1</v></c></row>",
        '<row r="2" x:note="a&gt;b &lt;row r="><c r="A2"><v>1</v></c></row>'.replace('r=">', '">'),
        '<row r="2"><c r="A2"><v><![CDATA[1]]></v></c><c r="B2"><v><![CDATA[<row ]]></v></c></row>',
    ],
)
def test_what_only_looks_like_a_row_is_none(rows: str) -> None:
    written = cells(write_cells(sheet(rows), {"A3": 7}, ()))
    assert written.pop("B2", "<row ") == "<row "
    assert written == {"A2": "1", "A3": "7"}
