"""Counts as people and systems write them; what has two readings is never taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.codec.shown import ShownNumber, Unclear
from bpindex.grids.numbers import MOST, Read, Why, marks_in, read_count
from bpindex.words import intake as words


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", 12),
        (12, 12),
        (12.0, 12),
        (" 12 ", 12),
        ("12 hồ sơ", 12),
        ("12 HS", 12),
        ("1\u00a0085", 1085),
        ("1\u202f085", 1085),
        ("1.234.567", 1234567),
        ("1 234 567", 1234567),
        ("1,234,567", 1234567),
        ("1.234,00", 1234),
        ("1,234.0", 1234),
        ("12,0", 12),
        ("12.00", 12),
        ("Số lượng: 12 / Tỷ lệ: 34.5% / Điểm số: 2", 12),
        ("Số lượng: 12\nTỷ lệ: 34,5%\nĐiểm số: 2", 12),
        ("Số lượng: 1 234 / Tỷ lệ: 100% / Điểm số: 2", 1234),
        ("Không có hồ sơ", 0),
        ("0", 0),
        ("00", 0),
    ],
)
def test_one_reading_is_taken(cell: object, value: int) -> None:
    assert read_count(cell) == Read(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", ["", " ", "\u00a0"])
def test_a_blank_cell_says_nothing(cell: str) -> None:
    assert read_count(cell) == Read(None)


@pytest.mark.parametrize("cell", ["x", "X", "…", "...", "Chưa báo cáo", "KBC", "Không có số liệu"])
def test_nothing_reported_is_a_state_and_not_zero(cell: str) -> None:
    assert read_count(cell) == Read(is_absent=True)
    assert read_count(cell).text == words.NOT_REPORTED


@pytest.mark.parametrize(
    ("cell", "mark"),
    [("1.234", "."), ("1,234", ","), ("12.000", "."), ("1 085", " "), ("365  360", " ")],
)
def test_two_readings_wait_for_a_witness(cell: str, mark: str) -> None:
    assert read_count(cell).mark == mark


def test_a_stroke_waits_for_a_person() -> None:
    assert read_count("-") == read_count("–") == Read(dash=True)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("12%", Why.PERCENT),
        ("12,5 %", Why.PERCENT),
        (ShownNumber(1.0, "100%"), Why.PERCENT),
        ("12,5", Why.DECIMAL),
        (12.5, Why.DECIMAL),
        (1.234, Why.DECIMAL),
        ("0.123", Why.DECIMAL),
        ("15.5/18", Why.RATIO),
        ("8/12", Why.RATIO),
        ("Số lượng: 12/30", Why.RATIO),
        ("Số lượng: 12 / 30 / Tỷ lệ: 40%", Why.RATIO),
        ("\u202e21", Why.TEXT),
        ("1\u202d23", Why.TEXT),
        ("-5", Why.NEGATIVE),
        (-5, Why.NEGATIVE),
        ("(5)", Why.NEGATIVE),
        ("1.2345", Why.DECIMAL),
        ("1.23.456", Why.TEXT),
        ("12 34", Why.TEXT),
        ("365\n360", Why.TEXT),
        (ShownNumber(365.0, "365*"), Why.TEXT),
        (ShownNumber(365.0, "365 nghìn"), Why.TEXT),
        ("1O", Why.TEXT),
        ("12 triệu", Why.TEXT),
        ("abc", Why.TEXT),
        ("١٢", Why.TEXT),
        ("²", Why.TEXT),
        ("Tỷ lệ: 34.5%", Why.TEXT),
        (str(MOST + 1), Why.TOO_LARGE),
        (Unclear("12/8/2024", "ngày"), Why.UNCLEAR),
    ],
)
def test_what_is_no_count_is_refused_by_its_reason(cell: object, why: Why) -> None:
    found = read_count(cell)  # type: ignore[arg-type]
    assert (found.value, found.why) == (None, why)


@pytest.mark.parametrize(
    ("cells", "mark", "settled"),
    [
        (["1.234.567", "1.234"], ".", True),
        (["34,5 %", "1.234"], ".", True),
        (["34.5%", "1.234"], ".", False),
        (["34.5%", "1,234"], ",", True),
        (["1.234"], ".", False),
        (["1.234,5"], ".", True),
        (["1.234.567", "12.5"], ".", False),
        ([1.5, "1.234"], ".", False),
        (["34,5", "34.5", "1.234"], ".", False),
        (["365 360"], " ", False),
        (["365 360", "1 085"], " ", True),
        (["365 360", "1\u00a0085"], " ", True),
        (["365 360", "1 234 567"], " ", True),
    ],
)
def test_a_number_of_one_reading_tells_what_the_mark_is(
    cells: list[str], mark: str, settled: bool
) -> None:
    assert marks_in(cells).settles(mark) is settled


@given(st.integers(0, MOST), st.sampled_from([" ", ".", ","]))
def test_a_count_in_groups_is_that_count(number: int, mark: str) -> None:
    assert read_count(f"{number:,}".replace(",", mark)).value == number


@given(st.one_of(st.text(), st.floats(), st.integers()))
def test_anything_is_read_or_refused(cell: str | float | int) -> None:
    found = read_count(cell)
    assert found.value is None or 0 <= found.value <= MOST
