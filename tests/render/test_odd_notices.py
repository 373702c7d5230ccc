"""Notices that are large or odd: all of it prints, and no text becomes a formula."""

import io
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from functools import cache

import pytest

from bpindex.case.keys import BlockKind
from bpindex.case.records import DataRow, LateDossier
from bpindex.errors import InputError
from bpindex.page.plan import plan_sheets
from bpindex.page.told import told_of
from bpindex.render.sheet import APPENDIX_SHEET, NOTICE_SHEET, render_sheet
from tests.changed_cases import notice_of
from tests.render.sheets import (
    MAIN,
    TEXT_HEIGHT_PT,
    TEXT_WIDTH_PT,
    Sheet,
    plain,
    sheet,
    with_agencies,
    with_late,
    with_wording,
)
from tests.strategies import base_case

FORMULAS = ("=1+1", "+x", "-y", "@z", '=HYPERLINK("http://x";"y")', "#N/A", "'0123", "007", "TRUE")


@pytest.mark.parametrize("count", [150, 1000])
def test_many_agencies_all_print(count: int) -> None:
    case = with_agencies(count)
    made = Sheet(render_sheet(notice_of(case)))
    found = [key.split(":")[2] for key in made.keys.values() if key.startswith("row:")]
    assert sorted(found) == sorted([*(a.code for a in case.agencies), "tinh", "tinh"])
    for rows in made.pages():
        assert made.height(rows) <= TEXT_HEIGHT_PT
    assert len(made.pages()) <= 1026  # what Excel can break by hand


def test_a_note_widens_the_note_column() -> None:
    typed = tuple(
        replace(row, cells={**row.cells, "note": "Số liệu theo Cổng DVCQG"})
        if row.agency == "so-y-te"
        else row
        for row in base_case().typed
    )
    made = Sheet(render_sheet(notice_of(replace(base_case(), typed=typed))))
    assert made.text(f"P{made.row('row:so-nganh:so-y-te')}") == "Số liệu theo Cổng DVCQG"
    assert made.width("P", "P") > 1.5 * sheet().width("P", "P")
    scale = made.cells.page_setup.scale / 100
    assert scale >= 0.97
    assert made.width("B", "P") * scale * 1.03 <= TEXT_WIDTH_PT


@pytest.mark.parametrize(("letters", "is_cut"), [(20, False), (300, True)])
def test_a_cell_higher_than_a_row_can_be_is_told(letters: int, is_cut: bool) -> None:
    cause = " ".join(["nguyên nhân"] * letters)
    told = list(told_of(plan_sheets(notice_of(with_late(1, cause=cause)))))
    assert any("Phụ lục" in text and "bị cắt" in text for text in told) == is_cut


def test_a_text_longer_than_a_cell_keeps_is_refused() -> None:
    with pytest.raises(InputError, match="32767"):
        render_sheet(notice_of(with_late(1, cause="chữ " * 10_000)))


def test_a_paragraph_higher_than_a_row_can_be_is_split() -> None:
    words = " ".join(f"chữ{number}" for number in range(4000))
    made = Sheet(render_sheet(notice_of(with_wording(request=words))))
    rows = [number for number, key in made.keys.items() if key.startswith("block:request")]
    assert len(rows) > 3
    assert " ".join(made.text(f"B{number}") for number in rows) == words
    assert max(item.height or 0 for item in made.cells.row_dimensions.values()) <= 409
    for page in made.pages():
        assert made.height(page) <= TEXT_HEIGHT_PT


def test_no_row_is_higher_than_excel_allows() -> None:
    long = "lý do rất dài " * 80
    typed = tuple(replace(row, cells={"note": long}) for row in base_case().typed[:1])
    case = with_wording(heading_so_nganh=long * 9, subject=long * 9, recipient_1=long * 9)
    case = replace(case, typed=typed, late_dossiers=with_late(1, cause=long * 3).late_dossiers)
    content = render_sheet(notice_of(case))
    for title in (NOTICE_SHEET, APPENDIX_SHEET):
        rows = Sheet(content, title).cells.row_dimensions.values()
        assert max(item.height or 0 for item in rows) == 409


