"""The very hidden sheet where the tool keeps what it generated last, and the way back.

Column A holds the snapshot of the notice, column B the state before the last run, column C what
each month was made with, column D what stood in the data before the last import, each packed into
texts that no office program changes.
"""

from collections.abc import Sequence
from typing import Any

STATE_SHEET = "bpindex.state"
SNAPSHOT_COLUMN, BEFORE_COLUMN, MONTHS_COLUMN = 1, 2, 3
IMPORT_COLUMN = 4
STATE_COLUMNS = (SNAPSHOT_COLUMN, BEFORE_COLUMN, MONTHS_COLUMN)
CAPACITY = 400


def chunks_of(values: Sequence[Sequence[Any]], column: int) -> list[str]:
    """Return the texts of one column of the sheet, from its first row to the first blank one."""
    chunks = []
    for row in values[:CAPACITY]:
        text = row[column - 1] if len(row) >= column else None
        if not text:
            break
        chunks.append(str(text))
    return chunks


def write(book: Any, months: Sequence[str]) -> None:
    """Write the sheet of a workbook in which no notice was made; `months` are texts of column C."""
    sheet = book.add_worksheet(STATE_SHEET)
    sheet.set_vba_name("shState")
    sheet.very_hidden()
    text = book.add_format({"num_format": "@"})
    sheet.set_column(0, IMPORT_COLUMN - 1, 20, text)
    for row, chunk in enumerate(months):
        sheet.write_string(row, MONTHS_COLUMN - 1, chunk, text)
