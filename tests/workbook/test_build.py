"""The built workbook: the same bytes each time, every part in place, stored values right."""

import hashlib
import io
import math
import os
import re
import subprocess
import sys
import warnings
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.formula import ArrayFormula

from bpindex.case.correction import Correction, CorrectionState, PrintedFigure
from bpindex.case.model import Case
from bpindex.errors import BuildError
from bpindex.sheets.layout import Layout, layout_of
from bpindex.sheets.model import ROOM, Kind, Who
from bpindex.sheets.score_blocks import ScoreSheet
from bpindex.sheets.state_sheet import STATE_SHEET
from bpindex.words import workbook as workbook_words
from bpindex.words.guide import STEPS
from bpindex.workbook import vbaproject
from bpindex.workbook.actions import ACTIONS
from bpindex.workbook.build import build_workbook
from bpindex.workbook.buttons import ENTRY_MODULE, ribbon_xml
from bpindex.workbook.content import contents_of
from bpindex.workbook.system_sheets import CONF_SHEET, HELP_SHEET, SENTENCES
from bpindex.workbook.vbaproject import (
    bochiso_modules,
    postprocess_wrappers,
    this_workbook_code,
    xlwings_modules,
)
from tests import ROOT
from tests.hosts.libreoffice.cases import case_of
from tests.hosts.windows.fakes import generate_wrappers
from tests.hosts.windows.wrappers import COMMITTED as COMMITTED_WRAPPERS
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook, parts_of, sheet_part
from tests.workbook.test_vbaproject import oletools_sources

COMMITTED = ROOT / "workbook" / "BoChiSo.xlsm"
# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


@cache
def book(*, values: bool, agencies: int = 0) -> Workbook:
    """Return the built workbook as openpyxl reads it: formulas, or their stored values."""
    content = build_workbook(case_of(agencies)) if agencies else bundled_workbook()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(content), data_only=values)


def the_layout() -> Layout:
    return layout_of(base_case().index)


def xml_of(title: str) -> str:
    return parts_of(bundled_workbook())[sheet_part(bundled_workbook(), title)].decode()


# --- the same bytes --------------------------------------------------------------------------


def test_two_builds_are_byte_identical() -> None:
    assert build_workbook(base_case()) == bundled_workbook()


def test_the_committed_workbook_is_the_build_of_the_bundled_case() -> None:
    assert COMMITTED.read_bytes() == bundled_workbook(), "run `make workbook`"


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_bytes_do_not_depend_on_the_order_of_sets(seed: str) -> None:
    script = (
        "import hashlib; from bpindex.case.folder import bundled_case, read_case;"
        "from bpindex.workbook.build import build_workbook;"
        "print(hashlib.sha256(build_workbook(read_case(bundled_case()))).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Ho_Chi_Minh"},
        capture_output=True,
        check=True,
        text=True,
        cwd=ROOT,
    )
    assert done.stdout.strip() == hashlib.sha256(bundled_workbook()).hexdigest()


# --- sheets ----------------------------------------------------------------------------------


def test_the_sheets_stand_in_the_order_of_the_work() -> None:
    assert book(values=False).sheetnames == [
        "Hướng dẫn",
        "Thiết lập",
        "Đơn vị",
        "Chỉ tiêu",
        "Số liệu",
        "Tính điểm",
        "Bảng điểm",
        "Năm trước",
        "Đính chính",
        "Hồ sơ trễ",
        "Lời văn",
        "Lịch sử",
        "Nhật ký",
        "Kiểm tra",
        "Giải thích",
        "xlwings.conf",
        "bpindex",
        "bpindex.state",
    ]


def test_code_names_are_ascii_and_the_ones_that_vba_uses() -> None:
    names = {ws.title: ws.sheet_properties.codeName for ws in book(values=False).worksheets}
    assert names["Đính chính"] == "shRegister"
    assert names["bpindex"] == "shHelp"
    assert all(name.isascii() and name.startswith("sh") for name in names.values())
    assert len(set(names.values())) == len(names)
    used = set(re.findall(r"\bsh[A-Z]\w+", "".join(bochiso_modules().values())))
    assert used
    assert used <= set(names.values())


