"""Writes what people type on the input sheets, in the place of what stands there."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from bpindex.case.records import DataRow
from bpindex.cells.headings import columns_here
from bpindex.cells.records import block_rows, data_cells
from bpindex.codec.fields import cell_text
from bpindex.desk.changes import Changes
from bpindex.desk.moment import Moment, runs
from bpindex.index.periods import print_date
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.model import Who

# The day before the first one that programs count.
_DAY_ZERO = date(1899, 12, 30)


def empty_columns(
    changes: Changes, moment: Moment, sheet_id: str, block_id: str, keys: Collection[str]
) -> None:
    """Empty columns of a block, wherever people moved them, as far down as something stands."""
    sheet = moment.layout[sheet_id]
    block, values = sheet.block(block_id), moment.reading.file[sheet.title]
    places = columns_here(values, block, sheet)
    rows = values[block.header_row : block.last_row]
    last = block.header_row + len(rows)
    wanted = sorted(places[key] for key in keys)
    if not any(cell_text(cell) for row in rows for n in wanted for cell in row[n - 1 : n]):
        return
    for first, end in runs(wanted):
        area = f"{column_letter(first)}{block.first_row}:{column_letter(end)}{last}"
        before = changes.desk.read(sheet.title, area)
        changes.write(sheet.title, area, [[""] * (end - first + 1)] * len(rows), before)


def fill_rows(changes: Changes, moment: Moment, sheet_id: str, rows: Sequence[DataRow]) -> None:
    """Write rows of agencies into a sheet in the place of all that stand there."""
    cells = data_cells(moment.layout[sheet_id].block(sheet_id), rows)
    fill_block(changes, moment, sheet_id, sheet_id, cells)


def fill_block(
    changes: Changes, moment: Moment, sheet_id: str, block_id: str, rows: Sequence[Sequence[Any]]
) -> None:
    """Write rows of cells into a block in the place of all that stand there."""
    sheet = moment.layout[sheet_id]
    block, values = sheet.block(block_id), moment.reading.file[sheet.title]
    places = columns_here(values, block, sheet)
    of_staff = {spec.key for spec in block.columns if spec.who is not Who.FORMULA}
    keys, columns_of = [spec.key for spec in block.columns], zip(*rows, strict=True)
    cells = dict(zip(keys, columns_of, strict=False))
    old = len(values[block.header_row : block.last_row])
    count = max(old, len(rows))
    by_number = {places[key]: key for key in of_staff}
    for first, end in runs(sorted(by_number)) if count else ():
        last = block.header_row + count
        area = f"{column_letter(first)}{block.first_row}:{column_letter(end)}{last}"
        columns = [cells.get(by_number[number], ()) for number in range(first, end + 1)]
        new = [
            ["" if at >= len(rows) or column[at] is None else column[at] for column in columns]
            for at in range(count)
        ]
        changes.write(sheet.title, area, new, changes.desk.read(sheet.title, area))


def write_singles(
    changes: Changes, moment: Moment, sheet_id: str, block_id: str, new: Mapping[str, Any]
) -> None:
    """Write single values of a sheet by their keys."""
    sheet = moment.layout[sheet_id]
    block = sheet.block(block_id)
    for number, cells in block_rows(moment.reading.file[sheet.title], block):
        if (key := cell_text(cells["key"])) in new:
            before = cells["value"]
            cell = block.address(number, "value")
            old, value = (_as_typed(each, before) for each in (before, new[key]))
            if old != value:
                changes.write(sheet.title, cell, [[value]], [[old]])


def _as_typed(value: Any, beside: Any) -> Any:
    """Return a value as it is written; a day as a text where one was typed as a text."""
    if isinstance(value, date):
        day = date(value.year, value.month, value.day)
        return print_date(day) if isinstance(beside, str) else (day - _DAY_ZERO).days
    return "" if value is None else value
