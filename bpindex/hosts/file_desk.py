"""A workbook file as a desk without any office program: for tests, and for who has none.

Only cells and sheets that a request names are changed; every other part of the package, VBA,
buttons and stored values among them, stays byte for byte as it was. Nothing is computed: a formula
that is written has no value, and others keep theirs until a program opens the file, which then
computes all. Notes, heights of rows and the sheet that is shown are no part of the file.
"""

from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bpindex.codec.shown import Unclear
from bpindex.desk.contract import Rows, Selection
from bpindex.files.temporary import temporary_folder
from bpindex.reading.locks import locked_on
from bpindex.reading.opened_file import SheetsOfFile
from bpindex.render.pdf import render_pdf
from bpindex.sheets.addresses import area_bounds, column_letter
from bpindex.words import files as file_words
from bpindex.xlsx.elements import elements, replaced, without, written
from bpindex.xlsx.package import WORKBOOK, Package
from bpindex.xlsx.sheets import compute_when_opened, copy_sheet, delete_sheet, rename_sheet
from bpindex.xlsx.styles import STYLES, text_styles
from bpindex.xlsx.worksheet import inserted, write_cells

_PROTECTION = written("sheetProtection", {"sheet": "1", "objects": "1", "scenarios": "1"})


class FileDesk:
    """A workbook that was read from a file; copies alone write one.

    The caller says what is selected (on each sheet, and which of them is shown) and what the
    coming questions are answered, in order; what was told and asked is listed.
    """

    def __init__(self, path: Path) -> None:
        self._package, self._path = Package(path.read_bytes()), path
        self.selected: dict[str, Selection] = {}
        self.shown = next(iter(self._package.sheets()))
        self.notes: dict[tuple[str, str], str] = {}
        self.told: list[str] = []
        self.asked: list[str] = []
        self.states: list[str] = []
        # The share at which somebody wants to stop.
        self.stops_at: float | None = None
        self.agreed: list[bool] = []
        self.lines: list[str] = []
        self.chosen: list[Path] = []

    def select(self, sheet: str, cell: str, rows: int = 1, columns: int = 1) -> None:
        """Go to a sheet and select cells of it, as the user would."""
        self.shown = sheet
        column, row, _, _ = area_bounds(cell)
        self.selected[sheet] = Selection(sheet, row, column, rows, columns)

    # The whole workbook

    def content(self) -> bytes:
        """Return the file with everything changed since it was read."""
        return self._package.to_bytes()

    def save_copy(self, path: Path) -> None:
        """Write the file as it is to be read at once, not to be kept: so it need not be small."""
        path.write_bytes(self._package.to_bytes(small=False))

    def keep_copy(self, path: Path) -> None:
        """Write the file with everything changed since it was read."""
        path.write_bytes(self.content())

    def path(self) -> Path:
        """Return which file was read."""
        return self._path

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Nothing is computed, painted or asked here."""
        yield

    def recalculate(self) -> bool:
        """Nothing is computed here."""
        return False

    restart_server = recalculate

    @contextmanager
    def opened(self, path: Path) -> Iterator["FileDesk"]:
        """Read another file."""
        yield FileDesk(path)

    def program(self) -> str:
        """Say that there is none."""
        return file_words.NO_PROGRAM

    # Sheets

    def has_sheet(self, title: str) -> bool:
        """Return whether there is a sheet of this title."""
        return title in self._package.sheets()

    def rename_sheet(self, title: str, new_title: str) -> None:
        """Give a sheet another title; formulas that name it follow."""
        rename_sheet(self._package, title, new_title)

    def delete_sheet(self, title: str) -> None:
        """Take a sheet out of the file."""
        delete_sheet(self._package, title)

    def bring_in(self, path: Path, titles: Mapping[str, str], after: str) -> None:
        """Copy sheets of another file in, with what they need of its styles and drawings."""
        source = Package(path.read_bytes())
        for title, new_title in titles.items():
            copy_sheet(self._package, source, title, new_title, after)
            after = new_title

    def save_pdf(self, path: Path, target: Path) -> None:
        """Print a file through LibreOffice, which has to be installed for it."""
        target.write_bytes(render_pdf(path.read_bytes()))

    def protect(self, sheet: str, on: bool) -> None:
        """Protect a sheet or give it free; here nobody asks for a password."""
        parts, part = self._package.parts, self._package.sheets()[sheet]
        bare = without(parts[part], "sheetProtection")
        parts[part] = inserted(bare, _PROTECTION) if on else bare

    def show_sheet(self, title: str, cell: str = "") -> None:
        """Remember which sheet is shown, and which cell of it is selected."""
        self.shown = title
        if cell:
            self.select(title, cell)

    # Cells

    def selection(self) -> Selection | None:
        """Return what the caller selected on the sheet that is shown."""
        return self.selected.get(self.shown)

    def read(self, sheet: str, area: str) -> list[list[Any]]:
        """Return rows of values, of formulas the stored ones."""
        left, top, right, bottom = area_bounds(area)
        with temporary_folder() as folder:
            path = folder / "BoChiSo.xlsm"
            path.write_bytes(self._package.to_bytes(small=False))
            rows = SheetsOfFile(path).rows(sheet, bottom, right)
        return [[_held(value) for value in row[left - 1 :]] for row in rows[top - 1 :]]

    def write(self, sheet: str, area: str, rows: Rows) -> None:
        """Write rows from the first cell of an area on."""
        left, top, _, _ = area_bounds(area)
        values = {
            f"{column_letter(column)}{number}": value
            for number, row in enumerate(rows, top)
            for column, value in enumerate(row, left)
        }
        self._write(sheet, values, text_styles(self._package.parts[STYLES]))

    def type_in(self, sheet: str, cell: str, value: Any) -> bool:
        """Write where the protection that stands in the file would let somebody type."""
        parts, part = self._package.parts, self._package.sheets()[sheet]
        if (cell, False) in locked_on(parts[part], parts[STYLES]):
            return False
        self.write(sheet, cell, [[value]])
        return True

    def paste(self, sheet: str, source: str, cell: str) -> None:
        """Write what a cell holds into another one, which gets its style."""
        self.write(sheet, cell, self.read(sheet, source))
        parts, part = self._package.parts, self._package.sheets()[sheet]
        cells = {item.attributes["r"]: item for item in elements(parts[part], "c")}
        look = {"s": cells[source].attributes.get("s", "0")}
        target = cells[cell]
        pasted = written("c", {**target.attributes, **look}, target.inner or None)
        parts[part] = replaced(parts[part], [(target, pasted)])

    def write_formula(self, sheet: str, cell: str, formula: str) -> None:
        """Write a formula, whatever the format of the cell."""
        self._write(sheet, {cell: formula}, text_styles=())

    def fit_rows(self, sheet: str, area: str) -> None:
        """Heights are left to the program that shows the file."""

    def set_note(self, sheet: str, cell: str, text: str) -> None:
        """Remember the note of a cell."""
        self.notes.pop((sheet, cell), None)
        if text:
            self.notes[sheet, cell] = text

    # The user

    def status(self, text: str) -> None:
        """List what is being done."""
        self.states.append(text)

    def progress(self, text: str, share: float) -> bool:
        """List what is being done, and stop where that was said before."""
        self.states.append(text)
        return self.stops_at is None or share < self.stops_at

    def tell(self, sentence: str) -> None:
        """List a message."""
        self.told.append(sentence)

    def confirm(self, question: str) -> bool:
        """Give the next answer, or yes."""
        self.asked.append(question)
        return self.agreed.pop(0) if self.agreed else True

    def ask(self, question: str) -> str | None:
        """Give the next line, or none."""
        self.asked.append(question)
        return self.lines.pop(0) if self.lines else None

    def choose_file(self, title: str, pattern: str) -> Path | None:
        """Give the next file, or none."""
        self.asked.append(title)
        return self.chosen.pop(0) if self.chosen else None

    def choose_files(self, title: str, pattern: str) -> list[Path]:
        """Give all files that are left."""
        self.asked.append(title)
        chosen, self.chosen = self.chosen, []
        return chosen

    # The file

    def _write(self, sheet: str, values: Mapping[str, Any], text_styles: Container[str]) -> None:
        """Write cells; the program that opens the file computes all, in an order of its own."""
        parts, part = self._package.parts, self._package.sheets()[sheet]
        parts[part] = write_cells(parts[part], values, text_styles)
        relations = self._package.relations(WORKBOOK)
        for relation in relations.of_kind("calcChain"):
            relations.drop(relation)
            self._package.drop(relation.target)
        compute_when_opened(self._package)


def _held(value: Any) -> Any:
    """Return what a cell holds: an error by its name, nothing for a formula not yet calculated."""
    if not isinstance(value, Unclear):
        return value
    return None if value.why == file_words.NOT_CALCULATED else value.text
