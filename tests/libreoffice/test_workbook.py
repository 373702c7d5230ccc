"""The workbook of `bpindex build` in LibreOffice: opened, computed by our VBA, typed into, printed.

Our VBA and our worksheet functions run unchanged; only xlwings' own module, which LibreOffice
cannot compile, has a shim in its place. Nothing here runs in Excel.
"""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from bpindex import messages
from bpindex.case import Case
from bpindex.counts import State
from bpindex.workbook import formats, guide
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
from tests.libreoffice.office import Office, missing
from tests.libreoffice.render import BAD_TEXTS, coloured, render

WHY_NOT = missing()
pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT or "-")

# What one recalculation of everything calls, whatever the number of agencies.
BLOCKS = ("BP_TONGHOP_KHOI", "BP_DIEM_KHOI", "BP_TYLE_KHOI", "BP_INRA_KHOI", "BP_INRA_TINH")
STATE_CELL = "BP_TINHTRANG"
COMPUTED = ("scores", "figures")


@dataclass(frozen=True)
class Opened:
    """A case and its workbook, open in LibreOffice."""

    office: Office
    case: Case
    path: Path

    @property
    def layout(self) -> Layout:
        return layout_of(self.case.index)

    def read(self, sheet_id: str) -> Grid:
        """What the blocks of a sheet show, blank cells left out."""
        sheet, grid = self.layout[sheet_id], {}
        for block in sheet.blocks:
            grid.update(grid_of(block, self.office.do("values", sheet.title, area_of(block))))
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
        self.office.do("type", self.layout[sheet_id].title, cell, text)

    def cell(self, sheet_id: str, cell: str) -> Any:
        """The value of one cell."""
        return self.office.do("values", self.layout[sheet_id].title, cell)[0][0]


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


@pytest.fixture
def opened(office: Office, bundled: tuple[Case, Path]) -> Opened:
    """The bundled workbook, freshly opened and computed."""
    case, path = bundled
    office.open(path)
    office.do("calculate")
    office.relay.forget()
    return Opened(office, case, path)


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


def test_it_opens_with_every_sheet_in_its_place(
    office: Office, bundled: tuple[Case, Path]
) -> None:
    case, path = bundled
    office.open(path, with_python=False)
    file_sheets = load_workbook(path, read_only=True).worksheets
    expected = [[sheet.title, sheet.sheet_state == "visible"] for sheet in file_sheets]
    assert [[title, visible] for title, visible, _ in office.do("sheets")] == expected
    shown_titles = [title for title, visible in expected if visible]
    assert shown_titles == [sheet.title for sheet in layout_of(case.index).sheets.values()]
    assert office.do("active_sheet") == shown_titles[0]


def test_its_figures_stand_there_before_python_runs(
    office: Office, bundled: tuple[Case, Path]
) -> None:
    case, path = bundled
    office.open(path, with_python=False)
    found = Opened(office, case, path).read("figures")
    # Array formulas come without their values into LibreOffice; plain references keep theirs.
    assert differences(shown(case, "figures"), found) == []


def test_every_button_is_bound_to_its_macro(opened: Opened) -> None:
    buttons = opened.office.do("buttons", opened.layout["guide"].title)
    bound = [(caption, scripts[0].split("?")[0]) for caption, scripts, *_ in buttons]
    assert bound == [
        (caption, f"vnd.sun.star.script:VBAProject.BoChiSo_Main.{macro}")
        for macro, caption in guide.BUTTONS
    ]


def test_no_button_covers_another(opened: Opened) -> None:
    places = sorted(item[2:] for item in opened.office.do("buttons", opened.layout["guide"].title))
    for (left, top, width, height), (next_left, next_top, _, _) in zip(
        places, places[1:], strict=False
    ):
        assert next_top >= top + height or next_left >= left + width


def test_the_register_button_shows_the_register(opened: Opened) -> None:
    captions = dict(guide.BUTTONS)
    opened.office.do("press", opened.layout["guide"].title, captions["GoToRegister"])
    assert opened.office.do("active_sheet") == opened.layout["corrections"].title
    assert opened.office.relay.commands == []


def test_the_other_buttons_run_the_python_host(opened: Opened) -> None:
    captions = dict(guide.BUTTONS)
    for macro in ("CheckData", "MakeNotice", "ExplainFigure"):
        opened.office.do("press", opened.layout["guide"].title, captions[macro])
    start = "import bpindex.hosts.excel as host; host."
    assert opened.office.relay.commands == [
        f"{start}check_data()",
        f"{start}make_notice()",
        f"{start}explain_figure()",
    ]


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
def test_vba_and_python_give_the_values_that_the_file_holds(opened: Opened, sheet_id: str) -> None:
    expected = stored(opened.path, opened.layout[sheet_id])
    assert len(expected) > 29 * 12
    assert differences(expected, opened.read(sheet_id)) == []


