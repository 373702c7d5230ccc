"""Staff choose agencies by name; codes, which stay out of sight, follow by themselves."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.actions import buttons
from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.cells.agency_names import AgencyNames, code_from
from bpindex.desk.moment import read_desk
from bpindex.hosts.file_desk import FileDesk
from bpindex.sheets.layout import layout_of
from tests.actions.months_typed import block, desk_of, put
from tests.checks.findings import problems
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook, edited

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

FIRST, SECOND = (agency.name for agency in base_case().agencies[:2])
BY_NAME = ("counts", "typed", "previous", "late_dossiers")


@pytest.fixture
def desk(tmp_path: Path) -> FileDesk:
    return desk_of(bundled_workbook(), tmp_path)


def read(desk: FileDesk) -> Case:
    return read_desk(desk).stored


def counts_of(case: Case, code: str) -> Any:
    return next(row.cells for row in case.counts if row.agency == code)


def test_no_code_of_an_agency_is_seen() -> None:
    layout = layout_of(base_case().index)
    for sheet_id in ("agencies", *BY_NAME):
        seen = [spec for spec in layout[sheet_id].block(sheet_id).columns if not spec.hidden]
        assert not [spec for spec in seen if "Mã đơn vị" in spec.title or spec.title == "Mã"]


def test_rows_whose_names_are_chosen_anew_are_of_those_agencies(desk: FileDesk) -> None:
    counts = block("counts")
    one, two = (counts_of(read(desk), agency.code) for agency in base_case().agencies[:2])
    rows = {r.agency: r.row for r in read(desk).counts}
    codes = [agency.code for agency in base_case().agencies[:2]]
    for code, name in zip(codes, (SECOND, FIRST), strict=True):
        put(desk, "counts", counts.address(rows[code], "agency_name"), name)
    assert counts_of(read(desk), codes[0]) == two
    assert counts_of(read(desk), codes[1]) == one
    buttons.make_notice(desk)
    # The codes follow, and the names are formulas again: a new name of the agency shows there.
    assert counts_of(read(desk), codes[0]) == two
    agencies = block("agencies")
    put(desk, "agencies", agencies.address(agencies.first_row, "name"), "Sở Một")
    assert counts_of(read(desk), codes[0]) == two


def test_a_name_that_was_cleared_shows_again(desk: FileDesk) -> None:
    put(desk, "counts", "B5", "")
    before = read(desk).counts
    assert before == base_case().counts
    buttons.make_notice(desk)
    assert str(read_desk(desk).file.formulas("Số liệu", 5, 2)[4][1]).startswith("=IF(")


def cleared(desk: FileDesk, part: str, row: int) -> None:
    """Select all of a row that shows and press Delete."""
    shown = [spec.key for spec in block(part).columns if not spec.hidden]
    for key in shown:
        put(desk, part, block(part).address(row, key), "")


def test_an_agency_all_of_whose_row_was_emptied_is_gone_with_its_counts(desk: FileDesk) -> None:
    last = base_case().agencies[-1]
    at = {part: block(part).first_row for part in ("agencies", "counts", "typed")}
    cleared(desk, "agencies", at["agencies"] + len(base_case().agencies) - 1)
    assert any(last.code in text for text in problems(read(desk)))
    for part in ("counts", "typed"):
        codes = [row.agency for row in getattr(base_case(), part)]
        cleared(desk, part, at[part] + codes.index(last.code))
    case = read(desk)
    assert last.code not in {item.code for item in case.agencies}
    assert last.code not in {row.agency for row in (*case.counts, *case.typed)}
    assert problems(case) == []
    buttons.make_notice(desk)
    # Nothing is left out of sight either.
    for part in at:
        area = f"A{block(part).first_row}:A{block(part).last_row}"
        held = desk.read(layout_of(case.index)[part].title, area)
        assert last.code not in {cell for line in held for cell in line}


def test_agencies_pasted_without_order_take_that_of_their_rows(desk: FileDesk) -> None:
    for number in range(block("agencies").first_row, block("agencies").last_row + 1):
        for key in ("order", "stt", "aliases", "valid_from", "valid_to", "successor", "email"):
            if number < block("agencies").first_row + 30:
                put(desk, "agencies", block("agencies").address(number, key), "")
    names = [item.name for item in read(desk).agencies]
    assert names == [item.name for item in base_case().agencies]
    buttons.make_notice(desk)
    assert [item.name for item in read(desk).agencies] == names


def test_a_new_agency_needs_a_name_and_no_code(desk: FileDesk) -> None:
    agencies, counts = block("agencies"), block("counts")
    row = agencies.first_row + len(base_case().agencies)
    like = base_case().agencies[0]
    for key, value in {"name": "Sở Đo lường", "kind": like.kind, "stt": "99"}.items():
        put(desk, "agencies", agencies.address(row, key), value)
    below = counts.first_row + len(base_case().counts)
    put(desk, "counts", counts.address(below, "agency_name"), "sở đo lường")
    for key, count in counts_of(base_case(), like.code).items():
        put(desk, "counts", counts.address(below, key), int(count))
    case = read(desk)
    assert case.agencies[-1].code == "so-do-luong"
    assert counts_of(case, "so-do-luong") == counts_of(case, like.code)
    buttons.make_notice(desk)
    assert "Sở Đo lường" in {cell for line in desk.read("Thông báo", "A1:H60") for cell in line}
    put(desk, "agencies", agencies.address(row, "name"), "Sở Đo lường mới")
    assert read(desk).agencies[-1].code == "so-do-luong"


def test_a_name_that_is_nobodys_is_refused_where_it_stands(desk: FileDesk) -> None:
    put(desk, "counts", "B5", "Sở Không Có")
    told = "trang Số liệu, ô B5: tìm thấy đơn vị “Sở Không Có”, cần một đơn vị có trong danh sách"
    assert any(text.startswith(told) for text in problems(read(desk)))


def test_stale_names_of_formulas_say_nothing(tmp_path: Path) -> None:
    """As a file is left by a program that changed a name and computed nothing."""
    path = tmp_path / "cũ.xlsm"
    path.write_bytes(edited(bundled_workbook(), "Đơn vị", {"B5": "Sở Một"}))
    desk = desk_of(path.read_bytes(), tmp_path)
    assert read(desk).counts == base_case().counts


NAMES = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["Xã An", "xã an", "Xã Bình", "Xã Cao"])),
    unique_by=lambda pair: pair[0],
)


@given(NAMES)
def test_every_code_with_its_name_or_without_is_itself(pairs: list[tuple[str, str]]) -> None:
    names = AgencyNames(pairs, ["Tỉnh Mẫu"])
    for code, name in pairs:
        assert names.code(code, name) == names.code(code, "") == code
        assert names.code("", names.name_to_choose(code)) == code
    assert names.code("", "tỉnh mẫu") == names.code(PROVINCE, "Tỉnh Mẫu") == PROVINCE
    assert names.code("a", "Nơi khác") == "Nơi khác"


def test_codes_are_plain_letters_of_the_name() -> None:
    assert code_from("UBND TX. Phước Long – Đồng  Xoài") == "ubnd-tx-phuoc-long-dong-xoai"
    assert code_from("…") == "don-vi"
