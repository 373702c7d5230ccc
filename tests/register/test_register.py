"""The register of corrections, alone and on its way into the notice."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.case.correction import (
    AddedRow,
    Correction,
    CorrectionState,
    PrintedFigure,
    PrintedText,
)
from bpindex.case.keys import ALL, PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import Column
from bpindex.case.rows import Place, RowId, RowKey
from bpindex.notice.as_json import render_json
from bpindex.notice.model import Block, Figure, Notice
from bpindex.page.plan import plan_sheets
from bpindex.register.lookup import Register
from tests.changed_cases import notice_of
from tests.strategies import awkward_texts, base_case
from tests.whole_cases import cases

KEY = ("so-nganh", "so-y-te", "TD_thang")
TEXTS = awkward_texts(newlines=True, blank=True)
STATES = st.sampled_from(CorrectionState)


def correction(
    computed: str = "100",
    corrected: str = "98,5",
    state: CorrectionState = CorrectionState.ACTIVE,
    key: tuple[str, str, str] = KEY,
) -> Correction:
    what = PrintedFigure(*key) if key[0] else PrintedText(*key)
    return Correction(what, computed, corrected, "theo văn bản", state=state)


# --- the register ----------------------------------------------------------------------------


def test_what_is_not_corrected_prints_as_computed() -> None:
    assert Register([]).apply(KEY, "100") == ("100", None)
    assert Register([correction()]).apply(("so-nganh", "so-y-te", "CK_thang"), "5") == ("5", None)


def test_a_correction_prints_in_place_of_the_computed_text() -> None:
    item = correction()
    assert Register([item]).apply(KEY, "100") == ("98,5", item)


def test_a_correction_to_an_empty_text_prints_nothing() -> None:
    item = correction(corrected="")
    assert Register([item]).apply(KEY, "100") == ("", item)


def test_a_correction_of_a_figure_that_changed_still_prints_and_is_to_be_reviewed() -> None:
    text, found = Register([correction()]).apply(KEY, "97")
    assert text == "98,5"
    assert found == correction(state=CorrectionState.REVIEW)


def test_a_withdrawn_correction_brings_the_computed_text_back() -> None:
    register = Register([correction(state=CorrectionState.WITHDRAWN)])
    assert register.apply(KEY, "100") == ("100", None)


def test_a_withdrawn_correction_does_not_hide_one_in_force_of_the_same_figure() -> None:
    withdrawn, item = correction(state=CorrectionState.WITHDRAWN), correction()
    for items in ([withdrawn, item], [item, withdrawn]):
        assert Register(items).apply(KEY, "100") == ("98,5", item)


@given(TEXTS, TEXTS, TEXTS, STATES)
def test_a_correction_in_force_always_prints(
    then: str, now: str, corrected: str, state: CorrectionState
) -> None:
    text, found = Register([correction(then, corrected, state)]).apply(KEY, now)
    if state is CorrectionState.WITHDRAWN:
        assert (text, found) == (now, None)
    else:
        assert text == corrected
        assert found is not None
        assert found.computed == then
        assert found.state is (state if now == then else CorrectionState.REVIEW)


# --- in the notice ---------------------------------------------------------------------------


def with_corrections(*items: Correction) -> Notice:
    return notice_of(replace(base_case(), corrections=items))


def cell(notice: Notice, table: str, agency: str, column: str) -> Figure:
    return next(
        figure
        for table_id, code, figure in notice.figures()
        if (table_id, code, figure.column) == (table, agency, column)
    )


def block(notice: Notice, block_id: str) -> Block:
    return next(item for item in notice.blocks if item.id == block_id)


def test_a_corrected_figure_keeps_what_was_computed_beside_it() -> None:
    figure = cell(with_corrections(correction()), *KEY)
    assert (figure.text, figure.computed) == ("98,5", "100")
    assert figure.correction == correction()


def test_a_province_figure_can_be_corrected() -> None:
    key = ("cap-huyen", PROVINCE, "HL_nam_truoc")
    notice = with_corrections(correction("17.8/18", "17.9/18", key=key))
    assert cell(notice, *key).text == "17.9/18"
    assert cell(notice, "so-nganh", PROVINCE, "HL_nam_truoc").correction is None


def test_a_paragraph_can_be_corrected_and_then_has_no_bold_pieces() -> None:
    computed = block(with_corrections(), "closing").text
    item = correction(computed, "Kết thúc.", key=("", "", "closing"))
    found = block(with_corrections(item), "closing")
    assert found.text == "Kết thúc."
    assert found.correction == item
    assert [run.bold for run in found.runs] == [False]


def test_a_paragraph_corrected_to_what_it_says_anyway_keeps_its_bold_pieces() -> None:
    plain = block(with_corrections(), "request")
    item = correction(plain.text, plain.text, key=("", "", "request"))
    found = block(with_corrections(item), "request")
    assert found.runs == plain.runs
    assert found.correction == item


def test_the_period_note_of_each_table_is_corrected_by_its_own_key() -> None:
    item = correction("x", "(số liệu cả tháng)", key=("", "", "period_note.cap-huyen"))
    notice = with_corrections(item)
    assert notice.table("cap-huyen").period_note.text == "(số liệu cả tháng)"
    assert notice.table("cap-huyen").period_note.correction == replace(
        item, state=CorrectionState.REVIEW
    )
    assert notice.table("so-nganh").period_note.correction is None


def test_a_correction_in_a_merged_column_prints_in_its_row_alone() -> None:
    key = ("so-nganh", "so-noi-vu", "CK_nam_truoc")
    notice = with_corrections(correction("", "7.7", key=key))
    table = notice.table("so-nganh")
    texts = {merged.column: merged.text for merged in table.merged}
    assert texts == dict.fromkeys(("CK_nam_truoc", "SH_nam_truoc"), "DVCQG không thể hiện")
    alone = [row.agency for row in table.rows if table.merged_text(row, "CK_nam_truoc") is None]
    assert alone == ["so-noi-vu"]
    assert cell(notice, "so-nganh", "so-noi-vu", "CK_nam_truoc").text == "7.7"


@pytest.mark.parametrize("own", ["7.7", "", None])
def test_what_is_merged_is_parted_by_a_row_with_a_text_of_its_own(own: str | None) -> None:
    """On the sheet: the shared text above and below, the row's own between."""
    key = ("so-nganh", "so-noi-vu", "CK_nam_truoc")
    rows = () if own is None else (correction("", own, key=key),)
    plan, *_ = plan_sheets(with_corrections(*rows))
    shared = ("so-nganh", ALL, "CK_nam_truoc")
    taken = {
        number
        for placed in plan.merged
        if placed.cell.key == shared
        for number in range(placed.number, placed.number + placed.cell.rows)
    }
    numbers = {p.row.key.form: p.number for p in plan.rows if p.row.part == "agency"}
    at = numbers[RowKey.of(RowId.row(*key[:2])).form]
    assert (at in taken) == (own is None)
    assert {at - 1, at + 1} <= taken
    cells = [p.cell for p in plan.cells if p.number == at and p.cell.key == key]
    assert ["".join(run.text for run in c.runs) for c in cells] == ([] if own is None else [own])


