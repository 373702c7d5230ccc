"""What the days of a period are: a month, a quarter, half a year, the year so far."""

from datetime import date

import pytest

from bpindex.index.periods import Period
from bpindex.index.spans import Span, label_before, span_label, span_name, span_of


@pytest.mark.parametrize(
    ("first", "last", "span", "name", "before"),
    [
        ((2026, 1, 1), (2026, 3, 31), Span.QUARTER, "quý I/2026", "Quý IV/2025"),
        ((2026, 4, 1), (2026, 6, 30), Span.QUARTER, "quý II/2026", "Quý I/2026"),
        ((2026, 10, 1), (2026, 12, 31), Span.QUARTER, "quý IV/2026", "Quý III/2026"),
        (
            (2026, 1, 1), (2026, 6, 30),
            Span.FIRST_HALF, "6 tháng đầu năm 2026", "6 tháng cuối năm 2025",
        ),
        (
            (2026, 7, 1), (2026, 12, 31),
            Span.SECOND_HALF, "6 tháng cuối năm 2026", "6 tháng đầu năm 2026",
        ),
        (
            (2026, 1, 1), (2026, 9, 30),
            Span.NINE_MONTHS, "9 tháng đầu năm 2026", "9 tháng đầu năm 2025",
        ),
        ((2026, 1, 1), (2026, 12, 31), Span.YEAR, "năm 2026", "Năm 2025"),
        ((2026, 1, 1), (2026, 3, 20), Span.TO_DATE, "lũy kế đến ngày 20/03/2026", "Kỳ trước"),
        ((2026, 1, 1), (2026, 5, 31), Span.TO_DATE, "lũy kế đến ngày 31/05/2026", "Kỳ trước"),
        ((2026, 2, 1), (2026, 3, 31), Span.DAYS, "từ 01/02/2026 đến 31/03/2026", "Kỳ trước"),
        ((2025, 12, 1), (2026, 1, 31), Span.DAYS, "từ 01/12/2025 đến 31/01/2026", "Kỳ trước"),
        ((2025, 10, 1), (2026, 1, 31), Span.DAYS, "từ 01/10/2025 đến 31/01/2026", "Kỳ trước"),
    ],
)  # fmt: skip
def test_days_that_are_more_than_a_month_have_words_of_their_own(
    first: tuple[int, int, int],
    last: tuple[int, int, int],
    span: Span,
    name: str,
    before: str,
) -> None:
    period, end = Period(*last[:2]), date(*last)
    assert span_of(period, date(*first), end) is span
    assert span_name(span, period, date(*first), end) == name
    assert span_label(span, period, date(*first), end) == name[0].upper() + name[1:]
    assert label_before(span, period) == before


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ((2026, 1, 1), (2026, 1, 31)),
        ((2026, 3, 1), (2026, 3, 22)),
        # As many offices count: from the middle of the month before, also over the new year.
        ((2026, 2, 15), (2026, 3, 14)),
        ((2025, 12, 15), (2026, 1, 14)),
    ],
)
def test_all_other_days_are_those_of_a_month(
    first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    period = Period(*last[:2])
    assert span_of(period, date(*first), date(*last)) is Span.MONTH
    assert span_name(Span.MONTH, period, date(*first), date(*last)).startswith("tháng ")
