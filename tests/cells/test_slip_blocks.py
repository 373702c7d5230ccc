"""What the functions of Phiếu đơn vị and Nếu thì give: the same scoring, nothing of it kept."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from bpindex.case.folder import bundled_case, read_case
from bpindex.case.history_rows import HistoryRow, Kind
from bpindex.case.model import Case
from bpindex.case.records import DataRow
from bpindex.cells import slip_blocks as block
from bpindex.cells.score_blocks import INPUTS
from bpindex.score.figures import scores_of
from bpindex.workbook.content import Contents, contents_of

PLACE = 1


@cache
def case() -> Case:
    return read_case(bundled_case("2026-03"))


@cache
def contents() -> Contents:
    return contents_of(case())


def sheets() -> list[list[list[Any]]]:
    return [contents().values(sheet_id) for sheet_id in INPUTS]


def slip(name: str, past: Sequence[Sequence[Any]] = ()) -> list[list[Any]]:
    return block.slip_block(name, contents().values("previous"), past, *sheets())


def what_if(**other: Any) -> list[list[Any]]:
    """Return the array of Nếu thì for an agency with some counts typed."""
    ids = list(case().index.count_by_id)
    typed = [["Nếu là"], *([other.get(count)] for count in ids), [None]]
    return block.what_if_block(case().valid_agencies[PLACE].name, typed, *sheets())


def column(rows: list[list[Any]], number: int) -> list[Any]:
    return [row[number] for row in rows]


def test_the_slip_tells_what_it_takes_beside_the_counts() -> None:
    agency, index = case().valid_agencies[0], case().index
    rows = slip(agency.name)
    assert len(rows) == block.SLIP_ROWS
    assert {len(row) for row in rows} == {block.SLIP_WIDTH}
    on_time = rows[index.component_rows["2.1"]]
    assert on_time[: block.TEXT] == [22, 25, "", 3, "không đủ"]
    texts = column(rows, block.TEXT)
    assert texts[block.TAKES_ROW] == "Cần gì để đạt Xuất sắc"
    assert texts[block.STEPS_ROW] == "Thêm 3 hồ sơ giải quyết đúng hạn (2.1, 5.4)"
    assert texts[block.CHANGES_ROW] == "Tiến độ giải quyết tăng 1,30."


def test_the_row_of_history_tells_why_components_changed() -> None:
    agency = case().valid_agencies[0]
    facts = {(Kind.POINTS, "2.1"): 15, (Kind.COUNT, "hs_phai_xl"): 30}
    facts |= {(Kind.COUNT, "xl_truoc_han"): 20, (Kind.COUNT, "xl_dung_han"): 1}
    facts |= {(Kind.COUNT, "dang_xl_trong_han"): 1}
    row = HistoryRow.of("2026-02", agency.code, agency.name, "qd766-2026", facts)
    rows = slip(agency.name, [["2026-02", agency.name, "", "", "", "", "", row.details]])
    assert rows[case().index.component_rows["2.1"]][block.BEFORE] == 15
    told = rows[block.CHANGES_ROW][block.TEXT]
    assert told == "Hồ sơ xử lý đúng hạn (2.1) tăng 2,60: 22/30 thành 22/25."


def test_other_counts_give_what_the_scoring_gives_and_change_nothing() -> None:
    changes: dict[str, Any] = {"hs_tt_truc_tuyen": 0, "xl_dung_han": "50"}
    rows, agency = what_if(**changes), case().valid_agencies[PLACE]
    counts = next(row for row in case().counts if row.agency == agency.code)
    cells = dict(counts.cells) | {key: str(value) for key, value in changes.items()}
    changed = replace(case(), counts=(DataRow(agency.code, cells), *case().counts))
    kinds = [item.kind for item in case().valid_agencies]
    for sums, points, its in (
        (block.SUM_NOW, block.NOW, scores_of(case())),
        (block.SUM_THEN, block.THEN, scores_of(changed)),
    ):
        components, groups = len(its.index.components), len(its.index.groups)
        assert column(rows, points)[:components] == its.points[:, PLACE].tolist()
        expected = [its.total[PLACE], its.ranks(kinds)[PLACE], its.grades()[PLACE], ""]
        assert column(rows, sums)[:4] == expected
        assert column(rows, sums)[4 : 4 + groups] == its.group_points[:, PLACE].tolist()
    assert column(rows, block.SUM_NOW)[0] > column(rows, block.SUM_THEN)[0]
    real = case().index.count_by_id
    assert column(rows, block.REAL)[: len(real)] == column(what_if(), block.REAL)[: len(real)]


def test_blank_counts_are_the_real_ones() -> None:
    rows = what_if()
    assert column(rows, block.SUM_THEN) == column(rows, block.SUM_NOW)
    assert column(rows, block.THEN) == column(rows, block.NOW)


@pytest.mark.parametrize("typed", [-1, "abc", 10**6])
def test_an_impossible_count_has_no_points_and_says_why(typed: Any) -> None:
    rows = what_if(hs_truc_tuyen=typed)
    assert rows[block.TOTAL][block.SUM_THEN] == ""
    assert rows[block.STATE][block.SUM_THEN]
    assert rows[block.TOTAL][block.SUM_NOW] > 0


def test_nobody_and_a_wrong_sheet_give_blanks_and_a_sentence() -> None:
    assert {cell for row in slip("") for cell in row} == {""}
    wrong = sheets()
    wrong[0] = [row[:] for row in wrong[0]]
    place = next(row for row, cells in enumerate(wrong[0]) if cells[0] == "period")
    wrong[0][place][2] = "tháng hai"
    rows = block.slip_block(case().valid_agencies[0].name, (), (), *wrong)
    assert "Thiết lập" in rows[block.NOTES_ROW][block.TEXT]
    assert {cell for row in rows[: block.NOTES_ROW] for cell in row} == {""}
    other = block.what_if_block(case().valid_agencies[0].name, (), *wrong)
    assert "Thiết lập" in other[block.STATE][block.SUM_NOW]
