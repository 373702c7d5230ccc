"""A sheet of the notice as programs write it: colours, heights, what is hidden, the page."""

import io
import re
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, Font, PatternFill

from bpindex.errors import InputError
from bpindex.memory.found import FoundCell, FoundSheet
from bpindex.page.plan import NOTICE_SHEET
from bpindex.reading import made_sheets
from bpindex.reading.made_sheets import MadeSheet
from bpindex.reading.notice_sheets import read_notice_sheets
from bpindex.xlsx.package import Package


def found(book: Workbook, **changes: str) -> FoundSheet:
    """Return the only sheet of a workbook, some texts of its XML replaced.

    Its first row are the keys of its columns.
    """
    out = io.BytesIO()
    book.save(out)
    package = Package(out.getvalue())
    for part in (*package.sheets().values(), "docProps/app.xml"):
        text = package.parts[part].decode()
        for before, after in changes.items():
            text = re.sub(before, after, text)
        package.parts[part] = text.encode()
    [sheet] = read_notice_sheets(package.to_bytes(), {t: t for t in package.sheets()})
    return sheet


@pytest.fixture
def book() -> Workbook:
    book = Workbook()
    for number in range(1, 5):
        keys = ["key", "stt"] if number == 1 else [f"block:{number}", "chữ"]
        book.worksheets[0].append(keys)
    return book


@pytest.mark.parametrize(
    ("colour", "wanted"),
    [
        # As Excel shows them with the theme of its own that openpyxl writes too.
        (Color(theme=4), "4F81BD"),
        (Color(theme=5, tint=-0.249977111117893), "953735"),
        (Color(theme=4, tint=0.599993896298105), "B9CDE5"),
        (Color(theme=1), "000000"),
        (Color(theme=0), "FFFFFF"),
        (Color(indexed=10), "FF0000"),
        (Color(rgb="FF123456"), "123456"),
        (Color(indexed=64), ""),
        (Color(auto=True), ""),
    ],
)
def test_every_way_to_write_a_colour_is_read(book: Workbook, colour: Color, wanted: str) -> None:
    cell: Any = book.worksheets[0]["B2"]
    cell.font, cell.fill = Font(color=colour), PatternFill("solid", fgColor=colour)
    look = found(book).rows[0].cells[2].look
    assert (look["color"], look["fill"]) == (wanted or "000000", wanted)


def test_only_a_height_that_somebody_set_is_one(book: Workbook) -> None:
    rows = {2: 'ht="30" customHeight="1"', 3: 'ht="45"', 4: 'ht="0" customHeight="1"'}
    sheet = found(book, **{f'<row r="{n}">': f'<row r="{n}" {ht}>' for n, ht in rows.items()})
    assert [row.height_pt for row in sheet.rows] == [30.0, None, None]
    assert [row.is_hidden for row in sheet.rows] == [False, False, True]


def test_hidden_columns_have_no_width(book: Workbook) -> None:
    for letter, is_hidden in (("B", True), ("C", False)):
        dimension = book.worksheets[0].column_dimensions[letter]
        dimension.width, dimension.hidden = 20, is_hidden
    sheet = found(book)
    assert (dict(sheet.widths), sheet.hidden_columns) == ({3: 20.0}, {2})


def test_a_page_is_read_as_its_program_means_it(book: Workbook) -> None:
    page = book.worksheets[0].page_setup
    page.paperSize, page.orientation, page.scale = 8, "landscape", 90
    margins = book.worksheets[0].page_margins
    margins.top, margins.header = 20 / 25.4, 15 / 25.4
    sheet = found(book)
    names = ("paper", "orientation", "scale", "top")
    assert [sheet.page[name] for name in names] == ["A3", "landscape", "90", "20"]
    # LibreOffice makes the top margin of the header, from which the text keeps its distance.
    assert found(book, **{"Microsoft Excel": "LibreOffice"}).page["top"] == "25"
    book.worksheets[0].sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    page.paperSize = 99
    assert {"scale", "paper"}.isdisjoint(found(book).page)


