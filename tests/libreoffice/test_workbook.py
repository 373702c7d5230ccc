"""The workbook of `bpindex build` in LibreOffice: opened, computed by our VBA, typed into, printed.

Our VBA and our worksheet functions run unchanged; only xlwings' own module, which LibreOffice
cannot compile, has a shim in its place. Nothing here runs in Excel.
"""

import math
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from bpindex import messages
from bpindex.case import Case
from bpindex.counts import State
from bpindex.tables import cell_text
from bpindex.workbook import guide
from bpindex.workbook.build import build_workbook
from bpindex.workbook.layout import MAX_AGENCIES, MAX_TABLES, Kind, Sheet, Who
from bpindex.workbook.read import read_workbook
from bpindex.workbook.sheets import Layout, layout_of, record_choices
from tests.libreoffice.cases import (
    Grid,
    agency_row,
    area_of,
    case_of,
    grid_of,
    shown,
    with_count,
)
from tests.libreoffice.office import Document, Office, missing
from tests.libreoffice.render import BAD_TEXTS, coloured, render

WHY_NOT = missing()
pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT or "-")

# What one recalculation of everything calls, whatever the number of agencies.
BLOCKS = ("BP_TONGHOP_KHOI", "BP_DIEM_KHOI", "BP_TYLE_KHOI", "BP_INRA_KHOI", "BP_INRA_TINH")
STATE_CELL = "BP_TINHTRANG"
COMPUTED = ("scores", "figures")
PRESS_SECONDS = 5
# Fills of the conditional formats: a figure typed over, a wrong cell.
CORRECTED_FILL, WRONG_FILL = "#FFD966", "#F8CBAD"


@dataclass(frozen=True)
class Opened:
    """A case and its workbook, open in LibreOffice."""

    document: Document
    case: Case
    path: Path

    @property
    def layout(self) -> Layout:
        return layout_of(self.case.index)

    def read(self, sheet_id: str) -> Grid:
        """What the blocks of a sheet show, blank cells left out."""
        sheet, grid = self.layout[sheet_id], {}
        for block in sheet.blocks:
            grid.update(grid_of(block, self.document.do("values", sheet.title, area_of(block))))
        return grid

    def count_cell(self, agency: str, count: str) -> str:
        """The address of a count of an agency."""
        block = self.layout["counts"].block("counts")
        rows = [row.agency for row in self.case.counts]
        letter = get_column_letter(block.column_number(count))
        return f"{letter}{block.first_row + rows.index(agency)}"

    def figure_cell(self, agency: str, column: str) -> str:
        """The address of a printed figure of an agency."""
        sheet = self.layout["figures"]
        row = agency_row(self.case, sheet, "figures", agency) + MAX_TABLES
        return f"{get_column_letter(sheet.block('figures').column_number(column))}{row}"

    def type(self, sheet_id: str, cell: str, text: str) -> None:
        """Type into a cell as a person does."""
        self.document.do("type", self.layout[sheet_id].title, cell, text)

    def cell(self, sheet_id: str, cell: str) -> Any:
        """The value of one cell."""
        return self.document.do("values", self.layout[sheet_id].title, cell)[0][0]


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with Office() as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("books")


@pytest.fixture(scope="module")
def bundled(folder: Path) -> tuple[Case, Path]:
    """The bundled case and its workbook."""
    from bpindex.case_files import bundled_case, read_case

    case = read_case(bundled_case())
    path = folder / "bundled.xlsm"
    path.write_bytes(build_workbook(case))
    return case, path


@pytest.fixture(scope="module")
def book(office: Office, bundled: tuple[Case, Path]) -> Opened:
    """The bundled workbook, computed, for tests that only look at it."""
    return computed(office, *bundled)


@pytest.fixture
def opened(office: Office, bundled: tuple[Case, Path]) -> Opened:
    """The bundled workbook, freshly opened and computed, for tests that type into it."""
    return computed(office, *bundled)


def computed(office: Office, case: Case, path: Path) -> Opened:
    """Open a workbook of a case and compute everything once."""
    document = office.open(path)
    document.do("calculate")
    office.relay.forget()
    return Opened(document, case, path)


