"""What an action leaves in the workbook, all of it or nothing: register, notice, memory, trail.

Everything is written in a few blocks, so the number of requests is the same whatever they hold.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from bpindex import __version__
from bpindex.case.belonging import dated, items_of, of_month
from bpindex.case.correction import Form
from bpindex.case.model import Case
from bpindex.case.months import Months
from bpindex.case.records import TrailRow
from bpindex.cells.figures import figure_cells
from bpindex.cells.records import record_rows
from bpindex.cells.register import note_text, register_from
from bpindex.codec.fields import cell_text
from bpindex.desk.contract import Desk, Rows
from bpindex.desk.moment import Moment, WayBack, as_texts
from bpindex.errors import InputError
from bpindex.memory.snapshot import Snapshot, dump_snapshot, load_snapshot, pack
from bpindex.page.memory import first_looks
from bpindex.reading.workbook import Reading
from bpindex.register.merging import with_changes
from bpindex.sheets.addresses import as_text, column_letter
from bpindex.sheets.state_sheet import CAPACITY, MONTHS_COLUMN, SNAPSHOT_COLUMN, STATE_SHEET
from bpindex.words import buttons as texts


@contextmanager
def all_or_nothing(desk: Desk) -> Iterator["Changes"]:
    """Give the changes of one action; undo them when any of them, or what follows inside, fails."""
    changes = Changes(desk)
    try:
        yield changes
    except BaseException:
        changes.undo()
        raise


class Changes:
    """Changes a workbook through its desk, and remembers for each how it is undone."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._steps: list[Callable[[], None]] = []

    def undo(self) -> None:
        """Undo everything, the last change first; what cannot be undone keeps no other from it."""
        for step in reversed(self._steps):
            with suppress(Exception):
                step()

    def write(self, sheet: str, area: str, rows: Rows, before: Rows) -> None:
        """Write rows over others."""
        self._steps.append(partial(self.desk.write, sheet, area, before))
        self.desk.write(sheet, area, rows)

    def write_formula(self, sheet: str, cell: str, formula: str, text: str) -> None:
        """Give a cell its formula in the place of a text."""
        self._steps.append(partial(self.desk.write, sheet, cell, [[text]]))
        self.desk.write_formula(sheet, cell, formula)

    def write_text(self, sheet: str, cell: str, text: str, formula: str) -> None:
        """Give a cell a text in the place of its formula."""
        self._steps.append(partial(self.desk.write_formula, sheet, cell, formula))
        self.desk.write(sheet, cell, [[text]])

    def rename_sheet(self, title: str, new_title: str) -> None:
        """Give a sheet another title."""
        self._steps.append(partial(self.desk.rename_sheet, new_title, title))
        self.desk.rename_sheet(title, new_title)

    def protect(self, sheet: str, on: bool) -> None:
        """Protect a sheet or give it free; one that refuses is left as it is."""
        self.desk.protect(sheet, on)
        self._steps.append(partial(self.desk.protect, sheet, not on))

    def bring_in(self, path: Path, titles: Mapping[str, str], after: str) -> None:
        """Copy sheets of a workbook file in, each under its new title."""
        self._steps += [partial(self.desk.delete_sheet, title) for title in titles.values()]
        self.desk.bring_in(path, titles, after)


def record(
    changes: Changes,
    moment: Moment,
    case: Case,
    action: str,
    snapshot: Snapshot | None,
    kept: Mapping[str, str] | None = None,
) -> None:
    """Write the register of a case, with all that belongs to it.

    `snapshot` is the memory of the notice that is made of the case, None where none is; `kept`
    are the titles of earlier months' notices where they are about to change.
    """
    most, found = moment.layout.capacity.corrections, len(case.corrections)
    if found > most:
        raise InputError(texts.REGISTER_FULL.format(found=found, most=most))
    new = moment.register_of(case, snapshot or moment.reading.snapshot, kept)
    # What stays on the sheets and was taken is not taken again: it may be withdrawn meanwhile.
    memory = snapshot or moment.reading.seen
    chunks = dump_snapshot(memory) if memory else moment.reading.snapshot_chunks
    # What was printed belongs to its month from now on.
    months = case.months.kept(items_of(case), case.key) if snapshot else case.months
    _leave(changes, moment, new, chunks, months)
    _name_month(changes, moment)
    _date_dossiers(changes, moment, dated(replace(case, months=months)))
    add_to_trail(changes, moment, case, action, snapshot.fingerprint if snapshot else "")


def go_back(changes: Changes, moment: Moment, back: WayBack) -> None:
    """Write what stood in the workbook before the last action, texts over figures included.

    What was typed since then is kept: it is in force in the register that was gone back to.
    """
    layout = moment.layout
    before = register_from(layout, moment.stored, back.register)
    left = (
        dated(moment.stored).corrections
        if back.left is None
        else register_from(layout, moment.stored, back.left)
    )
    kept, typed = with_changes(before, left, moment.case.corrections)
    over = list(back.over(figure_cells(layout, moment.stored)))
    # A figure that has no cell any more, over which its text would stand, stays in the register.
    gone = {key for key, cell, _ in over if cell is None}
    lost = [item for item in moment.case.corrections if item.key in gone and item.in_force]
    kept, typed = [*kept, *lost], typed | gone
    register = back.register
    if typed:
        made = load_snapshot(back.snapshot, first_looks())
        case = replace(moment.stored, corrections=tuple(kept))
        register = moment.register_of(case, made)
    months = moment.stored.months if back.months is None else Months.from_document(back.months)
    _leave(changes, moment, register, back.snapshot, months)
    for key, cell, text in over:
        if cell is not None and key not in typed:
            changes.write_text(layout["figures"].title, cell.address, text, cell.formula)
    made = moment.reading.snapshot
    mark = made.fingerprint if made else ""
    add_to_trail(changes, moment, moment.stored, texts.ACTION_RESTORE, mark)


