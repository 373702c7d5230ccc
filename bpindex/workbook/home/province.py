"""The total of the province on Trang chính: typed or computed, its movement, its months."""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from statistics import fmean
from typing import Any

from bpindex.case.keys import MONTH, PROVINCE
from bpindex.case.model import Case
from bpindex.index.periods import Period
from bpindex.score.given import parse_points
from bpindex.score.rounding import round_half_up
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.computed_sheets import PROVINCE_PREFIX
from bpindex.sheets.layout import Layout
from bpindex.words import home as texts
from bpindex.workbook.content import Contents
from bpindex.workbook.expressions import Expr, when
from bpindex.workbook.home.facts import Facts, month_of, whole_column
from bpindex.workbook.system_sheets import FACTS_SHEET

# So many months are drawn, the present one the last of them.
MONTHS = 12
# So many of those that were closed last are named.
_CLOSED = 4
# Of these months: their names, the totals, what is drawn; beside the agencies on the hidden sheet.
_NAMES, _KNOWN, _DRAWN = 7, 8, 9
SPARKLINE = f"'{FACTS_SHEET}'!${column_letter(_DRAWN)}$1:${column_letter(_DRAWN)}${MONTHS}"


def put_province(facts: Facts, contents: Contents, case: Case) -> None:
    """Put the total of the province, its movement and its last months among the facts."""
    total = _total(facts, contents, case)
    before = numeric(_previous(contents, case))
    moved: Any = ""
    if total.value != "" and before.value != "":
        then, now = (round_half_up(Fraction(f"{part.value}"), 2) for part in (before, total))
        moved = float(now - then)
    both = f"AND(ISNUMBER({total.text}),ISNUMBER({before.text}))"
    is_before = facts["compared"]
    # As a reader takes one printed figure from the other: 0 is no movement.
    change = f"ROUND(ROUND({total.text},2)-ROUND({before.text},2),2)"
    text = f'IF({both},IF({is_before.text}=1,{change},"{texts.NO_BEFORE}"),"")'
    shown = moved if moved == "" or is_before.value else texts.NO_BEFORE
    facts.name("province change", text, shown)
    _put_months(facts, contents, case)


def _put_months(facts: Facts, contents: Contents, case: Case) -> None:
    """Put the totals of the last months, and a line of them.

    What is not known is drawn as the month after it: LibreOffice would draw an error as 0. What
    Python computes is not drawn, see decision 0031: the present month is where it is typed.
    """
    groups = [facts[f"province typed {item.id}"] for item in case.index.groups]
    cells, typed = ",".join(item.text for item in groups), [item.value for item in groups]
    is_month = facts["is month"]
    value = "" if "" in typed or not is_month.value else sum(typed)
    is_known = f"({is_month.text}=1)*(COUNT({cells})={len(groups)})"
    total = Expr(f'IF({is_known},SUM({cells}),"")', value)
    seen, months = seen_totals(case), months_until(case.period, MONTHS)
    first, known = facts["first"].text, []
    closed: list[str] = []
    names: list[str] = []
    for row, month in enumerate(months, 1):
        day = f"DATE(YEAR({first}),MONTH({first})-{MONTHS - row},1)"
        shown = facts.put(row, _NAMES, Expr(month_of(day), f"{month}"))
        point = seen.get((str(month), PROVINCE))
        text = history_total(contents.layout, shown.text, f'"{PROVINCE}"', '""')
        value = "" if point is None else point
        known.append(facts.put(row, _KNOWN, Expr(text, value) if row < MONTHS else total))
        if MONTHS - _CLOSED <= row < MONTHS:
            is_closed = (
                f'COUNTIF({whole_column(contents.layout, "history", "period")},{shown.text}&"*")'
            )
            closed.append(f'IF({is_closed}>0,", "&{shown.text},"")')
            is_there = any(item.period == str(month) for item in case.history)
            names += [f"{month}"] * is_there
    text = f"MID({'&'.join(closed)},3,99)"
    facts.name("closed months", text, ", ".join(names))
    every = f"{column_letter(_KNOWN)}$1:{column_letter(_KNOWN)}${MONTHS}"
    last = [item.value for item in known if item.value != ""]
    after = Expr(f"IFERROR(LOOKUP(9E+99,{every}),0)", last[-1] if last else 0)
    for row, item in reversed([*enumerate(known, 1)]):
        drawn = Expr(
            f"IF(ISNUMBER({item.text}),{item.text},{after.text})",
            after.value if item.value == "" else item.value,
        )
        after = facts.put(row, _DRAWN, drawn)


