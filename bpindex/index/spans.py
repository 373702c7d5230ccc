"""How much time the figures of a notice cover: a month, a quarter, half a year, the year so far."""

import re
from datetime import date, timedelta
from enum import StrEnum

from bpindex.index.periods import Period, is_month, print_date, print_month_number
from bpindex.words import case as words

QUARTERS = ("I", "II", "III", "IV")


class Span(StrEnum):
    """What the days of a period are, which ends in its month."""

    MONTH = "month"
    QUARTER = "quarter"
    FIRST_HALF = "first_half"
    SECOND_HALF = "second_half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    TO_DATE = "to_date"
    # More than a month, and none of these: two months, or four.
    DAYS = "days"


# The first and the last month of those that are whole.
WHOLE = {
    **{(first, first + 2): Span.QUARTER for first in (1, 4, 7, 10)},
    (1, 6): Span.FIRST_HALF,
    (7, 12): Span.SECOND_HALF,
    (1, 9): Span.NINE_MONTHS,
    (1, 12): Span.YEAR,
}
# Days of a month are fewer, wherever it begins; those of two months are more.
LONG = 45
# So many months before a period ends the one before it, as its label says.
MONTHS_BACK = {
    Span.MONTH: 1,
    Span.TO_DATE: 1,
    Span.QUARTER: 3,
    Span.FIRST_HALF: 6,
    Span.SECOND_HALF: 6,
    Span.NINE_MONTHS: 12,
    Span.YEAR: 12,
}
_BEFORE_HALF = {Span.FIRST_HALF: Span.SECOND_HALF, Span.SECOND_HALF: Span.FIRST_HALF}
# Months are as long as the office counts them, 1-22 February or 15-14; two of them are none.
_OTHER_MONTH = timedelta(days=21)


def span_of(period: Period, first: date, last: date) -> Span:
    """Return what the days first..last are, which end in the month of a period.

    Days that begin in the month before, as many offices count them, are a month as well.
    """
    if first >= period.first_day:
        return Span.MONTH
    if first.day == 1 and first.year == period.year:
        whole = WHOLE.get((first.month, period.month)) if last == period.last_day else None
        if whole or first.month == 1:
            return whole or Span.TO_DATE
    return Span.DAYS if (last - first).days >= LONG else Span.MONTH


def months_back(span: Span, period: Period, first: date) -> int:
    """Return how many months before a period the one before it ends."""
    if span is Span.DAYS:
        return 12 * (period.year - first.year) + period.month - first.month + 1
    return MONTHS_BACK[span]


def is_span_before(own: tuple[date, date], then: tuple[date, date]) -> bool:
    """Return whether days `then`, which end so many months before, are as long as the `own`."""
    (first, last), (old_first, old_last) = own, then
    span, old = (span_of(Period(day.year, day.month), start, day) for start, day in (own, then))
    if span is Span.TO_DATE:
        return old_first == first
    if span in (Span.MONTH, Span.DAYS):
        return old is span and abs((last - first) - (old_last - old_first)) <= _OTHER_MONTH
    return old is _BEFORE_HALF.get(span, span)


def is_alike(own: tuple[date, date], then: tuple[date, date]) -> bool:
    """Return whether two spans of days are of one sort: both months, both quarters."""
    span, other = (
        span_of(Period(last.year, last.month), first, last) for first, last in (own, then)
    )
    return span is other


def is_year(first: date, last: date) -> bool:
    """Return whether days are those of a whole year."""
    return (first.month, first.day, last) == (1, 1, date(first.year, 12, 31))


def span_name(span: Span, period: Period, first: date, last: date) -> str:
    """Return the words of a sentence for a span that ends in a period: "quý I/2026"."""
    return _told(words.SPAN_NAMES[span], period, first, last)


def closed_name(span: Span, period: Period, first: date, last: date) -> str:
    """Return the name under which a closed period stands on Lịch sử: "2026-03", "2026 quý I".

    A month, the quarter and the half of a year that end with it have names of their own.
    """
    if span is Span.MONTH:
        return str(period)
    return _told(words.SPAN_KEYS[span], period, first, last)


_CLOSED = tuple(
    re.compile(re.sub(r"\\{[a-z]+\\}", ".+", re.escape(text).replace(r"\{year\}", "[0-9]{4}")))
    for text in words.SPAN_KEYS.values()
)


def is_closed_name(text: str) -> bool:
    """Return whether a text is the name of a closed period: "2026-03", "2026 quý I"."""
    return is_month(text) or any(form.fullmatch(text) for form in _CLOSED)


def span_label(span: Span, period: Period, first: date, last: date) -> str:
    """Return what stands over a column of a span: "Quý I"."""
    return _told(words.SPAN_LABELS[span], period, first, last)


def label_before(span: Span, period: Period) -> str:
    """Return what stands over a column of the span before one that is no month."""
    if span in (Span.TO_DATE, Span.DAYS):
        return words.SPAN_BEFORE
    sort, before = whole_before(span, period)
    return span_label(sort, before, before.first_day, before.last_day)


def whole_before(span: Span, period: Period) -> tuple[Span, Period]:
    """Return what went before a span of whole months, and the month with which that ends."""
    months = 12 * period.year + period.month - 1 - MONTHS_BACK[span]
    return _BEFORE_HALF.get(span, span), Period(months // 12, months % 12 + 1)


def name_before(span: Span, period: Period) -> str:
    """Return the words of a sentence for the period before one: "quý IV/2025"."""
    if span is Span.MONTH:
        before = period.preceding
        return span_name(span, before, before.first_day, before.last_day)
    label = label_before(span, period)
    return label[0].lower() + label[1:]


def _told(text: str, period: Period, first: date, last: date) -> str:
    return text.format(
        month=print_month_number(period.month),
        number=f"{period.month:02d}",
        year=period.year,
        quarter=QUARTERS[(period.month - 1) // 3],
        first=print_date(first),
        last=print_date(last),
    )
