"""Whether the body of a table stands below its header: numbers without one are a doubt of it."""

import re
from collections import Counter
from collections.abc import Callable, Collection

from bpindex.grids.grid import Cell, is_blank, shown_text
from bpindex.grids.numbers import numbers_rows, read_count
from bpindex.intake.reading_rows import Rows
from bpindex.naming.names import folded
from bpindex.tables.table import Table
from bpindex.words import intake as words
from bpindex.words import table_headers as headers


def displaced(
    table: Table,
    rows: Rows,
    headed: Collection[int],
    names: Collection[int],
    read: Callable[[Cell], float | None],
) -> tuple[int, int] | None:
    """Return the first cell that tells of a body that does not stand below its header."""
    cell = shifted(table, rows, headed, read)
    return cell or uneven(table, rows) or renamed(table, rows, names)


def shifted(
    table: Table, rows: Rows, headed: Collection[int], read: Callable[[Cell], float | None]
) -> tuple[int, int] | None:
    """Return the first cell of a column of numbers that has no header of its own, else None.

    Right of the names any such column is one; left of them, or below the header of the names,
    it may hold numbers of rows or codes, and is one where another column is short of numbers.
    `headed` are the columns whose headers want numbers, such as `read` gives.
    """
    main = table.named_by[0]
    named = table.paths[main]
    for column in table.columns:
        path = table.paths[column]
        if column in table.named_by or (path and path != named):
            continue
        found = _numbers(table, rows, column, read)
        if not found or numbers_rows([value for _, value in found]):
            continue
        is_short = any(
            _filled(table, rows, other) * 2 < len(found)
            for other in headed
            if table.paths[other] != named
        )
        if is_short or (column > main and not path):
            return found[0][0], column
    return None


def renamed(table: Table, rows: Rows, names: Collection[int]) -> tuple[int, int] | None:
    """Return the first name where all stand below the header of numbers of rows, else None.

    `names` are the columns whose headers are those of names: what stands there is of another.
    """
    main = table.named_by[0]
    is_numbered = folded("".join(table.paths[main][-1:])) in headers.NUMBERS_ROWS
    return (rows.first, main) if is_numbered and set(names) - set(table.named_by) else None


def uneven(table: Table, rows: Rows) -> tuple[int, int] | None:
    """Return the first cell of a row that has more or fewer cells than most, None for none."""
    found = Counter(len(table.grid.rows[row]) for row in rows.agencies)
    usual = found.most_common(1)[0][0] if found else 0
    odd = (row for row in rows.agencies if len(table.grid.rows[row]) != usual)
    row = next(odd, None)
    return None if row is None else (row, table.named_by[0])


def shared(table: Table, rows: Rows, columns: Collection[int]) -> tuple[int, int] | None:
    """Return the first of the merged cells that several rows or columns share, None for none.

    A word that nothing was reported says so of all of them, see `cells_of`.
    """
    others = (*rows.others, *rows.totals)
    for top, left, bottom, right in table.grid.spans:
        agencies = {one.code for row, one in rows.agencies.items() if top <= row <= bottom}
        if not agencies or not any(left <= column <= right for column in columns):
            continue
        cell = table.grid.cell(top, left)
        several = len(agencies) + sum(top <= row <= bottom for row in others)
        headers = {table.paths[c] for c in table.columns if left <= c <= right}
        is_number = left not in table.named_by and not read_count(cell).is_absent
        if (several > 1 or len(headers) > 1) and is_number and not is_blank(cell):
            return top, left
    return None


def repeated(table: Table) -> bool:
    """Return whether names of agencies stand for several rows each."""
    column = table.named_by[0]
    heights = Counter(
        bottom - top + 1
        for top, left, bottom, right in table.grid.spans
        if left <= column <= right and top in table.body and bottom > top
    )
    return sum(heights.values()) > 1


def holds_hidden(table: Table) -> bool:
    """Return whether something stands in a hidden row or column of the body of a table."""
    grid = table.grid
    if not (grid.hidden_rows or grid.hidden_columns):
        return False
    return any(
        not is_blank(grid.cell(row, column))
        for row in table.body
        for column in set(table.columns) - set(table.named_by)
        if row in grid.hidden_rows or column in grid.hidden_columns
    )


def read_whole(cell: Cell) -> float | None:
    """Return the count that a cell gives, None for none."""
    return read_count(cell).value


def read_any(cell: Cell) -> float | None:
    """Return the number of points or percents that a cell gives, None for none."""
    found = re.match(words.POINTS_OR_PERCENT, shown_text(cell))
    return float(found[0].replace(",", ".")) if found else None


def _numbers(
    table: Table, rows: Rows, column: int, read: Callable[[Cell], float | None]
) -> list[tuple[int, float]]:
    found = ((row, read(table.grid.cell(row, column))) for row in rows.agencies)
    return [(row, value) for row, value in found if value is not None]


def _filled(table: Table, rows: Rows, column: int) -> int:
    return sum(not is_blank(table.grid.cell(row, column)) for row in rows.agencies)