def test_tabs_are_coloured_by_who_writes_the_sheet() -> None:
    colours = {
        ws.title: ws.sheet_properties.tabColor.rgb
        for ws in book(values=False).worksheets
        if ws.sheet_properties.tabColor is not None
    }
    assert colours["Số liệu"] == colours["Thiết lập"] == colours["Đính chính"] == "FF2E75B6"
    assert colours["Tính điểm"] == colours["Bảng điểm"] == "FF70AD47"
    assert colours["Kiểm tra"] == colours["Hướng dẫn"] == "FF7F7F7F"
    assert set(colours) == {sheet.title for sheet in the_layout().sheets.values()}


def test_titles_of_columns_and_names_of_agencies_stay_in_view() -> None:
    frozen = {ws.title: ws.freeze_panes for ws in book(values=False).worksheets}
    assert frozen.pop("Hướng dẫn") is None
    assert {frozen.pop(name) for name in (CONF_SHEET, HELP_SHEET, STATE_SHEET)} == {None}
    assert frozen["Số liệu"] == frozen["Tính điểm"] == frozen["Năm trước"] == "C5"
    assert frozen["Bảng điểm"] == "E5"
    assert all(cell and cell.endswith("5") for cell in frozen.values())


def test_only_the_sheets_of_the_tool_are_hidden() -> None:
    states = {ws.title: ws.sheet_state for ws in book(values=False).worksheets}
    assert states.pop(CONF_SHEET) == "hidden"
    assert states.pop(HELP_SHEET) == states.pop(STATE_SHEET) == "veryHidden"
    assert set(states.values()) == {"visible"}


def test_the_window_opens_on_the_guide_and_is_no_larger_than_a_screen() -> None:
    xml = parts_of(bundled_workbook())["xl/workbook.xml"].decode()
    view = re.search(r"<workbookView [^>]*>", xml)
    assert view
    # In twentieths of a point: 1920 x 1080 pixels at 96 per inch are 28,800 x 16,200.
    sizes = dict(re.findall(r'(windowWidth|windowHeight)="(\d+)"', view[0]))
    assert int(sizes["windowWidth"]) <= 28_800
    assert int(sizes["windowHeight"]) <= 16_200
    assert book(values=False).active is book(values=False).worksheets[0]


# --- settings of xlwings, names, buttons, ribbon ---------------------------------------------


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
        assert f'"{name}"' in bochiso_modules()["BoChiSo_Run"]
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
    assert buttons == [
        (action.caption, action.macro)
        for step in (*STEPS, "")
        for action in ACTIONS
        if action.step == step
    ]
    assert len(buttons) == len(ACTIONS)
    relations = parts["xl/worksheets/_rels/sheet1.xml.rels"].decode()
    assert "vmlDrawing1.vml" in relations
    for _, macro in buttons:
        assert f"Public Sub {macro}()" in bochiso_modules()["BoChiSo_Main"]


def test_every_ribbon_button_calls_back_a_public_macro() -> None:
    parts = parts_of(bundled_workbook())
    assert parts["customUI/customUI14.xml"].decode() == ribbon_xml()
    assert "customUI/customUI14.xml" in parts["_rels/.rels"].decode()
    callbacks = re.findall(r'onAction="BoChiSo_Main\.(\w+)"', ribbon_xml())
    assert len(callbacks) == len(ACTIONS)
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


# --- guards and marks ------------------------------------------------------------------------


def test_protection_has_no_password_and_leaves_open_what_macros_write() -> None:
    protected = set()
    for sheet in the_layout().sheets.values():
        tag = re.search(r"<sheetProtection [^>]*>", xml_of(sheet.title))
        if tag:
            protected.add(sheet.id)
            assert not re.search(r"password|hashValue|algorithmName", tag[0])
            assert "selectLockedCells" not in tag[0]
    assert set(the_layout().sheets) - protected == {"findings", "explain", "history", "trail"}
    assert "workbookProtection" not in parts_of(bundled_workbook())["xl/workbook.xml"].decode()


