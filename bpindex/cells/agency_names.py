"""Agencies as people choose them: by the name that shows, whose code stands beside it out of sight.

The name is a formula over the code of its row. Who chooses another agency types over it, and then
the name says whose row it is; the next action writes its code (`settled_cells`).
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bpindex.case.keys import (
    AGENCY_COLUMN,
    AGENCY_NAME_COLUMN,
    KNOWN_NAME,
    PROVINCE,
    code_from,
    free_code,
)
from bpindex.case.model import Case
from bpindex.case.records import Agency, Settings
from bpindex.cells.kept_codes import Named, alike, codes_of, text_of
from bpindex.cells.records import SheetValues, with_cells
from bpindex.codec.fields import cell_text
from bpindex.index.periods import Period
from bpindex.memory.found import visible
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.layout import Layout
from bpindex.sheets.model import Sheet, SheetBlock

# The sheets on which every row names an agency.
BY_AGENCY = ("counts", "typed", "previous", "late_dossiers")
# Gives the codes that no new agency may have.
Taken = Callable[[], Collection[str]]
NONE_TAKEN: Taken = frozenset
# What of a row of Đơn vị nobody sees.
_OUT_OF_SIGHT = {"code", KNOWN_NAME}
# A cell of a sheet by its row and the key of its column, and what belongs there.
Settled = dict[tuple[int, str], str | int]


class AgencyNames:
    """Whose row it is, by the name that shows and the code beside it."""

    def __init__(self, agencies: Iterable[tuple[str, str]], province_names: Iterable[str]) -> None:
        pairs = list(agencies)
        times = Counter(alike(name) for _, name in pairs)
        # Of two that are called alike only the code tells which is meant.
        self._names = {code: name for code, name in pairs if times[alike(name)] == 1}
        provinces = dict.fromkeys(map(alike, province_names), PROVINCE)
        self._pairs = {(PROVINCE, name) for name in provinces}
        self._pairs |= {(code, alike(name)) for code, name in pairs}
        self._codes = {PROVINCE: PROVINCE} | {code: code for code, _ in pairs} | provinces
        self._codes |= {alike(name): code for code, name in self._names.items()}

    @classmethod
    def of(cls, case: Case) -> "AgencyNames":
        """Return those of a case."""
        return cls.named(case.agencies, case.settings, case.period)

    @classmethod
    def named(cls, agencies: Iterable[Agency], settings: Settings, period: Period) -> "AgencyNames":
        """Return those of the agencies and of the province's rows.

        Of agencies that are called alike the one of the period is meant, where that is one.
        """
        agencies = list(agencies)
        valid = Counter(alike(item.name) for item in agencies if item.valid_in(period))
        pairs = (
            (item.code, item.name)
            for item in agencies
            if item.valid_in(period) or not valid[alike(item.name)]
        )
        names = cls(pairs, (table.province_name for table in settings.tables))
        names._codes |= {item.code: item.code for item in agencies}
        return names

    def beside_formulas(self, values: SheetValues, sheet: Sheet) -> "AgencyNames":
        """Return them where formulas show what stands on Đơn vị beside a code, right or not."""
        rows = _named_rows(values, sheet.block("agencies"))
        self._pairs |= {(row.code, alike(row.name)) for row in rows if row.code}
        return self

    def name_to_choose(self, code: str) -> str:
        """Return the name that stands for a code where one is chosen, or the code."""
        return self._names.get(code, code)

    def knows(self, code: str) -> bool:
        """Return whether an agency, or the province, has this code."""
        return code in self._codes

    def code(self, code: str, name: str) -> str:
        """Return the code that is meant; a name that is no agency's is returned as it is."""
        wanted = alike(name)
        if not wanted or (code, wanted) in self._pairs:
            return code
        return self._codes.get(wanted, name)


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
    return with_cells(values, sheet.block(sheet.id), settled_cells(values, sheet, names))


