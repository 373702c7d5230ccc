"""The values of a record's fields, and what files and sheets hold for them: one conversion.

Supported types of fields: str, int, bool, Decimal, date, StrEnum, `X | None`, and tuples of these;
TOML knows float and nests other records too.
"""

import re
import typing
from collections.abc import Callable
from dataclasses import Field, dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any
from unicodedata import normalize

from bpindex.codec.shown import ShownNumber, Unclear, refused, unclear_error, without_unseen
from bpindex.errors import InputError
from bpindex.words import choices
from bpindex.words import files as file_words

# Powers of ten beyond which a number is a slip of the keyboard.
MAX_MAGNITUDE = 20
# A date as people write it: the year first or last, never of two numbers.
_DATES = (
    re.compile(
        r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
    ),
    re.compile(
        r"(?P<day>[0-9]{1,2})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})"
    ),
)
# A number typed as a text that prints with the digits that it has.
_AS_IT_PRINTS = re.compile(r"-?(?:0|[1-9][0-9]*)(?:[.,][0-9]+)?")
# Between the items of a list that shares one cell.
LIST_SEPARATOR = ";"


@dataclass(frozen=True)
class Medium:
    """Where values are written: as texts or values of its own types, choices by their words."""

    as_texts: bool
    in_words: bool = False


TOML = Medium(as_texts=False)
CSV = Medium(as_texts=True)
SHEET = Medium(as_texts=True, in_words=True)


@cache
def field_types(cls: Any) -> dict[str, Any]:
    """Return the types of a dataclass's fields by name."""
    return typing.get_type_hints(cls)


def field_names(cls: Any) -> tuple[str, ...]:
    """Return the names of a record's data, in order; what is not compared is bookkeeping."""
    return tuple(f.name for f in fields(cls) if f.compare)


def in_file(key: str) -> Any:
    """Return the field of a list that a file writes as entries of one name, in the singular."""
    return field(metadata={"key": key})


# Metadata of a field that holds a code which is found elsewhere: no space around it counts on a
# sheet.
LOOKED_UP = {"looked_up": True}


def key_of(item: "Field[Any]") -> str:
    """Return the name by which a file knows a field."""
    return str(item.metadata.get("key", item.name))


def without_none(hint: Any) -> Any:
    """Return the type of a field that may also be None."""
    args = [arg for arg in typing.get_args(hint) if arg is not NoneType]
    return args[0] if args and typing.get_origin(hint) is not tuple else hint


def value_of(
    hint: Any, found: Any, place: Callable[[], str], medium: Medium, may_be_date: bool = False
) -> Any:
    """Return what a medium holds as a field's type; raise InputError: place, found, expected.

    A text of a sheet may be one that an office program made a date of where the field says a time.
    """
    hint = without_none(hint)
    if isinstance(found, Unclear) and found.number is not None and hint in (Decimal, int):
        found = found.number
    unclear = found if isinstance(found, Unclear) else None
    if may_be_date and isinstance(found, float) and not found.is_integer():
        unclear = Unclear(cell_text(found), file_words.MONTH_AS_NUMBER)  # 2024.1 is 2024.10 too
    if hint is str and medium is SHEET and not may_be_date:
        unclear = refused(found)
    if unclear is not None:
        raise unclear_error(unclear, place(), _expected(hint, medium))
    try:
        return _from_text(hint, found, medium) if medium.as_texts else _as_it_is(hint, found)
    except (ValueError, KeyError, InvalidOperation):
        found = print_moment(cell_text(found).strip()) if medium.as_texts else found
        raise InputError(
            file_words.CELL_WRONG.format(
                place=place(), found=found, expected=_expected(hint, medium)
            )
        ) from None


def written(value: Any, medium: Medium, hint: Any = None) -> Any:
    """Return the value of a field (of type `hint`, by itself its own) as a medium holds it."""
    if isinstance(value, tuple):
        items = [written(item, medium) for item in value]
        texts = (f"{day:%d/%m/%Y}" if isinstance(day, date) else day for day in items)
        return f"{LIST_SEPARATOR} ".join(texts) if medium.as_texts else items
    if isinstance(value, Decimal) and not medium.as_texts:
        return int(value) if value == value.to_integral_value() else value
    if isinstance(value, bool) and medium.in_words:
        return choices.YES if value else choices.NO
    kind: Any = hint or type(value)
    if isinstance(value, str) and _is_enum(kind):
        return _words(kind, medium).get(value, str(value))
    return value


def choice_words(enum: type[StrEnum], medium: Medium) -> tuple[str, ...]:
    """Return the choices of an enum as a medium writes them."""
    return tuple(_words(enum, medium).values())


