"""A month that was closed, as its trail tells: when, and what it printed."""

from bpindex.case.model import Case
from bpindex.case.records import TrailRow
from bpindex.words.buttons import ACTION_CLOSED, ACTION_NEXT


def closing_of(case: Case) -> TrailRow | None:
    """Return what tells that the month of a case was closed and that nothing was done since."""
    last = case.trail[-1:]
    is_closed = last and last[0].action == ACTION_CLOSED
    return last[0] if is_closed and last[0].period == case.key else None


def was_closed(case: Case) -> bool:
    """Return whether the month of a case was ever closed, here or in the file kept of it."""
    told, month = (ACTION_CLOSED, ACTION_NEXT), case.key
    return any(row.action in told and row.period == month for row in case.trail)


def is_as_closed(case: Case, printed: str) -> bool:
    """Return whether the fingerprint of a notice is that of its month as it was closed.

    Earlier versions closed without it: then it is that of the last notice that was made.
    """
    own = (row.fingerprint for row in reversed(case.trail) if row.period == case.key)
    return next(filter(None, own), "") == printed
