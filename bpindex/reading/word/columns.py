"""Which column of a table that was written stands where in it now: by its header, and its figures.

A column that was moved with its header is followed. Nothing is taken by its place alone where
headers or figures say that another column stands there.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bpindex.case.keys import ALL, STT_COLUMN, Key
from bpindex.memory.found import same_text, visible
from bpindex.reading.word.document import Found, FoundCell, FoundRow, MadeRow, MadeText, WordMemory

# Words over a column, from above.
_Path = tuple[str, ...]
# A row as it was written, and as it is.
_Pair = tuple[MadeRow, FoundRow]


@dataclass(eq=False)
class MadeTable:
    """A table as it was written, or one part of a wide one: its columns and rows of headers.

    `shared` are, by the places of rows in the memory, texts of cells that go on from above.
    """

    name: str
    columns: dict[int, str] = field(default_factory=dict)
    headers: list[MadeRow] = field(default_factory=list)
    shared: dict[int, dict[int, MadeText]] = field(default_factory=dict)

    def key(self, column: int) -> Key:
        """Return the key of a column's header."""
        return self.name, "", self.columns.get(column, "")


@dataclass
class TableColumns:
    """Where the columns of a table stand: by place in the document, the column that was written.

    `wrong` are columns under whose header the figures of another one stand.
    """

    made: MadeTable
    at: dict[int, int] = field(default_factory=dict)
    is_unclear: bool = False
    wrong: dict[int, int] = field(default_factory=dict)

    @property
    def moved(self) -> list[int]:
        """The columns that stand elsewhere."""
        return sorted(column for place, column in self.at.items() if place != column)

    def cells(self, row: FoundRow) -> dict[int, FoundCell] | None:
        """Return a row's cells by the columns as they were written; None if one was torn."""
        return _cells(row, self.at)


def made_tables(memory: WordMemory) -> list[MadeTable]:
    """Return for every item of the memory the table, or the part of one, to which it belongs."""
    tables: list[MadeTable] = []
    own = MadeTable("")
    above: dict[int, MadeText] = {}
    for place, made in enumerate(memory.items):
        cells = made.cells if isinstance(made, MadeRow) else ()
        if any(cell.key[1:] == ("", STT_COLUMN) for cell in cells):
            own, above = MadeTable(cells[0].key[0]), {}  # a header: here it begins
        if isinstance(made, MadeRow) and not (own.columns or any(c.key[1] for c in cells)):
            own.headers.append(made)
        for cell in cells:
            above[cell.column] = cell
            if cell.key[1]:
                own.columns.setdefault(cell.column, cell.key[2])
        begun = {cell.column for cell in cells}
        own.shared[place] = {
            column: cell
            for column, cell in above.items()
            if cell.key[1] == ALL and column not in begun
        }
        tables.append(own)
    return tables


def table_columns(
    memory: WordMemory,
    tables: Sequence[MadeTable],
    found: Sequence[Found],
    places: Mapping[int, int],
) -> dict[tuple[int, MadeTable], TableColumns]:
    """Return where the columns stand, by tables as they are found and as they were written."""
    pairs: dict[tuple[int, MadeTable], list[_Pair]] = defaultdict(list)
    for at, place in places.items():
        row, made = found[at], memory.items[place]
        if isinstance(row, FoundRow) and isinstance(made, MadeRow):
            pairs[row.table, tables[place]].append((made, row))
    return {key: _columns(key[1], rows) for key, rows in pairs.items()}


def _columns(table: MadeTable, pairs: Sequence[_Pair]) -> TableColumns:
    headers = [pair for pair in pairs if pair[0] in table.headers]
    body = [pair for pair in pairs if pair[0] not in table.headers]
    columns = TableColumns(table)
    # A document from before widths were remembered is read by place alone.
    widths = {made.width for made, _ in headers}
    if len(widths) == 1 and (width := widths.pop()) is not None:
        if any(row.end != width for _, row in headers):
            columns.is_unclear = True
            return columns
        at = _by_headers(_made_paths(table, width), _found_paths(headers, width))
        columns.is_unclear = at is None
        columns.at = at or {}
    if moved := columns.moved:
        here, there = (_equal(body, way, moved) for way in (columns.at, {}))
        columns.is_unclear = max(here, there) * 2 < _equal(body, None, moved)
        if there > here:
            columns.at = {}  # headers were typed over
    if not columns.is_unclear:
        columns.wrong = _wrong(body, columns.at)
    return columns


