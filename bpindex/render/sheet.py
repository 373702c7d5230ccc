"""The notice as a worksheet in the official layout, through openpyxl.

Row 1 and column A are hidden: they hold the logical key of every row and column, so that a
figure is found again after rows were inserted or deleted by hand.
"""

import io
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from bpindex.errors import InputError
from bpindex.memory.sheet_mark import SheetMark
from bpindex.memory.snapshot import Snapshot
from bpindex.notice.model import Notice
from bpindex.page.cells import Cell
from bpindex.page.layout import PageLayout
from bpindex.page.memory import snapshot_of
from bpindex.page.plan import (
    APPENDIX_SHEET,
    FIRST_CELL,
    FIRST_COLUMN,
    KEY_COLUMN,
    KEY_ROW,
    NOTICE_SHEET,
    PlacedCell,
    SheetPlan,
    plan_sheets,
    printable,
)
from bpindex.page.textfit import NORMAL_SIZE
from bpindex.render.cell_styles import CellStyles, apply_look
from bpindex.render.sheet_page import set_up_page
from bpindex.render.xlsx_finish import DrawnRule, finish, rule_at
from bpindex.words import word_file
from bpindex.words import workbook as workbook_words

__all__ = [
    "APPENDIX_SHEET",
    "FIRST_COLUMN",
    "KEY_COLUMN",
    "KEY_ROW",
    "NOTICE_SHEET",
    "render_plans",
    "render_sheet",
    "render_with_snapshot",
]

# What an office program keeps of a cell's text.
MOST_LETTERS = 32_767
# What an office program may take for the beginning of a formula.
_FORMULA_STARTS = ("=", "+", "-", "@")


def render_sheet(notice: Notice, layout: PageLayout | None = None) -> bytes:
    """Return the .xlsx of the notice and, where there are late dossiers, of its appendix.

    The same notice gives the same bytes; without a layout it is the decree's.
    """
    return render_plans(plan_sheets(notice, layout))


def render_with_snapshot(notice: Notice, plans: Sequence[SheetPlan] = ()) -> tuple[bytes, Snapshot]:
    """Return the .xlsx and what every cell and row of it looked like when it was generated.

    Its sheets bear the mark of the run.
    """
    plans = plans or plan_sheets(notice)
    snapshot = snapshot_of(notice, plans)
    return render_plans(plans, snapshot.run), snapshot


def render_plans(plans: Sequence[SheetPlan], run: str = "") -> bytes:
    """Return the .xlsx of planned sheets; those of a run bear its mark."""
    book = Workbook()
    book.properties.creator = word_file.PROGRAM
    # The default font decides the unit of column widths; BoChiSo.xlsm has the same.
    _set_normal_font(book, plans[0].layout.font)
    rules: list[DrawnRule] = []
    for place, plan in enumerate(plans):
        sheet = book.create_sheet(plan.title) if place else book.active
        assert isinstance(sheet, Worksheet)
        sheet.title = plan.title
        rules += _SheetWriter(sheet, plan).write(SheetMark(plan.title, run))
    out = io.BytesIO()
    book.save(out)
    return finish(out.getvalue(), rules)


def _set_normal_font(book: Workbook, name: str) -> None:
    """Make this the default font, in the size by which columns are measured.

    openpyxl has no public way to it.
    """
    font = Font(name=name, size=NORMAL_SIZE)
    # First the list, whose entry 0 is the default, then the style that points to it.
    book._fonts = IndexedList([font])  # type: ignore[attr-defined]
    book._named_styles["Normal"].font = font  # type: ignore[attr-defined]