def test_a_shared_text_between_two_rows_of_their_own_has_the_height_that_it_needs() -> None:
    codes = [row.agency for row in notice_of(base_case()).table("so-nganh").rows]
    own = [correction("", "7.7", key=("so-nganh", codes[at], "CK_nam_truoc")) for at in (8, 10)]
    between = RowKey.of(RowId.row("so-nganh", codes[9])).form

    def height(*items: Correction) -> float:
        plan, *_ = plan_sheets(with_corrections(*items))
        return next(p.row.height_pt for p in plan.rows if p.row.key.form == between)

    # Three lines of text in place of one.
    assert height(*own) > 2 * height()


def test_the_shared_text_is_told_once_in_json_where_the_middle_row_has_its_own() -> None:
    plain = notice_of(base_case()).table("so-nganh")
    middle = plain.rows[plain.merged_row("CK_nam_truoc")].agency
    notice = with_corrections(correction("", "7.7", key=("so-nganh", middle, "CK_nam_truoc")))
    tables = json.loads(render_json(notice))["tables"]
    document = next(table for table in tables if table["id"] == "so-nganh")
    column = [row["cells"][0] for row in document["rows"]]
    assert sorted(filter(None, column)) == ["7.7", "DVCQG không thể hiện"]


def test_a_correction_outlives_other_settings_of_its_column() -> None:
    base = base_case()
    table = base.settings.tables[0]
    columns = tuple(replace(c, decimals=0) if c.group == "TT" else c for c in table.columns)
    assert all(isinstance(column, Column) for column in columns)
    settings = replace(
        base.settings, tables=(replace(table, columns=columns), *base.settings.tables[1:])
    )
    figure = cell(
        notice_of(replace(base, settings=settings)), "so-nganh", "so-cong-thuong", "TT_thang"
    )
    assert (figure.text, figure.computed) == ("46.03", "46")


@given(cases())
def test_every_correction_in_force_of_a_printed_figure_prints_and_no_other_does(
    case: Case,
) -> None:
    notice = notice_of(case)
    in_force = {
        item.key: item for item in case.corrections if item.state is not CorrectionState.WITHDRAWN
    }
    plain = notice_of(replace(case, corrections=()))
    bases = {item.code: case.table_of_kind[item.kind].id for item in case.valid_agencies}
    for (table, agency, figure), (_, _, before) in zip(
        notice.figures(), plain.figures(), strict=True
    ):
        item = in_force.get((table, agency, figure.column))
        # What was typed over Bảng điểm is what any other table has before its own correction.
        shared = bases.get(agency, table) != table and figure.column in case.columns
        typed_over = in_force.get((bases[agency], agency, figure.column)) if shared else None
        computed = typed_over.corrected if typed_over else before.text
        assert figure.computed == computed
        assert figure.text == (item.corrected if item else computed)
        assert (figure.correction is None) == (item is None)
    # Lists repeat corrected totals and names.
    blocks, plain_blocks = (
        [block for block in each.blocks if not block.id.startswith("list.")]
        for each in (notice, plain)
    )
    for found, before_block in zip(blocks, plain_blocks, strict=True):
        item = in_force.get(("", "", found.id))
        assert found.text == (item.corrected if item else before_block.text)


def test_the_shared_text_is_told_in_json_where_a_line_stands_at_its_height() -> None:
    plain = notice_of(base_case()).table("so-nganh")
    for place, row in enumerate(plain.rows[:-1]):
        line = AddedRow(RowId.block("+1"), Place(row.id))
        notice = with_corrections(Correction(line, "", "Dòng thêm"))
        tables = json.loads(render_json(notice))["tables"]
        rows = next(table for table in tables if table["id"] == "so-nganh")["rows"]
        assert [row["agency"] for row in rows][place + 1] == "Dòng thêm"
        assert [row["cells"][0] for row in rows].count("DVCQG không thể hiện") == 1
