"""Dates and index sets that do not fit the period, tables or an appendix that are not there."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from bpindex.case.correction import PrintedText
from bpindex.case.keys import (
    NAME_COLUMN,
    NOTE_COLUMN,
    PRIOR,
    SECTION_COLUMN,
    STT_COLUMN,
    TITLE_COLUMN,
)
from bpindex.case.model import Case
from bpindex.case.records import Settings
from bpindex.checks.finding import Cell, Check, Findings, Subject, corrected_at, first_named
from bpindex.codec.fields import SHEET, written
from bpindex.index.deadlines import DeadlineRule
from bpindex.index.files import bundled_index_sets, is_bundled
from bpindex.index.periods import Period, print_date, swapped
from bpindex.index.spans import Span
from bpindex.index.working_days import SATURDAY
from bpindex.words import dates as date_words
from bpindex.words import findings as words

# A deadline, or a notice, that comes so long after what it follows is a slip of the keyboard.
_HALF_A_YEAR = timedelta(days=183)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"\w+")
# Letters that look like digits.
_LIKE_DIGITS = str.maketrans("OoQlIi", "000111")


def issue_date(subject: Subject) -> Findings:
    """An issue date that no calendar knows."""
    settings = subject.case.settings
    if settings.issue_day is not None and _issue_date(subject) is None:
        found = f"{settings.issue_day}/{settings.issue_month}/{settings.issue_year}"
        yield subject.problem("settings", 0, "issue_day", words.ISSUE_DATE, found=found)


def deadline(subject: Subject) -> Findings:
    """A deadline before the notice or before its data end, too late, misread, or on a day off."""
    settings = subject.case.settings
    first = date(settings.issue_year, settings.issue_month, 1)
    earliest = _issue_date(subject) or first
    # A notice whose day is left blank comes after its data, in its month.
    ready = max(earliest, min(settings.period_to, Period(first.year, first.month).last_day))
    day, other = settings.deadline, swapped(settings.deadline)
    meant = other if other and other >= ready and (day < ready or other < day) else None
    told = {
        "found": print_date(day),
        "earliest": print_date(earliest),
        "end": print_date(ready),
        "hint": _hint(meant),
    }
    if day < earliest:
        yield subject.problem("settings", 0, "deadline", words.DEADLINE, **told)
    elif day < ready:
        yield subject.warning("settings", 0, "deadline", words.DEADLINE_EARLY, **told)
    elif meant:
        yield subject.warning("settings", 0, "deadline", words.DEADLINE_SWAPPED, **told)
    elif day - earliest > _HALF_A_YEAR:
        yield subject.warning("settings", 0, "deadline", words.DEADLINE_FAR, **told)
    elif off := deadline_day_off(settings):
        yield subject.warning("settings", 0, "deadline", off)


def deadline_rule(subject: Subject) -> Findings:
    """A rule for the deadline that nobody understands."""
    rule = subject.case.settings.deadline_rule
    if rule and DeadlineRule.parse(rule) is None:
        yield subject.problem("settings", 0, "deadline_rule", date_words.RULE_WRONG, found=rule)


def deadline_day_off(settings: Settings) -> str:
    """Return what is said of a deadline on a day that is not worked; blank for any other."""
    day, days = settings.deadline, settings.working_days
    if days.is_working(day):
        return ""
    weekday = date_words.WEEKDAYS[day.weekday()]
    is_weekend = day.weekday() >= SATURDAY
    what = weekday if is_weekend else f"{weekday}, {date_words.DAY_OFF}"
    told = {"found": print_date(day), "what": what, "next": print_date(days.following(day))}
    return date_words.DEADLINE_OFF.format(**told)


def issue_month(subject: Subject) -> Findings:
    """A notice dated before the end of its data, or half a year after it."""
    settings, day = subject.case.settings, _issue_date(subject)
    first = date(settings.issue_year, settings.issue_month, 1)
    end = settings.period_to
    too_early = day < end if day else first < end.replace(day=1)
    if too_early or (day or first) - end > _HALF_A_YEAR:
        found = print_date(day) if day else f"{settings.issue_month}/{settings.issue_year}"
        key = "issue_day" if day else "issue_month"
        told = {"found": found, "end": print_date(end)}
        sentence = words.ISSUED_EARLY if too_early else words.ISSUED_LATE
        yield subject.warning("settings", 0, key, sentence, **told)


def prior_label(subject: Subject) -> Findings:
    """A title of last year's columns that names another year than the one before the period.

    Or none at all, since a letter stands for a digit in it.
    """
    expected = subject.case.period.year - 1
    for cell, column, label in _titles(subject.case):
        years = _YEAR.findall(label)
        is_other = years and str(expected) not in years
        if column.endswith(PRIOR) and (is_other or any(map(_is_like_year, _WORD.findall(label)))):
            told = {"found": label, "expected": expected, "period": subject.case.period}
            yield subject.warning(*cell, words.PRIOR_LABEL, **told)


def _is_like_year(word: str) -> bool:
    return not word.isdigit() and bool(_YEAR.fullmatch(word.translate(_LIKE_DIGITS)))


def _titles(case: Case) -> Iterator[tuple[Cell, str, str]]:
    """Yield where the titles of printed columns are typed, what of, and the text."""
    yield ("settings", 0, "prior_label"), PRIOR, case.settings.prior_label
    labels = case.wording.labels
    for name in (STT_COLUMN, NAME_COLUMN, "group", "month", NOTE_COLUMN):
        yield ("wording", 0, f"labels.{name}"), name, getattr(labels, name)
    if case.late_dossiers:
        for title in labels.appendix_columns:
            yield ("wording", 0, "labels.appendix_columns"), "", title
    for item in case.corrections:
        table, agency, column = item.key
        is_title = isinstance(item.what, PrintedText) and table and not agency
        if is_title and item.in_force and column not in (TITLE_COLUMN, SECTION_COLUMN):
            yield corrected_at(item), column, item.corrected


def blank_titles(subject: Subject) -> Findings:
    """Printed columns whose title shows nothing."""
    blank = [cell for cell, _, text in _titles(subject.case) if not text.strip()]
    for _, cells in groupby(dict.fromkeys(blank), itemgetter(0)):
        yield from subject.together([(cell, "") for cell in cells], words.TITLE_BLANK)


def period_days(subject: Subject) -> Findings:
    """First and last day in the wrong order, or outside the month of the period."""
    settings, period = subject.case.settings, subject.case.period
    first, last = settings.period_from, settings.period_to
    if first > last:
        told = {"found": print_date(first), "last": print_date(last)}
        yield subject.problem("settings", 0, "period_from", words.PERIOD_ORDER, **told)
    if subject.case.span is Span.DAYS:
        named = subject.case.named
        yield subject.warning("settings", 0, "period_from", date_words.PERIOD_LONG, named=named)
    for key, day in (("period_from", first), ("period_to", last)):
        exempt = settings.crosses_month and key == "period_from"
        other = swapped(day)
        meant = other if other and period.first_day <= other <= period.last_day else None
        if not period.first_day <= day <= period.last_day and (meant or not exempt):
            tell = subject.warning if exempt else subject.problem
            yield tell(
                "settings",
                0,
                key,
                words.PERIOD_MONTH,
                found=print_date(day),
                first=print_date(period.first_day),
                last=print_date(period.last_day),
                hint=_hint(meant),
            )


def index_in_force(subject: Subject) -> Findings:
    """An index set that is not the one in force in the period, or entries of it that are not."""
    index, day = subject.case.index, subject.case.period.last_day
    told: dict[str, object] = {
        "period": subject.case.period,
        "found": print_date(index.effective_from),
    }
    is_own = not is_bundled(index)
    ended = index.effective_to is not None and index.effective_to < day
    newest = max(
        (item.effective_from for item in bundled_index_sets() if item.effective_from <= day),
        default=index.effective_from,
    )
    if index.effective_from > day or ended or newest > index.effective_from:
        told["expected"] = print_date(newest)
        sentence = words.INDEX_OWN if is_own else words.INDEX_NOT_IN_FORCE
        sentence = sentence if newest <= day else words.INDEX_LATER
        yield subject.warning("index", 0, "effective_from", sentence, **told)
    elif late := [item.id for item in index.components if item.effective_from > day]:
        told["components"] = first_named(late)
        yield subject.warning("index", 0, "effective_from", words.COMPONENTS_LATER, **told)
    if index.seen_as(index.view).groups != index.groups:
        view = written(index.view, SHEET)
        yield subject.warning("index", 0, "view", words.INDEX_VIEW, view=view)


def empty_tables(subject: Subject) -> Findings:
    """A table in which no agency prints, though its kind stands in a printed one."""
    kinds = {kind for printed in subject.case.printed_tables for kind in printed.kinds}
    for table in subject.case.settings.tables:
        if table.kind in kinds and not subject.case.agencies_of(table):
            told = {"table": table.kind, "period": subject.case.period}
            yield subject.problem("settings", 0, f"table.{table.id}", words.TABLE_EMPTY, **told)


def announced_appendix(subject: Subject) -> Findings:
    """An appendix that the notice announces and that has no dossiers, or the other way round."""
    told = {"word": words.APPENDIX_WORD}
    naming = [b for b in subject.notice.blocks if words.APPENDIX_WORD in b.text.casefold()]
    if count := len(subject.case.late_dossiers):
        if not naming:
            yield subject.warning("wording", 0, "", words.APPENDIX_UNTOLD, count=count, **told)
        return
    rows = {paragraph.id: paragraph.row for paragraph in subject.case.wording.paragraphs}
    for block in naming:
        row, key = rows.get(block.id, 0), f"paragraph.{block.id}"
        yield subject.warning("wording", row, key, words.APPENDIX, **told)


def _hint(meant: date | None) -> str:
    return words.SWAPPED.format(near=print_date(meant)) if meant else ""


def _issue_date(subject: Subject) -> date | None:
    settings = subject.case.settings
    if settings.issue_day is None:
        return None
    try:
        return date(settings.issue_year, settings.issue_month, settings.issue_day)
    except ValueError:
        return None


SETTINGS_CHECKS: tuple[Check, ...] = (
    issue_date,
    deadline,
    deadline_rule,
    issue_month,
    prior_label,
    blank_titles,
    period_days,
    index_in_force,
    empty_tables,
    announced_appendix,
)
