"""The newest workbook of an older one, with everything that stands there carried over.

Nothing is harvested for it: what was typed over figures or on the notice stands in the new workbook
as it did in the old one, beside the same memory of the last run, and is taken by the next run.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bpindex.case.belonging import settled
from bpindex.case.index_change import index_due, with_index, without_column
from bpindex.case.model import Case
from bpindex.cells.figures import figure_cells, placed
from bpindex.cells.register import register_rows
from bpindex.codec.fields import cell_text
from bpindex.desk.moment import WayBack
from bpindex.errors import InputError
from bpindex.files.outputs import refuse_open
from bpindex.index.definition import IndexSet
from bpindex.index.periods import print_date
from bpindex.memory.found import visible
from bpindex.memory.snapshot import pack
from bpindex.reading.opened_file import SheetsOfFile
from bpindex.reading.workbook import Reading, read_with_harvest
from bpindex.sheets.addresses import column_letter
from bpindex.sheets.computed_sheets import FIGURES
from bpindex.sheets.layout import Layout, layout_of
from bpindex.sheets.model import SPARE_ROW, Sheet
from bpindex.sheets.state_sheet import STATE_COLUMNS, STATE_SHEET
from bpindex.words import workbook as workbook_words
from bpindex.workbook.build import build_workbook
from bpindex.workbook.system_sheets import CONF, CONF_SHEET, HIDDEN
from bpindex.xlsx.elements import elements, removed
from bpindex.xlsx.package import Package
from bpindex.xlsx.sheets import compute_when_opened, copy_sheet
from bpindex.xlsx.styles import STYLES, text_styles
from bpindex.xlsx.worksheet import write_cells

# Where this machine keeps Python: what else stands among xlwings' settings is the program's.
_OF_THE_MACHINE = ("INTERPRETER_WIN", "INTERPRETER", "PYTHONPATH", "CONDA PATH", "CONDA ENV")
# What is known in its own workbook alone: lists of that workbook, or other sheets, hold the rest.
_LEFT_OUT = ("conditionalFormatting", "tableParts", "legacyDrawingHF", "controls", "extLst")
_LEFT_OUT_KINDS = ("table", "pivotTable", "queryTable", "vmlDrawingHF", "ctrlProp", "slicer")
_LISTED = 8


@dataclass(frozen=True)
class Upgraded:
    """A new workbook as bytes, and the cells of the old one for which there is no place in it."""

    content: bytes
    left_out: tuple[str, ...]
    # The index set that it had, and the one in force in its period, where they are not the same.
    changed: tuple[IndexSet, IndexSet] | None = None

    @property
    def warning(self) -> str:
        """Sentences on another index set and on what was left out, blank where that is nothing."""
        told = (self._told_of_index(), self._told_of_places())
        return "\n".join(filter(None, told))

    def _told_of_index(self) -> str:
        if self.changed is None:
            return ""
        before, now = (print_date(index.effective_from) for index in self.changed)
        return workbook_words.UPGRADED_INDEX.format(before=before, now=now)

    def _told_of_places(self) -> str:
        if not self.left_out:
            return ""
        shown = [*self.left_out[:_LISTED], *(["…"] if len(self.left_out) > _LISTED else [])]
        return workbook_words.UPGRADED_BESIDE.format(places="; ".join(shown))


def upgraded(path: Path) -> Upgraded:
    """Return the newest workbook of a file; raise InputError where it cannot be read whole."""
    refuse_open(path)
    reading = read_with_harvest(path, rebuilding=True)
    old = reading.file
    index = index_due(replace(reading.stored, index=reading.wanted))
    layout = layout_of(index)
    case = with_index(reading.held, index)
    new = Package(build_workbook(case))
    _write(new, layout["corrections"].title, _links(reading, layout, case))
    _write(new, STATE_SHEET, _memory(reading, layout))
    _write(new, layout["figures"].title, dict(_typed_over(reading, layout)))
    _write(new, CONF_SHEET, dict(_conf(old)))
    left_out = [
        workbook_words.PLACE_COLUMN.format(sheet=reading.layout[part].title, column=title)
        for part, title in without_column(reading.held, index)
    ]
    places, figures = _new_places(reading, layout), reading.layout["figures"].title
    left_out += [
        workbook_words.PLACE_CELL.format(sheet=figures, cell=cell.address)
        for cell in reading.typed_over
        if cell.address not in places
    ]
    left_out += _carry_beside(new, old, reading.layout, layout)
    left_out += _not_taken_in(old, reading.layout)
    _bring_in(new, Package(old.content), reading.layout)
    compute_when_opened(new)
    changed = (reading.stored.index, index) if index.id != reading.stored.index.id else None
    return Upgraded(new.to_bytes(), tuple(left_out), changed)


def _not_taken_in(old: SheetsOfFile, layout: Layout) -> Iterator[str]:
    """Yield the sheet of pasted tables where one stands: its formats would not come with it."""
    if "paste" in layout.sheets:
        sheet = layout["paste"]
        own = {sheet.title, sheet.intro}
        cells = (cell for row in old[sheet.title] for cell in row)
        if any(cell_text(cell) and cell_text(cell) not in own for cell in cells):
            yield workbook_words.PLACE_SHEET.format(sheet=sheet.title)


def _write(package: Package, title: str, values: dict[str, Any]) -> None:
    if values:
        part = package.sheets()[title]
        styles = text_styles(package.parts[STYLES])
        package.parts[part] = write_cells(package.parts[part], _by_row(values), styles)


def _by_row(values: dict[str, Any]) -> dict[str, Any]:
    """Return cells with those of a row together."""
    return dict(sorted(values.items(), key=lambda item: int(item[0].lstrip(_LETTERS))))


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _new_places(reading: Reading, layout: Layout) -> dict[str, str]:
    """Return the new address on Bảng điểm of every figure by its old one."""
    stored = with_index(reading.stored, layout.index)
    there = {cell.key: cell.address for cell in figure_cells(layout, placed(layout, stored))}
    old = figure_cells(reading.layout, reading.stored)
    return {cell.address: there[cell.key] for cell in old if cell.key in there}


def _typed_over(reading: Reading, layout: Layout) -> Iterator[tuple[str, str]]:
    places = _new_places(reading, layout)
    for cell, text in reading.typed_over.items():
        # A text whatever it looks like, and one also where it is blank.
        if cell.address in places:
            yield places[cell.address], text


def _memory(reading: Reading, layout: Layout) -> dict[str, Any]:
    """Return the cells of the state sheet: the memory as it was, the way back at its new places."""
    back = reading.before_chunks
    try:
        if way := WayBack.unpacked(back):
            places = _new_places(reading, layout)
            # Of old ways back, which had addresses where there are keys now.
            typed = {places.get(cell, cell): text for cell, text in way.typed_over.items()}
            register = _in_order(reading, layout, way.register)
            left = way.left and _in_order(reading, layout, way.left)
            back = replace(way, register=register, typed_over=typed, left=left).packed()
    except InputError:
        pass  # told when somebody wants to go back
    months = pack(reading.held.months.to_document())
    # A workbook that is built takes everything for its own month's: over that, and to its end.
    built = pack(settled(reading.held, reading.stored.key).months.to_document())
    months += [""] * (len(built) - len(months))
    kept = dict(zip(STATE_COLUMNS, (reading.snapshot_chunks, back, months), strict=True))
    return {
        f"{column_letter(column)}{row}": chunk or None
        for column, chunks in kept.items()
        for row, chunk in enumerate(chunks, 1)
    }


def _in_order(reading: Reading, layout: Layout, rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return rows of the old register as the new one has its columns."""
    old, new = (
        each["corrections"].block("corrections").columns for each in (reading.layout, layout)
    )
    keys = [column.key for column in old]
    by_key = (dict(zip(keys, row, strict=False)) for row in rows)
    return [[cells.get(column.key, "") for column in new] for cells in by_key]


