"""One stroke over the visible columns leaves no computed figure in the register as typed."""

from typing import Any

import pytest

from bpindex.case.rows import RowId
from bpindex.compare.displaced import displaced
from bpindex.page.plan import FIRST_COLUMN
from tests.edits.desk import Desk, Row, small_case
from tests.edits.test_harvest import FIGURE, column_of, corrections, place_of, type_figure

TABLE = "row:so-nganh:"


@pytest.fixture
def desk() -> Desk:
    return Desk(small_case())


def visible_of(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("cells", "spans", "looks", "bold", "tall")}


def shift(desk: Desk, place: int, down: bool) -> None:
    """Insert or delete the visible cells of a row: the keys stay."""
    rows = desk.main.rows
    left = [visible_of(row) for row in rows]
    if down:
        left.insert(place, visible_of(Row("", None)))
        rows.append(Row("", 15.0))
    else:
        del left[place]
        left.append(visible_of(Row("", None)))
    for row, items in zip(rows, left, strict=True):
        for name, value in items.items():
            setattr(row, name, value)


def test_cells_inserted_above_everything_change_nothing(desk: Desk) -> None:
    before = desk.shown()
    type_figure(desk, "98,5")
    shift(desk, place_of(desk, "block:grounds"), down=True)
    desk.generate()
    # The blank row is there; the height that came along with it is nobody's wish.
    assert [kind for kind, _ in corrections(desk)] == ["số liệu in", "dòng thêm"]
    assert desk.printed()[FIGURE] == "98,5"
    assert len(desk.shown()) == len(before)


def test_deleting_the_cells_of_a_paragraph_removes_it_alone(desk: Desk) -> None:
    shift(desk, place_of(desk, "block:intro"), down=False)
    desk.generate()
    (item,) = desk.in_force()
    assert (item.kind.value, item.what.key) == ("dòng bỏ", RowId.block("intro").key)


@pytest.mark.parametrize("figures_alone", [False, True])
def test_a_table_sorted_without_its_key(desk: Desk, figures_alone: bool) -> None:
    """With their names the rows have moved; figures that left their names were not typed."""
    names = [f"{TABLE}{code}" for code in ("so-noi-vu", "so-y-te", "so-tu-phap")]
    rows = [desk.main.rows[place_of(desk, name)] for name in names]
    merged = desk.merged_columns()
    first = column_of(desk, "TD_nam_truoc") if figures_alone else 0
    old = [dict(row.cells) for row in rows]
    for row, cells in zip(rows, [old[2], old[0], old[1]], strict=True):
        moved = {c: v for c, v in cells.items() if c not in merged and c >= first}
        row.cells = {**row.cells, **moved}
    before = desk.printed()
    desk.generate()
    assert desk.printed() == before
    assert {kind for kind, _ in corrections(desk)} == (set() if figures_alone else {"dòng chuyển"})
    assert bool(desk.harvested.displaced) == figures_alone


@pytest.mark.parametrize(
    "columns", [("TD_thang",), ("agency",), ("stt", "agency"), ("TD_thang", "HL_thang")]
)
@pytest.mark.parametrize("also_typed", [False, True])
def test_columns_sorted_by_themselves_are_not_typed(
    desk: Desk, columns: tuple[str, ...], also_typed: bool
) -> None:
    """Whatever order the cells of a column have among themselves, each shows another's."""
    names = [f"{TABLE}{code}" for code in ("so-noi-vu", "so-y-te", "so-tu-phap")]
    rows = [desk.main.rows[place_of(desk, name)] for name in names]
    old = [dict(row.cells) for row in rows]
    for row, cells in zip(rows, [old[2], old[0], old[1]], strict=True):
        for name in columns:
            row.cells[column_of(desk, name)] = cells[column_of(desk, name)]
    if also_typed:
        other = desk.main.rows[place_of(desk, "row:cap-huyen:tp-dong-xoai")]
        other.cells[column_of(desk, "TD_thang")] = "12,34"
    before = {**desk.printed()}
    desk.generate()
    typed = [("số liệu in", "12,34")] if also_typed else []
    assert corrections(desk) == typed
    assert list(desk.harvested.displaced) == ["Thông báo"]
    new = dict(desk.printed().items() - before.items())
    assert list(new.values()) == ["12,34"] * also_typed


