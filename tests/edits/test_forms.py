"""What people change in the form of the notice: heights, widths, page breaks, what they hide."""

from dataclasses import replace
from itertools import pairwise

import pytest

from bpindex.case.correction import Correction, CorrectionKind, Form, FormAspect
from bpindex.case.rows import RowId, RowKey
from bpindex.page.plan import plan_sheets
from bpindex.page.textfit import EXCEL_PADDING_PT, GUARD, text_width
from tests.changed_cases import CASE, notice_of
from tests.edits.desk import Desk, Row, small_case
from tests.edits.test_harvest import column_of, place_of

AGENCY = "row:so-nganh:so-y-te"


def formed(*forms: tuple[str, str, str, FormAspect, str]) -> Desk:
    """Return a desk whose register holds forms: sheet, row, column, aspect, value."""
    items = [
        Correction(Form(sheet, RowKey(row), column, aspect), "", value)
        for sheet, row, column, aspect, value in forms
    ]
    return Desk(replace(small_case(late=True), corrections=tuple(items)))


def test_what_an_older_register_took_for_a_height_or_width_of_nothing_prints() -> None:
    plain = Desk(small_case(late=True))
    desk = formed(
        ("", AGENCY, "", FormAspect.HEIGHT, "0"), ("", "", "TD_thang", FormAspect.WIDTH, "0")
    )
    heights = [[row.height for row in each.main.rows] for each in (desk, plain)]
    assert heights[0] == heights[1]
    assert desk.main.widths == plain.main.widths


def test_hidden_rows_and_columns_are_told_and_nothing_is_taken() -> None:
    desk = Desk(small_case())
    place = place_of(desk, AGENCY)
    desk.main.hidden = {place, place_of(desk, "header:so-nganh:1"), place_of(desk, "gap:head")}
    desk.main.hidden_columns = {column_of(desk, "TD_thang")}
    result = desk.generate()
    assert result.new == []
    told = [("", RowKey("header:so-nganh:1"), ""), ("", RowKey(AGENCY), "")]
    assert result.hidden == [*told, ("", RowKey(), "TD_thang")]
    assert desk.main.hidden == set()


def test_a_width_changes_its_own_sheet_alone() -> None:
    desk = Desk(small_case(late=True))
    before = [dict(sheet.widths) for sheet in desk.sheets]
    # Columns of this key stand on both sheets.
    names = [column_of(desk, "agency", sheet) for sheet in (0, 1)]
    desk.sheets[1].widths[names[1]] += 5
    desk.generate()
    assert desk.main.widths == before[0]
    assert desk.sheets[1].widths == {**before[1], names[1]: before[1][names[1]] + 5}
    desk.main.widths[names[0]] += 3
    desk.generate()
    assert desk.sheets[1].widths[names[1]] == before[1][names[1]] + 5
    assert desk.main.widths[names[0]] == before[0][names[0]] + 3
    assert desk.generate().new == []


def test_columns_wider_than_the_page_are_printed_smaller_on_pages_planned_so() -> None:
    desk = Desk(CASE)
    name = column_of(desk, "agency")
    desk.main.widths[name] += 40
    desk.generate()
    plan = desk.plans[0]
    assert desk.main.widths[name] == plan.widths[1]
    assert (plan.is_reduced, 60 < plan.scale < 80) == (True, True)
    printed = sum(plan.grid.widths_pt) * plan.scale / 100
    assert printed <= (297 - 45) * 72 / 25.4
    starts = [0, *plan.page_ends, plan.last_row]
    heights = {placed.number: placed.row.height_pt for placed in plan.rows}
    for first, last in pairwise(starts):
        page = sum(heights.get(number, 0.0) for number in range(first + 1, last + 1))
        assert page * plan.scale / 100 <= plan.layout.page_pt
    # What a person would have to read with a glass is as narrow as that allows.
    for number in range(3, 17):
        desk.main.widths[number] = 250
    desk.generate()
    assert desk.plans[0].scale == 50
    assert desk.generate().new == []


def test_rows_are_as_high_as_their_texts_need_in_columns_that_people_made_narrow() -> None:
    desk = Desk(small_case())
    place, name = place_of(desk, AGENCY), column_of(desk, "agency")
    height = desk.main.rows[place].height or 0
    desk.main.widths[name] = 5
    desk.generate()
    assert (desk.main.rows[place_of(desk, AGENCY)].height or 0) > height + 9
    assert [item.kind for item in desk.in_force()] == [CorrectionKind.FORMAT]


