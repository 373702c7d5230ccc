"""The case of the month after: what follows from the month before it, and nothing of its data."""

import re
from dataclasses import replace
from datetime import date

from bpindex.case.belonging import settled
from bpindex.case.keys import PRIOR
from bpindex.case.model import Case
from bpindex.case.records import Column, DataRow, Settings
from bpindex.index.periods import Period, month_later
from bpindex.index.spans import Span, span_of

# What of a table's column is of one month; and what is of last year.
OF_THE_MONTH: dict[str, str | None] = {"province_month": None, "merged_month": ""}
OF_LAST_YEAR: dict[str, str | None] = {"province_prior": None, "merged_prior": ""}


def next_case(case: Case, previous: tuple[DataRow, ...] = ()) -> Case:
    """Return the case of the next period, to be filled; `previous` are the figures of this one.

    Dates and labels are a month on. Counts, figures and notes typed for the month, points of the
    province and late dossiers are gone, and those of last year with the year. Corrections stay
    with their month, and what the case held is remembered to be of its month.
    """
    case = settled(case, str(case.period))
    new_year = following_of(case).year > case.period.year
    return replace(
        case,
        settings=_next_settings(case, new_year),
        counts=tuple(replace(row, cells={}) for row in case.counts),
        typed=() if new_year else tuple(_of_last_year(row) for row in case.typed),
        late_dossiers=(),
        previous=previous,
    )


def following_of(case: Case) -> Period:
    """Return the period that follows: the quarter behind a quarter, else the next month."""
    period = case.period
    for _ in range(_months(_span(case))):
        period = period.following
    return period


def _span(case: Case) -> Span:
    settings = case.settings
    return span_of(case.period, settings.period_from, settings.period_to)


def _months(span: Span) -> int:
    return 3 if span is Span.QUARTER else 1


def _later(day: date, months: int) -> date:
    for _ in range(months):
        day = month_later(day)
    return day


def _next_settings(case: Case, new_year: bool) -> Settings:
    settings, period, span = case.settings, case.period, _span(case)
    months, following = _months(span), following_of(case)
    first = _later(settings.period_from, months)
    if span not in (Span.MONTH, Span.QUARTER):
        # What is counted since the beginning of a year goes on to be.
        first = date(following.year, 1, 1)
    label = settings.prior_label
    if new_year:
        label = re.sub(rf"\b{period.year - 1}\b", str(period.year), label)
    issued = Period(settings.issue_year, settings.issue_month)
    for _ in range(months):
        issued = issued.following
    gone = OF_THE_MONTH | (OF_LAST_YEAR if new_year else {})

    def emptied(column: Column) -> Column:
        return replace(column, **gone)  # type: ignore[arg-type]

    return replace(
        settings,
        period=str(following),
        period_from=first,
        period_to=_later(settings.period_to, months),
        issue_year=issued.year,
        issue_month=issued.month,
        issue_day=None,
        number="",
        deadline=_later(settings.deadline, months),
        prior_label=label,
        tables=tuple(
            replace(table, columns=tuple(map(emptied, table.columns))) for table in settings.tables
        ),
    )


def _of_last_year(row: DataRow) -> DataRow:
    return replace(row, cells={k: text for k, text in row.cells.items() if k.endswith(PRIOR)})
