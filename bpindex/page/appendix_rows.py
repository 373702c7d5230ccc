"""The appendix of late dossiers as rows of cells: a title and one table, numbered on its own."""

from dataclasses import replace

from bpindex.case.keys import APPENDIX, BlockKind
from bpindex.case.rows import RowKey
from bpindex.notice.model import Appendix
from bpindex.page.cells import Cell, Grid, Row, block_key, grid_of, plain, row_of, with_write_in
from bpindex.page.layout import PageLayout


def appendix_grid(layout: PageLayout) -> Grid:
    """Return the grid of the appendix's columns."""
    columns = layout.appendix.columns
    unit = layout.grid_width_mm / sum(column.parts for column in columns)
    return grid_of(layout, (column.parts * unit for column in columns))


def appendix_rows(appendix: Appendix, grid: Grid) -> list[Row]:
    """Return the rows of the appendix."""
    gaps, styles = grid.layout.gaps, grid.layout.styles
    by_kind = {
        BlockKind.APPENDIX_TITLE: styles.appendix_title,
        BlockKind.APPENDIX_NAME: styles.appendix_name,
    }
    rows = []
    for block in appendix.blocks:
        style = by_kind.get(block.kind, styles.appendix_attached)
        cell = Cell(0, grid.last, with_write_in(block.runs), style, key=block_key(block))
        rows.append(row_of(grid, RowKey.of(block.row), cell))
    rows.append(Row(RowKey.gap("appendix"), gaps.paragraph_pt))
    columns = grid.layout.appendix.columns
    header = (
        Cell(i, i, plain(text), styles.header, key=(APPENDIX, "", columns[i].key))
        for i, text in enumerate(appendix.columns)
    )
    rows.append(
        replace(
            row_of(grid, RowKey.header("appendix"), *header, gap=gaps.appendix_header_pt),
            part="header",
        )
    )
    for identity, texts in zip(appendix.row_ids, appendix.rows, strict=True):
        cells = (
            Cell(
                i,
                i,
                plain(text),
                styles.name_cell if columns[i].is_text else styles.cell,
                key=(identity.table, identity.name, columns[i].key),
            )
            for i, text in enumerate(texts)
        )
        rows.append(row_of(grid, RowKey.of(identity), *cells, gap=gaps.cell_pt))
    return rows
