"""No formula, rule or list follows cells that people cut or drag.

A program lets a reference follow a cell that is moved, and an area whose whole edge is moved.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from openpyxl.formula import Tokenizer
from openpyxl.utils.cell import range_boundaries

from tests.workbook.built import book, the_layout

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")
# What a rule says of its own cells moves with them.
_RELATIVE = re.compile(r"\$?[A-Z]{1,3}\d+")


def formulas() -> Iterator[tuple[str, str, str]]:
    """Yield sheet, place and text of every formula of cells, rules and lists."""
    for sheet in book(values=False).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    text: Any = cell.value
                    yield sheet.title, cell.coordinate, str(getattr(text, "text", text))
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                yield from ((sheet.title, str(area.sqref), f"={text}") for text in rule.formula)
        for rule in sheet.data_validations.dataValidation:
            if rule.type in ("list", "custom"):
                yield sheet.title, str(rule.sqref), f"={rule.formula1}"


def operands(text: str) -> list[str]:
    items = Tokenizer(text).items
    return [item.value for item in items if (item.type, item.subtype) == ("OPERAND", "RANGE")]


def edges(area: tuple[int, int, int, int]) -> list[list[tuple[int, int]]]:
    left, top, right, bottom = area
    rows = [[(row, column) for column in range(left, right + 1)] for row in (top, bottom)]
    columns = [[(row, column) for row in range(top, bottom + 1)] for column in (left, right)]
    return rows + columns


def moved_with(home: str, reference: str) -> str:
    """Return the first cell that people may move so that a reference follows, blank for none."""
    title, _, cells = reference.rpartition("!")
    sheet = book(values=False)[title.strip("'") or home]
    if re.fullmatch(r"\$[A-Z]+:\$[A-Z]+", cells) or sheet.sheet_state != "visible":
        return ""
    assert sheet.protection.sheet, reference
    area = range_boundaries(cells.replace("$", ""))
    # What Python is handed ends with the last row of each list: only who fills a list and then
    # drags that whole row moves the end.
    ends = edges(area)[:: 2 if cells.startswith("$A$1:") else 1]
    for edge in ends:
        if not any(sheet.cell(*place).protection.locked for place in edge):
            return f"{sheet.title}!{sheet.cell(*edge[0]).coordinate}"
    return ""


def test_no_reference_follows_what_people_cut_or_drag() -> None:
    followed, seen = set(), set()
    for home, place, text in formulas():
        is_rule = ":" in place or text.startswith("=ISNUMBER(")
        for reference in operands(text):
            if reference.startswith("bcs_") or (is_rule and _RELATIVE.fullmatch(reference)):
                continue
            seen.add(reference)
            if moved := moved_with(home, reference):
                followed.add(f"{home}!{place} {reference} follows {moved}")
    assert len(seen) > 1_000
    assert sorted(followed)[:5] == []


def test_a_cell_that_is_typed_and_an_area_that_ends_there_would_be_found() -> None:
    agencies = the_layout()["agencies"].block("agencies")
    assert moved_with("Số liệu", "A5") == "Số liệu!A5"
    assert moved_with("Số liệu", f"'Đơn vị'!{agencies.area('code', 'code')}") == "Đơn vị!A5"
    assert moved_with("Bảng điểm", "'Tính điểm'!$C$5") == ""
