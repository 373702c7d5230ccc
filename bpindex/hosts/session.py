"""One run of a macro: the program held still, one sentence for the user, the traceback logged."""

import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import xlwings as xw

from bpindex.errors import BoChiSoError, DataProblemsError
from bpindex.words import buttons as texts

LOGGER = "bpindex.macros"
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
        _log().warning("%s", error)
        _tell(app, str(error))
    except Exception as error:
        _log().exception("macro failed")
        rejected = getattr(error, "hresult", None) == _CALL_REJECTED
        _tell(app, texts.EDITING if rejected else texts.UNEXPECTED.format(log=log_path()))


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
            _log().exception("nobody could be told: %s", sentence)
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


def data_folder() -> Path:
    """Return the folder for what the program keeps on this machine for this user."""
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "BoChiSo"


def log_path() -> Path:
    """Return where the log of the macros lies on this machine."""
    return data_folder() / "bochiso.log"


def _log() -> logging.Logger:
    """Return the logger, writing to the log file where that is possible."""
    logger = logging.getLogger(LOGGER)
    if all(handler.name != LOGGER for handler in logger.handlers):
        try:
            log_path().parent.mkdir(parents=True, exist_ok=True)
            handler: logging.Handler = RotatingFileHandler(
                log_path(), maxBytes=500_000, backupCount=1, encoding="utf-8", delay=True
            )
        except OSError:
            handler = logging.NullHandler()
        handler.name = LOGGER
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
    return logger
