"""Cases with printed tables of their own, made from the bundled one."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from bpindex.case.folder import bundled_case, read_case
from bpindex.case.keys import PREVIOUS_POINTS, PREVIOUS_TOTAL
from bpindex.case.model import Case
from bpindex.case.printed import PrintedTable, Section
from bpindex.case.records import DataRow

SECTIONS = (Section("Sở, ngành", "SỞ, BAN, NGÀNH"), Section("Cấp huyện", "UBND CẤP HUYỆN"))


def case_with(*tables: PrintedTable, previous: bool = True) -> Case:
    """Return the bundled case with printed tables of its own, and a period before it."""
    case = read_case(bundled_case())
    rows = previous_figures(case) if previous else ()
    return replace(case, printed=tables, previous=tuple(rows))


def previous_figures(case: Case) -> Sequence[DataRow]:
    """Return made-up totals of the period before, none for the last agency."""
    random = Random(7)
    groups = {f"{PREVIOUS_POINTS}{group.id}": "7,5" for group in case.index.groups}
    return [
        DataRow(agency.code, {**groups, PREVIOUS_TOTAL: f"{random.uniform(50, 95):.2f}"})
        for agency in case.agencies[:-1]
    ]


def table(ready: str = "", **more: object) -> PrintedTable:
    """Return a table of all agencies in two sections."""
    made = PrintedTable("chung", SECTIONS, ready)
    return replace(made, **more)  # type: ignore[arg-type]
