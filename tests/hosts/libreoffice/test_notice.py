"""The buttons in LibreOffice: the same macros as in Excel, line by line, on the real workbook."""

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from bpindex.case.correction import CorrectionKind, CorrectionState
from bpindex.case.next_month import next_case
from bpindex.hosts.libreoffice.saved_file import is_mended
from bpindex.pipeline import evaluate
from bpindex.reading.workbook import Reading, read_with_harvest, read_workbook
from bpindex.render.sheet import NOTICE_SHEET, render_with_snapshot
from bpindex.words import buttons as texts
from bpindex.workbook.actions import ACTIONS
from tests.done import beyond_done
from tests.hosts.libreoffice.books import Opened
from tests.hosts.libreoffice.render import text_of
from tests.hosts.libreoffice.waiting import eventually
from tests.hosts.libreoffice.watching import Dialogs
from tests.workbook.editing import sheet_alone

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

PREVIOUS = f"{NOTICE_SHEET} (trước)"
CAPTIONS = {action.macro: action.caption for action in ACTIONS}
ON_REGISTER = {action.macro for action in ACTIONS if not action.home}
MOST_SECONDS = 60
# Of one press, whatever the number of agencies; it takes 32 where a previous notice is replaced.
MOST_REQUESTS = 33


def press(book: Opened, macro: str) -> Dialogs:
    """Press a real button; return what was said once its macro has ended."""
    bridge, dialogs = book.document.bridge, book.document.office.dialogs
    dialogs.said.clear()
    ran = len(bridge.commands)
    sheet = book.layout["corrections" if macro in ON_REGISTER else "home"].title
    book.document.do("press", sheet, CAPTIONS[macro])
    ran_now = eventually(lambda: len(bridge.commands), ran + 1, MOST_SECONDS)
    assert ran_now == ran + 1, (macro, bridge.errors)
    return dialogs


def said_beyond_done(dialogs: Dialogs) -> str:
    """Return what was said besides what the run did."""
    (said,) = dialogs.said
    return beyond_done(said)


def titles(book: Opened) -> list[str]:
    return [title for title, _, _ in book.document.do("sheets")]


def saved(book: Opened, folder: Path, name: str = "now.xlsm") -> Path:
    path = folder / name
    book.document.do("store", str(path))
    return path


def reading(book: Opened, folder: Path) -> Reading:
    """Read what the workbook holds now, as the macros do."""
    return read_with_harvest(saved(book, folder))


def shown_on_notice(book: Opened) -> dict[str, list[str]]:
    """Return the texts of the rows of the notice by their key."""
    rows = book.document.do("values", NOTICE_SHEET, "A2:P90")
    return {row[0]: [str(text).strip() for text in row[1:] if text] for row in rows if row[0]}


def cell_on_notice(book: Opened, key: str, column: str) -> str:
    rows = book.document.do("values", NOTICE_SHEET, "A1:P90")
    letter = get_column_letter(rows[0].index(column) + 1)
    return f"{letter}{[row[0] for row in rows].index(key) + 1}"


def type_on(book: Opened, sheet: str, cell: str, text: str) -> None:
    book.document.do("type", sheet, cell, text)


# --- the notice ------------------------------------------------------------------------------


def form_of(sheet: Any) -> dict[str, Any]:
    """Return what a person sees of a sheet's form, in units that programs round alike."""
    page = sheet.page_setup
    margins = sheet.page_margins
    return {
        "merged": sorted(map(str, sheet.merged_cells.ranges)),
        "breaks": sorted(item.id for item in sheet.row_breaks.brk),
        "paper": (int(page.paperSize), page.orientation, int(page.scale or 100)),
        # LibreOffice moves the upper margin of any file up to its header when it saves it.
        "margins": [round(getattr(margins, side), 2) for side in ("left", "right", "bottom")],
        "area": str(sheet.print_area).replace("$", ""),
        "number": "&P" in str(sheet.HeaderFooter.oddHeader.center.text),
        "first": sheet.HeaderFooter.differentFirst,
        "hidden": (sheet.column_dimensions["A"].hidden, sheet.row_dimensions[1].hidden),
        "heights": {
            number: round(dimension.height)
            for number, dimension in sheet.row_dimensions.items()
            if dimension.height and number > 1
        },
        "fonts": {
            cell.coordinate: (cell.font.name, cell.font.sz, bool(cell.font.b), bool(cell.font.i))
            for row in sheet.iter_rows(min_row=2, min_col=2)
            for cell in row
            if cell.value
        },
    }


