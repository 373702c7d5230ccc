"""What the command line writes: results to standard output, all else to standard error."""

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from bpindex.case.closed import closing_of, is_as_closed
from bpindex.case.model import Case
from bpindex.checks import Finding, Level
from bpindex.codec.fields import print_moment
from bpindex.errors import InputError
from bpindex.files.outputs import folder_of, publish
from bpindex.files.replacing import settle
from bpindex.index.periods import shown_month
from bpindex.sources import open_case
from bpindex.words import command_line as texts
from bpindex.words import files as file_words

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)
# What no program can help: no room, a limit, nobody who reads on.
_REFUSALS = frozenset({errno.ENOSPC, errno.EFBIG, errno.EPIPE, errno.EROFS})


@contextmanager
def progress(text: str) -> Iterator[None]:
    """Show that work longer than a second goes on, on a terminal only."""
    if err.is_terminal:
        with err.status(text):
            yield
    else:
        yield


def opened(path: Path, as_it_is: bool = False) -> Case:
    """Return the case of a folder or workbook; what a killed run began there is undone before."""
    with suppress(OSError):  # where nobody can write nothing can be undone
        folder = folder_of(path)
        if folder and settle(folder):
            say(file_words.RUN_UNDONE.format(path=folder))
    return open_case(path, as_it_is)


def refuse_closed(case: Case, amend: bool, printed: str | None = None) -> None:
    """Raise InputError for a closed month that nobody said to amend, as the buttons ask.

    `printed` is the fingerprint of what is to be printed: as the month closed it may be.
    """
    last = closing_of(case)
    if last and not amend and not (printed is not None and is_as_closed(case, printed)):
        closed = {"month": shown_month(last.period), "on": print_moment(last.on)}
        raise InputError(texts.CLOSED_WANTS_AMEND.format(**closed))


def print_published(
    files: dict[str, bytes],
    folder: Path,
    remember: bool = True,
    issued: bool = False,
    made_of: str = "",
) -> None:
    """Publish files, print their paths, and say what was kept of former ones."""
    done = publish(files, folder, remember, issued, made_of=made_of)
    if done.undone:
        say(file_words.RUN_UNDONE.format(path=folder))
    for path in done.files:
        out.print(escape(str(path)))
    for path in done.backups:
        say(file_words.FILE_EXISTS_CHANGED.format(path=path))
    for path in done.others:
        say(file_words.OTHER_RUN.format(path=path))


def print_finding(finding: Finding) -> None:
    """Print one finding of the check in the colour of its level."""
    style = "bold red" if finding.level is Level.PROBLEM else "yellow"
    label = texts.PROBLEM if finding.level is Level.PROBLEM else texts.WARNING
    out.print(f"[{style}]{label}[/]: {escape(str(finding))}")


def say(sentence: str) -> None:
    """Print one sentence on one line of standard error, where anybody reads it."""
    with suppress(OSError, SystemExit):
        err.print(escape(" ".join(sentence.splitlines())))


def refusal(error: BaseException) -> str:
    """Return the sentence for a machine that refuses to write, an empty text for all else.

    Libraries put their own exception in the place of the machine's, which stays its context.
    """
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in _REFUSALS:
            return texts.NOT_PRINTED.format(reason=file_words.os_reason(seen))
        seen = seen.__cause__ or seen.__context__
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        return texts.NOT_PRINTED.format(reason=file_words.NO_TEMPORARY)
    return ""


def drop_unwritten() -> None:
    """Leave aside what a full or closed output did not take: Python would complain at its end."""
    for stream in filter(None, (sys.stdout, sys.stderr)):  # a closed one is None
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
