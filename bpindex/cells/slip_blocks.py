"""What the formulas of Phiếu đơn vị and Nếu thì show, computed from whole sheets.

Both tell of one agency, known by its name; where the sheets hold a mistake, its sentence alone.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from bpindex.advice.profile import Line, Profile
from bpindex.advice.told import Told, told_changes, told_takes, units_told
from bpindex.case.history_rows import HistoryRow
from bpindex.case.next_month import preceding_of
from bpindex.cells.headings import in_order
from bpindex.cells.records import SheetValues, data_from
from bpindex.cells.score_blocks import BLANK, Cells, ScoreSheet, cut_text, number_or_blank
from bpindex.errors import BoChiSoError
from bpindex.history.before import before_of
from bpindex.score.counts import Counts, State, parse_count
from bpindex.score.scoring import Scores, score
from bpindex.words import advice as words

# The columns of the array of Phiếu đơn vị: what stands beside a component, then the sentences.
SIDES, BEFORE, TO_FULL, TO_GRADE, TEXT, VALUE = (0, 1), 2, 3, 4, 5, 6
SLIP_WIDTH = 7
# The rows of its sentences: a title with a hint, lines with numbers, notes; then the changes.
TAKES_ROW, STEPS_ROW, STEPS, NOTES_ROW, NOTES, CHANGES_ROW, CHANGES = 0, 1, 7, 8, 2, 11, 4
SLIP_ROWS = 30
# The columns of the array of Nếu thì: counts, points now and then, what they sum up to.
REAL, NOW, THEN, SUM_NOW, SUM_THEN = range(5)
WHAT_IF_WIDTH = 5
WHAT_IF_ROWS = 60
TOTAL, RANK, GRADE, STATE = range(4)


def slip_block(
    name: Any, previous: SheetValues, past: SheetValues, *sheets: SheetValues
) -> list[Cells]:
    """Return the array of Phiếu đơn vị for the agency of a name.

    `previous` is the sheet Kỳ trước, `past` the agency's row of Lịch sử of the period before, which
    a formula found: the whole of that sheet would take long to hand over.
    """
    block = _blank(SLIP_ROWS, SLIP_WIDTH)
    try:
        sheet = ScoreSheet(*sheets)
        position = _position(sheet, name)
        if position is None:
            return block
        layout = sheet.layout["previous"]
        rows = data_from(in_order(previous, layout), layout)
        case = replace(sheet.case, previous=rows)
        agency = case.valid_agencies[position]
        if packed := str(past[0][-1] or "") if past else "":
            month = str(preceding_of(case))
            closed = HistoryRow(month, agency=agency.code, details=packed)
            case = replace(case, history=(closed,))
        profile = Profile(case, sheet.scores, position, before_of(case, agency.code))
        for row, line in enumerate(profile.lines):
            block[row][:TEXT] = _beside(profile, line)
        _put_told(block, told_takes(profile), told_changes(profile))
    except BoChiSoError as error:
        block[NOTES_ROW][TEXT] = cut_text(str(error))
    return block


def _beside(profile: Profile, line: Line) -> Cells:
    """Return what stands beside the points of a component."""
    sides: Sequence[Any] = line.sides or (BLANK, BLANK)
    before = BLANK if line.before is None else float(line.before)
    return [*sides, before, *units_told(profile, line)]


def _put_told(block: list[Cells], takes: Told, changes: Told) -> None:
    block[TAKES_ROW][TEXT:] = [takes.title, cut_text(takes.hint)]
    for row, (text, value) in enumerate(_folded(takes.lines), STEPS_ROW):
        block[row][TEXT:] = [cut_text(text), value]
    for row, text in enumerate(takes.notes[:NOTES], NOTES_ROW):
        block[row][TEXT] = cut_text(text)
    for row, text in enumerate(changes.notes[:CHANGES], CHANGES_ROW):
        block[row][TEXT] = cut_text(text)


def _folded(lines: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the lines that there is room for: of many, the last but the sum are one."""
    if len(lines) <= STEPS:
        return list(lines)
    kept, more = list(lines[: STEPS - 2]), len(lines) - STEPS + 1
    return [*kept, (words.AND_MORE.format(number=more), BLANK), lines[-1]]


def what_if_block(name: Any, typed: SheetValues, *sheets: SheetValues) -> list[Cells]:
    """Return the array of Nếu thì: the counts and points of an agency, and with others typed.

    `typed` are these other counts below their header, in the order of the index set; blank ones
    are the real ones.
    """
    block = _blank(WHAT_IF_ROWS, WHAT_IF_WIDTH)
    try:
        sheet = ScoreSheet(*sheets)
        position = _position(sheet, name)
        if position is None:
            return block
        scores, kinds = sheet.scores, [agency.kind for agency in sheet.case.valid_agencies]
        other = score(scores.index, _with(scores.counts, position, typed[1:]), scores.given)
        for row, value in enumerate(scores.counts.values[:, position]):
            block[row][REAL] = number_or_blank(value)
        for points, sums, its in ((NOW, SUM_NOW, scores), (THEN, SUM_THEN, other)):
            for row, value in enumerate(its.points[:, position]):
                block[row][points] = number_or_blank(value)
            for row, value in enumerate(_sums(its, position, kinds)):
                block[row][sums] = value
    except BoChiSoError as error:
        block[STATE][SUM_NOW] = cut_text(str(error))
    return block


def _with(counts: Counts, position: int, typed: SheetValues) -> Counts:
    """Return the counts with those of one agency that were typed; blank ones stay."""
    values, states = counts.values.copy(), counts.states.copy()
    for row, cells in zip_longest(range(len(counts.ids)), typed):
        cell = cells[0] if cells else None
        if row is not None and cell not in (None, ""):
            values[row, position], states[row, position] = parse_count(cell)
    return replace(counts, values=values, states=states)


def _sums(scores: Scores, position: int, kinds: Sequence[str]) -> Cells:
    """Return total, rank, grade, and what is wrong with the counts; then the points of groups."""
    state = State(int(scores.agency_states[position]))
    rank = int(scores.ranks(kinds)[position]) or BLANK
    total = number_or_blank(scores.total[position])
    groups = [number_or_blank(value) for value in scores.group_points[:, position]]
    return [total, rank, scores.grades()[position], state.text, *groups]


def _position(sheet: ScoreSheet, name: Any) -> int | None:
    """Return the position of the agency of a name, None where there is none in the period."""
    names = [agency.name for agency in sheet.case.valid_agencies]
    return names.index(name) if name in names else None


def _blank(rows: int, width: int) -> list[Cells]:
    return [[BLANK] * width for _ in range(rows)]