def test_the_notice_is_the_headless_one_in_text_merges_and_print_settings(
    opened: Opened, tmp_path: Path
) -> None:
    assert said_beyond_done(press(opened, "MakeNotice")) == ""
    assert opened.document.do("active_sheet") == NOTICE_SHEET
    path = saved(opened, tmp_path)
    rendered, _ = render_with_snapshot(evaluate(opened.case).notice)
    expected = load_workbook(io.BytesIO(rendered))[NOTICE_SHEET]
    found = sheet_alone(path.read_bytes(), NOTICE_SHEET)
    texts_of = [
        {c.coordinate: str(c.value) for row in sheet.iter_rows() for c in row if c.value}
        for sheet in (expected, found)
    ]
    assert texts_of[0] == texts_of[1]
    wanted, got = form_of(expected), form_of(found)
    assert {name: got[name] for name in wanted} == wanted


def test_the_notice_prints_on_its_planned_pages(opened: Opened, tmp_path: Path) -> None:
    press(opened, "MakeNotice")
    path = saved(opened, tmp_path)
    breaks = sheet_alone(path.read_bytes(), NOTICE_SHEET).row_breaks
    # Alone in a workbook, as a person prints the sheet that is shown.
    opened.document.do("print_sheet", NOTICE_SHEET, str(tmp_path / "notice.pdf"))
    pages = [page for page in text_of(tmp_path / "notice.pdf").split("\f") if page.strip()]
    assert len(pages) == len(breaks.brk) + 1
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0]
    assert "Nơi nhận:" in pages[-1]


def test_pressed_twice_it_is_the_same_and_the_one_before_is_kept(
    opened: Opened, tmp_path: Path
) -> None:
    press(opened, "MakeNotice")
    first = shown_on_notice(opened)
    assert said_beyond_done(press(opened, "MakeNotice")) == ""
    assert shown_on_notice(opened) == first
    assert [t for t in titles(opened) if NOTICE_SHEET in t] == [NOTICE_SHEET, PREVIOUS]
    state = reading(opened, tmp_path)
    assert state.harvest.new == []
    assert state.stored.corrections == opened.case.corrections
    prints = {row.fingerprint for row in state.stored.trail}
    assert len(state.stored.trail) == 2
    assert len(prints) == 1
    assert said_beyond_done(press(opened, "MakeNotice")) == ""
    requests = [count for _, count in opened.document.bridge.commands[-3:]]
    assert max(requests) <= MOST_REQUESTS, requests


def test_bad_counts_stop_it_with_one_sentence_and_no_sheet(opened: Opened) -> None:
    before = titles(opened)
    agency = opened.case.counts[0].agency
    opened.type("counts", opened.count_cell(agency, "hs_tong"), "mười")
    (sentence,) = press(opened, "MakeNotice").said
    assert "1 vấn đề" in sentence or "vấn đề" in sentence
    assert titles(opened) == before
    assert opened.document.do("active_sheet") == opened.layout["findings"].title
    found = opened.read("findings")
    assert any("mười" in str(value) for value in found.values())
    links = [value for value in found.values() if str(value).startswith("Số liệu!")]
    assert links, "the link shows its cell"


def test_a_figure_is_explained(opened: Opened) -> None:
    agency = opened.case.agencies[0]
    cell = opened.figure_cell(agency.code, "TD_thang")
    opened.document.do("select", opened.layout["figures"].title, cell)
    assert [text.partition("?")[0] for text in press(opened, "ExplainFigure").said] == [
        texts.EXPLAIN_WHICH.partition("?")[0].format(sheet="Bảng điểm", cell="H9")
    ]
    assert agency.name in opened.read("explain").values()


# --- corrections -----------------------------------------------------------------------------


