"""Corrections without a reason, without effect, or made against another computed value."""

import re
from collections.abc import Callable, Iterator, Mapping
from textwrap import shorten

from bpindex.case.correction import (
    WHOLE_ROW,
    AddedRow,
    Comment,
    Correction,
    CorrectionState,
    Form,
    FormAspect,
    Margin,
    MovedRow,
    PrintedText,
    RawCount,
    RemovedRow,
)
from bpindex.case.keys import (
    APPENDIX,
    NAME_COLUMN,
    NOTE_COLUMN,
    STT_COLUMN,
    Key,
    appendix_columns,
)
from bpindex.case.model import Case
from bpindex.case.rows import RowId, RowKey, RowKind
from bpindex.checks.finding import Cell, Check, Finding, Findings, Subject, corrected_at
from bpindex.edits.forms import is_readable
from bpindex.index.periods import print_date
from bpindex.notice.model import Notice
from bpindex.page.fitting import page_takes
from bpindex.page.plan import APPENDIX_SHEET, NOTICE_SHEET
from bpindex.register.ageing import has_aged
from bpindex.register.naming import what_is_corrected, what_it_says
from bpindex.words import corrections as correction_words
from bpindex.words import findings as words

_DAY = re.compile(r"(?<!\d)\d{1,2}/\d{1,2}/\d{4}(?!\d)")
FORMULA = re.compile(r"""\s*[=＝]\s*["'“”#{\w($+.@-]""")
# A paragraph is quoted up to this many letters; figures are shorter.
QUOTED = 120


def missing_reason(subject: Subject) -> Findings:
    """Corrections in force that say no reason: alike, so one sentence for all."""
    found = [i for i in _in_force(subject.case) if i.is_text and not i.reason.strip()]
    if len(found) == 1:
        yield _warning(subject, found[0], "reason", words.NO_REASON)
        return
    cells: list[tuple[Cell, str]] = []
    for item in found:
        told = {
            "what": what_is_corrected(subject.case, item),
            "corrected": _quoted(what_it_says(subject.case, item)),
        }
        cells.append((corrected_at(item, "reason"), words.CORRECTED_TO.format(**told)))
    yield from subject.together(cells, words.NO_REASONS)


def aged(subject: Subject) -> Findings:
    """A correction whose computed value is no longer the one it was made against."""
    computed = computed_now(subject.case, subject.notice)
    for item in _in_force(subject.case):
        if has_aged(item, computed):
            then, now = _quoted(item.computed), _quoted(computed[item.key])
            yield _warning(subject, item, "computed", words.REVIEW, then=then, now=now)
        elif item.state is CorrectionState.REVIEW:
            yield _warning(subject, item, "state", words.WAITING)


def without_effect(subject: Subject) -> Findings:
    """A correction of something that is not in this notice, or not where it was."""
    computed = computed_now(subject.case, subject.notice)
    removed = {i.what.row for i in _in_force(subject.case) if isinstance(i.what, RemovedRow)}
    for item in _in_force(subject.case):
        if item.is_text and RowId.holding(item.key) in removed:
            yield _warning(subject, item, "column", words.ROW_REMOVED)
        elif isinstance(item.what, MovedRow) and item.what.row in subject.notice.origins.lost:
            yield _warning(subject, item, "place", words.NO_PLACE)
        elif not has_effect(subject.notice, item, computed):
            yield _warning(subject, item, "column", words.NO_EFFECT)


def as_formula(subject: Subject) -> Findings:
    """A printed text that looks like a formula: nobody means it to print as it stands."""
    for item in _in_force(subject.case):
        if item.is_text and not isinstance(item.what, RawCount) and FORMULA.match(item.corrected):
            yield _told(subject.problem, subject, item, "corrected", words.AS_FORMULA)


def another_day(subject: Subject) -> Findings:
    """A day of Thiết lập typed over in a sentence: what else tells it keeps the other one."""
    settings = subject.case.settings
    for item in _in_force(subject.case):
        if not isinstance(item.what, PrintedText):
            continue
        typed = set(_DAY.findall(item.corrected))
        for column in ("period_from", "period_to", "deadline"):
            day = print_date(getattr(settings, column))
            if day in item.computed and typed and day not in typed:
                where = subject.case.origin.place("settings", 0, column)
                yield _warning(
                    subject, item, "corrected", correction_words.ANOTHER_DAY, day=day, where=where
                )


