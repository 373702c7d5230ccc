"""A case and its scores to the notice model; the register of corrections has the last word."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bpindex.case.correction import AddedRow, Comment, Form, Margin, MovedRow
from bpindex.case.keys import (
    APPENDIX,
    APPENDIX_KINDS,
    FOOT_KINDS,
    HEAD_KINDS,
    NAME_COLUMN,
    NOTE_COLUMN,
    STT_COLUMN,
    BlockKind,
    appendix_columns,
)
from bpindex.case.model import Case
from bpindex.case.rows import RowId, RowKind
from bpindex.edits.arrange import arrange
from bpindex.index.spans import Span
from bpindex.notice.appendix import appendix_of
from bpindex.notice.as_json import fingerprint
from bpindex.notice.model import Appendix, Block, Notice, NoticeTable, Origins, Run, TableRow
from bpindex.notice.placing import placed_paragraphs
from bpindex.notice.printed import PrintedTexts, runs_of
from bpindex.notice.tables import listed, table_of
from bpindex.notice.wording import expand, placeholder_values
from bpindex.register.lookup import Register
from bpindex.score.figures import with_province
from bpindex.score.scoring import Scores
from bpindex.words import printed as words


def compose(case: Case, scores: Scores) -> Notice:
    """Return the notice of a case whose valid agencies are scored in printing order."""
    case = with_province(case, scores)
    register = Register(case.corrections)
    texts = PrintedTexts(register)
    values = placeholder_values(case.settings, case.period)
    printed_tables = {item.id: item for item in case.printed_tables}
    tables = {
        name: table_of(case, scores, item, values, texts) for name, item in printed_tables.items()
    }
    blocks: list[Block] = []
    for paragraph in placed_paragraphs(case):
        kind = BlockKind(paragraph.kind)
        if kind is BlockKind.TABLE:
            blocks.append(Block(paragraph.id, kind, (Run(paragraph.text),)))
            printed, made = printed_tables[paragraph.text], tables[paragraph.text]
            blocks += listed(case, scores, printed, made, texts)
            continue
        place = case.origin.place("wording", paragraph.row, f"paragraph.{paragraph.id}")
        runs = expand(paragraph.text, values, place)
        blocks.append(texts.block(paragraph.id, kind, runs))
    appendix = appendix_of(case, texts)
    base = list(_base_order(blocks, tables, appendix))
    order, lost = arrange(base, register)
    if appendix is None:
        # What people put on an appendix that does not print waits in the register.
        waiting = set(order[order.index(RowId.sheet(APPENDIX)) :])
        lost |= waiting & {what.row for _, what in register.of(MovedRow)}
    walked = _InOrder(blocks, tables, appendix, texts)
    walked.walk(order)
    if appendix is not None:
        appendix = replace(
            appendix,
            blocks=tuple(walked.above_late),
            rows=tuple(row for _, row in walked.late),
            row_ids=tuple(identity for identity, _ in walked.late),
            below=tuple(walked.below_late),
        )
    origins = Origins(
        texts.computed,
        tuple(texts.applied),
        tuple(base),
        tuple(order),
        frozenset(lost),
        tuple(register.of(Form)),
        tuple(register.of(Margin)),
        tuple(item for item, _ in register.of(Comment)),
    )
    notice = Notice(
        str(case.period),
        tuple(walked.blocks),
        walked.tables(),
        appendix,
        origins,
        named=_named(case),
        key=case.key,
    )
    if not case.settings.fingerprint_at_foot:
        return notice
    return replace(notice, foot=words.FINGERPRINT.format(mark=fingerprint(notice)))


def _named(case: Case) -> str:
    """Return what people call the period where it is no month."""
    return "" if case.span is Span.MONTH else case.named


def _base_order(
    blocks: Sequence[Block], tables: Mapping[str, NoticeTable], appendix: Appendix | None
) -> Iterator[RowId]:
    """Yield the identities of all rows in the order in which they are computed.

    The appendix has its place there also where none prints: what people put on it is not put
    on the notice instead.
    """
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            table = tables[block.text]
            yield RowId.start(table.id)
            if table.province:
                yield table.province.id
            yield RowId.section(table.id)
            yield from (row.id for row in table.rows)
            yield RowId.end(table.id)
            yield table.period_note.row
        elif block.kind not in APPENDIX_KINDS:
            yield block.row
    yield RowId.sheet(APPENDIX)
    yield from (block.row for block in blocks if block.kind in APPENDIX_KINDS)
    yield RowId.start(APPENDIX)
    yield from appendix.row_ids if appendix else ()
    yield RowId.end(APPENDIX)


class _InOrder:
    """The notice in the order in which it prints, from its parts as computed."""

    def __init__(
        self,
        blocks: Sequence[Block],
        tables: Mapping[str, NoticeTable],
        appendix: Appendix | None,
        texts: PrintedTexts,
    ) -> None:
        self._texts = texts
        self._tables = tables
        self._known_blocks = {block.row: block for block in blocks}
        self._notes = {table.period_note.row for table in tables.values()}
        self._known_rows = {row.id: row for table in tables.values() for row in table.all_rows}
        self._known_late = (
            dict(zip(appendix.row_ids, appendix.rows, strict=True)) if appendix else {}
        )
        self._added = {what.row: item for item, what in texts.register.of(AddedRow)}
        self._moved = {what.row for _, what in texts.register.of(MovedRow)}
        self._rows: dict[str, list[TableRow]] = defaultdict(list)
        self._before_note: dict[str, list[Block]] = defaultdict(list)
        self.blocks: list[Block] = []
        self.above_late: list[Block] = []
        self.below_late: list[Block] = []
        self.late: list[tuple[RowId, tuple[str, ...]]] = []

    def walk(self, order: Sequence[RowId]) -> None:
        """Put every row where the order says."""
        table, above, before_note = "", False, ""
        blocks, lines = self._known_blocks.values(), self.blocks
        neighbour = next((block.kind for block in blocks), BlockKind.PARAGRAPH)
        table_blocks = {block.text: block for block in blocks if block.kind is BlockKind.TABLE}
        for identity in order:
            if identity.kind is RowKind.SHEET:
                kinds = (block.kind for block in blocks if block.kind in APPENDIX_KINDS)
                neighbour, before_note = next(kinds, BlockKind.PARAGRAPH), ""
                lines = self.above_late
            elif identity.kind is RowKind.START:
                table, above = identity.table, True
                if table != APPENDIX:
                    self.blocks.append(table_blocks[table])
            elif identity.kind is RowKind.END:
                table, neighbour, before_note = "", BlockKind.PARAGRAPH, identity.table
                if identity.table == APPENDIX:
                    lines, before_note = self.below_late, ""
            elif identity.kind is RowKind.SECTION:
                above = False
            elif table == APPENDIX:
                self.late.append((identity, self._late(identity)))
            elif table:
                if not identity.is_province:
                    self._rows[table].append(replace(self._row(identity), above_section=above))
            elif identity in self._notes:
                before_note = ""
            else:
                block = self._block(identity, neighbour)
                neighbour = block.kind
                (self._before_note[before_note] if before_note else lines).append(block)

    def tables(self) -> tuple[NoticeTable, ...]:
        """Return the tables with their rows as they print."""
        return tuple(
            replace(table, rows=tuple(self._rows[name]), before_note=tuple(self._before_note[name]))
            for name, table in self._tables.items()
        )

    def _block(self, identity: RowId, neighbour: BlockKind) -> Block:
        """Return a paragraph; one that stands elsewhere now looks like its new neighbours."""
        beside = _kind_beside(neighbour)
        known = self._known_blocks.get(identity)
        if known is None:
            line = self._added[identity].corrected
            return self._texts.block(identity.name, beside, runs_of(line))
        if identity in self._moved and _region(known.kind) != _region(beside):
            return replace(known, kind=beside)
        return known

    def _row(self, identity: RowId) -> TableRow:
        """Return a row of a table: computed, added, or a paragraph that was moved there."""
        if known := self._known_rows.get(identity):
            return known
        if identity.is_block:
            return TableRow("", "", "", (), line=self._block(identity, BlockKind.PARAGRAPH))
        # A row that somebody added outside all tables has the columns of the first one.
        table = self._tables.get(identity.table) or next(iter(self._tables.values()))
        blank = dict.fromkeys((*table.columns, STT_COLUMN, NAME_COLUMN, NOTE_COLUMN), "")
        return self._texts.row(identity.table, identity.name, blank)

    def _late(self, identity: RowId) -> tuple[str, ...]:
        """Return a row of the appendix, computed or added."""
        if identity in self._known_late:
            return self._known_late[identity]
        blank = [""] * len(appendix_columns())
        if identity.is_block:
            return ("", self._block(identity, BlockKind.PARAGRAPH).text, *blank[2:])
        return self._texts.late_row(identity, blank)


def _kind_beside(neighbour: BlockKind) -> BlockKind:
    """Return what an added paragraph is behind a block of some kind."""
    if neighbour is BlockKind.RECIPIENTS_TITLE:
        return BlockKind.RECIPIENT
    ends_head = neighbour is BlockKind.SUBJECT
    return neighbour if _region(neighbour) and not ends_head else BlockKind.PARAGRAPH


def _region(kind: BlockKind) -> tuple[BlockKind, ...]:
    """Return the part of the page in which a kind stands: only within it does it keep its look."""
    regions = (HEAD_KINDS, FOOT_KINDS, APPENDIX_KINDS)
    return next((kinds for kinds in regions if kind in kinds), ())
