"""How columns and page fit each other: what people set by hand, the notes, the scale of print.

Columns are as wide as a person made them; where they take more than the page, it is printed
smaller, and planned for that: office programs forget page breaks where they fit pages themselves.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from bpindex.edits.forms import HandFormats
from bpindex.notice.model import Notice
from bpindex.page.cells import Grid, make_grid
from bpindex.page.layout import Margins, PageLayout, Paper
from bpindex.page.textfit import (
    EXCEL_PADDING_PT,
    GUARD,
    PT_PER_PIXEL,
    column_width_pt,
    mm_to_pt,
    pt_to_mm,
    text_width,
)

LANDSCAPE, PORTRAIT = "landscape", "portrait"
MARGINS = ("top", "bottom", "left", "right")
# Letters printed smaller than by this are hard to read: columns are not made as wide as that.
LEAST_SCALE = 50
# What office programs can print at.
_SCALES = 10, 400
# A page with less room is a mistake in the register.
_LEAST_ROOM_MM = 40
# How much narrower the names may be to give room to notes, and in how many lines these may stand.
_NAME_SHARES = (1.0, 11 / 12, 10 / 12)
_NOTE_LINES = (1, 1.6, 2.6, 4)
# How much of the page their columns take in the last resort: of letters of 14 pt 13 are left.
_WIDE_SHARES = (1.0, 1.04)


def page_properties(layout: PageLayout, scale: int) -> dict[str, str]:
    """Return what people can set of a printed page, as texts by their names."""
    margins = {name: mm_text(getattr(layout.margins, f"{name}_mm")) for name in MARGINS}
    turned = LANDSCAPE if layout.landscape else PORTRAIT
    return {"paper": layout.paper, "orientation": turned, **margins, "scale": str(scale)}


def mm_text(mm: float) -> str:
    """Return a length as it is kept."""
    return f"{round(mm, 1):g}"


def with_page(layout: PageLayout, page: Mapping[str, str]) -> PageLayout:
    """Return the layout with the properties that people gave the page, as far as they make sense.

    The page number keeps its distance from the text.
    """
    if not page:
        return layout
    margins, turned = layout.margins, {LANDSCAPE: True, PORTRAIT: False}
    found = [(_number(page.get(name, "")), getattr(margins, f"{name}_mm")) for name in MARGINS]
    top, bottom, left, right = (usual if own is None else own for own, usual in found)
    header_mm = max(margins.header_mm + top - margins.top_mm, 0.0)
    changed = replace(
        layout,
        paper=next((paper for paper in Paper if paper == page.get("paper")), layout.paper),
        landscape=turned.get(page.get("orientation", ""), layout.landscape),
        margins=Margins(top, bottom, left, right, header_mm, margins.page_number_size),
    )
    least = min(changed.grid_width_mm, pt_to_mm(changed.page_pt))
    return changed if least >= _LEAST_ROOM_MM else layout


def page_takes(name: str, text: str) -> bool:
    """Return whether a text is one of those that a property of the printed page may have."""
    if name in ("paper", "orientation"):
        return text in (list(Paper) if name == "paper" else (LANDSCAPE, PORTRAIT))
    return name in (*MARGINS, "scale") and _number(text) is not None


def fitted(grid: Grid, hand: HandFormats, keys: Sequence[str], layout: PageLayout) -> Grid:
    """Return the grid on the page of a layout, its columns as wide as people made them.

    What would have to be printed too small is narrower.
    """
    own = {
        place: column_width_pt(width)
        for place, key in enumerate(keys[: len(grid.widths_pt)])
        if (width := hand.width(key)) is not None
    }
    others = sum(width for place, width in enumerate(grid.widths_pt) if place not in own)
    room = mm_to_pt(layout.grid_width_mm) * 100 / LEAST_SCALE
    free = max(room, sum(grid.widths_pt)) - others
    share = min(free / sum(own.values()), 1.0) if own else 1.0
    pixels = {place: math.floor(width * share / PT_PER_PIXEL) for place, width in own.items()}
    widths = (
        pixels[place] * PT_PER_PIXEL if place in pixels else width
        for place, width in enumerate(grid.widths_pt)
    )
    return replace(grid, layout=layout, widths_pt=tuple(widths))


def print_scale(grid: Grid, page: Mapping[str, str]) -> int:
    """Return the scale in percent at which the columns fit the page, at most the one asked for."""
    wanted = _number(page.get("scale", ""))
    scale = int(wanted) if wanted else 100
    total, room = sum(grid.widths_pt), mm_to_pt(grid.layout.grid_width_mm)
    if total * scale / 100 > room:
        scale = math.floor(100 * room / total)
    least, most = _SCALES
    return min(max(scale, least), most)


def note_grids(layout: PageLayout, notice: Notice) -> Iterator[Grid]:
    """Yield the grids that may be tried where notes stand in tables, the plainest first.

    The longest note takes few lines or more, and no word is cut in two. The last ones take the
    whole page and are printed a little smaller for it.
    """
    notes = {row.note for table in notice.tables for row in table.rows} - {""}
    size, widths = layout.styles.cell.size, layout.table
    least = max((text_width(word, size) for note in notes for word in note.split()), default=0.0)
    longest = max((text_width(note, size) for note in notes), default=0.0)
    wanted = (
        pt_to_mm(max(longest / n, least) / GUARD + EXCEL_PADDING_PT + PT_PER_PIXEL)
        for n in _NOTE_LINES
    )
    tried = {min(max(mm, widths.note_mm), widths.note_with_text_mm) for mm in wanted}
    wide = (replace(layout, page_columns_share=share) for share in _WIDE_SHARES)
    for used, note_mm in product((layout, *wide), sorted(tried) if notes else ()):
        for share in _NAME_SHARES:
            yield replace(make_grid(used, notice, note_mm, share), layout=layout)


def without_notes(notice: Notice) -> Notice:
    """Return the notice as if nobody had noted anything in its tables."""
    tables = (
        replace(table, rows=tuple(replace(row, note="") for row in table.rows))
        for table in notice.tables
    )
    return replace(notice, tables=tuple(tables))


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if 0 <= number <= 1000 else None