@cache
def risky() -> Sheet:
    """Return the sheet of a notice in which text from outside looks like formulas."""
    agencies = tuple(
        replace(agency, name=text, stt=text)
        for agency, text in zip(base_case().agencies, FORMULAS, strict=False)
    )
    codes = [agency.code for agency in agencies]
    agencies = (*agencies, *base_case().agencies[len(FORMULAS) :])
    cells = dict(zip(codes, FORMULAS, strict=True))
    typed = tuple(
        DataRow(code, {"note": text, "TD_nam_truoc": text, "TT_nam_truoc": text})
        for code, text in cells.items()
    )
    case = with_wording(intro="=1+1", closing="+x", recipient_1="=2+2", signature="@z", title="-y")
    case = replace(case, agencies=agencies, typed=typed)
    late = LateDossier("=1+1", "+x", "-y", status="@z", cause="=3+3", note="#REF!")
    return Sheet(render_sheet(notice_of(replace(case, late_dossiers=(late,)))))


@pytest.mark.parametrize("title", [NOTICE_SHEET, APPENDIX_SHEET])
def test_text_from_outside_never_becomes_a_formula(title: str) -> None:
    made = replace(risky(), title=title)
    assert made.xml.findall(f".//{MAIN}f") == []
    types = {cell.get("t") for cell in made.xml.iter(f"{MAIN}c") if len(cell)}
    assert types == {"inlineStr"}
    quoted = set()
    for row in made.cells.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n")
            assert cell.data_type == "s" or cell.value is None
            if str(cell.value).startswith(("=", "+", "-", "@")):
                # Nor when somebody edits the cell.
                assert cell.quotePrefix, cell.coordinate
                quoted.add(cell.value)
    assert {"=1+1", "+x", "-y", "@z"} <= quoted


def test_such_texts_are_printed_as_they_are() -> None:
    for agency, text in zip(base_case().agencies, FORMULAS, strict=False):
        number = risky().row(f"row:so-nganh:{agency.code}")
        assert [risky().text(f"{letter}{number}") for letter in "BCFHP"] == [text] * 5
    assert risky().block("title").value == "-y"


def test_characters_that_no_workbook_can_hold_are_left_out() -> None:
    agency = replace(base_case().agencies[0], name="Sở\x0b Công\x07 thương\uffff")
    case = with_wording(title="THÔNG\x00 BÁO\x1f\ufffe", request="đoạn\x0b **đậm\x01**")
    case = replace(case, agencies=(agency, *base_case().agencies[1:]))
    made = Sheet(render_sheet(notice_of(case)))
    assert made.text(f"C{made.row('row:so-nganh:so-cong-thuong')}") == "Sở Công thương"
    assert made.block("title").value == "THÔNG BÁO"
    assert plain(made.block("request").value) == "đoạn đậm"
    with zipfile.ZipFile(io.BytesIO(made.content)) as file:
        for name in file.namelist():
            ET.fromstring(file.read(name))


def test_a_notice_without_agencies_or_paragraphs_is_still_a_sheet() -> None:
    keep = {BlockKind.TABLE.value, BlockKind.TITLE.value}
    wording = replace(
        base_case().wording,
        paragraphs=tuple(item for item in base_case().wording.paragraphs if item.kind in keep),
    )
    case = replace(base_case(), agencies=(), counts=(), typed=(), corrections=(), wording=wording)
    made = Sheet(render_sheet(notice_of(case)))
    assert made.block("title").value == "THÔNG BÁO"
    assert [k for k in made.keys.values() if k.startswith("row:")] == [
        "row:so-nganh:tinh",
        "row:cap-huyen:tinh",
    ]
