"""Takes what people typed since the last run, each change into the month to which it belongs.

Over Bảng điểm they type for the month that is set, on a notice for the month that it prints.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bpindex.case.belonging import by_month, of_month
from bpindex.case.keys import Key
from bpindex.case.model import Case
from bpindex.cells.figures import FigureCell
from bpindex.edits.harvest import take_sheets
from bpindex.edits.snapshot import Snapshot
from bpindex.edits.taker import Harvest, Stamp, Taker
from bpindex.notice.compose import compose
from bpindex.reading.made_sheets import MadeSheet, MadeSheets
from bpindex.reading.notice_sheets import read_notice_sheets
from bpindex.reading.opened_file import SheetsOfFile
from bpindex.register.ageing import accepted
from bpindex.score.figures import counts_of
from bpindex.score.scoring import score
from bpindex.words import workbook as workbook_words


@dataclass(frozen=True)
class Typed:
    """The register with everything typed, the snapshot with it, the copies that say more."""

    harvest: Harvest
    seen: Snapshot | None
    copies: tuple[MadeSheet, ...]


def take_typed(
    values: SheetsOfFile,
    case: Case,
    snapshot: Snapshot | None,
    made: MadeSheets,
    typed_over: Mapping[FigureCell, str],
    stamp: Stamp,
    displaced_as_typed: bool,
) -> Typed:
    """Return everything typed; `typed_over` are texts over figures of Bảng điểm."""
    month, made_for = str(case.period), month_made(snapshot, case)
    own = of_month(case)
    computed = compose(own, score(own.index, counts_of(own))).origins.computed
    aged = snapshot.aged if snapshot and made_for == month else {}
    taker = Taker(accepted(own.corrections, aged, computed), computed, replace(stamp, period=month))
    texts: dict[Key, str] = {cell.key: text for cell, text in typed_over.items()}
    taker.take_texts(texts, replace(stamp, reason=stamp.reason or workbook_words.TYPED_OVER))
    takers, copies, seen = {month: taker}, made.copies, snapshot
    found = {sheet.title: title for title, sheet in made.present.items()}
    if snapshot and found:
        with values.readable():
            sheets = read_notice_sheets(values.content, found)
        marks = {table.id: table.decimal_mark for table in case.settings.tables}
        if made_for != month:
            of_then = (item for item in case.corrections if item.period == made_for)
            then = replace(stamp, period=made_for)
            takers[made_for] = Taker(of_then, snapshot.texts_computed, then)
        taker = takers[made_for]
        seen = take_sheets(taker, snapshot, sheets, marks, displaced_as_typed)
        copies = tuple(_that_say_more(values, made.copies, snapshot, taker, marks))
    untouched = [item for item in case.corrections if item.period not in takers]
    results = [each.result for each in takers.values()]
    harvest = Harvest(
        list(by_month([*untouched, *(item for r in results for item in r.corrections)])),
        [item for result in results for item in result.new],
        [pair for result in results for pair in result.conflicts],
        [left for result in results for left in result.left],
        [part for result in results for part in result.hidden],
        {title: rows for result in results for title, rows in result.displaced.items()},
    )
    return Typed(harvest, seen, copies)


def month_made(snapshot: Snapshot | None, case: Case) -> str:
    """Return the month of the notice in memory; an old memory has it in the trail, or nowhere."""
    current = str(case.period)
    if snapshot is None:
        return current
    made = (row.period for row in case.trail if row.fingerprint == snapshot.fingerprint)
    return snapshot.period or next(made, current)


def _that_say_more(
    values: SheetsOfFile,
    copies: Sequence[MadeSheet],
    snapshot: Snapshot,
    taker: Taker,
    marks: Mapping[str, str],
) -> Iterator[MadeSheet]:
    """Yield the copies of a sheet on which somebody typed what is not taken from them."""
    for copy in copies:
        own = copy.mark.title if copy.mark else copy.title
        with values.readable():
            sheets = read_notice_sheets(values.content, {copy.title: own})
        other = taker.apart()
        take_sheets(other, snapshot, sheets, marks)
        if other.result.register != taker.result.register:
            yield copy