@pytest.mark.parametrize("agencies", [5, 29, MAX_AGENCIES])
def test_a_recalculation_calls_python_as_often_for_any_number_of_agencies(
    office: Office, folder: Path, agencies: int
) -> None:
    case = case_of(agencies)
    path = folder / f"{agencies}.xlsm"
    path.write_bytes(build_workbook(case))
    office.open(path)
    book = Opened(office, case, path)
    office.do("calculate")
    office.relay.forget()
    office.do("calculate")
    found = {sheet_id: book.read(sheet_id) for sheet_id in COMPUTED}
    assert office.relay.calls == Counter([*BLOCKS, STATE_CELL])
    for sheet_id in COMPUTED:
        assert differences(shown(case, sheet_id), found[sheet_id]) == []
    if agencies == MAX_AGENCIES:
        every_page_repeats_its_headers(book, folder)


def every_page_repeats_its_headers(book: Opened, folder: Path) -> None:
    """With many rows a list takes several pages, each with the column titles."""
    titles = {id: book.layout[id].title for id in ("agencies", "counts", "scores", "figures")}
    pages = render(book.office, folder, list(titles.values()))
    for sheet_id, title in titles.items():
        assert len(pages[title]) > 1, title
        first = book.layout[sheet_id].blocks[0].columns[0].title
        for page in pages[title]:
            assert first in page.text, (title, page.number)


def test_single_functions_work_in_any_cell(opened: Opened) -> None:
    title, results = opened.layout["findings"].title, []
    for formula in (
        "=BP_TYLE(45;100)",
        "=BP_DIEM(45;100;20)",
        "=BP_DIEM(45;100;20;50)",
        "=BP_XEPLOAI(91)",
        "=BP_INRA(46,05)".replace(",", "."),
        '=BP_INRA(46.05;1;".")',
    ):
        opened.office.do("set_formula", title, "H5", formula)
        results.append(opened.cell("findings", "H5"))
    best = opened.case.index.grades[0].name
    assert results == [45, 9, 18, best, "46,1", "46.1"]


def test_bad_arguments_give_an_error_value_and_no_traceback(opened: Opened) -> None:
    title = opened.layout["findings"].title
    for formula in ('=BP_TYLE("a";1)', "=BP_TYLE(5;1)", "=BP_DIEM(1;0;20)", "=BP_XEPLOAI(-1)"):
        opened.office.do("set_formula", title, "H5", formula)
        # LibreOffice has no error values from macros: it shows their number.
        assert opened.cell("findings", "H5") == "Error 2015", formula


def test_cells_recover_when_python_comes_back(opened: Opened) -> None:
    before = opened.read("scores")
    opened.office.relay.broken = True
    try:
        opened.office.do("calculate")
        broken = opened.read("scores")
    finally:
        opened.office.relay.broken = False
    assert "Error 2015" in broken.values()
    assert not any("relay" in str(value) for value in broken.values())
    opened.office.do("calculate")
    assert opened.read("scores") == before


# Typing


def test_a_changed_count_changes_what_depends_on_it_and_nothing_else(opened: Opened) -> None:
    agency = opened.case.counts[2].agency
    # Used by one component: of its group, one rate, one row of points, one printed figure.
    value = str(int(opened.case.counts[2].cells["hs_truc_tuyen"]) + 1)
    after_case = with_count(opened.case, agency, "hs_truc_tuyen", value)
    before = {sheet_id: opened.read(sheet_id) for sheet_id in COMPUTED}
    assert opened.office.relay.calls == Counter()
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
    assert opened.office.relay.calls == Counter(BLOCKS[:4])


def test_text_in_a_count_is_told_in_the_state_and_marked(opened: Opened, tmp_path: Path) -> None:
    agency, count = opened.case.counts[0].agency, "hs_truc_tuyen"
    before = tmp_path / "before.pdf"
    opened.office.do("store", str(before))
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
    opened.office.do("store", str(after))
    assert coloured(after, WRONG_FILL) > 0