@pytest.mark.parametrize("to", [1, -1])
def test_cells_shifted_in_one_row_are_not_typed(desk: Desk, to: int) -> None:
    """Inserted or deleted with the rest of the row moving to the right or to the left."""
    row = desk.main.rows[place_of(desk, "row:cap-huyen:tx-binh-long")]
    first = column_of(desk, "TD_thang")
    moved = {c + to: v for c, v in row.cells.items() if c >= first}
    kept = {c: v for c, v in row.cells.items() if c < first and c not in moved}
    row.cells = {**kept, **moved}
    desk.generate()
    assert corrections(desk) == []
    assert list(desk.harvested.displaced) == ["Thông báo"]


def test_one_column_pushed_down_is_not_typed_but_what_was_typed_beside_it_is(desk: Desk) -> None:
    rows = [row for row in desk.main.rows if row.key.startswith("row:")]
    columns = [column_of(desk, name) for name in ("TD_nam_truoc", "TD_thang", "TT_nam_truoc")]
    for column in columns:
        texts = [row.cells.get(column) for row in rows]
        for row, text in zip(rows, [None, *texts], strict=False):
            row.cells[column] = text
    other = desk.main.rows[place_of(desk, "row:cap-huyen:tp-dong-xoai")]
    other.cells[column_of(desk, "SH_thang")] = "12,34"
    desk.generate()
    assert corrections(desk) == [("số liệu in", "12,34")]


def test_single_figures_that_are_alike_elsewhere_are_typed(desk: Desk) -> None:
    """Two cells typed as they stand in the row above are two corrections."""
    row = desk.main.rows[place_of(desk, "row:cap-huyen:tx-binh-long")]
    above = desk.main.rows[place_of(desk, "row:cap-huyen:tp-dong-xoai")]
    for name in ("TD_thang", "TT_thang"):
        row.cells[column_of(desk, name)] = above.cells[column_of(desk, name)]
    desk.generate()
    assert len(corrections(desk)) == 2


def test_a_row_that_lost_its_key_follows_the_data(desk: Desk) -> None:
    for code in ("so-y-te", "so-noi-vu"):
        desk.main.rows[place_of(desk, f"{TABLE}{code}")].key = ""
    assert desk.generate().new == []
    assert desk.case.corrections == ()


def copied(desk: Desk, key: str) -> Row:
    """Copy a row, insert it below itself and make the notice; return the row that was added."""
    rows = desk.main.rows
    place = place_of(desk, key)
    row, merged = rows[place], desk.merged_columns()
    cells = {c: v for c, v in row.cells.items() if c not in merged}
    desk.main.insert(place + 1, Row(row.key, row.height, cells))
    desk.generate()
    return desk.main.rows[place_of(desk, f"{key.rpartition(':')[0]}:+1")]


def test_an_added_row_is_nobody_elses_once_the_row_it_was_copied_from_is_gone(desk: Desk) -> None:
    """It bears the name of an agency that is not printed: its figures stay its own."""
    key = "row:cap-huyen:tp-dong-xoai"
    added = copied(desk, key)
    texts = added.texts()
    desk.main.delete(place_of(desk, key))
    desk.generate()
    register = desk.case.corrections
    for _ in range(2):
        assert desk.generate().new == []
        assert desk.case.corrections == register
        assert desk.main.rows[place_of(desk, added.key)].texts() == texts


def test_of_two_rows_that_read_alike_what_was_typed_prints_where_it_was_sorted_to(
    desk: Desk,
) -> None:
    """Without their keys nobody can say which of them is the copy: it prints as it was seen."""
    added = copied(desk, f"{TABLE}so-y-te")
    own = desk.main.rows[place_of(desk, f"{TABLE}so-y-te")]
    figure = column_of(desk, "TD_thang")
    own.cells[figure] = "98,5"
    merged = desk.merged_columns()
    old = dict(own.cells), dict(added.cells)
    for row, cells in zip((added, own), old, strict=True):
        row.cells = {**row.cells, **{c: v for c, v in cells.items() if c not in merged}}
    seen = desk.shown()
    desk.generate()
    assert desk.shown() == seen
    (item,) = (item for item in desk.in_force() if item.corrected == "98,5")
    assert item.key[1] == "+1"
    desk.generate()
    assert desk.shown() == seen


def test_the_cells_of_the_last_line_deleted_are_a_line_without_words(desk: Desk) -> None:
    """Nothing moves up onto its key: it prints as if they had been wiped."""
    shift(desk, place_of(desk, "block:recipient_3"), down=False)
    seen = desk.shown()
    desk.generate()
    assert desk.printed()["", "", "recipient_3"] == ""
    assert desk.shown() == seen
    assert corrections(desk) == [("câu chữ", "")]


