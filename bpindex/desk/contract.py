"""What a program that holds the workbook must be able to do, for whatever a button does.

Actions talk to a desk alone. `excel` fulfils it through xlwings, `libreoffice` over UNO,
`file_desk` over a workbook file without any office program. Rows and columns are counted from 1,
sheets are known by title, areas by address such as "B5:D9" without marks of absoluteness.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

Rows = Sequence[Sequence[Any]]
# The longest question that `ask` takes: Excel shows none that is longer, and asks nothing.
LONGEST_QUESTION = 255
# The longest question of `confirm`, some letters less than a box of Windows shows.
LONGEST_CONFIRM = 1000


class DeskBusyError(Exception):
    """The program refuses every request for now, since a cell is being edited."""


@dataclass(frozen=True)
class Selection:
    """The selected cells of one sheet, from the first one on."""

    sheet: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1

    def covers(self, row: int, column: int) -> bool:
        """Return whether a cell is among the selected ones."""
        return 0 <= row - self.row < self.rows and 0 <= column - self.column < self.columns


class Desk(Protocol):
    """One open workbook and the program around it.

    A request that names a sheet or a cell that is not there raises whatever its program raises;
    every request to a program that refuses all for now raises DeskBusyError. What an action
    began it undoes by further requests, so none needs to be undone by the desk itself.
    """

    # The whole workbook

    def save_copy(self, path: Path) -> None:
        """Store a copy with everything unsaved; the workbook itself stays as it is."""

    def keep_copy(self, path: Path) -> None:
        """Store a copy that people open later, in Excel too; where it cannot be one, raise."""

    def path(self) -> Path | None:
        """Return where the workbook lies; None where it was never saved or lies on no disk."""

    def quiet(self) -> AbstractContextManager[None]:
        """Hold calculation, painting, events and questions, and give each back as it was.

        Each that can be: one that is refused keeps no other from being given back.
        """

    def recalculate(self) -> bool:
        """Compute all formulas of the workbook anew; return whether this program can."""

    def restart_server(self) -> bool:
        """End the Python that computes the functions, as if it were killed, and have it back.

        Return whether this program can: not where there is none, nor from inside that Python.
        """

    def opened(self, path: Path) -> AbstractContextManager["Desk"]:
        """Open another workbook of ours in such a program, to be closed again without saving."""

    def program(self) -> str:
        """Return what the program is called, with its version."""

    # Sheets

    def has_sheet(self, title: str) -> bool:
        """Return whether there is a sheet of this title, hidden ones included."""

    def rename_sheet(self, title: str, new_title: str) -> None:
        """Give a sheet another title that no sheet has."""

    def delete_sheet(self, title: str) -> None:
        """Delete a sheet without asking."""

    def bring_in(self, path: Path, titles: Mapping[str, str], after: str) -> None:
        """Copy sheets of a workbook file, each under its new title, behind the sheet `after`.

        In their order, with page, print titles and looks as they are; the file is closed again.
        When it fails, some of them may stand there already.
        """

    def save_pdf(self, path: Path, target: Path) -> None:
        """Print all sheets of a workbook file into one PDF; the file is closed again."""

    def protect(self, sheet: str, on: bool) -> None:
        """Protect the cells of a sheet without a password, or give them free.

        Raises what its program raises where somebody gave it a password.
        """

    def show_sheet(self, title: str, cell: str = "") -> None:
        """Bring a sheet before the user's eyes, with a cell selected where one is named."""

    # Cells

    def selection(self) -> Selection | None:
        """Return what the user has selected on the sheet that is shown, None for no cell."""

    def read(self, sheet: str, area: str) -> list[list[Any]]:
        """Return rows of values: texts, numbers, None for blank cells."""

    def write(self, sheet: str, area: str, rows: Rows) -> None:
        """Write rows of texts, numbers and formulas ("=…"), None and "" for blank cells.

        Into a cell whose format is that of texts everything is written as it is; into another
        one a text behind an apostrophe is written without it, and stays a text whatever it says.
        A protection that refuses this is lifted meanwhile; where it has a password, it raises.
        """

    def type_in(self, sheet: str, cell: str, value: Any) -> bool:
        """Write as people type: return False, with nothing written, where protection forbids it."""

    def paste(self, sheet: str, source: str, cell: str) -> None:
        """Copy a cell of a sheet over another one, with its look and whether it is locked."""

    def write_formula(self, sheet: str, cell: str, formula: str) -> None:
        """Write a formula into a cell whose format is that of texts, and stays so."""

    def fit_rows(self, sheet: str, area: str) -> None:
        """Fit the heights of the rows of an area to their texts."""

    def set_note(self, sheet: str, cell: str, text: str) -> None:
        """Give a cell a note in the place of any other, or none where the text is blank."""

    # The user

    def status(self, text: str) -> None:
        """Show what is being done; a blank text gives the status bar back."""

    def progress(self, text: str, share: float) -> bool:
        """Show how far something is, a share of 1; return False where the user wants to stop.

        The first share is 0; `status` with a blank text ends it.
        """

    def tell(self, sentence: str) -> None:
        """Show one message and wait until it has been read, also while the program is busy."""

    def confirm(self, question: str) -> bool:
        """Ask a question of LONGEST_CONFIRM and return whether it was agreed to."""

    def ask(self, question: str) -> str | None:
        """Ask for a line of text by a question of LONGEST_QUESTION; None when none is given."""

    def choose_file(self, title: str, pattern: str) -> Path | None:
        """Let the user choose an existing file of a pattern such as "*.xlsm"; None for none."""

    def choose_files(self, title: str, pattern: str) -> list[Path]:
        """Let the user choose existing files of a pattern, several at once; none for none."""
