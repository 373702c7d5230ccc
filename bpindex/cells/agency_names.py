"""Agencies as people choose them: by the name that shows, whose code stands beside it out of sight.

The name is a formula over the code of its row. Who chooses another agency types over it, and then
the name says whose row it is; the next action writes its code (`settled_cells`).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bpindex.case.keys import AGENCY_COLUMN, AGENCY_NAME_COLUMN, PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import Agency, Settings
from bpindex.cells.records import SheetValues
from bpindex.codec.fields import cell_text
from bpindex.codec.shown import refused, without_unseen
from bpindex.memory.found import visible
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.layout import Layout
from bpindex.sheets.model import Sheet, SheetBlock

# The sheets on which every row names an agency.
BY_AGENCY = ("counts", "typed", "previous", "late_dossiers")
# A cell of a sheet by its row and the key of its column, and what belongs there.
Settled = dict[tuple[int, str], str | int]


class AgencyNames:
    """Whose row it is, by the name that shows and the code beside it."""

    def __init__(self, agencies: Iterable[tuple[str, str]], province_names: Iterable[str]) -> None:
        pairs = list(agencies)
        times = Counter(_alike(name) for _, name in pairs)
        # Of two that are called alike only the code tells which is meant.
        self._names = {code: name for code, name in pairs if times[_alike(name)] == 1}
        provinces = dict.fromkeys(map(_alike, province_names), PROVINCE)
        self._pairs = {(PROVINCE, name) for name in provinces}
        self._pairs |= {(code, _alike(name)) for code, name in pairs}
        self._codes = {PROVINCE: PROVINCE} | {code: code for code, _ in pairs} | provinces
        self._codes |= {_alike(name): code for code, name in self._names.items()}

    @classmethod
    def of(cls, case: Case) -> "AgencyNames":
        """Return those of a case."""
        return cls.named(case.agencies, case.settings)

    @classmethod
    def named(cls, agencies: Iterable[Agency], settings: Settings) -> "AgencyNames":
        """Return those of the agencies and of the province's rows."""
        pairs = ((agency.code, agency.name) for agency in agencies)
        return cls(pairs, (table.province_name for table in settings.tables))

    def name_to_choose(self, code: str) -> str:
        """Return the name that stands for a code where one is chosen, or the code."""
        return self._names.get(code, code)

    def knows(self, code: str) -> bool:
        """Return whether an agency, or the province, has this code."""
        return code in self._codes

    def code(self, code: str, name: str) -> str:
        """Return the code that is meant; a name that is no agency's is returned as it is."""
        wanted = _alike(name)
        if not wanted or (code, wanted) in self._pairs:
            return code
        return self._codes.get(wanted, name)


def _alike(name: str) -> str:
    return visible(name).casefold()


def text_of(value: Any) -> str:
    """Return the text of a cell that holds a name or a code; what shows an error is none."""
    return "" if refused(value) else without_unseen(cell_text(value)).strip()


def typed_names(shown: SheetValues, written: SheetValues, sheet: Sheet) -> SheetValues:
    """Return the rows of a sheet without the names that formulas show, which say nothing new."""
    block = sheet.block(sheet.id)
    if all(spec.key != AGENCY_NAME_COLUMN for spec in block.columns):
        return shown
    at, rows = block.column_number(AGENCY_NAME_COLUMN) - 1, list(shown)
    for place, row in enumerate(written[: len(rows)]):
        if len(row) > at and str(row[at]).startswith("="):
            rows[place] = [*rows[place][:at], None, *rows[place][at + 1 :]]
    return rows


def with_codes(values: SheetValues, sheet: Sheet, names: AgencyNames) -> SheetValues:
    """Return the rows of a sheet with the code of the agency that each row names."""
    return _with(values, sheet.block(sheet.id), settled_cells(values, sheet, names))


def _with(values: SheetValues, block: SheetBlock, settled: Settled) -> SheetValues:
    rows = list(values)
    for (row, key), value in settled.items():
        cells = [*rows[row - 1]]
        cells += [None] * (block.last_column - len(cells))
        cells[block.column_number(key) - 1] = value
        rows[row - 1] = cells
    return rows


