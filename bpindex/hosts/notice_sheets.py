"""Finished sheets brought into the open workbook; the previous ones are kept until the next time.

The sheets are rendered to a file of their own and copied as they are, so the number of calls to
the program is the same whatever they hold.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import xlwings as xw

from bpindex.render.sheet import APPENDIX_SHEET, NOTICE_SHEET
from bpindex.sheets.tool_sheets import EXPLAIN

_NAMES = (NOTICE_SHEET, APPENDIX_SHEET)
_PREVIOUS = {name: f"{name} (trước)" for name in _NAMES}
# All sheets that are never typed from nothing.
GENERATED = (*_NAMES, *_PREVIOUS.values())
_NEW = {name: f"{name} (mới)" for name in _NAMES}
# What the previous ones are called from the moment others take their names until all is done.
_OLD = {name: f"{name} (cũ)" for name in _NAMES}
_NEIGHBOUR = EXPLAIN.title


def copy_in(book: xw.Book, path: Path, wanted: Iterable[str]) -> None:
    """Copy the finished sheets in under new names, then let them take the old ones' places.

    On any error the copies are gone and the other sheets have their names back.
    """
    sheets = book.sheets
    renamed: list[tuple[xw.Sheet, str]] = []

    def rename(sheet: xw.Sheet, before: str, name: str) -> None:
        renamed.append((sheet, before))
        sheet.name = name

    _delete(sheets, [*_NEW.values(), *_OLD.values()])
    source = book.app.books.open(path, update_links=False, read_only=True)
    try:
        # After a sheet that can be seen: hidden ones at the end would shift the copies' place.
        neighbour = sheets[_NEIGHBOUR]
        for name in reversed(list(wanted)):
            # Named before it is copied, so that the copy is known wherever it is put. The
            # engine's own copy: that of xlwings lists every sheet twice to find the new one.
            sheet = source.sheets[name]
            sheet.name = _NEW[name]
            sheet.impl.copy(before=None, after=neighbour.impl)
        for name, previous in _PREVIOUS.items():
            if (old := _find(sheets, previous)) is not None:
                rename(old, previous, _OLD[name])
            if (old := _find(sheets, name)) is not None:
                rename(old, name, previous)
        for name in wanted:
            rename(sheets[_NEW[name]], _NEW[name], name)
        sheets[NOTICE_SHEET].activate()
        _delete(sheets, _OLD.values())
    except BaseException:
        for sheet, name in reversed(renamed):
            with suppress(Exception):
                sheet.name = name
        with suppress(Exception):
            _delete(sheets, _NEW.values())
        raise
    finally:
        with suppress(Exception):
            source.close()


def copied(book: xw.Book) -> bool:
    """Return whether the workbook holds a generated notice."""
    return _find(book.sheets, NOTICE_SHEET) is not None


def swap_previous(book: xw.Book) -> None:
    """Let the previous sheets and the present ones change places, as far as there are any.

    On any error all of them have their names back.
    """
    renamed: list[tuple[xw.Sheet, str]] = []
    found = {
        name: sheet
        for name in (*_PREVIOUS, *_PREVIOUS.values())
        if (sheet := _find(book.sheets, name)) is not None
    }
    there = {**_PREVIOUS, **{previous: name for name, previous in _PREVIOUS.items()}}
    try:
        for name, sheet in found.items():
            renamed.append((sheet, name))
            sheet.name = f"{name} ~"
        for name, sheet in found.items():
            sheet.name = there[name]
        if (notice := found.get(_PREVIOUS[NOTICE_SHEET])) is not None:
            notice.activate()
    except BaseException:
        for sheet, name in reversed(renamed):
            with suppress(Exception):
                sheet.name = name
        raise


def _find(sheets: Any, name: str) -> xw.Sheet | None:
    """Return a sheet by its name, None where there is none; listing all would cost far more."""
    try:
        sheet: xw.Sheet = sheets[name]
    except Exception:  # Excel's "subscript out of range" comes in several types
        return None
    return sheet


def _delete(sheets: Any, names: Iterable[str]) -> None:
    for name in names:
        if (sheet := _find(sheets, name)) is not None:
            sheet.delete()
