"""The sheets of a workbook of any kind through calamine: values, and what is merged."""

import io
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from bpindex.codec.shown import refused
from bpindex.grids.grid import Cell, Span
from bpindex.words import intake as words

# More than any list of agencies; a lone cell far away would make a sheet of millions.
MOST_CELLS = 2_000_000
# Hidden rows and columns, what is printed around the pages; nothing where nobody has looked.
Beside = tuple[frozenset[int], frozenset[int], tuple[str, ...]]
# Title, rows, merged cells of a sheet, and what else is known of it.
SheetFound = tuple[str, list[list[Cell]], tuple[Span, ...], Beside]
# Every visible sheet; the titles of hidden ones.
BookSheets = tuple[list[SheetFound], list[str]]
_NOTHING: Beside = (frozenset(), frozenset(), ())


class LockedError(Exception):
    """A password locks the file."""


# Whole numbers that a cell holds without loss.
_EXACT = 1e15


def read_book(content: bytes, only: str = "") -> BookSheets:
    """Return the visible sheets; `only` is the title of the one that is wanted, shown or not.

    Raises LockedError, or ValueError with the reason where there is one to tell.
    """
    import python_calamine as calamine

    found: list[SheetFound] = []
    hidden: list[str] = []
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for item in book.sheets_metadata:
            if item.typ != calamine.SheetTypeEnum.WorkSheet or (only and item.name != only):
                continue
            if item.visible != calamine.SheetVisibleEnum.Visible and not only:
                hidden.append(item.name)
                continue
            sheet = book.get_sheet_by_name(item.name)
            if sheet.total_height * sheet.total_width > MOST_CELLS:
                raise ValueError(words.TOO_MANY_CELLS.format(most=MOST_CELLS))
            rows = [_row(row) for row in sheet.to_python(skip_empty_area=False)]
            found.append((item.name, rows, _spans(sheet), _NOTHING))
    except calamine.PasswordError:
        raise LockedError from None
    except ValueError:
        raise
    # A panic of the reader is an exception of no kind of ours.
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise ValueError from None
    return found, hidden


def _row(values: Sequence[Any]) -> list[Cell]:
    # Most cells of a large sheet are whole numbers: these are told here, without a call for each.
    return [
        int(v) if type(v) is float and v.is_integer() and -_EXACT < v < _EXACT else _held(v)
        for v in values
    ]


def _held(value: Any) -> Cell:
    """Return a value as a cell: numbers and texts as they are."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _EXACT else value
    if isinstance(value, bool | date | time | timedelta):
        found = refused(value)
        return "" if found is None else found
    return value if isinstance(value, int) else str(value)


def _spans(sheet: Any) -> tuple[Span, ...]:
    ranges = getattr(sheet, "merged_cell_ranges", None) or ()
    return tuple((top, left, bottom, right) for (top, left), (bottom, right) in ranges)
