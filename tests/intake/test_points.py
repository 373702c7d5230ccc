"""Points that a portal gives: into the columns of typed points, never among percents or counts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bpindex.case.folder import bundled_case, read_case
from bpindex.case.model import Case
from bpindex.case.records import DataRow
from bpindex.grids.grid import Grid
from bpindex.index.definition import Basis
from bpindex.intake.applying import applied
from bpindex.intake.engine import understand
from bpindex.intake.report import lines_of
from bpindex.intake.taken import Decisions, Intake
from bpindex.words import intake as words
from tests.strategies import base_case

CASE = replace(base_case(), counts=(), typed=())
A, B, C = "Sở Y tế", "Sở Nội vụ", "Sở Tư pháp"
PORTAL = ["Hạng", "Tên Đơn vị Cơ quan", "Công khai (18đ)", "DVC TT (12đ)", "TỔNG ĐIỂM (100đ)"]
Rows = Sequence[Sequence[Any]]


def intake(rows: Rows, case: Case = CASE, **answers: Any) -> Intake:
    return understand([Grid("a.csv", "", rows)], case, Decisions(**answers))


def typed(found: Intake, case: Case = CASE) -> dict[str, dict[str, str]]:
    return {row.agency: dict(row.cells) for row in applied(case, found).typed}


def all_typed(case: Case) -> Case:
    """Return a case whose tables print figures as they are typed."""
    tables = tuple(
        replace(
            table, columns=tuple(replace(column, basis=Basis.TYPED) for column in table.columns)
        )
        for table in case.settings.tables
    )
    return replace(case, settings=replace(case.settings, tables=tables))


@pytest.mark.parametrize("case", [CASE, all_typed(CASE)], ids=["computed", "typed"])
def test_points_go_into_the_columns_of_typed_points(case: Case) -> None:
    found = intake([PORTAL, [1, A, 17.5, "11,5", 95], [2, B, "15,5/18", 9, 80]], case)
    assert found.is_complete
    assert typed(found, case) == {
        "so-y-te": {"CK_diem": "17.5", "TT_diem": "11,5"},
        "so-noi-vu": {"CK_diem": "15,5", "TT_diem": "9"},
    }


@pytest.mark.parametrize(
    "rows",
    [
        [["TEN_COQUAN", "CKMB", "TONG_SCORE"], [A, "15.5", "80"]],
        [["BẢNG ĐIỂM THÁNG 02/2024"], ["Đơn vị", "Công khai, minh bạch"], [A, 15.5]],
        [["Đơn vị", "Điểm các nhóm"], ["", "Công khai (18 điểm)"], [A, 15.5]],
        [["Đơn vị", "Công khai, minh bạch"], ["", "Điểm"], [A, "15.5đ"]],
    ],
)
def test_a_table_says_points_in_several_ways(rows: Rows) -> None:
    found = intake(rows)
    assert found.is_complete
    assert typed(found) == {"so-y-te": {"CK_diem": "15.5"}}


@pytest.mark.parametrize(
    "header",
    [["4.2. Số hóa thành phần hồ sơ"], ["Số hóa hồ sơ", "4.2 Số hóa"], ["Chỉ số 4.2 (4đ)"]],
)
def test_points_of_a_component(header: list[str]) -> None:
    most = CASE.index.component_by_id["4.2"].max_points
    header = [level.replace("4đ", f"{most:f}đ") for level in header]
    levels = [["Đơn vị" if not n else "", level] for n, level in enumerate(header)]
    found = intake([["BẢNG ĐIỂM"], *levels, [A, 1.25], [B, 1]])
    assert typed(found) == {"so-y-te": {"4.2_diem": "1.25"}, "so-noi-vu": {"4.2_diem": "1"}}


@pytest.mark.parametrize(
    "rows",
    [
        # Rates under the same headers, or nothing that tells them apart.
        [["BẢNG TỶ LỆ (%)"], ["Đơn vị", "Công khai", "Tổng điểm"], [A, 15.5, 80]],
        [["Đơn vị", "Công khai, minh bạch"], [A, 15.5], [B, 17]],
        [["Đơn vị", "Thanh toán"], [A, 3], [B, 7]],
        # Another largest number of points than the index set has.
        [["Đơn vị", "Công khai (20đ)"], [A, 15.5]],
        [["BẢNG ĐIỂM"], ["Đơn vị", "Công khai"], [A, "15,5/20"]],
        [["BẢNG ĐIỂM"], ["Đơn vị", "Công khai"], [A, 98.5]],
        [["BẢNG ĐIỂM"], ["Đơn vị", "Công khai"], [A, "15%"]],
    ],
)
@pytest.mark.parametrize("case", [CASE, all_typed(CASE)], ids=["computed", "typed"])
def test_what_is_not_surely_points_is_asked_about_or_named(rows: Rows, case: Case) -> None:
    found = intake(rows, case, agreed=True)
    assert not found.values
    told = [line.text for line in lines_of(found) if line.sort != words.SORT_TAKEN]
    assert any("Công khai" in line or "Thanh toán" in line for line in told)


@pytest.mark.parametrize(
    ("headers", "is_asked"),
    [
        (["Công khai", "Dịch vụ trực tuyến"], True),
        (["Công khai", "Thanh toán"], True),
        (["Công khai", "Dịch vụ trực tuyến", "Thanh toán"], False),
        (["Công khai", "Dịch vụ trực tuyến (12đ)"], False),
    ],
)
def test_a_group_that_may_be_the_wider_one_of_five_is_asked_about(
    headers: list[str], is_asked: bool
) -> None:
    rows = [["BẢNG ĐIỂM"], ["Đơn vị", *headers, "Tổng điểm"], [A, *[9] * len(headers), 70]]
    found = intake(rows, agreed=True)
    assert [value.target.key for value in found.values][:1] == ["CK"]
    assert (len(found.values) == 1) is is_asked
    assert found.is_complete is not is_asked


@pytest.mark.parametrize("case", [CASE, all_typed(CASE)], ids=["computed", "typed"])
@pytest.mark.parametrize("cell", ["15,5", "15,5/18"])
def test_points_below_a_year_or_month_are_no_percents_of_it(case: Case, cell: str) -> None:
    top = "BỘ CHỈ SỐ"
    year, month = case.settings.prior_label, "Tháng 02"
    rows = [
        [top, top, top],
        ["Đơn vị", "Công khai (18đ)", "Công khai (18đ)"],
        ["", year, month],
        [A, cell, cell],
    ]
    found = intake(rows, case)
    assert typed(found, case) == {"so-y-te": {"CK_diem": "15,5"}}
    assert any("phần trăm" in line and "ô B" in line for line in found.report.skipped)


def test_percents_below_a_year_and_month_stay_percents() -> None:
    case = all_typed(CASE)
    rows = [
        ["Đơn vị", "Công khai", "Công khai", "Tổng điểm"],
        ["", case.settings.prior_label, "Tháng 02", ""],
        [A, "98,5", "97%", 80],
    ]
    assert typed(intake(rows, case), case) == {
        "so-y-te": {"CK_nam_truoc": "98,5", "CK_thang": "97"}
    }


def test_rates_of_groups_are_told_as_such() -> None:
    rows = [["BẢNG TỶ LỆ (%)"], ["Đơn vị", "Công khai, minh bạch"], [A, 98.5]]
    (line,) = intake(rows).report.skipped
    assert "số liệu in của tháng" in line


@pytest.mark.parametrize("row", [[1, A, "", 10.5, "11,5", 95], [1, A, 3, "17,5/18", "11/12", 95.5]])
def test_a_body_of_points_beside_its_header_stops_the_table(row: list[Any]) -> None:
    found = intake([PORTAL, row, [2, B, *row[2:]]], agreed=True)
    assert not found.values
    assert any("lệch cột" in question.text for question in found.decisions.waiting)


def test_an_answer_on_points_is_not_learnt() -> None:
    rows = [["Đơn vị", "Công khai, minh bạch"], [A, 15.5]]
    (question,) = intake(rows).decisions.waiting
    chosen = next(choice for choice in question.choices if "Điểm" in choice)
    found = intake(rows, answers={question.key: chosen})
    assert typed(found) == {"so-y-te": {"CK_diem": "15.5"}} and not found.learnt_columns


def test_a_cell_that_is_no_points_is_named() -> None:
    found = intake([PORTAL, [1, A, "đang chấm", 9, 80], [2, B, "", 8, 80]])
    (question,) = found.decisions.waiting
    assert "ô C2" in question.text and "đang chấm" in question.text
    assert typed(found) == {"so-y-te": {"TT_diem": "9"}, "so-noi-vu": {"TT_diem": "8"}}


@pytest.mark.parametrize(
    "header",
    [
        ["TT", "Tên Đơn vị Cơ quan", "Công khai (18đ)", "Thanh toán (10đ)"],
        ["TT", "Đơn vị", "Công khai (18đ)", "CKMB"],
    ],
)
@pytest.mark.parametrize("case", [CASE, all_typed(CASE)], ids=["computed", "typed"])
def test_tt_over_numbers_of_rows_is_no_group(header: list[str], case: Case) -> None:
    rows = [header, [1, A, 15, 9], [2, B, 16, 9], [4, C, 17, 9]]
    found = intake(rows, case)
    assert not any(value.target.key == "TT" for value in found.values)
    assert any("“TT” không cần lấy" in line for line in found.report.skipped)


def test_tt_among_codes_of_groups_is_the_group() -> None:
    rows = [["Đơn vị", "CK", "TTTT", "TT", "Tổng điểm"], [A, 15, 10, 9, 34], [B, 16, 9, 8, 33]]
    assert typed(intake(rows))["so-y-te"] == {"CK_diem": "15", "TTTT_diem": "10", "TT_diem": "9"}
    numbered = [["TT", "Đơn vị", "CK", "TD", "Tổng điểm"], [1, A, 15, 19, 43], [2, B, 16, 18, 42]]
    assert "TT_diem" not in typed(intake(numbered))["so-y-te"]


def test_points_beside_counts_are_asked_about() -> None:
    case = base_case()
    rows = [PORTAL, [1, A, 17.5, 9, 95]]
    found = intake(rows, case, agreed=True)
    (question,) = found.decisions.waiting
    assert question.is_open and not found.values
    left = intake(rows, case, answers={question.key: words.LEAVE_POINTS})
    assert not left.values and left.is_complete and "ô C2" in "".join(left.report.skipped)
    taken = intake(rows, case, answers={question.key: words.TAKE_POINTS})
    assert {value.target.key for value in taken.values} == {"CK", "TT"}


def test_points_beside_counts_of_the_same_files_and_of_that_group_alone() -> None:
    counts = [["Đơn vị", "TTHC đã công bố"], [A, 12]]
    grids = [Grid("a.csv", "", [PORTAL, [1, A, 17.5, 9, 95]]), Grid("b.csv", "", counts)]
    found = understand(grids, CASE)
    assert len(found.decisions.waiting) == 1
    assert {value.target.key for value in found.values} == {"TT", "tthc_da_cong_bo"}


def test_counts_under_typed_points_say_that_they_are_not_used() -> None:
    counts = [["Đơn vị", "TTHC đã công bố", "PAKN xử lý đúng hạn"], [A, 12, 3], [B, 14, 4]]
    case = replace(CASE, typed=(DataRow("so-y-te", {"CK_diem": "15,5", "TT_nam_truoc": "80"}),))
    told = [line for line in intake(counts, case).report.taken if "điểm gõ" in line]
    assert len(told) == 1 and "ô B2" in told[0] and "1 đơn vị" in told[0]
    case = replace(CASE, typed=(DataRow("so-y-te", {"TD_diem": "15,5", "CK_diem": ""}),))
    assert not any("điểm gõ" in line for line in intake(counts, case).report.taken)


MAU = read_case(bundled_case("2026-03"))
MAU_COUNTS = [c for c in MAU.index.counts if c.id in ("tthc_da_cong_bo", "hs_tren_cong")]


def test_the_row_of_the_province_gives_what_is_the_provinces_own() -> None:
    """Its counts of procedures are no sum: agencies share them. Of the others it is the sum."""
    header = ["Đơn vị", *(count.name for count in MAU_COUNTS)]
    rows = [header, ["Sở Y tế", "", 10], ["Sở Nội vụ", "", 20], ["TỈNH MẪU", 1938, 30]]
    found = intake(rows, replace(MAU, counts=(), typed=()))
    assert found.is_complete, found.decisions.waiting
    counts = {r.agency: dict(r.cells) for r in applied(replace(MAU, counts=()), found).counts}
    assert counts["tinh"] == {"tthc_da_cong_bo": "1938"}
    rows[-1][-1] = 31
    assert len(intake(rows, replace(MAU, counts=(), typed=())).decisions.waiting) == 1


def test_points_of_the_province_stand_in_its_row() -> None:
    rows = [PORTAL, [1, A, 17.5, "11,5", 95], ["", "UBND tỉnh Bình Phước", 16.5, 9, 80]]
    assert typed(intake(rows))["tinh"] == {"CK_diem": "16.5", "TT_diem": "9"}


@pytest.mark.parametrize("title", ["Tổng điểm", "TỔNG ĐIỂM (100đ)", "Tổng cộng"])
def test_a_stated_total_of_points_is_compared_with_its_groups(title: str) -> None:
    groups = [group.name for group in CASE.index.groups]
    points = [14.14, 14.52, 8.85, 6.3, 9.96, 11.62]
    for off, is_asked in ((0.0, False), (0.02, False), (3.0, True)):
        total = round(sum(points) + off, 2)
        rows = [
            ["Bảng điểm tháng 02/2024"],
            ["STT", "Đơn vị", *groups, title],
            [1, A, *points, total],
            [2, B, *points, round(sum(points), 2)],
        ]
        found = intake(rows)
        asked = " ".join(question.text for question in found.decisions.asked.values())
        assert ("cộng các cột thành phần được 65.39" in asked) is is_asked, (off, lines_of(found))


GROUPS = [group.name for group in CASE.index.groups]
POINTS_OF = ["14,14", "14,52", "8,85", "6,3", "9,96", "11,62"]


@pytest.mark.parametrize("note", ["(thang 10)", "(hệ số 2)", "(điểm trừ)", "(kỳ trước)"])
def test_points_under_a_header_with_more_in_brackets_are_no_points_of_the_group(note: str) -> None:
    header = ["Đơn vị", *(f"{name} {note}" for name in GROUPS)]
    found = intake([["Bảng điểm tháng 02/2024"], header, [A, *[5] * 6], [B, *[4] * 6]])
    taken = {value.target.key for value in found.values}
    # Of ten points there is one group, whose points these are.
    assert taken <= {g.id for g in CASE.index.groups if note == "(thang 10)" and g.max_points == 10}


@pytest.mark.parametrize("note", ["(thang điểm {most})", "(tối đa {most} điểm)", "({most}đ)"])
def test_points_under_a_header_that_names_the_most_are_taken(note: str) -> None:
    named = [note.format(most=group.max_points) for group in CASE.index.groups]
    header = ["Đơn vị", *(f"{name} {most}" for name, most in zip(GROUPS, named, strict=True))]
    found = intake([["Bảng điểm tháng 02/2024"], header, [A, *POINTS_OF], [B, *POINTS_OF]])
    assert found.is_complete and len(found.values) == 12


def test_points_that_are_all_parts_of_one_are_asked_about() -> None:
    rows = [
        ["Bảng điểm tháng 02/2024"],
        ["Đơn vị", *GROUPS],
        [A, *["0,8"] * 6],
        [B, *["0,75"] * 5, 1],
    ]
    found = intake(rows, agreed=True)
    (question,) = found.decisions.waiting
    assert question.is_open and not found.values and "0,8" in question.text
    taken = intake(rows, answers={question.key: words.TAKE})
    assert len(taken.values) == 12


@pytest.mark.parametrize("levels", [("Tháng 01", "Tháng 02"), ("Điểm tối đa", "Điểm đạt")])
def test_points_of_a_group_below_a_month_or_beside_the_most(levels: tuple[str, str]) -> None:
    rows = [
        ["Bảng điểm tháng 02/2024"],
        ["Đơn vị", *(name for name in GROUPS for _ in levels)],
        ["", *(level for _ in GROUPS for level in levels)],
        *([one, *(cell for mine in POINTS_OF for cell in ("3", mine))] for one in (A, B)),
    ]
    found = intake(rows)
    assert found.is_complete
    assert sorted({value.text for value in found.values}) == sorted(POINTS_OF)


@pytest.mark.parametrize("header", ["Công khai, minh bạch (%)", "Tỷ lệ công khai, minh bạch"])
@pytest.mark.parametrize("above", ["", "Điểm (%)"])
def test_percents_of_a_group_are_no_points_of_it(header: str, above: str) -> None:
    name = header if not above else "Công khai, minh bạch"
    rows = [["Đơn vị", above, above], ["", name, name], [A, 15.5, 12], [B, 16, 11]]
    assert not intake(rows).values
