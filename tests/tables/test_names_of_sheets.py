"""Names of sheets and files that limit what a table counts, or say that it is of something else."""

from dataclasses import replace

import pytest

from bpindex.case.records import LearntColumn
from bpindex.grids.grid import Grid
from bpindex.intake.engine import understand
from bpindex.intake.taken import Decisions, Intake
from bpindex.words import intake as words
from tests.strategies import base_case

CASE = base_case()
HEADER = ["Đơn vị", "Hồ sơ giải quyết quá hạn"]
ROW = ["Sở Y tế", 3]


def intake(file: str, sheet: str, header: list[str] = HEADER, title: str = "") -> Intake:
    rows = [[title], header, ROW, ["Sở Nội vụ", 4]]
    return understand([Grid(file, sheet, rows)], CASE, Decisions(agreed=True))


@pytest.mark.parametrize(
    ("file", "sheet"),
    [
        ("bang.xlsx", "Đất đai"),
        ("dat dai.xlsx", "Sheet1"),
        ("dat_dai.csv", ""),
        ("DatDai.xlsx", "Sheet1"),
        ("bang.xlsx", "Dự kiến"),
        ("BC du kien thang 2.xlsx", "Sheet1"),
        ("bang.xlsx", "Bản cũ"),
        ("bang.xlsx", "Kế hoạch"),
        ("bang.xlsx", "Tỷ lệ %"),
        ("ty le.xlsx", "Sheet1"),
        ("bang.xlsx", "Điểm"),
        ("BC tyle.xlsx", "Sheet1"),
        ("datdai.xlsx", "Sheet1"),
        ("bang.xlsx", "Nghìn"),
        ("bang.xlsx", "Liên thông"),
        ("bang.xlsx", "Một số đơn vị"),
        ("bang.xlsx", "Đang xử lý"),
        ("bang.xlsx", "Rút hồ sơ"),
        ("bang.xlsx", "Test"),
        ("ban thu.xlsx", "Sheet1"),
        ("bang.xlsx", "Xây dựng"),
        ("bang.xlsx", "Q1"),
    ],
)
def test_a_name_that_may_limit_a_table_is_asked_about_once(file: str, sheet: str) -> None:
    found = intake(file, sheet)
    (question,) = found.decisions.waiting
    assert question.is_open and not found.values
    assert (sheet if file == "bang.xlsx" else file.partition(".")[0]) in question.text


def test_the_name_of_a_file_is_asked_about_once_for_all_its_tables() -> None:
    other = [["Đơn vị", "PAKN xử lý đúng hạn"], ROW]
    grids = [Grid("dat dai.xlsx", "Sheet1", [HEADER, ROW]), Grid("dat dai.xlsx", "S2", other)]
    found = understand(grids, CASE)
    (question,) = found.decisions.waiting
    assert not found.values
    taken = understand(grids, CASE, Decisions({question.key: words.TAKE}))
    assert taken.is_complete and len(taken.values) == 2
    learnt = tuple(LearntColumn(key, name) for key, name in taken.learnt_columns.items())
    again = understand(grids, replace(CASE, learnt=learnt))
    assert again.is_complete and len(again.values) == 2
    # Whoever leaves one table out is asked about the others.
    left = understand(grids, CASE, Decisions({question.key: words.LEAVE_TABLE}))
    assert len(left.decisions.waiting) == 1 and not left.values


def test_an_answer_is_remembered_for_the_same_table_next_month() -> None:
    grid = Grid("bang 02-2024.xlsx", "Đất đai", [HEADER, ROW])
    (question,) = understand([grid], CASE).decisions.waiting
    taken = understand([grid], CASE, Decisions({question.key: words.TAKE}))
    learnt = tuple(LearntColumn(key, name) for key, name in taken.learnt_columns.items())
    again = understand([grid], replace(CASE, learnt=learnt))
    assert again.is_complete and len(again.values) == 1


@pytest.mark.parametrize(
    ("file", "sheet"),
    [
        ("x.xlsx", "Sheet1"),
        ("bang.xlsx", "Tháng 2"),
        ("BC tháng 02-2024.xlsx", "Bảng 1"),
        ("BaoCao_T2_2024 (1).xlsx", "Số liệu"),
        ("tong hop.xlsx", "Phụ lục"),
        ("export_20240301083015.xlsx", "export"),
        ("VNPT-iGate.xls", "Hồ sơ"),
        ("so-xay-dung.xlsx", "Một cửa"),
        ("Sở Y tế.xlsx", "SXD"),
        ("UBND Loc Ninh.xlsx", "mot cua"),
        ("II.06a.xlsx", "Biểu 06a"),
        ("Copy of bang.xlsx", "Hai"),
        ("baocaotonghop.xlsx", "UBND cấp huyện"),
        ("baocaothang2.xlsx", "Sở, ngành"),
        ("BC tinh Binh Phuoc.xlsx", "Kết quả GQ TTHC"),
        ("", "Dán vào đây"),
    ],
)
def test_usual_names_ask_nothing(file: str, sheet: str) -> None:
    found = intake(file, sheet)
    assert found.is_complete and len(found.values) == 2


@pytest.mark.parametrize(
    ("sheet", "title"),
    [("Thanh toán", ""), ("Thanh toan", ""), ("S", "Bảng 2. Thanh toán trực tuyến")],
)
def test_the_group_of_all_its_counts_limits_no_table(sheet: str, title: str) -> None:
    header = ["Đơn vị", "Hồ sơ thanh toán trực tuyến"]
    assert intake("a.xlsx", sheet, header, title).is_complete
    assert not intake("a.xlsx", sheet, title=title).is_complete


def test_what_a_short_header_was_learnt_to_mean_does_not_hold_on_another_sheet() -> None:
    learnt = (LearntColumn("trễ", "Hồ sơ giải quyết quá hạn"),)
    rows = [["Đơn vị", "Trễ"], ROW]
    case = replace(CASE, learnt=learnt)
    assert len(understand([Grid("a.xlsx", "Sheet1", rows)], case).values) == 1
    assert not understand([Grid("a.xlsx", "Đang xử lý", rows)], case).values


@pytest.mark.parametrize(
    ("name", "is_asked"),
    [
        ("T1+T2", True),
        ("T1 va T2", True),
        ("T12+T1+T2", True),
        ("T2+T3", True),
        ("BC 05.01.2024", True),
        ("T2", False),
        ("BC T2-2024", False),
        ("BC 05.03.2024", False),
    ],
)
def test_a_name_with_another_month_beside_its_own_is_asked_about(name: str, is_asked: bool) -> None:
    case = base_case()
    agencies = [agency.name for agency in case.valid_agencies[:3]]
    rows = [["Đơn vị", "PAKN xử lý đúng hạn"], *([a, n] for n, a in enumerate(agencies, 1))]
    for grid in (Grid(f"{name}.xlsx", "Sheet1", rows), Grid("a.xlsx", name, rows)):
        assert bool(understand([grid], case, Decisions()).decisions.waiting) == is_asked
