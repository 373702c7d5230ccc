"""What people change on tables that print other columns than those of 02/2024."""

from dataclasses import replace

import pytest

from bpindex.case.correction import Correction, CorrectionKind, PrintedText
from bpindex.case.keys import Key
from bpindex.case.printed import PrintedTable, Section
from bpindex.case.validation import validate_case
from tests.changed_cases import notice_of
from tests.edits.desk import Desk, Row, small_case
from tests.edits.typing_at import place_of
from tests.printed import previous_figures

SECTIONS = (Section("Sở, ngành", "SỞ, NGÀNH"), Section("Cấp huyện", "CẤP HUYỆN"))


def fresh() -> Desk:
    case = small_case()
    tables = (
        PrintedTable("hang", SECTIONS, "diem-hang"),
        PrintedTable("chi-tiet", SECTIONS[:1], "chi-tiet"),
        PrintedTable("cap-huyen", (Section("Cấp huyện"),), "thong-bao"),
    )
    return Desk(replace(case, printed=tables, previous=tuple(previous_figures(case))))


def type_at(desk: Desk, key: Key, text: str) -> None:
    row, column = place_of(desk, key)
    desk.main.rows[row].cells[column] = text


def test_left_alone_nothing_is_taken() -> None:
    desk = fresh()
    before = desk.shown()
    assert desk.generate().new == []
    assert desk.generate().new == [] and desk.shown() == before


KEYS: list[Key] = [
    ("hang", "so-y-te", "total"),
    ("hang", "so-y-te", "points.CK"),
    ("hang", "tp-dong-xoai", "rank@previous~"),
    ("hang", "tinh", "total"),
    ("hang", "#muc.1", "agency"),
    ("hang", "", "head1.total"),
    ("hang", "", "rank"),
    ("chi-tiet", "so-y-te", "numerator.1.1"),
    ("chi-tiet", "so-y-te", "rate.4.6"),
    ("chi-tiet", "#sum", "denominator.2.1"),
    ("chi-tiet", "", "points.3.6"),
    ("cap-huyen", "tp-dong-xoai", "TD_thang"),
    ("cap-huyen", "", "title"),
]


@pytest.mark.parametrize("key", KEYS)
def test_a_text_typed_over_prints_under_its_key_and_can_be_withdrawn(key: Key) -> None:
    desk = fresh()
    computed = desk.printed()[key]
    type_at(desk, key, "gõ 1")
    desk.generate()
    assert desk.printed()[key] == "gõ 1"
    (item,) = desk.in_force()
    assert (item.key, item.computed, item.corrected) == (key, computed, "gõ 1")
    type_at(desk, key, computed)
    desk.generate()
    assert desk.in_force() == [] and desk.printed()[key] == computed


def test_an_added_row_stands_in_the_columns_of_its_table() -> None:
    desk = fresh()
    row, column = place_of(desk, ("cap-huyen", "tp-dong-xoai", "TD_thang"))
    desk.main.rows.insert(row + 1, Row("", 20.0, {2: "3", 3: "Huyện mới", column: "77,7"}))
    desk.generate()
    texts = {item.key[2]: item.corrected for item in desk.in_force() if item.key[1] == "+1"}
    assert texts["TD_thang"] == "77,7" and texts["agency"] == "Huyện mới"
    assert desk.printed()["cap-huyen", "+1", "TD_thang"] == "77,7"
    assert desk.generate().new == []


@pytest.mark.parametrize("table", ["hang", "chi-tiet"])
def test_a_row_taken_out_stays_out(table: str) -> None:
    desk = fresh()
    name = f"row:{table}:so-y-te"
    for place in reversed(range(len(desk.main.rows))):
        if desk.main.rows[place].key.startswith(name):
            desk.main.delete(place)
    desk.generate()
    assert not any(key[:2] == (table, "so-y-te") for key in desk.printed())
    assert {item.kind for item in desk.in_force()} == {CorrectionKind.REMOVED}
    assert desk.generate().new == []


def test_a_colour_is_none_of_somebodys_until_somebody_changes_it() -> None:
    desk = fresh()
    key = ("hang", "so-y-te", "total@previous~")
    row, column = place_of(desk, key)
    assert desk.main.rows[row].looks[column]["fill"]
    assert desk.generate().new == []
    desk.main.rows[row].looks[column]["fill"] = ""
    desk.generate()
    assert [item.kind for item in desk.in_force()] == [CorrectionKind.FORMAT]
    row, column = place_of(desk, key)
    assert desk.main.rows[row].looks[column]["fill"] == ""


def test_whatever_prints_may_stand_in_a_register_that_somebody_wrote() -> None:
    # Without a date: as the command line and people write it, not the button.
    case = fresh().case
    communes = PrintedTable("cap-xa", SECTIONS[1:], "cap-xa")
    case = replace(case, printed=(*case.printed[:2], communes))
    keys = list(notice_of(case).origins.computed)
    assert {"#average", "#sum", "#muc.1"} <= {agency for _, agency, _ in keys}
    assert any(column.startswith("list.") for _, _, column in keys)
    for key in keys:
        typed = Correction(PrintedText(*key), corrected="gõ", period=str(case.period))
        validate_case(replace(case, corrections=(typed,)))
