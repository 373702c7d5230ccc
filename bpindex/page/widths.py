"""How wide each column of figures must be, so that no number is broken over two lines."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from bpindex.notice.model import Notice, NoticeTable
from bpindex.page.layout import PageLayout, TextStyle
from bpindex.page.textfit import EXCEL_PADDING_PT, GUARD, PT_PER_PIXEL, pt_to_mm, text_width

# Names need so much where the columns are many.
NAME_MM = 36.0
_MOST_NAME_MM = 75.0
# Where a line may end.
_SPACE = re.compile(r"[\s-]+")
_WORD = re.compile(r"[^\s-]*(?:-|\s*)")
# A text of one or two words, such as a grade, stands on one line.
SHORT = 12
# Less than that is not seen.
_SEEN_MM = 0.05
# What the width of a figure lacks, whether it stands elsewhere than in others, how uneven it is.
_Cost = tuple[float, int, float]
_NOTHING: _Cost = (0.0, 0, 0.0)
# A running number has no more digits.
_DIGITS = 5


def needed_mm(layout: PageLayout, table: NoticeTable) -> list[float]:
    """Return the least width of each figure of a table.

    Where all columns are alike, short texts may take several lines: no word is broken.
    """
    styles, is_even = layout.styles, is_usual(table)
    needed = [0.0] * len(table.columns)
    places = {column: place for place, column in enumerate(table.columns)}
    for row in table.all_rows:
        style = styles.province if row is table.province or row.is_made else styles.cell
        for figure in row.figures:
            if (place := places.get(figure.column)) is not None:
                whole = len(figure.text) <= SHORT and not is_even
                pieces = [figure.text] if whole else _SPACE.split(figure.text)
                width = _widest(pieces, style.size, style.bold)
                needed[place] = max(needed[place], width)
    for item in table.merged:
        if (place := places.get(item.column)) is not None:
            width = _widest(_SPACE.split(item.text), styles.cell.size, styles.cell.bold)
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


def words_of(text: str, style: TextStyle) -> tuple[float, ...]:
    """Return how wide each word of a text is on its line, with what is free beside the line."""
    found = [text_width(word, style.size, bold=style.bold) for word in _WORD.findall(text)]
    return tuple(pt_to_mm(width / GUARD) for width in found)


def words_mm(texts: Iterable[str], style: TextStyle) -> float:
    """Return how wide a column is that cuts no word of its texts."""
    pieces = {piece for text in set(texts) for piece in _SPACE.split(text)}
    return _widest([*pieces], style.size, style.bold)


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
    if all(map(is_usual, notice.tables)):
        # The others stay alike.
        level = level_of(needed, room_mm)
        return [max(width, level) for width in needed]
    spare = (room_mm - total) / count
    return [width + spare for width in needed]


def level_of(needed: Sequence[float], room: float) -> float:
    """Return the width of all that need no more, where together they take so much room."""
    left, count = room, len(needed)
    for width in sorted(needed, reverse=True):
        if width * count <= left:
            break
        left, count = left - width, count - 1
    return left / max(count, 1)


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


def spans_of(
    layout: PageLayout, table: NoticeTable, keys: Sequence[str], widths_pt: Sequence[float]
) -> list[tuple[int, int]]:
    """Return over which columns of the page, so wide, each figure of a table stands.

    Tables share the columns of the page, whose `keys` are the figures of the one with most: one
    with fewer has wider ones, first of all such as show its words and numbers, then those that
    stand below the same figure, then such as are alike.
    """
    count, room = len(table.columns), len(widths_pt)
    if is_usual(table) or count >= room:
        ends = [room * place // max(count, 1) for place in range(count + 1)]
        return [(first, end - 1) for first, end in pairwise(ends)]
    upto = [0.0, *accumulate(pt_to_mm(width) for width in widths_pt)]
    # What the figures up to one that ends at a column cost at least, and where it begins.
    best: list[dict[int, tuple[_Cost, int]]] = [{0: (_NOTHING, 0)}]
    for place, needed in enumerate(needed_mm(layout, table)):
        found: dict[int, tuple[_Cost, int]] = {}
        for end in range(place + 1, room - count + place + 2):
            found[end] = min(
                (_plus(cost, _cost(upto[end] - upto[first], needed, is_same)), first)
                for first, (cost, _) in best[-1].items()
                if first < end
                for is_same in (keys[first : first + 1] == (table.columns[place],),)
            )
        best.append(found)
    spans, end = [], room
    for found in best[:0:-1]:
        first = found[end][1]
        spans.append((first, end - 1))
        end = first
    return spans[::-1]


def _cost(width: float, needed: float, is_same: bool) -> _Cost:
    short = needed - width
    return (short if short > _SEEN_MM else 0.0, not is_same, width * width)


def _plus(one: _Cost, other: _Cost) -> _Cost:
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2])


def _needed(layout: PageLayout, notice: Notice, count: int) -> list[float]:
    """Return the least width of each of the columns of figures that tables share."""
    needed = [0.0] * count
    widest = max(notice.tables, key=lambda table: len(table.columns), default=None)
    keyed = {key: place for place, key in enumerate(widest.columns)} if widest else {}
    is_mixed = not all(map(is_usual, notice.tables))
    for table in (item for item in notice.tables if not (is_mixed and is_usual(item))):
        is_as_wide = table.part or len(table.columns) == count
        for place, width in enumerate(needed_mm(layout, table)):
            # A figure of one with fewer most often stands below the same one.
            at = place if is_as_wide else keyed.get(table.columns[place])
            if at is not None:
                needed[at] = max(needed[at], width)
    return needed
