"""Older layouts: the sheets as they stood before what was declared later."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from bpindex.sheets.model import (
    FIRST_LAYOUT,
    LAYOUT_VERSION,
    ROOM,
    Capacity,
    Sheet,
    SheetBlock,
)

VERSIONS = range(FIRST_LAYOUT, LAYOUT_VERSION + 1)


# How many agencies a workbook had room for up to the fourth layout.
_FORMER_ROOM = Capacity(agencies=150)
_LAST_OF_FORMER_ROOM = 4


def room_of(version: int) -> Capacity:
    """Return the room of the workbooks of a layout."""
    return _FORMER_ROOM if version <= _LAST_OF_FORMER_ROOM else ROOM


class _Dated(Protocol):
    @property
    def since(self) -> int: ...


D = TypeVar("D", bound=_Dated)


def sheets_in(sheets: Iterable[Sheet], version: int) -> Iterator[Sheet]:
    """Yield the sheets that a layout has, each as it stood there."""
    for sheet in _there(sheets, version):
        yield sheet_in(sheet, version)


def sheet_in(sheet: Sheet, version: int) -> Sheet:
    """Return a sheet as it stood in a layout; whatever stood behind what came later moves up."""
    if sheet.stacks:
        until, former = sheet.former_stacks
        stands = former if version <= until else [[b.id for b in each] for each in sheet.stacks]
        by_id = {block.id: block for stack in sheet.stacks for block in stack}
        stacks = (
            tuple(
                _block_in(block, version)
                for block in _there((by_id[name] for name in stack), version)
            )
            for stack in stands
        )
        return replace(sheet, stacks=tuple(stacks))
    later = {
        number
        for block in sheet.blocks
        for number, column in block.numbered()
        if column.since > version
    }
    blocks = (
        replace(
            _block_in(block, version),
            first_column=block.first_column - sum(n < block.first_column for n in later),
        )
        for block in _there(sheet.blocks, version)
    )
    return replace(sheet, blocks=tuple(blocks))


def version_of(sheets: Iterable[Sheet], values: Mapping[str, Sequence[Sequence[Any]]]) -> int:
    """Return the layout in which sheets are as large as these whole ones, with their headers.

    That is all that a worksheet function knows of the workbook that calls it; where no layout
    fits, it is the newest one.
    """
    known = [sheet for sheet in sheets if values.get(sheet.id)]

    def likeness(version: int) -> tuple[bool, int, int]:
        there = [(sheet_in(sheet, version), values[sheet.id]) for sheet in known]
        fits = all(sheet.last_column == len(rows[0]) for sheet, rows in there)
        return fits, sum(_headers(sheet, rows) for sheet, rows in there), version

    best = max(VERSIONS, key=likeness)
    return best if likeness(best)[0] else LAYOUT_VERSION


def _headers(sheet: Sheet, rows: Sequence[Sequence[Any]]) -> int:
    """Return how many columns of a sheet stand below their own titles."""
    return sum(
        rows[block.header_row - 1][number - 1] == column.title
        for block in sheet.blocks
        if block.header_row <= len(rows)
        for number, column in block.numbered()
        if number <= len(rows[block.header_row - 1])
    )


def _block_in(block: SheetBlock, version: int) -> SheetBlock:
    columns = tuple(_there(block.columns, version))
    until, order = block.former
    singles = tuple(_there(block.singles, version))
    if version <= until and singles:
        singles = tuple(sorted(singles, key=lambda single: order.index(single.key)))
    elif version <= until:
        columns = tuple(sorted(columns, key=lambda column: order.index(column.key)))
    later = len(block.singles) - len(singles)
    first = block.former_first_column if version <= until else 0
    return replace(
        block,
        columns=columns,
        singles=singles,
        capacity=block.capacity - later,
        first_column=first or block.first_column,
    )


def _there(items: Iterable[D], version: int) -> Iterator[D]:
    return (item for item in items if item.since <= version <= getattr(item, "until", version))
