"""The workbook back to a case, from the file alone: no office program is needed.

What people typed over figures of Bảng điểm, and what they changed on the generated notice, is
taken into the register of corrections of the case that is returned; the file stays as it is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from bpindex.case.belonging import dated, settled
from bpindex.case.history_rows import HistoryPart, HistoryRow, LazyHistory, rows_of_parts
from bpindex.case.model import Case
from bpindex.case.records import (
    Labels,
    LateDossier,
    LearntColumn,
    Paragraph,
    TrailRow,
    Wording,
)
from bpindex.case.validation import validate_case
from bpindex.cells.agency_names import (
    BY_AGENCY,
    AgencyNames,
    codes_of_closed_months,
    typed_names,
    with_codes,
)
from bpindex.cells.figures import FigureCell
from bpindex.cells.headings import in_order
from bpindex.cells.index_sheet import index_from
from bpindex.cells.origin import WorkbookOrigin
from bpindex.cells.printed import printed_from
from bpindex.cells.records import (
    SheetValues,
    data_from,
    records_from,
    single_record,
)
from bpindex.cells.score_blocks import scored_case
from bpindex.cells.typed_names import corrections_from
from bpindex.cells.wording_names import kept
from bpindex.codec.fields import cell_text
from bpindex.edits.taker import Harvest, Stamp
from bpindex.errors import InputError
from bpindex.index.definition import IndexSet
from bpindex.index.periods import shown_month
from bpindex.memory.found import visible
from bpindex.memory.snapshot import Snapshot
from bpindex.reading.as_built import has_other_columns, index_as_built
from bpindex.reading.harvesting import Answers, month_made, places_typed, typed_in
from bpindex.reading.made_sheets import MadeSheet, MadeSheets, sorted_out
from bpindex.reading.noticed import noticed
from bpindex.reading.opened_file import SheetsOfFile
from bpindex.reading.remembered import memory_of, months_of
from bpindex.reading.typed_over import figures_typed_over
from bpindex.sheets.layout import Layout, index_sheet_of, layout_of
from bpindex.sheets.model import FIRST_LAYOUT, LAYOUT_VERSION, Sheet
from bpindex.sheets.state_sheet import STATE_COLUMNS, STATE_SHEET, chunks_of
from bpindex.sheets.versions import VERSIONS
from bpindex.words import workbook as workbook_words
from bpindex.workbook.system_sheets import HELP_SHEET, HIDDEN, VERSION_CELL

# So many cells are named of those about which a person is asked.
_NAMED = 8


@dataclass(frozen=True)
class Reading:
    """A workbook as read: its case with the harvest, and as it stands in the sheets.

    `typed_over` are the cells of Bảng điểm that hold no formula of ours any more, with the
    texts in them, `as_texts` those that hold it as a text; `made` are the sheets of the notice,
    the chunks what the tool keeps for itself (see `state_sheet`). `seen` is the snapshot with
    what was harvested from the sheets. `file` is what all this was read from.
    """

    file: SheetsOfFile
    case: Case
    stored: Case
    layout: Layout
    harvest: Harvest
    snapshot: Snapshot | None
    made: MadeSheets
    typed_over: dict[FigureCell, str]
    as_texts: dict[FigureCell, str]
    snapshot_chunks: list[str]
    before_chunks: list[str]
    seen: Snapshot | None
    # The set of Chỉ tiêu, also where the workbook was built with other columns.
    wanted: IndexSet

    @property
    def month(self) -> str:
        """The month of the notice that stands in the workbook, or else of the workbook."""
        return month_made(self.snapshot, self.stored)

    @property
    def held(self) -> Case:
        """The case as it stands in the sheets, everything in its month."""
        return _held(self.layout, self.stored, self.snapshot)

    @property
    def in_doubt(self) -> dict[str, object]:
        """What to tell of figures typed over Bảng điểm whose month only a person knows.

        They were typed since the last notice, and another month was set since then.
        """
        month = self.stored.key
        if not self.typed_over or self.month == month:
            return {}
        return {
            "count": len(self.typed_over),
            "listed": ", ".join(cell.address for cell in [*self.typed_over][:_NAMED]),
            "other": shown_month(self.month),
            "month": shown_month(month),
        }


def read_workbook(path: Path, as_it_is: bool = False) -> Case:
    """Return the case of a BoChiSo workbook; raise InputError naming sheet and cell.

    Where nobody can be asked of which month a figure is, it is refused, but for a look `as_it_is`.
    """
    reading = read_with_harvest(path)
    if (told := reading.in_doubt) and not as_it_is:
        title = reading.layout["figures"].title
        raise InputError(workbook_words.OVER_IN_DOUBT.format(path=path.name, sheet=title, **told))
    return reading.case


def read_with_harvest(
    path: Path,
    stamp: Stamp | None = None,
    answers: Answers | None = None,
    *,
    rebuilding: bool = False,
) -> Reading:
    """Return the case of a workbook and what was harvested; `stamp` says who and when.

    Where Chỉ tiêu asks for other columns than there are, that is refused but for `rebuilding`.
    """
    values = SheetsOfFile(path)
    state = values.optional(STATE_SHEET)
    layout, stored, wanted = _stored_case(values, path, rebuilding)
    for sheet in layout.sheets.values():
        values.own_title(sheet.title)
    changed = list(figures_typed_over(values, layout, stored))
    typed_over, as_texts = (
        {cell: text for cell, text, typed in changed if typed is wanted} for wanted in (True, False)
    )
    chunks, back, of_months = (chunks_of(state, column) for column in STATE_COLUMNS)
    candidates = list(_made_sheets(values, layout))
    snapshot = memory_of(chunks, candidates)
    stored = replace(stored, months=months_of(of_months))
    held = _held(layout, stored, snapshot)
    made = sorted_out(candidates, snapshot.run if snapshot else "")
    typed, made = typed_in(
        values, held, snapshot, made, typed_over, stamp or Stamp(), answers or Answers()
    )
    assert isinstance(held.origin, WorkbookOrigin)
    places = places_typed(layout, typed_over, made, typed.harvest)
    origin = replace(held.origin, typed=places, noticed=noticed(values, layout, typed_over))
    return Reading(
        values,
        replace(held, corrections=typed.harvest.register, origin=origin),
        stored,
        layout,
        typed.harvest,
        snapshot,
        made,
        typed_over,
        as_texts,
        chunks,
        back,
        typed.seen,
        wanted,
    )


def _held(layout: Layout, stored: Case, snapshot: Snapshot | None) -> Case:
    """Return a case of which everything says its month.

    The first layout could not: what is in it belongs to the month that it printed last.
    """
    is_first = layout.version == FIRST_LAYOUT
    return settled(stored, month_made(snapshot, stored)) if is_first else dated(stored)


def _made_sheets(values: SheetsOfFile, layout: Layout) -> Iterator[MadeSheet]:
    """Yield the sheets of the notice, present and earlier ones, whatever they are called."""
    others = {sheet.title for sheet in layout.sheets.values()}
    for title in values.titles:
        if visible(title) not in {*others, *HIDDEN}:
            sheet = MadeSheet.of(title, values[title])
            if sheet is not None:
                yield sheet


def _version(values: SheetsOfFile, path: Path) -> int:
    """Return the layout of a workbook; raise InputError where it is none that we know."""
    # A number that an office program or somebody turned into a text or a float is still one.
    found = cell_text(values.cell(HELP_SHEET, VERSION_CELL)).strip()
    number = int(found) if re.fullmatch("[0-9]{1,4}", found) else 0
    if number in VERSIONS:
        return number
    is_newer = number > LAYOUT_VERSION
    sentence = workbook_words.NEWER_LAYOUT if is_newer else workbook_words.OTHER_LAYOUT
    found = found or workbook_words.NO_LAYOUT
    raise InputError(sentence.format(path=path.name, found=found, expected=LAYOUT_VERSION))


def _stored_case(
    values: SheetsOfFile, path: Path, rebuilding: bool
) -> tuple[Layout, Case, IndexSet]:
    """Return the case that the input sheets hold, where they hold it, and the set of Chỉ tiêu."""
    chosen = index_sheet_of(version := _version(values, path))
    index = index_from(values[chosen.title], chosen)
    built = index_as_built(values, index, version)
    if (is_other := has_other_columns(built, index)) and not rebuilding:
        told = {"path": path.name, "sheet": chosen.title}
        raise InputError(workbook_words.INDEX_SHAPE.format(**told))
    layout = layout_of(built, version=version)

    @cache
    def rows(sheet_id: str) -> SheetValues:
        sheet = layout[sheet_id]
        rows = in_order(values[sheet.title], sheet)
        if sheet_id not in BY_AGENCY:
            return rows
        return typed_names(rows, in_order(values.written(sheet.title), sheet), sheet)

    def records(cls: type, sheet_id: str, block_id: str = "") -> tuple[Any, ...]:
        return records_from(cls, rows(sheet_id), layout[sheet_id], block_id)

    def history() -> tuple[HistoryRow, ...]:
        if layout["history"].blocks[0].id == "history":
            return _closed(tuple(map(tuple, rows("history"))), layout["history"])
        names = {agency.code: agency.name for agency in case.agencies}
        return tuple(rows_of_parts(records(HistoryPart, "history", "history_parts"), names))

    case = scored_case(
        layout, rows, lambda: codes_of_closed_months(rows("history"), layout["history"])
    )
    case = replace(case, index=built if is_other else index)
    names = AgencyNames.of(case)
    dossiers = with_codes(rows("late_dossiers"), layout["late_dossiers"], names)
    case = replace(
        case,
        late_dossiers=records_from(LateDossier, dossiers, layout["late_dossiers"]),
        history=LazyHistory(history),
        trail=records(TrailRow, "trail"),
        learnt=records(LearntColumn, "learnt") if "learnt" in layout.sheets else (),
        **_printed(layout, case, rows, names) if "printed" in layout.sheets else {},
    )
    labels = single_record(Labels, rows("wording"), layout["wording"], "labels")
    wording = Wording(labels, records(Paragraph, "wording", "paragraphs"))
    case = replace(case, wording=kept(wording, case.table_names))
    # Only now all names are known that may stand there.
    register = corrections_from(rows("corrections"), layout["corrections"], case, strict=True)
    case = replace(case, corrections=register)
    validate_case(case)
    return layout, case, index


# Click after click reads the same closed months, of which years are thousands of rows.
@lru_cache(maxsize=2)
def _closed(rows: tuple[tuple[Any, ...], ...], sheet: Sheet) -> tuple[HistoryRow, ...]:
    return records_from(HistoryRow, rows, sheet)


def _printed(
    layout: Layout, case: Case, rows: Callable[[str], SheetValues], names: AgencyNames
) -> dict[str, Any]:
    """Return the printed tables and the figures of the period before, which older layouts lack."""
    return {
        "printed": printed_from(rows("printed"), layout["printed"], case.index, case.settings),
        "previous": data_from(
            with_codes(rows("previous"), layout["previous"], names), layout["previous"]
        ),
    }
