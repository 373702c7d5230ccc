"""What the command line writes: results to standard output, all else to standard error."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from bpindex.checks import Finding, Level
from bpindex.outputs import publish
from bpindex.words import command_line as texts
from bpindex.words import files as file_words

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)


@contextmanager
def progress(text: str) -> Iterator[None]:
    """Show that work longer than a second goes on, on a terminal only."""
    if err.is_terminal:
        with err.status(text):
            yield
    else:
        yield


def print_published(files: dict[str, bytes], folder: Path, remember: bool = True) -> None:
    """Publish files, print their paths, and say what was kept of former ones."""
    for path in publish(files, folder, remember):
        if path.name in files:
            out.print(escape(str(path)))
        else:
            say(file_words.FILE_EXISTS_CHANGED.format(path=path))


def print_finding(finding: Finding) -> None:
    """Print one finding of the check in the colour of its level."""
    style = "bold red" if finding.level is Level.PROBLEM else "yellow"
    label = texts.PROBLEM if finding.level is Level.PROBLEM else texts.WARNING
    out.print(f"[{style}]{label}[/]: {escape(str(finding))}")


def say(sentence: str) -> None:
    """Print one sentence on one line of standard error."""
    err.print(escape(" ".join(sentence.splitlines())))


def unexpected(error: Exception) -> str:
    """Return the sentence for a mistake in the program, with the place where it arose."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    return texts.UNEXPECTED.format(reason=f"{type(error).__name__}: {error}", where=where)
