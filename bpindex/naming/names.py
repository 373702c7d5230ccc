"""Names of agencies and headers brought into one form, however somebody writes them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from unicodedata import normalize

from bpindex.codec.shown import without_unseen
from bpindex.words import naming as words

_APART = re.compile(r"[\W_]+")
_ABBREVIATED = re.compile(r"(?<!\w)(\w{1,2})\.\s*(?=\w)")
_BODY = re.compile(rf"^\s*({'|'.join(words.BODY_LETTERS)})(?:\.\s*|\s+)(?=\w)", re.IGNORECASE)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Vowels of which the tone stands on the one or on the other: hoá and hóa, thuỷ and thủy.
_MOVING = re.compile(f"(o[ae]|u[y])([{_TONES}])(?![a-z\u0300-\u036f])")
_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,3}[.)]\s*|[IVX]{1,5}(?:[.)-]\s*|\s+)|[A-Ha-h][.)]\s+)")


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """Return a text in small letters, single spaces between its words, each tone at one place."""
    placed = _tones_placed(without_unseen(text).casefold())
    return " ".join(_APART.sub(" ", placed).split())


def _tones_placed(text: str) -> str:
    """Return a text whose tones stand on the first of two vowels where both ways are written."""
    apart = normalize("NFD", text)
    if not any(tone in apart for tone in _TONES):
        return normalize("NFC", apart)
    placed = _MOVING.sub(lambda found: found[1][0] + found[2] + found[1][1], apart)
    # "quý" has no such pair: its u belongs to the q.
    placed = re.sub(f"qu([{_TONES}])y", r"quy\1", placed)
    return normalize("NFC", placed)


def bare(text: str) -> str:
    """Return a folded text without any marks on its letters."""
    apart = normalize("NFD", text.replace("\u0111", "d"))
    return "".join(letter for letter in apart if not "\u0300" <= letter <= "\u036f")


def unnumbered(text: str) -> str:
    """Return a name without the number that stands before it in its cell."""
    return _NUMBERED.sub("", text)


@lru_cache(maxsize=20_000)
def agency_key(text: str) -> str:
    """Return a name in one form: kinds of places written out, without "UBND" before them."""
    text = _ABBREVIATED.sub(_written_out, _tones_placed(without_unseen(text).casefold()))
    text = folded(text)
    for prefix in words.AGENCY_PREFIXES:
        prefix = folded(prefix)
        rest = text.removeprefix(prefix + " ")
        if rest != text:
            kind, _, name = rest.partition(" ")
            return f"{words.PLACE_KINDS.get(kind, kind)} {name}".strip()
    kind, _, name = text.partition(" ")
    if name and kind in words.PLACE_KINDS and kind != "t":
        return f"{words.PLACE_KINDS[kind]} {name}"
    return text


def with_body_written_out(text: str) -> str:
    """Return a name whose first letters, those of a kind of body, are words: "VP UBND tỉnh"."""
    return _BODY.sub(lambda found: words.BODY_LETTERS[folded(found[1])] + " ", text)


def _written_out(found: "re.Match[str]") -> str:
    kind = words.PLACE_KINDS.get(found[1])
    return f"{kind} " if kind else found[0]


def looser_key(key: str) -> str:
    """Return a key without the words that a name has or leaves out."""
    return " ".join(word for word in key.split() if word not in words.LEFT_OUT)


def province_apart(text: str) -> tuple[str, str]:
    """Return a name without the province behind it, and the key of that province."""
    for kind in words.PROVINCE_KINDS:
        form = rf"(.+?)\s*(?:[-–—,(]\s*|\s){kind}\s+([^-–—,()]+?)\s*\)?\s*"
        if found := re.fullmatch(form, without_unseen(text), re.IGNORECASE):
            return found[1].strip(), folded(found[2])
    return text, ""


def abbreviation(text: str) -> tuple[str, ...]:
    """Return the words of a name if some, but not its first, are letters for words; else none."""
    pieces = [piece for piece in _APART.split(without_unseen(text)) if piece]
    kept = [piece for piece in pieces if folded(piece) not in words.LEFT_OUT]
    return tuple(kept) if any(map(_is_short, kept[1:])) else ()


@lru_cache(maxsize=20_000)
def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name that its abbreviations stand for."""
    return tuple(word for word in folded(name).split() if word not in words.LEFT_OUT)


def stands_for(short: tuple[str, ...], name: str) -> bool:
    """Return whether the words of an abbreviation may stand for a name.

    Letters alone, without a whole word before them, are those of too many things ("STT").
    """
    wanted = words_of(name)
    return bool(short and wanted) and folded(short[0]) == wanted[0] and _aligned(short, wanted)


def _is_short(piece: str) -> bool:
    return piece.isupper() and 2 <= len(piece) <= 8


def _aligned(pieces: Sequence[str], wanted: Sequence[str]) -> bool:
    if not pieces:
        return not wanted
    if not wanted:
        return False
    first = pieces[0]
    if folded(first) == wanted[0] and _aligned(pieces[1:], wanted[1:]):
        return True
    if not first.isupper() or len(first) > len(wanted):
        return False
    initials = "".join(_initials(wanted[: len(first)]))
    # A word of the name may itself be short there.
    return folded(first) == initials and _aligned(pieces[1:], wanted[len(first) :])


def _initials(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        yield normalize("NFC", normalize("NFD", name)[0])
