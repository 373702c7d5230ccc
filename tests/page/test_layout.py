"""A page layout is one file of data: read, checked, and followed by plan and sheet."""

import io
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bpindex.case.records import LateDossier
from bpindex.errors import InputError
from bpindex.notice.model import Notice
from bpindex.page.appendix_rows import appendix_grid
from bpindex.page.cells import make_grid
from bpindex.page.fitting import note_grids, print_scale, with_page
from bpindex.page.layout import (
    Horizontal,
    PageLayout,
    Paper,
    TextStyle,
    Vertical,
    load_layout,
    official_layout,
)
from bpindex.page.plan import FIRST_COLUMN, SheetPlan, plan_sheets
from bpindex.page.textfit import mm_to_pt
from bpindex.render.sheet import APPENDIX_SHEET, NOTICE_SHEET, render_sheet
from tests import ROOT
from tests.changed_cases import CASE, notice_of

OFFICIAL = ROOT / "bpindex" / "data" / "layouts" / "nghi-dinh-30.toml"
# Another page in everything that a file can say.
CHANGES = {
    "landscape = true": "landscape = false",
    "page_rows_share = 0.97": "page_rows_share = 0.9",
    "top_mm = 20": "top_mm = 25",
    "left_mm = 30": "left_mm = 12",
    "right_mm = 15": "right_mm = 18",
    "header_mm = 10": "header_mm = 7",
    "page_number_size = 13": "page_number_size = 9",
    "indent_spaces = 10": "indent_spaces = 4",
    "left_figures = 4": "left_figures = 2",
    "share = 0.45": "share = 0.33",
    "subject_pt = 8": "subject_pt = 21",
    "cell = { size = 11, border = true }": "cell = { size = 8, border = true }",
    "name_cell = { size = 11": "name_cell = { size = 9, italic = true",
    "number = { size = 13 }": "number = { size = 12 }",
    "paragraph = { size = 13": "paragraph = { size = 14",
    'key = "cause", parts = 26, is_text = true': 'key = "cause", parts = 60',
}


def written(tmp_path: Path, changes: dict[str, str]) -> Path:
    """Return a copy of the official layout's file with some of its texts replaced."""
    text = OFFICIAL.read_text(encoding="utf-8")
    for before, after in changes.items():
        assert before in text, before
        text = text.replace(f"\n{before}", f"\n{after}").replace(f"{{ {before}", f"{{ {after}")
        assert after in text, after
    path = tmp_path / "khác.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def other(tmp_path: Path) -> PageLayout:
    return load_layout(written(tmp_path, CHANGES))


def noted(notice: Notice) -> Notice:
    """Return the notice with a note in its first table."""
    table, *others = notice.tables
    rows = (replace(table.rows[0], note="Chưa có số liệu"), *table.rows[1:])
    return replace(notice, tables=(replace(table, rows=rows), *others))


@pytest.fixture(scope="module")
def notice() -> Notice:
    late = LateDossier("H10.1", "Cấp giấy phép", "so-xay-dung", days_late="3", cause="Lấy ý kiến")
    return notice_of(replace(CASE, late_dossiers=(late,)))


def heights_pt(plan: SheetPlan) -> list[float]:
    """Return how high the rows of each page are."""
    starts = [0, *plan.page_ends, plan.last_row]
    return [
        sum(row.row.height_pt for row in plan.rows if before < row.number <= last)
        for before, last in pairwise(starts)
    ]


