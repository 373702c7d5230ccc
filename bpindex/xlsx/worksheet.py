"""Where an element stands in a worksheet part: the format fixes the order of all of them."""

import re

from bpindex.xlsx.elements import appended, children

_NAME = re.compile(rb"<([\w:]+)")
# ECMA-376 part 1, 18.3.1.99; controls stand in an alternative that older programs skip.
_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects",
    "mc:AlternateContent", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip


def inserted(sheet: bytes, new: bytes) -> bytes:
    """Return a worksheet part with an element more, behind all that the format has before it."""
    name = _NAME.match(new)
    assert name
    later = _ORDER[_ORDER.index(name[1].decode()) + 1 :]
    for item in children(sheet):
        if item.name in later:
            return sheet[: item.start] + new + sheet[item.start :]
    return appended(sheet, new)
