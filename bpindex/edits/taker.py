"""Takes changes into the register, one after the other.

Nothing is decided silently: what replaces an earlier correction leaves it in the register as
withdrawn, and what two people or two sheets say differently is marked to be looked at.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from bpindex.case.correction import ADDED_NAME, Correction, CorrectionKind, CorrectionState
from bpindex.case.keys import Key
from bpindex.edits.arrange import LINE, row_id, row_key
from bpindex.edits.forms import FormChange
from bpindex.edits.hand_formats import LOOK, WHOLE_ROW, row_name
from bpindex.edits.ordering import Reordered, displaced
from bpindex.edits.texts import same_text


@dataclass(frozen=True)
class Stamp:
    """Who took the corrections, when, and the reason where one is known."""

    by: str = ""
    on: str = ""
    reason: str = ""


@dataclass
class Harvest:
    """The register after the harvest, what is new in it, and what contradicts each other."""

    corrections: list[Correction]
    new: list[Correction] = field(default_factory=list)
    conflicts: list[tuple[Correction, Correction]] = field(default_factory=list)

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
        self._taken: dict[tuple[str, Key], str] = {}
        used = (
            int(found[1])
            for item in self.result.corrections
            for name in (item.agency, item.column)
            if (found := ADDED_NAME.fullmatch(name))
        )
        self._numbers = count(max(used, default=0) + 1)

    def new_name(self) -> str:
        """Return a name that no added row has or had."""
        return f"+{next(self._numbers)}"

    def in_force(self, identity: tuple[str, Key]) -> Correction | None:
        """Return the correction in force of an identity."""
        items = self.result.corrections
        return next((i for i in items if i.in_force and i.identity == identity), None)

    def take_texts(self, texts: Mapping[Key, str], stamp: Stamp | None = None) -> None:
        """Take the texts that people typed in the place of printed ones."""
        for key, text in texts.items():
            self.take_text(key, text, stamp)

    def take_text(self, key: Key, text: str, stamp: Stamp | None = None) -> None:
        """Take one text; typing what is computed withdraws an earlier correction."""
        item = self._printed(key, text, stamp)
        known = self.in_force(item.identity)
        if same_text(text, item.computed) and not (known and item.identity in self._taken):
            if known is not None:
                self.withdraw(known)
        elif known is None or not same_text(known.corrected, text):
            self._put(item, known)
        self._taken[item.identity] = text

    def take_rival(self, key: Key, text: str) -> None:
        """Keep a text that stands against another one for the same place."""
        self._conflict(self._printed(key, text))

    def withdraw(self, item: Correction) -> None:
        """Mark a correction as withdrawn."""
        self._replace(item, replace(item, state=CorrectionState.WITHDRAWN))

    def take_form(self, change: FormChange, sheet: str) -> None:
        """Take a property of a row or column."""
        key = (sheet, row_name(change.row), change.column)
        known = self.in_force((CorrectionKind.FORMAT, key))
        whole = (sheet, row_name(change.row), f"{WHOLE_ROW}{LOOK}")
        has_whole = bool(self.in_force((CorrectionKind.FORMAT, whole))) and key != whole
        if change.found == change.generated and not has_whole:
            if known is not None:
                self.withdraw(known)
        elif known is None or known.corrected != change.found:
            generated = known.computed if known else change.generated
            item = self._made(CorrectionKind.FORMAT, key, generated, change.found)
            self._put(item, known)

    def take_margin(self, key: Key, text: str) -> None:
        """Take a note beside the page, or withdraw one that was wiped out."""
        known = self.in_force((CorrectionKind.MARGIN, key))
        if not text:
            if known is not None:
                self.withdraw(known)
        elif known is None or not same_text(known.corrected, text):
            self._put(self._made(CorrectionKind.MARGIN, key, "", text), known)

    def take_order(
        self, reordered: Reordered, base: Sequence[str], shown: Mapping[str, str]
    ) -> None:
        """Take the rows that were added, removed and moved."""
        for identity in reordered.removed:
            self._remove(identity, shown.get(identity, ""))
        for row in reordered.new:
            line = row.texts[LINE] if row.is_line else ""
            key = ("", "", row.name) if row.is_line else (row.table, row.name, "")
            self._put(self._made(CorrectionKind.ADDED, key, "", line), None)
            if not row.is_line:
                for column, text in row.texts.items():
                    self.take_text((row.table, row.name, column), text)
        # What stood elsewhere before and was not touched, yet is in force no more, was
        # withdrawn since the notice was made.
        before = {i for i, _ in displaced(base, reordered.before, reordered.heavy)}
        places = displaced(base, reordered.order, reordered.heavy)
        withdrawn = {row_id(i) for i in self.result.corrections if not i.in_force}
        self._place(places, base, (before - reordered.moved) & withdrawn)

    def drop_margins(self, row: str) -> None:
        """Withdraw what was noted beside a row that is gone."""
        for item in list(self.result.corrections):
            if item.in_force and item.kind is CorrectionKind.MARGIN and item.agency == row:
                self.withdraw(item)

    def _place(
        self, places: Sequence[tuple[str, str]], base: Sequence[str], untouched: set[str]
    ) -> None:
        """Note behind which row every added and moved row stands now, in the notice's order."""
        items = self.result.corrections
        kinds = (CorrectionKind.ADDED, CorrectionKind.MOVED)
        known = {row_id(i): i for i in items if i.in_force and i.kind in kinds}
        wanted = []
        for identity, behind in places:
            item = known.pop(identity, None)
            if item is None and (identity not in base or identity in untouched):
                continue
            if item is None:
                before = base[base.index(identity) - 1] if identity in base[1:] else ""
                item = self._made(CorrectionKind.MOVED, row_key(identity), before, behind)
                self.result.new.append(item)
            if item.kind is CorrectionKind.MOVED:
                item = replace(item, corrected=behind)
            wanted.append(replace(item, place=behind))
        for item in known.values():
            if item.kind is CorrectionKind.MOVED:
                self.withdraw(item)  # back where it was computed
        names = {row_id(item) for item in wanted}
        slots = [
            place
            for place, item in enumerate(items)
            if item.in_force and item.kind in kinds and row_id(item) in names
        ]
        for slot, item in zip(slots, wanted, strict=False):
            items[slot] = item
        items.extend(wanted[len(slots) :])
        self.result.new = [next((w for w in wanted if _is(w, n)), n) for n in self.result.new]

    def _remove(self, identity: str, shown: str) -> None:
        key = row_key(identity)
        added = self.in_force((CorrectionKind.ADDED, key))
        if added is None:
            self._put(self._made(CorrectionKind.REMOVED, key, shown, ""), None)
            return
        self.withdraw(added)
        texts = [item for item in self.result.corrections if item.in_force]
        for item in texts:
            # A line has one text under its own key, a row one under each of its columns.
            if item.key == key or (key[1] and item.key[:2] == key[:2]):
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

    def _conflict(self, item: Correction) -> None:
        """Keep a correction that another one stands against: withdrawn, and both named."""
        known = self.in_force(item.identity)
        self.result.corrections.append(replace(item, state=CorrectionState.WITHDRAWN))
        if known is not None:
            marked = replace(known, state=CorrectionState.REVIEW)
            self._replace(known, marked)
            self.result.conflicts.append((item, marked))

    def _replace(self, item: Correction, by: Correction) -> None:
        items = self.result.corrections
        items[items.index(item)] = by
        self.result.new = [by if _is(other, item) else other for other in self.result.new]

    def _printed(self, key: Key, text: str, stamp: Stamp | None = None) -> Correction:
        kind = CorrectionKind.FIGURE if key[0] and key[1] else CorrectionKind.TEXT
        return self._made(kind, key, self._computed.get(key, ""), text, stamp)

    def _made(
        self,
        kind: CorrectionKind,
        key: Key,
        computed: str,
        corrected: str,
        stamp: Stamp | None = None,
    ) -> Correction:
        stamp = stamp or self._stamp
        return Correction(*key, computed, corrected, stamp.reason, stamp.by, stamp.on, kind=kind)


def _is(one: Correction, other: Correction) -> bool:
    return one.identity == other.identity and one.in_force == other.in_force
