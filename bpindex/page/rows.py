"""The notice as rows of cells: what stands where, before it is laid on pages."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

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
from bpindex.page.cells import FIRST_FIGURE, Cell, Grid, Row, block_cell, height_of, plain, row_of
from bpindex.page.layout import TextStyle
from bpindex.page.letterhead import foot_rows, head_rows
from bpindex.page.textfit import split_paragraph


def notice_rows(notice: Notice, grid: Grid) -> list[Row]:
    """Return all rows of the notice, before they are laid on pages."""
    by_kind: dict[BlockKind, list[Block]] = {}
    for block in notice.blocks:
        by_kind.setdefault(block.kind, []).append(block)
    styles = grid.layout.styles
    rows = head_rows(grid, by_kind)
    for block in notice.blocks:
        if block.kind is BlockKind.TABLE:
            rows += table_rows(grid, notice.table(block.text))
        elif block.kind is BlockKind.TABLE_HEADING:
            cell = block_cell(block, styles.table_heading, grid.whole)
            gap = grid.layout.gaps.paragraph_pt
            rows.append(row_of(grid, RowKey.of(block.row), cell, gap=gap, with_next=True))
        elif block.kind in (BlockKind.GROUNDS, BlockKind.PARAGRAPH):
            rows += paragraph_rows(grid, block, styles.by_name[block.kind])
    foot = foot_rows(grid, by_kind)
    # A signature never stands alone on a page: the last paragraph goes with it.
    return [*rows[:-1], replace(rows[-1], with_next=True), *foot] if rows else foot


def paragraph_rows(grid: Grid, block: Block, style: TextStyle) -> list[Row]:
    """Return a paragraph with its first line indented, in as many rows as Excel's limit asks."""
    width = grid.span_pt(0, grid.last)
    pieces = [(grid.layout.indent, False), *((run.text, run.bold) for run in block.runs)]
    parts = split_paragraph(pieces, style.size, width, italic=style.italic)
    rows = []
    for number, part in enumerate(parts, 1):
        runs = tuple(Run(text, bold) for text, bold in part if text)
        cell = replace(block_cell(block, style, grid.whole), runs=runs)
        key = RowKey.part(block.row, number)
        rows.append(row_of(grid, key, cell, gap=grid.layout.gaps.paragraph_pt))
    return rows


def table_rows(grid: Grid, table: NoticeTable) -> list[Row]:
    """Return a table's header, province, section and agency rows, and its period note."""
    gaps, styles = grid.layout.gaps, grid.layout.styles
    rows = header_rows(grid, table)
    rows.append(_figure_row(grid, table, table.province, is_province=True, with_next=True))
    above = sum(row.above_section for row in table.rows)
    agencies = _agency_rows(grid, table)
    rows += agencies[:above]
    if table.section:
        logical = (table.id, "", SECTION_COLUMN)
        cell = Cell(*grid.whole, plain(table.section), styles.section, key=logical)
        key, gap = RowKey.of(RowId.section(table.id)), gaps.section_pt
        rows.append(row_of(grid, key, cell, gap=gap, with_next=True, table=table.id, part="body"))
    rows += agencies[above:]
    rows[-1] = replace(rows[-1], with_next=bool(table.period_note.text))
    for block in table.before_note:
        rows += paragraph_rows(grid, block, styles.paragraph)
    if table.period_note.text:
        note = table.period_note
        cell = block_cell(note, styles.period_note, grid.whole)
        # A gap above the note and one below it.
        rows.append(row_of(grid, RowKey.of(note.row), cell, gap=2 * gaps.paragraph_pt))
    return rows


