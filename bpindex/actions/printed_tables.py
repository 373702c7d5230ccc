"""The columns of a ready layout as rows of Bảng in, so that each can be changed."""

from dataclasses import replace

from bpindex.case.printed import PrintedTable, usual_tables
from bpindex.case.ready import completed, ready_layouts
from bpindex.cells.printed import printed_rows
from bpindex.desk.changes import all_or_nothing
from bpindex.desk.contract import Desk, Selection
from bpindex.desk.moment import Moment, as_texts, this_moment
from bpindex.errors import InputError
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.model import SheetBlock
from bpindex.words import buttons as texts

# What of a ready layout is written, by the blocks of the sheet.
_BLOCKS = ("summaries", "columns")


def copied_layout(desk: Desk) -> str:
    """Write the columns and summary rows of the layout of the selected table; say what was done."""
    desk.status(texts.READING)
    moment = this_moment(desk)
    sheet = moment.layout["printed"]
    desk.show_sheet(sheet.title)
    tables = list(moment.stored.printed or usual_tables(moment.stored.settings.tables))
    at = _selected(desk.selection(), sheet.block("tables"), tables, moment)
    table = tables[at]
    ready = ready_layouts().get(table.ready)
    name = moment.stored.table_names.get(table.id, table.id)
    if ready is None or table.columns:
        raise InputError(texts.NO_LAYOUT_TO_COPY.format(sheet=sheet.title, table=name))
    if not desk.confirm(texts.CONFIRM_LAYOUT.format(name=ready.name, table=name)):
        return ""
    full = completed(table)
    tables[at] = replace(table, columns=full.columns, summaries=full.summaries)
    rows = printed_rows(sheet, tables, moment.stored.index, moment.stored.settings)
    with all_or_nothing(desk) as changes:
        for block_id in _BLOCKS:
            block = sheet.block(block_id)
            if len(rows[block_id]) > block.capacity:
                told = {"sheet": sheet.title, "most": block.capacity}
                raise InputError(texts.NO_ROOM_FOR_LAYOUT.format(**told))
            blank = [""] * len(block.columns)
            missing = block.capacity - len(rows[block_id])
            filled = [*as_texts(rows[block_id]), *[blank] * missing]
            area = (
                f"{column_letter(block.first_column)}{block.first_row}:"
                f"{column_letter(block.last_column)}{block.last_row}"
            )
            changes.write(sheet.title, area, filled, desk.read(sheet.title, area))
    # Where they stand: far below what was in sight.
    columns, own = sheet.block("columns"), len(full.columns)
    before = sum(len(item.columns) for item in tables[:at])
    if own:
        last = column_letter(columns.last_column)
        start, end = columns.first_row + before, columns.first_row + before + own - 1
        area = f"{column_letter(columns.first_column)}{start}:{last}{end}"
        desk.show_sheet(sheet.title, area)
    return texts.LAYOUT_COPIED.format(count=len(full.columns), name=ready.name, table=name)


def _selected(
    spot: Selection | None, block: SheetBlock, tables: list[PrintedTable], moment: Moment
) -> int:
    """Return the place of the table of whose rows a cell is selected; alone it needs none."""
    if len(tables) == 1:
        return 0
    rows: dict[int, int] = {}
    for at, table in enumerate(tables):
        own = [table.row or block.first_row + at]
        for nested in (table.sections, table.summaries, table.columns):
            own += [item.row for item in nested if item.row]
        rows |= dict.fromkeys(own, at)
    if spot is None or spot.sheet != moment.layout["printed"].title or spot.row not in rows:
        raise InputError(texts.SELECT_TABLE_ROW.format(sheet=moment.layout["printed"].title))
    return rows[spot.row]
