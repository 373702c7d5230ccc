"""Frozen dataclasses from TOML tables and back, with errors that name file, key and reason.

Supported field types: str, int, bool, Decimal, float, date, StrEnum, another dataclass, `X | None`,
and `tuple[X, ...]` of these. A field without a default is required; an unknown key is an error.
"""

import dataclasses
import tomllib
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from bpindex.errors import InputError
from bpindex.words import files as file_words

T = TypeVar("T")
# Powers of ten beyond which a number is a slip of the keyboard.
MAX_MAGNITUDE = 20


def read_text(path: Path) -> str:
    """Return the UTF-8 text of `path`; raise InputError when it is missing or not UTF-8 text."""
    try:
        return decode(path.read_bytes(), path.name)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise InputError(file_words.FILE_MISSING.format(path=path)) from None
    except OSError as error:
        raise InputError(
            file_words.FILE_UNREADABLE.format(path=path, reason=file_words.os_reason(error))
        ) from None


def decode(data: bytes, name: str) -> str:
    """Return `data` as text; raise InputError for an Office file or another encoding."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise InputError(file_words.FILE_IS_OFFICE.format(name=name))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(file_words.FILE_NOT_UTF8.format(name=name, line=line)) from None
    if "\x00" in text:
        raise InputError(file_words.FILE_NOT_UTF8.format(name=name, line=1))
    return text


def is_plain_number(number: Decimal) -> bool:
    """Return whether a number is of a size that figures, points and targets can have."""
    return number.is_finite() and (number == 0 or abs(number.adjusted()) <= MAX_MAGNITUDE)


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file, decimals exact; raise InputError naming the mistake."""
    try:
        return tomllib.loads(read_text(path), parse_float=Decimal)
    except (ValueError, RecursionError) as error:  # broken, or thousands of digits or brackets
        raise InputError(
            file_words.TOML_BROKEN.format(name=path.name, place=file_words.toml_place(str(error)))
        ) from None


def from_mapping(
    cls: type[T], table: Mapping[str, Any], name: str, where: str = "", **bookkeeping: Any
) -> T:
    """Return `cls` built from `table`; `name` is the file and `where` the key path for errors.

    `bookkeeping` are fields that the file cannot set: those left out of comparison.
    """
    hints = field_types(cls)
    fields = {f.name: f for f in dataclasses.fields(cls) if f.compare}  # type: ignore[arg-type]
    prefix = f"{where}." if where else ""
    for key in table:
        if key not in fields:
            raise InputError(
                file_words.KEY_UNKNOWN.format(name=name, key=prefix + key, known=", ".join(fields))
            )
    values = {}
    for key, field in fields.items():
        if key in table:
            values[key] = _convert(hints[key], table[key], name, prefix + key)
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise InputError(file_words.KEY_MISSING.format(name=name, key=prefix + key))
    return cls(**values, **bookkeeping)


def to_mapping(record: Any) -> dict[str, Any]:
    """Return a TOML-ready table of `record`; fields that equal their default are left out."""
    table = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.init and field.compare and not (value is None or value == field.default):
            table[field.name] = _plain(value)
    return table


def field_types(cls: Any) -> dict[str, Any]:
    """Return the types of a dataclass's fields by name."""
    if cls not in _FIELD_TYPES:
        _FIELD_TYPES[cls] = typing.get_type_hints(cls)
    return _FIELD_TYPES[cls]


_FIELD_TYPES: dict[Any, dict[str, Any]] = {}


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return to_mapping(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    return str(value) if isinstance(value, StrEnum) else value


def _convert(hint: Any, value: Any, name: str, where: str) -> Any:
    """Return `value` as the type `hint` says, or raise InputError with the key path."""
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        hint = next(arg for arg in typing.get_args(hint) if arg is not types.NoneType)
        origin = typing.get_origin(hint)
    if origin is tuple:
        item_hint = typing.get_args(hint)[0]
        if isinstance(value, list):
            return tuple(
                _convert(item_hint, item, name, f"{where}[{i + 1}]") for i, item in enumerate(value)
            )
    elif dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if isinstance(value, Mapping):
            return from_mapping(hint, value, name, where)
    elif isinstance(hint, type) and issubclass(hint, StrEnum):
        if value in list(hint):
            return hint(value)
        expected = " | ".join(hint)
        raise InputError(
            file_words.KEY_WRONG.format(name=name, key=where, found=value, expected=expected)
        )
    elif hint in (Decimal, float):
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            number = Decimal(value)
            if is_plain_number(number):
                return hint(number)
    elif hint is date:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
    elif hint is int:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
    elif isinstance(value, hint):
        return value
    raise InputError(
        file_words.KEY_WRONG.format(
            name=name, key=where, found=value, expected=file_words.type_name(hint)
        )
    )
