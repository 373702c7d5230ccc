"""The VBA project: made from text, readable by others, running in LibreOffice.

Nothing here runs in Excel.
"""

import functools
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from defusedxml import ElementTree

from bpindex.errors import BuildError
from bpindex.workbook import vbaproject
from bpindex.workbook.buttons import ENTRY_MODULE, ribbon_xml
from bpindex.workbook.vbaproject import (
    add_ribbon,
    bochiso_modules,
    build_vba_project,
    postprocess_wrappers,
    read_vba_project,
    this_workbook_code,
    xlwings_modules,
)
from tests import ROOT

VBA_FOLDER = ROOT / "bpindex" / "workbook" / "vba"
VBA_FILES = sorted([*VBA_FOLDER.glob("*.bas"), *VBA_FOLDER.glob("*.cls")])
# Every text of ours by its file, with the one that is made when the workbook is built.
VBA_SOURCES = {path.name: path.read_bytes() for path in VBA_FILES} | {
    f"{ENTRY_MODULE}.bas": bochiso_modules()[ENTRY_MODULE].encode()
}

# Debian's own programs: a virtual environment on PATH breaks the Python inside LibreOffice.
SYSTEM_PATH = "/usr/bin:/bin"
SOFFICE = shutil.which("soffice", path=SYSTEM_PATH)
SYSTEM_PYTHON = shutil.which("python3", path=SYSTEM_PATH)

# Sheet title and code name; the titles and sentences are Vietnamese as in the workbook.
SHEETS = {"Hướng dẫn": "shGuide", "Đính chính": "shRegister", "Trợ giúp": "shHelp"}
PYTHON_FAILED = "Không chạy được Python: hãy gọi người phụ trách."
HELP = [
    ["BP_DIEM", "Điểm của từng chỉ số", "Bộ chỉ số", "Số liệu", "Chỉ tiêu"],
    ["BP_TYLE", "Tỷ lệ của từng chỉ số", "Bộ chỉ số"],
]


def documents() -> dict[str, str]:
    return {"ThisWorkbook": this_workbook_code(), **dict.fromkeys(SHEETS.values(), "")}


def real_modules() -> dict[str, str]:
    return {**xlwings_modules(), **bochiso_modules()}


