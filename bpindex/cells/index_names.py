"""An index set as people read it: counts and groups by their names, where files have codes.

Names hold commas, hyphens and "và": of those that may be meant the longest is, as far as the rest
of the text is understood then. Codes are understood too.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from unicodedata import normalize

from bpindex.codec.fields import spoken
from bpindex.codec.shown import without_unseen
from bpindex.index.definition import Group, IndexSet, Terms
from bpindex.index.files import OWN_SET, set_names
from bpindex.words import index_set as words

# Also as word processors write it.
_SIGNS = {"+": 1, "-": -1, "–": -1, "−": -1}
# Between the parts of a list, and the sums of which the larger one is meant.
_BETWEEN = (";", ",")
_LARGER = re.compile(
    rf"(?:{'|'.join(map(re.escape, words.LARGER_HEARD))}) ?\((.*)\)", re.IGNORECASE
)
_PIECE = re.compile(r"(?:(?! [-–−] )[^+;])*")
_OFFERED = 3


class UnknownNameError(Exception):
    """A text, or a part of it, names nothing; what is expected where that needs words."""

    def __init__(self, found: str, expected: str = "") -> None:
        super().__init__(found)
        self.found, self.expected = found, expected


@dataclass(frozen=True)
class Entry:
    """What is known of one: its code, its name, and how it was called when its code was written."""

    code: str
    name: str
    known: str = ""


class Names:
    """The names of a list; of two of one name the first is meant."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        entries = list(entries)
        self._names = {entry.code: entry.name for entry in entries}
        self._codes: dict[str, str] = {}
        former = [_heard(entry.known) for entry in entries]
        for told in (
            [(entry.name, entry.code) for entry in entries],
            # Whoever renamed one has not always renamed it everywhere.
            [(e.known, e.code) for e in entries if former.count(_heard(e.known)) == 1],
            [(entry.code, entry.code) for entry in entries],
        ):
            for text, code in told:
                if heard := _heard(text):
                    self._codes.setdefault(heard, code)
        self._longest = sorted(self._codes, key=len, reverse=True)

    def shown(self, code: str) -> str:
        """Return the name that means a code, or the code where none does."""
        name = self._names.get(code, "")
        return name if self._codes.get(_heard(name)) == code else code

    def code(self, text: str) -> str:
        """Return the code of a name, or of itself; raise UnknownNameError."""
        if (code := self._codes.get(_heard(text))) is None:
            raise UnknownNameError(" ".join(text.split()))
        return code

    def near(self, text: str) -> list[str]:
        """Return the names that are most like a text, or a few where none is."""
        heard = {_heard(name): name for name in self._names.values()}
        return [heard[name] for name in get_close_matches(_heard(text), heard, _OFFERED, 0.5)]

    def parts(self, text: str) -> tuple[str, ...]:
        """Return the codes of a list of names; raise UnknownNameError."""
        return tuple(code for _, _, code in self._read(_told(text), _BETWEEN))

    def sums(self, text: str, *, with_larger: bool) -> tuple[Terms, ...]:
        """Return the sums that a text names, more than one where the larger is meant.

        Raises UnknownNameError.
        """
        told = _told(text)
        try:
            return _sums(self._read(told, _SIGNS))
        except UnknownNameError:
            larger = _LARGER.fullmatch(told)
            if larger and not with_larger:
                raise UnknownNameError(told) from None
            if not larger:
                raise
        return _sums(self._read(larger[1], (*_SIGNS, *_BETWEEN)))

    def _read(self, told: str, between: Iterable[str]) -> list[tuple[bool, int, str]]:
        """Return the codes in a text, each with its sign and whether a new sum begins with it."""
        heard, between = told.casefold(), set(between)
        failed: set[int] = set()

        def read(at: int, is_new: bool, sign: int) -> list[tuple[bool, int, str]] | None:
            at = _past_space(heard, at)
            if is_new and heard[at : at + 1] in between & _SIGNS.keys():
                sign, at = _SIGNS[heard[at]], _past_space(heard, at + 1)
            if at in failed:
                return None
            for name in self._longest:
                if not heard.startswith(name, at):
                    continue
                end = _past_space(heard, at + len(name))
                item = (is_new, sign, self._codes[name])
                if end == len(heard):
                    return [item]
                if (mark := heard[end]) in between:
                    rest = read(end + 1, mark in _BETWEEN, _SIGNS.get(mark, 1))
                    if rest is not None:
                        return [item, *rest]
            failed.add(at)
            return None

        found = read(0, is_new=True, sign=1)
        if found is None:
            same = told if len(told) == len(heard) else heard
            piece = _PIECE.match(same, max(failed))
            raise UnknownNameError((piece[0].strip() if piece else "") or told)
        return found


