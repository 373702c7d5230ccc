"""What each button does, over any desk: one function per button, named by the button's id.

Each returns what the user should know in the end, or a blank text. The workbook is read from a
copy that the program saves aside, so that the same reader serves files and programs, and the
number of requests does not grow with the number of agencies. Whatever changes the register
harvests first, so that what was typed in the meantime is not lost.
"""

from collections.abc import Sequence
from dataclasses import replace

from bpindex.actions.carrying import (
    asked_of_corrections,
    asked_of_items,
    corrections_to_carry,
    items_to_carry,
    offer_forms,
    with_carried,
)
from bpindex.actions.generating import apply_register, make_anew, with_reason
from bpindex.actions.going_back import month_before, opened_last
from bpindex.actions.of_the_machine import install_update, report_problem, upgrade_file
from bpindex.actions.opening import close_month
from bpindex.actions.printed_tables import copied_layout
from bpindex.actions.remarking import before_signing, insert_remarks
from bpindex.actions.reports import first_few, require_printable, show_check, show_explanation
from bpindex.case.belonging import dated, is_own
from bpindex.case.correction import Correction, CorrectionState
from bpindex.codec.text_files import read_file
from bpindex.desk.changes import all_or_nothing, go_back, note_corrected, remember_pending
from bpindex.desk.contract import Desk
from bpindex.desk.moment import Moment, WayBack, ask_to_amend, read_desk, this_moment
from bpindex.desk.notice_places import swap_previous
from bpindex.desk.selection import (
    corrections_at,
    figure_at,
    on_notice,
    register_rows_at,
    selected,
    selected_figure,
    with_own_column,
)
from bpindex.errors import InputError
from bpindex.explain.explanation import explain
from bpindex.pipeline import evaluate
from bpindex.reading.workbook import read_workbook
from bpindex.register.merging import merge_cases
from bpindex.words import buttons as texts

__all__ = [
    "before_signing",
    "insert_remarks",
    "install_update",
    "report_problem",
    "upgrade_file",
]  # what other modules of this room do
_WORKBOOKS, _DOCUMENTS = "*.xlsm", "*.docx"


def check_data(desk: Desk) -> str:
    """Check the data and list what was found on the sheet Kiểm tra, with links to the cells."""
    desk.status(texts.READING)
    reading = read_desk(desk)
    show_check(desk, reading, evaluate(reading.case))
    return ""


def import_data(desk: Desk) -> str:
    """Take the pasted tables, or those of a file; what is unsure is asked on Kết quả nhập."""
    # What it needs is loaded when it is pressed.
    from bpindex.actions.importing import take_tables

    desk.status(texts.READING)
    return take_tables(this_moment(desk))


def undo_import(desk: Desk) -> str:
    """Bring back what stood in the data before the last import."""
    from bpindex.actions.importing import undo

    ask_to_amend(desk, read_desk(desk).stored)
    return undo(desk)


def make_notice(desk: Desk) -> str:
    """Make the sheets Thông báo and Phụ lục; the previous ones are kept until the next time."""
    desk.status(texts.READING)
    moment = this_moment(desk)
    evaluation = evaluate(moment.case)
    if not evaluation.problems:
        evaluation = evaluate(offer_forms(moment, moment.case))
    require_printable(desk, moment.layout, evaluation)
    return make_anew(moment, with_reason(moment, evaluation), texts.ACTION_NOTICE)


def export_word(desk: Desk) -> str:
    """Write the notice as a Word document into the folder of its month beside the workbook."""
    # What it needs is loaded when it is pressed.
    from bpindex.actions.exporting import export

    return export(desk, ["docx"])


def explain_figure(desk: Desk) -> str:
    """Explain the figure of the selected cell on the sheet Giải thích."""
    desk.status(texts.READING)
    spot = selected_figure(desk)
    if spot is None:
        return ""
    reading = read_desk(desk)
    evaluation = evaluate(reading.case)
    spot = with_own_column(reading.snapshot, on_notice(desk, reading.made, spot))
    agency, column = figure_at(reading.layout, evaluation.case, spot)
    result = explain(evaluation.month, evaluation.scores, evaluation.notice, agency, column)
    show_explanation(desk, reading.layout, result, spot)
    return ""


def withdraw_correction(desk: Desk) -> str:
    """Withdraw the corrections of the selected rows of the register, figures or cell."""
    desk.status(texts.READING)
    spot = selected(desk)
    moment = this_moment(desk)
    chosen = corrections_at(moment, spot)
    if not chosen:
        raise InputError(texts.NOTHING_TO_WITHDRAW)
    return _withdraw(moment, chosen)


def withdraw_kind(desk: Desk) -> str:
    """Withdraw all corrections of the kind of the selected row of the register."""
    desk.status(texts.READING)
    spot = selected(desk)
    moment = this_moment(desk)
    kinds = {item.kind for item in register_rows_at(moment, spot)}
    if len(kinds) != 1:
        raise InputError(texts.SELECT_REGISTER_ROW)
    (kind,) = kinds
    chosen = [item for item in moment.case.corrections if item.in_force and item.kind is kind]
    if not chosen:
        raise InputError(texts.NOTHING_TO_WITHDRAW)
    if not desk.confirm(texts.CONFIRM_KIND.format(count=len(chosen), kind=kind)):
        return ""
    return _withdraw(moment, chosen)


