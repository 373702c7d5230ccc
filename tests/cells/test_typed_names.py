"""The register shows names; what is typed there by name is understood or refused by name."""

from dataclasses import replace
from typing import Any

import pytest

from bpindex.case.correction import (
    AddedRow,
    Correction,
    Form,
    FormAspect,
    Margin,
    MovedRow,
    PrintedFigure,
    PrintedText,
    RawCount,
    RemovedRow,
    What,
)
from bpindex.case.keys import PROVINCE, column_titles
from bpindex.case.model import Case
from bpindex.case.rows import Place, RowId, RowKey
from bpindex.cells.register import register_rows
from bpindex.cells.typed_names import corrections_from
from bpindex.errors import InputError
from bpindex.sheets.layout import layout_of
from tests.edits.desk import small_case
from tests.strategies import base_case

CASE = small_case(late=True)
LAYOUT = layout_of(CASE.index)
BLOCK = LAYOUT["corrections"].block("corrections")
KEYS = [spec.key for spec in BLOCK.columns]
AGENCY = RowId.row("so-nganh", "so-y-te")
FIGURE = PrintedFigure("so-nganh", "so-y-te", "TD_thang")
COUNT = RawCount("so-y-te", "hs_tiep_nhan")
ALL_KINDS: list[What] = [
    FIGURE,
    PrintedFigure("so-nganh", "tinh", "CK_nam_truoc"),
    PrintedText("so-nganh", "", "title"),
    PrintedText("so-nganh", "*", "TD_thang"),
    PrintedText("", "", "closing"),
    COUNT,
    AddedRow(RowId.row("so-nganh", "+1"), Place.parse(str(AGENCY))),
    AddedRow(RowId.block("+1"), Place.parse("^")),
    MovedRow(AGENCY, Place.parse("table:so-nganh")),
    RemovedRow(AGENCY),
    Form("", RowKey.of(AGENCY), "", FormAspect.HEIGHT),
    Form("", RowKey(), "TD_thang", FormAspect.WIDTH),
    Form("phu-luc", RowKey(), "cause", FormAspect.WIDTH),
    Margin("Thông báo", RowKey.of(AGENCY), "+1"),
]
INTERNAL = {"so-nganh", "so-y-te", "TD_thang", "hs_tiep_nhan", "closing", "cause", "phu-luc"}
NAMES = {
    **column_titles(CASE.index),
    **{count.id: count.name for count in CASE.index.counts},
    **{table.id: table.kind for table in CASE.settings.tables},
    **{agency.code: agency.name for agency in CASE.agencies},
}


def rows(*items: What) -> list[list[Any]]:
    case = replace(CASE, corrections=tuple(Correction(item, "a", "b") for item in items))
    return register_rows(LAYOUT, case)


def read(*cells: list[Any], case: Case = CASE, strict: bool = True) -> list[What]:
    above: list[list[Any]] = [[]] * BLOCK.header_row
    sheet = LAYOUT["corrections"]
    found = corrections_from([*above, *cells], sheet, case, strict=strict)
    return [item.what for item in found]


def changed(row: list[Any], **cells: Any) -> list[Any]:
    return [cells.get(key, cell) for key, cell in zip(KEYS, row, strict=True)]


def typed(**cells: Any) -> list[Any]:
    return changed([None] * len(KEYS), computed="a", corrected="b", **cells)


@pytest.mark.parametrize("what", ALL_KINDS, ids=str)
def test_no_key_is_visible_and_what_the_tool_wrote_is_read_back(what: What) -> None:
    [row] = rows(what)
    visible = [str(row[KEYS.index(key)]) for key in ("table", "agency", "column", "place")]
    said = " ".join(visible)
    assert said.strip()
    assert not INTERNAL & {*said.replace(":", " ").split()}
    assert not {"+1", "tinh", "*", "^"} & set(visible)
    assert read(row) == [what]


@pytest.mark.parametrize("what", [FIGURE, COUNT, PrintedText("", "", "closing")], ids=str)
def test_a_row_typed_in_names_or_in_codes_is_understood(what: What) -> None:
    codes = dict(zip(("table", "agency", "column"), what.key, strict=True))
    assert read(typed(**codes)) == [what]
    names = {key: f" {NAMES.get(text, text).upper()}" for key, text in codes.items()}
    assert read(typed(**names)) == [what]


def test_another_name_over_what_the_tool_wrote_is_another_place() -> None:
    [row] = rows(FIGURE)
    other = next(item for item in CASE.agencies if item.code != "so-y-te")
    assert read(changed(row, agency=other.name)) == [replace(FIGURE, agency=other.code)]
    with pytest.raises(InputError, match=r"^trang Đính chính, ô B5: tìm thấy “Sở Lạ”, cần tên"):
        read(changed(row, agency="Sở Lạ"))
    # The formulas know no sentences of the notice, and judge nothing.
    assert read(changed(row, agency="Sở Lạ"), strict=False)[0].key[1] == "Sở Lạ"


def test_a_name_with_a_tab_that_three_agencies_share_is_still_what_the_tool_wrote() -> None:
    agencies = tuple(replace(item, name="a\tb") for item in CASE.agencies)
    case = replace(CASE, agencies=agencies, corrections=(Correction(FIGURE, "a", "b"),))
    [row] = register_rows(LAYOUT, case)
    assert read(row, case=case) == [FIGURE]


