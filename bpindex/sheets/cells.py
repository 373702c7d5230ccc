"""Records to cells of a block and back: shared by build, read and the worksheet functions.

`SheetValues` is what any host gives for a sheet: rows of cell values from A1 on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from bpindex.case.folder import data_row
from bpindex.case.keys import AGENCY_COLUMN
from bpindex.case.records import Agency, Column, DataRow, Labels, Settings, Table
from bpindex.codec.tables import Place, cell_text, cells_from_record, field_values, record_from_row
from bpindex.index.definition import Component, Count, Display, Grade, Group, IndexSet
from bpindex.index.validation import validate_index
from bpindex.sheets.layout import Block, Sheet
from bpindex.sheets.letters import column_letter
from bpindex.sheets.sheets import index_sheet
from bpindex.words import workbook as workbook_words

T = TypeVar("T")
Cells = list[Any]
SheetValues = Sequence[Sequence[Any]]


def cell_place(sheet: Sheet, row: int, column: int) -> str:
    """Return how a cell is named in a message."""
    return workbook_words.PLACE_CELL.format(sheet=sheet.title, cell=f"{column_letter(column)}{row}")


def block_rows(values: SheetValues, block: Block) -> list[tuple[int, dict[str, Any]]]:
    """Return the rows of a block that are not blank: sheet row, and cell values by column key."""
    rows = []
    first = block.first_column - 1
    for number in range(block.first_row, min(block.last_row, len(values)) + 1):
        source = values[number - 1]
        cells = {
            column.key: source[first + i] if first + i < len(source) else None
            for i, column in enumerate(block.columns)
        }
        if any(cell_text(cell).strip() for cell in cells.values()):
            rows.append((number, cells))
    return rows


def records_from(cls: type[T], values: SheetValues, sheet: Sheet, block_id: str) -> tuple[T, ...]:
    """Return the records of a block; errors name sheet and cell."""
    block = sheet.block(block_id)
    place = placer(sheet, block)
    return tuple(
        record_from_row(cls, cells, row, place) for row, cells in block_rows(values, block)
    )


def placer(sheet: Sheet, block: Block) -> Place:
    """Return the function that names a cell of a block by row and column key."""

    def place(row: int, key: str) -> str:
        return cell_place(sheet, row, block.column_number(key))

    return place


def record_rows(block: Block, records: Sequence[Any]) -> list[Cells]:
    """Return the cells of records in the order of the block's columns."""
    return [ordered(block, cells_from_record(record)) for record in records]


def ordered(block: Block, cells: Mapping[str, Any]) -> Cells:
    """Return cells by key as a row of the block."""
    return [cells.get(column.key) for column in block.columns]


# --- blocks of one value per row -------------------------------------------------------------


def scalars_from(values: SheetValues, sheet: Sheet, block_id: str) -> dict[str, tuple[int, Any]]:
    """Return key to (sheet row, value) of a block of single values."""
    rows = block_rows(values, sheet.block(block_id))
    return {cell_text(cells["key"]): (row, cells["value"]) for row, cells in rows}


def single_record(
    cls: Callable[..., T], values: SheetValues, sheet: Sheet, block_id: str, **nested: Any
) -> T:
    """Return the record whose fields are the values of a block, plus nested ones."""
    scalars = scalars_from(values, sheet, block_id)
    column = sheet.block(block_id).column_number("value")

    def place(_: int, key: str) -> str:
        row = scalars[key][0] if key in scalars else sheet.block(block_id).header_row
        return cell_place(sheet, row, column)

    cells = {key: value for key, (_, value) in scalars.items()}
    return cls(**field_values(cls, cells, 0, place, skip=nested), **nested)


# --- index set -------------------------------------------------------------------------------


def index_cells(index: IndexSet) -> dict[str, list[Cells]]:
    """Return the rows of the blocks of Chỉ tiêu, scalars left out."""
    sheet = index_sheet()
    groups = [
        ordered(
            sheet.block("groups"),
            {
                "id": g.id,
                "name": g.name,
                "max_points": g.max_points,
                **cells_from_record(g.display),
            },
        )
        for g in index.group
    ]
    return {
        "grades": record_rows(sheet.block("grades"), index.grades),
        "groups": groups,
        "components": record_rows(sheet.block("components"), index.component),
        "count_list": record_rows(sheet.block("count_list"), index.count),
    }


