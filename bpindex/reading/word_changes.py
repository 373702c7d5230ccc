"""What people changed in a Word document: which text is which, what it says now, what is new.

Texts alone are taken, those of figures and those of sentences. Rows and paragraphs that were added,
taken out or moved are told, never guessed at; so are texts that are not plain ones.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from bpindex.case.keys import ALL, NAME_COLUMN, STT_COLUMN, Key
from bpindex.codec.shown import without_unseen
from bpindex.memory.found import same_text, visible
from bpindex.reading.word_document import (
    Found,
    FoundRow,
    FoundText,
    MadeRow,
    MadeText,
    WordMemory,
    marked_places,
)


@dataclass
class WordChanges:
    """Changed texts with what was written there, and what cannot be taken.

    `added` are texts that nobody knows, `gone` the keys of texts that stand there no more, `odd`
    what is no plain text, with the words for it, and `moved` the first, the last and the number
    of texts or rows that stand together in another place.
    """

    texts: dict[Key, tuple[str, str]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    gone: list[Key] = field(default_factory=list)
    odd: list[tuple[Key, str, str]] = field(default_factory=list)
    moved: list[tuple[Key, Key, int]] = field(default_factory=list)


def word_changes(memory: WordMemory, found: Sequence[Found]) -> WordChanges:
    """Return how a document differs from what was written into it."""
    changes = WordChanges()
    places = _all_places(memory, found)
    columns = _columns(memory)
    for at, item in enumerate(found):
        made = memory.items[places[at]] if at in places else None
        if isinstance(item, FoundText) and isinstance(made, MadeText):
            _compare(changes, made, item.text, item.odd)
        elif isinstance(item, FoundRow) and isinstance(made, MadeRow):
            _compare_rows(changes, made, item, columns[places[at]])
        elif text := _shown(item):
            changes.added.append(text)
    for place, made in enumerate(memory.items):
        if place not in places.values() and _shown_made(made):
            changes.gone.append(_key_of(made))
    changes.moved = list(_moved(memory, [places[at] for at in sorted(places)]))
    return changes


def _moved(memory: WordMemory, order: Sequence[int]) -> Iterator[tuple[Key, Key, int]]:
    """Yield what stands elsewhere: as little of it as can be, what lies together as one."""
    # The longest run of places that still follow each other did not move.
    ends: list[int] = []
    best: list[tuple[int, int | None]] = []
    for number, place in enumerate(order):
        at = bisect_left([order[end] for end in ends], place)
        best.append((place, ends[at - 1] if at else None))
        ends[at : at + 1] = [number]
    stayed: set[int] = set()
    here = ends[-1] if ends else None
    while here is not None:
        place, here = best[here]
        stayed.add(place)
    runs: list[list[int]] = []
    for number, place in enumerate(order):
        if place in stayed:
            continue
        follows = bool(runs) and number > 0 and order[number - 1] == runs[-1][-1] < place
        if follows:
            runs[-1].append(place)
        else:
            runs.append([place])
    for run in runs:
        shown = [memory.items[place] for place in run if _shown_made(memory.items[place])]
        if shown:
            yield _key_of(shown[0]), _key_of(shown[-1]), len(shown)


def _compare(changes: WordChanges, made: MadeText, now: str, odd: str) -> None:
    if same_text(without_unseen(made.text), now):
        return
    if odd:
        changes.odd.append((made.key, now, odd))
    else:
        changes.texts[made.key] = (made.text, now)


def _compare_rows(
    changes: WordChanges, made: MadeRow, now: FoundRow, columns: dict[int, str]
) -> None:
    """Compare the cells of a row; a text in a cell that shared one is that row's own from now."""
    written = {cell.column: cell for cell in made.cells}
    begun = [column for column, text in now.cells.items() if text is not None]
    if not written.keys() <= now.cells.keys() or max(begun, default=-1) != max(written):
        # A column is there more or less: what stands in the others is not what it seems.
        changes.added.append(_shown(now))
        return
    table, agency, _ = _key_of(made)
    for column, text in now.cells.items():
        cell = written.pop(column, None)
        if cell is not None and text is not None:
            _compare(changes, cell, text, now.odd.get(column, ""))
        elif cell is None and text and visible(text):
            key = columns.get(column)
            if key and agency and agency != ALL:
                own = MadeText((table, agency, key), "")
                _compare(changes, own, text, now.odd.get(column, ""))
            else:
                changes.added.append(visible(text))
    changes.gone += (cell.key for cell in written.values() if visible(cell.text))


def _columns(memory: WordMemory) -> list[dict[int, str]]:
    """Return for every item the columns of its table, or of its part of one, by their places."""
    columns: list[dict[int, str]] = []
    own: dict[int, str] = {}
    for made in memory.items:
        cells = made.cells if isinstance(made, MadeRow) else ()
        if any(cell.key[1:] == ("", STT_COLUMN) for cell in cells):
            own = {}  # a header: here a table begins, or the next part of a wide one
        for cell in cells:
            if cell.key[1]:
                own.setdefault(cell.column, cell.key[2])
        columns.append(own)
    return columns


def _all_places(memory: WordMemory, found: Sequence[Found]) -> dict[int, int]:
    """Return which item of the memory stands where: by bookmark, by name, by its place.

    What was typed over as a whole has lost its bookmark, and keeps its neighbours.
    """
    places = marked_places(memory, found)
    names, whole = _names(memory), _whole(memory, places.values())
    for at, item in enumerate(found):
        if at not in places and isinstance(item, FoundRow):
            texts = (visible(text) for text in item.cells.values() if text)
            said = [names[text] for text in texts if text in names] or whole.get(_shown(item), [])
            if len(said) == 1 and said[0] not in places.values():
                places[at] = said[0]
    for gap, missing in _gaps(memory, found, places):
        kinds = [isinstance(found[at], FoundRow) for at in gap]
        if kinds == [isinstance(memory.items[place], MadeRow) for place in missing]:
            places |= zip(gap, missing, strict=True)
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
            found.setdefault(_shown_made(made), []).append(place)
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
            if _shown(found[at]):
                run.append(at)
            continue
        missing = [
            place
            for place in range(before + 1, after)
            if place not in used and _shown_made(memory.items[place])
        ]
        if run and missing:
            yield run, missing
        run, before = [], after


def _shown(item: Found) -> str:
    """Return what can be read in a paragraph or a row."""
    texts = [item.text] if isinstance(item, FoundText) else [t or "" for t in item.cells.values()]
    return " ".join(filter(None, map(visible, texts)))


def _shown_made(made: MadeText | MadeRow) -> str:
    texts = [made.text] if isinstance(made, MadeText) else [cell.text for cell in made.cells]
    return " ".join(filter(None, map(visible, texts)))


def _key_of(made: MadeText | MadeRow) -> Key:
    """Return the key of a text, or of the name in a row, or of what else tells it."""
    if isinstance(made, MadeText):
        return made.key
    own = [cell.key for cell in made.cells if cell.key[1] != ALL] or [made.cells[0].key]
    return next((key for key in own if key[2] == NAME_COLUMN), own[0])
