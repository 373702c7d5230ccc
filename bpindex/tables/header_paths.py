"""The levels of a header above a column, merged or left blank, as one path."""

from collections.abc import Sequence

from bpindex.grids.grid import Grid


def header_path(grid: Grid, header: Sequence[int], column: int, first: int) -> tuple[str, ...]:
    """Return the header of a column from the top down, without repetition.

    `first` is the first column of its table: none left of it says anything of the column.
    """
    merged = any(row in header for row, _ in grid.anchors)
    levels: list[str] = []
    for place, row in enumerate(header):
        anchor = grid.anchors.get((row, column), (row, column))
        text = grid.text(*anchor)
        if not text and not merged and place < len(header) - 1:
            below = any(grid.text(r, column) for r in header[place + 1 :])
            text = _from_left(grid, header, place, column, first) if below else ""
        if text and (not levels or levels[-1] != text):
            levels.append(text)
    return tuple(levels)


def _from_left(grid: Grid, header: Sequence[int], place: int, column: int, first: int) -> str:
    """Return the text that a blank cell of an upper level shares with its left neighbours.

    It stops where a level above begins anew; a text with nothing below it spans no others.
    """
    row, above, below = header[place], header[:place], header[place + 1 :]
    for left in range(column - 1, first - 1, -1):
        if any(grid.text(r, left + 1) for r in above):
            return ""
        if text := grid.text(row, left):
            return text if any(grid.text(r, left) for r in below) else ""
    return ""
