"""One press of a button: the desk held quiet, one sentence for the user, the traceback logged."""

from contextlib import suppress

from bpindex.desk import actions
from bpindex.desk.contract import Desk, DeskBusyError
from bpindex.errors import BoChiSoError, DataProblemsError
from bpindex.log import log_failure, log_warning
from bpindex.words import buttons as texts
from bpindex.workbook.actions import ACTIONS

# The buttons that are served here; others are VBA's alone.
NAMES = tuple(action.id for action in ACTIONS if not action.vba)


def perform(desk: Desk, action: str) -> None:
    """Do what the button of this id does, and tell what the user should know; never raise.

    The desk is as it was when the message is shown, whatever happened.
    """
    try:
        if message := _message(desk, action):
            desk.tell(message)
    except Exception:
        log_failure("nobody could be told")


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
        log_warning(str(error))
        return str(error)
    except DeskBusyError:
        log_failure(f"{action}: the desk is busy")
        return texts.EDITING
    except Exception:
        return texts.UNEXPECTED.format(log=log_failure(f"{action}: macro failed"))
