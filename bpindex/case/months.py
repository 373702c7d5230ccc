"""What the tool remembers of each month: a digest of everything it was made with.

The sheets do not say when a count, a note or a date was typed. What stands there unchanged
belongs to the month for which it was remembered, what is new to the month that is set now.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache

# So many months are remembered; a row that still stands is remembered whatever its month.
_REMEMBERED = 6
# A sketch of a row: what it is about, then so many letters of each cell's digest.
_APART = ":"
_PIECE = 4
# So many letters of a month ("2024-02") are its year.
_YEAR = 4
_OR = "|"
_to_json = json.JSONEncoder(ensure_ascii=False).encode
# Rows with fewer cells than this may well be alike by chance.
_TELLING = 3


class Part(StrEnum):
    """What of a case belongs to a month without saying so."""

    COUNTS = "counts"
    TYPED = "typed"
    NOTE = "note"
    DOSSIER = "dossier"
    PROVINCE = "province"
    MERGED = "merged"
    NUMBER = "number"
    ISSUED = "issued"
    DEADLINE = "deadline"
    # Figures of the year before: they belong to all months of one year.
    PRIOR = "prior"
    PRIOR_POINTS = "prior_points"
    PREVIOUS = "previous"


OF_A_YEAR = frozenset({Part.PRIOR, Part.PRIOR_POINTS})


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
    # What tells a thing that says its month: by its name, and by all but its name.
    same: tuple[str, ...] = ()
    # What a row is about and, in short, what each of its cells holds: see `Months.nearly`.
    sketch: str = field(default="", compare=False)
    # Whether everything else that was of the month that it says still stands.
    is_added: bool = field(default=False, compare=False)
    # What stands there, as people read it.
    text: str = field(default="", compare=False)

    @classmethod
    def of(
        cls,
        part: Part,
        name: str,
        content: object,
        row: int = 0,
        said: str = "",
        cells: Iterable[Hashable] = (),
        same: Iterable[object] = (),
        text: str = "",
    ) -> "Item":
        """Return the item whose digest is that of `content`, any JSON document.

        `cells` are those of a row in which a single change is worth a word, `same` what tells a
        thing again when something else in it was changed.
        """
        about = _digest([part, name])
        known = tuple(_digest([part, each]) for each in same)
        pieces = "".join(sorted(map(in_short, cells)))
        sketch = f"{about}{_APART}{pieces}" if pieces else _sketch(part, known) if known else ""
        digest = _digest([part, name, content])
        return cls(part, name, digest, row, said, known, sketch, text=text)


@dataclass(frozen=True)
class Months:
    """The digests of what each month ("2024-02") was made with."""

    known: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def month_of(self, item: Item, current: str) -> str:
        """Return the month to which something belongs while `current` is set."""
        owners = [month for month, digests in self.known.items() if item.digest in digests]
        owners = owners or [*self._under_another_name(item)]
        if item.part in OF_A_YEAR:
            owners = owners or self._before_years_were_kept
            if any(owner[:_YEAR] == current[:_YEAR] for owner in owners):
                return current
        if current in (item.said, *owners) or not (owners or item.said):
            return current
        if owners:
            return max(owners)
        if item.is_added or not self.known.get(item.said, frozenset()).isdisjoint(item.same):
            return item.said
        # Written over a row that said its month, where the tool remembers that: it is new.
        return current if item.said in self.known else item.said

    def knows(self, item: Item) -> bool:
        """Return whether a thing is as it was in any month."""
        return any(item.digest in digests for digests in self.known.values())

    def _under_another_name(self, item: Item) -> Iterator[str]:
        """Yield the months that had this very row, of something that has another name since."""
        about, _, pieces = item.sketch.partition(_APART)
        is_telling = item.part in (Part.COUNTS, Part.PRIOR) and len(pieces) >= _TELLING * _PIECE
        if not is_telling and item.part is not Part.NOTE:
            return
        if not any(about in rows for rows in self._rows.values()):
            for month, rows in self._rows.items():
                if any(pieces in found for found in rows.values()):
                    yield month

    @cached_property
    def _before_years_were_kept(self) -> list[str]:
        """The month in which all figures of a year before were, in a memory that says none.

        The last one that was made: into one that was not, something may have been carried over.
        """
        made = {
            part: [m for m, digests in self.known.items() if _sketch(part, ()) in digests]
            for part in (Part.PRIOR, Part.DOSSIER)
        }
        return [] if made[Part.PRIOR] else sorted(made[Part.DOSSIER] or self.known)[-1:]

    @cached_property
    def _rows(self) -> dict[str, dict[str, list[str]]]:
        """By month and what a row is about, what each of its cells held in short."""
        rows: dict[str, dict[str, list[str]]] = {month: {} for month in self.known}
        for month, digests in self.known.items():
            for about, apart, pieces in (digest.partition(_APART) for digest in digests):
                if apart:
                    rows[month].setdefault(about, []).append(pieces)
        return rows

    def all_stand(self, part: Part, month: str, items: Iterable[Item]) -> bool:
        """Return whether everything of a sort that a month was made with is still among items.

        Not where the memory does not say what there was.
        """
        rows = self._rows.get(month, {})
        known = {each for item in items for each in item.same}
        return part in rows and all(
            not known.isdisjoint(pieces.split(_OR)) for pieces in rows[part] if pieces
        )

    def month_before(self, current: str) -> str:
        """Return the last month before `current` of which anything is remembered, or a blank.

        `current` may be a year too ("2025").
        """
        return max((month for month in self.known if month < current), default="")

    def cells_of(self, part: Part, name: str, month: str) -> frozenset[str]:
        """Return what the cells of a row held in a month, each in short."""
        rows = self._rows.get(month, {}).get(_digest([part, name]), ())
        return frozenset(piece for pieces in rows for piece in _counted(pieces))

    def nearly(self, items: Iterable[Item], current: str) -> Iterator[tuple[Item, str, int]]:
        """Yield the rows in which all cells but one are as in the month before, and how many are.

        With that month. A row that is whole as it was is none of them.
        """
        before = self.month_before(current)
        then = self._rows.get(before, {})
        for item in (each for each in items if each.part is Part.COUNTS):
            about, _, sketch = item.sketch.partition(_APART)
            pieces = _counted(sketch)
            alike = [
                (max(pieces.total(), old.total()) - left, left)
                for old in map(_counted, then.get(about, ()))
                for left in ((pieces & old).total(),)
            ]
            changed, left = min(alike, default=(0, 0))
            # Of two cells one is as it was, as it may well be.
            if changed == 1 and left > 1:
                yield item, before, left

    def kept(self, items: Iterable[Item], current: str) -> "Months":
        """Return the memory with what stands now, each in the month to which it belongs."""
        standing: dict[str, set[str]] = {}
        for item in items:
            own = standing.setdefault(self.month_of(item, current), set())
            own |= {item.digest, *item.same, item.sketch} - {""}
        # Where there is none, the memory says so too.
        standing.setdefault(current, set()).update(
            _sketch(part, ()) for part in (Part.DOSSIER, Part.PRIOR)
        )
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

    def open_to(self, items: Iterable[Item]) -> "Months":
        """Return the memory in which some things are new where they are typed again.

        One that says its month itself is still of that one.
        """
        digests = {item.digest for item in items}
        return Months({month: known - digests for month, known in self.known.items()})

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "Months":
        """Return the memory of months, each with one of its digests."""
        known: dict[str, set[str]] = {}
        for month, digest in pairs:
            known.setdefault(month, set()).add(digest)
        return cls({month: frozenset(digests) for month, digests in known.items()})

    def to_document(self) -> dict[str, list[str]]:
        """Return it as a JSON document."""
        return {month: sorted(digests) for month, digests in sorted(self.known.items())}

    @classmethod
    def from_document(cls, document: object) -> "Months":
        """Return what `to_document` gave, an empty memory for anything else."""
        if not isinstance(document, dict):
            return cls()
        return cls({str(month): frozenset(map(str, of)) for month, of in document.items()})


def _sketch(part: Part, known: Iterable[str]) -> str:
    """Return what is remembered of a thing that is known by more than one digest."""
    return f"{part}{_APART}{_OR.join(known)}"


@lru_cache(maxsize=50_000)  # each reading asks for the same thousands of counts
def in_short(cell: Hashable) -> str:
    """Return what is remembered of a cell of a row: enough to know it again beside its row."""
    return _digest(cell)[:_PIECE]


def _counted(pieces: str) -> Counter[str]:
    """Return what the cells of a row hold in short, each as often as it does."""
    return Counter(pieces[i : i + _PIECE] for i in range(0, len(pieces), _PIECE))


def _digest(content: object) -> str:
    return hashlib.blake2s(_to_json(content).encode(), digest_size=6).hexdigest()
