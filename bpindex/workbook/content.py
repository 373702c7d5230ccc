"""A case as the contents of all sheets: input cells, formulas, and the values they will show."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from bpindex.case.belonging import of_month
from bpindex.case.keys import AGENCY_COLUMN, AGENCY_NAME_COLUMN, KNOWN_NAME, PROVINCE
from bpindex.case.model import Case
from bpindex.case.printed import usual_tables
from bpindex.cells.agency_names import AgencyNames, name_formula
from bpindex.cells.figures import figure_cells, figure_reference, placed
from bpindex.cells.index_names import shown_index
from bpindex.cells.printed import of_names, printed_rows
from bpindex.cells.records import Cells, data_cells, record_rows, single_cells
from bpindex.cells.register import note_text, register_rows
from bpindex.cells.score_array import array_of
from bpindex.cells.score_blocks import INPUTS, ScoreSheet
from bpindex.cells.wording_names import seen
from bpindex.codec.fields import SHEET
from bpindex.codec.rows import cells_from_record
from bpindex.errors import BuildError
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.computed_sheets import PROVINCE_PREFIX
from bpindex.sheets.index_sheet import COUNTS, GROUPS
from bpindex.sheets.layout import Layout, layout_of
from bpindex.sheets.model import ROOM, Capacity
from bpindex.sheets.printed_sheets import OF_EACH
from bpindex.words import workbook as workbook_words

Address = tuple[int, int]


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
    cells: dict[str, dict[Address, Any]] = field(default_factory=lambda: defaultdict(dict))
    arrays: dict[str, list[ArrayFormula]] = field(default_factory=dict)
    notes: dict[str, dict[Address, str]] = field(default_factory=lambda: defaultdict(dict))

    def put_rows(self, sheet_id: str, block_id: str, rows: Collection[Cells]) -> None:
        """Write rows into a block; raise BuildError when they do not fit."""
        block = self.layout[sheet_id].block(block_id)
        if len(rows) > block.capacity:
            raise BuildError(
                workbook_words.TOO_MANY_ROWS.format(
                    sheet=self.layout[sheet_id].title, found=len(rows), expected=block.capacity
                )
            )
        for number, row in enumerate(rows, block.first_row):
            for column, value in enumerate(row, block.first_column):
                if value is not None and value != "":
                    self.cells[sheet_id][number, column] = value

    def values(self, sheet_id: str) -> list[list[Any]]:
        """Return the sheet's values from A1 on, as a host would give them."""
        sheet = self.layout[sheet_id]
        rows = [[None] * sheet.last_column for _ in range(sheet.last_row)]
        for (row, column), value in self.cells[sheet_id].items():
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
    layout, settings, index = contents.layout, case.settings, case.index
    wording, shown = seen(case.wording, case.table_names), shown_index(index)
    for sheet_id, block_id, record in (
        ("settings", "settings", settings),
        ("index", "index", shown),
        ("wording", "labels", wording.labels),
    ):
        block = layout[sheet_id].block(block_id)
        contents.put_rows(sheet_id, block_id, single_cells(block, record))
    columns = [column for table in settings.tables for column in table.columns]
    tables_of_columns = [{"table": table.id} for table in settings.tables for _ in table.columns]
    groups, others = (
        [cells_from_record(group.display, SHEET) for group in each]
        for each in (shown.groups, shown.other_groups)
    )
    known = [[GROUPS, item.id, item.name] for item in (*shown.groups, *shown.other_groups)]
    known += [[COUNTS, item.id, item.name] for item in shown.counts]
    contents.put_rows("index", "known_names", known)
    names = {agency.code: agency.name for agency in case.agencies}
    chosen = AgencyNames.of(case)
    of_agencies = [
        {"successor": chosen.name_to_choose(agency.successor), KNOWN_NAME: agency.name}
        for agency in case.agencies
    ]
    for sheet_id, block_id, records, beside in (
        ("settings", "tables", settings.tables, ()),
        ("settings", "columns", columns, tables_of_columns),
        ("index", "grades", index.grades, ()),
        ("index", "groups", shown.groups, groups),
        ("index", "other_groups", shown.other_groups, others),
        ("index", "components", shown.components, ()),
        ("index", "count_list", shown.counts, ()),
        ("agencies", "agencies", case.agencies, of_agencies),
        ("late_dossiers", "late_dossiers", case.late_dossiers, ()),
        ("wording", "paragraphs", wording.paragraphs, ()),
        ("history", "history", case.history, ()),
        ("trail", "trail", case.trail, ()),
        ("learnt", "learnt", case.learnt, ()),
    ):
        block = layout[sheet_id].block(block_id)
        contents.put_rows(sheet_id, block_id, record_rows(block, records, beside))
    link = layout["corrections"].block("corrections").column_number("link") - 1
    register = register_rows(layout, case)
    for row in register:
        row[link] = _linked(row[link]) if row[link] else ""
    contents.put_rows("corrections", "corrections", register)
    pasted = {"counts": case.counts, "typed": case.typed, "previous": case.previous}
    for sheet_id, data in pasted.items():
        contents.put_rows(sheet_id, sheet_id, data_cells(layout[sheet_id].block(sheet_id), data))
    names[PROVINCE] = settings.tables[0].province_name
    for sheet_id in (*pasted, "late_dossiers"):
        _lookup_names(contents, sheet_id, names)
    printed = case.printed or usual_tables(settings.tables)
    for block_id, rows in printed_rows(layout["printed"], printed, index, settings).items():
        contents.put_rows("printed", block_id, rows)
    _of_names(contents)
    _name_columns(contents, case)


