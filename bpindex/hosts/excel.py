"""Excel as a desk, through xlwings.

Each request costs calls across the border between two programs, so what is found once is kept.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import xlwings as xw

from bpindex.desk.contract import DeskBusyError, Rows, Selection
from bpindex.errors import InputError
from bpindex.page.fitting import LEAST_SCALE
from bpindex.words.buttons import SHEET_LOCKED, TITLE

# Excel refuses calls while a cell is being edited.
_CALL_REJECTED = -2147418111
_OVER_THEN_DOWN = 2
_QUIET = {
    "screen_updating": False,
    "display_alerts": False,
    "enable_events": False,
    "calculation": "manual",
}
# What people may do on a protected sheet, in the order in which Protect takes it.
_ALLOWED = (
    *("FormattingCells", "FormattingColumns", "FormattingRows", "InsertingColumns"),
    *("InsertingRows", "InsertingHyperlinks", "DeletingColumns", "DeletingRows", "Sorting"),
    *("Filtering", "UsingPivotTables"),
)


def calling_desk() -> "ExcelDesk":
    """Return the desk of the workbook whose VBA called Python."""
    return ExcelDesk(xw.Book.caller())


def _is_busy(error: Exception) -> bool:
    return getattr(error, "hresult", None) == _CALL_REJECTED


@contextmanager
def _request() -> Iterator[None]:
    """Turn Excel's refusal of every call into the desk's own."""
    try:
        yield
    except Exception as error:
        if _is_busy(error):
            raise DeskBusyError from error
        raise


@contextmanager
def _lifted(sheet: Any) -> Iterator[None]:
    """Lift the protection of a sheet and give it back as it was: Excel forgets what it allowed."""
    protection = sheet.Protection
    allowed = [bool(getattr(protection, f"Allow{name}")) for name in _ALLOWED]
    kinds = (bool(sheet.ProtectDrawingObjects), True, bool(sheet.ProtectScenarios))
    try:
        sheet.Unprotect("")
    except Exception as error:
        if _is_busy(error):
            raise
        raise InputError(SHEET_LOCKED.format(sheet=sheet.Name)) from error
    try:
        yield
    finally:
        sheet.Protect("", *kinds, False, *allowed)


def _show_whole(note: Any) -> None:
    """Make a note as large as its text, which its usual size cuts; what fails is no harm."""
    with suppress(Exception):
        note.api.Shape.TextFrame.AutoSize = True


def _fit_width(sheet: Any) -> None:
    """Print a sheet smaller until no page ends between columns, where columns came out wider.

    Excel's own way to fit pages forgets where rows end them. Without a printer it cannot tell.
    """
    with suppress(Exception):
        while sheet.VPageBreaks.Count and (scale := int(sheet.PageSetup.Zoom)) > LEAST_SCALE:
            sheet.PageSetup.Zoom = scale - 2
            # Says that nobody chose this scale, see `page_found`.
            sheet.PageSetup.Order = _OVER_THEN_DOWN


class ExcelDesk:
    """A workbook that is open in Excel."""

    def __init__(self, book: xw.Book) -> None:
        self._book = book
        self._found: dict[str, xw.Sheet] = {}
        self._last: tuple[xw.Sheet, str, xw.Range] | None = None

    @cached_property
    def _app(self) -> xw.App:
        return self._book.app

    @cached_property
    def _sheets(self) -> Any:
        return self._book.sheets

    def _sheet(self, title: str) -> xw.Sheet:
        if title not in self._found:
            self._found[title] = self._sheets[title]
        return self._found[title]

    def _cells(self, title: str, area: str) -> xw.Range:
        """Return an area; often it serves two requests, one after the other."""
        sheet = self._sheet(title)
        if self._last is None or self._last[0] is not sheet or self._last[1] != area:
            self._last = (sheet, area, sheet.range(area))
        return self._last[2]

    def _change(self, title: str, change: Callable[[], None]) -> None:
        """Change a sheet; where its protection refuses that, it is lifted meanwhile.

        Cells that were pasted from elsewhere are locked, which shows only when they are written.
        """
        try:
            change()
        except Exception as error:
            sheet = self._sheet(title).api
            if _is_busy(error) or not sheet.ProtectContents:
                raise
            with _lifted(sheet):
                change()

    # The whole workbook

    @_request()
    def save_copy(self, path: Path) -> None:
        """Store a copy; xlwings itself can only save under a new name for good."""
        self._book.api.SaveCopyAs(str(path))

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Hold calculation, painting, events and questions, and give each back as it was."""
        before: dict[str, Any] = {}
        with _request():
            try:
                for name, value in _QUIET.items():
                    before[name] = getattr(self._app, name)
                    setattr(self._app, name, value)
                yield
            finally:
                for name, value in reversed(before.items()):
                    with suppress(Exception):
                        setattr(self._app, name, value)

    # Sheets

    @_request()
    def has_sheet(self, title: str) -> bool:
        """Return whether there is a sheet of this title; listing all would cost far more."""
        sheets = self._sheets
        try:
            self._found[title] = sheets[title]
        except Exception as error:  # Excel's "subscript out of range" comes in several types
            if _is_busy(error):
                raise
            return False
        return True

    @_request()
    def rename_sheet(self, title: str, new_title: str) -> None:
        """Give a sheet another title."""
        sheet = self._sheet(title)
        sheet.name = new_title
        self._found[new_title] = self._found.pop(title)

    @_request()
    def delete_sheet(self, title: str) -> None:
        """Delete a sheet; nothing is asked while the desk is quiet."""
        self._sheet(title).delete()
        del self._found[title]

    @_request()
    def bring_in(self, path: Path, titles: Mapping[str, str], after: str) -> None:
        """Copy sheets of a file, opened for it without its links."""
        source = self._app.books.open(path, update_links=False, read_only=True)
        try:
            neighbour = self._sheet(after)
            for name, title in reversed(list(titles.items())):
                # Named before it is copied, so that the copy is known wherever it is put. The
                # engine's own copy: that of xlwings lists every sheet twice to find the new one.
                sheet = source.sheets[name]
                sheet.name = title
                sheet.impl.copy(before=None, after=neighbour.impl)
                _fit_width(self._sheets[title].api)
        finally:
            with suppress(Exception):
                source.close()

    @_request()
    def protect(self, sheet: str, on: bool) -> None:
        """Protect a sheet or give it free; a password is refused rather than asked for."""
        found = self._sheet(sheet).api
        found.Protect() if on else found.Unprotect("")

    @_request()
    def show_sheet(self, title: str, cell: str = "") -> None:
        """Bring a sheet before the user's eyes."""
        sheet = self._sheet(title)
        sheet.activate()
        if cell:
            sheet.range(cell).select()

    # Cells

    @_request()
    def selection(self) -> Selection | None:
        """Return what is selected, of several areas the first one."""
        found = self._app.selection
        if found is None:
            return None
        return Selection(found.sheet.name, found.row, found.column, *found.shape)

    @_request()
    def read(self, sheet: str, area: str) -> list[list[Any]]:
        """Return rows of values, without the converters of xlwings."""
        values = self._cells(sheet, area).raw_value
        return [list(row) for row in values] if isinstance(values, tuple) else [[values]]

    @_request()
    def write(self, sheet: str, area: str, rows: Rows) -> None:
        """Write rows, without the converters of xlwings: they cost a hundred calls."""
        cells, values = self._cells(sheet, area), tuple(map(tuple, rows))
        self._change(sheet, lambda: setattr(cells, "raw_value", values))

    @_request()
    def write_formula(self, sheet: str, cell: str, formula: str) -> None:
        """Write a formula into a text cell, which takes it while it is none for a moment."""
        target = self._cells(sheet, cell)

        def write() -> None:
            target.number_format = "General"
            try:
                target.raw_value = formula
            finally:
                target.number_format = "@"

        self._change(sheet, write)

    @_request()
    def fit_rows(self, sheet: str, area: str) -> None:
        """Fit the heights of the rows of an area to their texts."""
        self._change(sheet, self._cells(sheet, area).rows.autofit)

    @_request()
    def set_note(self, sheet: str, cell: str, text: str) -> None:
        """Give a cell a note in the place of any other, or none where the text is blank."""
        target = self._cells(sheet, cell)

        def write() -> None:
            if (note := target.note) is not None:
                note.delete()
            if text:
                _show_whole(target.add_note(text))

        self._change(sheet, write)

    # The user

    @_request()
    def status(self, text: str) -> None:
        """Show what is being done; Excel takes False for its own text."""
        self._app.status_bar = text or False

    def tell(self, sentence: str) -> None:
        """Show a message box, without Excel's window as its owner where Excel refuses all."""
        try:
            self._app.alert(sentence, TITLE)
        except Exception:
            import win32api

            win32api.MessageBox(0, sentence, TITLE)

    @_request()
    def confirm(self, question: str) -> bool:
        """Ask with the buttons OK and Cancel."""
        return bool(self._app.alert(question, TITLE, buttons="ok_cancel") == "ok")

    @_request()
    def ask(self, question: str) -> str | None:
        """Ask for a line of text; Excel gives False for none."""
        answer = self._app.api.InputBox(question, TITLE)
        return answer if isinstance(answer, str) else None

    @_request()
    def choose_file(self, title: str, pattern: str) -> Path | None:
        """Let the user choose a file; Excel gives False for none."""
        kinds = f"{TITLE} ({pattern}),{pattern}"
        chosen = self._app.api.GetOpenFilename(kinds, 1, title)
        return Path(chosen) if isinstance(chosen, str) and chosen else None
