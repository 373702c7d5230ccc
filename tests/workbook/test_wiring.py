"""What ties the workbook to Python: settings of xlwings, names, buttons, ribbon and VBA."""

import re

import pytest
from openpyxl.utils.cell import range_boundaries

from bpindex.case.correction import CorrectionState
from bpindex.errors import BuildError
from bpindex.sheets.layout import layout_of
from bpindex.workbook import vbaproject
from bpindex.workbook.actions import ACTIONS
from bpindex.workbook.build import build_workbook
from bpindex.workbook.buttons import ENTRY_MODULE, on_sheet, ribbon_xml
from bpindex.workbook.system_sheets import CONF_SHEET, HELP_SHEET, SENTENCES
from bpindex.workbook.vbaproject import (
    bochiso_modules,
    postprocess_wrappers,
    this_workbook_code,
    xlwings_modules,
)
from tests import ROOT
from tests.hosts.windows.fakes import generate_wrappers
from tests.hosts.windows.wrappers import COMMITTED as COMMITTED_WRAPPERS
from tests.strategies import base_case
from tests.workbook.built import book, xml_of
from tests.workbook.editing import bundled_workbook, parts_of
from tests.workbook.test_vbaproject import oletools_sources

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


def test_every_setting_that_xlwings_looks_for_stands_on_its_sheet() -> None:
    module = xlwings_modules()["xlwings"]
    asked = set(re.findall(r'GetConfig\("([^"]+)"', module))
    assert "INTERPRETER_WIN" in asked
    # Only read where Python runs without a server; a blank one would replace its default there.
    without_server = module[module.index("Function ExecuteWindows(") :]
    without_server = without_server[: without_server.index("End Function")]
    assert 'GetConfig("TEMP DIR", Environ("Temp"))' in without_server
    assert module.count('"TEMP DIR"') == 1
    sheet = book(values=True)[CONF_SHEET]
    keys = [sheet.cell(row, 1).value for row in range(1, len(asked) + 10)]
    first_blank = keys.index(None)
    assert set(keys[:first_blank]) == asked - {"TEMP DIR"}
    assert set(keys[first_blank:]) == {None}
    assert len(set(keys[:first_blank])) == first_blank


def test_the_settings_of_xlwings_keep_python_on_short_ascii_paths_and_a_server() -> None:
    sheet = book(values=True)[CONF_SHEET]
    conf = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert conf["INTERPRETER_WIN"].isascii()
    assert conf["INTERPRETER_WIN"].endswith("pythonw.exe")
    assert conf["USE UDF SERVER"] is True
    assert conf["ADD_WORKBOOK_TO_PYTHONPATH"] is False
    assert conf["UDF MODULES"] == "bpindex.hosts.udfs"


def test_every_defined_name_leads_to_what_it_says() -> None:
    names = book(values=True).defined_names
    sheet = book(values=True)[HELP_SHEET]

    def texts(name: str) -> list[str]:
        title, _, area = names[name].attr_text.replace("$", "").rpartition("!")
        assert title == f"'{HELP_SHEET}'"
        left, top, _, bottom = range_boundaries(area)
        return [sheet.cell(row, left or 1).value for row in range(top or 1, (bottom or 1) + 1)]

    for name, (_, sentence) in SENTENCES.items():
        assert texts(name) == [sentence]
        assert f'"{name}"' in "".join(bochiso_modules().values())
    assert texts("bcs_list_corrections_state") == list(CorrectionState)
    assert texts("bcs_list_tables_decimal_mark") == [",", "."]
    used = set(re.findall(r"bcs_list_\w+", "".join(map(xml_of, book(values=False).sheetnames))))
    assert used == {name for name in names if name.startswith("bcs_list_")}


def test_every_button_runs_a_public_macro() -> None:
    parts = parts_of(bundled_workbook())
    drawings = [name for name in parts if "vmlDrawing" in name]
    buttons = [
        (found[1], found[2])
        for name in drawings
        for found in re.finditer(
            r'color="#000000">([^<]*)</font>.*?<x:FmlaMacro>\[0\]!(\w+)</x:FmlaMacro>',
            parts[name].decode(),
        )
    ]
    sheets = layout_of(base_case().index).sheets
    assert buttons == [(item.caption, item.macro) for name in sheets for item in on_sheet(name)]
    drawn = parts["xl/drawings/tiles.xml"].decode()
    tiles = re.findall(r'<xdr:sp macro="\[0\]!(\w+)".*?descr="nút: ([^"]*)"', drawn)
    assert sorted(tiles) == sorted((item.macro, item.caption) for item in ACTIONS if item.home)
    assert {macro for _, macro in buttons} | dict(tiles).keys() == {item.macro for item in ACTIONS}
    relations = parts["xl/worksheets/_rels/sheet1.xml.rels"].decode()
    assert "tiles.xml" in relations
    for action in ACTIONS:
        assert f"Public Sub {action.macro}()" in bochiso_modules()["BoChiSo_Main"]