def _name_columns(contents: Contents, case: Case) -> None:
    """Write the formulas that show the names of table and group beside their hidden codes."""
    block = contents.layout["settings"].block("columns")
    kinds = {table.id: table.kind for table in case.settings.tables}
    groups = {group.id: group.name for group in case.index.groups}
    cells = contents.cells["settings"]
    for key, shown, names, source in (
        ("table", "table_name", kinds, ("settings", "tables", "kind")),
        ("group", "group_name", groups, ("index", "groups", "name")),
    ):
        sheet = contents.layout[source[0]]
        known, codes = (sheet.reference(source[1], each, each) for each in (source[2], "id"))
        letter, column = column_letter(block.column_number(key)), block.column_number(shown)
        cell = f"INDEX(${letter}:${letter},ROW())"
        text = f'=IFERROR(INDEX({known},MATCH({cell},{codes},0)),"")'
        for row in range(block.first_row, block.last_row + 1):
            code = str(cells.get((row, block.column_number(key)), ""))
            cells[row, column] = Formula(text, names.get(code, ""))


def _of_names(contents: Contents) -> None:
    """Write the list from which Bảng in says of what a column is: as Chỉ tiêu names them."""
    block, sheet = contents.layout["printed"].block("names"), contents.layout["index"]
    index, cells = contents.layout.index, contents.cells["printed"]
    column, values = block.first_column, list(of_names(index))
    for number, name in enumerate(values[:OF_EACH], block.first_row):
        cells[number, column] = name
    row = block.first_row + OF_EACH
    for block_id, known in (("groups", index.groups), ("components", index.components)):
        names, codes = (sheet.reference(block_id, key, key) for key in ("name", "id"))
        for place in range(2, len(known) + 2):
            text = f'INDEX({names},{place})&""'
            if block_id == "components":
                text = f'INDEX({codes},{place})&". "&{text}'
            value = values[row - block.first_row]
            cells[row, column] = Formula(f"={text}", value)
            row += 1


def _linked(formula: str) -> Formula:
    """Return a link with the text that it shows."""
    return Formula(formula, formula.rpartition(',"')[2].removesuffix('")'))


def _lookup_names(contents: Contents, sheet_id: str, names: dict[str, str]) -> None:
    """Write the formulas that show an agency's name beside its code."""
    block = contents.layout[sheet_id].block(sheet_id)
    text, cells = name_formula(contents.layout, block), contents.cells[sheet_id]
    number, column = map(block.column_number, (AGENCY_COLUMN, AGENCY_NAME_COLUMN))
    for row in range(block.first_row, block.last_row + 1):
        cells[row, column] = Formula(text, names.get(str(cells.get((row, number))), ""))


