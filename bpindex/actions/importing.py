"""Tables taken into the open workbook: pasted ones or files, decided on the sheet Kết quả nhập."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from bpindex.case.model import Case
from bpindex.codec.fields import cell_text
from bpindex.desk.changes import Changes, all_or_nothing
from bpindex.desk.contract import Desk
from bpindex.desk.data_cells import cells_by_key, go_back_to, remember, remembered, write_data
from bpindex.desk.inputs import empty_sheet
from bpindex.desk.moment import Moment
from bpindex.errors import InputError
from bpindex.intake.applying import applied, replaced
from bpindex.intake.engine import understand
from bpindex.intake.files import Opened, open_tables, tables_of
from bpindex.intake.grid import Cell
from bpindex.intake.report import lines_of, summary
from bpindex.intake.taken import Decisions, Intake
from bpindex.sheets.intake_sheets import MOST_CHOICES
from bpindex.words import importing as words
from bpindex.words.intake import NOTHING

# The key of the row that says where the tables of the report came from.
_SOURCE_KEY = "source"
# As many proposals and more may be put down at once.
_MANY = 3


def take_tables(moment: Moment) -> str:
    """Take pasted tables, or those of a file, into the workbook; ask where something is unsure.

    Answers that stand on Kết quả nhập are those of the same source.
    """
    desk, answers = moment.desk, _answers(moment)
    desk.status(words.READING_TABLES)
    opened = _pasted(moment)
    source = words.PASTED
    if not opened.grids:
        paths = _files(desk, answers)
        if not paths:
            return ""
        opened, source = _together(map(open_tables, paths)), "\n".join(map(str, paths))
    if answers.get(_SOURCE_KEY, source) != source:
        answers = {}
    intake = understand(opened.grids, moment.stored, Decisions(answers), opened.skipped)
    waiting = intake.decisions.waiting
    is_nothing = not intake.values and not intake.dossiers and intake.is_complete
    if is_nothing or waiting:
        with all_or_nothing(desk) as changes:
            _write_report(changes, moment, intake, source)
        desk.show_sheet(moment.layout["imported"].title)
        if is_nothing:
            raise InputError(NOTHING)
        return _told_to_decide(desk, moment, intake, source)
    new = applied(moment.stored, intake)
    with all_or_nothing(desk) as changes:
        write_intake(changes, moment, new)
        # What was decided is done: the next press begins anew.
        _write_report(changes, moment, intake, "")
    desk.show_sheet(moment.layout["imported"].title)
    count = replaced(moment.stored, new)
    return words.DONE.format(summary=summary(intake, count))


def _told_to_decide(desk: Desk, moment: Moment, intake: Intake, source: str) -> str:
    """Return how many answers wait; many proposals are put down, if wished, to be looked at."""
    waiting = intake.decisions.waiting
    proposed = sum(bool(item.proposal) for item in waiting)
    told = {"count": len(waiting), "proposed": proposed}
    if proposed < _MANY or not desk.confirm(words.FILL_IN.format(**told)):
        return words.DECIDE.format(**told)
    with all_or_nothing(desk) as changes:
        _write_report(changes, moment, intake, source, fills_in=True)
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


def _files(desk: Desk, answers: Mapping[str, str]) -> list[Path]:
    """Return the files that the report is of while it waits for answers, or those chosen now."""
    last = answers.get(_SOURCE_KEY, "")
    paths = [Path(line) for line in last.split("\n")] if last and last != words.PASTED else []
    if paths and all(path.is_file() for path in paths):
        return paths
    return desk.choose_files(words.CHOOSE_FILE, "*.*")


def _together(files: Iterable[Opened]) -> Opened:
    """Return the grids of several files as those of one."""
    every = list(files)
    grids = tuple(grid for opened in every for grid in opened.grids)
    return Opened(grids, tuple(line for opened in every for line in opened.skipped))


def _answers(moment: Moment) -> dict[str, str]:
    """Return what people answered on the report, by the keys of its questions."""
    rows = cells_by_key(moment, "imported")
    found = {cell_text(row["key"]).strip(): cell_text(row["answer"]).strip() for row in rows}
    for row in rows:
        if cell_text(row["key"]).strip() == _SOURCE_KEY:
            found[_SOURCE_KEY] = cell_text(row["text"]).strip()
    return {key: answer for key, answer in found.items() if key and answer}


def _write_report(
    changes: Changes, moment: Moment, intake: Intake, source: str, fills_in: bool = False
) -> None:
    """Write the report over the one before; `source` is kept while it waits for answers.

    Where it `fills_in`, what is proposed stands there as if it had been chosen.
    """
    put = {item.key: item.proposal for item in intake.decisions.waiting if fills_in}
    sheet = moment.layout["imported"]
    block = sheet.block("imported")
    rows = []
    if source:
        rows.append([words.SOURCE, source, "", *[""] * MOST_CHOICES, _SOURCE_KEY])
    for line in lines_of(intake):
        choices = line.question.choices[:MOST_CHOICES] if line.question else ()
        padded = [*choices, *[""] * (MOST_CHOICES - len(choices))]
        key = line.question.key if line.question and source else ""
        rows.append([line.sort, line.text, line.answer or put.get(key, ""), *padded, key])
    blank = [[""] * len(block.columns) for _ in range(block.capacity)]
    area = block.area().replace("$", "")
    before = moment.desk.read(sheet.title, area)
    changes.write(sheet.title, area, [*rows, *blank][: block.capacity], before)
    moment.desk.fit_rows(sheet.title, area)
