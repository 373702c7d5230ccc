"""A sheet of the notice as programs write it: colours, heights, what is hidden, the page."""

import io
import re
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Color, Font, PatternFill

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
        book.worksheets[0].append([f"dòng {number}", "chữ"])
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
