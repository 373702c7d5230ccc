"""The explanation of one figure, component or total, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bpindex.case.correction import CorrectionState, RawCount
from bpindex.case.keys import MONTH, PRIOR, PROVINCE
from bpindex.case.model import Case
from bpindex.case.printed import Shown, When
from bpindex.case.records import Table
from bpindex.checks import province_comparison
from bpindex.checks.finding import row_number
from bpindex.codec.fields import print_moment
from bpindex.explain.names import TOTAL, find_agency, find_column
from bpindex.explain.scored import Line, Scored, shown_number
from bpindex.index.definition import PERCENT, TOTAL_POINTS, Basis, Display
from bpindex.index.periods import print_month_number
from bpindex.notice.model import Notice, NoticeTable
from bpindex.register.lookup import Register
from bpindex.score.counts import State
from bpindex.score.figures import (
    computed_province_points,
    figure_state,
    figure_value,
    merged_text,
    province_mark,
    province_points,
    province_scores,
)
from bpindex.score.rounding import print_number
from bpindex.score.scoring import Scores
from bpindex.words import explanations as words


@dataclass(frozen=True)
class Explanation:
    """How one figure, component or total of an agency came about."""

    agency: str
    column: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The whole explanation, one line each."""
        title = words.TITLE.format(agency=self.agency, column=self.column)
        return "\n".join([title, *(f"{label}: {text}" for label, text in self.lines)])


def explain(case: Case, scores: Scores, notice: Notice, agency: str, column: str) -> Explanation:
    """Return how a figure came about; raise InputError with suggestions for unknown names.

    `agency` is a code, name, alias, part of one, or the province; `column` is a column key, a
    group or a component by id or name, or "tổng". Case and diacritics do not matter.
    """
    code, target = find_agency(case, agency), find_column(case, column)
    lines = _province_lines if code == PROVINCE else _agency_lines
    if target not in (*case.columns, *case.index.component_by_id, TOTAL):
        lines = _column_lines
    names = {agency.code: agency.name for agency in case.valid_agencies}
    names[PROVINCE] = case.settings.tables[0].province_name
    told = tuple(lines(case, scores, notice, code, target))
    return Explanation(names[code], _label(case, target), told)


def _label(case: Case, target: str) -> str:
    """Return the words for what is explained."""
    if target == TOTAL:
        return words.TOTAL_TITLE
    if component := case.index.component_by_id.get(target):
        return words.COMPONENT_TITLE.format(id=component.id, name=component.name)
    if target not in case.columns:
        return case.column_names[target]
    group, part = _split(target)
    month = words.MONTH.format(month=print_month_number(case.period.month), year=case.period.year)
    when = case.settings.prior_label if part == PRIOR else month
    return words.COLUMN_TITLE.format(group=case.index.group_by_id[group].name, when=when)


def _split(key: str) -> tuple[str, str]:
    """Return the group id and the ending of a column key."""
    part = PRIOR if key.endswith(PRIOR) else MONTH
    return key.removesuffix(part), part


def _agency_lines(
    case: Case, scores: Scores, notice: Notice, code: str, target: str
) -> Iterator[Line]:
    position = scores.counts.agencies.index(code)
    table = case.table_of_kind[case.valid_agencies[position].kind]
    row = next((row for row in case.counts if row.agency == code), None)
    corrected = {
        what.count: item
        for item, what in Register(case.corrections).of(RawCount)
        if what.agency == code
    }
    cells = row.cells if row else {}
    scored = Scored(scores, position, table.decimal_mark, cells, corrected)
    place = case.origin.place("counts", row.row) if row else words.NO_ROW
    counted = (words.COUNTS_FROM, place)
    if target == TOTAL:
        yield counted
        yield from scored.total_lines()
        yield from _rank_lines(case, scores, position)
    elif target in case.index.component_by_id:
        yield counted
        yield from scored.component_lines(case.index.component_by_id[target])
    else:
        group, part = _split(target)
        column = next(item for item in table.columns if item.group == group)
        display = column.display(case.index.group_by_id[group].display)
        if merged := merged_text(column, part):
            name = f"merged{'_month' if part == MONTH else '_prior'}"
            place = case.origin.place("settings", 0, f"table.{table.id}.column.{group}.{name}")
            yield words.MERGED, _quoted(merged, place)
        elif part == MONTH and display.basis is not Basis.TYPED:
            yield counted
            yield from _computed_lines(case, scored, table, group, display)
        else:
            typed = next((row for row in case.typed if row.agency == code), None)
            place = case.origin.place("typed", row_number(typed), target)
            yield words.TYPED, _quoted(typed.cells.get(target, "") if typed else "", place)
        yield from _printed_in_all(case, notice, code, target)


