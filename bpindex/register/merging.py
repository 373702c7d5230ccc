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
    Identity,
    RemovedRow,
    What,
)
from bpindex.case.keys import Key
from bpindex.case.model import Case
from bpindex.case.rows import RowId
from bpindex.errors import InputError
from bpindex.register.added_rows import with_own_names
from bpindex.register.naming import what_is_corrected, what_it_says
from bpindex.words import merging as merge_words

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
        if other is not None and other.key != first.key:
            found, expected = other.called, first.called
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
        is_gone = isinstance(side.what, RemovedRow)
        text = merge_words.REMOVED if is_gone else what_it_says(case, side)
        by = side.by or merge_words.NOBODY
        texts.append(merge_words.SIDE.format(text=text, by=by))
    return merge_words.CONFLICT.format(what=what, first=texts[0], second=texts[1])


def merge_registers(
    first: Iterable[Correction], second: Iterable[Correction], base: Iterable[Correction] = ()
) -> MergedRegister:
    """Return the first register with what the second one changed since the base.

    Without a base, what stands in force in only one of the two is taken as new there, unless
    the other one has withdrawn it: then it is in force until somebody looks, in either order.
    """
    ours, known = list(first), _in_force(base)
    theirs = with_own_names(list(second), ours, known.values())
    mine, yours = _in_force(ours), _in_force(theirs)
    withdrawn, theirs_withdrawn = (
        [item for item in side if not item.in_force] for side in (ours, theirs)
    )
    conflicts: list[Conflict] = []
    taken = 0
    for identity, item in yours.items():
        own, common = mine.get(identity), known.get(identity)
        if own is not None and _same(own, item):
            ours[ours.index(own)] = replace(own, reason=own.reason or item.reason)
        elif common is not None and _same(common, item):
            continue  # changed or withdrawn by the first alone
        elif own is None and common is None and not _gave_up(item, withdrawn, theirs_withdrawn):
            ours.append(item)
            taken += 1
        elif own is not None and common is not None and _same(common, own):
            ours[ours.index(own) : ours.index(own) + 1] = [_withdrawn(own), item]
            taken += 1
        elif own is not None and own.state is CorrectionState.ACTIVE and _is_known(item, withdrawn):
            continue  # named when this was merged before, and decided since
        else:
            if own is None and _stands(item.what, mine) and _was_withdrawn(item, withdrawn):
                continue  # named again below
            if own is None:
                # The first withdrew what the second changed: in force until somebody looks.
                ours.append(_to_review(item))
            else:
                kept = [] if _was_withdrawn(item, withdrawn) else [_withdrawn(item)]
                ours[ours.index(own) : ours.index(own) + 1] = [*kept, _to_review(own)]
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
    for identity, own in mine.items():
        if identity in yours or identity in known or _stands(own.what, yours):
            continue
        if _gave_up(own, theirs_withdrawn, withdrawn):
            ours[ours.index(own)] = _to_review(own)
            conflicts.append((own, None))
    for item in theirs:
        if not item.in_force and not _was_withdrawn(item, ours):
            ours.append(item)
    conflicts += _removed_and_changed(ours, mine, yours, known)
    return MergedRegister(tuple(ours), taken, tuple(conflicts))


def _removed_and_changed(
    ours: list[Correction],
    mine: Mapping[Identity, Correction],
    yours: Mapping[Identity, Correction],
    known: Mapping[Identity, Correction],
) -> list[Conflict]:
    """Let rows print that one side removed and the other changed, marked to be looked at.

    Return each removal with a change that stands against it, the first side's first.
    """
    conflicts: list[Conflict] = []
    for side, other in ((mine, yours), (yours, mine)):
        for row, removal in _removals(side, known):
            if any(row == theirs for theirs, _ in _removals(other, known)):
                continue
            changed = [
                item
                for identity, item in other.items()
                if item.is_text
                and RowId.holding(item.key) == row
                and not (identity in known and _same(known[identity], item))
            ]
            if not changed:
                continue
            for at, item in enumerate(ours):
                if item.what == removal.what and not isinstance(item.what, AddedRow):
                    ours[at] = _withdrawn(item)
                elif item == _withdrawn(removal):
                    ours[at] = _to_review(item)  # an added row, withdrawn on one side
                elif item.in_force and any(item.identity == one.identity for one in changed):
                    ours[at] = _to_review(item)
            gone = None if isinstance(removal.what, AddedRow) else removal
            pair = (gone, changed[0])
            conflicts.append(pair if side is mine else (pair[1], pair[0]))
    return conflicts


def _removals(
    side: Mapping[Identity, Correction], known: Mapping[Identity, Correction]
) -> list[tuple[RowId, Correction]]:
    """Return the rows that one side took out since the base: removed, or added and withdrawn."""
    removed = [
        (item.what.row, item)
        for identity, item in side.items()
        if isinstance(item.what, RemovedRow) and identity not in known
    ]
    withdrawn = [
        (item.what.row, item)
        for identity, item in known.items()
        if isinstance(item.what, AddedRow) and identity not in side
    ]
    return removed + withdrawn


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
    for identity, common in known.items():
        own = mine.get(identity)
        if identity not in latest and own is not None and _same(own, common):
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


def _gave_up(
    item: Correction, withdrawn: Iterable[Correction], others: Iterable[Correction]
) -> bool:
    """Return whether one side withdrew what the other still has in force.

    What the other side (`others`) withdrew as well, it has typed again since.
    """
    stamps = {(one.by, one.on) for one in others if _was_withdrawn(item, [one])}
    return any((one.by, one.on) not in stamps for one in withdrawn if _was_withdrawn(item, [one]))


def _stands(what: What, side: Mapping[Identity, Correction]) -> bool:
    """Return whether a side changed a text of the row that is taken out."""
    return isinstance(what, RemovedRow) and any(
        item.is_text and RowId.holding(item.key) == what.row for item in side.values()
    )


def _is_known(item: Correction, withdrawn: Iterable[Correction]) -> bool:
    """Return whether an earlier merge left this very correction in the register as withdrawn."""
    same = (
        (other.by, other.on) == (item.by, item.on) and _same(other, item) for other in withdrawn
    )
    return bool(item.by or item.on) and any(same)
