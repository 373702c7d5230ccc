"""Takes everything typed since the last run, each change into the month to which it belongs.

Over Bảng điểm people type for the month that is set, on a notice for the month that it prints.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bpindex.case.belonging import by_month, of_month
from bpindex.case.keys import Key
from bpindex.case.model import Case
from bpindex.edits.harvest import take_sheets
from bpindex.edits.taker import Harvest, Stamp, Taker
from bpindex.memory.found import FoundSheet
from bpindex.memory.snapshot import Snapshot
from bpindex.register.ageing import accepted
from bpindex.register.following import followed, moved_rows, with_former


@dataclass(frozen=True)
class Typed:
    """The register with everything typed, the snapshot with it, and what took the sheets."""

    harvest: Harvest
    seen: Snapshot | None
    taker: Taker


def take_typed(
    case: Case,
    computed: Mapping[Key, str],
    typed_over: tuple[Mapping[Key, str], Stamp, bool],
    notice: tuple[Snapshot | None, Sequence[FoundSheet], str],
    stamp: Stamp,
    displaced_as_typed: bool = False,
) -> Typed:
    """Return what was typed over figures of Bảng điểm and on the sheets of a notice.

    `computed` are the texts before corrections of the month that is set; `notice` is what was
    generated, the sheets as found, and the month that they print; the texts over figures come
    with whether they are that month's too.
    """
    month, (snapshot, sheets, made_for) = case.key, notice
    texts, reason, is_of_notice = typed_over
    aged = snapshot.aged if snapshot and made_for == month else {}
    own = of_month(case)
    names = dict(snapshot.names()) if snapshot else {}
    moved = moved_rows(replace(own, corrections=case.corrections), names)
    register = accepted(followed(own.corrections, moved), aged, computed)
    taker = first = Taker(register, with_former(computed, moved), replace(stamp, period=month))
    takers, seen = {month: taker}, snapshot
    if snapshot and made_for != month:
        then = (item for item in case.corrections if item.period == made_for)
        taker = Taker(then, snapshot.texts_computed, replace(stamp, period=made_for))
        takers[made_for] = taker
    (taker if is_of_notice else first).take_texts(texts, reason)
    if snapshot and sheets:
        marks = case.table_marks
        seen = take_sheets(taker, snapshot, sheets, marks, displaced_as_typed)
    results = [each.result for each in takers.values()]
    everything = [item for item in case.corrections if item.period not in ("", *takers)]
    everything += (item for result in results for item in result.corrections)
    harvest = Harvest(
        # What is of other months follows its agency too: only now its former name is known.
        list(by_month(followed(everything, moved))),
        [item for result in results for item in result.new],
        [pair for result in results for pair in result.conflicts],
        [left for result in results for left in result.left],
        [part for result in results for part in result.hidden],
        {title: rows for result in results for title, rows in result.displaced.items()},
        {key: place for result in results for key, place in result.places.items()},
    )
    return Typed(harvest, seen, taker)
