"""The VBA project running in LibreOffice, over a fake of xlwings. Nothing here runs in Excel."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bpindex.workbook.vbaproject import (
    bochiso_modules,
    build_vba_project,
    postprocess_wrappers,
)
from tests.workbook.vba_samples import (
    CONFIGURED,
    FAKE_SERVER,
    FAKE_XLWINGS,
    FUNCTIONS,
    HELP,
    PYTHON_FAILED,
    STORE,
    WPS,
    documents,
    generated,
    real_modules,
    workbook_with,
)

# Debian's own programs: a virtual environment on PATH breaks the Python inside LibreOffice.
SYSTEM_PATH = "/usr/bin:/bin"
SOFFICE = shutil.which("soffice", path=SYSTEM_PATH)
SYSTEM_PYTHON = shutil.which("python3", path=SYSTEM_PATH)

# Run by the system's Python, which has UNO: opens a workbook, does the steps, prints the readings.
DRIVER = """
import json, os, pathlib, signal, subprocess, sys, time
import uno
from com.sun.star.beans import PropertyValue

profile, book, steps = pathlib.Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3])
(profile / "user").mkdir(parents=True)
(profile / "user" / "registrymodifications.xcu").write_text(
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop></item></oor:items>'
)
pipe = f"bochiso{os.getpid()}"
signal.signal(signal.SIGALRM, lambda *_: sys.exit("LibreOffice took too long"))
signal.alarm(100)
office = subprocess.Popen(
    ["soffice", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;",
     f"-env:UserInstallation={profile.as_uri()}"],
    start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
)
try:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local)
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            time.sleep(0.1)
    desktop = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.Desktop", context)
    with_macros = (PropertyValue("MacroExecutionMode", 0, 4, 0),)
    uri = pathlib.Path(book).as_uri()
    document = desktop.loadComponentFromURL(uri, "_blank", 0, with_macros)
    guide, readings = document.Sheets.getByIndex(0), {}
    for verb, what, *more in steps:
        if verb == "run":
            uri = f"vnd.sun.star.script:VBAProject.{what}?language=Basic&location=document"
            document.getScriptProvider().getScript(uri).invoke((), (), ())
        elif verb == "write":
            guide.getCellRangeByName(what).String = more[0]
        elif verb == "read":
            cell = more.pop()
            sheet = document.Sheets.getByName(more[0]) if more else guide
            readings[what] = sheet.getCellRangeByName(cell).String
        elif verb == "wait":
            deadline = time.monotonic() + 20
            cell = guide.getCellRangeByName(what)
            while cell.String != more[0] and time.monotonic() < deadline:
                time.sleep(0.05)
        elif verb == "calculate":
            document.calculateAll()
        elif verb == "active sheet":
            readings[what] = document.CurrentController.ActiveSheet.Name
        elif verb == "modules":
            readings[what] = sorted(document.BasicLibraries.getByName("VBAProject").ElementNames)
        elif verb == "button":
            page = document.DrawPages.getByIndex(0)
            control = page.getByIndex(0).Control
            form = page.Forms.getByIndex(0)
            events = form.getScriptEvents(0)
            readings[what] = [control.Label, events[0].ScriptCode]
    print(json.dumps(readings))
    document.close(True)
    try:
        desktop.terminate()
    except Exception:
        pass
    office.wait(20)
finally:
    if office.poll() is None:
        os.killpg(office.pid, signal.SIGKILL)
