"""Tables that invite a guess: what is sure is taken, the rest waits, whatever is agreed to."""

from collections.abc import Sequence
from time import perf_counter
from typing import Any

import pytest

from bpindex.grids.grid import Grid
from bpindex.intake.engine import understand
from bpindex.intake.report import lines_of
from bpindex.intake.taken import Decisions, Intake
from bpindex.words import intake as words
from tests.strategies import base_case

A, B = "Sở Y tế", "Sở Nội vụ"
ON_TIME = "PAKN xử lý đúng hạn"


def agreed(rows: Sequence[Sequence[Any]]) -> Intake:
    """Return what is taken when everything that is proposed is agreed to."""
    return understand([Grid("a.csv", "", rows)], base_case(), Decisions(agreed=True))


def values(found: Intake) -> dict[str, dict[str, str]]:
    by_agency: dict[str, dict[str, str]] = {}
    for value in found.values:
        by_agency.setdefault(value.agency, {})[value.target.key] = value.text
    return by_agency


def test_the_official_form_with_its_numbering_section_and_total() -> None:
    rows = [
        ["Biểu số II.06a/VPCP/KSTT"],
        ["TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC"],
        ["(Kèm theo Báo cáo số 12/BC-VPUBND ngày 01 tháng 3 năm 2024)"],
        ["Kỳ báo cáo: Tháng 02/2024"],
        ["Đơn vị tính: Số hồ sơ TTHC"],
        ["STT", "Cơ quan, đơn vị", "Số hồ sơ tiếp nhận", "", "", "",
         "Số lượng hồ sơ đã giải quyết", "", "", "", "Số lượng hồ sơ đang giải quyết", "", ""],
        ["", "", "Tổng số", "Trong kỳ", "", "Từ kỳ trước", "Tổng số", "Trước hạn", "Đúng hạn",
         "Quá hạn", "Tổng số", "Trong hạn", "Quá hạn"],
        ["", "", "", "Trực tuyến", "Trực tiếp, dịch vụ bưu chính", *[""] * 8],
        ["(1)", "(2)", "(3)=(4)+(5)+(6)", "(4)", "(5)", "(6)", "(7)=(8)+(9)+(10)", "(8)", "(9)",
         "(10)", "(11)=(12)+(13)", "(12)", "(13)"],
        ["I", "TTHC thuộc thẩm quyền cấp tỉnh", 30, 15, 10, 5, 20, 10, 8, 2, 10, 9, 1],
        ["1", A, 15, 7, 6, 2, 10, 5, 4, 1, 5, 5, 0],
        ["2", B, 15, 8, 4, 3, 10, 5, 4, 1, 5, 4, 1],
        ["", "Tổng cộng", 30, 15, 10, 5, 20, 10, 8, 2, 10, 9, 1],
    ]  # fmt: skip
    found = understand([Grid("a.csv", "", rows)], base_case())
    assert found.is_complete
    assert values(found)["so-y-te"] == {
        "hs_tiep_nhan": "13", "hs_truc_tuyen": "7", "xl_truoc_han": "5", "xl_dung_han": "4",
        "xl_qua_han": "1", "dang_xl_qua_han": "0",
    }  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [["Đơn vị", "Loại", ON_TIME], [A, "Sớm", 5], ["", "Trễ", 6], [B, "Sớm", 7], ["", "Trễ", 8]],
        [["Đơn vị", "Kết quả", ON_TIME], [A, "a", 5], [A, "b", 6], [B, "a", 7]],
        [["BÁO CÁO QUÝ I NĂM 2024"], ["Đơn vị", ON_TIME], [A, 3]],
        [["6 THÁNG ĐẦU NĂM 2024"], ["Đơn vị", ON_TIME], [A, 3]],
        [["SỐ LIỆU NĂM 2023"], ["Đơn vị", ON_TIME], [A, 3]],
        [["Từ ngày 01/01/2024 đến ngày 22/02/2024"], ["Đơn vị", ON_TIME], [A, 3]],
        [["Tháng 02 năm 2023"], ["Đơn vị", ON_TIME], [A, 3]],
        [["Đơn vị tính: nghìn hồ sơ"], ["Đơn vị", ON_TIME], [A, 3]],
        [["Đơn vị tính: %"], ["Đơn vị", ON_TIME], [A, 3]],
        [["BẢNG TỶ LỆ GIẢI QUYẾT"], ["Đơn vị", ON_TIME], [A, 3]],
        [["Đơn vị", ON_TIME], [A, 3], [], ["", "ĐVT: phần trăm"]],
        [["Đơn vị", "Kế hoạch", "Thực hiện"], ["", ON_TIME, ON_TIME], [A, 3, 4]],
        [["Đơn vị", "Đã giải quyết"], ["", "Trước và đúng hạn"], [A, 3]],
        [["Đơn vị", "Quá hạn"], [A, 3]],
    ],
)
def test_what_only_a_person_knows_waits_for_one(rows: Sequence[Sequence[Any]]) -> None:
    found = agreed(rows)
    assert not found.values
    assert all(question.is_open for question in found.decisions.waiting)
    assert found.decisions.waiting


