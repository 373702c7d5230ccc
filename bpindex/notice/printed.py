"""Every text that prints, after the register, with the text as computed remembered by its key."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from bpindex.case.correction import Correction, Form, FormAspect
from bpindex.case.keys import (
    NAME_COLUMN,
    NOTE_COLUMN,
    STT_COLUMN,
    WRITE_IN,
    BlockKind,
    Key,
    appendix_columns,
)
from bpindex.case.rows import RowId, RowKey
from bpindex.notice.model import Block, Figure, Run, TableRow
from bpindex.register.lookup import Register


class PrintedTexts:
    """Looks each text up in the register and remembers what was computed for it."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.computed: dict[Key, str] = {}
        self.applied: list[Correction] = []
        self._bold = {
            form.row: item.corrected
            for item, form in register.of(Form)
            if form.aspect is FormAspect.BOLD
        }

    def apply(self, key: Key, computed: str) -> tuple[str, Correction | None]:
        """Return the text to print and the correction behind it, if any."""
        self.computed[key] = computed
        text, correction = self.register.apply(key, computed)
        if correction is not None:
            self.applied.append(correction)
        return text, correction

    def text(self, table: str, agency: str, column: str, computed: str) -> str:
        """Return the text to print for a cell that is no figure."""
        return self.apply((table, agency, column), computed)[0]

    def row(self, table: str, agency: str, computed: Mapping[str, str]) -> TableRow:
        """Return the row to print, from the computed text of each of its columns."""
        cells = {}
        for column, text in computed.items():
            printed, correction = self.apply((table, agency, column), text)
            cells[column] = Figure(column, printed, text, correction)
        stt, name, note = (
            cells.pop(column).text if column in cells else ""
            for column in (STT_COLUMN, NAME_COLUMN, NOTE_COLUMN)
        )
        return TableRow(agency, stt, name, tuple(cells.values()), note, table)

    def late_row(self, row: RowId, computed: Sequence[str]) -> tuple[str, ...]:
        """Return the texts to print in a row of the appendix."""
        cells = zip(appendix_columns(), computed, strict=False)
        return tuple(self.text(row.table, row.name, column, text) for column, text in cells)

    def block(self, block_id: str, kind: BlockKind, runs: Sequence[Run]) -> Block:
        """Return the block to print; a corrected text keeps what was bold in it."""
        computed = "".join(run.text for run in runs)
        text, correction = self.apply(("", "", block_id), computed)
        bold = self._bold.get(RowKey.of(RowId.block(block_id)))
        if bold is not None:
            return Block(block_id, kind, runs_of(text, ranges_of(bold)), correction)
        if correction is None or text == computed:
            return Block(block_id, kind, tuple(runs), correction)
        kept = [run.text for run in runs if run.bold and not run.blank]
        return Block(block_id, kind, runs_of(text, _found(text, kept)), correction)


def runs_of(text: str, bold: Sequence[tuple[int, int]] = ()) -> tuple[Run, ...]:
    """Return the runs of a text of which some ranges are bold; a space to write in stays one."""
    marks = sorted({0, len(text), *(min(end, len(text)) for pair in bold for end in pair)})
    runs: list[Run] = []
    for start, end in pairwise(marks):
        is_bold = any(first <= start and end <= last for first, last in bold)
        for piece in re.split(f"({WRITE_IN})", text[start:end]):
            if piece == WRITE_IN:
                runs.append(Run(" ", is_bold, blank=True))
            elif piece:
                runs.append(Run(piece, is_bold))
    return tuple(runs)


def ranges_of(text: str) -> list[tuple[int, int]]:
    """Return the ranges of "3-10;14-20"; what is no range is left out."""
    found = re.findall(r"(\d+)-(\d+)", text)
    return [(int(start), int(end)) for start, end in found]


def bold_ranges(runs: Sequence[Run]) -> str:
    """Return the ranges of the bold letters of some runs: the other way round."""
    ranges: list[list[int]] = []
    place = 0
    for run in runs:
        if run.bold and ranges and ranges[-1][1] == place:
            ranges[-1][1] += len(run.text)
        elif run.bold:
            ranges.append([place, place + len(run.text)])
        place += len(run.text)
    return ";".join(f"{start}-{end}" for start, end in ranges)


def _found(text: str, pieces: Sequence[str]) -> list[tuple[int, int]]:
    """Return where bold pieces still stand in a corrected text, each just once."""
    return [
        (start, start + len(piece))
        for piece in pieces
        if text.count(piece) == 1 and (start := text.index(piece)) >= 0
    ]
