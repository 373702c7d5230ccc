"""Agencies of a case found by whatever a table calls them; what is not sure is asked."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from bpindex.case.model import Case
from bpindex.case.records import Agency
from bpindex.codec.shown import without_unseen
from bpindex.naming.names import (
    abbreviation,
    agency_key,
    bare,
    folded,
    looser_key,
    province_apart,
    stands_for,
    unnumbered,
    with_body_written_out,
    words_of,
)
from bpindex.words import intake as words
from bpindex.words import naming

# How alike two names are, of 100, before one is offered for the other; so many are offered.
_NEAR = 78
_OFFERED = 3
# Of agencies that share a name, so many can be chosen from.
_MOST_ALIKE = 7
# What parts a name from the place that tells it from others.
_PLACE_BEHIND = re.compile(r"\s*(?:\s[-–—]\s|[(,])\s*")
# No name of an agency is longer.
_LONGEST = 200


class How(StrEnum):
    """By what an agency was found."""

    CODE = "CODE"
    NAME = "NAME"
    SHORT = "SHORT"
    NEAR = "NEAR"
    NONE = "NONE"


@dataclass(frozen=True)
class Found:
    """The agency that a name stands for, or those that are offered to a person."""

    how: How
    agency: Agency | None = None
    offered: tuple[Agency, ...] = ()


@dataclass
class Agencies:
    """The agencies of a period by everything that they are called."""

    agencies: tuple[Agency, ...]
    province: frozenset[str]
    _codes: dict[str, list[Agency]] = field(default_factory=lambda: defaultdict(list))
    _names: dict[str, list[Agency]] = field(default_factory=lambda: defaultdict(list))
    _known: dict[str, Found] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case) -> "Agencies":
        """Return the agencies that a case has in its period."""
        named = {table.province_name for table in case.settings.tables} | {case.settings.place}
        named |= {case.settings.parent_body}
        keys = {_of_province(name) for name in named if name.strip()}
        return cls(case.valid_agencies, frozenset(keys))

    def __post_init__(self) -> None:
        for agency in self.agencies:
            self._codes[folded(agency.code)].append(agency)
            for name in (agency.name, *agency.aliases):
                if (key := self._key(name)) and agency not in self._names[key]:
                    self._names[key].append(agency)

    @cached_property
    def _loose(self) -> dict[str, list[Agency]]:
        """The agencies by their names without the words that these may leave out."""
        return _by(looser_key, self._names)

    @cached_property
    def _bare(self) -> dict[str, list[Agency]]:
        """The agencies by these without any marks."""
        return _by(bare, self._loose)

    @cached_property
    def _first_words(self) -> dict[str, list[Agency]]:
        """The agencies by the words with which their names begin."""
        found: dict[str, list[Agency]] = defaultdict(list)
        for agency in self.agencies:
            for word in {words_of(name)[:1] for name in (agency.name, *agency.aliases)}:
                found["".join(word)].append(agency)
        return found

    @cached_property
    def _longer(self) -> dict[str, tuple[Agency, ...]]:
        """By its code, the agencies whose names are that of an agency and say a place behind it."""
        named = {self._key(agency.name): agency for agency in self.agencies}
        found: dict[str, tuple[Agency, ...]] = {}
        for agency in self.agencies:
            first, *rest = _PLACE_BEHIND.split(agency.name, maxsplit=1)
            short = named.get(self._key(first)) if rest else None
            if short is not None and short is not agency:
                found[short.code] = (*found.get(short.code, ()), agency)
        return found

    def find(self, text: str) -> Found:
        """Return what a name stands for; only one agency that it can be is taken.

        Of a name that is none, those that are like it are offered.
        """
        found = self.known(text)
        name, province = province_apart(with_body_written_out(unnumbered(text)))
        if found.how is not How.NONE or self._is_other(province):
            return found
        return self._near(name)

    def known(self, text: str) -> Found:
        """Return what a name stands for without any likeness."""
        if text not in self._known:
            name = " ".join(without_unseen(text).split())
            self._known[text] = self._or_longer(name, self._find(name))
        return self._known[text]

    def _or_longer(self, text: str, found: Found) -> Found:
        """Return what was found, or all that share its name where it is not written in full."""
        agency = found.agency
        longer = self._longer.get(agency.code, ()) if agency else ()
        if agency is None or not longer or found.how is How.CODE:
            return found
        is_full = folded(text) in map(folded, (agency.name, *agency.aliases))
        return found if is_full else Found(How.NEAR, None, (agency, *longer)[:_MOST_ALIKE])

    def is_province(self, text: str) -> bool:
        """Return whether a name is that of the province itself."""
        name, province = province_apart(text)
        return _of_province(text) in self.province and (name == text or province in self.province)

    def _is_other(self, province: str) -> bool:
        return bool(province) and bool(self.province) and province not in self.province

    def _find(self, text: str) -> Found:
        if len(text) > _LONGEST or not any(letter.isalpha() for letter in text):
            return Found(How.NONE)
        if one := self._one(self._codes, folded(text), How.CODE):
            return one
        if one := self._one(self._names, self._key(text), How.NAME):
            return one
        text = with_body_written_out(text)
        name, province = province_apart(unnumbered(text))
        is_other = self._is_other(province)
        # As it stands first: "X." may be a number before a name, and is a commune's as well.
        candidates = [text, unnumbered(text)] + ([] if is_other or not province else [name])
        for form in candidates:
            key = self._key(form)
            for known, wanted in ((self._names, key), (self._loose, looser_key(key))):
                if one := self._one(known, wanted, How.NAME):
                    return one
        if is_other:
            return Found(How.NONE)
        short = candidates[-1]
        if short.isascii() and (
            one := self._one(self._bare, bare(looser_key(self._key(short))), How.NAME)
        ):
            return one
        if by_letters := self._by_letters(short):
            is_one = len(by_letters) == 1
            return (
                Found(How.SHORT, by_letters[0])
                if is_one
                else Found(How.NEAR, None, by_letters[:_MOST_ALIKE])
            )
        return Found(How.NONE)

    def _one(self, known: Mapping[str, list[Agency]], key: str, how: How) -> Found | None:
        """Return the one agency of a key; of several each is offered."""
        some = known.get(key, [])
        if len(some) > 1:
            return Found(How.NEAR, None, tuple(some[:_MOST_ALIKE]))
        return Found(how, some[0]) if some else None

    def _by_letters(self, short: str) -> tuple[Agency, ...]:
        letters = abbreviation(short)
        return tuple(
            agency
            for agency in (self._first_words.get(folded(letters[0]), ()) if letters else ())
            if any(stands_for(letters, name) for name in (agency.name, *agency.aliases))
        )

    def _near(self, text: str) -> Found:
        """Return the agencies whose names are like a text, the likest first."""
        from rapidfuzz import fuzz, process

        key = self._key(text)
        if not key or is_total(key) or is_section(key):
            return Found(How.NONE)
        # A name without its kind, "Đồng Xoài", is that of one place or of several.
        ends = [
            agency
            for known, some in self._names.items()
            for agency in some
            if known.partition(" ")[2] == key or (" " in key and _is_part(known, key))
        ]
        scored = process.extract(
            bare(key), list(self._bare), scorer=fuzz.ratio, limit=_OFFERED, score_cutoff=_NEAR
        )
        near = [agency for name, _, _ in scored for agency in self._bare[name]]
        offered = tuple({agency.code: agency for agency in [*ends, *near]}.values())[:_OFFERED]
        return Found(How.NEAR, None, offered) if offered else Found(How.NONE)

    def _key(self, text: str) -> str:
        return agency_key(text)


def _is_part(known: str, key: str) -> bool:
    """Return whether a name ends or begins with another one: "Sở Văn hóa", "xã Thọ Sơn mới"."""
    return known.endswith(f" {key}") or any(
        one.startswith(f"{other} ") for one, other in ((known, key), (key, known))
    )


def _by(form: Callable[[str], str], known: Mapping[str, list[Agency]]) -> dict[str, list[Agency]]:
    """Return agencies by another form of their keys."""
    found: dict[str, dict[str, Agency]] = defaultdict(dict)
    for key, agencies in known.items():
        found[form(key)] |= {agency.code: agency for agency in agencies}
    return {key: [*some.values()] for key, some in found.items() if key}


def _of_province(name: str) -> str:
    """Return the key of a province by its name in any of its forms: "UBND TỈNH BÌNH PHƯỚC"."""
    key = agency_key(name)
    for kind in naming.PROVINCE_KINDS:
        key = key.removeprefix(folded(kind) + " ")
    return key


def is_total(name: str) -> bool:
    """Return whether a name is that of a row of totals."""
    return words.TOTALS.fullmatch(folded(unnumbered(name))) is not None


def is_section(name: str) -> bool:
    """Return whether a name is a heading within a table."""
    return words.SECTIONS.fullmatch(folded(unnumbered(name))) is not None


def is_note(name: str) -> bool:
    """Return whether a text is one of those that stand around a table."""
    return words.NOTES.match(folded(name)) is not None


def without_rows(agencies: Iterable[Agency], found: Iterable[str]) -> list[Agency]:
    """Return the agencies for which nothing was found."""
    codes = set(found)
    return [agency for agency in agencies if agency.code not in codes]
