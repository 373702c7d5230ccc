"""What Excel refuses while a button works: all is as before, and one sentence is said."""

from pathlib import Path
from typing import Any

import pytest

from bpindex.render.sheet import NOTICE_SHEET
from bpindex.words import buttons as texts
from tests.hosts.windows.com_app import MANUAL
from tests.hosts.windows.fakes import FakeExcel, excel_error, rejected
from tests.hosts.windows.pressing import (
    HOST,
    NEW,
    PREVIOUS,
    assert_holds,
    make_notice,
    printable,
    rendered,
    said_beyond_done,
)
from tests.log import forget_log

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
    pytest.mark.usefixtures("log"),
]
# In a third run: kind of call, its name, how many of it pass before one is refused, or several:
# what a protected sheet refuses is tried again without the protection.
REFUSED: list[tuple[Any, ...]] = [
    ("method", "Workbook.SaveCopyAs", 0),
    ("method", "Workbooks.Open", 0),
    ("method", "Worksheet.Copy", 0),
    ("put", "Worksheet.Name", 0),
    ("put", "Worksheet.Name", 1),
    ("put", "Worksheet.Name", 2),
    ("put", "Worksheet.Name", 3),
    ("method", "Worksheet.Activate", 0),
    ("method", "Worksheet.Delete", 0),
    ("get", "Worksheets.Item", 3),
    ("put", "Range.Value", 0),
    ("put", "Range.Value", 1, 2),
    ("get", "Workbook.Worksheets", 0),
    ("put", "Application.StatusBar", 1),
    ("get", "Application.Calculation", 0),
    ("put", "Application.EnableEvents", 0),
]


def test_after_a_refused_call_everything_is_as_before_and_one_sentence_was_said(
    excel: FakeExcel, log: Path
) -> None:
    make_notice(excel)
    make_notice(excel)
    excel.type_in(NOTICE_SHEET, "B3", "của hiện tại")
    previous = excel.value(PREVIOUS, "A1:P60")
    state, sheets = excel.state, excel.sheets()
    for refused in REFUSED:
        kind, name, skip, *times = refused
        excel.messages.clear()
        log.unlink(missing_ok=True)
        forget_log()
        excel.fail(kind, name, skip=skip, times=sum(times) or 1)
        make_notice(excel)
        assert excel.state == state, refused
        assert excel.sheets() == sheets, refused
        assert excel.value(NOTICE_SHEET, "B3") == "của hiện tại", refused
        assert excel.value(PREVIOUS, "A1:P60") == previous, refused
        assert excel.books == ["Sổ tháng 2.xlsm"], refused
        assert excel.messages == [(texts.UNEXPECTED.format(log=log), texts.TITLE, 0)], refused
        written = log.read_text("utf-8")
        assert written.count("macro failed\nTraceback") == 1, refused
        assert f"{name} failed, said the test" in written
    excel.messages.clear()
    make_notice(excel)
    assert said_beyond_done(excel) == texts.TAKEN[0].format(count=1)
    assert excel.value(PREVIOUS, "B3") == "của hiện tại"
    # What was typed where nothing stood is a line of its own in the new notice.
    shown = [text for row in excel.value(NOTICE_SHEET, "B2:P12") for text in row if text]
    assert shown.count("của hiện tại") == 1


def test_a_book_of_excel_that_does_not_close_is_no_reason_to_undo(excel: FakeExcel) -> None:
    excel.fail("method", "Workbook.Close")
    make_notice(excel)
    assert said_beyond_done(excel) == ""
    assert_holds(excel, NOTICE_SHEET, rendered(printable(5)))


def test_a_setting_that_excel_does_not_take_back_keeps_no_other_from_being_restored(
    excel: FakeExcel,
) -> None:
    before = excel.state
    excel.fail("put", "Application.Calculation", skip=1)
    make_notice(excel)
    assert excel.state == {**before, "Calculation": MANUAL}


def test_calls_that_are_refused_for_good_raise_nothing(excel: FakeExcel, log: Path) -> None:
    for name in ("Worksheet.Delete", "Workbook.SaveCopyAs"):
        excel.fail("method", name, times=1000)
    excel.fail("put", "Worksheet.Name", times=1000)
    for macro in ("make_notice", "check_data", "explain_figure"):
        excel.run_python(f"{HOST}{macro}()")
    assert len(excel.messages) == 3 + 1, "one of them asks"
    assert NEW not in excel.sheets()
    assert log.is_file()


def test_while_a_cell_is_edited_the_sentence_asks_for_enter(excel: FakeExcel) -> None:
    before = excel.state
    for kind, name in (
        ("get", "Application.ScreenUpdating"),
        ("put", "Application.Calculation"),
        ("method", "Workbook.SaveCopyAs"),
        ("method", "Worksheet.Copy"),
    ):
        excel.messages.clear()
        excel.fail(kind, name, rejected())
        make_notice(excel)
        assert excel.messages == [(texts.EDITING, texts.TITLE, 0)], name
        assert "Enter" in texts.EDITING
        assert excel.state == before


def test_the_sentence_is_shown_though_excel_refuses_every_call(excel: FakeExcel) -> None:
    for kind, name in (
        ("get", "Workbook.Application"),
        ("get", "Application.Hwnd"),
        ("get", "Application.ScreenUpdating"),
    ):
        excel.fail(kind, name, rejected(), times=1000)
    make_notice(excel)
    assert excel.messages == [(texts.EDITING, texts.TITLE, 0)]


def test_a_log_that_cannot_be_written_is_done_without(
    excel: FakeExcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tệp").write_text("no folder", "utf-8")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "tệp"))
    excel.fail("method", "Workbooks.Open", excel_error("no"))
    make_notice(excel)
    assert len(excel.messages) == 1


def test_a_wrong_cell_is_said_in_one_sentence_with_its_place(excel: FakeExcel) -> None:
    excel.type_in("Đơn vị", "D5", "mười")
    for macro in ("make_notice", "check_data"):
        excel.messages.clear()
        excel.run_python(f"{HOST}{macro}()")
        sentence = "trang Đơn vị, ô D5: tìm thấy “mười”, cần một số nguyên."
        assert excel.messages == [(sentence, texts.TITLE, 0)]
    assert NOTICE_SHEET not in excel.sheets()
