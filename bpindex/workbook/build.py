"""Builds BoChiSo.xlsm from a case: sheets, names, validations, formulas, VBA, buttons, ribbon.

The same case gives the same bytes. Formulas carry the values they will show, and the workbook
asks for no recalculation when it opens, so that its figures stand there before anything runs.
"""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from bpindex.case.belonging import items_of, of_month
from bpindex.case.model import Case
from bpindex.errors import BuildError
from bpindex.memory.snapshot import pack
from bpindex.page.layout import official_layout
from bpindex.page.textfit import column_width_pt, paragraph_height
from bpindex.sheets.model import (
    FIRST_BLOCK_ROW,
    INTRO_ROW,
    ROOM,
    SPARE_ROW,
    TITLE_ROW,
    Capacity,
    ColumnSpec,
    Kind,
    Sheet,
    SheetBlock,
    Who,
)
from bpindex.words import workbook as workbook_words
from bpindex.workbook import (
    chart_facts,
    charts,
    own_pages,
    rules,
    system_sheets,
)
from bpindex.workbook.array_results import store_as_results
from bpindex.workbook.buttons import ribbon_xml, write_sheet_buttons
from bpindex.workbook.content import Contents, Formula, contents_of
from bpindex.workbook.formats import Formats
from bpindex.workbook.home import facts as home_facts
from bpindex.workbook.home import sheet as home
from bpindex.workbook.home.grid import tab_colour
from bpindex.workbook.paper import set_up_print
from bpindex.workbook.quick_sheet import QuickSheet
from bpindex.workbook.vbaproject import (
    add_ribbon,
    bochiso_modules,
    build_vba_project,
    this_workbook_code,
    xlwings_modules,
)
from bpindex.xlsx.package import CALC_ENGINE

_CREATED = datetime(2022, 6, 23, tzinfo=UTC).replace(tzinfo=None)
_FIRST_EXCEL_DATE = date(1900, 3, 1)
# What the indent of a wrapped text takes of its column in the widest program.
_INDENT_PT = 9.0
# What Excel would mark with green triangles, though it is as it should be: codes and figures as
# texts, figures without a lock, a formula typed over beside others.
_NO_ERRORS = (
    "number_stored_as_text",
    "formula_unlocked",
    "formula_differs",
    "formula_range",
    "two_digit_text_year",
)
_EVERYWHERE = "A1:XFD1048576"
# As many columns as a table has that somebody pastes.
_PASTED_COLUMNS = 100


