"""The order of the notice's rows: as computed, then with what people added, moved and removed.

A row is known by its identity: "block:<id>", "row:<table>:<agency>". Between "table:<id>" and
"end:<id>" stand the rows of a table; these marks, the province and the section never move.
"""

from collections.abc import Mapping, Sequence

from bpindex.case.correction import Correction, CorrectionKind
from bpindex.case.keys import PROVINCE
from bpindex.register.lookup import Register

# What stands in the column of an added line over the whole width of a table.
LINE = "line"
# The place of what stands above everything else.
TOP = "^"
# Before the place of a paragraph that stands inside a table, behind its last row too.
INSIDE = "<"


def row_id(item: Correction) -> str:
    """Return the identity of the row that a correction adds, moves or removes."""
    return f"row:{item.table}:{item.agency}" if item.agency else f"block:{item.column}"


def row_key(identity: str) -> tuple[str, str, str]:
    """Return the logical key of a row: the other way round."""
    kind, _, rest = identity.partition(":")
    if kind == "block":
        return ("", "", rest)
    table, _, agency = rest.partition(":")
    return (table, agency, "")


def is_fixed(identity: str) -> bool:
    """Return whether a row always stands where it stands."""
    kind, _, rest = identity.partition(":")
    return (
        kind in ("table", "end", "section")
        or rest.startswith("period_note.")
        or (kind == "row" and rest.endswith(f":{PROVINCE}"))
    )


def arrange(base: Sequence[str], register: Register) -> tuple[list[str], set[str]]:
    """Return the identities in printing order, and those whose place no longer exists.

    What has lost its place stands where it was computed, or at the end.
    """
    order, lost = list(base), set[str]()
    # Behind which row stood what was withdrawn: others may stand behind it still.
    former = {row_id(item): _bare(item.place) for item in register.withdrawn_rows}
    waiting = register.of_kind(CorrectionKind.MOVED, CorrectionKind.ADDED)
    unplaced = {row_id(item) for item in waiting}
    while waiting:
        ready = next((i for i in waiting if _bare(i.place) not in unplaced), waiting[0])
        waiting.remove(ready)
        identity = row_id(ready)
        unplaced.discard(identity)
        if ready.kind is CorrectionKind.MOVED and identity not in order:
            lost.add(identity)
            continue
        if not _put(order, identity, ready, former):
            lost.add(identity)
    removed = {row_id(item) for item in register.of_kind(CorrectionKind.REMOVED)}
    return [identity for identity in order if identity not in removed], lost


def _put(order: list[str], identity: str, item: Correction, former: Mapping[str, str]) -> bool:
    """Put a row behind its place; return whether the place exists."""
    behind, tried = _bare(item.place), set[str]()
    while behind not in order and behind in former and behind not in tried:
        tried.add(behind)
        behind = former[behind]
    before = order.index(identity) if identity in order else None
    if before is not None:
        del order[before]
    if behind == TOP and not identity.startswith("row:"):
        order.insert(0, identity)
        return True
    table = table_at(order, behind) if behind in order else None
    is_row = identity.startswith("row:")
    if table is None or (is_row and not table):
        # Its neighbour is gone, or a row of a table stands outside all tables.
        end = f"end:{item.table}"
        at = before if before is not None else (order.index(end) if end in order else len(order))
        order.insert(at, identity)
        return False
    at = order.index(behind) + 1
    stays = item.place.startswith(INSIDE)
    if table and not is_row and not stays and order[at] == f"end:{table}":
        at += 1  # a paragraph behind the last row of a table stands below the table
    order.insert(at, identity)
    return True


def _bare(place: str) -> str:
    return place.removeprefix(INSIDE)


def table_at(order: Sequence[str], identity: str) -> str:
    """Return the table in which a row stands, an empty text outside all tables."""
    for other in reversed(order[: order.index(identity) + 1]):
        kind, _, name = other.partition(":")
        if kind == "table":
            return name
        if kind == "end":
            return ""
    return ""
