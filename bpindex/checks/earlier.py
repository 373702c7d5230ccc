"""Whether figures of earlier periods are those of the periods that stand over them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from bpindex.case.keys import PREVIOUS_POINTS, PREVIOUS_RANK, PREVIOUS_TOTAL, PRIOR
from bpindex.case.model import Case
from bpindex.case.next_month import prior_month
from bpindex.case.printed import When
from bpindex.case.records import DataRow
from bpindex.checks.finding import Cell, Finding, Findings, Level, Subject
from bpindex.checks.ranks import Ranked, against_totals, shared_ranks
from bpindex.history.filling import prior_of, prior_source
from bpindex.history.lines import Past
from bpindex.history.previous import (
    TELLING,
    is_shown_by,
    most_of,
    printed_rows,
    seen,
    unlike_keys,
)
from bpindex.index.spans import Span, name_before
from bpindex.score.column_values import number_in
from bpindex.score.rounding import print_number
from bpindex.words import history as words


def check_previous(subject: Subject) -> Iterator[Finding]:
    """Kỳ trước holds the figures of another closed period than the one before.

    That stops a notice that prints them. Of more than a month that is not among the closed ones
    a look is asked for.
    """
    case = subject.case
    if not any(text.strip() for row in case.previous for text in row.cells.values()):
        return
    prints = bool(_printed_keys(case))
    past, span, first = subject.past, case.span, case.previous[0]
    told = {"named": name_before(span, case.period)}
    if held := past.held:
        told["other"] = held
        tell = subject.problem if prints else subject.warning
        sentence = words.PREVIOUS_OF_OTHER if prints else words.PREVIOUS_NOT_COMPARED
        yield tell("previous", first.row, "agency", sentence, **told)
    elif span is not Span.MONTH and not past.before:
        sentence = words.PREVIOUS_UNKNOWN if prints else words.PREVIOUS_COMPARED
        yield subject.warning("previous", first.row, "agency", sentence, **told)


def odd_previous(subject: Subject) -> Iterator[Finding]:
    """Figures of Kỳ trước that are no points or no rank: nobody would see what is made of them.

    Points of a group above its maximum may be those of an index set that was in force then.
    """
    rows = subject.case.previous
    printed = {row.agency for row in printed_rows(subject.case)}
    keys = _printed_keys(subject.case)
    hardly: list[tuple[Cell, str]] = []
    odd: list[tuple[Cell, str]] = []
    above: list[tuple[Cell, str]] = []
    for row in rows:
        most = _most(subject, row.agency)
        typed = ((key, row.cells[key]) for key in most if key in row.cells)
        for key, text in typed:
            if text.strip().casefold() in words.PREVIOUS_NOTHING:
                continue
            number = _figure(key, text)
            is_above = number is not None and number > most[key]
            wanted = {"least": int(key == PREVIOUS_RANK), "most": f"{most[key]:f}"}
            told = words.PREVIOUS_WANTED.format(text=text.strip(), **wanted)
            if number is None or (is_above and key == PREVIOUS_TOTAL):
                is_printed = row.agency in printed and key in keys
                (odd if is_printed else hardly).append((("previous", row.row, key), told))
            elif is_above:
                above.append((("previous", row.row, key), told))
    yield from subject.together(odd, words.PREVIOUS_ODD, Level.PROBLEM)
    yield from subject.together(hardly, words.PREVIOUS_ODD)
    yield from subject.together(above, words.PREVIOUS_ABOVE)


def _figure(key: str, text: str) -> Fraction | None:
    """Return the number of a figure of Kỳ trước; None for what is none, or no rank."""
    number, is_rank = number_in(text), key == PREVIOUS_RANK
    if number is None or number < int(is_rank) or (is_rank and number.denominator != 1):
        return None
    return number


def _most(subject: Subject, agency: str) -> dict[str, Decimal]:
    """Return the most that the figures of an agency on Kỳ trước can be."""
    groups = subject.case.index.groups
    most = {f"{PREVIOUS_POINTS}{group.id}": group.max_points for group in groups}
    most[PREVIOUS_TOTAL] = sum(most.values(), Decimal(0))
    return {**most, PREVIOUS_RANK: Decimal(_ranked_with(subject, agency))}


def _printed_keys(case: Case) -> frozenset[str]:
    """Return the figures of Kỳ trước that any table prints, or makes a rank of."""
    columns = (column for table in case.printed_tables for column in table.columns)
    fields = {column.previous_field for column in columns if column.when is When.PREVIOUS}
    return frozenset(fields | ({PREVIOUS_TOTAL} if PREVIOUS_RANK in fields else set()))


def _ranked_with(subject: Subject, agency: str) -> int:
    """Return among how many agencies one is ranked; of a part of them that is no table, all."""
    case, own = subject.case, subject.agencies.get(agency)
    kinds = [table.kinds for table in case.printed_tables if own and own.kind in table.kinds]
    sizes = (sum(each.kind in some for each in case.agencies) for some in kinds)
    return max(sizes, default=len(case.agencies))


def previous_typed_over(subject: Subject) -> Iterator[Finding]:
    """Rows of Kỳ trước with the figures of another closed period; cells unlike Lịch sử."""
    case, past = subject.case, subject.past
    if not case.previous or not past.before or past.held:
        return
    told = {"named": name_before(case.span, case.period)}
    unlike: list[tuple[Cell, str]] = []
    others: dict[str, list[tuple[Cell, str]]] = defaultdict(list)
    for row in case.previous:
        keys = unlike_keys(past.facts(past.before, row.agency), row)
        alike = (name for name in past.lately if is_shown_by(past.facts(name, row.agency), row))
        other = next(alike, "") if keys else ""
        if other:
            others[other].append((("previous", row.row, "agency"), subject.named(row.agency)))
        unlike += [
            (("previous", row.row, key), words.QUOTED.format(text=row.cells[key])) for key in keys
        ]
    other = max(others, key=lambda name: len(others[name]), default="")
    if len(others[other]) >= TELLING:
        level = Level.PROBLEM if _printed_keys(case) else Level.WARNING
        told["other"] = past.called(other)
        yield from subject.together(others[other], words.PREVIOUS_MIXED, level, **told)
    else:
        yield from subject.together(unlike, words.PREVIOUS_UNLIKE, **told)


def contradicted_previous(subject: Subject) -> Findings:
    """Totals of Kỳ trước beside points that have another sum, and ranks unlike the totals.

    What Lịch sử knows is compared with that (see `previous_typed_over`).
    """
    case, past = subject.case, subject.past
    if past.before or past.held:
        return
    rows = Counter(row.agency for row in case.previous)
    once = [_possible(subject, row) for row in case.previous if rows[row.agency] == 1]
    sums = ((("previous", row.row, PREVIOUS_TOTAL), _unlike_sum(case, row)) for row in once)
    yield from subject.together([each for each in sums if each[1]], words.PREVIOUS_SUMS)
    ranked = [
        Ranked(
            ("previous", row.row, PREVIOUS_RANK),
            subject.named(row.agency),
            row.cells.get(PREVIOUS_TOTAL, ""),
            row.cells.get(PREVIOUS_RANK, ""),
            # Whatever a rank is counted among, agencies of one kind are.
            (subject.agencies[row.agency].kind,),
        )
        for row in once
        if row.agency in subject.agencies
    ]
    found = [*against_totals(ranked), *shared_ranks(ranked)]
    yield from subject.together(found, words.PREVIOUS_RANKS)


def _possible(subject: Subject, row: DataRow) -> DataRow:
    """Return a row without what is no such figure: that is told of by `odd_previous`."""
    most, cells = _most(subject, row.agency), {}
    for key, text in row.cells.items():
        number = _figure(key, text)
        if key in most and number is not None and number <= most[key]:
            cells[key] = text.strip()
    return replace(row, cells=cells)


def _unlike_sum(case: Case, row: DataRow) -> str:
    """Return what is told of a total that is not the sum of the points in its row.

    As far as rounding goes they may differ: by half of the last decimal of each.
    """
    texts = [row.cells.get(f"{PREVIOUS_POINTS}{group.id}", "") for group in case.index.groups]
    text = row.cells.get(PREVIOUS_TOTAL, "")
    total, points = number_in(text), [number_in(each) for each in texts]
    known = [number for number in points if number is not None]
    if total is None or len(known) < len(points):
        return ""
    room = _half([text]) + len(texts) * _half(texts)
    added = sum(known, Fraction(0))
    if abs(added - total) <= room:
        return ""
    return words.PREVIOUS_SUM.format(text=text, sum=print_number(added, 2, ","))


def _half(texts: Sequence[str]) -> Fraction:
    """Return half of the last decimal to which some numbers were rounded; zeros may be left out."""
    decimals = (len(text.strip().replace(",", ".").partition(".")[2]) for text in texts)
    return Fraction(1, 2 * 10 ** max(decimals))


def check_prior(subject: Subject) -> Iterator[Finding]:
    """Figures of last year that are those of a month while the period is longer, or the reverse."""
    case, past = subject.case, subject.past
    if not (month := prior_month(case)) or prior_source(case, past):
        return
    for name in past.periods:
        if past.end(name) == month:
            yield from _prior_of_other(subject, past, name)


def _prior_of_other(subject: Subject, past: Past, name: str) -> Iterator[Finding]:
    case, rows = subject.case, []
    for row in case.typed:
        known = prior_of(past.facts(name, row.agency))
        own = {key: text for key, text in row.cells.items() if key.endswith(PRIOR) and text}
        pairs = [(seen(text), seen(known[key])) for key, text in own.items() if key in known]
        if pairs and all(ours == theirs for ours, theirs in pairs):
            rows.append(row)
    if rows and len(rows) >= most_of(tuple(row for row in case.typed if _has_prior(row.cells))):
        told = {"other": past.called(name), "label": case.settings.prior_label}
        key = next(key for key in rows[0].cells if key.endswith(PRIOR))
        yield subject.warning("typed", rows[0].row, key, words.PRIOR_OF_OTHER, **told)


def _has_prior(cells: Mapping[str, str]) -> bool:
    return any(text for key, text in cells.items() if key.endswith(PRIOR))


EARLIER_CHECKS = (
    check_previous,
    odd_previous,
    previous_typed_over,
    contradicted_previous,
    check_prior,
)