def test_the_official_layout_is_the_decree_s() -> None:
    layout = official_layout()
    assert (layout.font, str(layout.paper), layout.landscape) == ("Times New Roman", "A4", True)
    assert layout.grid_width_mm == pytest.approx((297 - 30 - 15) * 0.97)
    assert layout.page_pt == pytest.approx(mm_to_pt(210 - 40) * 0.97)
    assert layout.styles.paragraph == TextStyle(
        13, horizontal=Horizontal.JUSTIFY, vertical=Vertical.TOP
    )
    assert layout.source
    assert layout.effective_from.isoformat() == "2020-03-05"


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("turned", [True, False], ids=["landscape", "portrait"])
@pytest.mark.parametrize("wider_pt", [0, 3, 12, 90])
def test_columns_that_come_out_3_percent_wider_stay_on_one_page(
    paper: Paper, turned: bool, wider_pt: float, notice: Notice
) -> None:
    layout = with_page(
        official_layout(),
        {"paper": paper, "orientation": "landscape" if turned else "portrait"},
    )
    room = mm_to_pt(layout.grid_width_mm / 0.97)
    late = notice.appendix
    assert late is not None
    grids = [
        *note_grids(layout, noted(notice)),
        make_grid(layout, notice),
        appendix_grid(layout, late),
    ]
    assert len(grids) > 5
    for grid in grids:
        stt, name, *others = grid.widths_pt
        grid = replace(grid, widths_pt=(stt, name + wider_pt, *others))
        scale = print_scale(grid, {})
        assert sum(grid.widths_pt) * scale / 100 * 1.03 <= room
    # What nobody made wider is printed as large as the decree has it.
    for grid in (make_grid(layout, notice), appendix_grid(layout, late)):
        assert print_scale(grid, {}) == 100


def test_the_planned_pages_hold_3_percent_larger_both_ways(notice: Notice) -> None:
    for plan in plan_sheets(notice):
        assert sum(plan.grid.widths_pt) * 1.03 <= mm_to_pt(297 - 45)
    for height in heights_pt(plan_sheets(notice)[0]):
        assert height * 1.03 <= mm_to_pt(210 - 40)


def test_a_style_is_known_by_a_stable_name() -> None:
    styles = official_layout().styles
    assert styles.by_name["province"] is styles.province
    assert styles.name_of(styles.province) == "province"
    # What looks the same has one name, in every file the same.
    assert styles.name_of(styles.parent_body) == "number"
    assert styles.name_of(styles.issuer) == styles.name_of(styles.motto) == "motto"


def test_the_plan_follows_another_layout(notice: Notice, other: PageLayout) -> None:
    official, plan = plan_sheets(notice)[0], plan_sheets(notice, other)[0]
    assert plan.layout is other
    assert [row.row.key.text for row in plan.rows if "again" not in row.row.key.text] == [
        row.row.key.text for row in official.rows if "again" not in row.row.key.text
    ]
    width = mm_to_pt(210 - 12 - 18)
    assert width - 10 < sum(plan.grid.widths_pt) * 1.03 <= width
    assert max(heights_pt(plan)) <= mm_to_pt(297 - 25 - 20) * 0.9
    # The pages are used: they are higher than those across.
    assert max(heights_pt(plan)) > max(heights_pt(official))
    by_key = {row.row.key.text: row.row for row in plan.rows}
    assert by_key["gap:subject"].height_pt == 21
    texts = {placed.cell.key: placed.cell for placed in plan.cells if placed.cell.key}
    assert texts["", "", "closing"].runs[0].text.startswith("\u00a0" * 4 + "V")
    assert texts["", "", "closing"].style.size == 14
    assert texts["so-nganh", "so-y-te", "agency"].style == other.styles.name_cell
    # Name and two figures at left, the other ten at right.
    assert (texts["", "", "issuer"].first, texts["", "", "issuer"].last) == (1, 3)
    assert (texts["", "", "motto"].first, texts["", "", "motto"].last) == (4, 13)


def test_the_sheet_follows_another_layout(notice: Notice, other: PageLayout) -> None:
    content = render_sheet(notice, other)
    book: Any = load_workbook(io.BytesIO(content))
    for title, plan in zip((NOTICE_SHEET, APPENDIX_SHEET), plan_sheets(notice, other), strict=True):
        sheet = book[title]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("portrait", 9)
        margins = sheet.page_margins
        sides = ("top", "bottom", "left", "right", "header", "footer")
        found = [getattr(margins, side) * 25.4 for side in sides]
        assert found == pytest.approx([25, 20, 12, 18, 7, 7])
        assert sheet.oddHeader.center.size == 9
        assert [item.id for item in sheet.row_breaks.brk] == plan.page_ends
        for placed in plan.cells:
            cell = sheet.cell(placed.number, FIRST_COLUMN + placed.cell.first)
            assert cell.font.size == placed.cell.style.size
            assert bool(cell.font.italic) is placed.cell.style.italic
    named = {style.name.rpartition(" ")[0]: style.font.size for style in book._named_styles}
    assert named["BCS cell"] == 8
    # What now looks different has a style of its own.
    assert (named["BCS parent_body"], named["BCS number"]) == (13, 12)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        drawn = package.read("xl/drawings/drawing1.xml")
    with zipfile.ZipFile(io.BytesIO(render_sheet(notice))) as package:
        assert package.read("xl/drawings/drawing1.xml") != drawn


