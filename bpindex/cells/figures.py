"""The cells of Bảng điểm: which figure each shows, and the plain reference that it holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from unicodedata import normalize

from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import Table
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.layout import Layout

_NOT_THE_PLACE = re.compile(r"[\s'$]")
# Excel writes sheet!A1, LibreOffice sheet.A1.
_REFERENCE = re.compile(r"=(.+)[!.]([A-Z]+\d+)")


@dataclass(frozen=True)
class FigureCell:
    """A figure's cell: its place on Bảng điểm, its logical key, the formula that belongs there."""

    row: int
    column: int
    table: Table
    key: tuple[str, str, str]
    formula: str

    @property
    def address(self) -> str:
        """The address of the cell on its sheet."""
        return f"{column_letter(self.column)}{self.row}"


def figure_cells(layout: Layout, case: Case) -> Iterator[FigureCell]:
    """Yield the cell of every figure of the tables of a case, row by row.

    Where an agency is listed twice, its first row counts.
    """
    block = layout["figures"].block("figures")
    tables_room = layout.capacity.tables
    tables = enumerate(case.settings.tables[:tables_room])
    owners = {offset: (table, PROVINCE) for offset, table in tables}
    first = layout["agencies"].block("agencies").first_row
    for agency in {item.code: item for item in reversed(case.agencies)}.values():
        table = case.table_of_kind[agency.kind]
        owners[agency.row - first + tables_room] = (table, agency.code)
    for offset, (table, code) in sorted(owners.items()):
        for key in case.columns:
            yield FigureCell(
                block.first_row + offset,
                block.column_number(key),
                table,
                (table.id, code, key),
                figure_reference(layout, offset, key),
            )


def placed(layout: Layout, case: Case) -> Case:
    """Return a case whose agencies and counts say in which rows of the workbook they stand."""
    first = {name: layout[name].block(name).first_row for name in ("agencies", "counts")}
    agencies = (replace(item, row=first["agencies"] + i) for i, item in enumerate(case.agencies))
    counts = (replace(item, row=first["counts"] + i) for i, item in enumerate(case.counts))
    return replace(case, agencies=tuple(agencies), counts=tuple(counts))


def figure_reference(layout: Layout, offset: int, key: str) -> str:
    """Return the formula of a row of Bảng điểm (counted from 0): a cell of Tính điểm."""
    scores, tables = layout["scores"], layout.capacity.tables
    block_id, place = ("province", offset) if offset < tables else ("scores", offset - tables)
    source = scores.block(block_id)
    return f"='{scores.title}'!{source.address(source.first_row + place, key)}"


def place_of(formula: object) -> str:
    """Return the place that a formula refers to, also as the text it may have turned into.

    Whatever program shows it, in one form; blank where it is no plain reference.
    """
    text = normalize("NFC", formula) if isinstance(formula, str) else ""
    found = _REFERENCE.fullmatch(_NOT_THE_PLACE.sub("", text).upper())
    return "!".join(found.groups()) if found else ""