def workbook_with(project: bytes) -> bytes:
    """A workbook with the project, a button, the ribbon and one worksheet function."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        book.set_vba_name("ThisWorkbook")
        for title, code_name in SHEETS.items():
            sheet = book.add_worksheet(title)
            sheet.set_vba_name(code_name)
            sheet.write("A1", title)
        guide, _, help_sheet = book.worksheets()
        guide.write("A2", PYTHON_FAILED)
        book.define_name("bcs_msg_python_failed", "='Hướng dẫn'!$A$2")
        guide.write_formula("D1", "=BP_DIEM(4,2)")
        guide.insert_button("F5", {"macro": "GoToRegister", "caption": "Sổ đính chính"})
        help_sheet.write_row("A2", HELP[0])
        help_sheet.write_row("A3", HELP[1])
        help_sheet.very_hidden()
        book.add_vba_project(io.BytesIO(project), is_stream=True)
    return add_ribbon(output.getvalue(), ribbon_xml())


# Building and reading back


def test_two_builds_give_the_same_bytes() -> None:
    project = build_vba_project(real_modules(), documents())
    assert project == build_vba_project(real_modules(), documents())
    program = (
        "import hashlib, sys; from bpindex.workbook.vbaproject import *; import json;"
        "modules, documents = json.load(sys.stdin);"
        "print(hashlib.sha256(build_vba_project(modules, documents)).hexdigest())"
    )
    for seed in ("1", "2"):
        other = subprocess.run(
            [sys.executable, "-c", program],
            input=json.dumps([real_modules(), documents()]),
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert other.stdout.strip() == hashlib.sha256(project).hexdigest()


def oletools_sources(project: bytes) -> dict[str, str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # oletools uses deprecated names of its own libraries
        from oletools.olevba import VBA_Parser

        parser = VBA_Parser("vbaProject.bin", data=project)
        return {Path(stream).name: source for _, stream, _, source in parser.extract_all_macros()}


def test_another_reader_reads_the_text_of_every_module_back() -> None:
    found = oletools_sources(build_vba_project(real_modules(), documents()))
    assert list(found) == list(documents()) + list(real_modules())
    for name, source in real_modules().items():
        assert found[name] == source, name
    for name, code in documents().items():
        header, _, body = found[name].partition("Attribute VB_Customizable = True\r\n")
        assert f'Attribute VB_Name = "{name}"' in header
        assert body == code


def test_our_reader_agrees_with_the_other_reader() -> None:
    project = build_vba_project(real_modules(), documents())
    assert read_vba_project(project) == oletools_sources(project)


def test_the_project_holds_no_compiled_code_and_no_surplus_bytes() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import olefile
        from oletools.olevba import decompress_stream
    project = build_vba_project(real_modules(), documents())
    with olefile.OleFileIO(io.BytesIO(project)) as container:
        compiled = container.openstream("VBA/_VBA_PROJECT").read()
        directory = decompress_stream(bytearray(container.openstream("VBA/dir").read()))
    assert compiled.hex() == "cc61ffff000000"
    assert directory.hex().endswith("2b0000000000100000000000")


def test_a_class_module_is_declared_as_one() -> None:
    project = build_vba_project(real_modules(), documents())
    assert b"\r\nClass=Dictionary\r\n" in project
    assert b"\r\nModule=BoChiSo_Main\r\n" in project
    assert b"\r\nDocument=shRegister/&H00000000\r\n" in project


def test_the_xlwings_module_has_the_version_of_the_installed_package() -> None:
    import xlwings

    assert f"'Version: {xlwings.__version__}" in xlwings_modules()["xlwings"]


def test_an_xlwings_module_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vbaproject, "version", lambda name: "0.37.9")
    with pytest.raises(BuildError, match=r"VBA 0\.37\.\d+, gói đã cài 0\.37\.9, "):
        xlwings_modules()


@pytest.mark.parametrize(
    ("modules", "code_names", "message"),
    [
        ({"A": 'Attribute VB_Name = "A"\r\n\' Điểm\r\n'}, ["ThisWorkbook"], "A có ký tự ngoài"),
        ({"A": 'Attribute VB_Name = "B"\r\n'}, ["ThisWorkbook"], "A không mang đúng tên"),
        ({}, ["shGuide"], "Thiếu mô-đun ThisWorkbook"),
    ],
)
def test_wrong_source_is_refused(
    modules: dict[str, str], code_names: list[str], message: str
) -> None:
    with pytest.raises(BuildError, match=message):
        build_vba_project(modules, dict.fromkeys(code_names, ""))


def test_git_keeps_the_line_ends_of_vba() -> None:
    rules = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    for rule in ("*.bas text eol=crlf", "*.cls text eol=crlf", "*.xlsm binary", "*.bin binary"):
        assert rule in rules


# The source itself


@pytest.mark.parametrize("name", VBA_SOURCES)
def test_source_is_ascii_with_crlf_and_option_explicit(name: str) -> None:
    data = VBA_SOURCES[name]
    assert data.isascii()
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r") > 0
    assert b"\r\nOption Explicit\r\n" in b"\r\n" + data


@pytest.mark.parametrize("name", VBA_SOURCES)
def test_every_procedure_has_a_doc_block_and_public_ones_come_first(name: str) -> None:
    lines = VBA_SOURCES[name].decode("ascii").splitlines()
    pattern = re.compile(r"(Public |Private |Friend |)(Static )?(Sub|Function|Property)\b")
    found = [(number, pattern.match(line)) for number, line in enumerate(lines)]
    procedures = [(number, match[1]) for number, match in found if match]
    assert procedures
    for number, scope in procedures:
        assert scope, f"{name}:{number + 1} does not say Public or Private"
        assert lines[number - 1] == "''", f"{name}:{number + 1} has no doc block"
        start = number - 2
        while lines[start].startswith("' ") or lines[start] == "'":
            start -= 1
        assert lines[start] == "''" and start < number - 2, f"{name}:{number + 1}"
    scopes = [scope for _, scope in procedures]
    assert scopes == sorted(scopes, key=lambda scope: scope == "Private ")


def analysis_errors(folder: Path, modules: dict[str, str]) -> list[str]:
    """The errors that pyvbaanalysis finds in the whole project, ours and xlwings' alike."""
    folder.mkdir()
    for name, source in read_vba_project(build_vba_project(modules, documents())).items():
        suffix = ".cls" if "Attribute VB_Creatable" in source else ".bas"
        (folder / f"{name}{suffix}").write_bytes(source.encode("ascii"))
    result = subprocess.run(
        [sys.executable, "-m", "pyvbaanalysis", "--whole-project", "--fail-level=error", folder],
        capture_output=True,
        text=True,
    )
    errors = [line for line in result.stdout.splitlines() if re.match(r"\s+\d+:\d+ error ", line)]
    assert result.returncode == bool(errors), result.stdout + result.stderr
    return errors


