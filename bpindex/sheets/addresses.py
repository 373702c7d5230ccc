"""Addresses of cells, links to them, and texts that a cell takes as they are."""

# Excel takes no longer text in a table of values.
LONGEST = 8_000


def column_letter(number: int) -> str:
    """Return the letters of a column that is counted from 1, such as AB for 28.

    openpyxl is loaded only when letters are asked for: the worksheet functions, with which
    Excel's start waits, need none.
    """
    from openpyxl.utils import get_column_letter

    return get_column_letter(number)


def area_bounds(area: str) -> tuple[int, int, int, int]:
    """Return the first column and row of an area and its last ones, counted from 1."""
    from openpyxl.utils import range_boundaries

    return range_boundaries(area)  # type: ignore[return-value]  # no whole rows or columns


def link_formula(title: str, cell: str) -> str:
    """Return a HYPERLINK formula to a cell of the workbook."""
    return f'=HYPERLINK("#\'{title}\'!{cell}","{title}!{cell}")'


def as_text(text: str) -> str:
    """Return a text that a cell takes as text, though it may read like a number or a formula."""
    return f"'{text[:LONGEST]}" if text else text
