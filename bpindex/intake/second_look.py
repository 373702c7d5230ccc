"""What only the format of a cell tells, in kinds of files of which calamine reads values alone.

Percents, errors and numbers that their cells show otherwise, hidden rows and columns, merged cells,
from .xls and .ods; see `binary_sheets` for .xlsb. Of .xlsx the parts tell it, see `office_files`.
"""

import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from bpindex.codec.shown import ShownNumber, Unclear, as_shown
from bpindex.intake.binary_sheets import BOOK, looks_of_binary
from bpindex.intake.grid import Cell, Span
from bpindex.intake.looks import Look
from bpindex.words import files as file_words
from bpindex.words import intake as words
from bpindex.xlsx.kinds import OLD_OFFICE, package_from_outside

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
# Blank cells are repeated to the end of a sheet, those that show something a few times.
_MOST_REPEATED = 1_000


def second_look(content: bytes) -> Mapping[str, Look]:
    """Return, by the titles of sheets, the cells whose format says more than their value."""
    if content.startswith(OLD_OFFICE):
        return _of_xls(content)
    parts = package_from_outside("", content).parts
    if BOOK in parts:
        return looks_of_binary(parts)
    return _of_ods(parts["content.xml"]) if "content.xml" in parts else {}


def _of_xls(content: bytes) -> dict[str, Look]:
    import xlrd

    book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=io.StringIO())
    codes = [book.format_map[xf.format_key].format_str for xf in book.xf_list]
    found: dict[str, Look] = {}
    for sheet in book.sheets():
        look = found.setdefault(sheet.name, Look())
        cells = look.cells
        look.rows |= {row for row, item in sheet.rowinfo_map.items() if item.hidden}
        look.columns |= {column for column, item in sheet.colinfo_map.items() if item.hidden}
        look.spans += [(t, left, b - 1, end - 1) for t, b, left, end in sheet.merged_cells]
        for row in range(sheet.nrows):
            for column, cell in enumerate(sheet.row(row)):
                if cell.ctype == xlrd.XL_CELL_ERROR:
                    name = xlrd.error_text_from_code.get(cell.value, "#")
                    cells[row, column] = Unclear(name, file_words.HOLDS_ERROR)
                elif cell.ctype == xlrd.XL_CELL_NUMBER:
                    whole = int(cell.value) if cell.value.is_integer() else cell.value
                    shown = as_shown(whole, codes[cell.xf_index])
                    if isinstance(shown, ShownNumber | Unclear):
                        cells[row, column] = shown
    return found


def _of_ods(content: bytes) -> dict[str, Look]:
    """Return the cells that show a percent or an error; repeated ones stand where they are."""
    found: dict[str, Look] = {}
    row = column = 0
    for event, element in iterparse(io.BytesIO(content), events=("start", "end")):
        if event == "start" and element.tag == f"{_TABLE}table":
            look, row, column = found.setdefault(element.get(f"{_TABLE}name", ""), Look()), 0, 0
        elif event == "end" and element.tag == f"{_TABLE}table-column":
            times = int(element.get(f"{_TABLE}number-columns-repeated", "1"))
            look.columns |= _hidden(element, column, times)
            column += times
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            for place, cell in _odd_cells(element):
                look.cells[row, place] = cell
            look.spans += _spans(element, row)
            times = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
            look.rows |= _hidden(element, row, times)
            row += times
            element.clear()
    return found


def _spans(element: Element, row: int) -> Iterator[Span]:
    """Yield the merged cells that begin in a row."""
    column = 0
    for cell in element:
        across, down = (
            int(cell.get(f"{_TABLE}number-{name}-spanned", "1")) for name in ("columns", "rows")
        )
        if across > 1 or down > 1:
            yield row, column, row + down - 1, column + across - 1
        column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))


def _hidden(element: Element, first: int, times: int) -> set[int]:
    """Return the rows or columns that an element hides, repeated a few times at most."""
    is_hidden = element.get(f"{_TABLE}visibility", "visible") != "visible"
    return set(range(first, first + min(times, _MOST_REPEATED))) if is_hidden else set()


def _odd_cells(row: Element) -> Iterator[tuple[int, Cell]]:
    column = 0
    for cell in row:
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        shown = "\n".join("".join(part.itertext()) for part in cell.iter(f"{_TEXT}p")).strip()
        odd = _odd(cell, shown)
        if odd is not None:
            yield from (
                (place, odd) for place in range(column, column + min(times, _MOST_REPEATED))
            )
        column += times


def _odd(cell: Element, shown: str) -> Cell | None:
    """Return what a cell shows where that is not its value, else None."""
    kind, value = cell.get(f"{_OFFICE}value-type", ""), cell.get(f"{_OFFICE}value", "")
    is_formula = cell.get(f"{_TABLE}formula") is not None
    if shown.startswith(words.ERRORS_BEGIN) and (is_formula or kind == "float"):
        return Unclear(shown, file_words.HOLDS_ERROR)
    if kind not in ("percentage", "float"):
        return None
    with suppress(ValueError):
        number, text = float(value), shown.replace(",", ".")
        if kind == "percentage":
            return ShownNumber(number, text)
        if abs(float(text) - number) < 1 and float(text) != number:
            return ShownNumber(number, text)
    return None
