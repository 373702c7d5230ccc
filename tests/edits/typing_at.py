"""Where a text of the notice stands on the sheet that a person works on."""

from bpindex.case.keys import Key
from bpindex.page.plan import FIRST_COLUMN, KEY_ROW
from tests.edits.desk import Desk


def place_of(desk: Desk, key: Key) -> tuple[int, int]:
    """Return the place of the row in the list of rows, and the column, as generated."""
    cells = desk.plans[0].cells
    placed = next(item for item in cells if item.cell.key == key)
    return placed.number - KEY_ROW - 1, FIRST_COLUMN + placed.cell.first
