"""Corrections follow their agency into another table, and under another code: whatever they are.

A code that is no more is known by the name under which it was printed last: an agency of that
very name is the same one. A row that people added is theirs whatever name they gave it. Whatever
cannot be known stays as it is, and waits.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from unicodedata import normalize

from bpindex.case.correction import (
    Comment,
    Correction,
    Form,
    Margin,
    MovedRow,
    PrintedText,
    RawCount,
    RemovedRow,
    What,
)
from bpindex.case.keys import ALL, APPENDIX, PROVINCE, Key
from bpindex.case.model import Case
from bpindex.case.printed import MADE_ROW
from bpindex.case.rows import RowId, RowKey

# Table and code of an agency.
Row = tuple[str, str]


def moved_rows(case: Case, names: Mapping[Row, str]) -> dict[Row, Row]:
    """Return where the rows are now that a register or the last notice knows elsewhere.

    `names` are the names of the agencies as they were printed last.
    """
    tables = {agency.code: case.table_of_kind.get(agency.kind) for agency in case.agencies}
    where = {code: table.id for code, table in tables.items() if table is not None}
    kinds = {agency.code: agency.kind for agency in case.agencies}
    holds = {table.id: frozenset(table.kinds) for table in case.printed}
    printed = {code for _, code in names}
    by_name = {
        _plain(agency.name): agency.code
        for agency in case.agencies
        if agency.code in where and agency.code not in printed
    }
    times = Counter(_plain(agency.name) for agency in case.agencies)
    moved = {}
    for row in dict.fromkeys((*names, *(_row(item.what) for item in case.corrections))):
        table, code = row
        is_made = code.startswith(MADE_ROW) or RowId.row(*row).added_number
        is_of_agency = code not in ("", ALL, PROVINCE) and not is_made
        if not table or table == APPENDIX or not is_of_agency:
            continue
        name = _plain(names.get(row, ""))
        now = code if code in where else by_name.get(name, "") if times[name] == 1 else ""
        # One that prints in that table stays there, and may print in others too.
        is_there = bool(now) and kinds[now] in holds.get(table, ())
        place = table if is_there else where.get(now, "")
        if now and (place, now) != row:
            moved[row] = place, now
    return moved


def followed(register: Iterable[Correction], moved: Mapping[Row, Row]) -> list[Correction]:
    """Return the register with its corrections where their agencies are now."""
    items = list(register)
    codes = {old: new for (_, old), (_, new) in moved.items() if old != new}
    taken = {item.identity for item in items if item.in_force}
    for at, item in enumerate(items):
        what = _followed(item.what, moved, codes)
        if what == item.what:
            continue
        new = replace(item, what=what)
        if not item.in_force or new.identity not in taken - {item.identity}:
            items[at] = new
            taken.add(new.identity)
    return items


def _row(what: What) -> Row:
    """Return table and code of the row that a correction is about, blanks where it is of none."""
    match what:
        case Form() | Margin():
            row = what.row.row
            return (row.table, row.name) if row.is_row else ("", "")
        case _:
            return what.key[:2]


def _followed(what: What, moved: Mapping[Row, Row], codes: Mapping[str, str]) -> What:
    """Return what a correction is about where its agency is now.

    A place among the rows means nothing in another table.
    """
    if isinstance(what, RawCount):
        return replace(what, agency=codes.get(what.agency, what.agency))
    old = _row(what)
    table, agency = moved.get(old, old)
    row = RowId.row(table, agency)
    match what:
        case MovedRow() if table == old[0]:
            behind = what.place.behind.renamed(codes if what.place.behind.is_row else {})
            return replace(
                what,
                row=what.row.renamed({old[1]: agency}),
                place=what.place._replace(behind=behind),
            )
        case _ if old not in moved:
            return what
        case PrintedText() | Comment():
            return replace(what, table=table, agency=agency)
        case RemovedRow():
            return RemovedRow(row)
        case Form() | Margin():
            return replace(what, row=RowKey.of(row))
    return what


def with_former(computed: Mapping[Key, str], moved: Mapping[Row, Row]) -> dict[Key, str]:
    """Return the computed texts under their former keys too: what is found on the last notice."""
    former: dict[Row, list[Row]] = {}
    for old, new in moved.items():
        former.setdefault(new, []).append(old)
    olds = {
        (*old, column): text
        for (table, agency, column), text in computed.items()
        for old in former.get((table, agency), ())
    }
    return {**computed, **olds}


def _plain(name: str) -> str:
    return " ".join(normalize("NFC", name).split())
