"""What people changed in a Word document: which text is which, what it says now, what is new.

Texts alone are taken, those of figures and those of sentences. Rows and paragraphs that were added,
taken out or moved are told, never guessed at; so are texts that are not plain ones, and columns
that stand elsewhere.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bpindex.case.keys import ALL, Key
from bpindex.codec.shown import without_unseen
from bpindex.memory.found import same_text, visible
from bpindex.reading.word.columns import TableColumns, made_tables, table_columns
from bpindex.reading.word.document import (
    Found,
    FoundCell,
    FoundRow,
    FoundText,
    MadeRow,
    MadeText,
    WordMemory,
)
from bpindex.reading.word.pieces import whole_again
from bpindex.reading.word.places import all_places, key_of, shown, shown_made
from bpindex.xlsx.word_marks import BESIDE, Odd
from bpindex.xlsx.word_seen import Seen


@dataclass(frozen=True)
class OddText:
    """What is seen at a text and says no plain one; `kept` where the text itself is as it was."""

    key: Key
    text: str
    odd: tuple[Odd, ...]
    kept: bool = True


@dataclass
class WordChanges:
    """Changed texts with what was written there, and what cannot be taken.

    `added` are texts that nobody knows, `gone` the keys of texts that stand there no more, `moved`
    the first, the last and the number of texts or rows that stand together in another place.
    `unlike` is what a text says that stands in several places and was edited differently there.
    """

    texts: dict[Key, tuple[str, str]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    gone: list[Key] = field(default_factory=list)
    odd: list[OddText] = field(default_factory=list)
    moved: list[tuple[Key, Key, int]] = field(default_factory=list)
    unlike: dict[Key, list[str]] = field(default_factory=dict)
    tables: list[TableColumns] = field(default_factory=list)
    # So many more pictures and boxes stand in paragraphs that are none of the notice.
    drawn: int = 0


def word_changes(memory: WordMemory, found: Sequence[Found]) -> WordChanges:
    """Return how a document differs from what was written into it."""
    changes = WordChanges(drawn=-memory.drawn)
    found = whole_again(memory, found)
    places = all_places(memory, found)
    tables = made_tables(memory)
    columns = table_columns(memory, tables, found, places)
    for at, item in enumerate(found):
        made = memory.items[places[at]] if at in places else None
        if isinstance(item, FoundText) and isinstance(made, MadeText):
            _compare(changes, made, item.seen)
        elif isinstance(item, FoundRow) and isinstance(made, MadeRow):
            table = tables[places[at]]
            own, stand = table.shared[places[at]], columns[item.table, table]
            below = memory.items[places[at + 1]] if at + 1 in places else None
            joint = _goes_down(below, found[at + 1], stand) if below else ()
            _compare_rows(changes, made, item, stand, own, joint)
        else:
            if isinstance(item, FoundText):
                changes.drawn += item.seen.odd.count(Odd.DRAWN)
            if text := shown(item):
                changes.added.append(text)
    for place, made in enumerate(memory.items):
        if place not in places.values() and shown_made(made):
            changes.gone.append(key_of(made))
    changes.moved = list(_moved(memory, [places[at] for at in sorted(places)]))
    for key in changes.unlike:
        del changes.texts[key]
    changes.tables = [own for own in columns.values() if own.is_unclear or own.moved or own.wrong]
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
        shown = [memory.items[place] for place in run if shown_made(memory.items[place])]
        if shown:
            yield key_of(shown[0]), key_of(shown[-1]), len(shown)


def _compare(changes: WordChanges, made: MadeText, now: Seen) -> None:
    # What a template itself brought with it is nobody's edit.
    odd = tuple((Counter(now.odd) - Counter(made.odd)).elements())
    beside = tuple(item for item in odd if item in BESIDE)
    within = tuple(item for item in odd if item not in BESIDE and item is not Odd.HIDDEN)
    written = without_unseen(made.text)
    if same_text(written, now.text):
        if within or beside:
            changes.odd.append(OddText(made.key, now.text, within + beside))
    elif Odd.HIDDEN in odd and (not visible(now.text) or same_text(written, now.whole)):
        # Nobody took out what was only hidden.
        changes.odd.append(OddText(made.key, now.whole, (Odd.HIDDEN, *within, *beside)))
    elif within or (beside and not visible(now.text)):
        changes.odd.append(OddText(made.key, now.text, within + beside, kept=False))
    else:
        _, first = changes.texts.setdefault(made.key, (made.text, now.text))
        said = changes.unlike.get(made.key, [first])
        if not any(same_text(text, now.text) for text in said):
            changes.unlike[made.key] = [*said, now.text]
        if beside:
            changes.odd.append(OddText(made.key, now.text, beside))


def _goes_down(made: MadeText | MadeRow, now: Found, columns: TableColumns) -> Collection[int]:
    """Return the columns of a row of which somebody merged the cell into the one above."""
    if not isinstance(made, MadeRow) or not isinstance(now, FoundRow):
        return ()
    cells = columns.cells(now) or {}
    below = (cells.get(cell.column) for cell in made.cells)
    return [
        own.column
        for own, cell in zip(made.cells, below, strict=True)
        if cell is not None and cell.seen is None and not cell.is_from_left
    ]


def _compare_rows(
    changes: WordChanges,
    made: MadeRow,
    now: FoundRow,
    columns: TableColumns,
    shared: Mapping[int, MadeText],
    joint: Collection[int],
) -> None:
    """Compare the cells of a row; a text in a cell that shared one is that row's own from now."""
    if columns.is_unclear:
        return
    written = {cell.column: cell for cell in made.cells}
    cells = columns.cells(now)
    if cells is None or not _has_all_columns(made, now, cells):
        # A column is there more or less: what stands in the others is not what it seems.
        changes.added.append(shown(now))
        return
    table, agency, _ = key_of(made)
    wrong = {*columns.wrong, *columns.wrong.values()}
    for column, cell in cells.items():
        own = written.get(column)
        swallowed = [written[at] for at in range(column + 1, column + cell.span) if at in written]
        swallowed = [item for item in swallowed if item.column not in cells]
        if own is not None and cell.seen is None:
            swallowed.append(own)
        elif column in wrong:
            pass
        elif own is not None and cell.seen is not None:
            right = cells.get(column + cell.span)
            is_joint = swallowed or column in joint or (right is not None and right.is_from_left)
            merged = (Odd.MERGED,) if is_joint and not same_text(own.text, cell.text) else ()
            _compare(changes, own, cell.seen._replace(odd=(*cell.seen.odd, *merged)))
        elif visible(cell.text):
            key = columns.made.columns.get(column)
            if cell.seen is not None and key and agency and agency != ALL:
                _compare(changes, MadeText((table, agency, key), ""), cell.seen)
            else:
                changes.added.append(visible(cell.text))
        elif cell.seen is not None and column in shared:
            above = shared[column]
            one = (table, agency, above.key[2])
            changes.odd.append(OddText(one, above.text, (Odd.SPLIT,)))
        changes.odd += (
            OddText(item.key, item.text, (Odd.MERGED,)) for item in swallowed if visible(item.text)
        )


def _has_all_columns(made: MadeRow, now: FoundRow, cells: dict[int, FoundCell]) -> bool:
    """Return whether a row goes over the same columns as it did, be they merged or not."""
    last = max(cell.column for cell in made.cells)
    if made.width is None:
        begun = [column for column, cell in cells.items() if cell.seen is not None]
        return all(cell.column in cells for cell in made.cells) and max(begun, default=-1) == last
    covered = {at for column, cell in cells.items() for at in range(column, column + cell.span)}
    return now.end == made.width and all(cell.column in covered for cell in made.cells)