def month_name(row: int) -> str:
    """Return the cell that names a month of these, such as 02/2024."""
    return f"'{FACTS_SHEET}'!${column_letter(_NAMES)}${row}"


def seen_totals(case: Case) -> dict[tuple[str, str], float]:
    """Return the totals that stand on Lịch sử by month and code."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in case.history:
        if row.total is not None and row.agency:
            found[row.period, row.agency].append(float(row.total))
    return {key: fmean(totals) for key, totals in found.items()}


def months_until(last: Period, count: int) -> list[Period]:
    """Return so many months up to one, in order."""
    first = last.year * 12 + last.month - count
    return [Period(number // 12, number % 12 + 1) for number in range(first, first + count)]


def history_total(layout: Layout, month: str, code: str, unknown: str = "NA()") -> str:
    """Return what gives the total of an agency in a closed month, or what says it is unknown."""
    period, agency, total = (
        whole_column(layout, "history", key) for key in ("period", "agency", "total")
    )
    # With a wildcard, or programs take the month for a date.
    where = f'{period},{month}&"*",{agency},{code}'
    return f"IFERROR(AVERAGEIFS({total},{where}),{unknown})"


def numeric(cell: Expr) -> Expr:
    """Return the number that a cell holds, or its text means whatever its decimal mark; else ""."""
    text = f'SUBSTITUTE({cell.text}&"",",",".")'
    places = f'IFERROR(LEN({text})-FIND(".",{text}),0)'
    meant = f'IFERROR(VALUE(SUBSTITUTE({text},".",""))/10^{places},"")'
    number = parse_points(str(cell.value))
    value = "" if number is None else float(number)
    return Expr(f"IF(ISNUMBER({cell.text}),{cell.text},{meant})", value)


def _total(facts: Facts, contents: Contents, case: Case) -> Expr:
    """Return the sum of the groups, what was typed of each first; blank where one is missing."""
    settings = contents.layout["settings"]
    table, group, month = (
        settings.reference("columns", key, key) for key in ("table", "group", "province_month")
    )
    first = f"INDEX({settings.reference('tables', 'id', 'id')},2)"
    points: list[Expr] = []
    computed: list[Expr] = []
    scores = contents.layout["scores"]
    block, array = scores.block("scores"), contents.arrays["scores"][0]
    row = block.first_row + contents.layout.capacity.tables
    for item in contents.layout.index.groups:
        of_group = f'{month},{group},"{item.id}"'
        key = f"{PROVINCE_PREFIX}{item.id}{MONTH}"
        place = f"INDEX({scores.reference('scores', key, key)},{row - block.first_row + 2})"
        value = array.values[row - array.area[0]][block.column_number(key) - array.area[1]]
        text = f'IFERROR(AVERAGEIFS({of_group},{table},{first}),IFERROR(AVERAGEIFS({of_group}),""))'
        typed = facts.name(f"province typed {item.id}", text, _typed(case, item.id))
        is_typed = Expr(f"ISNUMBER({typed.text})", typed.value != "")
        shown = when(is_typed, typed, Expr(place, value))
        points.append(facts.name(f"province {item.id}", shown.text, shown.value))
        computed.append(typed)
    blank = f"{len(computed)}-COUNT({','.join(item.text for item in computed)})"
    facts.name("province computed", blank, sum(item.value == "" for item in computed))
    cells = ",".join(item.text for item in points)
    known = [item.value for item in points if item.value != ""]
    value = sum(known) if len(known) == len(points) else ""
    return facts.name("province", f'IF(COUNT({cells})={len(points)},SUM({cells}),"")', value)


def _typed(case: Case, group: str) -> float | str:
    """Return what was typed for a group: in the first table, else the mean of all others."""
    tables = case.settings.tables
    found: list[list[Decimal]] = [
        [
            c.province_month
            for c in table.columns
            if c.group == group and c.province_month is not None
        ]
        for table in tables
    ]
    known = found[0] or [number for each in found for number in each]
    return sum(map(float, known)) / len(known) if known else ""


def _previous(contents: Contents, case: Case) -> Expr:
    """Return the cell with the total of the province of the period before."""
    sheet = contents.layout["previous"]
    code, total = (sheet.reference("previous", key, key) for key in ("agency", "total"))
    row = next((item for item in case.previous if item.agency == PROVINCE), None)
    value = row.cells.get("total", "") if row else ""
    return Expr(f'IFERROR(INDEX({total},MATCH("{PROVINCE}",{code},0)),"")', value)
