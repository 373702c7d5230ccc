"""Saved in LibreOffice, the workbook stays one for Excel: VBA, buttons, ribbon, hidden sheets."""

import io
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bpindex.case.model import Case
from bpindex.errors import InputError
from bpindex.hosts.libreoffice.office import backup_of
from bpindex.hosts.libreoffice.saved_file import is_mended, mended
from bpindex.hosts.libreoffice.saved_pages import mended_page, notice_page
from bpindex.pipeline import evaluate
from bpindex.reading.workbook import read_with_harvest, read_workbook
from bpindex.render.sheet import NOTICE_SHEET, render_sheet
from bpindex.workbook.actions import ACTIONS
from bpindex.workbook.buttons import on_sheet, ribbon_xml
from bpindex.workbook.vbaproject import read_vba_project
from bpindex.xlsx.elements import elements
from bpindex.xlsx.package import Package
from tests.hosts.libreoffice.books import Opened, computed, differences
from tests.hosts.libreoffice.cases import shown
from tests.hosts.libreoffice.office import Office
from tests.hosts.libreoffice.test_notice import press, said_beyond_done, shown_on_notice, titles

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

SIDES = ("left", "right", "top", "bottom", "header", "footer")


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def kept(office: Office, bundled: tuple[Case, Path]) -> tuple[Opened, Path]:
    """The workbook after a notice was made and it was saved with Ctrl-S; the original's path.

    For tests that only look at it.
    """
    opened = computed(office, *bundled)
    press(opened, "MakeNotice")
    opened.document.do("save")
    return opened, bundled[1]


def test_a_saved_workbook_holds_the_same_case_and_the_notice(kept: tuple[Opened, Path]) -> None:
    book, _ = kept
    reading = read_with_harvest(book.document.path)
    assert reading.harvest.new == []
    assert reading.typed_over == {}
    stored = reading.stored
    assert len(stored.trail) == 1
    assert read_workbook(book.document.path) == stored
    assert {name: getattr(stored, name) for name in ("counts", "corrections", "settings")} == {
        name: getattr(book.case, name) for name in ("counts", "corrections", "settings")
    }
    assert NOTICE_SHEET in load_workbook(book.document.path, read_only=True).sheetnames


def pages(path: Path) -> dict[str, dict[str, Any]]:
    """Return margins, headers, footers and grid lines of the sheets that can be seen."""
    found: dict[str, dict[str, Any]] = {}
    for sheet in load_workbook(path):
        if sheet.sheet_state == "visible":
            margins = sheet.page_margins
            headers = sheet.HeaderFooter
            found[sheet.title] = {
                "grid": sheet.sheet_view.showGridLines,
                "margins": [getattr(margins, name) for name in SIDES],
                "first": bool(headers.differentFirst),
                "words": [
                    (part.text, part.font, part.size, part.color)
                    for item in (headers.oddHeader, headers.oddFooter)
                    for part in (item.left, item.center, item.right)
                ],
            }
    return found


def test_margins_headers_and_grid_lines_are_as_before(
    kept: tuple[Opened, Path], tmp_path: Path
) -> None:
    book, original = kept
    saved, expected = pages(book.document.path), pages(original)
    notice = tmp_path / "notice.xlsx"
    notice.write_bytes(render_sheet(evaluate(book.case).notice))
    expected |= pages(notice)
    assert saved.keys() == expected.keys()
    for title, page in expected.items():
        assert saved[title] == page, title
    assert expected[NOTICE_SHEET]["words"][1][1:] == ("Times New Roman,Regular", 13, None)


def test_a_margin_and_a_footer_that_a_person_sets_stay() -> None:
    page = notice_page()
    xml = page.replace(b'left="1.18', b'left="0.78').replace(b"&amp;P", b"trang &amp;P")
    assert xml != page
    assert mended_page(xml, page, is_notice=False) == xml
    # On the notice the text keeps its distance from the header, which LibreOffice forgets.
    xml = re.sub(rb'top="[^"]*"', b'top="0.61"', xml)
    top = float(re.findall(rb'top="([^"]*)"', mended_page(xml, page, is_notice=True))[0])
    assert top == pytest.approx(20 / 25.4, abs=0.001)
    assert b"trang &amp;P" in mended_page(xml, page, is_notice=True)


def test_the_original_vba_and_ribbon_come_back(kept: tuple[Opened, Path]) -> None:
    book, original = kept
    saved, first = parts(book.document.path), parts(original)
    assert saved["xl/vbaProject.bin"] == first["xl/vbaProject.bin"]
    assert "BridgeServer" not in read_vba_project(saved["xl/vbaProject.bin"])
    assert saved["customUI/customUI14.xml"].decode() == ribbon_xml()
    assert saved["_rels/.rels"].count(b"customUI14.xml") == 1
    types = saved["[Content_Types].xml"].decode()
    assert "macroEnabled.main+xml" in types
    for name in re.findall(r'PartName="/([^"]+)"', types):
        assert name in saved, name


