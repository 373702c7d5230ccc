"""When two texts of a cell are the same: what nobody can see on paper is no correction."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache

_SPACES = re.compile(r"[\u00a0\u202f\u2007\t]")
_LINE_ENDS = re.compile(r"\r\n?|\u2028")
_AROUND_LINE_END = re.compile(r" *\n *")


@lru_cache(maxsize=10_000)  # the same few texts stand in most cells of a table
def visible(text: str) -> str:
    """Return a text without what nobody sees: Unicode forms, kinds of space, spaces at ends."""
    text = unicodedata.normalize("NFC", text)
    text = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    return _AROUND_LINE_END.sub("\n", text).strip()


def same_text(one: str, other: str) -> bool:
    """Return whether two texts print alike."""
    return one == other or visible(one) == visible(other)


def number_text(value: float, decimal_mark: str) -> str:
    """Return the shortest text of a number that a cell holds, with a decimal mark."""
    text = repr(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)
    return text.replace(".", decimal_mark)


def is_number_of(value: float, text: str) -> bool:
    """Return whether a cell's number is what a printed text says: an office program may turn
    the text of a cell that somebody only looked into into its number.
    """
    try:
        return Decimal(repr(value)) == Decimal(visible(text).replace(",", "."))
    except InvalidOperation:
        return False
