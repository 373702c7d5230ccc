"""Where a figure comes from: counts, formula, basis, rounding, source, correction, print."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from math import trunc

from bpindex import messages
from bpindex.case import MONTH, PRIOR, PROVINCE, Case, Column, Table
from bpindex.checks.province import province_comparison
from bpindex.counts import State
from bpindex.definition import Basis, Component, Display
from bpindex.errors import InputError
from bpindex.figures import PROVINCE_MARK, figure_state, figure_value, merged_text, typed_texts
from bpindex.notice.model import Figure, Notice
from bpindex.rounding import print_number
from bpindex.scoring import Scores, exact_group_points, exact_points, exact_rate, score

Line = tuple[str, str]

TOTAL = "tong"
TOTAL_WORDS = (TOTAL, "tong diem", "xep loai", "xep hang")
SHOWN_DECIMALS = 4
SUGGESTIONS = 5


@dataclass(frozen=True)
class Explanation:
    """How one figure, component or total of an agency came about."""

    agency: str
    column: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The whole explanation, one line each."""
        title = messages.EXPLAIN_TITLE.format(agency=self.agency, column=self.column)
        return "\n".join([title, *(f"{label}: {text}" for label, text in self.lines)])


def explain(case: Case, scores: Scores, notice: Notice, agency: str, column: str) -> Explanation:
    """Return how a figure came about; raise InputError with suggestions for unknown names.

    `agency` is a code, name, alias, part of one, or the province; `column` is a column key, a
    group or a component by id or name, or "tổng". Case and diacritics do not matter.
    """
    code, target = find_agency(case, agency), find_column(case, column)
    if code == PROVINCE:
        return _Province(case, scores, notice).explain(target)
    return _Agency(case, scores, notice, code).explain(target)


