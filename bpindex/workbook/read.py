"""The workbook back to a case, from the file alone: no office program is needed.

What people typed over figures of Bảng điểm, and what they changed on the generated notice, is
taken into the register of corrections of the case that is returned; the file stays as it is.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bpindex.case.correction_rows import CorrectionRow, correction_of
from bpindex.case.keys import Key
from bpindex.case.model import Case
from bpindex.case.records import HistoryRow, LateDossier, Paragraph, TrailRow, Wording
from bpindex.case.validation import validate_case
from bpindex.edits.harvest import take_sheets
from bpindex.edits.snapshot import Snapshot, load_snapshot
from bpindex.edits.taker import Harvest, Stamp, Taker
from bpindex.errors import InputError
from bpindex.index.periods import Period
from bpindex.notice.compose import compose
from bpindex.page.memory import known_looks
from bpindex.register.ageing import accepted
from bpindex.render.sheet import APPENDIX_SHEET, NOTICE_SHEET
from bpindex.score.figures import counts_of
from bpindex.score.scoring import score
from bpindex.sheets.cells import (
    agencies_from,
    data_from,
    figure_text,
    index_from,
    labels_from,
    records_from,
    settings_from,
    typed_from,
)
from bpindex.sheets.figure_cells import FigureCell, figure_cells, is_own_formula
from bpindex.sheets.layout import LAYOUT_VERSION
from bpindex.sheets.origin import WorkbookOrigin, settings_rows
from bpindex.sheets.sheets import Layout, index_sheet, layout_of
from bpindex.sheets.state_sheet import BEFORE_COLUMN, SNAPSHOT_COLUMN, STATE_SHEET, chunks_of
from bpindex.words import files as file_words
from bpindex.words import workbook as workbook_words
from bpindex.workbook.notice_reading import read_notice_sheets
from bpindex.workbook.system_sheets import HELP_SHEET, VERSION_CELL


@dataclass(frozen=True)
class Reading:
    """A workbook as read: its case with the harvest, and as it stands in the sheets.

    `typed_over` are the cells of Bảng điểm that hold no formula of ours any more, with the
    texts in them; the chunks are what the tool keeps for itself (see `state_sheet`).
    """

    case: Case
    stored: Case
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
    values = _Sheets(path, data_only=True)
    stored, layout = _stored_case(values, path)
    formulas = _Sheets(path, data_only=False)
    typed_over = dict(_typed_over(values, formulas, layout, stored))
    state = values.optional(STATE_SHEET)
    chunks, back = (chunks_of(state, column) for column in (SNAPSHOT_COLUMN, BEFORE_COLUMN))
    snapshot = load_snapshot(chunks, known_looks())
    titles = [title for title in (NOTICE_SHEET, APPENDIX_SHEET) if title in values.titles]
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
        marks = {table.id: table.decimal_mark for table in stored.settings.table}
        take_sheets(taker, snapshot, sheets, marks)
    case = replace(stored, corrections=taker.result.register)
    return Reading(case, stored, taker.result, snapshot, typed_over, chunks, back)


def _stored_case(values: "_Sheets", path: Path) -> tuple[Case, Layout]:
    """Return the case that the input sheets hold."""
    version = values.cell(HELP_SHEET, VERSION_CELL)
    if version != LAYOUT_VERSION:
        raise InputError(
            workbook_words.OTHER_LAYOUT.format(
                path=path.name, found=version, expected=LAYOUT_VERSION
            )
        )
    index = index_from(values[index_sheet().title])
    layout = layout_of(index)

    @cache
    def sheet(sheet_id: str) -> list[tuple[Any, ...]]:
        return values[layout[sheet_id].title]

    def records(cls: type, sheet_id: str) -> tuple[Any, ...]:
        return records_from(cls, sheet(sheet_id), layout[sheet_id], sheet_id)

    settings = settings_from(sheet("settings"), layout["settings"])
    origin = WorkbookOrigin(layout, settings_rows(sheet("settings"), layout["settings"]))
    Period.parse(settings.period, partial(origin.place, "settings", column="period"))
    agencies = agencies_from(sheet("agencies"), layout["agencies"])
    wording = Wording(
        labels_from(sheet("wording"), layout["wording"]),
        records_from(Paragraph, sheet("wording"), layout["wording"], "paragraphs"),
    )
    case = Case(
        settings=settings,
        agencies=agencies,
        counts=data_from(sheet("counts"), layout["counts"].block("counts")),
        typed=typed_from(sheet("typed"), layout["typed"], settings, agencies),
        corrections=tuple(map(correction_of, records(CorrectionRow, "corrections"))),
        late_dossiers=records(LateDossier, "late_dossiers"),
        wording=wording,
        index=index,
        history=records(HistoryRow, "history"),
        trail=records(TrailRow, "trail"),
        origin=origin,
    )
    validate_case(case)
    return case, layout


def _typed_over(
    values: "_Sheets", formulas: "_Sheets", layout: Layout, case: Case
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


class _Sheets:
    """The sheets of a file as rows of values from A1 on."""

    def __init__(self, path: Path, *, data_only: bool) -> None:
        self._path = path
        with self.readable():
            # From memory: on Windows an open file cannot be deleted or saved over.
            self.content = path.read_bytes()
            self._book = load_workbook(
                io.BytesIO(self.content), read_only=True, data_only=data_only
            )

    @property
    def titles(self) -> list[str]:
        """The titles of all sheets."""
        return list(self._book.sheetnames)

    @contextmanager
    def readable(self) -> Iterator[None]:
        """Turn whatever a damaged file leads to into one sentence."""
        try:
            with warnings.catch_warnings():
                # What Excel adds for itself, such as newer validations, is not read here.
                warnings.simplefilter("ignore")
                yield
        except InputError:
            raise
        except Exception as error:
            reason = workbook_words.NOT_A_WORKBOOK
            if isinstance(error, OSError):
                reason = file_words.os_reason(error)
            raise InputError(
                workbook_words.WORKBOOK_UNREADABLE.format(path=self._path.name, reason=reason)
            ) from error

    def _sheet(self, title: str) -> Any:
        if title not in self._book.sheetnames:
            raise InputError(workbook_words.SHEET_MISSING.format(path=self._path.name, sheet=title))
        return self._book[title]

    def __getitem__(self, title: str) -> list[tuple[Any, ...]]:
        with self.readable():
            return list(self._sheet(title).iter_rows(min_row=1, min_col=1, values_only=True))

    def optional(self, title: str) -> list[tuple[Any, ...]]:
        """Return the rows of a sheet, none where there is no such sheet."""
        return self[title] if title in self.titles else []

    def rows(self, title: str, last_row: int, last_column: int) -> list[tuple[Any, ...]]:
        """Return exactly so many rows and columns of a sheet, from A1 on."""
        with self.readable():
            area = {"min_row": 1, "min_col": 1, "max_row": last_row, "max_col": last_column}
            rows = list(self._sheet(title).iter_rows(**area, values_only=True))
        blank = (None,) * last_column
        filled = [(*row, *blank)[:last_column] for row in rows]
        return filled + [blank] * (last_row - len(filled))

    def cell(self, title: str, address: str) -> Any:
        """Return one value."""
        with self.readable():
            return self._sheet(title)[address].value
