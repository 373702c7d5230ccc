"""A worksheet part: elements put where the format has them, cells written, all else as it was."""

import re
from collections.abc import Container, Mapping
from itertools import groupby
from string import ascii_uppercase
from typing import Any

from bpindex.xlsx.elements import (
    appended,
    children,
    element,
    elements,
    text_of,
    without,
    written,
)

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


def write_cells(sheet: bytes, values: Mapping[str, Any], text_styles: Container[str]) -> bytes:
    """Return the part with cells written by address, row after row; each keeps its style.

    Texts are written as a program takes them that is handed them: behind "=" as a formula,
    behind an apostrophe without it; as they are in a cell of one of `text_styles`. Raises
    ValueError for a cell whose formula serves others too.
    """
    # Readers go by the extent where there is one.
    sheet = without(sheet, "dimension")
    data = element(sheet, "sheetData")
    if data is None:
        raise ValueError("no sheetData")
    rows = {row.attributes["r"]: row.outer for row in elements(sheet, "row")}
    for number, addresses in groupby(values, lambda address: address.lstrip(ascii_uppercase)):
        xml = rows.get(number) or written("row", {"r": number})
        rows[number] = _written_row(xml, {item: values[item] for item in addresses}, text_styles)
    inside = b"".join(rows[number] for number in sorted(rows, key=int))
    return sheet[: data.start] + written("sheetData", {}, inside) + sheet[data.end :]


def _written_row(xml: bytes, values: Mapping[str, Any], text_styles: Container[str]) -> bytes:
    [row] = elements(xml, "row")
    found = {cell.attributes["r"]: cell for cell in elements(xml, "c")}
    cells = {address: cell.outer for address, cell in found.items()}
    for address, value in values.items():
        if re.search(rb"<f [^>]*\bref=", cells.get(address, b"")):
            raise ValueError(f"{address} holds the formula of several cells")
        attributes = {"r": address}
        if address in found and (style := found[address].attributes.get("s")):
            attributes["s"] = style
        as_it_is = attributes.get("s", "0") in text_styles
        cells[address] = _written_cell(attributes, value, as_it_is)
    # Within a row, a longer address is that of a later column.
    inside = b"".join(cells[address] for address in sorted(cells, key=lambda i: (len(i), i)))
    return written("row", row.attributes, inside)


def _written_cell(attributes: Mapping[str, str], value: Any, as_it_is: bool) -> bytes:
    if isinstance(value, str) and not as_it_is:
        if value.startswith("="):
            return written("c", attributes, written("f", {}, text_of(value[1:])))
        value = value.removeprefix("'")
    if value in (None, ""):
        return written("c", attributes)
    if isinstance(value, str):
        text = written("is", {}, written("t", {"xml:space": "preserve"}, text_of(value)))
        return written("c", {**attributes, "t": "inlineStr"}, text)
    if isinstance(value, bool):
        return written("c", {**attributes, "t": "b"}, b"<v>%d</v>" % value)
    return written("c", attributes, f"<v>{value}</v>".encode())
