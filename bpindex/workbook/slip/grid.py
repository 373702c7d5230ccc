"""Where the parts of Phiếu đơn vị stand, and how its formulas are put together."""

from bpindex.cells import slip_blocks as block
from bpindex.index.definition import Component, Group, IndexSet
from bpindex.sheets.addresses import column_letter
from bpindex.words import slip as words
from bpindex.workbook.expressions import Expr, filled
from bpindex.workbook.formats import LOCAL
from bpindex.workbook.slip.paper import MUTED, NAVY

WIDTHS = (34, 256, 48, 48, 46, 50, 42, 50, 58, 54, 58)
LAST = len(WIDTHS)
# The columns of the table.
NUMBER, NAME, NUMERATOR, DENOMINATOR, RATE, POINTS, MOST, LOST, CHANGE = range(1, 10)
TO_FULL, TO_GRADE = 10, 11
# Hidden columns: who is chosen; the array; then what the lists and the chart are made of.
HIDDEN = 13
STRONG, WEAK, GROUP, SHARE, AVERAGE = range(HIDDEN + 1 + block.SLIP_WIDTH, HIDDEN + 13)
KEY, KIND, BEFORE, PAST, PRINTED = range(2, 7)
LISTS, TABLE = 12, 22
SMALL = {"font_size": 9, "font_color": MUTED}
HEADING = {"bold": True, "font_size": 11, "font_color": NAVY, "bottom": 1, "bottom_color": NAVY}
ARROWS = f'{LOCAL}"▲ "0.00;{LOCAL}"▼ "0.00;"–"'
HEIGHT = 13.5


class Grid:
    """The rows of the table for an index set, and the cells of hidden columns."""

    def __init__(self, index: IndexSet) -> None:
        self.rows: dict[str, int] = {}
        row = TABLE
        for group in index.groups:
            items: tuple[Group | Component, ...] = (group, *index.components_of(group.id))
            for item in items:
                row += 1
                self.rows[item.id] = row
        self.sum_row = row + 1

    def hidden(self, row: int, column: int = HIDDEN) -> str:
        """Return the address of a cell that only formulas read."""
        return f"${column_letter(column)}${row}"


def sentence(text: str, **values: str) -> str:
    """Return the formula of a sentence with formulas in the place of its {names}."""
    return filled(text, **{name: Expr(shown, "") for name, shown in values.items()}).text


def number_in(cell: str) -> str:
    """Return the number of a cell in which it may stand as a text, with a comma or a dot."""
    text = f'_xlfn.NUMBERVALUE(SUBSTITUTE({cell},",","."),".")'
    return f"IF(ISNUMBER({cell}),{cell},{text})"


def fixed(number: str, decimals: int = 2) -> str:
    """Return a number as a text with a comma, as sentences have it, whatever the machine's is."""
    return f'SUBSTITUTE(FIXED({number},{decimals},TRUE),".",",")'


def moved(text: str, now: str, before: str, decimals: int, shown: str = "") -> str:
    """Return how much more a number is than another, as a text with an arrow.

    `shown` is the number to compare with, where it is not the other one.
    """
    change = f"({now}-{before})"
    size = fixed(f"ABS{change}", decimals)
    arrows = (sentence(one, number=size) for one in (words.UP, words.DOWN))
    up, down = arrows
    arrow = f'IF(ROUND({change},{decimals})=0,"{words.SAME}",IF({change}>0,{up},{down}))'
    return sentence(text, change=arrow, before=fixed(shown or before, decimals))
