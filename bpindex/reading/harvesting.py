"""What people typed in a workbook since the last run: over Bảng điểm and on the notice's sheets."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bpindex.case.belonging import of_month
from bpindex.case.keys import Key, key_text
from bpindex.case.model import Case
from bpindex.cells.figures import FigureCell
from bpindex.edits.by_month import Typed, take_typed
from bpindex.edits.harvest import take_sheets
from bpindex.edits.taker import Harvest, Stamp
from bpindex.memory.snapshot import Snapshot
from bpindex.notice.compose import compose
from bpindex.reading.made_sheets import MadeSheet, MadeSheets
from bpindex.reading.notice_sheets import read_notice_sheets
from bpindex.reading.opened_file import SheetsOfFile
from bpindex.score.figures import scores_of
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.layout import Layout
from bpindex.words import workbook as workbook_words


@dataclass(frozen=True)
class Answers:
    """What a person says of things that nobody else can know.

    Whether cells of the notice that show what was generated elsewhere were typed there, and
    whether figures typed over Bảng điểm are of the month of the notice, where another is set.
    """

    displaced_as_typed: bool = False
    over_is_of_notice: bool = False


def typed_in(
    values: SheetsOfFile,
    case: Case,
    snapshot: Snapshot | None,
    made: MadeSheets,
    typed_over: Mapping[FigureCell, str],
    stamp: Stamp,
    answers: Answers,
) -> tuple[Typed, MadeSheets]:
    """Return everything typed, and the made sheets with those copies only that say more.

    `typed_over` are texts over figures of Bảng điểm.
    """
    own = of_month(case)
    computed = compose(own, scores_of(own)).origins.computed
    texts: dict[Key, str] = {cell.key: text for cell, text in typed_over.items()}
    reason = replace(stamp, reason=stamp.reason or workbook_words.TYPED_OVER)
    over = texts, reason, answers.over_is_of_notice
    found = {sheet.title: title for title, sheet in made.present.items()}
    with values.readable():
        sheets = read_notice_sheets(values.content, found) if snapshot and found else []
    notice = snapshot, sheets, month_made(snapshot, case)
    typed = take_typed(case, computed, over, notice, stamp, answers.displaced_as_typed)
    if snapshot and sheets:
        marks = case.table_marks
        copies = tuple(_that_say_more(values, made, snapshot, typed, marks))
        made = replace(made, copies=copies)
    return typed, made


def places_typed(
    layout: Layout, typed_over: Iterable[FigureCell], made: MadeSheets, harvest: Harvest
) -> dict[str, tuple[str, str]]:
    """Return sheet and cell of everything typed over a printed text, by its key as a text."""
    places = {key_text(cell.key): (layout["figures"].title, cell.address) for cell in typed_over}
    for key, (sheet, row, column) in harvest.places.items():
        places[key_text(key)] = made.present[sheet].title, f"{column_letter(column)}{row}"
    return places


def month_made(snapshot: Snapshot | None, case: Case) -> str:
    """Return the month of the notice in memory; an old memory has it in the trail, or nowhere."""
    current = case.key
    if snapshot is None:
        return current
    made = (row.period for row in case.trail if row.fingerprint == snapshot.fingerprint)
    return snapshot.period or next(made, current)


def _that_say_more(
    values: SheetsOfFile,
    made: MadeSheets,
    snapshot: Snapshot,
    typed: Typed,
    marks: Mapping[str, str],
) -> Iterator[MadeSheet]:
    """Yield the copies of a sheet on which somebody typed what is not taken from them."""
    for copy in made.copies:
        own = copy.mark.title if copy.mark else copy.title
        with values.readable():
            sheets = read_notice_sheets(values.content, {copy.title: own})
        other = typed.taker.apart()
        take_sheets(other, snapshot, sheets, marks)
        if other.result.register != typed.taker.result.register:
            yield copy
