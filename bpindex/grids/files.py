"""Files of any kind of table as grids, behind the guards of all files that come from outside."""

from dataclasses import dataclass, replace
from pathlib import Path

from bpindex.codec.old_fonts import converted
from bpindex.codec.text_files import read_bytes
from bpindex.errors import InputError
from bpindex.grids.collecting import uncollected
from bpindex.grids.grid import Cell, Grid
from bpindex.grids.office.office_files import is_office, office_grids
from bpindex.grids.pages.pages import is_page, page_grids
from bpindex.grids.text_tables import decoded, delimited_grids
from bpindex.words import files as file_words
from bpindex.words import intake as words
from bpindex.xlsx.kinds import kind_of

# What files of tables are called, in a folder of them.
TABLE_ENDINGS = frozenset(
    {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".htm", ".html"}
)
_PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"MZ")


@dataclass(frozen=True)
class Opened:
    """What a file holds: its grids, and sentences on what of it was not read."""

    grids: tuple[Grid, ...]
    skipped: tuple[str, ...] = ()


def open_tables(path: Path) -> Opened:
    """Return the grids of a file; raise InputError with one sentence for what is no table."""
    try:
        content = read_bytes(path)
    except FileNotFoundError:
        raise InputError(file_words.FILE_MISSING.format(path=path)) from None
    except OSError as error:
        raise _unreadable(path.name, file_words.os_reason(error)) from None
    return tables_of(content, path.name)


@uncollected
def tables_of(content: bytes, name: str, only: str = "") -> Opened:
    """Return the grids of a file that was read; `only` is the title of the one sheet wanted."""
    if is_office(content):
        grids, hidden = office_grids(content, name, only)
        skipped = [words.SHEET_HIDDEN.format(file=name, sheet=title) for title in hidden]
        return Opened(tuple(map(_in_unicode, grids)), tuple(skipped))
    if not content.strip(b"\0 \r\n\t") or content.startswith(_PICTURES):
        raise _unreadable(name, kind_of(name, content))
    try:
        text = decoded(content)
        if not is_page(text):
            return Opened(tuple(map(_in_unicode, delimited_grids(text, name))))
        grids, unseen = page_grids(text, name)
    except ValueError as error:
        raise _unreadable(name, str(error)) from None
    told = [words.PAGE_UNSEEN.format(file=name, count=unseen)] if unseen else []
    return Opened(tuple(map(_in_unicode, grids)), tuple(told))


def _unreadable(name: str, reason: str) -> InputError:
    return InputError(words.UNREADABLE.format(path=name, reason=reason))


def _in_unicode(grid: Grid) -> Grid:
    """Return a grid with texts of old fonts as Unicode, in one form."""
    texts = [cell for row in grid.rows for cell in row if isinstance(cell, str)]
    if all(map(str.isascii, texts)) or (in_one := converted(texts)) == texts:
        return grid
    new = iter(in_one)
    rows: list[list[Cell]] = [
        [next(new) if isinstance(cell, str) else cell for cell in row] for row in grid.rows
    ]
    return replace(grid, rows=rows)
