"""The page of a sheet: paper, margins, page number."""

import io

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bpindex.page.layout import PageLayout, Paper
from bpindex.xlsx.package import Package

_PAPER_CODES = {Paper.A4: 9, Paper.A3: 8}
_INCH_MM = 25.4


def set_up_page(sheet: Worksheet, layout: PageLayout) -> None:
    """Set page, margins and page number."""
    sheet.sheet_view.showGridLines = False
    page = sheet.page_setup
    page.paperSize = _PAPER_CODES[layout.paper]
    page.orientation = "landscape" if layout.landscape else "portrait"
    page.scale = 100
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


def empty_sheet(layout: PageLayout) -> bytes:
    """Return the worksheet part of a sheet that has nothing but its page."""
    book = Workbook()
    set_up_page(book.worksheets[0], layout)
    out = io.BytesIO()
    book.save(out)
    package = Package(out.getvalue())
    [part] = package.sheets().values()
    return package.parts[part]
