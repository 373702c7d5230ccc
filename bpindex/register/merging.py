"""Two registers of one month to one: what each colleague changed since their common base.

Both changed the same thing differently: both texts stay in the register, one of them in force
and marked to be looked at, and the pair is listed. Nothing is decided silently.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bpindex.case.correction import ADDED_NAME, Correction, CorrectionKind, CorrectionState
from bpindex.case.keys import Key, column_title
from bpindex.case.model import Case
from bpindex.errors import InputError
from bpindex.words import merging as merge_words

Identity = tuple[str, Key]


@dataclass(frozen=True)
class Conflict:
    """One thing that two registers say differently; nothing in force is None."""

    first: Correction | None
    second: Correction | None


@dataclass(frozen=True)
class Merged:
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
    merged = merge_registers(
        first.corrections, second.corrections, base.corrections if base else ()
    )
    differing = tuple(
        merge_words.PARTS[name]
        for name in merge_words.PARTS
        if getattr(first, name) != getattr(second, name)
    )
    case = replace(first, corrections=merged.corrections)
    sentences = tuple(_sentence(case, conflict) for conflict in merged.conflicts)
    return MergedCases(case, merged.taken, differing, sentences)


def _sentence(case: Case, conflict: Conflict) -> str:
    item = conflict.first or conflict.second
    assert item is not None
    column = column_title(case.index, item.column)
    names = {agency.code: agency.name for agency in case.agencies}
    where = " – ".join(filter(None, (names.get(item.agency, item.agency), column)))
    texts = [
        merge_words.WITHDRAWN
        if side is None
        else merge_words.SIDE.format(text=side.corrected, by=side.by or "?")
        for side in (conflict.first, conflict.second)
    ]
    return merge_words.CONFLICT.format(
        kind=item.kind, where=where, table=item.table or "–", first=texts[0], second=texts[1]
    )


def merge_registers(
    first: Iterable[Correction], second: Iterable[Correction], base: Iterable[Correction] = ()
) -> Merged:
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
            ours[ours.index(own)] = _fuller(own, item)
        elif common is not None and _same(common, item):
            continue  # changed or withdrawn by the first alone
        elif own is None and common is None and not _was_withdrawn(item, withdrawn):
            ours.append(item)
            taken += 1
        elif own is not None and common is not None and _same(common, own):
            ours[ours.index(own) : ours.index(own) + 1] = [_withdrawn(own), item]
            taken += 1
        else:
            _keep_both(ours, own, item)
            conflicts.append(Conflict(own, item))
    for identity, common in known.items():
        own = mine.get(identity)
        if identity not in yours and own is not None:
            if _same(common, own):
                ours[ours.index(own)] = _withdrawn(own)  # withdrawn by the second alone
                taken += 1
            else:
                ours[ours.index(own)] = replace(own, state=CorrectionState.REVIEW)
                conflicts.append(Conflict(own, None))
    for item in theirs:
        if not item.in_force and not _was_withdrawn(item, ours):
            ours.append(item)
    return Merged(tuple(ours), taken, tuple(conflicts))


def _in_force(items: Iterable[Correction]) -> dict[Identity, Correction]:
    return {item.identity: item for item in items if item.in_force}


def _same(one: Correction, other: Correction) -> bool:
    """Return whether two corrections of one thing say the same."""
    return (one.corrected, one.place) == (other.corrected, other.place)


def _fuller(one: Correction, other: Correction) -> Correction:
    """Return a correction that both made, with the reason that either gives."""
    return replace(one, reason=one.reason or other.reason)


def _withdrawn(item: Correction) -> Correction:
    return replace(item, state=CorrectionState.WITHDRAWN)


def _was_withdrawn(item: Correction, register: Iterable[Correction]) -> bool:
    """Return whether a register holds this very correction as withdrawn."""
    return any(
        not other.in_force and other.identity == item.identity and _same(other, item)
        for other in register
    )


def _keep_both(ours: list[Correction], own: Correction | None, item: Correction) -> None:
    if own is None:
        # The first withdrew what the second changed: it stays in force until somebody looks.
        ours.append(replace(item, state=CorrectionState.REVIEW))
        return
    at = ours.index(own)
    ours[at : at + 1] = [_withdrawn(item), replace(own, state=CorrectionState.REVIEW)]


def _renamed(
    theirs: list[Correction], ours: Iterable[Correction], known: Mapping[Identity, Correction]
) -> list[Correction]:
    """Return the second register with names of its own for the rows that it added.

    Both count their added rows from where the base ended, so that the same name may stand for
    two different rows.
    """
    ours = list(ours)
    common = {name for item in known.values() for name in _names(item)}
    taken = {name for item in ours for name in _names(item)} - common
    last = max((int(name[1:]) for i in (*ours, *theirs) for name in _names(i)), default=0)
    new: dict[str, str] = {}
    own_added = {name: item for item in ours for name in _added_names(item)}
    for item in theirs:
        for name in _added_names(item):
            twin = own_added.get(name)
            is_same = twin is not None and (twin.key, twin.on, twin.by) == (
                item.key,
                item.on,
                item.by,
            )
            if name in taken and not is_same and name not in new:
                last += 1
                new[name] = f"+{last}"
    return [
        replace(
            item,
            agency=_replaced(item.agency, new),
            column=new.get(item.column, item.column) if _names(item) else item.column,
            place=_replaced(item.place, new),
        )
        for item in theirs
    ]


def _names(item: Correction) -> list[str]:
    if item.kind is CorrectionKind.MARGIN:
        return []  # there a number says how far beside the page
    return [name for name in (item.agency, item.column) if ADDED_NAME.fullmatch(name)]


def _added_names(item: Correction) -> list[str]:
    return _names(item) if item.kind is CorrectionKind.ADDED else []


def _replaced(text: str, new: Mapping[str, str]) -> str:
    """Return a name, or an identity that ends with one, under the new name."""
    head, mark, tail = text.rpartition(":")
    return f"{head}{mark}{new.get(tail, tail)}"
