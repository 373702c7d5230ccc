"""A case as the contents of all sheets: input cells, formulas, and the values they will show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.errors import BuildError
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.cells import (
    Cells,
    data_cells,
    index_cells,
    record_rows,
    settings_cells,
    single_cells,
)
from bpindex.sheets.figure_cells import figure_cells, figure_reference, placed
from bpindex.sheets.layout import Layout, layout_of
from bpindex.sheets.model import ROOM, Capacity, Sheet, SheetBlock
from bpindex.sheets.register_rows import note_text, register_rows
from bpindex.sheets.score_blocks import ScoreSheet
from bpindex.words import workbook as workbook_words

Address = tuple[int, int]
MAX_CELL_TEXT = 32_767


@dataclass(frozen=True)
class Formula:
    """A formula and the value it shows before anything is computed anew."""

    text: str
    value: Any


@dataclass(frozen=True)
class ArrayFormula:
    """An array formula over a whole block and the values of all its cells."""

    area: tuple[int, int, int, int]
    text: str
    values: Sequence[Sequence[Any]]


@dataclass
class Contents:
    """What stands on each sheet: cells by (row, column) from 1, array formulas, cell notes."""

    layout: Layout
    cells: dict[str, dict[Address, Any]] = field(default_factory=dict)
    arrays: dict[str, list[ArrayFormula]] = field(default_factory=dict)
    notes: dict[str, dict[Address, str]] = field(default_factory=dict)

    def put_rows(self, sheet_id: str, block_id: str, rows: Iterable[Cells]) -> None:
        """Write rows into a block; raise BuildError when they do not fit."""
        sheet, rows = self.layout[sheet_id], list(rows)
        block = sheet.block(block_id)
        if len(rows) > block.capacity:
            raise BuildError(
                workbook_words.TOO_MANY_ROWS.format(
                    sheet=sheet.title, found=len(rows), expected=block.capacity
                )
            )
        for offset, row in enumerate(rows):
            for column, value in enumerate(row, block.first_column):
                if value is not None and value != "":
                    self.put(sheet, block.first_row + offset, column, value)

    def put(self, sheet: Sheet, row: int, column: int, value: Any) -> None:
        """Write one cell."""
        if isinstance(value, str) and len(value) > MAX_CELL_TEXT:
            raise BuildError(workbook_words.TEXT_TOO_LONG.format(sheet=sheet.title, row=row))
        self.cells.setdefault(sheet.id, {})[row, column] = value

    def values(self, sheet_id: str) -> list[list[Any]]:
        """Return the sheet's values from A1 on, as a host would give them."""
        sheet = self.layout[sheet_id]
        rows = [[None] * sheet.last_column for _ in range(sheet.last_row)]
        for (row, column), value in self.cells.get(sheet_id, {}).items():
            rows[row - 1][column - 1] = value.value if isinstance(value, Formula) else value
        return rows


def contents_of(case: Case, capacity: Capacity = ROOM) -> Contents:
    """Return the contents of every sheet that holds part of the case or is computed from it."""
    layout = layout_of(case.index, capacity)
    contents = Contents(layout)
    case = placed(layout, case)
    _inputs(contents, case)
    _figures(contents, case, _scores(contents))
    return contents


def _inputs(contents: Contents, case: Case) -> None:
    """Write everything that staff type or paste."""
    layout = contents.layout

    for sheet_id, block_id, record, tables in (
        ("settings", "settings", case.settings, settings_cells(case.settings, layout["settings"])),
        ("index", "index", case.index, index_cells(case.index, layout["index"])),
        ("wording", "labels", case.wording.labels, {}),
    ):
        singles = single_cells(layout[sheet_id].block(block_id), record)
        for name, rows in {block_id: singles, **tables}.items():
            contents.put_rows(sheet_id, name, rows)
    for sheet_id, block_id, records in (
        ("agencies", "agencies", case.agencies),
        ("late_dossiers", "late_dossiers", case.late_dossiers),
        ("wording", "paragraphs", case.wording.paragraphs),
        ("history", "history", case.history),
        ("trail", "trail", case.trail),
    ):
        block = layout[sheet_id].block(block_id)
        contents.put_rows(sheet_id, block_id, record_rows(block, records))
    linked = ([*row[:-1], _linked(row[-1])] for row in register_rows(layout, case))
    contents.put_rows("corrections", "corrections", linked)
    for sheet_id, data in (("counts", case.counts), ("typed", case.typed)):
        block = layout[sheet_id].block(sheet_id)
        rows = data_cells(block, data)
        if sheet_id == "counts":
            rows = [[row[0], row[1], *map(number_or_text, row[2:])] for row in rows]
        contents.put_rows(sheet_id, sheet_id, rows)
        _lookup_names(contents, layout[sheet_id], {a.code: a.name for a in case.agencies})


def _linked(formula: str) -> Formula:
    """Return a link with the text that it shows."""
    return Formula(formula, formula.rpartition(',"')[2].removesuffix('")'))


def number_or_text(cell: Any) -> Any:
    """Return a count as a number where that loses nothing, else as the text it is."""
    text = str(cell or "")
    is_plain = text.isdecimal() and text.isascii() and str(int(text)) == text and len(text) < 16
    return int(text) if is_plain else cell


def _lookup_names(contents: Contents, sheet: Sheet, names: dict[str, str]) -> None:
    """Write the formulas that show an agency's name beside its code."""
    agencies = contents.layout["agencies"]
    area = agencies.reference("agencies", "code", "name")
    block = sheet.block(sheet.id)
    column = block.column_number("agency_name")
    for row in range(block.first_row, block.last_row + 1):
        cell = f"{column_letter(block.first_column)}{row}"
        code = contents.cells.get(sheet.id, {}).get((row, block.first_column))
        text = f'=IF({cell}="","",IFERROR(VLOOKUP({cell},{area},2,FALSE),""))'
        contents.put(sheet, row, column, Formula(text, names.get(str(code), "")))


