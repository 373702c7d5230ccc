"""A short name for what a notice says."""

import hashlib

from bpindex.notice.as_json import render_json
from bpindex.notice.model import Notice

_LENGTH = 12


def fingerprint(notice: Notice) -> str:
    """Return a short hash of every text as printed: the same for two notices that read alike."""
    return hashlib.sha256(render_json(notice)).hexdigest()[:_LENGTH]
