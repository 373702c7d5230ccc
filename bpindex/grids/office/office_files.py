"""Workbooks of Excel and LibreOffice as grids: values alone, and what only a format tells.

calamine reads the values of every kind fast. What it leaves out of .xlsx and .xlsm is found in
their parts: percents, errors, formulas that no program has calculated.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from html import unescape

from bpindex.codec.shown import Unclear, text_as_shown
from bpindex.errors import InputError
from bpindex.grids.grid import Cell, Grid
from bpindex.grids.looks import doubtful, printed_texts, struck_text
from bpindex.grids.office.apart import read_apart
from bpindex.grids.office.calamine_sheets import MOST_CELLS, LockedError, read_book
from bpindex.grids.office.conditional import hidden_by_rules
from bpindex.grids.office.notes_on_cells import hints_of, notes_by_sheet
from bpindex.grids.shown_numbers import by_format, is_plain
from bpindex.reading.shown_cells import number_codes
from bpindex.sheets.addresses import area_bounds
from bpindex.words import files as file_words
from bpindex.words import intake as words
from bpindex.xlsx.kinds import OLD_OFFICE, kind_of, package_from_outside
from bpindex.xlsx.letters import hidden_in, odd_piece, odd_pieces, odd_styles
from bpindex.xlsx.package import SHARED_STRINGS, WORKBOOK, Package
from bpindex.xlsx.styles import STYLES

_ZIP = b"PK\x03\x04"
# What a sheet part has, in letters that a search finds.
_CELLS = b"sheetData"
# Cells of a sheet part: address, style, type and what stands inside; which of them are wanted.
_CELL = rb"<(?:\w+:)?c\b(?=[^>]*(?:%b))([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)"
# A formula whose value no program has stored.
_UNVALUED = re.compile(
    rb"<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>\s*|<(?:\w+:)?v>\s*</(?:\w+:)?v>\s*)?</(?:\w+:)?c>"
)
_HAS_VALUE = re.compile(rb"<(?:\w+:)?(?:v>[^<]|is\b)")
_ATTRIBUTE = re.compile(rb"\b(r|s|t)\s*=\s*[\"']([^\"']*)[\"']")
_STYLE = re.compile(rb"\bs\s*=\s*[\"'](\d+)[\"']")
# What is printed on every page.
_PAGE_HEADER = re.compile(
    rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)</(?:\w+:)?(?:odd|even|first)"
)
# Where cells stand, in sheets whose cells and rows all say it as office programs do.
_COLUMN = re.compile(rb'r="([A-Za-z]{2,3})\d')
_LINE = re.compile(rb'r="[A-Za-z]{0,3}(\d{5,9})"')
_SHORT_LINE = re.compile(rb'r="[A-Za-z]{0,3}(\d{1,9})"')
_OTHER_WRITING = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{0,3}\d{1,9})[\"']")
# The places of cells and rows: in usual sheets, which are the larger ones, and in all others.
_PLACES = {
    True: re.compile(rb'<(?:c|row) r="([^"]+)"'),
    False: re.compile(rb'<(?:\w+:)?(?:c|row)\s(?:[^>]*?\s)?r="([^"]+)"'),
}
# Cells and rows whose names have a prefix.
_PREFIXED = re.compile(rb":(?:c|row)[\s/>]")
# Elements that are no cells, though they begin as these.
_NO_CELL = re.compile(rb"<c[A-Za-z]")
_FEW_COLUMNS, _FEW_ROWS = 26, 9_999


def is_office(content: bytes) -> bool:
    """Return whether a file is a workbook by its first bytes, whatever its name says."""
    return content.startswith((_ZIP, OLD_OFFICE))


def office_grids(content: bytes, name: str, only: str = "") -> tuple[list[Grid], list[str]]:
    """Return the visible sheets of a workbook as grids, and the titles of hidden ones."""

    def unreadable(reason: str) -> InputError:
        return InputError(
            words.UNREADABLE.format(path=name, reason=reason or kind_of(name, content))
        )

    try:
        package = package_from_outside(name, content) if content.startswith(_ZIP) else None
        sheets, codes = _sheet_parts(package)
        texts, styles = (
            package.parts.get(name, b"") if package else b"" for name in (SHARED_STRINGS, STYLES)
        )
        odd = odd_pieces(texts), odd_styles(styles)
        # Whichever part the reader takes for a sheet.
        parts = [part for part in package.parts.values() if _CELLS in part] if package else []
        is_usual = bool(sheets) and {*sheets.values()} <= {*parts} and all(map(_is_usual, parts))
        if not is_usual:
            parts = [_OTHER_WRITING.sub(rb'r="\1"', part) for part in parts]
        if any(map(_is_too_large, parts)):
            raise ValueError(words.TOO_MANY_CELLS.format(most=MOST_CELLS))
        if any(_says_twice(part, is_usual) for part in parts):
            raise ValueError(words.CELLS_TWICE)
        # What is known to be sound is read here, all else in a process of its own.
        read = read_book if is_usual else read_apart
        found, hidden = read(content, only)
    except LockedError:
        raise unreadable(words.LOCKED) from None
    except ValueError as error:
        raise unreadable(str(error)) from None
    grids = [Grid(name, title, rows, spans, False, *beside) for title, rows, spans, beside in found]
    parts = [sheets.get(grid.sheet, b"") for grid in grids]
    styles = package.parts.get(STYLES, b"") if package else b""
    notes = notes_by_sheet(package, boxes=not only) if sheets else {}
    return [
        _with_texts_around(
            _with_hidden(_with_rules(_with_formats(grid, part, codes, *odd), part, styles), part),
            part,
            notes.get(grid.sheet, ()),
            () if only else hints_of(package, part),
        )
        for grid, part in zip(grids, parts, strict=True)
    ], hidden


def _with_hidden(grid: Grid, part: bytes) -> Grid:
    """Return a grid that knows which of its rows and columns nobody sees."""
    rows, columns = hidden_in(part)
    if not rows and not columns:
        return grid
    own = frozenset(n - 1 for some in columns for n in some if n <= grid.width)
    return replace(grid, hidden_rows=frozenset(n - 1 for n in rows), hidden_columns=own)


def _with_texts_around(
    grid: Grid, part: bytes, notes: Iterable[str], hints: tuple[str, ...]
) -> Grid:
    """Return a grid that knows what is printed around its pages, and the notes on its cells."""
    texts = [unescape(found.decode("utf-8", "replace")) for found in _PAGE_HEADER.findall(part)]
    said = (*printed_texts(texts), *notes)
    return replace(grid, around=(*grid.around, *said), hints=hints) if said or hints else grid


def _sheet_parts(package: Package | None) -> tuple[dict[str, bytes], list[str]]:
    """Return the parts of the sheets of an .xlsx package by title, and its number formats.

    None for another kind; raises ValueError where the parts cannot be read.
    """
    if package is None or WORKBOOK not in package.parts:
        return {}, []
    try:
        sheets = {title: package.parts[part] for title, part in package.sheets().items()}
        return sheets, number_codes(package.parts.get(STYLES, b""))
    # Whatever a reader of XML says of a damaged part.
    except Exception:
        raise ValueError from None


def _is_too_large(part: bytes) -> bool:
    """Return whether the cells of a sheet part lie too far apart, before they are read.

    The reader takes memory for all that lies between, and ends its process where there is none.
    """
    names = set(_COLUMN.findall(part))
    columns = max((area_bounds(f"{n.decode().upper()}1")[2] for n in names), default=_FEW_COLUMNS)
    lines = set(_LINE.findall(part))
    if not lines and columns * _FEW_ROWS > MOST_CELLS:
        lines = set(_SHORT_LINE.findall(part))
    return columns * max(map(int, lines), default=_FEW_ROWS) > MOST_CELLS


def _is_usual(part: bytes) -> bool:
    """Return whether every cell and row of a sheet part says where it stands, as is usual."""
    cells = part.count(b"<c") - part.count(b'<c r="') - len(_NO_CELL.findall(part))
    rows = part.count(b"<row") - part.count(b'<row r="') - part.count(b"<rowBreaks")
    return not (cells or rows or _PREFIXED.search(part))


def _says_twice(part: bytes, is_usual: bool) -> bool:
    """Return whether a sheet part holds a cell or row twice: each program shows another one."""
    places = _PLACES[is_usual].findall(part)
    return len(set(places)) < len(places)


def _with_formats(
    grid: Grid,
    part: bytes,
    codes: list[str],
    odd_texts: Mapping[bytes, str],
    odd_looks: Mapping[bytes, str],
) -> Grid:
    """Return a grid whose numbers are as their cells show them; what has no value is told."""
    odd = {str(style).encode() for style, code in enumerate(codes) if not is_plain(code)}
    changed: dict[tuple[int, int], Cell] = {}
    struck: list[str] = []
    for row, column, style, kind, inside in _cells(
        part, _wanted(part, odd | odd_looks.keys(), bool(odd_texts))
    ):
        code = codes[int(style)] if style in odd else ""
        if kind == b"e":
            changed[row, column] = Unclear(_value(inside), file_words.HOLDS_ERROR)
        elif b"<f" in inside and kind != b"str" and not _HAS_VALUE.search(inside):
            changed[row, column] = Unclear("=…", file_words.NOT_CALCULATED)
        elif why := odd_looks.get(style, "") or _odd_text(kind, inside, odd_texts):
            text = grid.cell(row, column) if row < len(grid.rows) else ""
            unsure = doubtful(text, why)
            changed |= {(row, column): unsure} if unsure else {}
            struck.append(struck_text(text, why))
        elif code and row < len(grid.rows):
            value = grid.cell(row, column)
            if isinstance(value, int | float):
                changed[row, column] = by_format(value, code)
            elif isinstance(value, str):
                changed[row, column] = text_as_shown(value, code)
    said = tuple(dict.fromkeys(text for text in struck if text))
    return replace(_changed(grid, changed), around=(*grid.around, *said))


def _odd_text(kind: bytes, inside: bytes, odd_texts: Mapping[bytes, str]) -> str:
    """Return why the text of a cell says no number, blank where nothing speaks against it."""
    if kind == b"inlineStr":
        return odd_piece(inside)
    return odd_texts.get(_value(inside).encode(), "") if kind == b"s" else ""


def _with_rules(grid: Grid, part: bytes, styles: bytes) -> Grid:
    """Return a grid without the numbers that a conditional format may hide."""
    found = hidden_by_rules(grid, part, styles)
    return _changed(grid, {(row, column): unsure for row, column, unsure in found})


def _changed(grid: Grid, changed: Mapping[tuple[int, int], Cell]) -> Grid:
    if not changed:
        return grid
    rows = [list(row) for row in grid.rows]
    for (row, column), cell in changed.items():
        if row < len(rows):
            rows[row] += [""] * (column + 1 - len(rows[row]))
            rows[row][column] = cell
    return replace(grid, rows=rows)


def _wanted(part: bytes, styles: Set[bytes], has_odd_texts: bool) -> bytes | None:
    """Return the pattern of the attributes of cells that may show other than their values."""
    if (b"<f" in part or b":f" in part) and _UNVALUED.search(part):
        return b""
    found = sorted(styles & set(_STYLE.findall(part))) if styles else []
    kinds = [b"e", *([b"s"] if has_odd_texts else [])]
    if b"rPr" in part:
        kinds.append(b"inlineStr")
    kinds = [kind for kind in kinds if b'"%b"' % kind in part or b"'%b'" % kind in part]
    pairs = ((b"t", kinds), (b"s", found))
    said = [rb"\b%b\s*=\s*[\"'](?:%b)[\"']" % (k, b"|".join(some)) for k, some in pairs if some]
    return b"|".join(said) or None


def _cells(part: bytes, wanted: bytes | None) -> Iterator[tuple[int, int, bytes, bytes, bytes]]:
    """Yield row, column (from 0), style, type and contents of some cells of a sheet part."""
    columns: dict[str, int] = {}
    for found in re.finditer(_CELL % wanted, part, re.DOTALL) if wanted is not None else ():
        attributes = dict(_ATTRIBUTE.findall(found[1]))
        address = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", attributes.get(b"r", b"").decode())
        if address and found[2]:
            letters = address[1]
            if letters not in columns:
                columns[letters] = area_bounds(f"{letters}1")[0] - 1
            yield (
                int(address[2]) - 1,
                columns[letters],
                attributes.get(b"s", b""),
                attributes.get(b"t", b""),
                found[2],
            )


def _value(inside: bytes) -> str:
    found = re.search(rb"<(?:\w+:)?v>([^<]*)<", inside)
    return found[1].decode("utf-8", "replace") if found else "#"
