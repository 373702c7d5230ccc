"""Which generated row each row of a sheet is: by its hidden key and by what stands in it.

Sorting, shifting or pasting the visible cells leaves the hidden keys behind. So a key is believed
where the row still shows whose it is: the name of the agency, the words of a paragraph. Where
these stand in another row, that row has moved; a key alone is believed where nothing speaks
against it, the likeness of a row where its key is lost.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from bpindex.case.rows import RowKey
from bpindex.compare.shown import NAME_PLACE, as_made, own_texts, texts_found
from bpindex.memory.found import FoundRow, FoundSheet
from bpindex.memory.snapshot import SnapRow, SnapSheet

# A row is known by its cells alone where so many of them show what was generated...
_LEAST_CELLS = 2
# (of texts that stand side by side, in one of so many letters)
_WORDS = 6
# ... and a paragraph where so much of its text is the same.
_LIKE = 0.6


def match_rows(snap: SnapSheet, found: FoundSheet, places: Mapping[int, int]) -> dict[int, SnapRow]:
    """Return the generated row of each row by its number; the others are new ones."""
    matching = _Matching(snap, found, places)
    matching.by_key_and_name()
    if matching.open_rows():
        matching.by_name()
        matching.by_likeness()
        matching.by_neighbours()
        matching.by_key()
        matching.by_likeness()  # of what looked alike one part is taken now
        matching.by_order()
    return {number: snap.rows[place] for number, place in matching.taken.items()}


class _Matching:
    """Matches rows in several rounds; what one has taken the next ones leave alone."""

    def __init__(self, snap: SnapSheet, found: FoundSheet, places: Mapping[int, int]) -> None:
        columns = len(snap.columns)
        self.rows: dict[int, FoundRow] = {row.number: row for row in found.rows}
        self.exact = texts_found(found, places, columns)
        self.texts = own_texts(self.exact, snap)
        self.generated = [as_made(row, columns) for row in snap.rows]
        by_key: dict[RowKey, int] = {row.key: place for place, row in enumerate(snap.rows)}
        self.own = {r.number: by_key[r.key] for r in found.rows if r.key in by_key}
        self.has_keys = bool(self.own)
        # Number of a row on the sheet to the place of its generated row.
        self.taken: dict[int, int] = {}
        self._free = set(range(len(snap.rows)))
        self._named: defaultdict[tuple[tuple[int, str], ...], list[int]] = defaultdict(list)
        for place, generated in enumerate(self.generated):
            self._named[tuple(generated.names.items())].append(place)

    def open_rows(self) -> list[int]:
        """Return the numbers of the rows that are not matched yet and hold texts or a key."""
        rows = (number for number in self.rows if number not in self.taken)
        return [number for number in rows if self.texts[number] or number in self.own]

    def by_key_and_name(self) -> None:
        """Match every row that has its key and says that it is that row."""
        copies: defaultdict[int, list[int]] = defaultdict(list)
        for number, place in self.own.items():
            names = self.generated[place].names
            if names and self._shows(number, place) and self._is_likest(number, place):
                copies[place].append(number)
        for place, numbers in copies.items():
            # A row that was copied has two places: the one that still looks as generated is it.
            self._take(max(numbers, key=lambda number: self._closeness(number, place)), place)

    def _is_likest(self, number: int, place: int) -> bool:
        """Return whether no other row of the same name looks more like it: a copy may have it."""
        close, names = self._closeness(number, place), self.generated[place].names
        same = self._named.get(tuple(names.items()), ())
        return all(self._closeness(number, other) <= close for other in same)

    def by_name(self) -> None:
        """Match every row that says that it is another one than its key does."""
        named: defaultdict[tuple[tuple[int, str], ...], list[int]] = defaultdict(list)
        for place in sorted(self._free):
            if names := self.generated[place].names:
                named[tuple(names.items())].append(place)
        by_cell: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
        for names_of, holding in named.items():
            by_cell[names_of[0]] += holding
        showing: defaultdict[int, list[int]] = defaultdict(list)
        for number in self.open_rows():
            for cell in self.texts[number].items():
                for place in by_cell.get(cell, ()):
                    if self._shows(number, place):
                        showing[place].append(number)
        last = -1
        for number in self.rows:
            if number in self.taken:
                last = self.taken[number]
                continue
            own = self.own.get(number)
            least = self._closeness(number, own) if own is not None else (0, 0, 0)
            fitting = [
                place
                for cell in self.texts[number].items()
                for place in by_cell.get(cell, ())
                if place in self._free
                and number in showing[place]
                and self._closeness(number, place) >= least
                and not self._has_closer(showing[place], number, place)
            ]
            if fitting:
                # The same words may stand on several pages: then the order tells.
                most = max(self._closeness(number, place) for place in fitting)
                fitting = [place for place in fitting if self._closeness(number, place) == most]
                last = min(fitting, key=lambda place: (place != own, place <= last, place))
                self._take(number, last)

    def _has_closer(self, showing: Iterable[int], number: int, place: int) -> bool:
        """Return whether another open row of that name looks more like it."""
        others = (self._closeness(n, place) for n in showing if n not in self.taken)
        return any(close > self._closeness(number, place) for close in others)

    def by_likeness(self) -> None:
        """Match rows to what they look like most, where that is clear and not what the key says."""
        for number in self.open_rows():
            own = self.own.get(number)
            likeness = {place: self._like(number, place) for place in sorted(self._free)}
            best = max(likeness.values(), default=0.0)
            fitting = [place for place, like in likeness.items() if like == best]
            least = max(likeness[own], self._likeness(number, own)) if own in likeness else 0.0
            if best > least and len(fitting) == 1 and not self._is_claimed(fitting[0], best):
                self._take(number, fitting[0])

    def _is_claimed(self, place: int, like: float) -> bool:
        """Return whether an open row has the key of a generated one and looks as much like it."""
        return any(
            self.own.get(n) == place and self._like(n, place) >= like for n in self.open_rows()
        )

    def by_neighbours(self) -> None:
        """Match a line, or a row that was blank, typed over and then shifted with those around."""
        filled = [n for n in self.rows if self.texts[n] or n in self.taken]
        for before, number, after in zip(filled, filled[1:], filled[2:], strict=False):
            above, below = self.taken.get(before), self.taken.get(after)
            if number in self.taken or above is None or below != above + 2:
                continue
            generated, place = self.generated[above + 1], above + 1
            is_line = generated.names is generated.texts and len(self.texts[number]) == 1
            is_blank = not generated.texts and NAME_PLACE not in self.texts[number]
            is_shifted = number in self.own and self._has_moved(number)
            if place in self._free and is_shifted and (is_line or is_blank):
                self._take(number, place)

    def by_key(self) -> None:
        """Match every other row by its key, of copies the one that looks most as generated."""
        copies: defaultdict[int, list[int]] = defaultdict(list)
        for number in self.open_rows():
            own = self.own.get(number)
            if own in self._free and not self._was_left(number) and not self._is_copy(number, own):
                copies[own].append(number)
        for place, numbers in copies.items():
            self._take(max(numbers, key=lambda number: self._closeness(number, place)), place)

    def _is_copy(self, number: int, own: int) -> bool:
        """Return whether a row is called like another one and shows nothing of that of its key."""
        named = (place for place, row in enumerate(self.generated) if row.names is not row.texts)
        names = (at for at in named if self.generated[at].names and self._shows(number, at))
        return not self._likeness(number, own) and any(place != own for place in names)

    def _was_left(self, number: int) -> bool:
        """Return whether a row is blank because what stood in it and below it moved."""
        if self.texts[number]:
            return False
        last = max((n for n in self.rows if self.texts[n]), default=number)
        filled = [n for n in self.rows if self.texts[n] and (n in self.taken or n == last)]
        beside = next((n for n in filled if n > number), filled[-1] if filled else number)
        return self._has_moved(beside)

    def _has_moved(self, number: int) -> bool:
        """Return whether a row cannot be the one that its key says."""
        own = self.own.get(number)
        return self.taken[number] != own if number in self.taken else own not in self._free

    def by_order(self) -> None:
        """Match what is left between two matched rows in its order.

        Where there are keys these are the gaps alone: they hold nothing by which to know them.
        """
        known = [(-1, -1), *_rising((n, self.taken[n]) for n in self.rows if n in self.taken)]
        ends = [*known[1:], (max(self.rows, default=0) + 1, len(self.generated))]
        for (number, place), (next_number, next_place) in zip(known, ends, strict=True):
            left = [
                n
                for n in self.rows
                if number < n < next_number
                and n not in self.taken
                and not (self.has_keys and self.texts[n])
            ]
            free = [
                at
                for at in range(place + 1, next_place)
                if at in self._free and not (self.has_keys and self.generated[at].texts)
            ]
            for open_row, free_place in zip(left, free, strict=False):
                self._take(open_row, free_place)

    def _take(self, number: int, place: int) -> None:
        self.taken[number] = place
        self._free.discard(place)

    def _shows(self, number: int, place: int) -> bool:
        """Return whether a row says that it is a generated one: a line among cells is no line."""
        found, generated = self.texts[number], self.generated[place]
        is_cells = len(found) >= len(generated.texts) + _LEAST_CELLS
        has_names = all(found.get(at) == text for at, text in generated.names.items())
        return has_names and not (is_cells and generated.names is generated.texts)

    def _likeness(self, number: int, place: int) -> int:
        """Return how many cells of a row show what was generated."""
        found = self.texts[number]
        return sum(found.get(at) == text for at, text in self.generated[place].texts.items())

    def _closeness(self, number: int, place: int) -> tuple[int, int, int]:
        """Return how many cells of a row show what was generated: that, then less what does not.

        Then how many of them do so letter by letter.
        """
        count, generated = self._likeness(number, place), self.generated[place]
        others = len(self.texts[number]) + len(generated.texts) - 2 * count
        found = self.exact[number]
        return count, -others, sum(found.get(at) == text for at, text in generated.exact.items())

    def _like(self, number: int, place: int) -> float:
        """Return how sure it is that a row is a generated one, 0 for not sure at all."""
        texts, found = self.generated[place].texts, self.texts[number]
        if len(texts) == 1 and len(found) == 1:
            (text,), (other,) = texts.values(), found.values()
            matcher = SequenceMatcher(None, text, other, autojunk=False)
            like = matcher.ratio() if matcher.quick_ratio() > _LIKE else 0.0
            return like if like > _LIKE and texts.keys() == found.keys() else 0.0
        count, generated = self._likeness(number, place), self.generated[place]
        # Of words that stand side by side one half says whose the other is.
        same = (text for at, text in texts.items() if found.get(at) == text)
        has_words = generated.names is texts and any(len(text) > _WORDS for text in same)
        least = 1 if has_words else _LEAST_CELLS
        return count if count >= max(least, len(texts) / 2) else 0.0


def _rising(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last = -1
    for number, place in pairs:
        if place > last:
            last = place
            yield number, place
