"""The appendix of late dossiers as rows of cells: a title and one table, numbered on its own."""

from bpindex.case.keys import APPENDIX, BlockKind
from bpindex.case.rows import RowKey
from bpindex.notice.model import Appendix
from bpindex.page.cells import Cell, Grid, Row, block_cell, grid_of, plain, row_of
from bpindex.page.contents import widths_by_contents
from bpindex.page.layout import PageLayout
from bpindex.page.rows import paragraph_rows
from bpindex.page.widths import words_mm, words_of


def appendix_grid(layout: PageLayout, appendix: Appendix) -> Grid:
    """Return the grid of the appendix's columns: as wide as their parts, or as their texts ask."""
    columns, styles = layout.appendix.columns, layout.styles
    room = layout.grid_width_mm
    unit = room / sum(column.parts for column in columns)
    cells = [styles.name_cell if column.is_text else styles.cell for column in columns]
    rows = [
        [words_of(text, style) for text, style in zip(row, cells, strict=True)]
        for row in appendix.rows
    ]
    least = [
        max(
            words_mm([title], styles.header), words_mm((row[place] for row in appendix.rows), style)
        )
        for place, (title, style) in enumerate(zip(appendix.columns, cells, strict=True))
    ]
    usual = [column.parts * unit for column in columns]
    return grid_of(layout, widths_by_contents(room, usual, least, rows))


def appendix_rows(appendix: Appendix, grid: Grid) -> list[Row]:
    """Return the rows of the appendix."""
    gaps, styles = grid.layout.gaps, grid.layout.styles
    rows = []
    for block in appendix.blocks:
        if block.kind is BlockKind.PARAGRAPH:
            rows += paragraph_rows(grid, block, styles.paragraph)
            continue
        cell = block_cell(block, styles.by_name[block.kind], grid.whole, write_in=True)
        rows.append(row_of(grid, RowKey.of(block.row), cell))
    rows.append(Row(RowKey.gap("appendix"), gaps.paragraph_pt))
    columns = grid.layout.appendix.columns
    header = (
        Cell(i, i, plain(text), styles.header, key=(APPENDIX, "", columns[i].key))
        for i, text in enumerate(appendix.columns)
    )
    key, gap = RowKey.header("appendix"), gaps.appendix_header_pt
    rows.append(row_of(grid, key, *header, gap=gap, part="header"))
    for identity, texts in zip(appendix.row_ids, appendix.rows, strict=True):
        cells = []
        for i, text in enumerate(texts):
            style = styles.name_cell if columns[i].is_text else styles.cell
            logical = (identity.table, identity.name, columns[i].key)
            cells.append(Cell(i, i, plain(text), style, key=logical))
        rows.append(row_of(grid, RowKey.of(identity), *cells, gap=gaps.cell_pt))
    for block in appendix.below:
        rows += paragraph_rows(grid, block, styles.paragraph)
    return rows