@pytest.mark.parametrize(
    "rows",
    [
        [["Đơn vị", "Tỷ lệ giải quyết", ""], ["", "Trước hạn", "Quá hạn"], [A, 3, 5]],
        [["STT", "Lĩnh vực", "Đã giải quyết"], ["", "", "Quá hạn"], [1, "Y tế", 5]],
        [[A, 3, 4], [B, 5, 6]],
        [["Đơn vị", "Tháng 01/2024"], ["", ON_TIME], [A, 3]],
    ],
)
def test_what_is_no_count_of_the_month_is_said_and_left_out(rows: Sequence[Sequence[Any]]) -> None:
    found = agreed(rows)
    assert not found.values and found.is_complete
    assert any(line.sort == words.SORT_SKIPPED for line in lines_of(found))


@pytest.mark.parametrize(
    "title",
    [
        "BÁO CÁO THÁNG 02 NĂM 2024",
        "Tháng 2/2024",
        "Từ ngày 01/02/2024 đến ngày 22/02/2024",
        "Theo Quyết định số 766/QĐ-TTg ngày 23 tháng 6 năm 2022",
        "Ngày 01/03/2024",
        "Đơn vị tính: hồ sơ",
    ],
)
def test_a_title_that_agrees_or_says_nothing_of_a_period_is_no_doubt(title: str) -> None:
    found = understand([Grid("a.csv", "", [[title], ["Đơn vị", ON_TIME], [A, 3]])], base_case())
    assert values(found) == {"so-y-te": {"pakn_dung_han": "3"}}
    assert found.is_complete


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # A month beside another one.
        (
            [["Đơn vị", "Tháng 01", "Tháng 02"], ["", ON_TIME, ON_TIME], [A, 1, 3]],
            {"pakn_dung_han": "3"},
        ),
        (
            [["Đơn vị", "Trong tháng", "Lũy kế"], ["", ON_TIME, ON_TIME], [A, 3, 9]],
            {"pakn_dung_han": "3"},
        ),
        # A span whose end nobody sees: only what stands under it for sure.
        (
            [
                ["Đơn vị", "Đã giải quyết", "", ""],
                ["", "Trước hạn", "Quá hạn", "Trực tuyến"],
                [A, 3, 4, 5],
            ],
            {"xl_truoc_han": "3", "xl_qua_han": "4"},
        ),
        (
            [["Đơn vị", "Tiếp nhận trực tuyến", "Đã giải quyết đúng hạn"], [A, 3, 4]],
            {"hs_truc_tuyen": "3", "xl_dung_han": "4"},
        ),
        # Officers below their agency, a total without a name.
        (
            [
                ["STT", "Cán bộ", ON_TIME],
                ["I", A, 9],
                [1, "Nguyễn Văn A", 4],
                [2, "Trần B", 5],
                ["", "", 9],
            ],
            {"pakn_dung_han": "9"},
        ),
    ],
)
def test_beside_it_what_is_sure_is_taken(
    rows: Sequence[Sequence[Any]], expected: dict[str, str]
) -> None:
    assert values(agreed(rows)) == {"so-y-te": expected}


def test_a_code_and_a_name_of_two_agencies_are_asked_about() -> None:
    rows = [["Mã", "Đơn vị", ON_TIME], ["so-y-te", B, 3], ["so-noi-vu", B, 4]]
    assert values(agreed(rows)) == {"so-noi-vu": {"pakn_dung_han": "4"}}
    assert not agreed(rows).is_complete


@pytest.mark.parametrize("damaged", [1.085, 98.5])
def test_whole_numbers_beside_a_damaged_one_wait_for_a_person(damaged: float) -> None:
    rows = [["Đơn vị", ON_TIME], [A, damaged], [B, 2], ["Sở Tư pháp", 543], ["Sở Tài chính", "7"]]
    found = agreed(rows)
    (question,) = found.decisions.waiting
    assert question.is_open and "“2” và 1 ô khác" in question.text
    assert values(found) == {"so-tai-chinh": {"pakn_dung_han": "7"}}
    answers = {question.key: words.TAKE}
    taken = understand([Grid("a.csv", "", rows)], base_case(), Decisions(answers, agreed=True))
    assert values(taken)["so-noi-vu"] == {"pakn_dung_han": "2"}


