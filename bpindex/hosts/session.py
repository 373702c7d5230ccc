"""One run of a macro: the program held still, one sentence for the user, the traceback logged."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import xlwings as xw

from bpindex.errors import BoChiSoError, DataProblemsError
from bpindex.log import log_failure, log_warning
from bpindex.words import buttons as texts

# Excel refuses calls while a cell is being edited.
_CALL_REJECTED = -2147418111
_QUIET = {
    "screen_updating": False,
    "display_alerts": False,
    "enable_events": False,
    "calculation": "manual",
}

Status = Callable[[str], None]


def run(action: Callable[[xw.Book, Status], str | None]) -> None:
    """Run a macro on the calling workbook; restore the program's settings whatever happens.

    What the macro returns is told to the user when everything is as it was.
    """
    app = None
    try:
        book = xw.Book.caller()
        app = book.app
        with _quiet(app):
            message = action(book, lambda text: setattr(app, "status_bar", text))
        if message:
            _tell(app, message)
    except DataProblemsError as error:
        _tell(app, str(error))
    except BoChiSoError as error:
        log_warning(str(error))
        _tell(app, str(error))
    except Exception as error:
        log = log_failure("macro failed")
        rejected = getattr(error, "hresult", None) == _CALL_REJECTED
        _tell(app, texts.EDITING if rejected else texts.UNEXPECTED.format(log=log))


def _tell(app: xw.App | None, sentence: str) -> None:
    """Show one sentence, without Excel's window as its owner where Excel refuses every call."""
    try:
        if app is None:
            raise ValueError("no program")
        app.alert(sentence, texts.TITLE)
    except Exception:
        try:
            import win32api
        except ImportError:  # not Windows
            log_failure(f"nobody could be told: {sentence}")
            return
        win32api.MessageBox(0, sentence, texts.TITLE)


@contextmanager
def _quiet(app: xw.App) -> Iterator[None]:
    """Hold calculation, painting, events and questions, and give each back as it was."""
    before: dict[str, Any] = {"status_bar": False}
    try:
        for name, value in _QUIET.items():
            before[name] = getattr(app, name)
            setattr(app, name, value)
        yield
    finally:
        for name, value in reversed(before.items()):
            # One that is refused must not keep the others from being restored.
            with suppress(Exception):
                setattr(app, name, value)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a temporary folder; a scanner that still holds a file in it is no error."""
    with tempfile.TemporaryDirectory(prefix="bochiso-", ignore_cleanup_errors=True) as name:
        yield Path(name)
