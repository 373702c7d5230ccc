"""A body that does not stand below its header: nothing is taken by place alone."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bpindex.grids.files import open_tables
from bpindex.grids.grid import Grid
from bpindex.intake.engine import understand
from bpindex.intake.taken import Decisions
from bpindex.words import intake as words
from tests.strategies import base_case

CASE = base_case()
A, B, C = "Sở Y tế", "Sở Nội vụ", "Sở Tư pháp"
ALL, GOOD = "Tổng số PAKN", "PAKN xử lý đúng hạn"


@pytest.mark.parametrize(
    "rows",
    [
        [["STT", "Đơn vị", ALL, GOOD], [1, A, "", 9, 8], [2, B, "", 7, 6]],
        [["Đơn vị", "", ALL, GOOD], [A, 9, 8], [B, 7, 6]],
        [["Đơn vị", ALL, GOOD], [A, 1, "085", 85], [B, 1, "200", 90]],
        [["Đơn vị", ALL, GOOD], [A, 1, "085", 85], [B, 12, 11]],
        [["Đơn vị", "Đã giải quyết", ""], ["", "Trước hạn", "Quá hạn"], [A, "", 9, 8]],
        [["", "Đơn vị", ALL, GOOD], [12, A, 9], [14, B, 7], [17, C, 6]],
        [["STT", "Đơn vị", ALL, GOOD], [A, 9, 8, ""], [B, 7, 6, ""]],
    ],
)
def test_numbers_without_a_header_stop_the_table(rows: Sequence[Sequence[Any]]) -> None:
    grid = Grid("a.csv", "", rows)
    found = understand([grid], CASE, Decisions(agreed=True))
    (question,) = found.decisions.waiting
    assert not found.values and question.is_open
    assert "lệch cột" in question.text
    left = understand([grid], CASE, Decisions({question.key: words.LEAVE_TABLE}))
    assert not left.values and left.is_complete
    assert understand([grid], CASE, Decisions({question.key: words.TAKE})).values


def test_a_header_merged_over_one_column_too_many() -> None:
    rows = [["STT", "Đơn vị", "", ALL, GOOD], [1, A, 9, 8, ""], [2, B, 7, 6, ""]]
    found = understand([Grid("a.xlsx", "S", rows, ((0, 1, 0, 2),))], CASE, Decisions(agreed=True))
    assert not found.values and len(found.decisions.waiting) == 1


@pytest.mark.parametrize("span", [(1, 1, 2, 1), (2, 2, 3, 2), (1, 1, 3, 2)])
def test_a_number_that_several_agencies_share_is_asked_about(
    span: tuple[int, int, int, int],
) -> None:
    rows = [["Đơn vị", ALL, GOOD], [A, 9, 8], [B, 7, 6], [C, 5, 4]]
    top, left, bottom, right = span
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (row, column) != (top, left):
                rows[row][column] = ""
    found = understand([Grid("a.xlsx", "S", rows, (span,))], CASE, Decisions(agreed=True))
    (question,) = found.decisions.waiting
    assert not found.values and question.is_open and "gộp" in question.text


@pytest.mark.parametrize(
    ("rows", "span"),
    [
        ([[A, 9, ""], [B, 7, 6]], (1, 1, 1, 2)),
        ([[A, 9, 8], ["Sở Không Có", "", 6]], (1, 1, 2, 1)),
        ([[A, 9, 8], ["Tổng cộng", "", 8]], (1, 1, 2, 1)),
    ],
)
def test_a_number_over_two_headers_or_other_rows_is_asked_about(
    rows: list[list[Any]], span: tuple[int, int, int, int]
) -> None:
    grid = Grid("a.xlsx", "S", [["Đơn vị", ALL, GOOD], *rows], (span,))
    found = understand([grid], CASE, Decisions(agreed=True))
    (question,) = found.decisions.waiting
    assert not found.values and question.is_open and "gộp" in question.text


def test_a_number_below_a_header_as_wide_is_no_doubt() -> None:
    rows = [["Đơn vị", ALL, "", GOOD], [A, 9, "", 8], [B, 7, "", 6]]
    spans = ((0, 1, 0, 2), (1, 1, 1, 2), (2, 1, 2, 2))
    found = understand([Grid("a.xlsx", "S", rows, spans)], CASE)
    assert found.is_complete and len(found.values) == 4


def test_words_over_merged_cells_say_of_each_that_nothing_was_reported() -> None:
    rows = [["Đơn vị", ALL, GOOD], [A, "Không báo cáo", ""], [B, "", ""], [C, 5, 4]]
    found = understand([Grid("a.xlsx", "S", rows, ((1, 1, 2, 2),))], CASE)
    assert found.is_complete
    assert [value.text for value in found.values].count(words.NOT_REPORTED) == 4
    assert all("như “Không báo cáo”" in line for line in found.report.taken if "ghi là" in line)


def test_cells_merged_within_one_agency_or_beside_the_numbers_are_no_doubt() -> None:
    rows = [["Khối", "Đơn vị", ALL, GOOD], ["Sở", A, 9, 8], ["", B, 7, 6]]
    grid = Grid("a.xlsx", "S", rows, ((1, 0, 2, 0), (3, 2, 5, 2)))
    found = understand([grid], CASE)
    assert found.is_complete and len(found.values) == 4


def test_a_csv_whose_commas_part_thousands_too(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Đơn vị,{ALL},{GOOD}\n{A},1,085,85\n{B},12,11\n", encoding="utf-8")
    found = understand(open_tables(path).grids, CASE, Decisions(agreed=True))
    assert not found.values and not found.is_complete


@pytest.mark.parametrize(
    "rows",
    [
        [["", "Đơn vị", ALL, GOOD], [1, A, 9, 8], [2, B, 7, 6], [1, C, 7, 6]],
        [["Đơn vị", "", ALL, GOOD], [A, 1, 9, 8], [B, 2, 7, 6]],
        [["Đơn vị", ALL, GOOD, ""], [A, 9, 8, "đã kiểm"], [B, 7, 6, ""]],
        [["", "Đơn vị", ALL, GOOD, "Ghi chú"], [12, A, 9, 8], [14, B, 7, 6]],
    ],
)
def test_numbers_of_rows_codes_and_words_without_a_header_are_no_doubt(
    rows: Sequence[Sequence[Any]],
) -> None:
    found = understand([Grid("a.csv", "", rows)], CASE)
    assert found.is_complete
    assert {(v.agency, v.target.key): v.text for v in found.values if v.agency == "so-y-te"} == {
        ("so-y-te", "pakn_tong"): "9",
        ("so-y-te", "pakn_dung_han"): "8",
    }