def test_the_story_of_a_correction(opened: Opened, tmp_path: Path) -> None:
    agency = opened.case.agencies[2].code
    key = f"row:so-nganh:{agency}"
    cell = opened.figure_cell(agency, "TD_thang")
    office = opened.document.office
    office.dialogs.asked.clear()
    press(opened, "MakeNotice")
    computed = shown_on_notice(opened)
    # Typed over on Bảng điểm, and on the notice itself: a figure, a paragraph.
    opened.type("figures", cell, "98,5")
    other = cell_on_notice(opened, key, "CK_thang")
    type_on(opened, NOTICE_SHEET, other, "77,7")
    closing = cell_on_notice(opened, "block:closing", "stt")
    type_on(opened, NOTICE_SHEET, closing, "Thông báo để các đơn vị biết, thực hiện./.")
    office.dialogs.typed = "theo công văn"
    try:
        assert said_beyond_done(press(opened, "MakeNotice")) == texts.TAKEN[0].format(count=3)
    finally:
        office.dialogs.typed = ""
    assert len(office.dialogs.asked) == 1
    after = shown_on_notice(opened)
    assert {"98,5", "77,7"} <= set(after[key])
    assert after["block:closing"] == ["Thông báo để các đơn vị biết, thực hiện./."]
    changed = {row for row in after if after[row] != computed.get(row)}
    assert changed == {key, "block:closing"}
    # In force in the register, by formula on Bảng điểm, with a note.
    state = reading(opened, tmp_path)
    assert state.typed_over == {}
    new = state.stored.corrections[len(opened.case.corrections) :]
    assert {item.reason for item in new} == {"theo công văn"}
    assert {item.kind for item in new} == {CorrectionKind.FIGURE, CorrectionKind.TEXT}
    assert opened.cell("figures", cell) == "98,5"
    assert "98,5" in opened.document.do("note", opened.layout["figures"].title, cell)
    # Withdrawn, the computed value is back everywhere.
    opened.document.do("select", opened.layout["figures"].title, cell)
    said = press(opened, "WithdrawCorrection").said
    assert said == [texts.NOTHING_TO_WITHDRAW], "the button stands on the register"
    row = next(item.row for item in state.stored.corrections if item.corrected == "98,5")
    opened.document.do("select", opened.layout["corrections"].title, f"D{row}")
    said = said_beyond_done(press(opened, "WithdrawCorrection"))
    assert said == texts.WITHDRAWN.format(count=1)
    assert "98,5" not in shown_on_notice(opened)[key]
    assert shown_on_notice(opened)[key] != computed[key], "77,7 is still there"
    assert opened.document.do("note", opened.layout["figures"].title, cell) is None
    # The last run taken back, and forth.
    press(opened, "RestorePrevious")
    assert "98,5" in shown_on_notice(opened)[key]
    press(opened, "RestorePrevious")
    assert "98,5" not in shown_on_notice(opened)[key]
    states = [item.state for item in reading(opened, tmp_path).stored.corrections]
    assert states.count(CorrectionState.WITHDRAWN) == 1


def test_rows_added_deleted_and_moved_on_the_notice_stay_so(opened: Opened, tmp_path: Path) -> None:
    press(opened, "MakeNotice")
    before = shown_on_notice(opened)
    place = int(cell_on_notice(opened, "block:recipient_2", "stt")[1:])
    opened.document.do("insert_row", NOTICE_SHEET, place + 1)
    type_on(opened, NOTICE_SHEET, f"B{place + 1}", "- Thanh tra tỉnh;")
    gone = int(cell_on_notice(opened, "block:recipient_4", "stt")[1:])
    opened.document.do("delete_row", NOTICE_SHEET, gone)
    press(opened, "MakeNotice")
    after = [text for texts_ in shown_on_notice(opened).values() for text in texts_]
    assert after[after.index("- Thanh tra tỉnh;") - 1] == before["block:recipient_2"][0]
    assert before["block:recipient_4"][0] not in after
    kinds = {item.kind for item in reading(opened, tmp_path).stored.corrections if item.in_force}
    assert {CorrectionKind.ADDED, CorrectionKind.REMOVED} <= kinds
    assert said_beyond_done(press(opened, "MakeNotice")) == ""


def test_what_was_typed_can_be_undone(opened: Opened) -> None:
    agency = opened.case.counts[1].agency
    cell = opened.count_cell(agency, "hs_tong")
    before = opened.read("scores")
    opened.type("counts", cell, "7")
    assert opened.cell("counts", cell) == 7
    assert opened.read("scores") != before
    opened.document.do("undo")
    assert opened.read("scores") == before


def test_bridge_that_is_gone_says_so_and_loses_nothing(opened: Opened) -> None:
    before = titles(opened)
    opened.document.bridge.broken = True
    try:
        opened.document.do("press", opened.layout["home"].title, CAPTIONS["CheckData"])
        errors = eventually(lambda: bool(opened.document.bridge.errors), True)
    finally:
        opened.document.bridge.broken = False
    assert errors
    assert titles(opened) == before
    assert press(opened, "CheckData").said == []


def test_the_next_month_opens_in_the_open_workbook(opened: Opened, tmp_path: Path) -> None:
    where = opened.document.path
    dialogs = press(opened, "NextMonth")
    assert "02/2024" in dialogs.said[0] and "kỳ 03/2024" in dialogs.said[-1]
    case = reading(opened, tmp_path).case
    assert case.settings == next_case(opened.case).settings
    assert not any(text for row in case.counts for text in row.cells.values())
    kept = where.with_name(f"{where.stem} 02-2024.xlsm")
    assert read_workbook(kept).counts == opened.case.counts
    # People open it again, there and in Excel: it is no file as LibreOffice leaves them.
    assert is_mended(kept.read_bytes())
    kept.unlink()
