"""Printed month figures that are missing, contradict their formula or look copied."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from bpindex.case.keys import MONTH
from bpindex.case.records import Column, Table
from bpindex.checks.finding import Check, Finding, Findings, Subject, corrected_at, row_number
from bpindex.index.definition import Basis, Display, Group
from bpindex.notice.model import Figure
from bpindex.score.counts import counts_from_rows
from bpindex.score.figures import merged_text, print_figure
from bpindex.score.rounding import round_half_up
from bpindex.score.scoring import score
from bpindex.words import findings as words

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_UNCOMMON = re.compile(r"\d+[.,]\d*[1-9]\d*")


@dataclass(frozen=True)
class _MonthColumn:
    """The month figures of one column of one table, by agency code."""

    table: Table
    column: Column
    group: Group
    display: Display
    figures: Mapping[str, Figure]

    @property
    def key(self) -> str:
        return f"{self.column.group}{MONTH}"

    @property
    def points_display(self) -> Display | None:
        """The rule of group points, also where a table has people type the figure."""
        if Basis.POINTS in (self.display.basis, self.group.display.basis):
            return replace(self.display, basis=Basis.POINTS)
        return None


def _month_columns(subject: Subject) -> Iterator[_MonthColumn]:
    """Yield every month column that prints a figure per agency."""
    for table in subject.case.settings.tables:
        for column in table.columns:
            if not merged_text(column, MONTH):
                group = subject.case.index.group_by_id[column.group]
                figures = subject.figures(table, f"{column.group}{MONTH}")
                display = column.display(group.display)
                yield _MonthColumn(table, column, group, display, figures)


def untyped_figures(subject: Subject) -> Findings:
    """A typed figure that nobody has typed."""
    for month in _month_columns(subject):
        for code, figure in month.figures.items():
            is_blank = not figure.computed.strip() and not figure.correction
            if month.display.basis is Basis.TYPED and is_blank:
                row = row_number(subject.typed_rows.get(code))
                told = {"name": subject.named(code), "column": month.group.name}
                yield subject.problem("typed", row, month.key, words.UNTYPED, **told)


def contradicted_formula(subject: Subject) -> Findings:
    """A corrected or typed figure that is not what the group's points on the counts give."""
    for month in _month_columns(subject):
        display = month.points_display
        if display is None:
            continue
        for code, figure in month.figures.items():
            position = subject.positions[code]
            if subject.scores.typed_group(month.group.id, position):
                continue
            expected = print_figure(
                subject.scores, month.group, display, position, month.table.decimal_mark
            )
            blank = not (figure.text.strip() or figure.correction)
            if expected and not blank and not _same(figure.text, expected, display.decimals):
                yield _warning(
                    subject,
                    month,
                    code,
                    words.FORMULA,
                    name=subject.named(code),
                    column=month.group.name,
                    found=figure.text,
                    expected=expected,
                )


def twin_figures(subject: Subject) -> Findings:
    """An uncommon figure that several agencies of a table share: perhaps a copy slip."""
    ids = subject.scores.counts.ids
    # What an agency without any dossiers prints, several may print.
    empty = score(subject.case.index, counts_from_rows([""], ids, [[0] * len(ids)]))
    for month in _month_columns(subject):
        common = ""
        if month.points_display:
            mark = month.table.decimal_mark
            common = print_figure(empty, month.group, month.points_display, 0, mark)
        sharing: dict[str, list[str]] = defaultdict(list)
        for code, figure in month.figures.items():
            is_typed = subject.scores.typed_group(month.group.id, subject.positions[code])
            if _UNCOMMON.fullmatch(figure.text) and figure.text != common and not is_typed:
                sharing[figure.text].append(code)
        for printed, codes in sharing.items():
            if len(codes) > 1:
                *names, last = (_evidence(subject, month, c) for c in codes)
                twins = _warning(
                    subject,
                    month,
                    codes[0],
                    words.TWINS,
                    table=month.table.kind,
                    column=month.group.name,
                    found=printed,
                    names=f"{', '.join(names)}{words.AND}{last}",
                )
                # Each table prints for itself.
                yield replace(twins, kind=twins.kind + month.table.id)


def _warning(
    subject: Subject, month: _MonthColumn, code: str, template: str, **values: str
) -> Finding:
    """Return a warning at the place where the figure of an agency comes from."""
    correction = month.figures[code].correction
    if correction:
        place = corrected_at(correction)
    elif month.display.basis is Basis.TYPED:
        place = ("typed", row_number(subject.typed_rows.get(code)), month.key)
    else:
        count = ""
        if month.display.basis is Basis.RATE:
            component = subject.case.index.component_by_id[month.display.component]
            count = component.numerator_terms[0][1]
        place = ("counts", row_number(subject.count_rows.get(code)), count)
    return subject.warning(*place, template, **values)


def _evidence(subject: Subject, month: _MonthColumn, code: str) -> str:
    """Return an agency's name with the counts behind its figure, where it is a plain rate."""
    name = subject.named(code)
    if month.display.basis is not Basis.RATE or month.figures[code].correction:
        return name
    component = subject.case.index.component_by_id[month.display.component]
    counts, position = subject.scores.counts, subject.positions[code]
    numerator = counts.exact_sum(component.numerator_terms, position)
    return f"{name} ({numerator}/{counts.exact_largest(component.denominator_sums, position)})"


def _same(text: str, expected: str, decimals: int) -> bool:
    """Return whether a text is the expected figure, further decimals left aside."""
    found, wanted = text.strip(), expected.strip()
    if not (_NUMBER.fullmatch(found) and _NUMBER.fullmatch(wanted)):
        return found == wanted
    number, other = (Decimal(item.replace(",", ".")) for item in (found, wanted))
    return round_half_up(Fraction(number), decimals) == other


FIGURE_CHECKS: tuple[Check, ...] = (untyped_figures, contradicted_formula, twin_figures)
