"""What .ods files tell of their cells beside the values: what each shows, and how it looks."""

import io
import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from contextlib import suppress
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse

from bpindex.codec.shown import ShownNumber, Unclear
from bpindex.grids.grid import Cell, Span
from bpindex.grids.looks import LOWEST, NARROWEST, Look
from bpindex.grids.shown_numbers import as_told
from bpindex.words import files as file_words
from bpindex.words import intake as words
from bpindex.xlsx.letters import WHITE, Colour, Letters

CONTENT, _STYLES = "content.xml", "styles.xml"
_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TABLE, _TEXT, _STYLE = (_NAMES % n for n in ("office", "table", "text", "style"))
_FO, _DRAW = (_NAMES % n for n in ("xsl-fo-compatible", "drawing"))
# Notes on cells, text boxes and shapes with a text of their own.
_BESIDE = {f"{_OFFICE}annotation", f"{_DRAW}text-box", f"{_DRAW}custom-shape"}
# Blank cells are repeated to the end of a sheet, those that show something a few times.
_MOST_REPEATED = 1_000
# Points of the units in which sizes are written.
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0, "px": 0.75}
_SIZE = re.compile(r"(\d*\.?\d+)(\w\w)")
_NUMBERS = ("float", "percentage", "currency")
_AUTOMATIC = b"automatic"  # is seen on every ground


def looks_of_ods(parts: Mapping[str, bytes]) -> dict[str, Look]:
    """Return the looks of the sheets of an .ods by their titles."""
    styles, printed = _Styles(), dict[str, list[str]]()
    if _STYLES in parts:
        for element in fromstring(parts[_STYLES]).iter():
            if element.tag in (f"{_STYLE}style", f"{_STYLE}default-style"):
                styles.add(element)
            elif element.tag == f"{_STYLE}master-page":
                printed[element.get(f"{_STYLE}name", "")] = [*_printed(element)]
    found: dict[str, Look] = {}
    row = column = 0
    for event, element in iterparse(io.BytesIO(parts[CONTENT]), events=("start", "end")):
        if event == "start" and element.tag == f"{_TABLE}table":
            look, row, column = found.setdefault(element.get(f"{_TABLE}name", ""), Look()), 0, 0
            page = styles.of("table", element.get(f"{_TABLE}style-name", ""))
            look.around = [*printed.get(page.get(f"{_STYLE}master-page-name", ""), [])]
            usual: dict[int, str] = {}
        elif event == "start":
            continue
        elif element.tag in _BESIDE:
            lines = ("".join(line.itertext()) for line in element.iter(f"{_TEXT}p"))
            look.around += [said for said in (" ".join(text.split()) for text in lines) if said]
        elif element.tag == f"{_STYLE}style":
            styles.add(element)
        elif element.tag == f"{_TABLE}table-column":
            times = int(element.get(f"{_TABLE}number-columns-repeated", "1"))
            some = range(column, column + min(times, _MOST_REPEATED))
            usual |= dict.fromkeys(some, element.get(f"{_TABLE}default-cell-style-name", ""))
            is_narrow = styles.size(element, "column", "width") < NARROWEST
            look.columns |= {*some} if is_narrow or _is_hidden(element) else set()
            column += times
        elif element.tag == f"{_TABLE}table-row":
            for place, cell, doubt in _odd_cells(element, usual, styles):
                look.cells |= {(row, place): cell} if cell is not None else {}
                look.doubts |= {(row, place): doubt} if doubt else {}
            look.spans += _spans(element, row)
            times = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
            is_low = styles.size(element, "row", "height") < LOWEST
            if is_low or _is_hidden(element):
                look.rows |= set(range(row, row + min(times, _MOST_REPEATED)))
            row += times
            element.clear()
    return found


