"""Tables wherever they stand on a sheet: rows of agencies, and the header above them."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bpindex.grids.grid import Grid, is_blank, shown_text
from bpindex.grids.numbers import number_rows
from bpindex.naming.agencies import Agencies, How, is_note, is_section
from bpindex.naming.names import folded
from bpindex.naming.targets import without_unit
from bpindex.tables.header_paths import header_path
from bpindex.words import intake as words
from bpindex.words import table_headers as headers

_MOST_LEVELS = 4
_SURE = (How.CODE, How.NAME, How.SHORT)
# A row that numbers the columns: "(1)", "A", "(3)=(4)+(5)", "5".
_NUMBERING = re.compile(r"\(?[A-Z]?\d{0,2}\)?(?:\s*=\s*[\d()+\-\s*/:]+)?%?")
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
# A day in any form, with nothing beside it.
_DAY_ALONE = re.compile(rf"{_DAY.pattern}|\d{{4}}([-/.])\d{{1,2}}\1\d{{1,2}}|\d{{8}}")
# A number, or the day of a dossier.
_NUMBER = re.compile(
    r"[-+(]?\d[\d.,'’\s]*\)?\s*%?(?:\s*/\s*\d[\d.,]*)?"
    rf"|{_DAY.pattern}"
)
_PLAIN_YEAR = re.compile(r"(?:(?:0?[1-9]|1[0-2])/)?(?:19|20)\d\d")
_LOOKED_AT = 3  # numbers of a column, one by one
_DIGITS = 9  # that are compared
_MOST_IN_LINE = 8  # texts that read as one
_ROMAN = re.compile(r"[IVX]{1,5}\.?")


@dataclass(frozen=True)
class Table:
    """One table of a grid: its header rows, its other rows, the columns that name agencies."""

    grid: Grid
    header: tuple[int, ...]
    body: tuple[int, ...]
    # The column of names first; others hold codes or names too.
    named_by: tuple[int, ...]
    columns: tuple[int, ...]
    titles: tuple[str, ...] = ()
    # Texts below its last agency.
    notes: tuple[str, ...] = ()
    # The rows of the body that name an agency for sure.
    named: frozenset[int] = frozenset()

    @cached_property
    def beside_names(self) -> list[str]:
        """What the headers of names say in brackets."""
        levels = (level for column in self.named_by for level in self.paths.get(column, ()))
        notes = (without_unit(level).partition("(")[2].rstrip(" )") for level in levels)
        return [note for note in notes if note]

    @cached_property
    def lines(self) -> list[str]:
        """What stands above the header and below the body, each row as one text."""
        top = min((*self.header, *self.body))
        rows = (*range(top), *range(self.body[-1] + 1, len(self.grid.rows)))
        texts = (list(_texts(self.grid, row, self.columns).values()) for row in rows)
        return [" ".join(some) for some in texts if 1 < len(some) <= _MOST_IN_LINE]

    @cached_property
    def paths(self) -> dict[int, tuple[str, ...]]:
        """The header of each column from the top down, without repetition."""
        return {c: header_path(self.grid, self.header, c, self.columns[0]) for c in self.columns}


def tables_in(grid: Grid, agencies: Agencies) -> list[Table]:
    """Return the tables of a grid that have rows of agencies, those beside each other apart."""
    hits = _hits(grid, agencies, range(grid.width))
    across: dict[int, set[str]] = {}
    for rows in hits.values():
        for row, code in rows.items():
            across.setdefault(row, set()).add(code)
    down = max((len(set(rows.values())) for rows in hits.values()), default=0)
    if max(map(len, across.values()), default=0) > max(down, 1):
        # Agencies stand across, what is counted stands down.
        grid = grid.turned()
        hits = _hits(grid, agencies, range(grid.width))
    return [table for part in _parts(grid, hits) for table in _in_part(grid, hits, part)]


def _hits(grid: Grid, agencies: Agencies, columns: Iterable[int]) -> dict[int, dict[int, str]]:
    """Return by column the rows in which an agency stands for sure, with its code."""
    hits: dict[int, dict[int, str]] = {}
    for column in columns:
        cells = grid.column(column, range(len(grid.rows)))
        # Columns of numbers alone are most of a table.
        for row, cell in enumerate(cells) if str in set(map(type, cells)) else ():
            if isinstance(cell, str) and cell and not cell.isdigit():
                found = agencies.known(cell)
                if found.agency is not None and found.how in _SURE:
                    hits.setdefault(column, {})[row] = found.agency.code
    return hits


def _parts(grid: Grid, hits: Mapping[int, object]) -> list[tuple[int, ...]]:
    """Return the columns of tables that stand beside each other, all together where one is."""
    used = set(grid.used)
    parts: list[list[int]] = [[]]
    for column in range(grid.width):
        if column in used:
            parts[-1].append(column)
        elif parts[-1]:
            parts.append([])
    named = [tuple(part) for part in parts if any(column in hits for column in part)]
    wide = [part for part in parts if len(part) > 1]
    if len(named) > 1 and len(named) == len(wide):
        return named
    return [tuple(sorted(used))] if used else []


def _in_part(
    grid: Grid, hits: Mapping[int, Mapping[int, str]], columns: tuple[int, ...]
) -> Iterator[Table]:
    here = {column: hits[column] for column in columns if column in hits}
    rows = sorted({row for known in here.values() for row in known})
    before = -1
    counted = [c for c in columns if c not in here and _is_counted(grid, rows, c)]
    blocks = _blocks(grid, rows, columns, counted) if rows else []
    for block in blocks:
        found = {c: sum(row in known for row in block) for c, known in here.items()}
        main = max(found, key=lambda column: (found[column], -column))
        others = [c for c in found if c != main and found[c] * 2 > found[main]]
        header, titles, first = _header(grid, block[0], before, columns, main, counted)
        last = _last(grid, block[-1], columns, counted, rows)
        body = tuple(range(first, last + 1))
        # What stands between two tables is the title of the lower one, or a note of the upper one.
        end, known = len(grid.rows) if block is blocks[-1] else last + 1, set(block)
        within = [row for row in range(first, end) if row not in known]
        later = (row for row in within if block[-1] < row <= last)
        before = max((r for r in later if _has_numbers(grid, r, columns)), default=block[-1])
        notes = _notes(grid, within, columns)
        names = (main, *others)
        yield Table(grid, header, body, names, columns, titles, notes, frozenset(known))


def _is_counted(grid: Grid, rows: Sequence[int], column: int) -> bool:
    """Return whether numbers stand in a column beside agencies, other than those of rows."""
    # The province among the agencies, or another order: its header alone says what they are.
    above = (grid.text(row, column) for row in range(min(rows, default=0)))
    if any(folded(text) in headers.NUMBERS_ROWS for text in above):
        return False
    numbers: list[str] = []
    for cell in grid.column(column, rows):
        if not is_blank(cell) and _NUMBER.fullmatch(text := shown_text(cell)):
            numbers.append(text)
            # What numbers rows begins so; of the others the first ones tell it.
            if len(numbers) <= _LOOKED_AT and not number_rows(numbers):
                return True
    return bool(numbers) and not number_rows(numbers)


def _notes(grid: Grid, rows: Iterable[int], columns: Sequence[int]) -> tuple[str, ...]:
    """Return the texts of the rows below a table that have no numbers, but for days alone."""
    every = {row: _texts(grid, row, columns) for row in rows}
    alone = {row for row in every if _DAY_ALONE.fullmatch(" ".join(every[row].values()))}
    found = (every[row] for row in every if row in alone or not _has_numbers(grid, row, columns))
    return tuple(
        text
        for texts in found
        # A row of an agency that is not ours, of which nothing was reported, says nothing else.
        if words.MEANS_NOTHING.isdisjoint(text.casefold() for text in texts.values())
        for text in dict.fromkeys(texts.values())
    )


def _blocks(
    grid: Grid, rows: Sequence[int], columns: Sequence[int], counted: Sequence[int]
) -> list[list[int]]:
    """Return the rows of agencies, apart where a header stands between them."""
    blocks = [[rows[0]]]
    for row in rows[1:]:
        between = range(blocks[-1][-1] + 1, row)
        if any(_is_header(grid, r, columns, counted) for r in between):
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def _texts(grid: Grid, row: int, columns: Sequence[int]) -> dict[int, str]:
    """Return the filled cells of a row, each of the merged ones once."""
    return {c: text for c in columns if (text := grid.text(row, c))}


def _has_numbers(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    texts = _texts(grid, row, columns).values()
    return any(_NUMBER.fullmatch(text) and not _PLAIN_YEAR.fullmatch(text) for text in texts)


def _is_numbering(grid: Grid, row: int, columns: Sequence[int]) -> bool:
    """Return whether a row numbers the columns below the header."""
    texts = list(_texts(grid, row, columns).values())
    if len(texts) < 3 or not all(_NUMBERING.fullmatch(text) for text in texts):
        return False
    numbers = [int(found[0][:_DIGITS]) for text in texts if (found := re.search(r"\d+", text))]
    return len(numbers) >= 2 and all(a < b for a, b in pairwise(numbers))


def _is_header(grid: Grid, row: int, columns: Sequence[int], counted: Sequence[int]) -> bool:
    """Return whether a row between those of agencies is the header of another table.

    In a narrow table a word over numbers is enough: what stands below may be counted otherwise.
    """
    texts = _texts(grid, row, columns)
    others = {text for text in texts.values() if not _ROMAN.fullmatch(text)}
    if _has_numbers(grid, row, columns) or any(map(is_section, others)):
        return False
    is_about = any(map(is_note, [*texts.values()][:1]))
    return len(others) >= 3 or (
        not is_about and any(_heads(texts[c]) for c in counted if c in texts)
    )


def _heads(text: str) -> bool:
    """Return whether a text where numbers are due is the header of what is below it."""
    said = text.casefold().strip(" .")
    is_word = any(letter.isalpha() for letter in text) or _PLAIN_YEAR.fullmatch(text) is not None
    return is_word and not is_note(text) and said not in words.MEANS_NOTHING | words.MEANS_ZERO


def _header(
    grid: Grid,
    first: int,
    after: int,
    columns: Sequence[int],
    main: int,
    counted: Sequence[int],
) -> tuple[tuple[int, ...], tuple[str, ...], int]:
    """Return the header rows above the first agency, the titles above, and the first body row."""
    row = first - 1
    while row > after and not _is_header_level(grid, row, columns, main, counted):
        row -= 1
    body = row + 1
    levels: list[int] = []
    while row > after and len(levels) < _MOST_LEVELS:
        texts = _texts(grid, row, columns)
        if _is_numbering(grid, row, columns):
            row -= 1
            continue
        if not texts or _has_numbers(grid, row, columns) or _is_title(texts, main, counted):
            break
        levels.insert(0, row)
        row -= 1
    titles = [
        text
        for r in range(after + 1, row + 1)
        for text in dict.fromkeys(_texts(grid, r, columns).values())
    ]
    return tuple(levels), tuple(titles), body


def _is_header_level(
    grid: Grid, row: int, columns: Sequence[int], main: int, counted: Sequence[int]
) -> bool:
    """Return whether a row above the first agency is the lowest level of the header."""
    texts = _texts(grid, row, columns)
    if _is_numbering(grid, row, columns):
        return True
    others = {c: text for c, text in texts.items() if not _ROMAN.fullmatch(text)}
    if not others or _has_numbers(grid, row, columns) or _is_section_row(others, counted):
        return False
    # One text alone is a level where it stands over what is counted: never one to leave out.
    return len(set(others.values())) > 1 or not _is_title(others, main, counted)


def _is_section_row(texts: Mapping[int, str], counted: Sequence[int]) -> bool:
    """Return whether a row is a heading within a table, with nothing over what is counted."""
    is_over = any(_heads(texts[c]) for c in counted if c in texts)
    return not is_over and any(map(is_section, texts.values()))


def _is_title(texts: Mapping[int, str], main: int, counted: Sequence[int]) -> bool:
    """Return whether a row of one text is the title of the table, and no level of its header."""
    is_over = min(texts) > main or min(texts) in counted
    return len(set(texts.values())) == 1 and (not is_over or _is_around(texts))


def _is_around(texts: Mapping[int, str]) -> bool:
    return any(map(is_note, texts.values()))


def _last(
    grid: Grid, last: int, columns: Sequence[int], counted: Sequence[int], rows: Collection[int]
) -> int:
    """Return the last row of a table: totals, notes and unknown agencies follow the known ones."""
    row = last + 1
    while row < len(grid.rows) and row not in rows:
        if not _texts(grid, row, columns) or _is_header(grid, row, columns, counted):
            break
        row += 1
    return row - 1
