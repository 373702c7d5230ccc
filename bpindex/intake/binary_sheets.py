"""What formats tell of the cells of .xlsb: its parts are lists of records, see [MS-XLSB]."""

import struct
from collections.abc import Iterator, Mapping

from defusedxml.ElementTree import fromstring

from bpindex.codec.shown import ShownNumber, Unclear, as_shown
from bpindex.intake.looks import Look
from bpindex.reading.shown_cells import GENERAL, known_code
from bpindex.words import files as file_words

BOOK = "xl/workbook.bin"
_RELATIONS, _STYLES, _FOLDER = "xl/_rels/workbook.bin.rels", "xl/styles.bin", "xl/"
# The numbers of records.
_ROW, _SHEET, _FORMAT, _XF, _XFS_BEGIN, _XFS_END, _COLUMNS = 0, 156, 44, 47, 617, 618, 60
_MERGED = 176
_RK, _ERROR, _REAL, _FORMULA_REAL, _FORMULA_ERROR = 2, 3, 5, 9, 11
# Where they stand in their records: the style of a cell, its value, whether a row is hidden.
_STYLE, _VALUE, _ROW_FLAGS, _ROW_HIDDEN, _COLUMN_FLAGS = 4, 8, 11, 0x10, 16


def looks_of_binary(parts: Mapping[str, bytes]) -> dict[str, Look]:
    """Return the looks of the sheets of an .xlsb by their titles."""
    codes = _codes(parts.get(_STYLES, b""))
    targets = {item.get("Id"): item.get("Target", "") for item in fromstring(parts[_RELATIONS])}
    found: dict[str, Look] = {}
    for kind, record in _records(parts[BOOK]):
        if kind == _SHEET:
            relation, end = _text(record, 8)
            part = targets.get(relation, "").removeprefix("/").removeprefix(_FOLDER)
            found[_text(record, end)[0]] = _look(parts.get(f"{_FOLDER}{part}", b""), codes)
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


def _codes(part: bytes) -> list[str]:
    """Return the number format of each style."""
    own: dict[int, str] = {}
    codes: list[str] = []
    is_of_cells = False
    for kind, record in _records(part):
        if kind == _FORMAT:
            own[struct.unpack_from("<H", record)[0]] = _text(record, 2)[0]
        elif kind in (_XFS_BEGIN, _XFS_END):
            is_of_cells = kind == _XFS_BEGIN
        elif kind == _XF and is_of_cells:
            number = struct.unpack_from("<H", record, 2)[0]
            codes.append(own.get(number) or known_code(number))
    return codes


def _look(part: bytes, codes: list[str]) -> Look:
    """Return the cells of a sheet that show other than their values, and what is hidden."""
    look, row = Look(), 0
    for kind, record in _records(part):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", record)
            if record[_ROW_FLAGS] & _ROW_HIDDEN:
                look.rows.add(row)
        elif kind == _MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", record)
            look.spans.append((top, left, bottom, right))
        elif kind == _COLUMNS:
            first, last = struct.unpack_from("<II", record)
            if record[_COLUMN_FLAGS] & 1:
                look.columns |= set(range(first, last + 1))
        elif kind in (_RK, _REAL, _FORMULA_REAL, _ERROR, _FORMULA_ERROR):
            (column,) = struct.unpack_from("<I", record)
            if kind in (_ERROR, _FORMULA_ERROR):
                look.cells[row, column] = Unclear("#", file_words.HOLDS_ERROR)
                continue
            style = int.from_bytes(record[_STYLE : _STYLE + 3], "little")
            number = _rk(record) if kind == _RK else struct.unpack_from("<d", record, _VALUE)[0]
            code = codes[style] if style < len(codes) else GENERAL
            shown = as_shown(int(number) if number.is_integer() else number, code)
            if isinstance(shown, ShownNumber | Unclear):
                look.cells[row, column] = shown
    return look


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
