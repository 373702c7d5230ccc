"""Excel as a desk, through xlwings.

Each request costs calls across the border between two programs, so what is found once is kept.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import xlwings as xw

from bpindex.desk.contract import Rows, Selection
from bpindex.hosts.excel_names import kinds, path_of
from bpindex.hosts.excel_refusals import (
    changed,
    fit_width,
    is_busy,
    request,
    restructured,
    show_whole,
)
from bpindex.hosts.windows_calls import esc_was_pressed, message_box
from bpindex.words.buttons import ESC_STOPS, TITLE

_QUIET = {
    "screen_updating": False,
    "display_alerts": False,
    "enable_events": False,
    "calculation": "manual",
}


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

    # The whole workbook

    @request()
    def save_copy(self, path: Path) -> None:
        """Store a copy; xlwings itself can only save under a new name for good."""
        self._book.api.SaveCopyAs(str(path))

    keep_copy = save_copy  # Excel makes no other ones

    @request()
    def path(self) -> Path | None:
        """Return where the workbook lies; a workbook of OneDrive has an address of the web."""
        return path_of(str(self._book.api.FullName))

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Hold calculation, painting, events and questions, and give each back as it was."""
        before: dict[str, Any] = {}
        with request():
            try:
                for name, value in _QUIET.items():
                    before[name] = getattr(self._app, name)
                    setattr(self._app, name, value)
                yield
            finally:
                for name, value in reversed(before.items()):
                    with suppress(Exception):
                        setattr(self._app, name, value)

    @request()
    def recalculate(self) -> bool:
        """Compute everything, whatever Excel believes to be computed already."""
        self._app.api.CalculateFull()
        return True

    def restart_server(self) -> bool:
        """Nothing can be ended from inside it."""
        return False

    @contextmanager
    def opened(self, path: Path) -> Iterator["ExcelDesk"]:
        """Open a file beside this one, without its links; this one is active again after it."""
        with self._other(path, read_only=False) as book:
            yield ExcelDesk(book)

    @contextmanager
    def _other(self, path: Path, *, read_only: bool = True) -> Iterator[xw.Book]:
        """Open another file without its links, and close it unsaved whatever happens."""
        with request():
            book = self._app.books.open(path, update_links=False, read_only=read_only)
        try:
            yield book
        finally:
            with suppress(Exception):
                book.close()
                self._book.activate()

    @request()
    def program(self) -> str:
        """Return Excel's version and its system, which tells 32 and 64 bits."""
        return f"Excel {self._app.api.Version}, {self._app.api.OperatingSystem}"

    # Sheets

    @request()
    def has_sheet(self, title: str) -> bool:
        """Return whether there is a sheet of this title; listing all would cost far more."""
        sheets = self._sheets
        try:
            self._found[title] = sheets[title]
        except Exception as error:  # Excel's "subscript out of range" comes in several types
            if is_busy(error):
                raise
            return False
        return True

    @request()
    def rename_sheet(self, title: str, new_title: str) -> None:
        """Give a sheet another title."""
        sheet = self._sheet(title)
        with restructured(self._book.api):
            sheet.name = new_title
        self._found[new_title] = self._found.pop(title)

    @request()
    def delete_sheet(self, title: str) -> None:
        """Delete a sheet; nothing is asked while the desk is quiet."""
        with restructured(self._book.api):
            self._sheet(title).delete()
        del self._found[title]

    @request()
    def bring_in(self, path: Path, titles: Mapping[str, str], after: str) -> None:
        """Copy sheets of a file, opened for it without its links."""
        with self._other(path) as source:
            neighbour = self._sheet(after)
            for name, title in reversed(list(titles.items())):
                # Named before it is copied: so the copy is known wherever it is put. The engine's
                # own copy, since that of xlwings lists every sheet twice to find the new one.
                sheet = source.sheets[name]
                sheet.name = title
                with restructured(self._book.api):
                    sheet.impl.copy(before=None, after=neighbour.impl)
                fit_width(self._sheets[title].api)

    @request()
    def save_pdf(self, path: Path, target: Path) -> None:
        """Print a file through Excel's own export, opened for it without its links."""
        with self._other(path) as source:
            for sheet in source.sheets:
                fit_width(sheet.api)
            source.api.ExportAsFixedFormat(0, str(target))  # as PDF

    @request()
    def protect(self, sheet: str, on: bool) -> None:
        """Protect a sheet or give it free; a password is refused rather than asked for."""
        found = self._sheet(sheet).api
        found.Protect() if on else found.Unprotect("")

    @request()
    def show_sheet(self, title: str, cell: str = "") -> None:
        """Bring a sheet before the user's eyes."""
        sheet = self._sheet(title)
        sheet.activate()
        if cell:
            sheet.range(cell).select()

    # Cells

    @request()
    def selection(self) -> Selection | None:
        """Return what is selected, of several areas the first one."""
        found = self._app.selection
        if found is None:
            return None
        return Selection(found.sheet.name, found.row, found.column, *found.shape)

    @request()
    def read(self, sheet: str, area: str) -> list[list[Any]]:
        """Return rows of values, without the converters of xlwings."""
        values = self._cells(sheet, area).raw_value
        return [list(row) for row in values] if isinstance(values, tuple) else [[values]]

    @request()
    def write(self, sheet: str, area: str, rows: Rows) -> None:
        """Write rows, without the converters of xlwings: they cost a hundred calls."""
        cells, values = self._cells(sheet, area), tuple(map(tuple, rows))
        changed(self._sheet(sheet).api, lambda: setattr(cells, "raw_value", values))

    @request()
    def type_in(self, sheet: str, cell: str, value: Any) -> bool:
        """Write where Excel says that people may: what it refuses to programs is another thing."""
        if not self._cells(sheet, cell).api.AllowEdit:
            return False
        self.write(sheet, cell, [[value]])
        return True

    @request()
    def paste(self, sheet: str, source: str, cell: str) -> None:
        """Copy a cell, with its look, its rules and its lock."""
        found = self._sheet(sheet)
        changed(self._sheet(sheet).api, lambda: found.range(source).copy(found.range(cell)))

    @request()
    def write_formula(self, sheet: str, cell: str, formula: str) -> None:
        """Write a formula into a text cell, which takes it while it is none for a moment."""
        target = self._cells(sheet, cell)

        def write() -> None:
            target.number_format = "General"
            try:
                target.raw_value = formula
            finally:
                target.number_format = "@"

        changed(self._sheet(sheet).api, write)

    @request()
    def fit_rows(self, sheet: str, area: str) -> None:
        """Fit the heights of the rows of an area to their texts."""
        changed(self._sheet(sheet).api, self._cells(sheet, area).rows.autofit)

    @request()
    def set_note(self, sheet: str, cell: str, text: str) -> None:
        """Give a cell a note in the place of any other, or none where the text is blank."""
        target = self._cells(sheet, cell)

        def write() -> None:
            if (note := target.note) is not None:
                note.delete()
            if text:
                show_whole(target.add_note(text))

        changed(self._sheet(sheet).api, write)

    # The user

    @request()
    def status(self, text: str) -> None:
        """Show what is being done; Excel takes False for its own text."""
        self._app.status_bar = text or False

    @request()
    def progress(self, text: str, share: float) -> bool:
        """Show it in the status bar; who holds Esc wants to stop."""
        self._app.status_bar = ESC_STOPS.format(told=text)
        # Also a press since the last time; one from before the first time is none.
        return not (esc_was_pressed() and share)

    def tell(self, sentence: str) -> None:
        """Show a message box, without Excel's window as its owner where Excel refuses all."""
        try:
            self._app.alert(sentence, TITLE)
        except Exception:
            message_box(sentence, TITLE)

    @request()
    def confirm(self, question: str) -> bool:
        """Ask with the buttons OK and Cancel."""
        return bool(self._app.alert(question, TITLE, buttons="ok_cancel") == "ok")

    @request()
    def ask(self, question: str) -> str | None:
        """Ask for a line of text; Excel gives False for none."""
        answer = self._app.api.InputBox(question, TITLE)
        return answer if isinstance(answer, str) else None

    @request()
    def choose_file(self, title: str, pattern: str) -> Path | None:
        """Let the user choose a file; Excel gives False for none."""
        chosen = self._app.api.GetOpenFilename(kinds(pattern), 1, title)
        return Path(chosen) if chosen else None

    def choose_files(self, title: str, pattern: str) -> list[Path]:
        """Let the user choose files; Excel gives False for none."""
        chosen = self._app.api.GetOpenFilename(kinds(pattern), 1, title, MultiSelect=True)
        return [Path(name) for name in chosen] if chosen else []