"""

needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def in_libreoffice(folder: Path, workbook: bytes, steps: list[list[str]]) -> dict[str, Any]:
    book = folder / "book.xlsm"
    book.write_bytes(workbook)
    assert SYSTEM_PYTHON
    result = subprocess.run(
        [SYSTEM_PYTHON, "-c", DRIVER, str(folder / "profile"), str(book), json.dumps(steps)],
        env={"PATH": SYSTEM_PATH, "HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    readings: dict[str, Any] = json.loads(result.stdout)
    return readings


HOST, SERVER = "bpindex.hosts.macros", "BoChiSo_Server"
# Names and folders of programs, and what a button says there when Python fails, and when not.
PROGRAMS = [
    ("Microsoft Excel", r"C:\Program Files\Microsoft Office\root\Office16", PYTHON_FAILED, ""),
    ("WPS Spreadsheets", r"C:\Users\Lan\AppData\Local\Kingsoft\office6", WPS, WPS),
    ("Microsoft Excel", r"D:\WPS Office\12.2.0\office6", WPS, WPS),
    (
        "Microsoft Excel",
        r"C:\Program Files\WindowsApps\Microsoft.Office.Desktop.Excel_16\Office16",
        STORE,
        "",
    ),
]
LIMITED = [
    step
    for number, (name, folder, *_) in enumerate(PROGRAMS)
    for how in ("fail", "")
    for step in (
        ["write", "C1", name],
        ["write", "C2", folder],
        ["write", "B4", how],
        ["write", "B6", ""],
        ["run", "BoChiSo_Main.CheckData"],
        ["read", f"program {number} {how}", "B6"],
    )
] + [["write", "C1", ""], ["write", "C2", ""]]
# What the setup noted, what files there are, the interpreter that is taken.
SETUP, OTHER = r"D:\BCS\py\pythonw.exe", r"E:\py\pythonw.exe"
PLACES = [
    (SETUP, f"{SETUP};{OTHER};{CONFIGURED};", SETUP),
    (OTHER, f"{CONFIGURED};", CONFIGURED),
    ("", f"{SETUP};{CONFIGURED};", CONFIGURED),
    (SETUP, "", CONFIGURED),
]
LIBRARY = "xlwings64-0.37.8.dll"
REFUSED = f"Could not load {LIBRARY} from either of the following folders"
# What files there are, what the start says, and the sentence that a button then shows.
TROUBLES_SEEN = [
    ("", REFUSED, "not_installed"),
    (f"{CONFIGURED};", REFUSED, "other_version"),
    (f"{CONFIGURED};C:\\BoChiSo\\py\\{LIBRARY};", REFUSED, "blocked"),
    (f"{CONFIGURED};", "Could not create Python process.", "blocked"),
    (f"{CONFIGURED};", "Could not activate Python COM server, hr = -1", "not_started"),
    (f"{CONFIGURED};", "Could not say", PYTHON_FAILED),
]


def modules_over_fakes() -> dict[str, str]:
    modules = {**bochiso_modules(), "xlwings_udfs": postprocess_wrappers(generated(FUNCTIONS))}
    for name, windows_only, fake in (
        ("BoChiSo_Run", 'CreateObject("WScript.Shell").Popup', "FakePopup"),
        ("BoChiSo_Run", "Application.Name", "FakeName()"),
        ("BoChiSo_Run", "Application.Path", "FakePath()"),
        ("BoChiSo_Python", "GetSetting(", "FakeSetting("),
        ("BoChiSo_Python", "Dir(", "FakeDir("),
        ("BoChiSo_Help", "Application.MacroOptions", "FakeMacroOptions"),
        # An error value of a function is a text here.
        (SERVER, "IsError(", "FakeIsError("),
    ):
        assert windows_only in modules[name]
        modules[name] = modules[name].replace(windows_only, fake)
    # A range of LibreOffice cannot be calculated by itself.
    calculate = re.compile(r"\b(sh\w+)\.UsedRange\.Calculate")
    modules[SERVER], count = calculate.subn(r"FakeCalculate \1", modules[SERVER])
    assert count == 5
    return {"xlwings": FAKE_XLWINGS, "FakeServer": FAKE_SERVER, **modules}


def test_program_files_come_before_places_that_any_user_may_write() -> None:
    source = bochiso_modules()["BoChiSo_Python"]
    search = source[source.index("In Array(") : source.index("Next place")]
    order = ["Registered()", "ProgramW6432", "ProgramFiles", "configured", "C:", "PUBLIC"]
    assert sorted(order, key=search.index) == order


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a workbook with a fake xlwings shows in LibreOffice, step by step."""
    steps = [
        ["wait", "B3", HOST],
        ["read", "imported on opening", "B3"],
        ["read", "starts on opening", "B1"],
        ["read", "help", "B7"],
        ["active sheet", "sheet before"],
        ["run", "xlwings.AskRibbon"],
        ["read", "without a tag", "C4"],
        ["write", "C3", "shFigures *"],
        ["run", "xlwings.AskRibbon"],
        ["read", "applies", "C4"],
        ["read", "applies to the guide", "C5"],
        ["run", "xlwings.LoadRibbon"],
        ["run", "BoChiSo_Main.GoToRegister"],
        ["write", "B12", ""],
        ["run", "BoChiSo_Main.CheckData"],
        ["read", "ribbon after a run", "B12"],
        ["write", "B2", ""],
        ["write", "C3", "shRegister"],
        ["run", "xlwings.AskRibbon"],
        ["read", "applies to the register", "C5"],
        ["active sheet", "sheet after"],
        ["calculate", ""],
        ["read", "cell", "D1"],
        ["read", "starts after cell", "B1"],
        ["write", "B4", "die once"],
        ["run", "xlwings.CallOnce"],
        ["read", "result after death", "B5"],
        ["read", "starts after death", "B1"],
        ["write", "B4", "wrong argument"],
        ["run", "xlwings.CallOnce"],
        ["read", "result when wrong", "B5"],
        ["read", "calls when wrong", "B8"],
        ["read", "starts when wrong", "B1"],
        ["write", "B4", "refuse"],
        ["run", "xlwings.CallOnce"],
        ["read", "result when refused", "B5"],
        ["read", "starts when refused", "B1"],
        ["calculate", ""],
        ["read", "cell when refused", "D1"],
        ["read", "score when refused", "Tính điểm", "B2"],
        ["read", "starts still", "B1"],
        ["run", "BoChiSo_Main.MakeNotice"],
        ["read", "sentence when refused", "B6"],
        ["read", "command when refused", "B2"],
        ["write", "B6", ""],
        ["write", "B4", "fail"],
        ["run", "BoChiSo_Main.CheckData"],
        ["read", "sentence when failed", "B6"],
        ["write", "B6", ""],
        ["write", "B4", ""],
        ["write", "B11", ""],
        ["run", "BoChiSo_Main.ExplainFigure"],
        ["read", "explain command", "B2"],
        ["read", "book of the command", "B9"],
        ["read", "cell when back", "D1"],
        ["read", "score when back", "Tính điểm", "B2"],
        ["read", "figure when back", "Bảng điểm", "B2"],
        ["read", "calculated when back", "B11"],
        ["write", "B11", ""],
        ["run", "BoChiSo_Main.ExplainFigure"],
        ["read", "calculated when well", "B11"],
        ["write", "B10", ""],
        ["write", "B4", "gone"],
        ["run", "BoChiSo_Main.CheckData"],
        ["read", "commands after death", "B10"],
        ["read", "sentence after death", "B6"],
        *LIMITED,
        ["run", "xlwings.PressRibbonButton"],
        ["read", "ribbon command", "B2"],
        ["read", "sentence when well", "B6"],
        ["run", "xlwings.CallOnce"],
        ["read", "result when repaired", "B5"],
    ]
    workbook = workbook_with(build_vba_project(modules_over_fakes(), documents()))
    return in_libreoffice(tmp_path_factory.mktemp("office"), workbook, steps)


