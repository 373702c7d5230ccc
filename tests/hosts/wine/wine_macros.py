"""The macros of the buttons, in the server's process, over the fake Excel in another one.

Windows Python and COM under Wine. Every macro that the workbook's VBA can run is run, in one
story; the same story over the same fake Excel on Linux, without any COM, must end the same.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from bpindex.actions.running import OneAtATime
from bpindex.pipeline import evaluate
from bpindex.render.sheet import NOTICE_SHEET, render_with_snapshot
from bpindex.sheets import computed_sheets, text_sheets, tool_sheets
from bpindex.sheets.layout import layout_of
from bpindex.words import buttons as texts
from bpindex.words.workbook import PREVIOUS_MARK
from bpindex.workbook.vbaproject import bochiso_modules
from tests.done import beyond_done
from tests.hosts.windows.fakes import FakeExcel
from tests.hosts.wine.inside.steps import press
from tests.hosts.wine.processes import USER
from tests.hosts.wine.session import DOCUMENTS, LOCAL, WORKBOOK, Session, on_linux
from tests.strategies import base_case
from tests.workbook.editing import loaded

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

VBA = "".join(bochiso_modules().values())
RUN_HOST = r'RunCommand "(import ([\w.]+) as host; host\.)" & functionName & "\(\)"'
FIGURES, REGISTER = computed_sheets.FIGURES.title, text_sheets.CORRECTIONS.title
FINDINGS, EXPLAIN = tool_sheets.FINDINGS.title, tool_sheets.EXPLAIN.title
PREVIOUS = f"{NOTICE_SHEET} (trước)"
REASON = "Số của Sở gửi lại ngày 05/3"
CELL = "H9"
LIMIT = 240
WORD_FILE = "Thông báo 02-2024/TB-bo-chi-so-2024-02.docx"
LOG = f"{LOCAL}\\BoChiSo\\bochiso.log"


def host_commands() -> tuple[str, dict[str, str]]:
    """Return the module of the macros and the Python command of each, as RunHost builds it."""
    found = re.search(RUN_HOST, VBA)
    assert found
    names = re.findall(r'^\s+RunHost "(\w+)"', VBA, re.MULTILINE)
    return found[2], {name: f"{found[1]}{name}()" for name in names}


HOST, COMMANDS = host_commands()


def story(colleague: str, word: str) -> list[dict[str, Any]]:
    """Return what a person does in a month: every macro at least once.

    `colleague` is the path of another workbook, `word` that of the Word file which is made.
    """
    layout = layout_of(base_case().index)
    row = layout["corrections"].block("corrections").first_row
    settings, counted = layout["settings"].block("settings"), layout["counts"]
    month = [layout["settings"].title, settings.address(settings.first_row, "value")]
    notice, register = [NOTICE_SHEET, "A1:P120"], [REGISTER, f"A{row}:L{row + 9}"]
    typed = [FIGURES, CELL, "12,34"]
    counts = [counted.title, counted.block("counts").area().replace("$", "")]
    paste, printed = layout["paste"].title, layout["printed"]
    wording = [layout["wording"].title, "A1:E60"]
    cells = {"A5": "Đơn vị", "B5": "PAKN xử lý đúng hạn", "A6": "Sở Y tế", "B6": "7"}
    pasted = [[paste, cell, text] for cell, text in cells.items()]
    return [
        {"run": COMMANDS["check_data"], "read": [[FINDINGS, "A5:C60"]]},
        {"run": COMMANDS["make_notice"], "read": [notice]},
        {
            "type": [typed],
            "will_type": REASON,
            "run": COMMANDS["make_notice"],
            "read": [notice, [PREVIOUS, "A1:P120"], register, [FIGURES, CELL]],
        },
        {
            "select": [FIGURES, CELL],
            "run": COMMANDS["explain_figure"],
            "read": [[EXPLAIN, "A5:B64"]],
        },
        {
            "select": [FIGURES, CELL],
            "run": COMMANDS["withdraw_correction"],
            "read": [notice, register],
        },
        {"run": COMMANDS["restore_previous"], "read": [notice, register]},
        {
            "will_choose": [colleague, colleague],
            "run": COMMANDS["merge_register"],
            "read": [register],
        },
        {
            "select": [REGISTER, f"A{row}"],
            "run": COMMANDS["withdraw_kind"],
            "read": [notice, register],
        },
        # All is of this month, and no file is chosen: a sentence, and nothing is changed.
        {
            "select": [REGISTER, f"A{row}"],
            "run": COMMANDS["carry_over"],
            "read": [register],
        },
        {"run": COMMANDS["upgrade_file"], "read": [register]},
        {
            "select": [printed.title, f"A{printed.block('tables').first_row}"],
            "run": COMMANDS["copy_layout"],
            "read": [[printed.title, "A1:P60"]],
        },
        {"type": pasted, "run": COMMANDS["import_data"], "read": [counts]},
        {"run": COMMANDS["undo_import"], "read": [counts]},
        {"run": COMMANDS["export_pdf"]},
        {"run": COMMANDS["export_extracts"]},
        {"run": COMMANDS["export_word"]},
        {"will_choose": [word], "run": COMMANDS["read_word"], "read": [notice, register]},
        {"run": COMMANDS["insert_remarks"], "read": [wording]},
        {"run": COMMANDS["before_signing"], "read": [[layout["signing"].title, "A1:F60"]]},
        # No file is chosen: nothing is changed.
        {"run": COMMANDS["import_history"], "read": [register]},
        {"run": COMMANDS["print_closed"], "read": [register]},
        {"run": COMMANDS["install_update"], "read": [register]},
        {"run": COMMANDS["next_month"], "read": [register, month]},
        {
            "fail": ["method", "Workbook.SaveCopyAs"],
            "run": COMMANDS["make_notice"],
            "read": [notice],
        },
    ]


@pytest.fixture(scope="module")
def seen(wine: Session) -> dict[str, Any]:
    """Play the story under Wine."""
    on_linux(LOG).unlink(missing_ok=True)
    colleague = wine.put(on_linux(WORKBOOK).read_bytes(), f"{DOCUMENTS}\\Tổ 2\\Bản của Lê Vũ.xlsm")
    word = f"{DOCUMENTS}\\{WORD_FILE}".replace("/", "\\")
    plan = {"host": HOST, "steps": story(colleague, word)}
    return wine.play("macros", plan, LIMIT)


@pytest.fixture(scope="module")
def expected(wine: Session, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Play the same story on Linux."""
    folder: Path = tmp_path_factory.mktemp("Tài liệu")
    book, other = folder / on_linux(WORKBOOK).name, folder / "Bản của Lê Vũ.xlsm"
    for path in (book, other):
        path.write_bytes(on_linux(WORKBOOK).read_bytes())
    with pytest.MonkeyPatch.context() as patch, FakeExcel(book) as excel:
        patch.setenv("LOCALAPPDATA", str(folder))
        patch.setenv("LOGNAME", USER)
        patch.setattr(OneAtATime, "seconds", 0)

        def shown() -> list[Any]:
            return [[text, title] for text, title, _ in excel.messages]

        steps = story(str(other), str(folder / WORD_FILE))
        return [_placeless(press(excel, excel.run_python, shown, s), folder) for s in steps]


