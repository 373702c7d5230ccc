"""Ranks and totals that contradict each other: as they print, and on Kỳ trước."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from operator import attrgetter

from bpindex.case.printed import RANKS, What
from bpindex.checks.finding import Cell, Check, Findings, Subject
from bpindex.checks.printed import is_now
from bpindex.score.column_values import number_in
from bpindex.words import printed as printed_words

# What is told of two agencies, at the cell of the later one.
Told = Iterator[tuple[Cell, str]]


@dataclass(frozen=True)
class Ranked:
    """An agency's total and rank as texts; ranks of one scope are compared with each other."""

    cell: Cell
    name: str
    total: str
    rank: str
    scope: tuple[str, ...] = ()


# A total or a rank, out of a row.
_Part = Callable[[Ranked], str]
_TOTAL, _RANK = attrgetter("total"), attrgetter("rank")


def equal_totals(subject: Subject) -> Findings:
    """Totals of one table that print alike beside ranks that do not, and the other way round."""
    rows = [*_printed(subject)]
    totals = dict.fromkeys(_alike(rows, _TOTAL, _RANK, printed_words.EQUAL_TOTAL))
    yield from subject.together([*totals], printed_words.EQUAL_TOTALS)
    yield from subject.together([*dict.fromkeys(shared_ranks(rows))], printed_words.EQUAL_RANKS)


def ranks_against_totals(subject: Subject) -> Findings:
    """Agencies that print a better rank than others with a higher total."""
    found = dict.fromkeys(against_totals(_printed(subject)))
    yield from subject.together([*found], printed_words.RANKS_AGAINST)


def shared_ranks(rows: Iterable[Ranked]) -> Told:
    """Yield the rows with a rank that another row has beside another total."""
    return _alike(rows, _RANK, _TOTAL, printed_words.EQUAL_RANK)


def _alike(rows: Iterable[Ranked], same: _Part, unlike: _Part, sentence: str) -> Told:
    """Yield the rows of which one part is as in another row of the scope, and the other is not."""
    first: dict[tuple[object, str], Ranked] = {}
    for row in rows:
        other = first.setdefault((row.scope, same(row)), row)
        if row.total and row.rank and unlike(other) and unlike(other) != unlike(row):
            told = {"name": row.name, "rank": row.rank, "total": row.total}
            yield row.cell, sentence.format(first=other.name, other=unlike(other), **told)


def against_totals(rows: Iterable[Ranked]) -> Told:
    """Yield the rows with a better rank than the next one, which has a higher total."""
    scopes: dict[object, list[tuple[Fraction, Fraction, str, Cell]]] = {}
    for row in rows:
        place, points = number_in(row.rank), number_in(row.total)
        if place is not None and points is not None:
            scopes.setdefault(row.scope, []).append((place, points, row.name, row.cell))
    for ranked in map(sorted, scopes.values()):
        for (place, points, name, cell), (after, more, other, _) in pairwise(ranked):
            if place < after and points < more:
                told = {"first": name, "rank": f"{place}", "name": other, "other": f"{after}"}
                yield cell, printed_words.RANK_AGAINST.format(**told)


def _printed(subject: Subject) -> Iterator[Ranked]:
    """Yield the agencies of every printed table by each of its columns of totals and of ranks."""
    for made, printed in zip(subject.notice.tables, subject.case.printed_tables, strict=True):
        now = {key: item for key, item in printed.keyed(subject.case.index).items() if is_now(item)}
        sums = [key for key, column in now.items() if column.what is What.TOTAL]
        ranks = [key for key, column in now.items() if column.what in RANKS]
        cell, section = ("printed", printed.row, f"table.{printed.id}"), ""
        for row in made.rows:
            section = row.name if row.is_heading else section
            texts = {figure.column: figure.text for figure in row.figures}
            for total, rank in product(sums, ranks) if row.agency in subject.valid else ():
                within = section if now[rank].what is What.RANK_IN_SECTION else ""
                told = texts.get(total, ""), texts.get(rank, "")
                yield Ranked(cell, row.name, *told, (printed.id, total, rank, within))


RANK_CHECKS: tuple[Check, ...] = (equal_totals, ranks_against_totals)
