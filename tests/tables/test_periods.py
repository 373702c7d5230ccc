"""A month named anywhere around a table, or in its headers: never taken for that of the case."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from bpindex.case.model import Case
from bpindex.case.records import LearntColumn
from bpindex.grids.files import open_tables
from bpindex.grids.grid import Grid
from bpindex.intake.engine import understand
from bpindex.intake.taken import Decisions, Intake
from bpindex.words import intake as words
from tests.strategies import base_case

CASE = base_case()
HEADER = ["Đơn vị", "PAKN xử lý đúng hạn"]
ROW = ["Sở Y tế", 3]
Rows = Sequence[Sequence[Any]]


def intake(rows: Rows, file: str = "a.csv", sheet: str = "", **answers: Any) -> Intake:
    return understand([Grid(file, sheet, rows)], CASE, Decisions(**answers))


def is_asked(found: Intake) -> bool:
    (question,) = found.decisions.waiting
    assert not found.values
    assert question.is_open and question.choices == (words.LEAVE_TABLE, words.TAKE)
    return "02/2024" in question.text


@pytest.mark.parametrize(
    "title",
    [
        "T01/2024",
        "T.1",
        "Kỳ: 01/2024",
        "Kỳ báo cáo 2024-01",
        "BÁO CÁO THÁNG 1",
        "15/12/2023 - 14/01/2024",
        "Từ 01/02 đến 31/03/2024",
        "Từ ngày 15 tháng 12 năm 2023 đến ngày 14 tháng 01 năm 2024",
        "Cùng kỳ năm trước",
        "Số liệu kỳ trước",
        "Từ tháng 01/2024 đến tháng 02/2024",
        "Năm 2023",
        "Số liệu tính đến hết ngày 31/01/2024",
        "BÁO CÁO TUẦN 1 THÁNG 02/2024",
        "Tháng 1+2/2024",
        "Tháng 01 và tháng 02 năm 2024",
        "02 tháng đầu năm 2024",
        "Tháng Giêng năm 2024",
        "Tháng mười hai",
        "Kỳ: 01 - 02/2024",
        "Kỳ 1,2/2024",
        "từ 2024-01-01 đến 2024-02-29",
        "31/01/2024",
        "Năm 2024",
        "SỐ LIỆU NĂM 2024",
    ],
)
def test_a_title_of_another_period_in_any_form_is_asked_about(title: str) -> None:
    assert is_asked(intake([[title], HEADER, ROW], agreed=True))
    (question,) = intake([[title], HEADER, ROW]).decisions.waiting
    taken = intake([[title], HEADER, ROW], answers={question.key: words.TAKE})
    assert [value.text for value in taken.values] == ["3"]


@pytest.mark.parametrize("sheet", ["Tháng 1", "T1", "T1_2024", "01.2024", "Kỳ trước", "2023"])
def test_the_name_of_a_sheet_says_a_period(sheet: str) -> None:
    assert is_asked(intake([HEADER, ROW], sheet=sheet))


@pytest.mark.parametrize(
    "file",
    [
        "bao cao thang 01-2024.xlsx",
        "Báo cáo tháng 01.2024.csv",
        "BC_T1.xls",
        "so lieu quy 1.xlsx",
        "202401.csv",
        "bc cung ky.ods",
    ],
)
def test_the_name_of_a_file_says_a_period(file: str) -> None:
    assert is_asked(intake([HEADER, ROW], file=file))


@pytest.mark.parametrize(
    "note",
    [
        "(Số liệu tháng 01/2024, trích xuất ngày 01/3/2024)",
        "Ghi chú: số liệu T1/2024",
        "Nguồn: báo cáo 6 tháng",
    ],
)
@pytest.mark.parametrize("blank", [0, 1])
def test_a_note_below_says_a_period(note: str, blank: int) -> None:
    assert is_asked(intake([HEADER, ROW, *[[]] * blank, ["", note]]))


@pytest.mark.parametrize(
    ("file", "sheet", "title", "note"),
    [
        ("bao cao thang 02-2024.xlsx", "Tháng 2", "T02/2024", "(Số liệu tháng 2/2024)"),
        ("bc thang 3.xlsx", "T2", "", ""),
        ("20240301.csv", "", "Kỳ: 02/2024", "Bình Phước, ngày 01 tháng 3 năm 2024"),
        ("2024-03-01 BC.xlsx", "Sheet1", "01/02/2024 - 22/02/2024", "Nguồn: 12/BC-SNV, 01/3/2024"),
        ("a.xlsx", "Hai", "Tháng Hai năm 2024", "Số liệu tính đến ngày 05/3/2024"),
        ("a.xlsx", "Bảng 1", "Từ 01/02/2024 đến 29/02/2024", "Theo Quyết định số 1/2023/QĐ"),
    ],
)
def test_what_agrees_or_is_a_day_of_a_paper_is_no_doubt(
    file: str, sheet: str, title: str, note: str
) -> None:
    found = intake([[title], HEADER, ROW, [], ["", note]], file, sheet)
    assert found.is_complete and len(found.values) == 1


def test_of_two_sheets_only_that_of_the_month_is_taken(tmp_path: Path) -> None:
    book = Workbook()
    for name, header in (("Tháng 1", "Tổng số PAKN"), ("Tháng 2", HEADER[1])):
        sheet = book.create_sheet(name)
        sheet.append(["Đơn vị", header])
        sheet.append(ROW)
    book.save(path := tmp_path / "a.xlsx")
    found = understand(open_tables(path).grids, CASE, Decisions(agreed=True))
    assert [value.target.key for value in found.values] == ["pakn_dung_han"]
    assert not found.is_complete


def test_a_list_of_late_dossiers_of_another_month_is_asked_about() -> None:
    header = ["Mã hồ sơ", "Đơn vị", "Ngày hẹn trả"]
    rows = [["HỒ SƠ TRỄ HẠN THÁNG 01/2024"], header, ["H1-1", "Sở Y tế", "09/01/2024"]]
    found = intake(rows)
    assert not found.dossiers and len(found.decisions.waiting) == 1
    rows[0] = ["HỒ SƠ TRỄ HẠN THÁNG 02/2024"]
    assert len(intake(rows).dossiers) == 1


@pytest.mark.parametrize(
    "months", [("T1", "T2"), ("01/2024", "02/2024"), ("Kỳ tháng 1", "Kỳ tháng 2")]
)
def test_a_month_in_a_header_is_that_of_the_case_or_left_out(months: tuple[str, str]) -> None:
    rows = [["Đơn vị", HEADER[1], HEADER[1]], ["", *months], ["Sở Y tế", 7, 3]]
    found = intake(rows)
    assert [value.text for value in found.values] == ["3"]
    assert any("kỳ khác" in line for line in found.report.skipped)


@pytest.mark.parametrize("header", ["PAKN xong T2", "PAKN đúng hạn tháng 2", "PAKN xong 2024"])
def test_a_header_that_names_a_month_is_not_learnt(header: str) -> None:
    rows = [["Đơn vị", header], ROW]
    key = next(iter(intake(rows).decisions.asked), "")
    found = intake(rows, answers={key: HEADER[1]})
    assert not found.learnt_columns
    # What an older version has learnt of a month is no longer an answer.
    from bpindex.tables.columns import path_key

    case = replace(CASE, learnt=(LearntColumn(path_key([header]), HEADER[1]),))
    assert not understand([Grid("a.csv", "", rows)], case).values


def of_quarter() -> Case:
    settings = replace(
        CASE.settings,
        period="2024-03",
        period_from=date(2024, 1, 1),
        period_to=date(2024, 3, 31),
        crosses_month=True,
    )
    return replace(CASE, settings=settings)


@pytest.mark.parametrize(
    ("title", "is_own"),
    [
        ("Quý I/2024", True),
        ("QUÝ 1 NĂM 2024", True),
        ("Số liệu quý I", True),
        ("Q1/2024", True),
        ("Q2/2024", False),
        ("3 tháng đầu năm 2024", True),
        ("Tháng 1-3/2024", True),
        ("Từ tháng 01 đến tháng 03 năm 2024", True),
        ("Từ ngày 01/01/2024 đến ngày 31/3/2024", True),
        ("Quý II/2024", False),
        ("Quý I/2023", False),
        ("Tháng 03/2024", False),
        ("Từ ngày 01/3/2024 đến ngày 31/3/2024", False),
        ("6 tháng đầu năm 2024", False),
        ("Năm 2024", False),
    ],
)
def test_a_quarter_is_asked_about_its_own_name_alone(title: str, is_own: bool) -> None:
    found = understand([Grid("a.csv", "", [[title], HEADER, ROW])], of_quarter(), Decisions())
    assert bool(found.values) is is_own
    if not is_own:
        (question,) = found.decisions.waiting
        assert "quý I/2024" in question.text


@pytest.mark.parametrize(
    ("level", "is_own"),
    [("Quý I", True), ("Quý I/2024", True), ("Quý này", True), ("Tháng 3", False),
     ("Tháng này", False), ("Quý IV/2023", False), ("Lũy kế", False)],
)  # fmt: skip
def test_a_column_of_a_quarter_is_that_of_its_name(level: str, is_own: bool) -> None:
    rows = [[HEADER[0], HEADER[1]], ["", level], ROW]
    found = understand([Grid("a.csv", "", rows)], of_quarter(), Decisions())
    assert bool(found.values) is is_own, found.report


NUMBERED = ["STT", "Đơn vị", "PAKN xử lý đúng hạn"]
NUMBERED_ROWS = [[1, "Sở Y tế", 3], [2, "Sở Tư pháp", 4]]


@pytest.mark.parametrize(
    "rows",
    [
        [["STT", "Đơn vị (Tháng 01/2024)", NUMBERED[2]], *NUMBERED_ROWS],
        [["Tháng 01/2024", *NUMBERED[1:]], *NUMBERED_ROWS],
        [NUMBERED, *NUMBERED_ROWS, ["", "Tổng cộng (Tháng 01/2024)", 7]],
        [NUMBERED, ["", "Số liệu tháng 01/2024", ""], *NUMBERED_ROWS],
        [["Lũy kế", *NUMBERED[1:]], *NUMBERED_ROWS],
        [["Kế hoạch", *NUMBERED], *([None, *row] for row in NUMBERED_ROWS)],
        [[*NUMBERED, "Kỳ trước"], *NUMBERED_ROWS],
        [["Từ ngày", "01/01/2024", "đến ngày", "29/02/2024"], NUMBERED, *NUMBERED_ROWS],
        [["Tháng:", "", 1], NUMBERED, *NUMBERED_ROWS],
        [NUMBERED, *NUMBERED_ROWS, [], ["Tháng:", "", "01/2024"]],
    ],
    ids=[
        "names",
        "corner",
        "total",
        "section",
        "so far",
        "planned",
        "beside",
        "days",
        "month",
        "below",
    ],
)
def test_a_period_said_in_any_cell_around_the_figures_is_asked_about(rows: Rows) -> None:
    found = intake(rows, agreed=True)
    assert not found.values and found.decisions.waiting, found.report


@pytest.mark.parametrize(
    ("title", "cell", "is_own"),
    [
        ("Năm", 2023, False),
        ("Năm báo cáo", 2023, False),
        ("Kỳ", 1, False),
        ("Kỳ", "01/01/2024", False),
        ("Tháng", 1, False),
        ("Tuần", 2, False),
        ("Đợt", 1, False),
        ("Tháng", 2, True),
        ("Kỳ", "02/2024", True),
        ("Kỳ", "01/02/2024", True),
        ("Năm", 2024, True),
    ],
)
def test_a_column_of_the_period_of_each_row_is_that_of_the_case(
    title: str, cell: int | str, is_own: bool
) -> None:
    rows = [["Đơn vị", title, HEADER[1]], ["Sở Y tế", cell, 3], ["Sở Tư pháp", cell, 4]]
    found = intake(rows, agreed=True)
    assert bool(found.values) is is_own, found.report


def test_one_number_in_every_row_may_say_what_the_others_are_of() -> None:
    names = ["Sở Y tế", "Sở Tư pháp", "Sở Nội vụ"]
    for number, is_asked_about in ((3, True), (0, False)):
        rows = [["Đơn vị", "Mức độ", HEADER[1]], *([name, number, 4] for name in names)]
        found = intake(rows, agreed=True)
        assert bool(found.values) is not is_asked_about


BEFORE = [
    "Thời điểm báo cáo: 31/01/2024",
    "Thời gian: 31/01/2024",
    "Số liệu ngày 31/01",
    "Báo cáo ngày 31.01.2024",
    "(Kèm theo Báo cáo số 12/BC-SNV ngày 31/01/2024)",
    "(Kèm theo Công văn số 12/SNV-VP ngày 31/01/2024)",
    "Trích xuất từ hệ thống ngày 31/01/24",
    "Bình Phước, ngày 31 tháng 01 năm 2024",
    "Người xuất: A - 31/01/2024",
    "2024-01-31",
    "2024.01.31",
    "01/31/2024",
    "31-Jan-24",
    "31012024",
    "31/01/2024",
]


@pytest.mark.parametrize("said", BEFORE)
def test_what_was_made_before_the_period_began_cannot_hold_it(said: str) -> None:
    for rows in ([[said], HEADER, ROW], [["Tháng 02/2024"], HEADER, ROW, [], ["", said]]):
        found = intake(rows, agreed=True)
        assert found.decisions.waiting and not found.values, rows
    grid = Grid("a.csv", "", [HEADER, ROW], around=(said,))
    assert not understand([grid], CASE, Decisions(agreed=True)).values
    named = Grid("BC 20240131.csv", "", [HEADER, ROW])
    assert not understand([named], CASE, Decisions(agreed=True)).values


@pytest.mark.parametrize(
    "said",
    [
        "Theo Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ",
        "Kế hoạch số 12/KH-UBND ngày 15 tháng 01 năm 2024",
        "Công văn số 15 ngày 31/01/2024",
        "(Kèm theo Báo cáo số 12/BC-SNV ngày 01/3/2024)",
        "Từ ngày 01/02/2024 đến hết ngày 22/02/2024",
        "Từ 01 đến 22/02/2024",
        "Bình Phước, ngày 22 tháng 02 năm 2024",
    ],
)
def test_a_day_of_a_paper_or_of_the_period_is_no_doubt(said: str) -> None:
    for rows in ([[said], HEADER, ROW], [HEADER, ROW, [], ["", said]]):
        assert len(intake(rows).values) == 1, rows


@pytest.mark.parametrize(
    "said",
    [
        "Đến hết tháng 02/2024",
        "Tính đến hết ngày 22/02/2024",
        "Đến ngày 29/02/2024",
        "Tính đến 02/2024",
    ],
)
def test_what_says_its_end_alone_may_be_since_any_day(said: str) -> None:
    assert is_asked(intake([[said], HEADER, ROW], agreed=True))
    for beside in ("Tháng 02/2024", "Từ ngày 01/02/2024"):
        assert len(intake([[beside], [said], HEADER, ROW]).values) == 1
    assert len(intake([[said], HEADER, ROW], sheet="T2").values) == 1


def test_what_ends_with_a_case_since_new_year_is_of_it() -> None:
    for said, is_own in (
        ("Đến hết tháng 03/2024", True),
        ("Tính đến hết ngày 31/3/2024", True),
        ("Tính đến hết ngày 30/3/2024", False),
    ):
        grid = Grid("a.csv", "", [[said], HEADER, ROW])
        assert bool(understand([grid], of_quarter(), Decisions()).values) is is_own, said


@pytest.mark.parametrize(
    ("said", "is_own"),
    [("Kỳ I", False), ("Kỳ 1", False), ("Kỳ II", False), ("Kỳ 2", True), ("Kỳ này", True)],
)
def test_a_part_of_a_period_by_its_number(said: str, is_own: bool) -> None:
    assert bool(intake([[said], HEADER, ROW]).values) is is_own
    assert not intake([["Tháng 02/2024 - số liệu đến ngày 10/02/2024"], HEADER, ROW]).values


@pytest.mark.parametrize(
    ("levels", "taken", "asked"),
    [
        (("Kỳ này", "Kỳ trước"), ["3"], 0),
        (("Cùng kỳ", "Kỳ này"), ["4"], 0),
        # Its own year may be the whole of it: of another year nothing is asked.
        (("2023", "2024"), [], 1),
    ],
)
def test_of_columns_of_two_periods_only_what_is_not_clear_is_asked(
    levels: tuple[str, str], taken: list[str], asked: int
) -> None:
    found = intake([["Đơn vị", HEADER[1], ""], ["", *levels], [*ROW, 4]])
    assert [value.text for value in found.values] == taken
    assert len(found.decisions.waiting) == asked
