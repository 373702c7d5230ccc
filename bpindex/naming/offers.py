"""What a header may mean that is not known for sure: offered to a person, the likest first."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from bpindex.naming.names import folded
from bpindex.naming.opposites import contradict
from bpindex.naming.targets import Kind, Target, without_unit
from bpindex.words import table_headers as headers

_NEAR = 82
_OFFERED = 3
# So many words say of what a header is.
_MANY = 4
# So alike are two headers of which one has a slip of the keyboard.
_SLIP = 95


@dataclass(frozen=True)
class Offers:
    """Finds known headers that are like one; `short` are abbreviations by what they stand for."""

    paths: Mapping[tuple[str, ...], Target]
    flat: Mapping[str, Target]
    amounts: Collection[str]
    short: Mapping[str, str]
    name_of: Callable[[Target], str]

    def of(self, path: tuple[str, ...], levels: Sequence[str]) -> tuple[tuple[Target, ...], bool]:
        """Return what a header may mean, the likest first, and whether one is as good as it.

        `levels` are those of its path as they are written.
        """
        from rapidfuzz import fuzz, process

        if not path:
            return (), False
        ends = [
            target
            for known, target in self.paths.items()
            if len(path) > 1 and len(known) > 1 and path[-len(known) :] == known
        ]
        # That a number is a total says nothing of what it is the total of.
        tail = path[-1] if path[-1] not in self.amounts else ""
        same = [target for known, target in self.paths.items() if known[-1] == tail]
        said = " ".join(path)
        names = {name: self.in_full(name) for name in self.flat}
        alike = process.extract(
            self.in_full(said), names, scorer=fuzz.token_sort_ratio, limit=_OFFERED,
            score_cutoff=_NEAR,
        )  # fmt: skip
        # All the words of a known header, and others; or the most of its words.
        number = {headers.NUMBER_OF}
        written = " ".join(folded(without_unit(level)) for level in levels)
        own = {*self.in_full(f"{said} {written}").split()} - number
        every = {name: {*full.split()} - number for name, full in names.items()}
        within = [
            name
            for name, known in every.items()
            if known <= own or (len(own) >= _MANY and own <= known)
        ]
        found_near = [*(name for _, _, name in alike), *sorted(within, key=len, reverse=True)]
        near = [self.flat[name] for name in found_near if " " in names[name]]
        chosen = [
            item
            for item in (*ends, *near, *same)
            if item.kind is Kind.COUNT and not contradict(said, folded(self.name_of(item)))
        ]
        found = tuple(dict.fromkeys(chosen))[: _OFFERED * 2]
        best = process.extractOne(said, list(self.flat), scorer=fuzz.ratio)
        is_near = len(found) == 1 and best is not None and best[1] >= _SLIP
        return found, is_near and self.flat[best[0]] == found[0]

    def in_full(self, text: str) -> str:
        """Return a header with its abbreviations written out."""
        return " ".join(self.short.get(word, word) for word in text.split())
