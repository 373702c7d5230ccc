"""What a sheet of the workbook is made of: blocks of columns, each column declared whole.

Rows and columns are counted from 1, as in the addresses that staff see.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bpindex.sheets.addresses import column_letter
from bpindex.sheets.takes import Checked, Choice, FromColumn, FromRow

# Raised whenever something is declared that was not there before, which says so in `since`.
# Every layout from the first one on stays readable: this one without what came later (`former`).
LAYOUT_VERSION = 10
FIRST_LAYOUT = 2
TITLE_ROW = 1
INTRO_ROW = 2
# Between the words above and the header: the keys of the columns, hidden, or buttons.
SPARE_ROW = 3
# The header of a sheet that is one block without a title.
FIRST_BLOCK_ROW = 4
# The key of a row of single values that is a heading of those below it.
HEADING = "-"


@dataclass(frozen=True)
class Capacity:
    """How many rows of each kind a workbook has room for."""

    agencies: int = 400
    tables: int = 4
    groups: int = 8
    components: int = 30
    counts: int = 60
    corrections: int = 1_000


# The room of every workbook that staff get.
ROOM = Capacity()


class Kind(StrEnum):
    """How a column's cells look."""

    TEXT = "text"
    # A name that a formula shows until somebody chooses another one.
    NAME = "name"
    CENTRED = "centred"
    WRAP = "wrap"
    # A single setting, whatever its type.
    VALUE = "value"
    # Macros write links and months beside rows that people type, while the sheet is protected.
    LINK = "link"
    STAMP = "stamp"
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


class Look(StrEnum):
    """How marked cells look; the last two show how large a number is."""

    UNUSED = "unused"
    OTHER_MONTH = "other_month"
    WRONG = "wrong"
    CORRECTED = "corrected"
    COMPUTED = "computed"
    HEADING = "heading"
    REVIEW = "review"
    WITHDRAWN = "withdrawn"
    BAR = "bar"
    SCALE = "scale"


@dataclass(frozen=True)
class Mark:
    """A look that cells take where the formula `when` is true.

    In it {cell} is the cell, {key} the hidden key of its column, {row[<key>]} a column's cell in
    the same row, {register[<key>]} a whole column of Đính chính, {period} the month that is set,
    {computed} what tells of a figure of the province that it was computed.
    """

    look: Look
    when: str = ""


@dataclass(frozen=True)
class ColumnSpec:
    """One column of a block: all that is to be said of it."""

    key: str
    title: str
    width: float = 14.0
    kind: Kind = Kind.TEXT
    note: str = ""
    who: Who = Who.STAFF
    takes: Choice | FromColumn | FromRow | Checked | None = None
    marks: tuple[Mark, ...] = ()
    hidden: bool = False
    since: int = FIRST_LAYOUT

    @property
    def beside(self) -> bool:
        """Whether macros write it beside what people type: alone it makes no row."""
        return self.kind in (Kind.LINK, Kind.STAMP)

    @property
    def locked(self) -> bool:
        """Whether nobody types here while the sheet is protected."""
        return self.who in (Who.FORMULA, Who.TOOL) and not self.beside


@dataclass(frozen=True)
class Single:
    """A row of a block of single values: its hidden key, its label, a note, what it takes."""

    key: str
    label: str
    note: str = ""
    takes: Choice | None = None
    since: int = FIRST_LAYOUT


@dataclass(frozen=True)
class SheetBlock:
    """A table on a sheet: a header row and `capacity` rows below it.

    `marks` are of whole rows, `singles` the rows of single values, `former` the keys of columns
    or of these rows in another order, after the last layout that had it, `former_first_column`
    where it began then. On paper one of its `own_page` begins a page.
    """

    id: str
    title: str
    columns: tuple[ColumnSpec, ...]
    capacity: int
    header_row: int = FIRST_BLOCK_ROW
    first_column: int = 1
    marks: tuple[Mark, ...] = ()
    singles: tuple[Single, ...] = ()
    since: int = FIRST_LAYOUT
    # The last layout that had it.
    until: int = LAYOUT_VERSION
    former: tuple[int, tuple[str, ...]] = (0, ())
    former_first_column: int = 0
    own_page: bool = False

    @property
    def first_row(self) -> int:
        """The first row below the header."""
        return self.header_row + 1

    @property
    def last_row(self) -> int:
        """The last row that may be filled."""
        return self.header_row + self.capacity

    @property
    def last_column(self) -> int:
        """The last of its columns."""
        return self.first_column + len(self.columns) - 1

    @property
    def typed_rows(self) -> tuple[range, ...]:
        """The rows that people fill: all but those that are headings of single values."""
        singles = enumerate(self.singles, self.first_row)
        headings = [row for row, single in singles if single.key == HEADING]
        starts = (self.first_row, *(row + 1 for row in headings))
        ends = (*headings, self.last_row + 1)
        return tuple(range(start, end) for start, end in zip(starts, ends, strict=True))

    def numbered(self) -> Iterator[tuple[int, ColumnSpec]]:
        """Yield its columns, each with its number on the sheet."""
        return enumerate(self.columns, self.first_column)

    def column_number(self, key: str) -> int:
        """Return the sheet column of a key."""
        return self.first_column + [column.key for column in self.columns].index(key)

    def address(self, row: int, key: str) -> str:
        """Return the address of a row's cell in the column of a key."""
        return f"{column_letter(self.column_number(key))}{row}"

    def area(self, first: str = "", last: str = "", around: int = 0) -> str:
        """Return the absolute address of the rows and some `around`; columns are named by key."""
        start = self.column_number(first or self.columns[0].key)
        end = self.column_number(last or self.columns[-1].key)
        left, right = column_letter(start), column_letter(end)
        return f"${left}${self.first_row - around}:${right}${self.last_row + around}"


