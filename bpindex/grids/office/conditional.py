"""Numbers that a conditional format of an .xlsx file may strike out or hide: its rules alone tell.

A rule that compares with a number is tried, any other may hold: nobody computes it here.
"""

import operator
import re
from collections.abc import Callable, Iterator
from html import unescape

from bpindex.codec.shown import ShownNumber, Unclear
from bpindex.grids.grid import Cell, Grid
from bpindex.grids.looks import doubtful
from bpindex.grids.shown_numbers import by_format
from bpindex.sheets.addresses import area_bounds
from bpindex.words import intake as words
from bpindex.xlsx.letters import WHITE, colour_of, each, letters_of

_TAG = rb"<(?:\w+:)?%b\b([^>]*)>(.*?)</(?:\w+:)?%b>"
_FORMATS = re.compile(_TAG % ((b"conditionalFormatting",) * 2), re.DOTALL)
_RULE = re.compile(_TAG % ((b"cfRule",) * 2), re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?(?:formula|f)>([^<]*)<")
_AREAS = re.compile(rb'\bsqref="([^"]*)"|<(?:\w+:)?sqref>([^<]*)<')
_OWN_LOOK = re.compile(_TAG % ((b"dxf",) * 2), re.DOTALL)
_LOOK, _KIND, _HOW = (
    re.compile(rb'\b%b="(\w+)"' % name) for name in (b"dxfId", b"type", b"operator")
)
_GROUND = re.compile(rb"<(?:\w+:)?bgColor\b[^>]*>")
_CODE = re.compile(rb'\bformatCode="([^"]*)"')
# How the operators of a rule compare; those between two bounds are `_between`.
_COMPARE: dict[bytes, Callable[[float, float], bool]] = {
    b"equal": operator.eq,
    b"notEqual": operator.ne,
    b"lessThan": operator.lt,
    b"lessThanOrEqual": operator.le,
    b"greaterThan": operator.gt,
    b"greaterThanOrEqual": operator.ge,
}
_EXAMPLE = 12_345
# A bar or an icon in the place of a number.
_NO_VALUE = re.compile(rb'\bshowValue="(?:0|false)"')


def hidden_by_rules(grid: Grid, part: bytes, styles: bytes) -> Iterator[tuple[int, int, Unclear]]:
    """Yield row and column (from 0) of each number that nobody may see as it is, and why."""
    if b"cfRule" not in part or not _is_closed(part):
        return
    looks = [*each(styles, b"dxfs", b"dxf")]
    for attributes, inside in _FORMATS.findall(part):
        found = _AREAS.search(attributes) or _AREAS.search(inside)
        areas = (found[1] or found[2] or b"").decode().split() if found else []
        for rule in _RULE.finditer(inside):
            own, numbered = _OWN_LOOK.search(rule[2]), _LOOK.search(rule[1])
            number = int(numbered[1]) if numbered and numbered[1].isdigit() else len(looks)
            look = own[0] if own else looks[number] if number < len(looks) else b""
            if _hides(look) or _NO_VALUE.search(rule[2]):
                yield from _under(grid, areas, rule)


def _is_closed(part: bytes) -> bool:
    """Return whether every format ends: in a part cut off they are looked for in vain."""
    starts = len(re.findall(rb"<(?:\w+:)?conditionalFormatting\b", part))
    return starts == len(re.findall(rb"</(?:\w+:)?conditionalFormatting>", part))


def _hides(look: bytes) -> bool:
    """Return whether a look strikes a number out, or leaves nothing of it to see."""
    font, code = b"".join(each(look, b"dxf", b"font")), _CODE.search(look)
    ground = _GROUND.search(look)
    behind = colour_of(ground[0].replace(b"<bg", b"<fg")) if ground else WHITE
    if letters_of(font).doubt(behind):
        return True
    shown = by_format(_EXAMPLE, unescape(code[1].decode("utf-8", "replace"))) if code else 0
    # Other digits than its own, or none of them.
    return isinstance(shown, Unclear) or (
        isinstance(shown, ShownNumber) and not re.match(rf"{_EXAMPLE}(?!\d)", shown.shown)
    )


def _under(
    grid: Grid, areas: list[str], rule: re.Match[bytes]
) -> Iterator[tuple[int, int, Unclear]]:
    """Yield the numbers of some areas of which a rule holds, or may hold."""
    for area in areas:
        left, top, right, bottom = area_bounds(area)
        for row in range((top or 1) - 1, min(bottom or len(grid.rows), len(grid.rows))):
            width = len(grid.rows[row])
            for column in range((left or 1) - 1, min(right or width, width)):
                cell = grid.cell(row, column)
                unsure = doubtful(cell, words.HIDDEN_BY_RULE)
                if unsure and _may_hold(rule, cell):
                    yield row, column, unsure


def _may_hold(rule: re.Match[bytes], cell: Cell) -> bool:
    """Return whether a rule holds for a cell, True where that is not known."""
    kind, how = _KIND.search(rule[1]), _HOW.search(rule[1])
    if kind is None or kind[1] != b"cellIs" or how is None or not isinstance(cell, int | float):
        return True
    try:
        bounds = sorted(float(text) for text in _FORMULA.findall(rule[2]))
    except ValueError:
        return True
    if how[1] in (b"between", b"notBetween") and len(bounds) == 2:
        return (bounds[0] <= cell <= bounds[1]) == (how[1] == b"between")
    compare = _COMPARE.get(how[1])
    return compare is None or len(bounds) != 1 or compare(cell, bounds[0])
