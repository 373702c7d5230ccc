"""Cases of any size, and what their workbooks must show."""

from dataclasses import replace
from typing import Any

from bpindex.case.folder import bundled_case, read_case
from bpindex.case.model import Case
from bpindex.case.records import DataRow
from bpindex.sheets.model import Sheet, SheetBlock
from bpindex.workbook.content import Contents, Formula, contents_of

Grid = dict[tuple[int, int], Any]


def case_of(agencies: int) -> Case:
    """Return the bundled case with as many agencies, of every kind, all with counts."""
    base = read_case(bundled_case())
    # From both ends in turn: the kinds stand one after the other.
    ends = [*base.agencies, *reversed(base.agencies)]
    mixed = [agency for pair in zip(ends, reversed(ends), strict=True) for agency in pair]
    originals = list(dict.fromkeys(mixed))
    copies = {0: ""}
    chosen, counts, typed = [], [], []
    for place in range(agencies):
        original = originals[place % len(originals)]
        suffix = copies.setdefault(place // len(originals), f"-{place // len(originals)}")
        code = original.code + suffix
        chosen.append(replace(original, code=code, name=original.name + suffix))
        counts += _copies(base.counts, original.code, code)
        typed += _copies(base.typed, original.code, code)
    return replace(
        base,
        agencies=tuple(chosen),
        counts=tuple(counts),
        typed=tuple(typed),
        corrections=(),
    )


def _copies(rows: tuple[DataRow, ...], code: str, new_code: str) -> list[DataRow]:
    return [replace(row, agency=new_code) for row in rows if row.agency == code]


def with_count(case: Case, agency: str, count: str, value: str) -> Case:
    """Return the case with one count changed."""
    return replace(
        case,
        counts=tuple(
            replace(row, cells={**row.cells, count: value}) if row.agency == agency else row
            for row in case.counts
        ),
    )


def shown(case: Case, sheet_id: str) -> Grid:
    """Return what the cells of a sheet show by (row, column), blank ones left out."""
    return shown_by(contents_of(case), sheet_id)


def shown_by(contents: Contents, sheet_id: str) -> Grid:
    """Return the same of contents at hand."""
    cells = dict(contents.cells.get(sheet_id, {}))
    grid = {at: v.value if isinstance(v, Formula) else v for at, v in cells.items()}
    for array in contents.arrays.get(sheet_id, ()):
        top, left, _, _ = array.area
        for i, row in enumerate(array.values):
            grid.update({(top + i, left + j): value for j, value in enumerate(row)})
    return {at: value for at, value in grid.items() if value not in ("", None)}


def area_of(block: SheetBlock) -> str:
    """Return the address of a block without its header, as A5:C9."""
    return block.area().replace("$", "")


def grid_of(block: SheetBlock, rows: list[list[Any]]) -> Grid:
    """Return rows of a block's values by (row, column), blank ones left out."""
    return {
        (row, column): value
        for row, values in enumerate(rows, block.first_row)
        for column, value in enumerate(values, block.first_column)
        if value not in ("", None)
    }


def agency_row(case: Case, sheet: Sheet, block_id: str, agency: str) -> int:
    """Return the row of an agency in a block with one row per agency."""
    codes = [item.code for item in case.agencies]
    return sheet.block(block_id).first_row + codes.index(agency)