def test_a_wrong_setting_is_told_in_the_first_state_only(opened: Opened) -> None:
    settings = opened.layout["settings"]
    block = settings.block("settings")
    keys = [row[0] for row in opened.office.do("values", settings.title, area_of(block))]
    cell = f"{get_column_letter(block.column_number('value'))}"
    cell += str(block.first_row + keys.index("issue_year"))
    opened.type("settings", cell, "năm nay")
    scores = opened.read("scores")
    place = messages.PLACE_CELL.format(sheet=settings.title, cell=cell)
    sheet = opened.layout["scores"].block("scores")
    told = {at for at, value in scores.items() if place in str(value)}
    assert (sheet.first_row, sheet.column_number("state")) in told
    points = {at for at in told if at[1] in range(sheet.column_number("total"), at[1] + 1)}
    assert not points & set(_columns(sheet, "total", "rank", "grade")), points


def _columns(block: Any, *keys: str) -> list[tuple[int, int]]:
    return [(block.first_row, block.column_number(key)) for key in keys]


@pytest.mark.filterwarnings("ignore:.*xtension is not supported")
@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm"])
def test_a_figure_typed_over_is_marked_and_becomes_a_correction(
    opened: Opened, tmp_path: Path, suffix: str
) -> None:
    agency, column = opened.case.agencies[1], opened.case.columns[1]
    table = opened.case.table_of_kind[agency.kind]
    pictures = [tmp_path / "before.pdf", tmp_path / "after.pdf"]
    opened.office.do("store", str(pictures[0]))
    cell = opened.figure_cell(agency.code, column)
    opened.type("figures", cell, "12.25")
    opened.office.do("store", str(pictures[1]))
    before, after = (coloured(pdf, CORRECTED_FILL) for pdf in pictures)
    assert before < after
    copy = tmp_path / f"copy{suffix}"
    opened.office.do("store", str(copy))
    case = read_workbook(copy)
    new = [item for item in case.corrections if item not in opened.case.corrections]
    assert [item.key for item in new] == [(table.id, agency.code, column)]
    assert new[0].corrected == "12.25".replace(".", table.decimal_mark)
    for part in ("settings", "agencies", "counts", "typed", "late_dossiers", "wording", "index"):
        assert getattr(case, part) == getattr(opened.case, part), part


# Guarding


def may_type(sheet: Sheet, spec: Any) -> bool:
    """Whether staff type into a column: their own ones, and the figures that will print."""
    return spec.who is Who.STAFF or (sheet.id == "figures" and spec.kind is Kind.FIGURE)


def test_staff_can_type_where_they_should_and_nowhere_else(opened: Opened) -> None:
    protected = {title for title, _, is_protected in opened.office.do("sheets") if is_protected}
    for sheet in opened.layout.sheets.values():
        for block in sheet.blocks:
            columns = list(enumerate(block.columns, block.first_column))
            if sheet.title not in protected:
                assert all(spec.who is Who.TOOL for _, spec in columns), sheet.title
                continue
            for row in (block.header_row, block.first_row, block.last_row):
                cells = [f"{get_column_letter(number)}{row}" for number, _ in columns]
                locked = opened.office.do("locked", sheet.title, cells)
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


def test_every_list_and_number_is_validated_down_to_the_last_row(opened: Opened) -> None:
    expected = {Kind.WHOLE: "WHOLE", "choices": "LIST", "agency": "LIST"}
    for sheet in opened.layout.sheets.values():
        for block in sheet.blocks:
            for number, spec in enumerate(block.columns, block.first_column):
                if spec.who is not Who.STAFF:
                    continue
                if spec.choices:
                    kind = expected["choices"]
                elif sheet.id in ("counts", "typed", "late_dossiers") and spec.key == "agency":
                    kind = expected["agency"]
                elif sheet.id == "counts":
                    kind = expected[spec.kind]
                else:
                    continue
                letter = get_column_letter(number)
                cells = [f"{letter}{row}" for row in (block.first_row, block.last_row)]
                for rule in opened.office.do("validations", sheet.title, cells):
                    assert rule[0] == kind, (sheet.title, cells)
                    assert rule[2] and rule[3], (sheet.title, cells)


def test_every_drop_down_has_its_choices(opened: Opened) -> None:
    for name, choices in record_choices().items():
        assert opened.office.do("named", name) == list(choices), name


# Printing


def test_no_page_shows_an_error_or_a_number_that_does_not_fit(
    opened: Opened, tmp_path: Path
) -> None:
    pages = render(opened.office, tmp_path)
    assert list(pages) == [sheet.title for sheet in opened.layout.sheets.values()]
    prose = BAD_TEXTS.findall(guide.STATE_HELP)
    for title, its_pages in pages.items():
        found = [text for page in its_pages for text in page.bad_texts]
        assert found == (prose if title == opened.layout["guide"].title else []), title


CORRECTED_FILL = "#FFD966"
WRONG_FILL = "#F8CBAD"
assert formats.INPUT_FILL not in (CORRECTED_FILL, WRONG_FILL)
