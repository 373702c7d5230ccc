"""The notice as rows of cells: what stands where, before it is laid on pages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from unicodedata import normalize

from bpindex.case.keys import (
    NAME_COLUMN,
    NOTE_COLUMN,
    SECTION_COLUMN,
    STT_COLUMN,
    BlockKind,
)
from bpindex.case.rows import RowId, RowKey
from bpindex.notice.model import Block, Notice, NoticeTable, Run, TableRow
from bpindex.page.cells import (
    Cell,
    Grid,
    Row,
    block_cell,
    height_of,
    plain,
    row_of,
)
from bpindex.page.layout import TextStyle
from bpindex.page.letterhead import foot_rows, head_rows
from bpindex.page.textfit import MAX_ROW_PT, paragraph_height, split_paragraph

# A paragraph that takes more of a page is in parts that take so much at most: few ones, as Calc
# shows a little air below each.
_WHOLE, _PART = 1 / 3, 1 / 4


def notice_rows(notice: Notice, grid: Grid) -> list[Row]:
    """Return all rows of the notice, before they are laid on pages."""
    by_kind: dict[BlockKind, list[Block]] = {}
    for block in notice.blocks:
        by_kind.setdefault(block.kind, []).append(block)
    styles = grid.layout.styles
    rows = head_rows(grid, by_kind)
    for block in notice.blocks:
        if block.kind is BlockKind.TABLE:
            parts = [table for table in notice.tables if table.id == block.text]
            for place, table in enumerate(parts):
                made = table_rows(grid, table)
                # Between the parts of a wide table is some air.
                air = [Row(RowKey.gap(table.place), grid.layout.gaps.head_pt)] if place else []
                rows += air + made
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
    """Return a paragraph with its first line indented, in rows between which a page can end.

    No row is higher than Excel's limit; a paragraph that takes much of a page is in several.
    """
    width, page = grid.span_pt(0, grid.last), grid.layout.page_pt
    pieces = [(grid.layout.indent, False), *((run.text, run.bold) for run in block.runs)]
    height = paragraph_height(pieces, style.size, width, italic=style.italic)
    most = MAX_ROW_PT if height <= page * _WHOLE else min(page * _PART, MAX_ROW_PT)
    parts = split_paragraph(pieces, style.size, width, italic=style.italic, most_pt=most)
    texts = ["".join(text for text, _ in part) for part in parts]
    whole, at = normalize("NFC", "".join(text for text, _ in pieces)), 0
    rows = []
    for number, part in enumerate(parts, 1):
        at += len(texts[number - 1])
        start = whole.index(texts[number], at) if number < len(parts) else at
        runs = tuple(Run(text, bold) for text, bold in part if text)
        cell = replace(block_cell(block, style, grid.whole), runs=runs)
        key = RowKey.part(block.row, number)
        gap = grid.layout.gaps.paragraph_pt if number == len(parts) else 0.0
        tail = whole[at:start] if number < len(parts) else None
        rows.append(replace(row_of(grid, key, cell, gap=gap), tail=tail))
        at = start
    return rows


def with_whole_paragraphs(grid: Grid, rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a page, those parts of one paragraph that follow each other as one."""
    made: list[Row] = []
    for row in rows:
        if made and made[-1].tail is not None and row.cells[0].key == made[-1].cells[0].key:
            before = made[-1].cells[0]
            tail = Run(made[-1].tail, before.runs[-1].bold)
            runs = (*before.runs, tail, *row.cells[0].runs)
            same = groupby(runs, key=lambda run: run.bold)
            text = tuple(Run("".join(run.text for run in each), bold) for bold, each in same)
            cell = replace(before, runs=text)
            gap = grid.layout.gaps.paragraph_pt if row.tail is None else 0.0
            height = height_of(grid, [cell]) + gap
            if height <= MAX_ROW_PT:
                made[-1] = replace(row, key=made[-1].key, cells=(cell,), height_pt=height)
                continue
        made.append(row)
    return made


