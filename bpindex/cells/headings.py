"""Columns by what is written above them, and rows below the last one that is read.

Columns that people moved with their headings are put back in order where staff alone fill them;
a heading that stands above another one's column anywhere else is refused by its cell.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from bpindex.cells.records import SheetValues
from bpindex.codec.fields import cell_text
from bpindex.errors import InputError
from bpindex.memory.found import visible
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.model import Sheet, SheetBlock
from bpindex.words import files as file_words
from bpindex.words import workbook as workbook_words

# Into no other block does the tool write by place nothing at all.
_FILLED_BY_STAFF = ("agencies", "counts", "typed")


def in_order(values: SheetValues, sheet: Sheet) -> SheetValues:
    """Return the rows of a sheet with the columns of its blocks where they belong.

    Raises InputError for a heading above another one's column, and for what stands below a block.
    """
    for block in sheet.blocks:
        order = _order(values, sheet, block)
        if order is not None:
            values = [_ordered(row, block, order) for row in values]
    _refuse_below(values, sheet)
    return values


def columns_here(values: SheetValues, block: SheetBlock, sheet: Sheet) -> dict[str, int]:
    """Return the number of every column of a block by its key, where it stands on the sheet."""
    order = _order(values, sheet, block) or range(len(block.columns))
    return {
        spec.key: block.first_column + at for spec, at in zip(block.columns, order, strict=True)
    }


def _order(values: SheetValues, sheet: Sheet, block: SheetBlock) -> list[int] | None:
    """Return from which place of a block each of its columns comes, None where all stand right."""
    left = block.first_column - 1
    header = values[block.header_row - 1] if len(values) >= block.header_row else ()
    found = [visible(cell_text(cell)) for cell in header[left : block.last_column]]
    titles = [visible(column.title) for column in block.columns]
    times = Counter(titles)
    places = {title: at for at, title in enumerate(titles) if times[title] == 1}
    wrong = [at for at, title in enumerate(found) if places.get(title, at) != at]
    if not wrong:
        return None
    is_moved = len(found) == len(titles) and sorted(found) == sorted(titles)
    if is_moved and block.id in _FILLED_BY_STAFF:
        return [found.index(title) if times[title] == 1 else at for at, title in enumerate(titles)]
    place = f"{column_letter(block.first_column + wrong[0])}{block.header_row}"
    raise _wrong(sheet, place, found[wrong[0]], titles[wrong[0]])


def _ordered(row: Sequence[Any], block: SheetBlock, order: list[int]) -> list[Any]:
    left = block.first_column - 1
    cells = [*row, *[None] * (block.last_column - len(row))]
    return [*cells[:left], *(cells[left + at] for at in order), *cells[block.last_column :]]


def _refuse_below(values: SheetValues, sheet: Sheet) -> None:
    """Raise InputError for what stands in the columns of a block below all rows that are read."""
    last: dict[int, int] = {}
    for block in sheet.blocks:
        for number, _ in block.numbered():
            last[number] = max(last.get(number, 0), block.last_row)
    first = min(last.values())
    for number, row in enumerate(values[first:], first + 1):
        for column, cell in enumerate(row, 1):
            if number > last.get(column, number) and (text := cell_text(cell).strip()):
                place = f"{column_letter(column)}{number}"
                expected = workbook_words.WANT_INSIDE.format(last=last[column])
                raise _wrong(sheet, place, text, expected)


def beside(values: SheetValues, sheet: Sheet) -> list[str]:
    """Return the addresses of what stands right of all blocks: nothing reads it."""
    first = min(block.header_row for block in sheet.blocks)
    last = max(block.last_column for block in sheet.blocks)
    return [
        f"{column_letter(column)}{number}"
        for number, row in enumerate(values[first - 1 :], first)
        for column, cell in enumerate(row[last:], last + 1)
        if cell_text(cell).strip()
    ]


def _wrong(sheet: Sheet, cell: str, found: str, expected: str) -> InputError:
    place = workbook_words.PLACE_CELL.format(sheet=sheet.title, cell=cell)
    return InputError(file_words.CELL_WRONG.format(place=place, found=found, expected=expected))
