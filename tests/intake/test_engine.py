"""Whole tables: the same counts however they are arranged, and never one that is guessed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpindex.case.belonging import items_of, settled
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.months import Months, Part
from bpindex.grids.grid import Grid
from bpindex.intake.applying import applied
from bpindex.intake.engine import understand
from bpindex.intake.report import lines_of
from bpindex.intake.taken import Decisions, Intake
from bpindex.naming.targets import Kind
from bpindex.words import intake as words
from tests.intake.tables import DEPARTMENT_CODES, DEPARTMENTS, one_gate, one_gate_counts
from tests.strategies import base_case

CASE = base_case()
ONE_GATE = {
    (code, key): text
    for number, code in enumerate(DEPARTMENT_CODES, 1)
    for key, text in one_gate_counts(number).items()
}
DISTRICTS = ("UBND TP. Đồng Xoài", "UBND TX. Bình Long", "UBND huyện Lộc Ninh", "H. Bù Đốp ")
DISTRICT_CODES = ("tp-dong-xoai", "tx-binh-long", "huyen-loc-ninh", "huyen-bu-dop")


def intake(*tables: Sequence[Sequence[Any]], case: Case = CASE, **answers: Any) -> Intake:
    grids = [Grid(f"{n}.csv", "", rows) for n, rows in enumerate(tables, 1)]
    return understand(grids, case, Decisions(**answers))


def values(found: Intake) -> dict[tuple[str, str], str]:
    return {(value.agency, value.target.key): value.text for value in found.values}


def flat(*rows: Sequence[Any], header: str = "PAKN xử lý đúng hạn") -> list[list[Any]]:
    return [["Đơn vị", header], *map(list, rows)]


def test_a_table_gives_its_counts_and_nothing_is_asked() -> None:
    found = intake(one_gate())
    assert values(found) == ONE_GATE
    assert found.is_complete


def test_departments_and_districts_with_sections_and_sub_totals() -> None:
    body = one_gate((*DEPARTMENTS, *DISTRICTS), total=False)
    sums = [sum(row[2] for row in body[3:11]), sum(row[2] for row in body[11:])]
    rows = [
        *body[:3],
        ["", "TỔNG CỘNG TOÀN TỈNH", sum(sums)],
        ["I", "CẤP TỈNH", sums[0]],
        *body[3:11],
        ["II", "CẤP HUYỆN", sums[1]],
        *body[11:],
    ]
    found = intake(rows)
    assert {agency for agency, _ in values(found)} == {*DEPARTMENT_CODES, *DISTRICT_CODES}
    assert found.is_complete
    assert any("TỔNG CỘNG TOÀN TỈNH" in line for line in found.report.skipped)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_order_of_rows_and_columns_gives_the_same_counts(data: st.DataObject) -> None:
    rows = one_gate((*DEPARTMENTS, *DISTRICTS))
    body = data.draw(st.permutations(rows[3:-1]))
    # Columns move with the whole header above them, written out in each.
    header = [list(row) for row in rows[:3]]
    for level in (0, 1):
        for column in range(3, 14):
            is_under = all(not header[r][column] for r in range(level + 1))
            if is_under and any(header[r][column] for r in range(level + 1, 3)):
                header[level][column] = header[level][column - 1]
    order = data.draw(st.permutations(range(14)))
    moved = [[row[column] for column in order] for row in [*header, *body, rows[-1]]]
    found = intake(moved)
    assert values(found) == values(intake(rows))
    assert found.is_complete


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(2, 13), min_size=1, max_size=11), st.integers(0, 3))
def test_fewer_columns_and_rows_above_never_give_other_counts(gone: set[int], above: int) -> None:
    rows = [[cell for c, cell in enumerate(row) if c not in gone] for row in written_out()]
    found = intake([*[["Báo cáo"]] * above, *rows], agreed=True)
    assert values(found).items() <= ONE_GATE.items()


def written_out() -> list[list[Any]]:
    rows = one_gate()
    rows[0][3:7], rows[0][8:11], rows[0][12:] = (
        ["Tiếp nhận"] * 4,
        ["Đã giải quyết"] * 3,
        ["Đang giải quyết"] * 2,
    )
    rows[1][5:7] = ["Trong kỳ"] * 2
    return rows


@pytest.mark.parametrize(
    "write",
    [
        lambda n: f"{n:,}".replace(",", "."),
        lambda n: f"{n:,}",
        lambda n: f"{n:,}".replace(",", "\u00a0"),
        lambda n: f"{n} hồ sơ",
        lambda n: f"Số lượng: {n} / Tỷ lệ: 34.5% / Điểm số: 2",
        float,
        str,
    ],
)
def test_numbers_in_any_form_that_the_totals_witness(write: Any) -> None:
    rows = [
        [write(c) if isinstance(c, int) and i > 0 else c for i, c in enumerate(r)]
        for r in one_gate()
    ]
    found = intake(rows)
    assert values(found) == ONE_GATE
    assert found.is_complete


def test_a_mark_without_a_witness_is_asked_about_and_nothing_is_taken_for_it() -> None:
    rows = flat(["Sở Y tế", "1.234"], ["Sở Nội vụ", "5"])
    found = intake(rows)
    assert [q.choices[0] for q in found.decisions.waiting] == [words.MARK_THOUSANDS]
    assert values(found) == {("so-noi-vu", "pakn_dung_han"): "5"}
    assert values(intake(rows, agreed=True))["so-y-te", "pakn_dung_han"] == "1234"


def test_a_stroke_is_asked_about_and_blank_is_not_zero() -> None:
    rows = flat(["Sở Y tế", "-"], ["Sở Nội vụ", ""], ["Sở Tư pháp", "Không có hồ sơ"])
    assert values(intake(rows)) == {("so-tu-phap", "pakn_dung_han"): "0"}
    (question,) = intake(rows).decisions.waiting
    assert question.text == "tệp 1.csv, ô B2 trong bảng ghi “-”: là 0 hay chưa báo cáo?"
    answers = {question.key: words.DASH_NOTHING}
    assert values(intake(rows, answers=answers)) == {
        ("so-y-te", "pakn_dung_han"): "không báo cáo",
        ("so-tu-phap", "pakn_dung_han"): "0",
    }
    assert values(intake(rows, agreed=True))["so-y-te", "pakn_dung_han"] == "0"


@pytest.mark.parametrize("cell", ["34%", "12,5", "15.5/18", "abc", "-5", 0.5])
def test_a_cell_that_is_no_count_is_named_and_left_out(cell: Any) -> None:
    found = intake(flat(["Sở Y tế", cell], ["Sở Nội vụ", 5]))
    (question,) = found.decisions.waiting
    assert "ô B2" in question.text
    assert values(found) == {("so-noi-vu", "pakn_dung_han"): "5"}


def test_an_unknown_agency_is_listed_and_those_without_rows_are() -> None:
    found = intake(
        flat(["Sở Y tế", 1], ["Cục Thuế tỉnh", 2], ["Sở Công Thương - tỉnh An Giang", 3])
    )
    assert values(found) == {("so-y-te", "pakn_dung_han"): "1"}
    lines = [line for line in lines_of(found) if "không có trong danh sách" in line.text]
    assert [line.sort for line in lines] == [words.SORT_SKIPPED] * 2
    assert found.is_complete
    assert any("Sở Nội vụ" in line for line in found.report.missing)
    # Who knows better says whose row it is.
    question = lines[0].question
    assert question is not None
    own = intake(flat(["Sở Y tế", 1], ["Cục Thuế tỉnh", 2]), answers={question.key: "Sở Nội vụ"})
    assert values(own)["so-noi-vu", "pakn_dung_han"] == "2"
    assert own.learnt_names == {"Cục Thuế tỉnh": "so-noi-vu"}


@pytest.mark.parametrize("name", ["Sở Tài nguyên", "Sở Nội vụ mới", "Sở Nông nghiệp"])
def test_a_name_that_begins_as_another_is_asked_about(name: str) -> None:
    (question,) = intake(flat(["Sở Y tế", 1], [name, 2])).decisions.waiting
    assert any(choice.startswith(" ".join(name.split()[:3])) for choice in question.choices)


@pytest.mark.parametrize("label", ["TỔNG CỘNG TOÀN TỈNH", "Toàn tỉnh", "Tổng toàn tỉnh"])
def test_what_is_counted_for_the_province_alone_stands_in_the_row_of_totals(label: str) -> None:
    case = read_case(bundled_case("2026-03"))
    own = sorted(case.index.counts_of_province)[:2]
    names = [case.index.count_by_id[count].name for count in own]
    agencies = [agency.name for agency in case.valid_agencies[:2]]
    for cells in (["", ""], [3, 4]):
        rows = [
            ["Đơn vị", *names, "Hồ sơ nộp trực tuyến"],
            [agencies[0], *cells, 5],
            [agencies[1], *cells, 6],
            [label, 129, 120, 11],
        ]
        grids = [Grid("a.xlsx", "Sheet1", rows)]
        found = understand(grids, case, Decisions())
        # Other than the sum: whether it is the province's own number, a person says once a row.
        assert [item.choices for item in found.decisions.waiting] == [
            (words.TAKE_OWN, words.LEAVE_CELLS)
        ] * (cells[0] != "")
        found = understand(grids, case, Decisions(agreed=True))
        province = {v.target.key: v.text for v in found.values if v.agency == PROVINCE}
        assert province == dict(zip(own, ["129", "120"], strict=True))
    # A number that is the sum of the agencies' is none of the province's own.
    rows[3][1] = 6
    grids = [Grid("a.xlsx", "Sheet1", rows)]
    found = understand(grids, case, Decisions(agreed=True))
    assert {v.target.key for v in found.values if v.agency == PROVINCE} == {own[1]}
    assert any("có 1 số TTHC đúng bằng tổng các đơn vị" in line for line in found.report.skipped)
    (question,) = found.decisions.asked.values()
    left = understand(grids, case, Decisions({question.key: words.LEAVE_CELLS}))
    assert left.is_complete and not any(v.agency == PROVINCE for v in left.values)
    # So in the row that names the province; another number is its own there, without a question.
    rows[3][0] = "TỈNH MẪU"
    found = understand([Grid("a.xlsx", "Sheet1", rows)], case, Decisions())
    assert found.is_complete
    assert {v.target.key for v in found.values if v.agency == PROVINCE} == {own[1]}
    # A total of some agencies, or a mean, is not the province's.
    for other in ("Tổng cộng", "Trung bình toàn tỉnh", "Tổng toàn tỉnh (khối sở)", "Cộng cấp xã"):
        rows[-1][0] = other
        found = understand([Grid("a.xlsx", "Sheet1", rows)], case, Decisions())
        assert not any(v.agency == PROVINCE for v in found.values)


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        (["", "Tổng cộng"], "9"),
        (["Toàn tỉnh", "Cộng cấp xã"], "1"),
        (["TỔNG CỘNG TOÀN TỈNH (I+II)", "Trung bình"], "1"),
        (["Toàn tỉnh", "Tổng cộng"], "1"),
        (["", "Tổng tăng giảm"], ""),
        (["Tổng", "Cộng"], ""),
        (["Toàn tỉnh", "Tổng toàn tỉnh"], "?"),
        (["Tỉnh Mẫu", "Tổng toàn tỉnh"], "?"),
    ],
)
def test_of_several_totals_the_one_of_all_agencies_is_the_provinces(
    labels: list[str], text: str
) -> None:
    case = read_case(bundled_case("2026-03"))
    own = min(case.index.counts_of_province)
    rows: list[list[Any]] = [["Đơn vị", case.index.count_by_id[own].name, "Hồ sơ nộp trực tuyến"]]
    rows += [[labels[0], 1, 10 * len(case.valid_agencies)]] if labels[0] else []
    rows += [[agency.name, "", 10] for agency in case.valid_agencies]
    rows += [[labels[1], 9, 10 * len(case.valid_agencies)]]
    found = understand([Grid("a.xlsx", "Sheet1", rows)], case, Decisions())
    asked = [question.text for question in found.decisions.waiting]
    if text == "?":
        assert any("Tỉnh Mẫu" in line or "TỈNH MẪU" in line for line in asked), asked
    else:
        province = [v.text for v in found.values if v.agency == PROVINCE]
        assert province == ([text] if text else [])


def test_a_name_of_two_agencies_waits_for_an_answer_and_no_agreement_takes_one() -> None:
    rows = flat(["Sở Y tế", 1], ["Sở NV", 2])
    assert values(intake(rows, agreed=True)) == {("so-y-te", "pakn_dung_han"): "1"}
    (question,) = intake(rows, agreed=True).decisions.waiting
    chosen = next(c for c in question.choices if "Ngoại vụ" in c)
    found = intake(rows, answers={question.key: chosen})
    assert values(found)["so-ngoai-vu", "pakn_dung_han"] == "2"
    assert found.learnt_names == {"Sở NV": "so-ngoai-vu"}


def test_a_header_of_one_level_is_asked_about_and_learnt() -> None:
    rows = flat(["Sở Y tế", 1], header="Quá hạn")
    found = intake(rows, agreed=True)
    assert not found.values and not found.is_complete
    (question,) = found.decisions.waiting
    found = intake(rows, answers={question.key: "Hồ sơ đang xử lý quá hạn"})
    assert values(found) == {("so-y-te", "dang_xl_qua_han"): "1"}
    case = applied(CASE, found)
    assert values(intake(rows, case=case)) == values(found)


def test_two_headers_alike_are_asked_about_one_by_one() -> None:
    rows = [["Đơn vị", "Quá hạn", "Quá hạn"], ["Sở Y tế", 1, 2]]
    first, second = intake(rows).decisions.waiting
    answers = {first.key: "Hồ sơ giải quyết quá hạn", second.key: "Hồ sơ đang xử lý quá hạn"}
    found = intake(rows, answers=answers)
    assert values(found) == {("so-y-te", "xl_qua_han"): "1", ("so-y-te", "dang_xl_qua_han"): "2"}
    assert not found.learnt_columns


def test_two_columns_of_one_count_that_differ_are_a_question() -> None:
    rows = [["Đơn vị", "PAKN xử lý đúng hạn", "PAKN xử lý đúng hạn"], ["Sở Y tế", 1, 2]]
    assert not values(intake(rows, agreed=True))
    assert values(intake([[*row[:2], row[1]] for row in rows])) == {
        ("so-y-te", "pakn_dung_han"): "1"
    }


def test_files_that_contradict_each_other_are_listed_with_both_places() -> None:
    one, two = flat(["Sở Y tế", 1], ["Sở Nội vụ", 5]), flat(["Sở Y tế", 2], ["Sở Nội vụ", 5])
    found = intake(one, two, agreed=True)
    assert values(found) == {("so-noi-vu", "pakn_dung_han"): "5"}
    (question,) = found.decisions.waiting
    assert "tệp 1.csv, ô B2" in question.text and "tệp 2.csv, ô B2" in question.text
    answers = {question.key: question.choices[2]}
    assert values(intake(one, two, answers=answers))["so-y-te", "pakn_dung_han"] == "2"


def test_a_total_that_is_wrong_is_a_doubt() -> None:
    rows = flat(["Sở Y tế", 1], ["Sở Nội vụ", 5], ["Tổng cộng", 7])
    (question,) = intake(rows).decisions.waiting
    assert "ghi 7, cộng các dòng được 6" in question.text


def test_a_column_that_is_not_the_sum_of_its_parts_is_a_doubt() -> None:
    rows = one_gate()
    rows[4][7] += 1
    assert any("H5" in q.text for q in intake(rows).decisions.waiting)


def test_a_table_of_another_month_is_asked_about() -> None:
    rows = [["BÁO CÁO THÁNG 01 NĂM 2024"], *flat(["Sở Y tế", 1])]
    assert not values(intake(rows, agreed=True))
    assert values(intake([["BÁO CÁO THÁNG 02/2024"], *flat(["Sở Y tế", 1])]))


def test_received_is_the_sum_of_its_ways_where_it_has_no_column() -> None:
    rows = [[cell for c, cell in enumerate(row) if c not in (2, 3, 4)] for row in written_out()]
    found = intake(rows)
    assert len(found.decisions.waiting) == 1
    assert values(intake(rows, agreed=True)) == ONE_GATE
    witnessed = [[cell for c, cell in enumerate(row) if c != 4] for row in written_out()]
    assert values(intake(witnessed)) == ONE_GATE and intake(witnessed).is_complete


def test_prior_year_points_and_late_dossiers_are_told_apart() -> None:
    figures = [
        ["Stt", "TÊN ĐƠN VỊ", "BỘ CHỈ SỐ ĐÁNH GIÁ THÁNG 02 NĂM 2024", ""],
        ["", "", "Công khai, minh bạch", ""],
        ["", "", "Năm 2023", "Tháng 02"],
        [1, "Sở Y tế", "98,4", "97"],
    ]
    found = intake(figures)
    assert [(v.target.kind, v.target.key, v.text) for v in found.values] == [
        (Kind.PRIOR, "CK", "98,4")
    ]
    late = [
        [
            "STT",
            "Mã hồ sơ",
            "Tên TTHC",
            "Người nộp",
            "Đơn vị",
            "Ngày tiếp nhận",
            "Ngày hẹn trả",
            "Số ngày trễ",
        ],
        [
            1,
            "H10.17-240201-0001",
            "Cấp phép",
            "Nguyễn Văn A",
            "Sở Y tế",
            "01/02/2024",
            "09/02/2024 17:00",
            "3",
        ],
    ]
    (dossier,) = intake(late).dossiers
    assert (dossier.agency, dossier.due and dossier.due.day, dossier.days_late) == (
        "so-y-te",
        9,
        "3",
    )
    assert "Nguyễn" not in str(dossier)


def test_what_is_taken_replaces_counts_and_keeps_the_others() -> None:
    case = applied(CASE, intake(flat(["Sở Y tế", 7])))
    before, after = (
        {row.agency: row.cells for row in some.counts}["so-y-te"] for some in (CASE, case)
    )
    assert after == {**before, "pakn_dung_han": "7"}


@pytest.mark.parametrize("said", ["Không báo cáo", "chưa có số liệu", "x", "KBC"])
def test_what_is_not_reported_is_the_state_of_so_lieu_over_an_old_number_too(said: str) -> None:
    case = applied(CASE, intake(flat(["Sở Y tế", 7], ["Sở Nội vụ", 8])))
    found = intake(flat(["Sở Y tế", said], ["Sở Nội vụ", ""]), case=case)
    assert found.is_complete
    (line,) = [line for line in found.report.taken if "không báo cáo" in line]
    assert "ô B2" in line and said in line
    after = {row.agency: row.cells for row in applied(case, found).counts}
    assert after["so-y-te"]["pakn_dung_han"] == "không báo cáo"
    assert after["so-noi-vu"]["pakn_dung_han"] == "8"


def test_counts_of_another_month_do_not_stay_beside_new_ones() -> None:
    old = settled(CASE, "2024-02")
    months = old.months.kept(items_of(old), "2024-02")
    march = replace(old, settings=replace(old.settings, period="2024-03"), months=months)
    assert isinstance(months, Months) and Part.COUNTS
    case = applied(march, intake(flat(["Sở Y tế", 7]), case=march))
    rows = {row.agency: row.cells for row in case.counts}
    assert rows["so-y-te"] == {"pakn_dung_han": "7"}
    assert len(rows["so-noi-vu"]) > 30
