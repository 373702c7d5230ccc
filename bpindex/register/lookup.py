"""The register of corrections: what a person changed prints, and is marked when it ages."""

from collections.abc import Iterable
from dataclasses import replace

from bpindex.case.correction import PRINTED_KINDS, Correction, CorrectionKind, CorrectionState
from bpindex.case.keys import Key


class Register:
    """Looks up the corrections in force by their logical key."""

    def __init__(self, corrections: Iterable[Correction]) -> None:
        corrections = tuple(corrections)
        self._in_force = [item for item in corrections if item.in_force]
        self.withdrawn_rows = [
            item for item in corrections if not item.in_force and item.kind is CorrectionKind.ADDED
        ]
        self._by_key = {item.key: item for item in self._in_force if item.kind in PRINTED_KINDS}

    def apply(self, key: Key, computed: str) -> tuple[str, Correction | None]:
        """Return the text to print for `key` and the correction behind it, if any.

        A correction still prints when the computed text is no longer the one it was made
        against, but its state becomes "cần xem lại".
        """
        correction = self._by_key.get(key)
        if correction is None:
            return computed, None
        if correction.computed != computed:
            correction = replace(correction, state=CorrectionState.REVIEW)
        return correction.corrected, correction

    def of_kind(self, *kinds: CorrectionKind) -> list[Correction]:
        """Return the corrections in force of some kinds, in the order of the register."""
        return [item for item in self._in_force if item.kind in kinds]
