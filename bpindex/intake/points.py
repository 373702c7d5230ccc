"""Points that a portal gives, told from rates and counts under the same headers."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from bpindex.codec.shown import Unclear
from bpindex.grids.grid import Cell, shown_text
from bpindex.grids.numbers import is_reordered
from bpindex.naming.groups import is_points, most_in
from bpindex.naming.names import folded
from bpindex.tables.table import Table
from bpindex.words import table_headers as headers

_POINTS = re.compile(headers.POINTS_IN_CELL, re.IGNORECASE)


def says_points(table: Table) -> bool:
    """Return whether titles or headers of a table say that points stand in it, and no rates."""
    is_headed = any(map(_heads_points, {n for path in table.paths.values() for n in path}))
    return is_of_points(table) or (is_headed and not says_rates(table))


def is_of_points(table: Table) -> bool:
    """Return whether a title says that points stand in a table, and no rates."""
    titles = [title.casefold() for title in table.titles]
    is_said = any(re.search(headers.POINTS_IN_TITLE, title) for title in titles)
    return is_said and not says_rates(table)


def _heads_points(level: str) -> bool:
    name = folded(level)
    is_named = name in headers.PORTAL_CODES or name.startswith(headers.POINTS_BEGIN)
    return is_points(level) or bool(most_in([level])) or is_named


def shares_of_most(table: Table, rows: Iterable[int], columns: Collection[int]) -> str:
    """Return the first number where all are parts of one, as if of the most points; else blank."""
    cells = [table.grid.cell(row, column) for column in columns for row in rows]
    texts = [text for text in map(read_points, cells) if text]
    numbers = [*map(_number, texts)]
    is_part = len(columns) > 1 and max(numbers, default=0) <= 1
    return next((t for t, n in zip(texts, numbers, strict=True) if is_part and 0 < n < 1), "")


def says_rates(table: Table) -> bool:
    """Return whether a title of a table says that rates stand in it."""
    return any(re.search(headers.RATES_IN_TITLE, title.casefold()) for title in table.titles)


def read_points(cell: Cell) -> str | None:
    """Return points as they are kept, blank for a blank cell, None for what are none."""
    if isinstance(cell, Unclear) or is_reordered(cell):
        return None
    # The last digits of a sum are those of the machine.
    text = shown_text(round(cell, 4) if type(cell) is float else cell)
    found = _POINTS.fullmatch(text)
    return found["points"] if found else None if text else ""


def are_points(cells: Iterable[Cell], path: Sequence[str], most: float) -> bool:
    """Return whether cells may be points up to the most that there are, as the header says too."""
    named = most_in(path)
    if named and float(named) != most:
        return False
    return all("%" not in shown_text(cell) and _fits(cell, most) for cell in cells)


def any_of_most(cells: Iterable[Cell]) -> bool:
    """Return whether some cell says of how many points it is: "15,5/18"."""
    found = (_POINTS.fullmatch(shown_text(cell)) for cell in cells)
    return any(one is not None and one["most"] is not None for one in found)


def odd_points(table: Table, rows: Iterable[int], column: int, most: float) -> Iterator[int]:
    """Yield the rows whose cells hold something that is no number of points."""
    for row in rows:
        cell = table.grid.cell(row, column)
        if read_points(cell) is None or not _fits(cell, most):
            yield row


def _fits(cell: Cell, most: float) -> bool:
    """Return whether a cell, if it holds points at all, holds some of that many."""
    found = _POINTS.fullmatch(shown_text(cell))
    if not found:
        return True
    whole = found["most"]
    is_whole = whole is None or _number(whole) == most
    return is_whole and _number(found["points"]) <= most


def _number(text: str) -> float:
    return float(text.replace(",", "."))
