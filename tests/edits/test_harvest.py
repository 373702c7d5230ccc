"""What people change on Bảng điểm and on the notice, and what becomes of it."""

import os
import subprocess
import sys
import unicodedata
from dataclasses import replace
from typing import Any

import pytest

from bpindex.case.correction import (
    Correction,
    CorrectionKind,
    CorrectionState,
    RawCount,
)
from bpindex.case.keys import Key
from bpindex.case.rows import RowId
from bpindex.page.plan import FIRST_COLUMN
from tests import ROOT
from tests.edits.desk import Desk, Row, small_case

FIGURE = ("so-nganh", "so-y-te", "TD_thang")
# A figure that is the rate of one count.
COUNTED = ("so-nganh", "so-y-te", "CK_thang")
COUNT = small_case().index.component_by_id["1.4"].numerator_terms[0][1]


@pytest.fixture
def desk() -> Desk:
    return Desk(small_case())


def place_of(desk: Desk, key: str, sheet: int = 0) -> int:
    rows = desk.sheets[sheet].rows
    return next(place for place, row in enumerate(rows) if key in row.key.split("|"))


def column_of(desk: Desk, name: str, sheet: int = 0) -> int:
    return next(n for n, key in desk.sheets[sheet].columns.items() if key == name)


def type_figure(desk: Desk, value: Any, key: Key = FIGURE) -> None:
    row = desk.main.rows[place_of(desk, f"row:{key[0]}:{key[1]}")]
    row.cells[column_of(desk, key[2])] = value


def set_counts(desk: Desk, agency: str, **counts: str) -> None:
    desk.case = replace(
        desk.case,
        counts=tuple(
            replace(row, cells={**row.cells, **counts}) if row.agency == agency else row
            for row in desk.case.counts
        ),
    )


def corrections(desk: Desk) -> list[tuple[str, str]]:
    return [(item.kind.value, item.corrected) for item in desk.in_force()]


# --- figures ---------------------------------------------------------------------------------


def test_generating_again_without_a_change_changes_nothing(desk: Desk) -> None:
    before = desk.shown()
    assert desk.generate().new == []
    assert desk.shown() == before
    assert desk.case.corrections == ()


@pytest.mark.parametrize("where", ["notice", "table"])
def test_a_figure_typed_over_prints_and_is_registered(desk: Desk, where: str) -> None:
    computed = desk.printed()[FIGURE]
    if where == "notice":
        type_figure(desk, "98,5")
    else:
        desk.typed_over[FIGURE] = "98,5"
    desk.generate()
    assert desk.printed()[FIGURE] == "98,5"
    (item,) = desk.in_force()
    assert (item.key, item.computed, item.corrected) == (FIGURE, computed, "98,5")
    assert (item.kind, item.by) == (CorrectionKind.FIGURE, "Ánh")
    assert desk.generate().new == []


def same_figure_in_other_forms(computed: str) -> list[Any]:
    number = float(computed.replace(",", "."))
    return [number, f"{computed} ", f"  {computed}", f"\u00a0{computed}", f"{computed}\n"]


def test_a_computed_figure_in_another_form_is_no_correction(desk: Desk) -> None:
    for value in same_figure_in_other_forms(desk.printed()[FIGURE]):
        type_figure(desk, value)
        assert desk.generate().new == [], repr(value)
        desk.typed_over[FIGURE] = value
        assert desk.generate().new == [], repr(value)


def test_text_in_another_unicode_form_is_no_correction(desk: Desk) -> None:
    for row in desk.main.rows:
        for column, value in row.cells.items():
            if isinstance(value, str):
                row.cells[column] = unicodedata.normalize("NFD", value)
    assert desk.generate().new == []


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("0", "0"),
        (None, ""),
        ("100,0", "100,0"),
        (97.5, "97.5"),
        ("=1+1", "=1+1"),
        ("46.03", "46.03"),
    ],
)
def test_what_prints_otherwise_is_a_correction_as_typed(
    desk: Desk, value: Any, printed: str
) -> None:
    assert desk.printed()[FIGURE] == "100"
    type_figure(desk, value)
    desk.generate()
    assert desk.printed()[FIGURE] == printed
    assert corrections(desk) == [("số liệu in", printed)]


def test_a_number_prints_with_the_decimal_mark_of_its_table(desk: Desk) -> None:
    marks = {table.id: table.decimal_mark for table in desk.case.settings.tables}
    key = ("cap-huyen", "tp-dong-xoai", "TD_thang")
    type_figure(desk, 97.25, key)
    desk.generate()
    assert desk.printed()[key] == f"97{marks['cap-huyen']}25"


