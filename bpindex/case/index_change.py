"""A case under another index set: the one in force in its period, or another view of its own."""

from collections.abc import Iterator
from dataclasses import replace

from bpindex.case.correction import Correction, CorrectionState, PrintedFigure, RawCount
from bpindex.case.keys import NOTE_COLUMN, column_titles, points_titles
from bpindex.case.model import Case
from bpindex.case.records import Column
from bpindex.errors import InputError
from bpindex.index.definition import IndexSet, View
from bpindex.index.files import bundled_index_sets, pick_index_set


def index_due(case: Case) -> IndexSet:
    """Return the set with which a case is to be built.

    A set of somebody's own stays; a bundled one makes way for the one in force in the period.
    Either is seen in the view that it asks for.
    """
    index, bundled = case.index, {item.id: item for item in bundled_index_sets()}
    if index.id in bundled:
        try:
            picked = pick_index_set(bundled.values(), case.period)
        except InputError:
            picked = bundled[index.id]
        if picked.id != index.id:
            return picked.seen_as(index.view)
        if not index.other_groups and set(index.group_by_id) == set(picked.group_by_id):
            index = replace(index, other_groups=picked.other_groups)
    return index.seen_as(index.view)


def with_index(case: Case, index: IndexSet) -> Case:
    """Return a case under another index set: each table has a column of each of its groups."""
    tables = []
    for table in case.settings.tables:
        columns = table.with_columns(index.group_by_id).columns[: len(index.group_by_id)]
        fitting = tuple(_fitting(column, index) for column in columns)
        tables.append(replace(table, columns=fitting))
    settings = replace(case.settings, tables=tuple(tables))
    corrections = tuple(_waiting(item, case.index, index) for item in case.corrections)
    return replace(case, index=index, settings=settings, corrections=corrections)


def _waiting(item: Correction, before: IndexSet, index: IndexSet) -> Correction:
    """Return a correction, withdrawn where the set has no more what it corrects."""
    if isinstance(item.what, RawCount):
        is_gone = item.what.count in before.count_by_id.keys() - index.count_by_id.keys()
    else:
        now = (column_titles(index.seen_as(view)) for view in View)
        gone = column_titles(before).keys() - {key for titles in now for key in titles}
        is_gone = isinstance(item.what, PrintedFigure) and item.key[2] in gone
    is_typed = item.in_force and not item.on
    return replace(item, state=CorrectionState.WITHDRAWN) if is_gone and is_typed else item


def _fitting(column: Column, index: IndexSet) -> Column:
    """Return a column as it was, but for a component that the set has no more."""
    is_there = column.component is None or column.component in index.component_by_id
    return column if is_there else replace(column, component=None)


def without_column(case: Case, index: IndexSet) -> Iterator[tuple[str, str]]:
    """Yield what of a case has no column under an index set: the part, the title of the column."""
    counts = {item.id: item.name for item in case.index.counts}
    typed = {**column_titles(case.index), **points_titles(case.index)}
    there = {
        "counts": set(index.count_by_id),
        "typed": {NOTE_COLUMN, *column_titles(index), *points_titles(index)},
    }
    for part, titles in (("counts", counts), ("typed", typed)):
        keys = (key for row in getattr(case, part) for key, text in row.cells.items() if text)
        for key in dict.fromkeys(keys):
            if key not in there[part]:
                yield part, titles.get(key, key)
