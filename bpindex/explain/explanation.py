"""The explanation of one figure, component or total, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bpindex.case.correction import RawCount
from bpindex.case.keys import MONTH, PRIOR, PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import Table
from bpindex.checks import province_comparison
from bpindex.explain.names import TOTAL, find_agency, find_column
from bpindex.explain.printed import printed_lines, typed_line
from bpindex.explain.scored import Line, Scored, shown_number
from bpindex.index.definition import PERCENT, TOTAL_POINTS, Basis, Display
from bpindex.index.periods import print_month_number
from bpindex.notice.model import Notice
from bpindex.register.lookup import Register
from bpindex.score.counts import State
from bpindex.score.figures import (
    PROVINCE_MARK,
    figure_state,
    figure_value,
    merged_text,
    province_points,
)
from bpindex.score.rounding import print_number
from bpindex.score.scoring import Scores, score
from bpindex.words import explanations as explain_texts


@dataclass(frozen=True)
class Explanation:
    """How one figure, component or total of an agency came about."""

    agency: str
    column: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The whole explanation, one line each."""
        title = explain_texts.TITLE.format(agency=self.agency, column=self.column)
        return "\n".join([title, *(f"{label}: {text}" for label, text in self.lines)])


def explain(case: Case, scores: Scores, notice: Notice, agency: str, column: str) -> Explanation:
    """Return how a figure came about; raise InputError with suggestions for unknown names.

    `agency` is a code, name, alias, part of one, or the province; `column` is a column key, a
    group or a component by id or name, or "tổng". Case and diacritics do not matter.
    """
    code, target = find_agency(case, agency), find_column(case, column)
    lines = _province_lines if code == PROVINCE else _agency_lines
    return Explanation(
        _name(case, code),
        _label(case, target),
        tuple(lines(case, scores, notice, code, target)),
    )


def _name(case: Case, code: str) -> str:
    names = {agency.code: agency.name for agency in case.valid_agencies}
    province = next((table.province_name for table in case.settings.tables), code)
    return names.get(code, province)


def _label(case: Case, target: str) -> str:
    """Return the words for what is explained."""
    if target == TOTAL:
        return explain_texts.TOTAL_TITLE
    if component := case.index.component_by_id.get(target):
        return explain_texts.COMPONENT_TITLE.format(id=component.id, name=component.name)
    group, part = _split(target)
    month = explain_texts.MONTH.format(
        month=print_month_number(case.period.month), year=case.period.year
    )
    when = case.settings.prior_label if part == PRIOR else month
    return explain_texts.COLUMN_TITLE.format(group=case.index.group_by_id[group].name, when=when)


def _split(key: str) -> tuple[str, str]:
    """Return the group id and the ending of a column key."""
    part = PRIOR if key.endswith(PRIOR) else MONTH
    return key.removesuffix(part), part


def _agency_lines(
    case: Case, scores: Scores, notice: Notice, code: str, target: str
) -> Iterator[Line]:
    agency = next(agency for agency in case.valid_agencies if agency.code == code)
    table = case.table_of_kind[agency.kind]
    row = next((row for row in case.counts if row.agency == code), None)
    position = scores.counts.agencies.index(code)
    corrected = {
        what.count: item
        for item, what in Register(case.corrections).of(RawCount)
        if what.agency == code
    }
    cells = row.cells if row else {}
    scored = Scored(scores, position, table.decimal_mark, cells, corrected)
    counted = (
        explain_texts.COUNTS_FROM,
        case.origin.place("counts", row.row) if row else explain_texts.NO_ROW,
    )
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
        computed = part == MONTH and display.basis is not Basis.TYPED
        if merged := merged_text(column, part):
            place = case.origin.place("settings", 0, f"table.{table.id}.column.{group}")
            text = explain_texts.QUOTED_FROM.format(found=merged, place=place)
            yield explain_texts.MERGED, text
        elif computed:
            yield counted
            yield from _computed_lines(case, scored, table, group, display)
        else:
            yield typed_line(case, code, target)
        yield from printed_lines(case, notice.table(table.id), code, target)