def test_typing_the_computed_value_back_withdraws(desk: Desk) -> None:
    computed = desk.printed()[FIGURE]
    type_figure(desk, "1")
    desk.generate()
    type_figure(desk, computed)
    desk.generate()
    assert desk.in_force() == []
    assert [item.corrected for item in desk.case.corrections] == ["1"]
    assert desk.printed()[FIGURE] == computed


def test_a_correction_of_a_correction_keeps_the_first_one_withdrawn(desk: Desk) -> None:
    for text in ("1", "2"):
        type_figure(desk, text)
        desk.generate()
    assert [(i.corrected, i.in_force) for i in desk.case.corrections] == [("1", False), ("2", True)]


def test_both_places_typed_differently_are_a_conflict_and_both_are_kept(desk: Desk) -> None:
    desk.typed_over[FIGURE] = "1"
    type_figure(desk, "2")
    result = desk.generate()
    assert len(result.conflicts) == 1
    assert {item.corrected for item in desk.case.corrections} == {"1", "2"}
    (item,) = desk.in_force()
    assert (item.corrected, item.state) == ("2", CorrectionState.REVIEW)


def test_a_correction_of_a_raw_count_recomputes_all_that_follows(desk: Desk) -> None:
    item = Correction(RawCount("so-y-te", COUNT), "", "0", "sai dòng")
    before = desk.printed()[COUNTED]
    desk.case = replace(desk.case, corrections=(item,))
    desk.generate()
    assert before != desk.printed()[COUNTED] == "0"


def test_an_aged_correction_still_prints_is_marked_and_accepted_by_its_state(desk: Desk) -> None:
    type_figure(desk, "98,5", COUNTED)
    desk.generate()
    set_counts(desk, "so-y-te", **{COUNT: "0"})
    desk.generate()
    assert desk.printed()[COUNTED] == "98,5"
    (item,) = desk.in_force()
    assert item.state is CorrectionState.REVIEW
    now = desk.notice.origins.computed[COUNTED]
    assert item.computed != now
    desk.case = replace(desk.case, corrections=(replace(item, state=CorrectionState.ACTIVE),))
    desk.generate()
    (item,) = desk.in_force()
    assert (item.state, item.computed) == (CorrectionState.ACTIVE, now)


# --- texts -----------------------------------------------------------------------------------


@pytest.mark.parametrize("block", ["intro", "closing", "recipient_2", "title", "grounds"])
def test_a_sentence_changed_on_the_notice_stays(desk: Desk, block: str) -> None:
    row = desk.main.rows[place_of(desk, f"block:{block}")]
    column = min(row.cells)
    row.cells[column] = "Một câu khác."
    seen = desk.shown()
    desk.generate()
    assert desk.shown() == seen
    assert corrections(desk) == [("câu chữ", "Một câu khác.")]


def test_number_and_date_filled_in_by_hand_stay(desk: Desk) -> None:
    row = desk.main.rows[place_of(desk, "block:number")]
    left, right = sorted(row.cells)
    row.cells[left] = "Số: 15/TB-VPUBND"
    row.cells[right] = "Bình Phước, ngày 05 tháng 3 năm 2024"
    seen = desk.shown()
    desk.generate()
    assert desk.shown() == seen
    assert len(desk.in_force()) == 2


def test_what_was_bold_and_still_stands_stays_bold(desk: Desk) -> None:
    paragraphs = tuple(
        replace(p, text="Gửi báo cáo trước ngày **{deadline}** để tổng hợp.")
        if p.id == "closing"
        else p
        for p in desk.case.wording.paragraphs
    )
    desk.case = replace(desk.case, wording=replace(desk.case.wording, paragraphs=paragraphs))
    desk.generate()
    row = desk.main.rows[place_of(desk, "block:closing")]
    column = min(row.cells)
    row.cells[column] = str(row.cells[column]).replace("để tổng hợp", "để biết")
    desk.generate()
    block = next(block for block in desk.notice.blocks if block.id == "closing")
    assert [run.text for run in block.runs if run.bold] == ["07/03/2024"]


def test_a_header_label_changed_on_one_page_changes_all(desk: Desk) -> None:
    row = desk.main.rows[place_of(desk, "header:so-nganh:1")]
    row.cells[column_of(desk, "agency")] = "ĐƠN VỊ"
    desk.generate()
    assert desk.notice.table("so-nganh").agency_label == "ĐƠN VỊ"
    assert desk.notice.table("cap-huyen").agency_label != "ĐƠN VỊ"


def test_the_merged_cell_is_corrected_as_one(desk: Desk) -> None:
    merged = desk.notice.table("so-nganh").merged[0]
    row = desk.main.rows[place_of(desk, "row:so-nganh:so-noi-vu")]
    first = next(
        r
        for r in desk.main.rows
        if r.key.startswith("row:so-nganh:") and not r.key.endswith("tinh")
    )
    first.cells[column_of(desk, merged.column)] = "Chưa có"
    assert row
    desk.generate()
    assert desk.notice.table("so-nganh").merged[0].text == "Chưa có"
    assert desk.in_force()[0].key == ("so-nganh", "*", merged.column)


