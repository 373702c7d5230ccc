"""How wide the columns of a list of texts are, so that its rows are low and no word is cut."""

import math
from collections.abc import Sequence
from functools import lru_cache

from bpindex.page.textfit import EXCEL_PADDING_PT, PT_PER_PIXEL, pt_to_mm

# Of many rows so many tell how wide the columns had best be.
_SAMPLE = 100
# By so much at a time columns give to each other, so often at most.
_STEPS_MM, _MOST_STEPS = (8.0, 4.0, 2.0, 8.0, 4.0, 2.0), 40
# A word longer than this part of the room may be cut: it would take that of all others.
_MOST_SHARE = 1 / 8
# The cell with most lines makes a row high; those that have nearly as many count a little too.
_POWER = 12

# A column loses the part of a pixel that it has too much.
_BESIDE_MM = pt_to_mm(EXCEL_PADDING_PT + PT_PER_PIXEL)

# How wide the words of a text are, each with the space behind it; the texts of rows.
Words = tuple[float, ...]
_Rows = Sequence[Sequence[Words]]


def widths_by_contents(
    room: float, usual: Sequence[float], least: Sequence[float], rows: _Rows
) -> list[float]:
    """Return the widths of columns that together take all the room.

    `least` is what their words take, `rows` are the words of each row's texts. From the `usual`
    widths on, columns give to each other as long as that makes rows lower; where words alone take
    more than there is, the widest of them are cut.
    """
    least = [min(width, room * _MOST_SHARE) for width in least]
    if sum(least) >= room:
        most = _most_of(least, room)
        return [min(width, most) for width in least]
    best = _grown(usual, least, room)
    sample = rows[:: -(-len(rows) // _SAMPLE) or 1]
    for step in _STEPS_MM:
        best = _shared(best, least, sample, step)
    return best


def _shared(widths: list[float], least: Sequence[float], rows: _Rows, step: float) -> list[float]:
    """Return widths after columns gave each other so much, each time where it helps most."""
    places = range(len(widths))
    cost = _height(widths, rows)
    for _ in range(_MOST_STEPS):
        full = [at for at in places if any(_lines(row[at], widths[at]) > 1 for row in rows)]
        tried = (
            [width + step * ((at == taker) - (at == giver)) for at, width in enumerate(widths)]
            for taker in full
            for giver in places
            if giver != taker and widths[giver] - step >= least[giver]
        )
        best = min(((_height(each, rows), each) for each in tried), default=(cost, widths))
        if best[0] >= cost:
            break
        cost, widths = best
    return widths


def _most_of(least: Sequence[float], room: float) -> float:
    """Return how wide columns may be at most to fit the room."""
    left, count = room, len(least)
    for width in sorted(least):
        if width * count > left:
            break
        left, count = left - width, count - 1
    return left / max(count, 1)


def _grown(usual: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Return the usual widths, each as wide as its words; the others give what that takes."""
    needed = [max(own - width, 0.0) for own, width in zip(least, usual, strict=True)]
    free = [max(width - own, 0.0) for own, width in zip(least, usual, strict=True)]
    share = sum(needed) / sum(free) if sum(free) else 0.0
    widths = [
        width + more - less * share for width, more, less in zip(usual, needed, free, strict=True)
    ]
    return [width * room / sum(widths) for width in widths]


def _height(widths: Sequence[float], rows: _Rows) -> float:
    """Return about how many lines all rows take together."""
    heights = (
        sum(float(_lines(text, width)) ** _POWER for text, width in zip(row, widths, strict=True))
        for row in rows
    )
    return math.fsum(height ** (1 / _POWER) for height in heights)


@lru_cache(maxsize=1 << 16)
def _lines(text: Words, width: float) -> int:
    """Return how many lines a text takes."""
    lines, used = 1, 0.0
    width -= _BESIDE_MM
    for word in text:
        if used and used + word > width:
            lines, used = lines + 1, 0.0
        used += word
        if used > width:
            lines, used = lines + math.ceil(used / width) - 1, used % width
    return lines
