"""A Windows library without code: one export that is another library's function.

Wine 8 lacks `bcryptprimitives.dll`, which every program written in Rust asks for random bytes
(here the library below typer). Windows has had it since version 7. Its one function that matters
takes the same arguments as one that Wine has, so an export table that forwards is enough.
"""

import struct

__all__ = ["random_bytes_library"]

_SECTION_START = 0x1000
_FILE_ALIGNMENT = 0x200


def random_bytes_library() -> bytes:
    """Return `bcryptprimitives.dll` with `ProcessPrng`, as Wine's `RtlGenRandom` does it."""
    return _library("bcryptprimitives.dll", "ProcessPrng", "advapi32.SystemFunction036")


def _library(name: str, function: str, target: str) -> bytes:
    """Return a 64-bit library that exports one function, forwarded to `library.function`."""
    exports = _export_table(name, function, target)
    section = exports.ljust(_FILE_ALIGNMENT, b"\0")
    dos = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40)
    # Machine AMD64, one section, an executable library that may use large addresses.
    coff = b"PE\0\0" + struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, 240, 0x2022)
    optional = struct.pack(
        "<HBBIIIII" + "QIIHHHHHHIIIIHH" + "QQQQII",
        *(0x20B, 14, 0, 0, len(section), 0, 0, 0),
        *(0x180000000, 0x1000, _FILE_ALIGNMENT, 6, 0, 0, 0, 6, 0, 0, 0x2000, 0x200, 0, 2, 0x160),
        *(0x100000, 0x1000, 0x100000, 0x1000, 0, 16),
    )
    directories = struct.pack("<II", _SECTION_START, len(exports)).ljust(16 * 8, b"\0")
    table = struct.pack(
        "<8sIIIIIIHHI",
        *(b".rdata", len(exports), _SECTION_START, len(section), 0x200, 0, 0, 0, 0, 0x40000040),
    )
    headers = dos + coff + optional + directories + table
    return headers.ljust(_FILE_ALIGNMENT, b"\0") + section


def _export_table(name: str, function: str, target: str) -> bytes:
    """Return the export directory and what it points to; a target inside it is a forward."""
    addresses, names, ordinals = 40, 44, 48
    place, places = 50, {}
    for text in (name, function, target):
        places[text] = _SECTION_START + place
        place += len(text) + 1
    directory = struct.pack(
        "<IIHHIIIIIII",
        *(0, 0, 0, 0, places[name], 1, 1, 1),
        *(_SECTION_START + offset for offset in (addresses, names, ordinals)),
    )
    pointers = struct.pack("<IIH", places[target], places[function], 0)
    return directory + pointers + b"".join(text.encode() + b"\0" for text in places)