def _made_paths(table: MadeTable, width: int) -> list[_Path]:
    cells = [cell for row in table.headers for cell in row.cells]
    return [
        tuple(
            text
            for cell in cells
            if cell.column <= place < cell.column + (cell.span or 1)
            if (text := visible(cell.text))
        )
        for place in range(width)
    ]


def _found_paths(headers: Sequence[_Pair], width: int) -> list[_Path]:
    cells = [item for _, row in headers for item in row.cells.items()]
    return [
        tuple(
            text
            for column, cell in cells
            if column <= place < column + cell.span
            if (text := visible(cell.text))
        )
        for place in range(width)
    ]


def _by_headers(made: Sequence[_Path], now: Sequence[_Path]) -> dict[int, int] | None:
    """Return which column stands at which place; None where words over them leave that open."""
    at: dict[int, int] = {}
    for path in dict.fromkeys(now):
        places, columns = _at(now, path), _at(made, path)
        if len(places) == len(columns):
            at |= zip(places, columns, strict=True)
    new = [place for place, path in enumerate(now) if path not in made]
    for place in new:
        # Words that were over no column were typed where they stand.
        if place not in at.values():
            at[place] = place
    left = [place for place in new if place not in at]
    missing = sorted({*range(len(now))}.difference(at.values()))
    if len(left) == len(missing) and len({now[place] for place in left}) == 1:
        at |= zip(left, missing, strict=True)  # or over what stands nowhere else
    return at if len(at) == len(now) else None


def _at(paths: Sequence[_Path], path: _Path) -> list[int]:
    return [place for place, each in enumerate(paths) if each == path]


def _cells(row: FoundRow, at: Mapping[int, int]) -> dict[int, FoundCell] | None:
    cells: dict[int, FoundCell] = {}
    for place, cell in row.cells.items():
        covered = sorted(at.get(each, each) for each in range(place, place + cell.span))
        if covered[-1] - covered[0] != cell.span - 1:
            return None
        cells[covered[0]] = cell
    return cells


def _figures(
    pairs: Sequence[_Pair], at: Mapping[int, int]
) -> Iterator[tuple[dict[int, str], dict[int, str]]]:
    """Yield for each row the texts by column, as they were written and as they are."""
    for made, row in pairs:
        cells = _cells(row, at) or {}
        written = {cell.column: visible(cell.text) for cell in made.cells}
        now = {column: visible(cell.text) for column, cell in cells.items() if cell.seen}
        yield written, now


def _equal(pairs: Sequence[_Pair], at: Mapping[int, int] | None, columns: Sequence[int]) -> int:
    """Return how many texts of some columns are as they were written; how many there are."""
    return sum(
        at is None or same_text(written[column], now.get(column, ""))
        for written, now in _figures(pairs, at or {})
        for column in columns
        if written.get(column)
    )


def _wrong(pairs: Sequence[_Pair], at: Mapping[int, int]) -> dict[int, int]:
    """Return the columns in which most figures are those of another one, and of which.

    Where one figure was typed all over a column, no other column was meant.
    """
    rows = list(_figures(pairs, at))
    own: dict[int, list[tuple[dict[int, str], str]]] = defaultdict(list)
    changed: dict[int, list[str]] = defaultdict(list)
    for written, now in rows:
        for column in written.keys() & now.keys():
            if written[column] or now[column]:
                own[column].append((written, now[column]))
            if written[column] != now[column]:
                changed[column].append(now[column])
    likely: dict[int, tuple[int, bool]] = {}
    for column in sorted(column for column, texts in changed.items() if len(texts) > 1):
        fits: dict[int, int] = defaultdict(int)
        for written, text in own[column]:
            for other, was in written.items():
                fits[other] += bool(text) and was == text
        # Of columns that said the same, the one that is another now was meant.
        best = max(fits, key=lambda other: (fits[other], other in changed))
        if fits[best] > fits[column] and fits[best] * 2 > len(own[column]):
            likely[column] = best, len(set(changed[column])) > 1
    return {
        column: other
        for column, (other, sure) in likely.items()
        if sure or likely.get(other) == (column, True)
    }
