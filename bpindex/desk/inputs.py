"""Writes what people type on the input sheets, in the place of what stands there."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from bpindex.case.history_rows import HistoryRow
from bpindex.case.keys import AGENCY_COLUMN, PRIOR
from bpindex.case.model import Case
from bpindex.case.records import DataRow
from bpindex.cells.headings import columns_here, in_order
from bpindex.cells.records import block_rows, data_cells, record_rows
from bpindex.codec.fields import cell_text, print_moment
from bpindex.desk.changes import Changes
from bpindex.desk.moment import Moment, runs
from bpindex.errors import InputError
from bpindex.history.lines import Past
from bpindex.index.periods import print_date
from bpindex.sheets.addresses import as_text, column_letter
from bpindex.sheets.model import Kind
from bpindex.words import history as history_words
from bpindex.workbook.home.facts import COMPARED
from bpindex.workbook.system_sheets import FACTS_SHEET

# The day before the first one that programs count.
_DAY_ZERO = date(1899, 12, 30)


def refill_columns(
    changes: Changes,
    moment: Moment,
    place: tuple[str, str],
    keys: Collection[str],
    new: Mapping[tuple[int, str], Any] = MappingProxyType({}),
    *,
    keep: bool = False,
) -> None:
    """Empty columns of a sheet's block, wherever people moved them, but for what is new there.

    `new` are cells by row and key; with `keep` all others stay as they are.
    """
    sheet = moment.layout[place[0]]
    block, values = sheet.block(place[1]), moment.reading.file[sheet.title]
    places = columns_here(values, block, sheet)
    rows = values[block.header_row : block.last_row]
    last = max([block.header_row + len(rows), *(row for row, _ in new)])
    by_number = {places[key]: key for key in keys}
    filled = (cell_text(cell) for row in rows for n in by_number for cell in row[n - 1 : n])
    if not new and (keep or not any(filled)):
        return
    for first, end in runs(sorted(by_number)):
        area = f"{column_letter(first)}{block.first_row}:{column_letter(end)}{last}"
        before = changes.desk.read(sheet.title, area)
        rows_after = [
            [
                new.get((number, by_number[first + at]), old if keep and old is not None else "")
                for at, old in enumerate(cells)
            ]
            for number, cells in enumerate(before, block.first_row)
        ]
        changes.write(sheet.title, area, rows_after, before)


def fill_last_year(changes: Changes, moment: Moment, old: Case, new: Case) -> int:
    """Write what a case has of last year into Năm trước and Thiết lập; return how many cells.

    `old` is the case as it stands in the cells by now.
    """
    block = moment.layout["typed"].block("typed")
    rows = {row.agency: row.row for row in reversed(moment.stored.typed)}
    before = {row.agency: row.cells for row in reversed(old.typed)}
    codes: dict[tuple[int, str], str] = {}
    figures: dict[tuple[int, str], str] = {}
    for row in new.typed:
        there = before.get(row.agency, {})
        changed = [key for key, text in row.cells.items() if there.get(key) != text]
        if changed and row.agency not in rows:
            rows[row.agency] = max([block.header_row, *rows.values()]) + 1
            codes[rows[row.agency], AGENCY_COLUMN] = row.agency
        figures |= {(rows[row.agency], key): row.cells[key] for key in changed}
    points = _province_points(moment, old, new)
    prior = [spec.key for spec in block.columns if spec.key.endswith(PRIOR)]
    for place, keys, cells in (
        (("typed", "typed"), [AGENCY_COLUMN], codes),
        (("typed", "typed"), prior, figures),
        (("settings", "columns"), ["province_prior"], points),
    ):
        refill_columns(changes, moment, place, keys, cells, keep=True)
    return len(figures) + len(points)


def _province_points(moment: Moment, old: Case, new: Case) -> dict[tuple[int, str], float]:
    """Return the province's points of last year that are new, by row of Thiết lập."""
    was, points = (
        {
            (table.id, c.group): c.province_prior
            for table in case.settings.tables
            for c in table.columns
        }
        for case in (old, new)
    )
    sheet = moment.layout["settings"]
    values = in_order(moment.reading.file[sheet.title], sheet)
    found = {}
    for number, cells in block_rows(values, sheet.block("columns")):
        key = cell_text(cells["table"]).strip(), cell_text(cells["group"]).strip()
        if (known := points.get(key)) is not None and known != was.get(key):
            found[number, "province_prior"] = float(known)
    return found


