"""Opens the next month in the workbook; the file of the month that is closed is kept whole."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bpindex.case.keys import MONTH, NOTE_COLUMN, POINTS, PRIOR
from bpindex.case.model import Case
from bpindex.case.next_month import (
    OF_LAST_YEAR,
    OF_THE_MONTH,
    next_case,
    prior_ends,
    prior_month,
)
from bpindex.checks.finding import first_named
from bpindex.checks.settings import deadline_day_off
from bpindex.desk.agency_rows import settle_agencies
from bpindex.desk.changes import Changes, add_to_trail, all_or_nothing, record
from bpindex.desk.contract import Desk
from bpindex.desk.inputs import (
    empty_sheet,
    fill_last_year,
    fill_rows,
    refill_columns,
    tell_compared,
    write_history,
    write_singles,
)
from bpindex.desk.moment import Moment, this_moment
from bpindex.errors import InputError
from bpindex.files.outputs import publish
from bpindex.files.temporary import temporary_folder
from bpindex.history.closing import replaced_by
from bpindex.index.files import bundled_index_sets, is_bundled, pick_index_set
from bpindex.index.periods import print_date, shown_month
from bpindex.notice.as_json import fingerprint
from bpindex.notice.model import Notice
from bpindex.pipeline import evaluate
from bpindex.sheets.model import Kind
from bpindex.words import buttons as texts
from bpindex.words import files as file_words
from bpindex.words import history as history_texts


def kept_name(path: Path, month: str) -> Path:
    """Return where the file of a closed month is kept: beside it, under the name of its month.

    What lies there, of a closing that was undone, steps aside under a name that says so.
    """
    return path.with_name(f"{kept_stem(path, month)}{path.suffix}")


def kept_stem(path: Path, month: str) -> str:
    """Return how the names of the kept files of a month begin."""
    return f"{path.stem} {shown_month(month).replace('/', '-')}"


def close_month(desk: Desk) -> str:
    """Close the month of a workbook and open the next one; return what is to be known."""
    path = desk.path()
    if path is None:
        raise InputError(texts.NOT_ON_DISK)
    moment = this_moment(desk)
    kept = kept_name(path, moment.case.key)
    evaluation = evaluate(moment.case)
    if not desk.confirm(asked(moment, kept, evaluation.notice)):
        return ""
    new = replace(evaluation, case=moment.case).following
    return open_next(moment, new, kept, fingerprint(evaluation.notice))


def asked(moment: Moment, kept: Path, notice: Notice) -> str:
    """Return the question whether to close the month; `notice` is what it prints by now."""
    case, snapshot = moment.case, moment.reading.snapshot
    is_made = snapshot is not None and moment.reading.month == case.key
    month, following = case.called, next_case(case).called
    question = texts.ASK_NEXT.format(old=month, month=following, kept=kept.name)
    if replaced := replaced_by(case):
        first, last = map(print_date, replaced)
        told = {"month": month, "first": first, "last": last}
        question += f"\n\n{history_texts.REPLACES.format(**told)}"
    if not is_made or snapshot is None:
        return f"{question}\n\n{texts.NOT_MADE.format(old=month)}"
    if snapshot.fingerprint != fingerprint(notice):
        return f"{question}\n\n{history_texts.CHANGED_SINCE.format(old=month)}"
    return question


def open_next(moment: Moment, new: Case, kept: Path, printed: str) -> str:
    """Keep the file, write the next month into the workbook; return what is to be known.

    `printed` is the fingerprint of what the month prints: by it the kept file knows later
    whether it still prints the same.
    """
    older: list[Path] = []
    is_kept = False
    try:
        with all_or_nothing(moment.desk) as changes:
            # The kept file says of itself that its month is closed; here the line of the next
            # month takes its place.
            add_to_trail(changes, moment, moment.case, texts.ACTION_CLOSED, printed)
            older = keep_aside(moment.desk, kept)
            is_kept = True
            _write(changes, moment, new)
    except BaseException:
        with suppress(OSError):
            if older:
                older[0].replace(kept)
            elif is_kept:
                kept.unlink()
        raise
    told = (file_words.FILE_EXISTS_CHANGED.format(path=path.name) for path in older)
    return "\n".join((done(moment.case, new, kept.name), *told))


def keep_aside(desk: Desk, kept: Path) -> list[Path]:
    """Keep a copy of the workbook under a name; return where what lay there is kept now."""
    with temporary_folder() as folder:
        copy = folder / kept.name
        desk.keep_copy(copy)
        return publish({kept.name: copy.read_bytes()}, kept.parent, False).backups


def done(case: Case, new: Case, kept: str) -> str:
    """Return what a person is told of a month that was opened."""
    settings = new.settings
    told = [
        texts.NEXT_OPENED.format(
            month=new.called,
            old=case.called,
            kept=kept,
            first=print_date(settings.period_from),
            last=print_date(settings.period_to),
            deadline=print_date(settings.deadline),
        )
    ]
    if off := deadline_day_off(settings):
        told.append(texts.NEXT_DEADLINE.format(told=off))
    told += _of_last_year(case, new)
    return "\n".join([*told, *news_of(case, new)])


def _of_last_year(case: Case, new: Case) -> Iterator[str]:
    """Yield what is to be known of the figures of last year."""
    label = new.settings.prior_label
    was = {row.agency: row.cells for row in next_case(case).typed}
    cells = [
        (row.agency, key)
        for row in new.typed
        for key, text in row.cells.items()
        if was.get(row.agency, {}).get(key) != text
    ]
    if cells:
        month = shown_month(prior_month(new))
        yield history_texts.PRIOR_FILLED.format(label=label, month=month, count=len(cells))
    elif prior_ends(case):
        yield texts.NEXT_YEAR.format(label=label)


def news_of(case: Case, new: Case) -> Iterator[str]:
    """Yield what is no more, or new, in the month after: the index set in force, agencies."""
    try:
        before, now = (pick_index_set(bundled_index_sets(), each.period) for each in (case, new))
    except InputError:
        before = now = new.index
    if before.id != now.id and new.index.id != now.id:
        told = {"month": shown_month(str(new.period)), "first": print_date(now.effective_from)}
        yield (texts.NEXT_INDEX if is_bundled(new.index) else texts.NEXT_INDEX_OWN).format(**told)
    codes = [{item.code: item.name for item in each.valid_agencies} for each in (case, new)]
    for there, other, text in (
        (codes[0], codes[1], texts.NEXT_ENDED),
        (codes[1], codes[0], texts.NEXT_BEGUN),
    ):
        names = [name for code, name in there.items() if code not in other]
        if names:
            yield text.format(count=len(names), names=first_named(names))


def _write(changes: Changes, moment: Moment, new: Case) -> None:
    case, layout = moment.case, moment.layout
    # What was typed is taken first, and everything is remembered to be of the month that ends.
    settle_agencies(changes, moment)
    record(changes, moment, replace(case, months=new.months), texts.ACTION_NEXT, None)
    ends, emptied = prior_ends(case), next_case(case)
    figures = [spec.key for spec in layout["typed"].block("typed").columns]
    endings = (MONTH, POINTS, *((PRIOR,) if ends else ()))
    of_month = {*OF_THE_MONTH, *(OF_LAST_YEAR if ends else ())}
    for sheet_id, block_id, keys in (
        ("settings", "columns", of_month),
        ("counts", "counts", new.index.count_by_id),
        ("typed", "typed", [key for key in figures if key.endswith(endings) or key == NOTE_COLUMN]),
        ("late_dossiers", "late_dossiers", _of_staff(moment, "late_dossiers")),
    ):
        refill_columns(changes, moment, (sheet_id, block_id), keys)
    # What was pasted and found is of the month that is closed, and stands in its file.
    for sheet_id in ("paste", "imported", "findings", "reminders", "signing"):
        empty_sheet(changes, moment, sheet_id)
    fill_last_year(changes, moment, emptied, new)
    write_history(changes, moment, new.history)
    fill_rows(changes, moment, "previous", new.previous)
    tell_compared(changes, new)
    before, after = vars(moment.stored.settings), vars(new.settings)
    changed = {name for name in after if after[name] != before[name]} - {"tables"}
    values = {name: after[name] for name in changed}
    write_singles(changes, moment, "settings", "settings", values)


def _of_staff(moment: Moment, name: str) -> list[str]:
    """Return the columns of a sheet that people fill, and those that are filled beside them."""
    columns = moment.layout[name].block(name).columns
    return [spec.key for spec in columns if spec.kind is not Kind.NAME]
