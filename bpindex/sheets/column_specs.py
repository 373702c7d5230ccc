"""Columns of sheets made of the fields of records, with the titles and widths of `texts`."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args

from bpindex.case.correction import CorrectionKind, CorrectionState
from bpindex.case.keys import BlockKind
from bpindex.codec.tables import record_columns
from bpindex.codec.toml import field_types
from bpindex.index.definition import Basis, Confidence, Display
from bpindex.sheets import texts
from bpindex.sheets.layout import Block, ColumnSpec, Kind, Who

GROUP_COLUMNS = ("id", "name", "max_points", *(f.name for f in fields(Display)))


def record_specs(cls: type, sheet: str) -> tuple[ColumnSpec, ...]:
    """Return the columns of a record type, with the titles, widths and notes of `texts`."""
    return tuple(spec(sheet, name) for name in record_columns(cls))


def spec(sheet: str, key: str) -> ColumnSpec:
    """Return a column with the title, width, kind and note that `texts` gives it."""
    title, width, kind, note = texts.COLUMNS[sheet][key]
    choices = _CHOICES.get((sheet, key), ())
    return ColumnSpec(key, title, width, Kind(kind), choices, note)


_CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("columns", "basis"): tuple(Basis),
    ("groups", "basis"): tuple(Basis),
    ("components", "confidence"): tuple(Confidence),
    ("tables", "decimal_mark"): (",", "."),
    ("corrections", "state"): tuple(CorrectionState),
    ("corrections", "kind"): tuple(CorrectionKind),
    ("paragraphs", "kind"): tuple(BlockKind),
}


def record_choices() -> dict[str, tuple[str, ...]]:
    """Return the lists of the drop-downs by their defined name."""
    return {f"bcs_list_{block}_{key}": values for (block, key), values in _CHOICES.items()}


def scalar_block(block_id: str, title: str, keys: Sequence[str], header_row: int) -> Block:
    """Return a block of one value per row: hidden key, label, value, note."""
    columns = tuple(
        replace(spec("scalars", key), who=Who.STAFF if key == "value" else Who.TOOL)
        for key in ("key", "label", "value", "note")
    )
    return Block(block_id, title, columns, len(keys), header_row)


def scalar_keys(cls: type) -> tuple[str, ...]:
    """Return the fields of a record that hold one value each."""
    hints = field_types(cls)
    return tuple(f.name for f in fields(cls) if f.compare and not _holds_records(hints[f.name]))


def _holds_records(hint: Any) -> bool:
    """Return whether a field's type is a record or a tuple of records."""
    return is_dataclass(next(iter(get_args(hint)), hint))
