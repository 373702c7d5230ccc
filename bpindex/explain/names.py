"""Which agency and which column a person means, whatever the case and the diacritics."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from bpindex.case.keys import MONTH, PROVINCE
from bpindex.case.model import Case
from bpindex.errors import InputError
from bpindex.words import explanations as explain_texts

# A word that a target is known by, and the target.
Word = tuple[str, str]

TOTAL = "tong"
TOTAL_WORDS = (TOTAL, "tong diem", "xep loai", "xep hang")
SUGGESTIONS = 5
# How near a word must be to be suggested, for difflib; short codes need a low one.
NEARNESS = 0.4


def fold(text: str) -> str:
    """Return `text` without case, diacritics and doubled spaces; "_" counts as a space."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d").replace("_", " "))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def find_agency(case: Case, text: str) -> str:
    """Return the code of the agency of the period that `text` names, or PROVINCE."""
    words = [(PROVINCE, PROVINCE)]
    provinces = [table.province_name for table in case.settings.tables]
    words += [(name, PROVINCE) for name in provinces]
    labels = {PROVINCE: f"{provinces[0]} ({PROVINCE})"}
    for agency in case.valid_agencies:
        words += [(word, agency.code) for word in (agency.code, agency.name, *agency.aliases)]
        labels[agency.code] = f"{agency.name} ({agency.code})"
    return _choose(text, words, [words], labels, explain_texts.AGENCY)


def find_column(case: Case, text: str) -> str:
    """Return the column key, component id or TOTAL that `text` names; a group is its month."""
    groups = [(group.name, f"{group.id}{MONTH}") for group in case.index.groups]
    components = [(component.name, component.id) for component in case.index.components]
    titles = [(title, key) for key, title in case.column_names.items()]
    words = [*groups, *components, *((word, TOTAL) for word in TOTAL_WORDS)]
    words += [(item, item) for item in (*case.column_names, *case.index.component_by_id)]
    words += [(group, f"{group}{MONTH}") for group in case.index.group_by_id]
    labels = {key: title for title, key in titles} | {TOTAL: explain_texts.TOTAL_TITLE}
    labels |= {
        component.id: explain_texts.COMPONENT_TITLE.format(id=component.id, name=component.name)
        for component in case.index.components
    }
    words += [(label, target) for target, label in labels.items()]
    return _choose(text, words, [groups, components, titles], labels, explain_texts.COLUMN)


def _choose(
    text: str,
    words: Iterable[Word],
    searched: Sequence[Iterable[Word]],
    labels: Mapping[str, str],
    kind: str,
) -> str:
    """Return the target of the (word, target) that `text` is, else is a part of."""
    query = fold(text)
    known = [(fold(word), target) for word, target in words]
    parts = [[(fold(word), target) for word, target in tier] for tier in searched]
    hits = list(dict.fromkeys(target for word, target in known if word == query))
    for tier in parts if query else ():
        hits = hits or list(dict.fromkeys(target for word, target in tier if query in word))
    if len(hits) == 1:
        return hits[0]
    template = explain_texts.AMBIGUOUS
    if not hits:
        template = explain_texts.UNKNOWN
        near = get_close_matches(query, [word for word, _ in known], SUGGESTIONS, NEARNESS)
        hits = list(dict.fromkeys(target for word in near for w, target in known if w == word))
        hits = hits or list(labels)
    offered = "; ".join(labels[target] for target in hits[:SUGGESTIONS])
    raise InputError(template.format(kind=kind, found=text, offered=offered))
