"""The commands about the documents that leave the office."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from typer.exceptions import Exit

from bpindex.case.belonging import settled
from bpindex.case.closed import was_closed
from bpindex.case.folder import case_texts
from bpindex.case.model import Case
from bpindex.cli.output import opened, out, print_published, progress, refuse_closed, say
from bpindex.codec.text_files import read_file
from bpindex.edits.taker import Stamp
from bpindex.errors import InputError
from bpindex.files.outputs import publish_folder
from bpindex.notice.as_json import fingerprint
from bpindex.pipeline import Evaluation, evaluate
from bpindex.words import command_line as texts
from bpindex.words import remarks as remark_words

# The code of a document whose changes were none that can be taken.
_LEFT_OUT = 1

Amend = Annotated[bool, typer.Option("--amend", help=texts.AMEND_HELP)]
Source = Annotated[Path, typer.Argument(metavar=texts.CASE, help=texts.CASE_HELP)]


def load(path: Path) -> Evaluation:
    """Return a case with everything computed from it."""
    with progress(texts.READING):
        return evaluate(opened(path))


def _to_print(path: Path, amend: bool) -> Evaluation:
    """Return what a case prints; problems stop it, and a closed month that is not as it closed."""
    evaluation = load(path)
    evaluation.require_no_problems()
    refuse_closed(evaluation.case, amend, fingerprint(evaluation.notice))
    return evaluation


def notice(
    case: Source,
    out_folder: Annotated[Path, typer.Option("--out", help=texts.OUT_HELP, metavar=texts.FOLDER)],
    formats: Annotated[
        str | None, typer.Option("--format", help=texts.FORMAT_HELP, metavar="json,xlsx,docx,pdf")
    ] = None,
    template: Annotated[
        Path | None, typer.Option("--template", help=texts.TEMPLATE_HELP, metavar="FILE.docx")
    ] = None,
    amend: Amend = False,
) -> None:
    """Render the notice and publish it whole."""
    from bpindex.actions.exporting import word_template
    from bpindex.page.plan import plan_sheets
    from bpindex.page.told import told_of
    from bpindex.render.formats import FORMATS, TEXT_FORMATS, default_formats, render

    wanted = [item.strip().lower() for item in formats.split(",")] if formats else []
    for item in wanted:
        if item not in FORMATS:
            raise InputError(texts.FORMAT_WRONG.format(found=item, expected=", ".join(FORMATS)))
    evaluation = _to_print(case, amend)
    if not wanted:
        wanted = default_formats()
        if "pdf" not in wanted:
            say(texts.NO_PDF)
    with progress(texts.RENDERING):
        has_pages = set(wanted) - set(TEXT_FORMATS)
        plans = plan_sheets(evaluation.notice) if has_pages else ()
        own = word_template(template, evaluation) if template else None
        files, told = render(evaluation.notice, wanted, plans, own)
    made_of = fingerprint(evaluation.notice)
    print_published(files, out_folder, issued=was_closed(evaluation.case), made_of=made_of)
    for sentence in (*told, *told_of(plans)):
        say(sentence)
    for finding in evaluation.warnings:
        say(f"{texts.WARNING}: {finding}")


def extract(
    case: Source,
    out_folder: Annotated[Path, typer.Option("--out", help=texts.OUT_HELP, metavar=texts.FOLDER)],
    amend: Amend = False,
) -> None:
    """Write a Word file and a PDF for every agency, all of them or none."""
    from bpindex.history.before import Profiles
    from bpindex.render.formats import render_extracts
    from bpindex.render.pdf import find_libreoffice, render_pdfs

    evaluation = _to_print(case, amend)
    with progress(texts.RENDERING):
        profiles = Profiles(evaluation.month, evaluation.scores)
        agencies, prints = evaluation.case.agencies, find_libreoffice() is not None
        files = dict(render_extracts(evaluation.notice, agencies, profiles, prints))
        sheets = {name: files.pop(name) for name in [*files] if name.endswith(".xlsx")}
        files |= render_pdfs(sheets)
    if not prints:
        say(texts.NO_PDF)
    made_of = fingerprint(evaluation.notice)
    print_published(files, out_folder, issued=was_closed(evaluation.case), made_of=made_of)


def read_word(
    case: Source,
    document: Annotated[Path, typer.Argument(metavar="FILE.docx", help=texts.DOCUMENT_HELP)],
    out_path: Annotated[
        Path | None, typer.Option("--out", help=texts.MERGE_OUT, metavar=texts.FOLDER)
    ] = None,
    amend: Amend = False,
) -> None:
    """Take what was changed in an exported Word document into the register."""
    from bpindex.actions.taking_back import take_back

    with progress(texts.READING):
        taken = take_back(opened(case), read_file(document), document.name, Stamp())
    if out_path is not None:
        refuse_closed(taken.case, amend)
        write_case(taken.case, out_path)
    for sentence in taken.told:
        out.print(escape(sentence))
    if out_path is None and taken.is_changed:
        say(texts.MERGE_NOT_WRITTEN)
    if taken.left_out:
        raise Exit(_LEFT_OUT)


def print_reports(evaluation: Evaluation, remind: bool, sign: bool, short: bool) -> None:
    """Print who is to be reminded of what, what to look at before signing, a message of it."""
    from bpindex.remarks.lacking import reminders
    from bpindex.remarks.signing import sign_rows, sign_text
    from bpindex.remarks.summary import summary

    lines = [item.text for item in reminders(evaluation)] or [remark_words.NONE_MISSING]
    lines = [*(lines if remind else ()), *(sign_text(sign_rows(evaluation)) if sign else ())]
    lines += [summary(evaluation)] if short else []
    for line in lines:
        out.print(escape(line))


def remarks(
    case: Source,
    out_path: Annotated[
        Path | None, typer.Option("--out", help=texts.REMARKS_OUT, metavar=texts.FOLDER)
    ] = None,
    amend: Amend = False,
) -> None:
    """Print remarks drafted from the figures, and put them into a copy of the case."""
    from bpindex.remarks.drafts import drafted
    from bpindex.remarks.inserting import Outcome, with_remarks

    evaluation = load(case)
    evaluation.require_no_problems()
    text = drafted(evaluation)
    out.print(escape(text or remark_words.NOTHING_TO_SAY))
    if out_path is not None and text:
        refuse_closed(evaluation.case, amend)
        new, outcome = with_remarks(evaluation.case, text)
        if outcome in (Outcome.EDITED, Outcome.CORRECTED):
            raise InputError(remark_words.KEPT_AS_EDITED)
        write_case(new, out_path)


def write_case(case: Case, path: Path) -> None:
    """Write a case as a workbook where the name says so, else as a folder of texts."""
    write = write_workbook if path.suffix.lower() == ".xlsm" else write_folder
    write(case, path)


def write_folder(case: Case, folder: Path) -> None:
    """Write a case as texts."""
    # As in a new workbook: what stands there is remembered to be of its month from now on.
    publish_case(settled(case, case.key), folder)


def publish_case(case: Case, folder: Path) -> None:
    """Write a case as texts just as it is, and print the folder."""
    files = {name: text.encode() for name, text in case_texts(case).items()}
    out.print(escape(str(publish_folder(files, folder))))


def write_workbook(case: Case, path: Path) -> None:
    """Write the workbook of a case."""
    from bpindex.workbook.build import build_workbook

    with progress(texts.BUILDING):
        content = build_workbook(case)
    print_published({path.name: content}, path.absolute().parent, remember=False)
