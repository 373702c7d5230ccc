"""What the sheets of a workbook tell of cells beside what they hold: for a person to look at."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from bpindex.case.model import Noticed
from bpindex.cells.figures import FigureCell
from bpindex.cells.headings import beside, columns_here
from bpindex.cells.score_blocks import INPUTS
from bpindex.codec.fields import cell_text
from bpindex.reading.opened_file import SheetsOfFile
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.layout import Layout
from bpindex.sheets.takes import Checked
from bpindex.words import noticed as words

# Sheets on which people type what is read.
_TYPED_ON = (*INPUTS, "late_dossiers", "wording", "printed", "previous", "figures")
# Those on which they type figures.
_FIGURES = ("counts", "typed", "previous")


def noticed(
    values: SheetsOfFile, layout: Layout, typed_over: Iterable[FigureCell]
) -> Mapping[tuple[str, Noticed], Sequence[str]]:
    """Return the places of what is typed where nothing is read, or nobody sees it, by part."""
    found: dict[tuple[str, Noticed], Sequence[str]] = {}
    for part in (name for name in _TYPED_ON if name in layout.sheets):
        sheet = layout[part]
        found[part, Noticed.OUTSIDE] = beside(values[sheet.title], sheet)
        if part == "figures":
            cells = {(cell.row, cell.column) for cell in typed_over}
            doubts = [place for place in values.doubts(sheet.title) if place in cells]
        elif part in _FIGURES:
            block = sheet.block(part)
            doubts = [
                (row, column)
                for row, column in values.doubts(sheet.title)
                if block.first_row <= row <= block.last_row
                and block.first_column <= column <= block.last_column
            ]
        else:
            continue
        addresses = [f"{column_letter(column)}{row}" for row, column in doubts]
        found[part, Noticed.UNSEEN] = addresses
    found["counts", Noticed.HIDDEN] = [*_hidden_counts(values, layout)]
    return {place: cells for place, cells in found.items() if cells}


def _hidden_counts(values: SheetsOfFile, layout: Layout) -> Iterator[str]:
    """Yield the rows and columns of counts that nobody sees."""
    sheet = layout["counts"]
    block, rows = sheet.block("counts"), values[sheet.title]
    here = columns_here(rows, block, sheet)
    keys = [spec.key for spec in block.columns if spec.takes is Checked.COUNT]
    columns = sorted(here[key] for key in keys)
    hidden_rows, ranges = values.hidden(sheet.title)

    def is_filled(row: int, some: Collection[int]) -> bool:
        cells = rows[row - 1]
        return any(cell_text(cells[n - 1]).strip() for n in some if n <= len(cells))

    filled = range(block.first_row, min(block.last_row, len(rows)) + 1)
    for row in filled:
        if row in hidden_rows and is_filled(row, columns):
            yield words.ROW.format(row=row)
    for column in columns:
        is_hidden = any(column in some for some in ranges)
        if is_hidden and any(is_filled(row, [column]) for row in filled):
            yield words.COLUMN.format(column=column_letter(column))
