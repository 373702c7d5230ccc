"""Each finding of the corrections: a change brings it."""

from dataclasses import replace
from typing import Any

import pytest

from bpindex.case.correction import Correction, CorrectionState, RemovedRow
from bpindex.case.rows import RowId
from tests.changed_cases import CASE, with_correction
from tests.checks.findings import problems, warnings


def test_a_correction_without_a_reason_is_a_warning() -> None:
    case = with_correction(column="CK_nam_truoc", computed="", corrected="5", reason=" ")
    assert warnings(case) == [
        "corrections.csv, dòng 9, cột reason: đính chính cột “Công khai, minh bạch, "
        "năm trước” của Sở Y tế (bảng “Sở, ngành”) thành “5” không ghi lý do, nên ghi "
        "(được để trống)."
    ]


def test_a_correction_in_a_row_that_was_removed_is_a_warning() -> None:
    row = RemovedRow(RowId.row("so-nganh", "so-y-te"))
    case = with_correction(column="TD_thang", computed="100", corrected="98.5")
    case = replace(case, corrections=(*case.corrections, Correction(row, "", "", reason="thôi")))
    (told,) = (text for text in warnings(case) if "98.5" in text)
    assert "dòng của nó đã bị bỏ khỏi thông báo" in told


@pytest.mark.parametrize(
    "text",
    [
        "=1+2",
        " =SUM(A1:A3)",
        "= -5",
        "=$B$2",
        '="a"&"b"',
        "='Số liệu'!C5",
        "={1,2}",
        "=.5*2",
        "＝1+2",
    ],
)
def test_a_formula_that_became_a_text_stops_the_notice(text: str) -> None:
    (told,) = problems(with_correction(column="CK_nam_truoc", computed="", corrected=text))
    assert "dòng 9, cột corrected" in told
    assert f"“{text.strip()}” là một công thức gõ thành chữ" in told


@pytest.mark.parametrize("text", ["=", "≥ 5", "a = b", "= ="])
def test_a_text_that_is_no_formula_is_none(text: str) -> None:
    case = with_correction(column="CK_nam_truoc", computed="", corrected=text)
    assert warnings(case) == []


def test_a_correction_against_an_older_value_is_a_warning() -> None:
    case = with_correction(column="TD_thang", computed="99", corrected="98.5")
    assert warnings(case) == [
        "corrections.csv, dòng 9, cột computed: đính chính cột “Tiến độ giải quyết, "
        "tháng” của Sở Y tế (bảng “Sở, ngành”) cần xem lại: khi đính chính tính được “99”, "
        "nay tính được “100”, "
        "đang in “98.5”."
    ]


@pytest.mark.parametrize(
    ("agency", "column", "words"),
    [
        (
            "tinh",
            "TD_thang",
            "cột “Tiến độ giải quyết, tháng” của TỈNH BÌNH PHƯỚC (bảng “Sở, ngành”)",
        ),
        ("so-y-te", "note", "cột “Ghi chú” của Sở Y tế (bảng “Sở, ngành”)"),
        (
            "*",
            "CK_nam_truoc",
            "ô chung của cột “Công khai, minh bạch, năm trước” (bảng “Sở, ngành”)",
        ),
        ("", "group.CK", "đầu bảng “Sở, ngành”, phần “Công khai, minh bạch”"),
    ],
)
def test_what_is_corrected_is_named_as_staff_know_it(agency: str, column: str, words: str) -> None:
    case = with_correction(agency=agency, column=column, computed="", corrected="5", reason="")
    assert any(f"đính chính {words} thành “5” không ghi lý do" in text for text in warnings(case))


def test_a_corrected_paragraph_that_changed_since_is_a_warning() -> None:
    case = with_correction(
        table="", agency="", column="recipients_title", computed="Kính gửi:", corrected="Gửi:"
    )
    assert warnings(case) == [
        "corrections.csv, dòng 9, cột computed: đính chính đoạn “Nơi nhận:” cần xem lại: "
        "khi đính chính tính được “Kính gửi:”, nay tính được “Nơi nhận:”, đang in “Gửi:”."
    ]


def test_a_correction_that_prints_nowhere_is_a_warning() -> None:
    [warning] = warnings(
        with_correction(table="cap-huyen", column="TD_thang", computed="1", corrected="2")
    )
    assert "không in vào đâu trong kỳ này" in warning


@pytest.mark.parametrize("change", [{"computed": "99", "reason": ""}, {"table": "cap-huyen"}])
def test_a_withdrawn_correction_is_left_alone(change: dict[str, Any]) -> None:
    values: dict[str, Any] = {"column": "TD_thang", "computed": "100", "corrected": "98.5"}
    case = with_correction(CASE, **{**values, **change})
    withdrawn = replace(case.corrections[-1], state=CorrectionState.WITHDRAWN)
    assert warnings(replace(case, corrections=(*case.corrections[:-1], withdrawn))) == []


def test_corrections_without_a_reason_are_one_sentence() -> None:
    case = CASE
    for number, agency in enumerate(("so-y-te", "so-noi-vu", "so-tu-phap"), 1):
        values = {"agency": agency, "computed": "0", "corrected": f"{number}", "reason": ""}
        case = with_correction(case, column="TD_thang", **values)
    (told,) = (text for text in warnings(case) if "lý do" in text)
    assert "3 đính chính không ghi lý do (" in told
    assert "của Sở Y tế" in told and "của Sở Tư pháp" in told and "thành “3”" in told


@pytest.mark.parametrize(
    ("typed", "is_told"),
    [("trước ngày 10/03/2024.", True), ("trước ngày 07/03/2024!", False), ("đúng hạn.", False)],
)
def test_a_deadline_typed_over_in_a_sentence_is_told(typed: str, is_told: bool) -> None:
    computed = "Đề nghị gửi báo cáo trước ngày 07/03/2024."
    case = with_correction(
        table="", agency="", column="request", computed=computed, corrected=typed
    )
    told = [text for text in warnings(case) if "07/03/2024" in text and "khóa “deadline”" in text]
    assert bool(told) is is_told, warnings(case)
