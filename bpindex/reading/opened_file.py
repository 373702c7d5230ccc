"""A workbook file as sheets of values; a damaged one is one sentence."""

import io
import traceback
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import dropwhile, islice
from pathlib import Path
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.xml.constants import ARC_STYLE, SHARED_STRINGS

from bpindex.codec.text_files import MOST_BYTES, read_bytes
from bpindex.errors import InputError
from bpindex.memory.found import visible
from bpindex.reading.sheet_parser import Parsed, Row, look_of_file, parsed, row_alone
from bpindex.words import files as file_words
from bpindex.words import workbook as workbook_words
from bpindex.xlsx.kinds import kind_of
from bpindex.xlsx.letters import hidden_in
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
        self._parsed: dict[tuple[str, bool], Parsed] = {}
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
            self._look = look_of_file(strings, styles, self._reader.wb.epoch)
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
        return self._rows(title).shown

    def row_alone(self, title: str, number: int) -> Row:
        """Return one row; of a sheet that nobody has asked for yet nothing below it is parsed."""
        own = self.own_title(title)
        if own in self._parts and (own, False) not in self._parsed:
            with self.readable():
                part = self._reader.archive.read(self._parts[own])
                row = None if _DOCTYPE in part else row_alone(part, self._look, number)
            if row is not None:
                return row
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
        return _exactly(self._rows(title, silent=silent).written, last_row, last_column)

    def written(self, title: str) -> list[Row]:
        """Return the rows of a sheet as far as something shows, formulas in place of values."""
        return self._rows(title).written

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

    def doubts(self, title: str) -> Sequence[tuple[int, int]]:
        """Return the rows and columns of cells with a number struck out, raised or not seen."""
        return self._rows(title).doubts

    def hidden(self, title: str) -> tuple[set[int], list[range]]:
        """Return the numbers of the rows, and of the columns, of a sheet that nobody sees."""
        with self.readable():
            return hidden_in(self._reader.archive.read(self._parts[self.own_title(title)]))

    def _rows(self, title: str, *, silent: bool = False) -> Parsed:
        """Return the rows of a sheet."""
        own = self.own_title(title)
        if own not in self._parts:
            raise InputError(workbook_words.SHEET_MISSING.format(path=self._path.name, sheet=title))
        if (own, silent) not in self._parsed:
            with self.readable():
                part = self._reader.archive.read(self._parts[own])
                if _DOCTYPE in part:
                    raise self._unreadable(file_words.IS_DAMAGED)
                self._parsed[own, silent] = parsed(part, self._look, silent)
        return self._parsed[own, silent]


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
