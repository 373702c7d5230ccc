"""The notice as every renderer takes it: blocks of text and tables of printed figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bpindex.case import Correction


class BlockKind(StrEnum):
    """What a block is; its kind decides how a renderer lays it out."""

    PARENT_BODY = "parent_body"
    ISSUER = "issuer"
    NATIONAL_TITLE = "national_title"
    MOTTO = "motto"
    NUMBER = "number"
    PLACE_DATE = "place_date"
    TITLE = "title"
    SUBJECT = "subject"
    GROUNDS = "grounds"
    PARAGRAPH = "paragraph"
    TABLE_HEADING = "table_heading"
    TABLE = "table"
    RECIPIENTS_TITLE = "recipients_title"
    RECIPIENT = "recipient"
    SIGNATURE = "signature"
    SIGNATORY = "signatory"
    APPENDIX_TITLE = "appendix_title"
    APPENDIX_NAME = "appendix_name"
    APPENDIX_ATTACHED = "appendix_attached"


APPENDIX_KINDS = (
    BlockKind.APPENDIX_TITLE,
    BlockKind.APPENDIX_NAME,
    BlockKind.APPENDIX_ATTACHED,
)


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


@dataclass(frozen=True)
class TableRow:
    """A row of a table: an agency, or the province (without stt)."""

    agency: str
    stt: str
    name: str
    figures: tuple[Figure, ...]
    note: str = ""


@dataclass(frozen=True)
class Merged:
    """One cell merged down all agencies of a column."""

    column: str
    text: str


@dataclass(frozen=True)
class NoticeTable:
    """A table: header words, province row, section row, agency rows, period note."""

    id: str
    stt_label: str
    agency_label: str
    title: str
    group_labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    note_label: str
    province: TableRow
    section: str
    rows: tuple[TableRow, ...]
    merged: tuple[Merged, ...]
    period_note: Block

    def merged_row(self) -> int:
        """Return the position of the row at whose height a merged cell's text stands."""
        return max(len(self.rows) - 1, 0) // 2


@dataclass(frozen=True)
class Appendix:
    """The appendix of late dossiers: its title blocks and its table of texts."""

    blocks: tuple[Block, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Notice:
    """The whole notice; a block of kind TABLE holds the id of the table that stands there."""

    period: str
    blocks: tuple[Block, ...]
    tables: tuple[NoticeTable, ...]
    appendix: Appendix | None = None

    def table(self, table_id: str) -> NoticeTable:
        """Return a table by its id."""
        return next(table for table in self.tables if table.id == table_id)

    def figures(self) -> Iterator[tuple[str, str, Figure]]:
        """Yield (table id, agency code, figure) of every printed cell."""
        for table in self.tables:
            for row in (table.province, *table.rows):
                for figure in row.figures:
                    yield table.id, row.agency, figure
