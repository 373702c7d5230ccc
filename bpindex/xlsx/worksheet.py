"""A worksheet part: elements put where the format has them, cells written, all else as it was."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from string import ascii_uppercase, digits
from typing import Any

from bpindex.xlsx.elements import (
    Element,
    appended,
    children,
    elements,
    replaced,
    text_of,
    written,
)

_NAME = re.compile(rb"<([\w:]+)")
_CELL = re.compile(rb'<c [^>]*?\br="([A-Z]+)([0-9]+)"')
_NO_ADDRESS = re.compile(rb"""<c(?=[\s/>])(?![^>]*\sr=["'])""")
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
    pieces: dict[int, list[Element]] = {}
    number = 0
    for item in found:
        if item.name == "row":
            number = int(item.attributes.get("r", number + 1))
            pieces.setdefault(number, []).append(item)
    new: dict[int, dict[str, Any]] = {}
    for address, value in values.items():
        new.setdefault(int(address.lstrip(ascii_uppercase)), {})[address] = value
    inside = b"".join(
        _written_row(number, pieces.get(number, []), new.get(number, {}), text_styles)
        for number in sorted({*pieces, *new})
    )
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


def _written_row(
    number: int, pieces: Sequence[Element], values: Mapping[str, Any], text_styles: Container[str]
) -> bytes:
    """Return a row with cells written, in one piece where it is written in several."""
    is_whole = len(pieces) == 1 and "r" in pieces[0].attributes
    if is_whole and not values and not _NO_ADDRESS.search(pieces[0].inner):
        return pieces[0].outer
    styles: dict[str, str] = {}
    cells: dict[str, bytes] = {}
    for address, cell in _cells_of(number, pieces):
        if cell.inner or address not in cells:
            attributes = {"r": address, **cell.attributes}
            is_named = "r" in cell.attributes
            cells[address] = (
                cell.outer if is_named else written("c", attributes, cell.inner or None)
            )
            styles[address] = cell.attributes.get("s", "")
    for address, value in values.items():
        area = re.search(rb'<f [^>]*\bref="([^"]*)"', cells.get(address, b""))
        if area and area[1].decode() not in (address, f"{address}:{address}"):
            raise ValueError(f"{address} holds the formula of several cells")
        style = styles.get(address, "")
        attributes = {"r": address, **({"s": style} if style else {})}
        cells[address] = _written_cell(attributes, value, (style or "0") in text_styles)
    # Within a row, a longer address is that of a later column.
    inside = b"".join(cells[address] for address in sorted(cells, key=lambda i: (len(i), i)))
    attributes = {key: text for piece in reversed(pieces) for key, text in piece.attributes.items()}
    return written("row", {**attributes, "r": str(number)}, inside)


def _cells_of(number: int, pieces: Iterable[Element]) -> Iterator[tuple[str, Element]]:
    """Yield the cells of a row with their addresses; one without is behind the one before."""
    for piece in pieces:
        column = 0
        for cell in elements(piece.outer, "c"):
            address = cell.attributes.get("r") or f"{_letters(column + 1)}{number}"
            column = _column(address)
            yield address, cell


def _column(address: str) -> int:
    """Return the number of the column of an address."""
    letters = address.rstrip(digits)
    return reduce(lambda number, letter: 26 * number + ord(letter) - ord("A") + 1, letters, 0)


def _letters(column: int) -> str:
    """Return the letters of a column by its number."""
    before, last = divmod(column - 1, 26)
    return (_letters(before) if before else "") + ascii_uppercase[last]


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
