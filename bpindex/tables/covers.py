"""What covers and outer tables of a file say is said of the tables that stand in it."""

from collections.abc import Sequence
from dataclasses import replace

from bpindex.grids.grid import Grid, is_blank
from bpindex.naming.agencies import Agencies
from bpindex.tables.table import tables_in

# A sheet of more texts is no cover.
_MOST_TEXTS = 20


def with_covers(grids: Sequence[Grid], agencies: Agencies) -> list[Grid]:
    """Return grids that know what the short ones without agencies in their file say."""
    if len(grids) < 2:
        return list(grids)
    said: dict[str, tuple[str, ...]] = {}
    covers = []
    for grid in grids:
        texts = _texts(grid)
        if 0 < len(texts) <= _MOST_TEXTS and not tables_in(grid, agencies):
            covers.append(grid)
            said[grid.file] = (*said.get(grid.file, ()), *texts)
    return [
        replace(grid, around=(*grid.around, *said[grid.file]))
        if grid.file in said and not any(grid is cover for cover in covers)
        else grid
        for grid in grids
    ]


def _texts(grid: Grid) -> list[str]:
    """Return the texts of a short sheet, none of one that is longer than a cover."""
    texts: list[str] = []
    for row, cells in enumerate(grid.rows):
        texts += (
            grid.text(row, c)
            for c, cell in enumerate(cells)
            if isinstance(cell, str) and not is_blank(cell)
        )
        if len(texts) > _MOST_TEXTS:
            return []
    return texts
