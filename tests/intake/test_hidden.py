"""What a workbook hides, raises, strikes or shows with words beside it is never a plain number."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bpindex.grids.files import open_tables
from bpindex.intake.engine import understand
from bpindex.intake.taken import Decisions, Intake
from bpindex.words import files as file_words
from bpindex.words import intake as words
from tests import ROOT
from tests.strategies import base_case

ALL, GOOD = "Tổng số PAKN", "PAKN xử lý đúng hạn"
ROWS: Sequence[Sequence[Any]] = [
    ["STT", "Đơn vị", ALL, GOOD],
    [1, "Sở Y tế", 9, 8],
    [2, "Sở Nội vụ", 7, 6],
]


def intake(folder: Path, change: Callable[[Worksheet], object], **answers: Any) -> Intake:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    change(sheet)
    book.save(folder / "a.xlsx")
    grids = open_tables(folder / "a.xlsx").grids
    return understand(grids, base_case(), Decisions(**answers))


def values(found: Intake) -> set[tuple[str, str, str]]:
    return {(value.agency, value.target.key, value.text) for value in found.values}


def _hide_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def _hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["C"].hidden = True


def _flatten_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].height = 0.75


def _narrow_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["C"].width = 0.1


def _hide_columns(sheet: Worksheet) -> None:
    sheet.column_dimensions.group("C", "D", hidden=True)


@pytest.mark.parametrize(
    ("hide", "named", "left"),
    [
        (_hide_row, "dòng 3", {("so-y-te", "pakn_tong", "9"), ("so-y-te", "pakn_dung_han", "8")}),
        (
            _flatten_row,
            "dòng 3",
            {("so-y-te", "pakn_tong", "9"), ("so-y-te", "pakn_dung_han", "8")},
        ),
        (
            _hide_column,
            "cột C",
            {("so-y-te", "pakn_dung_han", "8"), ("so-noi-vu", "pakn_dung_han", "6")},
        ),
        (_hide_columns, "cột C, D", set()),
    ],
)
def test_hidden_rows_and_columns_are_asked_about(
    tmp_path: Path,
    hide: Callable[[Worksheet], object],
    named: str,
    left: set[tuple[str, str, str]],
) -> None:
    found = intake(tmp_path, hide, agreed=True)
    (question,) = found.decisions.waiting
    assert question.is_open and named in question.text
    assert values(found) == left
    assert values(intake(tmp_path, hide, answers={question.key: words.LEAVE_HIDDEN})) == left
    assert len(values(intake(tmp_path, hide, answers={question.key: words.TAKE}))) == 4


def _hide_beside(sheet: Worksheet) -> None:
    sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["H"].hidden = True


def test_what_is_hidden_and_blank_is_no_question(tmp_path: Path) -> None:
    found = intake(tmp_path, _hide_beside)
    assert found.is_complete and len(found.values) == 4


@pytest.mark.parametrize(
    "code", ['0.0" nghìn"', '#,##0" triệu"', "0\\k", '[>=5]0" chục";0" chục"', '0" %"']
)
def test_a_number_with_a_word_beside_it_is_no_plain_count(tmp_path: Path, code: str) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["C2"].number_format = code

    found = intake(tmp_path, write)
    (question,) = found.decisions.waiting
    assert "ô C2" in question.text
    assert ("so-y-te", "pakn_tong", "9") not in values(found)


@pytest.mark.parametrize("code", ['0" hồ sơ"', '0" HS"', "#,##0", '0"."', "0;-0;0"])
def test_a_unit_of_counts_beside_it_is_no_doubt(tmp_path: Path, code: str) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["C2"].number_format = code

    found = intake(tmp_path, write)
    assert found.is_complete and ("so-y-te", "pakn_tong", "9") in values(found)


@pytest.mark.parametrize(
    "font",
    [
        InlineFont(vertAlign="superscript"),
        InlineFont(vertAlign="subscript"),
        InlineFont(strike=True),
    ],
    ids=["raised", "lowered", "struck"],
)
def test_a_raised_or_struck_digit_is_none_of_the_number(tmp_path: Path, font: InlineFont) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["C2"] = CellRichText("7", TextBlock(font, "1"))
        sheet["B3"] = CellRichText("Sở Nội vụ", TextBlock(InlineFont(b=True), " "))

    found = intake(tmp_path, write)
    (question,) = found.decisions.waiting
    assert "ô C2" in question.text
    assert ("so-noi-vu", "pakn_tong", "7") in values(found) and len(found.values) == 3


@pytest.mark.parametrize("cell", ["B2", "C1"])
@pytest.mark.parametrize("piece", [False, True])
def test_a_name_or_header_that_is_struck_through_is_asked_about(
    tmp_path: Path, cell: str, piece: bool
) -> None:
    def write(sheet: Worksheet) -> None:
        if piece:
            first, _, rest = str(sheet[cell].value).partition(" ")
            struck = TextBlock(InlineFont(strike=True), f"{first} ")
            sheet[cell] = CellRichText(struck, TextBlock(InlineFont(b=True), rest))
        else:
            sheet[cell].font = Font(strike=True)

    found = intake(tmp_path, write, agreed=True)
    (question,) = found.decisions.waiting
    assert question.is_open and file_words.STRUCK in question.text and not found.values


@pytest.mark.parametrize(
    ("value", "code", "is_plain"),
    [
        (7, "[White]0", False),
        (7, "-0", False),
        (7, "(0)", False),
        (7, "[Red]0", True),
        (7, "0;[White]-0", True),
        (0, "0;-0;[White]0", False),
    ],
)
def test_a_number_format_that_hides_or_turns_a_number(
    tmp_path: Path, value: int, code: str, is_plain: bool
) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["C2"] = value
        sheet["C2"].number_format = code

    found = intake(tmp_path, write)
    assert len(found.values) == (4 if is_plain else 3) and found.is_complete == is_plain


@pytest.mark.parametrize("value", [7, "7"])
def test_a_cell_that_is_struck_through_is_no_number(tmp_path: Path, value: int | str) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["C2"] = value
        sheet["C2"].font = Font(strike=True)
        sheet["C3"].font = Font(strike=False, b=True)

    found = intake(tmp_path, write)
    (question,) = found.decisions.waiting
    assert "ô C2" in question.text
    assert len(found.values) == 3 and ("so-noi-vu", "pakn_tong", "7") in values(found)


def test_a_bold_digit_is_one(tmp_path: Path) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["C2"] = CellRichText("7", TextBlock(InlineFont(b=True), "1"))

    found = intake(tmp_path, write)
    assert found.is_complete and ("so-y-te", "pakn_tong", "71") in values(found)


@pytest.mark.parametrize("cell", ["C2", "D3"])
@pytest.mark.parametrize("value", [7, "7"])
def test_a_number_that_its_format_hides_is_none(
    tmp_path: Path, cell: str, value: int | str
) -> None:
    def write(sheet: Worksheet) -> None:
        sheet[cell] = value
        sheet[cell].number_format = ";;;"

    found = intake(tmp_path, write)
    (question,) = found.decisions.waiting
    assert f"ô {cell}" in question.text and len(found.values) == 3


@pytest.mark.parametrize(
    ("colour", "ground"),
    [("FFFFFFFF", ""), ("FFFEFEFE", ""), ("00FFFFFF", ""), ("FF1F4E78", "FF1F4E78")],
)
def test_a_number_of_the_colour_of_its_ground_is_none(
    tmp_path: Path, colour: str, ground: str
) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["C2"].font = Font(color=colour)
        if ground:
            sheet["C2"].fill = PatternFill("solid", fgColor=ground)

    found = intake(tmp_path, write)
    (question,) = found.decisions.waiting
    assert "ô C2" in question.text and file_words.UNSEEN_COLOUR in question.text
    assert len(found.values) == 3


def test_a_white_number_on_a_dark_ground_is_one(tmp_path: Path) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["C2"].font = Font(color="FFFFFFFF")
        sheet["C2"].fill = PatternFill("solid", fgColor="FF1F4E78")
        sheet["C3"].font = Font(color="FF000000")

    found = intake(tmp_path, write)
    assert found.is_complete and len(found.values) == 4


@pytest.mark.parametrize("cell", ["C2", "C1"])
def test_a_note_on_a_cell_is_asked_about(tmp_path: Path, cell: str) -> None:
    def write(sheet: Worksheet) -> None:
        sheet[cell].comment = Comment("Số liệu tháng 01/2024, chưa cập nhật", "Lan")

    found = intake(tmp_path, write, agreed=True)
    (question,) = found.decisions.waiting
    assert question.is_open and "tháng 01/2024" in question.text and not found.values


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_notes_and_text_boxes_are_read_in_every_kind_of_file(ending: str) -> None:
    (grid,) = open_tables(ROOT / "tests" / "data" / "intake" / f"ghi-chu.{ending}").grids
    # No reader of .xls tells of text boxes.
    boxes = () if ending == "xls" else ("Số liệu dự kiến, chưa chốt",)
    assert grid.around == ("Số đúng là 999", *boxes)


def test_a_note_that_says_nothing_is_no_question(tmp_path: Path) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["C2"].comment = Comment("Đã kiểm tra", "Lan")

    found = intake(tmp_path, write)
    assert found.is_complete and len(found.values) == 4


def _title(sheet: Worksheet, text: str) -> None:
    assert isinstance(sheet.parent, Workbook)
    sheet.parent.properties.title = text


def _prompt(sheet: Worksheet, text: str) -> None:
    rule = DataValidation(type="whole", operator="greaterThan", formula1="0")
    rule.promptTitle, rule.prompt = "Số liệu", text
    sheet.add_data_validation(rule)
    rule.add("C2:D3")


@pytest.mark.parametrize("say", [_title, _prompt])
def test_another_month_in_what_a_file_says_of_itself(
    tmp_path: Path, say: Callable[[Worksheet, str], None]
) -> None:
    found = intake(tmp_path, lambda sheet: say(sheet, "Số liệu tháng 01/2024"), agreed=True)
    (question,) = found.decisions.waiting
    assert "tháng 01/2024" in question.text and not found.values

    def titled(sheet: Worksheet) -> None:
        say(sheet, "Số liệu tháng 01/2024")
        sheet.title = "Tháng 2"

    assert intake(tmp_path, titled).is_complete
    assert intake(tmp_path, lambda sheet: say(sheet, "Chỉ gõ số nguyên")).is_complete
