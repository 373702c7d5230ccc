"""What the charts of a month draw: the ranking of each table, every agency beside the averages.

It is written as values. LibreOffice asks for what a chart draws while it still computes: formulas
on formulas of Python would keep what they were told then.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from bpindex.case.keys import PREVIOUS_TOTAL
from bpindex.case.model import Case
from bpindex.history.lines import Past
from bpindex.score.given import parse_points
from bpindex.score.scoring import Scores
from bpindex.words import charts as words

# A bar each; more do not fit on a page.
MOST_BARS = 32
Value = float | str | None


@dataclass(frozen=True)
class ChartData:
    """Rows of values: bars as (table, name, this period, the one before); agencies; headings.

    An agency has its name, its total and the mean of all, then for each group its share of the
    most points and the mean of its kind, in percent. `period` names whose figures they are,
    `compared` the one with which Kỳ trước may be compared: a blank where that holds another one
    than it needs.
    """

    bars: list[list[Value]]
    agencies: list[list[Value]]
    headings: list[str]
    compared: str
    period: str


def bars_of(case: Case) -> list[int]:
    """Return the number of its table for each bar: one for every agency of the period."""
    tables = enumerate(case.settings.tables, 1)
    return [number for number, table in tables for _ in case.agencies_of(table)]


def pages_of(bars: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and the last bar (from 1) of every chart."""
    pages: list[tuple[int, int]] = []
    for place, table in enumerate(bars, 1):
        first = pages[-1][0] if pages else 0
        if pages and bars[first - 1] == table and place - first < MOST_BARS:
            pages[-1] = first, place
        else:
            pages.append((place, place))
    return pages


def chart_data(case: Case, scores: Scores, bars: Sequence[int]) -> ChartData:
    """Return what is drawn with these bars; who has none is told of in a heading."""
    totals = _by_agency(scores, scores.total)
    ranked = {number: _ranked(case, totals, number) for number in set(bars)}
    past = Past(case)
    before = {
        row.agency: parse_points(row.cells.get(PREVIOUS_TOTAL, "").strip())
        for row in reversed(past.previous)
    }
    before = {code: total for code, total in before.items() if total is not None}
    rows: list[list[Value]] = []
    left = {number: iter(items) for number, items in ranked.items()}
    for number in bars:
        code, name = next(left[number], ("", ""))
        then = before.get(code)
        now = totals.get(code)
        rows.append([number, name, now, None if then is None else float(then)])
    ranking = words.RANKING if before else words.RANKING_ALONE
    return ChartData(
        rows,
        list(_agencies(case, scores, totals)),
        list(_headings(case, bars, ranked, ranking)),
        past.compared,
        past.named,
    )


def _by_agency(scores: Scores, values: Iterable[float]) -> dict[str, float]:
    """Return numbers by the code of the agency, without those that are not known."""
    pairs = zip(scores.counts.agencies, map(float, values), strict=True)
    return {code: value for code, value in pairs if value == value}


def _ranked(case: Case, totals: dict[str, float], number: int) -> list[tuple[str, str]]:
    """Return code and name of the agencies of a table, the one with most points first."""
    tables = case.settings.tables
    if number > len(tables):
        return []
    known = [agency for agency in case.agencies_of(tables[number - 1]) if agency.code in totals]
    known.sort(key=lambda agency: -totals[agency.code])
    return [(agency.code, agency.name) for agency in known]


def _headings(
    case: Case, bars: Sequence[int], ranked: dict[int, list[tuple[str, str]]], ranking: str
) -> Iterator[str]:
    tables = case.settings.tables
    for first, last in pages_of(bars):
        number = bars[first - 1]
        start = list(bars).index(number)
        kind = tables[number - 1].kind if number <= len(tables) else ""
        told = {"first": first - start, "last": last - start}
        text = ranking.format(kind=kind, period=case.named, **told)
        # Of a table whose last chart this is.
        more = len(ranked[number]) - list(bars).count(number)
        is_last = last == len(bars) or bars[last] != number
        yield text + (words.MORE.format(count=more) if is_last and more > 0 else "")


def _agencies(case: Case, scores: Scores, totals: dict[str, float]) -> Iterator[list[Value]]:
    mean = fmean(totals.values()) if totals else None
    kinds = {agency.code: agency.kind for agency in case.agencies}
    shares = [
        _by_agency(scores, points * 100 / float(group.max_points))
        for group, points in zip(case.index.groups, scores.group_points, strict=True)
    ]
    means: list[dict[str, float]] = []
    for own in shares:
        same: dict[str, list[float]] = {}
        for code, value in own.items():
            same.setdefault(kinds[code], []).append(value)
        means.append({kind: fmean(values) for kind, values in same.items()})
    for agency in case.valid_agencies:
        row: list[Value] = [agency.name, totals.get(agency.code), mean]
        for own, of_kind in zip(shares, means, strict=True):
            row += [own.get(agency.code), of_kind.get(agency.kind)]
        yield row
