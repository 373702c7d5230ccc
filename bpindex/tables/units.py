"""Signs and words of another unit around a table: its numbers may be no counts, nor points."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from unicodedata import category

from bpindex.case.model import Case
from bpindex.grids.grid import Cell, is_blank, shown_text
from bpindex.grids.numbers import number_rows, read_count
from bpindex.naming.names import folded
from bpindex.naming.targets import Kind
from bpindex.tables.longer_periods import form
from bpindex.tables.periods import names_of, without_any_period, without_period
from bpindex.tables.table import Table
from bpindex.words import around_tables as around
from bpindex.words import table_headers as headers

# Any sign of mathematics or money, as Unicode calls them: a list of bad ones would never end.
_ODD = ("Sm", "Sc")
_UNITS = (headers.RATES_IN_TITLE, headers.POINTS_IN_COUNTS, headers.TIMES_IN_TITLE)


def odd_signs(text: str) -> str:
    """Return the signs that may change what figures mean, each once; those of percents apart.

    Of a number that says how many times, it is the whole text. What begins a line, or draws
    one, says nothing.
    """
    if text.isascii() and text.replace(" ", "").isalnum():
        return ""
    if re.fullmatch(around.SCALE, text.casefold()):
        return text
    plain = re.sub(around.SIGNS_OF_LINES, " ", text)
    odd = (c for c in plain if c not in "|" and (category(c) in _ODD or c in around.ODD_SIGNS))
    return "".join(dict.fromkeys(odd))


def doubt_of_unit(table: Table, case: Case, kinds: frozenset[Kind]) -> str:
    """Return the text around a table that says its numbers are none of `kinds`, blank for none."""
    if not kinds & {Kind.COUNT, Kind.POINTS}:
        return ""
    is_counted = Kind.COUNT in kinds
    # "Số lượng: 12 / Tỷ lệ: 34,5%" below is a total.
    notes = (text for text in table.notes if read_count(text).value is None)
    texts = (*table.titles, *lone_texts(table), *table.grid.around, *notes, *_heads(table))
    found = (t for t in texts if _is_other(t, table, case, is_counted))
    names = names_of(table.grid) if is_counted else ()
    rates = (f"{where} {name}" for where, name in names if _names_rates(name, case))
    return next(chain(found, rates), "")


def _names_rates(name: str, case: Case) -> bool:
    said = without_any_period(re.sub(around.WORD_IN_NAME, " ", name), case)
    return re.search(form(around.RATE_IN_NAME, said), said) is not None


def lone_texts(table: Table) -> list[str]:
    """Return what stands over one column with nothing beside it: it may be of the whole table."""
    rows = {row: [c for c in table.columns if table.grid.text(row, c)] for row in table.header[:-1]}
    alone = [(row, columns[0]) for row, columns in rows.items() if len(columns) == 1]
    # Merged over some columns, it is of these.
    return [table.grid.text(*cell) for cell in alone if cell not in table.grid.anchors]


def _heads(table: Table) -> Iterator[str]:
    """Yield what the header says over names, numbers of rows and nothing."""
    grid, main = table.grid, table.named_by[0]
    for column, path in table.paths.items():
        cells = [cell for cell in grid.column(column, table.named) if not is_blank(cell)]
        # Most columns begin with another number than the first.
        if column == main or not cells or _number_rows(cells):
            yield from path


def _number_rows(cells: Sequence[Cell]) -> bool:
    return shown_text(cells[0]) == "1" and number_rows([*map(shown_text, cells)])


def _is_other(text: str, table: Table, case: Case, is_counted: bool) -> bool:
    """Return whether a text says another unit than that of counts, or than points."""
    plain = text.casefold()
    if not is_counted:
        return re.search(around.RATE_SIGNS, plain) is not None
    said = [unit for unit in _UNITS if re.search(unit, plain)]
    if not said:
        return False
    # The unit alone is that of the whole table; with other words it may be that of some columns.
    rest = folded(without_period(text, case))
    if re.fullmatch(around.UNIT_ALONE, rest) or re.search(around.RATE_IN_TITLE, plain):
        return True
    every = {level for path in table.paths.values() for level in path}
    levels = [level.casefold() for level in every.difference(lone_texts(table), _heads(table))]
    return not all(any(re.search(unit, level) for level in levels) for unit in said)
