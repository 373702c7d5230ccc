"""The directory of a compound file as [MS-CFB] wants it: a tree of black nodes.

pyOpenVBA writes red ones throughout, the root too, and lets storages begin at a sector of no file.
"""

import struct
from collections.abc import Iterator

_SECTOR = 512
_ENTRY = 128
_END_OF_CHAIN = 0xFFFFFFFE
_FIRST_DIRECTORY_SECTOR, _FIRST_TABLES = 48, 76
_NUMBERS = _SECTOR // 4
# In an entry: its type, its colour, where its contents begin.
_TYPE, _COLOUR, _START = 66, 67, 116
_UNUSED, _STORAGE, _BLACK = 0, 1, 1


def with_black_tree(data: bytes) -> bytes:
    """Return a compound file of small sectors whose entries are black and whose storages empty."""
    changed = bytearray(data)
    for entry in directory_entries(data):
        if data[entry + _TYPE] != _UNUSED:
            changed[entry + _COLOUR] = _BLACK
        if data[entry + _TYPE] == _STORAGE:
            changed[entry + _START : entry + _START + 4] = bytes(4)
    return bytes(changed)


def directory_entries(data: bytes) -> Iterator[int]:
    """Yield where each entry of the directory begins in the file."""
    sector = _number(data, _FIRST_DIRECTORY_SECTOR)
    while sector != _END_OF_CHAIN:
        start = (sector + 1) * _SECTOR
        yield from range(start, start + _SECTOR, _ENTRY)
        table = _number(data, _FIRST_TABLES + 4 * (sector // _NUMBERS))
        sector = _number(data, (table + 1) * _SECTOR + 4 * (sector % _NUMBERS))


def _number(data: bytes, place: int) -> int:
    number: int = struct.unpack_from("<I", data, place)[0]
    return number
