"""Notes on cells of an .xlsx file, and text boxes over them: they may say what figures are of."""

import re
from collections.abc import Mapping, Sequence
from html import unescape

from bpindex.xlsx.package import CORE_PROPERTIES, Package, Relations

_NOTE = re.compile(rb"<(?:\w+:)?comment\b[^>]*>(.*?)</(?:\w+:)?comment>", re.DOTALL)
_BOX = re.compile(rb"<(?:\w+:)?p(?:\s[^>]*)?>(.*?)</(?:\w+:)?p>", re.DOTALL)
_PIECE = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<")
# What a person writes of a file, and what a cell says to whoever fills it.
_PROPERTY = re.compile(rb"<(?:\w+:)?(?:title|subject|keywords|description)\b[^>]*>([^<]+)<")
_PROMPT = re.compile(rb"\b(?:prompt|promptTitle|error|errorTitle)=\"([^\"]+)\"")
# More than anybody reads in a question.
_MOST = 20
# Kinds of parts beside a sheet, and what each text of them is.
_KINDS = {"comments": _NOTE, "drawing": _BOX}


def notes_by_sheet(package: Package | None, boxes: bool = True) -> Mapping[str, Sequence[str]]:
    """Return the notes and text boxes on each sheet by its title, none of a damaged part.

    Not `boxes` where they may be the buttons of our own workbook.
    """
    found: dict[str, Sequence[str]] = {}
    if package is None:
        return found
    try:
        for title, part in package.sheets().items():
            found[title] = notes_beside(package.parts, part, boxes)
    # Whatever a reader of XML says: the cells themselves are read all the same.
    except Exception:
        return found
    return found


def notes_beside(parts: dict[str, bytes], sheet: str, boxes: bool = True) -> list[str]:
    """Return what the parts beside that of a sheet say in notes, and in `boxes`."""
    relations = Relations(parts, sheet)
    return [
        note
        for kind, form in _KINDS.items()
        for each in relations.of_kind(kind)
        if boxes or form is _NOTE
        for note in _notes(parts.get(each.target, b""), form)
    ]


def _notes(part: bytes, form: re.Pattern[bytes]) -> list[str]:
    notes = (b"".join(_PIECE.findall(note)) for note in form.findall(part))
    texts = (" ".join(unescape(note.decode("utf-8", "replace")).split()) for note in notes)
    return [text for text in dict.fromkeys(texts) if text][:_MOST]


def hints_of(package: Package | None, sheet: bytes) -> tuple[str, ...]:
    """Return what the properties of a file say, and the prompts of the cells of a sheet."""
    core = package.parts.get(CORE_PROPERTIES, b"") if package else b""
    prompts = _PROMPT.findall(sheet) if b"<dataValidation" in sheet else []
    found = [*_PROPERTY.findall(core), *dict.fromkeys(prompts)][:_MOST]
    texts = (" ".join(unescape(text.decode("utf-8", "replace")).split()) for text in found)
    return tuple(text for text in texts if text)
