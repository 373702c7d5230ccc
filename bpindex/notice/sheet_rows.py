"""The notice as rows of cells on a grid of columns: what stands where and how high it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bpindex.notice import official_layout as layout
from bpindex.notice.model import Block, BlockKind, Notice, NoticeTable, Run, TableRow
from bpindex.notice.official_layout import TextStyle
from bpindex.notice.textfit import (
    MAX_ROW_PT,
    column_width_chars,
    column_width_pt,
    mm_to_pt,
    paragraph_height,
    split_paragraph,
    text_width,
)

STT_MM = 7.0
NOTE_MM = 8.0
NOTE_WITH_TEXT_MM = 22.0
# What the rows of one page may take.
PAGE_PT = mm_to_pt(layout.TEXT_HEIGHT_MM) * layout.PAGE_ROWS_SHARE
# Added to the height of a table row, for air.
CELL_GAP_PT = 1.5
# Rows of a table that stay together where it begins and where it ends.
KEEP_ROWS = 2
NAME_IN_FIGURES = 3  # the name column is as wide as three figure columns


@dataclass(frozen=True)
class Grid:
    """Widths of the columns in points, and the spans that the blocks of text take."""

    widths_pt: tuple[float, ...]

    @property
    def last(self) -> int:
        """The last column."""
        return len(self.widths_pt) - 1

    def span_pt(self, first: int, last: int) -> float:
        """Return the width of the columns first..last."""
        return sum(self.widths_pt[first : last + 1])

    def centred(self, first: int, last: int, wanted_pt: float) -> tuple[int, int]:
        """Return the columns within first..last nearest to a centred line of a length."""
        middle = self.span_pt(0, first - 1) + self.span_pt(first, last) / 2

        def misfit(span: tuple[int, int]) -> float:
            start = self.span_pt(0, span[0] - 1)
            length = self.span_pt(*span)
            return 2 * abs(start + length / 2 - middle) + abs(length - wanted_pt)

        spans = ((a, b) for a in range(first, last + 1) for b in range(a, last + 1))
        return min(spans, key=misfit)


@dataclass(frozen=True)
class Cell:
    """A text over the columns first..last and `rows` rows."""

    first: int
    last: int
    runs: tuple[Run, ...]
    style: TextStyle
    rows: int = 1


@dataclass(frozen=True)
class Row:
    """A row of cells; with `with_next` it stays on one page with the row that follows.

    `part` is what the row is in its `table`: "header", "body" or "agency".
    """

    key: str
    height_pt: float
    cells: tuple[Cell, ...] = ()
    with_next: bool = False
    table: str = ""
    part: str = ""


def plain(text: str, bold: bool = False) -> tuple[Run, ...]:
    """Return a text as its runs."""
    return (Run(text, bold),) if text else ()


def make_grid(notice: Notice) -> Grid:
    """Return the grid on which all tables of the notice fit: stt, name, figures, note."""
    figures = max((len(table.column_labels) for table in notice.tables), default=12)
    has_notes = any(row.note for table in notice.tables for row in table.rows)
    note = NOTE_WITH_TEXT_MM if has_notes else NOTE_MM
    figure = (layout.GRID_WIDTH_MM - STT_MM - note) / (figures + NAME_IN_FIGURES)
    widths = (STT_MM, figure * NAME_IN_FIGURES, *[figure] * figures, note)
    return Grid(tuple(column_width_pt(column_width_chars(width)) for width in widths))


def height_of(grid: Grid, cells: Sequence[Cell]) -> float:
    """Return the height that shows every cell of one row."""
    heights = (
        _text_height(cell.runs, cell.style, grid.span_pt(cell.first, cell.last))
        for cell in cells
        if cell.rows == 1
    )
    return max(heights, default=0.0)


@lru_cache(maxsize=4096)
def _text_height(runs: tuple[Run, ...], style: TextStyle, width_pt: float) -> float:
    """Return the height of a text in a cell; most figures of a table repeat."""
    pieces = [(run.text, run.bold or style.bold) for run in runs]
    return paragraph_height(pieces, style.size, width_pt, italic=style.italic)


def row_of(grid: Grid, key: str, *cells: Cell, gap: float = 0.0, with_next: bool = False) -> Row:
    """Return a row as high as its cells need, plus a gap, and no higher than Excel allows."""
    return Row(key, min(height_of(grid, cells) + gap, MAX_ROW_PT), cells, with_next)


def notice_rows(notice: Notice, grid: Grid) -> list[Row]:
    """Return all rows of the notice, before they are laid on pages."""
    by_kind: dict[BlockKind, list[Block]] = {}
    for block in notice.blocks:
        by_kind.setdefault(block.kind, []).append(block)
    rows = _head(grid, by_kind)
    for block in notice.blocks:
        if block.kind is BlockKind.TABLE:
            rows += table_rows(grid, notice.table(block.text))
        elif block.kind is BlockKind.TABLE_HEADING:
            rows.append(_whole(grid, block, layout.TABLE_HEADING, with_next=True))
        elif block.kind is BlockKind.GROUNDS:
            rows += paragraph_rows(grid, block, layout.GROUNDS)
        elif block.kind is BlockKind.PARAGRAPH:
            rows += paragraph_rows(grid, block, layout.PARAGRAPH)
    foot = _foot(grid, by_kind)
    # A signature never stands alone on a page: the last paragraph goes with it.
    return [*rows[:-1], replace(rows[-1], with_next=True), *foot] if rows else foot


def _whole(grid: Grid, block: Block, style: TextStyle, with_next: bool = False) -> Row:
    cell = Cell(0, grid.last, block.runs, style)
    return row_of(grid, f"block:{block.id}", cell, gap=layout.PARAGRAPH_GAP_PT, with_next=with_next)


def paragraph_rows(grid: Grid, block: Block, style: TextStyle) -> list[Row]:
    """Return a paragraph with its first line indented, in as many rows as Excel's limit asks."""
    width = grid.span_pt(0, grid.last)
    pieces = [(layout.INDENT, False), *((run.text, run.bold) for run in block.runs)]
    parts = split_paragraph(pieces, style.size, width, italic=style.italic)
    rows = []
    for number, part in enumerate(parts):
        runs = tuple(Run(text, bold) for text, bold in part if text)
        key = f"block:{block.id}" + (f":{number + 1}" if number else "")
        cell = Cell(0, grid.last, runs, style)
        rows.append(row_of(grid, key, cell, gap=layout.PARAGRAPH_GAP_PT))
    return rows


