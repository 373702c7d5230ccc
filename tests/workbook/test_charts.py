"""Biểu đồ: native charts on pages of their own, drawn from values and not from Python."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import range_boundaries

from bpindex.remarks.chart_data import bars_of, pages_of
from bpindex.sheets.layout import layout_of
from bpindex.sheets.model import Capacity
from bpindex.words import charts as texts
from bpindex.workbook.build import build_workbook
from bpindex.workbook.chart_facts import BARS, NOTHING, columns_of
from bpindex.workbook.home.province import MONTHS
from bpindex.workbook.system_sheets import FACTS_SHEET
from tests.strategies import base_case
from tests.workbook.built import book, xml_of
from tests.workbook.editing import bundled_workbook, loaded, parts_of
from tests.workbook.test_independent_readers import without_python

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


@pytest.mark.parametrize(
    "days",
    [
        ("03/2024", "2024-03-01", "2024-03-31"),
        ("03/2024", "2024-01-01", "2024-03-31"),
        ("02/2024", "2024-01-01", "2024-02-29"),
    ],
)
def test_figures_of_another_period_are_not_drawn(days: tuple[str, ...], tmp_path: Path) -> None:
    """What the last check wrote is of the period of that check, whatever is typed after it."""
    ironcalc = pytest.importorskip("ironcalc", reason="not installed: make test does it")
    case, path = base_case(), tmp_path / "book.xlsx"
    workbook = build_workbook(case, Capacity(agencies=35, corrections=12))
    path.write_bytes(without_python(workbook))
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC")
    sheets = loaded(workbook, values=True).sheetnames
    place = sheets.index(FACTS_SHEET)
    bars, groups = len(bars_of(case)), len(case.index.groups)

    def drawn() -> set[Any]:
        """Return what the charts draw of the period itself."""
        model.evaluate()
        (_, *line), (_, *profile), (names, *totals) = map(columns_of, ("line", "profile", "bars"))
        cells = [(MONTHS, column) for column in line]
        cells += [(row, column) for row in range(1, groups + 1) for column in profile]
        cells += [(row, column) for row in range(1, bars + 1) for column in (names, *totals)]
        return {model.get_cell_value(place, *cell) for cell in cells}

    def told() -> set[str]:
        at = sheets.index(TITLE)
        shown = (str(model.get_cell_value(at, row, 1) or "") for row in range(6, 150))
        return {text for text in shown if text not in ("", texts.PROFILE)}

    settings = LAYOUT["settings"].block("settings")
    keys = ("period", "period_from", "period_to")
    rows = [single.key for single in settings.singles]
    assert len(drawn()) > 60 and len(told()) == 2
    for key, text in zip(keys, days, strict=True):
        at, row = sheets.index(LAYOUT["settings"].title), settings.first_row + rows.index(key)
        model.set_user_input(at, row, settings.column_number("value"), text)
    assert drawn() == {NOTHING.value, "", "#N/A"}
    (sentence,) = told()
    assert re.fullmatch(texts.NOT_DRAWN.format(period=".*20.*"), sentence)


def test_what_is_not_known_has_neither_bar_nor_label() -> None:
    """Excel writes #N/A beside the bar of an error, and draws a text as a bar of 0."""
    sheet = book(values=True)["Phiếu đơn vị"]
    columns = [range_boundaries(a) for t, a in _AREA.findall(slip_chart()) if t == sheet.title]
    values = {
        cell
        for left, top, right, bottom in columns
        if bottom and top and bottom > top
        for (cell,) in sheet.iter_rows(top, bottom, left, right, values_only=True)
        if not isinstance(cell, str)
    }
    assert values == {NOTHING.value}
    for xml in (*charts()[1:], slip_chart()):
        assert set(re.findall(r'<c:numFmt formatCode="(0[^"]*)" sourceLinked="0"/><', xml)) <= {
            "0.0;;0.0",
            "0;;0",
        }


def slip_chart() -> str:
    parts = parts_of(bundled_workbook())
    names = [name for name in parts if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
    (xml,) = (x for name in names if FACTS_SHEET not in (x := parts[name].decode()))
    return xml
