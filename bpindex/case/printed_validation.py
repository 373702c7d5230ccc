"""What must hold before a printed table can be made: its columns say what there is to show."""

from collections.abc import Iterator, Mapping
from typing import Any

from bpindex.case.model import Case
from bpindex.case.offering import offered
from bpindex.case.printed import (
    EACH_COMPONENT,
    EACH_GROUP,
    NO_CHANGE,
    OF_COMPONENT,
    OF_EITHER,
    OF_GROUP,
    OF_PREVIOUS,
    OF_PRIOR,
    PrintedColumn,
    PrintedTable,
    Shown,
    When,
)
from bpindex.case.ready import READY
from bpindex.codec.fields import SHEET, written
from bpindex.index.definition import MAX_DECIMALS, IndexSet
from bpindex.words import case as words

# These part the names of rows and columns where they are kept.
_PARTING = ":|\t@"
# Row, key, what was found (None: nothing), what was expected.
Mistake = tuple[int, str, Any, str]


def printed_mistakes(case: Case) -> Iterator[Mistake]:
    """Yield what of the printed tables cannot be printed as it says."""
    seen: set[str] = set()
    kinds = list(case.table_of_kind)
    for table in case.printed:
        where = f"table.{table.id}"
        if table.id in seen or not table.id.strip() or set(table.id) & set(_PARTING):
            yield table.row, f"{where}.id", table.id, words.WANT_TABLE_NAME
        seen.add(table.id)
        if table.ready not in (*READY, ""):
            yield table.row, f"{where}.ready", table.ready, " | ".join(READY)
        if table.decimal_mark not in ("", ",", "."):
            yield table.row, f"{where}.decimal_mark", table.decimal_mark, words.WANT_DECIMAL_MARK
        if not table.sections:
            yield table.row, f"{where}.section", None, words.WANT_SECTION.format(table=table.id)
        if not (table.columns or table.ready):
            yield table.row, f"{where}.column", None, words.WANT_COLUMN.format(table=table.id)
        once: set[str] = set()
        for section in table.sections:
            if section.kind not in kinds or section.kind in once:
                yield section.row, f"{where}.section.kind", section.kind, " | ".join(kinds)
            once.add(section.kind)
        yield from _columns(case.index, table, where)


def _columns(index: IndexSet, table: PrintedTable, where: str) -> Iterator[Mistake]:
    for number, column in enumerate(table.columns, 1):
        key = f"{where}.column[{number}]"
        known = known_of(index, column)
        if column.of not in known:
            expected = words.WANT_NOTHING if "" in known else offered(known, column.of)
            yield column.row, f"{key}.of", column.of or None, expected
        is_component = column.of in index.component_by_id or column.of == EACH_COMPONENT
        what = written(column.what, SHEET)
        no_previous = column.what not in OF_PREVIOUS or is_component
        if column.when is When.PREVIOUS and no_previous:
            yield column.row, f"{key}.when", column.when, words.WANT_NO_PREVIOUS.format(what=what)
        if column.when is When.PRIOR and column.what not in OF_PRIOR:
            yield column.row, f"{key}.when", column.when, words.WANT_NO_PRIOR.format(what=what)
        if column.shown is Shown.CHANGE:
            if column.what in NO_CHANGE:
                expected = words.WANT_NO_CHANGE.format(what=what)
                yield column.row, f"{key}.shown", column.shown, expected
            elif column.when is When.THIS:
                yield column.row, f"{key}.when", column.when, words.WANT_OTHER_TIME
        if column.decimals is not None and not 0 <= column.decimals <= MAX_DECIMALS:
            expected = words.WANT_DECIMALS.format(most=MAX_DECIMALS)
            yield column.row, f"{key}.decimals", column.decimals, expected
        if column.decimal_mark not in ("", ",", "."):
            yield column.row, f"{key}.decimal_mark", column.decimal_mark, words.WANT_DECIMAL_MARK


def known_of(index: IndexSet, column: PrintedColumn) -> Mapping[str, str]:
    """Return of what a column may be, each with what staff call it; of nothing is a blank."""
    groups = {group.id: group.name for group in index.groups} | {EACH_GROUP: words.EACH_GROUP}
    components = {item.id: f"{item.id}. {item.name}" for item in index.components}
    components[EACH_COMPONENT] = words.EACH_COMPONENT
    if column.what in OF_GROUP:
        return groups
    if column.what in OF_COMPONENT:
        return components
    return groups | components if column.what in OF_EITHER else {"": ""}
