"""`bpindex history`: earlier months into the history of a case, folder or workbook."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from bpindex.case.folder import case_texts
from bpindex.case.model import Case
from bpindex.cli.output import opened, out, print_published, progress, say
from bpindex.files.outputs import one_run
from bpindex.history.taking import with_months
from bpindex.sources import closed_month
from bpindex.words import command_line as texts
from bpindex.words import files as file_words


def take_history(
    sources: Annotated[list[Path], typer.Argument(metavar=texts.CASE, help=texts.HISTORY_HELP)],
    into: Annotated[Path, typer.Option("--into", help=texts.INTO_HELP, metavar=texts.CASE)],
) -> None:
    """Take earlier months into the history of a case, whole or not at all."""
    with one_run(into) as undone:
        if undone:
            say(file_words.RUN_UNDONE.format(path=into))
        with progress(texts.READING):
            case = opened(into)
            told = _into_folder(case, sources, into) if into.is_dir() else _into_book(sources, into)
    out.print(escape(told))


def _into_folder(case: Case, sources: list[Path], into: Path) -> str:
    taken = with_months(case, map(closed_month, sources))
    before, after = case_texts(case), case_texts(taken.case)
    changed = {name: text.encode() for name, text in after.items() if before.get(name) != text}
    print_published(changed, into, remember=False)
    return "\n".join(taken.told)


def _into_book(sources: list[Path], into: Path) -> str:
    # Only here is openpyxl needed.
    from bpindex.actions.past_months import taken_into
    from bpindex.desk.moment import this_moment
    from bpindex.hosts.file_desk import FileDesk
    from bpindex.xlsx.package import Package
    from bpindex.xlsx.sheets import compute_when_opened

    desk = FileDesk(into)
    told = taken_into(this_moment(desk), sources)
    package = Package(desk.content())
    compute_when_opened(package)
    print_published({into.name: package.to_bytes()}, into.absolute().parent, remember=False)
    return told
