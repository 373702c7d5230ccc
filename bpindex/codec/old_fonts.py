"""Texts typed in the fonts that people used before Unicode: letters that print as other ones."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from unicodedata import normalize

from bpindex.words import old_fonts as letters

# Marks that carry the tone of a syllable, as they stand in decomposed texts.
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SYLLABLE = re.compile(letters.SYLLABLE)
_APART = re.compile(r"[\s!-/:-@\[-`{-~–—…“”‘’]+")
_TCVN3 = str.maketrans(letters.TCVN3, letters.TCVN3_LETTERS)
_VNI = dict(zip(letters.VNI.split(), letters.VNI_LETTERS.split(), strict=True))
_VNI_LETTER = re.compile("|".join(_VNI))
_MICRO = "\u00b5"


def old_font_words(text: str) -> Iterator[str]:
    """Yield the words of a text that are Vietnamese in TCVN3 or VNI, and are not as they stand."""
    if not text.isascii():
        yield from (word for word in _APART.split(text) if _is_old(word))


def converted(texts: Iterable[str]) -> list[str]:
    """Return texts of one source in Unicode: those that stand in an old font are converted.

    Where Unicode letters stand beside them, only a text with a word that is none in Unicode is.
    """
    given = list(texts)
    old = [not _has_unicode(text) and any(old_font_words(text)) for text in given]
    words = [
        word
        for text, is_old in zip(given, old, strict=True)
        if is_old
        for word in _APART.split(text)
        if word and not word.isascii()
    ]
    if not words:
        return given

    def known(font: Callable[[str], str]) -> int:
        return sum(is_syllable(font(word)) for word in words)

    # A source has one font: single words may be syllables in several.
    font = max((_as_tcvn3, _vni), key=known)
    if not any(map(_has_unicode, given)):
        old = [not text.isascii() for text in given]
    return [font(text) if is_old else text for text, is_old in zip(given, old, strict=True)]


def _has_unicode(text: str) -> bool:
    """Return whether letters stand in a text that no font of one byte a letter has."""
    return any(letter.isalpha() and letter > "\xff" for letter in normalize("NFC", text))


def _as_tcvn3(text: str) -> str:
    return text.translate(_TCVN3)


@lru_cache(maxsize=5_000)
def _is_old(word: str) -> bool:
    # A sign that stands alone is one (½), and a unit of measure is no syllable (µm).
    if word.isascii() or len(word) == 1 or word.startswith(_MICRO) or is_syllable(word):
        return False
    return any(
        decoded != word.lower() and is_syllable(decoded) for decoded in (_tcvn3(word), _vni(word))
    )


def is_syllable(word: str) -> bool:
    """Return whether a word is made as Vietnamese syllables are, with at most one tone."""
    plain: list[str] = []
    toned: list[int] = []
    for mark in normalize("NFD", word.lower()):
        if mark in _TONES:
            toned.append(len(normalize("NFC", "".join(plain))) - 1)
        else:
            plain.append(mark)
    found = _SYLLABLE.fullmatch(normalize("NFC", "".join(plain)))
    if found is None or len(toned) > 1:
        return False
    # The tone of "gi" alone stands on its i, as of any vowel; none on what the syllable ends with.
    return all(place < found.end("vowels") and place >= 0 for place in toned)


def _tcvn3(word: str) -> str:
    return word.translate(_TCVN3).lower()


def _vni(word: str) -> str:
    return _VNI_LETTER.sub(lambda found: _VNI[found[0]], word.lower())
