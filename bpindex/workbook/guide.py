"""The sheet Hướng dẫn: the steps of the month, the buttons, the state of the installation."""

from typing import Any

from bpindex.page.textfit import column_width_pt, paragraph_height
from bpindex.sheets.model import Sheet
from bpindex.words import guide as guide_words
from bpindex.workbook.actions import ACTIONS
from bpindex.workbook.buttons import guide_height_pt, write_guide_buttons
from bpindex.workbook.formats import Formats

_FIRST_STEP_ROW = 3
_TEXT_COLUMN = 1
_WIDTHS = (6, 96, 4, 38)


def steps() -> list[str]:
    """Return the steps in order, the buttons in them called by their captions."""
    captions = {action.id: action.caption for action in ACTIONS}
    return [step.format(**captions) for step in guide_words.STEPS.values()]


def write(worksheet: Any, formats: Formats, sheet: Sheet) -> None:
    """Write the guide; its buttons call the macros of the VBA project."""
    for column, width in enumerate(_WIDTHS):
        worksheet.set_column(column, column, width)
    worksheet.set_row(0, 26)
    worksheet.write_string(0, _TEXT_COLUMN, sheet.title, formats.title)
    worksheet.write_string(1, _TEXT_COLUMN, sheet.intro, formats.intro)
    texts = steps()
    for row, (name, step) in enumerate(zip(guide_words.STEPS, texts, strict=True), _FIRST_STEP_ROW):
        worksheet.write_number(row, 0, row - _FIRST_STEP_ROW + 1, formats.step_number)
        worksheet.write_string(row, _TEXT_COLUMN, step, formats.step)
        worksheet.set_row(row, max(_height(step) + 6, guide_height_pt(name), 36))
    write_guide_buttons(worksheet, _FIRST_STEP_ROW)
    row = _FIRST_STEP_ROW + len(texts) + 1
    worksheet.write_string(row, _TEXT_COLUMN, guide_words.STATE_LABEL, formats.block_title)
    worksheet.write_formula(
        row + 1, _TEXT_COLUMN, "=BP_TINHTRANG()", formats.state, guide_words.STATE_UNKNOWN
    )
    worksheet.write_string(row + 3, _TEXT_COLUMN, guide_words.STATE_HELP, formats.step)
    worksheet.set_row(row + 3, _height(guide_words.STATE_HELP) + 4)
    worksheet.protect("")


def _height(text: str) -> float:
    """Return the height in points that a text needs in the column of the steps."""
    return paragraph_height(text, 12, column_width_pt(_WIDTHS[_TEXT_COLUMN]))