@dataclass(frozen=True)
class Sheet:
    """One sheet: what staff and what macros call it, its blocks, how it opens.

    Blocks that find their places by themselves are given as `stacks` (see `arranged`).
    """

    id: str
    title: str
    code_name: str
    intro: str
    blocks: tuple[SheetBlock, ...] = ()
    frozen_columns: int = 0
    # Whether a hidden row holds the keys of the columns, for formulas.
    key_row: bool = False
    stacks: tuple[tuple[SheetBlock, ...], ...] = ()
    # The ids of their blocks otherwise, after the last layout that had them so.
    former_stacks: tuple[int, tuple[tuple[str, ...], ...]] = (0, ())
    since: int = FIRST_LAYOUT

    def __post_init__(self) -> None:
        """Give the blocks of stacks their places."""
        if self.stacks:
            object.__setattr__(self, "blocks", arranged(self.stacks))

    def block(self, block_id: str) -> SheetBlock:
        """Return a block by its id."""
        return next(block for block in self.blocks if block.id == block_id)

    @property
    def hidden_columns(self) -> frozenset[int]:
        """The numbers of its hidden columns."""
        items = (item for block in self.blocks for item in block.numbered())
        return frozenset(number for number, column in items if column.hidden)

    @property
    def writers(self) -> frozenset[Who]:
        """Who writes its columns."""
        return frozenset(column.who for block in self.blocks for column in block.columns)

    @property
    def by_tool(self) -> bool:
        """Whether only the tool writes here."""
        return self.writers <= {Who.TOOL}

    @property
    def last_row(self) -> int:
        """The last row of its blocks."""
        return max((block.last_row for block in self.blocks), default=FIRST_BLOCK_ROW)

    @property
    def last_column(self) -> int:
        """The last column of its blocks."""
        return max((block.last_column for block in self.blocks), default=1)

    def whole_reference(self) -> str:
        """Return the address of everything on the sheet, for a formula."""
        last = column_letter(self.last_column)
        return f"'{self.title}'!$A$1:${last}${self.last_row}"

    def reference(self, block_id: str, first: str = "", last: str = "") -> str:
        """Return the address of a block for a formula: also of its header and the row below it."""
        # These two are locked: the ends of an area follow what people cut or drag.
        return f"'{self.title}'!{self.block(block_id).area(first, last, around=1)}"


def singles_block(
    block_id: str, title: str, *singles: Single, widths: tuple[float, ...] = (30, 52, 36)
) -> SheetBlock:
    """Return a block of one value per row: hidden key, label, value, note."""
    columns = (
        ColumnSpec("key", "Khóa", 12, who=Who.TOOL, hidden=True),
        ColumnSpec("label", "Mục", widths[0], who=Who.TOOL),
        ColumnSpec("value", "Giá trị", widths[1], Kind.VALUE),
        ColumnSpec("note", "Ghi chú", widths[2], Kind.WRAP, who=Who.TOOL),
    )
    has_heading = any(single.key == HEADING for single in singles)
    marks = (Mark(Look.HEADING, f'={{row[key]}}="{HEADING}"'),) if has_heading else ()
    return SheetBlock(block_id, title, columns, len(singles), singles=singles, marks=marks)


def arranged(stacks: Sequence[Sequence[SheetBlock]]) -> tuple[SheetBlock, ...]:
    """Return titled blocks where they stand: those of a stack below each other, stacks beside."""
    blocks, left = [], 1
    for stack in stacks:
        row, right = FIRST_BLOCK_ROW + 1, left
        for block in stack:
            place = replace(block, header_row=row, first_column=left - 1 + block.first_column)
            blocks.append(place)
            row, right = place.last_row + 4, max(right, place.last_column)
        left = right + 2
    return tuple(blocks)
