"""Cells that staff type, written by an action in a few blocks, with the way back to what was there.

Only cells that change are changed: formulas of somebody's own beside them stay.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bpindex.case.keys import AGENCY_COLUMN, AGENCY_NAME_COLUMN
from bpindex.case.model import Case
from bpindex.case.records import DataRow
from bpindex.cells.agency_names import BY_AGENCY, name_formula
from bpindex.cells.records import record_rows
from bpindex.codec.fields import LIST_SEPARATOR, cell_text
from bpindex.desk.agency_rows import settle_agencies
from bpindex.desk.changes import Changes
from bpindex.desk.contract import Desk, Rows
from bpindex.desk.moment import Moment
from bpindex.errors import InputError
from bpindex.memory.snapshot import pack, unpack
from bpindex.sheets.addresses import as_text, column_letter
from bpindex.sheets.model import ColumnSpec, Kind, SheetBlock
from bpindex.sheets.state_sheet import CAPACITY, IMPORT_COLUMN, STATE_SHEET, chunks_of
from bpindex.words import importing as words
from bpindex.words import workbook as workbook_words

# Kinds whose cells make numbers, dates and formulas of what is written into them.
NOT_TEXT = (Kind.WHOLE, Kind.DECIMAL, Kind.DATE, Kind.PERCENT, Kind.POINTS)
# Cells of a block by row of the sheet and key of the column.
Cells = dict[tuple[int, str], Any]


@dataclass(frozen=True)
class Written:
    """An area that was written: what stood there, and what was left there."""

    sheet: str
    area: str
    before: Rows
    after: Rows


def write_data(changes: Changes, moment: Moment, case: Case) -> list[Written]:
    """Write what of a case's data differs from the workbook; return what was written."""
    settle_agencies(changes, moment)
    old = moment.stored
    done: list[Written] = []
    for sheet_id, before, after in (
        ("counts", old.counts, case.counts),
        ("typed", old.typed, case.typed),
    ):
        block = moment.layout[sheet_id].block(sheet_id)
        cells = dict(_of_rows(block, before, after))
        done += _write(changes, moment, sheet_id, cells)
    done += _write(changes, moment, "agencies", dict(_of_names(old, case)))
    for sheet_id, found, wanted in (
        ("late_dossiers", old.late_dossiers, case.late_dossiers),
        ("learnt", old.learnt, case.learnt),
    ):
        if tuple(found) != tuple(wanted):
            done += _write(changes, moment, sheet_id, _of_records(moment, sheet_id, found, wanted))
    return done


def _of_rows(
    block: SheetBlock, old: Iterable[DataRow], new: Iterable[DataRow]
) -> Iterator[tuple[tuple[int, str], Any]]:
    """Yield the cells that differ; agencies without a row get one below the last."""
    known = {row.agency: row for row in old}
    last = max((row.row for row in known.values()), default=block.header_row)
    for row in new:
        before = known.get(row.agency)
        number = before.row if before else (last := last + 1)
        if before is None:
            yield (number, AGENCY_COLUMN), row.agency
        cells = before.cells if before else {}
        for key in {**cells, **row.cells}:
            text = row.cells.get(key, "")
            if text != cells.get(key, ""):
                is_count = text.isdigit() and block.id == "counts"
                yield (number, key), int(text) if is_count else text


def _of_names(old: Case, new: Case) -> Iterator[tuple[tuple[int, str], Any]]:
    for before, after in zip(old.agencies, new.agencies, strict=True):
        if before.aliases != after.aliases:
            yield (before.row, "aliases"), f"{LIST_SEPARATOR} ".join(after.aliases)


def _of_records(moment: Moment, sheet_id: str, old: Iterable[Any], new: Iterable[Any]) -> Cells:
    """Return the cells of records that stand one below the other, blanks behind the last."""
    block = moment.layout[sheet_id].block(sheet_id)
    rows = [list(map(cell_text, row)) for row in record_rows(block, list(new))]
    last = max((item.row for item in old), default=block.header_row)
    names = name_formula(moment.layout, block) if sheet_id in BY_AGENCY else ""
    rows += [[""] * len(block.columns)] * max(0, last - block.header_row - len(rows))
    keys = [column.key for column in block.columns]
    return {
        (number, key): names if key == AGENCY_NAME_COLUMN else text
        for number, row in enumerate(rows, block.first_row)
        for key, text in zip(keys, row, strict=True)
    }


