"""A workbook file as sheets of values; a damaged one is one sentence."""

import io
import traceback
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import dropwhile, islice
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import iterparse

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet._reader import FORMULA_TAG, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from bpindex.codec.shown import Unclear
from bpindex.codec.text_files import MOST_BYTES, read_bytes
from bpindex.errors import InputError
from bpindex.memory.found import visible
from bpindex.reading.shown_cells import GENERAL, number_codes, shown
from bpindex.words import files as file_words
from bpindex.words import workbook as workbook_words
from bpindex.xlsx.kinds import kind_of
from bpindex.xlsx.package import Package

# No office program writes one; it could make much out of little. (In another encoding the
# parser's own limit holds.)
_DOCTYPE = b"<!DOCTYPE"


class SheetsOfFile:
    """The sheets of a file as rows of values from A1 on.

    What the file declares of a sheet's extent or of the order of its rows may be another program's
    mistake: the address of each cell counts.
    """

    def __init__(self, path: Path) -> None:
        self._path, self.content = path, b""
        # Sheets of ours whose title somebody or another program changed in what nobody sees.
        self.misnamed: dict[str, str] = {}
        self._values: dict[str, list[tuple[Any, ...]]] = {}
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
            self._reader.read_strings()
            self._reader.read_workbook()
            self._codes = number_codes(self._reader.archive)
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

    def __getitem__(self, title: str) -> list[tuple[Any, ...]]:
        if title not in self._values:
            self._values[title] = self._rows(title)
        return self._values[title]

    def optional(self, title: str) -> list[tuple[Any, ...]]:
        """Return the rows of a sheet, none where there is no such sheet."""
        return self[title] if self.own_title(title) in self._parts else []

    def rows(self, title: str, last_row: int, last_column: int) -> list[tuple[Any, ...]]:
        """Return exactly so many rows and columns of a sheet, from A1 on."""
        return _exactly(self[title], last_row, last_column)

    def formulas(self, title: str, last_row: int, last_column: int) -> list[tuple[Any, ...]]:
        """Return exactly so many rows and columns of a sheet, formulas in place of their values."""
        rows = self._rows(title, data_only=False)
        return [tuple(map(_written, row)) for row in _exactly(rows, last_row, last_column)]

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

    def _unreadable(self, reason: str) -> InputError:
        words = workbook_words.WORKBOOK_UNREADABLE
        return InputError(words.format(path=self._path.name, reason=reason))

    def _rows(self, title: str, data_only: bool = True) -> list[tuple[Any, ...]]:
        """Return the rows of a sheet, each as long as it is filled."""
        own = self.own_title(title)
        if own not in self._parts:
            raise InputError(workbook_words.SHEET_MISSING.format(path=self._path.name, sheet=title))
        with self.readable():
            part = self._reader.archive.read(self._parts[own])
            if _DOCTYPE in part:
                raise self._unreadable(file_words.IS_DAMAGED)
            found = _Parser(self._reader, self._codes, part, data_only).filled_rows()
        return [_dense(found.get(number, {})) for number in range(1, max(found, default=0) + 1)]


class _Parser(WorkSheetParser):
    """Reads the rows of a sheet alone, through the parser in C: three times as fast."""

    def __init__(self, reader: Any, codes: list[str], part: bytes, data_only: bool) -> None:
        super().__init__(
            io.BytesIO(part),
            reader.shared_strings,
            data_only=data_only,
            epoch=reader.wb.epoch,
            date_formats={style for style, code in enumerate(codes) if is_date_format(code)},
            timedelta_formats={s for s, code in enumerate(codes) if is_timedelta_format(code)},
        )
        self._codes = codes

    def filled_rows(self) -> dict[int, dict[int, Any]]:
        """Return the values of every row by row and column; a row may be written in pieces."""
        found: dict[int, dict[int, Any]] = {}
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                row: Any = element
                if all("r" in cell.attrib for cell in row):
                    # Most cells have a look and nothing in them. (Without addresses they count.)
                    row[:] = [cell for cell in row if len(cell)]
                number, cells = self.parse_row(row)
                known = found.setdefault(number, {})
                known.update((c["column"], c["value"]) for c in cells if c["value"] is not None)
                element.clear()
        return found

    def parse_cell(self, element: Any) -> Any:
        """Return a cell with its value as it is shown."""
        cell = super().parse_cell(element)
        value = cell["value"]
        if value is None and len(element) and element.find(VALUE_TAG) is None:
            if (formula := element.find(FORMULA_TAG)) is not None:
                cell["value"] = Unclear(f"={formula.text or ''}", file_words.NOT_CALCULATED)
        elif value is not None:
            style = cell["style_id"]
            code = self._codes[style] if style < len(self._codes) else GENERAL
            cell["value"] = shown(value, cell["data_type"], code)
        return cell


def _written(value: Any) -> Any:
    """Return the formula of an array or of a table of data as a text, like any other."""
    if isinstance(value, ArrayFormula | DataTableFormula):
        text = str(getattr(value, "text", None) or "")
        return f"={text.removeprefix('=')}"
    return value


def _dense(cells: Mapping[int, Any]) -> tuple[Any, ...]:
    """Return a row as long as it is filled."""
    return tuple(map(cells.get, range(1, max(cells, default=0) + 1)))


def _exactly(rows: list[tuple[Any, ...]], last_row: int, last_column: int) -> list[tuple[Any, ...]]:
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
