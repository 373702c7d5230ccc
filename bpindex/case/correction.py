"""A correction (đính chính): what a person changed, the value at that time, its state."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from bpindex.case.keys import Key

# How rows and lines that people added are called, in the place of an agency or a paragraph.
ADDED_NAME = re.compile(r"\+(\d+)")


class CorrectionState(StrEnum):
    """State of a correction (đính chính)."""

    ACTIVE = "áp dụng"
    REVIEW = "cần xem lại"
    WITHDRAWN = "đã rút"


class CorrectionKind(StrEnum):
    """What a correction changes; its kind decides what its key means."""

    FIGURE = "số liệu in"
    TEXT = "câu chữ"
    COUNT = "số liệu gốc"
    ADDED = "dòng thêm"
    REMOVED = "dòng bỏ"
    MOVED = "dòng chuyển"
    FORMAT = "định dạng"
    MARGIN = "ghi ngoài lề"


# Kinds that put one text in the place of another; all share one name space of keys.
PRINTED_KINDS = frozenset({CorrectionKind.FIGURE, CorrectionKind.TEXT, CorrectionKind.COUNT})


@dataclass(frozen=True)
class Correction:
    """Something that a person changed, with the value computed at that time.

    `table`, `agency` and `column` are its logical key. A figure has all three, a raw count
    agency and column, a paragraph its id in `column` alone, a row the key without a column; a
    format has the row's key in `agency`. `place` is the row after which an added or moved row
    stands.
    """

    table: str
    agency: str
    column: str
    computed: str
    corrected: str
    reason: str
    by: str = ""
    on: str = ""
    state: CorrectionState = CorrectionState.ACTIVE
    kind: CorrectionKind = CorrectionKind.FIGURE
    place: str = ""
    row: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        # A register from before there were kinds, or typed by hand, leaves the kind to the key.
        if self.kind is CorrectionKind.FIGURE and not self.table:
            kind = CorrectionKind.COUNT if self.agency else CorrectionKind.TEXT
            object.__setattr__(self, "kind", kind)

    @property
    def key(self) -> Key:
        """The logical key of what is corrected."""
        return (self.table, self.agency, self.column)

    @property
    def identity(self) -> tuple[str, Key]:
        """What no two corrections in force share: the key within its name space."""
        space = CorrectionKind.FIGURE if self.kind in PRINTED_KINDS else self.kind
        return (space, self.key)

    @property
    def in_force(self) -> bool:
        """Whether it prints."""
        return self.state is not CorrectionState.WITHDRAWN
