"""The desk over UNO, request by request on the real program, and what its bridge lets in."""

import ast
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from inspect import signature
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bpindex.actions.running import OneAtATime
from bpindex.desk.contract import Desk, Selection
from bpindex.hosts.libreoffice.bridge import COMMAND, UDF_MODULE
from bpindex.hosts.libreoffice.desk import LibreOfficeDesk, OfficeError
from bpindex.hosts.libreoffice.office import UNO_SIDE
from bpindex.pipeline import evaluate
from bpindex.render.sheet import NOTICE_SHEET, render_sheet
from tests.changed_cases import notice_of
from tests.hosts.libreoffice.books import Opened
from tests.hosts.libreoffice.test_notice import press, saved, titles
from tests.hosts.libreoffice.watching import Dialogs, WatchedBridge
from tests.render.sheets import with_late
from tests.render.test_pdf import pdf_text
from tests.workbook.editing import sheet_alone

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

OnDesk = Callable[..., Any]


@pytest.fixture
def on_desk(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> OnDesk:
    """Let a real button do something of the test's own; return what came of it."""

    def do(story: Callable[[Desk], Any], macro: str = "CheckData") -> Any:
        results: list[Any] = []
        with monkeypatch.context() as patch:
            told = staticmethod(lambda desk, _: results.append(story(desk)))
            patch.setattr(OneAtATime, "perform", told)
            press(opened, macro)
        return results[0]

    return do


def test_the_office_serves_what_the_contract_asks_for_and_nothing_else() -> None:
    source = (UNO_SIDE / "bochiso_desk.py").read_text(encoding="utf-8")
    (kind,) = (item for item in ast.parse(source).body if isinstance(item, ast.ClassDef))
    served = {item.name for item in kind.body if isinstance(item, ast.FunctionDef)}
    wanted = {name for name in vars(Desk) if not name.startswith("_")}
    # What holds the program still is two requests; `leave` is for who never came to the second.
    assert {name for name in served if not name.startswith("_")} - {"leave"} == (
        # A copy that people open is one of those, made one for Excel; another workbook is opened
        # in a program of its own; the server is none of the program's.
        wanted - {"quiet", "keep_copy", "opened", "restart_server"} | {"hold", "release"}
    )
    for name in wanted:
        ours, theirs = (signature(getattr(item, name)) for item in (LibreOfficeDesk, Desk))
        assert list(ours.parameters) == list(theirs.parameters), name


# --- cells -----------------------------------------------------------------------------------


def test_texts_numbers_and_formulas_are_written_as_in_excel(
    opened: Opened, on_desk: OnDesk
) -> None:
    sheet = opened.layout["findings"].title
    rows = [
        ["một", 2.5, None],
        ["'=1+1", "'0012", ""],
        ['=IF(1=1,"a,b","")', "=1/0", f"=SUM('{sheet}'!B5,1)"],
    ]

    def story(desk: Desk) -> list[list[Any]]:
        desk.write(sheet, "A5:C7", rows)
        desk.fit_rows(sheet, "A5:C7")
        return desk.read(sheet, "A5:C7")

    found = on_desk(story)
    assert found == [["một", 2.5, None], ["=1+1", "0012", None], ["a,b", "#DIV/0!", 3.5]]
    formula = opened.document.do("formulas", sheet, "A7")[0][0]
    assert formula.startswith("=IF(1=1;")


def test_a_cell_that_was_pasted_locked_takes_what_people_and_macros_write(
    opened: Opened, on_desk: OnDesk
) -> None:
    block = opened.layout["late_dossiers"].block("late_dossiers")
    sheet = opened.layout["late_dossiers"].title
    cells = [block.address(block.first_row, key) for key in ("dossier", "period", "due")]
    below = f"A{block.last_row + 1}"
    for cell in cells:
        opened.document.do("lock", sheet, cell)
    assert opened.document.do("locked", sheet, [*cells, below]) == [True] * 4
    opened.type("late_dossiers", cells[0], "H10.1")
    opened.type("late_dossiers", below, "ngoài vùng nhập")

    def story(desk: Desk) -> list[Any]:
        desk.write(sheet, cells[1], [["2024-02"]])
        return [desk.read(sheet, cell)[0][0] for cell in (cells[0], cells[1], below)]

    assert on_desk(story) == ["H10.1", "2024-02", None]


def test_a_formula_in_a_cell_of_texts_is_computed_and_the_cell_takes_texts_again(
    opened: Opened, on_desk: OnDesk
) -> None:
    sheet, agency = opened.layout["figures"].title, opened.case.agencies[1].code
    cell = opened.figure_cell(agency, opened.case.columns[1])

    def story(desk: Desk) -> list[Any]:
        desk.write(sheet, cell, [["=1+1"]])
        kept = desk.read(sheet, cell)[0][0]
        desk.write_formula(sheet, cell, '=IF(1=2,"","98"&",5")')
        computed = desk.read(sheet, cell)[0][0]
        desk.write(sheet, cell, [["0012"]])
        return [kept, computed, desk.read(sheet, cell)[0][0]]

    assert on_desk(story) == ["=1+1", "98,5", "0012"]


def test_a_note_takes_the_place_of_another_and_a_blank_one_takes_it_away(
    opened: Opened, on_desk: OnDesk
) -> None:
    sheet = opened.layout["figures"].title
    for text in ("trước", "sau", ""):
        on_desk(lambda desk, text=text: desk.set_note(sheet, "E9", text))  # type: ignore[misc]
        assert opened.document.do("note", sheet, "E9") == (text or None)
    assert opened.document.do("note", sheet, "F9") is None


def test_what_is_selected_is_told_with_its_sheet_and_size(opened: Opened, on_desk: OnDesk) -> None:
    counts, register = (opened.layout[name].title for name in ("counts", "corrections"))
    opened.document.do("select", counts, "C6")
    opened.document.do("select", register, "D7:E9")

    def story(desk: Desk) -> list[Selection | None]:
        first = desk.selection()
        desk.show_sheet(counts)
        return [first, desk.selection()]

    # Its button stands on the register, so that what is selected there stays so.
    found = on_desk(story, "WithdrawCorrection")
    assert found == [Selection(register, 7, 4, 3, 2), Selection(counts, 6, 3)]
    assert opened.document.do("active_sheet") == counts


def test_a_file_is_printed_whole_into_a_pdf(
    opened: Opened, on_desk: OnDesk, tmp_path: Path
) -> None:
    source, target = tmp_path / "in.xlsx", tmp_path / "ra.pdf"
    source.write_bytes(render_sheet(notice_of(with_late(3))))
    before = opened.document.do("sheets")
    on_desk(lambda desk: desk.save_pdf(source, target))
    content = target.read_bytes()
    assert content.startswith(b"%PDF")
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    text = pdf_text(target)
    assert "Phụ lục" in text
    assert "PHÓ CHÁNH VĂN PHÒNG" in text
    assert opened.document.do("sheets") == before


def test_the_place_of_the_document_is_told(opened: Opened, on_desk: OnDesk) -> None:
    assert on_desk(lambda desk: desk.path()) == opened.document.path


# --- sheets ----------------------------------------------------------------------------------


def test_sheets_of_a_file_are_brought_in_with_their_page(
    opened: Opened, on_desk: OnDesk, tmp_path: Path
) -> None:
    file = tmp_path / "notice.xlsx"
    book = load_workbook(io.BytesIO(render_sheet(evaluate(opened.case).notice)))
    book.create_sheet("Thứ hai")["A1"] = "có chữ"
    book[NOTICE_SHEET].page_setup.scale = 85
    book.save(file)
    after, last = titles(opened)[1], titles(opened)[-1]
    names = {NOTICE_SHEET: f"{NOTICE_SHEET} (mới)", "Thứ hai": "Thứ nhất"}

    def story(desk: Desk) -> list[bool]:
        desk.bring_in(file, names, after)
        with pytest.raises(OfficeError):
            desk.rename_sheet("Thứ nhất", last)
        desk.rename_sheet(names[NOTICE_SHEET], NOTICE_SHEET)
        desk.show_sheet(NOTICE_SHEET)
        return [desk.has_sheet(name) for name in ("Thứ nhất", *names, last)]

    before = titles(opened)
    assert on_desk(story) == [True, True, False, True]
    expected = [*before[:2], NOTICE_SHEET, "Thứ nhất", *before[2:]]
    assert titles(opened) == expected
    assert opened.document.do("active_sheet") == NOTICE_SHEET
    assert opened.document.do("values", "Thứ nhất", "A1") == [["có chữ"]]
    found = sheet_alone(saved(opened, tmp_path).read_bytes(), NOTICE_SHEET)
    wanted = load_workbook(file)[NOTICE_SHEET]
    assert found.sheet_view.showGridLines is False
    assert found.print_area == wanted.print_area
    assert found.page_setup.orientation == wanted.page_setup.orientation
    assert found.page_setup.scale == 85
    assert round(found.page_margins.left, 2) == round(wanted.page_margins.left, 2)
    on_desk(lambda desk: desk.delete_sheet("Thứ nhất"))
    assert "Thứ nhất" not in titles(opened)


def test_a_sheet_that_is_not_there_is_an_error_of_the_office(on_desk: OnDesk) -> None:
    def story(desk: Desk) -> None:
        for request in (
            lambda: desk.read("Không có", "A1"),
            lambda: desk.show_sheet("Không có"),
            lambda: desk.delete_sheet("Không có"),
        ):
            with pytest.raises(OfficeError):
                request()

    on_desk(story)


# --- the program -----------------------------------------------------------------------------


def test_nothing_is_computed_while_it_is_quiet_and_everything_after(
    opened: Opened, on_desk: OnDesk
) -> None:
    sheet = opened.layout["findings"].title

    def story(desk: Desk) -> list[Any]:
        desk.write(sheet, "A5:B5", [[1, "=A5+1"]])
        with desk.quiet():
            desk.status("đang làm")
            desk.write(sheet, "A5", [[7]])
        desk.status("")
        return desk.read(sheet, "A5:B5")[0]

    assert on_desk(story) == [7, 8]


def test_what_an_action_held_is_given_back_when_it_is_gone(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave(desk: LibreOfficeDesk, _: str) -> None:
        desk.quiet().__enter__()

    with monkeypatch.context() as patch:
        patch.setattr(OneAtATime, "perform", staticmethod(leave))
        press(opened, "CheckData")
    before = opened.read("scores")
    opened.type("counts", opened.count_cell(opened.case.counts[1].agency, "hs_tong"), "7")
    assert opened.read("scores") != before


def test_dialogs_are_noted_and_answered_where_there_is_no_screen(
    opened: Opened, on_desk: OnDesk, tmp_path: Path
) -> None:
    dialogs = opened.document.office.dialogs
    dialogs.asked.clear()
    dialogs.agreed, dialogs.typed, dialogs.chosen = False, "lý do", [tmp_path] * 3

    def story(desk: Desk) -> list[Any]:
        desk.tell("xong")
        files = [desk.choose_file("Chọn", "*.xlsm"), *desk.choose_files("Chọn", "*.xlsm")]
        return [desk.confirm("thật?"), desk.ask("vì sao?"), *files]

    try:
        assert on_desk(story) == [False, "lý do", *[tmp_path] * 3]
    finally:
        dialogs.agreed, dialogs.typed = True, ""
    assert dialogs.said == ["xong", "thật?"]
    assert dialogs.asked == ["vì sao?"]


# --- the bridge ------------------------------------------------------------------------------


@pytest.fixture
def bridge() -> Iterator[WatchedBridge]:
    with WatchedBridge(lambda path: f"{path} saved", Dialogs()) as running:
        yield running


def answer(bridge: WatchedBridge, kind: str, name: str, token: str = "") -> Any:
    """Return what the bridge answers to a call, None where it says nothing."""
    token = token or bridge.address.partition(":")[2]
    request = {"kind": kind, "name": name, "arguments": [45, 100, None], "token": token}
    written: list[bytes] = []
    bridge.serve(lambda: json.dumps(request).encode(), written.append)
    return json.loads(written[0])["answer"] if written else None


def test_known_functions_are_computed_and_known_actions_done(
    bridge: WatchedBridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    told = staticmethod(lambda _, action: done.append(action))
    monkeypatch.setattr(OneAtATime, "perform", told)
    assert answer(bridge, "udf", f"{UDF_MODULE}:BP_TYLE") == ["ok", 45]
    assert answer(bridge, "run", COMMAND.format(action="make_notice")) == ["ok", 0]
    assert done == ["make_notice"]
    assert answer(bridge, "saved", "a.xlsm") == ["ok", 0]
    assert bridge.dialogs is not None
    assert bridge.dialogs.said == ["a.xlsm saved"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("udf", f"{UDF_MODULE}:xw"),
        ("udf", f"{UDF_MODULE}:signature"),
        ("udf", "os:BP_TYLE"),
        ("run", "import os; os.abort()"),
        ("run", COMMAND.format(action="_message")),
        ("run", COMMAND.format(action="Desk")),
        ("run", COMMAND.format(action="make_notice") + "; import os"),
    ],
)
def test_nothing_else_may_be_called(bridge: WatchedBridge, kind: str, name: str) -> None:
    assert answer(bridge, kind, name)[0] == "error"
    assert bridge.commands == []


def test_who_does_not_know_the_token_hears_nothing(bridge: WatchedBridge) -> None:
    assert answer(bridge, "udf", f"{UDF_MODULE}:BP_TYLE", token="guessed") is None


def test_the_host_loads_no_library_of_excel() -> None:
    script = (
        "import sys, bpindex.hosts.libreoffice.office\n"
        "print([name for name in sys.modules if 'xlwings' in name])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
