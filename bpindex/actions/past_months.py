"""Closed months: taken into the open workbook from their files, and printed again."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from bpindex.actions.exporting import written
from bpindex.case.model import Case
from bpindex.codec.fields import print_moment
from bpindex.desk.agency_rows import settle_agencies
from bpindex.desk.changes import Changes, all_or_nothing
from bpindex.desk.contract import Desk
from bpindex.desk.inputs import fill_last_year, fill_rows, tell_compared, write_history
from bpindex.desk.moment import Moment, this_moment
from bpindex.history.taking import Source, filled_text, with_months
from bpindex.index.periods import shown_month
from bpindex.notice.as_json import fingerprint
from bpindex.pipeline import evaluate
from bpindex.sources import closed_month, open_case
from bpindex.words import history as words

_ANY_FILE = "*.xlsm"


def take_months(desk: Desk) -> str:
    """Take the months of files that are chosen; return what is to be known."""
    paths = desk.choose_files(words.CHOOSE, _ANY_FILE)
    return taken_into(this_moment(desk), paths) if paths else ""


def taken_into(moment: Moment, paths: Iterable[Path]) -> str:
    """Take the months of files and folders into a workbook; return what is to be known."""
    taken = with_months(moment.stored, _sources(moment.desk, paths))
    if taken.asked and not moment.desk.confirm(words.ASK_OTHERS.format(told=taken.asked)):
        return ""
    with all_or_nothing(moment.desk) as changes:
        count = write_months(changes, moment, taken.case)
    return "\n".join([*taken.told, filled_text(count)])


def write_months(changes: Changes, moment: Moment, new: Case) -> int:
    """Write the history of a case and what was filled from it; return how many cells that are."""
    # Names that were typed would stay where they are, beside other rows.
    settle_agencies(changes, moment)
    write_history(changes, moment, new.history)
    was, cells = (
        {(row.agency, key): text for row in rows for key, text in row.cells.items()}
        for rows in (moment.stored.previous, new.previous)
    )
    changed = sum(was.get(key) != text for key, text in cells.items())
    if changed:
        fill_rows(changes, moment, "previous", new.previous)
    tell_compared(changes, new)
    return changed + fill_last_year(changes, moment, moment.stored, new)


def print_again(desk: Desk) -> str:
    """Write the notice of a closed month anew, and say whether it is the one that was issued."""
    path = desk.choose_file(words.CHOOSE_CLOSED, _ANY_FILE)
    if path is None:
        return ""
    desk.status(words.READING.format(name=path.name))
    evaluation = evaluate(open_case(path, as_it_is=True))
    evaluation.require_no_problems()
    trail = (*this_moment(desk, closed_too=True).stored.trail, *evaluation.case.trail)
    month, found = evaluation.case.key, fingerprint(evaluation.notice)
    own = (row for row in trail if row.period == month and row.is_made)
    made = sorted(own, key=lambda row: row.on)
    # The kept file may have been corrected and made again since.
    last = made[-1] if made else None
    is_issued = last is not None and last.fingerprint == found
    # What is not the one that was issued never takes its place.
    files = written(desk, evaluation, ["docx", "pdf"], "" if is_issued else words.ASIDE)
    told = {"month": shown_month(month), "name": path.name, "found": found}
    if last is None:
        return "\n".join([words.NEVER_MADE.format(**told), *files])
    sentence = words.SAME_AS_MADE if is_issued else words.OTHER_THAN_MADE
    return "\n".join(
        [sentence.format(on=print_moment(last.on), mark=last.fingerprint, **told), *files]
    )


def _sources(desk: Desk, paths: Iterable[Path]) -> Iterator[Source]:
    for path in paths:
        desk.status(words.READING.format(name=path.name))
        yield closed_month(path)
