"""Lists of late dossiers: each once, and none that vanishes unnamed."""

from collections.abc import Sequence
from typing import Any

import pytest

from bpindex.codec.shown import Unclear
from bpindex.grids.grid import Cell, Grid
from bpindex.intake.engine import understand
from bpindex.intake.taken import Decisions, Intake
from bpindex.words import files as file_words
from bpindex.words import intake as words
from tests.strategies import base_case

HEADER = ["Mã hồ sơ", "Thủ tục", "Cơ quan giải quyết", "Ngày hẹn trả", "Lý do"]
ONE = ["H10.17-1", "Cấp phép A", "Sở Y tế", "08/02/2024", "chờ ý kiến"]
OTHER = ["H10.17-2", "Cấp phép B", "Sở Nội vụ", "09/02/2024", ""]


def intake(*tables: list[list[str]], **answers: Any) -> Intake:
    grids = [Grid(f"{n}.csv", "", [HEADER, *rows]) for n, rows in enumerate(tables, 1)]
    return understand(grids, base_case(), Decisions(**answers))


def causes(found: Intake) -> list[tuple[str, str]]:
    return [(dossier.dossier, dossier.cause) for dossier in found.dossiers]


@pytest.mark.parametrize("apart", [False, True], ids=["one table", "two files"])
@pytest.mark.parametrize("code", ["H10.17-1", "h10.17 - 1"])
def test_two_rows_of_one_code_that_differ_are_asked_about(apart: bool, code: str) -> None:
    again = [code, *ONE[1:4], "trùng"]
    tables = [[ONE, OTHER], [again]] if apart else [[ONE, OTHER, again]]
    found = intake(*tables, agreed=True)
    (question,) = found.decisions.waiting
    assert question.is_open and "ô A2" in question.text
    assert causes(found) == [("H10.17-1", "chờ ý kiến"), ("H10.17-2", "")]
    second = intake(*tables, answers={question.key: question.choices[1]})
    assert causes(second) == [(code, "trùng"), ("H10.17-2", "")] and second.is_complete


def test_the_same_row_twice_is_one_dossier_and_named() -> None:
    found = intake([ONE, OTHER, ONE])
    assert len(found.dossiers) == 2 and found.is_complete
    (line,) = found.report.skipped
    assert "ô A4" in line and "ô A2" in line


@pytest.mark.parametrize(
    ("row", "is_named"),
    [
        (["", "Cấp phép", "Sở Y tế", "08/02/2024", ""], True),
        (["", "", "Sở Y tế", "", ""], True),
        (["chưa cấp mã", "Cấp phép", "", "08/02/2024", ""], True),
        (["", "Tổng cộng", "", "", ""], False),
        (["I", "Khối sở, ngành", "", "", ""], False),
    ],
)
def test_a_dossier_without_a_code_is_named(row: list[str], is_named: bool) -> None:
    found = intake([ONE, row, OTHER])
    assert len(found.dossiers) == 2
    assert any("không có mã hồ sơ" in line and "ô A3" in line for line in found.report.skipped) is (
        is_named
    )


DATED = ["Mã hồ sơ", "Đơn vị", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả"]


def dated(*rows: Sequence[Cell], header: Sequence[Cell] = DATED, **answers: Any) -> Intake:
    named = [[f"H10.17-{n}", "Sở Y tế", *row] for n, row in enumerate(rows, 1)]
    return understand([Grid("a.xlsx", "S", [header, *named])], base_case(), Decisions(**answers))


def days(found: Intake) -> list[list[str]]:
    every = ((d.received, d.due, d.returned) for d in found.dossiers)
    return [[f"{day:%d.%m.%Y}" if day else "" for day in some] for some in every]


def test_one_day_with_the_month_first_makes_all_the_others_doubtful() -> None:
    rows: list[list[Cell]] = [
        ["01/05/2024", "01/25/2024", "02/01/2024 08:30"],
        ["01/05/2024", "01/06/2024", Unclear("7/2/2024", file_words.HOLDS_DATE)],
    ]
    found = dated(*rows, agreed=True)
    (question,) = found.decisions.waiting
    assert question.is_open and "01/25/2024" in question.text and "4 ô khác" in question.text
    first = dated(*rows, answers={question.key: words.MONTH_FIRST})
    assert days(first) == [
        ["05.01.2024", "25.01.2024", "01.02.2024"],
        ["05.01.2024", "06.01.2024", "02.07.2024"],
    ]
    left = dated(*rows, answers={question.key: words.LEAVE_CELLS})
    assert days(left) == [["", "", ""], ["", "", ""]] and left.is_complete
    last = dated(*rows, answers={question.key: words.DAY_FIRST})
    assert days(last)[0] == ["01.05.2024", "", "02.01.2024"] and last.is_complete


def test_days_in_the_usual_order_ask_nothing() -> None:
    found = dated(["05/01/2024", "25/01/2024 17:00", "01/02/2024"])
    assert found.is_complete and days(found) == [["05.01.2024", "25.01.2024", "01.02.2024"]]
    assert not found.report.checked


def test_days_that_contradict_each_other_are_named() -> None:
    found = dated(["26/01/2024", "25/01/2024", "20/01/2024"])
    said = [("sau ngày hẹn" in line, "trước ngày hẹn" in line) for line in found.report.checked]
    assert said == [(True, False), (False, True)]


def test_days_after_the_period_are_named() -> None:
    found = dated(["01/05/2024", "01/06/2024", "02/07/2024"], ["01/01/2024", "01/02/2024", ""])
    (line,) = found.report.checked
    assert "sau kỳ" in line and "ô A2" in line


def test_a_column_that_is_not_kept_is_named() -> None:
    found = dated(["", "25/01/2024", "", 40], header=[*DATED, "Số giờ trễ"])
    assert any("Số giờ trễ" in line for line in found.report.skipped)
