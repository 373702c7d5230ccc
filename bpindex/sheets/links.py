"""Texts and links as formulas and texts that a cell takes as they are."""

# Excel takes no longer text in a table of values.
LONGEST = 8_000


def link_formula(title: str, cell: str) -> str:
    """Return a HYPERLINK formula to a cell of the workbook."""
    return f'=HYPERLINK("#\'{title}\'!{cell}","{link_text(title, cell)}")'


def link_text(title: str, cell: str) -> str:
    """Return what a link to a cell shows."""
    return f"{title}!{cell}"


def as_text(text: str) -> str:
    """Return a text that a cell takes as text, though it may read like a number or a formula."""
    return f"'{text[:LONGEST]}" if text else text
