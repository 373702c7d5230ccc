"""The sheet Hướng dẫn: the steps of the month in words, the state of the installation."""

from typing import Any

from bpindex.page.textfit import column_width_pt, paragraph_height
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.model import Sheet
from bpindex.sheets.tool_sheets import GUIDE
from bpindex.words import guide as guide_words
from bpindex.workbook.actions import ACTIONS
from bpindex.workbook.buttons import write_sheet_buttons
from bpindex.workbook.formats import Formats

_FIRST_STEP_ROW = 3
_TEXT_COLUMN = 1
_WIDTHS = (6, 120)
_STATE_ROW = _FIRST_STEP_ROW + len(guide_words.STEPS) + 2
# What tells in a formula whether Python works.
STATE = f"'{GUIDE.title}'!${column_letter(_TEXT_COLUMN + 1)}${_STATE_ROW + 1}"


def steps() -> list[str]:
    """Return the steps in order, the buttons in them called by their captions."""
    captions = {action.id: action.caption for action in ACTIONS}
    return [step.format(**captions) for step in guide_words.STEPS.values()]


def checklist() -> list[str]:
    """Return the lines of the month's checklist, with the captions of the buttons."""
    captions = {action.id: action.caption for action in ACTIONS}
    return [line.format(**captions) for line in guide_words.CHECKLIST]


def write(worksheet: Any, formats: Formats, sheet: Sheet) -> None:
    """Write the guide."""
    for column, width in enumerate(_WIDTHS):
        worksheet.set_column(column, column, width)
    worksheet.set_row(0, 26)
    worksheet.write_string(0, _TEXT_COLUMN, sheet.title, formats.title)
    worksheet.write_string(1, _TEXT_COLUMN, sheet.intro, formats.intro)
    for row, step in enumerate(steps(), _FIRST_STEP_ROW):
        worksheet.write_number(row, 0, row - _FIRST_STEP_ROW + 1, formats.step_number)
        worksheet.write_string(row, _TEXT_COLUMN, step, formats.step)
        worksheet.set_row(row, _height(step) + 6)
    label = guide_words.STATE_LABEL
    worksheet.write_string(_STATE_ROW - 1, _TEXT_COLUMN, label, formats.block_title)
    worksheet.write_formula(
        _STATE_ROW, _TEXT_COLUMN, "=BP_TINHTRANG()", formats.state, guide_words.STATE_UNKNOWN
    )
    worksheet.write_string(_STATE_ROW + 2, _TEXT_COLUMN, guide_words.STATE_HELP, formats.step)
    worksheet.set_row(_STATE_ROW + 2, _height(guide_words.STATE_HELP) + 4)
    write_sheet_buttons(worksheet, sheet.id)
    row = _STATE_ROW + 4
    worksheet.write_string(row, _TEXT_COLUMN, guide_words.CHECKLIST_TITLE, formats.block_title)
    for number, line in enumerate(checklist(), row + 1):
        worksheet.write_string(number, 0, "☐", formats.step_number)
        worksheet.write_string(number, _TEXT_COLUMN, line, formats.step)
        worksheet.set_row(number, _height(line) + 12)
    # A page of its own.
    worksheet.set_h_pagebreaks([row])
    worksheet.protect("")


def _height(text: str) -> float:
    """Return the height in points that a text needs in the column of the steps."""
    return paragraph_height(text, 12, column_width_pt(_WIDTHS[_TEXT_COLUMN]))
