"""What the charts of Biểu đồ draw, on the hidden sheet: values, and formulas on values alone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.index.definition import IndexSet
from bpindex.remarks.chart_data import ChartData, bars_of, chart_data, pages_of
from bpindex.score.figures import scores_of
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.layout import Layout
from bpindex.words import charts as texts
from bpindex.workbook.content import Contents
from bpindex.workbook.expressions import Expr, filled
from bpindex.workbook.home.facts import COMPARED, Facts, whole_column
from bpindex.workbook.home.province import (
    MONTHS,
    history_total,
    month_name,
    months_until,
    seen_totals,
)
from bpindex.workbook.system_sheets import FACTS_SHEET

# Far behind everything else there. Written by the tool: bars, a column of headings, agencies.
BARS, HEADINGS, AGENCIES = 80, 85, 87
_BAR_COLUMNS = 4
# Formulas: months and groups of the chosen agency, its place; the bars, as they are drawn.
_LINE, _PROFILE, _SINGLES, _RANKED = 120, 124, 128, 130
# What a line leaves out, in Excel as in LibreOffice.
GAP = Expr("NA()", "#N/A")
# A bar of nothing: one without a length, whose label shows no negative number. Excel writes #N/A
# beside the bar of an error and draws a text as 0; blank texts are computed by LibreOffice while
# it still opens the file, and Python's functions with them.
NOTHING = Expr("-1E-9", -1e-9)


@dataclass(frozen=True)
class Charts:
    """What is drawn: rankings by first and last row, for the chosen agency so many groups."""

    pages: tuple[tuple[int, int], ...]
    headings: tuple[Expr, ...]
    chosen: str
    groups: int
    stale: str


def area(column: int, first: int, last: int) -> str:
    """Return cells of a column of the hidden sheet, as charts and formulas name them."""
    letter = column_letter(column)
    return f"'{FACTS_SHEET}'!${letter}${first}:${letter}${last}"


def columns_of(name: str) -> Sequence[int]:
    """Return the columns of a chart: categories first, then its lines or bars."""
    first = {"bars": _RANKED, "line": _LINE, "profile": _PROFILE}[name]
    return range(first, first + 3)


def width_of(index: IndexSet) -> int:
    """Return how many columns the tool writes."""
    return AGENCIES - BARS + 3 + 2 * len(index.groups)


def rows_of(data: ChartData, index: IndexSet) -> list[list[float | str | None]]:
    """Return everything that the tool writes, row by row from the first one on."""
    told = (data.compared, data.period)
    count = max(len(data.bars), len(data.agencies), len(data.headings), len(told))
    rows: list[list[float | str | None]] = [[None] * width_of(index) for _ in range(count)]
    for number, bar in enumerate(data.bars):
        rows[number][:_BAR_COLUMNS] = bar
    for number, heading in enumerate(data.headings):
        rows[number][HEADINGS - BARS] = heading
    for number, name in enumerate(told):
        rows[number][COMPARED - BARS] = name
    for number, agency in enumerate(data.agencies):
        rows[number][AGENCIES - BARS :] = agency
    return rows


def put_charts(facts: Facts, contents: Contents, case: Case, chosen_cell: str) -> Charts:
    """Put everything that is drawn among the facts; `chosen_cell` holds the name of an agency."""
    layout, bars = contents.layout, bars_of(case)
    data = chart_data(case, scores_of(case), bars)
    for row, cells in enumerate(rows_of(data, layout.index), 1):
        for column, value in enumerate(cells, BARS):
            if value is not None:
                facts.values[row, column] = value
    room = layout.capacity.agencies
    names = area(AGENCIES, 1, room)
    text = f'IF({chosen_cell}="",0,IFERROR(MATCH({chosen_cell},{names},0),0))'
    place = facts.put(1, _SINGLES, Expr(text, 1 if data.agencies else 0)).text
    # Whether what the tool wrote is of the period on Thiết lập; figures of another one are none.
    text = f"IF({_cell(2, COMPARED)}={facts['named'].text},1,0)"
    is_now = facts.put(2, _SINGLES, Expr(text, 1)).text
    own = data.agencies[0] if data.agencies else []

    def of_chosen(beside: int, nothing: Expr, condition: str = "1") -> Expr:
        """Return what the tool wrote of the chosen agency, so many columns beside its name."""
        cell = f"INDEX({area(AGENCIES + beside, 1, room)},MAX({place},1))"
        is_known = f"({place}>0)*{is_now}*{condition}*ISNUMBER({cell})"
        return _drawn(is_known, cell, own[beside] if own else None, nothing)

    _put_line(facts, layout, case, own, place)
    is_month = facts["is month"]
    for beside in (1, 2):
        point = of_chosen(beside, GAP, is_month.text)
        facts.put(MONTHS, _LINE + beside, point if is_month.value else Expr(point.text, GAP.value))
    for row, group in enumerate(layout.index.groups, 1):
        facts.values[row, _PROFILE] = group.name
        for beside in (1, 2):
            facts.put(row, _PROFILE + beside, of_chosen(2 * row + beside, NOTHING))
    for row, bar in enumerate(data.bars, 1):
        name = f'IF({is_now}=1,{_cell(row, BARS + 1)}&"","")'
        facts.put(row, _RANKED, Expr(name, bar[1]))
        for beside in (1, 2):
            cell = _cell(row, BARS + 1 + beside)
            is_known = f"{is_now}*ISNUMBER({cell})"
            facts.put(row, _RANKED + beside, _drawn(is_known, cell, bar[1 + beside], NOTHING))
    totals = layout["scores"].reference("scores", "total", "total")
    written = area(AGENCIES + 1, 1, room)
    wait = filled(texts.NOT_DRAWN, period=facts["named"]).text
    headings = (
        Expr(f'IF({is_now}=1,{_cell(row, HEADINGS)}&"",{wait})', text)
        for row, text in enumerate(data.headings, 1)
    )
    return Charts(
        tuple(pages_of(bars)),
        tuple(headings),
        str(own[0]) if own else "",
        len(layout.index.groups),
        f"IF({is_now}=1,ABS(SUM({totals})-SUM({written}))>0.001,TRUE)",
    )


def _cell(row: int, column: int) -> str:
    """Return a cell of the hidden sheet."""
    return f"'{FACTS_SHEET}'!${column_letter(column)}${row}"


def _drawn(is_known: str, cell: str, value: float | str | None, nothing: Expr) -> Expr:
    """Return the number of a cell where it is known, else what draws nothing."""
    shown = nothing.value if value is None else value
    return Expr(f"IF({is_known},{cell},{nothing.text})", shown)


def _put_line(
    facts: Facts, layout: Layout, case: Case, own: Sequence[float | str | None], place: str
) -> None:
    """Put the months, what the chosen agency had in those before this one, the average of all."""
    agencies, room = layout["agencies"], layout.capacity.agencies
    chosen = f"INDEX({area(AGENCIES, 1, room)},MAX({place},1))"
    codes, names = (agencies.reference("agencies", key, key) for key in ("code", "name"))
    code = f'IFERROR(INDEX({codes},MATCH({chosen},{names},0)),"")'
    period, given, of_code, of_name = (
        whole_column(layout, "history", key) for key in ("period", "total", "agency", "name")
    )
    by_name = {agency.name: agency.code for agency in reversed(case.agencies)}
    seen, averages = seen_totals(case), _averages(case)
    for row, month in enumerate(months_until(case.period, MONTHS), 1):
        named = month_name(row)
        label = f"LEFT({named},3)&RIGHT({named},2)"
        facts.put(row, _LINE, Expr(label, f"{month.month:02d}/{month.year % 100:02d}"))
        if row == MONTHS:
            continue
        known = seen.get((str(month), by_name[str(own[0])])) if own else None
        where = f'{given},{period},{named}&"*"'
        # What somebody typed there has the name alone.
        typed = f'IFERROR(AVERAGEIFS({where},{of_name},{chosen},{of_code},""),NA())'
        text = f"IF({place}=0,NA(),{history_total(layout, named, code, typed)})"
        facts.put(row, _LINE + 1, Expr(text, GAP.value if known is None else known))
        every = f'IFERROR(AVERAGEIFS({where},{of_code},"<>{PROVINCE}"),NA())'
        facts.put(row, _LINE + 2, Expr(every, averages.get(str(month), GAP.value)))


def _averages(case: Case) -> Mapping[str, float]:
    """Return the mean of the totals of all agencies by closed month."""
    found: dict[str, list[float]] = defaultdict(list)
    for row in case.history:
        if row.agency != PROVINCE and row.total is not None:
            found[row.period].append(float(row.total))
    return {month: fmean(totals) for month, totals in found.items()}
