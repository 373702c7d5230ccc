"""`bpindex history`: earlier months into the history of a case, folder or workbook."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from bpindex.case.folder import case_texts
from bpindex.case.model import Case
from bpindex.cli.documents import Amend
from bpindex.cli.output import opened, out, print_published, progress, refuse_closed, say
from bpindex.codec.csv import format_csv
from bpindex.errors import InputError
from bpindex.files.outputs import one_run
from bpindex.history.rescoring import rescored
from bpindex.history.taking import with_months
from bpindex.index.files import bundled_index_sets
from bpindex.sources import closed_month
from bpindex.words import command_line as texts
from bpindex.words import files as file_words


def take_history(
    sources: Annotated[list[Path], typer.Argument(metavar=texts.CASE, help=texts.HISTORY_HELP)],
    into: Annotated[
        Path | None, typer.Option("--into", help=texts.INTO_HELP, metavar=texts.CASE)
    ] = None,
    rescore: Annotated[
        str | None, typer.Option("--rescore", help=texts.RESCORE_HELP, metavar="SET")
    ] = None,
    target: Annotated[
        Path | None, typer.Option("--out", help=texts.RESCORE_OUT_HELP, metavar="FILE.csv")
    ] = None,
    amend: Amend = False,
) -> None:
    """Take earlier months into the history of a case, whole or not at all; or score them anew."""
    if rescore is not None and into is None and len(sources) == 1:
        _show_rescored(sources[0], rescore, target)
        return
    if into is None or rescore is not None or target is not None:
        raise InputError(texts.HISTORY_WANTED)
    with one_run(into) as undone:
        if undone:
            say(file_words.RUN_UNDONE.format(path=into))
        with progress(texts.READING):
            case = opened(into)
            refuse_closed(case, amend)
            told = _into_folder(case, sources, into) if into.is_dir() else _into_book(sources, into)
    out.print(escape(told))


def _show_rescored(source: Path, name: str, target: Path | None) -> None:
    """Show the closed months of a case as they printed and by another set; nothing changes."""
    known = {item.id: item for item in bundled_index_sets()}
    if name not in known:
        raise InputError(texts.NO_SUCH_SET.format(found=name, known=", ".join(known)))
    with progress(texts.READING):
        rows = [item.texts for item in rescored(opened(source), known[name])]
    if not rows:
        raise InputError(texts.NOTHING_TO_RESCORE)
    table = Table(*texts.RESCORED_COLUMNS, title=texts.RESCORED.format(name=name))
    for row in rows:
        table.add_row(*map(escape, row))
    out.print(table)
    if target is not None:
        text = format_csv(texts.RESCORED_COLUMNS, rows)
        print_published({target.name: text.encode()}, target.absolute().parent, remember=False)


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
