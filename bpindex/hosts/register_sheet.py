"""What an action leaves in the workbook: register, figures, notes, trail, memory, the way back.

Everything is written in a few blocks.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from bpindex import __version__
from bpindex.case.correction import Correction, Form
from bpindex.case.model import Case
from bpindex.case.records import TrailRow
from bpindex.case.rows import RowId, RowKey
from bpindex.edits.snapshot import Snapshot, dump_snapshot
from bpindex.errors import InputError
from bpindex.hosts.changes import Changes
from bpindex.hosts.desk import Rows
from bpindex.hosts.moment import Moment, WayBack, as_texts
from bpindex.page.plan import KEY_ROW
from bpindex.sheets.addresses import as_text, column_letter
from bpindex.sheets.cells import record_rows
from bpindex.sheets.figure_cells import figure_cells
from bpindex.sheets.register_rows import note_text, register_rows
from bpindex.sheets.state_sheet import BEFORE_COLUMN, CAPACITY, SNAPSHOT_COLUMN, STATE_SHEET
from bpindex.words import buttons as texts


def record(
    changes: Changes, moment: Moment, case: Case, action: str, snapshot: Snapshot | None
) -> None:
    """Write the register of a case, with all that belongs to it.

    `snapshot` is the memory of the notice that is made of the case, None where none is.
    """
    most, found = moment.layout.capacity.corrections, len(case.corrections)
    if found > most:
        raise InputError(texts.REGISTER_FULL.format(found=found, most=most))
    places = _rows_of_notice(snapshot) if snapshot else {}
    old, new = (
        as_texts(register_rows(moment.layout, item, places)) for item in (moment.stored, case)
    )
    _write_rows(changes, moment, "corrections", new, old)
    _give_formulas_back(changes, moment)
    chunks = dump_snapshot(snapshot) if snapshot else moment.reading.snapshot_chunks
    _write_state(changes, moment, chunks)
    _add_to_trail(changes, moment, case, action, snapshot.fingerprint if snapshot else "")


def go_back(changes: Changes, moment: Moment, back: WayBack) -> None:
    """Write what stood in the workbook before the last action, texts over figures included."""
    old = as_texts(register_rows(moment.layout, moment.stored))
    _write_rows(changes, moment, "corrections", back.register, old)
    _give_formulas_back(changes, moment)
    formulas = {cell.address: cell.formula for cell in figure_cells(moment.layout, moment.stored)}
    for address, text in back.typed_over.items():
        changes.write_text(moment.layout["figures"].title, address, text, formulas[address])
    _write_state(changes, moment, back.snapshot)
    snapshot = moment.reading.snapshot
    fingerprint = snapshot.fingerprint if snapshot else ""
    _add_to_trail(changes, moment, moment.stored, texts.ACTION_RESTORE, fingerprint)


def note_corrected(moment: Moment, after: Sequence[Correction]) -> None:
    """Explain every corrected figure in a note of its cell."""
    cells = {cell.key: cell.address for cell in figure_cells(moment.layout, moment.stored)}
    old, new = (
        {item.key: note_text(item) for item in items if item.in_force and item.key in cells}
        for items in (moment.stored.corrections, after)
    )
    for key in old.keys() | new.keys():
        if old.get(key) != new.get(key):
            # A note is an explanation: the action does not fail for one.
            with suppress(Exception):
                title = moment.layout["figures"].title
                moment.desk.set_note(title, cells[key], new.get(key, ""))


def _give_formulas_back(changes: Changes, moment: Moment) -> None:
    """Give the figures that were typed over their formulas back: the register shows them."""
    title = moment.layout["figures"].title
    for cell, text in moment.reading.typed_over.items():
        changes.write_formula(title, cell.address, cell.formula, text)


def _write_state(changes: Changes, moment: Moment, snapshot: Sequence[str]) -> None:
    """Keep the memory of the notice, and the way back to what was before."""
    back = moment.way_back.packed()
    if max(len(snapshot), len(back)) > CAPACITY:
        raise InputError(texts.STATE_FULL)
    count = max(len(snapshot), len(back), len(moment.reading.snapshot_chunks), 1)
    area = f"{column_letter(SNAPSHOT_COLUMN)}1:{column_letter(BEFORE_COLUMN)}{count}"
    columns = ([*chunks, *[""] * (count - len(chunks))] for chunks in (snapshot, back))
    before = changes.desk.read(STATE_SHEET, area)
    changes.write(STATE_SHEET, area, list(zip(*columns, strict=True)), before)


def _add_to_trail(
    changes: Changes, moment: Moment, case: Case, action: str, fingerprint: str
) -> None:
    """Add a line to the trail; a full trail keeps what it has."""
    block = moment.layout["trail"].block("trail")
    number = max([block.first_row - 1, *(item.row for item in moment.stored.trail)]) + 1
    if number > block.last_row:
        return
    corrected = sum(i.in_force and not isinstance(i.what, Form) for i in case.corrections)
    who = moment.stamp
    row = TrailRow(
        who.on, who.by, action, str(case.period), fingerprint, str(corrected), __version__
    )
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


def _rows_of_notice(snapshot: Snapshot) -> Mapping[RowId | RowKey, int]:
    """Return the row of the notice by the identity and by the key of what stands there."""
    rows: dict[RowId | RowKey, int] = {}
    for sheet in snapshot.sheets[:1]:
        for number, row in enumerate(sheet.rows, KEY_ROW + 1):
            rows.setdefault(row.key, number)
            for cell in row.cells:
                rows.setdefault(RowId.holding(cell.key), number)
    return rows