def test_staff_can_type_into_their_cells_and_over_figures_but_not_over_formulas() -> None:
    checked = {True: 0, False: 0}
    for sheet in the_layout().sheets.values():
        worksheet = book(values=False)[sheet.title]
        for block in sheet.blocks:
            for number, column in enumerate(block.columns, block.first_column):
                if column.who is Who.TOOL:
                    continue
                is_figure = sheet.id == "figures" and column.kind is Kind.FIGURE
                locked = column.who is Who.FORMULA and not is_figure
                checked[locked] += 1
                for row in (block.first_row, block.last_row):
                    place = f"{sheet.title}!{get_column_letter(number)}{row}"
                    cell = worksheet.cell(row, number)
                    assert cell.protection.locked is locked, place
    assert min(checked.values()) > 20


def test_titles_of_columns_and_single_values_are_locked() -> None:
    for sheet in the_layout().sheets.values():
        for block in sheet.blocks:
            header = book(values=False)[sheet.title].cell(block.header_row, block.first_column)
            assert header.protection.locked
            assert header.value == block.columns[0].title
    settings = the_layout()["settings"].block("settings")
    label = book(values=False)["Thiết lập"].cell(settings.first_row, 2)
    assert label.value == "Kỳ báo cáo"
    assert label.protection.locked


def validations(title: str) -> dict[str, Any]:
    rules = book(values=False)[title].data_validations.dataValidation
    return {str(rule.sqref): rule for rule in rules}


def test_counts_take_whole_numbers_and_codes_come_from_the_list_of_agencies() -> None:
    rules = validations("Số liệu")
    last = 4 + ROOM.agencies
    agency = rules[f"A5:A{last}"]
    assert (agency.type, agency.formula1) == ("list", f"'Đơn vị'!$A$5:$A${last}")
    whole = rules[f"C5:C{last}"]
    assert (whole.type, whole.operator, whole.formula1) == ("whole", "greaterThanOrEqual", "0")
    assert len(rules) == 1 + len(base_case().index.counts)
    assert all(rule.error and rule.errorTitle for rule in rules.values())


def test_lists_offer_what_the_cells_take() -> None:
    block = the_layout()["corrections"].block("corrections")
    state = validations("Đính chính")[block.area("state", "state").replace("$", "")]
    assert (state.type, state.formula1) == ("list", "bcs_list_corrections_state")
    agencies = the_layout()["agencies"].block("agencies")
    kind = validations("Đơn vị")[agencies.area("kind", "kind").replace("$", "")]
    assert kind.formula1 == the_layout()["settings"].reference("tables", "kind", "kind")
    day = validations("Đơn vị")[agencies.area("valid_from", "valid_from").replace("$", "")]
    assert (day.type, day.formula1) == ("custom", "ISNUMBER(G5)")


def marks(title: str) -> dict[str, list[Any]]:
    formatting = book(values=False)[title].conditional_formatting
    return {str(area.sqref): list(area.rules) for area in formatting}


def test_wrong_counts_typed_over_figures_and_old_corrections_are_marked() -> None:
    counts, figures = the_layout()["counts"].block("counts"), the_layout()["figures"]
    first, last = counts.columns[2].key, counts.columns[-1].key
    (rule,) = marks("Số liệu")[counts.area(first, last).replace("$", "")]
    assert rule.formula == ["IF(ISNUMBER(C5),OR(C5<0,C5<>INT(C5)),LEN(C5)>0)"]
    block = figures.block("figures")
    area = block.area(block.columns[4].key, block.columns[-1].key).replace("$", "")
    typed_over, *registered = marks("Bảng điểm")[area]
    assert typed_over.formula == ['AND($D5<>"",NOT(_xlfn.ISFORMULA(E5)))']
    for rule, state in zip(
        registered, (CorrectionState.REVIEW, CorrectionState.ACTIVE), strict=True
    ):
        assert rule.formula == [
            "COUNTIFS('Đính chính'!$A$5:$A$1004,$A5,'Đính chính'!$B$5:$B$1004,$B5,"
            f"'Đính chính'!$C$5:$C$1004,E$3,'Đính chính'!$I$5:$I$1004,\"{state}\")>0"
        ]
    # The keys of the columns that the rule looks up stand in a hidden row.
    sheet = book(values=False)["Bảng điểm"]
    assert sheet["E3"].value == block.columns[4].key
    assert sheet.row_dimensions[3].hidden
    ((_, rules),) = marks("Đính chính").items()
    assert sorted(str(rule.formula[0]) for rule in rules) == [
        f'$I5="{CorrectionState.REVIEW}"',
        f'$I5="{CorrectionState.WITHDRAWN}"',
    ]


