"""A correction (đính chính): what a person changed, the value at that time, its state."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from bpindex.case.keys import Key
from bpindex.case.rows import NOWHERE, Place, RowId, RowKey

WHOLE_ROW = "*"  # in the place of a column: all cells of the row


class CorrectionState(StrEnum):
    """State of a correction (đính chính)."""

    ACTIVE = "áp dụng"
    REVIEW = "cần xem lại"
    WITHDRAWN = "đã rút"


class CorrectionKind(StrEnum):
    """The kinds of corrections, as the register calls them."""

    FIGURE = "số liệu in"
    TEXT = "câu chữ"
    COUNT = "số liệu gốc"
    ADDED = "dòng thêm"
    REMOVED = "dòng bỏ"
    MOVED = "dòng chuyển"
    FORMAT = "định dạng"
    MARGIN = "ghi ngoài lề"
    COMMENT = "ghi chú ô"


@dataclass(frozen=True)
class _AtKey:
    table: str
    agency: str
    column: str

    @property
    def key(self) -> Key:
        """The logical key of the text."""
        return (self.table, self.agency, self.column)


@dataclass(frozen=True)
class PrintedText(_AtKey):
    """A text of the notice: of a paragraph, a header, a name, a note."""

    kind: ClassVar[CorrectionKind] = CorrectionKind.TEXT


@dataclass(frozen=True)
class Comment(_AtKey):
    """A comment on the cell of a text; it does not print."""

    kind: ClassVar[CorrectionKind] = CorrectionKind.COMMENT


@dataclass(frozen=True)
class PrintedFigure(PrintedText):
    """A text in a row of a table."""

    kind = CorrectionKind.FIGURE


@dataclass(frozen=True)
class RawCount:
    """A count of an agency, from which figures are computed."""

    kind: ClassVar[CorrectionKind] = CorrectionKind.COUNT
    agency: str
    count: str

    @property
    def key(self) -> Key:
        """The logical key of the count."""
        return ("", self.agency, self.count)


@dataclass(frozen=True)
class _WholeRow:
    """A row that stands otherwise than computed."""

    row: RowId

    @property
    def key(self) -> Key:
        """The logical key of the row."""
        return self.row.key


@dataclass(frozen=True)
class RemovedRow(_WholeRow):
    """A row that no longer prints."""

    kind: ClassVar[CorrectionKind] = CorrectionKind.REMOVED


@dataclass(frozen=True)
class MovedRow(_WholeRow):
    """A row that prints elsewhere."""

    kind: ClassVar[CorrectionKind] = CorrectionKind.MOVED
    place: Place = NOWHERE


@dataclass(frozen=True)
class AddedRow(MovedRow):
    """A row or line that people added; a line's text is what the correction prints."""

    kind = CorrectionKind.ADDED


class FormAspect(StrEnum):
    """What of the form was changed: of a row, a column, a cell, a paragraph's letters, a page."""

    HEIGHT = "height"
    BREAK = "break"
    WIDTH = "width"
    LOOK = "look"
    BOLD = "bold"
    PAGE = "page"
    # What somebody typed into the register, and nobody knows.
    UNKNOWN = ""


_OF_A_COLUMN = (FormAspect.WIDTH, FormAspect.LOOK, FormAspect.PAGE)


@dataclass(frozen=True)
class Form:
    """A property of a row, of a column or the page where the row is blank, or of a cell of a sheet.

    `sheet` is APPENDIX or blank for the notice itself.
    """

    kind: ClassVar[CorrectionKind] = CorrectionKind.FORMAT
    sheet: str
    row: RowKey
    column: str
    aspect: FormAspect

    @classmethod
    def of(cls, key: Key) -> "Form":
        """Return the property that has this logical key."""
        sheet, row, text = key
        column, dot, last = text.rpartition(".")
        if dot and last in _OF_A_COLUMN:
            return cls(sheet, RowKey(row), column, FormAspect(last))
        if text in list(FormAspect) and text not in _OF_A_COLUMN:
            return cls(sheet, RowKey(row), "", FormAspect(text))
        return cls(sheet, RowKey(row), text, FormAspect.UNKNOWN)

    @property
    def key(self) -> Key:
        """The logical key of the property."""
        dot = "." if self.aspect in _OF_A_COLUMN else ""
        return (self.sheet, self.row.text, f"{self.column}{dot}{self.aspect}")


_OFFSET = re.compile(r"\+?(\d{1,3})")  # a note's distance from the page, typed by hand too


@dataclass(frozen=True)
class Margin:
    """A note so many columns beside the page, at a row of the sheet with this title."""

    kind: ClassVar[CorrectionKind] = CorrectionKind.MARGIN
    sheet: str
    row: RowKey
    column: str

    @classmethod
    def of(cls, key: Key) -> "Margin":
        """Return the note that has this logical key."""
        sheet, row, column = key
        return cls(sheet, RowKey(row), column)

    @property
    def offset(self) -> int:
        """How many columns beside the page, 1 where the text is no such number."""
        found = _OFFSET.fullmatch(self.column.strip())
        return int(found[1]) if found else 1

    @property
    def key(self) -> Key:
        """The logical key of the note."""
        return (self.sheet, self.row.text, self.column)


What = PrintedText | RawCount | RemovedRow | MovedRow | Form | Margin | Comment
# What puts one text in the place of another; all share one name space of keys.
Printed = PrintedText | RawCount
Identity = tuple[str, str, Key]


@dataclass(frozen=True)
class Correction:
    """Something that a person changed in a month ("2024-02"), with what was computed then."""

    what: What
    computed: str = ""
    corrected: str = ""
    reason: str = ""
    by: str = ""
    on: str = ""
    state: CorrectionState = CorrectionState.ACTIVE
    period: str = ""
    row: int = field(default=0, compare=False)

    @property
    def kind(self) -> CorrectionKind:
        """What the register calls it."""
        return self.what.kind

    @property
    def key(self) -> Key:
        """The logical key of what is corrected."""
        return self.what.key

    @property
    def is_text(self) -> bool:
        """Whether it puts one text in the place of another."""
        return isinstance(self.what, Printed)

    @property
    def identity(self) -> Identity:
        """What no two corrections in force share: month, name space, and the key within it."""
        return (self.period, "" if self.is_text else self.kind, self.key)

    @property
    def in_force(self) -> bool:
        """Whether it prints."""
        return self.state is not CorrectionState.WITHDRAWN
