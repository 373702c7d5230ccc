"""The numbers of a printed table: every column of every agency, now and then."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Any

from bpindex.case.keys import MONTH, PRIOR
from bpindex.case.model import Case
from bpindex.case.printed import (
    OF_TOTAL,
    RANKS,
    Order,
    PrintedColumn,
    PrintedTable,
    Shown,
    What,
    When,
)
from bpindex.case.records import Agency, Column
from bpindex.index.definition import Basis
from bpindex.score.column_values import (
    most_points,
    name_key,
    number_in,
    ranks_of,
    total_of,
    value_of,
)
from bpindex.score.figures import figure_value, typed_texts
from bpindex.score.rounding import round_half_up
from bpindex.score.scoring import Scores

# How points, totals and rates print where nothing else is said.
DECIMALS = 2


class TableNumbers:
    """The figures of one printed table of a scored case."""

    def __init__(
        self,
        case: Case,
        scores: Scores,
        table: PrintedTable,
        totals: Mapping[str, Fraction] = MappingProxyType({}),
    ) -> None:
        """`totals` are those that take the place of the computed ones, by agency."""
        self.case, self.scores, self.table = case, scores, table
        self.columns = table.keyed(case.index)
        self._positions = {code: at for at, code in enumerate(scores.counts.agencies)}
        self._typed = typed_texts(case)
        self._previous = {row.agency: row.cells for row in reversed(case.previous)}
        self._totals: dict[str, Fraction | None] = {**totals}
        self._base_columns: dict[tuple[object, ...], Column] = {}

    @cached_property
    def sections(self) -> list[list[Agency]]:
        """The agencies of each section, in their printing order."""
        valid = self.case.valid_agencies
        found = []
        for _, kinds in self.table.parts:
            agencies = [agency for agency in valid if agency.kind in kinds]
            if self.table.order is Order.NAME:
                agencies.sort(key=lambda agency: name_key(agency.name))
            if self.table.order is Order.TOTAL:
                agencies.sort(key=lambda agency: -(self.total(agency.code) or Fraction(-1)))
            found.append(agencies)
        return found

    @cached_property
    def agencies(self) -> list[Agency]:
        """All agencies of the table, in their printing order."""
        return [agency for section in self.sections for agency in section]

    def total(self, code: str) -> Fraction | None:
        """Return the exact total of an agency, None where it has none."""
        if code not in self._totals:
            self._totals[code] = total_of(self.scores, self._positions[code])
        return self._totals[code]

    def number(self, column: PrintedColumn, agency: Agency) -> Fraction | None:
        """Return the exact number of an agency in a column, None where there is none."""
        now = None if column.when is not When.THIS else self._now(column, agency)
        then = None if column.when is When.THIS else self._then(column, agency)
        if column.shown is Shown.VALUE:
            return now if column.when is When.THIS else then
        now = self._now(column, agency)
        if now is None or then is None:
            return None
        if column.what in RANKS:
            return then - now
        # As a reader takes one printed figure from the other.
        places = DECIMALS if column.decimals is None else column.decimals
        return Fraction(round_half_up(now, places)) - Fraction(round_half_up(then, places))

    def _now(self, column: PrintedColumn, agency: Agency) -> Fraction | None:
        position, what = self._positions[agency.code], column.what
        if what in (What.TOTAL, What.GRADE):
            return self.total(agency.code)
        if what in RANKS:
            rank = self._ranks(what)[agency.code]
            return Fraction(rank) if rank else None
        if what in (What.FIGURE, What.TYPED):
            base = self._base_column(column, agency.kind)
            group = self.case.index.group_by_id[column.of]
            display = base.display(group.display)
            if what is What.TYPED or display.basis is Basis.TYPED:
                return number_in(self._typed.get(agency.code, {}).get(f"{column.of}{MONTH}", ""))
            return figure_value(self.scores, group, display, position)
        return value_of(self.scores, column, position)

    def _then(self, column: PrintedColumn, agency: Agency) -> Fraction | None:
        if column.when is When.PRIOR:
            return number_in(self._typed.get(agency.code, {}).get(f"{column.of}{PRIOR}", ""))
        return self._previous_number(column, agency.code)

    def _previous_number(self, column: PrintedColumn, code: str) -> Fraction | None:
        number = number_in(self._previous.get(code, {}).get(column.previous_field, ""))
        if column.what in RANKS:
            typed = number if column.what is What.RANK else None
            computed = self._ranks_before(column.what).get(code, 0)
            return typed or (Fraction(computed) if computed else None)
        if number is None or column.what is not What.PERCENT:
            return number
        return number * 100 / self._most(column)

    def _ranks(self, what: What) -> Mapping[str, int]:
        return self._by_section if what is What.RANK_IN_SECTION else self._over_all

    @cached_property
    def _over_all(self) -> dict[str, int]:
        return ranks_of({item.code: self.total(item.code) for item in self.agencies})

    @cached_property
    def _by_section(self) -> dict[str, int]:
        sections = ({item.code: self.total(item.code) for item in part} for part in self.sections)
        return {code: rank for totals in sections for code, rank in ranks_of(totals).items()}

    def _ranks_before(self, what: What) -> dict[str, int]:
        """Return the ranks of the period before, from its totals."""
        parts = self.sections if what is What.RANK_IN_SECTION else [self.agencies]
        column = PrintedColumn(What.TOTAL, when=When.PREVIOUS)
        key = what.value
        if key not in self._before:
            self._before[key] = {
                code: rank
                for part in parts
                for code, rank in ranks_of(
                    {item.code: self._previous_number(column, item.code) for item in part}
                ).items()
            }
        return self._before[key]

    @cached_property
    def _before(self) -> dict[str, dict[str, int]]:
        return {}

    def _total_at(self, column: PrintedColumn, agency: Agency) -> Fraction | None:
        if column.when is When.THIS:
            return self.total(agency.code)
        return self._previous_number(column, agency.code)

    def _share(self, column: PrintedColumn, agency: Agency) -> Fraction | None:
        """Return the percentage of the maximum by which a cell is coloured."""
        if column.what in OF_TOTAL:
            return self._total_at(column, agency)
        number = self.number(replace(column, shown=Shown.VALUE), agency)
        if number is None or column.what not in (What.POINTS, What.POINTS_OF_MAX):
            return number
        return number * 100 / self._most(column)

    def _most(self, column: PrintedColumn) -> Fraction:
        return most_points(self.case.index, column.of)

    def _base_column(self, column: PrintedColumn, kind: str = "") -> Column:
        """Return what Thiết lập says of a group, with what the column says itself."""
        own = column.decimals, column.when_denominator_zero, column.when_numerator_zero
        key = kind, column.of, own
        if key not in self._base_columns:
            table = self.case.base_of(self.table, kind)
            base = next(item for item in table.columns if item.group == column.of)
            names = ("decimals", "when_denominator_zero", "when_numerator_zero")
            said: dict[str, Any] = {n: v for n, v in zip(names, own, strict=True) if v is not None}
            self._base_columns[key] = replace(base, **said)
        return self._base_columns[key]