def test_every_relationship_leads_to_a_part(kept: tuple[Opened, Path]) -> None:
    saved = parts(kept[0].document.path)
    for name, data in saved.items():
        if not name.endswith(".rels"):
            continue
        ids = re.findall(r'Id="([^"]+)"', data.decode())
        assert len(ids) == len(set(ids)), name
        folder = name.replace("_rels/", "").rpartition("/")[0]
        for target, external in re.findall(
            r'Target="([^"]+)"(?: TargetMode="(\w+)")?', data.decode()
        ):
            if external or target.startswith("#"):
                continue
            path = target[1:] if target.startswith("/") else f"{folder}/{target}".lstrip("/")
            while "/../" in path:
                path = re.sub(r"[^/]+/\.\./", "", path, count=1)
            assert path in saved, (name, target)


def test_code_names_hidden_sheets_and_calculation_are_as_before(
    kept: tuple[Opened, Path],
) -> None:
    book, original = kept
    found = load_workbook(book.document.path)
    first = load_workbook(original)
    for sheet in first.worksheets:
        twin = found[sheet.title]
        assert twin.sheet_properties.codeName == sheet.sheet_properties.codeName, sheet.title
        assert twin.sheet_state == sheet.sheet_state, sheet.title
        assert bool(twin.protection.sheet) is bool(sheet.protection.sheet), sheet.title
    assert found.code_name == first.code_name
    calc = [
        re.search(rb"<calcPr[^>]*/>", parts(p)["xl/workbook.xml"])
        for p in (book.document.path, original)
    ]
    assert calc[0] and calc[1] and calc[0][0] == calc[1][0]


def test_the_buttons_are_bound_as_before(kept: tuple[Opened, Path]) -> None:
    saved = parts(kept[0].document.path)
    drawn = b"".join(data for name, data in saved.items() if "vmlDrawing" in name).decode()
    tiles = b"".join(data for name, data in saved.items() if "tiles.xml" in name).decode()
    sheets = [*kept[0].layout.sheets]
    for action in ACTIONS:
        own = sum(action in on_sheet(sheet) for sheet in sheets)
        assert drawn.count(f"<x:FmlaMacro>[0]!{action.macro}</x:FmlaMacro>") == own, action.id
        assert tiles.count(f'<xdr:sp macro="[0]!{action.macro}"') == bool(action.home), action.id


