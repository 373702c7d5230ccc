"""Records from rows of texts and back: one conversion for CSV files and for sheets."""

import csv
import io
import typing
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import StrEnum
from functools import partial
from types import NoneType
from typing import Any, TypeVar

from bpindex.codec.toml import field_types, is_plain_number
from bpindex.errors import InputError
from bpindex.words import files as file_words

T = TypeVar("T")
Place = Callable[[int, str], str]
# Between the items of a list that shares one cell.
LIST_SEPARATOR = ";"
# Stands for an explicit empty text where a blank cell means "as the index set says".
EMPTY_TEXT = "(trống)"


def record_columns(cls: Any) -> tuple[str, ...]:
    """Return the names of a record's columns, in order; `row` is bookkeeping, not data."""
    return tuple(f.name for f in fields(cls) if f.compare)


def record_from_row(cls: Callable[..., T], cells: Mapping[str, Any], row: int, place: Place) -> T:
    """Return the record of a row of texts (or cell values); errors name the place."""
    return cls(**field_values(cls, cells, row, place))


def field_values(
    cls: Any, cells: Mapping[str, Any], row: int, place: Place, skip: Collection[str] = ()
) -> dict[str, Any]:
    """Return the fields of a record from a row of cells, but for those to `skip`."""
    hints = field_types(cls)
    values: dict[str, Any] = {}
    for item in fields(cls):
        if item.name == "row":
            values["row"] = row
        if not item.compare or item.name in skip:
            continue
        cell = cells.get(item.name)
        text = cell_text(cell)
        blank = not text if hints[item.name] is str else not text.strip()
        if blank and item.default is not MISSING:
            continue
        place_of = partial(place, row, item.name)
        value = _convert(hints[item.name], cell, text, place_of)
        if isinstance(value, str) and value.strip() == EMPTY_TEXT and _has_usual(item.default):
            value = ""
        values[item.name] = value
    return values


def row_from_record(record: Any) -> dict[str, str]:
    """Return the cells of a record as texts."""
    return {name: cell_text(value) for name, value in cells_from_record(record).items()}


def cells_from_record(record: Any, skip: Collection[str] = ()) -> dict[str, Any]:
    """Return the cells of a record: texts, numbers, dates, None where a field is at rest."""
    return {
        item.name: _cell(getattr(record, item.name), item.default)
        for item in fields(record)
        if item.compare and item.name not in skip
    }


def cell_text(cell: Any) -> str:
    """Return a cell's value as text: whole floats without ".0", dates as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def parse_csv(text: str, name: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header and the non-blank rows (line number, cells) of a CSV text."""
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        raise InputError(file_words.CSV_BROKEN.format(name=name, line=reader.line_num)) from None
    if not rows:
        raise InputError(file_words.CSV_EMPTY.format(name=name))
    header = [cell.strip() for cell in rows[0][1]]
    for line, cells in rows[1:]:
        if any(cell.strip() for cell in cells[len(header) :]):
            raise InputError(
                file_words.CSV_RAGGED.format(
                    name=name, line=line, found=len(cells), expected=len(header)
                )
            )
    return header, rows[1:]


def check_header(
    header: Iterable[str], known: Iterable[str], required: Iterable[str], name: str
) -> None:
    """Raise InputError when a column is unknown, doubled or missing; a near name is suggested."""
    known = list(known)
    seen: set[str] = set()
    for column in header:
        if column not in known:
            near = get_close_matches(column, known, 1)
            hint = file_words.DID_YOU_MEAN.format(near=near[0]) if near else ""
            raise InputError(file_words.COLUMN_UNKNOWN.format(name=name, column=column) + hint)
        if column in seen:
            raise InputError(file_words.COLUMN_DOUBLED.format(name=name, column=column))
        seen.add(column)
    for column in required:
        if column not in seen:
            raise InputError(file_words.COLUMN_MISSING.format(name=name, column=column))


def format_csv(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return CSV text with "\\n" line ends."""
    out = io.StringIO(newline="")
    plain = csv.writer(out, lineterminator="\n")
    # A lone carriage return would end the row, and csv does not quote it by itself.
    quoted = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(header)
    for row in rows:
        cells = list(row)
        (quoted if any("\r" in cell for cell in cells) else plain).writerow(cells)
    return out.getvalue()


def _cell(value: Any, default: Any) -> Any:
    if isinstance(value, tuple):
        return f"{LIST_SEPARATOR} ".join(value)
    if isinstance(value, StrEnum):
        return str(value)
    # Where nothing means "as usual", an explicit empty text needs a word of its own.
    return EMPTY_TEXT if value == "" and _has_usual(default) else value


def _has_usual(default: Any) -> bool:
    """Return whether a blank cell means something else than an empty text."""
    return default is not MISSING and default != ""


def _convert(hint: Any, cell: Any, text: str, place: Callable[[], str]) -> Any:
    """Return the text as the field's type; raise InputError naming place, found, expected."""
    if typing.get_origin(hint) is tuple:
        return tuple(item.strip() for item in text.split(LIST_SEPARATOR) if item.strip())
    args = [arg for arg in typing.get_args(hint) if arg is not NoneType]
    hint = args[0] if args else hint
    stripped = text.strip()
    try:
        if hint is date:
            return cell.date() if isinstance(cell, datetime) else parse_date(stripped)
        if hint is int:
            return int(stripped)
        if hint is bool:
            return {"TRUE": True, "FALSE": False}[stripped.upper()]
        if hint is Decimal:
            return parse_decimal(stripped)
        if issubclass(hint, StrEnum):
            return hint(stripped)
    except (ValueError, KeyError, InvalidOperation):
        expected = " | ".join(hint) if issubclass(hint, StrEnum) else file_words.type_name(hint)
        raise InputError(
            file_words.CELL_WRONG.format(place=place(), found=stripped, expected=expected)
        ) from None
    return text


def parse_decimal(text: str) -> Decimal:
    """Return the number of "15.5" or "15,5"; raise InvalidOperation or ValueError otherwise."""
    number = Decimal(text.replace(",", "."))
    if not is_plain_number(number):
        raise ValueError(text)
    return number


def parse_date(text: str) -> date:
    """Return the date of "2024-02-01" or "01/02/2024" (day first); raise ValueError otherwise."""
    if "/" in text:
        return datetime.strptime(text, "%d/%m/%Y").date()
    return date.fromisoformat(text)
