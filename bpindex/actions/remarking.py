"""What a month says, put into the workbook: draft remarks, the page before signing."""

from bpindex.actions.reports import redraw, require_printable, show_signing
from bpindex.cells.records import record_rows
from bpindex.cells.wording_names import seen
from bpindex.desk.changes import all_or_nothing
from bpindex.desk.contract import Desk
from bpindex.desk.inputs import fill_block
from bpindex.desk.moment import this_moment
from bpindex.errors import InputError
from bpindex.pipeline import evaluate
from bpindex.remarks.drafts import drafted
from bpindex.remarks.inserting import REMARKS, Outcome, with_remarks
from bpindex.words import buttons as texts
from bpindex.words.remarks import NOTHING_TO_SAY


def before_signing(desk: Desk) -> str:
    """List on the sheet Trước khi ký what to look at before the notice is signed."""
    desk.status(texts.READING)
    moment = this_moment(desk)
    evaluation = evaluate(moment.case)
    redraw(desk, moment.reading, evaluation)
    show_signing(desk, moment.layout, evaluation)
    return ""


def insert_remarks(desk: Desk) -> str:
    """Put the draft remarks of the month into Lời văn, in the place of an unedited draft.

    Problems of the data stop it.
    """
    desk.status(texts.READING)
    moment = this_moment(desk)
    layout = moment.layout
    evaluation = evaluate(moment.case)
    require_printable(desk, layout, evaluation)
    text = drafted(evaluation)
    if not text:
        raise InputError(NOTHING_TO_SAY)
    case, outcome = with_remarks(moment.case, text)
    sheet = layout["wording"]
    block, paragraphs = sheet.block("paragraphs"), case.wording.paragraphs
    shown = seen(case.wording, case.table_names).paragraphs
    is_kept = outcome in (Outcome.EDITED, Outcome.CORRECTED)
    if not is_kept:
        if len(paragraphs) > block.capacity:
            told = {"sheet": sheet.title, "most": block.capacity}
            raise InputError(texts.NO_ROOM_FOR_REMARKS.format(**told))
        with all_or_nothing(desk) as changes:
            fill_block(changes, moment, "wording", "paragraphs", record_rows(block, shown))
    at = [item.id for item in paragraphs].index(REMARKS)
    row = (paragraphs[at].row if is_kept else 0) or block.first_row + at
    cell = block.address(row, "text")
    desk.fit_rows(sheet.title, cell)
    desk.show_sheet(sheet.title, cell)
    return texts.REMARKS_SAID[outcome.name].format(sheet=sheet.title, cell=cell)
