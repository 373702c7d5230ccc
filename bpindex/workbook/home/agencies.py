"""Which agencies of the month lack counts, and which have the most and the least points.

Beside every row of Đơn vị a few cells of the hidden sheet tell of its agency, and above them of
the province, where it has counts of its own. Which counts a kind of agency needs is written as
numbers: the columns of Số liệu come from the same index set.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from bpindex.case.keys import PROVINCE
from bpindex.case.model import Case
from bpindex.case.records import DataRow
from bpindex.index.definition import IndexSet, OfProvince
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.layout import Layout
from bpindex.sheets.model import FIRST_BLOCK_ROW
from bpindex.workbook.content import Contents
from bpindex.workbook.expressions import Expr
from bpindex.workbook.home.facts import LISTED, Facts
from bpindex.workbook.system_sheets import FACTS_SHEET

# Whether it is of the month, its row of Số liệu, how many counts it lacks, whether it has any, its
# place among those that lack some, its total, which is never that of another one.
_COLUMNS = OF_MONTH, ROW, LACKS, HAS_ANY, PLACE, TOTAL = range(1, 7)
# The counts that each kind needs: a row per table.
_NEEDS = 12
# Far below any printed digit.
_APART = 10**7


@dataclass(frozen=True)
class _Agency:
    """What the cells beside one row of Đơn vị show."""

    of_month: int = 0
    row: int = 0
    lacks: int = 0
    has_any: int = 0
    total: float | str = ""


def needed_counts(index: IndexSet, kind: str) -> list[int]:
    """Return 1 for every count that a kind of agency needs, 0 for others."""
    needed = {
        count
        for component in index.components
        if component.applies_to(kind) and component.of_province is not OfProvince.SHARED
        for count in component.counts
    }
    return [int(count.id in needed) for count in index.counts]


def put_agencies(facts: Facts, contents: Contents, case: Case) -> None:
    """Put beside every row of Đơn vị what its agency lacks; count them, tell who comes first."""
    layout = contents.layout
    kinds = [table.kind for table in case.settings.tables]
    needs = [needed_counts(layout.index, kind) for kind in kinds]
    for row, needed in enumerate(needs, 1):
        for column, need in enumerate(needed, _NEEDS):
            facts.put(row, column, Expr(str(need), need))
    own = [int(count.id in layout.index.counts_of_province) for count in layout.index.counts]
    for column, need in enumerate(own, _NEEDS):
        facts.put(layout.capacity.tables + 1, column, Expr(str(need), need))
    listed = _agencies(contents, case, dict(zip(kinds, needs, strict=True)))
    agencies = [_province(contents, facts, case, own), *listed]
    room, lacking = layout["agencies"].block("agencies").capacity, 0
    for number in range(room + 1):
        agency = agencies[number] if number < len(agencies) else _Agency()
        lacking += agency.lacks > 0
        row = FIRST_BLOCK_ROW + number
        texts = _formulas(layout, facts, row) if number else _of_province(layout, facts, own)
        place = lacking if agency.lacks > 0 else ""
        values = (agency.of_month, agency.row, agency.lacks, agency.has_any, place, agency.total)
        for column, text, value in zip(_COLUMNS, texts, values, strict=True):
            facts.put(row, column, Expr(text, value))
    of_month, lacks, has_any = (_area(layout, column) for column in (OF_MONTH, LACKS, HAS_ANY))
    own_rows = of_month.replace(f"${FIRST_BLOCK_ROW}:", f"${FIRST_BLOCK_ROW + 1}:")
    facts.name("agencies", f"SUM({own_rows})", sum(item.of_month for item in listed))
    facts.name("asked", f"SUM({of_month})", sum(item.of_month for item in agencies))
    facts.name("lacking", f'COUNTIF({lacks},">0")', lacking)
    facts.name("begun", f"SUM({has_any})", sum(item.has_any for item in agencies))
    _lacking(facts, layout, case, agencies)
    _ranked(facts, layout, case, listed)


def _province(contents: Contents, facts: Facts, case: Case, needs: Sequence[int]) -> _Agency:
    """Return what the cells of the province will show: its row where nothing else gives points."""
    rows = {row.agency: (place, row) for place, row in reversed([*enumerate(case.counts, 2)])}
    place, row = rows.get(PROVINCE, (0, DataRow(PROVINCE, {})))
    there = [row.cells.get(count.id, "") != "" for count in contents.layout.index.counts]
    is_known = facts["province"].value != "" and bool(_scored(contents))
    lacks = sum(need > has for need, has in zip(needs, there, strict=True))
    any_there = int(bool(sum(needs)) and any(there))
    return _Agency(int(any(needs)), place, 0 if is_known else lacks, any_there)


def _scored(contents: Contents) -> list[float]:
    totals = (row[1] for row in contents.arrays["scores"][0].values)
    return [total for total in totals if not isinstance(total, str)]


def _of_province(layout: Layout, facts: Facts, needs: Sequence[int]) -> Sequence[str]:
    """Return the formulas of the row of the province, above those of the agencies."""
    row, is_there = FIRST_BLOCK_ROW, int(any(needs))
    place, lacks = (f"{column_letter(column)}{row}" for column in (ROW, LACKS))
    given = layout["counts"].reference("counts", "agency", "agency")
    totals = layout["scores"].reference("scores", "total", "total")
    own, end = _own_counts(layout, place), column_letter(_NEEDS + len(needs) - 1)
    line = layout.capacity.tables + 1
    needed = f"${column_letter(_NEEDS)}${line}:${end}${line}"
    known = f"AND(ISNUMBER({facts['province'].text}),COUNT({totals})>0)"
    lacking = f'IF({place}=0,SUM({needed}),SUMPRODUCT(({own}="")*({needed}=1)))'
    return (
        str(is_there),
        f'IFERROR(MATCH("{PROVINCE}",{given},0),0)',
        f"IF({known},0,{lacking})",
        f'IF({is_there}=0,0,IF({place}=0,0,IF(SUMPRODUCT(({own}<>"")*1)>0,1,0)))',
        f'IF({lacks}>0,1,"")',
        '""',
    )


def _own_counts(layout: Layout, place: str) -> str:
    """Return the counts of the row of Số liệu at a place of its block."""
    counts = layout.index.counts
    numbers = layout["counts"].reference("counts", counts[0].id, counts[-1].id)
    return f"INDEX({numbers},{place},0)"


def _agencies(contents: Contents, case: Case, needs: dict[str, list[int]]) -> list[_Agency]:
    """Return what the cells beside the agencies will show."""
    places = {row.agency: place for place, row in reversed([*enumerate(case.counts, 2)])}
    cells = {row.agency: row.cells for row in reversed(case.counts)}
    totals = [row[1] for row in contents.arrays["scores"][0].values]
    found = []
    for number, agency in enumerate(case.agencies):
        if not agency.valid_in(case.period):
            found.append(_Agency())
            continue
        own, total = cells.get(agency.code, {}), totals[number]
        there = [own.get(count.id, "") != "" for count in contents.layout.index.counts]
        is_scored = not isinstance(total, str)
        lacks = sum(need > has for need, has in zip(needs[agency.kind], there, strict=True))
        found.append(
            _Agency(
                1,
                places.get(agency.code, 0),
                0 if is_scored else lacks,
                int(is_scored or any(there)),
                total - (FIRST_BLOCK_ROW + 1 + number) / _APART if is_scored else "",
            )
        )
    return found


def _formulas(layout: Layout, facts: Facts, row: int) -> Sequence[str]:
    """Return the formulas beside a row of Đơn vị, which stands in the same row as they do."""
    at = row - FIRST_BLOCK_ROW + 1
    code, kind, since, until = (
        f"INDEX({layout['agencies'].reference('agencies', key, key)},{at})"
        for key in ("code", "kind", "valid_from", "valid_to")
    )
    total = f"INDEX({layout['scores'].reference('scores', 'total', 'total')},{at})"
    given = layout["counts"].reference("counts", "agency", "agency")
    kinds = layout["settings"].reference("tables", "kind", "kind")
    first, last = facts["first"].text, facts["last"].text
    here, place, lacks = (f"{column_letter(column)}{row}" for column in (OF_MONTH, ROW, LACKS))
    own, end = _own_counts(layout, place), column_letter(_NEEDS + len(layout.index.counts) - 1)
    needs = f"${column_letter(_NEEDS)}$1:${end}${layout.capacity.tables}"
    needed = f"INDEX({needs},IFERROR(MATCH({kind},{kinds},0)-1,1),0)"
    top = f"{column_letter(LACKS)}${FIRST_BLOCK_ROW}"
    return (
        f'IF({code}="",0,IF(AND({since}<={last},OR({until}="",{until}>={first})),1,0))',
        f"IF({here}=0,0,IFERROR(MATCH({code},{given},0),0))",
        f"IF({here}=0,0,IF(ISNUMBER({total}),0,IF({place}=0,SUM({needed}),"
        f'SUMPRODUCT(({own}="")*({needed}=1)))))',
        f"IF({here}=0,0,IF(ISNUMBER({total}),1,IF({place}=0,0,"
        f'IF(SUMPRODUCT(({own}<>"")*1)>0,1,0))))',
        f'IF({lacks}>0,COUNTIF({top}:{lacks},">0"),"")',
        f'IF(ISNUMBER({total}),{total}-ROW()/{_APART},"")',
    )


def _area(layout: Layout, column: int) -> str:
    letter, last = column_letter(column), layout["agencies"].block("agencies").last_row
    return f"'{FACTS_SHEET}'!${letter}${FIRST_BLOCK_ROW}:${letter}${last}"


def _name(layout: Layout, place: str) -> str:
    """Return what gives the name of the agency at a place in the areas of the hidden sheet."""
    names = layout["agencies"].reference("agencies", "name", "name")
    province = layout["settings"].reference("tables", "province_name", "province_name")
    return f"IF({place}=1,INDEX({province},2),INDEX({names},{place}))"


def _lacking(facts: Facts, layout: Layout, case: Case, agencies: Sequence[_Agency]) -> None:
    """Name the first agencies that lack counts, how many, and whether they have any."""
    names = [case.settings.tables[0].province_name, *(item.name for item in case.agencies)]
    found = [(name, one) for name, one in zip(names, agencies, strict=True) if one.lacks > 0]
    for number in range(1, LISTED + 1):
        name, agency = found[number - 1] if number <= len(found) else ("", _Agency())
        place = f"MATCH({number},{_area(layout, PLACE)},0)"
        facts.name(f"lacking {number}", f'IFERROR({_name(layout, place)},"")', name)
        for key, column, value in (
            ("lacks", LACKS, agency.lacks),
            ("has", HAS_ANY, agency.has_any),
        ):
            text = f"IFERROR(INDEX({_area(layout, column)},{place}),0)"
            facts.name(f"{key} {number}", text, value)


def _ranked(facts: Facts, layout: Layout, case: Case, agencies: Sequence[_Agency]) -> None:
    """Name the agencies with the most and the least points, and the average of all."""
    area, totals = _area(layout, TOTAL), layout["scores"].reference("scores", "total", "total")
    rows = enumerate(zip(case.agencies, agencies, strict=True), FIRST_BLOCK_ROW + 1)
    found = sorted(
        (one.total, item.name, one.total + row / _APART)
        for row, (item, one) in rows
        if not isinstance(one.total, str)
    )
    for key, function, ordered in (("best", "LARGE", found[::-1]), ("worst", "SMALL", found)):
        for number in range(1, LISTED + 1):
            _, name, total = ordered[number - 1] if number <= len(ordered) else ("", "", "")
            place = f"MATCH({function}({area},{number}),{area},0)"
            facts.name(f"{key} {number}", f'IFERROR({_name(layout, place)},"")', name)
            value = f'IFERROR(INDEX({totals},{place}),"")'
            facts.name(f"{key} total {number}", value, total)
    mean = fmean(total for _, _, total in found) if found else ""
    facts.name("average", f'IFERROR(AVERAGE({totals}),"")', mean)
