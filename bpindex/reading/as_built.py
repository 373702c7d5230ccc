"""With which index set the sheets of a workbook were built, whatever Chỉ tiêu says today.

Groups, components and counts are columns of sheets: what staff add to Chỉ tiêu, or take away, has
its columns only when the workbook is built anew. Until then they are where the headings say.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from bpindex.case.keys import MONTH
from bpindex.codec.fields import cell_text
from bpindex.index.definition import Component, Count, Group, IndexSet
from bpindex.index.files import bundled_index_sets
from bpindex.memory.found import visible
from bpindex.reading.opened_file import SheetsOfFile
from bpindex.sheets.layout import Layout, layout_of
from bpindex.sheets.model import SPARE_ROW
from bpindex.words import case as case_words
from bpindex.words import workbook as workbook_words

_COMPONENT = re.compile(workbook_words.POINTS_OF_COMPONENT)
_BESIDE_COUNTS = 2
T = TypeVar("T", Component, Count, Group)


def index_as_built(values: SheetsOfFile, index: IndexSet, version: int) -> IndexSet:
    """Return the set of Chỉ tiêu with the groups, components and counts that have columns."""
    layout = layout_of(index, version=version)
    scored = _row(values, layout, "scores", layout["scores"].block("scores").header_row)
    components = [found[1] for title in scored if (found := _COMPONENT.match(title))]
    keys = _row(values, layout, "figures", SPARE_ROW)
    printed = _row(values, layout, "figures", layout["figures"].block("figures").header_row)
    groups = {
        key.removesuffix(MONTH): title.removesuffix(case_words.COLUMN_MONTH.format(group=""))
        for key, title in zip(keys, printed, strict=False)
        if key.endswith(MONTH)
    }
    header = _row(values, layout, "counts", layout["counts"].block("counts").header_row)
    titles = _counts_by_title(index, [title for title in header[_BESIDE_COUNTS:] if title])
    # A count that has no column yet would stand behind the last one.
    counts = [*titles, *index.count_by_id]
    built = replace(
        index,
        groups=_those(
            groups, index.groups, lambda name: replace(index.groups[0], id=name, name=groups[name])
        ),
        components=_those(
            components, index.components, lambda name: replace(index.components[0], id=name)
        ),
        counts=_those(counts, index.counts, lambda name: Count(name, titles[name])),
    )
    into = {part: item.id for item in built.groups for part in (item.id, *item.parts)}
    first = built.groups[0].id
    counted = (c if c.group in into else replace(c, group=first) for c in built.components)
    return replace(built, components=tuple(counted))


def has_other_columns(built: IndexSet, index: IndexSet) -> bool:
    """Return whether columns that people fill are others than Chỉ tiêu asks for."""
    return built.groups != index.groups or built.counts != index.counts


def _row(values: SheetsOfFile, layout: Layout, sheet_id: str, number: int) -> list[str]:
    row = values.row_alone(layout[sheet_id].title, number)
    return [visible(cell_text(cell)) for cell in row]


def _counts_by_title(index: IndexSet, header: Sequence[str]) -> dict[str, str]:
    """Return the words above the columns of counts by the ids of these.

    A count whose name was changed on Chỉ tiêu has the old one above its column.
    """
    sets = (*bundled_index_sets(), index)
    known = {visible(count.name): count.id for each in sets for count in each.counts}
    found = {}
    for place, title in enumerate(header):
        beside = index.counts[place] if place < len(index.counts) else None
        renamed = beside is not None and visible(beside.name) not in header
        other = beside.id if beside and renamed and title not in known else title
        found[known.get(title, other)] = title
    return found


def _those(names: Iterable[str], items: tuple[T, ...], other: Callable[[str], T]) -> tuple[T, ...]:
    """Return the entries of some ids; as they stand where these are theirs, or none is told."""
    known, wanted = {item.id: item for item in items}, list(dict.fromkeys(names))
    if not wanted or sorted(wanted) == sorted(known):
        return items
    return tuple(known[name] if name in known else other(name) for name in wanted)
