"""The tables of web pages as grids: what a reader of the page sees, nothing that is hidden."""

import re
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser

from bpindex.intake.calamine_sheets import MOST_CELLS
from bpindex.intake.grid import Cell, Grid, Span
from bpindex.words import intake as words

# A page larger than this is no table that anybody looks at.
_LARGEST_PAGE = 40_000_000
_SPREAD = 1_000  # of one cell of a page, over rows or columns
_LEFT_OUT = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_UNSEEN = re.compile(
    r"visibility\s*:\s*(?:hidden|collapse)|line-through|font-size\s*:\s*0(?![.\d])", re.IGNORECASE
)
_STRUCK = ("del", "s", "strike")
_RAISED = ("sup", "sub")
_CELLS = ("td", "th")
# Elements that have no end tag.
_VOID = ("br", "hr", "img", "input", "col", "wbr", "meta", "link", "base", "area", "embed")
# Elements within a line.
_INLINE = ("span", "b", "i", "u", "em", "strong", "font", "a", "small", "label", "input")
# What holds tables: hidden, it hides them all until its end.
_BLOCKS = ("table", "tbody", "thead", "tfoot", "div", "body", "section", "form")


def is_page(text: str) -> bool:
    """Return whether a text is a web page, as many systems save their tables under .xls."""
    start = text[:4_000].lstrip("\ufeff \r\n\t").lower()
    return start.startswith("<") and ("<table" in text[:_LARGEST_PAGE].lower())


def page_grids(text: str, name: str) -> tuple[list[Grid], int]:
    """Return the tables of a page, each as a grid, and how much of it nobody sees.

    Raises ValueError where there is no table.
    """
    if len(text) > _LARGEST_PAGE:
        raise ValueError(words.LARGE_PAGE.format(most=_LARGEST_PAGE // 1_000_000))
    page = _Page()
    page.feed(text)
    page.close()
    grids = []
    for number, rows in enumerate(filter(None, page.tables), 1):
        cells, spans = _placed(rows)
        title = words.TABLE_OF_PAGE.format(number=number)
        grids.append(Grid(name, title, cells, spans, around=tuple(page.around())))
    if not grids:
        raise ValueError(words.NO_TABLE_IN_PAGE)
    return grids, page.unseen


_Piece = tuple[str, int, int]


class _Page(HTMLParser):
    """Collects the cells of all tables: text, rows and columns that each covers."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[_Piece]]] = []
        self.unseen = 0
        # Texts that stand in no cell: titles, headings, forms, captions.
        self._outside: list[str] = []
        # The tables that are open, the innermost one last, each with its cell that is open.
        self._open: list[tuple[list[list[_Piece]], list[str], list[int]]] = []
        # The elements that are open and not read, each of them within the one before.
        self._gone: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell; what nobody sees is no text."""
        self._end_gone(tag)
        if self._gone:
            self._gone += [tag] if tag == self._gone[-1] else []
            return
        named = dict(attrs)
        style = named.get("style") or ""
        is_out = "hidden" in named or _LEFT_OUT.search(style) is not None
        if tag in ("tr", *_CELLS) and self._open:
            self._end_cell()
        if tag in ("script", "style") or (is_out and tag not in _VOID):
            self._leave(tag)
            return
        if tag == "input" and not (self._open and self._open[-1][2]):
            self._outside[-1:] = [" ".join((*self._outside[-1:], named.get("value") or ""))]
        elif tag not in _INLINE:
            self._outside.append("")
        if tag == "table":
            table: list[list[_Piece]] = []
            self.tables.append(table)
            self._open.append((table, [], []))
        elif self._open:
            self._begin(tag, named)
        if tag not in _VOID and (tag in _STRUCK or _UNSEEN.search(style)):
            self._leave(tag)

    def _begin(self, tag: str, named: Mapping[str, str | None]) -> None:
        table, text, span = self._open[-1]
        if tag == "tr":
            table.append([])
        elif tag in _CELLS:
            if not table:
                table.append([])
            span[:] = [_whole(named.get("rowspan")), _whole(named.get("colspan"))]
            text[:] = []
        elif tag in ("br", "p", "div", "li"):
            text.append(" ")
        elif tag == "option":
            text.append(" / ")
        elif tag in _RAISED:
            # The mark of a footnote is no digit of the number before it.
            text.append(" (")

    def _leave(self, tag: str) -> None:
        self._gone.append(tag)
        self.unseen += tag not in ("script", "style")

    def _end_gone(self, tag: str) -> None:
        """End what is not read where a cell or row begins or ends, but for what holds tables."""
        if not self._gone or self._gone[0] in _BLOCKS:
            return
        is_row = self._gone[0] == "tr"
        if tag in ("tr", "table") or (tag in _CELLS and not is_row):
            self._gone.clear()

    def handle_endtag(self, tag: str) -> None:
        """End a cell or a table."""
        if self._gone and tag == self._gone[-1]:
            self._gone.pop()
            if tag not in ("tr", *_CELLS):
                return
        self._end_gone(tag)
        if self._gone or not self._open:
            return
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
            if tag == "table":
                self._open.pop()
        elif tag in _RAISED:
            self._open[-1][1].append(")")

    def handle_data(self, data: str) -> None:
        """Add a text to the cell that is open."""
        if self._open and self._open[-1][2] and not self._gone:
            self._open[-1][1].append(data)
        elif not self._gone and data.strip():
            self._outside[-1:] = [" ".join((*self._outside[-1:], data))]

    def around(self) -> list[str]:
        """Return the texts of the page that stand outside of its cells."""
        return [text for found in self._outside if (text := " ".join(found.split()))]

    def close(self) -> None:
        """End what the page left open."""
        super().close()
        while self._open:
            self._end_cell()
            self._open.pop()

    def _end_cell(self) -> None:
        table, text, span = self._open[-1]
        if span:
            table[-1].append((" ".join("".join(text).split()), span[0], span[1]))
            span[:] = []


def _whole(text: str | None) -> int:
    digits = (text or "").strip()
    return (
        min(max(int(digits), 1), _SPREAD)
        if digits.isascii() and digits.isdigit() and len(digits) < 9
        else 1
    )


def _placed(rows: Iterable[list[_Piece]]) -> tuple[list[list[Cell]], tuple[Span, ...]]:
    """Return the cells of a table at their places, and which of them are merged."""
    taken: dict[tuple[int, int], str] = {}
    spans = []
    last = 0
    for row, pieces in enumerate(rows):
        column = 0
        for text, down, across in pieces:
            while (row, column) in taken:
                column += 1
            if len(taken) + down * across > MOST_CELLS:
                raise ValueError(words.TOO_MANY_CELLS.format(most=MOST_CELLS))
            for r in range(row, row + down):
                for c in range(column, column + across):
                    taken.setdefault((r, c), "")
            taken[row, column] = text
            if down > 1 or across > 1:
                spans.append((row, column, row + down - 1, column + across - 1))
            column += across
        last = row + 1
    # Rows keep their own lengths: one that is shorter than the others may lack a cell.
    ends = [0] * last
    for r, c in taken:
        if r < last:
            ends[r] = max(ends[r], c + 1)
    cells: list[list[Cell]] = [
        [taken.get((r, c), "") for c in range(end)] for r, end in enumerate(ends)
    ]
    return cells, tuple(spans)
