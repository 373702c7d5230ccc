"""Undoes "Mở kỳ mới" as a whole: what the kept file of the month before holds stands here again."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from bpindex.actions.opening import keep_aside, kept_name, kept_stem
from bpindex.case.records import TrailRow
from bpindex.codec.fields import cell_text
from bpindex.desk.changes import Changes, add_to_trail, all_or_nothing
from bpindex.desk.data_cells import NOT_TEXT
from bpindex.desk.inputs import tell_compared
from bpindex.desk.moment import Moment
from bpindex.errors import InputError
from bpindex.files.replacing import backup_of
from bpindex.index.periods import shown_month
from bpindex.reading.opened_file import SheetsOfFile
from bpindex.reading.workbook import read_with_harvest
from bpindex.sheets.addresses import as_text, column_letter
from bpindex.sheets.model import Sheet
from bpindex.sheets.state_sheet import STATE_SHEET
from bpindex.words import buttons as texts
from bpindex.words import history as history_texts

_DAY_ZERO = date(1899, 12, 30)
# The record of what was done, and sheets on which everything is computed.
_LEFT = ("trail", "scores", "slip", "what_if")
# A cell by row and column from 1, as it is kept and as it is now.
_Differing = tuple[int, int, Any, Any]


def opened_last(moment: Moment) -> TrailRow | None:
    """Return what tells that the last action opened this month."""
    last = moment.stored.trail[-1:]
    return last[0] if last and last[0].action == texts.ACTION_NEXT else None


def month_before(moment: Moment) -> str:
    """Bring back the month that was closed last, as its file was kept; the present one is kept."""
    last, path = opened_last(moment), moment.desk.path()
    if last is None or path is None:
        raise InputError(texts.NOT_ON_DISK)
    stem = kept_stem(path, last.period)
    old = shown_month(last.period)
    found = [*path.parent.glob(f"{_literal(stem)}*{path.suffix}")]
    if not found:
        raise InputError(history_texts.KEPT_GONE.format(old=old, kept=stem))
    kept = max(found, key=lambda each: (each.stat().st_mtime_ns, each.name))
    before, now = read_with_harvest(kept), moment.reading
    is_alike = (before.layout.version, before.stored.index) == (
        now.layout.version,
        now.stored.index,
    )
    if not is_alike or before.stored.key != last.period:
        # Another layout or index set stands in other cells.
        raise InputError(history_texts.KEPT_DIFFERS.format(old=old, kept=kept.name))
    # No closed month: its name says that it is a copy.
    aside = backup_of(kept_name(path, moment.case.key))
    told = {"old": old, "kept": kept.name, "aside": aside.name}
    if not moment.desk.confirm(history_texts.ASK_BACK.format(**told)):
        return ""
    keep_aside(moment.desk, aside)
    with all_or_nothing(moment.desk) as changes:
        _as_kept(changes, moment, before.file)
        tell_compared(changes, before.stored)
        add_to_trail(changes, moment, moment.case, texts.ACTION_BACK)
    return history_texts.BACK.format(**told)


def _literal(name: str) -> str:
    """Return a name as a pattern that finds nothing else."""
    return "".join(f"[{letter}]" if letter in "[*?" else letter for letter in name)


def _as_kept(changes: Changes, moment: Moment, kept: SheetsOfFile) -> None:
    """Write every cell that differs from that of the kept file, but for the trail.

    What is computed follows by itself, and no part of an array can be written.
    """
    own = moment.layout.sheets.items()
    sheets = {sheet.title: sheet for name, sheet in own if name not in _LEFT}
    for title in (*sheets, STATE_SHEET):
        now = moment.reading.file.written(title)
        for cells in _runs(_differing(kept.written(title), now)):
            _write(changes, title, sheets.get(title), cells)


def _differing(kept: Sequence[Sequence[Any]], now: Sequence[Sequence[Any]]) -> Iterator[_Differing]:
    width = max((len(row) for row in (*kept, *now)), default=0)
    height = max(len(kept), len(now))
    # Column by column: what differs stands below each other.
    for column in range(1, width + 1):
        for row in range(1, height + 1):
            was, is_now = (_at(rows, row, column) for rows in (kept, now))
            # A formula that shows nothing is read as a blank: what holds one keeps it.
            is_formula = str(is_now).startswith("=") and (not was or str(was).startswith("="))
            if cell_text(was) != cell_text(is_now) and not is_formula:
                yield row, column, was, is_now


def _at(rows: Sequence[Sequence[Any]], row: int, column: int) -> Any:
    cells = rows[row - 1] if row <= len(rows) else ()
    return cells[column - 1] if column <= len(cells) else None


def _runs(cells: Iterator[_Differing]) -> Iterator[list[_Differing]]:
    """Yield cells that stand below each other together, those with formulas alone."""
    run: list[_Differing] = []
    for cell in cells:
        row, column, was, is_now = cell
        is_next = run and (run[-1][0] + 1, run[-1][1]) == (row, column)
        values = (was, is_now, *(run[-1][2:] if run else ()))
        is_plain = not any(str(value).startswith("=") for value in values)
        if run and not (is_next and is_plain):
            yield run
            run = []
        run.append(cell)
    if run:
        yield run


def _write(changes: Changes, title: str, sheet: Sheet | None, cells: Sequence[_Differing]) -> None:
    row, column, was, is_now = cells[0]
    letter = column_letter(column)
    if len(cells) == 1 and str(is_now).startswith("="):
        changes.write_text(title, f"{letter}{row}", cell_text(was), str(is_now))
        return
    if len(cells) == 1 and str(was).startswith("="):
        changes.write_formula(title, f"{letter}{row}", str(was), cell_text(is_now))
        return
    area = f"{letter}{row}:{letter}{row + len(cells) - 1}"
    before = changes.desk.read(title, area)
    changes.write(title, area, [[_raw(sheet, cell)] for cell in cells], before)


def _raw(sheet: Sheet | None, cell: _Differing) -> Any:
    """Return a value as it is written: a day as its number, a text as one."""
    row, column, value, _ = cell
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return (value - _DAY_ZERO).days
    if isinstance(value, int | float) or value is None:
        return value
    text = cell_text(value)
    return as_text(text) if sheet and not _takes_texts(sheet, row, column) else text


def _takes_texts(sheet: Sheet, row: int, column: int) -> bool:
    """Return whether the format of a cell is that of texts."""
    if not sheet.blocks:
        return True
    specs = (
        dict(block.numbered()).get(column)
        for block in sheet.blocks
        if block.first_row <= row <= block.last_row
    )
    return not sheet.by_tool and any(spec and spec.kind not in NOT_TEXT for spec in specs)