def test_points_have_colours_and_totals_have_bars() -> None:
    kinds = {rule.type for rules in marks("Tính điểm").values() for rule in rules}
    assert {"dataBar", "colorScale", "expression"} <= kinds


def test_nothing_asks_excel_to_compute_on_opening() -> None:
    xml = parts_of(bundled_workbook())["xl/workbook.xml"].decode()
    assert "<calcPr " in xml
    assert "fullCalcOnLoad" not in xml
    assert "calcChain" not in "".join(parts_of(bundled_workbook()))


# --- stored values ---------------------------------------------------------------------------


def same(left: Any, right: Any) -> bool:
    """Blank and an empty text show the same; XlsxWriter keeps 16 digits of a number."""
    if isinstance(left, float) and isinstance(right, float):
        return math.isclose(left, right, rel_tol=1e-14)
    return (left if left is not None else "") == (right if right is not None else "")


class StoredSheets:
    """The stored values of a workbook, and its formulas evaluated over them."""

    def __init__(self, formulas: Workbook, values: Workbook) -> None:
        self.formulas, self.values = formulas, values

    def area(self, reference: str) -> list[list[Any]]:
        title, _, cells = reference.rpartition("!")
        sheet = self.values[title.strip("'")]
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
        rows = sheet.iter_rows(top, bottom, left, right, values_only=True)
        return [list(row) for row in rows]

    def one(self, reference: str, home: str) -> Any:
        full = reference if "!" in reference else f"'{home}'!{reference}"
        return self.area(full)[0][0]

    def value_of(self, text: str, home: str) -> Any:
        """Return the value of one of the five kinds of formula in the workbook."""
        if found := re.fullmatch(r'=HYPERLINK\("#\'([^"]+)\'!([A-Z]+\d+)","([^"]+)"\)', text):
            assert found[3] == f"{found[1]}!{found[2]}"
            return found[3]
        cell = r"(?:'[^']+'!)?\$?[A-Z]+\$?\d+"
        area = rf"{cell}:\$?[A-Z]+\$?\d+"
        if found := re.fullmatch(rf"=({cell})", text):
            return self.one(found[1], home)
        if found := re.fullmatch(rf'=IF\(({cell})="","",({cell})\)', text):
            assert found[1] == found[2]
            return self.one(found[1], home)
        lookup = rf'=IF\(({cell})="","",IFERROR\(VLOOKUP\(({cell}),({area}),2,FALSE\),""\)\)'
        if found := re.fullmatch(lookup, text):
            wanted = self.one(found[1], home)
            if wanted in (None, ""):
                return ""
            return next((row[1] for row in self.area(found[3]) if row[0] == wanted), "")
        match = rf'=IFERROR\(INDEX\(({area}),MATCH\(({cell}),({area}),0\)\),""\)'
        found = re.fullmatch(match, text)
        assert found, f"an unknown kind of formula: {text}"
        wanted = self.one(found[2], home)
        keys = [row[0] for row in self.area(found[3])]
        return self.area(found[1])[keys.index(wanted)][0] if wanted in keys else ""


@pytest.fixture(params=[0, 5, ROOM.agencies], ids=["bundled", "5", "150"])
def stored(request: pytest.FixtureRequest) -> StoredSheets:
    agencies = request.param
    return StoredSheets(book(values=False, agencies=agencies), book(values=True, agencies=agencies))


def test_every_reference_stores_the_value_that_it_will_show(stored: StoredSheets) -> None:
    checked = 0
    for sheet in stored.formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f" or "BP_" in str(getattr(cell.value, "text", cell.value)):
                    continue
                found = stored.values[sheet.title][cell.coordinate].value
                expected = stored.value_of(str(cell.value), sheet.title)
                assert same(found, expected), f"{sheet.title}!{cell.coordinate} {cell.value}"
                checked += 1
    assert checked > 2000


