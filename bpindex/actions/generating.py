"""The notice made anew from a case: reason, register, sheets, and what is said in the end."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from bpindex.actions.reports import first_few, shortened, write_findings
from bpindex.case.belonging import with_own
from bpindex.case.correction import Correction, Form, PrintedText
from bpindex.case.keys import Key
from bpindex.case.model import Case
from bpindex.cells.register import in_register
from bpindex.checks.corrections import computed_now, has_effect
from bpindex.desk.agency_rows import settle_agencies
from bpindex.desk.changes import (
    all_or_nothing,
    note_corrected,
    record,
)
from bpindex.desk.contract import LONGEST_QUESTION
from bpindex.desk.moment import Moment, WayBack
from bpindex.desk.notice_places import kept_then, replace_notice
from bpindex.edits.leftovers import Left, LeftKind
from bpindex.errors import InputError
from bpindex.files.temporary import temporary_folder
from bpindex.index.periods import shown_month
from bpindex.memory.snapshot import load_snapshot
from bpindex.page.memory import first_looks
from bpindex.page.plan import plan_sheets
from bpindex.page.told import told_of
from bpindex.pipeline import Evaluation, evaluate
from bpindex.reading.harvesting import month_made
from bpindex.reading.made_sheets import PREVIOUS
from bpindex.reading.workbook import Reading
from bpindex.register.ageing import has_aged, marked
from bpindex.register.naming import (
    column_name,
    hidden_in_words,
    what_is_corrected,
    what_it_says,
)
from bpindex.render.sheet import APPENDIX_SHEET, NOTICE_SHEET, render_with_snapshot
from bpindex.words import buttons as texts
from bpindex.words import explanations as explain_texts

_QUOTED = 60
# The name of one correction beside others in a question.
_LISTED_NAME = 120


def with_reason(
    moment: Moment, evaluation: Evaluation, more: Iterable[Correction] = ()
) -> Evaluation:
    """Return the evaluation with the reason of new corrections, asked for once.

    New are those just typed, and `more`.
    """
    new = [i for i in (*moment.reading.harvest.new, *more) if not isinstance(i.what, Form)]
    if not new:
        return evaluation
    question = _reason_asked([what_is_corrected(evaluation.case, item) for item in new])
    answer: str | None = None
    # Who cannot be asked gives no reason; nothing is lost for it.
    with suppress(Exception):
        answer = moment.desk.ask(question)
    reason = (answer or "").strip()
    if not reason:
        return evaluation
    case, fresh = evaluation.case, {id(item) for item in new}
    corrections = (
        replace(item, reason=reason) if id(item) in fresh else item for item in case.corrections
    )
    return evaluate(replace(case, corrections=tuple(corrections)))


def _reason_asked(names: Sequence[str]) -> str:
    """Return the question for a reason, with as many of the corrections as fit into it."""
    question = ""
    for most in range(1, len(names) + 1):
        listed = "\n".join(
            first_few((shortened(name, _LISTED_NAME) for name in names), texts.AND_MORE, most)
        )
        longer = texts.ASK_REASON.format(count=len(names), listed=listed)
        if question and len(longer) > LONGEST_QUESTION:
            break
        question = longer
    return question


def make_anew(moment: Moment, evaluation: Evaluation, action: str) -> str:
    """Write the register and the notice of a case; return what the user should know."""
    desk = moment.desk
    computed = computed_now(evaluation.month, evaluation.notice)
    # Every correction that has aged says "cần xem lại".
    own = marked(evaluation.month.corrections, computed)
    case = replace(evaluation.case, corrections=with_own(evaluation.case, own))
    desk.status(texts.RENDERING)
    plans = plan_sheets(evaluation.notice)
    rendered, snapshot = render_with_snapshot(evaluation.notice, plans)
    # Of the data, whatever becomes of the notice. What was typed on it has its row in the register
    # in a moment, and its cell may be another's by then.
    found = evaluate(in_register(case, moment.layout)) if moment.reading.harvest.new else evaluation
    write_findings(desk, moment.layout, found)
    wanted = [NOTICE_SHEET, *([APPENDIX_SHEET] if evaluation.notice.appendix else [])]
    with temporary_folder() as folder:
        # Excel opens no second workbook of one name, whatever its folder: each has its own.
        path = folder / f"{folder.name}.xlsx"
        path.write_bytes(rendered)
        desk.status(texts.COPYING)
        with all_or_nothing(desk) as changes:
            made, ended = moment.reading.made, _ended_month(moment)
            settle_agencies(changes, moment)
            record(changes, moment, case, action, snapshot, kept_then(made, ended))
            aside = replace_notice(changes, path, wanted, made, ended)
    note_corrected(moment, case)
    done = texts.DONE.format(
        pages=sum(1 + sum(row.begins_page for row in sheet.rows) for sheet in snapshot.sheets),
        corrections=sum(i.in_force and not isinstance(i.what, Form) for i in own),
        warnings=len(evaluation.warnings),
    )
    closing = _closing_lines(evaluation, moment.reading, computed, aside)
    return "\n".join([done, *closing, *told_of(plans)])


def _ended_month(moment: Moment) -> str:
    """Return the month of the previous notice where the present one is of another.

    Where the way back is damaged nobody knows it, and only who wants to go back is told.
    """
    before = None
    with suppress(InputError):
        if back := WayBack.unpacked(moment.reading.before_chunks):
            before = load_snapshot(back.snapshot, first_looks())
    month = month_made(before, moment.stored)
    return month if before and month != moment.reading.month else ""


def apply_register(moment: Moment, evaluation: Evaluation, action: str) -> str:
    """Write the register of a case, and the notice anew where its own stands there and no problem.

    A notice of another month stays as it is: only "Lập thông báo" begins a new month.
    """
    is_of_month = moment.reading.month == evaluation.case.key
    has_notice = NOTICE_SHEET in moment.reading.made.present
    if is_of_month and has_notice and not evaluation.problems:
        return make_anew(moment, evaluation, action)
    case = evaluation.case
    with all_or_nothing(moment.desk) as changes:
        settle_agencies(changes, moment)
        record(changes, moment, case, action, None)
    note_corrected(moment, case)
    return "\n".join(_taken(case, moment.reading.harvest.new))


def _closing_lines(
    evaluation: Evaluation, reading: Reading, computed: Mapping[Key, str], aside: Mapping[str, str]
) -> list[str]:
    """Return what was taken, what has aged, contradicts each other or was left.

    `aside` are the new titles of the sheets that were put aside.
    """
    harvest = reading.harvest
    lines = [*_taken(evaluation.case, harvest.new)]
    nowhere = [
        what_is_corrected(evaluation.case, item)
        for item in harvest.new
        if isinstance(item.what, PrintedText)
        and item.in_force
        and item.period == evaluation.case.key
        and not has_effect(evaluation.notice, item, computed)
    ]
    if nowhere:
        lines.append(texts.NOWHERE.format(count=len(nowhere)))
        lines += _listed(f"- {what}" for what in nowhere)
    applied = evaluation.notice.origins.applied
    aged = [item for item in applied if has_aged(item, computed)]
    if aged:
        lines.append(texts.AGED.format(count=len(aged)))
        lines += _listed(
            texts.AGED_ITEM.format(
                what=what_is_corrected(evaluation.case, item),
                then=_quoted(item.computed),
                now=_quoted(computed[item.key]),
                corrected=_quoted(item.corrected),
            )
            for item in aged
        )
    if harvest.conflicts:
        lines.append(texts.CONFLICTS.format(count=len(harvest.conflicts)))
        lines += _listed(
            texts.CONFLICT_ITEM.format(
                what=what_is_corrected(evaluation.case, kept),
                kept=_quoted(what_it_says(evaluation.case, kept)),
                other=_quoted(what_it_says(evaluation.case, other)),
            )
            for other, kept in harvest.conflicts
        )
    names = [hidden_in_words(evaluation.case, *part) for part in harvest.hidden]
    if names := list(dict.fromkeys(names)):
        listed = ", ".join(first_few(names, texts.AND_MORE))
        lines.append(texts.HIDDEN.format(count=len(names), listed=listed))
    if evaluation.notice.origins.lost:
        lines.append(texts.LOST_PLACES.format(count=len(evaluation.notice.origins.lost)))
    lines += _listed(_left(evaluation.case, item) for item in harvest.left)
    lines += (texts.PUT_ASIDE.format(title=old, kept=new) for old, new in aside.items())
    lines += (texts.COPY_LEFT.format(title=sheet.title) for sheet in reading.made.copies)
    return lines


def _taken(case: Case, new: Iterable[Correction]) -> Iterator[str]:
    """Yield how much was taken into the register, and to which month it belongs if to another."""
    sorts = Counter((item.period, isinstance(item.what, Form)) for item in new)
    for (month, is_form), count in sorted(sorts.items(), reverse=True):
        own, others = texts.TAKEN_FORMS if is_form else texts.TAKEN
        is_own = month == case.key
        yield (own if is_own else others).format(count=count, month=shown_month(month))


def _left(case: Case, left: Left) -> str:
    """Return the sentence for something that a new sheet cannot have."""
    if left.kind is LeftKind.COLUMN_GONE:
        what = column_name(case, left.key[2], left.sheet == APPENDIX_SHEET)
    else:
        what = what_is_corrected(case, Correction(PrintedText(*left.key)))
    previous = PREVIOUS.get(left.sheet, left.sheet)
    return texts.LEFT[left.kind.name].format(
        sheet=left.sheet, previous=previous, what=what, count=left.words, words=_quoted(left.words)
    )


def _listed(items: Iterable[str]) -> list[str]:
    return first_few(items, texts.AND_SO_ON)


def _quoted(text: str) -> str:
    shown = shortened(text, _QUOTED)
    return f"“{shown}”" if shown else explain_texts.BLANK
