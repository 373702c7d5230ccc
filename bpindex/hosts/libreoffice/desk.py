"""The desk over UNO: each request is a line to `uno_side/bochiso_desk.py` and a line back."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

from bpindex.desk.contract import Desk, Rows, Selection
from bpindex.words.buttons import STOP, TITLE
from bpindex.words.libreoffice import CANCEL


class OfficeError(Exception):
    """LibreOffice could not do what the desk asked for."""


class LibreOfficeDesk:
    """The workbook whose button was pressed.

    `read` and `write` are the connection on which the button's call waits for its answer;
    `on_saved` makes a file that LibreOffice wrote one for Excel, or says why it is none.
    """

    # Starts another LibreOffice with a file, where there is somebody who does so.
    open_aside: Callable[[Path], AbstractContextManager[Desk]] | None = None
    # Lets functions be answered by nobody, then again.
    listen_anew: Callable[[Callable[[], Any]], None] | None = None

    def __init__(
        self,
        read: Callable[[], bytes],
        write: Callable[[bytes], Any],
        on_saved: Callable[[Path], str],
    ) -> None:
        self._read_line = read
        self._write_line = write
        self._on_saved = on_saved

    def _do(self, name: str, *arguments: Any) -> Any:
        """Return what LibreOffice answers; raise OfficeError when it cannot do it."""
        self._write_line(json.dumps({"do": name, "with": arguments}).encode() + b"\n")
        answer = json.loads(self._read_line() or b'{"error": "the connection is closed"}')
        if "error" in answer:
            raise OfficeError(answer["error"])
        return answer["ok"]

    # The whole workbook

    def save_copy(self, path: Path) -> None:
        """Store a copy in the same format, with formulas, values and macros."""
        self._do("save_copy", str(path))

    def keep_copy(self, path: Path) -> None:
        """Store a copy and give it back what LibreOffice does not write."""
        self.save_copy(path)
        if why_not := self._on_saved(path):
            raise OfficeError(why_not)

    def path(self) -> Path | None:
        """Return where the workbook lies."""
        path = self._do("path")
        return Path(path) if path else None

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Hold calculation and painting; over UNO nothing is asked and no event macro runs."""
        self._do("hold")
        try:
            yield
        finally:
            with suppress(Exception):  # what stays held is released when the call ends
                self._do("release")

    def recalculate(self) -> bool:
        """Compute everything."""
        return bool(self._do("recalculate"))

    def restart_server(self) -> bool:
        """Compute while nobody answers, as if Python were gone, then let it be there again."""
        if self.listen_anew is None:
            return False
        self.listen_anew(self.recalculate)
        return True

    def opened(self, path: Path) -> AbstractContextManager[Desk]:
        """Open a file in a program of its own: putting modules in may end the one it happens in."""
        if self.open_aside is None:
            raise OfficeError(str(path))
        return self.open_aside(path)

    def program(self) -> str:
        """Return the program's own name and version."""
        return str(self._do("program"))

    # Sheets

    def has_sheet(self, title: str) -> bool:
        """Return whether there is a sheet of this title."""
        return bool(self._do("has_sheet", title))

    def rename_sheet(self, title: str, new_title: str) -> None:
        """Give a sheet a title that no sheet has."""
        self._do("rename_sheet", title, new_title)

    def delete_sheet(self, title: str) -> None:
        """Delete a sheet."""
        self._do("delete_sheet", title)

    def bring_in(self, path: Path, titles: Mapping[str, str], after: str) -> None:
        """Copy sheets of a file, which is opened hidden for as long as that takes."""
        self._do("bring_in", str(path), dict(titles), after)

    def save_pdf(self, path: Path, target: Path) -> None:
        """Print a file, which is opened hidden for as long as that takes."""
        self._do("save_pdf", str(path), str(target))

    def protect(self, sheet: str, on: bool) -> None:
        """Protect the cells of a sheet, or give them free."""
        self._do("protect", sheet, on)

    def show_sheet(self, title: str, cell: str = "") -> None:
        """Bring a sheet before the user's eyes."""
        self._do("show_sheet", title, cell)

    # Cells

    def selection(self) -> Selection | None:
        """Return the selected cells, None for several areas or things that are drawn."""
        found = self._do("selection")
        return Selection(*found) if found else None

    def read(self, sheet: str, area: str) -> list[list[Any]]:
        """Return rows of values; an error is its text."""
        rows: list[list[Any]] = self._do("read", sheet, area)
        return rows

    def write(self, sheet: str, area: str, rows: Rows) -> None:
        """Write rows; formulas are understood in English, as Excel writes them."""
        self._do("write", sheet, area, [list(row) for row in rows])

    def type_in(self, sheet: str, cell: str, value: Any) -> bool:
        """Type into a cell; LibreOffice itself refuses it."""
        return bool(self._do("type_in", sheet, cell, value))

    def paste(self, sheet: str, source: str, cell: str) -> None:
        """Copy a cell with all that it has."""
        self._do("paste", sheet, source, cell)

    def write_formula(self, sheet: str, cell: str, formula: str) -> None:
        """Write a formula into a cell of texts."""
        self._do("write_formula", sheet, cell, formula)

    def fit_rows(self, sheet: str, area: str) -> None:
        """Fit the heights of the rows of an area to their texts."""
        self._do("fit_rows", sheet, area)

    def set_note(self, sheet: str, cell: str, text: str) -> None:
        """Give a cell a note in the place of any other."""
        self._do("set_note", sheet, cell, text)

    # The user

    def status(self, text: str) -> None:
        """Show a text in the status bar."""
        self._do("status", text)

    def progress(self, text: str, share: float) -> bool:
        """Show a window with a bar and a button to stop."""
        return bool(self._do("progress", text, share, TITLE, STOP))

    def tell(self, sentence: str) -> None:
        """Show a message box."""
        self._do("tell", sentence, TITLE)

    def confirm(self, question: str) -> bool:
        """Show a message box with a way back."""
        return bool(self._do("confirm", question, TITLE))

    def ask(self, question: str) -> str | None:
        """Show a dialog with one field."""
        answer: str | None = self._do("ask", question, TITLE, CANCEL)
        return answer

    def choose_file(self, title: str, pattern: str) -> Path | None:
        """Show the dialog for opening files."""
        chosen = self._do("choose_file", title, pattern)
        return Path(chosen) if chosen else None

    def choose_files(self, title: str, pattern: str) -> list[Path]:
        """Show the dialog for opening files, of which several may be chosen."""
        return [Path(name) for name in self._do("choose_files", title, pattern)]
