"""Which sheets of a workbook are the notice's, whatever people call them.

A sheet is known by the mark in its hidden corner. What nobody took into the register, and what
stands where others are about to, is never dropped: it is put aside under a title of its own.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bpindex.index.periods import shown_month
from bpindex.memory.found import FoundCell, visible
from bpindex.memory.sheet_mark import SheetMark, is_corner
from bpindex.page.plan import APPENDIX_SHEET, KEY_ROW, NOTICE_SHEET
from bpindex.sheets.addresses import column_letter
from bpindex.words import workbook as words

TITLES = (NOTICE_SHEET, APPENDIX_SHEET)
PREVIOUS = {title: words.PREVIOUS_SHEET.format(title=title) for title in TITLES}
NEW = {title: words.NEW_SHEET.format(title=title) for title in TITLES}
# What the previous ones are called from the moment others take their titles until all is done.
OLD = {title: words.OLD_SHEET.format(title=title) for title in TITLES}
# All sheets that are never typed from nothing.
GENERATED = (*TITLES, *PREVIOUS.values())
_SEAL_LENGTH = 12
# At the end of the title of a sheet that stays for good.
_MONTH = re.compile(r"(\d{2})-(\d{4})$")


@dataclass(frozen=True)
class MadeSheet:
    """A sheet that was made once: its title now, its mark (none on old ones), what stands on it.

    `corner` is the address of the mark, `heading` that of the first text that stands alone in
    its row; `seal` says what stands on the sheet.
    """

    title: str
    mark: SheetMark | None
    corner: str
    heading: str
    words: str
    seal: str

    @classmethod
    def of(cls, title: str, rows: Sequence[Sequence[Any]]) -> "MadeSheet | None":
        """Return the sheet of its values from A1 on; None where nothing says that it was made."""
        first = rows[KEY_ROW - 1] if len(rows) >= KEY_ROW else ()
        at = next((column for column, text in enumerate(first) if is_corner(text)), None)
        if at is None and title not in (*GENERATED, *NEW.values(), *OLD.values()):
            return None
        # LibreOffice keeps a million blank rows of a sheet in which a row was deleted.
        filled = ((n, row) for n, row in enumerate(rows, 1) if row.count(None) < len(row))
        numbered = ((n, list(_texts(row, at))) for n, row in filled if n > KEY_ROW)
        lines = [(number, texts) for number, texts in numbered if texts]
        alone = ((number, *texts[0]) for number, texts in lines if len(texts) == 1)
        number, column, text = next(alone, (0, 0, ""))
        return cls(
            title,
            SheetMark.parse(first[at]) if at is not None else None,
            f"{column_letter(at + 1)}{KEY_ROW}" if at is not None else "",
            f"{column_letter(column)}{number}" if number else "",
            text,
            hashlib.sha256(repr(lines).encode()).hexdigest()[:_SEAL_LENGTH] if lines else "",
        )

    @property
    def is_untouched(self) -> bool:
        """Whether it stands as it did when another one took its place; old ones do not say."""
        if self.mark is not None:
            return self.mark.seal == self.seal
        return bool(self.corner) or not self.seal


def _is_sealed(sheet: MadeSheet) -> bool:
    return sheet.mark is not None and bool(sheet.mark.seal)


def _texts(row: Sequence[Any], at: int | None) -> Iterable[tuple[int, str]]:
    for column, value in enumerate(row):
        text = visible(FoundCell(value).text(",")).removeprefix(words.PREVIOUS_MARK)
        if text and column != at:
            yield column + 1, text


@dataclass(frozen=True)
class MadeSheets:
    """The made sheets by what they are.

    `present` and `previous` are the sheets of the last run and of the one before by their own
    titles; `touched` are of the previous ones those on which somebody typed, `strange` others
    that stand under a title of the tool's; `copies` are further sheets of the last run. `kept`
    are the titles of the last notices of months that are over, by month.
    """

    present: Mapping[str, MadeSheet] = field(default_factory=dict)
    previous: Mapping[str, MadeSheet] = field(default_factory=dict)
    touched: tuple[MadeSheet, ...] = ()
    strange: tuple[MadeSheet, ...] = ()
    copies: tuple[MadeSheet, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)


def month_title(title: str, month: str) -> str:
    """Return what the last sheet of a month is called for good."""
    return words.MONTH_SHEET.format(title=title, month=shown_month(month).replace("/", "-"))


def sorted_out(found: Sequence[MadeSheet], run: str) -> MadeSheets:
    """Return which sheet is which; `run` is the last one, blank where nothing is known of it."""
    by_title = {sheet.title: sheet for sheet in found}
    present: dict[str, MadeSheet] = {}
    copies: list[MadeSheet] = []
    for title in TITLES:
        own = [s for s in found if s.mark and run and s.mark[:2] == (title, run)]
        own = [sheet for sheet in own if not _is_sealed(sheet) or sheet.title == title]
        own.sort(key=lambda sheet: (_is_sealed(sheet), sheet.title != title))
        titled = by_title.get(title)
        if not own and titled and (titled.mark is None or not run):
            own = [titled]
        if own:
            present[title], *others = own
            copies += others
    previous = {
        title: sheet
        for title, name in PREVIOUS.items()
        for sheet in (by_title.get(title), by_title.get(name))
        if sheet and sheet not in present.values() and (sheet.title == name or _is_sealed(sheet))
    }
    left = [by_title[name] for name in (*NEW.values(), *OLD.values()) if name in by_title]
    strange = [sheet for sheet in left if not sheet.is_untouched]
    strange += [by_title[title] for title in TITLES if title in by_title]
    held = (*present.values(), *previous.values())
    return MadeSheets(
        present,
        previous,
        tuple(sheet for sheet in previous.values() if not sheet.is_untouched),
        tuple(sheet for sheet in strange if sheet not in held),
        tuple(sheet for sheet in copies if sheet not in (*held, *strange)),
        dict(_kept(found)),
    )


def _kept(found: Iterable[MadeSheet]) -> Iterator[tuple[str, str]]:
    """Yield month and title of the notices that stay for good."""
    for sheet in found:
        if sheet.mark and (part := _MONTH.search(sheet.title)):
            month = f"{part[2]}-{part[1]}"
            if sheet.title == month_title(NOTICE_SHEET, month):
                yield month, sheet.title
