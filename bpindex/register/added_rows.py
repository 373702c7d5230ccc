"""Rows that two people added to two copies: which are the same, and names of their own."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bpindex.case.correction import (
    AddedRow,
    Comment,
    Correction,
    Form,
    Margin,
    MovedRow,
    PrintedText,
    RawCount,
    RemovedRow,
    What,
)
from bpindex.case.rows import RowId, added_name

# An added row with what ever stood in it, by column.
_Said = tuple[Correction, set[tuple[str, str]]]


def with_own_names(
    theirs: list[Correction], ours: Iterable[Correction], base: Iterable[Correction]
) -> list[Correction]:
    """Return the second register with names of its own for the rows that it added.

    Both count their added rows from where the base ended, so that the same name may stand for
    two different rows.
    """
    ours = list(ours)
    common = {row.name for item in base if (row := _added(item))}
    taken = {row.name for item in ours if (row := _added(item))} - common
    last = max((row.added_number for i in (*ours, *theirs) if (row := _added(i))), default=0)
    mine = {i.what.row.name: i for i in ours if isinstance(i.what, AddedRow)}
    yours = {i.what.row.name: i for i in theirs if isinstance(i.what, AddedRow)}
    twins = _twins(
        {
            name: (item, _texts_of(item, theirs))
            for name, item in yours.items()
            if name not in common
        },
        {name: (item, _texts_of(item, ours)) for name, item in mine.items() if name not in common},
    )
    new = dict(twins)
    for name in yours:
        if name in taken and name not in common | twins.keys():
            last += 1
            new[name] = added_name(last)
    return [replace(item, what=_with_names(item.what, new)) for item in theirs]


def _twins(yours: Mapping[str, _Said], mine: Mapping[str, _Said]) -> dict[str, str]:
    """Return the names on the first side of the second one's rows that were taken there before.

    It is the same row if the same person added it at the same time, saying the same; one that
    was retyped since is known by what is left of it.
    """
    twins: dict[str, str] = {}
    for is_whole in (True, False):
        for name, (item, texts) in yours.items():
            likeness = {
                other: len(texts & said)
                for other, (own, said) in mine.items()
                if other not in twins.values()
                and _origin(own) == _origin(item)
                and (texts == said if is_whole else bool(item.by or item.on) and texts & said)
            }
            if name not in twins and likeness:
                twins[name] = max(likeness, key=lambda other: likeness[other])
    return twins


def _texts_of(added: Correction, register: Iterable[Correction]) -> set[tuple[str, str]]:
    """Return what ever stood in an added row of a table, by column."""
    table, name, _ = added.key
    return {
        (item.key[2], item.corrected)
        for item in register
        if name and item.is_text and item.key[:2] == (table, name)
    }


def _added(item: Correction) -> RowId | None:
    """Return the added row that a correction is about, or a text of which it is."""
    row = RowId.of(item.key)
    return row if row.added_number and not isinstance(item.what, Margin) else None


def _origin(item: Correction) -> tuple[str, bool, str, str, str]:
    table, name, _ = item.key
    return (table, bool(name), item.on, item.by, item.corrected)


def _with_names(what: What, new: Mapping[str, str]) -> What:
    """Return what a correction is about with added rows under their new names."""
    match what:
        case RawCount():
            return what
        case PrintedText() | Comment():
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
