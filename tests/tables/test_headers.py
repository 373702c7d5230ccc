"""Headers of one to four levels, wherever they stand: their whole path says what a column holds."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bpindex.case.folder import bundled_case, read_case
from bpindex.grids.files import open_tables
from bpindex.grids.grid import Grid
from bpindex.intake.shapes import repeated
from bpindex.naming.agencies import Agencies
from bpindex.naming.targets import Kind, Target
from bpindex.tables.columns import Columns, path_key
from bpindex.tables.table import Table, tables_in
from tests.intake.tables import (
    DEPARTMENT_CODES,
    DEPARTMENTS,
    ONE_GATE_HEADER,
    ONE_GATE_SPANS,
    as_xlsx,
    one_gate,
)
from tests.strategies import base_case

CASE = base_case()
AGENCIES = Agencies.of(CASE)
COLUMNS = Columns(CASE, {})


def tables(rows: Sequence[Sequence[Any]]) -> list[Table]:
    return tables_in(Grid("a.csv", "", rows), AGENCIES)


def keys(table: Table) -> dict[str, int]:
    matches = {c: COLUMNS.match(path, table.paths.values()) for c, path in table.paths.items()}
    return {
        match.target.key: column
        for column, match in matches.items()
        if match.target and match.target.key
    }


ONE_GATE_KEYS = {
    "~nhan_tong": 2, "~ky_truoc": 3, "hs_tiep_nhan": 4, "hs_truc_tuyen": 5, "~truc_tiep": 6,
    "~xl_tong": 7, "xl_truoc_han": 8, "xl_dung_han": 9, "xl_qua_han": 10, "~dang_tong": 11,
    "dang_xl_trong_han": 12, "dang_xl_qua_han": 13,
}  # fmt: skip


def test_merged_cells_of_three_levels_give_whole_paths(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "a.xlsx", one_gate(), ONE_GATE_SPANS, above=5)
    (table,) = tables_in(open_tables(path).grids[0], AGENCIES)
    assert table.paths[5] == ("Tiếp nhận", "Trong kỳ", "Trực tuyến")
    assert keys(table) == ONE_GATE_KEYS


def test_a_pasted_header_has_lost_what_was_merged_and_gives_the_same() -> None:
    (table,) = tables(one_gate())
    assert table.header == (0, 1, 2)
    assert keys(table) == ONE_GATE_KEYS


def _in_order(of: str) -> list[list[Any]]:
    """Return the rows of the table with the province among them, each numbered where it stands."""
    rows = one_gate(total=False)[3:]
    place = {"first": 0, "middle": 3}.get(of, len(rows))
    rows.insert(place, ["", "TỈNH BÌNH PHƯỚC", *range(900, 912)])
    rows = [[number, *row[1:]] for number, row in enumerate(rows, 1)]
    return rows[::-1] if of == "turned" else rows


@pytest.mark.parametrize("province", ["first", "middle", "last", "turned"])
@pytest.mark.parametrize("stt", ["STT", "Số TT", "TT"])
def test_a_title_on_the_header_is_none_wherever_the_province_stands(
    province: str, stt: str
) -> None:
    head = one_gate()[:3]
    head[0][0] = stt
    (table,) = tables([["BÁO CÁO TÌNH HÌNH THÁNG 2/2024"], *head, *_in_order(province)])
    assert table.header == (1, 2, 3)
    assert table.titles == ("BÁO CÁO TÌNH HÌNH THÁNG 2/2024",)
    assert keys(table) == ONE_GATE_KEYS


def test_titles_numbering_sections_and_notes_are_no_header() -> None:
    rows = one_gate()
    numbering = ["", "", "(1)=(2)+(3)", *(f"({n})" for n in range(2, 13))]
    above = [["ỦY BAN NHÂN DÂN"], [], ["BÁO CÁO THÁNG 02 NĂM 2024"], []]
    body = [numbering, ["I", "Khối sở, ngành"], *rows[3:], ["Ghi chú: số liệu đến 22/02/2024"]]
    (table,) = tables([*above, *rows[:3], *body])
    assert table.header == (4, 5, 6)
    assert table.titles == ("ỦY BAN NHÂN DÂN", "BÁO CÁO THÁNG 02 NĂM 2024")
    assert keys(table) == ONE_GATE_KEYS


def test_several_tables_of_one_sheet_are_apart_below_and_beside() -> None:
    first = [
        ["Đơn vị", "Đã xử lý", ""],
        ["", "Trước hạn", "Quá hạn"],
        *([n, 1, 2] for n in DEPARTMENTS),
    ]
    second = [
        ["STT", "Tên đơn vị", "PAKN xử lý đúng hạn"],
        *([i, n, 3] for i, n in enumerate(DEPARTMENTS)),
    ]
    below = tables([*first, [], ["Bảng 2"], *second])
    assert [keys(table) for table in below] == [
        {"xl_truoc_han": 1, "xl_qua_han": 2},
        {"pakn_dung_han": 2},
    ]
    touching = tables([*first, *second])
    assert [keys(table) for table in touching] == [keys(table) for table in below]
    beside = [
        [*left, "", *right] for left, right in zip(first, [*second, ["", "", ""]], strict=True)
    ]
    assert [keys(table) for table in tables(beside)] == [
        {"xl_truoc_han": 1, "xl_qua_han": 2},
        {"pakn_dung_han": 6},
    ]


def test_agencies_across_and_counts_down() -> None:
    rows = [
        ["Chỉ tiêu", *DEPARTMENTS[:4]],
        ["PAKN xử lý đúng hạn", 1, 2, 3, 4],
        ["Tổng số PAKN", 5, 6, 7, 8],
    ]
    (table,) = tables(rows)
    assert keys(table) == {"pakn_dung_han": 1, "pakn_tong": 2}
    assert table.grid.place(1, 2) == "tệp a.csv, ô B3"


def test_one_agency_over_several_rows_is_noticed(tmp_path: Path) -> None:
    rows = [
        ["Đơn vị", "Loại", "Số"],
        *([n if i == 0 else "", f"L{i}", i] for n in DEPARTMENTS for i in range(3)),
    ]
    spans = [f"A{2 + 3 * i}:A{4 + 3 * i}" for i in range(len(DEPARTMENTS))]
    (table,) = tables_in(open_tables(as_xlsx(tmp_path / "a.xlsx", rows, spans)).grids[0], AGENCIES)
    assert repeated(table)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        (["Số lượng hồ sơ đã giải quyết", "Quá hạn"], "xl_qua_han"),
        (["Số lượng hồ sơ đang giải quyết", "Quá hạn"], "dang_xl_qua_han"),
        (["Đã xử lý", "Trễ hạn", "Tổng"], "xl_qua_han"),
        (["Kết quả giải quyết TTHC", "Đã giải quyết", "Đúng hạn"], "xl_dung_han"),
        (["ĐÃ GIẢI QUYẾT (hồ sơ)", "Quá hạn (7)"], "xl_qua_han"),
        (["Đã giải quyết - Quá hạn"], "xl_qua_han"),
        (["Tháng 02/2024", "Đã giải quyết", "Quá hạn"], "xl_qua_han"),
        (["Số hồ sơ tiếp nhận", "Trong kỳ", "Trực tuyến"], "hs_truc_tuyen"),
        (["Tiếp nhận", "Trong kỳ (Tổng số)"], None),
        (["Hồ sơ giải quyết quá hạn"], "xl_qua_han"),
        (["Số hóa hồ sơ TTHC khi tiếp nhận", "Có số hoá TPHS"], "sh_tphs"),
        (["Số lượng thủ tục có phí, lệ phí"], "tthc_nvtc"),
        (["Tiếp nhận", "Tổng số"], "~nhan_tong"),
    ],
)
def test_a_header_path_is_known_whole(path: list[str], target: str | None) -> None:
    found = COLUMNS.match(path).target
    assert (found and found.key) == target


@pytest.mark.parametrize(
    "path",
    [
        ["Quá hạn"],
        ["Trực tuyến"],
        ["Tiếp nhận"],
        ["Tổng số"],
        ["Hồ sơ tiếp nhận"],
        ["Tổng số hồ sơ"],
        ["Đã giải quyết", "Trong hạn"],
        ["Đã giải quyết", "Trước và trong hạn"],
        ["Đã giải quyết", "Sớm"],
        ["Tổ 1", "Đã giải quyết", "Quá hạn"],
        ["Hồ sơ giải quyết qua han"],
    ],
)
def test_a_header_that_may_mean_several_things_is_asked_about(path: list[str]) -> None:
    found = COLUMNS.match(path)
    assert found.target is None


def test_what_is_offered_begins_with_the_likest() -> None:
    assert COLUMNS.match(["Hồ sơ giải quyết quá hạn."]).target == Target(Kind.COUNT, "xl_qua_han")
    offered = COLUMNS.match(["Quá hạn"]).offered
    assert {target.key for target in offered} == {"xl_qua_han", "dang_xl_qua_han"}


@pytest.mark.parametrize(
    "path",
    [
        ["Tháng 01/2024", "Đã giải quyết", "Quá hạn"],
        ["Lũy kế", "PAKN xử lý đúng hạn"],
        ["Năm 2023", "Đã giải quyết", "Quá hạn"],
    ],
)
def test_counts_of_another_period_are_not_taken(path: list[str]) -> None:
    assert COLUMNS.match(path).target == Target(Kind.OTHER_PERIOD)


@pytest.mark.parametrize(
    "path", [["Đã xử lý", "Quá hạn", "%"], ["Tỷ lệ đúng hạn"], ["Tỉ lệ (%)"], ["STT"]]
)
def test_rates_and_numbers_of_rows_are_not_counts(path: list[str]) -> None:
    assert COLUMNS.match(path).target == Target(Kind.SKIPPED)


def test_trong_han_is_on_time_only_beside_truoc_han() -> None:
    path, beside = ["Đã xử lý", "Trong hạn"], [["Đã xử lý", "Trước hạn"]]
    assert COLUMNS.match(path, beside).target == Target(Kind.COUNT, "xl_dung_han")
    assert COLUMNS.match(path).offered == (Target(Kind.COUNT, "xl_dung_han"),)


def test_figures_of_a_group_are_points_or_of_a_year_or_of_the_month() -> None:
    top = "BỘ CHỈ SỐ ĐÁNH GIÁ THÁNG 02 NĂM 2024"
    for path, kind in (
        (["Công khai (18đ)"], Kind.POINTS),
        (["CKMB"], Kind.POINTS),
        ([top, "Công khai, minh bạch", "Năm 2023"], Kind.PRIOR),
        ([top, "Công khai, minh bạch (theo DVC tỉnh)", "Tháng 02"], Kind.MONTH),
    ):
        assert COLUMNS.match(path).target == Target(kind, "CK")


def test_a_learnt_header_goes_before_all_else() -> None:
    learnt = {path_key(["Hồ sơ quá hạn"]): Target(Kind.COUNT, "dang_xl_qua_han")}
    assert Columns(CASE, learnt).match(["HỒ SƠ QUÁ HẠN"]).target == learnt["hồ sơ quá hạn"]


def test_a_name_that_systems_use_too_is_sure_among_others_of_the_index_alone() -> None:
    others = [[count.name] for count in CASE.index.counts]
    assert COLUMNS.match(["Tổng số hồ sơ"], others).target == Target(Kind.COUNT, "hs_tong")
    assert Target(Kind.COUNT, "hs_tiep_nhan") in COLUMNS.match(["Hồ sơ tiếp nhận"]).offered


def test_every_header_of_the_data_leads_to_a_count_of_the_index() -> None:
    assert {t.key for t in COLUMNS.targets().values() if t.kind is Kind.COUNT} == set(
        CASE.index.count_by_id
    )
    assert len(DEPARTMENTS) == len(DEPARTMENT_CODES) and len(ONE_GATE_HEADER) == 3


def test_a_header_of_many_meanings_is_learnt_with_those_beside_it() -> None:
    path, target = ["Quá hạn"], Target(Kind.COUNT, "dang_xl_qua_han")
    beside = [["Đơn vị"], ["Đang xử lý"], path]
    key = COLUMNS.key_of(path, beside)
    columns = Columns(CASE, {key: target})
    assert columns.match(path, beside).target == target
    assert columns.match(path, [["Đơn vị"], ["Đã trả lời"], path]).target is None
    assert columns.match(path).target is None


@pytest.mark.parametrize("header", ["Hồ sơ quá hạn (%)", "Hồ sơ quá hạn %"])
def test_a_learnt_count_is_no_percent(header: str) -> None:
    columns = Columns(CASE, {path_key([header]): Target(Kind.COUNT, "dang_xl_qua_han")})
    found = columns.match([header]).target
    assert found is None or found.kind is not Kind.COUNT


@pytest.mark.parametrize(
    "note",
    [
        "(01/2024)", "(2023)", "(31/01/2024)", "(2023-2024)", "(1000)", "(1.000)", "(1-2)",
        "(ĐVT: nghìn hồ sơ)", "(ĐVT: phần trăm)", "(ĐVT: tỷ lệ)", "(ĐVT: điểm)", "(ĐVT: ‰)",
        "(lũy kế)", "(T1)",
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", [["Hồ sơ nộp trực tuyến"], ["Đã giải quyết", "Trước hạn"]])
def test_what_stands_in_brackets_of_a_header_is_never_left_out(path: list[str], note: str) -> None:
    assert COLUMNS.match(path).target is not None
    for place in range(len(path)):
        levels = [f"{name} {note}" if n == place else name for n, name in enumerate(path)]
        found = COLUMNS.match(levels).target
        assert found is None or found.kind is not Kind.COUNT, levels


@pytest.mark.parametrize(
    "note",
    ["(hồ sơ)", "(ĐVT: hồ sơ)", "(1)", "(12)", "(3)=(4)+(5)", "(3=4+5)", "(4 + 5)", "(số hồ sơ)"],
)
def test_units_and_numbers_of_columns_say_nothing(note: str) -> None:
    path = ["Hồ sơ nộp trực tuyến"]
    assert COLUMNS.match([f"{path[0]} {note}"]) == COLUMNS.match(path)


@pytest.mark.parametrize(
    ("path", "key"),
    [
        (["Phản ánh, kiến nghị", "Tổng số PAKN"], "pakn_tong"),
        (["Phản ánh, kiến nghị", "PAKN xử lý đúng hạn"], "pakn_dung_han"),
        (["Thanh toán", "Số hồ sơ thanh toán trực tuyến"], "hs_tt_truc_tuyen"),
        (["Thanh toán", "Tổng số hồ sơ có nghĩa vụ tài chính"], "hs_nvtc"),
        (["Đúng hạn", "Số hồ sơ giải quyết đúng hạn"], "xl_dung_han"),
        (["Hồ sơ đang giải quyết", "Trong đó: quá hạn"], "dang_xl_qua_han"),
        (["Đất đai", "Hồ sơ nộp trực tuyến"], None),
        (["Trực tuyến", "Hồ sơ giải quyết đúng hạn"], None),
        (["Thanh toán", "Hồ sơ nộp trực tuyến"], None),
        (["Chưa", "Hồ sơ nộp trực tuyến"], None),
        (["Đúng hạn", "Tổng số hồ sơ giải quyết đúng hạn"], None),
        (["Dịch vụ công trực tuyến", "Hồ sơ tiếp nhận"], None),
        (["Hồ sơ đã giải quyết", "Đúng hạn", "Trong đó: quá hạn"], None),
        (["Trong đó: hồ sơ trực tuyến"], None),
    ],
)
def test_a_name_below_what_says_no_more_is_its_count(path: list[str], key: str | None) -> None:
    found = COLUMNS.match(path).target
    assert (found.key if found else None) == key


def test_the_total_with_what_came_before_is_all_dossiers_where_the_set_counts_them() -> None:
    columns, path = Columns(read_case(bundled_case("2026-03")), {}), ["Tiếp nhận", "Tổng số"]
    target = Target(Kind.COUNT, "hs_phai_xl")
    assert columns.match(path, [path, ["Tiếp nhận", "Kỳ trước chuyển sang"]]).target == target
    assert columns.match(path, [path]).offered == (target,)
    assert COLUMNS.match(path, [path]).target == Target(Kind.WITNESS, "~nhan_tong")
