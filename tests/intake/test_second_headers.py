"""Narrow tables: a word over numbers is a header, a line among agencies may name a period."""

from collections.abc import Sequence
from typing import Any

import pytest

from bpindex.grids.grid import Grid
from bpindex.intake.engine import understand
from bpindex.intake.report import lines_of
from bpindex.intake.taken import Decisions, Intake
from bpindex.words import intake as words
from tests.strategies import base_case

A, B = "Sở Y tế", "Sở Nội vụ"
ALL, GOOD = "Tổng số PAKN", "PAKN xử lý đúng hạn"
Rows = Sequence[Sequence[Any]]


def intake(rows: Rows) -> Intake:
    return understand([Grid("a.csv", "", rows)], base_case(), Decisions(agreed=True))


def values(found: Intake) -> list[tuple[str, str, str]]:
    return [(value.agency, value.target.key, value.text) for value in found.values]


FIRST = ("so-y-te", "pakn_dung_han", "3")


@pytest.mark.parametrize(
    ("between", "below"),
    [
        ([["Đơn vị", ALL]], ("so-noi-vu", "pakn_tong", "6")),
        ([["", ALL]], ("so-noi-vu", "pakn_tong", "6")),
        ([[], ["BẢNG 2"], ["Đơn vị", ALL]], ("so-noi-vu", "pakn_tong", "6")),
        ([["", "Lũy kế"]], None),
        ([["Đơn vị", "2023"]], None),
        ([["Đơn vị", "PAKN xử lý quá hạn"]], None),
        ([["Đơn vị", GOOD], ["", "Tháng 1"]], None),
    ],
)
def test_a_second_header_heads_what_is_below_it(
    between: Rows, below: tuple[str, str, str] | None
) -> None:
    found = intake([["Đơn vị", GOOD], [A, 3], *between, [B, 6]])
    assert values(found) == [FIRST, *([below] if below else [])]
    assert below or any(line.sort == words.SORT_SKIPPED for line in lines_of(found))


@pytest.mark.parametrize(
    "between",
    [
        ["Khối sở", ""],
        ["Ghi chú", "số liệu trên hệ thống"],
        ["Sở Không Có", "không báo cáo"],
        ["", "x"],
        ["Sở Không Có", 5],
    ],
)
def test_other_lines_among_agencies_head_nothing(between: list[Any]) -> None:
    found = intake([["Đơn vị", GOOD], [A, 3], between, [B, 6]])
    assert values(found) == [FIRST, ("so-noi-vu", "pakn_dung_han", "6")] and found.is_complete


@pytest.mark.parametrize(
    "rows",
    [
        [["Đơn vị", GOOD], [A, 3], ["Bảng 2. Lũy kế từ đầu năm"], [B, 6]],
        [["Đơn vị", GOOD], [A, 3], ["Tháng 01/2024"], [B, 6]],
        [["Đơn vị", GOOD], ["Lũy kế", ""], [A, 3], [B, 6]],
        [["Đơn vị", GOOD], ["Đơn vị tính: %", ""], [A, 3], [B, 6]],
        [["Đơn vị", GOOD], [A, 3], ["Từ tháng 1", ""], ["", GOOD], [B, 6]],
    ],
)
def test_a_line_among_agencies_that_names_a_period_or_unit_is_asked_about(rows: Rows) -> None:
    found = intake(rows)
    assert not found.values and all(question.is_open for question in found.decisions.waiting)
    assert found.decisions.waiting


def test_a_lower_level_over_numbers_left_of_the_names_is_one() -> None:
    found = intake([[GOOD, "Đơn vị"], ["Tháng 1", ""], [3, A], [4, B]])
    assert not found.values
    assert any("kỳ khác" in line for line in found.report.skipped)
    found = intake([[GOOD, "Đơn vị"], ["Tháng 2", "Sở, ngành"], [3, A], [4, B]])
    assert [text for *_, text in values(found)] == ["3", "4"]
