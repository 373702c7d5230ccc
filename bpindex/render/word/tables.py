"""Tables of a Word document: those of figures from the plan, head and foot without borders."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from bpindex.page.cells import FIRST_FIGURE, Cell, plain
from bpindex.page.plan import PlacedCell, PlacedRow, SheetPlan
from bpindex.page.textfit import EXCEL_PADDING_PT, text_width
from bpindex.page.widths import SHORT
from bpindex.render.word.memory import MarkedCell, Marks
from bpindex.render.word.parts import (
    element,
    paragraph,
    runs_of_text,
    standing,
    twips,
    valued,
)
from bpindex.render.word.styles import TABLE_STYLE_ID, style_id

# Where a line may end inside a text.
_BREAKS = re.compile(r"[\s–-]+")


@dataclass(frozen=True)
class TableRows:
    """The rows of one table with their cells, without headers that a page repeats.

    On the sheet tables share columns; in a document each has its own, at whose `edges` columns of
    the sheet begin, and the last one ends. The cells say in which of its own they stand.
    """

    plan: SheetPlan
    rows: tuple[tuple[PlacedRow, tuple[PlacedCell, ...]], ...]
    edges: tuple[int, ...]

    @property
    def last(self) -> int:
        """The last column in which anything stands: parts of a table may have fewer than others."""
        return len(self.edges) - 2

    @cached_property
    def _planned(self) -> list[float]:
        """The widths of the columns as the sheet has them; those of figures share them evenly.

        Where each is a column of the sheet they stay as planned.
        """
        grid = self.plan.grid
        planned = [grid.span_pt(first, end - 1) for first, end in pairwise(self.edges)]
        is_note = grid.has_note and self.edges[-1] == grid.last + 1
        figures = range(FIRST_FIGURE, len(planned) - is_note)
        if len(planned) == self.edges[-1] or not figures:
            return planned
        needed = {place: self._needed(place) for place in figures}
        spare = sum(planned[place] for place in figures) - sum(needed.values())
        for place in figures:
            planned[place] = needed[place] + spare / len(figures)
        return planned

    def _needed(self, column: int) -> float:
        """Return the width that the longest word of a column has, or a short text of a row."""
        widest = 0.0
        for row, cells in self.rows:
            for cell in (placed.cell for placed in cells):
                if cell.first == cell.last == column:
                    text = "".join(run.text for run in cell.runs)
                    is_whole = row.row.part != "header" and len(text) <= SHORT
                    for piece in [text] if is_whole else _BREAKS.split(text):
                        width = text_width(piece, cell.style.size, bold=cell.style.bold)
                        widest = max(widest, width)
        return widest + EXCEL_PADDING_PT

    def widths(self, room_pt: float) -> tuple[float, ...]:
        """Return the widths of the columns, which take all the room in the plan's proportions.

        Running number and note are as wide as planned, however much room there is.
        """
        grid = self.plan.grid
        first, *others = self._planned
        last = [others.pop()] if grid.has_note and self.edges[-1] == grid.last + 1 else []
        share = (room_pt - first - sum(last)) / sum(others)
        return (first, *(width * share for width in others), *last)

    def fits(self, room_pt: float) -> bool:
        """Return whether no word is broken where the table has so much room."""
        widths = self.widths(room_pt)
        cells = [placed.cell for _, cells in self.rows for placed in cells]
        return all(
            text_width(word, cell.style.size, bold=cell.style.bold) + EXCEL_PADDING_PT
            <= sum(widths[cell.first : cell.last + 1])
            for cell in cells
            for run in cell.runs
            for word in _BREAKS.split(run.text)
        )


def rows_of(plan: SheetPlan, chosen: Sequence[PlacedRow]) -> TableRows:
    """Return rows of a plan with their cells; those of a header that is repeated are left out.

    A text that several rows share stands once, in the first of rows that follow each other.
    """
    cells: dict[int, list[PlacedCell]] = {}
    for placed in (*plan.cells, *plan.merged):
        cells.setdefault(placed.number, []).append(placed)
    kept = [row for row in chosen if not row.row.key.is_header_again]
    places = {row.number: place for place, row in enumerate(kept)}
    by_row = [list(cells.get(row.number, [])) for row in kept]
    for placed in sorted(plan.merged, key=lambda item: item.number):
        # Where a page ends inside of a shared text, Word goes on by itself.
        place = places.get(placed.number)
        above = _shared_above(by_row[:place], placed.cell) if place else None
        if place and above is not None:
            by_row[place].remove(placed)
            row, first = above
            longer = replace(first.cell, rows=first.cell.rows + placed.cell.rows)
            by_row[row][by_row[row].index(first)] = replace(first, cell=longer)
    cells_of = [item.cell for row in by_row for item in row]
    edges = sorted({edge for cell in cells_of for edge in (cell.first, cell.last + 1)})
    number = {edge: place for place, edge in enumerate(edges)}

    def placed_here(item: PlacedCell) -> PlacedCell:
        first, last = number[item.cell.first], number[item.cell.last + 1] - 1
        return replace(item, cell=replace(item.cell, first=first, last=last))

    ordered = (
        tuple(sorted(map(placed_here, row), key=lambda item: item.cell.first)) for row in by_row
    )
    return TableRows(plan, tuple(zip(kept, ordered, strict=True)), tuple(edges))


def _shared_above(
    rows: Sequence[Sequence[PlacedCell]], cell: Cell
) -> tuple[int, PlacedCell] | None:
    """Return the row and the cell just above that share a text with a cell, if there is one."""
    for place in range(len(rows) - 1, -1, -1):
        for placed in rows[place]:
            if placed.cell.first == cell.first:
                is_same = placed.cell.key == cell.key and place + placed.cell.rows == len(rows)
                return (place, placed) if is_same else None
    return None


def figure_table(table: TableRows, room_pt: float, marks: Marks) -> Any:
    """Return a table as Word's own: header repeated on every page, no row split."""
    widths = table.widths(room_pt)
    made = _table(widths, valued("tblStyle", TABLE_STYLE_ID))
    for row, cells in _with_continued(table):
        properties = element("trPr", {}, element("cantSplit"))
        if row.row.part == "header":
            properties.append(element("tblHeader"))
        line = element("tr", {}, properties)
        held = []
        for placed, merge in cells:
            line.append(_figure_cell(table, placed, merge, widths, row.row.with_next))
            cell = placed.cell
            if merge != "continue" and cell.key is not None:
                held.append(MarkedCell(line[-1][-1], cell.first, cell.last, cell.key, placed.text))
        marks.row(held, table.last + 1)
        made.append(line)
    return made


