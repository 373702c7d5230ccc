"""How letters look on a sheet of an .xlsx file; what nobody sees there: rows, columns, cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bpindex.words import files as file_words

# Red, green and blue, or a name of the file's own; None for a colour that nobody can tell.
Colour = tuple[int, int, int] | bytes | None
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
# Colours of so little difference are one to the eye.
_ALIKE = 32
# Letters of so many points are none.
SMALLEST = 2.0
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


@dataclass(frozen=True)
class Letters:
    """How letters look, as every kind of file tells it."""

    is_struck: bool = False
    # Raised or lowered.
    is_raised: bool = False
    points: float | None = None
    colour: Colour = None

    def doubt(self, ground: Colour) -> str:
        """Return why a number in such letters on a ground is none; blank where it is one."""
        if self.is_struck:
            return file_words.STRUCK
        if self.is_raised:
            return file_words.ODD_PIECE
        if self.points is not None and self.points <= SMALLEST:
            return file_words.TINY_LETTERS
        return file_words.UNSEEN_COLOUR if _are_alike(self.colour, ground) else ""


def hidden_in(part: bytes) -> tuple[set[int], list[range]]:
    """Return the numbers of the rows, and of the columns, of a sheet part that nobody sees."""
    found = re.findall(_ROW % (_PREFIX if b":row" in part else b""), part)
    columns: list[range] = []
    for attributes in _COLUMNS.findall(part[: part.find(b"sheetData")]):
        bounds = [int(n) for n in re.findall(rb'\b(?:min|max)="(\d{1,5})"', attributes)]
        if len(bounds) == 2:
            columns.append(range(min(bounds), max(bounds) + 1))
    return {int(number) for number in found}, columns


def odd_styles(part: bytes) -> dict[bytes, str]:
    """Return why numbers of a style are none, by its number: struck out, raised, unseen."""
    fonts = [*each(part, b"fonts", b"font")]
    fills = [*each(part, b"fills", b"fill")]
    found: dict[bytes, str] = {}
    uses = re.findall(rb"<(?:\w+:)?xf\b([^>]*)>", _inside(part, b"cellXfs"))
    for number, attributes in enumerate(uses):
        font, fill = _of(attributes, b"fontId", fonts), _of(attributes, b"fillId", fills)
        if doubt := letters_of(font).doubt(_ground(fill)):
            found[str(number).encode()] = doubt
    return found


def odd_pieces(part: bytes) -> dict[bytes, str]:
    """Return why shared texts say no number, by their numbers: a piece is raised or struck."""
    found = ((number, odd_piece(text)) for number, text in enumerate(_TEXT.findall(part)))
    return {str(number).encode(): why for number, why in found if why}


def odd_piece(text: bytes) -> str:
    """Return why a text, as a part holds it, says no number; a blank where it may say one.

    A digit smaller or in another colour than those beside it may be that of a note, too.
    """
    return doubts_of_text(text)[1]


def doubts_of_text(text: bytes) -> tuple[str, str]:
    """Return why a text, as a part holds it, is not what it shows, and why it is no number."""
    looks = [letters_of(look) for look in _PIECE.findall(text)]
    return doubts_of_pieces(looks, len(_RUN.findall(text)))


def doubts_of_pieces(looks: Sequence[Letters], count: int) -> tuple[str, str]:
    """Return why a text of so many pieces, some with a look, is none, and why it is no number."""
    colours: set[Colour] = {look.colour for look in looks}
    if looks and count > len(looks):
        colours.add(BLACK)
    is_mixed = len(colours) > 1 or len({look.points for look in looks}) > 1
    why = next(filter(None, (look.doubt(WHITE) for look in looks)), "")
    return why, why or (file_words.ODD_PIECE if is_mixed else "")


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
        return rgb_of(written[1].decode())
    return _NAMED.get(said, said)


def rgb_of(digits: str) -> Colour:
    """Return a colour of six hexadecimal digits; black where there are none."""
    red, green, blue = bytes.fromhex(digits or "000000")
    return red, green, blue


def _ground(fill: bytes) -> Colour:
    pattern = _PATTERN.search(fill)
    if pattern is None or pattern[1] == b"none":
        return WHITE
    return colour_of(fill) if pattern[1] == b"solid" and _COLOUR.search(fill) else None


def _are_alike(colour: Colour, ground: Colour) -> bool:
    if isinstance(colour, tuple) and isinstance(ground, tuple):
        return all(abs(a - b) < _ALIKE for a, b in zip(colour, ground, strict=True))
    return colour is not None and colour == ground
