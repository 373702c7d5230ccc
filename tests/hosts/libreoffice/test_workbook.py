"""The workbook of `bpindex build` in LibreOffice: opened, computed by our VBA, typed into, printed.

Our VBA and our worksheet functions run unchanged; only xlwings' own module, which LibreOffice
cannot compile, has a shim in its place. Nothing here runs in Excel.
"""

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bpindex.case.model import Case
from bpindex.codec.fields import cell_text
from bpindex.sheets.layout import layout_of
from bpindex.sheets.model import ROOM, Capacity, Sheet
from bpindex.words.guide import STATE_HELP
from bpindex.workbook.actions import ACTIONS
from bpindex.workbook.build import build_workbook
from tests.changed_cases import case_of
from tests.hosts.libreoffice.books import (
    ARRAY,
    COMPUTED,
    STATE_CELL,
    Opened,
    computed,
    differences,
)
from tests.hosts.libreoffice.cases import Grid, area_of, grid_of, shown
from tests.hosts.libreoffice.office import Office
from tests.hosts.libreoffice.render import BAD_TEXTS, render
from tests.hosts.libreoffice.waiting import eventually
from tests.workbook.built import print_areas
from tests.workbook.editing import sheet_alone

# Opening


def test_it_opens_with_every_sheet_and_its_figures(
    office: Office, bundled: tuple[Case, Path]
) -> None:
    case, path = bundled
    document = office.open_copy(path, with_python=False)
    file_sheets = load_workbook(path, read_only=True).worksheets
    expected = [[sheet.title, sheet.sheet_state == "visible"] for sheet in file_sheets]
    assert [[title, visible] for title, visible, _ in document.do("sheets")] == expected
    shown_titles = [title for title, visible in expected if visible]
    assert shown_titles == [sheet.title for sheet in layout_of(case.index).sheets.values()]
    assert document.do("active_sheet") == shown_titles[0]
    # Its figures stand there before Python runs; the blocks of Tính điểm do not, because
    # LibreOffice reads array formulas without their values.
    found = Opened(document, case, path).read("figures")
    assert differences(shown(case, "figures"), found) == []


@pytest.mark.parametrize(
    "sheet_id", ["settings", "agencies", "index", "counts", "typed", "corrections", "wording"]
)
def test_what_staff_typed_is_read_as_it_was_written(book: Opened, sheet_id: str) -> None:
    expected = shown(book.case, sheet_id)
    assert expected
    assert differences(as_office_gives(expected), book.read(sheet_id)) == []


def as_office_gives(grid: Grid) -> Grid:
    """Numbers as they are, dates as the numbers behind them, the rest as texts."""
    as_given: Grid = {}
    for at, value in grid.items():
        if isinstance(value, date):
            value = (value - date(1899, 12, 30)).days
        is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
        as_given[at] = float(value) if is_number else cell_text(value)
    return as_given


def test_every_button_is_bound_to_its_macro(book: Opened) -> None:
    tiles = book.document.do("tiles", book.layout["home"].title)
    bound = [(caption, script.split("?")[0]) for caption, script, *_ in tiles]
    main = "vnd.sun.star.script:VBAProject.BoChiSo_Main"
    assert sorted(bound) == sorted(
        (f"nút: {action.caption}", f"{main}.{action.macro}") for action in ACTIONS if action.home
    )
    for (x, y, width, height), (left, top, *_) in combinations((item[2:] for item in tiles), 2):
        # In the order of the rows, in each from left to right, a hair of rounding apart.
        assert left >= x + width - 3 or top >= y + height - 3 or top + height <= y


def test_the_register_button_shows_the_register(book: Opened) -> None:
    document, captions = book.document, {item.macro: item.caption for item in ACTIONS}
    document.bridge.forget()
    document.do("press", book.layout["home"].title, captions["GoToRegister"])
    title = book.layout["corrections"].title
    assert eventually(lambda: document.do("active_sheet"), title) == title
    assert document.bridge.commands == []


def test_the_other_buttons_run_the_python_host(opened: Opened) -> None:
    document, captions = opened.document, {item.macro: item.caption for item in ACTIONS}
    functions = {
        "CheckData": "check_data",
        "MakeNotice": "make_notice",
        "ExplainFigure": "explain_figure",
    }
    for macro, function in functions.items():
        document.bridge.forget()
        document.do("press", opened.layout["home"].title, captions[macro])
        commands = [f"import bpindex.hosts.macros as host; host.{function}()"]
        ran = eventually(lambda: [name for name, _ in document.bridge.commands], commands)
        assert ran == commands


# Computing


def stored(path: Path, sheet: Sheet) -> Grid:
    """The values that the file keeps for the blocks of a sheet."""
    worksheet = sheet_alone(path.read_bytes(), sheet.title, values=True)
    grid: Grid = {}
    for block in sheet.blocks:
        rows = [[cell.value for cell in row] for row in worksheet[area_of(block)]]
        grid.update(grid_of(block, rows))
    return grid


@pytest.mark.filterwarnings("ignore:.*xtension is not supported")
@pytest.mark.parametrize("sheet_id", COMPUTED)
def test_vba_and_python_give_the_values_that_the_file_holds(book: Opened, sheet_id: str) -> None:
    expected = stored(book.path, book.layout[sheet_id])
    assert len(expected) > 29 * 12
    assert differences(expected, book.read(sheet_id)) == []


