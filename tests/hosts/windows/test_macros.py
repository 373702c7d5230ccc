"""The macros of the buttons, run through xlwings' own server over a recording fake of Excel.

What passes here has still to be tried in Excel itself.
"""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bpindex.case.model import Case
from bpindex.case.records import LateDossier
from bpindex.pipeline import evaluate
from bpindex.render.sheet import NOTICE_SHEET, render_sheet
from bpindex.sheets.layout import layout_of
from bpindex.sheets.model import ROOM
from bpindex.sheets.report import finding_rows
from bpindex.words import buttons as texts
from bpindex.words import explanations as explain_texts
from bpindex.words import findings as finding_words
from bpindex.words import marks as rule_texts
from bpindex.words import workbook as workbook_words
from bpindex.workbook.build import build_workbook
from bpindex.workbook.read import read_workbook
from tests.hosts.libreoffice.cases import case_of, with_count
from tests.hosts.windows.com_app import MANUAL
from tests.hosts.windows.fakes import FakeExcel, excel_error, rejected
from tests.strategies import base_case

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

HOST = "import bpindex.hosts.macros as host; host."
MOST_CALLS = 100
PREVIOUS = f"{NOTICE_SHEET} (trước)"
NEW = f"{NOTICE_SHEET} (mới)"
OLD = f"{NOTICE_SHEET} (cũ)"


def printable(agencies: int) -> Case:
    """Return a case of any size without problems: at least one agency of each kind."""
    if agencies > len(base_case().agencies):
        case = case_of(agencies)
        return replace(case, agencies=tuple(replace(a, aliases=()) for a in case.agencies))
    half = agencies // 2
    members = (*base_case().agencies[:half], *base_case().agencies[half - agencies :])
    codes = {agency.code for agency in members}
    return replace(
        base_case(),
        agencies=members,
        counts=tuple(row for row in base_case().counts if row.agency in codes),
        typed=tuple(row for row in base_case().typed if row.agency in codes),
        corrections=tuple(item for item in base_case().corrections if item.key[1] in codes),
    )


@cache
def content_of(agencies: int) -> bytes:
    return build_workbook(printable(agencies))


