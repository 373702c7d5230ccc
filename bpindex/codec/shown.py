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
from unicodedata import category, normalize

from bpindex.words import files as file_words

# How an office file writes characters that XML cannot hold, ends of lines among them.
_ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f]|[Ff]{3}[EeFf])_")
# Ends of lines as Word and old programs write them.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Soft hyphens, zero widths, marks of direction: nobody sees them, and two texts differ by them.
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffe\uffff") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}

# In a number format: colours and conditions, room for a sign, a character that fills the cell.
_UNPRINTED = re.compile(r"\[[^\]]*\]|_.|\*.")
# The digits, with what stands before and after them as it is.
_NUMBER = re.compile(
    r'(?P<before>(?:"[^"]*"|\\.|[^0#.%"\\])*)'
    r"(?P<whole>[#0,]*[0#])(?:\.(?P<decimals>[0#]+))?"
    r'(?P<after>(?:"[^"]*"|\\.|[^0#.?/E"\\])*)'
)
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_PLAIN = frozenset({"general", "@", "0", "#", "#,##0"})
# Larger than any figure: what an office program shows of it is no longer its digits.
_MOST_DIGITS = 15
# So many digits stand in any cell that is wide enough for figures.
_SHOWN_DIGITS = 9


@dataclass(frozen=True)
class Unclear:
    """What a cell holds and nobody can take, as it is told, and why."""

    text: str
    why: str

    def __str__(self) -> str:
        return self.text


class ShownNumber(float):
    """A number whose cell shows other characters than its digits: these, with a decimal point."""

    shown: str

    def __new__(cls, value: float, shown: str) -> "ShownNumber":
        """Return the number with what its cell shows."""
        self = super().__new__(cls, value)
        self.shown = shown
        return self


def without_unseen(text: str) -> str:
    """Return a text in one Unicode form, without control characters and what nobody can see."""
    if text.isascii() and text.isprintable() and "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
    text = normalize("NFC", _LINE_ENDS.sub("\n", text))
    return "".join(c for c in text if c in "\n\t" or not (c in _UNSEEN or category(c) == "Cc"))


def as_shown(value: int | float, code: str) -> int | float | Unclear:
    """Return a number as its cell shows it under a number format."""
    if code.lower() not in _PLAIN:
        return _as_shown(value, code)
    return value if isinstance(value, int) else _general(value)


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
    if len(number.normalize().as_tuple().digits) > _SHOWN_DIGITS and value != int(value):
        return Unclear(repr(value), file_words.MANY_DIGITS)
    return float(number)


@lru_cache(maxsize=2_000)
def _as_shown(value: int | float, code: str) -> int | float | Unclear:
    sections = _UNPRINTED.sub("", code).split(";")
    section = sections[0]
    number = Decimal(repr(value))
    if number < 0 and len(sections) > 1:
        section, number = sections[1], -number
    elif not number and len(sections) > 2:
        section = sections[2]
    found = _NUMBER.fullmatch(section.strip())
    if section.strip().lower() in _PLAIN or (not number and not re.search("[0#]", section)):
        return value  # accountants' formats show a stroke for 0
    if found is None or number.adjusted() >= _MOST_DIGITS:
        return Unclear(repr(value), file_words.ODD_FORMAT.format(code=code))
    before, after = (_QUOTED.sub(r"\1\2", found[part]) for part in ("before", "after"))
    number = number.scaleb(2) if "%" in after else number
    decimals = found["decimals"] or ""
    text = f"{number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP):f}"
    spare = len(decimals) - len(decimals.rstrip("#"))
    for _ in range(spare):
        text = text.removesuffix("0") if "." in text else text
    text = f"{before}{text.removesuffix('.')}{after}".strip()
    digits = repr(int(value)) if float(value).is_integer() else repr(value)
    return value if text == digits else ShownNumber(value, text)