@pytest.mark.parametrize("agencies", [5, 29, ROOM.agencies])
def test_a_recalculation_calls_python_as_often_for_any_number_of_agencies(
    office: Office, folder: Path, agencies: int
) -> None:
    case = case_of(agencies)
    path = folder / f"{agencies}.xlsm"
    path.write_bytes(build_workbook(case))
    book = computed(office, case, path)
    book.document.do("calculate")
    found = {sheet_id: book.read(sheet_id) for sheet_id in COMPUTED}
    assert office.bridge.calls == Counter([ARRAY, STATE_CELL])
    for sheet_id in COMPUTED:
        assert differences(shown(case, sheet_id), found[sheet_id]) == []
    if agencies == ROOM.agencies:
        every_page_repeats_its_headers(book, folder)


def every_page_repeats_its_headers(book: Opened, folder: Path) -> None:
    """With many rows a list takes several pages, each with the column titles."""
    titles = {name: book.layout[name].title for name in ("agencies", "counts", "scores", "figures")}
    pages = render(book.document, folder, list(titles.values()))
    for sheet_id, title in titles.items():
        assert len(pages[title]) > 1, title
        sheet = book.layout[sheet_id]
        shown = (n for n in range(1, 9) if n not in sheet.hidden_columns)
        first = sheet.blocks[0].columns[next(shown) - 1].title
        for page in pages[title]:
            assert first in page.text, (title, page.number)


def test_single_functions_work_in_any_cell(book: Opened) -> None:
    title, results = book.layout["findings"].title, []
    for formula in (
        "=BP_TYLE(45;100)",
        "=BP_DIEM(45;100;20)",
        "=BP_DIEM(45;100;20;50)",
        "=BP_XEPLOAI(91)",
        "=BP_INRA(46,05)".replace(",", "."),
        '=BP_INRA(46.05;1;".")',
    ):
        book.document.do("set_formula", title, "H5", formula)
        results.append(book.cell("findings", "H5"))
    best = book.case.index.grades[0].name
    assert results == [45, 9, 18, best, "46,1", "46.1"]


def test_bad_arguments_give_an_error_value_and_no_traceback(book: Opened) -> None:
    title = book.layout["findings"].title
    for formula in ('=BP_TYLE("a";1)', "=BP_TYLE(5;1)", "=BP_DIEM(1;0;20)", "=BP_XEPLOAI(-1)"):
        book.document.do("set_formula", title, "H5", formula)
        # LibreOffice has no error values from macros: it shows their number.
        assert book.cell("findings", "H5") == "Error 2015", formula
    book.document.do("set_formula", title, "H5", "")


def test_cells_recover_when_python_comes_back(opened: Opened) -> None:
    before = opened.read("scores")
    opened.document.bridge.broken = True
    try:
        opened.document.do("calculate")
        broken = opened.read("scores")
    finally:
        opened.document.bridge.broken = False
    assert "Error 2015" in broken.values()
    assert not any("relay" in str(value) for value in broken.values())
    opened.document.do("calculate")
    assert opened.read("scores") == before


# Printing


def test_no_page_shows_an_error_or_a_number_that_does_not_fit(
    office: Office, bundled: tuple[Case, Path], tmp_path: Path
) -> None:
    case, path = bundled[0], tmp_path / "small.xlsm"
    path.write_bytes(build_workbook(case, Capacity(agencies=40)))
    book = computed(office, case, path)
    pages = render(book.document, tmp_path)
    assert list(pages) == [sheet.title for sheet in book.layout.sheets.values()]
    prose = BAD_TEXTS.findall(STATE_HELP)
    for title, its_pages in pages.items():
        found = [text for page in its_pages for text in page.bad_texts]
        assert found == (prose if title == book.layout["guide"].title else []), title


def test_rows_that_are_prepared_and_blank_are_no_paper(
    office: Office, bundled: tuple[Case, Path], tmp_path: Path
) -> None:
    """LibreOffice knows no computed print area: it printed some 230 pages, 36 of no dossier."""
    case, path = bundled[0], tmp_path / "whole.xlsm"
    path.write_bytes(build_workbook(case))
    book = computed(office, case, path)
    pages = render(book.document, tmp_path)
    late, counts, index = (book.layout[i].title for i in ("late_dossiers", "counts", "index"))
    # Two pages wide: one row of titles.
    assert len(pages[late]) == 2
    assert len(pages[counts]) <= 6
    # In parts, none of which is cut through its columns: 1.1 and what is behind it on one page.
    assert len(pages[index]) <= 5
    [one] = [page.text for page in pages[index] if "Tử số" in page.text and "1.1" in page.text]
    assert "Khi đó" in one and "Xếp loại theo tổng điểm" not in one
    assert all(len(page.text.splitlines()) > 10 for page in pages[index])
    assert sum(map(len, pages.values())) < 110, {name: len(each) for name, each in pages.items()}
    # What is typed below prints with the next print.
    book.type("late_dossiers", "A300", "H99.001")
    assert "H99.001" in "".join(page.text for page in render(book.document, tmp_path)[late])
    # Excel's formula of a print area is in the file that is saved.
    book.document.do("save")
    assert print_areas(path.read_bytes()) == print_areas(build_workbook(case))
