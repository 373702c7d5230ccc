"""What the month after compares itself with: points, totals and ranks of a month that closes."""

from fractions import Fraction

from bpindex.case.keys import PREVIOUS_POINTS, PREVIOUS_RANK, PREVIOUS_TOTAL
from bpindex.case.model import Case
from bpindex.case.records import DataRow
from bpindex.score.column_values import ranks_of, total_of
from bpindex.score.scoring import Scores, exact_group_points

_DECIMALS = 2


def closing_figures(case: Case, scores: Scores) -> tuple[DataRow, ...]:
    """Return points of groups, total and rank of every agency; of what is missing nothing.

    The rank is that among the agencies of its printed table.
    """
    at = {code: place for place, code in enumerate(scores.counts.agencies)}
    totals = {code: total_of(scores, place) for code, place in at.items()}
    kinds = {agency.code: agency.kind for agency in case.agencies}
    ranks: dict[str, int] = {}
    for table in case.printed_tables:
        own = {code: total for code, total in totals.items() if kinds.get(code) in table.kinds}
        ranks = ranks_of(own) | ranks
    rows = []
    for code, place in at.items():
        points = {
            f"{PREVIOUS_POINTS}{group.id}": exact_group_points(scores, group.id, place)
            for group in case.index.groups
        }
        figures = {**points, PREVIOUS_TOTAL: totals[code]}
        cells = {key: _text(value) for key, value in figures.items() if value is not None}
        if ranks.get(code):
            cells[PREVIOUS_RANK] = str(ranks[code])
        if cells:
            rows.append(DataRow(code, cells))
    return tuple(rows)


def _text(value: Fraction) -> str:
    text = f"{float(round(value, _DECIMALS)):.{_DECIMALS}f}"
    return text.rstrip("0").rstrip(".")
