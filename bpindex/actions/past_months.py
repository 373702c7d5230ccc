"""Earlier months taken into the open workbook, from the files of these months."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from bpindex.case.model import Case
from bpindex.desk.changes import Changes, all_or_nothing
from bpindex.desk.contract import Desk
from bpindex.desk.inputs import fill_last_year, fill_rows, write_history
from bpindex.desk.moment import Moment, this_moment
from bpindex.history.taking import Source, filled_text, with_months
from bpindex.sources import closed_month
from bpindex.words import history as words

_ANY_FILE = "*.xlsm"


def take_months(desk: Desk) -> str:
    """Take the months of files that are chosen; return what is to be known."""
    paths = desk.choose_files(words.CHOOSE, _ANY_FILE)
    return taken_into(this_moment(desk), paths) if paths else ""


def taken_into(moment: Moment, paths: Iterable[Path]) -> str:
    """Take the months of files and folders into a workbook; return what is to be known."""
    taken = with_months(moment.stored, _sources(moment.desk, paths))
    with all_or_nothing(moment.desk) as changes:
        count = write_months(changes, moment, taken.case)
    return "\n".join([*taken.told, filled_text(count)])


def write_months(changes: Changes, moment: Moment, new: Case) -> int:
    """Write the history of a case and what was filled from it; return how many cells that are."""
    write_history(changes, moment, new.history)
    if new.previous != moment.stored.previous:
        fill_rows(changes, moment, "previous", new.previous)
    figures = sum(len(row.cells) for row in new.previous)
    figures -= sum(len(row.cells) for row in moment.stored.previous)
    return figures + fill_last_year(changes, moment, moment.stored, new)


def _sources(desk: Desk, paths: Iterable[Path]) -> Iterator[Source]:
    for path in paths:
        desk.status(words.READING.format(name=path.name))
        yield closed_month(path)