@needs_libreoffice
def test_the_real_workbook_opens_with_all_its_modules(tmp_path: Path) -> None:
    workbook = workbook_with(build_vba_project(real_modules(), documents()))
    steps = [["read", "A1", "A1"], ["modules", "modules"], ["button", "button"]]
    readings = in_libreoffice(tmp_path, workbook, steps)
    assert readings["A1"] == "Hướng dẫn"
    assert readings["modules"] == sorted([*documents(), *real_modules()])
    label, macro = readings["button"]
    assert label == "Sổ đính chính"
    assert "GoToRegister" in macro


@needs_libreoffice
def test_python_that_did_not_start_in_the_protected_view_starts_at_the_next_activation(
    tmp_path: Path,
) -> None:
    workbook = workbook_with(build_vba_project(modules_over_fakes(), documents()), "refuse")
    steps = [
        ["wait", "B1", "1"],
        ["read", "starts on opening", "B1"],
        ["read", "imported on opening", "B3"],
        ["calculate", ""],
        ["read", "cell on opening", "D1"],
        ["write", "B4", ""],
        ["run", "ThisWorkbook.Workbook_Activate"],
        ["wait", "B3", HOST],
        ["read", "imported", "B3"],
        ["read", "cell", "D1"],
        ["read", "score", "Tính điểm", "B2"],
        ["read", "help", "B7"],
        ["read", "starts", "B1"],
        ["run", "ThisWorkbook.Workbook_Activate"],
        ["run", "BoChiSo_Server.WakeUp"],
        ["read", "starts again", "B1"],
        ["read", "sentence", "B6"],
    ]
    found = in_libreoffice(tmp_path, workbook, steps)
    # A window that comes to the front late activates the workbook once more by itself.
    assert int(found["starts on opening"]) >= 1
    assert (found["imported on opening"], found["cell on opening"]) == ("", "Error 2015")
    assert found["imported"] == HOST
    assert (found["cell"], found["score"]) == ("42", "51")
    assert found["help"].endswith("|".join(HELP[1]))
    assert int(found["starts"]) > int(found["starts on opening"])
    assert found["starts again"] == found["starts"]
    assert found["sentence"] == ""


