"""Ranks and totals of one table that contradict each other as they print."""

from fractions import Fraction
from itertools import pairwise, product

from bpindex.case.printed import RANKS, What
from bpindex.checks.finding import Cell, Check, Findings, Subject
from bpindex.checks.printed import is_now
from bpindex.score.column_values import number_in
from bpindex.words import printed as printed_words


def equal_totals(subject: Subject) -> Findings:
    """Totals of one table that print alike beside ranks that do not, and the other way round."""
    found: list[tuple[Cell, str]] = []
    twice: list[tuple[Cell, str]] = []
    for made, printed in zip(subject.notice.tables, subject.case.printed_tables, strict=True):
        now = {key: item for key, item in printed.keyed(subject.case.index).items() if is_now(item)}
        sums = [key for key, column in now.items() if column.what is What.TOTAL]
        ranks = [key for key, column in now.items() if column.what in RANKS]
        alike: dict[tuple[str, str, str], tuple[str, str]] = {}
        held: dict[tuple[str, str, str], tuple[str, str]] = {}
        section = ""
        for row in made.rows:
            section = row.name if row.is_heading else section
            texts = {figure.column: figure.text for figure in row.figures}
            for total, rank in product(sums, ranks) if row.agency in subject.valid else ():
                scope = section if now[rank].what is What.RANK_IN_SECTION else ""
                own = texts.get(total, ""), texts.get(rank, "")
                first = alike.setdefault((rank, scope, own[0]), (row.name, own[1]))
                if own[0] and own[1] and first[1] and first[1] != own[1]:
                    told = {"name": row.name, "rank": own[1], "total": own[0]}
                    text = printed_words.EQUAL_TOTAL.format(first=first[0], other=first[1], **told)
                    found.append((("printed", printed.row, f"table.{printed.id}"), text))
                ahead = held.setdefault((rank, scope, own[1]), (row.name, own[0]))
                if own[0] and own[1] and ahead[1] and ahead[1] != own[0]:
                    told = {"name": row.name, "rank": own[1], "total": own[0]}
                    text = printed_words.EQUAL_RANK.format(first=ahead[0], other=ahead[1], **told)
                    twice.append((("printed", printed.row, f"table.{printed.id}"), text))
    yield from subject.together([*dict.fromkeys(found)], printed_words.EQUAL_TOTALS)
    yield from subject.together([*dict.fromkeys(twice)], printed_words.EQUAL_RANKS)


def ranks_against_totals(subject: Subject) -> Findings:
    """Agencies that print a better rank than others with a higher total."""
    found: list[tuple[Cell, str]] = []
    for made, printed in zip(subject.notice.tables, subject.case.printed_tables, strict=True):
        now = {key: item for key, item in printed.keyed(subject.case.index).items() if is_now(item)}
        total = next((key for key, item in now.items() if item.what is What.TOTAL), "")
        for rank, column in now.items() if total else ():
            scopes: dict[str, list[tuple[Fraction, Fraction, str]]] = {}
            section = ""
            for row in made.rows:
                section = row.name if row.is_heading else section
                texts = {figure.column: figure.text for figure in row.figures}
                pair = number_in(texts.get(rank, "")), number_in(texts.get(total, ""))
                if column.what in RANKS and row.agency in subject.valid and None not in pair:
                    scope = section if column.what is What.RANK_IN_SECTION else ""
                    place, points = (number or Fraction(0) for number in pair)
                    scopes.setdefault(scope, []).append((place, points, row.name))
            for ranked in map(sorted, scopes.values()):
                for (place, points, name), (after, more, other) in pairwise(ranked):
                    if place < after and points < more:
                        told = {
                            "first": name,
                            "rank": f"{place}",
                            "name": other,
                            "other": f"{after}",
                        }
                        text = printed_words.RANK_AGAINST.format(**told)
                        found.append((("printed", printed.row, f"table.{printed.id}"), text))
    yield from subject.together([*dict.fromkeys(found)], printed_words.RANKS_AGAINST)


RANK_CHECKS: tuple[Check, ...] = (equal_totals, ranks_against_totals)