def _scores(contents: Contents) -> list[Cells]:
    """Write the array formulas of Tính điểm with the values they will show.

    Returns the texts that Bảng điểm shows: the province's rows, then those of the agencies.
    """
    layout = contents.layout
    sheet = layout["scores"]
    block, province = sheet.block("scores"), sheet.block("province")
    settings, index, agencies, counts, register, typed = (
        layout[name] for name in ("settings", "index", "agencies", "counts", "corrections", "typed")
    )
    inputs = ScoreSheet(
        *(contents.values(s.id) for s in (settings, index, agencies, counts, register, typed))
    )
    base = ",".join(s.whole_reference() for s in (settings, index, agencies, counts, register))
    groups = [f"group.{group.id}" for group in layout.index.groups]
    components = [component.id for component in layout.index.components]
    columns = inputs.case.columns

    def array(
        target: SheetBlock,
        first: str,
        last: str,
        function: str,
        arguments: str,
        values: list[Cells],
    ) -> None:
        area = (
            target.first_row,
            target.column_number(first),
            target.last_row,
            target.column_number(last),
        )
        formula = ArrayFormula(area, f"={function}({arguments})", values)
        contents.arrays.setdefault(sheet.id, []).append(formula)

    array(block, "state", groups[-1], "BP_TONGHOP_KHOI", base, inputs.summary())
    first, last = components[0], components[-1]
    array(block, f"points.{first}", f"points.{last}", "BP_DIEM_KHOI", base, inputs.points())
    array(block, f"rate.{first}", f"rate.{last}", "BP_TYLE_KHOI", base, inputs.rates())
    with_typed = f"{base},{typed.whole_reference()}"
    figures, of_province = inputs.figures(), inputs.province()
    array(block, columns[0], columns[-1], "BP_INRA_KHOI", with_typed, figures)
    tables = ",".join(s.whole_reference() for s in (settings, index, register))
    array(province, columns[0], columns[-1], "BP_INRA_TINH", tables, of_province)
    for key in ("code", "name"):
        _mirror(contents, sheet, block.first_row, block.column_number(key), agencies, key)
    return [*of_province, *figures]


def _mirror(
    contents: Contents, sheet: Sheet, first_row: int, column: int, source: Sheet, key: str
) -> None:
    """Write plain references to a column of Đơn vị, blank where it is blank."""
    block = source.block("agencies")
    letter = column_letter(block.column_number(key))
    cells = contents.cells.get(source.id, {})
    for offset in range(block.capacity):
        row = block.first_row + offset
        reference = f"'{source.title}'!{letter}{row}"
        value = cells.get((row, block.column_number(key)), "")
        contents.put(sheet, first_row + offset, column, _shown(reference, value))


def _shown(reference: str, value: Any) -> Formula:
    """Return what shows another cell, blank where that is blank."""
    return Formula(f'=IF({reference}="","",{reference})', value)


def _figures(contents: Contents, case: Case, texts: Sequence[Cells]) -> None:
    """Write Bảng điểm: one plain reference per figure, which shows corrections too."""
    layout = contents.layout
    sheet, settings = layout["figures"], layout["settings"]
    block, tables = sheet.block("figures"), settings.block("tables")
    first_agency_row = block.first_row + tables.capacity
    for column, key in ((block.column_number(k), k) for k in ("code", "stt", "name")):
        _mirror(contents, sheet, first_agency_row, column, layout["agencies"], key)
    table_ids = {table.kind: table.id for table in case.settings.tables}
    for offset in range(tables.capacity):
        row = block.first_row + offset
        table = case.settings.tables[offset] if offset < len(case.settings.tables) else None
        source = tables.first_row + offset
        for key, field_name in (("table", "id"), ("name", "province_name")):
            letter = column_letter(tables.column_number(field_name))
            reference = f"'{settings.title}'!{letter}{source}"
            value = getattr(table, field_name) if table else ""
            contents.put(sheet, row, block.column_number(key), _shown(reference, value))
        if table:
            contents.put(sheet, row, block.column_number("code"), PROVINCE)
    agencies = layout["agencies"].block("agencies")
    kind_letter = column_letter(agencies.column_number("kind"))
    ids = settings.reference("tables", "id", "id")
    kinds = settings.reference("tables", "kind", "kind")
    for offset in range(agencies.capacity):
        row = first_agency_row + offset
        kind = f"'{layout['agencies'].title}'!{kind_letter}{agencies.first_row + offset}"
        agency = case.agencies[offset] if offset < len(case.agencies) else None
        table_id = table_ids[agency.kind] if agency else ""
        text = f'=IFERROR(INDEX({ids},MATCH({kind},{kinds},0)),"")'
        contents.put(sheet, row, block.column_number("table"), Formula(text, table_id))
    for offset, figures in enumerate(texts):
        for key, value in zip(case.columns, figures, strict=True):
            formula = Formula(figure_reference(layout, offset, key), value)
            contents.put(sheet, block.first_row + offset, block.column_number(key), formula)
    in_force = {item.key: item for item in case.corrections if item.in_force}
    for cell in figure_cells(layout, case):
        if item := in_force.get(cell.key):
            notes = contents.notes.setdefault(sheet.id, {})
            notes[cell.row, cell.column] = note_text(item)
