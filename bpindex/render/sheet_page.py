"""The page of a sheet: paper, margins, page number."""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bpindex.page.fitting import LANDSCAPE, MARGINS, PORTRAIT, mm_text
from bpindex.page.layout import PageLayout, Paper, official_layout
from bpindex.xlsx.package import Package

_PAPER_CODES = {
    Paper.A4: 9,
    Paper.A3: 8,
    Paper.A5: 11,
    Paper.B4: 12,
    Paper.B5: 13,
    Paper.LETTER: 1,
    Paper.LEGAL: 5,
}
# What a file that names no paper means.
_DEFAULT_PAPER = 1
_INCH_MM = 25.4
_FOOT_SIZE = 8


def set_up_page(sheet: Worksheet, layout: PageLayout, scale: int = 100, foot: str = "") -> None:
    """Set page, margins, page number, the scale in percent, and small words at the foot."""
    sheet.sheet_view.showGridLines = False
    page = sheet.page_setup
    page.paperSize = _PAPER_CODES[layout.paper]
    page.orientation = "landscape" if layout.landscape else "portrait"
    page.scale = scale
    page.firstPageNumber, page.useFirstPageNumber = 1, True
    sheet.print_options.horizontalCentered = True
    margins, wanted = sheet.page_margins, layout.margins
    margins.top, margins.bottom = wanted.top_mm / _INCH_MM, wanted.bottom_mm / _INCH_MM
    margins.left, margins.right = wanted.left_mm / _INCH_MM, wanted.right_mm / _INCH_MM
    margins.header = margins.footer = wanted.header_mm / _INCH_MM
    # The page number stands in the middle of the top margin, from page 2 on.
    header_footer = sheet.HeaderFooter
    header_footer.differentFirst = True
    assert header_footer.oddHeader is not None
    centre = header_footer.oddHeader.center
    centre.text, centre.size = "&P", wanted.page_number_size
    centre.font = f"{layout.font},Regular"
    for footer in (header_footer.oddFooter, header_footer.firstFooter) if foot else ():
        assert footer is not None
        footer.right.text, footer.right.size = foot, _FOOT_SIZE
        footer.right.font = centre.font


def page_found(setup: Any, margins: Any, is_fitted: bool, moves_text: bool) -> dict[str, str]:
    """Return the properties of a printed page in a workbook, as far as known (see `fitting`).

    Where a program fits pages itself, the scale says nothing; a program that computes the top
    margin anew from what stands in the header moves the text with the header.
    """
    found: dict[str, str] = {}
    if setup is not None:
        papers = {code: paper.value for paper, code in _PAPER_CODES.items()}
        if paper := papers.get(int(setup.paperSize or _DEFAULT_PAPER)):
            found["paper"] = paper
        found["orientation"] = LANDSCAPE if setup.orientation == LANDSCAPE else PORTRAIT
        # Pages of one column of pages have no order: the one that Excel's desk gave says that it
        # lowered the scale itself, and nobody by hand.
        if not is_fitted and setup.pageOrder != "overThenDown":
            found["scale"] = str(setup.scale or 100)
    if margins is not None:
        found |= {name: mm_text(getattr(margins, name) * _INCH_MM) for name in MARGINS}
        if moves_text:
            wanted = official_layout().margins
            header_mm = margins.header * _INCH_MM
            found["top"] = mm_text(header_mm + wanted.top_mm - wanted.header_mm)
    return found


def empty_sheet(layout: PageLayout) -> bytes:
    """Return the worksheet part of a sheet that has nothing but its page."""
    book = Workbook()
    set_up_page(book.worksheets[0], layout)
    out = io.BytesIO()
    book.save(out)
    package = Package(out.getvalue())
    [part] = package.sheets().values()
    return package.parts[part]
