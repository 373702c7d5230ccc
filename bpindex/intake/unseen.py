"""What nobody sees on a sheet of an .xlsx file, or sees struck out: rows, columns, cells."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bpindex.intake.grid import Grid
from bpindex.intake.looks import BLACK, WHITE, Colour, Letters
from bpindex.words import intake as words
from bpindex.xlsx.package import Package

_TEXTS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
# Rows lower and columns narrower than a letter can be are as good as hidden.
_ROW = rb'<%brow\b(?=[^>]*\b(?:hidden="(?:1|true)"|ht="[012](?:\.\d+)?"))[^>]*?\br="(\d{1,7})"'
# Elements of a sheet part with a prefix are few, and slow to look for.
_PREFIX = rb"(?:\w+:)?"
_COLUMNS = re.compile(
    rb'<(?:\w+:)?col\b(?=[^>]*\b(?:hidden="(?:1|true)"|width="0?(?:\.\d+)?"))([^>]*)>'
)
# Texts of a package, and what makes a piece of one no digit of the number beside it.
_TEXT = re.compile(rb"<(?:\w+:)?si\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_STRIKE = rb"<(?:\w+:)?strike(?:\s*/|\s+val=\"(?:1|true)\"\s*/)?>"
_RAISED = re.compile(rb"<(?:\w+:)?vertAlign\b[^>]*script")
_SIZE = re.compile(rb'<(?:\w+:)?sz\b[^>]*\bval="(\d+(?:\.\d+)?)"')
_PIECE = re.compile(rb"<(?:\w+:)?rPr>(.*?)</(?:\w+:)?rPr>", re.DOTALL)
_RUN = re.compile(rb"<(?:\w+:)?r>")
_COLOUR = re.compile(rb"<(?:\w+:)?(?:color|fgColor)\b([^>]*?)/?>")
_PATTERN = re.compile(rb'\bpatternType="(\w+)"')
# Colours that have names in every file; that of letters without one is black.
_NAMED = {
    **dict.fromkeys((b'theme="0"', b'indexed="9"', b'indexed="1"'), WHITE),
    **dict.fromkeys((b"", b'theme="1"', b'indexed="8"', b'indexed="0"', b'indexed="64"'), BLACK),
    **dict.fromkeys((b'auto="1"', b'auto="true"'), BLACK),
}


def with_hidden(grid: Grid, part: bytes) -> Grid:
    """Return a grid that knows which of its rows and columns nobody sees."""
    found = re.findall(_ROW % (_PREFIX if b":row" in part else b""), part)
    rows = frozenset(int(number) - 1 for number in found)
    columns: set[int] = set()
    for attributes in _COLUMNS.findall(part[: part.find(b"sheetData")]):
        bounds = [int(n) for n in re.findall(rb'\b(?:min|max)="(\d{1,5})"', attributes)]
        if len(bounds) == 2:
            columns |= set(range(min(bounds) - 1, min(max(bounds), grid.width)))
    if not rows and not columns:
        return grid
    return replace(grid, hidden_rows=rows, hidden_columns=frozenset(columns))


def odd_styles(package: Package | None) -> dict[bytes, str]:
    """Return why numbers of a style are none, by its number: struck out, raised, unseen."""
    part = package.parts.get(_STYLES, b"") if package else b""
    fonts = [*each(part, b"fonts", b"font")]
    fills = [*each(part, b"fills", b"fill")]
    found: dict[bytes, str] = {}
    uses = re.findall(rb"<(?:\w+:)?xf\b([^>]*)>", _inside(part, b"cellXfs"))
    for number, attributes in enumerate(uses):
        font, fill = _of(attributes, b"fontId", fonts), _of(attributes, b"fillId", fills)
        if doubt := letters_of(font).doubt(_ground(fill)):
            found[str(number).encode()] = doubt
    return found


def odd_pieces(package: Package | None) -> dict[bytes, str]:
    """Return why shared texts say no number, by their numbers: a piece is raised or struck."""
    part = package.parts.get(_TEXTS, b"") if package else b""
    found = ((number, odd_piece(text)) for number, text in enumerate(_TEXT.findall(part)))
    return {str(number).encode(): why for number, why in found if why}


def odd_piece(text: bytes) -> str:
    """Return why a text, as a part holds it, says no number: a piece is struck, raised, unseen.

    A digit smaller or in another colour than those beside it may be that of a note, too.
    """
    looks = [letters_of(look) for look in _PIECE.findall(text)]
    colours: set[Colour] = {look.colour for look in looks}
    if looks and len(_RUN.findall(text)) > len(looks):
        colours.add(BLACK)
    if any(look.is_struck for look in looks):
        return words.STRUCK
    is_mixed = len(colours) > 1 or len({look.points for look in looks}) > 1
    return words.ODD_PIECE if is_mixed or any(look.doubt(WHITE) for look in looks) else ""


def _inside(part: bytes, name: bytes) -> bytes:
    found = re.search(rb"<(?:\w+:)?%b\b[^>]*>(.*?)</(?:\w+:)?%b>" % (name, name), part, re.DOTALL)
    return found[1] if found else b""


def each(part: bytes, outer: bytes, name: bytes) -> Iterator[bytes]:
    """Yield each element of a name inside another one of a part."""
    form = rb"<(?:\w+:)?%b(?:\s*/>|\b[^>]*>.*?</(?:\w+:)?%b>)" % (name, name)
    return (found[0] for found in re.finditer(form, _inside(part, outer), re.DOTALL))


def _of(attributes: bytes, name: bytes, some: list[bytes]) -> bytes:
    found = re.search(rb'\b%b="(\d{1,5})"' % name, attributes)
    number = int(found[1]) if found else len(some)
    return some[number] if number < len(some) else b""


def letters_of(font: bytes) -> Letters:
    """Return how letters look, from what a part says of their font."""
    size = _SIZE.search(font)
    return Letters(
        re.search(_STRIKE, font) is not None,
        _RAISED.search(font) is not None,
        float(size[1]) if size else None,
        colour_of(font),
    )


def colour_of(piece: bytes) -> Colour:
    """Return a colour as red, green and blue, or as it is named where it is not written so."""
    found = _COLOUR.search(piece)
    said = found[1].strip() if found else b""
    if written := re.search(rb'\brgb="(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})"', said):
        red, green, blue = bytes.fromhex(written[1].decode())
        return red, green, blue
    return _NAMED.get(said, said)


def _ground(fill: bytes) -> Colour:
    pattern = _PATTERN.search(fill)
    if pattern is None or pattern[1] == b"none":
        return WHITE
    return colour_of(fill) if pattern[1] == b"solid" and _COLOUR.search(fill) else None