def _head(grid: Grid, by_kind: dict[BlockKind, list[Block]]) -> list[Row]:
    """Return the header block: issuing body at left, national title at right, then the title."""
    left, right = _halves(grid)
    rows: list[Row] = []

    def pair(
        left_kind: BlockKind,
        right_kind: BlockKind,
        left_style: TextStyle,
        right_style: TextStyle,
        gap: float = 0.0,
    ) -> None:
        cells = []
        keys = []
        for kind, style, span in (
            (left_kind, left_style, left),
            (right_kind, right_style, right),
        ):
            for block in by_kind.get(kind, []):
                cells.append(Cell(*span, with_write_in(block.runs), style))
                keys.append(f"block:{block.id}")
        if cells:
            rows.append(row_of(grid, "|".join(keys), *cells, gap=gap, with_next=True))

    pair(BlockKind.PARENT_BODY, BlockKind.NATIONAL_TITLE, layout.PARENT_BODY, layout.NATIONAL_TITLE)
    pair(BlockKind.ISSUER, BlockKind.MOTTO, layout.ISSUER, layout.MOTTO)
    rules = [
        _rule(grid, span, block, style, share)
        for kind, span, style, share in (
            (BlockKind.ISSUER, left, layout.ISSUER, layout.RULE_SHARE),
            (BlockKind.MOTTO, right, layout.MOTTO, layout.MOTTO_RULE_SHARE),
        )
        for block in by_kind.get(kind, [])
    ]
    if rules:
        rows.append(Row("rule:head", layout.RULE_ROW_PT, tuple(rules), with_next=True))
    pair(BlockKind.NUMBER, BlockKind.PLACE_DATE, layout.NUMBER, layout.PLACE_DATE, gap=6)
    rows.append(Row("gap:head", 12.0, with_next=True))
    for kind, style in ((BlockKind.TITLE, layout.TITLE), (BlockKind.SUBJECT, layout.SUBJECT)):
        for block in by_kind.get(kind, []):
            cell = Cell(0, grid.last, block.runs, style)
            rows.append(row_of(grid, f"block:{block.id}", cell, with_next=True))
            if kind is BlockKind.SUBJECT:
                rule = _rule(grid, (0, grid.last), block, style, layout.RULE_SHARE)
                rows.append(Row("rule:subject", layout.RULE_ROW_PT, (rule,), with_next=True))
    rows.append(Row("gap:subject", 8.0, with_next=True))
    return rows


