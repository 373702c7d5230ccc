"""Rows to pages: where a page ends, and the table headers that begin the next one.

A sheet knows only one set of repeated rows, yet the notice has two tables with headers of
their own and text after them. So the pages are planned here: rows that belong together stay
together, and a table that goes on begins its next page with its own header.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from bpindex.case.rows import RowKey
from bpindex.page.cells import Row

# Of a page that goes on with the next one: less leaves it empty.
_MUCH = 2 / 3


@dataclass(frozen=True)
class Page:
    """The rows of one printed page."""

    rows: tuple[Row, ...]

    @property
    def height_pt(self) -> float:
        """The height of all rows."""
        return sum(row.height_pt for row in self.rows)


def paginate(
    rows: Sequence[Row],
    page_pt: float,
    header: Callable[[str], Sequence[Row]],
    breaks_before: Collection[RowKey] = (),
    no_breaks_before: Collection[RowKey] = (),
) -> list[Page]:
    """Return the pages of `rows`; `header` gives the rows that continue a table by its id.

    People may want a page to begin with a row, or not to, by the rows' keys.
    """
    pages: list[Page] = []
    current: list[Row] = []
    used = 0.0
    for block in _kept_together(rows, page_pt, breaks_before):
        height = sum(row.height_pt for row in block)
        name = block[0].key.form
        wanted = name in breaks_before
        if current and (wanted or used + height > page_pt) and name not in no_breaks_before:
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


def is_begun_late(pages: Sequence[Page], page_pt: float) -> bool:
    """Return whether much of the first page is empty, as what comes next did not fit there."""
    return len(pages) > 1 and pages[0].height_pt < page_pt * _MUCH


def _kept_together(
    rows: Sequence[Row], page_pt: float, breaks_before: Collection[RowKey]
) -> Iterator[list[Row]]:
    """Yield the runs of rows that stay on one page; what no page can hold is broken."""
    block: list[Row] = []
    for row in rows:
        if row.key.form in breaks_before:
            yield from _fitting(block, page_pt)
            block = []
        block.append(row)
        if not row.with_next:
            yield from _fitting(block, page_pt)
            block = []
    yield from _fitting(block, page_pt)


def _fitting(block: list[Row], page_pt: float) -> list[list[Row]]:
    """Return the block in as few parts as fit a page each, the last as long as can be."""
    parts: list[list[Row]] = []
    used = 0.0
    for row in reversed(block):
        used += row.height_pt
        if not parts or used > page_pt:
            parts.insert(0, [])
            used = row.height_pt
        parts[0].insert(0, row)
    return parts
