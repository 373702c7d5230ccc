"""Texts as grids: delimited ones in any encoding that staff meet, and the tables of web pages."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser
from unicodedata import normalize

from bpindex.codec.old_fonts import converted, is_syllable
from bpindex.intake.calamine_sheets import MOST_CELLS
from bpindex.intake.grid import Cell, Grid, Span
from bpindex.words import intake as words

_DELIMITERS = "\t;,|"
# A page larger than this is no table that anybody looks at.
_LARGEST_PAGE = 40_000_000
_LOOKED_AT = 200_000
_SPREAD = 1_000  # of one cell of a page, over rows or columns
# So much of the words with other letters than ASCII must be Vietnamese.
_SURE = 0.8


def decoded(content: bytes) -> str:
    """Return a text whatever its encoding; raise ValueError with the reason where none is sure."""
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return _by(content, name)
    zeros = Counter(place % 2 for place, byte in enumerate(content[:_LOOKED_AT]) if not byte)
    if zeros:
        return _by(content, "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    texts = [content.decode(name, "replace") for name in ("cp1258", "cp1252")]
    texts[1] = "\n".join(converted(texts[1].split("\n")))
    best = max(texts, key=_likeness)
    if _likeness(best) < _SURE:
        raise ValueError(words.NO_LETTERS)
    return normalize("NFC", best)


def _by(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        raise ValueError(words.NO_LETTERS) from None


def _likeness(text: str) -> float:
    """Return how much of the words of a text with letters of its own is Vietnamese."""
    letters = "".join(c if c.isalpha() else " " for c in normalize("NFC", text[:_LOOKED_AT]))
    found = [word for word in letters.split() if not word.isascii()]
    return sum(map(is_syllable, found)) / len(found) if found else 0.0


def is_page(text: str) -> bool:
    """Return whether a text is a web page, as many systems save their tables under .xls."""
    start = text[:4_000].lstrip("\ufeff \r\n\t").lower()
    return start.startswith("<") and ("<table" in text[:_LARGEST_PAGE].lower())


def delimited_grids(text: str, name: str) -> list[Grid]:
    """Return the one grid of a delimited text; raise ValueError where it is none."""
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise ValueError(words.NO_TABLE_KIND)
    rows = _rows(text, _delimiter(text))
    return [Grid(name, "", rows)]


def _delimiter(text: str) -> str:
    """Return what stands between the cells: what gives most rows the same number of them."""
    first = text.splitlines()[0].strip().lower() if text else ""
    if first.startswith("sep=") and len(first) == 5:
        return first[-1]
    sample = text[:_LOOKED_AT]

    def regularity(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in _rows(sample, delimiter) if len(row) > 1)
        width, times = widths.most_common(1)[0] if widths else (0, 0)
        return times * (width - 1), width

    return max(_DELIMITERS, key=regularity)


def _rows(text: str, delimiter: str) -> list[list[Cell]]:
    lines = io.StringIO(text, newline="")
    rows: list[list[Cell]] = []
    cells = 0
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            cells += len(row)
            if cells > MOST_CELLS:
                raise ValueError(words.TOO_MANY_CELLS.format(most=MOST_CELLS))
            rows.append(list(row))
    except csv.Error:
        raise ValueError(words.NO_TABLE_KIND) from None
    return rows


def page_grids(text: str, name: str) -> list[Grid]:
    """Return the tables of a page, each as a grid; raise ValueError where there is none."""
    if len(text) > _LARGEST_PAGE:
        raise ValueError(words.LARGE_PAGE.format(most=_LARGEST_PAGE // 1_000_000))
    page = _Page()
    page.feed(text)
    page.close()
    grids = []
    for number, rows in enumerate(filter(None, page.tables), 1):
        cells, spans = _placed(rows)
        grids.append(Grid(name, words.TABLE_OF_PAGE.format(number=number), cells, spans))
    if not grids:
        raise ValueError(words.NO_TABLE_IN_PAGE)
    return grids


_Piece = tuple[str, int, int]


class _Page(HTMLParser):
    """Collects the cells of all tables: text, rows and columns that each covers."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[_Piece]]] = []
        # The tables that are open, the innermost one last, each with its cell that is open.
        self._open: list[tuple[list[list[_Piece]], list[str], list[int]]] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell; what scripts and styles hold is no text."""
        if tag in ("script", "style"):
            self._unread += 1
        elif tag == "table":
            table: list[list[_Piece]] = []
            self.tables.append(table)
            self._open.append((table, [], []))
        elif self._open:
            table, text, span = self._open[-1]
            if tag == "tr":
                self._end_cell()
                table.append([])
            elif tag in ("td", "th"):
                self._end_cell()
                if not table:
                    table.append([])
                named = dict(attrs)
                span[:] = [_whole(named.get("rowspan")), _whole(named.get("colspan"))]
                text[:] = []
            elif tag in ("br", "p", "div", "li"):
                text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """End a cell or a table."""
        if tag in ("script", "style"):
            self._unread = max(0, self._unread - 1)
        elif self._open and tag in ("td", "th", "tr", "table"):
            self._end_cell()
            if tag == "table":
                self._open.pop()

    def handle_data(self, data: str) -> None:
        """Add a text to the cell that is open."""
        if self._open and self._open[-1][2] and not self._unread:
            self._open[-1][1].append(data)

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
    last = width = 0
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
            width = max(width, column)
        last = row + 1
    cells: list[list[Cell]] = [[taken.get((r, c), "") for c in range(width)] for r in range(last)]
    return cells, tuple(spans)