def settled_cells(values: SheetValues, sheet: Sheet, names: AgencyNames) -> Settled:
    """Return the codes that the rows of a sheet need and do not hold."""
    block = sheet.block(sheet.id)
    if all(spec.key != AGENCY_NAME_COLUMN for spec in block.columns):
        return {}  # as in older layouts
    settled: Settled = {}
    bare: dict[int, str] = {}
    named: set[str] = set()
    for number, held in _held_rows(values, block):
        code, name = (text_of(held.get(key)) for key in (AGENCY_COLUMN, AGENCY_NAME_COLUMN))
        meant = names.code(code, name) if name else code
        if meant != code:
            settled[number, AGENCY_COLUMN] = meant
        if held.keys() == {AGENCY_COLUMN}:
            bare[number] = code
        else:
            named.add(meant)
    for number, code in bare.items():
        # Left out of sight where all that shows was cleared, or typed anew in another row.
        if code and (code in named or not names.knows(code)):
            settled[number, AGENCY_COLUMN] = ""
    return settled


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


def with_made_codes(values: SheetValues, sheet: Sheet, taken: Taken = NONE_TAKEN) -> SheetValues:
    """Return the rows of Đơn vị with a code in every row, and successors by their code."""
    return with_cells(values, sheet.block("agencies"), made_codes(values, sheet, taken))


@dataclass(frozen=True)
class _Row(Named):
    """What a row of Đơn vị holds of an agency."""

    order: str
    successor: str


def made_codes(values: SheetValues, sheet: Sheet, taken: Taken = NONE_TAKEN) -> Settled:
    """Return codes for agencies that have none yet, or that of a row they were copied from.

    None of those that were `taken` by agencies which are no more in the list. Also the order of
    those that have none, behind the rows above, and the name by which each code is known from now
    on.
    """
    block, settled = sheet.block("agencies"), Settled()
    rows = list(_named_rows(values, block))
    last = 0
    for row in rows:
        last = max(last, int(row.order)) if row.order.isdecimal() else last
        if row.name and not row.order:
            settled[row.number, "order"] = last = last + 1

    def made(name: str, used: Collection[str]) -> str:
        return free_code(code_from(name), {*used, *taken()})

    codes, used = codes_of(rows, made), dict[str, str]()
    has_known = any(spec.key == KNOWN_NAME for spec in block.columns)
    for row in rows:
        if (code := codes[row.number]) != row.code:
            settled[row.number, "code"] = code
        if code:
            used.setdefault(code, row.name)
        if row.name and row.known != row.name and has_known:
            settled[row.number, KNOWN_NAME] = row.name
    # Who deletes all that shows has removed the agency.
    for number, held in _held_rows(values, block):
        if not held.keys() - _OUT_OF_SIGHT:
            settled |= {(number, key): "" for key in held}
    names = AgencyNames(used.items(), ())
    for row in rows:
        if row.successor not in used and (meant := names.code("", row.successor)) != row.successor:
            settled[row.number, "successor"] = meant
    return settled


def codes_of_closed_months(values: SheetValues, sheet: Sheet) -> set[str]:
    """Return the codes of all agencies of Lịch sử, those that are no more in the list too."""
    held = (cells for block in sheet.blocks for _, cells in _held_rows(values, block))
    return {cell_text(cells.get("agency")) for cells in held}


def _named_rows(values: SheetValues, block: SheetBlock) -> Iterator[_Row]:
    """Yield the rows in which a person sees anything."""
    for number, held in _held_rows(values, block):
        if held.keys() - _OUT_OF_SIGHT:
            texts = (visible(text_of(held.get(key))) for key in ("code", "name", "successor"))
            code, name, successor = texts
            order, known = (
                cell_text(held.get("order")).strip(),
                visible(text_of(held.get(KNOWN_NAME))),
            )
            yield _Row(number, code, name, known, order, successor)


def _held_rows(values: SheetValues, block: SheetBlock) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number of every row, and its cells that are not blank by their column's key."""
    for number, row in enumerate(values[block.header_row : block.last_row], block.first_row):
        cells = zip(block.columns, row[block.first_column - 1 :], strict=False)
        yield number, {spec.key: cell for spec, cell in cells if cell_text(cell).strip()}
