"""The one line in which a run of the notice says what it did."""

import re

from bpindex.words import buttons as texts

_NUMBER = "1234567890"
_NAMES = ("pages", "corrections", "warnings")
_PATTERN = re.escape(texts.DONE.format(**dict.fromkeys(_NAMES, _NUMBER)))
_DONE = re.compile(_PATTERN.replace(_NUMBER, r"(\d+)"))


def done_in(message: str) -> list[int]:
    """Return the pages, corrections and warnings of the line."""
    found = _DONE.search(message)
    assert found, message
    return list(map(int, found.groups()))


def beyond_done(message: str) -> str:
    """Return what is said besides the line, which must be there."""
    done_in(message)
    return "\n".join(line for line in message.splitlines() if not _DONE.fullmatch(line))
