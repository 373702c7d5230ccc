"""Records as rows of cells, by column: those of a CSV file and those of a sheet."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, fields
from functools import partial
from typing import Any, TypeVar

from bpindex.codec.fields import (
    CSV,
    LOOKED_UP,
    Medium,
    cell_text,
    field_types,
    moment_text,
    print_moment,
    value_of,
    written,
)

T = TypeVar("T")
Place = Callable[[int, str], str]
# Stands for an explicit empty text where a blank cell means "as the index set says".
EMPTY_TEXT = "(trống)"
# Fields whose texts say when: an office program may have made a date of them.
_MOMENTS = ("period", "on")
# That of them which says it to the minute.
_TO_THE_MINUTE = "on"


def record_from_row(
    cls: Callable[..., T],
    cells: Mapping[str, Any],
    row: int,
    place: Place,
    medium: Medium = CSV,
    **options: Any,
) -> T:
    """Return the record of a row of texts (or cell values); errors name the place."""
    return cls(**field_values(cls, cells, row, place, medium, **options))


def field_values(
    cls: Any,
    cells: Mapping[str, Any],
    row: int,
    place: Place,
    medium: Medium = CSV,
    *,
    skip: Collection[str] = (),
    types: Mapping[str, Any] = {},
) -> dict[str, Any]:
    """Return the fields of a record from a row of cells, but for those to `skip`.

    `types` are those of fields of which the medium says more than the record does.
    """
    hints = {**field_types(cls), **types}
    values: dict[str, Any] = {}
    for item in fields(cls):
        if item.name == "row":
            values["row"] = row
        if not item.compare or item.name in skip:
            continue
        text = cell_text(cells.get(item.name))
        blank = not text if hints[item.name] is str else not text.strip()
        if blank and item.default is not MISSING:
            continue
        place_of = partial(place, row, item.name)
        hint, found = hints[item.name], cells.get(item.name)
        value = value_of(hint, found, place_of, medium, item.name in _MOMENTS)
        if medium.in_words and item.metadata == LOOKED_UP:
            value = value.strip()
        if item.name == _TO_THE_MINUTE and isinstance(value, str):
            value = moment_text(value)
        if isinstance(value, str) and value.strip() == EMPTY_TEXT and _has_usual(item.default):
            value = ""
        values[item.name] = value
    return values


def cells_from_record(
    record: Any, medium: Medium = CSV, *, skip: Collection[str] = (), types: Mapping[str, Any] = {}
) -> dict[str, Any]:
    """Return the cells of a record: texts, numbers, dates, None where a field is at rest."""
    cells = {}
    for item in fields(record):
        if item.compare and item.name not in skip:
            value = getattr(record, item.name)
            # Where nothing means "as usual", an explicit empty text needs a word of its own.
            value = EMPTY_TEXT if value == "" and _has_usual(item.default) else value
            cells[item.name] = written(value, medium, types.get(item.name))
            if item.name in _MOMENTS and medium.in_words and isinstance(value, str):
                cells[item.name] = print_moment(value)
    return cells


def row_from_record(record: Any) -> dict[str, str]:
    """Return the cells of a record as the texts of a CSV row."""
    return {name: cell_text(value) for name, value in cells_from_record(record).items()}


def _has_usual(default: Any) -> bool:
    """Return whether a blank cell means something else than an empty text."""
    return default is not MISSING and default != ""