def test_a_number_in_a_copied_row_prints_with_the_mark_of_its_table(desk: Desk) -> None:
    """An office program made a number of the text before somebody copied the row."""
    row = desk.main.rows[place_of(desk, f"{TABLE}so-y-te")]
    figure = column_of(desk, "CK_thang")
    row.cells[figure] = float(row.cells[figure])
    assert copied(desk, f"{TABLE}so-y-te").cells[figure] == "13.6"


def test_a_line_of_one_number_is_not_the_agency_of_that_number(desk: Desk) -> None:
    """Cells that move up onto its key bring an agency of the same Stt beside other texts."""
    place = place_of(desk, "row:cap-huyen:tp-dong-xoai")
    assert desk.main.rows[place].cells[FIRST_COLUMN] == "1"
    desk.main.insert(place, Row("", 18.0, {FIRST_COLUMN: "1"}, {FIRST_COLUMN: 15}))
    desk.generate()
    seen = [row for row in desk.shown() if row != (desk.printed()["", "", "subject"],)]
    shift(desk, place_of(desk, "block:subject"), down=False)
    desk.generate()
    assert desk.shown() == seen
    assert [kind for kind, _ in corrections(desk)] == ["dòng thêm", "dòng bỏ"]


@pytest.mark.parametrize("name", ["recipients_title", "signature"])
def test_words_typed_over_one_of_two_that_stand_side_by_side_stay_there(
    desk: Desk, name: str
) -> None:
    row = desk.main.rows[place_of(desk, "block:recipients_title")]
    left, right = sorted(row.spans)
    row.cells[left if name == "recipients_title" else right] = "0"
    shift(desk, place_of(desk, "block:grounds"), down=True)
    before = desk.printed()
    desk.generate()
    changed = {key[2] for key, text in desk.printed().items() if before.get(key, text) != text}
    assert changed == {name}
    assert desk.printed()["", "", name] == "0"
    assert [kind for kind, _ in corrections(desk)] == ["câu chữ", "dòng thêm"]


def cells_of(desk: Desk, code: str, names: tuple[str, ...]) -> dict[int, Any]:
    row = desk.main.rows[place_of(desk, f"row:cap-huyen:{code}")]
    return {column_of(desk, name): row.cells.get(column_of(desk, name)) for name in names}


FIGURES = tuple(
    f"{group}_{when}" for group in ("CK", "TD", "TT", "TTTT", "HL", "SH")
    for when in ("nam_truoc", "thang")
)  # fmt: skip


def test_figures_cut_and_pasted_elsewhere_are_back_in_both_places(desk: Desk) -> None:
    one, other = (
        desk.main.rows[place_of(desk, f"row:cap-huyen:{code}")]
        for code in ("tp-dong-xoai", "tx-binh-long")
    )
    before = desk.printed()
    for column, value in cells_of(desk, "tp-dong-xoai", FIGURES).items():
        other.cells[column], one.cells[column] = value, None
        other.looks[column] = one.looks[column] = {"size": "12", "horizontal": "general"}
    desk.generate()
    assert desk.printed() == before
    assert desk.in_force() == []


def test_figures_sorted_without_their_names_around_one_that_was_typed(desk: Desk) -> None:
    """What was typed was sorted along; of what stands beside it nothing was typed."""
    type_figure(desk, "11,11", ("cap-huyen", "tp-dong-xoai", "TT_nam_truoc"))
    one, other = (
        desk.main.rows[place_of(desk, f"row:cap-huyen:{code}")]
        for code in ("tp-dong-xoai", "tx-binh-long")
    )
    for name in FIGURES:
        column = column_of(desk, name)
        one.cells[column], other.cells[column] = other.cells[column], one.cells[column]
    desk.generate()
    assert [text for _, text in corrections(desk)] == ["11,11"]


def test_a_column_pushed_down_over_the_titles_of_a_page_is_no_typing_at_its_ends() -> None:
    """Between the rows of a page and the next stand its titles, which are nobody's figures."""
    texts = ["100", "100", "85,71", "", "", "", "28,07", "0", "80", "93,94", "75", "", "", "", "5"]
    generated = {(row, 0): text for row, text in enumerate(texts) if text}
    found = {(row, 0): texts[row - 1] or "Tháng 02" for row, _ in generated if row}
    found[0, 0] = "100"
    changed = {place for place, text in found.items() if text != generated[place]}
    left = changed - displaced(generated, found)
    assert {found[place] for place in left} == {"Tháng 02"}
    # What stands alone, or far from all that was pushed, was typed.
    found = {**generated, (1, 0): "85,71"}
    assert displaced(generated, found) == set()
