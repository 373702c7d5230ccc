"""One press of a button: the desk held quiet, one sentence for the user, the traceback logged."""

from contextlib import suppress
from math import inf
from threading import Lock
from time import monotonic

from bpindex.actions import buttons
from bpindex.actions.of_the_machine import upgrade_beside
from bpindex.desk.contract import Desk, DeskBusyError
from bpindex.errors import BoChiSoError, DataProblemsError, InputError, OlderWorkbookError
from bpindex.log import log_failure, log_warning
from bpindex.words import buttons as texts
from bpindex.workbook.actions import ACTIONS
from bpindex.workbook.system_sheets import OWN_SHEETS

# The buttons that are served here; others are VBA's alone.
NAMES = tuple(action.id for action in ACTIONS if not action.vba)


class OneAtATime:
    """The buttons of one program: a press during a run, or just after it, does nothing.

    Such a press was meant for the run that it would follow: the second one of a double click
    waits in the program until the first one's run has ended.
    """

    # A press that waited comes at once; a wilful one takes a person longer.
    seconds = 1.0

    def __init__(self) -> None:
        self._running = Lock()
        self._ended = -inf

    def perform(self, desk: Desk, action: str) -> None:
        """Do what `perform` does, unless the press belongs to another run."""
        if monotonic() - self._ended < self.seconds or not self._running.acquire(blocking=False):
            return
        try:
            message = _message(desk, action)
            # A press that waited is lost before a message, which takes a person's time anyhow.
            self._ended = monotonic()
            _tell(desk, message)
        finally:
            self._running.release()


def perform(desk: Desk, action: str) -> None:
    """Do what the button of this id does, and tell what the user should know; never raise.

    The desk is as it was when the message is shown, whatever happened.
    """
    _tell(desk, _message(desk, action))


def _tell(desk: Desk, message: str) -> None:
    try:
        if message:
            desk.tell(message)
    except Exception:
        log_failure("nobody could be told")


def _message(desk: Desk, action: str) -> str:
    """Return what is told when an action has ended, well or badly."""
    try:
        with desk.quiet():
            try:
                _require_own_sheets(desk, texts.SHEETS_MISSING)
                done = _done(desk, action)
                _require_own_sheets(desk, texts.SHEETS_LOST)
                return done
            finally:
                with suppress(Exception):
                    desk.status("")
    except DataProblemsError as error:
        return str(error)
    except BoChiSoError as error:
        log_warning(str(error))
        return str(error)
    except DeskBusyError:
        log_failure(f"{action}: the desk is busy")
        return texts.EDITING
    except Exception:
        return texts.UNEXPECTED.format(log=log_failure(f"{action}: macro failed"))


def _done(desk: Desk, action: str) -> str:
    """Do an action; where the workbook is too old for it, offer the newest one in its place."""
    try:
        return str(getattr(buttons, action)(desk))
    except OlderWorkbookError as error:
        return upgrade_beside(desk) or str(error)


def _require_own_sheets(desk: Desk, sentence: str) -> None:
    """Raise InputError where a hidden sheet is missing without which no button works again."""
    missing = [title for title in OWN_SHEETS if not desk.has_sheet(title)]
    if missing:
        raise InputError(sentence.format(sheets=", ".join(missing)))
