"""What the macros keep in the workbook: register, figures, cell notes, trail, the way back.

Everything is written in a few blocks, and put back as it was when any of it fails.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

import xlwings as xw

from bpindex.case.correction import Correction, Form
from bpindex.case.model import Case
from bpindex.case.records import TrailRow
from bpindex.case.rows import RowId, RowKey
from bpindex.edits.snapshot import pack, unpack
from bpindex.errors import InputError
from bpindex.sheets.cells import record_rows
from bpindex.sheets.figure_cells import FigureCell, figure_cells
from bpindex.sheets.layout import MAX_CORRECTIONS, Block
from bpindex.sheets.letters import column_letter
from bpindex.sheets.links import as_text
from bpindex.sheets.notes import note_text
from bpindex.sheets.register_rows import register_rows
from bpindex.sheets.sheets import Layout
from bpindex.sheets.state_sheet import CAPACITY, STATE_SHEET
from bpindex.words import buttons as texts

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Before:
    """What stood in the workbook before a run: enough to go back to it."""

    register: list[list[str]]
    typed_over: dict[str, str]
    snapshot: list[str]

    def packed(self) -> list[str]:
        """Return it as texts for the state sheet."""
        return pack([self.register, self.typed_over, self.snapshot])


def unpacked(chunks: Sequence[str]) -> Before | None:
    """Return what `packed` gave, None where there is nothing to go back to."""
    document = unpack(chunks)
    return Before(*document) if isinstance(document, list) and len(document) == 3 else None


class RegisterWriter:
    """Writes into one workbook, and remembers how to undo it."""

    def __init__(self, book: xw.Book, layout: Layout, case: Case) -> None:
        self._book = book
        self._layout = layout
        self._case = case
        self._undo: list[Callable[[], None]] = []

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Undo everything written inside when any of it, or what follows inside, fails."""
        try:
            yield
        except BaseException:
            for step in reversed(self._undo):
                with suppress(Exception):
                    step()
            raise

    def register(self, case: Case, notice_rows: Mapping[RowId | RowKey, int]) -> None:
        """Write the register of a case in the place of that in the workbook."""
        if len(case.corrections) > MAX_CORRECTIONS:
            found = len(case.corrections)
            raise InputError(texts.REGISTER_FULL.format(found=found, most=MAX_CORRECTIONS))
        new = register_rows(self._layout, case, notice_rows)
        old = register_rows(self._layout, self._case, notice_rows)
        block = self._layout["corrections"].block("corrections")
        self._rows("corrections", block, block.first_row, _texts(new), _texts(old))

    def raw_register(self, rows: Rows, old: Rows) -> None:
        """Write rows of the register as they were kept."""
        block = self._layout["corrections"].block("corrections")
        self._rows("corrections", block, block.first_row, _texts(rows), _texts(old))

    def formulas(self, typed_over: Mapping[FigureCell, str]) -> None:
        """Give the figures that were typed over their formulas back: the register shows them."""
        sheet = self._book.sheets[self._layout["figures"].title]
        for cell, text in typed_over.items():
            target = sheet.range((cell.row, cell.column))
            self._undo.append(partial(_write_text, target, text))
            _write_formula(target, cell.formula)

    def typed_texts(self, typed_over: Mapping[str, str]) -> None:
        """Put texts over figures once more, by address."""
        sheet = self._book.sheets[self._layout["figures"].title]
        formulas = {cell.address: cell.formula for cell in figure_cells(self._layout, self._case)}
        for address, text in typed_over.items():
            target = sheet.range(address)
            self._undo.append(partial(_write_formula, target, formulas[address]))
            _write_text(target, text)

    def notes(self, before: Sequence[Correction], after: Sequence[Correction]) -> None:
        """Explain every corrected figure in a note of its cell."""
        cells = {cell.key: cell for cell in figure_cells(self._layout, self._case)}
        old = {i.key: note_text(i) for i in before if i.in_force and i.key in cells}
        new = {i.key: note_text(i) for i in after if i.in_force and i.key in cells}
        sheet = self._book.sheets[self._layout["figures"].title]
        for key in old.keys() | new.keys():
            if old.get(key) == new.get(key):
                continue
            target = sheet.range((cells[key].row, cells[key].column))
            # A note is an explanation: the run does not fail for one.
            with suppress(Exception):
                if (note := target.note) is not None:
                    note.delete()
                if key in new:
                    target.add_note(new[key])

    def trail(self, row: TrailRow) -> None:
        """Add a line to the trail; a full trail keeps what it has."""
        block = self._layout["trail"].block("trail")
        used = [item.row for item in self._case.trail]
        number = max([block.first_row - 1, *used]) + 1
        if number <= block.last_row:
            cells = [[as_text(text) for text in _texts(record_rows(block, [row]))[0]]]
            self._rows("trail", block, number, cells, [[""] * len(block.columns)])

    def state(self, snapshot: Sequence[str], before: Before, old: Sequence[str]) -> None:
        """Keep what was generated now, and the way back to what was before."""
        back = before.packed()
        if max(len(snapshot), len(back)) > CAPACITY:
            raise InputError(texts.STATE_FULL)
        count = max(len(snapshot), len(back), len(old), 1)
        sheet = self._book.sheets[STATE_SHEET]
        target = sheet.range((1, 1), (count, 2))
        previous = target.raw_value
        self._undo.append(lambda: setattr(target, "raw_value", previous))
        padded = [(*column, *[""] * (count - len(column))) for column in (snapshot, back)]
        target.raw_value = tuple(zip(*padded, strict=True))

    def _rows(self, sheet_id: str, block: Block, first: int, new: Rows, old: Rows) -> None:
        """Write rows over others; what reaches further down is wiped out."""
        count = max(len(new), len(old))
        if new == old:
            return
        blank = [""] * len(block.columns)
        left, right = block.first_column, block.first_column + len(block.columns) - 1
        letters = column_letter(left), column_letter(right)
        area = f"{letters[0]}{first}:{letters[1]}{first + count - 1}"
        target = self._book.sheets[self._layout[sheet_id].title].range(area)

        def write(rows: Rows) -> None:
            padded = [*rows, *[blank] * (count - len(rows))]
            target.raw_value = tuple(map(tuple, padded))

        self._undo.append(lambda: write(old))
        write(new)


def _write_formula(target: xw.Range, formula: str) -> None:
    """Write a formula into a text cell: it stays one where the cell is none for a moment."""
    target.number_format = "General"
    target.raw_value = formula
    target.number_format = "@"


def _write_text(target: xw.Range, text: str) -> None:
    """Write a text into a text cell, which takes it as it is."""
    target.raw_value = text


def _texts(rows: Rows) -> list[list[str]]:
    """Return rows of cells as texts, blank where there is nothing."""
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def corrected_figures(corrections: Sequence[Correction]) -> int:
    """Return how many corrections are in force, forms left aside."""
    return sum(item.in_force and not isinstance(item.what, Form) for item in corrections)
