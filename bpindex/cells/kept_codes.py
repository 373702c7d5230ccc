"""Codes out of sight: rows of a list keep theirs, whatever they are called, wherever they stand.

Beside each code stands, also out of sight, the name by which it was known when it was written. A
row that shows the known name of another code is that one's: people sort and paste what they see.
A name that is new is another name of the same code; a row without a code gets one of its name.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from bpindex.codec.fields import cell_text
from bpindex.codec.shown import refused, without_unseen
from bpindex.memory.found import visible

# Makes a code of a name, another one than those that are used.
Making = Callable[[str, Collection[str]], str]


@dataclass(frozen=True)
class Named:
    """A row of a list; `known` is its name when the code was written."""

    number: int
    code: str
    name: str
    known: str


def alike(name: str) -> str:
    """Return a name whatever its capitals and the space around it."""
    return visible(name).casefold()


def text_of(value: Any) -> str:
    """Return the text of a cell that holds a name or a code; what shows an error is none."""
    return "" if refused(value) else without_unseen(cell_text(value)).strip()


def codes_of(rows: Sequence[Named], made: Making) -> dict[int, str]:
    """Return the code of every row by its number: its own, or one that is made."""
    codes, used = _own_codes(rows), dict[str, str]()
    for row in rows:
        code = codes[row.number]
        if code and used.get(code, row.name).casefold() == row.name.casefold():
            used.setdefault(code, row.name)
        else:
            codes[row.number] = ""
    for row in rows:
        if row.name and not codes[row.number]:
            codes[row.number] = code = made(row.name, used.keys())
            used[code] = row.name
    return codes


def _own_codes(rows: Sequence[Named]) -> dict[int, str]:
    """Return whose row each one is, by the names that its code and others were known by."""
    shown = Counter(alike(row.name) for row in rows)
    known = Counter(alike(row.known) for row in rows if row.code)
    codes = {
        alike(row.known): row.code
        for row in rows
        if row.code and row.known and known[alike(row.known)] == shown[alike(row.known)] == 1
    }
    # "Sở A (cũ)" is still what "Sở A" was, though another of that name begins in a new row.
    kept = {row.code for row in rows if row.known and alike(row.known) in alike(row.name)}
    meant = {
        row.number: codes[name]
        for row in rows
        if (name := alike(row.name)) in codes and (row.code or codes[name] not in kept)
    }
    taken = set(meant.values())
    for row in rows:
        if row.number not in meant:
            # One that is elsewhere now left its code behind.
            meant[row.number] = "" if row.code in taken else row.code
    return meant
