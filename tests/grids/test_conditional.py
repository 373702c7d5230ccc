"""Numbers that a conditional format of an .xlsx file hides or strikes, and digits of notes."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule, DataBarRule, FormulaRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from bpindex.codec.shown import Unclear
from bpindex.grids.files import open_tables
from bpindex.grids.grid import Cell
from bpindex.words import intake as words

WHITE = Font(color="FFFFFFFF")
RED = PatternFill(bgColor="FFFF0000", fill_type="solid")
HIDE = DifferentialStyle(numFmt=NumberFormat(numFmtId=164, formatCode=";;;"))


def read(folder: Path, rule: Rule, area: str = "B2:B4") -> list[Cell]:
    """Return the cells B2 to B4, with 0, 5 and 12, under a rule."""
    book = Workbook()
    for row in (["Đơn vị", "Số hồ sơ"], ["Sở Y tế", 0], ["Sở Nội vụ", 5], ["Sở Tư pháp", 12]):
        book.active.append(row)
    book.active.conditional_formatting.add(area, rule)
    book.save(folder / "x.xlsx")
    (grid,) = open_tables(folder / "x.xlsx").grids
    return [grid.cell(row, 1) for row in range(1, 4)]


@pytest.mark.parametrize(
    ("rule", "hidden"),
    [
        (CellIsRule("equal", ["0"], font=WHITE), [0]),
        (CellIsRule("lessThan", ["6"], font=WHITE), [0, 1]),
        (CellIsRule("between", ["10", "3"], font=WHITE), [1]),
        (CellIsRule("notBetween", ["3", "10"], font=WHITE), [0, 2]),
        (CellIsRule("greaterThan", ["5"], font=Font(strike=True)), [2]),
        (CellIsRule("greaterThan", ["$D$1"], font=WHITE), [0, 1, 2]),
        (FormulaRule(["MOD(ROW(),2)=0"], font=WHITE), [0, 1, 2]),
        (FormulaRule(["TRUE"], font=WHITE, fill=PatternFill(bgColor="FFFFFFFF")), [0, 1, 2]),
        (Rule("expression", dxf=HIDE, formula=["$B2<3"]), [0, 1, 2]),
        (FormulaRule(["MOD(ROW(),2)=0"], fill=RED), []),
        (CellIsRule("lessThan", ["6"], font=WHITE, fill=RED), []),
        (CellIsRule("lessThan", ["6"], font=Font(color="FF9C0006", bold=True)), []),
    ],
)
def test_numbers_that_a_rule_may_hide_are_doubtful(
    tmp_path: Path, rule: Rule, hidden: list[int]
) -> None:
    cells = read(tmp_path, rule)
    found = [i for i, cell in enumerate(cells) if isinstance(cell, Unclear)]
    assert found == hidden
    assert all(cells[i].why == words.HIDDEN_BY_RULE for i in found)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("code", "is_hidden"),
    [('0,"k"', True), ('0"0"', True), ("0%", True), ('0" hồ sơ"', False), ("#,##0", False)],
)
def test_a_rule_with_a_number_format_of_other_digits(
    tmp_path: Path, code: str, is_hidden: bool
) -> None:
    look = DifferentialStyle(numFmt=NumberFormat(numFmtId=164, formatCode=code))
    cells = read(tmp_path, Rule(type="expression", formula=["1=1"], dxf=look))
    assert [isinstance(cell, Unclear) for cell in cells] == [is_hidden] * 3


@pytest.mark.parametrize("shows", [True, False])
def test_a_bar_in_the_place_of_a_number_hides_it(tmp_path: Path, shows: bool) -> None:
    cells = read(tmp_path, DataBarRule("min", None, "max", None, "FF0000", showValue=shows))
    assert [isinstance(cell, Unclear) for cell in cells] == [not shows] * 3


@pytest.mark.parametrize("area", ["B1:B1048576", "A4 B3:B3", "B2:XFD9"])
def test_a_rule_holds_for_its_areas_alone(tmp_path: Path, area: str) -> None:
    cells = read(tmp_path, FormulaRule(["1=1"], font=WHITE), area)
    hidden = [i for i, cell in enumerate(cells) if isinstance(cell, Unclear)]
    assert hidden == ([1] if " " in area else [0, 1, 2])


@pytest.mark.parametrize(
    ("pieces", "is_doubtful"),
    [
        (["12", TextBlock(InlineFont(color="FFFF0000"), "1")], True),
        ([TextBlock(InlineFont(sz=12), "12"), TextBlock(InlineFont(sz=7), "1")], True),
        (["12", TextBlock(InlineFont(b=True), "1")], False),
        ([TextBlock(InlineFont(color="FFFF0000"), "121")], False),
    ],
)
def test_a_digit_that_looks_otherwise_may_be_a_note(
    tmp_path: Path, pieces: list[str | TextBlock], is_doubtful: bool
) -> None:
    book = Workbook()
    book.active.append(["Đơn vị", "Số hồ sơ"])
    book.active.append(["Sở Y tế", CellRichText(pieces)])
    book.save(tmp_path / "x.xlsx")
    (grid,) = open_tables(tmp_path / "x.xlsx").grids
    assert isinstance(grid.cell(1, 1), Unclear) == is_doubtful
