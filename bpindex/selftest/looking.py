"""Steps that only look: values, functions, locks, the machine."""

import sys
from collections.abc import Iterator
from importlib import import_module
from math import isclose
from typing import Any, NamedTuple

from bpindex.codec.shown import Unclear
from bpindex.health.examining import FUNCTIONS as FUNCTION_MODULE
from bpindex.health.examining import SCORE, SCORE_ARGUMENTS
from bpindex.health.windows import excel_policies, excel_server
from bpindex.reading.locks import locked_cells
from bpindex.reading.workbook import Reading, read_with_harvest
from bpindex.selftest.bench import Bench, NotTried, StepFailedError, examples
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.model import Sheet
from bpindex.words import selftest as texts
from bpindex.words.functions import FUNCTIONS
from bpindex.workbook.content import Contents, Formula, contents_of
from bpindex.workbook.vbaproject import read_vba_project
from bpindex.xlsx.package import VBA_PROJECT, Package

_EXACT = 1e-9


class Difference(NamedTuple):
    """A cell that does not hold what is computed."""

    place: str
    found: Any
    expected: Any

    def __str__(self) -> str:
        found, expected = (
            texts.BLANK if each in (None, "") else str(each) for each in (self.found, self.expected)
        )
        return texts.DIFFERENCE.format(place=self.place, found=found, expected=expected)


def functions(bench: Bench) -> str:
    """Every function stands in Python and in the workbook, and one is computed right."""
    module = import_module(FUNCTION_MODULE)
    source = "\n".join(
        read_vba_project(Package(bench.copy.read_bytes()).parts[VBA_PROJECT]).values()
    )
    missing = [
        name
        for name in FUNCTIONS
        if not callable(getattr(module, name, None)) or f"Function {name}(" not in source
    ]
    if missing:
        raise StepFailedError(texts.NO_FUNCTION.format(names=", ".join(missing)))
    if not _is_score(module.BP_DIEM(*SCORE_ARGUMENTS)):
        raise StepFailedError(texts.FUNCTION_WRONG)
    # Of the sheets that the tool fills anew at every check.
    sheet = bench.read().layout["findings"]
    cell = f"A{sheet.blocks[0].first_row}"
    before = bench.desk.read(sheet.title, cell)[0][0]
    arguments = ",".join(f"{value:g}" for value in SCORE_ARGUMENTS)
    try:
        bench.desk.write(sheet.title, cell, [[f"=BP_DIEM({arguments})"]])
        if not bench.desk.recalculate():
            return texts.IN_PYTHON_ONLY.format(count=len(FUNCTIONS))
        if not _is_score(bench.desk.read(sheet.title, cell)[0][0]):
            raise StepFailedError(texts.FUNCTION_WRONG)
    finally:
        bench.put_back(sheet.title, cell, before)
    return texts.WELL


def _is_score(value: Any) -> bool:
    return isinstance(value, int | float) and isclose(value, SCORE, abs_tol=_EXACT)


def stored_values(bench: Bench) -> str:
    """What the file holds is what its data give, before any program has computed it anew."""
    return told_differences(read_with_harvest(bench.copy))


def computed_values(bench: Bench) -> str:
    """What the program computes is what Python computes."""
    if not bench.desk.recalculate():
        raise NotTried(texts.NOT_COMPUTING)
    return told_differences(bench.read())


def told_differences(reading: Reading) -> str:
    """Return how many cells were compared; raise StepFailedError for those that differ."""
    contents = contents_of(reading.held)
    count, found = 0, list[Difference]()
    for sheet in contents.layout.sheets.values():
        compared = list(_compared(contents, reading, sheet))
        count += len(compared)
        found += (item for item in compared if not _same(item.found, item.expected))
    if found:
        places = examples(item.place for item in found)
        detail = texts.DIFFERENT.format(count=len(found), places=places)
        raise StepFailedError(detail, map(str, found))
    return texts.COUNTED.format(count=count)


def _compared(contents: Contents, reading: Reading, sheet: Sheet) -> Iterator[Difference]:
    """Yield the cells of a sheet that hold what is computed, those typed over left out."""
    cells = contents.cells[sheet.id]
    expected = {at: item.value for at, item in cells.items() if isinstance(item, Formula)}
    open_formulas = set(expected)
    for array in contents.arrays.get(sheet.id, ()):
        top, left, _, _ = array.area
        for row, values in enumerate(array.values, top):
            expected |= {(row, column): value for column, value in enumerate(values, left)}
    if not expected:
        return
    locked = {n for block in sheet.blocks for n, spec in block.numbered() if spec.locked}
    last = max(row for row, _ in expected), max(column for _, column in expected)
    shown, held = reading.file.rows(sheet.title, *last), reading.file.formulas(sheet.title, *last)
    for (row, column), value in expected.items():
        formula = held[row - 1][column - 1]
        is_formula = isinstance(formula, str) and formula.startswith("=")
        if (row, column) in open_formulas and column not in locked and not is_formula:
            continue
        place = f"{sheet.title}!{column_letter(column)}{row}"
        yield Difference(place, shown[row - 1][column - 1], value)


def _same(found: Any, expected: Any) -> bool:
    if isinstance(found, Unclear):
        return False
    if isinstance(found, int | float) and isinstance(expected, int | float):
        return isclose(found, expected, rel_tol=_EXACT, abs_tol=_EXACT)
    # A cell of nothing and one of an empty text are alike, a blank and a zero are not.
    return str("" if found is None else found) == str("" if expected is None else expected)


def open_cells(bench: Bench) -> str:
    """No cell in which people type is locked on a protected sheet."""
    layout = bench.read().layout
    found = list(locked_cells(bench.copy.read_bytes(), layout))
    shut = [place for place, is_open in found if not is_open]
    if shut:
        raise StepFailedError(texts.LOCKED.format(count=len(shut), places=examples(shut)))
    if found:
        places = examples(place for place, _ in found)
        return texts.LOCKED_OPEN.format(count=len(found), places=places)
    return texts.WELL


def policies(_: Bench) -> str:
    """What the machine says of macros and of files from elsewhere."""
    if sys.platform != "win32":
        raise NotTried(texts.ONLY_WINDOWS)
    return "; ".join(f"{name}: {value or texts.NOT_SET}" for name, value in excel_policies())


def server(_: Bench) -> str:
    """The server starts through Excel's library, computes, is ended, and starts again."""
    if sys.platform != "win32":
        raise NotTried(texts.ONLY_WINDOWS)
    items = [item for _ in range(2) for item in excel_server()]
    failing = [
        texts.ITEM.format(name=item.name, detail=item.detail) for item in items if item.fails
    ]
    if failing:
        raise StepFailedError(examples(item.name for item in items if item.fails), failing)
    return items[-1].detail
