"""Takes changes into the register, one after the other.

Nothing is decided silently: what replaces an earlier correction leaves it in the register as
withdrawn, and what two people or two sheets say differently is marked to be looked at.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from bpindex.case.correction import (
    WHOLE_ROW,
    AddedRow,
    Comment,
    Correction,
    CorrectionState,
    Form,
    FormAspect,
    Identity,
    Margin,
    MovedRow,
    PrintedFigure,
    PrintedText,
    RemovedRow,
    What,
)
from bpindex.case.keys import Key
from bpindex.case.rows import Place, RowId, RowKey, added_name
from bpindex.edits.forms import FormChange
from bpindex.edits.leftovers import Left
from bpindex.edits.ordering import Reordered, displaced
from bpindex.memory.found import same_text


@dataclass(frozen=True)
class Stamp:
    """Who took the corrections, when, for which month, and the reason where one is known."""

    by: str = ""
    on: str = ""
    reason: str = ""
    period: str = ""


@dataclass
class Harvest:
    """The register after the harvest: what is new in it, contradicts each other, was left.

    `hidden` are the rows and columns that were hidden on a sheet, as a `Form` names them.
    """

    corrections: list[Correction]
    new: list[Correction] = field(default_factory=list)
    conflicts: list[tuple[Correction, Correction]] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    hidden: list[tuple[str, RowKey, str]] = field(default_factory=list)
    # Rows by sheet with cells that show what was generated elsewhere: these were not taken.
    displaced: dict[str, list[int]] = field(default_factory=dict)
    # Where each text was typed: the sheet, the numbers of its row and column there.
    places: dict[Key, tuple[str, int, int]] = field(default_factory=dict)

    @property
    def register(self) -> tuple[Correction, ...]:
        """All corrections, as a case holds them."""
        return tuple(self.corrections)


class Taker:
    """Takes changes into a register, one after the other."""

    def __init__(
        self, register: Iterable[Correction], computed: Mapping[Key, str], stamp: Stamp
    ) -> None:
        self.result = Harvest(list(register))
        self._computed = computed
        self._stamp = stamp
        self._taken: dict[Identity, str] = {}
        used = (RowId.of(item.key).added_number for item in self.result.corrections)
        self._numbers = count(max(used, default=0) + 1)

    def apart(self) -> "Taker":
        """Return another taker of the register as it is now, whose changes leave it so."""
        return Taker(self.result.corrections, self._computed, self._stamp)

    def new_name(self) -> str:
        """Return a name that no added row has or had."""
        return added_name(next(self._numbers))

    def take_texts(self, texts: Mapping[Key, str], stamp: Stamp | None = None) -> None:
        """Take the texts that people typed in the place of printed ones."""
        for key, text in texts.items():
            self.take_text(key, text, stamp)

    def take_text(self, key: Key, text: str, stamp: Stamp | None = None) -> None:
        """Take one text; typing what is computed withdraws an earlier correction."""
        item = self._printed(key, text, stamp)
        known = self._known(item.what)
        is_rival = known is not None and item.identity in self._taken
        self._note(item, known, same_text(text, item.computed) and not is_rival)
        self._taken[item.identity] = text

    def take_rival(self, key: Key, text: str) -> None:
        """Keep a text that stands against another one in force: withdrawn, and both named."""
        item = self._printed(key, text)
        known = self._known(item.what)
        rival = replace(item, state=CorrectionState.WITHDRAWN)
        if rival.corrected not in self._kept(item):
            self.result.corrections.append(rival)
        if known is not None:
            marked = replace(known, state=CorrectionState.REVIEW)
            self._replace(known, marked)
            self.result.conflicts.append((item, marked))

    def _kept(self, item: Correction) -> set[str]:
        """Return the texts for the same thing that are withdrawn."""
        same = (i for i in self.result.corrections if i.identity == item.identity)
        return {i.corrected for i in same if i.state is CorrectionState.WITHDRAWN}

    def withdraw(self, item: Correction) -> None:
        """Mark a correction as withdrawn."""
        self._replace(item, replace(item, state=CorrectionState.WITHDRAWN))

    def take_form(self, change: FormChange, sheet: str) -> None:
        """Take a property of a row, a column or the page; what a page was made with is fixed."""
        form = Form(sheet, change.row.form, change.column, change.aspect)
        known = self._known(form)
        whole = replace(form, column=WHOLE_ROW, aspect=FormAspect.LOOK)
        has_whole = form != whole and self._known(whole) is not None
        generated = known.computed if known else change.generated
        made = generated if form.aspect is FormAspect.PAGE else change.generated
        is_as_made = change.found == made and not has_whole
        self._note(self._made(form, generated, change.found), known, is_as_made)

    def take_margin(self, margin: Margin, text: str) -> None:
        """Take a note beside the page, or withdraw one that was wiped out."""
        self._note(self._made(margin, "", text), self._known(margin), not text)

    def take_comment(self, comment: Comment, text: str) -> None:
        """Take a comment on a cell, or withdraw one that was deleted."""
        self._note(self._made(comment, "", text), self._known(comment), not text)

    def take_order(
        self, reordered: Reordered, base: Sequence[RowId], shown: Mapping[RowId, str]
    ) -> None:
        """Take the rows that were added, removed and moved."""
        for row in reordered.removed:
            self._remove(row, shown.get(row, ""))
        for new in reordered.new:
            self._put(self._made(AddedRow(new.row), "", new.line), None)
            for column, text in new.texts.items():
                self.take_text((new.table, new.row.name, column), text)
        # What stood elsewhere before and was not touched, yet is in force no more, was
        # withdrawn since the notice was made.
        items = self.result.corrections
        known = {i.what.row for i in items if isinstance(i.what, MovedRow)}
        base, was, now = (
            [row for row in rows if row not in reordered.unseen]
            for rows in (base, reordered.before, reordered.order)
        )
        before = {i for i, _ in displaced(base, was, reordered.heavy, known)}
        places = displaced(base, now, reordered.heavy, known)
        withdrawn = {RowId.of(i.key) for i in items if not i.in_force}
        self._place(places, base, (before - reordered.moved) & withdrawn)

    def drop_margins(self, row: RowKey) -> None:
        """Withdraw what was noted beside a row that is gone."""
        for item in list(self.result.corrections):
            if item.in_force and isinstance(item.what, Margin) and item.what.row == row:
                self.withdraw(item)

    def _note(self, item: Correction, known: Correction | None, is_none: bool) -> None:
        """Put a correction in the place of the known one, or withdraw that where it is none."""
        if not is_none and (known is None or not same_text(known.corrected, item.corrected)):
            self._put(item, known)
        elif is_none and known is not None:
            self.withdraw(known)

    def _known(self, what: What) -> Correction | None:
        """Return the correction in force of the same thing."""
        identity = Correction(what, period=self._stamp.period).identity
        items = self.result.corrections
        return next((i for i in items if i.in_force and i.identity == identity), None)

    def _place(
        self, places: Sequence[tuple[RowId, Place]], base: Sequence[RowId], untouched: set[RowId]
    ) -> None:
        """Note behind which row every added and moved row stands now, in the notice's order."""
        items = self.result.corrections
        known = {i.what.row: i for i in items if i.in_force and isinstance(i.what, MovedRow)}
        wanted: dict[RowId, Correction] = {}
        for row, place in places:
            item = known.pop(row, None)
            if item is None and (row not in base or row in untouched):
                continue
            if item is None:
                before = str(base[base.index(row) - 1]) if row in base[1:] else ""
                item = self._made(MovedRow(row, place), before, str(place))
                self.result.new.append(item)
            elif isinstance(item.what, AddedRow):
                item = replace(item, what=AddedRow(row, place))
            else:
                item = replace(item, what=MovedRow(row, place), corrected=str(place))
            wanted[row] = item
        for item in known.values():
            if not isinstance(item.what, AddedRow):
                self.withdraw(item)  # back where it was computed
        slots = [
            at
            for at, item in enumerate(items)
            if item.in_force and isinstance(item.what, MovedRow) and item.what.row in wanted
        ]
        placed = list(wanted.values())
        for at, item in zip(slots, placed, strict=False):
            items[at] = item
        items.extend(placed[len(slots) :])
        self.result.new = [next((p for p in placed if _is(p, n)), n) for n in self.result.new]

    def _remove(self, row: RowId, shown: str) -> None:
        items = self.result.corrections
        added = self._known(AddedRow(row))
        if added is None:
            self._put(self._made(RemovedRow(row), shown, ""), None)
            return
        self.withdraw(added)
        for item in [item for item in items if item.in_force]:
            # A line has one text under its own key, a row one under each of its columns.
            if item.key == row.key or (row.is_row and item.key[:2] == row.key[:2]):
                self.withdraw(item)

    def _put(self, item: Correction, known: Correction | None) -> None:
        """Put a correction into the register; the one it replaces stays there, withdrawn."""
        items = self.result.corrections
        self.result.new.append(item)
        if known is None:
            items.append(item)
            return
        rival = known.identity in self._taken
        if rival:
            item = replace(item, state=CorrectionState.REVIEW)
            self.result.new[-1] = item
            self.result.new = [other for other in self.result.new if other is not known]
            self.result.conflicts.append((known, item))
        at = items.index(known)
        items[at : at + 1] = [replace(known, state=CorrectionState.WITHDRAWN), item]

    def _replace(self, item: Correction, by: Correction) -> None:
        items = self.result.corrections
        items[items.index(item)] = by
        self.result.new = [by if _is(other, item) else other for other in self.result.new]

    def _printed(self, key: Key, text: str, stamp: Stamp | None = None) -> Correction:
        what = PrintedFigure(*key) if key[0] and key[1] else PrintedText(*key)
        return self._made(what, self._computed.get(key, ""), text, stamp)

    def _made(
        self, what: What, computed: str, corrected: str, stamp: Stamp | None = None
    ) -> Correction:
        stamp = stamp or self._stamp
        return Correction(
            what,
            computed,
            corrected,
            stamp.reason,
            stamp.by,
            stamp.on,
            period=self._stamp.period,
        )


def _is(one: Correction, other: Correction) -> bool:
    return one.identity == other.identity and one.in_force == other.in_force