def fold(text: str) -> str:
    """Return `text` without case, diacritics and doubled spaces; "_" counts as a space."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d").replace("_", " "))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def find_agency(case: Case, text: str) -> str:
    """Return the code of the agency of the period that `text` names, or PROVINCE."""
    words = [(PROVINCE, PROVINCE)]
    words += [(table.province_name, PROVINCE) for table in case.settings.table]
    labels = {PROVINCE: PROVINCE}
    for agency in case.valid_agencies:
        words += [(word, agency.code) for word in (agency.code, agency.name, *agency.aliases)]
        labels[agency.code] = f"{agency.name} ({agency.code})"
    return _choose(text, words, [words], labels, messages.EXPLAIN_AGENCY)


def find_column(case: Case, text: str) -> str:
    """Return the column key, component id or TOTAL that `text` names; a group is its month."""
    groups = [(group.name, f"{group.id}{MONTH}") for group in case.index.group]
    components = [(component.name, component.id) for component in case.index.component]
    words = [*groups, *components, *((word, TOTAL) for word in TOTAL_WORDS)]
    words += [(item, item) for item in (*case.columns, *case.index.components)]
    words += [(group, f"{group}{MONTH}") for group in case.index.groups]
    names = {target: name for name, target in (*groups, *components)}
    labels = {target: f"{names.get(target, target)} ({target})" for _, target in words}
    return _choose(text, words, [groups, components], labels, messages.EXPLAIN_COLUMN)


def _choose(
    text: str,
    words: Iterable[Line],
    searched: Sequence[Iterable[Line]],
    labels: Mapping[str, str],
    kind: str,
) -> str:
    """Return the target of the (word, target) that `text` is, else is a part of."""
    query = fold(text)
    known = [(fold(word), target) for word, target in words]
    parts = [[(fold(word), target) for word, target in tier] for tier in searched]
    hits = list(dict.fromkeys(target for word, target in known if word == query))
    for tier in parts if query else ():
        hits = hits or list(dict.fromkeys(target for word, target in tier if query in word))
    if len(hits) == 1:
        return hits[0]
    template = messages.EXPLAIN_AMBIGUOUS
    if not hits:
        template = messages.EXPLAIN_UNKNOWN
        near = get_close_matches(query, [word for word, _ in known], SUGGESTIONS, 0.4)
        hits = list(dict.fromkeys(target for word in near for w, target in known if w == word))
        hits = hits or list(labels)
    offered = "; ".join(labels[target] for target in hits[:SUGGESTIONS])
    raise InputError(template.format(kind=kind, found=text, offered=offered))


def _shown(value: Fraction, mark: str) -> str:
    """Return the value cut after some decimals, with "…" where it goes on."""
    scaled = value * 10**SHOWN_DECIMALS
    cut = Fraction(trunc(scaled), 10**SHOWN_DECIMALS)
    return print_number(cut, SHOWN_DECIMALS, mark) + ("" if cut == value else "…")


class _Scored:
    """The lines that counts and scores give, for an agency or for the sums of all."""

    def __init__(self, case: Case, scores: Scores, position: int, mark: str) -> None:
        self.case, self.scores, self.position, self.mark = case, scores, position, mark

    def count_text(self, count: str) -> str:
        """Return the value of a count as computed with."""
        return str(self.scores.counts.exact_sum(((1, count),), self.position))

    def component(self, component: Component) -> list[Line]:
        """Return the lines of a component: counts, rate, points, source."""
        terms = component.numerator_terms, component.denominator_terms
        counts = dict.fromkeys(count for side in terms for _, count in side)
        names = self.case.index.counts
        lines = [(messages.EXPLAIN_COMPONENT.format(id=component.id), component.name)]
        lines += [
            (messages.EXPLAIN_COUNT.format(name=names[count].name), self.count_text(count))
            for count in counts
        ]
        row = list(self.scores.index.components).index(component.id)
        state = State(int(self.scores.states[row, self.position]))
        if state is not State.OK:
            lines.append((messages.EXPLAIN_STATE, state.text))
        lines += self.rate_and_points(component)
        source = messages.EXPLAIN_SOURCE_TEXT.format(
            legal_ref=component.legal_ref,
            day=component.effective_from.isoformat(),
            source=component.source,
            confidence=messages.EXPLAIN_CONFIDENCE[component.confidence.name],
        )
        return [*lines, (messages.EXPLAIN_SOURCE, source)]

    def rate_and_points(self, component: Component) -> list[Line]:
        """Return the two formulas with the numbers in them, where there are numbers."""
        points = exact_points(self.scores, component, self.position)
        if points is None:
            return []
        label = messages.EXPLAIN_POINTS.format(id=component.id)
        rate = exact_rate(self.scores, component, self.position)
        if rate is None:
            text = messages.EXPLAIN_ZERO_POINTS.format(points=_shown(points, self.mark))
            return [(label, text)]
        most, target, shown, percent = (
            _shown(Fraction(value), self.mark)
            for value in (component.max_points, component.target, points, rate * 100)
        )
        sides = component.numerator_terms, component.denominator_terms
        formula = " / ".join(self.sum_text(terms) for terms in sides)
        if any(len(terms) > 1 for terms in sides):
            sums = (str(self.scores.counts.exact_sum(terms, self.position)) for terms in sides)
            formula += f" = {'/'.join(sums)}"
        return [
            (messages.EXPLAIN_RATE.format(id=component.id), f"{formula} = {percent}%"),
            (label, f"min({most}, {most} × {percent}% / {target}%) = {shown}"),
        ]

    def sum_text(self, terms: Sequence[tuple[int, str]]) -> str:
        """Return "(a + b - c)" with the values of the counts."""
        pieces = [f"{'-' if sign < 0 else '+'} {self.count_text(count)}" for sign, count in terms]
        text = " ".join(pieces).removeprefix("+ ")
        return f"({text})" if len(terms) > 1 else text

    def group(self, group: str) -> list[Line]:
        """Return the lines of all components of a group and of their sum."""
        components = self.scores.index.components_of(group)
        lines = [line for component in components for line in self.component(component)]
        total = exact_group_points(self.scores, group, self.position)
        if total is None:
            return lines
        points = (exact_points(self.scores, item, self.position) for item in components)
        parts = [_shown(item, self.mark) for item in points if item is not None]
        most = f"{self.scores.index.groups[group].max_points:f}"
        text = f"{' + '.join(parts)} = {_shown(total, self.mark)}/{most}"
        return [*lines, (messages.EXPLAIN_GROUP_POINTS, text)]

    def total(self) -> list[Line]:
        """Return the points of every group, their sum and the grade."""
        lines, total = [], Fraction(0)
        for group in self.scores.index.group:
            points = exact_group_points(self.scores, group.id, self.position)
            shown = messages.EXPLAIN_NOT_COMPUTED if points is None else _shown(points, self.mark)
            lines.append((group.name, f"{shown}/{group.max_points:f}"))
            total += points or 0
        state = State(int(self.scores.agency_states[self.position]))
        if state is not State.OK:
            return [*lines, (messages.EXPLAIN_STATE, state.text)]
        lines.append((messages.EXPLAIN_TOTAL, f"{_shown(total, self.mark)}/100"))
        return [*lines, (messages.EXPLAIN_GRADE, self.scores.grades()[self.position])]