def cell_text(cell: Any) -> str:
    """Return a cell's value as text: whole floats without ".0", dates as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, ShownNumber):
        return cell.shown
    if isinstance(cell, float):
        return repr(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return cell.date().isoformat() if midnight else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


# A moment as files keep it and as people write it; the time may be missing.
_MOMENTS = (
    re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})((?: [0-9]{2}:[0-9]{2})?)"),
    re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})((?: [0-9]{2}:[0-9]{2})?)"),
)


_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def print_moment(moment: str) -> str:
    """Return a month, a day or a moment ("2024-03-02 09:30") as people write it; others as is."""
    if month := _MONTH.fullmatch(moment):
        return f"{month[2]}/{month[1]}"
    found = _MOMENTS[0].fullmatch(moment)
    return f"{found[3]}/{found[2]}/{found[1]}{found[4]}" if found else moment


def moment_text(text: str) -> str:
    """Return a moment as files keep it, however it is written; any other text as it is."""
    found = _MOMENTS[1].fullmatch(text.strip())
    return f"{found[3]}-{found[2]}-{found[1]}{found[4]}" if found else text


def parse_date(text: str) -> date:
    """Return the date of "2024-02-01" or "01/02/2024" (day first); raise ValueError otherwise.

    Whichever of / - . people write between its numbers.
    """
    for form in _DATES:
        if found := form.fullmatch(text):
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
    raise ValueError(text)


def _plain_number(number: Decimal) -> Decimal:
    """Return a number of a size that figures, points and targets can have, or raise ValueError."""
    if number.is_finite() and (number == 0 or abs(number.adjusted()) <= MAX_MAGNITUDE):
        return number
    raise ValueError(number)


def _from_text(hint: Any, found: Any, medium: Medium) -> Any:
    """Return the value that a text, or a cell that an office program turned over, means."""
    text = without_unseen(cell_text(found))
    if hint is str:
        return text
    if typing.get_origin(hint) is tuple:
        items = (item.strip() for item in text.split(LIST_SEPARATOR))
        kind = typing.get_args(hint)[0]
        return tuple(parse_date(item) if kind is date else item for item in items if item)
    text = text.strip()
    if hint in (int, Decimal) and "_" in text:
        raise ValueError(text)  # to Python alone 2_0 is a number
    if hint is int:
        # A whole number that its cell shows with decimals is still one.
        is_whole = isinstance(found, float) and found.is_integer() and "%" not in text
        return int(found) if is_whole else int(text)
    if hint is bool:
        words = {choices.YES: True, choices.NO: False} if medium.in_words else {}
        return {"true": True, "false": False, **words}[spoken(text)]
    if hint is Decimal:
        # What people typed prints as it stands there: "15.5" and "15,5" do, "05.5" would not.
        if isinstance(found, str | ShownNumber) and not _AS_IT_PRINTS.fullmatch(text):
            raise ValueError(text)
        return _plain_number(Decimal(text.replace(",", ".")))
    if hint is date:
        return found.date() if isinstance(found, datetime) else parse_date(text)
    values = {spoken(word): value for value, word in _words(hint, medium).items()}
    return hint(values.get(spoken(text), text))


def spoken(text: str) -> str:
    """Return a word as it is heard: whatever its Unicode form, case and inner spaces."""
    return " ".join(normalize("NFC", text).casefold().split())


def _as_it_is(hint: Any, found: Any) -> Any:
    """Return a value that has the right type already; raise ValueError for any other."""
    is_number = isinstance(found, int | Decimal) and not isinstance(found, bool)
    if hint in (Decimal, float) and is_number:
        return hint(_plain_number(Decimal(found)))
    if _is_enum(hint) and isinstance(found, str):
        return hint(found)
    # A truth value is an int, and a time a date, to Python alone.
    other = isinstance(found, bool | datetime) and hint is not bool
    if not isinstance(hint, type) or not isinstance(found, hint) or other:
        raise ValueError(found)
    return without_unseen(found) if isinstance(found, str) else found


def _is_enum(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, StrEnum)


@cache
def _words(enum: type[StrEnum], medium: Medium) -> dict[str, str]:
    """Return the choices of an enum: its values, each with its word."""
    words = choices.WORDS.get(enum.__name__, {}) if medium.in_words else {}
    return {value: words.get(value, str(value)) for value in enum}


def _expected(hint: Any, medium: Medium) -> str:
    """Return the words for what a field takes."""
    if _is_enum(hint):
        return " | ".join(choice_words(hint, medium))
    if hint is bool and medium.in_words:
        return f"{choices.YES} | {choices.NO}"
    return file_words.type_name(hint)
