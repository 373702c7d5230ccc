"""Tables taken into the open workbook: pasted ones or files, decided on the sheet Kết quả nhập."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bpindex.case.model import Case
from bpindex.codec.fields import cell_text
from bpindex.desk.changes import Changes, all_or_nothing
from bpindex.desk.contract import Desk
from bpindex.desk.data_cells import cells_by_key, go_back_to, remember, remembered, write_data
from bpindex.desk.inputs import empty_sheet
from bpindex.desk.moment import Moment
from bpindex.errors import InputError
from bpindex.grids.files import Opened, open_tables, tables_of
from bpindex.grids.grid import Cell
from bpindex.intake.applying import applied, replaced
from bpindex.intake.engine import understand
from bpindex.intake.report import lines_of, summary
from bpindex.intake.taken import Decisions, Intake
from bpindex.sheets.intake_sheets import MOST_CHOICES
from bpindex.words import importing as words
from bpindex.words.intake import NOTHING, SORT_SKIPPED

# The key of the row that says where the tables of the report came from.
_SOURCE_KEY = "source:"
# The same once they are taken: the next press begins anew, but for a skipped row that was answered.
_TAKEN_KEY = "taken:"
# The keys of questions that say what they ask about, and not only in which cell it stands.
_BY_CONTENT = ("column|", "agency|")
# As many proposals and more may be put down at once.
_MANY = 3


def take_tables(moment: Moment) -> str:
    """Take pasted tables, or those of a file, into the workbook; ask where something is unsure.

    Answers that stand on Kết quả nhập are those of the same source.
    """
    desk, given = moment.desk, _given(moment)
    desk.status(words.READING_TABLES)
    opened = _pasted(moment)
    source = words.PASTED
    if not opened.grids:
        paths = _files(desk, given.source)
        if not paths:
            return ""
        opened, source = _together(map(open_tables, paths)), "\n".join(map(str, paths))
    mark = _mark(opened)
    if given.source != source or (given.late and given.mark != mark):
        given = _Given()
    elif given.mark != mark:
        # Of other tables in the same place only what headers and names mean is known.
        told = {k: text for k, text in given.answers.items() if k.startswith(_BY_CONTENT)}
        given = replace(given, answers=told)
    intake = understand(opened.grids, moment.stored, Decisions(given.answers), opened.skipped)
    if given.late:
        _without_taken(intake, opened, moment.stored, given)
    waiting = intake.decisions.waiting
    # Late answers may add nothing: what is to be left out is left out.
    has_any = intake.values or intake.dossiers or given.late
    is_nothing = not has_any and intake.is_complete
    if is_nothing or waiting:
        with all_or_nothing(desk) as changes:
            _write_report(changes, moment, intake, source, _SOURCE_KEY + mark)
        desk.show_sheet(moment.layout["imported"].title)
        if is_nothing:
            raise InputError(NOTHING)
        return _told_to_decide(desk, moment, intake, source, _SOURCE_KEY + mark)
    new = applied(moment.stored, intake)
    with all_or_nothing(desk) as changes:
        write_intake(changes, moment, new)
        _write_report(changes, moment, intake, source, _TAKEN_KEY + mark)
    desk.show_sheet(moment.layout["imported"].title)
    done = words.DONE.format(summary=summary(intake, replaced(moment.stored, new)))
    left = len(intake.decisions.left)
    return f"{done} {words.LEFT.format(count=left)}" if left else done


@dataclass(frozen=True)
class _Given:
    """What people answered on the report, by the keys of its questions, and to which tables.

    `late` are the answers to rows that were skipped, given once the tables of this `mark` were
    taken.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    mark: str = ""
    late: frozenset[str] = frozenset()


def _without_taken(intake: Intake, opened: Opened, case: Case, given: _Given) -> None:
    """Leave of tables that were taken what late answers add: the rest may be typed over since."""
    earlier = {key: text for key, text in given.answers.items() if key not in given.late}
    before = understand(opened.grids, case, Decisions(earlier), opened.skipped)
    taken = {(value.agency, value.target, value.text) for value in before.values}
    intake.values = [v for v in intake.values if (v.agency, v.target, v.text) not in taken]
    intake.dossiers = [item for item in intake.dossiers if item not in before.dossiers]


def _mark(opened: Opened) -> str:
    """Return what tells tables from others."""
    told = repr([(grid.sheet, [*map(list, grid.rows)], grid.around) for grid in opened.grids])
    return hashlib.blake2s(told.encode("utf-8", "backslashreplace"), digest_size=6).hexdigest()


