"""Columns are as wide as what stands in them: the appendix, notes, a text that a column shares."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bpindex.case.model import Case
from bpindex.case.records import LateDossier
from bpindex.notice.model import Notice
from bpindex.page.contents import widths_by_contents
from bpindex.page.plan import SheetPlan, plan_sheets
from bpindex.page.textfit import EXCEL_PADDING_PT, GUARD, mm_to_pt, text_width
from tests.changed_cases import CASE, notice_of

NOTE = "Đơn vị đã gửi thư xin lỗi người dân theo quy định và đã hẹn lại ngày trả kết quả"
CAUSE = "Hồ sơ phải lấy ý kiến của nhiều cơ quan, đơn vị có liên quan; phải xác minh thực địa"
LAND = "Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất"
ORDINARY = {"procedure": LAND, "status": "Đang xử lý", "days_late": "12"}


def with_late(count: int, **texts: str) -> Case:
    late = (
        LateDossier(f"H10.19-2402{i % 28 + 1:02}-{i:04}", agency="so-xay-dung", **ORDINARY | texts)
        for i in range(count)
    )
    return replace(CASE, late_dossiers=tuple(late))


def cut_words(plan: SheetPlan) -> Iterator[str]:
    """Yield the words that are wider than their cells."""
    for placed in (*plan.cells, *plan.merged):
        cell = placed.cell
        room = (plan.grid.span_pt(cell.first, cell.last) - EXCEL_PADDING_PT) * GUARD
        for run in cell.runs:
            for word in re.split(r"[\s-]+", run.text):
                if text_width(word, cell.style.size, bold=run.bold or cell.style.bold) > room:
                    yield word


def body_pt(case: Case) -> float:
    plan = plan_sheets(notice_of(case))[1]
    return sum(row.row.height_pt for row in plan.rows)


@pytest.mark.parametrize(
    "texts", [{}, {"note": NOTE}, {"cause": CAUSE}, {"note": NOTE, "cause": CAUSE}]
)
def test_no_word_of_the_appendix_is_cut_and_its_rows_are_low(texts: dict[str, str]) -> None:
    case = with_late(30, **texts)
    plan = plan_sheets(notice_of(case))[1]
    assert [*cut_words(plan)] == []
    assert sum(plan.grid.widths_pt) <= mm_to_pt(plan.layout.grid_width_mm) + 1e-6
    # Six lines at most, where a column of the usual width has more than twenty.
    assert max(row.row.height_pt for row in plan.rows) <= 6 * 15 + 3


def test_a_column_of_notes_takes_what_others_need_not() -> None:
    widths = [
        dict(zip(plan.columns, plan.grid.widths_pt, strict=True))
        for texts in ({}, {"note": NOTE})
        for plan in [plan_sheets(notice_of(with_late(30, **texts)))[1]]
    ]
    assert widths[1]["note"] > 2 * widths[0]["note"]
    # A few dossiers with notes among others do as well.
    some = with_late(30)
    late = [
        replace(item, note=NOTE if i % 3 == 0 else "") for i, item in enumerate(some.late_dossiers)
    ]
    assert body_pt(replace(some, late_dossiers=tuple(late))) < 30 * (6 * 15 + 3)


def test_four_hundred_dossiers_have_two_lines_each_where_their_texts_take_no_more() -> None:
    case = with_late(400, procedure="Cấp giấy phép xây dựng nhà ở riêng lẻ", cause="Chờ ý kiến")
    assert body_pt(case) / 400 <= 2 * 15 + 3 + 1


def test_a_word_wider_than_an_eighth_of_the_page_does_not_take_all_of_it() -> None:
    case = with_late(10, note="1234567890" * 8)
    plan = plan_sheets(notice_of(case))[1]
    assert {*cut_words(plan)} == {"1234567890" * 8}
    assert sum(plan.grid.widths_pt) <= mm_to_pt(plan.layout.grid_width_mm) + 1e-6


def test_widths_take_all_the_room_however_little_there_is() -> None:
    for room in (40.0, 100.0, 300.0):
        widths = widths_by_contents(room, (50, 50), (30, 60), (((10.0, 20.0), (5.0,)),))
        assert sum(widths) == pytest.approx(room)
    assert sum(widths_by_contents(100, (50, 50), (10, 10), ())) == pytest.approx(100)


def with_note(text: str, place: int = 3) -> Notice:
    notice = notice_of(CASE)
    table, *others = notice.tables
    rows = list(table.rows)
    rows[place] = replace(rows[place], note=text)
    return replace(notice, tables=(replace(table, rows=tuple(rows)), *others))


@pytest.mark.parametrize(
    "note", ["Đã giải trình tại Công văn số 12/SKHĐT-VP ngày 05/3/2024", "DVCQG"]
)
def test_notes_cut_no_word_of_their_own_nor_of_what_a_column_shares(note: str) -> None:
    plan = plan_sheets(with_note(note))[0]
    assert [*cut_words(plan)] == []


def test_notes_leave_no_first_page_half_empty_where_it_is_full_without_them() -> None:
    note = "Đã giải trình tại Công văn số 12/SKHĐT-VP ngày 05/3/2024"
    plan = plan_sheets(with_note(note))[0]
    assert plan.scale >= 93
    first = [row.row.height_pt for row in plan.rows if row.number <= plan.page_ends[0]]
    assert sum(first) >= plan.layout.page_pt * 2 / 3
