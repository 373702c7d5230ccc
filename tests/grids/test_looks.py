"""The same doubts in every kind of file: what is struck, unseen, or shows another number."""

import struct

import pytest

from bpindex.codec.shown import Unclear
from bpindex.grids.files import open_tables
from bpindex.grids.grid import Grid
from bpindex.grids.looks import doubtful
from bpindex.grids.numbers import Why, read_count
from bpindex.grids.office.binary_sheets import BOOK, looks_of_binary
from bpindex.grids.shown_numbers import as_told, by_format, is_plain
from bpindex.intake.engine import understand
from bpindex.intake.taken import Decisions
from bpindex.words import files as file_words
from tests import ROOT
from tests.grids.test_binary_sheets import record, wide
from tests.strategies import base_case

DATA = ROOT / "tests" / "data" / "intake"
# Rows of the files: each holds 365 in a way that its name tells.
PLAIN = {"thường", "lẻ không", "hồ sơ", "trắng trên sẫm", "phần đậm", "dòng thấp"}
SEEN = {
    "bị gạch": file_words.STRUCK,
    "gạch một phần": file_words.ODD_PIECE,
    "chữ trên": file_words.ODD_PIECE,
    "chữ trắng": file_words.UNSEEN_COLOUR,
    "cùng màu nền": file_words.UNSEEN_COLOUR,
    "chữ cỡ 1": file_words.TINY_LETTERS,
}


OFFICE = b"http://schemas.openxmlformats.org"
RELATIONS = (
    b'<Relationships xmlns="%b/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="%b/officeDocument/2006/relationships/drawing" Target="../drawings/d.xml"/>'
    b"</Relationships>"
) % (OFFICE, OFFICE)


def grid(name: str) -> Grid:
    (found,) = open_tables(DATA / name).grids
    return found


@pytest.mark.parametrize("name", ["kho-thay.ods", "kho-thay.xls"])
def test_what_is_struck_unseen_or_shown_otherwise_is_no_plain_number(name: str) -> None:
    found = grid(name)
    cells = {found.text(row, 0): found.cell(row, 1) for row in range(len(found.rows))}
    read = {label: read_count(cell).value for label, cell in cells.items()}
    assert {label: value for label, value in read.items() if value is not None} == dict.fromkeys(
        PLAIN, 365
    )
    for label, why in SEEN.items():
        cell = cells[label]
        assert isinstance(cell, Unclear) and cell.why == why


@pytest.mark.parametrize("name", ["kho-thay.ods", "kho-thay.xls"])
def test_low_rows_narrow_columns_and_headers_of_pages_are_known(name: str) -> None:
    found = grid(name)
    assert (found.hidden_rows, found.hidden_columns) == ({20}, {3})
    assert found.around[0] == "Tháng 01/2024"


@pytest.mark.parametrize(
    ("number", "shown", "text"),
    [
        (365, "365", None),
        (1365, "1.365", None),
        (1365, "1,365", None),
        (1365, "1 365,00", None),
        (0, "-", None),
        (-365, "(365)", None),
        (364.6, "365", "365"),
        (12.34, "12,3", "12.3"),
        (365, "365 nghìn", "365 nghìn"),
        (365, "03-65", "03-65"),
        (365, "1365", "!"),
        (365, "3.65", "!"),
        (365_000, "365", "!"),
        (365, "", "!"),
        (-365, "365", "!"),
        (float("inf"), "365", "!"),
    ],
)
def test_a_file_that_tells_a_number_and_what_is_shown(
    number: float, shown: str, text: str | None
) -> None:
    found = as_told(number, shown)
    assert (found is None) is (text is None)
    assert isinstance(found, Unclear) is (text == "!")
    if text not in (None, "!"):
        assert getattr(found, "shown", "") == text


@pytest.mark.parametrize(
    ("code", "is_so"),
    [
        ("General", True),
        ("0", True),
        ("#,##0", True),
        ("0.00", True),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', True),
        ("[Red]0", True),
        ('"-"', False),
        ('""', False),
        ("00-00", False),
        (r"0\.00", False),
        ("0,", False),
        ("0%", False),
        (";;;", False),
        ('0"*"', False),
        ('General" nghìn"', False),
        ('"1"0', False),
    ],
)
def test_a_format_shows_whole_numbers_as_they_are_or_is_looked_at(code: str, is_so: bool) -> None:
    assert is_plain(code) is is_so
    assert (read_count(by_format(365, code)).value == 365) is is_so


