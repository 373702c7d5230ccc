"""Phiếu đơn vị for who is chosen, computed by another engine from its formulas, without Python."""

import math
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bpindex.advice.profile import Profile
from bpindex.case.folder import bundled_case, read_case
from bpindex.case.model import Case
from bpindex.history.before import before_of
from bpindex.notice.as_json import fingerprint
from bpindex.pipeline import evaluate
from bpindex.score.figures import scores_of
from bpindex.score.rounding import round_half_up
from bpindex.sheets.layout import layout_of
from bpindex.sheets.model import ROOM
from bpindex.words.home import NO_BEFORE
from bpindex.workbook.build import build_workbook
from bpindex.workbook.home.grid import PANELS, left_of
from bpindex.workbook.slip.grid import (
    AVERAGE,
    CHANGE,
    LISTS,
    LOST,
    MOST,
    POINTS,
    RATE,
    SHARE,
    TABLE,
    Grid,
)
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook, edited, loaded, read, sheet_alone
from tests.workbook.test_independent_readers import without_python

PLACE = 20


@cache
def the_case() -> Case:
    return read_case(bundled_case("2026-03"))


@cache
def workbook() -> bytes:
    return build_workbook(the_case())


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return what tells the value of a cell of the slip once an agency is chosen."""
    ironcalc = pytest.importorskip("ironcalc", reason="not installed: make test does it")
    path = tmp_path_factory.mktemp("slip") / "book.xlsx"
    path.write_bytes(without_python(workbook()))
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC")
    titles = loaded(workbook(), values=True).sheetnames
    place = titles.index("Phiếu đơn vị")
    model.set_user_input(place, 1, 2, the_case().valid_agencies[PLACE].name)
    model.evaluate()
    return lambda row, column: model.get_cell_value(place, row, column)


def near(found: Any, expected: Any) -> bool:
    return math.isclose(found, float(expected), abs_tol=1e-9)


def test_points_losses_and_changes_are_true_without_python(chosen: Any) -> None:
    case, grid = the_case(), Grid(the_case().index)
    agency, scores = case.valid_agencies[PLACE], scores_of(case)
    profile = Profile(case, scores, PLACE, before_of(case, agency.code))
    assert chosen(5, 1) == f"PHIẾU ĐƠN VỊ: {agency.name.upper()}"
    assert chosen(7, 1) == f"{round_half_up(profile.total or 0, 2)} / 100".replace(".", ",")
    assert chosen(7, 3) == f"{profile.rank} / {profile.peers}"
    assert chosen(7, 8) == profile.grade
    for line in profile.lines:
        row = grid.rows[line.component.id]
        assert near(chosen(row, POINTS), line.points)
        assert near(chosen(row, LOST), line.lost)
        assert near(chosen(row, MOST), line.most)
        if line.sides and line.sides[1]:
            assert near(chosen(row, RATE), 100 * line.sides[0] / line.sides[1])
        else:
            assert chosen(row, RATE) in ("", None)
    for group in case.index.groups:
        row, points = grid.rows[group.id], profile.group_points(group) or 0
        assert near(chosen(row, POINTS), points)
        before = profile.before.groups[group.id]
        assert chosen(row, CHANGE) == pytest.approx(float(points - before), abs=0.0051)
    assert chosen(grid.sum_row, CHANGE)
    listed = [chosen(LISTS - 1 + row, 8) for row in range(8)]
    names = [line.component.name for line in (*profile.strongest, *profile.weakest)]
    assert listed == names


def test_a_total_that_was_corrected_is_the_one_that_prints(chosen: Any, tmp_path: Path) -> None:
    ironcalc = pytest.importorskip("ironcalc", reason="not installed: make test does it")
    path = tmp_path / "book.xlsx"
    path.write_bytes(without_python(workbook()))
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC")
    titles = loaded(workbook(), values=True).sheetnames
    place, case = titles.index("Phiếu đơn vị"), the_case()
    agency = case.valid_agencies[PLACE]
    model.set_user_input(place, 1, 2, agency.name)
    block = layout_of(case.index, ROOM).sheets["corrections"].block("corrections")
    row = block.first_row + len(case.corrections)
    for key, text in (
        *(("agency_key", agency.code), ("column_key", "total"), ("state", "đang áp dụng")),
        *(("period", f"'{case.period}"), ("corrected", "81,25")),
    ):
        model.set_user_input(titles.index("Đính chính"), row, block.column_number(key), text)
    model.evaluate()
    shown = [model.get_cell_value(place, at, 1) for at in (6, 7)]
    assert shown == ["Tổng điểm in ra (đã đính chính)", "81,25 / 100"]
    assert chosen(6, 1) == "Tổng điểm"


def test_the_chart_shows_the_agency_beside_the_average_of_its_kind(chosen: Any) -> None:
    case, scores = the_case(), scores_of(the_case())
    kind = case.valid_agencies[PLACE].kind
    same = [at for at, agency in enumerate(case.valid_agencies) if agency.kind == kind]
    assert chosen(1, SHARE) == case.valid_agencies[PLACE].name
    for place, group in enumerate(case.index.groups):
        own = 100 * scores.group_points[place, PLACE] / float(group.max_points)
        mean = 100 * scores.group_points[place, same].mean() / float(group.max_points)
        assert near(chosen(place + 2, SHARE), own)
        assert near(chosen(place + 2, AVERAGE), mean)


def test_nothing_is_shown_and_no_function_called_before_somebody_is_chosen() -> None:
    sheet = sheet_alone(workbook(), "Phiếu đơn vị", values=True)
    assert sheet["B1"].value is None
    shown = {sheet.cell(row, POINTS).value for row in range(TABLE + 1, TABLE + 29)}
    assert shown <= {None, ""}
    formulas = sheet_alone(workbook(), "Phiếu đơn vị")
    calls = [
        str(getattr(cell.value, "text", cell.value))
        for row in formulas.iter_rows()
        for cell in row
        if "BP_" in str(getattr(cell.value, "text", cell.value))
    ]
    assert len(calls) == 1
    assert calls[0].startswith('=IF($M$1=0,"",BP_PHIEU(')


def test_what_is_typed_on_these_sheets_is_of_no_month() -> None:
    name = base_case().valid_agencies[0].name
    plain = read(bundled_workbook())
    typed = edited(bundled_workbook(), "Nếu thì", {"B1": name, "D12": 5, "D13": "abc"})
    typed = edited(typed, "Phiếu đơn vị", {"B1": name})
    assert sheet_alone(typed, "Nếu thì", values=True)["D12"].value == 5
    case = read(typed)
    assert case == plain
    ours, before = evaluate(case), evaluate(plain)
    assert ours.findings == before.findings
    assert fingerprint(ours.notice) == fingerprint(before.notice)


def test_a_period_that_becomes_a_quarter_is_compared_with_no_month(tmp_path: Path) -> None:
    """Without Python, on Phiếu đơn vị and Trang chính; as a month again it is as it was."""
    ironcalc = pytest.importorskip("ironcalc", reason="not installed: make test does it")
    path = tmp_path / "book.xlsx"
    path.write_bytes(without_python(workbook()))
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC")
    titles, index = loaded(workbook(), values=True).sheetnames, the_case().index
    layout, grid = layout_of(index), Grid(index)
    place, home = titles.index("Phiếu đơn vị"), titles.index("Trang chính")
    model.set_user_input(place, 1, 2, the_case().valid_agencies[PLACE].name)
    settings = layout["settings"].block("settings")
    row = next(
        number
        for number, single in enumerate(settings.singles, settings.first_row)
        if single.key == "period_from"
    )
    column = settings.column_number("value")
    shown = {}
    for first in ("2026-03-01", "2026-01-01", "2026-03-02"):
        model.set_user_input(titles.index("Thiết lập"), row, column, first)
        model.evaluate()
        rows = [grid.rows[group.id] for group in index.groups]
        changes = [model.get_cell_value(place, at, CHANGE) for at in rows]
        hints = [model.get_cell_value(place, 8, 1), model.get_cell_value(place, 8, 3)]
        moved = model.get_cell_value(home, PANELS + 4, left_of(6) + 1)
        shown[first] = [*changes, *hints, moved]
    month, quarter, again = shown.values()
    assert all(value not in ("", None) for value in month)
    assert again == month
    assert all(value in ("", None) for value in quarter[:-1])
    assert quarter[-1] == NO_BEFORE
