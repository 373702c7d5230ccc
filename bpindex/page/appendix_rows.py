"""The appendix of late dossiers as rows of cells: a title and one table, numbered on its own."""

from dataclasses import replace

from bpindex.case.keys import APPENDIX, BlockKind, appendix_columns
from bpindex.case.rows import RowKey
from bpindex.notice.model import Appendix
from bpindex.page import layout
from bpindex.page.cells import CELL_GAP_PT, Cell, Grid, Row, block_key, plain, row_of, with_write_in
from bpindex.page.textfit import column_width_chars, column_width_pt

# STT, dossier, procedure, agency, received, due, returned, days late, status, cause, note:
# parts of the page's width.
_PARTS = (9, 30, 50, 34, 20, 20, 20, 13, 21, 26, 9)
_STYLES = {
    BlockKind.APPENDIX_TITLE: layout.APPENDIX_TITLE,
    BlockKind.APPENDIX_NAME: layout.APPENDIX_NAME,
    BlockKind.APPENDIX_ATTACHED: layout.APPENDIX_ATTACHED,
}
_LEFT_ALIGNED = (1, 2, 3, 9, 10)


def appendix_grid() -> Grid:
    """Return the widths of the appendix's columns."""
    unit = layout.GRID_WIDTH_MM / sum(_PARTS)
    return Grid(tuple(column_width_pt(column_width_chars(part * unit)) for part in _PARTS))


def appendix_rows(appendix: Appendix, grid: Grid) -> list[Row]:
    """Return the rows of the appendix."""
    rows = []
    for block in appendix.blocks:
        style = _STYLES.get(block.kind, layout.APPENDIX_ATTACHED)
        cell = Cell(0, grid.last, with_write_in(block.runs), style, key=block_key(block))
        rows.append(row_of(grid, RowKey.of(block.row), cell))
    rows.append(Row(RowKey.gap("appendix"), layout.PARAGRAPH_GAP_PT))
    columns = appendix_columns()
    header = (
        Cell(i, i, plain(text), layout.HEADER, key=(APPENDIX, "", columns[i]))
        for i, text in enumerate(appendix.columns)
    )
    rows.append(replace(row_of(grid, RowKey.header("appendix"), *header, gap=4), part="header"))
    for identity, texts in zip(appendix.row_ids, appendix.rows, strict=True):
        cells = (
            Cell(
                i,
                i,
                plain(text),
                layout.NAME_CELL if i in _LEFT_ALIGNED else layout.CELL,
                key=(identity.table, identity.name, columns[i]),
            )
            for i, text in enumerate(texts)
        )
        rows.append(row_of(grid, RowKey.of(identity), *cells, gap=CELL_GAP_PT))
    return rows
