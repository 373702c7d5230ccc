"""Notes that people put on cells of an .xlsx file: they may say what the figures are of."""

import re
from collections.abc import Mapping, Sequence
from html import unescape

from bpindex.xlsx.package import Package

_NOTE = re.compile(rb"<(?:\w+:)?comment\b[^>]*>(.*?)</(?:\w+:)?comment>", re.DOTALL)
_PIECE = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<")
# More than anybody reads in a question.
_MOST = 20
_KIND = "comments"


def notes_by_sheet(package: Package | None) -> Mapping[str, Sequence[str]]:
    """Return the texts of the notes on each sheet, by its title; none of a part that is damaged."""
    found: dict[str, Sequence[str]] = {}
    if package is None:
        return found
    try:
        for title, part in package.sheets().items():
            parts = (each.target for each in package.relations(part).of_kind(_KIND))
            found[title] = [note for name in parts for note in _notes(package.parts.get(name, b""))]
    # Whatever a reader of XML says: the cells themselves are read all the same.
    except Exception:
        return found
    return found


def _notes(part: bytes) -> list[str]:
    notes = (b"".join(_PIECE.findall(note)) for note in _NOTE.findall(part))
    texts = (" ".join(unescape(note.decode("utf-8", "replace")).split()) for note in notes)
    return [text for text in dict.fromkeys(texts) if text][:_MOST]