def index_from(values: SheetValues) -> IndexSet:
    """Return the index set of the sheet Chỉ tiêu; raise InputError or DefinitionError."""
    sheet = index_sheet()
    block = sheet.block("groups")
    place = placer(sheet, block)
    groups = []
    for row, cells in block_rows(values, block):
        display = record_from_row(Display, cells, row, place)
        own = field_values(Group, cells, row, place, skip={"display"})
        groups.append(Group(**own, display=display))
    index = single_record(
        IndexSet,
        values,
        sheet,
        "index",
        grades=records_from(Grade, values, sheet, "grades"),
        group=tuple(groups),
        count=records_from(Count, values, sheet, "count_list"),
        component=records_from(Component, values, sheet, "components"),
        file_name=sheet.title,
    )
    return validate_index(index)


# --- settings --------------------------------------------------------------------------------


def settings_cells(settings: Settings, sheet: Sheet) -> dict[str, list[Cells]]:
    """Return the rows of the table blocks of Thiết lập."""
    tables = [
        ordered(sheet.block("tables"), {f.name: getattr(table, f.name) for f in fields(table)})
        for table in settings.table
    ]
    columns = [
        ordered(sheet.block("columns"), {"table": table.id, **cells_from_record(column)})
        for table in settings.table
        for column in table.column
    ]
    return {"tables": tables, "columns": columns}


def settings_from(values: SheetValues, sheet: Sheet) -> Settings:
    """Return the settings of the sheet Thiết lập."""
    block = sheet.block("columns")
    place = placer(sheet, block)
    by_table: dict[str, list[Column]] = {}
    for row, cells in block_rows(values, block):
        column = record_from_row(Column, cells, row, place)
        by_table.setdefault(cell_text(cells["table"]), []).append(column)
    block = sheet.block("tables")
    place = placer(sheet, block)
    tables = []
    for row, cells in block_rows(values, block):
        own = field_values(Table, cells, row, place, skip={"column"})
        tables.append(Table(**own, column=tuple(by_table.get(own["id"], ()))))
    return single_record(Settings, values, sheet, "settings", table=tuple(tables))


def labels_from(values: SheetValues, sheet: Sheet) -> Labels:
    """Return the fixed words of the notice's tables."""
    return single_record(Labels, values, sheet, "labels")


# --- pasted data -----------------------------------------------------------------------------


def data_cells(block: Block, rows: Sequence[DataRow]) -> list[Cells]:
    """Return the rows of a block of pasted texts."""
    return [ordered(block, {AGENCY_COLUMN: row.agency, **row.cells}) for row in rows]


def data_from(values: SheetValues, block: Block) -> tuple[DataRow, ...]:
    """Return the pasted rows of a block as texts; the looked-up names are left out."""
    rows = []
    for number, cells in block_rows(values, block):
        texts = {key: cell_text(cell) for key, cell in cells.items() if key != "agency_name"}
        if any(text.strip() for text in texts.values()):
            rows.append(data_row(texts, number))
    return tuple(rows)


def typed_from(
    values: SheetValues, sheet: Sheet, settings: Settings, agencies: Sequence[Agency]
) -> tuple[DataRow, ...]:
    """Return the typed figures as texts; a cell that became a number gets its table's mark."""
    marks = {table.kind: table.decimal_mark for table in settings.table}
    mark_of = {agency.code: marks.get(agency.kind, ",") for agency in agencies}
    block = sheet.block("typed")
    rows = []
    for number, cells in block_rows(values, block):
        mark = mark_of.get(cell_text(cells[AGENCY_COLUMN]), ",")
        texts = {
            key: figure_text(cell, mark) for key, cell in cells.items() if key != "agency_name"
        }
        if any(text.strip() for text in texts.values()):
            rows.append(data_row(texts, number))
    return tuple(rows)


def figure_text(cell: Any, decimal_mark: str) -> str:
    """Return the text of a cell that holds a figure to print: a number with the table's mark."""
    text = cell_text(cell)
    is_number = isinstance(cell, float) and not isinstance(cell, bool)
    return text.replace(".", decimal_mark) if is_number else text


def agencies_from(values: SheetValues, sheet: Sheet) -> tuple[Agency, ...]:
    """Return the agencies of the sheet Đơn vị."""
    return records_from(Agency, values, sheet, "agencies")