def test_edits_of_the_appendix_are_kept() -> None:
    desk = Desk(small_case(late=True))
    row = desk.sheets[1].rows[place_of(desk, "row:phu-luc:H2", 1)]
    row.cells[column_of(desk, "cause", 1)] = "Mất điện"
    desk.sheets[1].delete(place_of(desk, "row:phu-luc:H1", 1))
    desk.generate()
    assert desk.notice.appendix is not None
    assert desk.notice.appendix.row_ids == (RowId.row("phu-luc", "H2"),)
    assert "Mất điện" in desk.notice.appendix.rows[0]


# --- rows ------------------------------------------------------------------------------------


def test_a_line_added_between_paragraphs_stays_at_its_place(desk: Desk) -> None:
    place = place_of(desk, "block:intro")
    desk.main.insert(place + 1, Row("", 20.0, {FIRST_COLUMN: "Một câu thêm."}))
    seen = desk.shown()
    desk.generate()
    assert desk.shown() == seen
    desk.generate()
    assert desk.shown() == seen


def test_several_lines_added_in_turn_keep_their_order(desk: Desk) -> None:
    for number in range(3):
        place = place_of(desk, "block:intro") + 1 + (number == 1)
        desk.main.insert(place, Row("", 20.0, {FIRST_COLUMN: f"Câu thêm {number}."}))
        seen = desk.shown()
        desk.generate()
        assert desk.shown() == seen


def test_a_row_added_in_a_table_is_a_row_of_the_table(desk: Desk) -> None:
    place = place_of(desk, "row:so-nganh:so-y-te")
    cells = {FIRST_COLUMN: "9", FIRST_COLUMN + 1: "Sở mới", column_of(desk, "TD_thang"): "88"}
    desk.main.insert(place, Row("", 20.0, cells))
    seen = desk.shown()
    desk.generate()
    assert desk.shown() == seen
    names = [row.name for row in desk.notice.table("so-nganh").rows]
    assert "Sở mới" in names


def test_a_deleted_row_does_not_come_back_until_it_is_withdrawn(desk: Desk) -> None:
    before = desk.shown()
    for key in ("row:so-nganh:so-y-te", "block:recipient_2"):
        desk.main.delete(place_of(desk, key))
    seen = desk.shown()
    desk.generate()
    assert desk.shown() == seen
    assert {item.kind for item in desk.in_force()} == {CorrectionKind.REMOVED}
    desk.case = replace(
        desk.case,
        corrections=tuple(
            replace(item, state=CorrectionState.WITHDRAWN) for item in desk.case.corrections
        ),
    )
    desk.generate()
    assert desk.shown() == before


def test_moved_rows_stay_moved(desk: Desk) -> None:
    desk.main.move(place_of(desk, "row:so-nganh:so-y-te"), place_of(desk, "row:so-nganh:so-noi-vu"))
    desk.main.move(place_of(desk, "block:recipient_2"), place_of(desk, "block:recipient_1"))
    seen = desk.shown()
    desk.generate()
    assert desk.shown() == seen
    assert {item.kind for item in desk.in_force()} == {CorrectionKind.MOVED}


def test_a_row_moved_back_is_no_correction_any_more(desk: Desk) -> None:
    before = desk.shown()
    desk.main.move(place_of(desk, "row:so-nganh:so-y-te"), place_of(desk, "row:so-nganh:so-noi-vu"))
    desk.generate()
    rows = [row.key for row in desk.main.rows]
    place = rows.index("row:so-nganh:so-y-te")
    while desk.shown() != before and place + 2 < len(rows):
        desk.main.move(place, place + 2)
        place += 1
    desk.generate()
    assert desk.shown() == before
    assert desk.in_force() == []


def test_a_copied_row_is_an_added_one(desk: Desk) -> None:
    place = place_of(desk, "row:so-nganh:so-y-te")
    row = desk.main.rows[place]
    desk.main.insert(place + 1, Row(row.key, row.height, dict(row.cells), dict(row.spans)))
    seen = desk.shown()
    desk.generate()
    assert desk.shown() == seen


def test_a_row_copied_behind_a_blank_one_at_the_end_of_a_table_is_in_the_table(desk: Desk) -> None:
    place = place_of(desk, "row:cap-huyen:tx-binh-long")
    row = desk.main.rows[place]
    desk.main.insert(place + 1, Row("", 12.0, {}))
    desk.main.insert(place + 2, Row(row.key, row.height, dict(row.cells), dict(row.spans)))
    seen = desk.shown()
    desk.generate()
    assert desk.shown() == seen


