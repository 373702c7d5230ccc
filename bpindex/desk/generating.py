"""The notice made anew from a case: reason, register, sheets, and what is said in the end."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace

from bpindex.case.correction import Form
from bpindex.case.keys import Key
from bpindex.checks.corrections import computed_now
from bpindex.desk.changes import (
    all_or_nothing,
    note_corrected,
    notice_is_made,
    record,
    replace_notice,
)
from bpindex.desk.moment import Moment, temporary_folder
from bpindex.edits.taker import Harvest
from bpindex.page.plan import plan_sheets, reduced_sheets
from bpindex.pipeline import Evaluation, evaluate
from bpindex.register.ageing import has_aged, marked
from bpindex.register.naming import hidden_in_words, what_is_corrected
from bpindex.render.sheet import APPENDIX_SHEET, NOTICE_SHEET, render_with_snapshot
from bpindex.words import buttons as texts
from bpindex.words import explanations as explain_texts
from bpindex.words import page_layout

# So many of one sort are listed in the closing message; the sheets show all.
_LISTED = 8
_QUOTED = 60


def with_reason(moment: Moment, evaluation: Evaluation) -> Evaluation:
    """Return the evaluation with the reason of new corrections, asked for once."""
    new = [i for i in moment.reading.harvest.new if not isinstance(i.what, Form)]
    if not new:
        return evaluation
    listed = _listed(what_is_corrected(evaluation.case, item) for item in new)
    answer: str | None = None
    # Who cannot be asked gives no reason; nothing is lost for it.
    with suppress(Exception):
        answer = moment.desk.ask(texts.ASK_REASON.format(count=len(new), listed="\n".join(listed)))
    reason = (answer or "").strip()
    if not reason:
        return evaluation
    case, fresh = evaluation.case, {id(item) for item in new}
    corrections = (
        replace(item, reason=reason) if id(item) in fresh else item for item in case.corrections
    )
    return evaluate(replace(case, corrections=tuple(corrections)))


def make_anew(moment: Moment, evaluation: Evaluation, action: str) -> str:
    """Write the register and the notice of a case; return what the user should know."""
    desk = moment.desk
    computed = computed_now(evaluation.case, evaluation.notice)
    # Every correction that has aged says "cần xem lại".
    corrections = marked(evaluation.case.corrections, computed)
    case = replace(evaluation.case, corrections=corrections)
    desk.status(texts.RENDERING)
    plans = plan_sheets(evaluation.notice)
    rendered, snapshot = render_with_snapshot(evaluation.notice, plans)
    wanted = [NOTICE_SHEET, *([APPENDIX_SHEET] if evaluation.notice.appendix else [])]
    with temporary_folder() as folder:
        path = folder / "thong-bao.xlsx"
        path.write_bytes(rendered)
        desk.status(texts.COPYING)
        with all_or_nothing(desk) as changes:
            record(changes, moment, case, action, snapshot)
            replace_notice(changes, path, wanted)
    note_corrected(moment, corrections)
    message = _closing_message(evaluation, moment.reading.harvest, computed)
    reduced = (
        page_layout.REDUCED.format(sheet=sheet, scale=scale)
        for sheet, scale in reduced_sheets(plans)
    )
    return "\n".join(filter(None, (message, *reduced)))


def apply_register(moment: Moment, evaluation: Evaluation, action: str) -> str:
    """Write the register of a case, and the notice anew where there is one and no problem."""
    if notice_is_made(moment.desk) and not evaluation.problems:
        return make_anew(moment, evaluation, action)
    case = evaluation.case
    with all_or_nothing(moment.desk) as changes:
        record(changes, moment, case, action, None)
    note_corrected(moment, case.corrections)
    return ""


def _closing_message(evaluation: Evaluation, harvest: Harvest, computed: Mapping[Key, str]) -> str:
    """Return what was taken, what has aged and what contradicts each other; blank for nothing."""
    lines = []
    forms = sum(isinstance(item.what, Form) for item in harvest.new)
    if others := len(harvest.new) - forms:
        lines.append(texts.TAKEN.format(count=others))
    if forms:
        lines.append(texts.TAKEN_FORMS.format(count=forms))
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
                kept=_quoted(kept.corrected),
                other=_quoted(other.corrected),
            )
            for other, kept in harvest.conflicts
        )
    names = [hidden_in_words(evaluation.case, *part) for part in harvest.hidden]
    if names := list(dict.fromkeys(names)):
        more = [texts.AND_MORE.format(count=len(names) - _LISTED)] if names[_LISTED:] else []
        listed = ", ".join((*names[:_LISTED], *more))
        lines.append(texts.HIDDEN.format(count=len(names), listed=listed))
    if evaluation.notice.origins.lost:
        lines.append(texts.LOST_PLACES.format(count=len(evaluation.notice.origins.lost)))
    return "\n".join(lines)


def _listed(items: Iterable[str]) -> list[str]:
    lines = list(items)
    if len(lines) > _LISTED:
        lines[_LISTED:] = [texts.AND_SO_ON.format(count=len(lines) - _LISTED)]
    return lines


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    shown = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
    return f"“{shown}”" if shown else explain_texts.BLANK
