"""What Excel refuses while a cell is edited or something is locked, and what it needs besides."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from bpindex.desk.contract import DeskBusyError
from bpindex.errors import InputError
from bpindex.page.fitting import LEAST_SCALE
from bpindex.words.buttons import SHEET_LOCKED, WORKBOOK_LOCKED

# Excel refuses calls while a cell is being edited.
_CALL_REJECTED = -2147418111
_OVER_THEN_DOWN = 2
# What people may do on a protected sheet, in the order in which Protect takes it.
_ALLOWED = (
    *("FormattingCells", "FormattingColumns", "FormattingRows", "InsertingColumns"),
    *("InsertingRows", "InsertingHyperlinks", "DeletingColumns", "DeletingRows", "Sorting"),
    *("Filtering", "UsingPivotTables"),
)


def is_busy(error: Exception) -> bool:
    """Return whether Excel refused a call only because somebody edits a cell."""
    return getattr(error, "hresult", None) == _CALL_REJECTED


@contextmanager
def request() -> Iterator[None]:
    """Turn Excel's refusal of every call into the desk's own."""
    try:
        yield
    except Exception as error:
        if is_busy(error):
            raise DeskBusyError from error
        raise


@contextmanager
def lifted(sheet: Any) -> Iterator[None]:
    """Lift the protection of a sheet and give it back as it was: Excel forgets what it allowed."""
    protection = sheet.Protection
    allowed = [bool(getattr(protection, f"Allow{name}")) for name in _ALLOWED]
    kinds = (bool(sheet.ProtectDrawingObjects), True, bool(sheet.ProtectScenarios))
    try:
        sheet.Unprotect("")
    except Exception as error:
        if is_busy(error):
            raise
        raise InputError(SHEET_LOCKED.format(sheet=sheet.Name)) from error
    try:
        yield
    finally:
        sheet.Protect("", *kinds, False, *allowed)


def changed(sheet: Any, change: Callable[[], None]) -> None:
    """Change a sheet; where its protection refuses that, it is lifted meanwhile.

    Cells that were pasted from elsewhere are locked, which shows only when they are written.
    """
    try:
        change()
    except Exception as error:
        if is_busy(error) or not sheet.ProtectContents:
            raise
        with lifted(sheet):
            change()


def show_whole(note: Any) -> None:
    """Make a note as large as its text, which its usual size cuts; what fails is no harm."""
    with suppress(Exception):
        note.api.Shape.TextFrame.AutoSize = True


def fit_width(sheet: Any) -> None:
    """Print a sheet smaller until no page ends between columns, where columns came out wider.

    Excel's own way to fit pages forgets where rows end them. Without a printer it cannot tell.
    """
    with suppress(Exception):
        while sheet.VPageBreaks.Count and (scale := int(sheet.PageSetup.Zoom)) > LEAST_SCALE:
            sheet.PageSetup.Zoom = scale - 2
            # Says that nobody chose this scale, see `page_found`.
            sheet.PageSetup.Order = _OVER_THEN_DOWN


@contextmanager
def restructured(book: Any) -> Iterator[None]:
    """Say of a workbook whose sheets are locked in their places that this is what hinders."""
    try:
        yield
    except Exception as error:
        if is_busy(error) or not book.ProtectStructure:
            raise
        raise InputError(WORKBOOK_LOCKED) from error
