"""The self-test from a terminal or the Start menu, in the program that is on this machine."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from typer.exceptions import Exit

from bpindex.cli.output import opened, out
from bpindex.files.temporary import temporary_folder
from bpindex.health.console import show
from bpindex.health.windows import usual_workbook
from bpindex.words import command_line as texts

_FAILED = 1


def self_test(
    workbook: Annotated[Path, typer.Argument(metavar="BoChiSo.xlsm", help=texts.SELFTEST_BOOK)],
    report: Annotated[
        Path | None, typer.Option("--report", help=texts.SELFTEST_REPORT, metavar=texts.FOLDER)
    ] = None,
) -> None:
    """Play the steps of the self-test on a copy of a workbook; print and pack what came of them."""
    opened(workbook, as_it_is=True)  # before anything starts
    if played(workbook, report, lambda line: out.print(escape(line))):
        raise Exit(_FAILED)


def played(workbook: Path, report: Path | None, tell: Callable[[str], None]) -> int:
    """Tell what comes of each step; return 1 where one failed."""
    from bpindex.actions.buttons import press
    from bpindex.hosts.programs import opened_somewhere
    from bpindex.selftest import running
    from bpindex.selftest.bench import State

    results = []
    with temporary_folder() as folder:
        copy = folder / f"{folder.name}.xlsm"
        shutil.copyfile(workbook, copy)
        for result in running.play(opened_somewhere, copy, press):
            results.append(result)
            tell(running.line(result) + (f" [{result.private}]" if result.private else ""))
    tell(running.summary(results))
    tell(running.written_file(results, report))
    return _FAILED if any(r.state is State.FAILED for r in results) else 0


def window(quiet: bool = False) -> int:
    """Do the same for who has no terminal, on the workbook that the setup laid.

    With `quiet` there is no box, which nobody might see.
    """
    from bpindex.selftest.bench import State

    lines: list[str] = []
    workbook = usual_workbook()
    if workbook is None:
        if not quiet:
            show(texts.SELFTEST_NO_BOOK, True)
        return _FAILED
    code = played(workbook, None, lines.append)
    failing = [line for line in lines[:-2] if line.startswith(State.FAILED)]
    if not quiet:
        show("\n".join([*lines[-2:], *failing]), bool(code))
    return code