def test_words_that_moved_to_another_row_take_their_meaning_along() -> None:
    first, second = rows(FIGURE, replace(FIGURE, column="CK_thang"))
    named = {key: second[KEYS.index(key)] for key in ("table", "agency", "column")}
    assert read(changed(first, **named)) == [replace(FIGURE, column="CK_thang")]


def test_codes_pasted_over_names_are_understood() -> None:
    [row] = rows(COUNT)
    codes = dict(zip(("table", "agency", "column"), FIGURE.key, strict=True))
    [correction] = read(changed(row, kind="số liệu in", **codes))
    assert correction == FIGURE


def test_a_row_that_was_emptied_is_none() -> None:
    [row] = rows(FIGURE)
    shown = {spec.key: None for spec in BLOCK.columns if not spec.hidden}
    assert read(changed(row, **shown)) == []


def test_of_two_agencies_with_one_name_the_table_decides_or_the_code() -> None:
    first, *_ = CASE.agencies
    twin = next(item for item in CASE.agencies if item.kind != first.kind)
    agencies = tuple(
        replace(item, name=first.name) if item is twin else item for item in CASE.agencies
    )
    case = replace(CASE, agencies=agencies)
    table = case.table_of_kind[twin.kind].id
    row = typed(table=table, agency=first.name, column="TD_thang")
    assert read(row, case=case) == [PrintedFigure(table, twin.code, "TD_thang")]
    with pytest.raises(InputError, match="hãy gõ mã"):
        read(typed(agency=first.name, column="hs_tiep_nhan"), case=case)
    row = typed(agency=twin.code, column="hs_tiep_nhan")
    assert read(row, case=case) == [RawCount(twin.code, "hs_tiep_nhan")]


MOVED = MovedRow(AGENCY, Place.parse("row:so-nganh:so-noi-vu"))
IN_WORDS = [
    (
        MOVED,
        "row:so-nganh:so-tu-phap",
        str(MOVED.place),
        "sau dòng Sở Tư pháp",
        "sau dòng Sở Nội vụ",
    ),
    (MOVED, "table:so-nganh", "^", "đầu bảng “Sở, ngành”", "trên cùng"),
    (MovedRow(RowId.block("closing")), "", "<row:so-nganh:tinh", "", "sau dòng TỈNH BÌNH PHƯỚC"),
    (Form("", RowKey.of(AGENCY), "stt", FormAspect.LOOK), "size=13", "bold=1", "cỡ chữ 13", "đậm"),
    (Form("", RowKey.of(AGENCY), "", FormAspect.BREAK), "0", "1", "không", "có"),
    (Form("", RowKey(), "orientation", FormAspect.PAGE), "portrait", "landscape", "dọc", "ngang"),
    (Form("", RowKey(), "top", FormAspect.PAGE), "20", "25", "20 mm", "25 mm"),
]


@pytest.mark.parametrize(("what", "then", "now", "before", "after"), IN_WORDS, ids=str)
def test_values_stand_there_in_words_and_every_form_ever_written_is_read(
    what: What, then: str, now: str, before: str, after: str
) -> None:
    item = Correction(what, then, now)
    [row] = register_rows(LAYOUT, replace(CASE, corrections=(item,)))
    assert [row[KEYS.index(key)] for key in ("computed", "corrected")] == [before, after]
    above: list[list[Any]] = [[]] * BLOCK.header_row
    former = "\t".join(row[KEYS.index("words")].split("\t")[:4])
    for cells in (row, changed(row, computed=then, corrected=now, words=former)):
        [found] = corrections_from([*above, cells], LAYOUT["corrections"], CASE, strict=True)
        assert found == item


def test_words_typed_over_a_form_are_understood() -> None:
    for name, then, typed_there, meant in (
        ("orientation", "portrait", " Ngang", "landscape"),
        ("top", "20", "25 mm", "25"),
        ("top", "20", "26", "26"),
    ):
        what = Form("", RowKey(), name, FormAspect.PAGE)
        [row] = register_rows(LAYOUT, replace(CASE, corrections=(Correction(what, then, then),)))
        cells = [[]] * BLOCK.header_row + [changed(row, corrected=typed_there)]
        [found] = corrections_from(cells, LAYOUT["corrections"], CASE, strict=True)
        assert (found.computed, found.corrected) == (then, meant)


def test_a_hidden_code_that_is_no_more_follows_the_name_that_stands_there() -> None:
    base = base_case()
    old = next(item for item in base.corrections if item.key[1] not in ("", PROVINCE))
    code = old.key[1]
    renamed = replace(
        base,
        agencies=tuple(replace(a, code="ma-moi") if a.code == code else a for a in base.agencies),
        counts=tuple(replace(r, agency="ma-moi") if r.agency == code else r for r in base.counts),
        typed=tuple(replace(r, agency="ma-moi") if r.agency == code else r for r in base.typed),
    )
    rows = register_rows(layout_of(base.index), base)
    cells: list[list[Any]] = [[None] * 20] * 4 + [[*row] for row in rows]
    found = corrections_from(cells, layout_of(base.index)["corrections"], renamed, strict=True)
    assert found[0].key == (old.key[0], "ma-moi", old.key[2])
