"""What the month after compares itself with: points, totals and ranks of a month that closes."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from bpindex.case.keys import PREVIOUS_POINTS, PREVIOUS_RANK, PREVIOUS_TOTAL, PROVINCE
from bpindex.case.model import Case
from bpindex.case.printed import OF_EITHER, PrintedColumn, Shown, What, When
from bpindex.case.records import DataRow
from bpindex.index.definition import Basis
from bpindex.notice.model import Notice
from bpindex.score.column_values import most_points, ranks_of, total_of
from bpindex.score.figures import typed_province_points
from bpindex.score.given import parse_points
from bpindex.score.scoring import Scores, exact_group_points

_DECIMALS = 2


def closing_figures(case: Case, scores: Scores, notice: Notice) -> tuple[DataRow, ...]:
    """Return points of groups, total and rank of every agency and of the province.

    What was corrected on the notice is as it printed there; of what is missing nothing. The
    rank is that among the agencies of its printed table.
    """
    at = {code: place for place, code in enumerate(scores.counts.agencies)}
    totals = {code: total_of(scores, place) for code, place in at.items()}
    kinds = {agency.code: agency.kind for agency in case.agencies}
    ranks: dict[str, int] = {}
    for table in case.printed_tables:
        own = {code: total for code, total in totals.items() if kinds.get(code) in table.kinds}
        ranks = ranks_of(own) | ranks
    figures: dict[str, dict[str, Fraction | None]] = {}
    for code, place in at.items():
        figures[code] = {
            f"{PREVIOUS_POINTS}{group.id}": exact_group_points(scores, group.id, place)
            for group in case.index.groups
        } | {PREVIOUS_TOTAL: totals[code], PREVIOUS_RANK: Fraction(ranks.get(code, 0)) or None}
    figures[PROVINCE] = _of_province(case)
    for code, printed in _corrected(case, notice).items():
        figures.setdefault(code, {}).update(printed)
    rows = []
    for code, known in figures.items():
        cells = {key: _text(value) for key, value in known.items() if value is not None}
        if cells:
            rows.append(DataRow(code, cells))
    return tuple(rows)


def _of_province(case: Case) -> dict[str, Fraction | None]:
    """Return the points of the province as typed, and their sum where none is missing."""
    typed = typed_province_points(case)
    points = [typed.get(group.id) for group in case.index.groups]
    known = [Fraction(item) for item in points if item is not None]
    own = {f"{PREVIOUS_POINTS}{group}": Fraction(item) for group, item in typed.items()}
    total = sum(known, Fraction(0)) if len(known) == len(points) else None
    return {**own, PREVIOUS_TOTAL: total}


def _corrected(case: Case, notice: Notice) -> Mapping[str, Mapping[str, Fraction]]:
    """Return what was corrected on the notice, by agency and field; the first table counts."""
    columns = {table.id: table.keyed(case.index) for table in reversed(case.printed_tables)}
    found: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for table, code, figure in notice.figures():
        column = columns.get(table, {}).get(figure.column)
        if figure.correction is None or column is None:
            continue
        number = parse_points(figure.text.partition("(")[0])
        if number is None or (field := _field(case, column, code)) is None:
            continue
        is_share = column.what is What.PERCENT or (column.what is What.FIGURE and code != PROVINCE)
        points = number * most_points(case.index, column.of) / 100 if is_share else number
        found[code].setdefault(field, points)
    return found


def _field(case: Case, column: PrintedColumn, code: str) -> str | None:
    """Return the field of the month after that a column prints, None where there is none."""
    if column.when is not When.THIS or column.shown is not Shown.VALUE:
        return None
    if column.what in (What.TOTAL, What.RANK):
        return column.previous_field
    group = case.index.group_by_id.get(column.of)
    is_points = column.what in OF_EITHER or (column.what is What.FIGURE and code == PROVINCE)
    if column.what is What.FIGURE and group is not None and code != PROVINCE:
        kind = next((item.kind for item in case.agencies if item.code == code), "")
        base = case.table_of_kind.get(kind)
        own = [item for item in base.columns if item.group == group.id] if base else []
        is_points = any(item.display(group.display).basis is Basis.POINTS for item in own)
    return column.previous_field if group is not None and is_points else None


def _text(value: Fraction) -> str:
    text = f"{float(round(value, _DECIMALS)):.{_DECIMALS}f}"
    return text.rstrip("0").rstrip(".")