def _halves(grid: Grid) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the columns of the left and the right block of the header.

    The name column is as wide as three figures, so the left block (name and four figures) is
    centred on a figure column and the right one between two: rules can be cell borders.
    """
    figures = grid.last - 2
    if figures >= 8:
        return (1, 5), (6, grid.last - 1)
    middle = max(grid.last // 2, 1)
    return (0, middle - 1), (middle, grid.last)


def with_write_in(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return the runs with each blank widened to a space one can write in."""
    return tuple(replace(run, text=layout.WRITE_IN) if run.blank else run for run in runs)


def _rule(grid: Grid, span: tuple[int, int], block: Block, style: TextStyle, share: float) -> Cell:
    """Return the cell whose upper border is the rule under a block's last line."""
    line = block.text.split("\n")[-1]
    length = text_width(line, style.size, bold=style.bold) * share
    return Cell(*grid.centred(*span, length), (), layout.RULE)


def table_rows(grid: Grid, table: NoticeTable) -> list[Row]:
    """Return a table's header, province, section and agency rows, and its period note."""
    rows = header_rows(grid, table)
    rows.append(_figure_row(grid, table, table.province, layout.PROVINCE, with_next=True))
    if table.section:
        cell = Cell(0, grid.last, plain(table.section), layout.SECTION)
        row = row_of(grid, f"section:{table.id}", cell, gap=3, with_next=True)
        rows.append(replace(row, table=table.id, part="body"))
    rows += _agency_rows(grid, table)
    rows[-1] = replace(rows[-1], with_next=bool(table.period_note.text))
    if table.period_note.text:
        cell = Cell(0, grid.last, table.period_note.runs, layout.PERIOD_NOTE)
        rows.append(
            row_of(grid, f"block:{table.period_note.id}", cell, gap=2 * layout.PARAGRAPH_GAP_PT)
        )
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
    key = "header-again" if repeated else "header"
    style = layout.HEADER
    figures = range(len(table.column_labels))
    top = (
        Cell(0, 0, plain(table.stt_label), style, rows=3),
        Cell(1, 1, plain(table.agency_label), style, rows=3),
        Cell(2, grid.last - 1, plain(table.title), style),
        Cell(grid.last, grid.last, plain(table.note_label), style, rows=3),
    )
    groups = tuple(
        Cell(2 + 2 * i, 3 + 2 * i, plain(label), style)
        for i, label in enumerate(table.group_labels)
    )
    labels = tuple(
        Cell(2 + i, 2 + i, plain(table.column_labels[i]), layout.HEADER_LABEL) for i in figures
    )
    return [
        replace(
            row_of(grid, f"{key}:{table.id}:{level}", *cells, gap=CELL_GAP_PT, with_next=True),
            table=table.id,
            part="header",
        )
        for level, cells in enumerate((top, groups, labels), 1)
    ]