def _with_continued(
    table: TableRows,
) -> Iterator[tuple[PlacedRow, list[tuple[PlacedCell, str]]]]:
    """Yield the rows with a cell for every column, also where a cell above goes on."""
    open_cells: dict[int, tuple[PlacedCell, int]] = {}
    for row, cells in table.rows:
        line: list[tuple[PlacedCell, str]] = []
        place, own = 0, {placed.cell.first: placed for placed in cells}
        while place <= table.last:
            if placed := own.get(place):
                more = placed.cell.rows > 1
                line.append((placed, "restart" if more else ""))
                open_cells.pop(place, None)
                if more:
                    open_cells[place] = (placed, placed.cell.rows - 1)
            elif place in open_cells:
                placed, left = open_cells.pop(place)
                line.append((placed, "continue"))
                if left > 1:
                    open_cells[place] = (placed, left - 1)
            else:
                style = table.plan.layout.styles.cell
                line.append((PlacedCell(row.number, Cell(place, place, plain(""), style)), ""))
                placed = line[-1][0]
            place = placed.cell.last + 1
        yield row, line


def _figure_cell(
    table: TableRows,
    placed: PlacedCell,
    merge: str,
    widths: Sequence[float],
    with_next: bool,
) -> Any:
    cell, look = placed.cell, placed.shown_look
    width = sum(widths[cell.first : cell.last + 1])
    properties = element("tcPr", {}, element("tcW", {"w": twips(width), "type": "dxa"}))
    if cell.last > cell.first:
        properties.append(valued("gridSpan", cell.last - cell.first + 1))
    if merge:
        properties.append(valued("vMerge", merge))
    if fill := placed.shown_look.get("fill"):
        properties.append(element("shd", {"val": "clear", "color": "auto", "fill": fill}))
    properties.append(standing(look.get("vertical", cell.style.vertical)))
    runs = runs_of_text(cell.runs, cell.style, look) if merge != "continue" else []
    name = style_id(table.plan.layout.styles.name_of(cell.style))
    return element("tc", {}, properties, paragraph(name, runs, look, with_next))


def side_by_side(widths: Sequence[float], rows: Sequence[Sequence[Sequence[Any]]]) -> Any:
    """Return a table without borders whose cells hold paragraphs; no row of it is split."""
    none = {"w": 0, "type": "dxa"}
    margins = element("tblCellMar", {}, element("left", none), element("right", none))
    made = _table(widths, margins)
    for cells in rows:
        line = element("tr", {}, element("trPr", {}, element("cantSplit")))
        for width, paragraphs in zip(widths, cells, strict=True):
            size = element("tcW", {"w": twips(width), "type": "dxa"})
            line.append(element("tc", {}, element("tcPr", {}, size), *paragraphs))
        made.append(line)
    return made


def _table(widths: Sequence[float], *properties: Any) -> Any:
    """Return a table of columns that no program makes wider or narrower."""
    own = [item for item in properties if item.tag.endswith("tblStyle")]
    last = [item for item in properties if item not in own]
    total = element("tblW", {"w": twips(sum(widths)), "type": "dxa"})
    # No program makes the columns wider for what stands in them.
    fixed = element("tblLayout", {"type": "fixed"})
    settings = element("tblPr", {}, *own, total, valued("jc", "center"), fixed, *last)
    grid = element("tblGrid", {}, *(element("gridCol", {"w": twips(w)}) for w in widths))
    return element("tbl", {}, settings, grid)


def looks_by_key(plans: Sequence[SheetPlan]) -> Mapping[tuple[str, str, str], Mapping[str, str]]:
    """Return what people changed in the look of each text, by its logical key."""
    return {
        placed.cell.key: placed.look
        for plan in plans
        for placed in plan.cells
        if placed.look and placed.cell.key is not None
    }
