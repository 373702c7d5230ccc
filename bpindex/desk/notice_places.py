"""Where the sheets of the notice stand: the new one, the previous one, what is put aside.

They are brought in as they were rendered to a file of their own. The previous notice is kept
until the next time, marked as such; what nobody took is never dropped.
"""

from collections.abc import Iterable
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from bpindex.desk.changes import Changes
from bpindex.desk.contract import Desk
from bpindex.memory.sheet_mark import SheetMark
from bpindex.page.plan import FIRST_CELL, NOTICE_SHEET
from bpindex.reading.made_sheets import NEW, OLD, PREVIOUS, MadeSheet, MadeSheets, month_title
from bpindex.sheets.addresses import as_text
from bpindex.sheets.computed_sheets import FIGURES
from bpindex.words import workbook as words

# A sheet that can be seen: behind hidden ones at the end new ones would not find their place.
_NEIGHBOUR = FIGURES.title


def replace_notice(
    changes: Changes, path: Path, wanted: Iterable[str], made: MadeSheets, ended: str = ""
) -> dict[str, str]:
    """Bring the finished sheets in under new titles, then let them take the old ones' places.

    `ended` is the month of the previous sheets where it is another one: they are that month's
    last ones and stay for good. Return the new titles of the sheets that were put aside, by those
    before.
    """
    desk = changes.desk
    aside = _tidied(changes, made, (*made.strange, *made.touched))
    for leftover in (*NEW.values(), *OLD.values()):
        if desk.has_sheet(leftover):
            desk.delete_sheet(leftover)
    changes.bring_in(path, {title: NEW[title] for title in wanted}, _NEIGHBOUR)
    old = []
    for title, previous in PREVIOUS.items():
        is_there = title in made.previous and made.previous[title] not in made.touched
        if is_there and ended:
            _keep_for_good(changes, title, ended)
        elif is_there:
            changes.rename_sheet(previous, OLD[title])
            old.append(OLD[title])
        if title in made.present:
            changes.rename_sheet(title, previous)
            _mark_previous(changes, previous, made.present[title])
    for title in wanted:
        changes.rename_sheet(NEW[title], title)
    # A cell that can be seen, as in the file that others come from: the first one of all holds the
    # tool's mark.
    desk.show_sheet(NOTICE_SHEET, FIRST_CELL)
    # A deleted sheet has no way back: with the first one gone, all is done.
    for title in old[:1]:
        desk.delete_sheet(title)
    for title in old[1:]:
        with suppress(Exception):
            desk.delete_sheet(title)
    return aside


def kept_then(made: MadeSheets, ended: str) -> dict[str, str]:
    """Return the titles of the notices kept for good, by month, once `replace_notice` is done."""
    previous = made.previous.get(NOTICE_SHEET)
    is_kept = bool(ended) and previous is not None and previous not in made.touched
    return {**made.kept, **({ended: month_title(NOTICE_SHEET, ended)} if is_kept else {})}


def swap_previous(changes: Changes, made: MadeSheets) -> None:
    """Let the previous sheets and the present ones change places, as far as there are any."""
    _tidied(changes, made, made.strange)
    for title in made.present:
        changes.rename_sheet(title, f"{title} ~")
    for title, sheet in made.previous.items():
        changes.rename_sheet(PREVIOUS[title], title)
        _mark_present(changes, title, sheet)
    for title, sheet in made.present.items():
        changes.rename_sheet(f"{title} ~", PREVIOUS[title])
        _mark_previous(changes, PREVIOUS[title], sheet)
    if NOTICE_SHEET in made.previous:
        changes.desk.show_sheet(NOTICE_SHEET)


def _tidied(changes: Changes, made: MadeSheets, strangers: Iterable[MadeSheet]) -> dict[str, str]:
    """Put strangers aside and give the present sheets their own titles."""
    aside = {}
    for sheet in strangers:
        title = next(t for t in (*PREVIOUS, "") if sheet.title.startswith(t))
        aside[sheet.title] = _free_title(changes.desk, title or sheet.title)
        changes.rename_sheet(sheet.title, aside[sheet.title])
    own = [(PREVIOUS[t], s) for t, s in made.previous.items() if s.title not in aside]
    for title, sheet in (*own, *made.present.items()):
        if sheet.title != title:
            changes.rename_sheet(sheet.title, title)
    return aside


def _free_title(desk: Desk, title: str) -> str:
    more = (words.ASIDE_SHEETS.format(title=title, number=number) for number in count(2))
    names = chain([words.ASIDE_SHEET.format(title=title)], more)
    return next(name for name in names if not desk.has_sheet(name))


def _keep_for_good(changes: Changes, title: str, month: str) -> None:
    """Give the last sheet of a month that month's name; it stays marked and protected."""
    kept = month_title(title, month)
    if changes.desk.has_sheet(kept):
        # One that was printed before it: the month's name belongs to the last one.
        changes.rename_sheet(kept, _free_title(changes.desk, kept))
    changes.rename_sheet(PREVIOUS[title], kept)


def _mark_previous(changes: Changes, title: str, sheet: MadeSheet) -> None:
    """Say on a sheet that it is a previous one, what stands there now, and protect it."""
    try:
        # Not to be undone: a present sheet is free, unless somebody locked it.
        changes.desk.protect(title, False)
    except Exception:
        return  # somebody locked it: without a seal it is put aside the next time
    plain = as_text(sheet.words)
    if sheet.heading:
        marked = f"{words.PREVIOUS_MARK}{sheet.words}"
        changes.write(title, sheet.heading, [[marked]], [[plain]])
    if sheet.mark is not None:
        sealed = sheet.mark._replace(seal=sheet.seal)
        changes.write(title, sheet.corner, [[str(sealed)]], [[str(sheet.mark)]])
    with suppress(Exception):
        changes.protect(title, True)


def _mark_present(changes: Changes, title: str, sheet: MadeSheet) -> None:
    """Take from a sheet what says that it is a previous one."""
    changes.protect(title, False)
    if sheet.heading:
        marked = f"{words.PREVIOUS_MARK}{sheet.words}"
        changes.write(title, sheet.heading, [[as_text(sheet.words)]], [[marked]])
    if sheet.mark is not None:
        plain = SheetMark(sheet.mark.title, sheet.mark.run)
        changes.write(title, sheet.corner, [[str(plain)]], [[str(sheet.mark)]])
