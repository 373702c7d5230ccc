"""The log of this machine: what its makers need to know of a mistake in the program."""

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

from bpindex.words import files as file_words

LOGGER = "bpindex"


class _Handler(RotatingFileHandler):
    """Writes to the log file; remembers instead of complaining that it could not."""

    failed = False

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 -- logging's own name
        self.failed = True


def data_folder() -> Path:
    """Return the folder for what the program keeps on this machine for this user."""
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "BoChiSo"


def log_path() -> Path:
    """Return where the log lies on this machine."""
    return data_folder() / "bochiso.log"


def log_warning(sentence: str) -> None:
    """Note what a user was told."""
    _logger().warning("%s", sentence)


def log_failure(what: str) -> str:
    """Write the exception that is being handled; return the log's place, or why there is none."""
    logger = _logger()
    logger.exception(what)
    written = any(isinstance(item, _Handler) and not item.failed for item in logger.handlers)
    return str(log_path()) if written else file_words.NO_LOG


def _logger() -> logging.Logger:
    """Return the logger, writing to the log file where that is possible."""
    logger = logging.getLogger(LOGGER)
    if all(handler.name != LOGGER for handler in logger.handlers):
        try:
            log_path().parent.mkdir(parents=True, exist_ok=True)
            handler: logging.Handler = _Handler(
                log_path(), maxBytes=500_000, backupCount=1, encoding="utf-8", delay=True
            )
        except OSError:
            handler = logging.NullHandler()
        handler.name = LOGGER
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
    return logger
