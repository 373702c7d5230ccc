"""What is offered for a header or a name, and what is told of every column that is not taken."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bpindex.case.model import Case
from bpindex.case.records import LearntColumn
from bpindex.grids.grid import Grid
from bpindex.index.files import bundled_index_sets
from bpindex.intake.engine import understand
from bpindex.intake.report import lines_of
from bpindex.intake.taken import Decisions, Intake
from bpindex.naming.targets import Kind, Target
from bpindex.tables.columns import Columns
from bpindex.words import intake as words
from tests.strategies import base_case

CASE = base_case()
NEW = replace(CASE, index=next(i for i in bundled_index_sets() if i.id == "qd766-2025"))
A, B = "Sở Y tế", "Sở Nội vụ"
Rows = Sequence[Sequence[Any]]


def intake(rows: Rows, case: Case = CASE, **answers: Any) -> Intake:
    return understand([Grid("a.csv", "", rows)], case, Decisions(**answers))


def offered(path: list[str], case: Case, beside: Sequence[list[str]] = ()) -> set[str]:
    match = Columns(case, {}).match(path, beside)
    return {target.key for target in (match.target, *match.offered) if target}


@pytest.mark.parametrize(
    "path",
    [
        ["Đang giải quyết trong hạn"],
        ["Đang giải quyết", "Trong hạn"],
        ["Đang xử lý", "Trong hạn", "Tổng"],
    ],
)
def test_pending_in_time_is_a_count_where_the_index_set_has_it(path: list[str]) -> None:
    assert Columns(NEW, {}).match(path).target == Target(Kind.COUNT, "dang_xl_trong_han")
    match = Columns(CASE, {}).match(path)
    assert match.target is None or match.target.kind is Kind.WITNESS


def test_the_official_form_in_a_set_without_some_of_its_counts() -> None:
    rows = [
        ["STT", "Đơn vị", "Tiếp nhận", "", "", "", "Đã giải quyết", "", "", "", "Đang giải quyết",
         "", ""],
        ["", "", "Tổng số", "Trực tuyến", "Trực tiếp", "Từ kỳ trước", "Tổng số", "Trước hạn",
         "Đúng hạn", "Quá hạn", "Tổng số", "Trong hạn", "Quá hạn"],
        [1, A, 113, 60, 43, 10, 100, 60, 38, 2, 13, 12, 1],
    ]  # fmt: skip
    found = intake(rows, NEW, agreed=True)
    assert found.is_complete
    taken = {value.target.key: value.text for value in found.values}
    assert taken == {
        "hs_tiep_nhan": "103", "hs_truc_tuyen": "60", "xl_truoc_han": "60", "xl_dung_han": "38",
        "dang_xl_trong_han": "12", "hs_phai_xl": "113",
    }  # fmt: skip
    # A part that does not add up is still a doubt, though the set has no such count.
    rows[2][9] = 3
    assert any("cộng các cột thành phần" in q.text for q in intake(rows, NEW).decisions.waiting)


@pytest.mark.parametrize("case", [CASE, NEW], ids=["2022", "2025"])
def test_every_column_that_is_not_taken_is_named(case: Case) -> None:
    good = "PAKN xử lý đúng hạn"
    headers = ["Đang giải quyết", "Tiếp nhận", "Đã giải quyết", "Phí khác", good, good, "Hạng"]
    rows = [
        ["Đơn vị", *headers, "Tổng số PAKN"],
        ["", "Quá hạn", "Tổng số", "Tổng số", "", "", "", "", ""],
        [A, 1, 2, 3, 4, 5, 5, 6, ""],
        [B, 1, 2, 3, 4, 5, 5, 6, ""],
    ]
    found = intake(rows, case)
    told = "\n".join(line.text for line in lines_of(found))
    letters = {value.grid.place(0, value.column)[-2] for value in found.values}
    for letter in sorted(set("BCDEFGHI") - letters):
        assert f"ô {letter}" in told, (letter, told)


@pytest.mark.parametrize("case", [CASE, NEW], ids=["2022", "2025"])
@pytest.mark.parametrize(
    ("path", "never"),
    [
        (["Số hóa kết quả", "Chưa số hóa"], "kq_dien_tu"),
        (["Hồ sơ chưa giải quyết đúng hạn"], "xl_dung_han"),
        (["Tổ 1", "Đang giải quyết", "Quá hạn"], "xl_dung_han"),
        (["Hồ sơ giải quyết quá hạn trong quý"], "xl_dung_han"),
        (["Hồ sơ giải quyết quá hạn trong quý"], "xl_truoc_han"),
        (["Hồ sơ xử lý không đúng hạn"], "xl_dung_han"),
        (["Hồ sơ nộp trực tiếp"], "hs_truc_tuyen"),
        (["Đã xử lý", "Khác", "Tổng"], "hs_tiep_nhan"),
        (["PAKN hài lòng"], "pakn_khong_hai_long"),
    ],
)
def test_no_offer_denies_the_words_of_the_header(path: list[str], never: str, case: Case) -> None:
    assert never not in offered(path, case)


@pytest.mark.parametrize(
    ("path", "one"),
    [
        (["Quá hạn"], "dang_xl_qua_han"),
        (["Tổ 1", "Đã giải quyết", "Quá hạn"], "xl_qua_han"),
        (["Hồ sơ tiếp nhận"], "hs_tiep_nhan"),
        (["Hồ sơ giải quyết bị quá hạn"], "xl_qua_han"),
        (["PAKN không hài lòng (ý kiến)"], "pakn_khong_hai_long"),
    ],
)
def test_what_agrees_is_still_offered(path: list[str], one: str) -> None:
    assert one in offered(path, CASE)


def test_trong_han_with_its_amount_is_on_time_beside_truoc_han() -> None:
    path, beside = ["Đã xử lý", "Trong hạn", "Tổng"], [["Đã xử lý", "Trước hạn", "Tổng"]]
    assert Columns(CASE, {}).match(path, beside).target == Target(Kind.COUNT, "xl_dung_han")
    assert offered(path, CASE) == {"xl_dung_han"}


@pytest.mark.parametrize("name", ["Sở NN&MT", "Sở Y tê", "Sở Nội vu", "Sở Công thươn"])
def test_agreeing_never_takes_an_agency_that_is_only_alike(name: str) -> None:
    rows = [["Đơn vị", "PAKN xử lý đúng hạn"], [A, 3], [name, 5]]
    found = intake(rows, agreed=True)
    assert [value.agency for value in found.values] == ["so-y-te"]
    assert all(question.is_open for question in found.decisions.waiting)
    assert not found.learnt_names


def test_an_agency_that_was_not_offered_can_be_answered() -> None:
    rows = [["Đơn vị", "PAKN xử lý đúng hạn"], [A, 3], ["Sở Nội vu", 5]]
    (question,) = intake(rows).decisions.waiting
    assert "Sở Tư pháp" not in question.choices
    found = intake(rows, answers={question.key: "Sở Tư pháp"})
    assert {value.agency for value in found.values} == {"so-y-te", "so-tu-phap"}


def test_a_column_that_nothing_is_like_can_be_answered_and_stops_nothing() -> None:
    rows = [["Đơn vị", "PAKN xử lý đúng hạn", "Việc dân hỏi"], [A, 3, 4]]
    found = intake(rows)
    assert found.is_complete and [value.text for value in found.values] == ["3"]
    (line,) = [line for line in lines_of(found) if line.question]
    assert line.question and line.sort == words.SORT_SKIPPED and "ô C1" in line.text
    found = intake(rows, answers={line.question.key: "Tổng số PAKN"})
    assert {value.target.key: value.text for value in found.values} == {
        "pakn_dung_han": "3",
        "pakn_tong": "4",
    }
    assert found.learnt_columns == {"việc dân hỏi": "Tổng số PAKN"}


def test_what_says_the_same_is_the_first_choice_and_still_asked() -> None:
    rows = [["Đơn vị", "Nguồn khác", ""], ["", "PAKN xử lý đúng hạn", "Khác"], [A, 1, 2], [B, 1, 2]]
    question = next(q for q in intake(rows, agreed=True).decisions.waiting if "PAKN" in q.text)
    assert question.choices[:2] == ("PAKN xử lý đúng hạn", words.LEAVE_COLUMN)


@pytest.mark.parametrize(
    ("header", "offered"),
    [
        ("Tổng số hồ sơ trong kỳ", "Tổng số hồ sơ"),
        ("Tổng số phản ánh, kiến nghị", "Tổng số PAKN"),
        ("HS quá hạn", "Hồ sơ giải quyết quá hạn"),
        ("Số TTHC đã công khai", "TTHC đã công khai"),
        ("Số hồ sơ tiếp nhận", "Hồ sơ tiếp nhận"),
        ("Tiếp nhận", "Hồ sơ tiếp nhận"),
    ],
)
def test_what_a_header_says_in_other_words_is_offered(header: str, offered: str) -> None:
    found = intake([["Đơn vị", header], [A, 1], [B, 2]])
    (question,) = found.decisions.waiting
    assert offered in question.choices and not found.values


def test_a_column_that_a_person_leaves_out_is_left_out_the_next_time() -> None:
    rows = [["Đơn vị", "Số TTHC đã công khai", "Tổng số PAKN"], [A, 1, 5], [B, 2, 6]]
    (question,) = intake(rows).decisions.waiting
    found = understand(
        [Grid("a.csv", "", rows)], CASE, Decisions({question.key: words.LEAVE_COLUMN})
    )
    learnt = tuple(LearntColumn(key, name) for key, name in found.learnt_columns.items())
    again = understand([Grid("a.csv", "", rows)], replace(CASE, learnt=learnt), Decisions())
    assert again.is_complete
    assert {value.target.key for value in again.values} == {"pakn_tong"}


@pytest.mark.parametrize("sign", ["±", "+/-", "(-)", "(+)", "‰", "↑", "<>", "≤", "₫", "#"])
def test_a_sign_in_a_header_is_never_left_out(sign: str) -> None:
    for header in (f"PAKN xử lý đúng hạn {sign}", f"{sign} PAKN xử lý đúng hạn"):
        found = intake([["Đơn vị", header], [A, 1], [B, 2]])
        assert not found.values


@pytest.mark.parametrize("said", ["Năm ngoái", "Chỉ gồm hồ sơ cấp xã", "Số tạm tính"])
def test_a_header_of_nothing_that_nobody_knows_is_asked_about(said: str) -> None:
    found = intake([["Đơn vị", "PAKN xử lý đúng hạn", "", said], [A, 1], [B, 2]])
    assert found.decisions.waiting and not found.values
