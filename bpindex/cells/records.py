"""Records to cells of a block and back: shared by build, read and the worksheet functions.

`SheetValues` is what any host gives for a sheet: rows of cell values from A1 on.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from typing import Any, TypeVar

from bpindex.case.folder import data_row
from bpindex.case.keys import AGENCY_COLUMN, AGENCY_NAME_COLUMN, code_from, free_code
from bpindex.case.records import Agency, Column, DataRow, Settings, Table
from bpindex.codec.fields import SHEET, cell_text
from bpindex.codec.rows import Place, cells_from_record, field_values
from bpindex.codec.shown import ShownNumber, Unclear, refused, unclear_error, without_unseen
from bpindex.memory.found import visible
from bpindex.sheets.model import Sheet, SheetBlock
from bpindex.sheets.takes import Checked, Choice
from bpindex.words import files as file_words
from bpindex.words import workbook as workbook_words

T = TypeVar("T")
Cells = list[Any]
SheetValues = Sequence[Sequence[Any]]


def block_rows(values: SheetValues, block: SheetBlock) -> list[tuple[int, dict[str, Any]]]:
    """Return the rows of a block that are not blank: sheet row, and cell values by column key."""
    keys = [column.key for column in block.columns]
    typed = [column.key for column in block.columns if not column.beside]
    blank = [None] * len(keys)
    rows = []
    for number, row in enumerate(values[block.header_row : block.last_row], block.first_row):
        if row.count(None) == len(row):
            continue
        cells = dict(zip(keys, (*row[block.first_column - 1 :], *blank), strict=False))
        if any(cell_text(cells[key]).strip() for key in typed):
            rows.append((number, cells))
    return rows


def records_from(
    cls: type[T], values: SheetValues, sheet: Sheet, block_id: str = "", **beside: Sequence[Any]
) -> tuple[T, ...]:
    """Return the records of a block (by itself that of the sheet); errors name sheet and cell.

    `beside` are the values of fields that have no column of their own, one for each record.
    """
    block = sheet.block(block_id or sheet.id)
    place, types = placer(sheet, block), choices_of(block)
    found = (
        field_values(cls, cells, row, place, SHEET, types=types, skip=beside)
        for row, cells in block_rows(values, block)
    )
    more = (dict(zip(beside, items, strict=True)) for items in zip(*beside.values(), strict=True))
    return tuple(cls(**own, **next(more, {})) for own in found)


def placer(sheet: Sheet, block: SheetBlock) -> Place:
    """Return the function that names a cell of a block by row and column key."""

    def place(row: int, key: str) -> str:
        return workbook_words.PLACE_CELL.format(sheet=sheet.title, cell=block.address(row, key))

    return place


def record_rows(
    block: SheetBlock, records: Iterable[Any], beside: Sequence[Mapping[str, Any]] = ()
) -> list[Cells]:
    """Return the cells of records in the order of the block's columns.

    `beside` are cells of columns that are no field of a record, by key, for each record.
    """
    keys, types = {spec.key for spec in block.columns}, choices_of(block)
    rows = []
    for number, record in enumerate(records):
        skip = {f.name for f in fields(record)} - keys
        cells = cells_from_record(record, SHEET, skip=skip, types=types)
        rows.append(_ordered(block, {**cells, **beside[number]} if beside else cells))
    return rows


def choices_of(block: SheetBlock) -> dict[str, Any]:
    """Return the enums that the columns of a block take, also where a record takes any text."""
    takes = {spec.key: spec.takes for spec in block.columns}
    return {key: take.enum for key, take in takes.items() if isinstance(take, Choice) and take.enum}


def _ordered(block: SheetBlock, cells: Mapping[str, Any]) -> Cells:
    """Return cells by key as a row of the block."""
    return [cells.get(column.key) for column in block.columns]


def without_emptied(values: SheetValues, block: SheetBlock) -> SheetValues:
    """Return the rows of a sheet without what only stands out of sight in a block.

    Who deletes all that shows of a table has removed it; its code stays behind.
    """
    hidden = {number for number, spec in block.numbered() if spec.hidden}
    shown = {number for number, _ in block.numbered()} - hidden
    rows = list(values)
    for at, row in enumerate(rows[: block.last_row]):
        held = {number for number, cell in enumerate(row, 1) if cell_text(cell).strip()}
        if at >= block.header_row and held & hidden and not held & shown:
            rows[at] = [None if n in hidden else cell for n, cell in enumerate(row, 1)]
    return rows


def with_cells(
    values: SheetValues, block: SheetBlock, cells: Mapping[tuple[int, str], Any]
) -> SheetValues:
    """Return the rows of a sheet with other values in some cells of a block: by row and key."""
    rows = list(values)
    for (row, key), value in cells.items():
        held = [*rows[row - 1]]
        held += [None] * (block.last_column - len(held))
        held[block.column_number(key) - 1] = value
        rows[row - 1] = held
    return rows


# --- blocks of single values -----------------------------------------------------------------


def single_cells(block: SheetBlock, record: Any) -> list[Cells]:
    """Return the rows of a block of single values."""
    keys = {single.key for single in block.singles}
    cells = cells_from_record(record, SHEET, skip={f.name for f in fields(record)} - keys)
    return [
        [single.key, single.label, cells.get(single.key, ""), single.note]
        for single in block.singles
    ]


def single_record(
    cls: Callable[..., T], values: SheetValues, sheet: Sheet, block_id: str = "", **nested: Any
) -> T:
    """Return the record whose fields are the values of a block, plus nested ones."""
    block = sheet.block(block_id or sheet.id)
    found = {cell_text(cells["key"]): (row, cells) for row, cells in block_rows(values, block)}

    def place(_: int, key: str) -> str:
        row = found[key][0] if key in found else block.header_row
        return placer(sheet, block)(row, "value")

    cells = {key: cells["value"] for key, (_, cells) in found.items()}
    return cls(**field_values(cls, cells, 0, place, SHEET, skip=nested), **nested)


# --- settings --------------------------------------------------------------------------------


def settings_from(values: SheetValues, sheet: Sheet) -> Settings:
    """Return the settings of the sheet Thiết lập."""
    values = without_emptied(values, sheet.block("tables"))
    columns: dict[str, list[Column]] = defaultdict(list)
    rows = block_rows(values, sheet.block("columns"))
    for (_, cells), column in zip(
        rows, records_from(Column, values, sheet, "columns"), strict=True
    ):
        columns[cell_text(cells["table"])].append(column)
    ids = [cell_text(cells["id"]) for _, cells in block_rows(values, sheet.block("tables"))]
    first = columns[ids[0]] if ids else []
    # A table that somebody added prints its groups as the first one does.
    added = tuple(replace(item, province_month=None, province_prior=None) for item in first)
    own = [tuple(columns[table]) if table else added for table in ids]
    tables: list[Table] = []
    for table in records_from(Table, values, sheet, "tables", columns=own):
        made = free_code(code_from(table.kind), {*ids, *(known.id for known in tables)})
        tables.append(table if table.id else replace(table, id=made))
    return single_record(Settings, values, sheet, tables=tuple(tables))


# --- pasted data -----------------------------------------------------------------------------


def data_cells(block: SheetBlock, rows: Sequence[DataRow]) -> list[Cells]:
    """Return the rows of a block of pasted texts, counts as numbers where that loses nothing."""
    counts = {spec.key for spec in block.columns if spec.takes is Checked.COUNT}
    return [
        _ordered(
            block,
            {AGENCY_COLUMN: row.agency, **row.cells}
            | {key: _number_or_text(row.cells[key]) for key in counts & row.cells.keys()},
        )
        for row in rows
    ]


def _number_or_text(text: str) -> int | str:
    is_plain = text.isdecimal() and text.isascii() and len(text) < 16 and str(int(text)) == text
    return int(text) if is_plain else text


def data_from(
    values: SheetValues,
    sheet: Sheet,
    block_id: str = "",
    mark_of: Mapping[str, str] | None = None,
) -> tuple[DataRow, ...]:
    """Return the pasted rows of a block as texts; the looked-up names are left out.

    Where the cells hold figures to print, `mark_of` gives the decimal mark by agency code.
    """
    rows, block = [], sheet.block(block_id or sheet.id)
    place = placer(sheet, block)
    counts = {spec.key for spec in block.columns if spec.takes is Checked.COUNT}
    for number, cells in block_rows(values, block):
        for key, cell in cells.items():
            # A name that no program has looked up yet stands beside its code.
            is_name = key == AGENCY_NAME_COLUMN and str(cell).startswith("=")
            if isinstance(cell, Unclear) and cell.is_refused and not is_name:
                wanted = file_words.type_name(int) if key in counts else file_words.WANT_FIGURE
                raise unclear_error(cell, place(number, key), wanted)
        del cells[AGENCY_NAME_COLUMN]
        if mark_of is None:
            texts = {key: without_unseen(cell_text(_whole(cell))) for key, cell in cells.items()}
        else:
            mark = mark_of.get(without_unseen(cell_text(cells[AGENCY_COLUMN])), ",")
            texts = {
                key: figure_text(cell, mark, partial(place, number, key))
                for key, cell in cells.items()
            }
        if any(text.strip() for text in texts.values()):
            rows.append(data_row(texts, number))
    return tuple(rows)


def _whole(cell: Any) -> Any:
    """Return the number itself of a cell that shows a part of a number as a whole one.

    As a percentage it shows a number of another size: only what is shown says that.
    """
    is_part = isinstance(cell, ShownNumber) and not cell.is_integer() and "%" not in cell.shown
    return float(cell) if is_part else cell


def typed_from(
    values: SheetValues, sheet: Sheet, settings: Settings, agencies: Sequence[Agency]
) -> tuple[DataRow, ...]:
    """Return the typed figures as texts; a cell that became a number gets its table's mark."""
    marks = {table.kind: table.decimal_mark for table in settings.tables}
    mark_of = {agency.code: marks.get(agency.kind, ",") for agency in agencies}
    return data_from(values, sheet, "typed", mark_of)


def figure_text(cell: Any, decimal_mark: str, place: Callable[[], str]) -> str:
    """Return the text of a cell that holds a figure to print: a number with the table's mark.

    Raises InputError for an error, a date or what else shows something that nobody typed.
    """
    if (unclear := refused(cell)) is not None:
        raise unclear_error(unclear, place(), file_words.WANT_FIGURE)
    text = without_unseen(cell_text(cell))
    if not visible(text):  # a space shows nothing, like a cell that was emptied
        return ""
    return text.replace(".", decimal_mark) if isinstance(cell, float) else text
