"""A workbook file as sheets of values; a damaged one is one sentence."""

import io
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import dropwhile
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bpindex.errors import InputError
from bpindex.words import files as file_words
from bpindex.words import workbook as workbook_words


class SheetsOfFile:
    """The sheets of a file as rows of values from A1 on."""

    def __init__(self, path: Path, *, data_only: bool) -> None:
        self._path = path
        with self.readable():
            # From memory: on Windows an open file cannot be deleted or saved over.
            self.content = path.read_bytes()
            self._book = load_workbook(
                io.BytesIO(self.content), read_only=True, data_only=data_only
            )

    @property
    def titles(self) -> list[str]:
        """The titles of all sheets."""
        return list(self._book.sheetnames)

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
            reason = workbook_words.NOT_A_WORKBOOK
            if isinstance(error, OSError):
                reason = file_words.os_reason(error)
            raise InputError(
                workbook_words.WORKBOOK_UNREADABLE.format(path=self._path.name, reason=reason)
            ) from error

    def _sheet(self, title: str) -> Any:
        if title not in self._book.sheetnames:
            raise InputError(workbook_words.SHEET_MISSING.format(path=self._path.name, sheet=title))
        sheet = self._book[title]
        # The extent that a file declares may be another program's mistake: what is there counts.
        sheet.reset_dimensions()
        return sheet

    def __getitem__(self, title: str) -> list[tuple[Any, ...]]:
        with self.readable():
            return list(self._sheet(title).iter_rows(min_row=1, min_col=1, values_only=True))

    def optional(self, title: str) -> list[tuple[Any, ...]]:
        """Return the rows of a sheet, none where there is no such sheet."""
        return self[title] if title in self.titles else []

    def rows(self, title: str, last_row: int, last_column: int) -> list[tuple[Any, ...]]:
        """Return exactly so many rows and columns of a sheet, from A1 on."""
        with self.readable():
            area = {"min_row": 1, "min_col": 1, "max_row": last_row, "max_col": last_column}
            rows = list(self._sheet(title).iter_rows(**area, values_only=True))
        blank = (None,) * last_column
        filled = [(*row, *blank)[:last_column] for row in rows]
        return filled + [blank] * (last_row - len(filled))

    def cell(self, title: str, address: str) -> Any:
        """Return one value."""
        with self.readable():
            return self._sheet(title)[address].value


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
