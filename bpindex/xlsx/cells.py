"""Cells of a worksheet part: read as values, written so that all else stays as it was."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bpindex.xlsx.elements import Element, element, elements, replaced, text_of, written

_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True)
class Formula:
    """A formula ("=…") for a cell of any format."""

    text: str


def place_of(address: str) -> tuple[int, int]:
    """Return row and column, counted from 1, of an address such as "AB12"."""
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise ValueError(f"no address of a cell: {address}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def address_of(row: int, column: int) -> str:
    """Return the address of a cell by its row and column, counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def shared_texts(part: bytes) -> list[str]:
    """Return the texts of a part of shared strings."""
    texts, pieces = [], []
    for item in elements(part, "si", "t"):
        if item.name == "t":
            pieces.append(item.text)
        else:
            texts.append("".join(pieces))
            pieces = []
    return texts


def read_cells(sheet: bytes, area: str, shared: Sequence[str]) -> list[list[Any]]:
    """Return rows of texts, numbers, truth values and None; of a formula its stored value."""
    first, _, last = area.partition(":")
    (top, left), (bottom, right) = place_of(first), place_of(last or first)
    rows: list[list[Any]] = [[None] * (right - left + 1) for _ in range(bottom - top + 1)]
    for row in elements(sheet, "row"):
        number = int(row.attributes["r"])
        if top <= number <= bottom:
            xml = sheet[row.start : row.end]
            for cell in elements(xml, "c"):
                column = place_of(cell.attributes["r"])[1]
                if left <= column <= right:
                    rows[number - top][column - left] = _value(xml, cell, shared)
    return rows


def write_cells(
    sheet: bytes, values: Mapping[tuple[int, int], Any], is_text: Callable[[str], bool]
) -> bytes:
    """Return the part with cells written by row and column; each keeps its style.

    Texts are written as a program takes them that is handed them: behind "=" as a formula,
    behind an apostrophe without it; as they are in a cell whose style `is_text`. Raises
    ValueError for a cell whose formula serves others too.
    """
    sheet = _with_extent(sheet, values)
    data = element(sheet, "sheetData")
    if data is None:
        raise ValueError("no sheetData")
    rows = {int(row.attributes["r"]): sheet[row.start : row.end] for row in elements(sheet, "row")}
    columns = [item.attributes for item in elements(sheet, "col")]
    for number, places in groupby(sorted(values), key=lambda place: place[0]):
        xml = rows.get(number) or written("row", {"r": str(number)})
        new = {column: values[number, column] for _, column in places}
        rows[number] = _written_row(xml, number, new, columns, is_text)
    inside = b"".join(xml for _, xml in sorted(rows.items()))
    return sheet[: data.start] + written("sheetData", {}, inside) + sheet[data.end :]


def _with_extent(sheet: bytes, places: Iterable[tuple[int, int]]) -> bytes:
    """Return the part with an extent that holds these cells too; readers go by it."""
    known = element(sheet, "dimension")
    if known is None:
        return sheet
    corners = [*map(place_of, known.attributes["ref"].split(":")), *places]
    rows, columns = zip(*corners, strict=True)
    first, last = address_of(min(rows), min(columns)), address_of(max(rows), max(columns))
    return replaced(sheet, [(known, written("dimension", {"ref": f"{first}:{last}"}))])


def _written_row(
    xml: bytes,
    number: int,
    values: Mapping[int, Any],
    columns: Sequence[Mapping[str, str]],
    is_text: Callable[[str], bool],
) -> bytes:
    [row] = elements(xml, "row")
    found = {place_of(cell.attributes["r"])[1]: cell for cell in elements(xml, "c")}
    cells = {column: xml[cell.start : cell.end] for column, cell in found.items()}
    for column, value in values.items():
        if re.search(rb"<f [^>]*\bref=", cells.get(column, b"")):
            raise ValueError(f"{address_of(number, column)} holds the formula of several cells")
        known = found.get(column)
        style = known.attributes.get("s", "") if known else _column_style(columns, column)
        attributes = {"r": address_of(number, column), **({"s": style} if style else {})}
        cells[column] = _written_cell(attributes, value, is_text(style or "0"))
    inside = b"".join(cell for _, cell in sorted(cells.items()))
    start = xml[: row.inside] if row.close != row.end else xml[: row.inside].rstrip(b"/> ") + b">"
    return start + inside + b"</row>"


def _written_cell(attributes: dict[str, str], value: Any, as_it_is: bool) -> bytes:
    if isinstance(value, str) and not as_it_is:
        if value.startswith("="):
            value = Formula(value)
        value = value.removeprefix("'") if isinstance(value, str) else value
    if value in (None, ""):
        return written("c", attributes)
    if isinstance(value, Formula):
        return written("c", attributes, b"<f>" + text_of(value.text[1:]) + b"</f>")
    if isinstance(value, str):
        text = written("t", {"xml:space": "preserve"}, text_of(value))
        return written("c", {**attributes, "t": "inlineStr"}, b"<is>" + text + b"</is>")
    if isinstance(value, bool):
        return written("c", {**attributes, "t": "b"}, b"<v>%d</v>" % value)
    return written("c", attributes, f"<v>{value}</v>".encode())


def _column_style(columns: Sequence[Mapping[str, str]], column: int) -> str:
    fits = (i for i in columns if int(i["min"]) <= column <= int(i["max"]))
    return next((item.get("style", "") for item in fits), "")


def _value(xml: bytes, cell: Element, shared: Sequence[str]) -> Any:
    kind = cell.attributes.get("t", "n")
    inside = elements(xml[cell.start : cell.end], "v", "t")
    text = "".join(item.text for item in inside)
    if not inside or not text:
        return None
    if kind == "s":
        return shared[int(text)] or None
    if kind == "b":
        return text == "1"
    return float(text) if kind == "n" else text
