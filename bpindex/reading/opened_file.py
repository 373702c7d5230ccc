"""A workbook file as sheets of values; a damaged one is one sentence."""

import io
import re
import traceback
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import dropwhile, islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import iterparse

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet._reader import FORMULA_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import ARC_STYLE, SHARED_STRINGS

from bpindex.codec.shown import Unclear
from bpindex.codec.text_files import MOST_BYTES, read_bytes
from bpindex.errors import InputError
from bpindex.memory.found import visible
from bpindex.reading.shown_cells import GENERAL, number_codes, shown, string_table
from bpindex.words import files as file_words
from bpindex.words import workbook as workbook_words
from bpindex.xlsx.kinds import kind_of
from bpindex.xlsx.package import Package

Row = tuple[Any, ...]

# No office program writes one; it could make much out of little. (In another encoding the
# parser's own limit holds.)
_DOCTYPE = b"<!DOCTYPE"
# Most cells of a sheet have an address, a look and nothing in them.
_BLANK_CELL = re.compile(rb'<c r="[^<>]*/>')
# Below the last agency a sheet has rows of formulas that show nothing, or of nothing at all.
_SILENT_ROW = re.compile(
    rb'<row r="[0-9]{1,7}"(?: [A-Za-z0-9:]+="[^"<>]*")*>\s*(?:<c r="[A-Z]{1,3}[0-9]{1,7}"'
    rb'(?: s="[0-9]+")? t="str"><f(?: aca="[a-z]+")?>[^<]*</f><v(?:/>|></v>)</c>\s*)*</row>'
)
# In these it may be a text.
_VERBATIM = re.compile(rb"<!\[CDATA\[|<!--")