def test_inserted_and_deleted_columns_confuse_nothing(desk: Desk) -> None:
    def shift(at: int, by: int) -> None:
        sheet = desk.main
        sheet.columns = {n + by * (n >= at): k for n, k in sheet.columns.items()}
        sheet.widths = {n + by * (n >= at): w for n, w in sheet.widths.items()}
        for row in sheet.rows:
            for name in ("cells", "spans", "looks", "bold", "tall"):
                items = getattr(row, name)
                setattr(row, name, {n + by * (n >= at): v for n, v in items.items()})

    shift(5, 1)
    assert desk.generate().new == []
    gone = column_of(desk, "CK_nam_truoc")
    for row in desk.main.rows:
        row.cells.pop(gone, None)
    desk.main.columns.pop(gone)
    shift(gone + 1, -1)
    assert desk.generate().new == []


@pytest.mark.parametrize("lost", ["key column", "key row", "both"])
def test_without_the_hidden_keys_a_changed_figure_is_still_found(desk: Desk, lost: str) -> None:
    type_figure(desk, "98,5")
    if lost != "key row":
        for row in desk.main.rows:
            row.key = ""
    if lost != "key column":
        desk.main.columns.clear()
    desk.generate()
    assert desk.printed()[FIGURE] == "98,5"
    assert corrections(desk) == [("số liệu in", "98,5")]


def test_a_note_beside_the_page_stays_beside_its_row(desk: Desk) -> None:
    beside = max(desk.main.columns) + 2
    desk.main.rows[place_of(desk, "row:so-nganh:so-y-te")].cells[beside] = "hỏi lại"
    desk.generate()
    row = desk.main.rows[place_of(desk, "row:so-nganh:so-y-te")]
    assert row.cells[beside] == "hỏi lại"
    assert desk.generate().new == []


# --- form ------------------------------------------------------------------------------------


def test_height_width_and_page_break_survive(desk: Desk) -> None:
    place = place_of(desk, "row:so-nganh:so-y-te")
    desk.main.rows[place].height = 60.0
    name = column_of(desk, "agency")
    desk.main.widths[name] += 6
    heading = place_of(desk, "block:heading_cap_huyen")
    desk.main.ends.add(heading - 1)
    width = desk.main.widths[name]
    desk.generate()
    assert desk.main.rows[place_of(desk, "row:so-nganh:so-y-te")].height == 60.0
    assert desk.main.widths[name] == pytest.approx(width)
    assert place_of(desk, "block:heading_cap_huyen") - 1 in desk.main.ends
    assert desk.generate().new == []


def test_the_look_of_a_cell_and_of_a_whole_row_survives(desk: Desk) -> None:
    row = desk.main.rows[place_of(desk, "row:so-nganh:so-y-te")]
    for column in row.looks:
        row.looks[column] = {**row.looks[column], "bold": "1"}
    cell = column_of(desk, "TD_thang")
    other = desk.main.rows[place_of(desk, "row:so-nganh:so-noi-vu")]
    other.looks[cell] = {**other.looks[cell], "size": "14", "color": "FF0000"}
    desk.generate()
    row = desk.main.rows[place_of(desk, "row:so-nganh:so-y-te")]
    assert {look["bold"] for look in row.looks.values()} == {"1"}
    other = desk.main.rows[place_of(desk, "row:so-nganh:so-noi-vu")]
    assert (other.looks[cell]["size"], other.looks[cell]["color"]) == ("14", "FF0000")
    assert len(desk.in_force()) == 2
    assert desk.generate().new == []


def test_a_height_grows_with_its_text(desk: Desk) -> None:
    place = place_of(desk, "block:closing")
    height = desk.main.rows[place].height or 0
    desk.main.rows[place].height = height + 10
    desk.generate()
    row = desk.main.rows[place_of(desk, "block:closing")]
    row.cells[min(row.cells)] = "Rất dài. " * 300
    desk.generate()
    assert (desk.main.rows[place_of(desk, "block:closing")].height or 0) > height + 10


def test_the_page_number_of_rows_without_a_row_is_no_matter(desk: Desk) -> None:
    """Rows below the last one, and blank columns, are nobody's."""
    desk.main.rows.append(Row("", 15.0, {}))
    desk.main.rows.append(Row("", 15.0, {FIRST_COLUMN: None}))
    assert desk.generate().new == []


def test_the_register_is_the_same_whatever_order_sets_have() -> None:
    """Python orders sets anew in each process; the register must not follow."""
    script = (
        "from tests.edits.desk import Desk, small_case\n"
        "desk = Desk(small_case())\n"
        "desk.main.ends |= {5, 9, 12, 20, 24}\n"
        "desk.generate()\n"
        "print([(i.key, i.corrected) for i in desk.case.corrections])"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(printed) == 1
    assert printed.pop().count(b"break") >= 3
