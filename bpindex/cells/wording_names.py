"""Lời văn as people read it: what is filled in, and the paragraphs, by Vietnamese names."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from bpindex.case.keys import BlockKind
from bpindex.case.records import Wording
from bpindex.memory.found import visible
from bpindex.words.placeholders import KEYS, PARAGRAPHS, PLACEHOLDERS

_IN_BRACES = re.compile(r"\{([^{}]*)\}")
_IDS = {name.casefold(): key for key, name in PARAGRAPHS.items()}


def seen(wording: Wording, tables: Mapping[str, str]) -> Wording:
    """Return the wording as it stands on the sheet; `tables` are what staff call each by its id."""
    names = {table: name for name, table in _named(tables).items()}
    return _changed(
        _with_tables(wording, lambda text: names.get(text, text)),
        lambda key: PLACEHOLDERS.get(key, key),
        lambda name: PARAGRAPHS.get(name, name),
    )


def kept(wording: Wording, tables: Mapping[str, str]) -> Wording:
    """Return what stands on the sheet as the wording of a case; keys are keys there too.

    A table that was renamed since is the one that has no place yet, in their order.
    """
    ids = {_plain(name): table for name, table in _named(tables).items()}
    ids |= {_plain(table): table for table in tables}
    placed = [_plain(item.text) for item in wording.paragraphs if item.kind == BlockKind.TABLE]
    unknown = [text for text in dict.fromkeys(placed) if text not in ids]
    left = [table for table in tables if table not in {ids.get(text) for text in placed}]
    if len(unknown) == len(left):
        ids |= zip(unknown, left, strict=True)
    wording = _with_tables(wording, lambda text: ids.get(_plain(text), text))
    there = {paragraph.id for paragraph in wording.paragraphs}

    def own(name: str) -> str:
        key = _IDS.get(_plain(name), name)
        # A paragraph of that id stands there already: this one is somebody's own.
        return name if key in there else key

    return _changed(wording, lambda name: KEYS.get(_plain(name), name), own)


def _named(tables: Mapping[str, str]) -> dict[str, str]:
    """Return the ids of tables by their names, of those that have one of their own."""
    times = Counter(map(_plain, tables.values()))
    return {name: table for table, name in tables.items() if times[_plain(name)] == 1}


def _with_tables(wording: Wording, told: Callable[[str], str]) -> Wording:
    """Return a wording whose places of tables say something else."""
    paragraphs = (
        replace(item, text=told(item.text)) if item.kind == BlockKind.TABLE else item
        for item in wording.paragraphs
    )
    return replace(wording, paragraphs=tuple(paragraphs))


def _plain(name: str) -> str:
    """Return a name as the list has it, whatever its capitals and the space around it."""
    return " ".join(visible(name).casefold().split())


def _changed(wording: Wording, filled: Callable[[str], str], own: Callable[[str], str]) -> Wording:
    def text(template: str) -> str:
        if "{" not in template:
            return template
        return _IN_BRACES.sub(lambda found: f"{{{filled(found[1])}}}", template)

    labels = wording.labels
    changed: dict[str, Any] = {
        item.name: text(value)
        for item in fields(labels)
        if isinstance(value := getattr(labels, item.name), str)
    }
    paragraphs = (
        replace(item, id=own(item.id), text=text(item.text)) for item in wording.paragraphs
    )
    return replace(wording, labels=replace(labels, **changed), paragraphs=tuple(paragraphs))