def remember_pending(changes: Changes, moment: Moment, reading: Reading) -> None:
    """Remember what is still to be taken from the sheets gone back to: it is not typed since."""
    left = moment.register_of(reading.case, reading.snapshot)
    _write_state(changes, moment, reading.snapshot_chunks, left, reading.stored.months)


def note_corrected(moment: Moment, after: Case) -> None:
    """Explain every corrected figure in a note of its cell; those of the last month's go."""
    cells = {cell.key: cell.address for cell in figure_cells(moment.layout, moment.stored)}
    last = [i for i in moment.stored.corrections if i.period == moment.reading.month]
    was, old, new = (
        {
            item.key: note_text(item)
            for item in items
            if item.in_force and item.is_text and item.key in cells
        }
        for items in (last, *(of_month(case).corrections for case in (moment.stored, after)))
    )
    old = was | old
    for key in old.keys() | new.keys():
        if old.get(key) != new.get(key):
            # A note is an explanation: the action does not fail for one.
            with suppress(Exception):
                title = moment.layout["figures"].title
                moment.desk.set_note(title, cells[key], new.get(key, ""))


def _leave(
    changes: Changes,
    moment: Moment,
    register: Rows,
    snapshot: Sequence[str],
    months: Months,
) -> None:
    """Write the register, the memory of notice and months, and the way back to what was before.

    The figures that were typed over get their formulas back: the register shows them. So do
    those whose formula had turned into a text.
    """
    _write_rows(changes, moment, "corrections", register, moment.register_as_it_stands)
    title = moment.layout["figures"].title
    for cell, text in (moment.reading.typed_over | moment.reading.as_texts).items():
        changes.write_formula(title, cell.address, cell.formula, text)
    _write_state(changes, moment, snapshot, as_texts(register), months)


def _write_state(
    changes: Changes,
    moment: Moment,
    snapshot: Sequence[str],
    left: list[list[str]],
    months: Months,
) -> None:
    """Write the memory of notice and months, and the way back to what was before."""
    kept = (snapshot, moment.way_back(left).packed(), pack(months.to_document()))
    was = (moment.reading.snapshot_chunks, pack(moment.stored.months.to_document()))
    count = max(map(len, (*kept, *was)))
    if max(map(len, kept)) > CAPACITY:
        raise InputError(texts.STATE_FULL)
    area = f"{column_letter(SNAPSHOT_COLUMN)}1:{column_letter(MONTHS_COLUMN)}{count}"
    columns = ([*chunks, *[""] * (count - len(chunks))] for chunks in kept)
    before = changes.desk.read(STATE_SHEET, area)
    changes.write(STATE_SHEET, area, list(zip(*columns, strict=True)), before)


def _name_month(changes: Changes, moment: Moment) -> None:
    """Write the month of the settings as people write it; formulas may not know another form."""
    sheet = moment.layout["settings"]
    block = sheet.block("settings")
    numbers = {single.key: number for number, single in enumerate(block.singles, block.first_row)}
    cell = block.address(numbers["period"], "value")
    before, month = moment.reading.file.cell(sheet.title, cell), f"{moment.stored.period}"
    if cell_text(before) != month:
        changes.write(sheet.title, cell, [[month]], [[before]])


def _date_dossiers(changes: Changes, moment: Moment, case: Case) -> None:
    """Write beside every late dossier the month to which it belongs."""
    sheet = moment.layout["late_dossiers"]
    block = sheet.block("late_dossiers")
    last = max((item.row for item in case.late_dossiers), default=0)
    if not last:
        return
    area = f"{block.address(block.first_row, 'period')}:{block.address(last, 'period')}"
    before = changes.desk.read(sheet.title, area)
    new = {item.row: item.period for item in case.late_dossiers}
    rows = [[new.get(number, old)] for number, (old,) in enumerate(before, block.first_row)]
    if rows != before:
        changes.write(sheet.title, area, rows, before)


def add_to_trail(
    changes: Changes, moment: Moment, case: Case, action: str, fingerprint: str = ""
) -> None:
    """Add a line to the trail; a full trail keeps what it has."""
    block = moment.layout["trail"].block("trail")
    number = max([block.first_row - 1, *(item.row for item in moment.stored.trail)]) + 1
    if number > block.last_row:
        return
    own = of_month(case).corrections
    corrected = sum(item.in_force and not isinstance(item.what, Form) for item in own)
    who = moment.stamp
    row = TrailRow(who.on, who.by, action, case.key, fingerprint, str(corrected), __version__)
    cells = [[as_text(text) for text in as_texts(record_rows(block, [row]))[0]]]
    _write_rows(changes, moment, "trail", cells, [], number)


def _write_rows(
    changes: Changes, moment: Moment, name: str, new: Rows, old: Rows, first: int = 0
) -> None:
    """Write rows over others of the sheet whose block has its name; what is left over goes."""
    if new == old:
        return
    block = moment.layout[name].block(name)
    first = first or block.first_row
    count, width = max(len(new), len(old)), len(block.columns)
    left, right = block.first_column, block.first_column + width - 1
    area = f"{column_letter(left)}{first}:{column_letter(right)}{first + count - 1}"
    filled, before = ([*rows, *[[""] * width] * (count - len(rows))] for rows in (new, old))
    changes.write(moment.layout[name].title, area, filled, before)
