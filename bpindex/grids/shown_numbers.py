"""Numbers as their cells show them: by a number format, or where a file tells both of them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from math import isfinite

from bpindex.codec.shown import ShownNumber, Unclear, as_shown, text_as_shown
from bpindex.grids.grid import Cell
from bpindex.words import files as file_words
from bpindex.words import intake as words

# A format with digits of its own.
_DIGITS = re.compile(r'"[^"]*\d[^"]*"|\\\d')
_WHITE = re.compile(r"\[white\]", re.IGNORECASE)
_NUMERIC = re.compile(r"[-+(−]?\s*(\d[\d.,'’\s]*)\)?")
_GROUPED = r"\d{1,3}(?:(?P<mark>[.,'’\s])\d{3})(?:(?P=mark)\d{3})*|\d+"
_WHOLE = re.compile(_GROUPED)
_DECIMAL = re.compile(rf"(?P<whole>{_GROUPED})(?P<point>[.,])(?P<rest>\d+)")
_NEGATIVE = ("-", "−", "(")
# A format that shows all of these as they are shows every whole number so.
_PROBES = (0, 7, 45, 365, 123_456)
_ROUNDED = 0.5000001


def by_format(value: int | float, code: str) -> Cell:
    """Return a number as its cell shows it under a number format."""
    if _DIGITS.search(code):
        return Unclear(str(value), file_words.ODD_TEXT.format(code=code))
    if "[" in code and _WHITE.search(_section(value, code)):
        return Unclear(str(value), file_words.UNSEEN_COLOUR)
    shown = as_shown(value, code)
    if isinstance(shown, ShownNumber) and value > 0 and shown.shown.startswith(_NEGATIVE):
        return Unclear(str(value), words.SHOWS_OTHER.format(shown=shown.shown))
    return shown


def _section(value: int | float, code: str) -> str:
    """Return the part of a number format that is for a number of its sign."""
    sections = code.split(";")
    place = 1 if value < 0 else 2 if not value else 0
    return sections[place] if place < len(sections) else sections[0]


@lru_cache(maxsize=2_000)
def is_plain(code: str) -> bool:
    """Return whether a number format shows whole numbers and texts as they are."""
    shown = ((number, by_format(number, code)) for number in _PROBES)
    are_same = all(type(cell) is int or _is_rounded(number, cell) for number, cell in shown)
    return are_same and text_as_shown("a", code) == "a"


def _is_rounded(number: int, cell: Cell) -> bool:
    """Return whether a cell shows a whole number with decimals that are none: "7.00"."""
    digits = cell.shown if isinstance(cell, ShownNumber) else ""
    return re.fullmatch(rf"{number}\.0+", digits) is not None


def as_told(number: float, shown: str) -> Cell | None:
    """Return a number as its cell shows it where a file tells both; None where they are one."""
    if not number and not any(map(str.isalnum, shown)):
        return None
    found = _NUMERIC.fullmatch(shown)
    if found is None and shown:
        return ShownNumber(number, shown.replace(",", "."))
    for text in _readings(found[1]) if found else ():
        decimals = len(text.partition(".")[2])
        if (number < 0) != shown.startswith(_NEGATIVE) and float(text):
            break
        if abs(float(text) - abs(number)) <= _ROUNDED * 10**-decimals:
            return None if float(text) == abs(number) else ShownNumber(number, text)
    held = int(number) if isfinite(number) and number == int(number) else number
    return Unclear(str(held), words.SHOWS_OTHER.format(shown=shown))


def _readings(digits: str) -> Iterator[str]:
    """Yield what written digits may say, with a decimal point: a mark parts thousands by three."""
    if _WHOLE.fullmatch(digits):
        yield re.sub(r"\D", "", digits)
    if (found := _DECIMAL.fullmatch(digits)) and found["mark"] != found["point"]:
        yield f"{re.sub(r'[^0-9]', '', found['whole'])}.{found['rest']}"
