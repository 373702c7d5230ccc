"""Two registers of one month to one: what each colleague changed since their common base.

Both changed the same thing differently: both texts stay in the register, one of them in force
and marked to be looked at, and the pair is listed. Nothing is decided silently.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bpindex.case.correction import (
    AddedRow,
    Correction,
    CorrectionState,
    Form,
    Margin,
    MovedRow,
    PrintedText,
    RawCount,
    RemovedRow,
    What,
)
from bpindex.case.keys import Key
from bpindex.case.model import Case
from bpindex.case.rows import RowId, added_name
from bpindex.errors import InputError
from bpindex.register.naming import what_is_corrected, what_it_says
from bpindex.words import merging as merge_words

Identity = tuple[str, Key]
# One thing that two registers say differently; nothing in force is None.
Conflict = tuple[Correction | None, Correction | None]


@dataclass(frozen=True)
class MergedRegister:
    """The merged register, how many corrections came from the second one, and the conflicts."""

    corrections: tuple[Correction, ...]
    taken: int
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True)
class MergedCases:
    """The first case with the merged register, what differs elsewhere, and the conflicts."""

    case: Case
    taken: int
    differing: tuple[str, ...]
    conflicts: tuple[str, ...]


def merge_cases(first: Case, second: Case, base: Case | None = None) -> MergedCases:
    """Return the first case with both registers; raise InputError for two different months."""
    for other in (second, base):
        if other is not None and str(other.period) != str(first.period):
            found, expected = str(other.period), str(first.period)
            raise InputError(merge_words.PERIODS.format(found=found, expected=expected))
    known = base.corrections if base else ()
    merged = merge_registers(first.corrections, second.corrections, known)
    differing = tuple(
        words
        for name, words in merge_words.PARTS.items()
        if getattr(first, name) != getattr(second, name)
    )
    case = replace(first, corrections=merged.corrections)
    sentences = tuple(_sentence(case, conflict) for conflict in merged.conflicts)
    return MergedCases(case, merged.taken, differing, sentences)


def _sentence(case: Case, conflict: Conflict) -> str:
    texts, what = [], ""
    for side in conflict:
        if side is None:
            texts.append(merge_words.WITHDRAWN)
            continue
        what = what or what_is_corrected(case, side)
        text, by = what_it_says(case, side), side.by or merge_words.NOBODY
        texts.append(merge_words.SIDE.format(text=text, by=by))
    return merge_words.CONFLICT.format(what=what, first=texts[0], second=texts[1])


def merge_registers(
    first: Iterable[Correction], second: Iterable[Correction], base: Iterable[Correction] = ()
) -> MergedRegister:
    """Return the first register with what the second one changed since the base.

    Without a base, what stands in force in only one of the two is taken as new there, unless
    the other one has withdrawn it.
    """
    ours, known = list(first), _in_force(base)
    theirs = _renamed(list(second), ours, known)
    mine, yours = _in_force(ours), _in_force(theirs)
    withdrawn = [item for item in ours if not item.in_force]
    conflicts: list[Conflict] = []
    taken = 0
    for identity, item in yours.items():
        own, common = mine.get(identity), known.get(identity)
        if own is not None and _same(own, item):
            ours[ours.index(own)] = replace(own, reason=own.reason or item.reason)
        elif common is not None and _same(common, item):
            continue  # changed or withdrawn by the first alone
        elif own is None and common is None and not _was_withdrawn(item, withdrawn):
            ours.append(item)
            taken += 1
        elif own is not None and common is not None and _same(common, own):
            ours[ours.index(own) : ours.index(own) + 1] = [_withdrawn(own), item]
            taken += 1
        else:
            if own is None:
                # The first withdrew what the second changed: in force until somebody looks.
                ours.append(_to_review(item))
            else:
                ours[ours.index(own) : ours.index(own) + 1] = [_withdrawn(item), _to_review(own)]
            conflicts.append((own, item))
    for identity, common in known.items():
        own = mine.get(identity)
        if identity not in yours and own is not None:
            if _same(common, own):
                ours[ours.index(own)] = _withdrawn(own)  # withdrawn by the second alone
                taken += 1
            else:
                ours[ours.index(own)] = _to_review(own)
                conflicts.append((own, None))
    for item in theirs:
        if not item.in_force and not _was_withdrawn(item, ours):
            ours.append(item)
    return MergedRegister(tuple(ours), taken, tuple(conflicts))


def with_changes(
    before: Iterable[Correction], left: Iterable[Correction], now: Iterable[Correction]
) -> tuple[list[Correction], set[Key]]:
    """Return an earlier register with what was changed since, and the keys of that.

    `left` is the register as an action left it, `now` as it is: what differs was typed, and is
    the last word.
    """
    result, known = list(before), _in_force(left)
    mine, latest = _in_force(result), _in_force(now)
    changed: set[Key] = set()
    for identity, item in latest.items():
        own, common = mine.get(identity), known.get(identity)
        if (common is not None and _same(common, item)) or (own is not None and _same(own, item)):
            continue
        changed.add(item.key)
        if own is None:
            result.append(item)
        else:
            result[result.index(own) : result.index(own) + 1] = [_withdrawn(own), item]
    for identity in known.keys() - latest.keys():
        own = mine.get(identity)
        if own is not None and _same(own, known[identity]):
            changed.add(own.key)
            result[result.index(own)] = _withdrawn(own)
    return result, changed


def _in_force(items: Iterable[Correction]) -> dict[Identity, Correction]:
    return {item.identity: item for item in items if item.in_force}


def _same(one: Correction, other: Correction) -> bool:
    """Return whether two corrections of one thing say the same."""
    return (one.corrected, one.what) == (other.corrected, other.what)


def _withdrawn(item: Correction) -> Correction:
    return replace(item, state=CorrectionState.WITHDRAWN)


def _to_review(item: Correction) -> Correction:
    return replace(item, state=CorrectionState.REVIEW)


def _was_withdrawn(item: Correction, register: Iterable[Correction]) -> bool:
    """Return whether a register holds this very correction as withdrawn."""
    return any(
        not other.in_force and other.identity == item.identity and _same(other, item)
        for other in register
    )


def _renamed(
    theirs: list[Correction], ours: Iterable[Correction], known: Mapping[Identity, Correction]
) -> list[Correction]:
    """Return the second register with names of its own for the rows that it added.

    Both count their added rows from where the base ended, so that the same name may stand for
    two different rows.
    """
    ours = list(ours)
    common = {row.name for item in known.values() if (row := _added(item))}
    taken = {row.name for item in ours if (row := _added(item))} - common
    last = max((row.added_number for i in (*ours, *theirs) if (row := _added(i))), default=0)
    new: dict[str, str] = {}
    own_added = {item.what.row.name: item for item in ours if isinstance(item.what, AddedRow)}
    for item in theirs:
        if not isinstance(item.what, AddedRow):
            continue
        name = item.what.row.name
        twin = own_added.get(name)
        is_same = twin is not None and _origin(twin) == _origin(item)
        if name in taken and not is_same and name not in new:
            last += 1
            new[name] = added_name(last)
    return [replace(item, what=_with_names(item.what, new)) for item in theirs]


def _added(item: Correction) -> RowId | None:
    """Return the added row that a correction is about, or a text of which it is."""
    row = RowId.of(item.key)
    return row if row.added_number and not isinstance(item.what, Margin) else None


def _origin(item: Correction) -> tuple[Key, str, str]:
    return (item.key, item.on, item.by)


def _with_names(what: What, new: Mapping[str, str]) -> What:
    """Return what a correction is about with added rows under their new names."""
    match what:
        case RawCount():
            return what
        case PrintedText():
            row = RowId.of(what.key).renamed(new)
            column = what.column if row.is_row else row.name
            return replace(what, agency=row.name if row.is_row else "", column=column)
        case MovedRow():
            behind = what.place.behind.renamed(new)
            return replace(
                what, row=what.row.renamed(new), place=what.place._replace(behind=behind)
            )
        case RemovedRow():
            return replace(what, row=what.row.renamed(new))
        case Form() | Margin():
            return replace(what, row=what.row.renamed(new))
