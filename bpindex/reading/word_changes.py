"""What people changed in a Word document: which text is which, what it says now, what is new.

Texts alone are taken, those of figures and those of sentences. Rows and paragraphs that were added,
taken out or moved are told, never guessed at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bpindex.case.keys import ALL, NAME_COLUMN, STT_COLUMN, Key
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

    `added` are texts that nobody knows, `gone` the keys of texts that stand there no more.
    """

    texts: dict[Key, tuple[str, str]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    gone: list[Key] = field(default_factory=list)


def word_changes(memory: WordMemory, found: Sequence[Found]) -> WordChanges:
    """Return how a document differs from what was written into it."""
    changes = WordChanges()
    places = _all_places(memory, found)
    columns = _columns(memory)
    for at, item in enumerate(found):
        made = memory.items[places[at]] if at in places else None
        if isinstance(item, FoundText) and isinstance(made, MadeText):
            _compare(changes, made.key, made.text, item.text)
        elif isinstance(item, FoundRow) and isinstance(made, MadeRow):
            _compare_rows(changes, made, item, columns[places[at]])
        elif text := _shown(item):
            changes.added.append(text)
    for place, made in enumerate(memory.items):
        if place not in places.values() and _shown_made(made):
            changes.gone.append(_key_of(made))
    return changes


def _compare(changes: WordChanges, key: Key, made: str, now: str) -> None:
    if not same_text(made, now):
        changes.texts[key] = (made, now)


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
            _compare(changes, cell.key, cell.text, text)
        elif cell is None and text and visible(text):
            key = columns.get(column)
            if key and agency and agency != ALL:
                changes.texts[table, agency, key] = ("", text)
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
    names = _names(memory)
    for at, item in enumerate(found):
        if at not in places and isinstance(item, FoundRow):
            texts = (visible(text) for text in item.cells.values() if text)
            said = [names[text] for text in texts if text in names]
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
