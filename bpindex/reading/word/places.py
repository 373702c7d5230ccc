"""Which text or row that was written stands where in a Word document: by bookmark, name, place."""

from collections.abc import Collection, Iterator, Sequence

from bpindex.case.keys import ALL, NAME_COLUMN, Key
from bpindex.memory.found import visible
from bpindex.reading.word.document import (
    Found,
    FoundRow,
    FoundText,
    MadeRow,
    MadeText,
    WordMemory,
)


def all_places(memory: WordMemory, found: Sequence[Found]) -> dict[int, int]:
    """Return which item of the memory stands where: by bookmark, by name, by its place.

    What was typed over as a whole has lost its bookmark, and keeps its neighbours.
    """
    places = marked_places(memory, found)
    names, whole = _names(memory), _whole(memory, places.values())
    for at, item in enumerate(found):
        if at not in places and isinstance(item, FoundRow):
            texts = (visible(cell.text) for cell in item.cells.values() if cell.text)
            said = [names[text] for text in texts if text in names] or whole.get(shown(item), [])
            if len(said) == 1 and said[0] not in places.values():
                places[at] = said[0]
    for gap, missing in _gaps(memory, found, places):
        kinds = [isinstance(found[at], FoundRow) for at in gap]
        if kinds == [isinstance(memory.items[place], MadeRow) for place in missing]:
            places |= zip(gap, missing, strict=True)
    return places


def marked_places(memory: WordMemory, found: Sequence[Found]) -> dict[int, int]:
    """Return which item of the memory stands at which place, as far as bookmarks say it.

    A row is what most of its bookmarks say; where two say that they are one, the first is.
    """
    places: dict[int, int] = {}
    for at, item in enumerate(found):
        kind = MadeText if isinstance(item, FoundText) else MadeRow
        said = [memory.places[mark] for mark in item.marks if mark in memory.places]
        said = [made for made in said if isinstance(memory.items[made], kind)]
        best = max(said, key=said.count, default=None)
        if best is not None and best not in places.values():
            places[at] = best
    return places


def _names(memory: WordMemory) -> dict[str, int]:
    """Return the rows by the names in them, without names that several rows have."""
    found: dict[str, list[int]] = {}
    for place, made in enumerate(memory.items):
        for cell in made.cells if isinstance(made, MadeRow) else ():
            if cell.key[1] and cell.key[2] == NAME_COLUMN:
                found.setdefault(visible(cell.text), []).append(place)
    return {name: places[0] for name, places in found.items() if len(places) == 1}


def _whole(memory: WordMemory, known: Collection[int]) -> dict[str, list[int]]:
    """Return the rows that are not found yet by all that they say."""
    found: dict[str, list[int]] = {}
    for place, made in enumerate(memory.items):
        if isinstance(made, MadeRow) and place not in known:
            found.setdefault(shown_made(made), []).append(place)
    return found


def _gaps(
    memory: WordMemory, found: Sequence[Found], places: dict[int, int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield runs of unknown places, and what of the memory is missing between their neighbours.

    Blank paragraphs that were never written are none of them.
    """
    used = set(places.values())
    run: list[int] = []
    before = -1
    for at in (*range(len(found)), len(found)):
        after = len(memory.items) if at == len(found) else places.get(at)
        if after is None:
            if shown(found[at]):
                run.append(at)
            continue
        missing = [
            place
            for place in range(before + 1, after)
            if place not in used and shown_made(memory.items[place])
        ]
        if run and missing:
            yield run, missing
        run, before = [], after


def shown(item: Found) -> str:
    """Return what can be read in a paragraph or a row."""
    seen = [item.seen] if isinstance(item, FoundText) else item.cells.values()
    return " ".join(filter(None, (visible(each.text) for each in seen)))


def shown_made(made: MadeText | MadeRow) -> str:
    """Return what could be read in a paragraph or a row as it was written."""
    texts = [made.text] if isinstance(made, MadeText) else [cell.text for cell in made.cells]
    return " ".join(filter(None, map(visible, texts)))


def key_of(made: MadeText | MadeRow) -> Key:
    """Return the key of a text, or of the name in a row, or of what else tells it."""
    if isinstance(made, MadeText):
        return made.key
    own = [cell.key for cell in made.cells if cell.key[1] != ALL] or [made.cells[0].key]
    return next((key for key in own if key[2] == NAME_COLUMN), own[0])
