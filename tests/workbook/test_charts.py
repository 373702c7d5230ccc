"""Biểu đồ: native charts on pages of their own, drawn from values and not from Python."""

import re
from functools import cache

from openpyxl.utils import range_boundaries

from bpindex.remarks.chart_data import bars_of, pages_of
from bpindex.sheets.layout import layout_of
from bpindex.workbook.chart_facts import BARS
from bpindex.workbook.system_sheets import FACTS_SHEET
from tests.strategies import base_case
from tests.workbook.built import book, xml_of
from tests.workbook.editing import bundled_workbook, parts_of

LAYOUT = layout_of(base_case().index)
TITLE = LAYOUT["charts"].title
_AREA = re.compile(r"<c:f>'([^']+)'!([^<]+)</c:f>")


@cache
def charts() -> list[str]:
    """Return the charts of the sheet; Phiếu đơn vị has one of its own."""
    parts = parts_of(bundled_workbook())
    names = sorted((n for n in parts if re.fullmatch(r"xl/charts/chart\d+\.xml", n)), key=len)
    every = [parts[name].decode() for name in names]
    return [xml for xml in every if FACTS_SHEET in xml]


def test_there_is_a_ranking_of_each_page_and_two_charts_of_an_agency() -> None:
    pages = pages_of(bars_of(base_case()))
    assert len(charts()) == len(pages) + 2
    assert ["c:lineChart" in xml for xml in charts()] == [True] + [False] * (len(pages) + 1)
    for (first, last), xml in zip(pages, charts()[2:], strict=True):
        found = {(title, *range_boundaries(area)[1::2]) for title, area in _AREA.findall(xml)}
        assert found == {(FACTS_SHEET, first, last)}
        assert xml.count("<c:ser>") == 2
    sheet = book(values=True)[TITLE]
    shown = [row[0].value for row in sheet.iter_rows() if row[0].value]
    assert [text for text in shown if "hạng 1 đến" in text] == [
        "Sở, ngành: tổng điểm tháng 02/2024, hạng 1 đến 18",
        "Cấp huyện: tổng điểm tháng 02/2024, hạng 1 đến 11",
    ]


def test_nothing_that_is_drawn_follows_from_a_formula_of_python() -> None:
    """LibreOffice asks for it while Python computes, and all that follows would stay blank."""
    of_python = {LAYOUT[name].title for name in ("scores", "figures")}
    own = {cell for xml in charts() for cell in _AREA.findall(xml)}
    assert {title for title, _ in own} == {FACTS_SHEET}
    sheet = book(values=False)[FACTS_SHEET]
    formulas = [
        str(cell.value)
        for row in sheet.iter_rows(min_col=BARS)
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(formulas) > 40
    for text in formulas:
        assert not of_python & set(re.findall(r"'([^']+)'!", text)), text
        # Nor from what stands beside the agencies, which does.
        columns = re.findall(rf"'{re.escape(FACTS_SHEET)}'!\$([A-Z]+)\$", text)
        assert not {"A", "B", "C", "D", "E", "F"} & set(columns), text


def test_each_page_begins_with_a_heading_and_is_a4_upright() -> None:
    xml = xml_of(TITLE)
    assert 'paperSize="9"' in xml
    assert 'orientation="portrait"' in xml
    assert "fitToPage" not in xml
    breaks = [int(row) for row in re.findall(r'<brk id="(\d+)"', xml)]
    sheet = book(values=True)[TITLE]
    assert len(breaks) == len(charts()) - 2
    assert all("hạng 1 đến" in sheet.cell(row + 1, 1).value for row in breaks)
    # 15 points a row, on a page of 842 points with its margins.
    assert max(b - a for a, b in zip([0, *breaks], breaks, strict=False)) * 15 < 842 - 101
    assert "<sheetProtection" in xml
    unlocked = book(values=False)[TITLE]["C3"]
    assert not unlocked.protection.locked


def test_the_agency_is_chosen_by_name_from_a_list() -> None:
    (rule,) = book(values=False)[TITLE].data_validations.dataValidation
    assert str(rule.sqref) == "C3:E3"
    assert f"'{LAYOUT['agencies'].title}'!$B$" in rule.formula1
    assert book(values=True)[TITLE]["C3"].value == base_case().valid_agencies[0].name
