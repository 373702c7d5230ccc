"""What Excel takes of a file: lengths, counts, the order of elements (its documented limits).

No Excel opens a file here; where one of these does not hold, it would "repair" or refuse it.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from defusedxml import ElementTree
from openpyxl.utils.cell import range_boundaries

from bpindex.render.sheet import render_sheet
from bpindex.workbook.vbaproject import read_vba_project
from tests.changed_cases import notice_of
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook, parts_of

# ECMA-376 part 1, 18.3.1.99 and 18.2.27.
_SHEET = """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells
phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup
headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing
legacyDrawing legacyDrawingHF picture oleObjects AlternateContent controls webPublishItems
tableParts extLst"""
_BOOK = """fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups
externalReferences definedNames calcPr"""
ORDER, BOOK_ORDER = tuple(_SHEET.split()), tuple(_BOOK.split())


@cache
def files() -> dict[str, dict[str, bytes]]:
    notice = render_sheet(notice_of(base_case()))
    return {"workbook": parts_of(bundled_workbook()), "notice": parts_of(notice)}


def roots(pattern: str) -> Iterator[tuple[str, Any]]:
    found = [
        (f"{file}/{name}", ElementTree.fromstring(content))
        for file, parts in files().items()
        for name, content in parts.items()
        if re.fullmatch(pattern, name)
    ]
    assert found
    yield from found


def local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def check_order(name: str, root: Any, order: tuple[str, ...]) -> None:
    places = [order.index(local(child)) for child in root]
    assert places == sorted(places), name
    once = [place for place in places if order[place] != "conditionalFormatting"]
    assert len(once) == len(set(once)), name


def test_elements_stand_in_the_order_of_the_format() -> None:
    for name, root in roots(r"xl/worksheets/sheet\d+\.xml"):
        check_order(name, root, ORDER)
    for name, root in roots(r"xl/workbook\.xml"):
        check_order(name, root, BOOK_ORDER)


def test_elements_out_of_order_would_be_found() -> None:
    for inside in ("<cols/><sheetViews/>", "<sheetData/><sheetData/>"):
        with pytest.raises(AssertionError):
            check_order("", ElementTree.fromstring(f"<worksheet>{inside}</worksheet>"), ORDER)


def test_rows_and_cells_stand_in_order_and_within_the_sheet() -> None:
    for name, root in roots(r"xl/worksheets/sheet\d+\.xml"):
        rows = [int(row.get("r")) for row in root.iter("{*}row")]
        assert all(one < other for one, other in pairwise(rows)), name
        assert max(rows, default=1) <= 1_048_576
        for row in root.iter("{*}row"):
            assert float(row.get("ht", 0)) <= 409.5, name
            columns = [range_boundaries(cell.get("r"))[0] for cell in row]
            assert all(one < other for one, other in pairwise(columns)), name
            assert max(columns, default=1) <= 16_384
        widths = [float(column.get("width", 0)) for column in root.iter("{*}col")]
        assert max(widths, default=0) <= 255, name
        assert len(list(root.iter("{*}brk"))) <= 1_026


def test_texts_and_formulas_are_no_longer_than_a_cell_takes() -> None:
    for name, root in roots(r"xl/sharedStrings\.xml"):
        for item in root:
            assert len("".join(item.itertext())) <= 32_767, name
    for name, root in roots(r"xl/worksheets/sheet\d+\.xml"):
        for tag in ("f", "formula", "formula1", "formula2"):
            for formula in root.iter(f"{{*}}{tag}"):
                assert len(formula.text or "") <= 8_192, name
        for rule in root.iter("{*}dataValidation"):
            for key, most in (("promptTitle", 32), ("errorTitle", 32)):
                assert len(rule.get(key, "")) <= most, name
            for key in ("prompt", "error"):
                assert len(rule.get(key, "")) <= 255, name
            for formula in rule.iter("{*}formula1"):
                assert len(formula.text) <= 255, name
        for tag in ("oddHeader", "oddFooter"):
            for text in root.iter(f"{{*}}{tag}"):
                assert len(text.text or "") <= 255, name


def test_no_merged_or_validated_areas_overlap() -> None:
    for name, root in roots(r"xl/worksheets/sheet\d+\.xml"):
        for tag, key in (("mergeCell", "ref"), ("dataValidation", "sqref")):
            areas = [
                range_boundaries(part)
                for item in root.iter(f"{{*}}{tag}")
                for part in item.get(key).split()
            ]
            cells = [
                (row, column)
                for left, top, right, bottom in areas
                for row in range(top, bottom + 1)
                for column in range(left, right + 1)
            ]
            assert len(cells) == len(set(cells)), (name, tag)


def test_names_are_those_that_excel_allows() -> None:
    for name, root in roots(r"xl/workbook\.xml"):
        titles = [sheet.get("name") for sheet in root.iter("{*}sheet")]
        assert len({title.casefold() for title in titles}) == len(titles)
        for title in titles:
            assert 0 < len(title) <= 31, name
            assert not re.search(r"[\[\]:*?/\\]|^'|'$", title), title
        keys = [
            (item.get("localSheetId"), item.get("name").casefold())
            for item in root.iter("{*}definedName")
        ]
        assert len(keys) == len(set(keys))
        for item in root.iter("{*}definedName"):
            assert re.fullmatch(r"[A-Za-z_\\][\w.\\]{0,254}", item.get("name"))
            # Neither a cell nor its row and column.
            assert not re.fullmatch(r"[A-Za-z]{1,3}\d+|[RrCc]\d*", item.get("name"))
            assert len(item.text) <= 8_192


def test_styles_are_few_enough_and_are_all_there() -> None:
    for name, root in roots(r"xl/styles\.xml"):
        counts = {local(child): len(child) for child in root}
        assert counts["cellXfs"] <= 65_490
        assert counts["fonts"] <= 1_024
        for child in root:
            assert int(child.get("count", len(child))) == len(child), (name, local(child))
        for style in root.find("{*}cellXfs"):
            for key, table in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
                assert int(style.get(key, 0)) < counts[table], name
        names = [style.get("name") for style in root.iter("{*}cellStyle")]
        assert all(len(text) <= 255 for text in names)
        assert len(names) == len(set(names))
    for name, root in roots(r"xl/worksheets/sheet\d+\.xml"):
        styles = ElementTree.fromstring(files()[name.partition("/")[0]]["xl/styles.xml"])
        most = len(styles.find("{*}cellXfs"))
        assert all(int(cell.get("s", 0)) < most for cell in root.iter("{*}c")), name


def test_notes_and_the_ribbon_hold_no_more_than_excel_shows() -> None:
    for name, root in roots(r"xl/comments\d+\.xml"):
        for item in root.iter("{*}comment"):
            assert 0 < len("".join(item.itertext())) <= 32_767, name
    for _, root in roots(r"customUI/customUI14\.xml"):
        ids = [item.get("id") for item in root.iter() if item.get("id")]
        assert len(ids) == len(set(ids))
        for item in root.iter():
            for key in ("label", "screentip", "supertip", "imageMso", "keytip"):
                assert len(item.get(key, "")) <= 1_024
            assert len(item.get("keytip", "")) <= 3


@pytest.mark.parametrize("module", ["BoChiSo_Main", "BoChiSo_Run", "ThisWorkbook", "xlwings"])
def test_modules_are_within_what_vba_takes(module: str) -> None:
    source = read_vba_project(files()["workbook"]["xl/vbaProject.bin"])[module]
    assert len(module) <= 31
    lines = source.split("\r\n")
    assert len(lines) <= 65_534
    assert max(map(len, lines)) <= 1_023
    run = 0
    for line in lines:
        run = run + 1 if line.endswith(" _") else 0
        assert run <= 24
    assert all(len(name) <= 255 for name in re.findall(r"\b[A-Za-z]\w*", source))