def _rank_lines(case: Case, scores: Scores, position: int) -> Iterator[Line]:
    kinds = {agency.code: agency.kind for agency in case.valid_agencies}
    by_position = [kinds[code] for code in scores.counts.agencies]
    ranks = scores.ranks(by_position)
    if ranks[position]:
        kind = by_position[position]
        ranked = sum(
            bool(rank) for rank, other in zip(ranks, by_position, strict=True) if other == kind
        )
        text = explain_texts.RANK_TEXT.format(rank=ranks[position], count=ranked, kind=kind)
        yield explain_texts.RANK, text


def _computed_lines(
    case: Case, scored: Scored, table: Table, group_id: str, display: Display
) -> Iterator[Line]:
    """Yield basis, components, exact percentage, and what rounding or a zero state prints."""
    group = case.index.group_by_id[group_id]
    most = f"{group.max_points:f}"
    if display.basis is Basis.RATE:
        text = explain_texts.BASIS_RATE.format(id=display.component)
        yield explain_texts.BASIS, text
        yield from scored.component_lines(case.index.component_by_id[display.component])
    else:
        yield explain_texts.BASIS, explain_texts.BASIS_POINTS.format(most=most)
        yield from scored.group_lines(group_id)
    state = figure_state(scored.scores, group, display, scored.position)
    value = figure_value(scored.scores, group, display, scored.position)
    if state is State.ZERO_DENOMINATOR:
        text = explain_texts.ZERO_DENOMINATOR.format(text=display.when_denominator_zero)
        yield explain_texts.SHOWN_AS, text
    elif value is None:
        yield explain_texts.SHOWN_AS, explain_texts.NO_FIGURE.format(state=state.text)
    elif value == 0 and display.basis is Basis.RATE:
        text = explain_texts.ZERO_NUMERATOR.format(text=display.when_numerator_zero)
        yield explain_texts.SHOWN_AS, text
    else:
        exact = shown_number(value, table.decimal_mark)
        if display.basis is Basis.POINTS:
            points = shown_number(
                value * Fraction(group.max_points) / Fraction(PERCENT), table.decimal_mark
            )
            yield explain_texts.PERCENT, f"{points} / {most} × 100 = {exact}%"
        rounded = print_number(value, display.decimals, table.decimal_mark)
        text = explain_texts.ROUNDED.format(decimals=display.decimals, exact=exact, rounded=rounded)
        yield explain_texts.ROUNDING, text


def _province_lines(
    case: Case, scores: Scores, notice: Notice, code: str, target: str
) -> Iterator[Line]:
    scored = Scored(score(case.index, scores.counts.total()), 0, PROVINCE_MARK, {})
    place, count = case.origin.place("counts"), len(scores.counts.agencies)
    text = explain_texts.COUNTS_SUMMED.format(count=count, place=place)
    summed = (explain_texts.COUNTS_FROM, text)
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
        template = explain_texts.BLANK_FROM if typed is None else explain_texts.QUOTED_FROM
        yield explain_texts.TABLE, table.kind
        place = case.origin.place("settings", 0, f"table.{table.id}.column.{group}.{field}")
        yield explain_texts.PORTAL, template.format(found=typed, place=place)
        row = compared.get(table.id)
        if row and row.difference is not None:
            text = explain_texts.DIFFERENCE_TEXT.format(
                computed=row.computed, typed=row.typed, difference=f"{row.difference:+f}"
            )
            yield explain_texts.DIFFERENCE, text
        yield from printed_lines(case, notice.table(table.id), code, target)


def _typed_totals(case: Case) -> Iterator[Line]:
    """Yield the sum of the portal's points of each table that has all of them."""
    for table in case.settings.tables:
        typed = [province_points(column, MONTH) for column in table.columns]
        points = [item for item in typed if item is not None]
        if len(points) == len(typed):
            text = f"{sum(points):f}/{TOTAL_POINTS:f}"
            yield explain_texts.PORTAL_TOTAL.format(kind=table.kind), text