class _SheetWriter:
    """Writes a plan into one worksheet."""

    def __init__(self, sheet: Worksheet, plan: SheetPlan) -> None:
        self.sheet = sheet
        self.plan = plan
        assert isinstance(sheet.parent, Workbook)
        self._styles = CellStyles(sheet.parent, plan.layout)

    def write(self, mark: SheetMark) -> list[DrawnRule]:
        """Write page, keys, rows, cells, page breaks; return the rules that are to be drawn."""
        plan = self.plan
        set_up_page(self.sheet, plan.layout, plan.scale, plan.foot)
        self._set_up_columns()
        (view,) = self.sheet.sheet_view.selection
        view.activeCell = view.sqref = FIRST_CELL
        for column, key in enumerate((str(mark), *plan.columns), KEY_COLUMN):
            self._put_text(KEY_ROW, column, key)
        for row in plan.rows:
            self.sheet.row_dimensions[row.number].height = row.row.height_pt
            self._put_text(row.number, KEY_COLUMN, row.row.key.text)
        heights = {row.number: row.row.height_pt for row in plan.rows}
        for placed in (*plan.cells, *plan.merged):
            self._write_cell(placed)
        for placed in plan.margins:
            self._put_text(placed.number, FIRST_COLUMN + placed.cell.first, placed.text)
        for note in plan.comments:
            target: Any = self.sheet.cell(note.number, FIRST_COLUMN + note.place)
            target.comment = Comment(note.text, note.author)
        for number in plan.page_ends:
            self.sheet.row_breaks.append(Break(id=number))
        last = get_column_letter(FIRST_COLUMN + plan.grid.last)
        self.sheet.print_area = f"B{KEY_ROW + 1}:{last}{max(plan.last_row, KEY_ROW + 1)}"
        if plan.title == APPENDIX_SHEET:
            # The header of the only table begins every page.
            numbers = [row.number for row in plan.rows if row.row.part == "header"]
            self.sheet.print_title_rows = f"{min(numbers)}:{max(numbers)}"
        return [self._rule(placed, heights) for placed in plan.cells if placed.cell.rule_pt]

    def _write_cell(self, placed: PlacedCell) -> None:
        cell, number = placed.cell, placed.number
        first, last = FIRST_COLUMN + cell.first, FIRST_COLUMN + cell.last
        for offset in range(cell.rows):
            for column in range(first, last + 1):
                is_corner = offset == 0 and column == first
                target = self._put(number + offset, column, cell, is_corner)
                if placed.shown_look:
                    apply_look(target, placed.shown_look)
        if (cell.rows, first) != (1, last):
            # The styles of its parts are set already, and no two areas of a plan overlap:
            # openpyxl's own way would redo the ones and look for the others, slowly.
            letters = get_column_letter(first), get_column_letter(last)
            area = f"{letters[0]}{number}:{letters[1]}{number + cell.rows - 1}"
            self.sheet.merged_cells.ranges.add(CellRange(area))

    def _rule(self, placed: PlacedCell, heights_pt: Mapping[int, float]) -> DrawnRule:
        """Return the rule in the middle of a cell; the hidden key row has no height."""
        grid, cell = self.plan.grid, placed.cell
        widths = (0.0, *grid.widths_pt)  # the hidden key column has no width
        middle = grid.span_pt(0, cell.first - 1) + grid.span_pt(cell.first, cell.last) / 2
        ends = (middle - cell.rule_pt / 2, middle + cell.rule_pt / 2)
        heights = [heights_pt.get(number, 0.0) for number in range(1, placed.number + 1)]
        return rule_at(heights, widths, *ends)

    def _put(self, row: int, column: int, cell: Cell, corner: bool) -> Any:
        target: Any = self.sheet.cell(row, column)
        self._styles.apply(target, cell.style)
        if corner and cell.runs:
            if sum(len(run.text) for run in cell.runs) > MOST_LETTERS:
                words = workbook_words.TEXT_TOO_LONG
                raise InputError(words.format(sheet=self.plan.title, row=row))
            target.value = value = self._styles.value(cell.runs, cell.style)
            # Text from outside never becomes a formula, nor when somebody edits the cell.
            target.data_type = "s"
            if str(value).startswith(_FORMULA_STARTS):
                target._style = copy(target._style)
                target.quotePrefix = True
        return target

    def _put_text(self, row: int, column: int, text: str) -> None:
        target: Any = self.sheet.cell(row, column, printable(text))
        target.data_type = "s"

    def _set_up_columns(self) -> None:
        """Set the widths of the columns and hide the key row and column."""
        self.sheet.column_dimensions["A"].hidden = True
        self.sheet.row_dimensions[KEY_ROW].hidden = True
        for column, width in enumerate(self.plan.widths, FIRST_COLUMN):
            self.sheet.column_dimensions[get_column_letter(column)].width = width
