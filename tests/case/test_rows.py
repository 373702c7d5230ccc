"""Identities, places and keys of rows: typed here, and read back from every text ever written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.case.rows import TOP, Place, RowId, RowKey, RowKind, added_name, period_note

TEXTS = {
    "block:closing": RowId.block("closing"),
    "block:closing:2": RowId.block("closing:2"),
    "row:so-nganh:so-y-te": RowId.row("so-nganh", "so-y-te"),
    "row:phu-luc:H:1|2": RowId.row("phu-luc", "H:1|2"),
    "section:so-nganh": RowId.section("so-nganh"),
    "table:so-nganh": RowId.start("so-nganh"),
    "end:so-nganh": RowId.end("so-nganh"),
    "^": TOP,
}


@pytest.mark.parametrize(("text", "row"), TEXTS.items())
def test_the_text_of_an_identity_is_that_of_older_files(text: str, row: RowId) -> None:
    assert (str(row), RowId.parse(text)) == (text, row)
    assert (str(Place(row)), Place.parse(text)) == (text, Place(row))
    assert (str(Place(row, True)), Place.parse(f"<{text}")) == (f"<{text}", Place(row, True))


@given(st.one_of(st.text(), st.text(":<^|+blockrowendtable ", max_size=20)))
def test_whatever_somebody_typed_as_a_place_stays_as_it_is(text: str) -> None:
    assert str(RowId.parse(text)) == text
    assert str(Place.parse(text)) == text


def test_what_names_no_row_is_unknown() -> None:
    for text in ("", "dòng cuối", "row:so-nganh", "gap:head"):
        assert RowId.parse(text).kind is RowKind.UNKNOWN


@pytest.mark.parametrize(
    ("key", "row", "holding"),
    [
        (("", "", "closing"), "block:closing", "block:closing"),
        (("t", "a", "TD_thang"), "row:t:a", "row:t:a"),
        (("t", "*", "TD_thang"), "row:t:*", "table:t"),
        (("t", "", "section"), "block:section", "section:t"),
        (("t", "", "stt"), "block:stt", "table:t"),
    ],
)
def test_a_logical_key_tells_its_row(key: tuple[str, str, str], row: str, holding: str) -> None:
    assert (str(RowId.of(key)), str(RowId.holding(key))) == (row, holding)


def test_marks_province_section_and_period_note_stay() -> None:
    fixed = (RowId.start("t"), RowId.end("t"), RowId.section("t"), RowId.row("t", "tinh"))
    assert all(row.is_fixed for row in (*fixed, RowId.block(period_note("t"))))
    assert not RowId.block("closing").is_fixed
    assert not RowId.row("t", "a").is_fixed


def test_added_rows_are_counted_and_renamed() -> None:
    row = RowId.row("t", added_name(12))
    assert row.added_number == 12
    assert RowId.row("t", "so-y-te").added_number == 0
    assert row.renamed({"+12": "+3"}) == RowId.row("t", "+3")
    assert RowKey.of(row).renamed({"+12": "+3"}).text == "row:t:+3"
    assert RowKey.of(row).renamed({"+1": "+3"}) == RowKey.of(row)


def test_keys_of_sheet_rows_are_those_of_older_workbooks() -> None:
    closing, signature = RowId.block("closing"), RowId.block("signature")
    assert RowKey.of(closing, signature).text == "block:closing|block:signature"
    assert RowKey.gap("signature").beside(signature).text == "gap:signature|block:signature"
    assert [RowKey.part(closing, n).text for n in (1, 2)] == ["block:closing", "block:closing:2"]
    assert RowKey.header("t", 1).text == "header:t:1"
    assert RowKey.header("appendix").text == "header:appendix"
    again = RowKey.header("t", 1, again=True)
    assert [again.again(n).text for n in (1, 2)] == ["header-again:t:1", "header-again:t:1@2"]
    assert again.is_header_again
    assert RowKey.of(closing, signature).form == RowKey.of(closing)
    assert RowKey.of(closing, signature).row == closing
    assert RowKey.part(closing, 2).row == closing
    assert RowKey.part(closing, 2).renamed({"closing": "+1"}) == RowKey.part(closing, 2)
