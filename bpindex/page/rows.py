"""The notice as rows of cells: what stands where, before it is laid on pages."""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from bpindex.case.keys import (
    GROUP_COLUMN,
    NAME_COLUMN,
    NOTE_COLUMN,
    SECTION_COLUMN,
    STT_COLUMN,
    TITLE_COLUMN,
    BlockKind,
)
from bpindex.case.rows import RowId, RowKey
from bpindex.notice.model import Block, Notice, NoticeTable, Run, TableRow
from bpindex.page import layout
from bpindex.page.cells import (
    CELL_GAP_PT,
    KEEP_ROWS,
    Cell,
    Grid,
    Row,
    block_key,
    height_of,
    plain,
    row_of,
)
from bpindex.page.layout import TextStyle
from bpindex.page.letterhead import foot_rows, head_rows
from bpindex.page.textfit import split_paragraph


def notice_rows(notice: Notice, grid: Grid) -> list[Row]:
    """Return all rows of the notice, before they are laid on pages."""
    by_kind: dict[BlockKind, list[Block]] = {}
    for block in notice.blocks:
        by_kind.setdefault(block.kind, []).append(block)
    rows = head_rows(grid, by_kind)
    for block in notice.blocks:
        if block.kind is BlockKind.TABLE:
            rows += table_rows(grid, notice.table(block.text))
        elif block.kind is BlockKind.TABLE_HEADING:
            rows.append(_whole(grid, block, layout.TABLE_HEADING, with_next=True))
        elif block.kind is BlockKind.GROUNDS:
            rows += paragraph_rows(grid, block, layout.GROUNDS)
        elif block.kind is BlockKind.PARAGRAPH:
            rows += paragraph_rows(grid, block, layout.PARAGRAPH)
    foot = foot_rows(grid, by_kind)
    # A signature never stands alone on a page: the last paragraph goes with it.
    return [*rows[:-1], replace(rows[-1], with_next=True), *foot] if rows else foot


def _whole(grid: Grid, block: Block, style: TextStyle, with_next: bool = False) -> Row:
    cell = Cell(0, grid.last, block.runs, style, key=block_key(block))
    return row_of(
        grid, RowKey.of(block.row), cell, gap=layout.PARAGRAPH_GAP_PT, with_next=with_next
    )


def paragraph_rows(grid: Grid, block: Block, style: TextStyle) -> list[Row]:
    """Return a paragraph with its first line indented, in as many rows as Excel's limit asks."""
    width = grid.span_pt(0, grid.last)
    pieces = [(layout.INDENT, False), *((run.text, run.bold) for run in block.runs)]
    parts = split_paragraph(pieces, style.size, width, italic=style.italic)
    rows = []
    for number, part in enumerate(parts, 1):
        runs = tuple(Run(text, bold) for text, bold in part if text)
        cell = Cell(0, grid.last, runs, style, key=block_key(block))
        key = RowKey.part(block.row, number)
        rows.append(row_of(grid, key, cell, gap=layout.PARAGRAPH_GAP_PT))
    return rows


def table_rows(grid: Grid, table: NoticeTable) -> list[Row]:
    """Return a table's header, province, section and agency rows, and its period note."""
    rows = header_rows(grid, table)
    rows.append(_figure_row(grid, table, table.province, layout.PROVINCE, with_next=True))
    above = sum(row.above_section for row in table.rows)
    agencies = _agency_rows(grid, table)
    rows += [replace(row, part="body") for row in agencies[:above]]
    if table.section:
        key = (table.id, "", SECTION_COLUMN)
        cell = Cell(0, grid.last, plain(table.section), layout.SECTION, key=key)
        row = row_of(grid, RowKey.of(RowId.section(table.id)), cell, gap=3, with_next=True)
        rows.append(replace(row, table=table.id, part="body"))
    rows += agencies[above:]
    rows[-1] = replace(rows[-1], with_next=bool(table.period_note.text))
    for block in table.before_note:
        rows += paragraph_rows(grid, block, layout.PARAGRAPH)
    if table.period_note.text:
        note = table.period_note
        cell = Cell(0, grid.last, note.runs, layout.PERIOD_NOTE, key=block_key(note))
        rows.append(row_of(grid, RowKey.of(note.row), cell, gap=2 * layout.PARAGRAPH_GAP_PT))
    return rows


