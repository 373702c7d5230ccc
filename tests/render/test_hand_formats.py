"""What people changed in the look of one cell is written in that cell, and in no other."""

import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from bpindex.case.correction import Correction, Form, FormAspect
from bpindex.case.rows import RowId, RowKey
from bpindex.page.plan import NOTICE_SHEET
from bpindex.render.sheet import render_sheet
from tests.changed_cases import CASE, notice_of

# Of each kind of row the first one, and one behind others of its style.
ROWS = {
    "intro": ("block:intro", "stt"),
    "request": ("block:request", "stt"),
    "closing": ("block:closing", "stt"),
    "figure": ("row:so-nganh:so-y-te", "TD_thang"),
    "name": ("row:cap-huyen:tx-binh-long", "agency"),
    "recipient": ("block:recipient_1", "stt"),
}


def cells(look: str = "", row: str = "", column: str = "") -> dict[str, Any]:
    """Return the cells of the notice by address, one of them with a look of its own."""
    form = Form("", RowKey.of(RowId.parse(row)), column, FormAspect.LOOK)
    corrections = (*CASE.corrections, *([Correction(form, "", look)] if look else []))
    content = render_sheet(notice_of(replace(CASE, corrections=corrections)))
    sheet = load_workbook(io.BytesIO(content), rich_text=True)[NOTICE_SHEET]
    return {cell.coordinate: cell for cells in sheet.iter_rows() for cell in cells}


def look_of(cell: Any) -> tuple[Any, ...]:
    font = cell.font
    return (font.name, font.sz, font.b, font.i, font.u, str(font.color), str(cell.fill))


@pytest.mark.parametrize("where", ROWS)
@pytest.mark.parametrize("look", ["size=9", "italic=1; color=C00000", "fill=FFFF00", "font=Arial"])
def test_a_look_changes_its_own_cell_and_no_other(where: str, look: str) -> None:
    row, column = ROWS[where]
    before, after = cells(), cells(look, row, column)
    changed = {place for place in before if look_of(before[place]) != look_of(after[place])}
    rows = {after[place].row for place in changed}
    assert len(rows) == 1
    assert after[f"A{rows.pop()}"].value.startswith(row)


def test_the_letters_of_a_paragraph_take_its_look_and_stay_bold_where_they_were() -> None:
    row, column = ROWS["request"]
    texts = [
        next(cell.value for cell in found.values() if isinstance(cell.value, CellRichText))
        for found in (cells(), cells("size=9; color=C00000; font=Arial", row, column))
    ]
    plain, changed = ([part for part in text if isinstance(part, TextBlock)] for text in texts)
    assert [part.text for part in changed] == [part.text for part in plain]
    assert [bool(part.font.b) for part in changed] == [bool(part.font.b) for part in plain]
    assert {(part.font.sz, part.font.rFont) for part in changed} == {(9.0, "Arial")}
    assert {part.font.color.rgb for part in changed} == {"FFC00000"}
