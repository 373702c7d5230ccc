"""Cases with printed tables of their own, made from the bundled one."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from bpindex.case.folder import bundled_case, read_case
from bpindex.case.keys import PREVIOUS_POINTS, PREVIOUS_TOTAL
from bpindex.case.model import Case
from bpindex.case.printed import (
    NO_CHANGE,
    OF_COMPONENT,
    OF_EITHER,
    OF_GROUP,
    OF_PREVIOUS,
    Colours,
    Listing,
    Order,
    PrintedColumn,
    PrintedTable,
    Section,
    Shown,
    Summary,
    SummaryKind,
    What,
    When,
)
from bpindex.case.ready import READY
from bpindex.case.records import DataRow
from tests.strategies import base_case

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


INDEX = base_case().index


@st.composite
def columns(draw: st.DrawFn) -> PrintedColumn:
    """Any column that there can be."""
    what = draw(st.sampled_from(What))
    groups, components = list(INDEX.group_by_id), list(INDEX.component_by_id)
    known = [""]
    if what in OF_GROUP | OF_EITHER:
        known = groups
    if what in OF_COMPONENT | OF_EITHER:
        known = components if what in OF_COMPONENT else groups + components
    of = draw(st.sampled_from(known))
    times = [When.THIS]
    if what in OF_PREVIOUS and of not in components:
        times.append(When.PREVIOUS)
    if what in OF_GROUP:
        times.append(When.PRIOR)
    when = draw(st.sampled_from(times))
    can_differ = when is not When.THIS and what not in NO_CHANGE
    shown = draw(st.sampled_from(Shown)) if can_differ else Shown.VALUE
    label = st.sampled_from(["", "", "Nhóm một", "Nhóm hai", "{kỳ trước}"])
    return PrintedColumn(
        what,
        of,
        when,
        shown,
        draw(label),
        draw(label),
        draw(label),
        draw(st.none() | st.integers(0, 4)),
        draw(st.sampled_from(["", ",", "."])),
        colours=draw(st.sampled_from(Colours)),
    )


@st.composite
def printed_tables(draw: st.DrawFn, kinds: Sequence[str]) -> tuple[PrintedTable, ...]:
    """Any printed tables of agencies of some kinds; most often none, as in most cases."""
    made = []
    for number in range(draw(st.sampled_from([0, 0, 1, 2]))):
        chosen = draw(st.lists(st.sampled_from(kinds), min_size=1, unique=True))
        ready = draw(st.sampled_from(("", *READY)))
        made.append(
            PrintedTable(
                f"Bảng {number + 1}",
                tuple(Section(kind, draw(st.sampled_from(["", "MỤC"]))) for kind in chosen),
                ready,
                tuple(draw(st.lists(columns(), min_size=not ready, max_size=6))),
                tuple(
                    Summary(what, "CHUNG") for what in draw(st.sets(st.sampled_from(SummaryKind)))
                ),
                draw(st.sampled_from(["", "1. Kết quả"])),
                draw(st.none() | st.sampled_from(Order)),
                draw(st.sampled_from(["", ",", "."])),
                draw(st.none() | st.booleans()),
                tuple(draw(st.lists(st.sampled_from(Listing), unique=True))),
            )
        )
    return tuple(made)