def restore_previous(desk: Desk) -> str:
    """Bring back the notice and the register from before the last run; again: forth.

    What was typed since the last run is taken first, and holds in either direction.
    """
    desk.status(texts.READING)
    moment = this_moment(desk)
    if opened_last(moment):
        return month_before(moment)
    back = WayBack.unpacked(moment.reading.before_chunks)
    if back is None:
        raise InputError(texts.NOTHING_BEFORE)
    with all_or_nothing(desk) as changes:
        go_back(changes, moment, back)
        swap_previous(changes, moment.reading.made)
        restored = read_desk(desk)
        remember_pending(changes, moment, restored)
    note_corrected(moment, restored.stored)
    return texts.RESTORED


def merge_register(desk: Desk) -> str:
    """Take the register of a colleague's copy of the month."""
    chosen = desk.choose_file(texts.CHOOSE_OTHER, _WORKBOOKS)
    if chosen is None:
        return ""
    base = None
    if desk.confirm(texts.ASK_BASE):
        base = desk.choose_file(texts.CHOOSE_BASE, _WORKBOOKS)
        if base is None:
            return ""
    desk.status(texts.READING)
    moment = this_moment(desk)
    common = read_workbook(base) if base else None
    merged = merge_cases(moment.case, read_workbook(chosen), common)
    evaluation = with_reason(moment, evaluate(merged.case))
    done = texts.MERGED.format(
        taken=merged.taken, name=chosen.name, conflicts=len(merged.conflicts)
    )
    message = apply_register(moment, evaluation, texts.ACTION_MERGE)
    other = (texts.MERGE_DIFFERS.format(part=p, name=chosen.name) for p in merged.differing)
    return "\n".join(filter(None, (done, *merged.conflicts, *other, message)))


def export_pdf(desk: Desk) -> str:
    """Write the notice and its appendix as one PDF beside the Word document."""
    from bpindex.actions.exporting import export

    return export(desk, ["pdf"])


def export_extracts(desk: Desk) -> str:
    """Write a Word file for every agency beside the Word document."""
    from bpindex.actions.exporting import export_extracts as write_extracts

    return write_extracts(desk)


def read_word(desk: Desk) -> str:
    """Take what was changed in an exported Word document into the register."""
    from bpindex.actions.taking_back import take_back

    chosen = desk.choose_file(texts.CHOOSE_WORD, _DOCUMENTS)
    if chosen is None:
        return ""
    desk.status(texts.READING)
    moment = this_moment(desk)
    taken = take_back(moment.case, read_file(chosen), chosen.name, moment.stamp)
    evaluation = with_reason(moment, evaluate(taken.case), taken.new)
    message = apply_register(moment, evaluation, texts.ACTION_WORD) if taken.is_changed else ""
    return "\n".join(filter(None, (*first_few(taken.told, texts.AND_MORE), message)))


def carry_over(desk: Desk) -> str:
    """Carry what belongs to another month over into this one, as selected."""
    desk.status(texts.READING)
    spot = selected(desk)
    moment = this_moment(desk)
    case, month = moment.case, moment.case.called
    chosen, found = corrections_to_carry(moment, spot), items_to_carry(moment, spot)
    if not chosen and not found:
        raise InputError(texts.NOTHING_TO_CARRY)
    count = 0
    if chosen and desk.confirm(asked_of_corrections(case, chosen)):
        case, count = with_carried(moment, case, chosen), len(chosen)
    else:
        for sheet, items in found.items():
            if desk.confirm(asked_of_items(case, sheet, items)):
                months = case.months.carried(items, case.key)
                case, count = dated(replace(case, months=months)), count + len(items)
    if not count:
        return ""
    done = texts.CARRIED.format(count=count, month=month)
    message = apply_register(moment, evaluate(case), texts.ACTION_CARRY)
    return "\n".join(filter(None, (done, message)))


def copy_layout(desk: Desk) -> str:
    """Write the columns of a table's ready layout on Bảng in, to be changed there."""
    return copied_layout(desk)


def next_month(desk: Desk) -> str:
    """Close the month and open the next one; the file as it is now is kept beside it."""
    desk.status(texts.READING)
    return close_month(desk)


def import_history(desk: Desk) -> str:
    """Take earlier months into Lịch sử from other files, as they printed."""
    from bpindex.actions.past_months import take_months

    return take_months(desk)


def print_closed(desk: Desk) -> str:
    """Write the notice of a closed month anew from its file, and compare it with the issued one."""
    from bpindex.actions.past_months import print_again

    return print_again(desk)


def self_test(desk: Desk) -> str:
    """Play the steps of the self-test on a copy, lay their results on a sheet and into a file."""
    from bpindex.selftest.running import self_test as play

    return play(desk, press)


def press(desk: Desk, action: str) -> str:
    """Do what the button of an id does, and return what its user should know."""
    return str(globals()[action](desk))


def _withdraw(moment: Moment, chosen: Sequence[Correction]) -> str:
    """Write the register with some corrections withdrawn, and the notice anew if there is one."""
    gone = {id(item) for item in chosen}
    corrections = (
        replace(item, state=CorrectionState.WITHDRAWN) if id(item) in gone else item
        for item in moment.case.corrections
    )
    case = replace(moment.case, corrections=tuple(corrections))
    own = sum(is_own(case, item) for item in chosen)
    counts = ((texts.WITHDRAWN, own), (texts.WITHDRAWN_ELSEWHERE, len(chosen) - own))
    done = "\n".join(text.format(count=count) for text, count in counts if count)
    message = apply_register(moment, evaluate(case), texts.ACTION_WITHDRAW)
    return "\n".join(filter(None, (done, message)))
