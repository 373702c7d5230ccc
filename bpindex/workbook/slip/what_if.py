"""The sheet Nếu thì: other counts beside the real ones of an agency, and what would follow.

Nothing reads it: what is typed here is of no month.
"""

from typing import Any

from bpindex.cells import slip_blocks as block
from bpindex.index.definition import Component, Group
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.layout import Layout
from bpindex.words import slip as words
from bpindex.workbook.expressions import Expr
from bpindex.workbook.formats import INPUT_FILL, LINE, LOCAL, Formats
from bpindex.workbook.slip.grid import ARROWS, SMALL, sentence
from bpindex.workbook.slip.paper import BAD, NAVY, SOFT, WHITE, Paper

_WIDTHS = (34, 250, 70, 80, 16, 34, 270, 62, 62, 70)
_HIDDEN = 12
_COUNT, _REAL, _OTHER = 2, 3, 4
_NUMBER, _NAME, _NOW, _THEN, _CHANGE = range(6, 11)
# Headers of both tables; the sums stand between the title and that of the points.
_SUMS, _TABLE = 5, 11
_LAST = len(_WIDTHS)


def write(worksheet: Any, formats: Formats, layout: Layout) -> None:
    """Write the sheet."""
    paper = Paper(worksheet, formats, layout, layout["what_if"], _HIDDEN)
    worksheet.hide_gridlines(2)
    paper.widths(_WIDTHS)
    paper.strip(_LAST)
    whose = paper.own("agencies", "name")
    title = {"bold": True, "font_size": 16, "font_color": NAVY}
    worksheet.set_row(2, 24)
    paper.put(3, 1, paper.chosen(sentence(words.WHAT_IF, name=whose)), **title)
    paper.put(4, 1, words.WHAT_IF_NOTE, **SMALL)
    last = _counts(paper)
    letter = column_letter(_OTHER)
    # With the rows around them, which nobody can cut or drag.
    around = f"${letter}${_TABLE}:${letter}${last + 1}"
    paper.array("BP_NEUTHI", block.WHAT_IF_ROWS, block.WHAT_IF_WIDTH, around)
    _sums(paper)
    bottom = max(last, _points(paper))
    worksheet.set_portrait()
    worksheet.set_paper(9)
    worksheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    worksheet.fit_to_pages(1, 1)
    worksheet.print_area(2, 0, bottom, _LAST - 1)
    worksheet.protect("", {"objects": True})
    paper.open("B1", f"{letter}{_TABLE + 1}:{letter}{last}")


def _heads(paper: Paper, row: int, heads: dict[int, str]) -> None:
    look = {"bg_color": NAVY, "font_color": WHITE, "bold": True, "align": "center"}
    for column, text in heads.items():
        paper.put(row, column, text, **look)


def _counts(paper: Paper) -> int:
    """Write the counts and the cells beside them that are typed; return the last row."""
    heads = {1: "", _COUNT: words.COUNT, _REAL: words.REAL, _OTHER: words.OTHER}
    _heads(paper, _TABLE, heads)
    area = paper.layout["index"].reference("count_list", "name", "name")
    line = {"border": 1, "border_color": LINE}
    for place, count in enumerate(paper.layout.index.counts):
        row = _TABLE + 1 + place
        paper.put(row, 1, str(place + 1), align="center", **SMALL)
        paper.put(row, _COUNT, Expr(f'INDEX({area},{place + 2})&""', count.name), shrink=True)
        real = paper.given(place, block.REAL)
        paper.put(row, _REAL, paper.chosen(real), num_format=f"{LOCAL}#,##0", align="right", **line)
        typed = {"bg_color": INPUT_FILL, "locked": False, "align": "right", **line}
        paper.put(row, _OTHER, "", **typed)
    last = _TABLE + len(paper.layout.index.counts)
    taken = (_TABLE, _OTHER - 1, last - 1, _OTHER - 1)
    cell = f"{column_letter(_OTHER)}{_TABLE + 1}"
    paper.sheet.data_validation(*taken, paper.whole(cell))
    return last


