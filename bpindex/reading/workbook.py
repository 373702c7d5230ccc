"""The workbook back to a case, from the file alone: no office program is needed.

What people typed over figures of Bảng điểm, and what they changed on the generated notice, is
taken into the register of corrections of the case that is returned; the file stays as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from bpindex.case.keys import Key
from bpindex.case.model import Case
from bpindex.case.records import HistoryRow, Labels, LateDossier, Paragraph, TrailRow, Wording
from bpindex.case.validation import validate_case
from bpindex.cells.figures import FigureCell, figure_cells, is_own_formula
from bpindex.cells.records import figure_text, index_from, records_from, single_record
from bpindex.cells.score_blocks import scored_case
from bpindex.cells.typed_names import corrections_from
from bpindex.edits.harvest import take_sheets
from bpindex.edits.snapshot import MemoryUnreadableError, Snapshot, load_snapshot
from bpindex.edits.taker import Harvest, Stamp, Taker
from bpindex.errors import InputError
from bpindex.notice.compose import compose
from bpindex.page.memory import first_looks
from bpindex.reading.notice_sheets import read_notice_sheets
from bpindex.reading.opened_file import SheetsOfFile
from bpindex.register.ageing import accepted
from bpindex.render.sheet import APPENDIX_SHEET, NOTICE_SHEET
from bpindex.score.figures import counts_of
from bpindex.score.scoring import score
from bpindex.sheets.layout import Layout, index_sheet_of, layout_of
from bpindex.sheets.model import LAYOUT_VERSION
from bpindex.sheets.state_sheet import BEFORE_COLUMN, SNAPSHOT_COLUMN, STATE_SHEET, chunks_of
from bpindex.sheets.versions import VERSIONS
from bpindex.words import workbook as workbook_words
from bpindex.workbook.system_sheets import HELP_SHEET, VERSION_CELL


@dataclass(frozen=True)
class Reading:
    """A workbook as read: its case with the harvest, and as it stands in the sheets.

    `typed_over` are the cells of Bảng điểm that hold no formula of ours any more, with the
    texts in them; the chunks are what the tool keeps for itself (see `state_sheet`).
    """

    case: Case
    stored: Case
    layout: Layout
    harvest: Harvest
    snapshot: Snapshot | None
    typed_over: dict[FigureCell, str]
    snapshot_chunks: list[str]
    before_chunks: list[str]


def read_workbook(path: Path) -> Case:
    """Return the case of a BoChiSo workbook; raise InputError naming sheet and cell."""
    return read_with_harvest(path).case


def read_with_harvest(path: Path, stamp: Stamp | None = None) -> Reading:
    """Return the case of a workbook and what was harvested; `stamp` says who and when."""
    values = SheetsOfFile(path, data_only=True)
    layout, stored = _stored_case(values, path)
    formulas = SheetsOfFile(path, data_only=False)
    typed_over = dict(_typed_over(values, formulas, layout, stored))
    state = values.optional(STATE_SHEET)
    chunks, back = (chunks_of(state, column) for column in (SNAPSHOT_COLUMN, BEFORE_COLUMN))
    titles = [title for title in (NOTICE_SHEET, APPENDIX_SHEET) if title in values.titles]
    snapshot = None
    try:
        snapshot = load_snapshot(chunks, first_looks())
    except MemoryUnreadableError:
        # Without a notice nothing can have been typed on it.
        if titles:
            raise
    with values.readable():
        sheets = read_notice_sheets(values.content, titles) if snapshot and titles else []
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
    case = replace(stored, corrections=taker.result.register)
    return Reading(case, stored, layout, taker.result, snapshot, typed_over, chunks, back)


def _version(values: SheetsOfFile, path: Path) -> int:
    """Return the layout of a workbook; raise InputError where it is none that we know."""
    found = values.cell(HELP_SHEET, VERSION_CELL)
    if found in VERSIONS:
        return int(found)
    is_newer = isinstance(found, int) and found > LAYOUT_VERSION
    sentence = workbook_words.NEWER_LAYOUT if is_newer else workbook_words.OTHER_LAYOUT
    raise InputError(sentence.format(path=path.name, found=found, expected=LAYOUT_VERSION))


def _stored_case(values: SheetsOfFile, path: Path) -> tuple[Layout, Case]:
    """Return the case that the input sheets hold, and where they hold it."""
    chosen = index_sheet_of(version := _version(values, path))
    layout = layout_of(index_from(values[chosen.title], chosen), version=version)

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
    # Only now all names are known that may stand there.
    register = corrections_from(rows("corrections"), layout["corrections"], case, strict=True)
    case = replace(case, corrections=register)
    validate_case(case)
    return layout, case


def _typed_over(
    values: SheetsOfFile, formulas: SheetsOfFile, layout: Layout, case: Case
) -> Iterator[tuple[FigureCell, str]]:
    """Yield the figures of Bảng điểm that no longer hold their formula, with their texts."""
    title = layout["figures"].title
    block = layout["figures"].block("figures")
    extent = block.last_row, block.column_number(block.columns[-1].key)
    found = formulas.rows(title, *extent)
    shown: list[tuple[Any, ...]] = []
    for cell in figure_cells(layout, case):
        holds = found[cell.row - 1][cell.column - 1]
        if is_own_formula(holds, cell.formula):
            continue
        if isinstance(holds, str) and holds.startswith("="):
            # A formula of somebody's own: what it shows is what was typed.
            shown = shown or values.rows(title, *extent)
            computed = shown[cell.row - 1][cell.column - 1]
            holds = holds if computed is None else computed
        yield cell, figure_text(holds, cell.table.decimal_mark)