@pytest.mark.parametrize("beside", [-1, 1])
def test_a_height_that_came_with_an_inserted_row_is_no_correction(beside: int) -> None:
    desk = Desk(small_case())
    place = place_of(desk, "block:closing") + (beside > 0)
    desk.main.rows[place - (beside > 0)].height = 106.0
    desk.main.insert(place, Row("", 106.0, {2: "Một câu mới."}, {2: 15}))
    desk.main.insert(place, Row("", 106.0, {2: "Một câu nữa."}, {2: 15}))
    desk.generate()
    heights = {row.texts(): row.height or 0 for row in desk.main.rows}
    assert heights["Một câu mới.",] < 30
    assert heights["Một câu nữa.",] < 30
    row = next(row for row in desk.main.rows if row.texts() == ("Một câu mới.",))
    row.height = 60.0
    desk.generate()
    assert {row.texts(): row.height for row in desk.main.rows}["Một câu mới.",] == 60.0


def test_a_page_that_a_person_began_with_a_row_of_a_table_begins_with_it_behind_its_header() -> (
    None
):
    desk = Desk(CASE)
    desk.main.ends.add(place_of(desk, AGENCY) - 1)
    for _ in range(2):
        desk.generate()
        place = place_of(desk, AGENCY)
        keys = [desk.main.rows[place - back].key for back in (3, 2, 1)]
        assert [key.partition("@")[0] for key in keys] == [
            f"header-again:so-nganh:{level}" for level in (1, 2, 3)
        ]
        assert place - 4 in desk.main.ends
    # A break below the repeated header is the one above it: its row begins the page already.
    desk.main.ends.add(place - 1)
    assert desk.generate().new == []
    assert place_of(desk, AGENCY) == place


def test_a_page_break_in_the_appendix_stays() -> None:
    desk = Desk(small_case(late=True))
    key = str(RowId.row("phu-luc", "H2"))
    desk.sheets[1].ends.add(place_of(desk, key, 1) - 1)
    desk.generate()
    assert desk.sheets[1].ends == {place_of(desk, key, 1) - 1}
    assert desk.generate().new == []


@pytest.mark.parametrize("count", [1, 18])
@pytest.mark.parametrize("text", ["x", "mới", "Đã xin lỗi"])
def test_a_short_note_costs_no_page_and_cuts_no_word(text: str, count: int) -> None:
    notice = notice_of(CASE)
    table = notice.tables[0]
    rows = [replace(row, note=text if i < count else "") for i, row in enumerate(table.rows)]
    noted = replace(notice, tables=(replace(table, rows=tuple(rows)), *notice.tables[1:]))
    plan, plain = plan_sheets(noted)[0], plan_sheets(notice)[0]
    assert len(plan.page_ends) == len(plain.page_ends) == 3
    assert plan.scale >= (100 if len(text.split()) == 1 else 97)
    room = (plan.grid.widths_pt[-1] - EXCEL_PADDING_PT) * GUARD
    assert room >= max(text_width(word, 11) for word in text.split())


def test_a_page_set_by_hand_is_kept_on_its_sheet_until_it_is_set_back() -> None:
    desk = Desk(small_case(late=True))
    desk.main.page |= {"top": "35", "paper": "A3"}
    # What office programs round is nobody's doing.
    desk.sheets[1].page |= {"left": "29.9", "scale": "90"}
    desk.generate()
    made = [desk.plans[0].layout, desk.plans[1].layout]
    assert [(page.paper, page.margins.top_mm) for page in made] == [("A3", 35), ("A4", 20)]
    # The page number keeps its distance from the text.
    assert made[0].margins.header_mm == 25
    assert (desk.plans[1].scale, made[1].margins.left_mm) == (90, 30)
    assert len(desk.in_force()) == 3
    assert desk.generate().new == []
    desk.main.page |= {"top": "20", "paper": "A4"}
    desk.generate()
    assert [item.corrected for item in desk.in_force()] == ["90"]


def test_a_page_without_room_is_a_mistake_and_not_followed() -> None:
    desk = formed(("", "", "left", FormAspect.PAGE, "280"), ("", "", "top", FormAspect.PAGE, "xa"))
    assert desk.plans[0].layout == Desk(small_case()).plans[0].layout