def _links(reading: Reading, layout: Layout, case: Case) -> dict[str, Any]:
    """Return the links of the register: a new workbook knows no notice to which they lead."""
    block = layout["corrections"].block("corrections")
    place = block.column_number("link") - block.first_column
    rows = register_rows(layout, case, reading.snapshot, reading.made.kept)
    return {
        block.address(number, "link"): row[place] or None
        for number, row in enumerate(rows, block.first_row)
    }


def _conf(old: SheetsOfFile) -> Iterator[tuple[str, Any]]:
    found = {str(row[0]): row[1] for row in old.optional(CONF_SHEET) if len(row) > 1}
    for row, (key, value) in enumerate(CONF, 1):
        if key in _OF_THE_MACHINE and (found.get(key) or "") != value:
            yield f"B{row}", found.get(key)


def _carry_beside(new: Package, old: SheetsOfFile, before: Layout, after: Layout) -> Iterator[str]:
    """Carry over what somebody typed beside the blocks; return the places that are taken now."""
    left_out = []
    for sheet_id, sheet in before.sheets.items():
        if not sheet.blocks:
            continue
        carried = {}
        for row, cells in enumerate(old[sheet.title], 1):
            for column, value in enumerate(cells, 1):
                if value in (None, "") or row <= SPARE_ROW or _in_block(sheet, row, column):
                    continue
                address = f"{column_letter(column)}{row}"
                if _in_block(after[sheet_id], row, column):
                    left_out.append(
                        workbook_words.PLACE_CELL.format(sheet=sheet.title, cell=address)
                    )
                else:
                    is_number = isinstance(value, int | float) and not isinstance(value, bool)
                    carried[address] = value if is_number else f"'{cell_text(value)}"
        _write(new, after[sheet_id].title, carried)
    return iter(left_out)


def _in_block(sheet: Sheet, row: int, column: int) -> bool:
    return any(
        block.header_row - bool(block.title) <= row <= block.last_row
        and block.first_column <= column <= block.last_column
        for block in sheet.blocks
    )


def _bring_in(new: Package, old: Package, before: Layout) -> None:
    """Copy in the notice, its former ones and every sheet of somebody's own, as they are."""
    tools = {sheet.title for sheet in before.sheets.values()}
    tools |= HIDDEN.keys()
    after = FIGURES.title
    for title, part in old.sheets().items():
        if visible(title) in tools:
            continue
        relations = old.relations(part)
        for relation in relations.of_kind(*_LEFT_OUT_KINDS):
            relations.drop(relation)
        xml = old.parts[part]
        old.parts[part] = removed(xml, _outermost(xml))
        copy_sheet(new, old, title, title, after)
        after = title


def _outermost(xml: bytes) -> Sequence[Any]:
    found = elements(xml, *_LEFT_OUT)
    return [i for i in found if not any(o.start < i.start and i.end <= o.end for o in found)]
