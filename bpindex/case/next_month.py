"""The case of the month after: what follows from the month before it, and nothing of its data."""

import re
from dataclasses import replace
from datetime import date

from bpindex.case.belonging import items_of, settled
from bpindex.case.keys import PRIOR
from bpindex.case.model import Case
from bpindex.case.months import Part
from bpindex.case.records import Column, DataRow, Settings
from bpindex.index.deadlines import DeadlineRule
from bpindex.index.periods import Period, month_later, month_text
from bpindex.index.spans import Span, months_back
from bpindex.words.history import SAME_PERIOD

# A label that compares with one month: "Tháng 02/2024", "Cùng kỳ năm 2024".
_OF_ONE_MONTH = re.compile(r"\b(?P<month>[0-9]{1,2})(?P<mark> ?[-/.] ?)(?P<year>[0-9]{4})\b")
# What of a table's column is of one month; and what is of last year.
OF_THE_MONTH: dict[str, str | None] = {"province_month": None, "merged_month": ""}
OF_LAST_YEAR: dict[str, str | None] = {"province_prior": None, "merged_prior": ""}


def next_case(case: Case, previous: tuple[DataRow, ...] = ()) -> Case:
    """Return the case of the next period, to be filled; `previous` are the figures of this one.

    Dates and labels are a month on. Counts, figures and notes typed for the month, points of the
    province and late dossiers are gone, and those of last year with the year. Corrections stay
    with their month, and what the case held is remembered to be of its month: but a dossier may
    still be open, and a note hold again.
    """
    case = settled(case, case.key)
    again = (item for item in items_of(case) if item.part in (Part.DOSSIER, Part.NOTE))
    case = replace(case, months=case.months.open_to(again))
    prior_goes = prior_ends(case)
    return replace(
        case,
        settings=_next_settings(case),
        counts=tuple(replace(row, cells={}) for row in case.counts),
        typed=() if prior_goes else tuple(_of_last_year(row) for row in case.typed),
        late_dossiers=(),
        previous=previous,
    )


def prior_ends(case: Case) -> bool:
    """Return whether the figures of last year end with the month: with the year, or each month."""
    return following_of(case).year > case.period.year or is_of_one_month(case.settings.prior_label)


def is_of_one_month(label: str) -> bool:
    """Return whether figures of last year are, by their label, those of one month of it."""
    return bool(_OF_ONE_MONTH.search(label)) or SAME_PERIOD in label.casefold()


def prior_month(case: Case) -> str:
    """Return the month in whose closed figures those of last year stand: "2023-12".

    That is the month that the label names, the same one of the year before, or the end of that
    year; a blank where the label names no time.
    """
    label, before = case.settings.prior_label, case.period.year - 1
    if named := _OF_ONE_MONTH.search(label):
        return month_text(f"{named['month']}/{named['year']}")
    if SAME_PERIOD in label.casefold():
        return str(Period(before, case.period.month))
    return str(Period(before, 12)) if re.search(rf"\b{before}\b", label) else ""


def following_of(case: Case) -> Period:
    """Return the period that follows: the quarter behind a quarter, else the next month."""
    period = case.period
    for _ in range(_months(case)):
        period = period.following
    return period


def preceding_of(case: Case) -> Period:
    """Return the period that went before: the quarter before a quarter, the month before one."""
    period = case.period
    for _ in range(months_back(case.span, period, case.settings.period_from)):
        period = period.preceding
    return period


def _months(case: Case) -> int:
    if case.span in (Span.QUARTER, Span.DAYS):
        return months_back(case.span, case.period, case.settings.period_from)
    return 1


def _later(day: date, months: int) -> date:
    for _ in range(months):
        day = month_later(day)
    return day


def _next_label(label: str, before: Period, now: Period) -> str:
    """Return the label of the figures of last year in the next period."""
    named = _OF_ONE_MONTH.search(label)
    if named and (int(named["month"]), int(named["year"])) == (before.month, before.year - 1):
        month = f"{now.month:0{len(named['month'])}d}"
        return f"{label[: named.start()]}{month}{named['mark']}{now.year - 1}{label[named.end() :]}"
    return re.sub(rf"\b{before.year - 1}\b", str(now.year - 1), label)


def _next_settings(case: Case) -> Settings:
    settings, period, span = case.settings, case.period, case.span
    months, following = _months(case), following_of(case)
    first = _later(settings.period_from, months)
    if span not in (Span.MONTH, Span.QUARTER, Span.DAYS):
        # What is counted since the beginning of a year goes on to be.
        first = date(following.year, 1, 1)
    issued = Period(settings.issue_year, settings.issue_month)
    for _ in range(months):
        issued = issued.following
    gone = OF_THE_MONTH | (OF_LAST_YEAR if prior_ends(case) else {})

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
        deadline=_next_deadline(settings, following, _later(settings.period_to, months), months),
        prior_label=_next_label(settings.prior_label, period, following),
        tables=tuple(
            replace(table, columns=tuple(map(emptied, table.columns))) for table in settings.tables
        ),
    )


def _next_deadline(settings: Settings, following: Period, last: date, months: int) -> date:
    """Return the deadline of a period that follows and whose data end on a `last` day."""
    if rule := DeadlineRule.parse(settings.deadline_rule):
        return rule.day(following, last, settings.working_days)
    return _later(settings.deadline, months)


def _of_last_year(row: DataRow) -> DataRow:
    return replace(row, cells={k: text for k, text in row.cells.items() if k.endswith(PRIOR)})