class _Styles:
    """The styles of a file by family and name, each with what it has from others."""

    def __init__(self) -> None:
        self._own: dict[tuple[str, str], dict[str, str]] = {}
        self._doubts: dict[tuple[str, str], str] = {}

    def add(self, element: Element) -> None:
        """Learn a style; one without a name is that of its whole family."""
        said = dict(element.attrib)
        for part in element:
            said |= part.attrib
        family, name = said.get(f"{_STYLE}family", ""), said.get(f"{_STYLE}name", "")
        self._own[family, name] = said

    def of(self, family: str, name: str) -> Mapping[str, str]:
        """Return what a style and those that it is made from say, the nearest first."""
        found: list[dict[str, str]] = []
        while name and (family, name) in self._own and len(found) < _MOST_REPEATED:
            found.append(self._own[family, name])
            name = found[-1].get(f"{_STYLE}parent-style-name", "")
        return ChainMap(*found, self._own.get((family, ""), {}))

    def size(self, element: Element, kind: str, name: str) -> float:
        """Return how many points high or wide a row or column is, many where nothing says it."""
        style = self.of(f"table-{kind}", element.get(f"{_TABLE}style-name", ""))
        return _points(style.get(f"{_STYLE}{kind}-{name}", "")) or NARROWEST

    def doubt(self, family: str, name: str) -> str:
        """Return why a number in a style is none; blank where it is one."""
        if (family, name) not in self._doubts:
            said = self.of(family, name)
            struck = (said.get(f"{_STYLE}text-line-through-{n}", "none") for n in ("style", "type"))
            raised = said.get(f"{_STYLE}text-position", "0%").split()[:1]
            letters = Letters(
                any(one != "none" for one in struck),
                raised not in (["0%"], []),
                _points(said.get(f"{_FO}font-size", "")) or None,
                _colour(said),
            )
            ground = said.get(f"{_FO}background-color", "") if family == "table-cell" else ""
            self._doubts[family, name] = letters.doubt(_written(ground) or WHITE)
        return self._doubts[family, name]


def _colour(said: Mapping[str, str]) -> Colour:
    is_automatic = said.get(f"{_STYLE}use-window-font-color") == "true"
    return _AUTOMATIC if is_automatic else _written(said.get(f"{_FO}color", "")) or _AUTOMATIC


def _written(colour: str) -> Colour:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        return None
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def _points(text: str) -> float:
    found = _SIZE.fullmatch(text)
    # Nothing is as low as a row or letter that is there.
    return max(float(found[1]) * _POINTS.get(found[2], 1.0), 0.01) if found else 0.0


def _printed(page: Element) -> Iterator[str]:
    """Yield what stands in the headers and footers of a kind of pages, without numbers of pages."""
    for part in page:
        if part.get(f"{_STYLE}display", "true") == "true":
            for line in part.iter(f"{_TEXT}p"):
                if text := "".join(_without_fields(line)).strip():
                    yield text


def _without_fields(line: Element) -> Iterator[str]:
    yield line.text or ""
    for part in line:
        if part.tag == f"{_TEXT}span":
            yield from _without_fields(part)
        yield part.tail or ""


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


def _is_hidden(element: Element) -> bool:
    return element.get(f"{_TABLE}visibility", "visible") != "visible"


def _odd_cells(
    row: Element, usual: Mapping[int, str], styles: _Styles
) -> Iterator[tuple[int, Cell | None, str]]:
    """Yield what cells show other than their values, and doubts of them; repeated ones too."""
    column, of_row = 0, row.get(f"{_TABLE}default-cell-style-name", "")
    for cell in row:
        times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        if cell.get(f"{_OFFICE}value-type"):
            name = cell.get(f"{_TABLE}style-name") or of_row or usual.get(column, "")
            odd, doubt = _odd(cell), _doubt(cell, name, styles)
            if odd is not None or doubt:
                for place in range(column, column + min(times, _MOST_REPEATED)):
                    yield place, odd, doubt
        column += times


def _doubt(cell: Element, style: str, styles: _Styles) -> str:
    """Return why a cell holds no number: its looks, or those of a piece of it."""
    spans = (part for line in cell.findall(f"{_TEXT}p") for part in line.iter(f"{_TEXT}span"))
    if any(styles.doubt("text", part.get(f"{_TEXT}style-name", "")) for part in spans):
        return file_words.ODD_PIECE
    return styles.doubt("table-cell", style)


def _odd(cell: Element) -> Cell | None:
    """Return what a cell shows where that is not its value, else None."""
    kind, value = cell.get(f"{_OFFICE}value-type", ""), cell.get(f"{_OFFICE}value", "")
    # Its own paragraphs: those of a comment stand deeper.
    lines = cell.findall(f"{_TEXT}p")
    shown = "\n".join("".join(line.itertext()) for line in lines).strip()
    is_formula = cell.get(f"{_TABLE}formula") is not None
    if shown.startswith(words.ERRORS_BEGIN) and (is_formula or kind == "float"):
        return Unclear(shown, file_words.HOLDS_ERROR)
    with suppress(ValueError):
        if kind == "percentage":
            return ShownNumber(float(value), shown.replace(",", "."))
        return as_told(float(value), shown) if kind in _NUMBERS else None
    return None