def test_every_ribbon_button_calls_back_a_public_macro() -> None:
    parts = parts_of(bundled_workbook())
    assert parts["customUI/customUI14.xml"].decode() == ribbon_xml()
    assert "customUI/customUI14.xml" in parts["_rels/.rels"].decode()
    callbacks = re.findall(r'onAction="BoChiSo_Main\.(\w+)"', ribbon_xml())
    assert len(callbacks) == len(ACTIONS) + 2 * sum(action.on_cells for action in ACTIONS)
    for callback in callbacks:
        assert f"Public Sub {callback}(control As Object)" in bochiso_modules()["BoChiSo_Main"]


def test_another_reader_finds_in_the_workbook_the_vba_that_stands_in_the_text_files() -> None:
    found = oletools_sources(parts_of(bundled_workbook())["xl/vbaProject.bin"])
    folder = ROOT / "bpindex" / "workbook" / "vba"
    expected = {path.stem: path.read_text(encoding="ascii") for path in folder.glob("*.bas")}
    assert ENTRY_MODULE not in expected
    expected[ENTRY_MODULE] = bochiso_modules()[ENTRY_MODULE]
    assert len(expected) >= 4
    for name, text in expected.items():
        assert body(found[name]) == body(text), name
    assert body(found["ThisWorkbook"]) == body(this_workbook_code())
    for name, text in xlwings_modules().items():
        assert body(found[name]) == body(text), name
    sheets = {ws.sheet_properties.codeName for ws in book(values=False).worksheets}
    assert set(found) == {*expected, "ThisWorkbook", "xlwings", "Dictionary", *sheets}
    assert {body(found[name]) for name in sheets} == {""}


def body(source: str) -> str:
    """Return the lines of a module but its attributes, which each reader writes in its way."""
    lines = source.replace("\r\n", "\n").split("\n")
    return "\n".join(line for line in lines if not line.startswith("Attribute ")).strip()


def test_no_call_takes_the_way_of_xlwings_that_makes_a_sheet_error() -> None:
    assert "Sheets.Add" in xlwings_modules()["xlwings"]
    for name, source in {**bochiso_modules(), "ThisWorkbook": this_workbook_code()}.items():
        code = re.sub(r"(?m)^\s*'.*", "", source)
        assert not re.search(r"\b(RunPython|ShowError|ImportPythonUDFs|Sheets\.Add)\b", code), name


def test_dialogs_for_files_open_beside_the_workbook() -> None:
    """Before Python asks for a file, whatever letters its folder has: ChDir takes but some."""
    source = bochiso_modules()["BoChiSo_Run"]
    run = source[source.index("Public Sub RunHost") : source.index("RunCommand")]
    assert "LookBesideBook" in run
    assert 'CreateObject("WScript.Shell").CurrentDirectory = ThisWorkbook.Path' in source


def test_opening_and_activating_only_ask_for_a_start_as_soon_as_excel_is_ready() -> None:
    event = re.compile(r"Private Sub (Workbook_\w+)\(.*?\)\r\n(.*?)End Sub", re.DOTALL)
    events = event.findall(this_workbook_code())
    assert dict(events) == {
        "Workbook_Open": "    StartSoon\r\n",
        "Workbook_Activate": "    StartSoon\r\n    RefreshRibbon\r\n",
        "Workbook_SheetActivate": "    RefreshRibbon\r\n",
    }
    server, ribbon = (bochiso_modules()[f"BoChiSo_{name}"] for name in ("Server", "Ribbon"))
    for _, body in events:
        for call in body.split():
            assert re.search(rf"Public Sub {call}\(\)\r\n", server + ribbon), call
    soon = re.search(r"Public Sub StartSoon\(\)(.*?)End Sub", server, re.DOTALL)
    assert soon
    calls = [line for line in soon[1].splitlines() if "Server." in line]
    assert len(calls) == 1
    assert calls[0].strip().startswith("Application.OnTime Now, ")


def test_the_committed_wrappers_are_those_that_xlwings_generates_now() -> None:
    fresh = postprocess_wrappers(generate_wrappers("bpindex.hosts.udfs"))
    assert COMMITTED_WRAPPERS.read_bytes().decode("ascii") == fresh, "run `make workbook`"


@pytest.mark.parametrize("stale", ["installed", "locked"])
def test_versions_of_xlwings_that_differ_stop_the_build(
    monkeypatch: pytest.MonkeyPatch, stale: str
) -> None:
    name = "version" if stale == "installed" else "locked_version"
    monkeypatch.setattr(vbaproject, name, lambda package: "0.0.1")
    with pytest.raises(BuildError) as error:
        build_workbook(base_case())
    sentence = str(error.value)
    assert "0.0.1" in sentence
    assert sentence.count("\n") == 0
    word = {"installed": "gói đã cài 0.0.1", "locked": "tệp khóa phiên bản 0.0.1"}[stale]
    assert word in sentence