def forget_log() -> None:
    """Let the next message open the log file anew."""
    logger = logging.getLogger("bpindex")
    for handler in list(logger.handlers):
        if handler.name == logger.name:
            handler.close()
            logger.removeHandler(handler)


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give each test a log file of its own."""
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Dữ liệu"))
    forget_log()
    yield tmp_path / "Dữ liệu" / "BoChiSo" / "bochiso.log"
    forget_log()


def opened(folder: Path, content: bytes) -> FakeExcel:
    path = folder / "Sổ tháng 2.xlsm"
    path.write_bytes(content)
    return FakeExcel(path)


@pytest.fixture
def excel(tmp_path: Path) -> Iterator[FakeExcel]:
    """Excel with the workbook of five agencies."""
    with opened(tmp_path, content_of(5)) as excel:
        yield excel


def make_notice(excel: FakeExcel) -> int:
    """Press the button; return how many calls to Excel it took."""
    excel.calls.clear()
    excel.run_python(f"{HOST}make_notice()")
    return len(excel.calls)


def check_data(excel: FakeExcel) -> None:
    excel.run_python(f"{HOST}check_data()")


def explain_figure(excel: FakeExcel) -> None:
    excel.run_python(f"{HOST}explain_figure()")


def rendered(case: Case) -> bytes:
    return render_sheet(evaluate(case).notice)


def cells_of(content: bytes, sheet: str = NOTICE_SHEET) -> dict[str, Any]:
    """Return what the rendered sheet holds, by address."""
    found = load_workbook(io.BytesIO(content))[sheet]
    return {cell.coordinate: cell.value for row in found.iter_rows() for cell in row if cell.value}


def assert_holds(excel: FakeExcel, sheet: str, content: bytes, source: str = NOTICE_SHEET) -> None:
    expected = cells_of(content, source)
    assert len(expected) > 20
    found = {place: excel.value(sheet, place) for place in expected}
    assert found == expected
    size = load_workbook(io.BytesIO(content))[source].dimensions
    filled = sum(value is not None for row in excel.value(sheet, size) for value in row)
    assert filled == len(expected)


def the_findings(excel: FakeExcel) -> list[tuple[str, str, str]]:
    """Return level, text and link formula of the rows of Kiểm tra that are not blank."""
    shown = excel.value("Kiểm tra", "A5:B504")
    links = excel.formula("Kiểm tra", "C5:C504")
    rows = [
        (level or "", text or "", link) for (level, text), (link,) in zip(shown, links, strict=True)
    ]
    return [row for row in rows if any(row)]


def explained(excel: FakeExcel) -> dict[str, str]:
    rows = excel.value("Giải thích", "A5:B64")
    return {label: text for label, text in rows if label}


# --- making the notice -----------------------------------------------------------------------


def test_the_number_of_calls_is_small_and_the_same_for_any_number_of_agencies(
    tmp_path: Path,
) -> None:
    calls: dict[int, list[tuple[str, str]]] = {}
    for agencies in (5, 29, ROOM.agencies):
        with opened(tmp_path, content_of(agencies)) as excel:
            count = make_notice(excel)
            calls[agencies] = list(excel.calls)
            assert count <= MOST_CALLS, f"{count} calls to Excel for {agencies} agencies"
            assert excel.messages == []
            assert_holds(excel, NOTICE_SHEET, rendered(printable(agencies)))
    counts = {agencies: len(found) for agencies, found in calls.items()}
    assert calls[5] == calls[29] == calls[ROOM.agencies], f"calls by agencies: {counts}"


def test_with_an_appendix_and_earlier_notices_the_calls_stay_few(tmp_path: Path) -> None:
    late = LateDossier("H10.1", "Cấp phép", "so-cong-thuong", date(2024, 1, 2))
    case = replace(printable(5), late_dossiers=(late,))
    with opened(tmp_path, build_workbook(case)) as excel:
        counts = [make_notice(excel) for _ in range(3)]
        assert max(counts) <= MOST_CALLS, f"calls to Excel in three runs: {counts}"
        assert excel.messages == []
        for sheet in (NOTICE_SHEET, "Phụ lục"):
            assert_holds(excel, sheet, rendered(case), sheet)
        assert excel.sheets()[14:] == [
            "Giải thích",
            NOTICE_SHEET,
            "Phụ lục",
            PREVIOUS,
            "Phụ lục (trước)",
            "xlwings.conf",
            "bpindex",
            "bpindex.state",
        ]


def test_the_notice_stands_open_and_excel_is_as_before(excel: FakeExcel) -> None:
    before, sheets = excel.state, excel.sheets()
    make_notice(excel)
    assert excel.state == before
    assert excel.books == ["Sổ tháng 2.xlsm"]
    assert excel.book()._active.title == NOTICE_SHEET
    assert [name for name in excel.sheets() if name != NOTICE_SHEET] == sheets
    assert (excel.messages, excel.dialogs, excel.links) == ([], [], [])


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
        excel.type_in("Thiết lập", "C13", f"Nơi {place}")
        make_notice(excel)
        assert_holds(excel, NOTICE_SHEET, contents[-1])
        assert_holds(excel, PREVIOUS, contents[-2])
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
    assert excel.messages == []
    assert [name for name in excel.sheets() if "(" in name] == [PREVIOUS]


# --- failures --------------------------------------------------------------------------------

# In a third run: kind of call, its name, how many of it pass before one is refused.
REFUSED = [
    ("method", "Workbook.SaveCopyAs", 0),
    ("method", "Workbooks.Open", 0),
    ("method", "Worksheet.Copy", 0),
    ("put", "Worksheet.Name", 0),
    ("put", "Worksheet.Name", 1),
    ("put", "Worksheet.Name", 2),
    ("put", "Worksheet.Name", 3),
    ("method", "Worksheet.Activate", 0),
    ("method", "Worksheet.Delete", 0),
    ("get", "Worksheets.Item", 0),
    ("put", "Range.Value", 0),
    ("put", "Range.Value", 1),
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
    excel.type_in(PREVIOUS, "B3", "của lần trước")
    state, sheets = excel.state, excel.sheets()
    for refused in REFUSED:
        kind, name, skip = refused
        excel.messages.clear()
        log.unlink(missing_ok=True)
        forget_log()
        excel.fail(kind, name, skip=skip)
        make_notice(excel)
        assert excel.state == state, refused
        assert excel.sheets() == sheets, refused
        assert excel.value(NOTICE_SHEET, "B3") == "của hiện tại", refused
        assert excel.value(PREVIOUS, "B3") == "của lần trước", refused
        assert excel.books == ["Sổ tháng 2.xlsm"], refused
        assert excel.messages == [(texts.UNEXPECTED.format(log=log), texts.TITLE, 0)], refused
        written = log.read_text("utf-8")
        assert written.count("macro failed\nTraceback") == 1, refused
        assert f"{name} failed, said the test" in written
    excel.messages.clear()
    make_notice(excel)
    assert excel.messages == [(texts.TAKEN.format(count=1), texts.TITLE, 0)]
    assert excel.value(PREVIOUS, "B3") == "của hiện tại"
    # What was typed where nothing stood is a line of its own in the new notice.
    shown = [text for row in excel.value(NOTICE_SHEET, "B2:P12") for text in row if text]
    assert shown.count("của hiện tại") == 1


def test_a_book_of_excel_that_does_not_close_is_no_reason_to_undo(excel: FakeExcel) -> None:
    excel.fail("method", "Workbook.Close")
    make_notice(excel)
    assert excel.messages == []
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
    assert len(excel.messages) == 3
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


# --- findings --------------------------------------------------------------------------------


def test_a_problem_stops_the_notice_and_is_listed_with_a_link_to_its_cell(
    tmp_path: Path,
) -> None:
    case = with_count(printable(5), "so-cong-thuong", "hs_tong", "abc")
    with opened(tmp_path, build_workbook(case)) as excel:
        make_notice(excel)
        problems = [row for row in the_findings(excel) if row[0] == rule_texts.PROBLEM]
        assert problems
        count = len(problems)
        assert excel.messages == [(finding_words.PROBLEMS_STOP.format(count=count), texts.TITLE, 0)]
        assert NOTICE_SHEET not in excel.sheets()
        assert excel.book()._active.title == "Kiểm tra"
        _, text, link = problems[0]
        assert text.startswith("trang Số liệu, ô I5: ")
        assert "“abc”" in text
        assert link == '=HYPERLINK("#\'Số liệu\'!I5","Số liệu!I5")'


def test_every_link_leads_to_a_cell_of_the_sheet_that_its_sentence_names(
    tmp_path: Path,
) -> None:
    case = with_count(case_of(60), "so-cong-thuong", "hs_tong", "")
    case = replace(case, settings=replace(case.settings, deadline=date(2024, 1, 1)))
    with opened(tmp_path, build_workbook(case)) as excel:
        check_data(excel)
        rows = the_findings(excel)
        assert len(rows) > 100
        named = 0
        for _, text, link in rows:
            found = re.fullmatch(r"=HYPERLINK\(\"#'([^']+)'!([A-Z]+\d+)\",\"\1!\2\"\)", link)
            assert found, link
            assert found[1] in excel.sheets()
            place = text.partition(": ")[0]
            assert place.startswith(f"trang {found[1]}")
            if ", ô " in place:
                named += 1
                assert place == f"trang {found[1]}, ô {found[2]}"
        assert named > len(rows) * 0.9
        assert any(text.startswith("trang Thiết lập, ô Q") for _, text, _ in rows), "the portal"


def test_warnings_alone_do_not_stop_the_notice(tmp_path: Path) -> None:
    case = printable(29)
    assert evaluate(case).warnings
    with opened(tmp_path, content_of(29)) as excel:
        make_notice(excel)
        assert excel.messages == []
        assert NOTICE_SHEET in excel.sheets()
        check_data(excel)
        rows = the_findings(excel)
        assert {level for level, _, _ in rows} == {rule_texts.WARNING}
        assert len(rows) == len(evaluate(case).warnings)
        assert excel.messages == []


def test_rows_of_an_earlier_check_are_gone(tmp_path: Path) -> None:
    content = build_workbook(with_count(printable(5), "so-cong-thuong", "hs_tong", "abc"))
    with opened(tmp_path, content) as excel:
        check_data(excel)
        many = len(the_findings(excel))
        assert many > 1
        excel.type_in("Số liệu", "I5", 129)
        check_data(excel)
        fewer = the_findings(excel)
        assert 0 < len(fewer) < many
        assert not any("abc" in text for _, text, _ in fewer)
        before = excel.state
        excel.run_python(f"{HOST}check_data()")
        assert excel.state == before


def test_nothing_found_is_said_in_words(excel: FakeExcel, monkeypatch: pytest.MonkeyPatch) -> None:
    check_data(excel)
    assert len(the_findings(excel)) > 1
    found = evaluate(printable(5))
    with_nothing = replace(found, findings=())
    rows = finding_rows(with_nothing, layout_of(found.case.index))
    assert rows == [["", rule_texts.NOTHING_FOUND, ""]]
    from bpindex.hosts import actions

    monkeypatch.setattr(actions, "evaluate", lambda case: replace(evaluate(case), findings=()))
    check_data(excel)
    assert the_findings(excel) == [("", rule_texts.NOTHING_FOUND, "")]
    assert excel.book()._active.title == "Kiểm tra"


def test_more_findings_than_rows_end_with_how_many_are_left() -> None:
    found = evaluate(case_of(60))
    many = replace(found, findings=found.findings * 10)
    rows = finding_rows(many, layout_of(found.case.index))
    assert len(rows) == 500
    left = len(many.findings) - 499
    assert rows[-1] == ["", rule_texts.MORE_FOUND.format(count=left), ""]


def test_checking_takes_few_calls_whatever_is_found(tmp_path: Path) -> None:
    counts = []
    for case in (printable(5), case_of(60)):
        with opened(tmp_path, build_workbook(case)) as excel:
            excel.calls.clear()
            check_data(excel)
            counts.append(len(excel.calls))
            assert excel.coerced == [], "texts that Excel would read as numbers or dates"
    assert counts[0] == counts[1] <= MOST_CALLS, f"calls to Excel: {counts}"


# --- explanations ----------------------------------------------------------------------------


def test_a_figure_of_bang_diem_is_explained_with_a_way_back(excel: FakeExcel) -> None:
    excel.select("Bảng điểm", "H9")
    excel.calls.clear()
    explain_figure(excel)
    count = len(excel.calls)
    assert count <= MOST_CALLS, f"{count} calls to Excel"
    assert excel.messages == []
    found = explained(excel)
    assert found[rule_texts.AGENCY] == "Sở Công thương"
    assert "tháng 02/2024" in found[rule_texts.COLUMN]
    assert found[explain_texts.COUNTS_FROM] == "trang Số liệu, ô A5"
    last = [row for row in excel.formula("Giải thích", "A5:B64") if row[0]][-1]
    assert last == (rule_texts.BACK, '=HYPERLINK("#\'Bảng điểm\'!H9","Bảng điểm!H9")')
    assert excel.book()._active.title == "Giải thích"
    assert excel.coerced == [], "texts that Excel would read as numbers or dates"


def test_the_provinces_figure_is_explained(excel: FakeExcel) -> None:
    excel.select("Bảng điểm", "F5")
    explain_figure(excel)
    assert excel.messages == []
    assert explained(excel)[rule_texts.AGENCY] == "TỈNH BÌNH PHƯỚC"
    shown = [text for _, text in excel.value("Giải thích", "A5:B64") if text]
    assert [text for text in shown if "trang Thiết lập, ô R14" in text], "the portal's points"


def test_cells_of_tinh_diem_are_explained_by_component_group_and_total(excel: FakeExcel) -> None:
    block = layout_of(base_case().index)["scores"].block("scores")
    for key, words in (
        ("points.2.1", "2.1"),
        ("rate.3.1", "3.1"),
        ("group.TD", "tháng 02/2024"),
        ("total", explain_texts.TOTAL_TITLE),
        ("rank", explain_texts.TOTAL_TITLE),
        ("grade", explain_texts.TOTAL_TITLE),
        ("state", explain_texts.TOTAL_TITLE),
        ("TT_thang", "tháng 02/2024"),
    ):
        cell = block.area(key, key).split(":")[0].replace("$", "")
        excel.select("Tính điểm", cell)
        explain_figure(excel)
        assert excel.messages == [], key
        found = explained(excel)
        assert found[rule_texts.AGENCY] == "Sở Công thương"
        assert words in found[rule_texts.COLUMN], key
        assert rule_texts.BACK in found, "all lines fit"


def test_every_figure_of_the_notice_is_explained(tmp_path: Path) -> None:
    with opened(tmp_path, content_of(5)) as excel:
        make_notice(excel)
        keys = [row[0] for row in excel.value(NOTICE_SHEET, "A1:A200")]
        rows = [number for number, key in enumerate(keys, 1) if str(key).startswith("row:")]
        assert len(rows) == 5 + 2
        by_sheet = set()
        for row, column in zip(rows, "DEFGHIJ", strict=True):
            excel.select(NOTICE_SHEET, f"{column}{row}")
            explain_figure(excel)
            assert excel.messages == [], f"{column}{row}"
            by_sheet.add(explained(excel)[rule_texts.AGENCY])
        assert len(by_sheet) == 5 + 1


def test_a_cell_without_a_figure_is_said_in_one_sentence(excel: FakeExcel) -> None:
    for sheet, cell in (
        ("Bảng điểm", "A1"),
        ("Bảng điểm", "D9"),
        ("Bảng điểm", "H40"),
        ("Tính điểm", "B5"),
        ("Tính điểm", "D150"),
        ("Số liệu", "C5"),
        ("Lời văn", "D18"),
    ):
        excel.messages.clear()
        excel.select(sheet, cell)
        explain_figure(excel)
        sentence = workbook_words.NOT_A_FIGURE.format(cell=f"'{sheet}'!{cell}")
        assert excel.messages == [(sentence, texts.TITLE, 0)]
        assert explained(excel) == {}


def test_the_button_of_the_guide_explains_the_cell_selected_on_bang_diem(
    excel: FakeExcel,
) -> None:
    """A button is pressed on its own sheet, whose active cell is never a figure."""
    excel.select("Bảng điểm", "H10")
    excel.select("Hướng dẫn", "A1")
    explain_figure(excel)
    assert excel.messages == []
    assert explained(excel)[rule_texts.AGENCY] == printable(5).agencies[1].name


def test_explaining_restores_excel_after_a_refused_call(excel: FakeExcel, log: Path) -> None:
    excel.select("Bảng điểm", "H9")
    before = excel.state
    for kind, name in (
        ("method", "Workbook.SaveCopyAs"),
        ("put", "Range.Value"),
        ("method", "Range.AutoFit"),
    ):
        excel.messages.clear()
        excel.fail(kind, name)
        explain_figure(excel)
        assert excel.messages == [(texts.UNEXPECTED.format(log=log), texts.TITLE, 0)]
        assert excel.state == before


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
