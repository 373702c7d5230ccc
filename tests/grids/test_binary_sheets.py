"""Looks of .xlsb and .ods: a percent, a word beside a number, what is hidden."""

import struct
import zipfile
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from bpindex.codec.shown import ShownNumber, Unclear
from bpindex.grids.files import open_tables
from bpindex.grids.grid import Grid
from bpindex.grids.office.binary_sheets import _rk
from bpindex.grids.office.ods_sheets import CONTENT, looks_of_ods
from bpindex.intake.engine import understand
from bpindex.intake.taken import Decisions
from bpindex.words import intake as words
from tests.strategies import base_case

ALL, GOOD = "Tổng số PAKN", "PAKN xử lý đúng hạn"
# Styles by their numbers: plain, percent, with a word, hidden.
FORMATS = {200: '0.0" nghìn"', 201: ";;;"}
PLAIN, PERCENT, WORD, UNSEEN = range(4)
Value = str | int | float | tuple[float, int] | None


def record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, left = bytearray(), len(content)
    while left > 0x7F:
        size.append(left & 0x7F | 0x80)
        left >>= 7
    return head + bytes([*size, left]) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def cell(column: int, value: Value) -> bytes:
    number, style = value if isinstance(value, tuple) else (value, PLAIN)
    head = struct.pack("<II", column, style)
    if isinstance(number, str):
        return record(6, head + wide(number))
    if isinstance(number, int):
        return record(2, head + struct.pack("<i", number << 2 | 2))
    return record(5, head + struct.pack("<d", number))


def as_xlsb(
    path: Path,
    rows: list[list[Value]],
    hidden_row: int = -1,
    column: int = -1,
    span: tuple[int, int, int, int] | None = None,
) -> Path:
    """Write the few records that a sheet needs, as Excel writes them."""
    styles = record(278) + record(615, struct.pack("<I", len(FORMATS)))
    styles += b"".join(record(44, struct.pack("<H", n) + wide(c)) for n, c in FORMATS.items())
    styles += record(616) + record(617, struct.pack("<I", 4))
    styles += b"".join(
        record(47, struct.pack("<HH", 0, number) + bytes(12)) for number in (0, 9, *FORMATS)
    )
    sheet = record(129) + record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, 3))
    if column >= 0:
        widths = struct.pack("<IIIIH", column, column, 2304, 0, 1)
        sheet += record(390) + record(60, widths) + record(391)
    sheet += record(145)
    for number, values in enumerate(rows):
        flags = 0x10 if number == hidden_row else 0
        sheet += record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, flags, 0, 0))
        sheet += b"".join(cell(c, value) for c, value in enumerate(values) if value is not None)
    sheet += record(146)
    if span:
        top, left, bottom, right = span
        merged = record(176, struct.pack("<IIII", top, bottom, left, right))
        sheet += record(177, struct.pack("<I", 1)) + merged + record(178)
    sheet += record(130)
    book = record(131) + record(143)
    book += record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Báo cáo"))
    book += record(144) + record(132)
    begin = '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.open'
    begin += 'xmlformats.org/package/2006/relationships">'
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    links = (
        f'<Relationship Id="rId{n}" Type="{kinds}{kind}" Target="{target}"/>'
        for n, kind, target in (
            (1, "worksheet", "worksheets/sheet1.bin"),
            (2, "styles", "styles.bin"),
        )
    )
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "xl/_rels/workbook.bin.rels": f"{begin}{''.join(links)}</Relationships>".encode(),
        "xl/workbook.bin": book,
        "xl/styles.bin": styles + record(618) + record(279),
        "xl/worksheets/sheet1.bin": sheet,
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def grid_of(path: Path) -> Grid:
    (grid,) = open_tables(path).grids
    return grid


def test_an_xlsb_is_read_as_its_cells_show_it(tmp_path: Path) -> None:
    rows: list[list[Value]] = [
        ["Đơn vị", ALL, GOOD],
        ["Sở Y tế", 9, 8.0],
        ["Sở Nội vụ", (1.0, PERCENT), (0.985, PERCENT)],
        ["Sở Tư pháp", (90, WORD), (5.0, UNSEEN)],
    ]
    grid = grid_of(as_xlsb(tmp_path / "a.xlsb", rows))
    found = [grid.cell(row, column) for row in (2, 3) for column in (1, 2)]
    assert [getattr(one, "shown", "") for one in found] == ["100%", "99%", "90.0 nghìn", ""]
    assert isinstance(found[0], ShownNumber) and isinstance(found[3], Unclear)
    taken = understand([grid], base_case(), Decisions(agreed=True))
    assert {(v.agency, v.text) for v in taken.values} == {("so-y-te", "9"), ("so-y-te", "8")}


@pytest.mark.parametrize(("row", "column", "named"), [(2, -1, "dòng 3"), (-1, 1, "cột B")])
def test_what_an_xlsb_hides_is_asked_about(
    tmp_path: Path, row: int, column: int, named: str
) -> None:
    rows: list[list[Value]] = [["Đơn vị", ALL, GOOD], ["Sở Y tế", 9, 8], ["Sở Nội vụ", 7, 6]]
    grid = grid_of(as_xlsb(tmp_path / "a.xlsb", rows, row, column))
    (question,) = understand([grid], base_case(), Decisions(agreed=True)).decisions.waiting
    assert question.is_open and named in question.text


def test_a_file_whose_looks_nobody_can_read_is_asked_about(tmp_path: Path) -> None:
    rows: list[list[Value]] = [["Đơn vị", ALL, GOOD], ["Sở Y tế", 9, 8]]
    path = as_xlsb(tmp_path / "a.xlsb", rows)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/styles.bin"] += record(43, b"\1")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    grid = grid_of(path)
    assert (grid.cell(1, 1), grid.around) == (9, (words.LOOKS_UNREAD,))
    (question,) = understand([grid], base_case(), Decisions(agreed=True)).decisions.waiting
    assert question.is_open and words.LOOKS_UNREAD in question.text


def test_a_number_that_an_xlsb_merges_over_agencies_is_asked_about(tmp_path: Path) -> None:
    rows: list[list[Value]] = [["Đơn vị", ALL], ["Sở Y tế", 9], ["Sở Nội vụ", None]]
    grid = grid_of(as_xlsb(tmp_path / "a.xlsb", rows, span=(1, 1, 2, 1)))
    (question,) = understand([grid], base_case(), Decisions(agreed=True)).decisions.waiting
    assert question.is_open and "gộp" in question.text


def test_what_an_ods_hides_and_merges_is_known() -> None:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = f"""<a {spaces}><table:table table:name="S"><table:table-column/>
    <table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>
    <table:table-row><table:table-cell table:number-columns-repeated="2"/>
    <table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="1"/>
    </table:table-row><table:table-row table:visibility="filter"/></table:table></a>"""
    assert fromstring(content) is not None
    look = looks_of_ods({CONTENT: content.encode()})["S"]
    assert (look.rows, look.columns, look.spans) == ({1}, {1, 2}, [(0, 2, 1, 2)])


@pytest.mark.parametrize(
    ("packed", "number"),
    [
        (struct.pack("<i", 7 << 2 | 2), 7),
        (struct.pack("<i", -7 << 2 | 2), -7),
        (struct.pack("<i", 1250 << 2 | 3), 12.5),
        (struct.pack("<d", 0.5)[4:], 0.5),
        (struct.pack("<d", -1085.0)[4:], -1085),
    ],
)
def test_a_packed_number_is_unpacked(packed: bytes, number: float) -> None:
    assert _rk(bytes(8) + packed) == number
