"""The part of a sheet as rows of values: as its cells show them, and as they are written."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from xml.etree.ElementTree import iterparse

from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.worksheet._reader import (
    FORMULA_TAG,
    INLINE_STRING,
    ROW_TAG,
    VALUE_TAG,
    WorkSheetParser,
)

from bpindex.codec.shown import Unclear, is_figure
from bpindex.reading.shown_cells import GENERAL, LOOKS, number_codes, of_pieces, shown, string_table
from bpindex.words import files as file_words
from bpindex.xlsx.letters import odd_styles

Row = tuple[Any, ...]

# Most cells of a sheet have an address, a look and nothing in them.
_BLANK_CELL = re.compile(rb'<c r="[^<>]*/>')
# Below the last agency a sheet has rows of formulas that show nothing, or of nothing at all.
_SILENT_ROW = re.compile(
    rb'<row r="[0-9]{1,7}"(?: [A-Za-z0-9:]+="[^"<>]*")*>\s*(?:<c r="[A-Z]{1,3}[0-9]{1,7}"'
    rb'(?: s="[0-9]+")? t="str"><f(?: aca="[a-z]+")?>[^<]*</f><v(?:/>|></v>)</c>\s*)*</row>'
)
# In these it may be a text.
_VERBATIM = re.compile(rb"<!\[CDATA\[|<!--")


@dataclass(frozen=True, eq=False)
class LookOfFile:
    """What the cells of a file refer to: its shared texts, the format of each style, day 0."""

    strings: Sequence[Any]
    codes: list[str]
    # The styles that show dates, and times without a day.
    days: set[int]
    durations: set[int]
    epoch: datetime
    # Why numbers of a style are not seen as such.
    doubts: dict[int, str]


class Parsed(NamedTuple):
    """The rows of a sheet, each as long as it is filled: as shown, and as written.

    `doubts` are the rows and columns of cells with a number that is struck out, raised, not seen.
    """

    shown: list[Row]
    written: list[Row]
    doubts: tuple[tuple[int, int], ...]


@lru_cache(maxsize=4)
def look_of_file(strings: bytes, styles: bytes, epoch: datetime) -> LookOfFile:
    """Return what the cells of a file refer to, from its parts of shared texts and of styles."""
    codes = number_codes(styles)
    days, durations = (
        {style for style, code in enumerate(codes) if is_so(code)}
        for is_so in (is_date_format, is_timedelta_format)
    )
    doubts = {int(style): why for style, why in odd_styles(styles).items()}
    return LookOfFile(string_table(strings), codes, days, durations, epoch, doubts)


# Button after button reads the workbook, and most of its sheets are as they were.
@lru_cache(maxsize=48)
def parsed(part: bytes, look: LookOfFile, silent: bool) -> Parsed:
    """Return the rows of a sheet; without the `silent` ones, of which all formulas show nothing."""
    if not _VERBATIM.search(part):
        part = _BLANK_CELL.sub(b"", part)  # half of the time of reading goes to these
        part = part if silent else _SILENT_ROW.sub(b"", part)
    parser = _Parser(look, part)
    rows = _dense(parser.filled_rows())
    return Parsed(rows, _dense(parser.written), tuple(parser.doubts))


def row_alone(part: bytes, look: LookOfFile, number: int) -> Row | None:
    """Return a row of which nothing below is parsed; None where that cannot be."""
    cut = part.find(b'<row r="%d"' % (number + 1))
    if cut <= 0 or _VERBATIM.search(part):
        return None
    head = part[:cut] + b"</sheetData></worksheet>"
    return (_dense(_Parser(look, head).filled_rows())[number - 1 :] or [()])[0]


class _Parser(WorkSheetParser):
    """Reads the rows of a sheet alone, through the parser in C: three times as fast."""

    def __init__(self, look: LookOfFile, part: bytes) -> None:
        super().__init__(
            io.BytesIO(part),
            look.strings,
            data_only=True,
            epoch=look.epoch,
            date_formats=look.days,
            timedelta_formats=look.durations,
        )
        self._codes, self._doubts = look.codes, look.doubts
        self._has_looks = LOOKS in part
        self.doubts: list[tuple[int, int]] = []
        # As the rows that are returned, with formulas in place of their values.
        self.written: dict[int, dict[int, Any]] = {}

    def filled_rows(self) -> dict[int, dict[int, Any]]:
        """Return the values of every row by row and column; a row may be written in pieces."""
        found: dict[int, dict[int, Any]] = {}
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                row: Any = element
                number, cells = self.parse_row(row)
                for rows, name in ((found, "value"), (self.written, "written")):
                    filled = ((c["column"], c[name]) for c in cells if c[name] is not None)
                    rows.setdefault(number, {}).update(filled)
                element.clear()
        return found

    def parse_cell(self, element: Any) -> Any:
        """Return a cell with its value as it is shown, and what is written in it."""
        cell = super().parse_cell(element)
        value = cell["value"]
        if self._has_looks and (pieces := element.find(INLINE_STRING)) is not None:
            value = of_pieces(value, pieces)
        formula = element.find(FORMULA_TAG) if len(element) else None
        if value is not None:
            style = cell["style_id"]
            code = self._codes[style] if style < len(self._codes) else GENERAL
            cell["value"] = shown(value, cell["data_type"], code)
            if style in self._doubts and is_figure(str(cell["value"])):
                self.doubts.append((cell["row"], cell["column"]))
        elif formula is not None and _has_no_result(element):
            cell["value"] = Unclear(f"={formula.text or ''}", file_words.NOT_CALCULATED)
        cell["written"] = cell["value"] if formula is None else self._written(element)
        return cell

    def _written(self, element: Any) -> str:
        """Return the formula of a cell; that of an array or a table of data is a text like any."""
        formula: Any = self.parse_formula(element)  # type: ignore[no-untyped-call]
        text = formula if isinstance(formula, str) else getattr(formula, "text", None) or ""
        return f"={text.removeprefix('=')}"


def _has_no_result(element: Any) -> bool:
    """Return whether no program has calculated a formula: one that shows nothing has a text.

    Some programs write an element for the value all the same, with nothing in it.
    """
    return element.find(VALUE_TAG) is None or element.get("t", "n") == "n"


def _dense(found: Mapping[int, Mapping[int, Any]]) -> list[Row]:
    """Return rows as long as they are filled."""
    rows = (found.get(number, {}) for number in range(1, max(found, default=0) + 1))
    return [tuple(map(cells.get, range(1, max(cells, default=0) + 1))) for cells in rows]
