"""The register of corrections: what a person changed prints, and is marked when it ages."""

from collections.abc import Iterable
from typing import TypeVar

from bpindex.case.correction import AddedRow, Correction, What
from bpindex.case.keys import Key
from bpindex.register.ageing import marked

W = TypeVar("W", bound=What)


class Register:
    """Looks up the corrections in force by their logical key, or by what they are about."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        corrections = tuple(corrections)
        self._in_force = [item for item in corrections if item.in_force]
        self.withdrawn_rows = [
            item.what
            for item in corrections
            if not item.in_force and isinstance(item.what, AddedRow)
        ]
        self._by_key = {item.key: item for item in self._in_force if item.is_text}

    def apply(self, key: Key, computed: str) -> tuple[str, Correction | None]:
        """Return the text to print for `key` and the correction behind it, if any.

        A correction still prints when the computed text is no longer the one it was made
        against, but its state becomes "cần xem lại".
        """
        correction = self._by_key.get(key)
        if correction is None:
            return computed, None
        (correction,) = marked([correction], {key: computed})
        return correction.corrected, correction

    def of(self, what: type[W]) -> list[tuple[Correction, W]]:
        """Return the corrections in force of one sort, in the order of the register."""
        return [(item, item.what) for item in self._in_force if isinstance(item.what, what)]
