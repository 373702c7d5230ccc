"""The log of the program, begun anew."""

import logging

from bpindex.log import LOGGER


def forget_log() -> None:
    """Let the next message open the log file anew."""
    logger = logging.getLogger(LOGGER)
    for handler in list(logger.handlers):
        if handler.name == LOGGER:
            handler.close()
            logger.removeHandler(handler)
