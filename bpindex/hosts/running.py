"""One press of a button: the desk held quiet, one sentence for the user, the traceback logged."""

import logging
import os
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from bpindex.errors import BoChiSoError, DataProblemsError
from bpindex.hosts import actions
from bpindex.hosts.desk import Desk, DeskBusyError
from bpindex.words import buttons as texts

_LOGGER = "bpindex.macros"


def perform(desk: Desk, action: str) -> None:
    """Do what the button of this id does, and tell what the user should know; never raise.

    The desk is as it was when the message is shown, whatever happened.
    """
    try:
        if message := _message(desk, action):
            desk.tell(message)
    except Exception:
        _log().exception("nobody could be told")


def _message(desk: Desk, action: str) -> str:
    """Return what is told when an action has ended, well or badly."""
    try:
        with desk.quiet():
            try:
                return str(getattr(actions, action)(desk))
            finally:
                with suppress(Exception):
                    desk.status("")
    except DataProblemsError as error:
        return str(error)
    except BoChiSoError as error:
        _log().warning("%s", error)
        return str(error)
    except DeskBusyError:
        _log().exception("%s: the desk is busy", action)
        return texts.EDITING
    except Exception:
        _log().exception("%s: macro failed", action)
        return texts.UNEXPECTED.format(log=log_path())


def log_path() -> Path:
    """Return where the log lies on this machine."""
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_DATA_HOME")
    folder = Path(base) if base else Path.home() / ".local" / "share"
    return folder / "BoChiSo" / "bochiso.log"


def _log() -> logging.Logger:
    """Return the logger, writing to the log file where that is possible."""
    logger = logging.getLogger(_LOGGER)
    if all(handler.name != _LOGGER for handler in logger.handlers):
        try:
            log_path().parent.mkdir(parents=True, exist_ok=True)
            handler: logging.Handler = RotatingFileHandler(
                log_path(), maxBytes=500_000, backupCount=1, encoding="utf-8", delay=True
            )
        except OSError:
            handler = logging.NullHandler()
        handler.name = _LOGGER
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
    return logger
