"""What counts, typed texts and totals give as numbers; how names and totals are ordered."""

import re
from collections.abc import Mapping
from fractions import Fraction
from unicodedata import normalize

import numpy as np

from bpindex.case.printed import PrintedColumn, What
from bpindex.index.definition import IndexSet
from bpindex.score.scoring import Scores, exact_group_points, exact_points, exact_rate
from bpindex.words import printed as words

_LETTERS = {letter: place for place, letter in enumerate(words.ALPHABET)}
_TONES = "\u0300\u0301\u0309\u0303\u0323"


def value_of(scores: Scores, column: PrintedColumn, position: int) -> Fraction | None:
    """Return the number of a column that counts alone give, None where there is none."""
    group = scores.index.group_by_id.get(column.of)
    component = scores.index.component_by_id.get(column.of)
    if group is not None:
        points = _group_points(scores, group.id, position)
        most = group.max_points
    else:
        assert component is not None
        if column.what is What.RATE:
            rate = exact_rate(scores, component, position)
            return None if rate is None else rate * 100
        if column.what in (What.NUMERATOR, What.DENOMINATOR):
            counts, sums = scores.counts, component.denominator_sums
            if column.what is What.NUMERATOR:
                sums = (component.numerator_terms,)
            is_known = not np.isnan(counts.largest(sums)[position])
            return counts.exact_largest(sums, position) if is_known else None
        points, most = exact_points(scores, component, position), component.max_points
    if points is None or column.what is not What.PERCENT:
        return points
    return points * 100 / Fraction(most)


def total_of(scores: Scores, position: int) -> Fraction | None:
    """Return the exact total of the agency at a position, None where a group is missing."""
    total = Fraction(0)
    for group in scores.index.groups:
        points = _group_points(scores, group.id, position)
        if points is None:
            return None
        total += points
    return total


def _group_points(scores: Scores, group: str, position: int) -> Fraction | None:
    known, key = scores.exact_groups, (group, position)
    if key not in known:
        known[key] = exact_group_points(scores, group, position)
    return known[key]


def most_points(index: IndexSet, of: str) -> Fraction:
    """Return the most points that a group or component gives."""
    found = index.group_by_id.get(of) or index.component_by_id[of]
    return Fraction(found.max_points)


def ranks_of(totals: Mapping[str, Fraction | None]) -> dict[str, int]:
    """Return the rank of each total, ties sharing it; 0 where there is none."""
    ordered = sorted((total for total in totals.values() if total is not None), reverse=True)
    first: dict[Fraction, int] = {}
    for place, total in enumerate(ordered, 1):
        first.setdefault(total, place)
    return {code: 0 if total is None else first[total] for code, total in totals.items()}


_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def number_in(text: str) -> Fraction | None:
    """Return the number that a typed text means, None where it means none."""
    found = _PLAIN.fullmatch(text.strip())
    return Fraction(found[0].replace(",", ".")) if found else None


def name_key(name: str) -> tuple[list[int], list[int]]:
    """Return by what a Vietnamese name is sorted: its letters, then their tones."""
    letters: list[int] = []
    tones: list[int] = []
    for letter in name.casefold():
        parts = normalize("NFD", letter)
        tone = next((mark for mark in parts if mark in _TONES), "")
        bare = normalize("NFC", parts.replace(tone, "") if tone else parts)
        letters.append(_LETTERS.get(bare, -ord("z") + ord(bare[:1] or " ") - 1000))
        tones.append(_TONES.find(tone) if tone else -1)
    return letters, tones
