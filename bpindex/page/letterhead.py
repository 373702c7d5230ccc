"""The head and the foot of the notice: what stands side by side above and below its text."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from bpindex.case.keys import BlockKind
from bpindex.case.rows import RowKey
from bpindex.notice.model import Block, Run
from bpindex.page.cells import FIRST_FIGURE, Cell, Grid, Row, block_cell, height_of, row_of
from bpindex.page.layout import TextStyle
from bpindex.page.textfit import MAX_ROW_PT, text_width

_LEFT = (BlockKind.PARENT_BODY, BlockKind.ISSUER, BlockKind.NUMBER)
_RIGHT = (BlockKind.NATIONAL_TITLE, BlockKind.MOTTO, BlockKind.PLACE_DATE)


def head_rows(grid: Grid, by_kind: dict[BlockKind, list[Block]]) -> list[Row]:
    """Return the header block: issuing body at left, national title at right, then the title."""
    styles, gaps, rules = grid.layout.styles.by_name, grid.layout.gaps, grid.layout.rules
    spans = left, right = _halves(grid, by_kind)
    rows: list[Row] = []

    def pair(*kinds: BlockKind, gap: float = 0.0) -> None:
        for blocks in zip_longest(*(by_kind.get(kind, []) for kind in kinds)):
            beside = [
                (block, kind, span)
                for block, kind, span in zip(blocks, kinds, spans, strict=True)
                if block is not None
            ]
            cells = (block_cell(block, styles[kind], span, True) for block, kind, span in beside)
            key = RowKey.of(*(block.row for block, *_ in beside))
            rows.append(row_of(grid, key, *cells, gap=gap, with_next=True))

    (body, issuer, number), (title, motto, date) = _LEFT, _RIGHT
    pair(body, title)
    pair(issuer, motto)
    drawn = [
        _rule(grid, span, block, styles[kind], share)
        for kind, span, share in (
            (issuer, left, rules.share),
            (motto, right, rules.motto_share),
        )
        for block in by_kind.get(kind, [])
    ]
    if drawn:
        rows.append(Row(RowKey.rule("head"), rules.row_pt, tuple(drawn), with_next=True))
    pair(number, date, gap=gaps.number_pt)
    rows.append(Row(RowKey.gap("head"), gaps.head_pt, with_next=True))
    for kind in (BlockKind.TITLE, BlockKind.SUBJECT):
        for block in by_kind.get(kind, []):
            cell = block_cell(block, styles[kind], grid.whole)
            rows.append(row_of(grid, RowKey.of(block.row), cell, with_next=True))
            if kind is BlockKind.SUBJECT:
                rule = _rule(grid, grid.whole, block, styles[kind], rules.share)
                rows.append(Row(RowKey.rule("subject"), rules.row_pt, (rule,), with_next=True))
    rows.append(Row(RowKey.gap("subject"), gaps.subject_pt, with_next=True))
    return rows


def _halves(
    grid: Grid, by_kind: dict[BlockKind, list[Block]]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the columns of the left and the right block of the header.

    The left block takes the name and some figures, the right one at least as many figures;
    where there are too few, both take half of all columns. Where a line does not fit so, the
    right block has all to the end of the page, and the left one as little as it takes.
    """
    wanted = grid.layout.letterhead.left_figures
    if grid.last - FIRST_FIGURE >= 2 * wanted:
        start, end = FIRST_FIGURE - 1, FIRST_FIGURE + wanted - 1
        usual = (start, end), (end + 1, grid.last - 1)
    else:
        start, end = 0, max(grid.last // 2, 1) - 1
        usual = (start, end), (end + 1, grid.last)
    others = [((start, last), (last + 1, grid.last)) for last in range(end, start - 1, -1)]
    styles = grid.layout.styles.by_name

    def height(halves: tuple[tuple[int, int], tuple[int, int]]) -> float:
        return sum(
            height_of(grid, [block_cell(block, styles[kind], span, True)])
            for kinds, span in zip((_LEFT, _RIGHT), halves, strict=True)
            for kind in kinds
            for block in by_kind.get(kind, [])
        )

    return min([usual, *others], key=height)


def _rule(grid: Grid, span: tuple[int, int], block: Block, style: TextStyle, share: float) -> Cell:
    """Return the cell in whose middle the rule under a block's last line is drawn."""
    line = block.text.split("\n")[-1]
    length = text_width(line, style.size, bold=style.bold) * share
    return Cell(*span, (), grid.layout.styles.gap, rule_pt=length)


def foot_rows(grid: Grid, by_kind: dict[BlockKind, list[Block]]) -> list[Row]:
    """Return the recipients at left beside the signature at right, kept on one page."""
    styles, letterhead = grid.layout.styles, grid.layout.letterhead
    left = (0, (grid.last + 1) // 2 - 1)
    right = (left[1] + 1, grid.last)
    signature = [block for block in by_kind.get(BlockKind.SIGNATURE, []) if block.text]
    signatory = by_kind.get(BlockKind.SIGNATORY, [])
    title_pt = sum(_block_height(grid, block, styles.signature, right) for block in signature)
    name_pt = sum(
        max(_block_height(grid, block, styles.signatory, right), letterhead.signatory_pt)
        for block in signatory
    )
    wanted = title_pt + letterhead.signature_pt + name_pt
    rows = [Row(RowKey.gap("foot"), grid.layout.gaps.paragraph_pt, with_next=True)]
    for kind in (BlockKind.RECIPIENTS_TITLE, BlockKind.RECIPIENT):
        for block in by_kind.get(kind, []):
            cell = block_cell(block, styles.by_name[kind], left, write_in=True)
            rows.append(row_of(grid, RowKey.of(block.row), cell, with_next=True))
    used = sum(row.height_pt for row in rows[1:])
    # The signature's cells lie beside the recipients: title from the first row on, the name
    # in the rows that remain at the end. Few recipients leave room to add for either.
    for where, height in (("title", title_pt - used), ("signature", wanted - max(used, title_pt))):
        if height > 0:
            rows.append(Row(RowKey.gap(where), min(height, MAX_ROW_PT), with_next=True))
    split = 1 + _rows_for(rows[1:], title_pt)
    if split == len(rows):  # one tall recipient takes the room of both
        rows.append(Row(RowKey.gap("signature"), wanted - title_pt, with_next=True))
    for blocks, style, first, end in (
        (signature, styles.signature, 1, split),
        (signatory, styles.signatory, split, len(rows)),
    ):
        if blocks and first < end:
            # One cell holds them all: each begins a line.
            held = [block for block in blocks if block.text] or blocks[:1]
            runs = [run for block in held for run in (Run("\n"), *block.runs)][1:]
            parts = tuple((block.key, block.text) for block in held) if len(held) > 1 else ()
            cell = block_cell(held[0], style, right)
            cell = replace(cell, runs=tuple(runs), rows=end - first, parts=parts)
            row = rows[first]
            key = row.key.beside(*(block.row for block in blocks))
            rows[first] = replace(row, cells=(*row.cells, cell), key=key)
    rows[-1] = replace(rows[-1], with_next=False)
    return rows


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
