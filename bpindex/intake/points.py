"""Points that a portal gives, told from rates and counts under the same headers."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bpindex.codec.shown import Unclear
from bpindex.intake.grid import Cell, shown_text
from bpindex.intake.groups import is_points, most_in
from bpindex.intake.names import folded
from bpindex.intake.numbers import is_reordered
from bpindex.intake.tables import Table
from bpindex.words import intake as words

_POINTS = re.compile(words.POINTS_IN_CELL, re.IGNORECASE)


def says_points(table: Table) -> bool:
    """Return whether titles or headers of a table say that points stand in it, and no rates."""
    titles = [title.casefold() for title in table.titles]
    if says_rates(table):
        return False
    levels = {level for path in table.paths.values() for level in path}
    return any(re.search(words.POINTS_IN_TITLE, title) for title in titles) or any(
        is_points(level)
        or most_in([level])
        or folded(level) in words.PORTAL_CODES
        or folded(level).startswith(words.POINTS_BEGIN)
        for level in levels
    )


def says_rates(table: Table) -> bool:
    """Return whether a title of a table says that rates stand in it."""
    return any(re.search(words.RATES_IN_TITLE, title.casefold()) for title in table.titles)


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