def _figure_row(
    grid: Grid,
    table: NoticeTable,
    row: TableRow,
    style: TextStyle,
    merged: frozenset[str] | set[str] = frozenset(),
    with_next: bool = False,
) -> Row:
    name_style = style if style is layout.PROVINCE else layout.NAME_CELL
    if style is layout.PROVINCE:
        cells = [Cell(0, 1, plain(row.name), name_style)]
    else:
        cells = [Cell(0, 0, plain(row.stt), style), Cell(1, 1, plain(row.name), name_style)]
    cells += [
        Cell(2 + i, 2 + i, plain(figure.text), style)
        for i, figure in enumerate(row.figures)
        if figure.column not in merged
    ]
    cells.append(Cell(grid.last, grid.last, plain(row.note), style))
    key = f"row:{table.id}:{row.agency}"
    result = row_of(grid, key, *cells, gap=CELL_GAP_PT, with_next=with_next)
    return replace(result, table=table.id, part="body" if style is layout.PROVINCE else "agency")


def _foot(grid: Grid, by_kind: dict[BlockKind, list[Block]]) -> list[Row]:
    """Return the recipients at left beside the signature at right, kept on one page."""
    left = (0, (grid.last + 1) // 2 - 1)
    right = (left[1] + 1, grid.last)
    lines = [
        (block, layout.RECIPIENTS_TITLE if kind is BlockKind.RECIPIENTS_TITLE else layout.RECIPIENT)
        for kind in (BlockKind.RECIPIENTS_TITLE, BlockKind.RECIPIENT)
        for block in by_kind.get(kind, [])
    ]
    signature = [block for block in by_kind.get(BlockKind.SIGNATURE, []) if block.text]
    signatory = by_kind.get(BlockKind.SIGNATORY, [])
    title_pt = sum(_block_height(grid, block, layout.SIGNATURE, right) for block in signature)
    name_pt = sum(
        max(_block_height(grid, block, layout.SIGNATORY, right), 20.0) for block in signatory
    )
    wanted = title_pt + layout.SIGNATURE_SPACE_PT + name_pt
    rows = [Row("gap:foot", layout.PARAGRAPH_GAP_PT, with_next=True)]
    for block, style in lines:
        cell = Cell(*left, with_write_in(block.runs), style)
        rows.append(row_of(grid, f"block:{block.id}", cell, with_next=True))
    used = sum(row.height_pt for row in rows[1:])
    if used < wanted:
        rows.append(Row("gap:signature", min(wanted - used, 400.0), with_next=True))
    # The signature's cells lie beside the recipients: title from the first row on, the name
    # in the rows that remain at the end.
    split = 1 + _rows_for(rows[1:], title_pt)
    for blocks, style, first, end in (
        (signature, layout.SIGNATURE, 1, split),
        (signatory, layout.SIGNATORY, split, len(rows)),
    ):
        if blocks and first < end:
            runs = tuple(run for block in blocks for run in block.runs)
            rows[first] = _add(rows[first], Cell(*right, runs, style, end - first), blocks)
    rows[-1] = replace(rows[-1], with_next=False)
    return rows


def _add(row: Row, cell: Cell, blocks: Sequence[Block]) -> Row:
    keys = [row.key, *(f"block:{block.id}" for block in blocks)]
    return replace(row, cells=(*row.cells, cell), key="|".join(keys))


def _block_height(grid: Grid, block: Block, style: TextStyle, span: tuple[int, int]) -> float:
    return height_of(grid, [Cell(*span, block.runs, style)]) if block.text else 0.0


def _rows_for(rows: Sequence[Row], height_pt: float) -> int:
    """Return how many of the first rows together are as high as asked."""
    used = 0.0
    for count, row in enumerate(rows, 1):
        used += row.height_pt
        if used >= height_pt:
            return count
    return max(len(rows), 1)
