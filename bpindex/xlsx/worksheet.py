"""A worksheet part: elements put where the format has them, cells written, all else as it was."""

import re
from collections.abc import Container, Mapping
from itertools import groupby
from string import ascii_uppercase
from typing import Any

from bpindex.xlsx.elements import (
    appended,
    children,
    elements,
    replaced,
    text_of,
    written,
)

_NAME = re.compile(rb"<([\w:]+)")
_CELL = re.compile(rb'<c [^>]*?\br="([A-Z]+)([0-9]+)"')
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
    found = elements(sheet, "dimension", "sheetData", "row")
    data = next((item for item in found if item.name == "sheetData"), None)
    if data is None:
        raise ValueError("no sheetData")
    rows = {item.attributes["r"]: item.outer for item in found if item.name == "row"}
    for number, addresses in groupby(values, lambda address: address.lstrip(ascii_uppercase)):
        xml = rows.get(number) or written("row", {"r": number})
        rows[number] = _written_row(xml, {item: values[item] for item in addresses}, text_styles)
    inside = b"".join(rows[number] for number in sorted(rows, key=int))
    changes = [(data, written("sheetData", {}, inside))]
    # Readers go by the extent where there is one, and seek it through the whole sheet else.
    changes += [(item, _extent(inside)) for item in found if item.name == "dimension"]
    return replaced(sheet, changes)


def _extent(rows: bytes) -> bytes:
    """Return the element that says from where to where a sheet with these rows is filled."""
    cells = {(len(column), column, int(number)) for column, number in _CELL.findall(rows)}
    last_column = max(cells, default=(1, b"A", 1))[1].decode()
    last_row = max((number for *_, number in cells), default=1)
    return written("dimension", {"ref": f"A1:{last_column}{last_row}"})


def _written_row(xml: bytes, values: Mapping[str, Any], text_styles: Container[str]) -> bytes:
    [row] = elements(xml, "row")
    found = {cell.attributes["r"]: cell for cell in elements(xml, "c")}
    cells = {address: cell.outer for address, cell in found.items()}
    for address, value in values.items():
        area = re.search(rb'<f [^>]*\bref="([^"]*)"', cells.get(address, b""))
        if area and area[1].decode() not in (address, f"{address}:{address}"):
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
