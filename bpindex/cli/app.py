"""The command line: thin commands over the package, every text of it in Vietnamese.

Exit codes: 0 done, 1 problems found in the data, 2 cannot (bad file, bad arguments).
"""

import sys
from errno import EPIPE
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table
from typer.exceptions import Exit, TyperException

from bpindex.case.belonging import foreign_of
from bpindex.checks import province_comparison
from bpindex.cli.bench import bench
from bpindex.cli.documents import (
    Source,
    extract,
    load,
    notice,
    print_reports,
    read_word,
    remarks,
    write_case,
    write_folder,
    write_workbook,
)
from bpindex.cli.help import Command, Group, usage_sentence
from bpindex.cli.history import take_history
from bpindex.cli.importing import import_tables
from bpindex.cli.next_month import next_month
from bpindex.cli.output import (
    drop_unwritten,
    opened,
    out,
    print_finding,
    print_published,
    progress,
    refusal,
    say,
)
from bpindex.cli.self_test import self_test
from bpindex.errors import BoChiSoError, DataProblemsError, InputError
from bpindex.explain.explanation import explain as explain_figure
from bpindex.health.console import run_doctor
from bpindex.index.periods import shown_month
from bpindex.log import log_failure
from bpindex.words import command_line as texts
from bpindex.words.files import OS_REASONS

EXIT_PROBLEMS = 1
EXIT_CANNOT = 2
# What typer returns after Ctrl-C.
_INTERRUPTED = 130


app = typer.Typer(
    cls=Group, help=texts.APP, add_completion=False, no_args_is_help=True, rich_markup_mode="rich"
)

app.command(cls=Command, help=texts.NOTICE)(notice)
app.command("import", cls=Command, help=texts.IMPORT)(import_tables)


@app.command(cls=Command, help=texts.CHECK)
def check(
    case: Source,
    strict: Annotated[bool, typer.Option("--strict", help=texts.STRICT_HELP)] = False,
    remind: Annotated[bool, typer.Option("--remind", help=texts.REMIND_HELP)] = False,
    sign: Annotated[bool, typer.Option("--sign", help=texts.SIGN_HELP)] = False,
    short: Annotated[bool, typer.Option("--summary", help=texts.SUMMARY_HELP)] = False,
) -> None:
    """Print problems, warnings and the province comparison; or reminders, what to sign."""
    evaluation = load(case)
    if remind or sign or short:
        print_reports(evaluation, remind, sign, short)
        return
    for finding in evaluation.findings:
        print_finding(finding)
    table = Table(title=texts.PROVINCE_TITLE, title_justify="left")
    for column in texts.PROVINCE_COLUMNS:
        table.add_column(column)
    for row in province_comparison(evaluation.case, evaluation.scores):
        table.add_row(*row.texts)
    out.print(table)
    problems, warnings = evaluation.problems, evaluation.warnings
    out.print(texts.CHECK_SUMMARY.format(problems=len(problems), warnings=len(warnings)))
    if problems or (strict and warnings):
        raise Exit(EXIT_PROBLEMS)


@app.command(cls=Command, help=texts.EXPLAIN)
def explain(
    case: Source,
    agency: Annotated[str, typer.Argument(metavar=texts.AGENCY, help=texts.AGENCY_HELP)],
    column: Annotated[str, typer.Argument(metavar=texts.COLUMN, help=texts.COLUMN_HELP)],
) -> None:
    """Print where one figure comes from."""
    evaluation = load(case)
    result = explain_figure(evaluation.month, evaluation.scores, evaluation.notice, agency, column)
    out.print(escape(result.text))


@app.command(cls=Command, help=texts.BUILD)
def build(
    case: Source,
    out_file: Annotated[Path, typer.Option("--out", help=texts.OUT_FILE_HELP, metavar="FILE.xlsm")],
) -> None:
    """Build the workbook of a case."""
    if out_file.suffix.lower() != ".xlsm":
        raise InputError(texts.NOT_XLSM.format(path=out_file))
    write_workbook(opened(case), out_file)


@app.command(cls=Command, help=texts.EXPORT)
def export(
    workbook: Source,
    out_folder: Annotated[Path, typer.Option("--out", help=texts.EXPORT_OUT, metavar=texts.FOLDER)],
) -> None:
    """Write the case of a workbook as texts."""
    with progress(texts.READING):
        case = opened(workbook)
    write_folder(case, out_folder)
    if others := sorted({each.month for each in foreign_of(case)}):
        say(texts.EXPORT_OTHER_MONTHS.format(months=", ".join(map(shown_month, others))))


