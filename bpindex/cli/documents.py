"""The commands about the documents that leave the office."""

from pathlib import Path
from typing import Annotated

import typer

from bpindex.cli.output import print_published, progress, say
from bpindex.errors import InputError
from bpindex.pipeline import Evaluation, evaluate
from bpindex.sources import open_case
from bpindex.words import command_line as texts
from bpindex.words import page_layout

Source = Annotated[Path, typer.Argument(metavar=texts.CASE, help=texts.CASE_HELP)]


def load(path: Path) -> Evaluation:
    """Return a case with everything computed from it."""
    with progress(texts.READING):
        return evaluate(open_case(path))


def notice(
    case: Source,
    out_folder: Annotated[Path, typer.Option("--out", help=texts.OUT_HELP, metavar=texts.FOLDER)],
    formats: Annotated[
        str | None, typer.Option("--format", help=texts.FORMAT_HELP, metavar="json,xlsx,docx,pdf")
    ] = None,
    template: Annotated[
        Path | None, typer.Option("--template", help=texts.TEMPLATE_HELP, metavar="FILE.docx")
    ] = None,
) -> None:
    """Render the notice and publish it whole."""
    from bpindex.actions.exporting import word_template
    from bpindex.page.plan import plan_sheets, reduced_sheets
    from bpindex.render.formats import FORMATS, TEXT_FORMATS, default_formats, render

    wanted = [item.strip().lower() for item in formats.split(",")] if formats else []
    for item in wanted:
        if item not in FORMATS:
            raise InputError(texts.FORMAT_WRONG.format(found=item, expected=", ".join(FORMATS)))
    evaluation = load(case)
    evaluation.require_no_problems()
    if not wanted:
        wanted = default_formats()
        if "pdf" not in wanted:
            say(texts.NO_PDF)
    with progress(texts.RENDERING):
        has_pages = set(wanted) - set(TEXT_FORMATS)
        plans = plan_sheets(evaluation.notice) if has_pages else ()
        own = word_template(template, evaluation) if template else None
        files, told = render(evaluation.notice, wanted, plans, own)
    print_published(files, out_folder)
    for sentence in told:
        say(sentence)
    for sheet, scale in reduced_sheets(plans):
        say(page_layout.REDUCED.format(sheet=sheet, scale=scale))
    for finding in evaluation.warnings:
        say(f"{texts.WARNING}: {finding}")
