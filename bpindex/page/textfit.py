"""How tall a paragraph in a merged cell must be, measured without an office program.

Excel and Calc never fit the height of a row to a merged cell, so the sheet renderer asks here.
Widths are those of Times New Roman (``bpindex/data/times_new_roman.toml``), lines break as in
Calc, heights are those Excel gives a row of this font, which are the larger ones.

Column widths assume that the Normal style is Times New Roman 12: one digit is then exactly
8 pixels in Excel, at every usual screen scaling, and 6 pt in Calc. With Times New Roman 11 or
13 a digit is half a pixel off and the two programs disagree by up to 6 %.
"""

import math
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import resources
from itertools import groupby, pairwise

Piece = tuple[str, bool]  # a text and whether it is bold
Text = str | Iterable[Piece]

# The font whose widths are known.
FONT = "Times New Roman"
# The size in which the Normal style makes a digit as wide as `DIGIT_PIXELS`.
NORMAL_SIZE = 12
PT_PER_MM = 72 / 25.4
PT_PER_PIXEL = 0.75
DIGIT_PIXELS = 8
MAX_ROW_PT = 409.0
# What a cell keeps free left and right together: 5 pixels in Excel, 0.7 mm in Calc.
EXCEL_PADDING_PT = 3.75
CALC_PADDING_PT = 2.0
# Excel fits letters to pixels, so that a line may hold less; Calc is off by 0.3 % at most.
GUARD = 0.985
# What Excel gives an automatic row, per line of wrapped text. Calc spaces lines at 1.1074 em.
_EXCEL_LINE_PT = {10.0: 12.75, 11.0: 15.0, 12.0: 15.75, 13.0: 16.5, 14.0: 18.75}
_OTHER_LINE_EM = 1.35
_MARGIN_PT = 1.5
# Widths are sums of many: what is wider by less than this still fits.
_SAME_PT = 1e-6

# Where a line may break without a space, as measured in Calc: not after a slash.
_BREAK_AFTER = frozenset("-–—‒‐|\u00ad\u200b\t")
_NO_BREAK_BEFORE = frozenset(",.;:!?)]}/%”’»…")
_NO_BREAK_AFTER = frozenset("([{“‘«")


def mm_to_pt(mm: float) -> float:
    """Millimetres in points."""
    return mm * PT_PER_MM


def pt_to_mm(pt: float) -> float:
    """Points in millimetres."""
    return pt / PT_PER_MM


def column_width_pt(chars: float, digit_pixels: int = DIGIT_PIXELS) -> float:
    """Width in points of a column whose width in the file (``<col width>``) is `chars`."""
    whole = math.floor((256 * chars + math.floor(128 / digit_pixels)) / 256 * digit_pixels)
    return whole * PT_PER_PIXEL


def column_width_chars(mm: float, digit_pixels: int = DIGIT_PIXELS) -> float:
    """The file's column width for a column of `mm`, on a whole pixel so that nobody rounds it."""
    return round(mm_to_pt(mm) / PT_PER_PIXEL) / digit_pixels


