"""From what is selected to what it stands for: a figure, or corrections of the register."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from bpindex.case.belonging import dated
from bpindex.case.correction import Correction
from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.rows import RowKey
from bpindex.cells.figures import figure_cells
from bpindex.desk.contract import Desk, Selection
from bpindex.desk.moment import Moment
from bpindex.errors import InputError
from bpindex.memory.snapshot import Snapshot
from bpindex.page.plan import FIRST_COLUMN, NOTICE_SHEET
from bpindex.reading.made_sheets import MadeSheets
from bpindex.sheets.addresses import area_bounds, column_letter
from bpindex.sheets.computed_sheets import FIGURES
from bpindex.sheets.layout import Layout
from bpindex.sheets.model import SheetBlock
from bpindex.sheets.tool_sheets import GUIDE, HOME
from bpindex.words import buttons as texts
from bpindex.words import workbook as workbook_words

# Columns of Tính điểm that are explained by the total.
_OF_TOTAL = ("total", "rank", "grade", "state")
_TOTAL = "tong"


@dataclass(frozen=True)
class Spot:
    """Selected cells; on a sheet of the last notice with that sheet's own title, and the hidden
    keys of the first cell's row and column.
    """

    cells: Selection
    made: str = ""
    row_key: Any = None
    column_key: Any = None

    @property
    def cell(self) -> str:
        """The address of the first cell on its sheet."""
        return f"{column_letter(self.cells.column)}{self.cells.row}"

    @property
    def place(self) -> str:
        """The first cell as staff know it."""
        return workbook_words.PLACE_CELL.format(sheet=self.cells.sheet, cell=self.cell)


def selected_figure(desk: Desk) -> Spot | None:
    """Return the cell to be explained; from Trang chính that of Bảng điểm, None for another one.

    The button stands on a sheet which has no figures: the user sees the cell, and is asked.
    """
    cells = desk.selection()
    if cells is None or cells.sheet != HOME.title:
        return selected(desk)
    desk.show_sheet(FIGURES.title)
    spot = selected(desk)
    question = texts.EXPLAIN_WHICH.format(sheet=spot.cells.sheet, cell=spot.cell)
    return spot if desk.confirm(question) else None


def selected(desk: Desk) -> Spot:
    """Return what is selected; raise InputError where that is no cell of figures or texts."""
    cells = desk.selection()
    if cells is None or cells.sheet in (HOME.title, GUIDE.title):
        raise InputError(texts.NO_CELL)
    return Spot(cells)


def on_notice(desk: Desk, made: MadeSheets, spot: Spot) -> Spot:
    """Return the spot with its keys where it is on a sheet of the last notice, whatever its title.

    A sheet of an earlier one is none: what stands there is not what is computed now.
    """
    cells = spot.cells
    title = next((own for own, sheet in made.present.items() if sheet.title == cells.sheet), "")
    if not title:
        return spot
    key_column, key_row, _, _ = area_bounds(made.present[title].corner or "A1")
    places = ((cells.row, key_column), (key_row, cells.column))
    keys = (desk.read(cells.sheet, f"{column_letter(column)}{row}")[0][0] for row, column in places)
    return Spot(cells, title, *keys)


def figure_at(layout: Layout, case: Case, spot: Spot) -> tuple[str, str]:
    """Return (agency code, column) for `explain`; raise InputError where there is no figure."""
    cells = spot.cells
    agency = column = ""
    if spot.made == NOTICE_SHEET:
        row = RowKey(str(spot.row_key or "")).row
        agency = row.name if row.is_row else ""
        column = str(spot.column_key or "")
    elif cells.sheet == layout["figures"].title:
        block = layout["figures"].block("figures")
        column = _column_key(block, cells.column)
        offset = cells.row - block.first_row
        tables = layout.capacity.tables
        agency = PROVINCE if 0 <= offset < tables else _agency_at(layout, case, offset - tables)
    elif cells.sheet == layout["scores"].title:
        block = layout["scores"].block("scores")
        key = _column_key(block, cells.column)
        kind, _, name = key.partition(".")
        column = name if kind in ("points", "rate", "group") else key
        column = _TOTAL if column in _OF_TOTAL else column
        agency = _agency_at(layout, case, cells.row - block.first_row)
    known = {*case.column_names, *case.index.group_by_id, *case.index.component_by_id, _TOTAL}
    if not agency or column not in known:
        raise InputError(workbook_words.NOT_A_FIGURE.format(place=spot.place))
    return agency, column


def with_own_column(snapshot: Snapshot | None, spot: Spot) -> Spot:
    """Return a spot on the notice with the column of its table: each may print other figures."""
    keys = _keys_at(snapshot, spot)
    return replace(spot, column_key=keys[0][2]) if keys and keys[0][1] else spot


def corrections_at(moment: Moment, spot: Spot) -> list[Correction]:
    """Return the corrections in force that the selected cells stand for."""
    layout, case = moment.layout, moment.case
    if spot.cells.sheet == layout["corrections"].title:
        return [item for item in register_rows_at(moment, spot) if item.in_force]
    keys: Iterable[Any]
    if spot.cells.sheet == layout["figures"].title:
        cells = figure_cells(layout, case)
        keys = {cell.key for cell in cells if spot.cells.covers(cell.row, cell.column)}
    else:
        keys = _keys_at(moment.reading.snapshot, on_notice(moment.desk, moment.reading.made, spot))
    return [item for item in case.corrections if item.in_force and item.key in keys]


def register_rows_at(moment: Moment, spot: Spot) -> list[Correction]:
    """Return the corrections that the selected rows hold, as they are after the harvest."""
    if spot.cells.sheet != moment.layout["corrections"].title:
        return []
    cells = spot.cells
    chosen = [i for i in dated(moment.stored).corrections if cells.covers(i.row, cells.column)]
    after = {item.identity: item for item in moment.case.corrections if item.in_force}
    # One that followed its agency into another table stands in its row still.
    rows = {item.row: item for item in moment.case.corrections if item.row}
    return [after.get(item.identity) or rows.get(item.row, item) for item in chosen]


def _keys_at(snapshot: Snapshot | None, spot: Spot) -> tuple[Any, ...]:
    """Return the keys of the generated cell that covers the selected one."""
    sheet = snapshot.sheet(spot.made) if snapshot else None
    if sheet is None:
        return ()
    row = next((row for row in sheet.rows if row.key.text == spot.row_key), None)
    place = spot.cells.column - FIRST_COLUMN
    if spot.column_key in sheet.columns:
        place = sheet.columns.index(spot.column_key)
    cells = row.cells if row else ()
    return next((cell.keys for cell in cells if cell.first <= place <= cell.last), ())


def _column_key(block: SheetBlock, column: int) -> str:
    place = column - block.first_column
    return block.columns[place].key if 0 <= place < len(block.columns) else ""


def _agency_at(layout: Layout, case: Case, offset: int) -> str:
    first = layout["agencies"].block("agencies").first_row
    return next((item.code for item in case.agencies if item.row == first + offset), "")
