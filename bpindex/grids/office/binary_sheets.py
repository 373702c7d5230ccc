"""What formats and looks tell of the cells of .xlsb: its parts are lists of records, [MS-XLSB]."""

import struct
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from defusedxml.ElementTree import fromstring

from bpindex.codec.shown import ShownNumber, Unclear
from bpindex.grids.looks import LOWEST, Look
from bpindex.grids.looks import printed_texts as printed
from bpindex.grids.office.notes_on_cells import notes_beside
from bpindex.grids.shown_numbers import by_format
from bpindex.reading.shown_cells import GENERAL, known_code
from bpindex.words import files as file_words
from bpindex.xlsx.letters import BLACK, WHITE, Colour, Letters

BOOK = "xl/workbook.bin"
_RELATIONS, _STYLES, _FOLDER = "xl/_rels/workbook.bin.rels", "xl/styles.bin", "xl/"
_TEXTS = "xl/sharedStrings.bin"
# The numbers of records.
_ROW, _SHEET, _FORMAT, _XF, _XFS_BEGIN, _XFS_END, _COLUMNS = 0, 156, 44, 47, 617, 618, 60
_MERGED, _FONT, _FILL, _SHARED, _HEADERS = 176, 43, 45, 19, 479
_TEXT_ALONE, _TEXT_SHARED, _TEXT_FORMULA, _TEXT_RICH = 6, 7, 8, 62
_RK, _ERROR, _REAL, _FORMULA_REAL, _FORMULA_ERROR = 2, 3, 5, 9, 11
# Where they stand in their records: the style of a cell, its value, whether a row is hidden.
_STYLE, _VALUE, _ROW_FLAGS, _ROW_HIDDEN, _COLUMN_FLAGS = 4, 8, 11, 0x10, 16
# Heights are in parts of a point, widths in those of a letter.
_PARTS, _NARROWEST = 20, 256
# Of letters: struck out. Of a text: it has letters of several looks.
_STRUCK, _RICH = 8, 1
# Colours by number or theme that are the same everywhere.
_NAMED = {(0, 0): BLACK, (1, 0): BLACK, (1, 8): BLACK, (1, 64): BLACK}
_NAMED |= {(1, 1): WHITE, (1, 9): WHITE, (1, 65): WHITE, (3, 0): WHITE, (3, 1): BLACK}
_SOLID, _NO_TEXT = 1, 0xFFFFFFFF


class _Style(NamedTuple):
    """The number format of cells, and why a number in them is none."""

    code: str = GENERAL
    doubt: str = ""


