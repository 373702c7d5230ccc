"""What the tool remembers of each month: a digest of everything it was made with.

The sheets do not say when a count, a note or a date was typed. What stands there unchanged
belongs to the month for which it was remembered, what is new to the month that is set now.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

# So many months are remembered; a row that still stands is remembered whatever its month.
_REMEMBERED = 6


class Part(StrEnum):
    """What of a case belongs to a month without saying so."""

    COUNTS = "counts"
    TYPED = "typed"
    NOTE = "note"
    DOSSIER = "dossier"
    PROVINCE = "province"
    NUMBER = "number"
    ISSUED = "issued"
    DEADLINE = "deadline"


@dataclass(frozen=True)
class Item:
    """One thing that belongs to a month: a row, or what stands in the settings.

    `name` is what it is about (an agency's code, a dossier), `digest` tells it from what it
    becomes when anything in it is changed.
    """

    part: Part
    name: str
    digest: str
    row: int = field(default=0, compare=False)
    # The month that the sheet or file itself says; blank where it says none.
    said: str = ""
    # What tells a thing that says its month, whatever else in it is changed.
    same: str = ""

    @classmethod
    def of(cls, part: Part, name: str, content: object, row: int = 0, said: str = "") -> "Item":
        """Return the item whose digest is that of `content`, any JSON document."""
        same = _digest([part, name]) if part is Part.DOSSIER else ""
        return cls(part, name, _digest([part, name, content]), row, said, same)


@dataclass(frozen=True)
class Months:
    """The digests of what each month ("2024-02") was made with."""

    known: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def month_of(self, item: Item, current: str) -> str:
        """Return the month to which something belongs while `current` is set."""
        owners = [month for month, digests in self.known.items() if item.digest in digests]
        if current in (item.said, *owners) or not (owners or item.said):
            return current
        if owners:
            return max(owners)
        if item.same and item.same in self.known.get(item.said, ()):
            return item.said
        # Written over a row that said its month, where the tool remembers: it is new.
        return current if self.known else item.said

    def kept(self, items: Iterable[Item], current: str) -> "Months":
        """Return the memory with what stands now, each in the month to which it belongs."""
        standing: dict[str, set[str]] = {}
        for item in items:
            own = standing.setdefault(self.month_of(item, current), set())
            own |= {item.digest, item.same} - {""}
        recent = sorted({*self.known, current})[-_REMEMBERED:]
        months = sorted({*recent, *standing})
        return Months(
            {
                month: frozenset(standing.get(month, set()))
                | (self.known.get(month, frozenset()) if month in recent else frozenset())
                for month in months
            }
        )

    def carried(self, items: Iterable[Item], current: str) -> "Months":
        """Return the memory in which some things belong to the current month too."""
        digests = frozenset(item.digest for item in items)
        return Months({**self.known, current: self.known.get(current, frozenset()) | digests})

    def to_document(self) -> dict[str, list[str]]:
        """Return it as a JSON document."""
        return {month: sorted(digests) for month, digests in sorted(self.known.items())}

    @classmethod
    def from_document(cls, document: object) -> "Months":
        """Return what `to_document` gave, an empty memory for anything else."""
        if not isinstance(document, dict):
            return cls()
        return cls({str(month): frozenset(map(str, of)) for month, of in document.items()})


def _digest(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False)
    return hashlib.blake2s(text.encode(), digest_size=6).hexdigest()
