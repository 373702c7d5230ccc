"""The province rows: against each other, against their maximum, against the computed points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bpindex.case.keys import MONTH, PRIOR, column_title
from bpindex.case.model import Case
from bpindex.case.records import Column, Table
from bpindex.checks.finding import Check, Findings, Subject
from bpindex.index.definition import Group
from bpindex.notice.model import Figure
from bpindex.score.figures import province_points
from bpindex.score.rounding import round_half_up
from bpindex.score.scoring import Scores, exact_group_points, score
from bpindex.words import findings as finding_words

COMPUTED_DECIMALS = 2
_POINTS = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(?:/.*)?", re.DOTALL)
_FIELDS = {PRIOR: "province_prior", MONTH: "province_month"}


@dataclass(frozen=True)
class ProvinceRow:
    """The portal's month points of one group beside those computed from all agencies' counts."""

    table: Table
    group: Group
    typed: Decimal | None
    computed: Decimal | None
    difference: Decimal | None

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
    province = score(case.index, scores.counts.total())
    computed: dict[str, Decimal | None] = {}
    for group in case.index.group_by_id:
        exact = exact_group_points(province, group, 0)
        computed[group] = None if exact is None else round_half_up(exact, COMPUTED_DECIMALS)
    rows = []
    for table in case.settings.tables:
        for column in table.columns:
            typed, own = province_points(column, MONTH), computed[column.group]
            rows.append(
                ProvinceRow(
                    table,
                    case.index.group_by_id[column.group],
                    typed,
                    own,
                    None if typed is None or own is None else own - typed,
                )
            )
    return rows


def portal_distance(subject: Subject) -> Findings:
    """Computed points far from those that people typed from the portal."""
    tolerance = subject.case.settings.portal_tolerance
    for row in province_comparison(subject.case, subject.scores):
        if row.typed is None or row.computed is None or row.difference is None:
            continue
        if abs(row.difference) > tolerance:
            text = finding_words.PORTAL.format(
                group=row.group.name,
                typed=f"{row.typed:f}",
                computed=f"{row.computed:f}",
                difference=f"{row.difference:+f}",
                tolerance=f"{tolerance:f}",
            )
            key = _key(row.table.id, row.group.id, MONTH)
            yield subject.warning(text, "settings", 0, key)


def province_range(subject: Subject) -> Findings:
    """Province points that are missing, or above the group's maximum."""
    for table, column, part in _cells(subject):
        group = subject.case.index.group_by_id[column.group]
        figure = _figure(subject, table, column, part)
        points = _points(figure, column, part)
        key = _key(table.id, column.group, part)
        if points is None and figure.correction is None:
            wanted = finding_words.PROVINCE_MISSING.format(
                group=group.name, most=f"{group.max_points:f}"
            )
            yield subject.warning(wanted, "settings", 0, key)
        elif points is not None and not 0 <= points <= group.max_points:
            wanted = finding_words.PROVINCE_MAX.format(
                group=group.name, found=f"{points:f}", most=f"{group.max_points:f}"
            )
            yield subject.warning(wanted, "settings", 0, key)


def province_disagreement(subject: Subject) -> Findings:
    """Tables that print different points of the province in the same column."""
    seen: dict[str, tuple[Table, Decimal]] = {}
    for table, column, part in _cells(subject):
        points = _points(_figure(subject, table, column, part), column, part)
        if points is None:
            continue
        first, expected = seen.setdefault(f"{column.group}{part}", (table, points))
        if points != expected:
            text = finding_words.PROVINCE_DIFFERS.format(
                column=column_title(subject.case.index, f"{column.group}{part}"),
                table=table.kind,
                found=f"{points:f}",
                first=first.kind,
                expected=f"{expected:f}",
            )
            yield subject.warning(text, "settings", 0, _key(table.id, column.group, part))


def _cells(subject: Subject) -> Iterator[tuple[Table, Column, str]]:
    for table in subject.case.settings.tables:
        for column in table.columns:
            for part in (PRIOR, MONTH):
                yield table, column, part


def _figure(subject: Subject, table: Table, column: Column, part: str) -> Figure:
    province = subject.notice.table(table.id).province
    return next(item for item in province.figures if item.column == f"{column.group}{part}")


def _points(figure: Figure, column: Column, part: str) -> Decimal | None:
    """Return the points that print: those of a correction, else as typed."""
    if figure.correction is None:
        return province_points(column, part)
    match = _POINTS.fullmatch(figure.text)
    return Decimal(match[1].replace(",", ".")) if match else None


def _key(table: str, group: str, part: str) -> str:
    return f"table.{table}.column.{group}.{_FIELDS[part]}"


PROVINCE_CHECKS: tuple[Check, ...] = (portal_distance, province_range, province_disagreement)
