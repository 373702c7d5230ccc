"""A short name for what a notice says, and what in it has aged."""

import hashlib

from bpindex.case.keys import Key
from bpindex.notice.as_json import render_json
from bpindex.notice.model import Notice

_LENGTH = 12


def fingerprint(notice: Notice) -> str:
    """Return a short hash of every text as printed: the same for two notices that read alike."""
    return hashlib.sha256(render_json(notice)).hexdigest()[:_LENGTH]


def aged_texts(notice: Notice) -> dict[Key, str]:
    """Return what is computed now where a correction was made against something else, by key."""
    computed = notice.origins.computed
    return {
        item.key: computed[item.key]
        for item in notice.origins.applied
        if item.computed != computed[item.key]
    }