@app.command(cls=Command, help=texts.MERGE)
def merge(
    first: Annotated[Path, typer.Argument(metavar=texts.FIRST, help=texts.FIRST_HELP)],
    second: Annotated[Path, typer.Argument(metavar=texts.SECOND, help=texts.SECOND_HELP)],
    base: Annotated[
        Path | None, typer.Option("--base", help=texts.BASE_HELP, metavar=texts.CASE)
    ] = None,
    out_path: Annotated[
        Path | None, typer.Option("--out", help=texts.MERGE_OUT, metavar=texts.FOLDER)
    ] = None,
) -> None:
    """Merge the registers of two copies of one month and list what they contradict each other."""
    from bpindex.register.merging import merge_cases

    with progress(texts.READING):
        merged = merge_cases(opened(first), opened(second), opened(base) if base else None)
    if out_path is not None:
        write_case(merged.case, out_path)
    for part in merged.differing:
        say(texts.MERGE_DIFFERS.format(part=part, first=first, second=second))
    for sentence in merged.conflicts:
        out.print(escape(sentence))
    out.print(texts.MERGE_SUMMARY.format(taken=merged.taken, conflicts=len(merged.conflicts)))
    if out_path is None:
        say(texts.MERGE_NOT_WRITTEN)
    if merged.conflicts:
        raise Exit(EXIT_PROBLEMS)


app.command(cls=Command, help=texts.REMARKS)(remarks)
app.command("extracts", cls=Command, help=texts.EXTRACTS)(extract)
app.command("read-word", cls=Command, help=texts.READ_WORD)(read_word)


@app.command(cls=Command, help=texts.UPGRADE)
def upgrade(
    workbook: Annotated[Path, typer.Argument(metavar="BoChiSo.xlsm", help=texts.UPGRADE_HELP)],
) -> None:
    """Make the newest workbook of an older one in its place; the old one is kept beside it."""
    from bpindex.actions.upgrading import upgraded

    if workbook.suffix.lower() != ".xlsm":
        raise InputError(texts.NOT_XLSM.format(path=workbook))
    with progress(texts.BUILDING):
        new = upgraded(workbook)
    folder = workbook.absolute().parent
    print_published({workbook.name: new.content}, folder, remember=False)
    if new.warning:
        say(new.warning)


app.command("next", cls=Command, help=texts.NEXT)(next_month)
app.command("history", cls=Command, help=texts.HISTORY)(take_history)


@app.command(cls=Command, help=texts.LIBREOFFICE)
def libreoffice(
    workbook: Annotated[Path, typer.Argument(metavar="BoChiSo.xlsm", help=texts.WORKBOOK_HELP)],
) -> None:
    """Open the workbook in LibreOffice until it is closed."""
    from bpindex.hosts.libreoffice.office import run_workbook

    if workbook.is_dir():
        raise InputError(texts.NOT_XLSM.format(path=workbook))
    opened(workbook, as_it_is=True)  # before anything starts
    run_workbook(workbook, say)


@app.command(cls=Command, help=texts.DOCTOR)
def doctor(
    workbook: Annotated[
        Path | None, typer.Argument(metavar="BoChiSo.xlsm", help=texts.DOCTOR_BOOK)
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", help=texts.DOCTOR_REPORT, metavar=texts.FOLDER)
    ] = None,
) -> None:
    """Print the state of the installation, or make the report to send of it."""
    if code := run_doctor(workbook, report, lambda line: out.print(escape(line))):
        raise Exit(code)


app.command("selftest", cls=Command, help=texts.SELFTEST)(self_test)
app.command(cls=Command, help=texts.BENCH)(bench)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console of another code page must not stop a Vietnamese sentence.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # What a library still complains of while it is cleared away has been told already.
    sys.unraisablehook = lambda _: None
    code = run(arguments)
    drop_unwritten()
    sys.exit(code)


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; return 0, 1 or 2."""
    try:
        result = app(arguments, standalone_mode=False, prog_name="bpindex")
    except DataProblemsError as error:
        for sentence in error.problems:
            say(f"{texts.PROBLEM}: {sentence}")
        say(str(error))
        return EXIT_PROBLEMS
    except BoChiSoError as error:
        say(str(error))
        return EXIT_CANNOT
    except TyperException as error:
        if type(error).__name__ != "NoArgsIsHelpError":
            say(usage_sentence(error))
        return EXIT_CANNOT
    except (typer.Abort, KeyboardInterrupt):
        result = _INTERRUPTED
    except SystemExit:  # how rich and typer leave when nobody reads on
        say(texts.NOT_PRINTED.format(reason=OS_REASONS[EPIPE]))
        return EXIT_CANNOT
    except Exception as error:
        say(refusal(error) or texts.UNEXPECTED.format(log=log_failure("command failed")))
        return EXIT_CANNOT
    if result == _INTERRUPTED:
        say(texts.STOPPED)
        return EXIT_CANNOT
    return result if isinstance(result, int) else 0
