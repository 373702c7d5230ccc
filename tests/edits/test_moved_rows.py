"""Rows that were moved or sorted stay in their table, whole, and in the order that was seen."""

from dataclasses import replace

import pytest

from bpindex.case.correction import Correction, CorrectionKind, CorrectionState, MovedRow
from bpindex.case.keys import ALL
from tests.edits.desk import Desk, Row, small_case
from tests.edits.test_harvest import column_of, place_of

TABLE = "row:so-nganh:"
CODES = ("so-noi-vu", "so-y-te", "so-tu-phap")


@pytest.fixture
def desk() -> Desk:
    return Desk(small_case())


def sort(desk: Desk, order: tuple[int, int, int]) -> None:
    """Sort the first table without its keys; what is merged over its rows stays where it is."""
    rows = [desk.main.rows[place_of(desk, f"{TABLE}{code}")] for code in CODES]
    rows.sort(key=desk.main.rows.index)
    merged = desk.merged_columns()
    old = [{c: v for c, v in row.cells.items() if c not in merged} for row in rows]
    for row, at in zip(rows, order, strict=True):
        kept = {c: v for c, v in row.cells.items() if c in merged}
        row.cells = kept | old[at]


def order_of(desk: Desk) -> list[str]:
    return [row.agency for row in desk.notice.table("so-nganh").rows]


def moved(desk: Desk) -> list[Correction]:
    return [item for item in desk.in_force() if type(item.what) is MovedRow]


def test_a_text_for_all_agencies_prints_at_the_one_that_was_moved_to_the_top(desk: Desk) -> None:
    desk.main.move(place_of(desk, f"{TABLE}so-tu-phap"), place_of(desk, f"{TABLE}so-noi-vu"))
    desk.generate()
    assert order_of(desk) == ["so-tu-phap", "so-noi-vu", "so-y-te"]
    first = place_of(desk, f"{TABLE}so-tu-phap")
    for item in desk.notice.table("so-nganh").merged:
        column = column_of(desk, item.column)
        assert desk.main.rows[first].cells[column] == item.text
        assert desk.main.rows[first].tall[column] == 3


def test_rows_sorted_twice_stand_as_they_were_sorted_last(desk: Desk) -> None:
    sort(desk, (1, 2, 0))
    desk.generate()
    assert order_of(desk) == ["so-y-te", "so-tu-phap", "so-noi-vu"]
    desk.generate()
    sort(desk, (2, 1, 0))
    desk.generate()
    assert order_of(desk) == ["so-noi-vu", "so-tu-phap", "so-y-te"]
    assert len(moved(desk)) == 1


def test_a_row_sorted_behind_a_line_inside_the_table_stays_in_the_table(desk: Desk) -> None:
    first = column_of(desk, "stt")
    line = Row("", 18.0, {first: "Các đơn vị còn lại"}, {first: 15})
    desk.main.insert(place_of(desk, f"{TABLE}so-tu-phap"), line)
    desk.generate()
    sort(desk, (1, 2, 0))
    before = desk.shown()
    desk.generate()
    assert desk.shown() == before
    names = [row.line.text if row.line else row.agency for row in desk.notice.table(
        "so-nganh"
    ).rows]  # fmt: skip
    assert names == ["so-y-te", "so-tu-phap", "Các đơn vị còn lại", "so-noi-vu"]
    # What is merged above the line and below it was not typed twice by the rows beneath.
    assert ALL not in {item.key[1] for item in desk.case.corrections}


def test_which_of_two_rows_changed_places_is_said_once(desk: Desk) -> None:
    """Of rows that changed places either may be said to have moved: the register keeps its one."""
    desk.main.move(place_of(desk, f"{TABLE}so-y-te"), place_of(desk, f"{TABLE}so-tu-phap") + 1)
    desk.generate()
    known = moved(desk)
    desk.main.insert(place_of(desk, f"{TABLE}so-noi-vu"), Row("", 12.0))
    desk.generate()
    assert moved(desk) == known
    assert order_of(desk)[-3:] == ["so-noi-vu", "so-tu-phap", "so-y-te"]


