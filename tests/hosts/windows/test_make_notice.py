"""The button that makes the notice, through xlwings' own server over a recording fake of Excel.

What passes here has still to be tried in Excel itself.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bpindex.case.records import LateDossier
from bpindex.reading.workbook import read_workbook
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.sheets.layout import layout_of
from bpindex.sheets.model import ROOM
from bpindex.words import buttons as texts
from bpindex.workbook.build import build_workbook
from tests.hosts.windows.com_app import MANUAL
from tests.hosts.windows.fakes import FakeExcel
from tests.hosts.windows.pressing import (
    MOST_CALLS,
    NEW,
    PREVIOUS,
    assert_holds,
    assert_was,
    cells_of,
    check_data,
    content_of,
    make_notice,
    opened,
    printable,
    rendered,
    said_beyond_done,
)
from tests.strategies import base_case

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
    pytest.mark.usefixtures("log"),
]
OLD = f"{NOTICE_SHEET} (cũ)"


def test_the_number_of_calls_is_small_and_the_same_for_any_number_of_agencies(
    tmp_path: Path,
) -> None:
    calls: dict[int, list[tuple[str, str]]] = {}
    for agencies in (5, 29, ROOM.agencies):
        with opened(tmp_path, content_of(agencies)) as excel:
            count = make_notice(excel)
            calls[agencies] = list(excel.calls)
            assert count <= MOST_CALLS, f"{count} calls to Excel for {agencies} agencies"
            assert said_beyond_done(excel) == ""
            shown = excel.range(NOTICE_SHEET, "A1")._sheet
            assert shown._selected == (2, 2, 2, 2)  # the first cell that can be seen
            assert_holds(excel, NOTICE_SHEET, rendered(printable(agencies)))
    counts = {agencies: len(found) for agencies, found in calls.items()}
    assert calls[5] == calls[29] == calls[ROOM.agencies], f"calls by agencies: {counts}"


def test_with_an_appendix_and_earlier_notices_the_calls_stay_few(tmp_path: Path) -> None:
    late = LateDossier("H10.1", "Cấp phép", "so-cong-thuong", date(2024, 1, 2))
    case = replace(printable(5), late_dossiers=(late,))
    with opened(tmp_path, build_workbook(case)) as excel:
        counts = [make_notice(excel) for _ in range(3)]
        assert max(counts) <= MOST_CALLS, f"calls to Excel in three runs: {counts}"
        assert said_beyond_done(excel) == ""
        for sheet in (NOTICE_SHEET, "Phụ lục"):
            assert_holds(excel, sheet, rendered(case), sheet)
        place = excel.sheets().index("Bảng điểm")
        assert excel.sheets()[place + 1 : place + 6] == [
            NOTICE_SHEET,
            "Phụ lục",
            PREVIOUS,
            "Phụ lục (trước)",
            "Đính chính",
        ]


def test_the_notice_stands_open_and_excel_is_as_before(excel: FakeExcel) -> None:
    before, sheets = excel.state, excel.sheets()
    make_notice(excel)
    assert excel.state == before
    assert excel.books == ["Sổ tháng 2.xlsm"]
    assert excel.book()._active.title == NOTICE_SHEET
    assert [name for name in excel.sheets() if name != NOTICE_SHEET] == sheets
    assert said_beyond_done(excel) == ""
    assert (excel.dialogs, excel.links) == ([], [])


def test_the_status_bar_tells_each_step(excel: FakeExcel, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    record = excel.record

    def watched(kind: str, name: str) -> None:
        record(kind, name)
        if name in ("Workbook.SaveCopyAs", "Workbooks.Open"):
            shown.append(excel.state["StatusBar"])

    monkeypatch.setattr(excel, "record", watched)
    make_notice(excel)
    assert shown == [texts.READING, texts.COPYING]


def test_nothing_is_computed_painted_or_asked_while_it_works(
    excel: FakeExcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    during: list[dict[str, Any]] = []
    record = excel.record

    def watched(kind: str, name: str) -> None:
        record(kind, name)
        if name == "Worksheet.Copy":
            during.append(excel.state)

    monkeypatch.setattr(excel, "record", watched)
    make_notice(excel)
    (state,) = during
    assert state["Calculation"] == MANUAL
    assert [state[name] for name in ("ScreenUpdating", "EnableEvents", "DisplayAlerts")] == (
        [False] * 3
    )


def test_settings_that_staff_chose_are_given_back(excel: FakeExcel) -> None:
    def choose() -> None:
        excel.application.Calculation = MANUAL
        excel.application.EnableEvents = False

    excel.silently(choose)
    before = excel.state
    make_notice(excel)
    assert excel.state == before
    assert before["Calculation"] == MANUAL


def test_the_notice_before_is_kept_until_the_next_one(excel: FakeExcel) -> None:
    case = printable(5)
    contents = [rendered(case)]
    make_notice(excel)
    for place in ("02/2024", "khác"):
        settings = replace(case.settings, place=f"Nơi {place}")
        contents.append(rendered(replace(case, settings=settings)))
        excel.type_in("Thiết lập", "C21", f"Nơi {place}")
        make_notice(excel)
        assert_holds(excel, NOTICE_SHEET, contents[-1])
        assert_was(excel, contents[-2])
    assert len({repr(sorted(cells_of(content).items())) for content in contents}) == 3
    assert [name for name in excel.sheets() if NOTICE_SHEET in name] == [NOTICE_SHEET, PREVIOUS]


def test_what_is_typed_and_not_saved_is_in_the_notice(excel: FakeExcel) -> None:
    block = layout_of(base_case().index)["figures"].block("figures")
    column = block.column_number("TD_thang")
    assert column == 8
    excel.type_in("Bảng điểm", "H9", "12,34")
    make_notice(excel)
    shown = [row[0] for row in excel.value(NOTICE_SHEET, "G2:G200")]
    assert "12,34" in shown


def test_a_leftover_of_a_run_that_was_killed_does_not_matter(excel: FakeExcel) -> None:
    make_notice(excel)
    for name in (NEW, OLD, "Phụ lục (mới)"):

        def add(name: str = name) -> None:
            excel.book().Worksheets.Add().Name = name

        excel.silently(add)
    make_notice(excel)
    assert said_beyond_done(excel) == ""
    assert [name for name in excel.sheets() if "(" in name] == [PREVIOUS]


def test_a_workbook_that_was_saved_by_the_macros_still_reads_as_its_case(
    excel: FakeExcel, tmp_path: Path
) -> None:
    make_notice(excel)
    check_data(excel)
    copy = tmp_path / "copy.xlsm"
    excel.silently(lambda: excel.book().SaveCopyAs(str(copy)))
    case = read_workbook(copy)
    assert [row.action for row in case.trail] == [texts.ACTION_NOTICE]
    assert replace(case, trail=()) == printable(5)
