"""The page of the notice's sheets, and the looks that people gave to single cells."""

import io
from collections.abc import Mapping
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Color, Font, PatternFill
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


def apply_look(cell: Any, look: Mapping[str, str]) -> None:
    """Change the properties of a cell's style that `look` names; see `snapshot.look_of`."""
    font: Font = copy(cell.font)
    changes: dict[str, Any] = {}
    for name, attribute in (("bold", "b"), ("italic", "i"), ("strike", "strike")):
        if name in look:
            changes[attribute] = look[name] == "1"
    if "font" in look:
        changes["name"] = look["font"]
    if "size" in look:
        changes["sz"] = float(look["size"])
    if "underline" in look:
        changes["u"] = "single" if look["underline"] == "1" else None
    if "color" in look:
        changes["color"] = Color(rgb=f"FF{look['color']}")
    if changes:
        properties = {
            name: getattr(font, name) for name in ("name", "sz", "b", "i", "u", "strike", "color")
        }
        cell.font = Font(**{**properties, **changes})
    if look.get("fill"):
        cell.fill = PatternFill("solid", fgColor=f"FF{look['fill']}")
    alignment = {name: look[name] for name in ("horizontal", "vertical") if name in look}
    if alignment:
        known = {"horizontal": cell.alignment.horizontal, "vertical": cell.alignment.vertical}
        cell.alignment = Alignment(**{**known, **alignment}, wrap_text=True)
