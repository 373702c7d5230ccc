"""What a person is told of the pages of a plan: what prints smaller, and what does not fit."""

from collections.abc import Iterable, Iterator

from bpindex.page.cells import height_of
from bpindex.page.plan import SheetPlan
from bpindex.page.textfit import MAX_ROW_PT
from bpindex.words import page_layout as words

_NAMED = 8


def told_of(plans: Iterable[SheetPlan]) -> Iterator[str]:
    """Yield a sentence for each sheet that is printed smaller or holds rows that are cut."""
    plans = list(plans)
    for plan in plans:
        if plan.is_reduced:
            yield words.REDUCED.format(sheet=plan.title, scale=plan.scale)
    for plan in plans:
        rows = [str(number) for number in cut_rows(plan)]
        if rows:
            more = ["…"] if len(rows) > _NAMED else []
            yield words.CUT.format(sheet=plan.title, rows=", ".join([*rows[:_NAMED], *more]))


def cut_rows(plan: SheetPlan) -> list[int]:
    """Return the numbers of the rows whose texts are higher than a row can be."""
    return [
        row.number
        for row in plan.rows
        if row.row.height_pt >= MAX_ROW_PT and height_of(plan.grid, row.row.cells) > MAX_ROW_PT
    ]
