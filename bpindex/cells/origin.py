"""Names of places in the workbook for messages and links: sheet and cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bpindex.case.model import Noticed
from bpindex.cells.records import SheetValues, block_rows
from bpindex.codec.fields import cell_text
from bpindex.sheets.layout import Layout
from bpindex.sheets.model import Sheet, SheetBlock
from bpindex.words import workbook as workbook_words


@dataclass(frozen=True)
class WorkbookOrigin:
    """Names places of the workbook: sheet and cell.

    `settings_rows` gives block and row of the tables of Thiết lập and of their columns, by the
    key of messages, such as "table.<id>.column.CK"; `noticed` what is typed beside all
    blocks or nobody sees, `typed` where that stands which is no row of the register yet.
    """

    layout: Layout
    settings_rows: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    noticed: Mapping[tuple[str, Noticed], Sequence[str]] = field(default_factory=dict)
    typed: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def by_name(self) -> bool:
        """Agencies are chosen by name."""
        return True

    def place(self, part: str, row: int = 0, column: str = "") -> str:
        """Return e.g. "trang Số liệu, ô F12", or the sheet and words where there is no one cell."""
        title, cell = self.cell(part, row, column)
        if cell:
            return workbook_words.PLACE_CELL.format(sheet=title, cell=cell)
        text = workbook_words.PLACE_SHEET.format(sheet=title)
        blocks = self.layout[part].blocks
        titles = {spec.key: spec.title for block in blocks for spec in block.columns}
        name = titles.get(column.rpartition(".")[2])
        return f"{text} ({name})" if name else text

    def cell(self, part: str, row: int = 0, column: str = "") -> tuple[str, str]:
        """Return the title of the sheet and the address of the cell, or of its row, or blank."""
        if part == "corrections" and not row and column in self.typed:
            return self.typed[column]
        sheet = self.layout[part]
        if part == "settings" and (address := self._settings_cell(sheet, column)):
            return sheet.title, address
        for block in sheet.blocks:
            keys = [spec.key for spec in block.columns]
            if block.singles and column:
                # A label's key names its block: "labels.stt".
                singles = [single.key for single in block.singles]
                key = column.removeprefix("labels.")
                if key in singles:
                    number = block.first_row + singles.index(key)
                    return sheet.title, block.address(number, "value")
            elif column in keys and not row:  # the whole column, by its header
                return sheet.title, block.address(block.header_row, seen(block, column))
            elif row and block.first_row <= row <= block.last_row:
                # A paragraph's key ends with its column: "paragraph.title.kind".
                own = (key for key in (column, column.rpartition(".")[2]) if key in keys)
                return sheet.title, block.address(row, seen(block, next(own, keys[0])))
        return sheet.title, ""

    def _settings_cell(self, sheet: Sheet, key: str) -> str:
        """Return the address of a table's or a table column's value, or blank."""
        names = key.split(".")
        for end in range(len(names), 0, -1):
            if found := self.settings_rows.get(".".join(names[:end])):
                block_id, row = found
                block = sheet.block(block_id)
                keys = [spec.key for spec in block.columns]
                wanted = names[end] if end < len(names) else ""
                own = "group" if "group" in keys else keys[0]
                return block.address(row, seen(block, wanted if wanted in keys else own))
        return ""


def seen(block: SheetBlock, key: str) -> str:
    """Return the column where people see it: a code is out of sight, its name stands beside it."""
    keys = [spec.key for spec in block.columns]
    later = block.columns[keys.index(key) :]
    return next((spec.key for spec in later if not spec.hidden), key)


def settings_rows(values: SheetValues, sheet: Sheet) -> dict[str, tuple[str, int]]:
    """Return block and row of every table and of every column of a table, by key."""
    rows: dict[str, tuple[str, int]] = {}
    for row, cells in block_rows(values, sheet.block("tables")):
        rows.setdefault(f"table.{cell_text(cells['id'])}", ("tables", row))
    for row, cells in block_rows(values, sheet.block("columns")):
        key = f"table.{cell_text(cells['table'])}.column"
        rows.setdefault(key, ("columns", row))
        rows.setdefault(f"{key}.{cell_text(cells['group'])}", ("columns", row))
    return rows
