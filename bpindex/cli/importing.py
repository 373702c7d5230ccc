"""The command that takes tables into a case: folder or workbook, written whole or not at all."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from typer.exceptions import Exit

from bpindex.case.folder import case_texts
from bpindex.case.model import Case
from bpindex.cli.documents import Amend
from bpindex.cli.output import opened, out, print_published, progress, refuse_closed, say
from bpindex.errors import InputError
from bpindex.files.outputs import one_run
from bpindex.grids.files import TABLE_ENDINGS, open_tables
from bpindex.grids.grid import Grid
from bpindex.intake.applying import applied, replaced
from bpindex.intake.engine import understand
from bpindex.intake.report import lines_of, summary
from bpindex.intake.taken import Decisions, Intake, Question
from bpindex.sheets.intake_sheets import MOST_CHOICES
from bpindex.words import command_line as texts
from bpindex.words import files as file_words
from bpindex.words import intake as words

_UNDECIDED = 1


def import_tables(
    files: Annotated[list[Path], typer.Argument(metavar=texts.FILE, help=texts.IMPORT_FILES)],
    into: Annotated[Path, typer.Option("--into", help=texts.INTO_HELP, metavar=texts.CASE)],
    accept: Annotated[bool, typer.Option("--accept", help=texts.ACCEPT_HELP)] = False,
    choose: Annotated[
        list[str] | None,
        typer.Option("--choose", help=texts.CHOOSE_HELP, metavar=texts.WHOLE_NUMBER),
    ] = None,
    amend: Amend = False,
) -> None:
    """Take tables into a case, report it, and write nothing while anything is undecided."""
    with one_run(into) as undone:
        if undone:
            say(file_words.RUN_UNDONE.format(path=into))
        with progress(texts.IMPORTING):
            case = opened(into)
            refuse_closed(case, amend)
        _import(case, files, into, accept, choose or [])


def _import(
    case: Case, files: Sequence[Path], into: Path, accept: bool, choose: Sequence[str]
) -> None:
    with progress(texts.IMPORTING):
        grids, skipped = _grids(files)
        intake, keys = _decided(grids, skipped, case, accept, choose)
    _print(intake, keys)
    if not intake.values and not intake.dossiers and intake.is_complete:
        raise InputError(words.NOTHING)
    if waiting := intake.decisions.waiting:
        say(words.NOT_WRITTEN.format(count=len(waiting)))
        raise Exit(_UNDECIDED)
    new = applied(case, intake)
    count = replaced(case, new)
    if into.is_dir():
        before, after = case_texts(case), case_texts(new)
        changed = {n: text.encode() for n, text in after.items() if before.get(n) != text}
        print_published(changed, into, remember=False)
    else:
        _write_workbook(into, intake)
    out.print(escape(summary(intake, count)))


def _write_workbook(path: Path, intake: Intake) -> None:
    from bpindex.actions.importing import write_intake
    from bpindex.desk.changes import all_or_nothing
    from bpindex.desk.moment import this_moment
    from bpindex.hosts.file_desk import FileDesk

    desk = FileDesk(path)
    with all_or_nothing(desk) as changes:
        moment = this_moment(desk)
        write_intake(changes, moment, applied(moment.stored, intake))
    print_published({path.name: desk.content()}, path.absolute().parent, remember=False)


def _grids(files: Sequence[Path]) -> tuple[list[Grid], list[str]]:
    grids: list[Grid] = []
    skipped: list[str] = []
    for path in _each(files):
        opened = open_tables(path)
        grids += opened.grids
        skipped += opened.skipped
    return grids, skipped


def _each(files: Sequence[Path]) -> Iterator[Path]:
    """Yield files, those of a folder in the order of their names."""
    for path in files:
        if not path.is_dir():
            yield path
            continue
        found = sorted(p for p in path.iterdir() if p.suffix.lower() in TABLE_ENDINGS)
        found = [p for p in found if not p.name.startswith("~$")]
        if not found:
            raise InputError(words.FOLDER_EMPTY.format(path=path))
        yield from found


def _decided(
    grids: Sequence[Grid], skipped: Sequence[str], case: Case, accept: bool, choose: Sequence[str]
) -> tuple[Intake, list[str]]:
    """Return the intake with the answers given by number, and the keys of the questions by number.

    An answer may bring further questions: their numbers follow those that were told before.
    """
    answers: dict[str, str] = {}
    keys: list[str] = []
    left = list(choose)
    while True:
        intake = understand(grids, case, Decisions(answers, accept), skipped)
        ordered = [line.question.key for line in lines_of(intake) if line.question]
        keys += [key for key in ordered if key not in keys]
        asked = intake.decisions.asked
        found = ((item, _answer(item, keys, asked)) for item in left)
        item, answer = next(((item, one) for item, one in found if one), ("", None))
        if answer is None:
            break
        answers |= [answer]
        left.remove(item)
    # A question that an answer made another one is told anew.
    gone = {str(number) for number, key in enumerate(keys, 1) if key not in asked}
    if wrong := [item for item in left if item.partition("=")[0].strip() not in gone]:
        raise InputError(words.CHOOSE_WRONG.format(found=wrong[0], most=len(keys)))
    return intake, keys


def _answer(
    item: str, keys: Sequence[str], asked: Mapping[str, Question]
) -> tuple[str, str] | None:
    """Return the key of a question and its answer, by its number or by its words; None for none."""
    found = re.fullmatch(r"([0-9]{1,4})=(.+)", item.strip())
    number = int(found[1]) if found else 0
    if not found or not 1 <= number <= len(keys) or keys[number - 1] not in asked:
        return None
    question, answer = asked[keys[number - 1]], found[2].strip()
    if re.fullmatch("[0-9]{1,2}", answer) and 1 <= int(answer) <= len(question.choices):
        answer = question.choices[int(answer) - 1]
    return (question.key, answer) if question.takes(answer) else None


def _print(intake: Intake, keys: Sequence[str]) -> None:
    for line in lines_of(intake):
        prefix = f"{keys.index(line.question.key) + 1}. " if line.question else ""
        out.print(escape(f"{prefix}{line.sort}: {line.text}"))
        if line.question and not line.answer and line.question.choices:
            shown = line.question.choices[:MOST_CHOICES]
            choices = "  ".join(
                words.CHOICE.format(number=n, text=text) for n, text in enumerate(shown, 1)
            )
            must = f" ({words.MUST_CHOOSE})" if line.question.is_open else ""
            out.print(escape(f"   {choices}{must}"))
        elif line.answer:
            out.print(escape(f"   → {line.answer}"))
