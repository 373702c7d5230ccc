"""The macros about corrections: withdraw one or a kind, go back, take a colleague's register.

Each of them harvests first, so that what was typed in the meantime is not lost, and makes the
notice anew where there is one.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import xlwings as xw

from bpindex.case.correction import Correction, CorrectionState
from bpindex.case.model import Case
from bpindex.errors import InputError
from bpindex.hosts.generating import Run, begin, generate, trail_row, with_reason, write_register
from bpindex.hosts.notice_sheets import copied, swap_previous
from bpindex.hosts.register_sheet import RegisterWriter, unpacked
from bpindex.hosts.selected_cell import selected
from bpindex.hosts.selection import Selection
from bpindex.hosts.session import Status, run
from bpindex.page.plan import FIRST_COLUMN
from bpindex.pipeline import evaluate
from bpindex.register.merging import merge_cases
from bpindex.sheets.figure_cells import figure_cells
from bpindex.sheets.register_rows import register_rows
from bpindex.sheets.sheets import layout_of
from bpindex.words import buttons as texts
from bpindex.workbook.read import read_workbook


def withdraw_correction() -> None:
    """Withdraw the corrections of the selected rows of the register, figures or cell."""
    run(_withdraw_one)


def withdraw_kind() -> None:
    """Withdraw all corrections of the kind of the selected row of the register."""
    run(_withdraw_kind)


def restore_previous() -> None:
    """Bring back the notice and the register from before the last run; again: forth."""
    run(_restore)


def merge_register() -> None:
    """Take the register of a colleague's copy of the month."""
    run(_merge)


def _withdraw_one(book: xw.Book, status: Status) -> str:
    status(texts.READING)
    selection = selected(book)
    current = begin(book)
    chosen = [item for item in _chosen(current, selection) if item.in_force]
    if not chosen:
        raise InputError(texts.NOTHING_TO_WITHDRAW)
    return _withdrawn(current, chosen, status)


def _withdraw_kind(book: xw.Book, status: Status) -> str:
    status(texts.READING)
    selection = selected(book)
    current = begin(book)
    kinds = {item.kind for item in _register_rows(current, selection)}
    if len(kinds) != 1:
        raise InputError(texts.SELECT_REGISTER_ROW)
    (kind,) = kinds
    items = [i for i in current.reading.case.corrections if i.in_force and i.kind is kind]
    if not items:
        raise InputError(texts.NOTHING_TO_WITHDRAW)
    prompt = texts.CONFIRM_KIND.format(count=len(items), kind=kind)
    if book.app.alert(prompt, texts.TITLE, buttons="ok_cancel") != "ok":
        return ""
    return _withdrawn(current, items, status)


def _withdrawn(current: Run, items: list[Correction], status: Status) -> str:
    """Write the register with some corrections withdrawn, and the notice anew if there is one."""
    gone = {id(item) for item in items}
    case = replace(
        current.reading.case,
        corrections=tuple(
            replace(item, state=CorrectionState.WITHDRAWN) if id(item) in gone else item
            for item in current.reading.case.corrections
        ),
    )
    done = texts.WITHDRAWN.format(count=len(items))
    return "\n".join(filter(None, (done, apply(current, case, texts.ACTION_WITHDRAW, status))))


def apply(current: Run, case: Case, action: str, status: Status) -> str:
    """Write the register of a case, and the notice anew where there is one."""
    if copied(current.book):
        evaluation = evaluate(case)
        if not evaluation.problems:
            return generate(current, case, action, status)
    layout = layout_of(case.index)
    writer = RegisterWriter(current.book, layout, current.reading.stored)
    with writer.all_or_nothing():
        write_register(current, writer, case, current.reading.snapshot_chunks)
        writer.trail(trail_row(current, case, action, ""))
    writer.notes(current.reading.stored.corrections, case.corrections)
    return ""


def _chosen(current: Run, selection: Selection) -> list[Correction]:
    """Return the corrections that the selected cells stand for."""
    case = current.reading.case
    layout = layout_of(case.index)
    if selection.sheet == layout["corrections"].title:
        return _register_rows(current, selection)
    if selection.sheet == layout["figures"].title:
        cells = figure_cells(layout, case)
        keys = {cell.key for cell in cells if selection.covers(cell.row, cell.column)}
    else:
        keys = {_key_on_notice(current, selection)}
    return [item for item in case.corrections if item.in_force and item.key in keys]


def _register_rows(current: Run, selection: Selection) -> list[Correction]:
    """Return the corrections that the selected rows hold, as they are after the harvest."""
    stored = current.reading.stored
    if selection.sheet != layout_of(stored.index)["corrections"].title:
        return []
    chosen = [i for i in stored.corrections if selection.covers(i.row, selection.column)]
    after = {i.identity: i for i in current.reading.case.corrections if i.in_force}
    return [after.get(item.identity, item) for item in chosen]


def _key_on_notice(current: Run, selection: Selection) -> Any:
    """Return the key of the generated cell that covers the selected one."""
    snapshot = current.reading.snapshot
    sheet = snapshot.sheet(selection.sheet) if snapshot else None
    if sheet is None:
        return None
    row = next((row for row in sheet.rows if row.key.text == selection.row_key), None)
    place = selection.column - FIRST_COLUMN
    if selection.column_key in sheet.columns:
        place = sheet.columns.index(selection.column_key)
    cells = row.cells if row else ()
    return next((cell.key for cell in cells if cell.first <= place <= cell.last), None)


def _restore(book: xw.Book, status: Status) -> str:
    status(texts.READING)
    current = begin(book)
    back = unpacked(current.reading.before_chunks)
    if back is None:
        raise InputError(texts.NOTHING_BEFORE)
    stored = current.reading.stored
    layout = layout_of(stored.index)
    writer = RegisterWriter(book, layout, stored)
    with writer.all_or_nothing():
        writer.raw_register(back.register, register_rows(layout, stored))
        writer.formulas(current.reading.typed_over)
        writer.typed_texts(back.typed_over)
        writer.state(back.snapshot, current.before, current.reading.snapshot_chunks)
        fingerprint = current.reading.snapshot.fingerprint if current.reading.snapshot else ""
        writer.trail(trail_row(current, stored, texts.ACTION_RESTORE, fingerprint))
        swap_previous(book)
    writer.notes(stored.corrections, read_stored(book))
    return texts.RESTORED


def read_stored(book: xw.Book) -> tuple[Correction, ...]:
    """Return the register as it stands in the workbook now."""
    return begin(book).reading.stored.corrections


def _merge(book: xw.Book, status: Status) -> str:
    chosen = book.app.api.GetOpenFilename(texts.WORKBOOKS, 1, texts.CHOOSE_OTHER)
    if not isinstance(chosen, str) or not chosen:
        return ""
    base = ""
    if book.app.alert(texts.ASK_BASE, texts.TITLE, buttons="ok_cancel") == "ok":
        base = book.app.api.GetOpenFilename(texts.WORKBOOKS, 1, texts.CHOOSE_BASE)
        if not isinstance(base, str) or not base:
            return ""
    status(texts.READING)
    current = begin(book)
    other = read_workbook(Path(chosen))
    common = read_workbook(Path(base)) if base else None
    merged = merge_cases(current.reading.case, other, common)
    case = with_reason(current, evaluate(merged.case))
    message = apply(current, case, texts.ACTION_MERGE, status)
    done = texts.MERGED.format(
        taken=merged.taken, name=Path(chosen).name, conflicts=len(merged.conflicts)
    )
    return "\n".join(filter(None, (done, *merged.conflicts, message)))
