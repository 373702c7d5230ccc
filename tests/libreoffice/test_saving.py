"""Saved in LibreOffice, the workbook stays one for Excel: VBA, buttons, ribbon, hidden sheets."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bpindex.case import Case
from bpindex.hosts.libreoffice.saved_file import mended
from bpindex.notice.sheet import NOTICE_SHEET
from bpindex.workbook import guide
from bpindex.workbook.read import read_with_harvest, read_workbook
from bpindex.workbook.vbaproject import read_vba_project, ribbon_xml
from tests.libreoffice.books import Opened, computed, differences
from tests.libreoffice.cases import shown
from tests.libreoffice.office import Office
from tests.libreoffice.test_notice import press, shown_on_notice, titles

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture
def kept(opened: Opened, bundled: tuple[Case, Path]) -> tuple[Opened, Path]:
    """The workbook after a notice was made and it was saved with Ctrl-S; the original's path."""
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
    for macro in [macro for _, macro, _ in guide.BUTTONS] + [m for m, _ in guide.REGISTER_BUTTONS]:
        assert drawn.count(f"<x:FmlaMacro>[0]!{macro}</x:FmlaMacro>") == 1, macro


def test_formulas_rules_and_validations_are_all_there(kept: tuple[Opened, Path]) -> None:
    book, original = kept
    found, first = load_workbook(book.document.path), load_workbook(original)
    for title in ("Tính điểm", "Bảng điểm", "Số liệu", "Đính chính"):
        for row, twin_row in zip(first[title].iter_rows(), found[title].iter_rows(), strict=False):
            for cell, twin in zip(row, twin_row, strict=False):
                if cell.data_type == "f":
                    assert twin.data_type == "f", (title, cell.coordinate)
        assert (
            len(found[title].data_validations.dataValidation)
            == len(first[title].data_validations.dataValidation)
            or title != "Số liệu"
        )
        assert found[title].conditional_formatting, title
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
    assert len(arrays[0]) == 5


def test_it_opens_again_and_goes_on(kept: tuple[Opened, Path], office: Office) -> None:
    book, _ = kept
    again = computed(office, book.case, book.document.path)
    assert titles(again) == titles(book)
    for sheet_id in ("scores", "figures"):
        assert differences(shown(book.case, sheet_id), again.read(sheet_id)) == []
    before = shown_on_notice(book)
    assert press(again, "MakeNotice").said == []
    assert shown_on_notice(again) == before


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
