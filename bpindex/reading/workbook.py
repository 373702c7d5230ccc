"""The workbook back to a case, from the file alone: no office program is needed.

What people typed over figures of Bảng điểm, and what they changed on the generated notice, is
taken into the register of corrections of the case that is returned; the file stays as it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from bpindex.case.keys import Key
from bpindex.case.model import Case
from bpindex.case.records import HistoryRow, Labels, LateDossier, Paragraph, TrailRow, Wording
from bpindex.case.validation import validate_case
from bpindex.cells.figures import FigureCell, figure_cells, place_of
from bpindex.cells.records import figure_text, index_from, records_from, single_record
from bpindex.cells.score_blocks import scored_case
from bpindex.edits.harvest import take_sheets
from bpindex.edits.snapshot import Snapshot, load_snapshot
from bpindex.edits.taker import Harvest, Stamp, Taker
from bpindex.errors import InputError
from bpindex.notice.compose import compose
from bpindex.page.memory import known_looks
from bpindex.reading.made_sheets import MadeSheet, MadeSheets, sorted_out
from bpindex.reading.notice_sheets import read_notice_sheets
from bpindex.reading.opened_file import SheetsOfFile
from bpindex.register.ageing import accepted
from bpindex.score.figures import counts_of
from bpindex.score.scoring import score
from bpindex.sheets.input_sheets import index_sheet
from bpindex.sheets.layout import layout_of
from bpindex.sheets.model import LAYOUT_VERSION, ROOM
from bpindex.sheets.state_sheet import BEFORE_COLUMN, SNAPSHOT_COLUMN, STATE_SHEET, chunks_of
from bpindex.words import workbook as workbook_words
from bpindex.workbook.system_sheets import CONF_SHEET, HELP_SHEET, VERSION_CELL


@dataclass(frozen=True)
class Reading:
    """A workbook as read: its case with the harvest, and as it stands in the sheets.

    `typed_over` are the cells of Bảng điểm that hold no formula of ours any more, with the
    texts in them, `as_texts` those that hold it as a text; `made` are the sheets of the notice,
    the chunks what the tool keeps for itself (see `state_sheet`).
    """

    case: Case
    stored: Case
    harvest: Harvest
    snapshot: Snapshot | None
    made: MadeSheets
    typed_over: dict[FigureCell, str]
    as_texts: dict[FigureCell, str]
    snapshot_chunks: list[str]
    before_chunks: list[str]


def read_workbook(path: Path) -> Case:
    """Return the case of a BoChiSo workbook; raise InputError naming sheet and cell."""
    return read_with_harvest(path).case


def read_with_harvest(path: Path, stamp: Stamp | None = None) -> Reading:
    """Return the case of a workbook and what was harvested; `stamp` says who and when."""
    values = SheetsOfFile(path, data_only=True)
    stored = _stored_case(values, path)
    formulas = SheetsOfFile(path, data_only=False)
    changed = list(_typed_over(values, formulas, stored))
    typed_over, as_texts = (
        {cell: text for cell, text, typed in changed if typed is wanted} for wanted in (True, False)
    )
    state = values.optional(STATE_SHEET)
    chunks, back = (chunks_of(state, column) for column in (SNAPSHOT_COLUMN, BEFORE_COLUMN))
    snapshot = load_snapshot(chunks, known_looks())
    made = sorted_out(list(_made_sheets(values, stored)), snapshot.run if snapshot else "")
    found = {sheet.title: own for own, sheet in made.present.items()}
    with values.readable():
        sheets = read_notice_sheets(values.content, found) if snapshot and found else []
    computed = compose(stored, score(stored.index, counts_of(stored))).origins.computed
    stamp = stamp or Stamp()
    taker = Taker(
        accepted(stored.corrections, snapshot.aged if snapshot else {}, computed), computed, stamp
    )
    texts: dict[Key, str] = {cell.key: text for cell, text in typed_over.items()}
    taker.take_texts(texts, replace(stamp, reason=stamp.reason or workbook_words.TYPED_OVER))
    if snapshot and sheets:
        marks = {table.id: table.decimal_mark for table in stored.settings.tables}
        take_sheets(taker, snapshot, sheets, marks)
        made = replace(made, copies=tuple(_that_say_more(values, made, snapshot, taker, marks)))
    case = replace(stored, corrections=taker.result.register)
    return Reading(case, stored, taker.result, snapshot, made, typed_over, as_texts, chunks, back)


def _made_sheets(values: SheetsOfFile, case: Case) -> Iterator[MadeSheet]:
    """Yield the sheets of the notice, present and earlier ones, whatever they are called."""
    others = {sheet.title for sheet in layout_of(case.index).sheets.values()}
    for title in values.titles:
        if title not in {*others, STATE_SHEET, CONF_SHEET, HELP_SHEET}:
            sheet = MadeSheet.of(title, values[title])
            if sheet is not None:
                yield sheet


def _that_say_more(
    values: SheetsOfFile,
    made: MadeSheets,
    snapshot: Snapshot,
    taker: Taker,
    marks: Mapping[str, str],
) -> Iterator[MadeSheet]:
    """Yield the copies of a sheet on which somebody typed what is not taken from them."""
    for copy in made.copies:
        own = copy.mark.title if copy.mark else copy.title
        with values.readable():
            sheets = read_notice_sheets(values.content, {copy.title: own})
        other = taker.apart()
        take_sheets(other, snapshot, sheets, marks)
        if other.result.register != taker.result.register:
            yield copy


def _stored_case(values: SheetsOfFile, path: Path) -> Case:
    """Return the case that the input sheets hold."""
    version = values.cell(HELP_SHEET, VERSION_CELL)
    if version != LAYOUT_VERSION:
        raise InputError(
            workbook_words.OTHER_LAYOUT.format(
                path=path.name, found=version, expected=LAYOUT_VERSION
            )
        )
    chosen = index_sheet(ROOM)
    layout = layout_of(index_from(values[chosen.title], chosen))

    @cache
    def rows(sheet_id: str) -> list[tuple[Any, ...]]:
        return values[layout[sheet_id].title]

    def records(cls: type, sheet_id: str, block_id: str = "") -> tuple[Any, ...]:
        return records_from(cls, rows(sheet_id), layout[sheet_id], block_id)

    case = replace(
        scored_case(layout, rows),
        late_dossiers=records(LateDossier, "late_dossiers"),
        wording=Wording(
            single_record(Labels, rows("wording"), layout["wording"], "labels"),
            records(Paragraph, "wording", "paragraphs"),
        ),
        history=records(HistoryRow, "history"),
        trail=records(TrailRow, "trail"),
    )
    validate_case(case)
    return case


def _typed_over(
    values: SheetsOfFile, formulas: SheetsOfFile, case: Case
) -> Iterator[tuple[FigureCell, str, bool]]:
    """Yield the figures of Bảng điểm that no longer hold their formula, with their texts.

    And whether it was typed: a cell that somebody looked into may hold its own formula as a text.
    """
    layout = layout_of(case.index)
    title = layout["figures"].title
    block = layout["figures"].block("figures")
    extent = block.last_row, block.column_number(block.columns[-1].key)
    found, shown = formulas.rows(title, *extent), values.rows(title, *extent)
    cells = list(figure_cells(layout, case))
    owners = {place_of(cell.formula): cell for cell in cells}
    for cell in cells:
        holds = found[cell.row - 1][cell.column - 1]
        text = shown[cell.row - 1][cell.column - 1]
        owner = owners.get(place_of(holds))
        is_text = place_of(text) == place_of(holds)
        if owner is cell:
            if is_text:
                yield cell, str(holds), False
            continue
        if owner is not None and (is_text or text is None):
            # A formula of ours from another cell stands for what that one shows.
            holds = shown[owner.row - 1][owner.column - 1]
        elif isinstance(holds, str) and holds.startswith("="):
            # A formula of somebody's own: what it shows is what was typed.
            holds = holds if text is None else text
        yield cell, figure_text(holds, cell.table.decimal_mark), True
