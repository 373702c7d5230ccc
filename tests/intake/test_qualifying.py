"""Words that may qualify the figures of a table: understood, or asked about once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bpindex.case.records import LearntColumn
from bpindex.grids.grid import Grid
from bpindex.grids.pages.pages import page_grids
from bpindex.intake.engine import understand
from bpindex.intake.taken import Decisions, Intake
from bpindex.words import intake as words
from tests.intake.tables import as_page
from tests.strategies import base_case

CASE = base_case()
HEADER = ["Đơn vị", "PAKN xử lý đúng hạn"]
ROW = ["Sở Y tế", 3]
Rows = Sequence[Sequence[Any]]


def intake(*grids: Grid, **answers: Any) -> Intake:
    return understand(grids, CASE, Decisions(**answers))


@pytest.mark.parametrize(
    "title",
    [
        "Tháng 02/2024 - lĩnh vực xây dựng",
        "Số liệu tháng 02/2024 (không gồm hồ sơ tồn)",
        "Hồ sơ cấp xã",
        "(1.000 hồ sơ)",
        "Trích xuất ngày 10/02/2024",
        "March 2024",
        "Dự kiến tháng 02/2024",
        "Biểu ví dụ",
        "Tỉnh Tây Ninh",
    ],
)
def test_a_title_that_is_not_understood_waits_and_is_remembered(title: str) -> None:
    grid = Grid("a.csv", "", [[title], HEADER, ROW])
    found = intake(grid, agreed=True)
    (question,) = found.decisions.waiting
    assert question.is_open and not found.values
    taken = intake(grid, answers={question.key: words.TAKE})
    assert [value.text for value in taken.values] == ["3"]
    learnt = tuple(LearntColumn(key, name) for key, name in taken.learnt_columns.items())
    again = understand([grid], replace(CASE, learnt=learnt), Decisions())
    assert again.is_complete and len(again.values) == 1


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Kỳ", "01/2024"),
        ("Tháng", 1),
        ("Đơn vị tính", "nghìn hồ sơ"),
        ("Lĩnh vực", "Đất đai"),
        ("Phòng ban", "Văn phòng Sở"),
        ("Ghi chú", "Lấy theo kỳ trước"),
        ("Ghi chú", 12),
    ],
)
def test_words_beside_the_rows_wait(header: str, cell: Any) -> None:
    found = intake(Grid("a.csv", "", [[*HEADER, header], [*ROW, cell]]), agreed=True)
    assert not found.is_complete and not found.values


def test_the_period_of_the_case_beside_the_rows_is_understood() -> None:
    found = intake(Grid("a.csv", "", [[*HEADER, "Kỳ"], [*ROW, "02/2024"]]))
    assert found.is_complete and len(found.values) == 1


@pytest.mark.parametrize(
    "said",
    ["<h1>Tháng 01/2024</h1>", "<p>Lĩnh vực đất đai</p>", "Từ <input value='01/01/2024'> đến"],
)
def test_what_a_page_says_outside_its_table(said: str) -> None:
    grids, _ = page_grids(as_page([HEADER, ROW]).replace("<body>", f"<body>{said}"), "a.html")
    assert not intake(*grids).is_complete


def test_what_a_cover_says() -> None:
    cover = Grid("a.xlsx", "Bìa", [["BÁO CÁO THÁNG 01/2024"]])
    assert not intake(cover, Grid("a.xlsx", "Số liệu", [HEADER, ROW])).is_complete


def test_a_row_that_lacks_a_cell() -> None:
    rows = [[*HEADER, "Ghi chú"], [*ROW, ""], ["Sở Nội vụ", 4], ["Sở Tư pháp", 5, ""]]
    assert not intake(Grid("a.html", "", rows)).is_complete


@pytest.mark.parametrize("said", ["Tháng 01/2024", "Lĩnh vực đất đai", "Lũy kế từ đầu năm"])
def test_words_right_above_a_table_are_said_of_it(said: str) -> None:
    found = intake(Grid("a.csv", "", [["", "", "", said], HEADER, ROW]), agreed=True)
    (question,) = found.decisions.waiting
    assert question.is_open and said in question.text and not found.values
    beside = intake(Grid("a.csv", "", [["BÁO CÁO", "", "", said], HEADER, ROW]), agreed=True)
    assert beside.decisions.waiting and not beside.values


@pytest.mark.parametrize(
    "said",
    [
        "Ngày xuất báo cáo: 05/03/2024 08:15",
        "Thời điểm kết xuất dữ liệu: 08:15:22 ngày 05/03/2024",
        "Số liệu lũy kế từ 01/02/2024 đến 29/02/2024",
        "Báo cáo được xuất tự động từ hệ thống",
        "Số liệu trích xuất từ Hệ thống thông tin giải quyết TTHC vào lúc 7h00 ngày 02/3/2024",
        "(Số liệu do Trung tâm Phục vụ hành chính công tỉnh cung cấp)",
        "Người xuất: Trần Thị Bình - 05/03/2024 08:20",
        "Trang 1/3",
        "Hạn gửi báo cáo: 10/03/2024",
        "Bình Phước, ngày 04 tháng 3 năm 2024",
    ],
)
def test_when_and_by_whom_a_table_was_made_says_nothing_of_its_figures(said: str) -> None:
    for rows in ([[said], HEADER, ROW], [HEADER, ROW, [], [said]]):
        found = intake(Grid("a.csv", "", rows))
        assert found.is_complete and len(found.values) == 1


@pytest.mark.parametrize(
    "said",
    [
        "Tỷ lệ 1:10",
        "Số liệu lũy kế từ 01/01/2024 đến 29/02/2024",
        "Số liệu lũy kế",
        "Dữ liệu tính đến 23:59 ngày 15/02/2024",
        "Ngày xuất báo cáo: 05/02/2024 08:15",
        "Thời điểm kết xuất dữ liệu: 08:15 ngày 20/02/2024",
        "Người xuất: Trần Thị Bình - 05/02/2024 08:20",
        "Người xuất: Trần Thị Bình - hồ sơ đất đai",
        "Bình Phước, ngày 20 tháng 02 năm 2024",
        "Số liệu do cấp xã cung cấp",
    ],
)
def test_what_is_made_likewise_and_says_more_waits(said: str) -> None:
    for rows in ([[said], HEADER, ROW], [HEADER, ROW, [], [said]]):
        found = intake(Grid("a.csv", "", rows), agreed=True)
        assert not found.is_complete and not found.values


@pytest.mark.parametrize(
    "signed",
    [
        ["Người lập biểu", "Thủ trưởng đơn vị", "(Ký, ghi rõ họ tên)", "Nguyễn Văn An"],
        ["Người tổng hợp: Trần Thị Bình"],
        ["Thời gian báo cáo: 01/02/2024 - 29/02/2024"],
        ["Xuất lúc 08:15:22 05/03/2024 bởi admin", "- Lưu: VT, KSTT."],
        ["KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "(Đã ký)"],
    ],
)
def test_who_signed_a_table_says_nothing_of_its_figures(signed: list[str]) -> None:
    found = intake(Grid("a.csv", "", [HEADER, ROW, [], *([text] for text in signed)]))
    assert found.is_complete and len(found.values) == 1


def test_all_that_is_asked_of_a_table_is_asked_at_once() -> None:
    rows = [
        ["Tháng 01/2024 - lĩnh vực đất đai"],
        ["Đơn vị", HEADER[1], "Hồ sơ trễ hẹn", "Tổng số PAKN"],
        ["Sở Y tế", 3, 4, "1.200"],
        ["Sở Tư pháp", 4, 5, 7],
    ]
    found = intake(Grid("a.csv", "", rows))
    assert len(found.decisions.waiting) >= 2 and not found.values and not found.report.taken
    first = found.decisions.waiting[0]
    left = intake(Grid("a.csv", "", rows), answers={first.key: words.LEAVE_TABLE})
    assert left.is_complete and not left.values


@pytest.mark.parametrize("header", ["Tên đơn vị (nghìn)", "Đơn vị (tỷ lệ)", "Đơn vị (T1)"])
def test_what_the_header_of_names_says_beside_them_waits(header: str) -> None:
    found = intake(Grid("a.csv", "", [[header, HEADER[1]], ROW]), agreed=True)
    (question,) = found.decisions.waiting
    assert question.is_open and not found.values


def test_a_note_with_the_day_of_another_month_is_known_by_its_words() -> None:
    def rows(month: int) -> Rows:
        note = f"Ghi chú: số liệu lấy riêng trên hệ thống ngày 22/{month:02d}/2024"
        return [["", f"Tháng {month}"], HEADER, ROW, [], [note]]

    first = intake(Grid("a.csv", "", rows(2)))
    (question,) = first.decisions.waiting
    taken = intake(Grid("a.csv", "", rows(2)), answers={question.key: words.TAKE})
    learnt = tuple(LearntColumn(key, name) for key, name in taken.learnt_columns.items())
    settings = replace(
        CASE.settings, period="2024-03", period_from=date(2024, 3, 1), period_to=date(2024, 3, 22)
    )
    case = replace(CASE, learnt=learnt, settings=settings)
    again = understand([Grid("a.csv", "", rows(3))], case, Decisions())
    assert again.is_complete and len(again.values) == 1


UNITS = ["%", "[%]", "Đơn vị: %", "Đơn vị %", "Số liệu: %", "ĐVT: ‰", "Điểm", "Đơn vị: điểm",
         "Điểm tháng 02/2024", "Tổng hợp tỷ lệ giải quyết hồ sơ", "×10", "≈", "±", "Đơn vị: ％",
         "*10", "ĐVT: 100", "Đơn vị tính: ngày"]  # fmt: skip


@pytest.mark.parametrize("said", UNITS)
def test_a_sign_or_word_of_another_unit_around_counts_waits(said: str) -> None:
    second = [*HEADER, "PAKN không hài lòng"]
    for rows in (
        [[said], HEADER, ROW],
        [HEADER, ROW, [], ["", said]],
        [[f"Đơn vị ({said})", HEADER[1]], ROW],
        # Over one column alone it may be of them all.
        [["", "", said], second, [*ROW, 4]],
    ):
        found = intake(Grid("a.csv", "", rows), agreed=True)
        assert found.decisions.waiting and not found.values, rows
    assert not intake(Grid("a.csv", "", [HEADER, ROW], around=(said,)), agreed=True).values


@pytest.mark.parametrize(
    ("title", "more"),
    [
        ("Đơn vị tính: Hồ sơ, %", ["Tỷ lệ (%)"]),
        ("Kết quả và tỷ lệ giải quyết hồ sơ tháng 02/2024", ["Tỷ lệ %"]),
        ("+ Thời điểm báo cáo: 01/03/2024", []),
        ("===== Đơn vị tính: hồ sơ =====", []),
        ("Bình Phước, ngày      tháng      năm 2024", []),
        ("Theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ", []),
    ],
)
def test_a_unit_that_columns_of_the_table_have_is_theirs(title: str, more: list[str]) -> None:
    rows = [[title], [*HEADER, *more], [*ROW, *("50" for _ in more)]]
    found = intake(Grid("a.csv", "", rows))
    assert found.is_complete and len(found.values) == 1


@pytest.mark.parametrize("name", ["Diem thang 2", "Điểm tháng 2", "ĐiểmSố", "[%]"])
def test_the_name_of_a_sheet_or_file_says_another_unit(name: str) -> None:
    for grid in (Grid("a.csv", name, [HEADER, ROW]), Grid(f"{name}.csv", "", [HEADER, ROW])):
        found = intake(grid, agreed=True)
        assert found.decisions.waiting and not found.values
