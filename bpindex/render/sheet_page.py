"""The page of the notice's sheets, and the looks that people gave to single cells."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from openpyxl.styles import Alignment, Color, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from bpindex.page import layout

_PAPER_A4 = 9
_INCH_MM = 25.4


def set_up_page(sheet: Worksheet) -> None:
    """Set page, margins and page number."""
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = _PAPER_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.scale = 100
    sheet.page_setup.firstPageNumber = 1
    sheet.page_setup.useFirstPageNumber = True
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.top, margins.bottom = (
        layout.MARGIN_TOP_MM / _INCH_MM,
        layout.MARGIN_BOTTOM_MM / _INCH_MM,
    )
    margins.left, margins.right = (
        layout.MARGIN_LEFT_MM / _INCH_MM,
        layout.MARGIN_RIGHT_MM / _INCH_MM,
    )
    margins.header = margins.footer = layout.HEADER_MM / _INCH_MM
    # The page number stands in the middle of the top margin, from page 2 on.
    header_footer = sheet.HeaderFooter
    header_footer.differentFirst = True
    assert header_footer.oddHeader is not None
    centre = header_footer.oddHeader.center
    centre.text, centre.size = "&P", layout.PAGE_NUMBER_SIZE
    centre.font = f"{layout.FONT},Regular"


def apply_look(cell: Any, look: Mapping[str, str]) -> None:
    """Change the properties of a cell's style that `look` names; see `edits.snapshot.Look`."""
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