def _past_space(text: str, at: int) -> int:
    return at + 1 if text[at : at + 1] == " " else at


def _told(text: str) -> str:
    """Return a text in one Unicode form, with single spaces."""
    return " ".join(normalize("NFC", without_unseen(text)).split())


def _heard(text: str) -> str:
    return _told(text).casefold()


def _sums(items: Iterable[tuple[bool, int, str]]) -> tuple[Terms, ...]:
    sums: list[list[tuple[int, str]]] = []
    for is_new, sign, code in items:
        if is_new:
            sums.append([])
        sums[-1].append((sign, code))
    return tuple(map(tuple, sums))


def sums_text(sums: Sequence[Terms], larger: str = "max({sums})", between: str = ", ") -> str:
    """Return sums as files have them, or with another word for the larger one."""
    texts = []
    for terms in sums:
        signed = "".join(f" {'-' if sign < 0 else '+'} {name}" for sign, name in terms)
        texts.append(signed[3:] if signed.startswith(" + ") else f"-{signed[3:]}")
    return larger.format(sums=between.join(texts)) if texts[1:] else texts[0]


# --- the whole set ---------------------------------------------------------------------------


def shown_index(index: IndexSet) -> IndexSet:
    """Return a set whose texts say names where files have codes."""
    counts = Names(Entry(item.id, item.name) for item in index.counts)
    lists = index.groups, index.other_groups
    groups, others = (Names(Entry(item.id, item.name) for item in each) for each in lists)
    there = Names(Entry(item.id, item.name) for item in (*index.groups, *index.other_groups))

    def shown(sums: tuple[Terms, ...], text: str) -> str:
        if not sums or not all(sums):
            return text
        names = [tuple((sign, counts.shown(code)) for sign, code in terms) for terms in sums]
        told = sums_text(names, words.LARGER, "; ")
        try:
            is_same = counts.sums(told, with_larger=True) == sums
        except UnknownNameError:
            is_same = False
        return told if is_same else sums_text(sums)

    components = (
        replace(
            item,
            group=there.shown(item.group),
            numerator=shown((item.numerator_terms,), item.numerator),
            denominator=shown(item.denominator_sums, item.denominator),
        )
        for item in index.components
    )
    return replace(
        index,
        id=set_names().get(index.id, index.id),
        counts=tuple(replace(item, name=item.name or item.id) for item in index.counts),
        groups=tuple(_with_parts(item, others) for item in index.groups),
        other_groups=tuple(_with_parts(item, groups) for item in index.other_groups),
        components=tuple(components),
    )


def _with_parts(group: Group, names: Names) -> Group:
    parts = tuple(map(names.shown, group.parts))
    try:
        is_same = not parts or names.parts("; ".join(parts)) == group.parts
    except UnknownNameError:
        is_same = False
    return replace(group, parts=parts) if is_same else group


def set_id(text: str) -> str:
    """Return the id of the set that is called so; an id is one too, and nothing is one's own."""
    ids = {spoken(name): code for code, name in set_names().items()}
    return ids.get(spoken(text), text.strip()) or OWN_SET
