"""Scores to printed texts: the display rules of each column and table."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np

from bpindex.case.correction import RawCount
from bpindex.case.keys import PRIOR, PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import Column
from bpindex.index.definition import (
    MAX_DECIMALS,
    PERCENT,
    Basis,
    Component,
    Display,
    Group,
    IndexSet,
    OfProvince,
)
from bpindex.register.lookup import Register
from bpindex.score.counts import Counts, State, counts_from_rows, parse_count
from bpindex.score.given import given_of, parse_points, typed_points
from bpindex.score.rounding import print_fixed, print_number
from bpindex.score.scoring import Scores, exact_group_points, exact_rate, group_state, score

# Province cells print points / max with one decimal and a dot, in every table.
PROVINCE_DECIMALS = 1


def counts_of(case: Case) -> Counts:
    """Return the counts of the case's valid agencies, in printing order, corrections applied.

    Where an agency has several rows, the first one counts; `checks` reports the others.
    """
    cells = _count_cells(case)
    codes = [agency.code for agency in case.valid_agencies]
    ids = list(case.index.count_by_id)
    # Where the province's counts stand at every agency, whatever the agencies say.
    of_province = cells.get(PROVINCE, {})
    shared = {count: text for count in case.index.shared_counts if (text := of_province.get(count))}
    rows = (cells.get(code, {}) | shared for code in codes)
    return counts_from_rows(codes, ids, ([row.get(count) for count in ids] for row in rows))


def _count_cells(case: Case) -> dict[str, dict[str, str]]:
    """Return the counts by agency code (the province's too) and count, corrections applied."""
    cells = {row.agency: dict(row.cells) for row in reversed(case.counts)}
    for item, what in Register(case.corrections).of(RawCount):
        cells.setdefault(what.agency, {})[what.count] = item.corrected
    return cells


def scores_of(case: Case) -> Scores:
    """Return the scores of the agencies of a case: from its counts, and points that were typed."""
    return score(case.index, counts_of(case), given_of(case))


def province_scores(case: Case, scores: Scores) -> Scores:
    """Return the scores of the province as those of one agency.

    Its counts are the sums over its agencies; a count that several agencies share is no such sum,
    and is there only where the province has a row of its own.
    """
    total, own = summed(scores), _count_cells(case).get(PROVINCE, {})
    for component in case.index.components:
        if component.of_province is not OfProvince.SUM:
            shared = _shared_counts(case.index, scores.counts, component)
            for count in component.counts:
                row = total.rows[count]
                value, state = parse_count(own.get(count))
                is_missing = state is State.MISSING
                if is_missing and component.of_province is OfProvince.SHARED:
                    # What stands at every agency is in the sums as often in both: the rate is
                    # right there, and the counts themselves are those of one.
                    total.values[row] = shared.get(count, total.values[row])
                    continue
                total.values[row], total.states[row] = value, state
    return score(case.index, total)


def _shared_counts(index: IndexSet, counts: Counts, component: Component) -> dict[str, float]:
    """Return the counts of a component, where those that are there are equal at all agencies.

    Nothing where a component that is summed needs one of them too.
    """
    others = (item for item in index.components if item.of_province is OfProvince.SUM)
    if any(component.counts & item.counts for item in others):
        return {}
    found = {}
    for count in component.counts:
        row = counts.rows[count]
        there = counts.values[row][~np.isnan(counts.values[row])]
        if not there.size or (there != there[0]).any():
            return {}
        found[count] = float(there[0])
    return found


def summed(scores: Scores, chosen: Sequence[int] | None = None) -> Counts:
    """Return the sums of the counts of all agencies, or of those at some positions, as one's.

    Where points were typed in the place of counts, or nobody gave any, there is no sum.
    """
    counts, typed = scores.counts, scores.typed
    if chosen is not None:
        places, typed = list(chosen), typed[:, list(chosen)]
        agencies = tuple(counts.agencies[at] for at in places)
        values, states = counts.values[:, places], counts.states[:, places]
        counts = Counts(agencies, counts.ids, values, states)
    total, blank = counts.total(), counts.states == State.MISSING
    for row, component in enumerate(scores.index.components):
        for place in (counts.rows[count] for count in component.counts):
            if blank[place].all() or (blank[place] & typed[row]).any():
                total.values[place], total.states[place] = np.nan, State.MISSING
    return total


def typed_texts(case: Case) -> dict[str, dict[str, str]]:
    """Return agency code to the texts typed for it, by column key."""
    return {row.agency: dict(row.cells) for row in reversed(case.typed)}


def agency_figure(
    scores: Scores, mark: str, column: Column, part: str, agency: int, typed: dict[str, str]
) -> str:
    """Return the printed text of one agency's figure, before corrections.

    `mark` is the decimal mark, `part` is PRIOR or MONTH, `agency` the position in the scores; a
    figure that cannot be computed is blank and its state tells why (`figure_state`).
    """
    if merged_text(column, part):
        return ""
    group = scores.index.group_by_id[column.group]
    display = column.display(group.display)
    if part == PRIOR or display.basis is Basis.TYPED:
        return typed.get(f"{column.group}{part}", "")
    return print_figure(scores, group, display, agency, mark)


def print_figure(scores: Scores, group: Group, display: Display, agency: int, mark: str) -> str:
    """Return the text of a computed month figure, in percent."""
    state = figure_state(scores, group, display, agency)
    if state is State.ZERO_DENOMINATOR:
        return display.when_denominator_zero
    value = figure_value(scores, group, display, agency)
    if value is None:
        return ""
    if value == 0 and display.basis is Basis.RATE:
        return display.when_numerator_zero
    return print_number(value, display.decimals, mark)


def figure_value(scores: Scores, group: Group, display: Display, agency: int) -> Fraction | None:
    """Return the exact percentage behind a month figure, None where there is none."""
    if display.basis is Basis.RATE:
        rate = exact_rate(scores, scores.index.component_by_id[display.component], agency)
        return None if rate is None else rate * 100
    points = exact_group_points(scores, group.id, agency)
    return None if points is None else points * Fraction(PERCENT) / Fraction(group.max_points)


def figure_state(scores: Scores, group: Group, display: Display, agency: int) -> State:
    """Return the state of what a month figure is computed from."""
    if display.basis is Basis.TYPED:
        return State.OK
    if display.basis is Basis.POINTS:
        return group_state(scores, group.id, agency)
    row = scores.index.component_rows[display.component]
    return State(int(scores.states[row, agency]))


def merged_text(column: Column, part: str) -> str:
    """Return the text of the one cell that takes a whole column, or an empty text."""
    return column.merged_prior if part == PRIOR else column.merged_month


def province_row_points(case: Case) -> dict[str, Decimal]:
    """Return the points of groups typed in the province's row of figures, by group."""
    found: dict[str, Decimal] = {}
    for row in case.typed:
        for _, entry, text in typed_points(case.index, row) if row.agency == PROVINCE else ():
            points = parse_points(text, entry.max_points)
            if isinstance(entry, Group) and points is not None:
                decimal = Decimal(points.numerator) / Decimal(points.denominator)
                found.setdefault(entry.id, decimal)
    return found


def with_province(case: Case, scores: Scores) -> Case:
    """Return a case in which every month's points of the province are known that can be.

    What was typed in Thiết lập wins, for another table too, then what was typed in the province's
    row of figures; the rest is computed from the counts, and names no source.
    """
    if all(c.province_month is not None for t in case.settings.tables for c in t.columns):
        return case
    computed = computed_province_points(case, scores)
    # Of one group there is one figure: that of another table goes before a computed one.
    known = province_row_points(case) | typed_province_points(case)

    def filled(column: Column) -> Column:
        group = column.group
        if column.province_month is not None:
            return column
        if group in known:
            return replace(column, province_month=known[group])
        return replace(column, province_month=computed.get(group), province_suffix_month="")

    tables = (replace(t, columns=tuple(map(filled, t.columns))) for t in case.settings.tables)
    return replace(case, settings=replace(case.settings, tables=tuple(tables)))


def computed_province_points(case: Case, scores: Scores) -> dict[str, Decimal]:
    """Return the province's points of the groups whose counts are all there, as the set gives them.

    A sum in which an agency is missing is none; what agencies share needs the province's own row.
    """
    province, index, found = province_scores(case, scores), case.index, {}
    for group in index.groups:
        rows = [
            index.component_rows[item.id]
            for item in index.components_of(group.id)
            if item.of_province is OfProvince.SUM
        ]
        states = scores.states[rows]
        is_silent = (states == State.NOT_REPORTED).all(axis=1).any()
        is_whole = not (states > State.NOT_APPLICABLE).any() and not is_silent
        points = exact_group_points(province, group.id, 0) if is_whole else None
        if points is not None:
            found[group.id] = Decimal(points.numerator) / Decimal(points.denominator)
    return found


def typed_province_points(case: Case) -> dict[str, Decimal]:
    """Return the province's points of the month by group, those of the first table that has any."""
    columns = (column for table in reversed(case.settings.tables) for column in table.columns)
    return {c.group: c.province_month for c in columns if c.province_month is not None}


def province_points(column: Column, part: str) -> Decimal | None:
    """Return the province's points of a column: as typed from the portal, or as filled in."""
    return column.province_prior if part == PRIOR else column.province_month


def province_mark(case: Case) -> str:
    """Return the decimal mark of the province's cells: a dot where any table prints dots.

    So the notice of 02/2024 has it, also below figures with commas; where no table prints dots
    nothing else does.
    """
    marks = {table.decimal_mark for table in case.settings.tables}
    return "." if "." in marks else ","


def province_figure(column: Column, part: str, group: Group, mark: str) -> str:
    """Return the province cell of a column: points/max."""
    points = province_points(column, part)
    if points is None:
        return ""
    suffix = column.province_suffix_prior if part == PRIOR else column.province_suffix_month
    shown = print_fixed(points, PROVINCE_DECIMALS, mark)
    text = f"{shown}/{print_number(Fraction(group.max_points), MAX_DECIMALS, mark)}"
    return f"{text} ({suffix})" if suffix else text


def source_label(column: Column, part: str) -> str:
    """Return where a column's figures come from, as printed in its header."""
    return column.prior_source if part == PRIOR else column.month_source
