"""Puts on the sheets what guards and marks their cells, as their columns declare it."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from bpindex.sheets.addresses import column_letter
from bpindex.sheets.computed_sheets import PROVINCE_PREFIX
from bpindex.sheets.layout import Layout
from bpindex.sheets.model import (
    SPARE_ROW,
    TITLE_ROW,
    ColumnSpec,
    Look,
    Mark,
    Sheet,
    SheetBlock,
    Single,
    Who,
)
from bpindex.sheets.takes import Checked, Choice, FromColumn, FromRow
from bpindex.words import marks as texts
from bpindex.words.index_set import NOT_REPORTED
from bpindex.workbook.formats import Formats
from bpindex.workbook.home.facts import KEY_CELL

# Lists of words stand on the hidden sheet: one column each from here on.
_LISTS_FIRST_COLUMN = 27
# Looks that show how large a number is: points from 0 on, or of 100.
_GRADED: dict[Look, dict[str, Any]] = {
    Look.BAR: {
        "type": "data_bar",
        "bar_color": "#9BC2E6",
        "bar_solid": True,
        "data_bar_2010": True,
        "min_type": "num",
        "max_type": "num",
        "min_value": 0,
        "max_value": 100,
    },
    Look.SCALE: {
        "type": "2_color_scale",
        "min_color": "#FFFFFF",
        "max_color": "#A9D08E",
        "min_type": "num",
        "min_value": 0,
    },
}


def apply(worksheet: Any, formats: Formats, layout: Layout, sheet: Sheet) -> None:
    """Put validations, marks and the protection on one sheet."""
    for block in sheet.blocks:
        top, bottom = block.first_row - 1, block.last_row - 1
        for number, spec in block.numbered():
            if rule := _validation(layout, block, spec):
                wrong = {"error_title": texts.WRONG_TITLE, **rule}
                worksheet.data_validation(top, number - 1, bottom, number - 1, wrong)
        for row, single in enumerate(block.singles, top):
            if single.takes:
                column = block.column_number("value") - 1
                wrong = {"error_title": texts.WRONG_TITLE, **_pick_from(_list_name(block, single))}
                worksheet.data_validation(row, column, row, column, wrong)
        for left, right, mark in _marked(block):
            rule = _conditional_format(formats, layout, block, left, mark)
            worksheet.conditional_format(top, left - 1, bottom, right - 1, rule)
    if not sheet.by_tool:
        worksheet.protect(
            "",
            {
                "format_columns": True,
                "format_rows": True,
                "select_locked_cells": True,
                "autofilter": True,
                # Macros explain corrected figures in cell notes, which count as objects.
                "objects": Who.EITHER in sheet.writers,
                # ... and give a typed-over figure its formula back, by way of its format.
                "format_cells": Who.EITHER in sheet.writers,
            },
        )
        # What is pasted from elsewhere comes locked: here it can be typed over all the same.
        for number, area in enumerate(_open_areas(sheet), 1):
            worksheet.unprotect_range(area, texts.OPEN_AREA.format(number=number))


def _open_areas(sheet: Sheet) -> Iterator[str]:
    """Yield the areas that may be written while the sheet is protected."""
    for block in sheet.blocks:
        for is_locked, run in groupby(block.numbered(), lambda item: item[1].locked):
            if not is_locked:
                numbers = [number for number, _ in run]
                left, right = column_letter(numbers[0]), column_letter(numbers[-1])
                for rows in block.typed_rows:
                    yield f"{left}{rows[0]}:{right}{rows[-1]}"


def word_lists(layout: Layout) -> dict[str, tuple[str, ...]]:
    """Return the words of the drop-down lists by their defined name."""
    return {
        _list_name(block, spec): spec.takes.words
        for sheet in layout.sheets.values()
        for block in sheet.blocks
        for spec in _takers(block)
        if isinstance(spec.takes, Choice)
    }


def write_lists(book: Any, title: str, layout: Layout) -> None:
    """Write the words of the drop-down lists on the hidden sheet and name them."""
    helper = book.get_worksheet_by_name(title)
    for column, (name, words) in enumerate(word_lists(layout).items(), _LISTS_FIRST_COLUMN):
        for row, word in enumerate(words):
            helper.write_string(TITLE_ROW - 1 + row, column - 1, word)
        letter = column_letter(column)
        book.define_name(name, f"='{title}'!${letter}$1:${letter}${len(words)}")


def _takers(block: SheetBlock) -> tuple[ColumnSpec | Single, ...]:
    """Return what may say which words it takes: columns, and rows of single values."""
    return (*block.columns, *block.singles)


def _list_name(block: SheetBlock, spec: ColumnSpec | Single) -> str:
    return f"bcs_list_{block.id}_{spec.key}"


def _pick_from(source: str) -> dict[str, Any]:
    """Return the validation by a list that stands in a named or other range."""
    return {"validate": "list", "source": f"={source}", "error_message": texts.PICK_FROM_LIST}


def _validation(layout: Layout, block: SheetBlock, spec: ColumnSpec) -> dict[str, Any]:
    """Return the validation of a column, or nothing."""
    match spec.takes:
        case Choice():
            return _pick_from(_list_name(block, spec))
        case FromColumn(sheet, block_id, key, beside):
            # What its reference has around the rows is none of the choices.
            rows = layout[sheet].block(block_id).capacity
            asked = texts.PICK_OR_BESIDE.format(beside=beside)
            more = {"error_type": "warning", "error_message": asked} if beside else {}
            picked = _pick_from(f"OFFSET({layout[sheet].reference(block_id, key, key)},1,0,{rows})")
            return picked | more
        case FromRow(first, last):
            left, right = (f"${block.address(block.first_row, key)}" for key in (first, last))
            # Other words are taken as well, and refused in the report where they mean nothing.
            return {"validate": "list", "source": f"={left}:{right}", "show_error": False}
        case Checked.COUNT:
            cell = block.address(block.first_row, spec.key)
            words = ",".join(f'{cell}="{text}"' for text in sorted(NOT_REPORTED))
            whole = f"IF(ISNUMBER({cell}),AND({cell}>=0,{cell}=INT({cell})),OR({words}))"
            return {"validate": "custom", "value": f"={whole}", "error_message": texts.WANT_WHOLE}
        case Checked.DATE:
            formula = f"=ISNUMBER({block.address(block.first_row, spec.key)})"
            return {"validate": "custom", "value": formula, "error_message": texts.WANT_DATE}
    return {}


def _marked(block: SheetBlock) -> Iterator[tuple[int, int, Mark]]:
    """Yield first and last column of what each mark covers: whole rows, then columns.

    A formula is written once for neighbours; a number is compared within its own column.
    """
    for mark in block.marks:
        yield block.first_column, block.last_column, mark
    for mark in dict.fromkeys(mark for spec in block.columns for mark in spec.marks):
        numbers = [number for number, spec in block.numbered() if mark in spec.marks]
        if not mark.when:
            yield from ((number, number, mark) for number in numbers)
            continue
        for _, run in groupby(enumerate(numbers), lambda item: item[1] - item[0]):
            neighbours = [number for _, number in run]
            yield neighbours[0], neighbours[-1], mark


def _computed_mark(layout: Layout, block: SheetBlock, column: int) -> str:
    """Return what refers to the mark of a printed figure of the province on Tính điểm."""
    scores, keys = layout["scores"], {number: spec.key for number, spec in block.numbered()}
    known, key = scores.block("scores"), f"{PROVINCE_PREFIX}{keys.get(column)}"
    if all(spec.key != key for spec in known.columns):
        return "0"
    place = known.address(known.first_row + layout.capacity.tables + 1, key)
    return f"'{scores.title}'!{place}"


def _conditional_format(
    formats: Formats, layout: Layout, block: SheetBlock, column: int, mark: Mark
) -> dict[str, Any]:
    """Return the rule of a mark whose first column is given."""
    if not mark.when:
        return _GRADED[mark.look]
    first, register = block.first_row, layout["corrections"]
    keys = [spec.key for spec in register.block("corrections").columns]
    criteria = mark.when.format(
        cell=f"{column_letter(column)}{first}",
        key=f"{column_letter(column)}${SPARE_ROW}",
        row={spec.key: f"${block.address(first, spec.key)}" for spec in block.columns},
        period=KEY_CELL,
        computed=_computed_mark(layout, block, column),
        register={key: register.reference("corrections", key, key) for key in keys},
    )
    return {"type": "formula", "criteria": criteria, "format": formats.looks[mark.look]}
