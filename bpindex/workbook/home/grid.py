"""Where the parts of Trang chính stand: its columns, rows, links, and the shapes of its buttons."""

from bpindex.words import home as texts
from bpindex.workbook.actions import ACTIONS, MORE, REGISTER, Action
from bpindex.workbook.home.tiles import Tile

# A margin, then units of two columns and a gap; in pixels, as everything here.
UNITS = 8
_MARGIN, _UNIT = 12, (30, 116, 8)
KEYS = 2
TILES, STEPS_TITLE, STEPS, PANELS, LINKS, LEGEND = 4, 8, 9, 15, 21, 26
HEIGHTS = (
    *(28, 38, 0, 8),
    *(20, 30, 20, 8),
    *(22, 6, 32, 21, 20, 6, 8),
    *(22, 21, 21, 21, 21, 8),
    *(18, 18, 18, 18, 18, 24),
)
_PX_PER_CHAR = 8
# Of tabs: of what every month needs, then of the others, by the rows of their links.
EVERY_MONTH = (
    *("home", "settings", "paste", "imported", "counts", "findings", "figures"),
    "corrections",
)
TAB_COLOURS = ("#5B9BD5", "#70AD47", "#E0A030", "#7F7F7F")
_MONTH_COLOUR = "#1F4E79"
LINK_ROWS = (
    ("paste", "imported", "counts", "late_dossiers", "typed", "previous", "findings"),
    ("scores", "figures", "corrections", "explain", "trail", "history", "guide"),
    ("reminders", "charts", "signing", "slip", "what_if"),
    ("settings", "agencies", "index", "printed", "wording", "learnt"),
)


def tab_colour(sheet_id: str) -> str:
    """Return the colour of a sheet's tab, by where it is linked on Trang chính."""
    if sheet_id in EVERY_MONTH:
        return _MONTH_COLOUR
    row = next(number for number, ids in enumerate(LINK_ROWS) if sheet_id in ids)
    return TAB_COLOURS[row]


def buttons() -> list[Tile]:
    """Return the buttons, each over the cells of its face; those of one step share it."""
    found = []
    for number, step in enumerate(texts.STEPS, 1):
        own = placed_at(step)
        for place, action in enumerate(own):
            found.append(_tile(action, number, number, STEPS, STEPS + 5, (place, len(own))))
    found += (_tile(action, 4, 5, TILES, TILES + 3) for action in placed_at(REGISTER))
    row = LINKS + len(LINK_ROWS)
    found += (
        _tile(action, unit, unit, row, row + 1) for unit, action in enumerate(placed_at(MORE), 2)
    )
    return found


def placed_at(place: str) -> list[Action]:
    """Return the actions that stand at a place of Trang chính, in order."""
    return [action for action in ACTIONS if action.home == place]


def _tile(
    action: Action, first: int, last: int, top: int, bottom: int, part: tuple[int, int] = (0, 1)
) -> Tile:
    """Return a button over some units and rows, or over one of some equal parts of them."""
    left, right = left_of(first), right_of(last) + 1
    width = sum(widths()[left:right]) // part[1]
    x, y = sum(widths()[:left]) + part[0] * width, sum(HEIGHTS[:top])
    box = (x, y, width, sum(HEIGHTS[top:bottom]))
    caption = texts.BUTTON.format(caption=action.caption)
    return Tile(action.macro, caption, (*_column_at(x), top), (*_column_at(x + width), bottom), box)


def _column_at(x: int) -> tuple[int, int]:
    """Return the column at so many pixels, and how many of them are inside of it."""
    for column, width in enumerate(widths()):
        if x < width:
            return column, x
        x -= width
    return len(widths()), x


def widths() -> list[int]:
    """Return the widths of all columns."""
    return [_MARGIN, *_UNIT * UNITS]


def left_of(unit: int) -> int:
    """Return the first column (from 0) of a unit (from 1)."""
    return 1 + len(_UNIT) * (unit - 1)


def right_of(unit: int) -> int:
    """Return the last column (from 0) of a unit, before its gap."""
    return left_of(unit) + 1


def chars(px: int) -> float:
    """Return the width of a column as XlsxWriter takes it, which counts in another font."""
    wanted = px / _PX_PER_CHAR
    return wanted * 7 / 12 if wanted <= 1 else wanted - 5 / 7
