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
    element,
    elements,
    replaced,
    text_of,
    written,
)

_NAME = re.compile(rb"<([\w:]+)")
# A row that tells its number, and tells it first.
_ROW = re.compile(rb'<row r="(\d+)"')
# A row, or a part of one, with its cells.
_Piece = tuple[Element, list[Element]]
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
    begin, end = _inside_of_data(sheet)
    rows, frame = sheet[begin:end], sheet[:begin] + sheet[end:]
    for item in children(frame):
        if item.name in later:
            frame = frame[: item.start] + new + frame[item.start :]
            begin += len(new) if item.start < begin else 0
            break
    else:
        frame = appended(frame, new)
    return frame[:begin] + rows + frame[begin:]


def _inside_of_data(sheet: bytes) -> tuple[int, int]:
    """Return where the rows begin and end: parsing every cell takes most of the time.

    Both are 0 where something in the part may look like a tag and be none.
    """
    begin, end = sheet.find(b"<sheetData>"), sheet.find(b"</sheetData>")
    if begin < 0 or end < 0 or b"<!" in sheet or sheet.count(b"<?") > 1:
        return 0, 0
    return begin + len(b"<sheetData>"), end


def write_cells(sheet: bytes, values: Mapping[str, Any], text_styles: Container[str]) -> bytes:
    """Return the part with cells written by address, row after row; each keeps its style.

    Texts are written as a program takes them that is handed them: behind "=" as a formula,
    behind an apostrophe without it; as they are in a cell of one of `text_styles`. Raises
    ValueError for a cell whose formula serves others too.
    """
    new: dict[int, dict[str, Any]] = {}
    for address, value in values.items():
        new.setdefault(int(address.lstrip(ascii_uppercase)), {})[address] = value
    begin, end = _inside_of_data(sheet)
    rows = _rows_as_they_are(sheet, begin, end)
    if rows:
        # A parser for each row would take most of the time.
        touched = b"".join(rows[number] for number in new if number in rows)
        pieces = _rows_in_pieces(written("sheetData", {}, touched))
    else:
        data = element(sheet, "sheetData")
        if data is None:
            raise ValueError("no sheetData")
        pieces = _rows_in_pieces(sheet)
        sheet = replaced(sheet, [(data, b"<sheetData></sheetData>")])
        begin = end = data.start + len("<sheetData>")
    rows |= {
        number: _written_row(number, pieces.get(number, []), new.get(number, {}), text_styles)
        for number in {*pieces, *new}
    }
    head, foot = sheet[:begin], sheet[end:]
    # Readers go by the extent where there is one, and seek it through the whole sheet else.
    if extent := element(head + foot, "dimension"):
        head = replaced(head, [(extent, _extent(extent, values))])
    return b"".join([head, *(rows[number] for number in sorted(rows)), foot])


def _rows_as_they_are(sheet: bytes, begin: int, end: int) -> dict[int, bytes]:
    """Return the rows by their numbers, as XML: none where that is not plain to see."""
    tags = [*_ROW.finditer(sheet, begin, end)]
    numbers = [int(tag[1]) for tag in tags]
    every = sum(sheet.count(tag, begin, end) for tag in (b"<row ", b"<row>", b"<row/>"))
    if not tags or len(tags) != every or numbers != sorted(set(numbers)):
        return {}
    starts = [tag.start() for tag in tags]
    ends = [*starts[1:], end]
    return {n: sheet[at:until] for n, at, until in zip(numbers, starts, ends, strict=True)}


def _rows_in_pieces(xml: bytes) -> dict[int, list[_Piece]]:
    """Return of each row by its number all that is written of it."""
    pieces: dict[int, list[_Piece]] = {}
    cells: list[Element] = []
    number = 0
    for item in elements(xml, "row", "c"):
        if item.name == "c":
            cells.append(item)
            continue
        number = int(item.attributes.get("r", number + 1))
        pieces.setdefault(number, []).append((item, cells))
        cells = []
    return pieces


def _extent(old: Element, values: Iterable[str]) -> bytes:
    """Return the element that says from where to where a sheet is filled with values more."""
    corners = [*old.attributes.get("ref", "A1").split(":"), *values]
    last_row = max(int(address.lstrip(ascii_uppercase)) for address in corners)
    last_column = max(map(_column, corners))
    return written("dimension", {"ref": f"A1:{_letters(last_column)}{last_row}"})


def _written_row(
    number: int, pieces: Sequence[_Piece], values: Mapping[str, Any], text_styles: Container[str]
) -> bytes:
    """Return a row with cells written, in one piece where it is written in several."""
    is_whole = len(pieces) == 1 and "r" in pieces[0][0].attributes
    if is_whole and not values and all("r" in cell.attributes for cell in pieces[0][1]):
        return pieces[0][0].outer
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
    attributes = {key: text for row, _ in reversed(pieces) for key, text in row.attributes.items()}
    return written("row", {**attributes, "r": str(number)}, inside)


def _cells_of(number: int, pieces: Iterable[_Piece]) -> Iterator[tuple[str, Element]]:
    """Yield the cells of a row with their addresses; one without is behind the one before."""
    for _, cells in pieces:
        column = 0
        for cell in cells:
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
