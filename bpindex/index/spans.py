"""How much time the figures of a notice cover: a month, a quarter, half a year, the year so far."""

from datetime import date
from enum import StrEnum

from bpindex.index.periods import Period, print_date, print_month_number
from bpindex.words import case as words

_QUARTERS = ("I", "II", "III", "IV")


class Span(StrEnum):
    """What the days of a period are, which ends in its month."""

    MONTH = "month"
    QUARTER = "quarter"
    FIRST_HALF = "first_half"
    SECOND_HALF = "second_half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    TO_DATE = "to_date"


# The first and the last month of those that are whole.
_WHOLE = {
    **{(first, first + 2): Span.QUARTER for first in (1, 4, 7, 10)},
    (1, 6): Span.FIRST_HALF,
    (7, 12): Span.SECOND_HALF,
    (1, 9): Span.NINE_MONTHS,
    (1, 12): Span.YEAR,
}


def span_of(period: Period, first: date, last: date) -> Span:
    """Return what the days first..last are, which end in the month of a period.

    Days that begin in the month before, as many offices count them, are a month as well.
    """
    if first >= period.first_day or first.day != 1 or first.year != period.year:
        return Span.MONTH
    whole = _WHOLE.get((first.month, period.month)) if last == period.last_day else None
    return whole or (Span.TO_DATE if first.month == 1 else Span.MONTH)


def is_year(first: date, last: date) -> bool:
    """Return whether days are those of a whole year."""
    return (first.month, first.day, last) == (1, 1, date(first.year, 12, 31))


def span_name(span: Span, period: Period, last: date) -> str:
    """Return the words of a sentence for a span that ends in a period: "quý I/2026"."""
    return _told(words.SPAN_NAMES[span], period, last)


def span_label(span: Span, period: Period, last: date) -> str:
    """Return what stands over a column of a span: "Quý I"."""
    return _told(words.SPAN_LABELS[span], period, last)


def label_before(span: Span, period: Period) -> str:
    """Return what stands over a column of the span before one that is no month."""
    if span is Span.TO_DATE:
        return words.SPAN_BEFORE
    year = period.year - 1
    if span in (Span.NINE_MONTHS, Span.YEAR):
        return _told(words.SPAN_LABELS[span], Period(year, period.month), period.last_day)
    months = 3 if span is Span.QUARTER else 6
    before = Period(year if period.month <= months else period.year, (period.month - months) or 12)
    other = {Span.FIRST_HALF: Span.SECOND_HALF, Span.SECOND_HALF: Span.FIRST_HALF}
    return _told(words.SPAN_LABELS[other.get(span, span)], before, before.last_day)


def _told(text: str, period: Period, last: date) -> str:
    return text.format(
        month=print_month_number(period.month),
        year=period.year,
        quarter=_QUARTERS[(period.month - 1) // 3],
        last=print_date(last),
    )