def _agency_rows(grid: Grid, table: NoticeTable) -> list[Row]:
    """Return the agency rows; the first and the last few are not left alone on a page.

    Those few rows are high enough for the text of a merged column, which stands on each page.
    """
    merged = {item.column for item in table.merged}
    cells = [Cell(2, 2, plain(item.text), layout.CELL) for item in table.merged]
    least = height_of(grid, cells) / KEEP_ROWS
    rows = [_figure_row(grid, table, row, layout.CELL, merged=merged) for row in table.rows]
    count = len(rows)
    for place, row in enumerate(rows):
        if place < KEEP_ROWS or place >= count - KEEP_ROWS:
            with_next = place < KEEP_ROWS - 1 or count - KEEP_ROWS <= place < count - 1
            rows[place] = replace(row, height_pt=max(row.height_pt, least), with_next=with_next)
    return rows


def header_rows(grid: Grid, table: NoticeTable, repeated: bool = False) -> list[Row]:
    """Return the three header levels; stt, name and note span all of them."""
    style = layout.HEADER
    columns = [figure.column for figure in table.province.figures]

    def cell(
        first: int, last: int, text: str, column: str, style: TextStyle = style, rows: int = 1
    ) -> Cell:
        return Cell(first, last, plain(text), style, rows, key=(table.id, "", column))

    top = (
        cell(0, 0, table.stt_label, STT_COLUMN, rows=3),
        cell(1, 1, table.agency_label, NAME_COLUMN, rows=3),
        cell(2, grid.last - 1, table.title, TITLE_COLUMN),
        cell(grid.last, grid.last, table.note_label, NOTE_COLUMN, rows=3),
    )
    groups = tuple(
        cell(2 + 2 * i, 3 + 2 * i, label, f"{GROUP_COLUMN}{table.group_ids[i]}")
        for i, label in enumerate(table.group_labels)
    )
    labels = tuple(
        cell(2 + i, 2 + i, table.column_labels[i], column, layout.HEADER_LABEL)
        for i, column in enumerate(columns)
    )
    rows = []
    for level, cells in enumerate((top, groups, labels), 1):
        key = RowKey.header(table.id, level, repeated)
        row = row_of(grid, key, *cells, gap=CELL_GAP_PT, with_next=True)
        rows.append(replace(row, table=table.id, part="header"))
    return rows


def _figure_row(
    grid: Grid,
    table: NoticeTable,
    row: TableRow,
    style: TextStyle,
    merged: AbstractSet[str] = frozenset(),
    with_next: bool = False,
) -> Row:
    if row.line is not None:
        line = Cell(0, grid.last, row.line.runs, layout.NAME_CELL, key=block_key(row.line))
        result = row_of(grid, RowKey.of(row.id), line, gap=CELL_GAP_PT, with_next=with_next)
        return replace(result, table=table.id, part="line")

    def cell(first: int, last: int, text: str, style: TextStyle, column: str) -> Cell:
        return Cell(first, last, plain(text), style, key=(row.table, row.agency, column))

    if style is layout.PROVINCE:
        cells = [cell(0, 1, row.name, style, NAME_COLUMN)]
    else:
        cells = [
            cell(0, 0, row.stt, style, STT_COLUMN),
            cell(1, 1, row.name, layout.NAME_CELL, NAME_COLUMN),
        ]
    cells += [
        cell(2 + i, 2 + i, figure.text, style, figure.column)
        for i, figure in enumerate(row.figures)
        if figure.column not in merged
    ]
    cells.append(cell(grid.last, grid.last, row.note, style, NOTE_COLUMN))
    result = row_of(grid, RowKey.of(row.id), *cells, gap=CELL_GAP_PT, with_next=with_next)
    return replace(result, table=table.id, part="body" if style is layout.PROVINCE else "agency")
