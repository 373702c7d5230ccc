"""The notice as files that leave the office, in the folder of their month beside the workbook."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from bpindex.actions.reports import first_few, require_printable
from bpindex.case.closed import closing_of, was_closed
from bpindex.codec.text_files import read_file
from bpindex.desk.changes import add_to_trail, all_or_nothing
from bpindex.desk.contract import Desk
from bpindex.desk.moment import Moment, ask_to_amend, this_moment
from bpindex.files.outputs import Published, publish
from bpindex.files.temporary import temporary_folder
from bpindex.history.before import Profiles
from bpindex.notice.as_json import fingerprint
from bpindex.notice.extract import rows_by_agency
from bpindex.notice.model import Notice
from bpindex.notice.wording import placeholder_values
from bpindex.page.memory import snapshot_of
from bpindex.page.plan import plan_sheets
from bpindex.pipeline import Evaluation, evaluate
from bpindex.remarks.summary import summary
from bpindex.render.formats import Template, file_stem, render, render_extracts
from bpindex.render.sheet import render_plans
from bpindex.words import buttons as texts
from bpindex.words import files as file_words
from bpindex.words.remarks import SUMMARY_FILE

# Where documents are kept when the workbook lies on no disk: Windows calls it so in any language.
_DOCUMENTS = "Documents"


def export(desk: Desk, formats: Iterable[str]) -> str:
    """Write the notice in some formats; return what the user should know.

    What was typed since the last notice is in it; the workbook itself stays as it is.
    """
    moment, evaluation, is_amended = _to_print(desk)
    lines = written(desk, evaluation, formats)
    _note_amended(moment, evaluation, is_amended)
    made = moment.reading.snapshot
    if made is not None and made.fingerprint != fingerprint(evaluation.notice):
        lines.append(texts.NOTICE_IS_OLDER)
    return "\n".join(lines)


def written(
    desk: Desk, evaluation: Evaluation, formats: Iterable[str], aside: str = ""
) -> list[str]:
    """Write a notice into the folder of its month beside the workbook; return what is told.

    With `aside` into a folder of that name in there.
    """
    notice, base = evaluation.notice, _base_folder(desk)
    own = base / texts.TEMPLATE_FILE
    template = word_template(own, evaluation) if own.is_file() else None
    wanted, plans, sources = set(formats), plan_sheets(notice), {}
    files, told = render(notice, wanted - {"pdf"}, plans, template)
    if "pdf" in wanted:
        # The program itself prints: LibreOffice need not be there.
        name = f"{file_stem(notice)}.pdf"
        sources[name] = render_plans(plans)
        files[name] = _printed(desk, sources[name])
    folder = base / _month_folder(notice) / aside
    name = SUMMARY_FILE.format(period=notice.period_slug)
    # With a mark, so that every editor on Windows takes it for what it is.
    message = summary(evaluation).replace("\n", "\r\n").encode("utf-8-sig")
    issued = was_closed(evaluation.case)
    done = publish(
        {**files, name: message},
        folder,
        issued=issued,
        sources=sources,
        made_of=fingerprint(notice),
    )
    lines = [texts.EXPORTED.format(files=", ".join(files), folder=folder), *told]
    lines.append(texts.SUMMED_UP.format(file=name))
    return [*lines, *_beside(done)]


def _beside(done: Published) -> Iterator[str]:
    """Yield what lies beside what was written: files that a person changed, and older ones."""
    yield from (file_words.FILE_EXISTS_CHANGED.format(path=path.name) for path in done.backups)
    yield from (file_words.OTHER_RUN.format(path=path.name) for path in done.others)


def export_extracts(desk: Desk) -> str:
    """Write a Word file and a PDF for every agency, all or none; return what the user should know.

    Nothing is written before all of them are made, so whoever stops it in the middle has none.
    """
    moment, evaluation, is_amended = _to_print(desk)
    files: dict[str, bytes] = {}
    sources: dict[str, bytes] = {}
    notice, agencies = evaluation.notice, evaluation.case.agencies
    profiles = Profiles(evaluation.month, evaluation.scores)
    count = len(rows_by_agency(notice))
    made = 0
    for name, content in render_extracts(notice, agencies, profiles, with_sheets=True):
        if name.endswith(".xlsx"):
            name = f"{name.removesuffix('.xlsx')}.pdf"
            sources[name], files[name] = content, _printed(desk, content)
            continue
        if name.endswith(".docx"):
            told = texts.EXTRACTING.format(number=made, count=count)
            if not desk.progress(told, min(made / max(count, 1), 1.0)):
                return texts.EXTRACTS_STOPPED
            made += 1
        files[name] = content
    drafts = sum(name.endswith(".eml") for name in files)
    folder = _base_folder(desk) / _month_folder(evaluation.notice) / texts.EXTRACTS_FOLDER
    issued = was_closed(evaluation.case)
    made_of = fingerprint(notice)
    done = publish(files, folder, issued=issued, sources=sources, made_of=made_of)
    _note_amended(moment, evaluation, is_amended)
    lines = [texts.EXTRACTED.format(count=made, folder=folder)]
    lines += [texts.DRAFTED.format(count=drafts)] if drafts else []
    return "\n".join(first_few([*lines, *_beside(done)], texts.AND_MORE))


def _to_print(desk: Desk) -> tuple[Moment, Evaluation, bool]:
    """Return what the workbook holds now, with everything typed; problems stop it.

    Every paper of the open workbook passes here: what a closed month did not print leaves it
    only after a yes, of which the last value tells.
    """
    desk.status(texts.READING)
    moment = this_moment(desk, closed_too=True)
    evaluation = evaluate(moment.case)
    require_printable(desk, moment.layout, evaluation)
    # Only of a closed month anybody asks what it printed: the others are not planned for it.
    is_as_made = not closing_of(moment.stored) or _reads_as_made(moment, evaluation.notice)
    printed = fingerprint(evaluation.notice) if is_as_made else ""
    is_amended = ask_to_amend(desk, moment.stored, printed)
    desk.status(texts.RENDERING)
    return moment, evaluation, is_amended


def _reads_as_made(moment: Moment, notice: Notice) -> bool:
    """Return whether every cell reads as in the notice made last; a fingerprint has not all.

    The headings of numbers, names and notes are none of the figures that it is of.
    """
    made = moment.reading.snapshot
    if made is None or made.fingerprint != fingerprint(notice):
        return True
    old, new = (
        [cell.text for sheet in snapshot.sheets for row in sheet.rows for cell in row.cells]
        for snapshot in (made, snapshot_of(notice, plan_sheets(notice)))
    )
    return old == new


def _note_amended(moment: Moment, evaluation: Evaluation, is_amended: bool) -> None:
    """Note in the trail what a closed month let out after a yes: it is no longer as it closed."""
    if is_amended:
        mark = fingerprint(evaluation.notice)
        with all_or_nothing(moment.desk) as changes:
            add_to_trail(changes, moment, moment.case, texts.ACTION_AMENDED, mark)


def _month_folder(notice: Notice) -> str:
    return texts.MONTH_FOLDER.format(period=notice.period_slug)


def _printed(desk: Desk, xlsx: bytes) -> bytes:
    """Return the sheets of a workbook as the program of the desk prints them into a PDF."""
    with temporary_folder() as folder:
        # Excel opens no second workbook of one name, whatever its folder: each has its own.
        source, target = folder / f"{folder.name}.xlsx", folder / "thong-bao.pdf"
        source.write_bytes(xlsx)
        desk.save_pdf(source, target)
        return target.read_bytes()


def word_template(path: Path, evaluation: Evaluation) -> Template:
    """Return a Word file of the staff's own, to be filled with a notice."""
    values = placeholder_values(evaluation.month.settings, evaluation.month.period)
    return Template(path.name, read_file(path), values)


def _base_folder(desk: Desk) -> Path:
    """Return the workbook's folder, or that of the user's documents."""
    documents = Path.home() / _DOCUMENTS
    path = desk.path()
    return path.parent if path else (documents if documents.is_dir() else Path.home())
