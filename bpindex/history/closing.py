"""What a month leaves when it closes: its rows of Lịch sử, and what the month after shows of it."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np

from bpindex.case.history_rows import (
    FIRST_DAY,
    GRADE,
    LAST_DAY,
    NOT_REPORTED,
    OF_KIND,
    RANK,
    TOTAL,
    Fact,
    HistoryRow,
    Kind,
    Value,
)
from bpindex.case.keys import PRIOR, PROVINCE
from bpindex.case.model import Case
from bpindex.case.printed import OF_EITHER, RANKS, PrintedColumn, Shown, What, When
from bpindex.case.records import DataRow
from bpindex.history.lines import Past
from bpindex.history.names import closed_name_of, named
from bpindex.history.previous import figures_of
from bpindex.index.definition import Basis
from bpindex.notice.model import Notice
from bpindex.score.column_values import most_points, ranks_of, total_of
from bpindex.score.counts import State
from bpindex.score.figures import typed_province_points, with_province
from bpindex.score.given import parse_points
from bpindex.score.scoring import Scores, exact_group_points, exact_points, grades_of

_Known = dict[Fact, Fraction | Value]
_SINGLE = {What.TOTAL: TOTAL, What.GRADE: GRADE, **dict.fromkeys(RANKS, RANK)}


def closing_figures(
    case: Case,
    scores: Scores,
    notice: Notice,
    read: Callable[[str], Fraction | None] = parse_points,
) -> tuple[DataRow, ...]:
    """Return points of groups, total and rank of every agency and of the province.

    What was corrected on the notice is as it printed there, by what `read` takes for a number; of
    what is missing nothing. The rank is that among the agencies of its printed table.
    """
    closing = _closing(case, scores, notice, read)
    figures = {code: figures_of(known) for code, known in closing.items()}
    return tuple(DataRow(code, cells) for code, cells in figures.items() if cells)


def closing_rows(case: Case, scores: Scores, notice: Notice) -> tuple[HistoryRow, ...]:
    """Return the rows of Lịch sử of a month, as it printed; none of who has nothing."""
    settings = case.settings
    days = {FIRST_DAY: settings.period_from.isoformat(), LAST_DAY: settings.period_to.isoformat()}
    agencies = {agency.code: agency for agency in case.agencies}
    names = {PROVINCE: settings.tables[0].province_name}
    names |= {code: agency.name for code, agency in agencies.items()}
    known = _closing(case, scores, notice)
    _add_counts(case, scores, known)
    for table in reversed(notice.tables):
        for row in table.all_rows:
            if row.agency not in known or row.line:
                continue
            names[row.agency] = row.name or names[row.agency]
            for figure in (item for item in row.figures if _is_of_now(item.column)):
                merged = table.merged_text(row, figure.column)
                if text := figure.text if merged is None else merged:
                    known[row.agency][Kind.FIGURE, figure.column] = text
    rows = []
    for code, facts in known.items():
        if facts:
            own = {OF_KIND: agencies[code].kind} if code in agencies else {}
            told = {fact: _plain(value) for fact, value in facts.items()} | days | own
            rows.append(HistoryRow.of(closed_name_of(case), code, names[code], case.index.id, told))
    return tuple(rows)


def with_closed(case: Case, rows: tuple[HistoryRow, ...]) -> Case:
    """Return a case with rows of closed months in its history, in the place of the same months'.

    What a person typed stays, but for agencies of which there is a row now.
    """
    rows, old = named(rows), named(case.history)
    periods = {row.period for row in rows}
    known = {(row.period, key) for row in rows for key in (row.agency, row.name)}
    kept = (
        row
        for row in old
        if row.period not in periods
        or (not row.details and not {(row.period, row.agency), (row.period, row.name)} & known)
    )
    ordered = sorted((*kept, *rows), key=lambda row: row.period)
    return replace(case, history=tuple(ordered))


def replaced_by(case: Case) -> tuple[date, date] | None:
    """Return the days of the closed period whose rows closing would replace, where they differ."""
    settings, days = case.settings, Past(case).days(closed_name_of(case))
    return None if days in (None, (settings.period_from, settings.period_to)) else days


def _closing(
    case: Case,
    scores: Scores,
    notice: Notice,
    read: Callable[[str], Fraction | None] = parse_points,
) -> dict[str, _Known]:
    """Return what is known of every agency and the province, corrections of the notice included."""
    at = {code: place for place, code in enumerate(scores.counts.agencies)}
    totals = {code: total_of(scores, place) for code, place in at.items()}
    kinds = {agency.code: agency.kind for agency in case.agencies}
    ranks: dict[str, int] = {}
    for table in case.printed_tables:
        own = {code: total for code, total in totals.items() if kinds.get(code) in table.kinds}
        ranks = ranks_of(own) | ranks
    found: dict[str, _Known] = {}
    for code, place in at.items():
        total = totals[code]
        known: dict[Fact, Fraction | Value | None] = {
            (Kind.GROUP, group.id): exact_group_points(scores, group.id, place)
            for group in case.index.groups
        }
        for component in case.index.components:
            known[Kind.POINTS, component.id] = exact_points(scores, component, place)
        known |= {TOTAL: total, RANK: ranks.get(code) or None}
        if total is not None:
            known[GRADE] = grades_of([float(total)], case.index.grades)[0] or None
        found[code] = {fact: value for fact, value in known.items() if value is not None}
    found[PROVINCE] = _of_province(with_province(case, scores))
    for code, printed in _corrected(case, notice, read).items():
        if code in found:
            known = {**found[code], **printed}
            found[code] = {fact: value for fact, value in known.items() if value is not None}
    return found


def _add_counts(case: Case, scores: Scores, known: Mapping[str, _Known]) -> None:
    """Add the counts of every agency, corrections included, and those typed for the province."""
    counts = scores.counts
    for place, code in enumerate(counts.agencies):
        states = counts.states[:, place]
        for row in np.flatnonzero(states == State.OK):
            known[code][Kind.COUNT, counts.ids[row]] = int(counts.values[row, place])
        for row in np.flatnonzero(states == State.NOT_REPORTED):
            known[code][Kind.COUNT, counts.ids[row]] = NOT_REPORTED
    for data in case.counts:
        for count, text in data.cells.items() if data.agency == PROVINCE else ():
            known[PROVINCE][Kind.COUNT, count] = int(text) if text.isdecimal() else text


def _of_province(case: Case) -> _Known:
    """Return the points of the province, and their sum where none is missing."""
    typed = {group: Fraction(item) for group, item in typed_province_points(case).items()}
    known: _Known = {(Kind.GROUP, group): item for group, item in typed.items()}
    if all(group.id in typed for group in case.index.groups):
        known[TOTAL] = sum((typed[group.id] for group in case.index.groups), Fraction(0))
    return known


def _corrected(
    case: Case, notice: Notice, read: Callable[[str], Fraction | None]
) -> Mapping[str, dict[Fact, Fraction | Value | None]]:
    """Return what was corrected on the notice, by agency; the first table counts.

    None where a text printed in the place of a number, or nothing: no number was issued.
    """
    columns = {table.id: table.keyed(case.index) for table in reversed(case.printed_tables)}
    found: dict[str, dict[Fact, Fraction | Value | None]] = defaultdict(dict)
    for table, code, figure in notice.figures():
        column = columns.get(table, {}).get(figure.column)
        if figure.correction is None or column is None:
            continue
        if (fact := _fact(case, column, code)) is None:
            continue
        number = read(figure.text.partition("(")[0])
        if fact == GRADE:
            found[code].setdefault(fact, figure.text.strip())
        elif number is not None and (fact != RANK or number.denominator == 1):
            is_figure = column.what is What.FIGURE and code != PROVINCE
            is_share = column.what is What.PERCENT or is_figure
            points = number * most_points(case.index, column.of) / 100 if is_share else number
            found[code].setdefault(fact, points)
        else:
            found[code].setdefault(fact, None)
    return found


def _fact(case: Case, column: PrintedColumn, code: str) -> Fact | None:
    """Return what a column prints of an agency, None where that is nothing by itself."""
    if column.when is not When.THIS or column.shown is not Shown.VALUE:
        return None
    if column.what in _SINGLE:
        return _SINGLE[column.what]
    group = case.index.group_by_id.get(column.of)
    is_points = column.what in OF_EITHER or (column.what is What.FIGURE and code == PROVINCE)
    if column.what is What.FIGURE and group is not None and code != PROVINCE:
        kind = next((item.kind for item in case.agencies if item.code == code), "")
        base = case.table_of_kind.get(kind)
        own = [item for item in base.columns if item.group == group.id] if base else []
        is_points = any(item.display(group.display).basis is Basis.POINTS for item in own)
    if not is_points:
        return None
    return (Kind.GROUP if group else Kind.POINTS), column.of


def _is_of_now(column: str) -> bool:
    """Return whether a printed column is of the month itself, by its key."""
    return not column.endswith(PRIOR) and "@" not in column


def _plain(value: Fraction | Value) -> Value:
    """Return a fraction as a decimal that is exact enough to be rounded anywhere."""
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return value
