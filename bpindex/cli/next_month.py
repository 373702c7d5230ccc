"""`bpindex next`: the month after, from a case folder or in a workbook."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from bpindex.cli.documents import Amend, publish_case
from bpindex.cli.output import opened, out, progress, refuse_closed, say
from bpindex.files.outputs import refuse_open, rewrite
from bpindex.pipeline import evaluate
from bpindex.words import command_line as texts


def next_month(
    case: Annotated[Path, typer.Argument(metavar=texts.CASE, help=texts.NEXT_HELP)],
    amend: Amend = False,
) -> None:
    """Open the next month; the one before is kept as it is."""
    if not case.is_dir():
        # What is no workbook is told as everywhere.
        refuse_closed(opened(case, as_it_is=True), amend)
        return _in_workbook(case)
    with progress(texts.READING):
        evaluation = evaluate(opened(case))
        new = evaluation.following
    # absolute() keeps "..", whose own name would be replaced.
    publish_case(new, case.resolve().with_name(str(new.period)))
    from bpindex.actions.opening import news_of

    for sentence in news_of(evaluation.case, new):
        say(sentence)
    return None


def _in_workbook(path: Path) -> None:
    # Only here is openpyxl needed.
    from bpindex.actions.buttons import next_month as pressed
    from bpindex.hosts.file_desk import FileDesk
    from bpindex.xlsx.package import Package
    from bpindex.xlsx.sheets import compute_when_opened

    refuse_open(path)
    desk = FileDesk(path.absolute())
    desk.agreed = [True]
    with progress(texts.BUILDING):
        told = pressed(desk)
        package = Package(desk.content())
        compute_when_opened(package)
        rewrite(path.absolute(), package.to_bytes())
    out.print(escape(told))
