"""One run that changes the register: harvest first, then the notice anew, all or nothing."""

import getpass
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

import xlwings as xw

from bpindex import __version__
from bpindex.case.correction import Form
from bpindex.case.model import Case
from bpindex.case.records import TrailRow
from bpindex.case.rows import RowId, RowKey
from bpindex.checks.corrections import computed_now
from bpindex.checks.finding import Subject
from bpindex.edits.snapshot import Snapshot, dump_snapshot
from bpindex.edits.taker import Harvest, Stamp
from bpindex.hosts.notice_sheets import copy_in
from bpindex.hosts.register_sheet import Before, RegisterWriter, corrected_figures
from bpindex.hosts.session import Status, temporary_folder
from bpindex.page.plan import KEY_ROW
from bpindex.pipeline import Evaluation, evaluate
from bpindex.register.ageing import has_aged, marked
from bpindex.register.naming import what_is_corrected
from bpindex.render.sheet import APPENDIX_SHEET, NOTICE_SHEET, render_with_snapshot
from bpindex.sheets.register_rows import register_rows
from bpindex.sheets.sheets import layout_of
from bpindex.words import buttons as texts
from bpindex.words import explanations as explain_texts
from bpindex.workbook.read import Reading, read_with_harvest

# So many of one sort are listed in the closing message; the sheets show all.
_LISTED = 8
_QUOTED = 60


@dataclass
class Run:
    """What the workbook held when the run began, and who runs it when."""

    book: xw.Book
    reading: Reading
    stamp: Stamp

    @property
    def before(self) -> Before:
        """The way back to what stood in the workbook."""
        layout = layout_of(self.reading.stored.index)
        rows = register_rows(layout, self.reading.stored)
        return Before(
            [["" if cell is None else str(cell) for cell in row] for row in rows],
            {cell.address: text for cell, text in self.reading.typed_over.items()},
            self.reading.snapshot_chunks,
        )


def begin(book: xw.Book) -> Run:
    """Return what the workbook holds now, saved or not, with everything typed harvested."""
    stamp = Stamp(_user(), datetime.now().strftime("%Y-%m-%d %H:%M"))
    return Run(book, read_book(book, stamp), stamp)


def read_book(book: xw.Book, stamp: Stamp | None = None) -> Reading:
    """Return the workbook as read from a copy that the program saves aside."""
    with temporary_folder() as folder:
        path = folder / "BoChiSo.xlsm"
        book.api.SaveCopyAs(str(path))  # xlwings can only save under a new name for good
        return read_with_harvest(path, stamp)


def _user() -> str:
    with suppress(Exception):
        return getpass.getuser()
    return ""


def with_reason(run: Run, evaluation: Evaluation) -> Case:
    """Return the case with the reason of its new corrections, asked for once."""
    case, new = evaluation.case, run.reading.harvest.new
    new = [item for item in new if not isinstance(item.what, Form)]
    if not new:
        return case
    listed = _listed(what_is_corrected(evaluation.case, item) for item in new)
    prompt = texts.ASK_REASON.format(count=len(new), listed="\n".join(listed))
    answer = ""
    # Who cannot be asked gives no reason; nothing is lost for it.
    with suppress(Exception):
        answer = run.book.app.api.InputBox(prompt, texts.TITLE)
    reason = answer.strip() if isinstance(answer, str) else ""
    if not reason:
        return case
    fresh = {id(item) for item in new}
    return replace(
        case,
        corrections=tuple(
            replace(item, reason=reason) if id(item) in fresh else item for item in case.corrections
        ),
    )


def generate(run: Run, case: Case, action: str, status: Status) -> str:
    """Write the register and the notice of a case; return what the user should know."""
    status(texts.RENDERING)
    evaluation = evaluate(case)
    case = with_marks(evaluation)
    rendered, snapshot = render_with_snapshot(evaluation.notice)
    wanted = [NOTICE_SHEET, *([APPENDIX_SHEET] if evaluation.notice.appendix else [])]
    with temporary_folder() as folder:
        path = folder / "thong-bao.xlsx"
        path.write_bytes(rendered)
        status(texts.COPYING)
        writer = RegisterWriter(run.book, layout_of(case.index), run.reading.stored)
        with writer.all_or_nothing():
            write_register(run, writer, case, dump_snapshot(snapshot), snapshot)
            writer.trail(trail_row(run, case, action, snapshot.fingerprint))
            copy_in(run.book, path, wanted)
    writer.notes(run.reading.stored.corrections, case.corrections)
    return closing_message(evaluation, run.reading.harvest)


def write_register(
    run: Run,
    writer: RegisterWriter,
    case: Case,
    chunks: Sequence[str],
    snapshot: Snapshot | None = None,
) -> None:
    """Write register, formulas and the state of the run."""
    writer.register(case, _notice_rows(snapshot) if snapshot else {})
    writer.formulas(run.reading.typed_over)
    writer.state(chunks, run.before, run.reading.snapshot_chunks)


def trail_row(run: Run, case: Case, action: str, fingerprint: str) -> TrailRow:
    """Return the line of the trail for a run."""
    count = str(corrected_figures(case.corrections))
    return TrailRow(
        run.stamp.on, run.stamp.by, action, str(case.period), fingerprint, count, __version__
    )


def with_marks(evaluation: Evaluation) -> Case:
    """Return the case with "cần xem lại" on every correction that has aged."""
    computed = computed_now(_subject(evaluation))
    return replace(evaluation.case, corrections=marked(evaluation.case.corrections, computed))


def closing_message(evaluation: Evaluation, harvest: Harvest) -> str:
    """Return what was taken, what has aged and what contradicts each other; blank for nothing."""
    computed = computed_now(_subject(evaluation))
    lines = []
    forms = [item for item in harvest.new if isinstance(item.what, Form)]
    if others := len(harvest.new) - len(forms):
        lines.append(texts.TAKEN.format(count=others))
    if forms:
        lines.append(texts.TAKEN_FORMS.format(count=len(forms)))
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


def _subject(evaluation: Evaluation) -> Subject:
    return Subject(evaluation.case, evaluation.scores, evaluation.notice)


def _notice_rows(snapshot: Snapshot) -> dict[RowId | RowKey, int]:
    """Return the row of the notice by the identity and by the key of what stands there."""
    rows: dict[RowId | RowKey, int] = {}
    for sheet in snapshot.sheets[:1]:
        for number, row in enumerate(sheet.rows, KEY_ROW + 1):
            rows.setdefault(row.key, number)
            for cell in row.cells:
                rows.setdefault(RowId.holding(cell.key), number)
    return rows
