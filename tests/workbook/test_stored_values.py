"""Every formula of the built workbook stores the value that it will show."""

import math
import re
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.formula import ArrayFormula

from bpindex.case.keys import PROVINCE
from bpindex.cells.score_array import array_of
from bpindex.cells.score_blocks import ScoreSheet
from bpindex.sheets.model import ROOM
from bpindex.workbook.system_sheets import FACTS_SHEET
from tests.workbook.built import book, xml_of

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


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

    def one(self, reference: str, place: str) -> Any:
        """Return what a cell holds, or a place in an area: one by number, or that of this row."""
        home, _, cell = place.rpartition("!")
        if found := re.fullmatch(r"INDEX\((.*),(.*)\)", reference):
            area, number = found.groups()
            if number.isdecimal():
                return self.area(area)[int(number) - 1][0]
            row = re.sub(r"\D", "", cell)
            reference = re.sub(r"\$([A-Z]+):.*", rf"'{home}'!\g<1>{row}", area)
        return self.area(reference)[0][0]

    def value_of(self, text: str, home: str) -> Any:
        """Return the value of one of the seven kinds of formula in the workbook."""
        if found := re.fullmatch(r"=([A-Z]+\d+)", text):
            return self.area(f"'{home.rpartition('!')[0]}'!{found[1]}")[0][0]
        if found := re.fullmatch(r'=HYPERLINK\("#\'([^"]+)\'!([A-Z]+\d+)","([^"]+)"\)', text):
            assert found[3] == f"{found[1]}!{found[2]}"
            return found[3]
        area = r"(?:'[^']+'!)?\$[A-Z]+\$?\d*:\$[A-Z]+\$?\d*"
        cell = rf"(?:'[^']+'!\$?[A-Z]+\$?\d+|INDEX\({area},(?:\d+|ROW\(\))\))"
        if found := re.fullmatch(rf"=({cell})", text):
            return self.one(found[1], home)
        if re.fullmatch(rf'={cell}(&(?:"[^"]*"|{cell}))+', text):
            parts = re.findall(rf'"([^"]*)"|({cell})', text)
            return "".join(str(self.one(of, home) or "") if of else word for word, of in parts)
        if found := re.fullmatch(rf'=IF\(({cell})="","",({cell})\)', text):
            assert found[1] == found[2]
            return self.one(found[1], home)
        province = rf'IF\((?:{cell})="{PROVINCE}",({cell}),""\)'
        lookup = (
            rf'=IF\(({cell})="","",IFERROR\(VLOOKUP\(({cell}),({area}),2,FALSE\),{province}\)\)'
        )
        if found := re.fullmatch(lookup, text):
            wanted = self.one(found[1], home)
            if wanted in (None, ""):
                return ""
            other = self.one(found[4], home) if wanted == PROVINCE else ""
            return next((row[1] for row in self.area(found[3]) if row[0] == wanted), other)
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
        own = ("Trang chính", "Phiếu đơn vị", "Nếu thì", "Biểu đồ", FACTS_SHEET)
        if sheet.title in own:
            # Formulas of every kind: another engine computes them, see test_home, test_slip.
            continue
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f" or "BP_" in str(getattr(cell.value, "text", cell.value)):
                    continue
                found = stored.values[sheet.title][cell.coordinate].value
                expected = stored.value_of(str(cell.value), f"{sheet.title}!{cell.coordinate}")
                assert same(found, expected), f"{sheet.title}!{cell.coordinate} {cell.value}"
                checked += 1
    assert checked > 2000


def test_the_array_stores_the_values_that_its_function_gives(stored: StoredSheets) -> None:
    cells = (cell for row in stored.formulas["Tính điểm"].iter_rows() for cell in row)
    (array,) = (cell.value for cell in cells if isinstance(cell.value, ArrayFormula))
    call = re.fullmatch(r'=BP_TINHDIEM_KHOI\((.*),"([\d ]+)"\)', str(array.text))
    assert call
    sheets = [stored.area(reference) for reference in call[1].split(",")]
    expected = array_of(ScoreSheet(*sheets), [int(width) for width in call[2].split()])
    found = stored.area(f"'Tính điểm'!{array.ref}")
    assert [len(found), len(found[0])] == [len(expected), len(expected[0])]
    for left, right in zip(found, expected, strict=True):
        assert all(map(same, left, right)), (left, right)


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


def test_a_formula_that_gives_no_text_says_that_it_gives_a_text() -> None:
    """Without a type the stored value would be a number, and none at all."""
    blank = 0
    for sheet in book(values=False).worksheets:
        for cell in re.findall(r"<c ([^>]*)><f[^>]*>[^<]*</f><v></v></c>", xml_of(sheet.title)):
            assert 't="str"' in cell, (sheet.title, cell)
            blank += 1
    assert blank > 500
