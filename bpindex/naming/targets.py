"""What a column of a table may hold."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bpindex.words import table_headers as headers

_UNIT = re.compile(headers.UNIT_IN_HEADER, re.IGNORECASE)


class Kind(StrEnum):
    """The kinds of what a column holds."""

    COUNT = "COUNT"
    WITNESS = "WITNESS"
    POINTS = "POINTS"
    PRIOR = "PRIOR"
    MONTH = "MONTH"
    NAME = "NAME"
    SKIPPED = "SKIPPED"
    OTHER_PERIOD = "OTHER_PERIOD"
    UNKNOWN = "UNKNOWN"

    # Targets are keys of what thousands of cells hold.
    __hash__ = str.__hash__


class Target(NamedTuple):
    """What a column holds: its kind, and the count or group that it is of."""

    kind: Kind
    key: str = ""


@dataclass(frozen=True)
class Match:
    """The target of a column, None where a person is to say it among those offered.

    `is_near` where one is offered whose header differs by a slip of the keyboard alone.
    """

    target: Target | None
    offered: tuple[Target, ...] = ()
    is_near: bool = False


def without_unit(text: str) -> str:
    """Return a level of a header without the unit or number behind it."""
    return _UNIT.sub(" ", text)
