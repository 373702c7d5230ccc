"""Files of every kind as the same cells; what is none, or too much, is refused with a sentence."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from openpyxl import Workbook

from bpindex.codec.shown import ShownNumber, Unclear
from bpindex.errors import InputError
from bpindex.grids.files import open_tables
from bpindex.grids.grid import Grid, shown_text
from bpindex.grids.office.office_files import _is_usual
from tests import ROOT
from tests.intake.tables import (
    ONE_GATE_SPANS,
    as_page,
    as_text,
    as_xlsx,
    in_tcvn3,
    in_vni,
    one_gate,
)

DATA = ROOT / "tests" / "data" / "intake"


def texts(grid: Grid) -> list[list[str]]:
    rows = [[grid.text(r, c) for c in range(grid.width)] for r in range(len(grid.rows))]
    return [row for row in rows if any(row)]


def expected() -> list[list[str]]:
    return [[str(cell) for cell in row] for row in one_gate()]


def only_grid(path: Path) -> Grid:
    (grid,) = open_tables(path).grids
    return grid


def test_a_workbook_gives_its_cells_and_what_is_merged(tmp_path: Path) -> None:
    grid = only_grid(as_xlsx(tmp_path / "a.xlsx", one_gate(), ONE_GATE_SPANS, above=4))
    assert texts(grid) == expected()
    assert grid.anchors[4, 6] == (4, 2)
    assert grid.place(6, 5) == "tệp a.xlsx, trang Báo cáo, ô F7"


@pytest.mark.parametrize("name", ["mot-cua.xls", "mot-cua.ods"])
def test_other_programs_files_give_the_same(name: str) -> None:
    assert texts(only_grid(DATA / name)) == expected()


@pytest.mark.parametrize("name", ["cach-hien.xls", "cach-hien.ods"])
def test_other_programs_files_say_how_their_cells_show(name: str) -> None:
    rows = only_grid(DATA / name).rows[1:]
    shown = [[getattr(cell, "shown", cell) for cell in row[1:]] for row in rows]
    assert [row[0] for row in shown] == ["100%", "50%", "0%"]
    assert shown[0][1] == "12"
    assert isinstance(shown[1][1], Unclear) and shown[1][1].text == "#DIV/0!"
    assert (shown[2][1], [row[2] for row in shown]) == (3, [7, 8, 9])


@pytest.mark.parametrize("delimiter", ["\t", ";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_delimited_texts_in_every_unicode(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(as_text(one_gate(), delimiter).encode(encoding))
    assert texts(only_grid(path)) == expected()


def _in_1258(text: str) -> bytes:
    # Its tones are letters of their own behind the vowel, as Windows writes them.
    out = []
    for letter in text:
        try:
            out.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            base = normalize("NFD", letter)
            tone = next(c for c in base if c in "\u0300\u0301\u0303\u0309\u0323")
            rest = normalize("NFC", base.replace(tone, ""))
            out.append(rest.encode("cp1258") + tone.encode("cp1258"))
    return b"".join(out)


@pytest.mark.parametrize(
    "write",
    [
        _in_1258,
        lambda text: in_tcvn3(text.lower()).encode("latin-1"),
        lambda text: in_vni(text.lower()).encode("cp1252"),
        lambda text: normalize("NFD", text).encode(),
        lambda text: in_tcvn3(text.lower()).encode(),
    ],
    ids=["windows-1258", "TCVN3", "VNI", "decomposed", "TCVN3 in UTF-8"],
)
def test_letters_of_old_encodings_are_read(tmp_path: Path, write: Callable[[str], bytes]) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(write(as_text(one_gate(), ";")))
    found = [[cell.lower() for cell in row] for row in texts(only_grid(path))]
    assert found == [[cell.lower() for cell in row] for row in expected()]


def test_bytes_that_are_no_vietnamese_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Größe;Übung;Çelik\n1;2;3\n".encode("cp1252"))
    with pytest.raises(InputError, match="bảng mã"):
        open_tables(path)


def test_a_page_saved_as_xls_gives_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(as_page(one_gate(), ONE_GATE_SPANS), encoding="utf-8")
    grid = only_grid(path)
    assert texts(grid) == expected()
    assert grid.anchors[0, 6] == (0, 2)


def test_a_page_without_end_tags_and_with_a_table_in_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    path.write_text(
        "<table><tr><td>A<td>B&nbsp;C<br>D<tr><td><table><tr><td>1</table><td>2<script>x<y</script>"
    )
    outer, inner = open_tables(path).grids
    assert texts(outer) == [["A", "B C D"], ["", "2"]]
    assert texts(inner) == [["1"]]


def test_what_only_a_format_tells_is_told(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([1, 0.345, "=1+1", "8/12", 1085])
    sheet["A1"].number_format, sheet["B1"].number_format = "0%", "0.0%"
    book.create_sheet("Ẩn").sheet_state = "hidden"
    book.save(path := tmp_path / "a.xlsx")
    opened = open_tables(path)
    first, second, formula, text, number = opened.grids[0].rows[0]
    assert isinstance(first, ShownNumber) and shown_text(first) == "100%"
    assert shown_text(second) == "34.5%"
    assert isinstance(formula, Unclear)
    assert (text, number) == ("8/12", 1085)
    assert opened.skipped == ("Tệp a.xlsx, trang Ẩn: trang đang ẩn, không đọc.",)


def test_a_date_is_no_number(tmp_path: Path) -> None:
    from datetime import date

    (cell,) = only_grid(as_xlsx(tmp_path / "a.xlsx", [[date(2024, 8, 12)]])).rows[0]
    assert isinstance(cell, Unclear) and cell.text == "12/8/2024"


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 210_000_000)


def _far_cell(path: Path) -> None:
    as_xlsx(path, [["a"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = "xl/worksheets/sheet1.xml"
    row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[part] = parts[part].replace(b"</sheetData>", row)
    _zipped(path, parts)


@pytest.mark.parametrize(
    "cell",
    [
        b'<row r="2"><c r="XFD1048576"><v>1</v></c></row>',
        b"<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
        b'<row r = "1048576" ><c><v>1</v></c></row><row><c r = "ZZZ3"><v>1</v></c></row>',
        b'<row r="2"><c r="xfd1048576"><v>1</v></c></row>',
    ],
)
def test_a_far_cell_is_refused_before_memory_is_taken_for_it(tmp_path: Path, cell: bytes) -> None:
    """The reader ends the whole process, Excel's server with it, where there is no such memory."""
    as_xlsx(path := tmp_path / "a.xlsx", [["a"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = "xl/worksheets/sheet1.xml"
    parts[part] = parts[part].replace(b"</sheetData>", cell + b"</sheetData>")
    _zipped(path, parts)
    with pytest.raises(InputError, match="ô; hãy chỉ giữ lại"):
        open_tables(path)


@pytest.mark.parametrize(
    ("cells", "is_usual"),
    [
        (b'<row r="1"><c r="A1"/><c r="B1" s="1"><v>1</v></c></row><cfRule/><colBreaks/>', True),
        (b'<x14:cfRule/><x14:conditionalFormatting><row r="1" spans="1:2"/>', True),
        (b'<row r="1"><c s="1" r="A1"/></row>', False),
        (b'<row r="1"><c><v>1</v></c></row>', False),
        (b'<row><c r="A1"/></row>', False),
        (b"<row r='1'/>", False),
        (b'<x:row r="1"><x:c r="A1"/></x:row>', False),
    ],
)
def test_a_sheet_is_read_here_only_where_all_say_where_they_stand(
    cells: bytes, is_usual: bool
) -> None:
    assert _is_usual(b"<sheetData>" + cells + b"</sheetData>") is is_usual


def _entities(path: Path) -> None:
    as_xlsx(path, [["a"]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    entity = b'<!DOCTYPE x [<!ENTITY a "b">]>'
    parts["xl/workbook.xml"] = entity + parts["xl/workbook.xml"]
    _zipped(path, parts)


def _twice(path: Path, form: bytes) -> None:
    as_xlsx(path, [["Đơn vị", "PAKN"], ["Sở Y tế", 3]])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet], count = re.subn(form, rb"\g<0>\g<0>", parts[sheet])
    assert count == 1
    _zipped(path, parts)


def _zipped(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    "make",
    [
        _bomb,
        _far_cell,
        _entities,
        lambda path: _twice(path, rb'<c r="B2".*?</c>'),
        lambda path: _twice(path, rb'<row r="2".*?</row>'),
        lambda path: path.write_bytes(b"PK\x03\x04" + b"\0" * 50),
        lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\1" * 5_000),
        lambda path: path.write_bytes(b"%PDF-1.7"),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(as_xlsx(path, one_gate()).read_bytes()[:-900]),
    ],
    ids=[
        "bomb",
        "far cell",
        "entities",
        "cell",
        "row",
        "cut zip",
        "broken xls",
        "pdf",
        "empty",
        "cut off",
    ],
)
def test_broken_and_hostile_files_are_refused(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    path = tmp_path / "a.xlsx"
    make(path)
    with pytest.raises(InputError, match=r"Không đọc được tệp a\.xlsx: ."):
        open_tables(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Không tìm thấy tệp"):
        open_tables(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("12<span style='display: none'>3</span>", "12"),
        ("12<span hidden>3</span>", "12"),
        ("<b>1<i style='visibility:hidden'>2<i>3</i></i>4</b>", "14"),
        ("<del>5</del>6", "6"),
        ("<s>5</s> <strike>7</strike>6", "6"),
        ("<span style='text-decoration:line-through'>5</span>6", "6"),
        ("7<sup>1</sup>", "7 (1)"),
        ("7<sub>a</sub>", "7 (a)"),
        ("8<span style='display:none'>9", "8"),
        ("8<input type=hidden style='display:none'>9", "89"),
    ],
)
def test_of_a_page_what_nobody_sees_is_no_digit(tmp_path: Path, cell: str, shown: str) -> None:
    path = tmp_path / "a.xls"
    path.write_text(f"<table><tr><td>A<td>{cell}<tr><td>B<td>2</table>")
    assert texts(only_grid(path)) == [["A", shown], ["B", "2"]]


def test_hidden_cells_rows_and_tables_of_a_page_are_left_out_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(
        "<table><tr><td>A<td style='display:none'>9<td>1<tr style='display:none'><td>X<td>8"
        "<tr><td>B</td><td style='display:none'>7</td><td>2</td></tr>"
        "<tr><td>C<td style='text-decoration: line-through'>6<td>3</table>"
        "<div style='display:none'><div><table><tr><td>Z</table></div>"
        "<table><tr><td>Y</table></div>"
    )
    opened = open_tables(path)
    assert [texts(grid) for grid in opened.grids] == [
        [["A", "1", ""], ["B", "2", ""], ["C", "", "3"]]
    ]
    assert opened.skipped == ("Tệp a.xls: 5 chỗ đang ẩn hoặc bị gạch, không đọc.",)


def test_the_line_that_names_the_separator_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=;\r\nĐơn vị;TTHC\r\nSở Y tế;5\r\n", "utf-8-sig")
    assert texts(only_grid(path)) == [["Đơn vị", "TTHC"], ["Sở Y tế", "5"]]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ('1,"Sở Y tế,95,3\n2,Sở Tư pháp,7,8\n', 2),
        ('1,Sở Y tế,95,3\n2,"Sở Tư pháp,7,8\n3,"Sở Nội vụ",1,2\n4,Sở A,5,6\n', 3),
        ('1,"Sở Y tế,95,3\n2,Sở Tư pháp,7,8\n3,"Sở Nội vụ,1,2\n', 2),
        ('1,"Sở Y\ntế",95,3\n2,"Sở Tư pháp (a, b\nc, d)",7,8\n', 0),
    ],
)
def test_a_quote_that_swallows_rows_is_refused(tmp_path: Path, body: str, line: int) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"TT,Đơn vị,Trước hạn,Quá hạn\n{body}", "utf-8")
    if not line:
        assert len(only_grid(path).rows) == 3
        return
    with pytest.raises(InputError, match=f"dòng {line} "):
        open_tables(path)


def test_a_word_file_is_called_so(tmp_path: Path) -> None:
    from docx import Document

    Document().save(str(tmp_path / "a.docx"))
    with pytest.raises(InputError, match=r"Word.*Dán vào đây"):
        open_tables(tmp_path / "a.docx")
