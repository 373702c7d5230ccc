"""The notice as every renderer takes it: blocks of text and tables of printed figures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bpindex.case.correction import Correction, Form, Margin
from bpindex.case.keys import BlockKind, Key, code_from
from bpindex.case.printed import MADE_ROW, SECTION_ROW
from bpindex.case.rows import RowId
from bpindex.words import case as words


@dataclass(frozen=True)
class Run:
    """A piece of a block's text; a blank run is a space left to write in by hand."""

    text: str
    bold: bool = False
    blank: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph or line of the notice."""

    id: str
    kind: BlockKind
    runs: tuple[Run, ...]
    correction: Correction | None = None

    @property
    def row(self) -> RowId:
        """The identity of the row in the notice."""
        return RowId.block(self.id)

    @property
    def key(self) -> Key:
        """The logical key of the block's text."""
        return self.row.key

    @property
    def text(self) -> str:
        """The block's text exactly as printed."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Figure:
    """A printed table cell: its text, the text as computed, and the correction in force."""

    column: str
    text: str
    computed: str
    correction: Correction | None = None
    fill: str = ""


@dataclass(frozen=True)
class TableRow:
    """A row of a table: an agency, the province (without stt), or what people added.

    `table` is the table it belongs to, also where people moved it into another one; a `line`
    is a text over the whole width.
    """

    agency: str
    stt: str
    name: str
    figures: tuple[Figure, ...]
    note: str = ""
    table: str = ""
    line: Block | None = None
    above_section: bool = False

    @property
    def id(self) -> RowId:
        """The identity of the row in the notice."""
        return RowId.block(self.line.id) if self.line else RowId.row(self.table, self.agency)

    @property
    def is_made(self) -> bool:
        """Whether it is the heading of a section, or a row for all agencies below them."""
        return self.agency.startswith(MADE_ROW)

    @property
    def is_heading(self) -> bool:
        """Whether it is the heading of a section."""
        return self.agency.startswith(SECTION_ROW)


@dataclass(frozen=True)
class HeaderCell:
    """A text of a header: over the figures first..last (from 0), from a level on (from 0).

    `column` is the key of its text; it stands over `rows` levels.
    """

    level: int
    rows: int
    first: int
    last: int
    column: str
    text: str


@dataclass(frozen=True)
class Merged:
    """One text that prints in a column for all agencies but those with a correction there."""

    column: str
    text: str


@dataclass(frozen=True)
class NoticeTable:
    """A table: header words, province row, section row, agency rows, period note.

    `columns` are the keys of its figures, in order.
    """

    id: str
    stt_label: str
    agency_label: str
    columns: tuple[str, ...]
    header: tuple[HeaderCell, ...]
    note_label: str
    province: TableRow | None
    section: str
    rows: tuple[TableRow, ...]
    merged: tuple[Merged, ...]
    period_note: Block
    has_note: bool = True
    # Which part of a table it is that is too wide for a page, from 1.
    part: int = 0
    # What people put between the table and its period note.
    before_note: tuple[Block, ...] = ()

    @property
    def place(self) -> str:
        """The name under which its rows stay together on pages."""
        return f"{self.id}#{self.part}" if self.part else self.id

    @cached_property
    def levels(self) -> int:
        """How many levels its header has."""
        return max((cell.level + cell.rows for cell in self.header), default=1)

    @property
    def title(self) -> str:
        """The words over all figures, blank where none are."""
        most = len(self.columns) - 1
        whole = (cell.text for cell in self.header if (cell.first, cell.last) == (0, most))
        return next(whole, "")

    @property
    def group_labels(self) -> tuple[str, ...]:
        """The words right above those of the columns."""
        return tuple(
            cell.text
            for cell in self.header
            if cell.level == self.levels - 2 and cell.rows == 1 and cell.level
        )

    @property
    def column_labels(self) -> tuple[str, ...]:
        """The lowest words over each column."""
        lowest = (cell for cell in self.header if cell.level + cell.rows == self.levels)
        return tuple(cell.text for cell in sorted(lowest, key=lambda cell: cell.first))

    @property
    def all_rows(self) -> tuple[TableRow, ...]:
        """The province's row, where there is one, and all others."""
        return (*([self.province] if self.province else []), *self.rows)

    def merged_text(self, row: TableRow, column: str) -> str | None:
        """Return the text of all agencies where it prints in a row, None where its own does."""
        text = next((item.text for item in self.merged if item.column == column), None)
        if text is None or row.is_made or row.line is not None:
            return None
        own = any(figure.column == column and figure.correction for figure in row.figures)
        return None if own else text

    def merged_row(self, column: str) -> int:
        """Return the position of the row at whose height a merged cell's text stands.

        The middle one, or the nearest to it that has no text of its own there.
        """
        middle = max(len(self.rows) - 1, 0) // 2
        shared = (p for p, row in enumerate(self.rows) if self.merged_text(row, column) is not None)
        return min(shared, key=lambda place: (abs(place - middle), place), default=-1)


@dataclass(frozen=True)
class Appendix:
    """The appendix of late dossiers: its title blocks and its table of texts.

    `row_ids` are the identities of its rows, in their order, `agencies` the codes of those of
    dossiers and sums; `below` is what people put below the table.
    """

    blocks: tuple[Block, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_ids: tuple[RowId, ...] = ()
    below: tuple[Block, ...] = ()
    agencies: Mapping[RowId, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Origins:
    """What the printed notice was made of, for whoever compares it with what people typed.

    `computed` is every text before corrections by its key; `base_order` and `order` are the
    identities of the rows as computed and as printed, `lost` those whose place is no more;
    `applied` are the corrections that print a text, in the state in which they do.
    """

    computed: Mapping[Key, str] = field(default_factory=dict)
    applied: tuple[Correction, ...] = ()
    base_order: tuple[RowId, ...] = ()
    order: tuple[RowId, ...] = ()
    lost: frozenset[RowId] = frozenset()
    formats: tuple[tuple[Correction, Form], ...] = ()
    margins: tuple[tuple[Correction, Margin], ...] = ()
    comments: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class Notice:
    """The whole notice; a block of kind TABLE holds the id of the table that stands there."""

    period: str
    blocks: tuple[Block, ...]
    tables: tuple[NoticeTable, ...]
    appendix: Appendix | None = None
    origins: Origins = field(default_factory=Origins, compare=False, repr=False)
    # Small words at the foot of every page; they are no part of what prints by keys.
    foot: str = ""
    # What people call a period that is no month: quý I/2026.
    named: str = ""
    # Under which name things of its period are kept: "2026-03", "2026 quý I".
    key: str = field(default="", compare=False)

    @property
    def period_name(self) -> str:
        """What people call its period in a sentence."""
        return self.named or words.SPAN_NAMES["month"].format(**self._month)

    @property
    def period_slug(self) -> str:
        """What stands for its period in the name of a file."""
        return code_from(self.named) if self.named else "{month}-{year}".format(**self._month)

    @property
    def _month(self) -> dict[str, str]:
        year, month = self.period.split("-")
        return {"month": month, "year": year}

    def table(self, table_id: str) -> NoticeTable:
        """Return a table by its id."""
        return next(table for table in self.tables if table.id == table_id)

    def figures(self) -> Iterator[tuple[str, str, Figure]]:
        """Yield (table id, agency code, figure) of every printed cell."""
        for table in self.tables:
            for row in table.all_rows:
                for figure in row.figures:
                    yield row.table or table.id, row.agency, figure