BLOCKS = {
    "BP_TONGHOP_KHOI": ScoreSheet.summary,
    "BP_DIEM_KHOI": ScoreSheet.points,
    "BP_TYLE_KHOI": ScoreSheet.rates,
    "BP_INRA_KHOI": ScoreSheet.figures,
    "BP_INRA_TINH": ScoreSheet.province,
}


def test_every_array_stores_the_values_that_its_function_gives(stored: StoredSheets) -> None:
    seen = set()
    for row in stored.formulas["Tính điểm"].iter_rows():
        for cell in row:
            if not isinstance(cell.value, ArrayFormula):
                continue
            call = re.fullmatch(r"=(BP_\w+)\((.*)\)", str(cell.value.text))
            assert call
            seen.add(call[1])
            sheets = [stored.area(reference) for reference in call[2].split(",")]
            sheets += [[]] * (4 - len(sheets))
            expected = BLOCKS[call[1]](ScoreSheet(*sheets))
            found = stored.area(f"'Tính điểm'!{cell.value.ref}")
            assert [len(found), len(found[0])] == [len(expected), len(expected[0])], call[1]
            for left, right in zip(found, expected, strict=True):
                for one, other in zip(left, right, strict=True):
                    assert same(one, other), (call[1], left, right)
    assert seen == set(BLOCKS)


def test_the_figures_of_the_bundled_case_stand_on_bang_diem() -> None:
    sheet = book(values=True)["Bảng điểm"]
    shown = {
        sheet.cell(row, 2).value: [sheet.cell(row, column).value for column in range(4, 17)]
        for row in range(5, 40)
    }
    # As published: the fourth figure is typed over with two decimals.
    assert shown["so-cong-thuong"][0] == "Sở Công thương"
    assert shown["so-cong-thuong"][6] == "46.03"
    assert "98.4" in {text for row in shown.values() for text in row}


# --- limits ----------------------------------------------------------------------------------


def one_sentence(case: Case) -> str:
    with pytest.raises(BuildError) as error:
        build_workbook(case)
    sentence = str(error.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_one_agency_more_than_fits_is_refused_with_one_sentence() -> None:
    assert len(contents_of(case_of(ROOM.agencies)).values("agencies")) == ROOM.agencies + 4
    expected = workbook_words.TOO_MANY_ROWS.format(
        sheet="Đơn vị", found=ROOM.agencies + 1, expected=ROOM.agencies
    )
    assert one_sentence(case_of(ROOM.agencies + 1)) == expected


def test_more_corrections_than_fit_are_refused_with_one_sentence() -> None:
    corrections = tuple(
        Correction(PrintedFigure("so-nganh", "so-y-te", f"TD_{i}"), reason="thử")
        for i in range(1_001)
    )
    case = replace(base_case(), corrections=corrections)
    assert one_sentence(case) == workbook_words.TOO_MANY_ROWS.format(
        sheet="Đính chính", found=1_001, expected=1_000
    )


def test_a_text_longer_than_a_cell_takes_is_refused_with_its_place() -> None:
    paragraphs = base_case().wording.paragraphs
    longest = replace(paragraphs[3], text="ă" * 32_768)
    changed = (*paragraphs[:3], longest, *paragraphs[4:])
    case = replace(base_case(), wording=replace(base_case().wording, paragraphs=changed))
    first = the_layout()["wording"].block("paragraphs").first_row
    assert one_sentence(case) == workbook_words.TEXT_TOO_LONG.format(sheet="Lời văn", row=first + 3)


def test_the_longest_text_that_a_cell_takes_is_built() -> None:
    paragraphs = base_case().wording.paragraphs
    changed = (*paragraphs[:3], replace(paragraphs[3], text="ă" * 32_767), *paragraphs[4:])
    case = replace(base_case(), wording=replace(base_case().wording, paragraphs=changed))
    assert build_workbook(case).startswith(b"PK")