def test_styles_of_another_layout_have_other_names_where_they_look_different(
    notice: Notice, other: PageLayout
) -> None:
    """Excel, copying a sheet, takes a style that is there by its name, whatever it looks like."""
    looks = [
        {style.name: (style.font.size, style.font.i) for style in book._named_styles}
        for layout in (official_layout(), other)
        for book in [load_workbook(io.BytesIO(render_sheet(notice, layout)))]
    ]
    shared = (looks[0].keys() & looks[1].keys()) - {"Normal"}
    assert shared
    assert all(looks[0][name] == looks[1][name] for name in shared)
    # Older workbooks have the bare names.
    assert not {"BCS cell", "BCS paragraph"} & (looks[0].keys() | looks[1].keys())


def test_the_appendix_has_the_widths_of_the_file(notice: Notice, other: PageLayout) -> None:
    plan = plan_sheets(notice, other)[1]
    widths = dict(zip(plan.columns, plan.grid.widths_pt, strict=True))
    # As wide as its words take, the rest by their parts.
    assert max(widths, key=lambda column: widths[column]) == "cause"
    cells = {placed.cell.key[2]: placed.cell for placed in plan.cells if placed.cell.key}
    assert cells["cause"].style == other.styles.cell
    assert cells["dossier"].style == other.styles.name_cell


def test_without_a_layout_it_is_the_official_one(notice: Notice) -> None:
    assert plan_sheets(notice) == plan_sheets(notice, official_layout())
    assert render_sheet(notice) == render_sheet(notice, official_layout())


@pytest.mark.parametrize(
    ("before", "after", "key", "expected"),
    [
        ('font = "Times New Roman"', 'font = "Arial"', "font", "Times New Roman"),
        ('paper = "A4"', 'paper = "A7"', "paper", "A4 | A3"),
        ("top_mm = 20", "top_mm = -1", "margins.top_mm", "không âm"),
        ("left_mm = 30", "left_mm = 270", "margins", "chừa chỗ"),
        ("top_mm = 20", "top_mm = 200", "margins", "chừa chỗ"),
        ("share = 0.45", "share = 1.5", "rules.share", "không quá 1"),
        ("page_rows_share = 0.97", "page_rows_share = 0", "page_rows_share", "không quá 1"),
        ("keep_rows = 2", "keep_rows = 0", "keep_rows", "lớn hơn 0"),
        ("gap = { size = 1 }", "gap = { size = 0 }", "styles.gap.size", "lớn hơn 0"),
        ("gap = { size = 1 }", 'gap = { size = "1" }', "styles.gap.size", "một con số"),
        ("gap = { size = 1 }", "# gap", "styles.gap", "thiếu khóa"),
        ("gap = { size = 1 }", "gaps = { size = 1 }", "styles.gaps", "parent_body"),
        ("motto = { size = 13", 'motto = { horizontal = "giữa", size = 13', "horizontal", "left"),
        ('key = "stt", parts = 9', 'key = "note", parts = 9', "appendix.columns", "stt, dossier"),
        ('key = "stt", parts = 9', 'key = "stt", parts = 0', "appendix.columns[1].parts", "lớn"),
        ('name = "', 'ten = "', "ten", "source"),
    ],
)
def test_a_layout_that_no_page_can_follow_is_refused_with_file_key_and_reason(
    before: str, after: str, key: str, expected: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        load_layout(written(tmp_path, {before: after}))
    for part in ("khác.toml", key, expected):
        assert part in str(caught.value)


def test_a_layout_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Không tìm thấy"):
        load_layout(tmp_path / "không.toml")
