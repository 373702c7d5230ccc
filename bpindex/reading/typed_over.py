"""The figures of Bảng điểm that no longer hold their formula."""

from collections.abc import Iterator
from functools import partial

from bpindex.case.model import Case
from bpindex.cells.figures import FigureCell, figure_cells, place_of
from bpindex.cells.headings import in_order
from bpindex.cells.records import figure_text
from bpindex.codec.shown import Unclear
from bpindex.reading.opened_file import SheetsOfFile
from bpindex.sheets.layout import Layout
from bpindex.words import workbook as workbook_words


def figures_typed_over(
    values: SheetsOfFile, layout: Layout, case: Case
) -> Iterator[tuple[FigureCell, str, bool]]:
    """Yield the figures of Bảng điểm that no longer hold their formula, with their texts.

    And whether it was typed: a cell that somebody looked into may hold its own formula as a text.
    """
    title = layout["figures"].title
    block = layout["figures"].block("figures")
    extent = block.last_row, block.column_number(block.columns[-1].key)
    found, shown = values.formulas(title, *extent, silent=False), values.rows(title, *extent)
    in_order(shown, layout["figures"])  # a column that was moved there is refused
    cells = list(figure_cells(layout, case))
    if any(not any(found[row - 1]) for row in {cell.row for cell in cells}):
        # Where nothing was computed since an agency was added, its row shows nothing as yet.
        found = values.formulas(title, *extent)
    owners = {place_of(cell.formula): cell for cell in cells}
    for cell in cells:
        holds = found[cell.row - 1][cell.column - 1]
        text = shown[cell.row - 1][cell.column - 1]
        owner = owners.get(place_of(holds))
        is_text = place_of(text) == place_of(holds)
        if owner is cell:
            if is_text:
                yield cell, str(holds), False
            continue
        if owner is not None and (is_text or text is None or isinstance(text, Unclear)):
            # A formula of ours from another cell stands for what that one shows.
            holds = shown[owner.row - 1][owner.column - 1]
        elif isinstance(holds, str) and holds.startswith("="):
            holds = text  # a formula of somebody's own: what it shows is what was typed
        place = partial(workbook_words.PLACE_CELL.format, sheet=title, cell=cell.address)
        yield cell, figure_text(holds, cell.table.decimal_mark, place), True