def looks_of_binary(parts: Mapping[str, bytes]) -> dict[str, Look]:
    """Return the looks of the sheets of an .xlsb by their titles."""
    styles, letters = _styles(parts.get(_STYLES, b""))
    odd = _odd_texts(parts.get(_TEXTS, b""), letters)
    targets = {item.get("Id"): item.get("Target", "") for item in fromstring(parts[_RELATIONS])}
    found: dict[str, Look] = {}
    for kind, record in _records(parts[BOOK]):
        if kind == _SHEET:
            relation, end = _text(record, 8)
            part = targets.get(relation, "").removeprefix("/").removeprefix(_FOLDER)
            look = _look(parts.get(f"{_FOLDER}{part}", b""), styles, letters, odd)
            # Its notes are records that are not read; text boxes are as in .xlsx.
            look.around += notes_beside({**parts}, f"{_FOLDER}{part}")
            found[_text(record, end)[0]] = look
    return found


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the number and contents of each record: both lengths are in pieces of seven bits."""
    at = 0
    while at < len(part):
        kind, at = part[at], at + 1
        if kind & 0x80:
            kind, at = (kind & 0x7F) | part[at] << 7, at + 1
        size = shift = 0
        while True:
            piece, at = part[at], at + 1
            size |= (piece & 0x7F) << shift
            shift += 7
            if not piece & 0x80 or shift > 21:
                break
        yield kind, part[at : at + size]
        at += size


def _text(record: bytes, at: int) -> tuple[str, int]:
    """Return a text within a record, and where it ends."""
    (length,) = struct.unpack_from("<I", record, at)
    end = at + 4 + 2 * length
    return record[at + 4 : end].decode("utf-16-le"), end


def _styles(part: bytes) -> tuple[list[_Style], list[Letters]]:
    """Return the styles of cells, and the letters of a file by their numbers."""
    own: dict[int, str] = {}
    letters: list[Letters] = []
    grounds: list[Colour] = []
    styles: list[_Style] = []
    is_of_cells = False
    for kind, record in _records(part):
        if kind == _FORMAT:
            own[struct.unpack_from("<H", record)[0]] = _text(record, 2)[0]
        elif kind == _FONT:
            height, flags, _, raised = struct.unpack_from("<HHHH", record)
            size = height / _PARTS or None
            letters.append(Letters(bool(flags & _STRUCK), bool(raised), size, _colour(record, 12)))
        elif kind == _FILL:
            (pattern,) = struct.unpack_from("<I", record)
            grounds.append(_colour(record, 4) if pattern == _SOLID else None if pattern else WHITE)
        elif kind in (_XFS_BEGIN, _XFS_END):
            is_of_cells = kind == _XFS_BEGIN
        elif kind == _XF and is_of_cells:
            number, font, fill = struct.unpack_from("<HHH", record, 2)
            ground = grounds[fill] if fill < len(grounds) else None
            doubt = letters[font].doubt(ground) if font < len(letters) else ""
            styles.append(_Style(own.get(number) or known_code(number), doubt))
    return styles, letters


def _colour(record: bytes, at: int) -> Colour:
    """Return a colour: its kind and number, a tint, then red, green and blue where they count."""
    kind, number, tint = struct.unpack_from("<BBh", record, at)
    kind >>= 1
    if kind == 2:
        red, green, blue = record[at + 4 : at + 7]
        return red, green, blue
    return record[at : at + 4] if tint else _NAMED.get((kind, number), record[at : at + 4])


def _odd_texts(part: bytes, letters: list[Letters]) -> set[int]:
    """Return the numbers of the shared texts of which a piece is raised, struck or unseen."""
    shared = (record for kind, record in _records(part) if kind == _SHARED)
    return {number for number, record in enumerate(shared) if _is_odd(record, 0, letters)}


def _is_odd(record: bytes, at: int, letters: list[Letters]) -> bool:
    if not record[at] & _RICH:
        return False
    _, end = _text(record, at + 1)
    (count,) = struct.unpack_from("<I", record, end)
    runs = struct.iter_unpack("<HH", record[end + 4 : end + 4 + 4 * count])
    return any(font < len(letters) and letters[font].doubt(WHITE) for _, font in runs)


def _look(part: bytes, styles: list[_Style], letters: list[Letters], odd: Collection[int]) -> Look:
    """Return the cells of a sheet that show other than their values, and what is hidden."""
    look, row = Look(), 0
    for kind, record in _records(part):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", record)
            (height,) = struct.unpack_from("<H", record, 8)
            if record[_ROW_FLAGS] & _ROW_HIDDEN or height < LOWEST * _PARTS:
                look.rows.add(row)
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", record)
            look.spans.append((top, left, bottom, right))
        elif kind == _COLUMNS:
            first, last, width = struct.unpack_from("<III", record)
            if record[_COLUMN_FLAGS] & 1 or width < _NARROWEST:
                look.columns |= set(range(first, last + 1))
        elif kind == _HEADERS:
            look.around = printed(_header_texts(record))
        elif kind in (_ERROR, _FORMULA_ERROR):
            look.cells[row, _number(record, 0)] = Unclear("#", file_words.HOLDS_ERROR)
        elif kind in (_RK, _REAL, _FORMULA_REAL):
            column, style = _place(record, styles)
            number = _rk(record) if kind == _RK else struct.unpack_from("<d", record, _VALUE)[0]
            shown = by_format(int(number) if number.is_integer() else number, style.code)
            if isinstance(shown, ShownNumber | Unclear):
                look.cells[row, column] = shown
            look.doubts |= {(row, column): style.doubt} if style.doubt else {}
        elif kind in (_TEXT_ALONE, _TEXT_SHARED, _TEXT_FORMULA, _TEXT_RICH):
            column, style = _place(record, styles)
            is_odd = (kind == _TEXT_SHARED and _number(record, _VALUE) in odd) or (
                kind == _TEXT_RICH and _is_odd(record, _VALUE, letters)
            )
            if doubt := file_words.ODD_PIECE if is_odd else style.doubt:
                look.doubts[row, column] = doubt
    return look


def _place(record: bytes, styles: list[_Style]) -> tuple[int, _Style]:
    style = int.from_bytes(record[_STYLE : _STYLE + 3], "little")
    return _number(record, 0), styles[style] if style < len(styles) else _Style()


def _header_texts(record: bytes) -> Iterator[str]:
    """Yield the headers and footers of a sheet: six texts, of which any may be none."""
    at = 2
    while at + 4 <= len(record):
        if _number(record, at) == _NO_TEXT:
            at += 4
            continue
        text, at = _text(record, at)
        yield text


def _number(record: bytes, at: int) -> int:
    return int.from_bytes(record[at : at + 4], "little")


def _rk(record: bytes) -> float:
    """Return the number of four bytes: a whole one or the upper half of another, perhaps / 100."""
    (packed,) = struct.unpack_from("<i", record, _VALUE)
    whole = packed >> 2
    number = (
        whole
        if packed & 2
        else struct.unpack("<d", bytes(4) + struct.pack("<I", (whole << 2) & 0xFFFFFFFF))[0]
    )
    return float(number) / 100 if packed & 1 else float(number)
