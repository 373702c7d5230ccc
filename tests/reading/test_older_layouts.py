"""Workbooks of every layout ever given out are read as they were; newer ones are refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from bpindex.actions.buttons import check_data, make_notice
from bpindex.case.folder import bundled_case, read_case
from bpindex.cells.score_blocks import INPUTS, ScoreSheet
from bpindex.errors import InputError
from bpindex.hosts.file_desk import FileDesk
from bpindex.index.definition import Component, Confidence
from bpindex.pipeline import evaluate
from bpindex.reading.opened_file import SheetsOfFile
from bpindex.reading.workbook import read_with_harvest, read_workbook
from bpindex.sheets.layout import layout_of
from bpindex.sheets.model import (
    ColumnSpec,
    Sheet,
    SheetBlock,
    Single,
    singles_block,
)
from bpindex.sheets.versions import VERSIONS, room_of, sheet_in, sheets_in
from bpindex.workbook.content import contents_of
from bpindex.workbook.system_sheets import HELP_SHEET, VERSION_CELL
from tests import ROOT
from tests.strategies import base_case
from tests.workbook.editing import edited

LAYOUT_2, LAYOUT_3, LAYOUT_4 = (
    ROOT / "tests" / "data" / f"layout-{number}.xlsm" for number in (2, 3, 4)
)
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


@pytest.mark.parametrize(("version", "path"), [(2, LAYOUT_2), (3, LAYOUT_3), (4, LAYOUT_4)])
def test_an_older_workbook_is_read_as_the_case_that_it_was_built_from(
    version: int, path: Path
) -> None:
    reading = read_with_harvest(path)
    assert reading.layout.version == version
    now, index = read_case(bundled_case()), reading.case.index
    # It had no rule for the deadline.
    settings = replace(now.settings, deadline_rule="")
    assert reading.case == replace(now, index=index, settings=settings)
    assert [_measured(item) for item in index.components] == [
        _measured(item) for item in now.index.components
    ]
    assert (index.groups, index.counts) == (now.index.groups, now.index.counts)
    assert not reading.typed_over


def _measured(component: Component) -> Component:
    """All that counts of a component: what was read since then says more of its source."""
    return replace(component, source="", confidence=Confidence.HIGH)


# What the formulas of the fourth layout are handed is as in the fifth, but for its fewer rows.
@pytest.mark.parametrize(("version", "path"), [(2, LAYOUT_2), (3, LAYOUT_3), (4, LAYOUT_4)])
def test_its_formulas_compute_what_they_did(version: int, path: Path) -> None:
    values = SheetsOfFile(path)
    old = layout_of(base_case().index, room_of(4), version)
    given = [
        values.rows(old[name].title, old[name].last_row, old[name].last_column) for name in INPUTS
    ]
    sheet = ScoreSheet(*given)
    assert sheet.layout.version == version
    contents = contents_of(base_case())
    now = ScoreSheet(*(contents.values(name) for name in INPUTS))
    assert now.layout.version == VERSIONS[-1]
    figures, room = sheet.figures(), old.capacity.agencies
    assert len(figures) == room and figures == now.figures()[:room]


def test_its_data_is_checked_and_nothing_else_is_written(tmp_path: Path) -> None:
    path = tmp_path / "Sổ cũ.xlsm"
    path.write_bytes(LAYOUT_2.read_bytes())
    desk = FileDesk(path)
    assert check_data(desk) == ""
    title = layout_of(base_case().index, version=2)["findings"].title
    shown = [row[1] for row in desk.read(title, "A5:B100") if row[0]]
    assert shown
    assert len(shown) == len(evaluate(base_case()).findings)
    with pytest.raises(InputError, match="Nâng cấp tệp"):
        make_notice(desk)


def test_a_newer_workbook_is_refused_as_a_newer_one(tmp_path: Path) -> None:
    path = tmp_path / "Sổ mới.xlsm"
    newer = VERSIONS[-1] + 1
    path.write_bytes(edited(LAYOUT_2.read_bytes(), HELP_SHEET, {VERSION_CELL: newer}))
    with pytest.raises(InputError, match=f"mới hơn.*kiểu trang {newer}"):
        read_workbook(path)


@pytest.mark.parametrize("cell", ["2", " 2 ", 2.0])
def test_a_layout_is_known_also_where_its_number_became_a_text(
    tmp_path: Path, cell: object
) -> None:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(edited(LAYOUT_2.read_bytes(), HELP_SHEET, {VERSION_CELL: cell}))
    assert read_with_harvest(path).layout.version == 2


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("hai", "tìm thấy hai"),
        ("2,5", "tìm thấy 2,5"),
        (2.5, "tìm thấy 2.5"),
        (-2, "tìm thấy -2"),
        ("²", "tìm thấy ²"),
        ("", "tìm thấy ô trống"),
        ("999", "mới hơn.*kiểu trang 999"),
        (999.0, "mới hơn.*kiểu trang 999"),
    ],
)
def test_what_is_no_layout_is_refused_with_what_was_found(
    tmp_path: Path, cell: object, found: str
) -> None:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(edited(LAYOUT_2.read_bytes(), HELP_SHEET, {VERSION_CELL: cell}))
    with pytest.raises(InputError, match=found):
        read_workbook(path)


# --- what came later is left out --------------------------------------------------------------


def column(key: str, since: int = 2) -> ColumnSpec:
    return ColumnSpec(key, key, since=since)


def test_blocks_of_stacks_stand_where_they_stood() -> None:
    singles = singles_block("s", "S", Single("a", "A"), Single("b", "B", since=3))
    below = SheetBlock("t", "T", (column("x"), column("y", 3)), 5, first_column=5)
    beside = SheetBlock("u", "U", (column("z"),), 5)
    new = Sheet("n", "N", "shN", "", stacks=((singles, below), (beside,)))
    old = sheet_in(new, 2)
    assert [single.key for single in old.block("s").singles] == ["a"]
    assert old.block("t").header_row == new.block("t").header_row - 1
    assert old.block("u").first_column == new.block("u").first_column - 1
    assert sheet_in(new, 3) == new


def test_columns_behind_what_came_later_move_up() -> None:
    first = SheetBlock("a", "", (column("x"), column("y", 3), column("z")), 5)
    under = SheetBlock("b", "", (column("w"),), 5, header_row=12, first_column=3)
    late = SheetBlock("c", "", (column("v"),), 5, header_row=20, since=3)
    old = sheet_in(Sheet("n", "N", "shN", "", (first, under, late)), 2)
    assert old.block("a").column_number("z") == 2
    assert old.block("b").first_column == 2
    assert [block.id for block in old.blocks] == ["a", "b"]


def test_a_sheet_that_came_later_is_not_there() -> None:
    sheets = [Sheet("a", "A", "shA", ""), Sheet("b", "B", "shB", "", since=3)]
    assert [sheet.id for sheet in sheets_in(sheets, 2)] == ["a"]
    assert [sheet.id for sheet in sheets_in(sheets, 3)] == ["a", "b"]


def test_the_period_of_a_correction_stands_in_the_newest_layout_alone() -> None:
    index = base_case().index
    for version in VERSIONS:
        for name in ("corrections", "late_dossiers"):
            keys = [spec.key for spec in layout_of(index, version=version)[name].blocks[0].columns]
            assert ("period" in keys) == (version >= 3)


def test_the_period_comes_back_from_a_new_workbook() -> None:
    case = base_case()
    item = replace(case.corrections[0], period="2024-02")
    contents = contents_of(replace(case, corrections=(item,)))
    values = [contents.values(name) for name in INPUTS]
    assert ScoreSheet(*values).case.corrections == (item,)


def test_a_workbook_from_before_tables_were_taken_in_is_read_as_it_was() -> None:
    reading = read_with_harvest(ROOT / "tests" / "data" / "layout-4.xlsm")
    assert reading.layout.version == 4
    assert reading.case.counts == base_case().counts
    assert reading.case.learnt == ()
