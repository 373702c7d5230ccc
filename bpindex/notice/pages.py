"""Rows to pages: where a page ends, and the table headers that begin the next one.

A sheet knows only one set of repeated rows, yet the notice has two tables with headers of
their own and text after them. So the pages are planned here: rows that belong together stay
together, and a table that goes on begins its next page with its own header.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bpindex.notice.sheet_rows import Row


@dataclass(frozen=True)
class Page:
    """The rows of one printed page."""

    rows: tuple[Row, ...]

    @property
    def height_pt(self) -> float:
        """The height of all rows."""
        return sum(row.height_pt for row in self.rows)


def paginate(
    rows: Sequence[Row], page_pt: float, header: Callable[[str], Sequence[Row]]
) -> list[Page]:
    """Return the pages of `rows`; `header` gives the rows that continue a table by its id."""
    pages: list[Page] = []
    current: list[Row] = []
    used = 0.0
    for block in _kept_together(rows):
        height = sum(row.height_pt for row in block)
        if current and used + height > page_pt:
            pages.append(Page(tuple(current)))
            current, used = [], 0.0
            if block[0].table and block[0].part != "header":
                current = list(header(block[0].table))
                used = sum(row.height_pt for row in current)
        current += block
        used += height
    if current:
        pages.append(Page(tuple(current)))
    return pages


def _kept_together(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the runs of rows that stay on one page."""
    blocks: list[list[Row]] = [[]]
    for row in rows:
        blocks[-1].append(row)
        if not row.with_next:
            blocks.append([])
    return [block for block in blocks if block]
