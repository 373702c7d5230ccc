"""The moment at which a button is pressed: what the workbook holds, who pressed it, the way back.

Everything that an action needs to know is read once, from a copy that the program saves aside.
"""

import getpass
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bpindex.case.closed import closing_of, is_as_closed
from bpindex.case.keys import Key
from bpindex.case.model import Case
from bpindex.cells.figures import FigureCell
from bpindex.cells.register import register_rows
from bpindex.codec.fields import print_moment
from bpindex.desk.contract import Desk, Rows
from bpindex.edits.taker import Stamp
from bpindex.errors import InputError, OlderWorkbookError
from bpindex.files.temporary import temporary_folder
from bpindex.index.periods import shown_month
from bpindex.memory.snapshot import Snapshot, pack, unpack
from bpindex.reading.harvesting import Answers
from bpindex.reading.workbook import Reading, read_with_harvest
from bpindex.sheets.layout import Layout
from bpindex.sheets.model import LAYOUT_VERSION
from bpindex.words import buttons as texts
from bpindex.words import history as history_texts

# Between the parts of a figure's key.
_BETWEEN = "\t"


@dataclass(frozen=True)
class WayBack:
    """What stood in the workbook before an action: enough to go back to it.

    Rows of the register, texts over figures by their keys (by address in old ones), the memory
    of the notice. `left` are the rows of the register that the action left, with what was pending
    on the sheets: whatever differs from them was typed since. `months` is the memory of months.
    """

    register: list[list[str]]
    typed_over: dict[str, str]
    snapshot: list[str]
    left: list[list[str]] | None = None
    months: dict[str, list[str]] | None = None

    def packed(self) -> list[str]:
        """Return it as texts for the state sheet."""
        return pack([self.register, self.typed_over, self.snapshot, self.left, self.months])

    def over(self, cells: Iterable[FigureCell]) -> Iterator[tuple[Key, FigureCell | None, str]]:
        """Yield the key, the present cell (None: it has none any more) and the text of figures."""
        by_name = {name: c for c in cells for name in (_BETWEEN.join(c.key), c.address)}
        for name, text in self.typed_over.items():
            cell = by_name.get(name)
            table, agency, column = cell.key if cell else [*name.split(_BETWEEN), "", ""][:3]
            yield (table, agency, column), cell, text

    @classmethod
    def unpacked(cls, chunks: Sequence[str]) -> "WayBack | None":
        """Return what `packed` gave, None where there is nothing to go back to.

        Raises InputError where there is something that cannot be read.
        """
        if not chunks:
            return None
        document = unpack(chunks)
        if not isinstance(document, list) or len(document) not in (3, 4, 5):
            raise InputError(texts.BACK_UNREADABLE)
        return cls(*document)


@dataclass(frozen=True)
class Moment:
    """What a desk's workbook holds, saved or not, with everything typed harvested; who and when."""

    desk: Desk
    reading: Reading
    stamp: Stamp

    @property
    def case(self) -> Case:
        """The case with everything typed in its register."""
        return self.reading.case

    @property
    def stored(self) -> Case:
        """The case as the sheets hold it."""
        return self.reading.stored

    @property
    def layout(self) -> Layout:
        """Where everything stands in the workbook."""
        return self.reading.layout

    @cached_property
    def register(self) -> list[list[str]]:
        """The rows of the register as the sheet holds them."""
        return self.register_of(self.stored, self.reading.snapshot)

    @property
    def register_as_it_stands(self) -> list[list[str]]:
        """The rows of the register in their places, with the blank ones that people left."""
        block = self.layout["corrections"].block("corrections")
        rows = dict(zip((item.row for item in self.stored.corrections), self.register, strict=True))
        blank = [""] * len(block.columns)
        last = max(rows, default=block.header_row)
        return [rows.get(number, blank) for number in range(block.first_row, last + 1)]

    def register_of(
        self, case: Case, made: Snapshot | None, kept: Mapping[str, str] | None = None
    ) -> list[list[str]]:
        """Return the rows of a register as the sheet holds them.

        `made` is the memory of the notice that stands there, `kept` are those of earlier months.
        """
        kept = self.reading.made.kept if kept is None else kept
        return as_texts(register_rows(self.layout, case, made, kept))

    def way_back(self, left: list[list[str]]) -> WayBack:
        """Return the way back to this moment from an action that leaves this register."""
        return WayBack(
            self.register,
            {_BETWEEN.join(cell.key): text for cell, text in self.reading.typed_over.items()},
            self.reading.snapshot_chunks,
            left,
            self.stored.months.to_document(),
        )


def this_moment(desk: Desk, *, closed_too: bool = False) -> Moment:
    """Return what the workbook holds now; raise InputError naming sheet and cell.

    A workbook of an older layout is refused: what is written has no place there. So is that of a
    closed month, unless somebody wants to amend it after it was issued, or only looks at it.
    """
    user = ""
    with suppress(Exception):
        user = getpass.getuser()
    stamp = Stamp(user, datetime.now().strftime("%Y-%m-%d %H:%M"))
    reading = read_desk(desk, stamp)
    if reading.layout.version != LAYOUT_VERSION:
        raise OlderWorkbookError(texts.UPGRADE_FIRST)
    if not closed_too:
        ask_to_amend(desk, reading.stored)
    answers = Answers()
    if displaced := reading.harvest.displaced:
        sheets = (
            texts.DISPLACED_ROWS.format(sheet=title, rows=ranges(rows))
            for title, rows in displaced.items()
        )
        typed = not desk.confirm(texts.DISPLACED.format(places="; ".join(sheets)))
        answers = replace(answers, displaced_as_typed=typed)
    if told := reading.in_doubt:
        is_older = not desk.confirm(texts.ASK_OVER.format(**told))
        answers = replace(answers, over_is_of_notice=is_older)
    if answers != Answers():
        reading = read_desk(desk, stamp, answers)
    return Moment(desk, reading, stamp)


def ask_to_amend(desk: Desk, case: Case, printed: str | None = None) -> bool:
    """Ask whether a closed month is to be amended; raise InputError where it is not.

    `printed` is the fingerprint of what is about to leave the office: the notice as the month
    was closed needs no question. Return whether it was asked.
    """
    last = closing_of(case)
    if last is None or (printed is not None and is_as_closed(case, printed)):
        return False
    closed = {"month": shown_month(last.period), "on": print_moment(last.on)}
    if not desk.confirm(history_texts.ASK_AMEND.format(**closed)):
        raise InputError(history_texts.CLOSED_REFUSED.format(**closed))
    return True


def read_desk(desk: Desk, stamp: Stamp | None = None, answers: Answers | None = None) -> Reading:
    """Return the workbook as read from a copy that its program saves aside."""
    with temporary_folder() as folder:
        path = folder / "BoChiSo.xlsm"
        desk.save_copy(path)
        reading = read_with_harvest(path, stamp, answers)
    # What is written to a sheet goes by its title.
    for title, own in reading.file.misnamed.items():
        desk.rename_sheet(title, own)
    return reading


def ranges(numbers: Sequence[int]) -> str:
    """Return row numbers as "12–16, 20"."""
    return ", ".join(f"{a}–{b}" if a != b else str(a) for a, b in runs(numbers))


def runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of numbers that follow each other."""
    first = 0
    for place, number in enumerate(numbers, 1):
        if place == len(numbers) or numbers[place] != number + 1:
            yield numbers[first], number
            first = place


def as_texts(rows: Rows) -> list[list[str]]:
    """Return rows of cells as texts, blank where there is nothing."""
    return [["" if cell is None else str(cell) for cell in row] for row in rows]
