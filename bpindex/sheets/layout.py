"""What a sheet of the workbook is made of: blocks of columns at fixed places.

Rows and columns are counted from 1, as in the addresses that staff see.
"""

from dataclasses import dataclass
from enum import StrEnum

from bpindex.sheets.letters import column_letter

# Raised whenever a block moves: a workbook of another layout is refused, not misread.
LAYOUT_VERSION = 2
MAX_AGENCIES = 150
MAX_TABLES = 4
MAX_GROUPS = 8
MAX_COMPONENTS = 30
MAX_COUNTS = 60
MAX_CORRECTIONS = 1_000
TITLE_ROW = 1
INTRO_ROW = 2
KEY_ROW = 3
FIRST_BLOCK_ROW = 4


class Kind(StrEnum):
    """How a column's cells look and what they take."""

    TEXT = "text"
    CENTRED = "centred"
    WRAP = "wrap"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DATE = "date"
    PERCENT = "percent"
    POINTS = "points"
    FIGURE = "figure"


class Who(StrEnum):
    """Who writes a column: staff, formulas, formulas that staff may type over, or the tool."""

    STAFF = "staff"
    FORMULA = "formula"
    EITHER = "either"
    TOOL = "tool"


@dataclass(frozen=True)
class ColumnSpec:
    """One column of a block."""

    key: str
    title: str
    width: float = 14.0
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    note: str = ""
    who: Who = Who.STAFF


@dataclass(frozen=True)
class Block:
    """A table on a sheet: a header row and `capacity` rows below it."""

    id: str
    title: str
    columns: tuple[ColumnSpec, ...]
    capacity: int
    header_row: int = FIRST_BLOCK_ROW
    first_column: int = 1

    @property
    def first_row(self) -> int:
        """The first row below the header."""
        return self.header_row + 1

    @property
    def last_row(self) -> int:
        """The last row that may be filled."""
        return self.header_row + self.capacity

    def column_number(self, key: str) -> int:
        """Return the sheet column of a key."""
        keys = [column.key for column in self.columns]
        return self.first_column + keys.index(key)

    def area(self, first: str = "", last: str = "") -> str:
        """Return the absolute address of the rows, from column `first` to `last` by key."""
        start = self.column_number(first or self.columns[0].key)
        end = self.column_number(last or self.columns[-1].key)
        left, right = column_letter(start), column_letter(end)
        return f"${left}${self.first_row}:${right}${self.last_row}"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its names, its blocks, how it opens."""

    id: str
    title: str
    code_name: str
    intro: str
    blocks: tuple[Block, ...]
    tab: str
    freeze: tuple[int, int] = (0, 0)
    hidden_columns: tuple[int, ...] = ()
    visible: bool = True
    # A hidden row with the keys of the columns, for the formulas that need them.
    key_row: int = 0

    def block(self, block_id: str) -> Block:
        """Return a block by its id."""
        return next(block for block in self.blocks if block.id == block_id)

    @property
    def by_tool(self) -> bool:
        """Whether only the tool writes here."""
        columns = [column for block in self.blocks for column in block.columns]
        return all(column.who is Who.TOOL for column in columns)

    @property
    def last_row(self) -> int:
        """The last row of its blocks."""
        return max((block.last_row for block in self.blocks), default=FIRST_BLOCK_ROW)

    @property
    def last_column(self) -> int:
        """The last column of its blocks."""
        ends = (block.first_column + len(block.columns) - 1 for block in self.blocks)
        return max(ends, default=1)

    def whole_reference(self) -> str:
        """Return the address of everything on the sheet, for a formula."""
        last = column_letter(self.last_column)
        return f"'{self.title}'!$A$1:${last}${self.last_row}"

    def reference(self, block_id: str, first: str = "", last: str = "") -> str:
        """Return the address of a block with the sheet's name, for a formula."""
        return f"'{self.title}'!{self.block(block_id).area(first, last)}"
