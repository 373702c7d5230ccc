"""Lời văn as people read it: what is filled in, and the paragraphs, by Vietnamese names."""

import re
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from bpindex.case.records import Wording
from bpindex.memory.found import visible
from bpindex.words.placeholders import KEYS, PARAGRAPHS, PLACEHOLDERS

_IN_BRACES = re.compile(r"\{([^{}]*)\}")
_IDS = {name.casefold(): key for key, name in PARAGRAPHS.items()}


def seen(wording: Wording) -> Wording:
    """Return the wording as it stands on the sheet."""
    return _changed(
        wording,
        lambda key: PLACEHOLDERS.get(key, key),
        lambda name: PARAGRAPHS.get(name, name),
    )


def kept(wording: Wording) -> Wording:
    """Return what stands on the sheet as the wording of a case; keys are keys there too."""
    there = {paragraph.id for paragraph in wording.paragraphs}

    def own(name: str) -> str:
        key = _IDS.get(_plain(name), name)
        # A paragraph of that id stands there already: this one is somebody's own.
        return name if key in there else key

    return _changed(wording, lambda name: KEYS.get(_plain(name), name), own)


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