def _column_lines(
    case: Case, scores: Scores, notice: Notice, code: str, target: str
) -> Iterator[Line]:
    """Yield where a column comes from that only printed tables have, and what prints there."""
    column = case.printed_column(target)
    if column.when is When.PREVIOUS:
        row = next((row for row in case.previous if row.agency == code), None)
        field = column.previous_field
        place = case.origin.place("previous", row_number(row), field)
        yield words.PREVIOUS, _quoted(row.cells.get(field, "") if row else "", place)
    if column.when is When.THIS or column.shown is Shown.CHANGE:
        source = column.of if column.of in case.index.component_by_id else TOTAL
        if column.of in case.index.group_by_id:
            source = f"{column.of}{MONTH}"
        lines = _province_lines if code == PROVINCE else _agency_lines
        yield from (
            line for line in lines(case, scores, notice, code, source) if line[0] not in _LAST
        )
    yield from _printed_in_all(case, notice, code, target)


# What is said of the column that is asked for alone.
_LAST = (words.PRINTED, words.CORRECTION, words.NOW, words.MERGED, words.TABLE)


def _rank_lines(case: Case, scores: Scores, position: int) -> Iterator[Line]:
    kinds = [agency.kind for agency in case.valid_agencies]
    ranks = scores.ranks(kinds)
    if ranks[position]:
        ranked = [kind for kind, rank in zip(kinds, ranks, strict=True) if rank]
        kind = kinds[position]
        count = ranked.count(kind)
        yield words.RANK, words.RANK_TEXT.format(rank=ranks[position], count=count, kind=kind)


def _computed_lines(
    case: Case, scored: Scored, table: Table, group_id: str, display: Display
) -> Iterator[Line]:
    """Yield basis, components, exact percentage, and what rounding or a zero state prints."""
    group = case.index.group_by_id[group_id]
    most = f"{group.max_points:f}"
    if display.basis is Basis.RATE:
        yield words.BASIS, words.BASIS_RATE.format(id=display.component)
        yield from scored.component_lines(case.index.component_by_id[display.component])
    else:
        yield words.BASIS, words.BASIS_POINTS.format(most=most)
        yield from scored.group_lines(group_id)
    state = figure_state(scored.scores, group, display, scored.position)
    value = figure_value(scored.scores, group, display, scored.position)
    if state is State.ZERO_DENOMINATOR:
        text = words.ZERO_DENOMINATOR.format(text=display.when_denominator_zero)
        yield words.SHOWN_AS, text
    elif value is None:
        yield words.SHOWN_AS, words.NO_FIGURE.format(state=state.text)
    elif value == 0 and display.basis is Basis.RATE:
        text = words.ZERO_NUMERATOR.format(text=display.when_numerator_zero)
        yield words.SHOWN_AS, text
    else:
        exact = shown_number(value, table.decimal_mark)
        if display.basis is Basis.POINTS:
            points = shown_number(
                value * Fraction(group.max_points) / Fraction(PERCENT), table.decimal_mark
            )
            yield words.PERCENT, f"{points} / {most} × 100 = {exact}%"
        rounded = print_number(value, display.decimals, table.decimal_mark)
        text = words.ROUNDED.format(decimals=display.decimals, exact=exact, rounded=rounded)
        yield words.ROUNDING, text