def test_the_whole_project_has_no_error_for_pyvbaanalysis(tmp_path: Path) -> None:
    modules = {**real_modules(), "xlwings_udfs": postprocess_wrappers(generated(FUNCTIONS))}
    assert analysis_errors(tmp_path / "real", modules) == []


def test_pyvbaanalysis_finds_a_wrong_code_name(tmp_path: Path) -> None:
    modules = {"xlwings": FAKE_XLWINGS, "FakeServer": FAKE_SERVER, **bochiso_modules()}
    assert analysis_errors(tmp_path / "good", modules) == []
    modules["BoChiSo_Run"] = modules["BoChiSo_Run"].replace("shRegister.A", "shRegisters.A")
    assert len(analysis_errors(tmp_path / "bad", modules)) == 1


# What our modules use of other modules, for a check that knows only ours.
OUTSIDE = """\
Attribute VB_Name = "Outside"
Option Explicit
Public shHelp As Worksheet
Public shRegister As Worksheet
Public Function XLPy() As Object
End Function
Public Function RunPython(PythonCommand As String) As Variant
End Function
"""


def validator_errors(folder: Path, modules: dict[str, str]) -> list[str]:
    folder.mkdir()
    (folder / "ThisWorkbook.cls").write_bytes(this_workbook_code().encode("ascii"))
    for name, source in {**modules, "Outside": OUTSIDE}.items():
        (folder / f"{name}.bas").write_bytes(source.encode("ascii"))
    report = folder.parent / f"{folder.name}.json"
    command = ["vbalidator", "--host", "excel", "--output", str(report), str(folder)]
    result = subprocess.run(
        [Path(sys.executable).with_name(command[0]), *command[1:]], capture_output=True, text=True
    )
    errors = [line for line in result.stdout.splitlines() if " ERROR " in line]
    assert f"Errors        : {len(errors)}" in result.stdout, result.stdout + result.stderr
    return errors


def test_our_modules_have_no_error_for_vbalidator(tmp_path: Path) -> None:
    modules = {**bochiso_modules(), "xlwings_udfs": postprocess_wrappers(generated(FUNCTIONS))}
    assert validator_errors(tmp_path / "good", modules) == []
    run = modules["BoChiSo_Run"]
    modules["BoChiSo_Run"] = run.replace("    End If\r\n", "")
    assert modules["BoChiSo_Run"] != run
    assert validator_errors(tmp_path / "bad", modules)


# The generated wrappers

# Runs xlwings' own generator, which needs Windows' COM packages only to be importable.
GENERATOR = """
import sys, types
for name in ("pythoncom", "pywintypes", "win32com", "win32com.client"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["win32com"].client = sys.modules["win32com.client"]
sys.modules["win32com.client"].Dispatch = None
sys.modules["pywintypes"].com_error = type("com_error", (Exception,), {})
sys.modules["pythoncom"].CoInitialize = lambda: None
import xlwings
xlwings._xlwindows = types.SimpleNamespace()
from xlwings import udfs
sample = types.ModuleType("sample")
exec(sys.stdin.read(), {"xlfunc": udfs.xlfunc, "xlarg": udfs.xlarg}, sample.__dict__)
book = types.SimpleNamespace(Name="BoChiSo.xlsm")
sys.stdout.write('Attribute VB_Name = "xlwings_udfs"\\n')
udfs.generate_vba_wrapper("sample", sample, sys.stdout, book)
"""


# Functions of the kinds that we write.
FUNCTIONS = """
@xlfunc
@xlarg("counts", ndim=2)
def BP_DIEM(counts, target, zero=None): ...
@xlfunc(call_in_wizard=False)
def BP_TYLE(counts): ...
"""


