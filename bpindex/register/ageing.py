"""When a correction has aged: what is computed now is not what it was made against."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bpindex.case.correction import Correction, CorrectionState
from bpindex.case.keys import Key


def has_aged(item: Correction, computed: Mapping[Key, str]) -> bool:
    """Return whether a correction in force has aged; what is computed no more has not.

    `computed` is every text before corrections by its logical key.
    """
    is_text = item.in_force and item.is_text
    return is_text and computed.get(item.key, item.computed) != item.computed


def marked(register: Iterable[Correction], computed: Mapping[Key, str]) -> tuple[Correction, ...]:
    """Return the register with "cần xem lại" on every correction that has aged."""
    return tuple(
        replace(item, state=CorrectionState.REVIEW) if has_aged(item, computed) else item
        for item in register
    )


def aged_texts(register: Iterable[Correction], computed: Mapping[Key, str]) -> dict[Key, str]:
    """Return what is computed now for every correction that has aged, by its key."""
    return {item.key: computed[item.key] for item in register if has_aged(item, computed)}


def accepted(
    register: Iterable[Correction], told: Mapping[Key, str], computed: Mapping[Key, str]
) -> list[Correction]:
    """Return the register with the new base of every correction that people looked at again.

    The notice marked it as "cần xem lại" when `told` was computed; whoever then sets it to
    "áp dụng" accepts that value as its new base.
    """

    def is_accepted(item: Correction) -> bool:
        is_active = item.state is CorrectionState.ACTIVE and has_aged(item, computed)
        return is_active and told.get(item.key) == computed[item.key]

    return [
        replace(item, computed=computed[item.key]) if is_accepted(item) else item
        for item in register
    ]
