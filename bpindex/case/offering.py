"""What may stand in the place of a code that nobody knows."""

from collections.abc import Mapping
from difflib import get_close_matches
from textwrap import shorten

from bpindex.words import case as words

# So many codes are offered, each with so much of what it names.
_OFFERED = 5
_NAME_LETTERS = 40
# How near a code must be to come first, for difflib; short codes need a low one.
_NEARNESS = 0.3


def offered(names: Mapping[str, str], found: str) -> str:
    """Return the words for what may stand in the place of `found`: the nearest codes first."""
    named = {code: shorten(name, _NAME_LETTERS) for code, name in names.items() if name.strip()}
    near = get_close_matches(found, named, _OFFERED, _NEARNESS) or list(named)[:_OFFERED]
    offered = "; ".join(words.OFFERED.format(code=code, name=named[code]) for code in near)
    return words.WANT_ONE_OF.format(offered=offered)