@functools.cache
def generated(functions: str) -> str:
    """What xlwings generates for these Python functions."""
    program = [sys.executable, "-W", "ignore", "-c", GENERATOR]
    result = subprocess.run(program, input=functions, capture_output=True, text=True, check=True)
    return result.stdout


def test_a_wrapper_calls_our_server_and_gives_an_excel_error() -> None:
    wrappers = postprocess_wrappers(generated(FUNCTIONS))
    assert "XLPy" in generated(FUNCTIONS) and "Err.Description" in generated(FUNCTIONS)
    for word in ("XLPy", "Err.Description", "#If"):
        assert word not in wrappers
    assert wrappers.replace("\r\n", "\n").endswith("""
Public Function BP_TYLE(counts) As Variant
    If (Not Application.CommandBars("Standard").Controls(1).Enabled) Then Exit Function
    On Error GoTo failed
    BP_TYLE = BpCall("sample", "BP_TYLE", Array(counts))
    Exit Function
failed:
    BP_TYLE = CVErr(xlErrValue)
End Function
""")
    assert "Public Function BP_DIEM(counts, target, Optional zero) As Variant\r\n" in wrappers
    assert 'BpCall("sample", "BP_DIEM", Array(counts, target, zero))\r\n' in wrappers
    assert wrappers.count("\r\n") == wrappers.count("\n")


@pytest.mark.parametrize(
    "functions",
    [
        "@xlfunc\ndef BP_DIEM(*counts): ...",
        "@xlfunc(volatile=True)\ndef BP_DIEM(counts): ...",
        "def BP_DIEM(counts): ...",
    ],
    ids=["variable arguments", "volatile", "no function"],
)
def test_a_wrapper_that_does_not_fit_is_refused(functions: str) -> None:
    with pytest.raises(BuildError):
        postprocess_wrappers(generated(functions))


def test_a_wrapper_of_a_sub_is_refused() -> None:
    with pytest.raises(BuildError, match="BP_DIEM, BP_TYLE, Extra"):
        postprocess_wrappers(generated(FUNCTIONS) + "Sub Extra()\nEnd Sub\n")


# The ribbon


def plain_workbook() -> bytes:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        book.add_worksheet("Số liệu").write("A1", "Số liệu")
    return output.getvalue()


