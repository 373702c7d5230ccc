"""Staff choose agencies by name; codes, which stay out of sight, follow by themselves."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.actions import buttons
from bpindex.case.keys import PROVINCE, code_from
from bpindex.case.model import Case
from bpindex.cells.agency_names import AgencyNames
from bpindex.desk.agency_rows import settle_agencies
from bpindex.desk.changes import all_or_nothing
from bpindex.desk.moment import read_desk, this_moment
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


def printed_by_name(desk: FileDesk) -> dict[str, list[str]]:
    buttons.make_notice(desk)
    names = {item.name for item in read(desk).agencies}
    rows = [[str(cell or "") for cell in row] for row in desk.read("Thông báo", "B2:P90")]
    # One cell over several rows has its text in the first of them, whosoever that is.
    merged = "DVCQG không thể hiện"
    return {
        row[1]: [c for c in row[2:] if c not in ("", merged)] for row in rows if row[1] in names
    }


@pytest.mark.parametrize("columns", [("name", "aliases"), ("name", "aliases", "order", "stt")])
@pytest.mark.parametrize("seed", range(2))
def test_rows_of_agencies_in_another_order_keep_their_figures(
    desk: FileDesk, columns: tuple[str, ...], seed: int
) -> None:
    """As when what shows is sorted or pasted: the codes, out of sight, stay where they were."""
    agencies = [item for item in base_case().agencies if item.kind == base_case().agencies[0].kind]
    before, at = printed_by_name(desk), block("agencies")
    rows = desk.read("Đơn vị", f"A{at.first_row}:J{at.first_row + len(agencies) - 1}")
    keys = [spec.key for spec in at.columns]
    for number, row in enumerate(Random(seed).sample(rows, len(rows)), at.first_row):
        for key in columns:
            put(desk, "agencies", at.address(number, key), row[keys.index(key)])
    case = read(desk)
    assert {item.name: item.code for item in case.agencies} == {
        item.name: item.code for item in base_case().agencies
    }
    assert printed_by_name(desk) == before
    # The codes stand beside their names again, and the computing formula is of one mind with that.
    assert {item.name: item.code for item in read(desk).agencies} == {
        item.name: item.code for item in base_case().agencies
    }


def test_an_agency_that_is_called_the_old_one_keeps_its_code_beside_a_new_one(
    desk: FileDesk,
) -> None:
    first = base_case().agencies[0]
    put(desk, "agencies", f"B{block('agencies').first_row}", f"{first.name} (cũ)")
    added(desk, first.name)
    names = {item.code: item.name for item in read(desk).agencies}
    assert names[first.code] == f"{first.name} (cũ)"
    assert names[f"{first.code}-2"] == first.name


def test_a_name_in_between_moves_the_rows_below_on(desk: FileDesk) -> None:
    before, at = printed_by_name(desk), block("agencies")
    names = [
        row[0] for row in desk.read("Đơn vị", f"B{at.first_row}:B{at.first_row + 40}") if row[0]
    ]
    moved = [*names[:4], "Sở Mới", *names[4:]]
    for number, name in enumerate(moved, at.first_row):
        put(desk, "agencies", at.address(number, "name"), name)
    put(desk, "agencies", at.address(at.first_row + len(names), "kind"), "Cấp huyện")
    case = read(desk)
    codes = {item.name: item.code for item in base_case().agencies}
    assert {item.name: item.code for item in case.agencies} == codes | {"Sở Mới": "so-moi"}
    counts = {row.agency: row.cells for row in case.counts}
    assert counts == {row.agency: row.cells for row in base_case().counts}
    assert before


def added(desk: FileDesk, name: str, **more: Any) -> int:
    """Type a new agency of the first kind below the list, and its counts; return its row."""
    agencies, counts, like = block("agencies"), block("counts"), base_case().agencies[0]
    row = agencies.first_row + len(base_case().agencies)
    for key, value in {"name": name, "kind": like.kind, **more}.items():
        put(desk, "agencies", agencies.address(row, key), value)
    below = counts.first_row + len(base_case().counts)
    put(desk, "counts", counts.address(below, "agency_name"), name)
    for key, count in counts_of(base_case(), like.code).items():
        put(desk, "counts", counts.address(below, key), int(count))
    return row


def test_a_row_of_figures_that_was_not_computed_yet_is_no_correction(desk: FileDesk) -> None:
    """As where a program computes by hand: the formulas of the new row show nothing."""
    before = len(read(desk).corrections)
    added(desk, "Sở Đo lường")
    buttons.make_notice(desk)
    assert len(read(desk).corrections) == before
    rows = [[str(cell or "") for cell in row] for row in desk.read("Thông báo", "B2:P90")]
    [row] = [row for row in rows if row[1] == "Sở Đo lường"]
    assert "1.6" in row


def test_of_two_agencies_of_one_name_that_of_the_period_is_meant(desk: FileDesk) -> None:
    third = base_case().agencies[2]
    ended = block("agencies").first_row + 2
    put(desk, "agencies", block("agencies").address(ended, "valid_to"), 45322)  # 31/01/2024
    at = block("counts").first_row + [row.agency for row in base_case().counts].index(third.code)
    cleared(desk, "counts", at)
    put(desk, "counts", f"A{at}", "")
    added(desk, third.name, valid_from=45323)
    case = read(desk)
    [new] = [item for item in case.valid_agencies if item.name == third.name]
    assert new.code not in {item.code for item in base_case().agencies}
    assert counts_of(case, new.code) == counts_of(base_case(), base_case().agencies[0].code)
    assert not [text for text in problems(case) if third.name in text]


def test_a_code_of_a_closed_month_is_nobody_elses(desk: FileDesk) -> None:
    last = base_case().agencies[-1]
    history = block("history", layout_of(base_case().index)["history"].blocks[0].id)
    for key, value in {"period": "2024-01", "name": "Sở Đo lương", "agency": "so-do-luong"}.items():
        put(desk, "history", history.address(history.first_row, key), value)
    added(desk, "Sở Đo lường")
    assert read(desk).agencies[-1].code == "so-do-luong-2"
    buttons.make_notice(desk)
    assert read(desk).agencies[-1].code == "so-do-luong-2" != last.code


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
    agencies, like = block("agencies"), base_case().agencies[0]
    row = added(desk, "Sở Đo lường", stt="99")
    put(
        desk,
        "counts",
        block("counts").address(5 + len(base_case().counts), "agency_name"),
        "sở đo lường",
    )
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


@pytest.mark.parametrize("part", ["previous", "typed", "counts"])
@pytest.mark.parametrize("called", ["TỈNH BÌNH PHƯỚC", "tinh"])
def test_rows_retyped_over_hidden_codes_stay_of_whom_they_name(
    part: str, called: str, desk: FileDesk
) -> None:
    """The province in the place of an agency, agencies in the places of others."""
    at = block(part)
    key = {"previous": "total", "typed": "TD_nam_truoc", "counts": "hs_tong"}[part]
    codes = [agency.code for agency in base_case().agencies[:5]]
    for number, code in enumerate(codes, at.first_row):
        put(desk, part, f"A{number}", code)
    for number in range(at.first_row, at.first_row + len(base_case().agencies) + 2):
        cleared(desk, part, number)
    typed = {called: 81, FIRST: 82, SECOND: 83, "Sở Không Có": 84}
    for number, (name, figure) in enumerate(typed.items(), at.first_row + 1):
        put(desk, part, at.address(number, "agency_name"), name)
        put(desk, part, at.address(number, key), figure)

    def held() -> dict[str, str]:
        rows = getattr(read(desk), part)
        return {row.agency: row.cells[key] for row in rows if row.cells.get(key)}

    expected = {PROVINCE: "81", codes[0]: "82", codes[1]: "83", "Sở Không Có": "84"}
    assert held() == expected
    for _ in range(2):
        with all_or_nothing(desk) as changes:
            settle_agencies(changes, this_moment(desk))
        assert held() == expected
    # Rows that were left empty are of none of them.
    below = read(desk)
    assert len({row.agency for row in getattr(below, part)}) == len(getattr(below, part))
    # Nobody's name is still to be read where it was typed.
    name = at.address(at.first_row + 4, "agency_name")
    assert desk.read(layout_of(base_case().index)[part].title, name) == [["Sở Không Có"]]
