"""The province rows: against each other, against their maximum, against the computed points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import numpy as np

from bpindex.case.keys import MONTH, POINTS, PRIOR, PROVINCE, column_titles
from bpindex.case.model import Case
from bpindex.case.printed import MADE_ROW, SummaryKind
from bpindex.case.records import Column, Table
from bpindex.checks.finding import Cell, Check, Findings, Subject, row_number
from bpindex.index.definition import Group, OfProvince
from bpindex.notice.model import Figure
from bpindex.score.counts import Counts
from bpindex.score.figures import (
    province_mark,
    province_points,
    province_row_points,
    province_scores,
    typed_province_points,
    with_province,
)
from bpindex.score.rounding import round_half_up
from bpindex.score.scoring import Scores, exact_group_points, score
from bpindex.words import findings as words

COMPUTED_DECIMALS = 2
# The portal prints one decimal, and may have been read a little later.
_AGREES = 0.1
# So many points that are alike are no chance.
_TELLING = 3
_POINTS = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(?:/.*)?", re.DOTALL)


@dataclass(frozen=True)
class ProvinceRow:
    """The portal's month points of one group beside those computed from all agencies' counts."""

    table: Table
    group: Group
    typed: Decimal | None
    computed: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """How much more was computed."""
        if self.typed is None or self.computed is None:
            return None
        return self.computed - self.typed

    @property
    def texts(self) -> tuple[str, ...]:
        """Table, group, typed, computed and difference as texts; blank where missing."""
        numbers = ((self.typed, "f"), (self.computed, "f"), (self.difference, "+f"))
        texts = ("" if number is None else format(number, form) for number, form in numbers)
        return (self.table.kind, self.group.name, *texts)


def province_comparison(case: Case, scores: Scores) -> list[ProvinceRow]:
    """Return the comparison per table and group; None where a value is missing.

    The computed points take each count summed over all agencies of the period.
    """
    province, typed = province_scores(case, scores), province_row_points(case)
    computed: dict[str, Decimal | None] = {}
    for group in case.index.group_by_id:
        exact = exact_group_points(province, group, 0)
        computed[group] = None if exact is None else round_half_up(exact, COMPUTED_DECIMALS)
    return [
        ProvinceRow(
            table,
            case.index.group_by_id[column.group],
            typed.get(column.group) if column.province_month is None else column.province_month,
            computed[column.group],
        )
        for table in case.settings.tables
        for column in table.columns
    ]


def portal_distance(subject: Subject) -> Findings:
    """Computed points far from those that people typed from the portal."""
    tolerance = subject.case.settings.portal_tolerance
    compared = province_comparison(subject.case, subject.scores)
    far = [row for row in compared if row.difference and abs(row.difference) > tolerance]
    if far:
        yield from _exchanged_counts(subject, compared)
    for row in far:
        _, group, *numbers = row.texts
        typed, computed, difference = (_with_mark(subject, text) for text in numbers)
        yield subject.warning(
            "settings",
            0,
            _setting(row.table, row.group, MONTH),
            words.PORTAL,
            group=group,
            typed=typed,
            computed=computed,
            difference=difference,
            tolerance=_with_mark(subject, f"{tolerance:f}"),
        )


def _with_mark(subject: Subject, number: str) -> str:
    """Return a number with the decimal mark with which the province's points print."""
    return number.replace(".", province_mark(subject.case))


def _exchanged_counts(subject: Subject, compared: list[ProvinceRow]) -> Findings:
    """The two columns of counts with which, in each other's place, all points are the portal's."""
    index = subject.case.index
    total = province_scores(subject.case, subject.scores).counts
    typed = {row.group.id: float(row.typed) for row in compared if row.typed is not None}
    pairs = [*combinations(range(len(total.ids)), 2)]
    values = np.repeat(total.values, len(pairs), axis=1)
    for place, (one, other) in enumerate(pairs):
        values[[one, other], place] = total.values[[other, one], 0]
    # The last one is as it stands: where that agrees, no exchange says anything.
    values = np.concatenate([values, total.values[:, :1]], axis=1)
    each = Counts(("",) * values.shape[1], total.ids, values, np.zeros_like(values, dtype=np.uint8))
    points = score(index, each).group_points
    wanted = np.array([typed.get(group.id, np.nan) for group in index.groups])
    off = np.abs(points - wanted[:, None])[~np.isnan(wanted)]
    # What no rate can be made of is no answer.
    off = np.where(np.isnan(off), np.inf, off)
    best = int(off[:, :-1].sum(axis=0).argmin())
    if off[:, best].max() <= _AGREES < off[:, -1].max():
        left, right = (index.count_by_id[total.ids[place]] for place in pairs[best])
        told = {"one": left.name, "other": right.name}
        yield subject.warning("counts", 0, left.id, words.COUNTS_EXCHANGED, **told)


def province_range(subject: Subject) -> Findings:
    """Province points that are missing, or above the group's maximum."""
    for table, group, part, figure, points in _cells(subject):
        key, told = (
            _setting(table, group, part),
            {"group": group.name, "most": _with_mark(subject, f"{group.max_points:f}")},
        )
        if points is None and figure.correction is None:
            own = any(
                item.of_province is not OfProvince.SUM
                for item in subject.case.index.components_of(group.id)
            )
            is_told = own and part == MONTH
            text = words.PROVINCE_MISSING_OWN if is_told else words.PROVINCE_MISSING
            yield subject.warning("settings", 0, key, text, **told)
        elif points is not None and not 0 <= points <= group.max_points:
            told["found"] = _with_mark(subject, f"{points:f}")
            yield subject.warning("settings", 0, key, words.PROVINCE_MAX, **told)


