"""What the printed tables need of the counts: those of rates that print, of points, of totals."""

from dataclasses import dataclass

from bpindex.case.keys import MONTH
from bpindex.case.model import Case
from bpindex.case.printed import (
    OF_COMPONENT,
    OF_EITHER,
    OF_TOTAL,
    Order,
    PrintedColumn,
    PrintedTable,
    Shown,
    What,
    When,
)
from bpindex.case.records import Table
from bpindex.index.definition import Basis
from bpindex.score.figures import merged_text


@dataclass(frozen=True)
class Needs:
    """What the tables that print agencies of one kind need.

    `counts` are components whose counts print, also where points are typed; `points` those whose
    points do; `groups` those of which either prints. `has_total` says that a total is wanted
    wherever all of it is known: where nobody chose the columns, Tính điểm shows it.
    """

    counts: frozenset[str]
    points: frozenset[str]
    groups: frozenset[str]
    has_total: bool

    def has(self, component: str) -> bool:
        """Return whether anything needs a component."""
        return self.has_total or component in self.counts | self.points


def needs_of(case: Case, table: Table) -> Needs:
    """Return what is needed of the agencies of a table of Thiết lập."""
    index = case.index
    members = {name: {item.id for item in index.components_of(name)} for name in index.group_by_id}
    base = {column.group: column for column in table.columns}
    counts: set[str] = set()
    points: set[str] = set()
    for printed in case.printed_tables:
        columns = list(filter(_is_of_now, printed.keyed(index).values()))
        if table.kind not in printed.kinds:
            continue
        if _shows_total(printed, columns):
            points |= index.component_by_id.keys()
        for column in columns:
            if column.what in OF_COMPONENT:
                counts.add(column.of)
            elif column.what in OF_EITHER:
                points |= members.get(column.of, {column.of})
            elif column.what is What.FIGURE and not merged_text(base[column.of], MONTH):
                display = base[column.of].display(index.group_by_id[column.of].display)
                if display.basis is Basis.RATE:
                    counts.add(display.component)
                elif display.basis is Basis.POINTS:
                    points |= members[column.of]
    of = index.component_by_id
    groups = {index.group_of(of[name]).id for name in counts | points}
    return Needs(frozenset(counts), frozenset(points), frozenset(groups), not case.printed)


def _is_of_now(column: PrintedColumn) -> bool:
    is_of_now = column.when is When.THIS or column.shown is Shown.CHANGE
    return is_of_now and not column.merged


def _shows_total(table: PrintedTable, columns: list[PrintedColumn]) -> bool:
    """Return whether a table prints a total, or what follows from it: rank, grade, order, list."""
    is_printed = any(column.what in OF_TOTAL for column in columns)
    return is_printed or table.order is Order.TOTAL or bool(table.lists)