def _scores(contents: Contents) -> list[Cells]:
    """Write the array formula of Tính điểm with the values it will show.

    Returns the texts that Bảng điểm shows: the province's rows, then those of the agencies.
    """
    layout, cells = contents.layout, contents.cells["scores"]
    inputs = ScoreSheet(*(contents.values(name) for name in INPUTS))
    block, below = layout["scores"].block("scores"), layout["scores"].block("province")
    columns, components = inputs.case.columns, len(layout.index.components)
    left, printed = block.column_number("state"), len(columns)
    widths = (
        block.column_number(f"points.{layout.index.components[0].id}") - left,
        *(components, components, printed, printed),
    )
    arguments = ",".join(layout[name].whole_reference() for name in INPUTS)
    text = f'=BP_TINHDIEM_KHOI({arguments},"{" ".join(map(str, widths))}")'
    area = (block.first_row, left, block.last_row, block.last_column)
    contents.arrays["scores"] = [ArrayFormula(area, text, array_of(inputs, widths))]
    province = inputs.province()
    for offset, texts in enumerate(province):
        for key, value in zip(columns, texts, strict=True):
            source = block.address(block.first_row + offset, f"{PROVINCE_PREFIX}{key}")
            place = below.first_row + offset, below.column_number(key)
            cells[place] = Formula(f"={source}", value)
    for key in ("code", "name"):
        _mirror(contents, "scores", key, ("agencies", "agencies", key))
    return [*province, *inputs.figures()]


def _mirror(
    contents: Contents, sheet_id: str, key: str, source: tuple[str, str, str], offset: int = 0
) -> None:
    """Write into a column what shows the cells of another, blank where they are blank.

    `source` is that column by sheet, block and key; `offset` counts the rows to begin below.
    """
    source_sheet, block_id, source_key = source
    block = contents.layout[source_sheet].block(block_id)
    area = contents.layout[source_sheet].reference(block_id, source_key, source_key)
    target = contents.layout[sheet_id].block(sheet_id)
    column, source_column = target.column_number(key), block.column_number(source_key)
    for number in range(block.capacity):
        value = contents.cells[source_sheet].get((block.first_row + number, source_column), "")
        place = f"INDEX({area},{number + 2})"
        formula = Formula(f'=IF({place}="","",{place})', value)
        contents.cells[sheet_id][target.first_row + offset + number, column] = formula


def _figures(contents: Contents, case: Case, texts: Sequence[Cells]) -> None:
    """Write Bảng điểm: one plain reference per figure, which shows corrections too."""
    layout, cells = contents.layout, contents.cells["figures"]
    block, tables_room = layout["figures"].block("figures"), layout.capacity.tables
    for key, source_key in (("table", "kind"), ("name", "province_name")):
        _mirror(contents, "figures", key, ("settings", "tables", source_key))
    for key in ("code", "stt", "name"):
        _mirror(contents, "figures", key, ("agencies", "agencies", key), tables_room)
    for offset in range(len(case.settings.tables)):
        cells[block.first_row + offset, block.column_number("code")] = PROVINCE
    settings, agencies = layout["settings"], layout["agencies"]
    kinds = settings.reference("tables", "kind", "kind")
    own_kinds = [case.table_of_kind[agency.kind].kind for agency in case.agencies]
    own_kinds_area = agencies.reference("agencies", "kind", "kind")
    for offset in range(agencies.block("agencies").capacity):
        row = block.first_row + tables_room + offset
        kind = f"INDEX({own_kinds_area},{offset + 2})"
        text = f'=IFERROR(INDEX({kinds},MATCH({kind},{kinds},0)),"")'
        table = own_kinds[offset] if offset < len(own_kinds) else ""
        cells[row, block.column_number("table")] = Formula(text, table)
    for offset, figures in enumerate(texts):
        for key, value in zip(case.columns, figures, strict=True):
            formula = Formula(figure_reference(layout, offset, key), value)
            cells[block.first_row + offset, block.column_number(key)] = formula
    in_force = {item.key: item for item in of_month(case).corrections if item.in_force}
    for cell in figure_cells(layout, case):
        if item := in_force.get(cell.key):
            contents.notes["figures"][cell.row, cell.column] = note_text(item)