def _sums(paper: Paper) -> None:
    """Write total, rank, grade and state, now and with the other counts."""
    _heads(
        paper, _SUMS, {6: "", 7: "", _NOW: words.NOW, _THEN: words.THEN, _CHANGE: words.DIFFERENCE}
    )
    lines = (
        (block.TOTAL, words.TOTAL, f"{LOCAL}0.00", 1),
        (block.RANK, words.RANK_OF_KIND, "0", -1),
        (block.GRADE, words.GRADE, "General", 0),
        (block.STATE, words.STATE, "General", 0),
    )
    for row, (place, label, form, sign) in enumerate(lines, _SUMS + 1):
        paper.put(row, 7, label, bold=True)
        bold = {"bold": True, "font_color": NAVY, "align": "right", "num_format": form}
        for column, key in ((_NOW, block.SUM_NOW), (_THEN, block.SUM_THEN)):
            paper.put(row, column, paper.chosen(paper.given(place, key)), **bold)
        if sign:
            _difference(paper, row, sign, ARROWS if sign > 0 else '"▲ "0;"▼ "0;"–"')
    paper.put(_SUMS + 5, 7, words.SUM_NOTE, **SMALL)


def _difference(paper: Paper, row: int, sign: int, form: str, **look: Any) -> None:
    now, then = (f"{column_letter(column)}{row}" for column in (_NOW, _THEN))
    change = f"ROUND({then}-{now},2)" if sign > 0 else f"{now}-{then}"
    shown = f'IF(AND(ISNUMBER({now}),ISNUMBER({then})),{change},"")'
    paper.put(row, _CHANGE, paper.chosen(shown), align="right", num_format=form, **look)


def _points(paper: Paper) -> int:
    """Write the points of groups and components, now and then; return the last row."""
    index, row = paper.layout.index, _TABLE
    heads = {_NUMBER: words.NUMBER, _NAME: words.COMPONENT, _NOW: words.NOW, _THEN: words.THEN}
    _heads(paper, row, heads | {_CHANGE: words.DIFFERENCE})
    first_group = block.STATE + 1
    for at, group in enumerate(index.groups):
        row += 1
        places = ((first_group + at, block.SUM_NOW), (first_group + at, block.SUM_THEN))
        _line(paper, row, group, at, places)
        for component in index.components_of(group.id):
            row += 1
            at_component = index.component_rows[component.id]
            places = ((at_component, block.NOW), (at_component, block.THEN))
            _line(paper, row, component, at_component, places)
    changed = (_TABLE, _CHANGE - 1, row - 1, _CHANGE - 1)
    look = paper.look(font_color=BAD)
    cell = f"{column_letter(_CHANGE)}{_TABLE + 1}"
    rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({cell}),{cell}<0)", "format": look}
    paper.sheet.conditional_format(*changed, rule)
    return row


def _line(
    paper: Paper,
    row: int,
    entry: Group | Component,
    at: int,
    places: tuple[tuple[int, int], tuple[int, int]],
) -> None:
    is_group = isinstance(entry, Group)
    look: dict[str, Any] = {"bold": True, "bg_color": SOFT} if is_group else {}
    block_id = "groups" if is_group else "components"
    keys = ("name",) if is_group else ("id", "name")
    paper.put(row, _NUMBER, "", **look)
    for key in keys:
        area = paper.layout["index"].reference(block_id, key, key)
        shown = Expr(f'INDEX({area},{at + 2})&""', getattr(entry, key))
        paper.put(row, _NAME if key == "name" else _NUMBER, shown, shrink=True, **look)
    for column, place in zip((_NOW, _THEN), places, strict=True):
        shown_points = paper.chosen(paper.given(*place))
        paper.put(row, column, shown_points, num_format=f"{LOCAL}0.00", align="right", **look)
    _difference(paper, row, 1, ARROWS, font_color=NAVY, **look)