def test_a_name_in_odd_letters_stays_a_name() -> None:
    assert doubtful("Sở Y tế", file_words.ODD_PIECE) is None
    assert doubtful("365", "") is None
    assert isinstance(doubtful("365 hồ sơ", file_words.ODD_PIECE), Unclear)


def test_a_space_between_two_numbers_is_asked_about() -> None:
    header = ["Đơn vị", "Tổng số PAKN"]
    rows = [header, ["Sở Y tế", "365 360"], ["Sở Nội vụ", "12"]]
    (question,) = understand([Grid("a.csv", "", rows)], base_case(), Decisions()).decisions.waiting
    assert "“365 360” trong bảng có dấu “cách”" in question.text
    rows[2][1] = "1 085"
    found = understand([Grid("a.csv", "", rows)], base_case(), Decisions())
    assert found.is_complete and [value.text for value in found.values] == ["365360", "1085"]
    rows[1][1] = "365\n360"
    assert read_count(rows[1][1]).why is Why.TEXT


def _font(height: int = 220, flags: int = 0, raised: int = 0, colour: bytes = b"\0\0\0") -> bytes:
    said = struct.pack("<HHHHI", height, flags, 400, raised, 0) + b"\5\0\0\0" + colour + b"\xff"
    return record(43, said + b"\0" + wide("Arial"))


def _fill(pattern: int, colour: bytes) -> bytes:
    return record(45, struct.pack("<I", pattern) + b"\5\0\0\0" + colour + b"\xff" + bytes(52))


def _cell(column: int, style: int, kind: int = 2, held: bytes = struct.pack("<i", 1462)) -> bytes:
    return record(kind, struct.pack("<II", column, style) + held)


def test_an_xlsb_tells_the_looks_of_its_cells() -> None:
    white, dark = b"\xff\xff\xff", b"\x1f\x4e\x78"
    fonts = [_font(), _font(flags=8), _font(20), _font(colour=white), _font(raised=1)]
    fills = [_fill(0, white), _fill(1, dark)]
    uses = [(0, 0), (1, 0), (2, 0), (3, 0), (3, 1)]
    styles = b"".join((*fonts, *fills)) + record(617)
    styles += b"".join(record(47, struct.pack("<HHHHI", 0, 0, *use, 0)) for use in uses)
    runs = struct.pack("<IHHHH", 2, 0, 0, 2, 4)
    texts = record(19, b"\0" + wide("365")) + record(19, b"\1" + wide("361") + runs)
    row = record(0, struct.pack("<IIHBBBI", 0, 0, 300, 0, 0, 0, 0))
    row += b"".join(_cell(style, style) for style in range(len(uses)))
    row += _cell(5, 0, 7, struct.pack("<I", 0)) + _cell(6, 0, 7, struct.pack("<I", 1))
    row += _cell(7, 0, 62, b"\1" + wide("361") + runs) + _cell(8, 1, 6, wide("365"))
    row += record(0, struct.pack("<IIHBBBI", 1, 0, 20, 0, 0, 0, 0))
    columns = record(60, struct.pack("<IIIIH", 9, 9, 100, 0, 0))
    header = record(479, b"\0\0" + wide("&CTháng 01/2024") + 5 * b"\xff\xff\xff\xff")
    book = record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("S"))
    parts = {
        BOOK: book,
        "xl/_rels/workbook.bin.rels": b'<r><a Id="rId1" Target="worksheets/sheet1.bin"/></r>',
        "xl/styles.bin": styles + record(618),
        "xl/sharedStrings.bin": texts,
        "xl/worksheets/sheet1.bin": columns + row + header,
        "xl/worksheets/_rels/sheet1.bin.rels": RELATIONS,
        "xl/drawings/d.xml": b"<a:p><a:r><a:t>Ghi th\xc3\xaam</a:t></a:r></a:p>",
    }
    look = looks_of_binary(parts)["S"]
    assert look.doubts == {
        (0, 1): file_words.STRUCK,
        (0, 2): file_words.TINY_LETTERS,
        (0, 3): file_words.UNSEEN_COLOUR,
        (0, 6): file_words.ODD_PIECE,
        (0, 7): file_words.ODD_PIECE,
        (0, 8): file_words.STRUCK,
    }
    assert (look.rows, look.columns, look.around) == (
        {1}, {9}, ["Tháng 01/2024", "Ghi thêm"],
    )  # fmt: skip
