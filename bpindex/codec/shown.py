"""What a cell of a workbook shows, where that is not what it holds; texts without what is unseen.

A number prints as its cell shows it. What cannot be told from the file (a formula that no program
has calculated, an odd number format) or is no figure at all (an error) is `Unclear`: whoever
needs the cell refuses it by name.
"""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any
from unicodedata import category, is_normalized, normalize

from bpindex.errors import InputError
from bpindex.words import files as file_words

# How an office file writes characters that XML cannot hold, ends of lines among them.
_ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f]|[Ff]{3}[EeFf])_")
# Ends of lines as Word and old programs write them.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Soft hyphens, zero widths, marks of direction: nobody sees them, and two texts differ by them.
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffe\uffff") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}

# By these digits may show in another order than they are held in: "77.7" for 7.77.
_TURNING = frozenset("\u061c\u200f\u202b\u202d\u202e\u2067")

# The pieces of a number format: texts, characters as they are, room for a character, what stands
# in brackets, the end of a section, digits, and any other character.
_PIECES = re.compile(
    r'"(?P<text>[^"]*)"|\\(?P<as_is>.)|(?P<room>[_*].)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<end>;)|(?P<general>General)|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_COLOURS = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|color ?\d+", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?")
# Characters that stand for themselves without quotes.
_BARE = frozenset(" -+()$:!^&'~{}<>=%")
_PLAIN = frozenset({"general", "@", "0", "#", "#,##0"})
# Larger than any figure: what an office program shows of it is no longer its digits.
_MOST_DIGITS = 15
# So many digits stand in any cell that is wide enough for figures.
_SHOWN_DIGITS = 9
# Which section of a number format is that of texts, from 0.
_TEXTS = 3
# General writes what is smaller or larger in powers of ten.
_LEAST, _MOST = 1e-4, 1e11


@dataclass(frozen=True)
class Unclear:
    """What a cell holds and nobody can take, as it is told, and why.

    `number` is that of one whose last digits are not shown: a field of numbers takes it.
    """

    text: str
    why: str
    number: int | float | None = None

    def __str__(self) -> str:
        return self.text

    @property
    def is_refused(self) -> bool:
        """Whether a cell of figures that takes errors, and texts, as they are cannot be taken.

        It shows another text than it holds, or nobody knows yet what it will show.
        """
        is_error = self.text.startswith("#")
        return self.number is None and not is_error


def unclear_error(unclear: Unclear, place: str, expected: str) -> InputError:
    """Return the refusal of a cell: its place, what was found and why, what was expected."""
    words = file_words.CELL_UNCLEAR
    return InputError(words.format(place=place, found=unclear, why=unclear.why, expected=expected))


class ShownNumber(float):
    """A number whose cell shows other characters than its digits: these, with a decimal point."""

    shown: str

    def __new__(cls, value: float, shown: str) -> "ShownNumber":
        """Return the number with what its cell shows."""
        self = super().__new__(cls, value)
        self.shown = shown
        return self


# What stands for a zero without saying anything else.
_STROKES = frozenset("-–—−. \u00a0()$€£¥₫")


def without_unseen(text: str) -> str:
    """Return a text in one Unicode form, without control characters and what nobody can see."""
    is_plain = text.isprintable() and "_x" not in text and is_normalized("NFC", text)
    if is_plain and (text.isascii() or _UNSEEN.isdisjoint(text)):
        return text
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
    text = normalize("NFC", _LINE_ENDS.sub("\n", text))
    return "".join(c for c in text if c in "\n\t" or not (c in _UNSEEN or category(c) == "Cc"))


def is_turned(text: str) -> bool:
    """Return whether digits in a text may show in another order than they are written in."""
    return not _TURNING.isdisjoint(text) and any(map(str.isdigit, text))


def is_figure(text: str) -> bool:
    """Return whether a text is one of digits, and no formula."""
    has_letters = text.startswith("=") or any(map(str.isalpha, text))
    return not has_letters and any(map(str.isdigit, text))


def as_shown(value: int | float, code: str) -> int | float | Unclear:
    """Return a number as its cell shows it under a number format."""
    if isinstance(value, int) and code.lower() in _PLAIN:
        return value
    return _general(value) if code.lower() in ("general", "@") else _as_shown(value, code)


def text_as_shown(text: str, code: str) -> str | Unclear:
    """Return a text if its cell shows it so under a number format, else why not.

    A fourth section is that of texts, and so is one in which "@" stands for them.
    """
    if not text or not ("@" in code or code.count(";") >= _TEXTS):
        return text
    return text if _shows_texts(code) else Unclear(text, file_words.ODD_TEXT.format(code=code))


@lru_cache(maxsize=2_000)
def _shows_texts(code: str) -> bool:
    """Return whether a number format shows texts as they are."""
    sections: list[list[str]] = [[]]
    for piece in _PIECES.finditer(code):
        kind, found = str(piece.lastgroup), str(piece[str(piece.lastgroup)])
        if kind == "end":
            sections.append([])
        elif kind not in ("room", "bracket"):
            sections[-1].append("@" if kind == "other" and found == "@" else f" {found}")
    own = sections[_TEXTS] if len(sections) > _TEXTS else sections[-1]
    if len(sections) <= _TEXTS and "@" not in own:
        return True
    return [piece for piece in own if piece.strip()] == ["@"]


def refused(value: Any) -> Unclear | None:
    """Return why a cell's value is neither text nor number, None for one that is."""
    if isinstance(value, bool):
        return Unclear(str(value).upper(), file_words.HOLDS_TRUTH)
    if isinstance(value, date | time | timedelta):
        day = f"{value.day}/{value.month}/{value.year}" if isinstance(value, date) else ""
        return Unclear(day or str(value), file_words.HOLDS_DATE)
    return value if isinstance(value, Unclear) else None


def _general(value: float) -> float | Unclear:
    """Return a number without the last digits, which no office program shows."""
    number = Decimal(f"{value:.{_MOST_DIGITS}g}")
    is_odd = value != 0 and not _LEAST <= abs(value) < _MOST
    if is_odd or (len(number.normalize().as_tuple().digits) > _SHOWN_DIGITS and value % 1):
        return Unclear(repr(value), file_words.MANY_DIGITS, value)
    return value if isinstance(value, int) else float(number)


@lru_cache(maxsize=2_000)
def _as_shown(value: int | float, code: str) -> int | float | Unclear:
    unclear = Unclear(repr(value), file_words.ODD_FORMAT.format(code=code))
    sections = _sections(code)
    if sections is None or abs(value) >= 10**_MOST_DIGITS:
        return unclear
    section, number = sections[0], Decimal(repr(value))
    if number < 0 and len(sections) > 1:
        section, number = sections[1], -number
    elif not number and len(sections) > 2:
        section = sections[2]
    masks = [piece for kind, piece in section if kind == "digits"]
    if any(kind == "general" for kind, _ in section):
        shown = _general(value)
        if isinstance(shown, Unclear) or not any(p.strip() for k, p in section if k != "general"):
            return shown
        own = f"{number.normalize():f}"
        text = "".join(own if kind == "general" else piece for kind, piece in section)
        return ShownNumber(value, text.strip())
    if not number and not any({*"0#"} & {*mask} for mask in masks):
        # Accountants' formats show a stroke for 0; a word there says something else.
        words = "".join(piece for kind, piece in section if kind != "digits")
        return value if set(words) <= _STROKES else unclear
    if len(masks) != 1 or masks[0].endswith(",") or ",." in masks[0]:
        return unclear
    whole, _, decimals = masks[0].partition(".")
    if ("percent", "%") in section:
        number = number.scaleb(2 * section.count(("percent", "%")))
    text = f"{number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP):f}"
    for place in reversed(decimals):
        if place == "0" or not text.endswith("0"):
            break
        text = text[:-1]
    if "0" not in whole:
        text = re.sub(r"^(-?)0\.", r"\1.", text)
    digits = text.removesuffix(".")
    text = "".join(digits if kind == "digits" else piece for kind, piece in section).strip()
    own = repr(int(value)) if float(value).is_integer() else repr(value)
    return value if text == own else ShownNumber(value, text)


def _sections(code: str) -> list[list[tuple[str, str]]] | None:
    """Return the sections of a number format as kinds and texts; None for what is not known."""
    sections: list[list[tuple[str, str]]] = [[]]
    for piece in _PIECES.finditer(code):
        kind, text = str(piece.lastgroup), str(piece[str(piece.lastgroup)])
        if kind == "end":
            sections.append([])
        elif kind == "bracket":
            currency = _CURRENCY.fullmatch(text)
            if currency is None and not _COLOURS.fullmatch(text):
                return None
            sections[-1].append(("text", currency[1] if currency else ""))
        elif kind == "other" and text == "@":
            sections[-1].append(("text", ""))
        elif kind == "other" and text not in _BARE and text.isascii():
            return None
        elif kind != "room":
            sections[-1].append(("percent" if text == "%" and kind == "other" else kind, text))
    return sections