def test_of_two_rows_of_one_name_each_keeps_what_it_lacks(desk: Desk) -> None:
    """A copy one of whose figures was withdrawn is known by the cell that is blank."""
    row = desk.main.rows[place_of(desk, f"{TABLE}so-y-te")]
    at = place_of(desk, f"{TABLE}so-y-te") + 1
    merged = desk.merged_columns()
    desk.main.insert(
        at, Row(row.key, row.height, {c: v for c, v in row.cells.items() if c not in merged})
    )
    desk.generate()
    own = next(item for item in desk.in_force() if item.key[2] == "TD_nam_truoc")
    register = (
        replace(i, state=CorrectionState.WITHDRAWN) if i is own else i
        for i in desk.case.corrections
    )
    desk.case = replace(desk.case, corrections=tuple(register))
    desk.generate()
    rows = desk.main.rows
    one, two = (rows[place_of(desk, f"{TABLE}{name}")] for name in ("so-y-te", own.key[1]))
    for column in {*one.cells, *two.cells} - merged:
        one.cells[column], two.cells[column] = two.cells.get(column), one.cells.get(column)
    before = desk.shown()
    desk.generate()
    assert desk.shown() == before
    assert desk.printed()["so-nganh", "so-y-te", "TD_nam_truoc"] == "100"


def _with_a_note(desk: Desk) -> float:
    """Type a note of many lines; return the height that its row needs."""
    note = "Đơn vị chưa gửi báo cáo đúng hạn, số liệu lấy từ hệ thống. " * 4
    desk.main.rows[place_of(desk, f"{TABLE}so-tu-phap")].cells[column_of(desk, "note")] = note
    desk.generate()
    row = desk.main.rows[place_of(desk, f"{TABLE}so-tu-phap")]
    assert row.height is not None and row.height > 60
    return row.height


def _move_cells(desk: Desk, key: str, above: str, beside: int) -> None:
    """Insert a row, which has the height of the one beside, move cells and key, delete a row."""
    rows = desk.main.rows
    at = place_of(desk, above)
    target = Row("", rows[at - beside].height)
    desk.main.insert(at, target)
    source = rows[place_of(desk, key)]
    merged = desk.merged_columns()
    target.key = source.key
    target.cells = {c: v for c, v in source.cells.items() if c not in merged}
    source.key = ""
    desk.main.delete(rows.index(source))


@pytest.mark.parametrize("beside", [0, 1])
def test_cells_moved_to_an_inserted_row_are_as_high_as_they_need(desk: Desk, beside: int) -> None:
    height = _with_a_note(desk)
    _move_cells(desk, f"{TABLE}so-tu-phap", f"{TABLE}so-y-te", beside)
    desk.generate()
    assert order_of(desk) == ["so-noi-vu", "so-tu-phap", "so-y-te"]
    assert desk.main.rows[place_of(desk, f"{TABLE}so-tu-phap")].height == height
    assert not [i for i in desk.in_force() if i.kind is CorrectionKind.FORMAT]


@pytest.mark.parametrize("order", [(2, 0, 1), (1, 2, 0), (2, 1, 0)])
def test_cells_sorted_with_their_keys_leave_the_heights_behind(
    desk: Desk, order: tuple[int, int, int]
) -> None:
    height = _with_a_note(desk)
    keys = [desk.main.rows[place_of(desk, f"{TABLE}{code}")] for code in CODES]
    names = [row.key for row in keys]
    sort(desk, order)
    for row, at in zip(keys, order, strict=True):
        row.key = names[at]
    desk.generate()
    assert order_of(desk) == [CODES[at] for at in order]
    heights = [desk.main.rows[place_of(desk, f"{TABLE}{code}")].height for code in CODES]
    assert heights[2] == height and max(heights[0] or 0, heights[1] or 0) < height
    assert not [i for i in desk.in_force() if i.kind is CorrectionKind.FORMAT]


def test_a_height_that_somebody_gave_a_moved_row_is_kept(desk: Desk) -> None:
    _with_a_note(desk)
    _move_cells(desk, f"{TABLE}so-tu-phap", f"{TABLE}so-y-te", 1)
    desk.main.rows[place_of(desk, f"{TABLE}so-tu-phap")].height = 133.0
    desk.generate()
    assert desk.main.rows[place_of(desk, f"{TABLE}so-tu-phap")].height == 133.0
