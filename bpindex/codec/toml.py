"""Frozen dataclasses from TOML tables and back, with errors that name file, key and reason.

A field without a default is required; an unknown key is an error.
"""

import dataclasses
import tomllib
import typing
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from bpindex.codec.fields import TOML, field_types, key_of, value_of, without_none, written
from bpindex.codec.text_files import read_text
from bpindex.errors import InputError
from bpindex.words import files as file_words

T = TypeVar("T")


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
    record: Any = cls
    hints = field_types(record)
    fields = {key_of(f): f for f in dataclasses.fields(record) if f.compare}
    prefix = f"{where}." if where else ""
    for key in table:
        if key not in fields:
            raise InputError(
                file_words.KEY_UNKNOWN.format(name=name, key=prefix + key, known=", ".join(fields))
            )
    values = {}
    for key, field in fields.items():
        if key in table:
            values[field.name] = _value(hints[field.name], table[key], name, prefix + key)
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise InputError(file_words.KEY_MISSING.format(name=name, key=prefix + key))
    return cls(**values, **bookkeeping)


def to_mapping(record: Any) -> dict[str, Any]:
    """Return a TOML-ready table of `record`; fields that equal their default are left out."""
    table = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.init and field.compare and not (value is None or value == field.default):
            table[key_of(field)] = _plain(value)
    return table


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return to_mapping(value)
    return [_plain(item) for item in value] if isinstance(value, tuple) else written(value, TOML)


def _value(hint: Any, value: Any, name: str, where: str) -> Any:
    """Return a value as the type `hint` says, records inside records too."""
    hint = without_none(hint)
    if typing.get_origin(hint) is tuple and isinstance(value, list):
        item = typing.get_args(hint)[0]
        return tuple(_value(item, part, name, f"{where}[{i}]") for i, part in enumerate(value, 1))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type) and isinstance(value, Mapping):
        return from_mapping(hint, value, name, where)
    return value_of(hint, value, lambda: file_words.PLACE_TOML.format(name=name, key=where), TOML)
