"""Reporting months and printed dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpindex.errors import InputError
from bpindex.index.periods import (
    Period,
    month_text,
    print_date,
    print_day_number,
    print_month_number,
)

PERIODS = st.builds(Period, st.integers(1, 9998), st.integers(1, 12))


@given(PERIODS)
def test_a_period_reads_back_from_its_text(period: Period) -> None:
    assert Period.parse(str(period), lambda: "settings") == period


@given(PERIODS)
def test_first_and_last_day_bound_the_month(period: Period) -> None:
    assert period.first_day.day == 1
    assert (period.last_day + timedelta(days=1)).day == 1
    assert (period.first_day.year, period.first_day.month) == (period.year, period.month)
    assert (period.last_day.year, period.last_day.month) == (period.year, period.month)


def test_february_ends_on_the_29th_in_a_leap_year_only() -> None:
    assert Period(2024, 2).last_day == date(2024, 2, 29)
    assert Period(2023, 2).last_day == date(2023, 2, 28)


@given(st.lists(PERIODS))
def test_periods_sort_as_their_texts_and_their_days_do(periods: list[Period]) -> None:
    assert sorted(periods) == sorted(periods, key=str)
    assert sorted(periods) == sorted(periods, key=lambda period: period.first_day)


@pytest.mark.parametrize(
    "text",
    ["", "2024", "2024-00", "2024-13", "0000-01", "13/2024", "2024-02-02", "02/03/2024", "24-02",
     "tháng 2", "2/24", "2024 02", "2024-02-", "quý 1/2024"],
)  # fmt: skip
def test_another_text_is_an_error_that_names_place_found_and_expected(text: str) -> None:
    with pytest.raises(InputError) as caught:
        Period.parse(text, lambda: "settings.toml, khóa “period”")
    assert str(caught.value) == (
        f"settings.toml, khóa “period”: tìm thấy kỳ báo cáo “{text}”, "
        "cần dạng năm-tháng như 2024-02."
    )


@pytest.mark.parametrize(
    "text",
    ["2024-02", "2024-2", "02/2024", "2/2024", "2-2024", "2.2024", "2024/02", "2024.2", "2024–02",
     "Tháng 2/2024", "tháng 02 năm 2024", "T2/2024", "THÁNG 2/2024", "Tha\u0301ng 2/2024",
     " 2024-02", "2024-02 ", "2024-02\u00a0", "2024-02\n", "2024 - 02", "2024-02\u200b",
     "\ufeff2024-02", "２０２４-０２", "2024-02-01", "01/02/2024", "1/2/2024"],
)  # fmt: skip
def test_a_month_is_understood_as_people_write_it(text: str) -> None:
    assert Period.parse(text, lambda: "settings") == Period(2024, 2)
    assert month_text(text) == "2024-02"


def test_what_is_refused_is_told_as_it_is_seen() -> None:
    with pytest.raises(InputError, match="tìm thấy kỳ báo cáo “2024-13”, cần"):
        Period.parse("\u202a2024-13\u00a0 ", lambda: "settings")


@given(st.dates())
def test_printed_dates_have_two_digits_for_day_and_month_and_four_for_the_year(day: date) -> None:
    text = print_date(day)
    assert len(text) == 10
    assert [int(part) for part in text.split("/")] == [day.day, day.month, day.year]


def test_printed_dates_check_values() -> None:
    assert print_date(date(2024, 3, 7)) == "07/03/2024"
    assert print_date(date(2024, 12, 31)) == "31/12/2024"


@pytest.mark.parametrize(("day", "text"), [(1, "01"), (9, "09"), (10, "10"), (31, "31")])
def test_days_below_ten_take_a_leading_zero(day: int, text: str) -> None:
    assert print_day_number(day) == text


@pytest.mark.parametrize(("month", "text"), [(1, "01"), (2, "02"), (3, "3"), (9, "9"), (12, "12")])
def test_only_january_and_february_take_a_leading_zero(month: int, text: str) -> None:
    assert print_month_number(month) == text