def _told_to_decide(desk: Desk, moment: Moment, intake: Intake, source: str, key: str) -> str:
    """Return how many answers wait; many proposals are put down, if wished, to be looked at."""
    waiting = intake.decisions.waiting
    proposed = sum(bool(item.proposal) for item in waiting)
    told = {"count": len(waiting), "proposed": proposed}
    if proposed < _MANY or not desk.confirm(words.FILL_IN.format(**told)):
        return words.DECIDE.format(**told)
    with all_or_nothing(desk) as changes:
        _write_report(changes, moment, intake, source, key, fills_in=True)
    return words.FILLED_IN.format(**told, left=len(waiting) - proposed)


def write_intake(changes: Changes, moment: Moment, new: Case) -> None:
    """Write a case with everything that was taken, and the way back."""
    remember(changes, write_data(changes, moment, new))
    empty_sheet(changes, moment, "findings")  # found in other counts


def undo(desk: Desk) -> str:
    """Give the cells of the last import what they held before; pressed again it takes that back."""
    done = remembered(desk)
    if not done:
        raise InputError(words.NOTHING_TO_UNDO)
    with all_or_nothing(desk) as changes:
        back, stayed = go_back_to(changes, done)
        remember(changes, back)
    return words.UNDONE_BUT.format(count=stayed) if stayed else words.UNDONE


def _pasted(moment: Moment) -> Opened:
    """Return what was pasted, without the sheet's own title; no grid where that is nothing."""
    sheet = moment.layout["paste"]
    found = tables_of(moment.reading.file.content, "", only=sheet.title)
    own = {sheet.title, sheet.intro}
    grids = []
    for grid in found.grids:
        rows: list[list[Cell]] = [["" if c in own else c for c in row] for row in grid.rows]
        if any(cell not in ("", None) for row in rows for cell in row):
            grids.append(replace(grid, file="", rows=rows))
    return Opened(tuple(grids))


def _files(desk: Desk, last: str) -> list[Path]:
    """Return the files that the report is of while it waits for answers, or those chosen now."""
    paths = [Path(line) for line in last.split("\n")] if last and last != words.PASTED else []
    if paths and all(path.is_file() for path in paths):
        return paths
    return desk.choose_files(words.CHOOSE_FILE, "*.*")


def _together(files: Iterable[Opened]) -> Opened:
    """Return the grids of several files as those of one."""
    every = list(files)
    grids = tuple(grid for opened in every for grid in opened.grids)
    return Opened(grids, tuple(line for opened in every for line in opened.skipped))


def _given(moment: Moment) -> _Given:
    """Return what stands on the report; nothing of tables taken before, without a new answer."""
    rows = [
        {key: cell_text(cell).strip() for key, cell in row.items()}
        for row in cells_by_key(moment, "imported")
    ]
    keys = (_SOURCE_KEY, _TAKEN_KEY)
    key, source = next(
        ((row["key"], row["text"]) for row in rows if row["key"].startswith(keys)), ("", "")
    )
    answers = {row["key"]: row["answer"] for row in rows if row["key"] and row["answer"]}
    if not key.startswith(_TAKEN_KEY):
        return _Given(answers, source, key.removeprefix(_SOURCE_KEY))
    late = frozenset(row["key"] for row in rows if row["answer"] and row["sort"] == SORT_SKIPPED)
    return _Given(answers, source, key.removeprefix(_TAKEN_KEY), late) if late else _Given()


def _write_report(
    changes: Changes,
    moment: Moment,
    intake: Intake,
    source: str,
    key: str,
    fills_in: bool = False,
) -> None:
    """Write the report over the one before, and under a `key` where its tables came from.

    Where it `fills_in`, what is proposed stands there as if it had been chosen.
    """
    put = {item.key: item.proposal for item in intake.decisions.waiting if fills_in}
    sheet = moment.layout["imported"]
    block = sheet.block("imported")
    rows = [[words.SOURCE, source, "", *[""] * MOST_CHOICES, key]]
    for line in lines_of(intake):
        choices = line.question.choices[:MOST_CHOICES] if line.question else ()
        padded = [*choices, *[""] * (MOST_CHOICES - len(choices))]
        asked = line.question.key if line.question else ""
        rows.append([line.sort, line.text, line.answer or put.get(asked, ""), *padded, asked])
    blank = [[""] * len(block.columns) for _ in range(block.capacity)]
    area = block.area().replace("$", "")
    before = moment.desk.read(sheet.title, area)
    changes.write(sheet.title, area, [*rows, *blank][: block.capacity], before)
    moment.desk.fit_rows(sheet.title, area)
