"""What guards and marks the cells: validations, drop-downs, conditional formats, protection."""

from typing import Any

from bpindex.case.correction import CorrectionState
from bpindex.sheets.column_specs import record_choices
from bpindex.sheets.layout import KEY_ROW, TITLE_ROW, Block, ColumnSpec, Kind, Sheet
from bpindex.sheets.letters import column_letter
from bpindex.sheets.sheets import Layout
from bpindex.words import marks as texts
from bpindex.workbook.formats import Formats

# Lists too long for a validation stand on the hidden sheet: one column each from here on.
_LISTS_FIRST_COLUMN = 27
# Sheets that macros write to, or that staff rarely need guarded.
_OPEN_SHEETS = frozenset({"findings", "explain", "history", "trail"})


def apply(worksheet: Any, formats: Formats, layout: Layout, sheet: Sheet) -> None:
    """Put all rules on one sheet."""
    for block in sheet.blocks:
        for number, spec in enumerate(block.columns, block.first_column):
            rule = _validation(layout, sheet, block, spec)
            if rule:
                area = (block.first_row - 1, number - 1, block.last_row - 1, number - 1)
                worksheet.data_validation(*area, rule)
        _marks(worksheet, formats, layout, sheet, block)
    if sheet.id not in _OPEN_SHEETS:
        worksheet.protect(
            "",
            {
                "format_columns": True,
                "format_rows": True,
                "select_locked_cells": True,
                "autofilter": True,
                # Macros explain corrected figures in cell notes, which count as objects.
                "objects": sheet.id == "figures",
                # ... and give a typed-over figure its formula back, by way of its format.
                "format_cells": sheet.id == "figures",
            },
        )


def write_lists(helper: Any, book: Any, title: str) -> None:
    """Write the lists of choices on the hidden sheet and name them."""
    for offset, (name, choices) in enumerate(record_choices().items()):
        column = _LISTS_FIRST_COLUMN + offset
        for row, choice in enumerate(choices):
            helper.write_string(TITLE_ROW - 1 + row, column - 1, choice)
        letter = column_letter(column)
        book.define_name(name, f"='{title}'!${letter}$1:${letter}${len(choices)}")


def _validation(layout: Layout, sheet: Sheet, block: Block, spec: ColumnSpec) -> dict[str, Any]:
    """Return the validation of a column, or nothing."""
    source = {
        ("counts", "agency"): "=" + layout["agencies"].reference("agencies", "code", "code"),
        ("typed", "agency"): "=" + layout["agencies"].reference("agencies", "code", "code"),
        ("late_dossiers", "agency"): "=" + layout["agencies"].reference("agencies", "code", "code"),
        ("agencies", "kind"): "=" + layout["settings"].reference("tables", "kind", "kind"),
        ("columns", "table"): "=" + layout["settings"].reference("tables", "id", "id"),
        ("columns", "group"): "=" + layout["index"].reference("groups", "id", "id"),
        ("columns", "component"): "=" + layout["index"].reference("components", "id", "id"),
        ("groups", "component"): "=" + layout["index"].reference("components", "id", "id"),
        ("components", "group"): "=" + layout["index"].reference("groups", "id", "id"),
    }.get((block.id, spec.key))
    if spec.choices:
        source = f"=bcs_list_{block.id}_{spec.key}"
    if source:
        return {
            "validate": "list",
            "source": source,
            "error_title": texts.WRONG_TITLE,
            "error_message": texts.PICK_FROM_LIST,
        }
    if spec.kind is Kind.WHOLE and sheet.id == "counts":
        return {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_title": texts.WRONG_TITLE,
            "error_message": texts.WANT_WHOLE,
        }
    letter = column_letter(block.column_number(spec.key))
    if spec.kind is Kind.DATE and block.id in ("agencies", "late_dossiers"):
        return {
            "validate": "custom",
            "value": f"=ISNUMBER({letter}{block.first_row})",
            "error_title": texts.WRONG_TITLE,
            "error_message": texts.WANT_DATE,
        }
    return {}


def _is_corrected(layout: Layout, block: Block, state: CorrectionState) -> str:
    """Return the formula that is true where the register corrects a figure."""
    register = layout["corrections"]
    first = block.first_row
    wanted = {
        "table": f"${column_letter(block.column_number('table'))}{first}",
        "agency": f"${column_letter(block.column_number('code'))}{first}",
        "column": f"{column_letter(block.column_number(block.columns[4].key))}${KEY_ROW}",
        "state": f'"{state}"',
    }
    pairs = ",".join(
        f"{register.reference('corrections', key, key)},{value}" for key, value in wanted.items()
    )
    return f"=COUNTIFS({pairs})>0"


def _marks(worksheet: Any, formats: Formats, layout: Layout, sheet: Sheet, block: Block) -> None:
    """Put the conditional formats of one block."""
    top, bottom = block.first_row - 1, block.last_row - 1

    def mark(first: str, last: str, rule: dict[str, Any]) -> None:
        left, right = block.column_number(first) - 1, block.column_number(last) - 1
        worksheet.conditional_format(top, left, bottom, right, rule)

    def formula(text: str, style: Any) -> dict[str, Any]:
        return {"type": "formula", "criteria": text, "format": style}

    keys = [spec.key for spec in block.columns]
    if sheet.id == "counts":
        first, last = keys[2], keys[-1]
        cell = f"{column_letter(block.column_number(first))}{block.first_row}"
        bad = f"=IF(ISNUMBER({cell}),OR({cell}<0,{cell}<>INT({cell})),LEN({cell})>0)"
        mark(first, last, formula(bad, formats.wrong))
    if block.id in ("scores", "figures"):
        name = f"${column_letter(block.column_number('name'))}{block.first_row}"
        mark(keys[0], keys[-1], formula(f'={name}=""', formats.unused))
    if block.id == "scores":
        state = f"${column_letter(block.column_number('state'))}{block.first_row}"
        mark("state", "state", formula(f'={state}<>""', formats.wrong))
        bar = {"type": "data_bar", "bar_color": "#9BC2E6", "bar_solid": True, "data_bar_2010": True}
        limits = {"min_type": "num", "max_type": "num", "min_value": 0, "max_value": 100}
        mark("total", "total", {**bar, **limits})
        for key in keys:
            if key.startswith(("group.", "points.")):
                scale = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#A9D08E"}
                mark(key, key, {**scale, "min_type": "num", "min_value": 0})
    elif block.id == "figures":
        first, last = keys[4], keys[-1]
        cell = f"{column_letter(block.column_number(first))}{block.first_row}"
        name = f"${column_letter(block.column_number('name'))}{block.first_row}"
        typed_over = f'=AND({name}<>"",NOT(_xlfn.ISFORMULA({cell})))'
        mark(first, last, formula(typed_over, formats.corrected))
        for state, style in (
            (CorrectionState.REVIEW, formats.review),
            (CorrectionState.ACTIVE, formats.corrected),
        ):
            mark(first, last, formula(_is_corrected(layout, block, state), style))
    elif block.id == "corrections":
        state = f"${column_letter(block.column_number('state'))}{block.first_row}"
        for value, style in (
            (CorrectionState.REVIEW, formats.review),
            (CorrectionState.WITHDRAWN, formats.withdrawn),
        ):
            mark(keys[0], keys[-1], formula(f'={state}="{value}"', style))
    elif block.id == "findings":
        level = f"${column_letter(block.first_column)}{block.first_row}"
        mark(keys[0], keys[-1], formula(f'={level}="{texts.PROBLEM}"', formats.wrong))