def build_workbook(case: Case, capacity: Capacity = ROOM) -> bytes:
    """Return the .xlsm of a case; raise BuildError or InputError where it cannot be built."""
    contents = contents_of(case, capacity)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "default_format_properties": {
                "font_name": official_layout().font,
                "font_size": 12,
                "font_family": 1,
            },
            "default_row_height": 21,
        },
    )
    book.worksheet_class = QuickSheet
    book.set_properties({"title": "BoChiSo", "author": "BoChiSo", "created": _CREATED})
    book.set_calc_mode("auto", CALC_ENGINE)
    book.calc_on_load = False
    book.set_vba_name("ThisWorkbook")
    book.set_size(1600, 933)
    facts = home.facts_of(contents, case)
    drawn = chart_facts.put_charts(facts, contents, of_month(case), charts.CHOSEN)
    writer = _Writer(book, contents, facts, drawn)
    for sheet in contents.layout.sheets.values():
        writer.write_sheet(sheet)
    # What a case holds belongs to its month: it was put there for it.
    months = case.months.kept(items_of(case), case.key)
    system_sheets.write(book, pack(months.to_document()))
    home_facts.write(book, writer.facts)
    rules.write_lists(book, system_sheets.HELP_SHEET, contents.layout)
    code_names = [worksheet.vba_codename for worksheet in book.worksheets()]
    project = build_vba_project(
        {**xlwings_modules(), **bochiso_modules()},
        {"ThisWorkbook": this_workbook_code(), **dict.fromkeys(code_names, "")},
    )
    book.add_vba_project(io.BytesIO(project), is_stream=True)
    book.close()
    areas = {
        contents.layout[sheet_id].title: [array.area for array in arrays]
        for sheet_id, arrays in contents.arrays.items()
    }
    stored = store_as_results(out.getvalue(), areas)
    return add_ribbon(home.with_buttons(stored, contents.layout["home"]), ribbon_xml())


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(
        self, book: Any, contents: Contents, facts: home_facts.Facts, drawn: chart_facts.Charts
    ) -> None:
        self.book = book
        self.facts, self.drawn = facts, drawn
        self.contents = contents
        self.formats = Formats(book)
        # How the notes of cells look.
        self._note = {"font_name": official_layout().font, "font_size": 11, "x_scale": 2}

    def write_sheet(self, sheet: Sheet) -> None:
        """Write one sheet of the layout, with everything that makes it pleasant to work in."""
        worksheet = self.book.add_worksheet(sheet.title)
        worksheet.set_vba_name(sheet.code_name)
        worksheet.set_tab_color(tab_colour(sheet.id))
        worksheet.hide_gridlines(2)
        worksheet.ignore_errors(dict.fromkeys(_NO_ERRORS, _EVERYWHERE))
        if sheet.id in own_pages.OWN:
            set_up_print(self.book, worksheet, sheet, self._column_widths(sheet))
            pages = own_pages.Pages(self.book, self.formats, self.contents, self.facts, self.drawn)
            pages.write(worksheet, sheet)
            return
        self._widths(worksheet, sheet)
        if not sheet.blocks:
            # What is pasted stays as it is: no program makes a date or a decimal of "1.234".
            worksheet.set_column(0, _PASTED_COLUMNS - 1, 14, self.formats.pasted)
        left = 1 if 1 in sheet.hidden_columns else 0
        worksheet.write_string(TITLE_ROW - 1, left, sheet.title, self.formats.title)
        worksheet.write_string(INTRO_ROW - 1, left, sheet.intro, self.formats.intro)
        if line := self.facts.named.get(f"{home_facts.LINE}{sheet.id}"):
            style = self.formats.intro
            worksheet.write_formula(SPARE_ROW - 1, left, line.formula, style, line.value)
        worksheet.set_row(TITLE_ROW - 1, 24)
        for block in sheet.blocks:
            self._block(worksheet, sheet, block)
        write_sheet_buttons(worksheet, sheet.id)
        if sheet.key_row:
            worksheet.set_row(SPARE_ROW - 1, None, None, {"hidden": True})
            for block in sheet.blocks:
                for number, spec in block.numbered():
                    worksheet.write_string(SPARE_ROW - 1, number - 1, spec.key)
        self._arrays(worksheet, sheet)
        for (row, column), text in self.contents.notes[sheet.id].items():
            worksheet.write_comment(row - 1, column - 1, text, self._note)
        for row, height in self._row_heights(sheet).items():
            worksheet.set_row(row - 1, height)
        rules.apply(worksheet, self.formats, self.contents.layout, sheet)
        worksheet.freeze_panes(FIRST_BLOCK_ROW, sheet.frozen_columns)
        set_up_print(self.book, worksheet, sheet, self._column_widths(sheet))

    def _widths(self, worksheet: Any, sheet: Sheet) -> None:
        for number, width in self._column_widths(sheet).items():
            hidden = {"hidden": True} if number in sheet.hidden_columns else {}
            # Cells that only macros fill have no format of their own but that of the column.
            # Out of sight none: packed texts that wrap would make rows as high as a page.
            style = self.formats.step if sheet.by_tool and not hidden else None
            worksheet.set_column(number - 1, number - 1, width, style, hidden)

    def _column_widths(self, sheet: Sheet) -> dict[int, float]:
        """Return the width of each column: the widest that one of the blocks asks for."""
        widths: dict[int, float] = {}
        for block in sheet.blocks:
            for number, column in block.numbered():
                widths[number] = max(widths.get(number, 0), column.width)
        return widths

    def _block(self, worksheet: Any, sheet: Sheet, block: SheetBlock) -> None:
        if block.title:
            column = block.first_column + (block.first_column in sheet.hidden_columns)
            row = block.header_row - 2
            worksheet.write_string(row, column - 1, block.title, self.formats.block_title)
        cells, by_tool = self.contents.cells[sheet.id], sheet.by_tool
        if height := self._header_height(sheet, block):
            worksheet.set_row(block.header_row - 1, height)
        for number, spec in block.numbered():
            worksheet.write_string(
                block.header_row - 1, number - 1, spec.title, self.formats.header(spec)
            )
            if spec.note:
                worksheet.write_comment(block.header_row - 1, number - 1, spec.note, self._note)
            style, heading = (
                self.formats.cell(each, by_tool=by_tool)
                for each in (spec, replace(spec, who=Who.TOOL))
            )
            typed = {row for rows in block.typed_rows for row in rows}
            for row in range(block.first_row, block.last_row + 1):
                value = cells.get((row, number))
                # What only the tool writes needs no format kept ready: thousands of cells fewer.
                if value is not None or not by_tool:
                    look = style if row in typed else heading
                    self._cell(worksheet, row, number, value, spec, look)

    def _cell(
        self, worksheet: Any, row: int, column: int, value: Any, spec: ColumnSpec, style: Any
    ) -> None:
        """Write one cell of a block, blank ones with their format."""
        place = (row - 1, column - 1)
        if value is None:
            worksheet.write_blank(*place, None, style)
        elif isinstance(value, Formula):
            worksheet.write_formula(*place, value.text, style, value.value)
        elif isinstance(value, int) and abs(value) < 10**15:
            worksheet.write_number(*place, value, style)
        elif isinstance(value, float | Decimal) and _is_exact(value):
            worksheet.write_number(*place, float(value), style)
        elif isinstance(value, date) and value >= _FIRST_EXCEL_DATE:
            as_date = self.formats.cell(spec, as_date=True)
            worksheet.write_datetime(*place, datetime(value.year, value.month, value.day), as_date)
        elif worksheet.write_string(*place, str(value), style):
            raise BuildError(
                workbook_words.TEXT_TOO_LONG.format(sheet=worksheet.get_name(), row=row)
            )

    def _arrays(self, worksheet: Any, sheet: Sheet) -> None:
        """Write array formulas and the values of all their cells."""
        for array in self.contents.arrays.get(sheet.id, []):
            top, left, bottom, right = array.area
            block = next(b for b in sheet.blocks if b.first_row <= top <= b.last_row)
            styles = {number: self.formats.cell(spec) for number, spec in block.numbered()}
            area, text = (top - 1, left - 1, bottom - 1, right - 1), f"{{{array.text}}}"
            worksheet.write_array_formula(*area, text, styles[left], array.values[0][0])
            for row, values in enumerate(array.values, top):
                for column, value in enumerate(values, left):
                    if (row, column) == (top, left):
                        continue
                    place, style = (row - 1, column - 1), styles[column]
                    if isinstance(value, str):
                        worksheet.write_string(*place, value, style)
                    else:
                        worksheet.write_number(*place, value, style)

    def _header_height(self, sheet: Sheet, block: SheetBlock) -> float:
        heights = (
            paragraph_height([(spec.title, True)], 12, column_width_pt(spec.width)) + 4
            for number, spec in block.numbered()
            if number not in sheet.hidden_columns
        )
        return max(heights, default=0.0)

    def _row_heights(self, sheet: Sheet) -> dict[int, float]:
        """Return the heights of rows whose wrapped texts need more than one line."""
        heights: dict[int, float] = {}
        cells = self.contents.cells[sheet.id]
        for block in sheet.blocks:
            for number, spec in block.numbered():
                if spec.kind not in (Kind.WRAP, Kind.VALUE):
                    continue
                for row in range(block.first_row, block.last_row + 1):
                    value = cells.get((row, number))
                    if isinstance(value, str):
                        width = column_width_pt(spec.width) - _INDENT_PT
                        height = paragraph_height(value, 12, width)
                        heights[row] = min(max(heights.get(row, 17.25), height), 409)
        return {row: height for row, height in heights.items() if height > 17.25}


def _is_exact(value: float | Decimal) -> bool:
    """Return whether a cell's binary number gives back the same value: 15 digits always do."""
    return isinstance(value, float) or Decimal(f"{float(value):.15G}") == value
