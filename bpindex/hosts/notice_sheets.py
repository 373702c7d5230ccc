"""The sheets of the notice in the open workbook; the previous ones are kept until the next time.

They are rendered to a file of their own and brought in as they are, so the number of requests is
the same whatever they hold.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from bpindex.hosts.changes import Changes
from bpindex.hosts.desk import Desk
from bpindex.page.plan import APPENDIX_SHEET, NOTICE_SHEET
from bpindex.sheets.tool_sheets import EXPLAIN
from bpindex.words import workbook as workbook_words

_TITLES = (NOTICE_SHEET, APPENDIX_SHEET)
_PREVIOUS = {title: workbook_words.PREVIOUS_SHEET.format(title=title) for title in _TITLES}
# All sheets that are never typed from nothing.
GENERATED = (*_TITLES, *_PREVIOUS.values())
_NEW = {title: workbook_words.NEW_SHEET.format(title=title) for title in _TITLES}
# What the previous ones are called from the moment others take their titles until all is done.
_OLD = {title: workbook_words.OLD_SHEET.format(title=title) for title in _TITLES}
# A sheet that can be seen: behind hidden ones at the end new ones would not find their place.
_NEIGHBOUR = EXPLAIN.title


def notice_is_made(desk: Desk) -> bool:
    """Return whether the workbook holds a generated notice."""
    return desk.has_sheet(NOTICE_SHEET)


def replace_notice(changes: Changes, path: Path, wanted: Iterable[str]) -> None:
    """Bring the finished sheets in under new titles, then let them take the old ones' places."""
    desk = changes.desk
    for leftover in (*_NEW.values(), *_OLD.values()):
        if desk.has_sheet(leftover):
            desk.delete_sheet(leftover)
    changes.bring_in(path, {title: _NEW[title] for title in wanted}, _NEIGHBOUR)
    old = []
    for title, previous in _PREVIOUS.items():
        if desk.has_sheet(previous):
            changes.rename_sheet(previous, _OLD[title])
            old.append(_OLD[title])
        if desk.has_sheet(title):
            changes.rename_sheet(title, previous)
    for title in wanted:
        changes.rename_sheet(_NEW[title], title)
    desk.show_sheet(NOTICE_SHEET)
    # A deleted sheet has no way back: with the first one gone, all is done.
    for title in old[:1]:
        desk.delete_sheet(title)
    for title in old[1:]:
        with suppress(Exception):
            desk.delete_sheet(title)


def swap_previous(changes: Changes) -> None:
    """Let the previous sheets and the present ones change places, as far as there are any."""
    other = {**_PREVIOUS, **{previous: title for title, previous in _PREVIOUS.items()}}
    found = [title for title in other if changes.desk.has_sheet(title)]
    for title in found:
        changes.rename_sheet(title, f"{title} ~")
    for title in found:
        changes.rename_sheet(f"{title} ~", other[title])
    if _PREVIOUS[NOTICE_SHEET] in found:
        changes.desk.show_sheet(NOTICE_SHEET)
