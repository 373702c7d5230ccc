"""The printed tables as rows of Bảng in and back: everything by the names that staff choose."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any, TypeVar

from bpindex.case.printed import (
    EACH_COMPONENT,
    EACH_GROUP,
    Listing,
    PrintedColumn,
    PrintedTable,
    Section,
    Summary,
    usual_tables,
)
from bpindex.case.ready import ready_layouts
from bpindex.case.records import Settings
from bpindex.cells.records import (
    Cells,
    SheetValues,
    block_rows,
    choices_of,
    placer,
    record_rows,
)
from bpindex.codec.fields import SHEET, cell_text, value_of, written
from bpindex.codec.rows import field_values
from bpindex.errors import InputError
from bpindex.index.definition import IndexSet
from bpindex.sheets.model import Sheet
from bpindex.sheets.printed_sheets import LIST_COLUMNS
from bpindex.words import case as case_words
from bpindex.words import files as file_words

T = TypeVar("T", Section, Summary, PrintedColumn)
# So many names are offered in the place of one that is none.
_OFFERED = 5
# What nearly every row of a block says: where it is blank too, the rest was left by mistake.
_ESSENTIAL = {"tables": "ready", "sections": "kind", "summaries": "what", "columns": "what"}


def of_names(index: IndexSet) -> dict[str, str]:
    """Return what a column may be of, by the names that staff choose: groups, then components."""
    groups = {group.name: group.id for group in index.groups}
    components = {component_name(item.id, item.name): item.id for item in index.components}
    each = {case_words.EACH_GROUP: EACH_GROUP, case_words.EACH_COMPONENT: EACH_COMPONENT}
    return {**each, **groups, **components}


def component_name(code: str, name: str) -> str:
    """Return what staff choose a component by."""
    return f"{code}. {name}"


def printed_rows(
    sheet: Sheet, tables: Sequence[PrintedTable], index: IndexSet, settings: Settings
) -> dict[str, list[Cells]]:
    """Return the rows of each block of Bảng in; a table of Thiết lập is called by its kind."""
    kinds = {table.id: table.kind for table in settings.tables}
    tables = [replace(table, id=kinds.get(table.id, table.id)) for table in tables]
    names = {code: name for name, code in of_names(index).items()}
    ready = {code: item.name for code, item in ready_layouts().items()}

    def nested(block_id: str, records: Mapping[str, Sequence[Any]]) -> list[Cells]:
        owners = [{"table": table} for table, own in records.items() for _ in own]
        own = [record for records_of in records.values() for record in records_of]
        return record_rows(sheet.block(block_id), own, owners)

    columns = {
        table.id: [replace(item, of=names.get(item.of, item.of)) for item in table.columns]
        for table in tables
    }
    lists = [
        dict(zip(LIST_COLUMNS, (written(item, SHEET) for item in table.lists), strict=False))
        for table in tables
    ]
    named = [replace(table, ready=ready.get(table.ready, table.ready)) for table in tables]
    return {
        "tables": record_rows(sheet.block("tables"), named, lists),
        "sections": nested("sections", {table.id: table.sections for table in tables}),
        "summaries": nested("summaries", {table.id: table.summaries for table in tables}),
        "columns": nested("columns", columns),
    }


def printed_from(
    values: SheetValues, sheet: Sheet, index: IndexSet, settings: Settings
) -> tuple[PrintedTable, ...]:
    """Return the printed tables of Bảng in, none where they are the usual ones."""
    reader = _Reader(values, sheet, index, settings)
    tables = tuple(reader.tables())
    return () if tables == usual_tables(settings.tables) else tables


class _Reader:
    """Reads the blocks of Bảng in; errors name sheet and cell."""

    def __init__(
        self, values: SheetValues, sheet: Sheet, index: IndexSet, settings: Settings
    ) -> None:
        self._values, self._sheet = values, sheet
        self._kinds = _heard({table.kind: table.id for table in settings.tables})
        self._of = _heard(of_names(index)) | {code: code for code in of_names(index).values()}
        self._of_names = list(of_names(index))
        self._ready = _heard({item.name: code for code, item in ready_layouts().items()})
        self._known = {
            _spoken(cells["id"]): cell_text(cells["id"]).strip()
            for _, cells in self._rows("tables")
        }

    def tables(self) -> Iterator[PrintedTable]:
        """Yield the tables with all that belongs to them."""
        sections = self._nested(Section, "sections")
        summaries = self._nested(Summary, "summaries")
        columns = self._nested(PrintedColumn, "columns")
        block = self._sheet.block("tables")
        place = placer(self._sheet, block)
        for row, cells in self._rows("tables"):
            ready = cell_text(cells["ready"]).strip()
            if not cell_text(cells["id"]).strip() and self._is_leftover("tables", cells):
                raise self._leftover("tables", row, cells, "id")
            if ready and _spoken(ready) not in self._ready:
                names = [item.name for item in ready_layouts().values()]
                raise _wrong(place(row, "ready"), ready, names)
            nested = ("sections", "columns", "summaries", "lists", "ready")
            own = field_values(PrintedTable, cells, row, place, SHEET, skip=nested)
            name = own["id"].strip()
            yield PrintedTable(
                **{**own, "id": self._kinds.get(_spoken(name), name)},
                ready=self._ready.get(_spoken(ready), ""),
                sections=tuple(sections[name]),
                summaries=tuple(summaries[name]),
                columns=tuple(columns[name]),
                lists=tuple(self._lists(row, cells)),
            )

    def _lists(self, row: int, cells: Mapping[str, Any]) -> Iterator[Listing]:
        place = placer(self._sheet, self._sheet.block("tables"))
        for key in LIST_COLUMNS:
            if cell_text(cells[key]).strip():
                yield value_of(Listing, cells[key], lambda: place(row, key), SHEET)  # noqa: B023

    def _nested(self, cls: type[T], block_id: str) -> Mapping[str, list[T]]:
        block = self._sheet.block(block_id)
        place, types = placer(self._sheet, block), choices_of(block)
        found: Mapping[str, list[T]] = defaultdict(list)
        for row, cells in self._rows(block_id):
            table = cell_text(cells["table"]).strip()
            if not table and self._is_leftover(block_id, cells):
                raise self._leftover(block_id, row, cells, "table")
            if _spoken(table) not in self._known:
                raise _wrong(place(row, "table"), table, list(self._known.values()))
            if of := cell_text(cells.get("of")).strip():
                if _spoken(of) not in self._of:
                    raise _wrong(place(row, "of"), of, self._of_names)
                cells = {**cells, "of": self._of[_spoken(of)]}
            record = cls(**field_values(cls, cells, row, place, SHEET, types=types))
            found[self._known[_spoken(table)]].append(record)
        return found

    @staticmethod
    def _is_leftover(block_id: str, cells: Mapping[str, Any]) -> bool:
        """Return whether a row lacks what every row of its block has, beside a table."""
        return not cell_text(cells[_ESSENTIAL[block_id]]).strip()

    def _leftover(self, block_id: str, row: int, cells: Mapping[str, Any], name: str) -> InputError:
        """Return what is told of cells of a row that does not say of which table it is."""
        block = self._sheet.block(block_id)
        left = [key for key, cell in cells.items() if cell_text(cell).strip()]
        told = case_words.LEFTOVER.format(
            place=placer(self._sheet, block)(row, left[0]),
            found=cell_text(cells[left[0]]).strip(),
            more=case_words.LEFTOVERS.format(count=len(left) - 1) if left[1:] else "",
            name=block.address(row, name),
        )
        return InputError(told)

    def _rows(self, block_id: str) -> list[tuple[int, dict[str, Any]]]:
        return block_rows(self._values, self._sheet.block(block_id))


def _heard(names: Mapping[str, str]) -> dict[str, str]:
    return {_spoken(name): code for name, code in names.items()}


def _spoken(cell: Any) -> str:
    """Return a name as it is heard: whatever its case and inner spaces."""
    return " ".join(cell_text(cell).casefold().split())


def _wrong(place: str, found: str, names: Sequence[str]) -> InputError:
    near = get_close_matches(found, names, _OFFERED, 0.3) or list(names)[:_OFFERED]
    expected = case_words.WANT_ONE_OF.format(offered="; ".join(near))
    template = file_words.CELL_WRONG if found else file_words.CELL_BLANK
    return InputError(template.format(place=place, found=found, expected=expected))
