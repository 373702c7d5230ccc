"""Delimited texts as grids, in any encoding that staff meet."""

import csv
import io
import re
from collections import Counter
from unicodedata import normalize

from bpindex.codec.old_fonts import converted, is_syllable
from bpindex.grids.grid import Cell, Grid
from bpindex.grids.office.calamine_sheets import MOST_CELLS
from bpindex.words import intake as words

_DELIMITERS = "\t;,|"
_SEPARATOR = re.compile(r"sep=(\S|\t)[ \r]*(?:\n|$)", re.IGNORECASE)
# A line of so many cells is a row of a table rather than a line of a note.
_WIDE = 4
_LOOKED_AT = 200_000
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


def delimited_grids(text: str, name: str) -> list[Grid]:
    """Return the one grid of a delimited text; raise ValueError where it is none."""
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise ValueError(words.NO_TABLE_KIND)
    delimiter = _delimiter(text)
    if _SEPARATOR.match(text):
        # A line for office programs, which show it as no row.
        text = text.partition("\n")[2]
    rows = _rows(text, delimiter)
    quotes = text.count('"')
    if quotes and (line := _swallowing(rows, delimiter, quotes % 2 > 0)):
        raise ValueError(words.QUOTE_OPEN.format(line=line))
    return [Grid(name, "", rows)]


def _delimiter(text: str) -> str:
    """Return what stands between the cells: what gives most rows the same number of them."""
    if found := _SEPARATOR.match(text):
        return found[1]
    sample = text[:_LOOKED_AT]

    def regularity(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in _rows(sample, delimiter) if len(row) > 1)
        width, times = widths.most_common(1)[0] if widths else (0, 0)
        return times * (width - 1), width

    return max(_DELIMITERS, key=regularity)


def _swallowing(rows: list[list[Cell]], delimiter: str, is_open: bool) -> int:
    """Return the line of a cell that holds whole lines of the table, 0 where there is none.

    `is_open` is whether some quote has no other one.
    """
    line, width = 1, max(map(len, rows), default=0)
    for row in rows:
        for cell in (cell for cell in map(str, row) if "\n" in cell):
            most = max(some.count(delimiter) for some in cell.split("\n")[1:])
            if most and (is_open or most + 1 >= max(width, _WIDE)):
                return line
            line += cell.count("\n")
        line += 1
    return 0


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