def test_of_a_million_blank_rows_no_cell_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice keeps them all where a row was deleted: each press then took 17 seconds."""
    read: list[Any] = []

    def counted(value: Any) -> FoundCell:
        read.append(value)
        return FoundCell(value)

    monkeypatch.setattr(made_sheets, "FoundCell", counted)
    first = [("khóa", None), (None, "một")]
    last = [(0, None), (None, "hai")]
    sheet = MadeSheet.of(NOTICE_SHEET, [*first, *[(None, None)] * 1_048_570, *last])
    assert len(read) <= 2 * len((*first, *last))
    shorter = MadeSheet.of(NOTICE_SHEET, first)
    assert sheet and shorter and sheet.seal != shorter.seal, "the last rows count"


@pytest.mark.parametrize("address", ["XFD3", "B1048576", "XFD1048576"])
def test_one_cell_far_away_is_read_and_makes_no_rectangle(book: Workbook, address: str) -> None:
    book.worksheets[0][address] = "xa"
    merged = '<mergeCells count="1"><mergeCell ref="C5:XFC1048575"/></mergeCells>'
    sheet = found(book, **{"</sheetData>": f"</sheetData>{merged}"})
    cells = [cell for row in sheet.rows for cell in row.cells.values()]
    assert sorted(cell.value for cell in cells if cell.value) == ["chữ"] * 3 + ["xa"]
    assert len(sheet.rows) <= 4
    assert len(cells) <= 6


def made_sheet() -> Workbook:
    """Return a sheet with keys above and beside it, as the tool makes it."""
    book = Workbook()
    for row in (["key", "stt", "agency"], ["block:title", "THÔNG BÁO"], ["row:t:a", "1", "Sở A"]):
        book.worksheets[0].append(row)
    return book


def test_without_the_column_of_keys_no_text_is_taken_for_one() -> None:
    book = made_sheet()
    book.worksheets[0].delete_cols(1)
    sheet = found(book)
    assert sheet.column_keys == {1: "stt", 2: "agency"}
    assert [[cell.value for cell in row.cells.values()] for row in sheet.rows] == [
        ["THÔNG BÁO", None],
        ["1", "Sở A"],
    ]


def test_without_the_row_of_keys_no_row_is_missed() -> None:
    book = made_sheet()
    book.worksheets[0].delete_rows(1)
    sheet = found(book)
    assert sheet.column_keys == {}
    assert [row.key.text for row in sheet.rows] == ["block:title", "row:t:a"]


def test_what_a_program_keeps_beneath_merged_cells_is_still_there() -> None:
    book = made_sheet()
    out = io.BytesIO()
    book.save(out)
    area = '</sheetData><mergeCells count="1"><mergeCell ref="B3:C3"/></mergeCells>'
    sheet = found(book, **{"</sheetData>": area})
    assert [cell.value for cell in sheet.rows[-1].cells.values()] == ["1", "Sở A"]


@pytest.mark.parametrize("value", [True, 0.5])
def test_what_nobody_typed_so_is_refused_by_its_cell(value: Any) -> None:
    book = made_sheet()
    cell: Any = book.worksheets[0]["C3"]
    cell.value = value
    cell.number_format = "h:mm"
    with pytest.raises(InputError, match=r"trang Sheet, ô C3: tìm thấy “(TRUE|12:00:00)”"):
        found(book)


def test_a_formula_that_nobody_has_calculated_is_refused_by_its_cell() -> None:
    book = made_sheet()
    book.worksheets[0]["C3"] = "=1+1"
    with pytest.raises(InputError, match=r"trang Sheet, ô C3: tìm thấy “=” \(công thức chưa"):
        found(book, **{"<v ?/>": "", "<v></v>": ""})


@pytest.mark.parametrize(
    "look",
    [InlineFont(strike=True), InlineFont(vertAlign="superscript"), InlineFont(color="FFFFFF")],
)
def test_a_figure_of_which_a_piece_is_no_digit_is_refused_by_its_cell(
    book: Workbook, look: InlineFont
) -> None:
    book.worksheets[0]["B3"] = CellRichText(TextBlock(look, "8"), "9.5")
    with pytest.raises(InputError, match="ô B3: tìm thấy “89"):
        found(book)


def test_bold_letters_and_pieces_of_one_look_are_a_text(book: Workbook) -> None:
    book.worksheets[0]["B3"] = CellRichText(TextBlock(InlineFont(b=True), "9"), "8.5")
    sheet = found(book)
    assert [row.cells[2].value for row in sheet.rows if row.number == 3] == ["98.5"]
