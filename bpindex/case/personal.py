"""Texts that name persons: of dossiers they are never taken in."""

import re
from collections.abc import Sequence
from unicodedata import normalize

from bpindex.words import persons as words

# A telephone number, or the number of an identity card, without what parts its digits.
_NUMBER = re.compile(r"(?:(?:\+?84|0)\d{9,10}|0\d{11})")
_PARTING = re.compile(r"[\s.\-()]+")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
# The like of them among other words; a day or the code of a dossier begins otherwise.
_WITHIN = re.compile(
    r"(?<![\w.\-/])(?:\+84[\s.\-]?\d{2,3}|0\d{2,3})(?:[\s.\-]?\d{2,4}){2,3}(?![\w/]|[.\-]\d)"
    r"|(?<![\w.\-/])0\d{11}(?![\w/]|[.\-]\d)|[^\s@]+@[^\s@]+\.[^\s@]+"
)
_MOST_WORDS = 6
# How much of a column has to look like a person's.
_SHARE = 0.5
_LEAST_NAMES = 2


def names_persons(texts: Sequence[str]) -> bool:
    """Return whether most of the texts of a column are names or numbers of persons."""
    filled = [text.strip() for text in texts if text.strip()]
    numbers = sum(map(_is_number, filled))
    names = sum(map(is_name, filled))
    most = len(filled) * _SHARE
    return bool(filled) and (numbers >= most or (names > most and names >= _LEAST_NAMES))


def holds_personal(text: str) -> bool:
    """Return whether a telephone number, identity number or address of mail is among words."""
    return any(_is_number(found[0]) for found in _WITHIN.finditer(text))


def _is_number(text: str) -> bool:
    is_mail = _MAIL.fullmatch(text) is not None
    return is_mail or _NUMBER.fullmatch(_PARTING.sub("", text)) is not None


def is_name(text: str) -> bool:
    """Return whether a text is a surname and given names, nothing else."""
    parts = normalize("NFC", text).split()
    if not 2 <= len(parts) <= _MOST_WORDS:
        return False
    first, both = parts[0].casefold(), " ".join(parts[:2]).casefold()
    # With its marks, where the text has any: "đăng" is no "Đặng".
    known = words.SURNAMES if text.isascii() else words.MARKED_SURNAMES
    if first not in known or both in words.NO_SURNAMES:
        return False
    return all(part[0].isupper() and part.isalpha() for part in parts)