def _agency_rows(grid: Grid, table: NoticeTable) -> list[Row]:
    """Return the agency rows; the first and the last few are not left alone on a page.

    Those few rows are high enough for the text of a merged column, which stands on each page.
    """
    style, keep = grid.layout.styles.cell, grid.layout.keep_rows
    cells = [Cell(FIRST_FIGURE, FIRST_FIGURE, plain(item.text), style) for item in table.merged]
    least = height_of(grid, cells) / keep
    rows = [_figure_row(grid, table, row) for row in table.rows]
    count = len(rows)
    for place, row in enumerate(rows):
        if place < keep or place >= count - keep:
            with_next = place < keep - 1 or count - keep <= place < count - 1
            rows[place] = replace(row, height_pt=max(row.height_pt, least), with_next=with_next)
    for item, cell in zip(table.merged, cells, strict=True):
        for run in _shared_runs(table, item.column):
            least = height_of(grid, [cell]) / len(run)
            for place in run if len(run) < keep else ():
                rows[place] = replace(rows[place], height_pt=max(rows[place].height_pt, least))
    return rows


def _shared_runs(table: NoticeTable, column: str) -> Iterator[list[int]]:
    """Yield the places of rows that follow each other and share one text in a column."""
    shared = [table.merged_text(row, column) is not None for row in table.rows]
    for is_shared, run in groupby(range(len(shared)), shared.__getitem__):
        if is_shared:
            yield list(run)


def header_rows(grid: Grid, table: NoticeTable, repeated: bool = False) -> list[Row]:
    """Return the three header levels; stt, name and note span all of them."""
    styles = grid.layout.styles
    columns = [figure.column for figure in table.province.figures]

    def cell(
        first: int,
        last: int,
        text: str,
        column: str,
        style: TextStyle = styles.header,
        rows: int = 1,
    ) -> Cell:
        return Cell(first, last, plain(text), style, rows, key=(table.id, "", column))

    top = (
        cell(0, 0, table.stt_label, STT_COLUMN, rows=3),
        cell(1, 1, table.agency_label, NAME_COLUMN, rows=3),
        cell(FIRST_FIGURE, grid.last - 1, table.title, TITLE_COLUMN),
        cell(grid.last, grid.last, table.note_label, NOTE_COLUMN, rows=3),
    )
    # A group has a pair of columns.
    groups = tuple(
        cell(place, place + 1, label, f"{GROUP_COLUMN}{group}")
        for place, label, group in zip(
            range(FIRST_FIGURE, grid.last, 2), table.group_labels, table.group_ids, strict=False
        )
    )
    labels = tuple(
        cell(place, place, label, column, styles.header_label)
        for place, (label, column) in enumerate(
            zip(table.column_labels, columns, strict=True), FIRST_FIGURE
        )
    )
    gap = grid.layout.gaps.cell_pt
    rows = []
    for level, cells in enumerate((top, groups, labels), 1):
        key = RowKey.header(table.id, level, repeated)
        row = row_of(grid, key, *cells, gap=gap, with_next=True, table=table.id, part="header")
        rows.append(row)
    return rows


def _figure_row(
    grid: Grid,
    table: NoticeTable,
    row: TableRow,
    is_province: bool = False,
    with_next: bool = False,
) -> Row:
    gap, styles = grid.layout.gaps.cell_pt, grid.layout.styles
    key = RowKey.of(row.id)
    if row.line is not None:
        line = block_cell(row.line, styles.name_cell, grid.whole)
        return row_of(grid, key, line, gap=gap, with_next=with_next, table=table.id, part="line")
    style = styles.province if is_province else styles.cell

    def cell(first: int, last: int, text: str, column: str, style: TextStyle = style) -> Cell:
        return Cell(first, last, plain(text), style, key=(row.table, row.agency, column))

    if is_province:
        cells = [cell(0, 1, row.name, NAME_COLUMN)]
    else:
        cells = [
            cell(0, 0, row.stt, STT_COLUMN),
            cell(1, 1, row.name, NAME_COLUMN, styles.name_cell),
        ]
    cells += [
        cell(place, place, figure.text, figure.column)
        for place, figure in enumerate(row.figures, FIRST_FIGURE)
        if is_province or table.merged_text(row, figure.column) is None
    ]
    cells.append(cell(grid.last, grid.last, row.note, NOTE_COLUMN))
    part = "body" if is_province else "agency"
    return row_of(grid, key, *cells, gap=gap, with_next=with_next, table=table.id, part=part)
