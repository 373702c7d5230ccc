"""How wide each column of figures must be, so that no number is broken over two lines."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bpindex.notice.model import Notice, NoticeTable
from bpindex.page.layout import PageLayout
from bpindex.page.textfit import EXCEL_PADDING_PT, GUARD, PT_PER_PIXEL, pt_to_mm, text_width

# Names need so much where the columns are many.
NAME_MM = 36.0
_MOST_NAME_MM = 75.0
# Where a line may end.
_SPACE = re.compile(r"[\s-]+")
# A text of one or two words, such as a grade, stands on one line.
_SHORT = 12
# A running number has no more digits.
_DIGITS = 5


def needed_mm(layout: PageLayout, table: NoticeTable) -> list[float]:
    """Return the least width of each figure of a table."""
    styles = layout.styles
    needed = [0.0] * len(table.columns)
    places = {column: place for place, column in enumerate(table.columns)}
    for row in table.all_rows:
        style = styles.province if row is table.province or row.is_made else styles.cell
        for figure in row.figures:
            if (place := places.get(figure.column)) is not None:
                whole = len(figure.text) <= _SHORT
                pieces = [figure.text] if whole else _SPACE.split(figure.text)
                width = _widest(pieces, style.size, style.bold)
                needed[place] = max(needed[place], width)
    for cell in table.header:
        if cell.first == cell.last:
            is_label = cell.level and cell.level + cell.rows == table.levels and cell.rows == 1
            style = styles.header_label if is_label else styles.header
            width = _widest(_SPACE.split(cell.text), style.size, style.bold)
            needed[cell.first] = max(needed[cell.first], width)
    return needed


def stt_mm(layout: PageLayout, tables: Iterable[NoticeTable]) -> float:
    """Return the width of the column of running numbers: each stands on one line."""
    size = layout.styles.cell.size
    numbers = {row.stt for table in tables for row in table.rows if row.stt.isdecimal()}
    return max(layout.table.stt_mm, _widest([text[:_DIGITS] for text in numbers], size, bold=False))


def _widest(pieces: Sequence[str], size: float, bold: bool) -> float:
    widths = (text_width(piece, size, bold=bold) for piece in pieces)
    # A column loses the part of a pixel that it has too much.
    return pt_to_mm(max(widths, default=0.0) / GUARD + EXCEL_PADDING_PT + PT_PER_PIXEL)


def is_usual(table: NoticeTable) -> bool:
    """Return whether all columns of a table are alike: one title stands over pairs of them."""
    return bool(table.title) and len(table.group_labels) * 2 == len(table.columns)


def shares_mm(layout: PageLayout, notice: Notice, count: int, room_mm: float) -> list[float]:
    """Return the widths of `count` columns of figures that together take so much room.

    They are all alike where that shows every number; else those that need more have it, as far
    as there is room.
    """
    even = room_mm / max(count, 1)
    needed = _needed(layout, notice, count)
    total = sum(needed)
    if all(width <= even for width in needed):
        return [even] * count
    if total >= room_mm:
        return [width * room_mm / total for width in needed]
    spare = (room_mm - total) / count
    return [width + spare for width in needed]


def names_mm(
    layout: PageLayout, notice: Notice, usual_mm: float, count: int, room_mm: float
) -> float:
    """Return the width of the column of names, of names and figures that share so much room.

    Where columns are as wide as their numbers, what is left lets each name stand on one line.
    """
    if all(map(is_usual, notice.tables)):
        return usual_mm
    own = [table for table in notice.tables if not is_usual(table)]
    size = layout.styles.name_cell.size
    names = [row.name for table in own for row in table.rows if not row.is_made]
    wanted = min(_widest(names, size, bold=False), _MOST_NAME_MM)
    return max(min(wanted, room_mm - sum(_needed(layout, notice, count))), NAME_MM)


def _needed(layout: PageLayout, notice: Notice, count: int) -> list[float]:
    """Return the least width of each of the columns of figures that tables share."""
    needed = [0.0] * count
    for table in _as_wide(notice, count):
        for place, width in enumerate(needed_mm(layout, table)):
            needed[place] = max(needed[place], width)
    return needed


def _as_wide(notice: Notice, count: int) -> Iterator[NoticeTable]:
    """Yield the tables each of whose figures has one column of the page."""
    alone = (item for item in notice.tables if item.part or len(item.columns) == count)
    return (item for item in alone if not is_usual(item))