@cache
def _faces() -> dict[str, dict[str, float]]:
    path = resources.files("bpindex") / "data" / "times_new_roman.toml"
    return {
        face: {character: float(width) for width, text in widths.items() for character in text}
        for face, widths in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


@cache
def _em_width(character: str, face: str) -> float:
    widths = _faces()[face]
    if character not in widths and unicodedata.category(character) in {"Cc", "Cf", "Mn"}:
        return 0.0
    # An unknown character counts as a full em, so that an estimate errs towards more lines.
    return widths.get(character, 1000.0)


@cache
def _face(bold: bool, italic: bool) -> str:
    return "_".join(name for name, on in (("bold", bold), ("italic", italic)) if on) or "regular"


def text_width(text: str, size_pt: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width of `text` on one line, in points, without kerning."""
    face, letters = _face(bold, italic), unicodedata.normalize("NFC", text)
    return math.fsum(_em_width(letter, face) for letter in letters) * size_pt / 1000


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two neighbouring characters."""
    if after in " \n" or after in _NO_BREAK_BEFORE or before in _NO_BREAK_AFTER:
        return False
    return before == " " or before in _BREAK_AFTER or after == "—"


def _line_ends(text: str, advances: list[float], width_pt: float, indent_pt: float) -> list[int]:
    """Index just after each line's last character, spaces and newline at its end included."""
    ends: list[int] = []
    start, allowed, used, room = 0, 0, 0.0, width_pt - indent_pt
    for index, character in enumerate(text):
        if index > start and _may_break(text[index - 1], character):
            allowed = index
        if character == "\n":
            ends.append(index + 1)
            start, used, room = index + 1, 0.0, width_pt - indent_pt
        used += advances[index]
        # Spaces hang over the edge; a character wider than the line stands alone.
        while character not in " \n" and used > room + _SAME_PT and index > start:
            end = allowed if allowed > start else index
            ends.append(end)
            start, used, room = end, math.fsum(advances[end : index + 1]), width_pt
    return [*ends, len(text)]


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """The same text with neighbours of one boldness as one run."""
    groups = groupby(pieces, key=lambda piece: piece[1])
    return [("".join(text for text, _ in group), bold) for bold, group in groups]


def wrap_lines(
    runs: Text, size_pt: float, width_pt: float, first_indent_pt: float = 0.0, italic: bool = False
) -> list[list[Piece]]:
    """Break `runs` into lines of at most `width_pt`; joined again they are the same text (NFC).

    `width_pt` is the room for text, the cell less its padding. A newline indents again.
    """
    pieces = [(runs, False)] if isinstance(runs, str) else runs
    letters = [(c, bold) for text, bold in pieces for c in unicodedata.normalize("NFC", text)]
    faces = {bold: _face(bold, italic) for bold in (False, True)}
    advances = [_em_width(c, faces[bold]) * size_pt / 1000 for c, bold in letters]
    ends = _line_ends("".join(c for c, _ in letters), advances, width_pt, first_indent_pt)
    return [_joined(letters[start:end]) for start, end in pairwise([0, *ends])]


def line_count(
    runs: Text, size_pt: float, width_pt: float, first_indent_pt: float = 0.0, italic: bool = False
) -> int:
    """Number of lines of `runs` in `width_pt` of room, at least one."""
    return len(wrap_lines(runs, size_pt, width_pt, first_indent_pt, italic))


def line_height(size_pt: float) -> float:
    """Height in points of one line in an automatic row of Excel; Calc needs about 12 % less."""
    return _EXCEL_LINE_PT.get(size_pt, _whole_pixels(size_pt * _OTHER_LINE_EM))


def _whole_pixels(pt: float) -> float:
    return math.ceil(round(pt / PT_PER_PIXEL, 6)) * PT_PER_PIXEL


def paragraph_height(
    runs: Text, size_pt: float, cell_pt: float, first_indent_pt: float = 0.0, italic: bool = False
) -> float:
    """Row height that shows all of `runs` in a (merged) cell, in Excel and in Calc.

    It may exceed `MAX_ROW_PT`, which no row can be; `split_paragraph` first.
    """
    room = (cell_pt - EXCEL_PADDING_PT) * GUARD
    count = line_count(runs, size_pt, room, first_indent_pt, italic)
    return _whole_pixels(count * line_height(size_pt) + _MARGIN_PT)


def split_paragraph(
    runs: Text,
    size_pt: float,
    cell_pt: float,
    first_indent_pt: float = 0.0,
    italic: bool = False,
    most_pt: float = MAX_ROW_PT,
) -> list[list[Piece]]:
    """Cut `runs` at line ends into parts that each fit a row of at most `most_pt`.

    Only the first part begins with the indent; white space at a cut is dropped.
    """
    room = (cell_pt - EXCEL_PADDING_PT) * GUARD
    lines = wrap_lines(runs, size_pt, room, first_indent_pt, italic)
    per_part = max(1, math.floor((most_pt - _MARGIN_PT) / line_height(size_pt)))
    groups = [lines[start : start + per_part] for start in range(0, len(lines), per_part)]
    parts = [_joined(piece for line in group for piece in line) for group in groups]
    for part in parts[:-1]:
        text, bold = part.pop()
        part.append((text.rstrip(" \n"), bold))
    return parts
