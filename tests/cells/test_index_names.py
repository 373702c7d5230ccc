"""Chỉ tiêu by names: any set comes back as it was, a name that is nobody's is told by its cell."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.cells.index_names import Entry, Names, UnknownNameError, shown_index, sums_text
from bpindex.cells.index_sheet import index_from
from bpindex.cells.records import record_rows, single_cells
from bpindex.codec.fields import SHEET
from bpindex.codec.rows import cells_from_record
from bpindex.errors import InputError
from bpindex.index.definition import Count, IndexSet, View
from bpindex.index.files import OWN_SET, bundled_index_sets, set_names
from bpindex.sheets.index_sheet import COUNTS as COUNTS_LIST
from bpindex.sheets.index_sheet import GROUPS as GROUPS_LIST
from bpindex.sheets.layout import index_sheet_of
from bpindex.sheets.model import LAYOUT_VERSION
from bpindex.sheets.versions import VERSIONS

SETS = bundled_index_sets()
INDEX = SETS[0]
SHEET_NOW = index_sheet_of(LAYOUT_VERSION)
COUNTS, COMPONENTS, GROUPS, OTHERS, SINGLES = (
    SHEET_NOW.block(name)
    for name in ("count_list", "components", "groups", "other_groups", "index")
)
Rows = list[list[Any]]


def written(index: IndexSet, version: int = LAYOUT_VERSION, *, by_name: bool = True) -> Rows:
    """The sheet of a layout with a set, by names or as older versions wrote it, by codes."""
    sheet = index_sheet_of(version)
    shown = shown_index(index) if by_name else index
    rows: Rows = [[None] * sheet.last_column for _ in range(sheet.last_row)]

    def put(block_id: str, cells: Sequence[Sequence[Any]]) -> None:
        block = sheet.block(block_id)
        for number, own in enumerate(cells, block.first_row):
            for column, value in enumerate(own, block.first_column):
                rows[number - 1][column - 1] = None if value == "" else value

    put("index", single_cells(sheet.block("index"), shown))
    there = [block.id for block in sheet.blocks]
    for block_id, groups in (("groups", shown.groups), ("other_groups", shown.other_groups)):
        if block_id in there:
            beside = [cells_from_record(item.display, SHEET) for item in groups]
            put(block_id, record_rows(sheet.block(block_id), groups, beside))
    put("grades", record_rows(sheet.block("grades"), shown.grades))
    put("components", record_rows(sheet.block("components"), shown.components))
    put("count_list", record_rows(sheet.block("count_list"), shown.counts))
    if "known_names" in there:
        named = [(GROUPS_LIST, item) for item in (*shown.groups, *shown.other_groups)]
        named += [(COUNTS_LIST, item) for item in shown.counts]
        put("known_names", [[of, item.id, item.name] for of, item in named])
    return rows


def cell(rows: Rows, block: Any, place: int, key: str, *value: Any) -> Any:
    """A cell of the row at a place of a block; with a value, that is put there."""
    at = block.first_row + place - 1, block.column_number(key) - 1
    if value:
        rows[at[0]][at[1]] = value[0]
    return rows[at[0]][at[1]]


def address(block: Any, place: int, key: str) -> str:
    return str(block.address(block.first_row + place, key))


def place_of(component: str) -> int:
    return INDEX.component_rows[component]


def refused(rows: Rows) -> str:
    with pytest.raises(InputError) as told:
        index_from(rows, SHEET_NOW)
    return str(told.value)


# --- what stands there -----------------------------------------------------------------------


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("index", SETS, ids=lambda index: index.id)
def test_no_code_is_seen(index: IndexSet, view: View) -> None:
    rows = written(index.seen_as(view))
    hidden = SHEET_NOW.hidden_columns
    seen = {
        str(value)
        for row in rows
        for number, value in enumerate(row, 1)
        if value is not None and number not in hidden
    }
    words = {piece.strip() for text in seen for piece in re.split(r"[-+;,()]", text)} | seen
    codes = {item.id for item in (*index.counts, *index.groups, *index.other_groups)}
    assert not words & (codes | {index.id})
    assert index_from(rows, SHEET_NOW) == index.seen_as(view)


def test_ratios_read_as_names() -> None:
    rows = written(INDEX)
    assert cell(rows, COMPONENTS, place_of("2.1"), "numerator") == (
        "Hồ sơ giải quyết trước hạn + Hồ sơ giải quyết đúng hạn"
    )
    assert cell(rows, COMPONENTS, place_of("2.1"), "group") == "Tiến độ giải quyết"
    assert cell(rows, OTHERS, 0, "parts") == "Dịch vụ công trực tuyến; Thanh toán trực tuyến"


@pytest.mark.parametrize(
    "text",
    [
        "max(hs_tong, hs_tiep_nhan - hs_nvtc)",
        "Max (Tổng số hồ sơ, Hồ sơ tiếp nhận - Hồ sơ có nghĩa vụ tài chính)",
        "Số lớn nhất của (tổng số  hồ sơ; hs_tiep_nhan – HỒ SƠ CÓ NGHĨA VỤ TÀI CHÍNH)",
    ],
)
def test_the_larger_of_two_is_written_in_words_and_heard_in_others(text: str) -> None:
    rows = written(INDEX)
    cell(rows, COMPONENTS, place_of("4.2"), "denominator", text)
    index = index_from(rows, SHEET_NOW)
    assert index.component_by_id["4.2"].denominator == "max(hs_tong, hs_tiep_nhan - hs_nvtc)"
    assert cell(written(index), COMPONENTS, place_of("4.2"), "denominator") == (
        "số lớn hơn của (Tổng số hồ sơ; Hồ sơ tiếp nhận - Hồ sơ có nghĩa vụ tài chính)"
    )


# --- any set comes back ----------------------------------------------------------------------

# Names as people make them: they hold the signs, parts of each other, and words of ours.
PIECES = ["Hồ sơ", "hồ sơ", "TTHC", "và", "-", "+", ",", ";", "(", ")", "max(", "số lớn hơn của (",
          "hs_tong", "a", "A", "– ", "Đúng hạn", "İ", "ß", "\u00a0", "1"]  # fmt: skip
ODD_NAMES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join)
PLAIN_NAMES = st.text(min_size=1, max_size=12, alphabet="abcđ ơ,-+;")


def _is_shown(name: str) -> bool:
    return bool(name.strip()) and not name.startswith("=")


NAMES = (ODD_NAMES | PLAIN_NAMES).filter(_is_shown)
UNIQUE = lambda name: " ".join(unicodedata.normalize("NFC", name).casefold().split())  # noqa: E731


@st.composite
def sets(draw: st.DrawFn) -> IndexSet:
    index = draw(st.sampled_from(SETS)).seen_as(draw(st.sampled_from(View)))
    count_names = draw(st.lists(NAMES, min_size=4, max_size=6, unique_by=UNIQUE))
    size = len(index.groups) + len(index.other_groups)
    group_names = draw(st.lists(NAMES, min_size=size, max_size=size, unique_by=UNIQUE))
    new = dict(zip((item.id for item in index.counts), count_names, strict=False))
    ids = st.lists(st.sampled_from(list(new)), min_size=1, max_size=3)
    signs = st.sampled_from([1, -1])

    def terms() -> tuple[tuple[int, str], ...]:
        return tuple((1 if at == 0 else draw(signs), code) for at, code in enumerate(draw(ids)))

    components = list(index.components)
    for at in draw(st.sets(st.integers(0, len(components) - 1), max_size=4)):
        sums = tuple(terms() for _ in range(draw(st.integers(1, 3))))
        components[at] = replace(
            components[at], numerator=sums_text([terms()]), denominator=sums_text(sums)
        )
    named = iter(group_names)
    return replace(
        index,
        counts=tuple(replace(item, name=new.get(item.id, item.name)) for item in index.counts),
        groups=tuple(replace(item, name=next(named)) for item in index.groups),
        other_groups=tuple(replace(item, name=next(named)) for item in index.other_groups),
        components=tuple(components),
    )


@given(index=sets())
def test_any_set_comes_back_by_its_names(index: IndexSet) -> None:
    known = {UNIQUE(item.name) for item in index.counts}
    if len(known) == len(index.counts):
        assert index_from(written(index), SHEET_NOW) == index


@given(index=sets(), version=st.sampled_from(VERSIONS[:-1]))
def test_codes_of_older_workbooks_are_read_as_before(index: IndexSet, version: int) -> None:
    if len({UNIQUE(item.name) for item in index.counts}) < len(index.counts):
        return
    if version < 5:  # it has one view
        index = replace(index, other_groups=(), view=View.FULL)
        index = replace(index, groups=tuple(replace(item, parts=()) for item in index.groups))
        if any(item.group not in index.group_by_id for item in index.components):
            return
        index = replace(index, components=tuple(
            replace(c, of_province=INDEX.components[0].of_province, not_for=(),
                    not_for_gives=INDEX.components[0].not_for_gives) for c in index.components
        ))  # fmt: skip
    rows = written(index, version, by_name=False)
    assert index_from(rows, index_sheet_of(version)) == index


@given(st.sampled_from(list(VERSIONS)))
def test_names_are_heard_whatever_their_letters_and_spaces(version: int) -> None:
    index = SETS[-1]
    rows = written(index, version) if version >= 5 else written(INDEX, version)
    sheet = index_sheet_of(version)
    block = sheet.block("components")
    for row in rows[block.header_row : block.last_row]:
        for key in ("group", "numerator", "denominator"):
            at = block.column_number(key) - 1
            if row[at]:
                row[at] = f"  {unicodedata.normalize('NFD', row[at].upper())}\u00a0 \n"
    assert index_from(rows, sheet).components == (index if version >= 5 else INDEX).components


# --- what names nobody -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "place", "key", "text", "found"),
    [
        (COMPONENTS, 1, "numerator", "Hồ sơ của ai + Tổng số hồ sơ", "Hồ sơ của ai"),
        (COMPONENTS, 1, "denominator", "Tổng số hồ sơ - Hồ sơ Lạ", "Hồ sơ Lạ"),
        (COMPONENTS, 1, "denominator", "max(Tổng số hồ sơ; Hồ sơ Lạ)", "Hồ sơ Lạ"),
        (COMPONENTS, 1, "numerator", "Tổng số hồ sơ của tỉnh", "Tổng số hồ sơ của tỉnh"),
        (COMPONENTS, 1, "numerator", "- Tổng số hồ sơ", "- Tổng số hồ sơ"),
        (COMPONENTS, 1, "numerator", "max(hs_tong; hs_nvtc)", "max(hs_tong; hs_nvtc)"),
        (COMPONENTS, 1, "group", "Công khai", "Công khai"),
        (COMPONENTS, 1, "group", "Dịch vụ công trực tuyến, thanh toán trực tuyến",
         "Dịch vụ công trực tuyến, thanh toán trực tuyến"),
        (OTHERS, 0, "parts", "Dịch vụ công trực tuyến; Trả tiền", "Trả tiền"),
    ],
)  # fmt: skip
def test_a_name_that_is_nobodys_is_told_by_its_cell(
    block: Any, place: int, key: str, text: str, found: str
) -> None:
    rows = written(INDEX)
    cell(rows, block, place, key, text)
    told = refused(rows)
    assert told.startswith(f"trang Chỉ tiêu, ô {address(block, place, key)}: tìm thấy “{found}”")
    assert "cần" in told
    assert "_" not in told.replace(found, "")


@pytest.mark.parametrize("key", ["group", "numerator", "denominator"])
def test_a_cell_that_must_name_something_and_is_blank_is_told(key: str) -> None:
    rows = written(INDEX)
    cell(rows, COMPONENTS, 4, key, " ")
    told = f"trang Chỉ tiêu, ô {address(COMPONENTS, 4, key)}: ô trống, cần tên ở cột “Tên"
    assert refused(rows).startswith(told)


def test_the_nearest_names_are_offered() -> None:
    rows = written(INDEX)
    cell(rows, COMPONENTS, 0, "numerator", "Hồ sơ giải quyết trước han")
    assert "gần giống: Hồ sơ giải quyết trước hạn" in refused(rows)


@pytest.mark.parametrize(("block", "other"), [(COUNTS, 3), (GROUPS, 2)])
def test_two_of_one_name_are_told(block: Any, other: int) -> None:
    rows = written(INDEX)
    name = cell(rows, block, 0, "name")
    cell(rows, block, other, "name", f" {name.upper()} ")
    told = refused(rows)
    place, first = (address(block, at, "name") for at in (other, 0))
    assert told.startswith(f"trang Chỉ tiêu, ô {place}: tìm thấy “{name.upper()}”")
    assert f"ô {first} đã có tên này" in told


def test_a_rule_broken_names_its_cell_and_no_code() -> None:
    rows = written(INDEX)
    cell(rows, GROUPS, 2, "max_points", 13)
    told = refused(rows)
    assert address(GROUPS, 2, "max_points") in told
    assert "Dịch vụ công trực tuyến" in told
    assert "TT," not in told


# --- codes that nobody sees ------------------------------------------------------------------


def test_a_count_that_is_called_otherwise_is_followed() -> None:
    """Tử số still says the old name: it is kept under which name each code was written."""
    rows = written(INDEX)
    cell(rows, COUNTS, 8, "name", "Hồ sơ xong sớm")
    index = index_from(rows, SHEET_NOW)
    assert index.components == INDEX.components
    assert index.counts[8] == replace(INDEX.counts[8], name="Hồ sơ xong sớm")
    assert cell(written(index), COMPONENTS, place_of("2.1"), "numerator").startswith("Hồ sơ xong")


def test_a_group_that_is_called_otherwise_is_followed() -> None:
    rows = written(INDEX)
    cell(rows, GROUPS, 2, "name", "Trực tuyến")
    index = index_from(rows, SHEET_NOW)
    assert index.components == INDEX.components
    assert index.other_groups == INDEX.other_groups


def test_rows_in_another_order_keep_their_codes_though_what_is_hidden_stays() -> None:
    rows = written(INDEX)
    for key in ("name", "aliases"):
        one, other = (cell(rows, COUNTS, place, key) for place in (8, 9))
        cell(rows, COUNTS, 8, key, other)
        cell(rows, COUNTS, 9, key, one)
    index = index_from(rows, SHEET_NOW)
    assert index.counts[8:10] == (INDEX.counts[9], INDEX.counts[8])
    assert index.components == INDEX.components


def test_a_row_cleared_and_typed_anew_elsewhere_is_the_same_one() -> None:
    rows = written(INDEX)
    for key in ("name", "aliases"):
        cell(rows, COUNTS, 45, key, cell(rows, COUNTS, 3, key))
        cell(rows, COUNTS, 3, key, None)
    index = index_from(rows, SHEET_NOW)
    assert index.counts == (*INDEX.counts[:3], *INDEX.counts[4:], INDEX.counts[3])
    assert index.components == INDEX.components


def test_what_is_added_gets_a_code_of_its_name() -> None:
    rows = written(INDEX)
    place = len(INDEX.counts)
    cell(rows, COUNTS, place, "name", "2 - Hồ sơ, của tỉnh")
    cell(rows, COUNTS, place + 1, "name", "Agency")
    cell(rows, COMPONENTS, 0, "numerator", "2 - Hồ sơ, của tỉnh - Agency")
    cell(rows, GROUPS, 2, "name", "Trực tuyến")
    index = index_from(rows, SHEET_NOW)
    assert index.counts[place:] == (
        Count("so_2_ho_so_cua_tinh", "2 - Hồ sơ, của tỉnh"),
        Count("agency_2", "Agency"),
    )
    assert index.components[0].numerator == "so_2_ho_so_cua_tinh - agency_2"
    assert index_from(written(index), SHEET_NOW) == index


def test_what_was_cleared_in_sight_is_gone() -> None:
    rows = written(INDEX)
    for key in ("name", "aliases"):
        cell(rows, COUNTS, 11, key, None)
    assert "Hồ sơ đang xử lý quá hạn" in refused(rows)
    cell(rows, COMPONENTS, place_of("2.1"), "denominator", "Hồ sơ giải quyết đúng hạn")
    assert "dang_xl_qua_han" not in index_from(rows, SHEET_NOW).count_by_id


def test_a_row_without_its_name_is_told() -> None:
    rows = written(INDEX)
    cell(rows, COUNTS, 9, "name", " ")
    assert refused(rows).startswith(f"trang Chỉ tiêu, ô {address(COUNTS, 9, 'name')}: ô trống")


# --- whose set it is -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "index_id"),
    [(name, code) for code, name in set_names().items()]
    + [(code, code) for code in set_names()]
    + [("CỦA  tỉnh ", OWN_SET), (None, OWN_SET), ("tinh-mau", "tinh-mau")],
)
def test_whose_set_it_is(typed: str | None, index_id: str) -> None:
    rows = written(INDEX)
    cell(rows, SINGLES, 0, "value", typed)
    index = index_from(rows, SHEET_NOW)
    assert index == replace(INDEX, id=index_id)
    assert index_from(written(index), SHEET_NOW) == index
    assert len(set(set_names().values())) == len(set_names())


# --- names within a text ---------------------------------------------------------------------


def names(*told: str) -> Names:
    return Names(Entry(f"c{at}", name) for at, name in enumerate(told))


@pytest.mark.parametrize(
    ("known", "text", "sums"),
    [
        (["A", "B", "A - B"], "A - B", [[(1, "c2")]]),
        (["A", "B", "A - B"], "A - B + A", [[(1, "c2"), (1, "c0")]]),
        (["A", "A - B", "B - C", "C"], "A - B - C", [[(1, "c1"), (-1, "c3")]]),
        (["A, B", "A", "B"], "max(A, B, B)", [[(1, "c0")], [(1, "c2")]]),
        (["A và B"], "a VÀ b", [[(1, "c0")]]),
        (["A"], "-A + A", [[(-1, "c0"), (1, "c0")]]),
        (["A"], "A+A−A", [[(1, "c0"), (1, "c0"), (-1, "c0")]]),
        (["max(A, A)", "A"], "max(A, A)", [[(1, "c0")]]),
    ],
)
def test_the_longest_name_is_meant(
    known: Sequence[str], text: str, sums: Sequence[Sequence[tuple[int, str]]]
) -> None:
    assert names(*known).sums(text, with_larger=True) == tuple(map(tuple, sums))


@pytest.mark.parametrize("text", ["", "+", "A +", "A B", "A ++ A", "max()", "A;A", "(A)"])
def test_what_is_no_sum_is_none(text: str) -> None:
    with pytest.raises(UnknownNameError):
        names("A", "B").sums(text, with_larger=True)


def test_many_alike_names_take_no_time() -> None:
    told = names(*("a " * n + "a" for n in range(60)))
    with pytest.raises(UnknownNameError):
        told.sums(" + ".join(["a " * 30 + "a"] * 200 + ["b"]), with_larger=True)