def _placeless(report: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return a report with the person's folder named as it is on Windows."""

    def named(text: str) -> str:
        below = re.escape(str(folder)) + r"(/[^.:]*)?"
        return re.sub(below, lambda found: f"{DOCUMENTS}{found[1] or ''}".replace("/", "\\"), text)

    return {**report, "shown": [[named(text), title] for text, title in report["shown"]]}


def test_the_story_uses_every_macro_of_the_workbook() -> None:
    # But for what tells of the machine, which cannot end the same on Linux.
    told = {COMMANDS["report_problem"], COMMANDS["self_test"]}
    assert {step["run"] for step in story("", "")} | told == set(COMMANDS.values())


_MINUTE = re.compile(r"(?:\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4}) \d\d:\d\d")


def timeless(value: Any) -> Any:
    """Return values with the minute of the run, which the register and the log note, left out."""
    if isinstance(value, list):
        return [timeless(item) for item in value]
    return _MINUTE.sub("now", value) if isinstance(value, str) else value


def test_each_step_ends_as_on_linux(seen: dict[str, Any], expected: list[dict[str, Any]]) -> None:
    assert seen["missing"] == []
    for number, (found, wanted) in enumerate(zip(seen["reports"], expected, strict=True)):
        for key in ("sheets", "active", "state", "books", "questions", "asked", "values"):
            assert timeless(found[key]) == timeless(wanted[key]), (number, key)


def test_message_boxes_show_their_vietnamese_sentences(
    seen: dict[str, Any], expected: list[dict[str, Any]]
) -> None:
    shown = [report["shown"] for report in seen["reports"]]
    wanted = [report["shown"] for report in expected]
    assert shown[:-1] == wanted[:-1]
    assert texts.TAKEN[0].format(count=1) in [beyond_done(text) for text, _ in shown[2]]
    assert shown[-1] == [[texts.UNEXPECTED.format(log=LOG), texts.TITLE]]


def test_the_notice_is_the_rendered_one(seen: dict[str, Any]) -> None:
    content, _ = render_with_snapshot(evaluate(base_case()).notice)
    sheet = loaded(content, values=False)[NOTICE_SHEET]
    assert sheet.max_row < 120
    rows = sheet.iter_rows(1, 120, 1, 16, values_only=True)
    assert seen["reports"][1]["values"][0] == [list(row) for row in rows]


def test_the_typed_figure_is_printed_and_its_reason_kept(seen: dict[str, Any]) -> None:
    notice, previous, register, _ = seen["reports"][2]["values"]
    before = seen["reports"][1]["values"][0]
    marked = [text for row in previous[1:] for text in row if text and PREVIOUS_MARK in str(text)]
    assert marked == [f"{PREVIOUS_MARK}THÔNG BÁO"]
    assert [row[1:] for row in previous if marked[0] not in row] == [
        row[1:] for row in before if "THÔNG BÁO" not in row
    ]
    assert "12,34" in {cell for row in notice for cell in row}
    assert any({"12,34", REASON, USER} <= set(row) for row in register)


def test_an_error_is_written_to_the_log_of_a_person_with_diacritics(seen: dict[str, Any]) -> None:
    written = on_linux(LOG).read_text(encoding="utf-8")
    assert written.count("macro failed\nTraceback") == 1
    assert "SaveCopyAs failed, said the test" in written


def test_nothing_is_left_in_the_temporary_folder(seen: dict[str, Any]) -> None:
    assert [name for name in seen["temporary"] if name.startswith("bochiso-")] == []


def test_the_calls_to_excel_stay_few(seen: dict[str, Any], expected: list[dict[str, Any]]) -> None:
    for found, wanted in zip(seen["reports"], expected, strict=True):
        assert found["calls"] <= wanted["calls"] * 1.5 + 20
