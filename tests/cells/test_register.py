"""The links of the register lead to where the corrected thing stands."""

import re
from dataclasses import replace

import pytest

from bpindex.case.correction import (
    Correction,
    Form,
    FormAspect,
    Margin,
    MovedRow,
    PrintedFigure,
    PrintedText,
    What,
)
from bpindex.case.rows import RowId, RowKey
from bpindex.cells.register import register_rows
from bpindex.page.memory import snapshot_of
from bpindex.page.plan import APPENDIX_SHEET, NOTICE_SHEET, plan_sheets
from bpindex.sheets.layout import layout_of
from tests.changed_cases import notice_of
from tests.edits.desk import small_case

CASE = small_case(late=True)
NOTICE = notice_of(CASE)
PLANS = plan_sheets(NOTICE)
AGENCY = RowId.row("so-nganh", "so-y-te")
CLOSING = RowId.block("closing")


@pytest.mark.parametrize(
    ("what", "sheet", "row"),
    [
        (PrintedText("", "", "closing"), NOTICE_SHEET, "block:closing"),
        (PrintedText("so-nganh", "so-y-te", "agency"), NOTICE_SHEET, str(AGENCY)),
        (PrintedText("cap-huyen", "", "section"), NOTICE_SHEET, "section:cap-huyen"),
        (PrintedText("cap-huyen", "", "title"), NOTICE_SHEET, "header:cap-huyen:1"),
        (PrintedFigure("phu-luc", "H2", "cause"), APPENDIX_SHEET, "row:phu-luc:H2"),
        (PrintedText("phu-luc", "", "cause"), APPENDIX_SHEET, "header:appendix"),
        (PrintedText("", "", "appendix_title"), APPENDIX_SHEET, "block:appendix_title"),
        (MovedRow(CLOSING), NOTICE_SHEET, "block:closing"),
        (Form("", RowKey.of(CLOSING), "stt", FormAspect.LOOK), NOTICE_SHEET, "block:closing"),
        (Margin(NOTICE_SHEET, RowKey.of(AGENCY), "+1"), NOTICE_SHEET, str(AGENCY)),
    ],
)
def test_a_link_leads_to_the_row_that_holds_what_is_corrected(
    what: What, sheet: str, row: str
) -> None:
    case = replace(CASE, corrections=(Correction(what, "a", "b"),))
    layout = layout_of(case.index)
    [cells] = register_rows(layout, case, snapshot_of(NOTICE, PLANS))
    link = layout["corrections"].block("corrections").column_number("link") - 1
    found = re.fullmatch(r"=HYPERLINK\(\"#'(.+)'!B(\d+)\".*", cells[link])
    assert found and found[1] == sheet
    plan = next(plan for plan in PLANS if plan.title == sheet)
    assert {placed.number: placed.row.key.text for placed in plan.rows}[int(found[2])] == row