def tell_compared(changes: Changes, case: Case) -> None:
    """Write with the figures of which period those of Kỳ trước of a case may be compared."""
    if changes.desk.has_sheet(FACTS_SHEET):
        cell = f"{column_letter(COMPARED)}1"
        before = changes.desk.read(FACTS_SHEET, cell)
        changes.write(FACTS_SHEET, cell, [[as_text(Past(case).compared)]], before)


def write_history(changes: Changes, moment: Moment, rows: Sequence[HistoryRow]) -> None:
    """Write the rows of Lịch sử, from the first one that is not as it stands."""
    sheet = moment.layout["history"]
    block = sheet.block("history")
    if len(rows) > block.capacity:
        raise InputError(history_words.FULL.format(found=len(rows), most=block.capacity))
    old, first = list(moment.stored.history), 0
    while first < min(len(old), len(rows)) and (old[first], old[first].row) == (
        rows[first],
        block.first_row + first,
    ):
        first += 1
    top = block.first_row + first
    last = max([top - 1 + len(rows) - first, *(row.row for row in old[first:])])
    if last < top:
        return
    area = (
        f"{block.address(top, block.columns[0].key)}:{block.address(last, block.columns[-1].key)}"
    )
    new: list[list[Any]] = [
        [as_text(cell) if isinstance(cell, str) else _number(cell) for cell in cells]
        for cells in record_rows(block, rows[first:])
    ]
    blank = [""] * len(block.columns)
    new += [blank] * (last - top + 1 - len(new))
    before = [
        [as_text(cell) if isinstance(cell, str) else cell for cell in row]
        for row in changes.desk.read(sheet.title, area)
    ]
    changes.write(sheet.title, area, new, before)


def _number(value: Any) -> Any:
    return "" if value is None else float(value) if isinstance(value, Decimal) else value


def empty_sheet(changes: Changes, moment: Moment, sheet_id: str) -> None:
    """Empty a sheet below its header, of which nothing holds any more what stands there.

    One without a table has a title and a line of what to do, over which people may paste.
    """
    sheet = moment.layout[sheet_id]
    first, own = (
        (sheet.blocks[0].first_row, []) if sheet.blocks else (1, [sheet.title, sheet.intro])
    )
    rows = moment.reading.file.optional(sheet.title)[first - 1 :]
    width, height = max(map(len, rows), default=1), max(len(rows), len(own))
    if not own and not any(cell_text(cell) for row in rows for cell in row):
        return
    area = f"A{first}:{column_letter(width)}{first + height - 1}"
    blank = [[text, *[""] * (width - 1)] for text in (*own, *[""] * (height - len(own)))]
    changes.write(sheet.title, area, blank, changes.desk.read(sheet.title, area))


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
    of_staff = {spec.key for spec in block.columns if spec.kind is not Kind.NAME}
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
            shown = print_moment(new[key]) if key == "period" else new[key]
            old, value = (_as_typed(each, before) for each in (before, shown))
            if old != value:
                changes.write(sheet.title, cell, [[value]], [[old]])


def _as_typed(value: Any, beside: Any) -> Any:
    """Return a value as it is written; a day as a text where one was typed as a text."""
    if isinstance(value, date):
        day = date(value.year, value.month, value.day)
        return print_date(day) if isinstance(beside, str) else (day - _DAY_ZERO).days
    return "" if value is None else value