@pytest.mark.parametrize("witness", [[A, 1.085, 2], ["Tổng cộng", 1.087, 8]])
def test_a_total_or_a_number_of_thousands_clears_its_column_of_damage(witness: list[Any]) -> None:
    rows = [["Đơn vị", "Tổng số PAKN", ON_TIME], [A, 1.085, 2], [B, "2", 6], ["", "", ""]]
    rows[-1] = witness if witness[0] != A else ["Sở Tư pháp", "5", 1500]
    found = agreed(rows)
    assert not found.decisions.waiting
    assert values(found)["so-noi-vu"] == {"pakn_tong": "2", "pakn_dung_han": "6"}


def test_one_half_is_no_damage() -> None:
    assert values(agreed([["Đơn vị", ON_TIME], [A, 0.5], [B, 2]])) == {
        "so-noi-vu": {"pakn_dung_han": "2"}
    }


@pytest.mark.parametrize(
    "rows",
    [
        [["Đơn vị", "", ON_TIME], [A, 9, 8], [B, 7, 6]],
        [["{1} Tháng 01/2023"], ["Đơn vị", ON_TIME], [A, 3]],
        [["ĐVT: % {found}"], ["Đơn vị", ON_TIME], [A, 3]],
    ],
)
def test_braces_in_names_and_titles_are_told_as_they_are(rows: Sequence[Sequence[Any]]) -> None:
    found = understand([Grid("bảng {0}.csv", "", rows)], base_case(), Decisions(agreed=True))
    (question,) = found.decisions.waiting
    assert "bảng {0}.csv" in question.text and not found.values


@pytest.mark.parametrize("cell", ["9" * 5_000, "a" * 40_000, "a:1 / " * 5_000, "1 " * 9_000])
def test_what_is_far_too_long_for_a_number_is_refused_at_once(cell: str) -> None:
    begin = perf_counter()
    found = agreed([["STT", "Đơn vị", ON_TIME], [cell, A, cell], ["A=" + cell, "(2)", "(3)"]])
    asked = [item for item in found.decisions.asked.values() if not item.may_stay]
    assert [question.is_open for question in asked] == [False]
    assert perf_counter() - begin < 1


def test_what_a_total_leaves_nothing_for_is_none() -> None:
    """Early dossiers inside those in time are not counted again beside those of another table."""
    rows = [
        ["Tháng 02/2024"],
        ["Đơn vị", "Đã giải quyết", "", ""],
        ["", "Tổng số", "Đúng hạn", "Quá hạn"],
        [A, 505, 500, 5],
        [B, 41, 40, 1],
    ]
    found = understand([Grid("a.csv", "", rows)], base_case())
    assert values(found)["so-y-te"] == {
        "xl_truoc_han": "0", "xl_dung_han": "500", "xl_qua_han": "5",
    }  # fmt: skip
    # A total that leaves something says nothing of what it is.
    rows[4] = [B, 42, 40, 1]
    found = understand([Grid("a.csv", "", rows)], base_case())
    assert "xl_truoc_han" not in values(found).get("so-y-te", {})


def _with_sections(first: int, inner: int, last: int) -> list[list[Any]]:
    return [
        ["STT", "Đơn vị", ON_TIME],
        ["A", "TTHC thuộc thẩm quyền cấp tỉnh", first],
        ["I", "Khối sở, ngành", inner],
        ["1", A, 5],
        ["2", B, 7],
        ["B", "TTHC thuộc thẩm quyền cấp huyện", last],
        ["3", "Huyện Bù Đốp", 4],
        ["", "Tổng cộng", 16],
    ]


def test_a_heading_within_a_table_is_checked_against_its_rows() -> None:
    assert agreed(_with_sections(12, 12, 4)).is_complete
    for wrong, cell in ((_with_sections(13, 12, 4), "C2"), (_with_sections(12, 12, 5), "C6")):
        (question,) = understand([Grid("a.csv", "", wrong)], base_case()).decisions.waiting
        assert cell in question.text and "thẩm quyền" in question.text


def test_the_row_of_the_whole_province_is_checked_as_a_total() -> None:
    for total, is_complete in ((12, True), (13, False)):
        rows = [["Đơn vị", ON_TIME], [A, 5], [B, 7], ["Chung toàn tỉnh", total]]
        found = understand([Grid("a.csv", "", rows)], base_case())
        assert found.is_complete is is_complete and len(found.values) == 2


def test_a_table_pasted_over_another_says_what_it_may_be() -> None:
    rows = [["Đơn vị", ON_TIME], [A, 5], [B, 7], [A, 6], [B, 8], ["Sở Tư pháp", 1]]
    (question,) = understand([Grid("a.csv", "", rows)], base_case()).decisions.waiting
    assert "hai bảng chồng lên nhau" in question.text and A in question.text
