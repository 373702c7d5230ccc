"""The order of the notice's rows: as computed, then with what people added, moved and removed.

Between the start and the end of a table stand its rows; these marks, the province and the
section never move.
"""

from collections.abc import Mapping, Sequence

from bpindex.case.correction import AddedRow, MovedRow, RemovedRow
from bpindex.case.rows import TOP, Place, RowId, RowKind
from bpindex.register.lookup import Register


def arrange(base: Sequence[RowId], register: Register) -> tuple[list[RowId], set[RowId]]:
    """Return the rows in printing order, and those whose place no longer exists.

    What has lost its place stands where it was computed, or at the end.
    """
    order, lost = list(base), set[RowId]()
    # Behind which row stood what was withdrawn: others may stand behind it still.
    former = {what.row: what.place.behind for what in register.withdrawn_rows}
    waiting = [what for _, what in register.of(MovedRow)]
    unplaced = {what.row for what in waiting}
    while waiting:
        ready = next((what for what in waiting if what.place.behind not in unplaced), waiting[0])
        waiting.remove(ready)
        unplaced.discard(ready.row)
        is_known = isinstance(ready, AddedRow) or ready.row in order
        if not is_known or not _put(order, ready.row, ready.place, former):
            lost.add(ready.row)
    removed = {what.row for _, what in register.of(RemovedRow)}
    return [row for row in order if row not in removed], lost


def _put(order: list[RowId], row: RowId, place: Place, former: Mapping[RowId, RowId]) -> bool:
    """Put a row behind its place; return whether the place exists."""
    behind, tried = place.behind, set[RowId]()
    while behind not in order and behind in former and behind not in tried:
        tried.add(behind)
        behind = former[behind]
    before = order.index(row) if row in order else None
    if before is not None:
        del order[before]
    if behind == TOP and not row.is_row:
        order.insert(0, row)
        return True
    table = table_at(order, behind) if behind in order else None
    if table is None or (row.is_row and not table):
        # Its neighbour is gone, or a row of a table stands outside all tables.
        order.insert(_home(order, row, place) if before is None else before, row)
        return False
    at = order.index(behind) + 1
    if table and not row.is_row and not place.inside and order[at] == RowId.end(table):
        at += 1  # a paragraph behind the last row of a table stands below the table
    order.insert(at, row)
    return True


def _home(order: Sequence[RowId], row: RowId, place: Place) -> int:
    """Return where a row stands that lost its place: at the end of its table or of its sheet."""
    end = RowId.end(row.table or place.behind.table)
    if end in order:
        return order.index(end) + int(not (row.is_row or place.inside))
    sheets = (at for at, other in enumerate(order) if other.kind is RowKind.SHEET)
    return next(sheets, len(order))


def table_at(order: Sequence[RowId], row: RowId | None) -> str:
    """Return the table in which a row stands; an empty text outside all tables, or of no row."""
    for other in reversed(order[: order.index(row) + 1] if row in order else ()):
        if other.kind is RowKind.START:
            return other.table
        if other.kind is RowKind.END:
            return ""
    return ""