def computed_now(case: Case, notice: Notice) -> dict[Key, str]:
    """Return the text before corrections of everything that can be corrected, by logical key."""
    counts = {
        ("", row.agency, count): row.cells.get(count, "")
        for row in reversed(case.counts)
        for count in case.index.count_by_id
    }
    return {**counts, **notice.origins.computed}


def has_effect(notice: Notice, item: Correction, computed: Mapping[Key, str]) -> bool:
    """Return whether what a correction is about is there in a notice, and takes what it says."""
    what, origins = item.what, notice.origins
    match what:
        case Comment() if _is_in_shared_cell(notice, what):
            return False  # the cell is that of all rows
        case PrintedText() | RawCount():
            return item.key in computed
        case Comment():
            return item.key in origins.computed
        case RemovedRow():
            return what.row in origins.base_order and not what.row.is_fixed
        case AddedRow() if what.row.is_row:
            # Its texts are corrections of their own.
            return what.row not in origins.base_order and not item.corrected
        case AddedRow():
            return what.row not in origins.base_order and item.key in computed
        case MovedRow():
            return what.row in origins.base_order and not what.row.is_fixed
        case Form():
            return _has_place(notice, what) and _takes(what, item.corrected)
        case Margin():
            return what.sheet in (NOTICE_SHEET, APPENDIX_SHEET)


def _is_in_shared_cell(notice: Notice, what: Comment) -> bool:
    """Return whether a row prints in this column the one text of all rows.

    It may stand in another table than its own by now.
    """
    found = ((table, row) for table in notice.tables for row in table.rows)
    return any(
        table.merged_text(row, what.column) is not None
        for table, row in found
        if (row.table, row.agency) == (what.table, what.agency)
    )


def _has_place(notice: Notice, what: Form) -> bool:
    """Return whether there is such a row and column; an added row's waits until it is back."""
    row, is_of_sheet = what.row.row, what.aspect in (FormAspect.WIDTH, FormAspect.PAGE)
    if what.row == RowKey() or is_of_sheet:
        is_row = what.row == RowKey() and is_of_sheet
    elif row.kind is RowKind.UNKNOWN:
        is_row = ":" in what.row.text  # headers, gaps and rules have a kind
    else:
        is_named = (row.is_block or row.is_row) and not row.added_number
        is_row = not is_named or _sheet_of(notice, row) == what.sheet
    figures = (column for table in notice.tables for column in table.columns)
    of_notice = (STT_COLUMN, NAME_COLUMN, NOTE_COLUMN, *figures)
    columns = appendix_columns() if what.sheet == APPENDIX else of_notice
    is_column = what.aspect is FormAspect.PAGE or what.column in (WHOLE_ROW, "", *columns)
    return what.sheet in ("", APPENDIX) and is_row and is_column


def _sheet_of(notice: Notice, row: RowId) -> str | None:
    """Return on which sheet a row stands or was removed from, as a form names it; None: nowhere."""
    for order in (notice.origins.order, notice.origins.base_order):
        if row in order:
            return APPENDIX if order.index(row) > order.index(RowId.sheet(APPENDIX)) else ""
    return None


def _takes(what: Form, text: str) -> bool:
    return (
        page_takes(what.column, text) if what.aspect is FormAspect.PAGE else is_readable(what, text)
    )


def _in_force(case: Case) -> Iterator[Correction]:
    return (item for item in case.corrections if item.in_force)


def _warning(
    subject: Subject, item: Correction, column: str, template: str, **values: str
) -> Finding:
    return _told(subject.warning, subject, item, column, template, **values)


def _told(
    tell: Callable[..., Finding],
    subject: Subject,
    item: Correction,
    column: str,
    template: str,
    **values: str,
) -> Finding:
    """Return a finding that says what is corrected, and to what."""
    values["what"] = what_is_corrected(subject.case, item)
    values["corrected"] = _quoted(what_it_says(subject.case, item))
    review = CorrectionState.REVIEW
    return tell(*corrected_at(item, column), template, state=review, **values)


def _quoted(text: str) -> str:
    return shorten(text, QUOTED, placeholder="…")


CORRECTION_CHECKS: tuple[Check, ...] = (
    missing_reason,
    aged,
    without_effect,
    as_formula,
    another_day,
)