def validations(sheet: Any) -> dict[str, tuple[Any, ...]]:
    """Return what each area of a sheet takes, in the words of its sentences too."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        compares = rule.type not in ("list", "custom")
        way = ((rule.operator or "between") if compares else "", rule.formula2)
        texts = (rule.error, rule.errorTitle, rule.prompt, rule.promptTitle)
        kind = (rule.type, rule.formula1, bool(rule.allowBlank), bool(rule.showErrorMessage))
        found |= {str(area): (*kind, *way, *texts) for area in rule.sqref.ranges}
    return found


def conditions(sheet: Any) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            formulas = [text.removeprefix("_xlfn.") for text in rule.formula]
            formulas = [text.replace("_xlfn.", "") for text in formulas]
            fill = rule.dxf and rule.dxf.fill and rule.dxf.fill.bgColor.rgb
            found.setdefault(str(area.sqref), []).append((rule.type, formulas, fill))
    return found


def look(sheet: Any) -> dict[str, Any]:
    """Return what a person sees of a sheet beside its cells."""
    colour = sheet.sheet_properties.tabColor
    columns = {
        number: (round(dimension.width), dimension.hidden)
        for dimension in sheet.column_dimensions.values()
        for number in range(dimension.min, dimension.max + 1)
    }
    return {
        "frozen": sheet.freeze_panes,
        "grid": sheet.sheet_view.showGridLines,
        "tab": colour and colour.rgb,
        "columns": columns,
        "titles": (sheet.print_title_rows, sheet.print_title_cols, str(sheet.print_area)),
        "fits": (sheet.page_setup.orientation, sheet.page_setup.fitToWidth or 1),
        "footer": (sheet.oddFooter.left.text, sheet.oddFooter.right.text),
        "notes": {
            cell.coordinate: cell.comment.text
            for row in sheet.iter_rows()
            for cell in row
            if cell.comment
        },
    }


def test_formulas_rules_and_validations_are_all_there(kept: tuple[Opened, Path]) -> None:
    book, original = kept
    found, first = load_workbook(book.document.path), load_workbook(original)
    for title in ("Tính điểm", "Bảng điểm", "Số liệu", "Đính chính"):
        for row, twin_row in zip(first[title].iter_rows(), found[title].iter_rows(), strict=False):
            for cell, twin in zip(row, twin_row, strict=False):
                if cell.data_type == "f":
                    assert twin.data_type == "f", (title, cell.coordinate)
    for sheet in first.worksheets:
        assert validations(found[sheet.title]) == validations(sheet), sheet.title
        assert conditions(found[sheet.title]) == conditions(sheet), sheet.title
        if sheet.sheet_state == "visible":
            assert look(found[sheet.title]) == look(sheet), sheet.title
    arrays = [
        sorted(
            cell.value.ref
            for row in sheet.iter_rows()
            for cell in row
            if hasattr(cell.value, "ref")
        )
        for sheet in (first["Tính điểm"], found["Tính điểm"])
    ]
    assert arrays[0] == arrays[1]
    assert len(arrays[0]) == 1


def test_what_may_be_done_on_protected_sheets_stays(kept: tuple[Opened, Path]) -> None:
    book, original = kept
    found, first = (Package(path.read_bytes()) for path in (book.document.path, original))

    def guarded(package: Package, title: str) -> tuple[set[str], set[tuple[str, str]]]:
        xml = package.parts[package.sheets()[title]]
        areas = elements(xml, "protectedRange")
        protection = [item.attributes for item in elements(xml, "sheetProtection")]
        given = {k for item in protection for k, v in item.items() if v in ("0", "false")}
        return given, {(a.attributes["name"], a.attributes["sqref"]) for a in areas}

    assert any(guarded(first, title)[1] for title in first.sheets())
    for title in first.sheets():
        assert guarded(found, title) == guarded(first, title), title


def test_it_opens_again_and_goes_on(kept: tuple[Opened, Path], office: Office) -> None:
    book, _ = kept
    again = computed(office, book.case, book.document.path)
    assert titles(again) == titles(book)
    for sheet_id in ("scores", "figures"):
        assert differences(shown(book.case, sheet_id), again.read(sheet_id)) == []
    before = shown_on_notice(book)
    assert said_beyond_done(press(again, "MakeNotice")) == ""
    assert shown_on_notice(again) == before


def test_the_file_of_before_the_first_save_is_kept(
    opened: Opened, bundled: tuple[Case, Path]
) -> None:
    path = opened.document.path
    assert not backup_of(path).exists()
    for text in ("7", "8"):
        opened.type("counts", opened.count_cell(opened.case.counts[0].agency, "hs_tong"), text)
        opened.document.do("save")
    assert backup_of(path).read_bytes() == bundled[1].read_bytes()
    assert path.read_bytes() != bundled[1].read_bytes()


def test_a_save_that_python_misses_is_mended_when_the_file_is_opened_again(
    opened: Opened, office: Office, bundled: tuple[Case, Path], tmp_path: Path
) -> None:
    path = tmp_path / "BoChiSo.xlsm"
    opened.type("counts", opened.count_cell(opened.case.counts[0].agency, "hs_tong"), "7")
    opened.document.bridge.broken = True
    try:
        opened.document.do("save")
    finally:
        opened.document.bridge.broken = False
    shutil.copy(opened.document.path, path)
    assert not is_mended(path.read_bytes())
    with pytest.raises(InputError, match=re.escape(backup_of(path).name)):
        office.open(path)
    shutil.copy(backup_of(opened.document.path), backup_of(path))
    office.open(path)
    assert is_mended(path.read_bytes())
    assert parts(path)["xl/vbaProject.bin"] == parts(bundled[1])["xl/vbaProject.bin"]
    assert read_workbook(path).counts[0].cells["hs_tong"] == "7"


def test_what_cannot_be_mended_is_told_with_the_place_of_the_file_of_before(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, office = opened.document.path, opened.document.office
    monkeypatch.setitem(office._originals, path.resolve(), b"no workbook")
    office.dialogs.said.clear()
    opened.document.do("save")
    (sentence,) = office.dialogs.said
    assert path.name in sentence
    assert backup_of(path).name in sentence
    assert backup_of(path).exists()
    office.bridge.errors.clear()


def test_mending_twice_changes_nothing_more(kept: tuple[Opened, Path]) -> None:
    content, original = kept[0].document.path.read_bytes(), kept[1].read_bytes()
    once = mended(content, original)
    found = {}
    for data in (content, once):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            found[data] = {name: package.read(name) for name in package.namelist()}
    # The drawn parts get their names anew; everything else is as it was.
    assert len(found[once]) == len(found[content])
    for name in ("xl/vbaProject.bin", "xl/workbook.xml", "_rels/.rels", "customUI/customUI14.xml"):
        assert found[once][name] == found[content][name]
