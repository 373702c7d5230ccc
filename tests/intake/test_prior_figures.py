"""Last year's figures print as they stand: what shows no figure is not taken, and is named."""

import pytest

from bpindex.codec.shown import ShownNumber, Unclear
from bpindex.grids.grid import Cell
from bpindex.naming.targets import Kind
from bpindex.words import files as file_words
from tests.intake.test_engine import intake


def table(cell: Cell) -> list[list[Cell]]:
    return [
        ["Stt", "TÊN ĐƠN VỊ", "BỘ CHỈ SỐ ĐÁNH GIÁ THÁNG 02 NĂM 2024", ""],
        ["", "", "Công khai, minh bạch", ""],
        ["", "", "Năm 2023", "Tháng 02"],
        [1, "Sở Y tế", cell, "97"],
        [2, "Sở Nội vụ", "88", "97"],
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [("98,4", "98,4"), (ShownNumber(0.875, "87.5%"), "87.5"), ("Không có hồ sơ", "Không có hồ sơ")],
)
def test_a_figure_is_taken_as_it_shows(cell: Cell, text: str) -> None:
    assert [value.text for value in intake(table(cell)).values] == [text, "88"]


@pytest.mark.parametrize(
    "cell",
    [
        Unclear("#REF!", file_words.HOLDS_ERROR),
        Unclear("=…", file_words.NOT_CALCULATED),
        Unclear("15/5/2024", file_words.HOLDS_DATE),
    ],
)
def test_what_nobody_can_print_is_named_by_its_cell(cell: Unclear) -> None:
    found = intake(table(cell))
    assert [value.text for value in found.values] == ["88"]
    [told] = [line for line in found.report.skipped if cell.text in line]
    assert "C4" in told and cell.why in told


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (["Năm 2023", "Tháng 02"], [[465, 165], [432, 132]]),
        (["Năm 2023", "Tháng 02"], [[46, 165], [43, 132]]),
        (["Năm 2023", "Tháng 02"], [[165.5, "98,5"], [43, 32]]),
        (["Năm 2023", "Hồ sơ thanh toán trực tuyến"], [[77, 120], [99, 310]]),
    ],
)
def test_counts_of_last_year_are_asked_about(header: list[str], rows: list[list[Cell]]) -> None:
    named = [["Sở Y tế", *rows[0]], ["Sở Nội vụ", *rows[1]]]
    found = intake([["Đơn vị", "Thanh toán trực tuyến", ""], ["", *header], *named], agreed=True)
    assert any("Năm 2023" in question.text for question in found.decisions.waiting)
    assert not any(value.target.kind is Kind.PRIOR for value in found.values)


def test_whole_percents_of_last_year_are_taken_beside_those_of_the_month() -> None:
    rows: list[list[Cell]] = [["Sở Y tế", 100, 46], ["Sở Nội vụ", 85, 100]]
    header = [["Đơn vị", "Thanh toán trực tuyến", ""], ["", "Năm 2023", "Tháng 02"]]
    found = intake([*header, *rows])
    assert found.is_complete and [value.text for value in found.values] == ["100", "85"]


@pytest.mark.parametrize("text", ["n/a", "x", "…"])
def test_what_says_nothing_is_nothing(text: str) -> None:
    assert [value.text for value in intake(table(text)).values] == ["88"]