def table_rows(grid: Grid, table: NoticeTable) -> list[Row]:
    """Return a table's header, province, section and agency rows, and its period note."""
    gaps, styles = grid.layout.gaps, grid.layout.styles
    rows = header_rows(grid, table)
    if table.province:
        rows.append(_figure_row(grid, table, table.province, is_province=True, with_next=True))
    above = sum(row.above_section for row in table.rows)
    agencies = _agency_rows(grid, table)
    rows += agencies[:above]
    if table.section:
        logical = (table.id, "", SECTION_COLUMN)
        cell = Cell(*grid.whole, plain(table.section), styles.section, key=logical)
        key, gap = RowKey.of(RowId.section(table.id)), gaps.section_pt
        rows.append(
            row_of(grid, key, cell, gap=gap, with_next=True, table=table.place, part="body")
        )
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
    spans = dict(zip(table.columns, grid.spans[table.place], strict=True))
    cells = [Cell(*spans[item.column], plain(item.text), style) for item in table.merged]
    least = height_of(grid, cells) / keep
    rows = [_figure_row(grid, table, row) for row in table.rows]
    count = len(rows)
    for place, row in enumerate(rows):
        if place < keep or place >= count - keep:
            with_next = place < keep - 1 or count - keep <= place < count - 1
            with_next = with_next or row.with_next
            rows[place] = replace(row, height_pt=max(row.height_pt, least), with_next=with_next)
    for place, made in enumerate(table.rows):
        # The heading of a section does not end a page, nor does its first agency.
        if made.is_heading:
            rows[place : place + keep] = [
                replace(each, with_next=True) for each in rows[place : place + keep]
            ]
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
    """Return the levels of the header; stt, name and note span all of them."""
    styles, levels = grid.layout.styles, table.levels
    spans = grid.spans[table.place]

    def cell(
        first: int,
        last: int,
        text: str,
        column: str,
        style: TextStyle = styles.header,
        rows: int = levels,
    ) -> Cell:
        return Cell(first, last, plain(text), style, rows, key=(table.id, "", column))

    beside = [
        cell(0, 0, table.stt_label, STT_COLUMN),
        cell(1, 1, table.agency_label, NAME_COLUMN),
    ]
    if grid.has_note and table.has_note:
        beside.append(cell(grid.last, grid.last, table.note_label, NOTE_COLUMN))
    gap = grid.layout.gaps.cell_pt
    rows = []
    for level in range(levels):
        cells = [] if level else beside[:2]
        for item in table.header:
            if item.level == level:
                # Only a label below others is small.
                is_label = level and level == levels - 1
                style = styles.header_label if is_label else styles.header
                first, last = spans[item.first][0], spans[item.last][1]
                cells.append(cell(first, last, item.text, item.column, style, item.rows))
        cells += beside[2:] if not level else []
        key = RowKey.header(table.id, level + 1, repeated)
        row = row_of(grid, key, *cells, gap=gap, with_next=True, table=table.place, part="header")
        rows.append(row)
    return _high_enough(grid, rows, gap)


def _high_enough(grid: Grid, rows: list[Row], gap: float) -> list[Row]:
    """Return the rows of a header, the last one so high that the texts over several show."""
    for at, row in enumerate(rows):
        for cell in (cell for cell in row.cells if cell.rows > 1):
            below = rows[at : at + cell.rows]
            missing = (
                height_of(grid, [replace(cell, rows=1)]) + gap - sum(r.height_pt for r in below)
            )
            if missing > 0:
                last = at + len(below) - 1
                rows[last] = replace(rows[last], height_pt=rows[last].height_pt + missing)
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
        return row_of(grid, key, line, gap=gap, with_next=with_next, table=table.place, part="line")
    is_summary = is_province or (row.is_made and not row.is_heading)
    style = styles.province if is_summary or row.is_made else styles.cell

    def cell(
        first: int, last: int, text: str, column: str, style: TextStyle = style, fill: str = ""
    ) -> Cell:
        key = (row.table, row.agency, column)
        return Cell(first, last, plain(text), style, key=key, fill=fill)

    if is_summary:
        cells = [cell(0, 1, row.name, NAME_COLUMN)]
    else:
        name_style = styles.section if row.is_heading else styles.name_cell
        cells = [
            cell(0, 0, row.stt, STT_COLUMN),
            cell(1, 1, row.name, NAME_COLUMN, name_style),
        ]
    # A row of another table, moved here by hand, shows what both tables have.
    spans = dict(zip(table.columns, grid.spans[table.place], strict=True))
    cells += [
        cell(*spans[figure.column], figure.text, figure.column, fill=figure.fill)
        for figure in row.figures
        if figure.column in spans and (is_province or table.merged_text(row, figure.column) is None)
    ]
    if grid.has_note and table.has_note:
        cells.append(cell(grid.last, grid.last, row.note, NOTE_COLUMN))
    part = "body" if is_province else "agency"
    with_next = with_next or row.is_heading
    return row_of(grid, key, *cells, gap=gap, with_next=with_next, table=table.place, part=part)
