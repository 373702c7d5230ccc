"""The page before signing: every corrected figure, odd jumps, warnings, the fingerprint."""

from dataclasses import replace
from pathlib import Path

import pytest

from bpindex.actions import buttons
from bpindex.case.correction import CorrectionState
from bpindex.case.keys import PREVIOUS_RANK, PREVIOUS_TOTAL
from bpindex.case.model import Case
from bpindex.case.records import DataRow, TrailRow
from bpindex.hosts.file_desk import FileDesk
from bpindex.notice.as_json import fingerprint
from bpindex.pipeline import evaluate
from bpindex.remarks.signing import SignRow, sign_rows, sign_text
from bpindex.sheets.layout import layout_of
from bpindex.words import remarks as words
from tests.changed_cases import CASE, with_correction, with_counts, with_typed
from tests.remarks.test_inserting import with_previous
from tests.workbook.editing import bundled_workbook

SHEET = layout_of(CASE.index)["signing"]


def rows_of(case: Case, part: str) -> list[SignRow]:
    return [row for row in sign_rows(evaluate(case)) if row.part == part]


def test_every_corrected_figure_stands_there_with_what_was_computed_and_why() -> None:
    case = with_correction(column="TD_thang", computed="1", corrected="99", by="An")
    withdrawn = replace(case.corrections[-1], state=CorrectionState.WITHDRAWN, corrected="77")
    case = replace(case, corrections=(*case.corrections, withdrawn))
    found = rows_of(case, words.PART_CORRECTED)
    assert len(found) == sum(item.in_force for item in case.corrections)
    (own,) = (row for row in found if row.after == "99")
    printed = {(a, f.column): f.computed for _, a, f in evaluate(case).notice.figures()}
    assert own.before == printed["so-y-te", "TD_thang"]
    assert "Sở Y tế" in own.what
    assert (own.reason, own.who) == ("theo đối soát", "An")
    assert "so-y-te" not in "".join(sign_text(found))


def test_a_jump_counts_where_the_counts_do_not_explain_it() -> None:
    """Sở Y tế has hundreds of dossiers; with four of them chance alone moves that much."""
    case = with_previous(so_y_te=6)
    (row,) = rows_of(case, words.PART_JUMPS)
    assert row.what == "Sở Y tế, Tiến độ giải quyết: +6,00 điểm so với kỳ trước"
    assert float(row.after.replace(",", ".")) - float(row.before.replace(",", ".")) == 6
    assert row.reason.startswith("với số hồ sơ của kỳ này")
    few = with_counts("so-y-te", case, xl_tong="4", xl_truoc_han="2", xl_dung_han="1")
    assert all("Tiến độ" not in each.what for each in rows_of(few, words.PART_JUMPS))
    small = rows_of(with_previous(so_y_te=0.5), words.PART_JUMPS)
    assert [each.what for each in small] == [words.NO_JUMPS]


def test_points_that_somebody_typed_have_no_counts_to_explain_a_jump() -> None:
    case = with_typed("so-y-te", with_previous(so_y_te=0), TD_diem="1")
    (row,) = rows_of(case, words.PART_JUMPS)
    assert row.reason == words.NOT_FROM_COUNTS
    assert rows_of(CASE, words.PART_JUMPS)[0].what == words.NO_PREVIOUS


@pytest.mark.parametrize(
    "cells", [{}, {"total": "  "}, {PREVIOUS_RANK: "1"}, {PREVIOUS_TOTAL: "850"}]
)
def test_where_nothing_can_be_compared_that_is_said(cells: dict[str, str]) -> None:
    case = replace(CASE, previous=tuple(DataRow(a.code, cells) for a in CASE.agencies))
    assert [row.what for row in rows_of(case, words.PART_JUMPS)] == [words.NO_PREVIOUS]


def test_of_how_many_agencies_there_is_no_jump_is_said() -> None:
    case = with_previous()
    (row,) = rows_of(replace(case, previous=case.previous[:3]), words.PART_JUMPS)
    assert row.what == words.NO_JUMPS_OF.format(count=3, of=len(CASE.valid_agencies))


def test_the_fingerprint_says_whether_the_notice_is_still_the_one_that_was_made() -> None:
    mark = fingerprint(evaluate(CASE).notice)
    made = TrailRow("2024-03-02 09:30", "Chi", "Lập thông báo", "2024-02", mark)
    (row,) = rows_of(replace(CASE, trail=(made,)), words.PART_NOTICE)
    assert (row.before, row.after, row.reason) == (mark, mark, words.AS_MADE)
    assert row.who == "Chi, 02/03/2024 09:30"
    other = replace(made, fingerprint="0" * 12)
    assert (
        rows_of(replace(CASE, trail=(other,)), words.PART_NOTICE)[0].reason == words.CHANGED_SINCE
    )
    last_month = replace(made, period="2024-01")
    found = rows_of(replace(CASE, trail=(last_month,)), words.PART_NOTICE)
    assert found[0].reason == words.NOT_MADE
    warnings = [row.what for row in rows_of(CASE, words.PART_WARNINGS)]
    assert warnings == [str(finding) for finding in evaluate(CASE).warnings]


def test_the_button_keeps_the_ticks_of_rows_that_did_not_change(tmp_path: Path) -> None:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(bundled_workbook())
    desk = FileDesk(path)
    buttons.before_signing(desk)
    assert desk.shown == SHEET.title
    area = SHEET.block("signing").area().replace("$", "")
    first = [row for row in desk.read(SHEET.title, area) if any(row)]
    assert [row[0] for row in first] == [row.part for row in sign_rows(evaluate(CASE))]
    for number in range(5, 5 + len(first)):
        desk.write(SHEET.title, f"G{number}", [["x"]])
    counts = layout_of(CASE.index)["counts"]
    desk.write(counts.title, counts.block("counts").address(5, "hs_tong"), [[123_456]])
    buttons.before_signing(desk)
    again = [row for row in desk.read(SHEET.title, area) if any(row)]
    ticked = [row[:6] for row in again if row[6] == "x"]
    assert ticked == [row[:6] for row in again if row[:6] in [old[:6] for old in first]]
    assert 0 < len(ticked) < len(again)