def test_the_ribbon_is_added_beside_unchanged_parts() -> None:
    before, after = plain_workbook(), add_ribbon(plain_workbook(), ribbon_xml())
    changed = {"_rels/.rels", "[Content_Types].xml"}
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert new.namelist() == [*old.namelist(), "customUI/customUI14.xml"]
        for name in old.namelist():
            assert (old.read(name) == new.read(name)) == (name not in changed), name
        assert new.read("customUI/customUI14.xml").decode() == ribbon_xml()
        relationships = ElementTree.fromstring(new.read("_rels/.rels"))
        assert {item.date_time for item in new.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        types = ElementTree.fromstring(new.read("[Content_Types].xml"))
    targets = {item.get("Target"): item.get("Type") for item in relationships}
    assert targets["customUI/customUI14.xml"] == (
        "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
    )
    assert len({item.get("Id") for item in relationships}) == len(relationships)
    contents = {item.get("PartName"): item.get("ContentType") for item in types}
    assert contents["/customUI/customUI14.xml"] == "application/xml"


def test_the_ribbon_is_added_with_the_same_bytes_each_time() -> None:
    book = plain_workbook()
    assert add_ribbon(book, ribbon_xml()) == add_ribbon(book, ribbon_xml())


def test_a_second_ribbon_or_another_xml_is_refused() -> None:
    book = plain_workbook()
    with pytest.raises(BuildError, match="đã có sẵn"):
        add_ribbon(add_ribbon(book, ribbon_xml()), ribbon_xml())
    with pytest.raises(BuildError, match="customUI"):
        add_ribbon(book, ribbon_xml().replace("2009/07", "2006/01"))


# LibreOffice

# Stands for xlwings' module, which does not compile in LibreOffice. Cells of the first sheet:
# B1 starts of the server, B2 command run, B3 module imported, B4 how to misbehave, B5 result,
# B6 sentence shown, B7 help registered.
FAKE_XLWINGS = """\
Attribute VB_Name = "xlwings"
Option Explicit

Public Function XLPy()
    shGuide.Range("B1").Value = shGuide.Range("B1").Value + 1
    If shGuide.Range("B4").Value = "refuse" Then Err.Raise 1000, Description:="no Python"
    Set XLPy = New FakeServer
End Function

Public Function RunPython(PythonCommand As String)
    If shGuide.Range("B4").Value = "refuse" Then Err.Raise 1000, Description:="no Python"
    If shGuide.Range("B4").Value = "fail" Then RunPython = -1
    shGuide.Range("B2").Value = PythonCommand
End Function

Public Sub CallOnce()
    On Error GoTo failed
    shGuide.Range("B5").Value = BpCall("sample", "f", Array(3, 4))
    Exit Sub
failed:
    shGuide.Range("B5").Value = "raised " & Err.Description
End Sub

Public Sub PressRibbonButton()
    RibbonMakeNotice Nothing
End Sub

Public Sub FakePopup(sentence, seconds, title, kind)
    shGuide.Range("B6").Value = sentence
End Sub

Public Sub FakeMacroOptions(Macro, Description, Category, Optional ArgumentDescriptions)
    Dim texts As String
    texts = ";" & Macro & "|" & Description & "|" & Category
    If Not IsMissing(ArgumentDescriptions) Then
        texts = texts & "|" & Join(ArgumentDescriptions, "|")
    End If
    shGuide.Range("B7").Value = shGuide.Range("B7").Value & texts
End Sub
"""
FAKE_SERVER = """\
Attribute VB_Name = "FakeServer"
Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = False
Attribute VB_Exposed = False
Attribute VB_TemplateDerived = False
Attribute VB_Customizable = False
Option Explicit

Public Function CallUDF(moduleName, functionName, callArguments, book, caller)
    If shGuide.Range("B4").Value <> "" Then
        If shGuide.Range("B4").Value = "die once" Then shGuide.Range("B4").Value = ""
        Err.Raise 462, Description:="server died"
    End If
    CallUDF = callArguments(0) * 10 + callArguments(1)
End Function

Public Function Module(moduleName)
    shGuide.Range("B3").Value = moduleName
    Set Module = Me
End Function
"""

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
            readings[what] = guide.getCellRangeByName(more[0]).String
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


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a workbook with a fake xlwings shows in LibreOffice, step by step."""
    modules = {**bochiso_modules(), "xlwings_udfs": postprocess_wrappers(generated(FUNCTIONS))}
    for name, windows_only, fake in (
        ("BoChiSo_Run", 'CreateObject("WScript.Shell").Popup', "FakePopup"),
        ("BoChiSo_Help", "Application.MacroOptions", "FakeMacroOptions"),
    ):
        assert windows_only in modules[name]
        modules[name] = modules[name].replace(windows_only, fake)
    modules = {"xlwings": FAKE_XLWINGS, "FakeServer": FAKE_SERVER, **modules}
    steps = [
        ["read", "imported on opening", "B3"],
        ["read", "starts on opening", "B1"],
        ["read", "help", "B7"],
        ["active sheet", "sheet before"],
        ["run", "BoChiSo_Main.GoToRegister"],
        ["active sheet", "sheet after"],
        ["calculate", ""],
        ["read", "cell", "D1"],
        ["read", "starts after cell", "B1"],
        ["write", "B4", "die once"],
        ["run", "xlwings.CallOnce"],
        ["read", "result after death", "B5"],
        ["read", "starts after death", "B1"],
        ["write", "B4", "refuse"],
        ["run", "xlwings.CallOnce"],
        ["read", "result when refused", "B5"],
        ["read", "starts when refused", "B1"],
        ["calculate", ""],
        ["read", "cell when refused", "D1"],
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
        ["run", "BoChiSo_Main.ExplainFigure"],
        ["read", "explain command", "B2"],
        ["run", "xlwings.PressRibbonButton"],
        ["read", "ribbon command", "B2"],
        ["read", "sentence when well", "B6"],
        ["run", "xlwings.CallOnce"],
        ["read", "result when repaired", "B5"],
    ]
    workbook = workbook_with(build_vba_project(modules, documents()))
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