def _province_lines(
    case: Case, scores: Scores, notice: Notice, code: str, target: str
) -> Iterator[Line]:
    scored = Scored(province_scores(case, scores), 0, province_mark(case), {})
    place, count = case.origin.place("counts"), len(scores.counts.agencies)
    text = words.COUNTS_SUMMED.format(count=count, place=place)
    summed = (words.COUNTS_FROM, text)
    if target == TOTAL:
        yield summed
        yield from scored.total_lines()
        yield from _typed_totals(case)
        return
    if target in case.index.component_by_id:
        yield summed
        yield from scored.component_lines(case.index.component_by_id[target])
        return
    group, part = _split(target)
    if part == MONTH:
        yield summed
        yield from scored.group_lines(group)
    rows = province_comparison(case, scores) if part == MONTH else []
    compared = {row.table.id: row for row in rows if row.group.id == group}
    for table in case.settings.tables:
        column = next(item for item in table.columns if item.group == group)
        typed = province_points(column, part)
        field = "province_prior" if part == PRIOR else "province_month"
        yield words.TABLE, table.kind
        place = case.origin.place("settings", 0, f"table.{table.id}.column.{group}.{field}")
        yield words.PORTAL, _quoted("" if typed is None else str(typed), place)
        row = compared.get(table.id)
        if row and row.difference is not None:
            text = words.DIFFERENCE_TEXT.format(
                computed=row.computed, typed=row.typed, difference=f"{row.difference:+f}"
            )
            yield words.DIFFERENCE, text
        if row and row.typed is None and group in computed_province_points(case, scores):
            yield words.PORTAL_BLANK, words.PORTAL_BLANK_TEXT
        yield from _printed_in_all(case, notice, code, target, table.id)


def _printed_in_all(
    case: Case, notice: Notice, code: str, key: str, table: str = ""
) -> Iterator[Line]:
    """Yield what prints in every table that has the column, or in one."""
    made = [
        item
        for item in notice.tables
        if table in ("", item.id) and key in item.columns
        if any(row.agency == code for row in item.all_rows)
    ]
    if not made:
        rows = (row.agency for item in notice.tables for row in item.all_rows)
        has_column = any(key in item.columns for item in notice.tables)
        is_removed = has_column or code not in rows
        yield words.PRINTED, words.REMOVED if is_removed else words.COLUMN_NOT_PRINTED
    for item in made:
        if len(made) > 1:
            yield words.TABLE, case.table_names.get(item.id, item.id)
        yield from _printed_lines(case, item, code, key)


def _typed_totals(case: Case) -> Iterator[Line]:
    """Yield the sum of the portal's points of each table that has all of them."""
    for table in case.settings.tables:
        typed = [province_points(column, MONTH) for column in table.columns]
        points = [item for item in typed if item is not None]
        if len(points) == len(typed):
            text = f"{sum(points):f}/{TOTAL_POINTS:f}"
            yield words.PORTAL_TOTAL.format(kind=table.kind), text


def _quoted(found: str, place: str) -> str:
    """Return what somebody typed, and where."""
    return (words.QUOTED_FROM if found else words.BLANK_FROM).format(found=found, place=place)


def _printed_lines(case: Case, table: NoticeTable, code: str, key: str) -> Iterator[Line]:
    """Yield the correction in force, if any, and the text that prints."""
    rows = table.all_rows
    figures = (figure for row in rows if row.agency == code for figure in row.figures)
    figure = next((item for item in figures if item.column == key), None)
    if figure is None:
        yield words.PRINTED, words.REMOVED
        return
    if item := figure.correction:
        text = words.CORRECTION_TEXT.format(
            place=case.origin.place("corrections", item.row),
            then=item.computed or words.BLANK,
            corrected=item.corrected or words.BLANK,
            reason=item.reason or words.BLANK,
            by=item.by or words.BLANK,
            on=print_moment(item.on) or words.BLANK,
            state=item.state,
        )
        yield words.CORRECTION, text
        if item.state is CorrectionState.REVIEW:
            yield words.NOW, figure.computed or words.BLANK
    merged = next((item.text for item in table.merged if item.column == key), "")
    if code == PROVINCE or not merged or figure.correction:
        yield words.PRINTED, figure.text or words.BLANK
    else:
        yield words.PRINTED, words.PRINTED_MERGED.format(text=merged)
