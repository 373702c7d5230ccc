"""What stands in the rows of a sheet, in the one form of all texts that print alike."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bpindex.case.keys import ALL
from bpindex.memory.found import FoundSheet, visible
from bpindex.memory.snapshot import SnapRow, SnapSheet

# The column in which a row of a table says whose it is.
NAME_PLACE = 1
_NUMBER = re.compile(r"-?\d{1,15}([.,]\d{1,15})?")

# By the place of the column, from 0.
Texts = Mapping[int, str]


@lru_cache(maxsize=10_000)
def shown_as(text: str) -> str:
    """Return a text in the one form of all texts that print alike, numbers included."""
    text = visible(text)
    return f"{Decimal(text.replace(',', '.')).normalize():f}" if _NUMBER.fullmatch(text) else text


@dataclass
class Generated:
    """The texts of a generated row by place, and those that say whose it is.

    In the one form of all that print alike; `exact` are all texts as they were generated.
    """

    texts: dict[int, str]
    names: dict[int, str]
    exact: dict[int, str]


def as_made(row: SnapRow, columns: int) -> Generated:
    """Return what a generated row shows in the given number of columns."""
    texts = {
        cell.first: text
        for cell in row.cells
        if cell.first < columns and cell.key[1] != ALL and (text := shown_as(cell.text))
    }
    exact = {cell.first: cell.text for cell in row.cells if cell.first in texts}
    if not row.key.row.is_row:
        return Generated(texts, texts, exact)
    named = (c for c in row.cells if c.first <= NAME_PLACE <= c.last and c.first in texts)
    return Generated(texts, {cell.first: texts[cell.first] for cell in named}, exact)


def texts_found(found: FoundSheet, places: Mapping[int, int], columns: int) -> dict[int, Texts]:
    """Return the texts of each row by its number, as they stand in the generated columns."""
    return {
        row.number: {
            places[number]: text
            for number, cell in row.cells.items()
            if places.get(number, columns) < columns and shown_as(text := cell.text(","))
        }
        for row in found.rows
    }


def own_texts(exact: Mapping[int, Texts], snap: SnapSheet) -> dict[int, Texts]:
    """Return what each row shows of its own: of a blank one not the text that its column shares."""
    shared = {
        (cell.first, shown_as(cell.text))
        for row in snap.rows
        for cell in row.cells
        if cell.key[1] == ALL
    }
    places = {place for place, _ in shared}
    shown = {n: {at: shown_as(text) for at, text in texts.items()} for n, texts in exact.items()}
    return {
        number: {} if texts.keys() <= places and shared & set(texts.items()) else texts
        for number, texts in shown.items()
    }