def _write(changes: Changes, moment: Moment, sheet_id: str, cells: Cells) -> list[Written]:
    """Write cells of the block that has the sheet's name, each run of columns in one area."""
    if not cells:
        return []
    sheet = moment.layout[sheet_id]
    block = sheet.block(sheet_id)
    _require_columns(moment, sheet_id)
    bottom = max(row for row, _ in cells)
    if bottom > block.last_row:
        found = bottom - block.header_row
        raise InputError(
            workbook_words.TOO_MANY_ROWS.format(
                sheet=sheet.title, found=found, expected=block.capacity
            )
        )
    top = min(row for row, _ in cells)
    numbers = sorted({block.column_number(key) for _, key in cells})
    keys = dict(block.numbered())
    held = moment.reading.file.formulas(sheet.title, bottom, block.last_column)
    done = []
    for _, run in groupby(enumerate(numbers), lambda item: item[1] - item[0]):
        columns = [number for _, number in run]
        before = [
            [_as_held(held[row - 1][column - 1], keys[column]) for column in columns]
            for row in range(top, bottom + 1)
        ]
        after = [
            [
                _as_held(cells[row, keys[column].key], keys[column])
                if (row, keys[column].key) in cells
                else before[row - top][at]
                for at, column in enumerate(columns)
            ]
            for row in range(top, bottom + 1)
        ]
        left, right = column_letter(columns[0]), column_letter(columns[-1])
        area = f"{left}{top}:{right}{bottom}"
        changes.write(sheet.title, area, after, before)
        done.append(Written(sheet.title, area, before, after))
    return done


def _as_held(value: Any, spec: ColumnSpec) -> Any:
    """Return a value so that it is written as it is: a text stays a text."""
    if isinstance(value, int | float) or (isinstance(value, str) and value.startswith("=")):
        return value
    text = cell_text(value)
    return as_text(text) if spec.kind in NOT_TEXT else text


def _require_columns(moment: Moment, sheet_id: str) -> None:
    """Raise InputError where somebody moved the columns into which is written."""
    sheet = moment.layout[sheet_id]
    block = sheet.block(sheet_id)
    header = moment.reading.file.rows(sheet.title, block.header_row, block.last_column)[-1]
    for number, column in block.numbered():
        found = " ".join(cell_text(header[number - 1]).split())
        if found != " ".join(column.title.split()):
            cell = f"{column_letter(number)}{block.header_row}"
            place = workbook_words.PLACE_CELL.format(sheet=sheet.title, cell=cell)
            raise InputError(
                words.COLUMNS_MOVED.format(place=place, found=found, expected=column.title)
            )


def remember(changes: Changes, done: Iterable[Written]) -> None:
    """Keep in the workbook what stood in the areas that were written."""
    texts = pack([[item.sheet, item.area, item.before, item.after] for item in done])
    if len(texts) > CAPACITY:
        raise InputError(words.TOO_MUCH_TO_KEEP)
    letter = column_letter(IMPORT_COLUMN)
    area = f"{letter}1:{letter}{CAPACITY}"
    before = changes.desk.read(STATE_SHEET, area)
    rows = [[text] for text in texts] + [[""]] * (CAPACITY - len(texts))
    changes.write(
        STATE_SHEET, area, rows, [["" if c is None else c for c in row] for row in before]
    )


def remembered(desk: Desk) -> list[Written]:
    """Return what was written by the last import, nothing where there was none."""
    letter = column_letter(IMPORT_COLUMN)
    found = desk.read(STATE_SHEET, f"{letter}1:{letter}{CAPACITY}")
    document = unpack(chunks_of(found, 1))
    return [Written(*item) for item in document] if isinstance(document, list) else []


def go_back_to(changes: Changes, done: Iterable[Written]) -> tuple[list[Written], int]:
    """Write what stood there before; cells that somebody changed since then stay.

    Returns what was written by it, and how many cells stayed.
    """
    back, stayed = [], 0
    for item in done:
        now = changes.desk.read(item.sheet, item.area)
        rows: list[list[Any]] = []
        for held, before, after in zip(now, item.before, item.after, strict=True):
            cells = zip(held, before, after, strict=True)
            rows.append([old if _same(cell, new) else cell for cell, old, new in cells])
            stayed += sum(not _same(cell, new) for cell, new in zip(held, after, strict=True))
        current = [["" if cell is None else cell for cell in row] for row in now]
        changes.write(item.sheet, item.area, rows, current)
        back.append(Written(item.sheet, item.area, item.after, item.before))
    return back, stayed


def _same(found: Any, written: Any) -> bool:
    """Return whether a cell still shows what was written into it."""
    if isinstance(written, str) and written.startswith("="):
        return True  # a formula that was not changed by the import
    return cell_text(found).strip() == cell_text(written).removeprefix("'").strip()


def cells_by_key(moment: Moment, sheet_id: str) -> list[Mapping[str, Any]]:
    """Return the rows of the block of a sheet by the keys of its columns."""
    sheet = moment.layout[sheet_id]
    block = sheet.block(sheet_id)
    rows = moment.reading.file.rows(sheet.title, block.last_row, block.last_column)
    keys = [column.key for column in block.columns]
    return [dict(zip(keys, row, strict=True)) for row in rows[block.header_row :]]
