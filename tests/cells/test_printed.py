"""Bảng in: the printed tables as rows of a sheet, by the names that staff choose."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpindex.case.printed import (
    Listing,
    Order,
    PrintedColumn,
    PrintedTable,
    Section,
    Summary,
    SummaryKind,
    What,
)
from bpindex.case.ready import READY
from bpindex.cells.printed import printed_from
from bpindex.errors import InputError
from bpindex.sheets.layout import layout_of
from bpindex.workbook.content import Contents, contents_of
from tests.printed import case_with, columns, table
from tests.strategies import base_case

TABLES = st.builds(
    PrintedTable,
    st.just("Bảng 1"),
    st.just((Section("Sở, ngành", "SỞ"), Section("Cấp huyện"))),
    st.sampled_from(("", *READY)),
    st.lists(columns(), max_size=8).map(tuple),
    st.lists(
        st.builds(Summary, st.sampled_from(SummaryKind), st.just("CHUNG"), st.just(2)), max_size=3
    ).map(tuple),
    st.just("1. Kết quả"),
    st.none() | st.sampled_from(Order),
    st.sampled_from(["", ","]),
    st.none() | st.booleans(),
    st.lists(st.sampled_from(Listing), max_size=3, unique=True).map(tuple),
)


def read(contents: Contents) -> tuple[PrintedTable, ...]:
    sheet, case = contents.layout["printed"], base_case()
    return printed_from(contents.values("printed"), sheet, case.index, case.settings)


@given(TABLES)
@settings(max_examples=15, deadline=None)
def test_rows_give_back_the_tables(made: PrintedTable) -> None:
    assert read(contents_of(case_with(made))) == (made,)


def test_the_usual_tables_are_shown_and_are_no_tables_of_the_cases_own() -> None:
    contents = contents_of(base_case())
    block = contents.layout["printed"].block("tables")
    shown = [contents.cells["printed"].get((row, 1)) for row in range(block.first_row, 9)]
    assert shown[:2] == [table.kind for table in base_case().settings.tables]
    assert read(contents) == ()


def test_no_code_is_seen() -> None:
    own = table(
        "cap-xa",
        columns=(PrintedColumn(What.RATE, "2.1"), PrintedColumn(What.POINTS, "*nhóm")),
    )
    contents = contents_of(case_with(own))
    texts = {str(cell) for cell in contents.cells["printed"].values()}
    assert {"2.1. Hồ sơ xử lý trước hạn, đúng hạn", "Tất cả các nhóm", "Tỷ lệ"} <= texts
    assert not texts & {"rate", "points", "*nhóm", "cap-xa", "this", "value", "none"}


@pytest.mark.parametrize(
    ("block", "key", "typed", "told"),
    [
        ("columns", "of", "Tiến độ giải quyêt", "Tiến độ giải quyết"),
        ("columns", "what", "Điểm số", "Điểm"),
        ("columns", "table", "bảng lạ", "chung"),
        ("tables", "ready", "Mẫu lạ", "Cấp xã: điểm, hạng, màu, danh sách"),
        ("sections", "table", "", "chung"),
    ],
)
def test_a_name_that_is_none_is_told_by_its_cell_with_names_that_are(
    block: str, key: str, typed: str, told: str
) -> None:
    contents = contents_of(case_with(table(columns=(PrintedColumn(What.POINTS, "TD"),))))
    place = contents.layout["printed"].block(block)
    number = place.column_number(key)
    contents.cells["printed"][place.first_row, number] = typed
    with pytest.raises(InputError) as raised:
        read(contents)
    address = place.address(place.first_row, key)
    assert f"trang Bảng in, ô {address}" in str(raised.value)
    assert told in str(raised.value)


@pytest.mark.parametrize(("block", "key"), [("columns", "colours"), ("tables", "note")])
def test_a_leftover_in_a_row_of_no_table_is_told_by_its_own_cell(block: str, key: str) -> None:
    contents = contents_of(case_with(table("diem-hang")))
    made = contents.layout["printed"].block(block)
    row = made.last_row
    at = made.first_column + [spec.key for spec in made.columns].index(key)
    contents.cells["printed"][row, at] = "Không"
    with pytest.raises(InputError) as raised:
        read(contents)
    told = str(raised.value)
    assert told.startswith(f"trang Bảng in, ô {made.address(row, key)}: tìm thấy “Không”")
    assert f"ô A{row} trống" in told


def test_names_are_heard_whatever_their_case_and_spaces() -> None:
    contents = contents_of(case_with(table(columns=(PrintedColumn(What.POINTS, "TD"),))))
    block = contents.layout["printed"].block("columns")
    contents.cells["printed"][block.first_row, block.column_number("of")] = "tiến độ  Giải quyết "
    (made,) = read(contents)
    assert made.columns[0].of == "TD"


def test_the_list_of_names_follows_chi_tieu() -> None:
    case = base_case()
    first, *others = case.index.groups
    index = replace(case.index, groups=(replace(first, name="Tên mới"), *others))
    layout = layout_of(index)
    block = layout["printed"].block("names")
    cells = contents_of(replace(case, index=index)).cells["printed"]
    shown = cells[block.first_row + 2, block.first_column]
    assert shown.value == "Tên mới" and "Chỉ tiêu" in shown.text