def eventually(reading: Callable[[], Any], expected: Any) -> Any:
    """What is read once it is as expected, or after some seconds: a press takes its time."""
    deadline = time.monotonic() + PRESS_SECONDS
    while (found := reading()) != expected and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def differences(expected: Grid, found: Grid) -> list[tuple[str, Any, Any]]:
    """Address, expected and found value of every cell that differs."""
    return [
        (f"{get_column_letter(at[1])}{at[0]}", expected.get(at), found.get(at))
        for at in sorted(expected.keys() | found.keys())
        if not _same(expected.get(at), found.get(at))
    ]


def _same(one: Any, other: Any) -> bool:
    """Whether two values are the same; a file keeps 16 digits of a number."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-14)
    return bool(one == other)


def changed(before: Grid, after: Grid) -> set[tuple[int, int]]:
    return {at for at in before.keys() | after.keys() if before.get(at) != after.get(at)}


# Opening


def test_it_opens_with_every_sheet_and_its_figures(
    office: Office, bundled: tuple[Case, Path]
) -> None:
    case, path = bundled
    document = office.open(path, with_python=False)
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
    buttons = book.document.do("buttons", book.layout["guide"].title)
    bound = [(caption, scripts[0].split("?")[0]) for caption, scripts, *_ in buttons]
    assert bound == [
        (caption, f"vnd.sun.star.script:VBAProject.BoChiSo_Main.{macro}")
        for macro, caption in guide.BUTTONS
    ]
    places = [item[2:] for item in buttons]
    for (_, top, _, height), (_, next_top, _, _) in pairwise(places):
        assert next_top >= top + height


def test_the_register_button_shows_the_register(book: Opened) -> None:
    document, captions = book.document, dict(guide.BUTTONS)
    document.relay.forget()
    document.do("press", book.layout["guide"].title, captions["GoToRegister"])
    title = book.layout["corrections"].title
    assert eventually(lambda: document.do("active_sheet"), title) == title
    assert document.relay.commands == []


def test_the_other_buttons_run_the_python_host(book: Opened) -> None:
    document, captions = book.document, dict(guide.BUTTONS)
    functions = {
        "CheckData": "check_data",
        "MakeNotice": "make_notice",
        "ExplainFigure": "explain_figure",
    }
    for macro, function in functions.items():
        document.relay.forget()
        document.do("press", book.layout["guide"].title, captions[macro])
        commands = [f"import bpindex.hosts.excel as host; host.{function}()"]
        assert eventually(lambda: list(document.relay.commands), commands) == commands


# Computing


def stored(path: Path, sheet: Sheet) -> Grid:
    """The values that the file keeps for the blocks of a sheet."""
    worksheet = load_workbook(path, data_only=True)[sheet.title]
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


@pytest.mark.parametrize("agencies", [5, 29, MAX_AGENCIES])
def test_a_recalculation_calls_python_as_often_for_any_number_of_agencies(
    office: Office, folder: Path, agencies: int
) -> None:
    case = case_of(agencies)
    path = folder / f"{agencies}.xlsm"
    path.write_bytes(build_workbook(case))
    book = computed(office, case, path)
    book.document.do("calculate")
    found = {sheet_id: book.read(sheet_id) for sheet_id in COMPUTED}
    assert office.relay.calls == Counter([*BLOCKS, STATE_CELL])
    for sheet_id in COMPUTED:
        assert differences(shown(case, sheet_id), found[sheet_id]) == []
    if agencies == MAX_AGENCIES:
        every_page_repeats_its_headers(book, folder)


def every_page_repeats_its_headers(book: Opened, folder: Path) -> None:
    """With many rows a list takes several pages, each with the column titles."""
    titles = {name: book.layout[name].title for name in ("agencies", "counts", "scores", "figures")}
    pages = render(book.document, folder, list(titles.values()))
    for sheet_id, title in titles.items():
        assert len(pages[title]) > 1, title
        first = book.layout[sheet_id].blocks[0].columns[0].title
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


def test_cells_recover_when_python_comes_back(opened: Opened) -> None:
    before = opened.read("scores")
    opened.document.relay.broken = True
    try:
        opened.document.do("calculate")
        broken = opened.read("scores")
    finally:
        opened.document.relay.broken = False
    assert "Error 2015" in broken.values()
    assert not any("relay" in str(value) for value in broken.values())
    opened.document.do("calculate")
    assert opened.read("scores") == before


# Typing


def test_a_changed_count_changes_what_depends_on_it_and_nothing_else(opened: Opened) -> None:
    agency = opened.case.counts[2].agency
    # Used by one component: of its group, one rate, one row of points, one printed figure.
    value = str(int(opened.case.counts[2].cells["hs_truc_tuyen"]) + 1)
    after_case = with_count(opened.case, agency, "hs_truc_tuyen", value)
    before = {sheet_id: opened.read(sheet_id) for sheet_id in COMPUTED}
    assert opened.document.relay.calls == Counter()
    opened.type("counts", opened.count_cell(agency, "hs_truc_tuyen"), value)
    for sheet_id in COMPUTED:
        after = opened.read(sheet_id)
        assert differences(shown(after_case, sheet_id), after) == []
        cells = changed(before[sheet_id], after)
        assert cells == changed(shown(opened.case, sheet_id), shown(after_case, sheet_id))
        assert cells
        block = opened.layout[sheet_id].blocks[0]
        row = agency_row(opened.case, opened.layout[sheet_id], sheet_id, agency)
        row += MAX_TABLES if sheet_id == "figures" else 0
        rank = block.column_number("rank") if sheet_id == "scores" else 0
        assert all(at[0] == row or at[1] == rank for at in cells)
    # The province's row depends on no count, the state of the installation on nothing.
    assert opened.document.relay.calls == Counter(BLOCKS[:4])


def test_text_in_a_count_is_told_in_the_state_and_marked(opened: Opened, tmp_path: Path) -> None:
    agency, count = opened.case.counts[0].agency, "hs_truc_tuyen"
    before = tmp_path / "before.pdf"
    opened.document.do("store", str(before))
    assert coloured(before, WRONG_FILL) == 0
    opened.type("counts", opened.count_cell(agency, count), "abc")
    sheet = opened.layout["scores"]
    row = agency_row(opened.case, sheet, "scores", agency)
    block = sheet.block("scores")
    state = opened.cell("scores", f"{get_column_letter(block.column_number('state'))}{row}")
    assert state == f"{State.TEXT.text}: {opened.case.index.counts[count].name}"
    assert opened.cell("scores", f"{get_column_letter(block.column_number('total'))}{row}") == ""
    after_case = with_count(opened.case, agency, count, "abc")
    assert differences(shown(after_case, "scores"), opened.read("scores")) == []
    after = tmp_path / "after.pdf"
    opened.document.do("store", str(after))
    assert coloured(after, WRONG_FILL) > 0


def test_a_wrong_setting_is_told_once_in_the_state(opened: Opened) -> None:
    settings = opened.layout["settings"]
    block = settings.block("settings")
    keys = [row[0] for row in opened.document.do("values", settings.title, area_of(block))]
    row = block.first_row + keys.index("issue_year")
    cell = f"{get_column_letter(block.column_number('value'))}{row}"
    opened.type("settings", cell, "năm nay")
    place = messages.PLACE_CELL.format(sheet=settings.title, cell=cell)
    told = {
        (sheet_id, at)
        for sheet_id in COMPUTED
        for at, value in opened.read(sheet_id).items()
        if place in str(value)
    }
    scores = opened.layout["scores"].block("scores")
    assert told == {("scores", (scores.first_row, scores.column_number("state")))}


@pytest.mark.filterwarnings("ignore:.*xtension is not supported")
def test_a_figure_typed_over_is_marked_and_becomes_a_correction(
    opened: Opened, tmp_path: Path
) -> None:
    agency, column = opened.case.agencies[1], opened.case.columns[1]
    table = opened.case.table_of_kind[agency.kind]
    pictures = [tmp_path / "before.pdf", tmp_path / "after.pdf"]
    opened.document.do("store", str(pictures[0]))
    cell = opened.figure_cell(agency.code, column)
    opened.type("figures", cell, "12.25")
    opened.document.do("store", str(pictures[1]))
    before, after = (coloured(pdf, CORRECTED_FILL) for pdf in pictures)
    assert before < after
    for suffix in (".xlsx", ".xlsm"):
        copy = tmp_path / f"copy{suffix}"
        opened.document.do("store", str(copy))
        case = read_workbook(copy)
        new = [item for item in case.corrections if item not in opened.case.corrections]
        assert [item.key for item in new] == [(table.id, agency.code, column)]
        assert new[0].corrected == "12.25".replace(".", table.decimal_mark)
        for part in ("settings", "agencies", "counts", "typed", "wording", "index"):
            assert getattr(case, part) == getattr(opened.case, part), part


# Guarding


def may_type(sheet: Sheet, spec: Any) -> bool:
    """Whether staff type into a column: their own ones, and the figures that will print."""
    return spec.who is Who.STAFF or (sheet.id == "figures" and spec.kind is Kind.FIGURE)


def test_staff_can_type_where_they_should_and_nowhere_else(book: Opened) -> None:
    protected = {title for title, _, is_protected in book.document.do("sheets") if is_protected}
    for sheet in book.layout.sheets.values():
        for block in sheet.blocks:
            columns = list(enumerate(block.columns, block.first_column))
            if sheet.title not in protected:
                assert all(spec.who is Who.TOOL for _, spec in columns), sheet.title
                continue
            for row in (block.header_row, block.first_row, block.last_row):
                cells = [f"{get_column_letter(number)}{row}" for number, _ in columns]
                locked = book.document.do("locked", sheet.title, cells)
                for (_, spec), cell, is_locked in zip(columns, cells, locked, strict=True):
                    expected = row == block.header_row or not may_type(sheet, spec)
                    assert is_locked is expected, (sheet.title, cell, spec.key)


def test_a_locked_cell_refuses_and_an_open_one_accepts(opened: Opened) -> None:
    block = opened.layout["scores"].block("scores")
    total = f"{get_column_letter(block.column_number('total'))}{block.first_row}"
    name = f"{get_column_letter(block.column_number('name'))}{block.first_row}"
    for sheet_id, cell in (("scores", total), ("scores", name), ("counts", "A4"), ("guide", "B2")):
        before = opened.cell(sheet_id, cell)
        opened.type(sheet_id, cell, "999")
        assert opened.cell(sheet_id, cell) == before, (sheet_id, cell)
    agency = opened.case.agencies[0].code
    for sheet_id, cell in (
        ("counts", opened.count_cell(agency, "hs_tong")),
        ("figures", opened.figure_cell(agency, opened.case.columns[1])),
    ):
        opened.type(sheet_id, cell, "999")
        assert opened.cell(sheet_id, cell) == 999, (sheet_id, cell)


def test_every_list_and_count_is_validated_down_to_the_last_row(book: Opened) -> None:
    checked = Counter[str]()
    for sheet in book.layout.sheets.values():
        for block in sheet.blocks:
            for number, spec in enumerate(block.columns, block.first_column):
                is_count = sheet.id == "counts" and spec.kind is Kind.WHOLE
                is_list = spec.choices or (block.capacity > 100 and spec.key == "agency")
                if spec.who is not Who.STAFF or (sheet.id == "corrections" and not spec.choices):
                    continue
                if not (is_count or is_list):
                    continue
                kind = "WHOLE" if is_count else "LIST"
                checked[kind] += 1
                letter = get_column_letter(number)
                cells = [f"{letter}{row}" for row in (block.first_row, block.last_row)]
                for rule in book.document.do("validations", sheet.title, cells):
                    assert rule[0] == kind, (sheet.title, cells)
                    assert all(rule[1:]), (sheet.title, cells)
    assert checked["WHOLE"] == len(book.case.index.count)
    assert checked["LIST"] >= len(record_choices()) + 3


def test_every_drop_down_has_its_choices(book: Opened) -> None:
    for name, choices in record_choices().items():
        assert book.document.do("named", name) == list(choices), name


# Printing


def test_no_page_shows_an_error_or_a_number_that_does_not_fit(book: Opened, tmp_path: Path) -> None:
    pages = render(book.document, tmp_path)
    assert list(pages) == [sheet.title for sheet in book.layout.sheets.values()]
    prose = BAD_TEXTS.findall(guide.STATE_HELP)
    for title, its_pages in pages.items():
        found = [text for page in its_pages for text in page.bad_texts]
        assert found == (prose if title == book.layout["guide"].title else []), title
