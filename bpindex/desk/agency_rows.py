"""Gives rows whose agency was chosen by its name their code, and the name its formula back."""

from collections.abc import Mapping

from bpindex.case.keys import AGENCY_COLUMN, AGENCY_NAME_COLUMN
from bpindex.cells.agency_names import (
    BY_AGENCY,
    AgencyNames,
    made_codes,
    name_formula,
    settled_cells,
    typed_names,
)
from bpindex.cells.headings import columns_here, in_order
from bpindex.cells.kept_codes import text_of
from bpindex.codec.fields import cell_text
from bpindex.desk.changes import Changes
from bpindex.desk.moment import Moment
from bpindex.sheets.addresses import column_letter


def settle_agencies(changes: Changes, moment: Moment) -> None:
    """Write what people left to the tool when they added or chose agencies; mostly nothing."""
    layout, case = moment.layout, moment.stored
    names = AgencyNames.of(case)
    codes = {agency.code for agency in case.agencies}
    taken = {row.agency for row in case.history} - codes
    for sheet_id in ("agencies", *BY_AGENCY):
        sheet = layout[sheet_id]
        block, values = sheet.block(sheet_id), moment.reading.file[sheet.title]
        places = columns_here(values, block, sheet)
        rows, is_list = in_order(values, sheet), sheet_id == "agencies"
        if not is_list:
            written = in_order(moment.reading.file.written(sheet.title), sheet)
            rows = typed_names(rows, written, sheet)
        settled = (
            made_codes(rows, sheet, lambda: taken) if is_list else settled_cells(rows, sheet, names)
        )
        own: dict[int, str] = {}
        for (row, key), text in settled.items():
            if is_list or not text or names.knows(str(text)):
                own[row] = str(text)
                cell = f"{column_letter(places[key])}{row}"
                held = values[row - 1][places[key] - 1 :]
                before = text_of(held[0]) if held else ""
                changes.write(sheet.title, cell, [[text]], [[before]])
        if not is_list:
            columns = places[AGENCY_COLUMN], places[AGENCY_NAME_COLUMN]
            _names_as_formulas(changes, moment, sheet_id, columns, (names, own))


def _names_as_formulas(
    changes: Changes,
    moment: Moment,
    sheet_id: str,
    columns: tuple[int, int],
    codes: tuple[AgencyNames, Mapping[int, str]],
) -> None:
    """Give names that were typed or cleared their formula: it follows when one is changed.

    But a name that is not that of the row's code stays as it was typed. `codes` are those of the
    rows that got another one.
    """
    names, own = codes
    code, column = columns
    sheet = moment.layout[sheet_id]
    block = sheet.block(sheet_id)
    formula = name_formula(moment.layout, block)
    written = moment.reading.file.formulas(sheet.title, block.last_row, max(columns), silent=False)
    for number in range(block.first_row, block.last_row + 1):
        held = cell_text(written[number - 1][column - 1])
        row_code = own.get(number, text_of(written[number - 1][code - 1]))
        is_of_row = names.knows(row_code) and names.code(row_code, text_of(held)) == row_code
        if (row_code and not held) or (held and not held.startswith("=") and is_of_row):
            cell = f"{column_letter(column)}{number}"
            changes.write_formula(sheet.title, cell, formula, held)