def province_computed(subject: Subject) -> Findings:
    """Points of the province that print as computed, since nobody typed them."""
    pairs = zip(subject.notice.tables, subject.case.printed_tables, strict=True)
    ours = {PROVINCE, f"{MADE_ROW}{SummaryKind.PROVINCE}"}
    shown = {
        subject.case.base_of(printed).id
        for made, printed in pairs
        if made.province or any(row.agency in ours for row in made.rows)
    }
    case, found = subject.case, dict[str, tuple[Cell, str]]()
    typed = province_row_points(case) | typed_province_points(case)
    known = with_province(subject.case, subject.scores).settings.tables
    for table, filled in zip(subject.case.settings.tables, known, strict=True):
        for column, now in zip(table.columns, filled.columns, strict=True):
            is_blank = column.province_month is None and column.group not in typed
            if table.id in shown and is_blank and now.province_month is not None:
                group = subject.case.index.group_by_id[column.group]
                points = round_half_up(Fraction(now.province_month), COMPUTED_DECIMALS)
                cell = ("settings", 0, _setting(table, group, MONTH))
                told = _with_mark(subject, f"{points:f}")
                found.setdefault(group.id, (cell, f"{group.name} {told}"))
    yield from subject.together([*found.values()], words.PROVINCE_COMPUTED)


def province_typed_twice(subject: Subject) -> Findings:
    """Points typed in the province's row of figures beside others of Thiết lập, which print."""
    typed = province_row_points(subject.case)
    row = row_number(subject.typed_rows.get(PROVINCE))
    other: dict[str, tuple[Cell, str]] = {}
    for table in subject.case.settings.tables:
        for column in table.columns:
            points, found = column.province_month, typed.get(column.group)
            if points is not None and found is not None and found != points:
                name = subject.case.index.group_by_id[column.group].name
                own, printed = (_with_mark(subject, f"{number:f}") for number in (found, points))
                told = words.TYPED_TWICE.format(name=name, found=own, printed=printed)
                cell = ("typed", row, f"{column.group}{POINTS}")
                other.setdefault(column.group, (cell, told))
    yield from subject.together([*other.values()], words.PROVINCE_TYPED_TWICE)


def province_as_prior(subject: Subject) -> Findings:
    """Tables in which the month's points all are last year's: typed into the wrong column."""
    same: list[tuple[Cell, str]] = []
    for table in subject.case.settings.tables:
        points = [(column.province_prior, column.province_month) for column in table.columns]
        alike = {prior for prior, month in points if prior is not None and prior == month}
        if len(alike) >= _TELLING and all(prior == month for prior, month in points):
            key = f"table.{table.id}.column.{table.columns[0].group}.province_month"
            same.append((("settings", 0, key), table.kind))
    yield from subject.together(same, words.PROVINCE_AS_PRIOR)


def province_disagreement(subject: Subject) -> Findings:
    """Tables that print different points of the province in the same column."""
    seen: dict[str, tuple[Table, Decimal]] = {}
    for table, group, part, figure, points in _cells(subject):
        if points is None:
            continue
        first, expected = seen.setdefault(figure.column, (table, points))
        if points != expected:
            yield subject.warning(
                "settings",
                0,
                _setting(table, group, part),
                words.PROVINCE_DIFFERS,
                column=column_titles(subject.case.index)[figure.column],
                table=table.kind,
                found=_with_mark(subject, f"{points:f}"),
                first=first.kind,
                expected=_with_mark(subject, f"{expected:f}"),
            )


def _cells(subject: Subject) -> Iterator[tuple[Table, Group, str, Figure, Decimal | None]]:
    """Yield table, group, part, figure and printed points of every cell of a province row."""
    for table in with_province(subject.case, subject.scores).settings.tables:
        figures = _province_figures(subject, table)
        for column in table.columns:
            group = subject.case.index.group_by_id[column.group]
            for part in (PRIOR, MONTH):
                if figure := figures.get(f"{group.id}{part}"):
                    yield table, group, part, figure, _points(figure, column, part)


def _province_figures(subject: Subject, table: Table) -> dict[str, Figure]:
    """Return the figures of the province's row by column, where the notice has such a table."""
    rows = (item.province for item in subject.notice.tables if item.id == table.id)
    return {figure.column: figure for row in rows if row for figure in row.figures}


def _points(figure: Figure, column: Column, part: str) -> Decimal | None:
    """Return the points that print: those of a correction, else as typed."""
    if figure.correction is None:
        return province_points(column, part)
    match = _POINTS.fullmatch(figure.text)
    return Decimal(match[1].replace(",", ".")) if match else None


def _setting(table: Table, group: Group, part: str) -> str:
    field = "province_prior" if part == PRIOR else "province_month"
    return f"table.{table.id}.column.{group.id}.{field}"


PROVINCE_CHECKS: tuple[Check, ...] = (
    portal_distance,
    province_range,
    province_computed,
    province_typed_twice,
    province_as_prior,
    province_disagreement,
)