@needs_libreoffice
def test_python_is_found_wherever_the_setup_put_it_and_what_is_wrong_is_said(
    tmp_path: Path,
) -> None:
    workbook = workbook_with(build_vba_project(modules_over_fakes(), documents()), "refuse")
    steps = [["wait", "B1", "1"]]
    for number, (noted, files, _) in enumerate(PLACES):
        steps += [
            ["write", "C6", noted],
            ["write", "C7", files],
            ["run", "BoChiSo_Python.SettlePython"],
            ["read", f"place {number}", "xlwings.conf", "B2"],
        ]
    steps += [["write", "C6", ""]]
    for number, (files, said, _) in enumerate(TROUBLES_SEEN):
        steps += [
            ["write", "C7", files],
            ["write", "B4", said],
            ["write", "B6", ""],
            ["run", "BoChiSo_Main.CheckData"],
            ["read", f"trouble {number}", "B6"],
        ]
    found = in_libreoffice(tmp_path, workbook, steps)
    for number, (*_, taken) in enumerate(PLACES):
        assert found[f"place {number}"] == taken, number
    for number, (*_, sentence) in enumerate(TROUBLES_SEEN):
        assert found[f"trouble {number}"] == sentence, number


@needs_libreoffice
def test_opening_wakes_python_once(played: dict[str, Any]) -> None:
    assert played["imported on opening"] == "bpindex.hosts.macros"
    assert played["starts on opening"] == "1"


@needs_libreoffice
def test_opening_registers_the_help_of_every_function(played: dict[str, Any]) -> None:
    assert played["help"] == "".join(f";'book.xlsm'!{'|'.join(row)}" for row in HELP)


@needs_libreoffice
def test_the_register_is_shown_by_its_code_name(played: dict[str, Any]) -> None:
    assert (played["sheet before"], played["sheet after"]) == ("Hướng dẫn", "Đính chính")


@needs_libreoffice
def test_a_cell_is_computed_by_the_kept_server(played: dict[str, Any]) -> None:
    assert played["cell"] == "42"
    assert played["starts after cell"] == "1"


@needs_libreoffice
def test_a_server_that_died_is_replaced_within_the_call(played: dict[str, Any]) -> None:
    assert played["result after death"] == "34"
    assert played["starts after death"] == "2"


@needs_libreoffice
def test_an_error_that_python_answers_is_no_reason_to_call_again(played: dict[str, Any]) -> None:
    assert played["result when wrong"] == "raised wrong argument"
    assert played["calls when wrong"] == "1"
    assert played["starts when wrong"] == played["starts after death"]


@needs_libreoffice
def test_a_button_finds_a_new_server_and_runs_its_command_once(played: dict[str, Any]) -> None:
    assert played["commands after death"] == "1"
    assert played["sentence after death"] == ""
    assert played["book of the command"] == "BOOK_CALLER book.xlsm"


@needs_libreoffice
def test_what_shows_errors_is_calculated_when_python_is_back(played: dict[str, Any]) -> None:
    assert played["score when refused"] == "Error 2015"
    assert played["cell when back"] == "42"
    assert (played["score when back"], played["figure when back"]) == ("51", "52")
    assert played["calculated when back"] == "Hướng dẫn;Tính điểm;bpindex.home;Trang chính;"
    assert played["calculated when well"] == ""


@needs_libreoffice
@pytest.mark.parametrize("number", range(len(PROGRAMS)))
def test_wps_and_the_excel_of_the_store_are_named(played: dict[str, Any], number: int) -> None:
    *_, when_failed, when_well = PROGRAMS[number]
    assert played[f"program {number} fail"] == when_failed
    assert played[f"program {number} "] == when_well


@needs_libreoffice
def test_buttons_of_the_ribbon_apply_to_their_sheets_and_are_asked_anew(
    played: dict[str, Any],
) -> None:
    assert played["without a tag"] == "False;False;False;False;False;"
    assert played["applies"] == "False;True;False;True;True;"
    assert played["applies to the guide"] == "Hướng dẫn False"
    assert played["applies to the register"] == "Đính chính True"
    assert played["ribbon after a run"] == "1"


@needs_libreoffice
def test_a_start_that_failed_is_not_tried_again_by_every_cell(played: dict[str, Any]) -> None:
    assert played["result when refused"] == "raised no Python"
    assert played["starts when refused"] == played["starts still"] == "3"
    assert played["cell when refused"] == "Error 2015"


@needs_libreoffice
def test_a_button_tells_in_vietnamese_that_python_failed(played: dict[str, Any]) -> None:
    assert played["sentence when refused"] == PYTHON_FAILED
    assert played["command when refused"] == ""
    assert played["sentence when failed"] == PYTHON_FAILED


@needs_libreoffice
def test_buttons_and_ribbon_run_the_python_host(played: dict[str, Any]) -> None:
    start = "import bpindex.hosts.macros as host; host."
    assert played["explain command"] == f"{start}explain_figure()"
    assert played["ribbon command"] == f"{start}make_notice()"
    assert played["sentence when well"] == ""
    assert played["result when repaired"] == "34"
