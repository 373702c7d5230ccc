"""The memory of the planned sheets: what each cell and row will look like when it is written."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from bpindex.memory.snapshot import Look, SnapCell, SnapRow, SnapSheet, Snapshot, with_run
from bpindex.notice.as_json import fingerprint
from bpindex.notice.model import Notice
from bpindex.notice.printed import bold_ranges
from bpindex.page.fitting import page_properties
from bpindex.page.layout import PageLayout, TextStyle
from bpindex.page.plan import PlacedCell, SheetPlan, printable
from bpindex.page.textfit import FONT
from bpindex.register.ageing import aged_texts


@cache
def look_of(style: TextStyle) -> Look:
    """Return the properties of a style that people can change by hand, as texts."""
    return {
        "font": FONT,
        "size": f"{style.size:g}",
        "bold": str(int(style.bold)),
        "italic": str(int(style.italic)),
        "underline": "0",
        "strike": "0",
        "color": "000000",
        "fill": "",
        "horizontal": style.horizontal,
        "vertical": style.vertical,
    }


@cache
def first_looks() -> Mapping[str, Look]:
    """Return the looks of the styles that the first snapshots name, as they were at that time.

    They are kept apart from the layout in force: its styles may be renamed, and old memories
    must be read all the same.
    """
    text = resources.files("bpindex.data").joinpath("looks_of_first_snapshots.json")
    looks: dict[str, Look] = json.loads(text.read_text("utf-8"))
    return looks


def snapshot_of(notice: Notice, plans: Sequence[SheetPlan]) -> Snapshot:
    """Return what every cell and row of the sheets will look like when they are written."""
    origins = notice.origins
    return with_run(
        Snapshot(
            tuple(_snap_sheet(plan) for plan in plans),
            origins.base_order,
            origins.order,
            aged_texts(origins.applied, origins.computed),
            fingerprint(notice),
            comments={note.key: note.text for plan in plans for note in plan.comments},
            period=notice.key,
            computed={item.key: origins.computed[item.key] for item in origins.applied},
        )
    )


def _snap_sheet(plan: SheetPlan) -> SnapSheet:
    cells: dict[int, list[SnapCell]] = {}
    for placed in (*plan.cells, *plan.merged, *plan.margins):
        if placed.cell.key is not None:
            cells.setdefault(placed.number, []).append(_snap_cell(placed, plan.layout))
    rows = (
        SnapRow(
            placed.row.key,
            placed.row.height_pt,
            placed.begins_page,
            tuple(cells.get(placed.number, ())),
        )
        for placed in plan.rows
    )
    page = page_properties(plan.layout, plan.scale)
    return SnapSheet(plan.title, plan.columns, plan.widths, tuple(rows), page)


def _snap_cell(placed: PlacedCell, layout: PageLayout) -> SnapCell:
    cell = placed.cell
    assert cell.key is not None
    has_bold = not cell.style.bold and any(run.bold for run in cell.runs)
    return SnapCell(
        cell.first,
        cell.last,
        cell.rows,
        cell.key,
        placed.text,
        # A colour that the tool gave is none that people did: it is a style of its own.
        layout.styles.name_of(cell.style).upper() + cell.fill,
        look_of(cell.style) if not cell.fill else {**look_of(cell.style), "fill": cell.fill},
        placed.look,
        bold_ranges(cell.runs) if has_bold else "",
        tuple((key, printable(text)) for key, text in cell.parts),
    )