def settled_cells(values: SheetValues, sheet: Sheet, names: AgencyNames) -> Settled:
    """Return the codes that the rows of a sheet need and do not hold."""
    block = sheet.block(sheet.id)
    if all(spec.key != AGENCY_NAME_COLUMN for spec in block.columns):
        return {}  # as in older layouts
    code_at, name_at = (block.column_number(key) - 1 for key in (AGENCY_COLUMN, AGENCY_NAME_COLUMN))
    settled: Settled = {}
    for number, row in enumerate(values[block.header_row : block.last_row], block.first_row):
        # Rows end with the last cell that holds something.
        code, name = (text_of(row[at]) if at < len(row) else "" for at in (code_at, name_at))
        if code and not names.knows(code) and _is_emptied(row, block, AGENCY_COLUMN):
            settled[number, AGENCY_COLUMN] = ""
        elif name and (meant := names.code(code, name)) != code:
            settled[number, AGENCY_COLUMN] = meant
    return settled


def _is_emptied(row: Sequence[Any], block: SheetBlock, code: str) -> bool:
    """Return whether a code out of sight is all that a row still holds."""
    held = {
        spec.key
        for spec, cell in zip(block.columns, row[block.first_column - 1 :], strict=False)
        if cell_text(cell).strip()
    }
    return held == {code}


def name_formula(layout: Layout, block: SheetBlock) -> str:
    """Return the formula that shows the agency's name beside its code, for any row of a block."""
    area = layout["agencies"].reference("agencies", "code", "name")
    tables = layout["settings"].reference("tables", "province_name", "province_name")
    letter = column_letter(block.column_number(AGENCY_COLUMN))
    # Not the cell itself: a name would follow a code that somebody drags to another row.
    cell = f"INDEX(${letter}:${letter},ROW())"
    province = f'IF({cell}="{PROVINCE}",INDEX({tables},2),"")'
    return f'=IF({cell}="","",IFERROR(VLOOKUP({cell},{area},2,FALSE),{province}))'


# --- Đơn vị ----------------------------------------------------------------------------------


def with_made_codes(values: SheetValues, sheet: Sheet) -> SheetValues:
    """Return the rows of Đơn vị with a code in every row, and successors by their code."""
    return _with(values, sheet.block("agencies"), made_codes(values, sheet))


def made_codes(values: SheetValues, sheet: Sheet) -> Settled:
    """Return codes for agencies that have none yet, or that of a row they were copied from.

    Also the order of those that have none: behind the rows above.
    """
    block, settled = sheet.block("agencies"), Settled()
    rows = list(_named_rows(values, block))
    used: dict[str, str] = {}
    last = 0
    for number, code, name, order, _ in rows:
        last = max(last, int(order)) if order.isdecimal() else last
        if name and not order:
            settled[number, "order"] = last = last + 1
        if not code or (code in used and used[code].casefold() != name.casefold()):
            if name:
                settled[number, "code"] = ""
        else:
            used.setdefault(code, name)
    for number, _, name, *_ in rows:
        if (number, "code") in settled:
            code = _free(code_from(name), used)
            settled[number, "code"], used[code] = code, name
    # The code is out of sight: who deletes all that shows has removed the agency.
    for number, row in enumerate(values[block.header_row : block.last_row], block.first_row):
        if _is_emptied(row, block, "code"):
            settled[number, "code"] = ""
    names = AgencyNames(used.items(), ())
    for number, *_, successor in rows:
        if successor not in used and (meant := names.code("", successor)) != successor:
            settled[number, "successor"] = meant
    return settled


def _named_rows(values: SheetValues, block: SheetBlock) -> Iterator[tuple[int, str, str, str, str]]:
    places = [block.column_number(key) - 1 for key in ("code", "name", "order", "successor")]
    for number, row in enumerate(values[block.header_row : block.last_row], block.first_row):
        held = [row[at] if at < len(row) else None for at in places]
        code, name, _, successor = map(visible, map(text_of, held))
        yield number, code, name, cell_text(held[2]).strip(), successor


def _free(code: str, used: Sequence[str] | dict[str, str]) -> str:
    tries = (code, *(f"{code}-{number}" for number in range(2, len(used) + 3)))
    return next(each for each in tries if each not in used)


def code_from(name: str) -> str:
    """Return the code of an agency that is named so: its letters without marks, and digits."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub("[^a-z0-9]+", "-", letters).strip("-") or "don-vi"
