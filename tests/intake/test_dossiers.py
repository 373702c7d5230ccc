"""Lists of late dossiers: each once, and none that vanishes unnamed."""

from typing import Any

import pytest

from bpindex.intake.engine import understand
from bpindex.intake.grid import Grid
from bpindex.intake.taken import Decisions, Intake
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