class SheetsOfFile:
    """The sheets of a file as rows of values from A1 on.

    What the file declares of a sheet's extent or of the order of its rows may be another program's
    mistake: the address of each cell counts.
    """

    def __init__(self, path: Path) -> None:
        self._path, self.content = path, b""
        self._parsed: dict[tuple[str, bool], tuple[list[Row], list[Row]]] = {}
        # Sheets of ours whose title somebody or another program changed in what nobody sees.
        self.misnamed: dict[str, str] = {}
        with self.readable():
            # From memory: on Windows an open file cannot be deleted or saved over.
            self.content = read_bytes(path)
            self._reader: Any = ExcelReader(
                io.BytesIO(self.content), data_only=True, keep_links=False
            )
            if sum(item.file_size for item in self._reader.archive.infolist()) > MOST_BYTES:
                raise self._unreadable(
                    file_words.UNPACKS_TOO_LARGE.format(most=MOST_BYTES // 1_000_000)
                )
            if any("\\" in name for name in self._reader.archive.namelist()):
                self.content = Package(self.content).to_bytes()
                self._reader = ExcelReader(
                    io.BytesIO(self.content), data_only=True, keep_links=False
                )
            self._reader.read_manifest()
            strings = self._strings()
            self._reader.read_workbook()
            archive = self._reader.archive
            styles = archive.read(ARC_STYLE) if ARC_STYLE in archive.namelist() else b""
            self._look = _look(strings, styles, self._reader.wb.epoch)
            parts = self._reader.parser.find_sheets()
            self._parts = {sheet.name: part.target for sheet, part in parts}

    @property
    def titles(self) -> list[str]:
        """The titles of all sheets."""
        return list(self._parts)

    @contextmanager
    def readable(self) -> Iterator[None]:
        """Turn what readers of files raise for a damaged one into one sentence; ours passes."""
        try:
            with warnings.catch_warnings():
                # What Excel adds for itself, such as newer validations, is not read here.
                warnings.simplefilter("ignore")
                yield
        except Exception as error:
            if _is_ours(error):
                raise
            if isinstance(error, OSError):
                raise self._unreadable(file_words.os_reason(error)) from error
            raise self._unreadable(kind_of(self._path.name, self.content)) from error

    def __getitem__(self, title: str) -> list[Row]:
        return self._rows(title)[0]

    def row_alone(self, title: str, number: int) -> Row:
        """Return one row; of a sheet that nobody has asked for yet nothing below it is parsed."""
        own = self.own_title(title)
        if own in self._parts and (own, False) not in self._parsed:
            with self.readable():
                part = self._reader.archive.read(self._parts[own])
            cut = part.find(b'<row r="%d"' % (number + 1))
            if cut > 0 and _DOCTYPE not in part and not _VERBATIM.search(part):
                head = part[:cut] + b"</sheetData></worksheet>"
                with self.readable():
                    found = _Parser(self._look, head).filled_rows()
                return (_dense(found)[number - 1 :] or [()])[0]
        return (self[title][number - 1 : number] or [()])[0]

    def optional(self, title: str) -> list[Row]:
        """Return the rows of a sheet, none where there is no such sheet."""
        return self[title] if self.own_title(title) in self._parts else []

    def rows(self, title: str, last_row: int, last_column: int) -> list[Row]:
        """Return exactly so many rows and columns of a sheet, from A1 on."""
        return _exactly(self[title], last_row, last_column)

    def formulas(
        self, title: str, last_row: int, last_column: int, *, silent: bool = True
    ) -> list[Row]:
        """Return exactly so many rows and columns of a sheet, formulas in place of their values.

        Without the `silent` ones a row is blank in which formulas stand that all show nothing.
        """
        return _exactly(self._rows(title, silent=silent)[1], last_row, last_column)

    def written(self, title: str) -> list[Row]:
        """Return the rows of a sheet as far as something shows, formulas in place of values."""
        return self._rows(title)[1]

    def cell(self, title: str, address: str) -> Any:
        """Return one value."""
        row, column = coordinate_to_tuple(address)
        return self.rows(title, row, column)[-1][-1]

    def own_title(self, title: str) -> str:
        """Return the title that the file has for a sheet: a space behind it makes no other one.

        `misnamed` lists those that were asked for.
        """
        if title in self._parts:
            return title
        found = next((own for own in self._parts if visible(own) == visible(title)), title)
        if found != title:
            self.misnamed[found] = title
        return found

    def _strings(self) -> bytes:
        part = self._reader.package.find(SHARED_STRINGS)
        content = b"" if part is None else self._reader.archive.read(part.PartName[1:])
        if _DOCTYPE in content:
            raise self._unreadable(file_words.IS_DAMAGED)
        return bytes(content)

    def _unreadable(self, reason: str) -> InputError:
        words = workbook_words.WORKBOOK_UNREADABLE
        return InputError(words.format(path=self._path.name, reason=reason))

    def _rows(self, title: str, *, silent: bool = False) -> tuple[list[Row], list[Row]]:
        """Return the rows of a sheet, each as long as it is filled: as shown, and as written."""
        own = self.own_title(title)
        if own not in self._parts:
            raise InputError(workbook_words.SHEET_MISSING.format(path=self._path.name, sheet=title))
        if (own, silent) not in self._parsed:
            with self.readable():
                part = self._reader.archive.read(self._parts[own])
                if _DOCTYPE in part:
                    raise self._unreadable(file_words.IS_DAMAGED)
                self._parsed[own, silent] = _parsed(part, self._look, silent)
        return self._parsed[own, silent]


@dataclass(frozen=True, eq=False)
class _Look:
    """What the cells of a file refer to: its shared texts, the format of each style, day 0."""

    strings: list[str]
    codes: list[str]
    # The styles that show dates, and times without a day.
    days: set[int]
    durations: set[int]
    epoch: datetime


@lru_cache(maxsize=4)
def _look(strings: bytes, styles: bytes, epoch: datetime) -> _Look:
    codes = number_codes(styles)
    days, durations = (
        {style for style, code in enumerate(codes) if is_so(code)}
        for is_so in (is_date_format, is_timedelta_format)
    )
    return _Look(string_table(strings), codes, days, durations, epoch)


# Button after button reads the workbook, and most of its sheets are as they were.
@lru_cache(maxsize=48)
def _parsed(part: bytes, look: _Look, silent: bool) -> tuple[list[Row], list[Row]]:
    """Return the rows of a sheet, each as long as it is filled: as shown, and as written."""
    if not _VERBATIM.search(part):
        part = _BLANK_CELL.sub(b"", part)  # half of the time of reading goes to these
        part = part if silent else _SILENT_ROW.sub(b"", part)
    parser = _Parser(look, part)
    return _dense(parser.filled_rows()), _dense(parser.written)


class _Parser(WorkSheetParser):
    """Reads the rows of a sheet alone, through the parser in C: three times as fast."""

    def __init__(self, look: _Look, part: bytes) -> None:
        super().__init__(
            io.BytesIO(part),
            look.strings,
            data_only=True,
            epoch=look.epoch,
            date_formats=look.days,
            timedelta_formats=look.durations,
        )
        self._codes = look.codes
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
        formula = element.find(FORMULA_TAG) if len(element) else None
        if value is not None:
            style = cell["style_id"]
            code = self._codes[style] if style < len(self._codes) else GENERAL
            cell["value"] = shown(value, cell["data_type"], code)
        elif formula is not None and element.find(VALUE_TAG) is None:
            cell["value"] = Unclear(f"={formula.text or ''}", file_words.NOT_CALCULATED)
        cell["written"] = cell["value"] if formula is None else self._written(element)
        return cell

    def _written(self, element: Any) -> str:
        """Return the formula of a cell; that of an array or a table of data is a text like any."""
        formula: Any = self.parse_formula(element)  # type: ignore[no-untyped-call]
        text = formula if isinstance(formula, str) else getattr(formula, "text", None) or ""
        return f"={text.removeprefix('=')}"


def _dense(found: Mapping[int, Mapping[int, Any]]) -> list[Row]:
    """Return rows as long as they are filled."""
    rows = (found.get(number, {}) for number in range(1, max(found, default=0) + 1))
    return [tuple(map(cells.get, range(1, max(cells, default=0) + 1))) for cells in rows]


def _exactly(rows: list[Row], last_row: int, last_column: int) -> list[Row]:
    blank = (None,) * last_column
    filled = [(*row, *blank)[:last_column] for row in islice(rows, last_row)]
    return filled + [blank] * (last_row - len(filled))


# What reads packages and their XML; what else a library raises it was asked for wrongly.
_READERS = (
    "zipfile",
    "xml",
    "defusedxml",
    "openpyxl.reader",
    "openpyxl.packaging",
    "openpyxl.xml",
    "openpyxl.descriptors",
    "openpyxl.worksheet._reader",
    "openpyxl.worksheet._read_only",
)


def _is_ours(error: Exception) -> bool:
    """Return whether an error is no reader's: our last line called none, or none raised it."""
    frames = traceback.walk_tb(error.__traceback__)
    names = [str(frame.f_globals["__name__"]) for frame, _ in frames]
    called = dropwhile(lambda name: not name.startswith("bpindex."), reversed(names))
    after = names[len(list(called)) :]
    is_read = any(name.startswith(_READERS) for name in after)
    return not (is_read or isinstance(error, OSError | MemoryError))
