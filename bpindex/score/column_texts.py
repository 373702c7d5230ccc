"""The texts of a printed table, before corrections, and the rows for all its agencies."""

from dataclasses import replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from bpindex.case.keys import MONTH, PRIOR, PROVINCE
from bpindex.case.printed import (
    OF_TOTAL,
    RANKS,
    Colours,
    PrintedColumn,
    Shown,
    Summary,
    SummaryKind,
    What,
    When,
)
from bpindex.case.records import Agency
from bpindex.score.column_values import total_of, value_of
from bpindex.score.columns import DECIMALS, TableNumbers
from bpindex.score.counts import State
from bpindex.score.figures import (
    agency_figure,
    merged_text,
    print_figure,
    province_figure,
    province_mark,
    province_points,
    summed,
)
from bpindex.score.rounding import print_fixed, print_number
from bpindex.score.scoring import Scores, grades_of, score

_UP, _DOWN, _SAME = "▲", "▼", "–"
# Soft fills that stay readable in print: good, to look at, bad.
GOOD, WATCH, BAD = "DCE6F1", "FFF1D6", "FBE6E4"
_BELOW, _WATCHED = 80, 90


class TableFigures(TableNumbers):
    """The texts of one printed table of a scored case."""

    def text(self, column: PrintedColumn, agency: Agency) -> str:
        """Return the printed text of an agency's figure."""
        if self.merged(column):
            return ""
        if column.shown is Shown.CHANGE:
            return self._change_text(column, self.number(column, agency))
        if column.what is What.GRADE:
            return self._grade(self._total_at(column, agency))
        if column.what in (What.FIGURE, What.TYPED) and column.when is not When.PREVIOUS:
            return self._figure_text(column, agency)
        if column.what is What.RATE:
            return self._rate_text(self.scores, column, self._positions[agency.code])
        return self._number_text(column, self.number(column, agency))

    def merged(self, column: PrintedColumn) -> str:
        """Return the text of the one cell that takes the whole column, or an empty text."""
        if column.merged or column.what is not What.FIGURE or column.shown is Shown.CHANGE:
            return column.merged
        return merged_text(self._base_column(column), _part(column))

    def summary(self, summary: Summary, column: PrintedColumn) -> str:
        """Return the text of a column in a row for all agencies."""
        own = column
        if summary.decimals is not None or summary.decimal_mark:
            decimals = column.decimals if summary.decimals is None else summary.decimals
            mark = summary.decimal_mark or column.decimal_mark
            own = replace(column, decimals=decimals, decimal_mark=mark)
        if summary.what is SummaryKind.PROVINCE:
            return self._province(own)
        if summary.what is SummaryKind.SUM:
            return self._summed(own)
        if column.what in RANKS or column.what is What.GRADE:
            return ""
        numbers = (self.number(column, agency) for agency in self.agencies)
        known = [number for number in numbers if number is not None]
        mean = sum(known, Fraction(0)) / len(known) if known else None
        show = self._change_text if column.shown is Shown.CHANGE else self._number_text
        own = own if own.decimals is not None else replace(own, decimals=DECIMALS)
        return show(own, mean)

    def fill(self, column: PrintedColumn, agency: Agency) -> str:
        """Return the colour behind an agency's figure, blank where it has none."""
        if column.colours is Colours.NONE:
            return ""
        if column.colours is Colours.CHANGE:
            change = self.number(replace(column, shown=Shown.CHANGE), agency)
            return "" if not change else GOOD if change > 0 else BAD
        share = self._share(column, agency)
        if share is None:
            return ""
        if column.colours is Colours.BELOW_80_90:
            return BAD if share < _BELOW else WATCH if share < _WATCHED else ""
        cuts = [Fraction(grade.min_points) for grade in self.case.index.grades]
        place = next((at for at, cut in enumerate(cuts) if share >= cut), len(cuts))
        return (GOOD, "", WATCH, BAD, BAD)[min(place, 4)]

    def mark(self, column: PrintedColumn) -> str:
        """Return the decimal mark of a column."""
        return column.decimal_mark or self._mark

    @cached_property
    def _mark(self) -> str:
        return self.case.table_marks[self.table.id]

    def _number_text(self, column: PrintedColumn, number: Fraction | None) -> str:
        if number is None:
            return ""
        mark = self.mark(column)
        whole = column.what in (*RANKS, What.NUMERATOR, What.DENOMINATOR)
        decimals = column.decimals
        if whole and (decimals is None or number.denominator == 1):
            return print_number(number, DECIMALS, mark)
        text = print_fixed(number, DECIMALS if decimals is None else decimals, mark)
        if column.what is What.POINTS_OF_MAX:
            return f"{text}/{print_number(self._most(column), DECIMALS, mark)}"
        return text

    def _change_text(self, column: PrintedColumn, change: Fraction | None) -> str:
        if change is None:
            return ""
        text = self._number_text(replace(column, shown=Shown.VALUE), abs(change))
        if not any(letter in text for letter in "123456789"):
            return _SAME
        return f"{_UP if change > 0 else _DOWN} {text}"

    def _figure_text(self, column: PrintedColumn, agency: Agency) -> str:
        own = self._typed.get(agency.code, {})
        if column.what is What.TYPED:
            return own.get(f"{column.of}{_part(column)}", "")
        base, position = self._base_column(column, agency.kind), self._positions[agency.code]
        return agency_figure(self.scores, self.mark(column), base, _part(column), position, own)

    def _rate_text(self, scores: Scores, column: PrintedColumn, position: int) -> str:
        component = scores.index.component_by_id[column.of]
        state = scores.states[scores.index.component_rows[component.id], position]
        if state == State.ZERO_DENOMINATOR:
            return column.when_denominator_zero or ""
        number = value_of(scores, column, position)
        if number == 0 and column.when_numerator_zero is not None:
            return column.when_numerator_zero
        return self._number_text(column, number)

    def _grade(self, total: Fraction | None) -> str:
        if total is None:
            return ""
        return str(grades_of(np.array([float(total)]), self.case.index.grades)[0])

    def _province(self, column: PrintedColumn) -> str:
        """Return the province's cell: of this period as `with_province`, or of the one before."""
        if column.what is What.FIGURE and column.shown is Shown.VALUE:
            group = self.case.index.group_by_id[column.of]
            mark = province_mark(self.case)
            return province_figure(self._base_column(column), _part(column), group, mark)
        then = None
        if column.when is When.PREVIOUS:
            then = None if column.what in RANKS else self._previous_number(column, PROVINCE)
        now = self._province_number(column)
        if column.shown is Shown.CHANGE:
            change = None if now is None or then is None else now - then
            return self._change_text(column, change)
        number = now if column.when is When.THIS else then
        return (
            self._grade(number) if column.what is What.GRADE else self._number_text(column, number)
        )

    def _province_number(self, column: PrintedColumn) -> Fraction | None:
        base = self.case.base_of(self.table)
        typed = {item.group: province_points(item, MONTH) for item in base.columns}
        if column.what in OF_TOTAL and column.what not in RANKS:
            points = [item for item in typed.values() if item is not None]
            return Fraction(sum(points)) if len(points) == len(typed) else None
        of_group = typed.get(column.of)
        if of_group is None or column.what not in (What.POINTS, What.POINTS_OF_MAX, What.PERCENT):
            return None
        points_of_group = Fraction(of_group)
        if column.what is What.PERCENT:
            return points_of_group * 100 / self._most(column)
        return points_of_group

    def _summed(self, column: PrintedColumn) -> str:
        """Return what all agencies together have: their counts as those of one."""
        if column.when is not When.THIS or column.what in RANKS or column.what is What.TYPED:
            return ""
        scores = self._sum_scores
        if column.what is What.GRADE:
            return self._grade(total_of(scores, 0))
        if column.what is What.TOTAL:
            return self._number_text(column, total_of(scores, 0))
        if column.what is What.FIGURE:
            group = self.case.index.group_by_id[column.of]
            display = self._base_column(column).display(group.display)
            return print_figure(scores, group, display, 0, self.mark(column))
        if column.what is What.RATE:
            return self._rate_text(scores, column, 0)
        return self._number_text(column, value_of(scores, column, 0))

    @cached_property
    def _sum_scores(self) -> Scores:
        chosen = [self._positions[agency.code] for agency in self.agencies]
        return score(self.case.index, summed(self.scores, chosen))


def _part(column: PrintedColumn) -> str:
    return PRIOR if column.when is When.PRIOR else MONTH
