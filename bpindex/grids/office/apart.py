"""Workbooks read in a process of their own: what breaks the reader breaks no office program.

The reader of .xls, .xlsb and .ods can end its process over a damaged file, or take all memory.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from bpindex.codec.shown import ShownNumber, Unclear
from bpindex.grids.grid import Cell
from bpindex.grids.looks import Look, struck_text
from bpindex.grids.office.calamine_sheets import BookSheets, LockedError, read_book
from bpindex.grids.office.second_look import second_look
from bpindex.words import intake as words

_SECONDS = 60
_MOST_MEMORY = 3_000_000_000
_CHILD = "from bpindex.grids.office.apart import main; main()"
# No window of its own opens on Windows for it.
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def read_apart(content: bytes, only: str = "") -> BookSheets:
    """Return what `read_book` does; raise ValueError where the reader breaks or takes too long."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, only],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            creationflags=_NO_WINDOW,
            check=False,
        )
        document = json.loads(done.stdout) if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError, OSError):
        document = {}
    if document.get("locked"):
        raise LockedError
    if "sheets" not in document:
        raise ValueError(document.get("reason", ""))
    sheets = [
        (
            title,
            [[_cell(cell) for cell in row] for row in rows],
            tuple(map(tuple, spans)),
            (frozenset(hidden), frozenset(narrow), tuple(around)),
        )
        for title, rows, spans, (hidden, narrow, around) in document["sheets"]
    ]
    return sheets, document["hidden"]


def main() -> None:
    """Read a workbook from standard input and write its sheets to standard output."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    document: dict[str, Any] = {}
    try:
        content = sys.stdin.buffer.read()
        sheets, hidden = read_book(content, sys.argv[1])
        looked, usual = _looked(content)
        document = {
            "sheets": [_shown(*each[:3], looked.get(each[0], usual)) for each in sheets],
            "hidden": hidden,
        }
    except LockedError:
        document = {"locked": True}
    except ValueError as error:
        document = {"reason": str(error)}
    sys.stdout.write(json.dumps(document))


def _looked(content: bytes) -> tuple[Mapping[str, Look], Look]:
    """Return the looks of sheets by their titles, and that of a sheet of which nothing is told."""
    # Its values are read, but nobody knows what the cells show: a person looks at the table.
    unread = Look(around=[words.LOOKS_UNREAD])
    try:
        looked = second_look(content)
    except Exception:
        return {}, unread
    return looked, unread if looked else Look()


def _shown(title: str, rows: Sequence[Sequence[Cell]], spans: Any, look: Look) -> Any:
    """Return a sheet for the other process, its cells as they are shown."""
    shown = [
        [_plain(look.shown(row, column, cell)) for column, cell in enumerate(cells)]
        for row, cells in enumerate(rows)
    ]
    struck = (
        struck_text(rows[row][column], why)
        for (row, column), why in look.doubts.items()
        if row < len(rows) and column < len(rows[row])
    )
    around = [*look.around, *dict.fromkeys(text for text in struck if text)]
    beside = sorted(look.rows), sorted(look.columns), around
    return title, shown, spans or look.spans, beside


def _plain(value: Cell) -> Any:
    if isinstance(value, Unclear):
        return {"text": value.text, "why": value.why}
    if isinstance(value, ShownNumber):
        return {"value": float(value), "shown": value.shown}
    return value


def _cell(value: Any) -> Cell:
    if not isinstance(value, dict):
        return value  # type: ignore[no-any-return]
    return ShownNumber(**value) if "shown" in value else Unclear(**value)
