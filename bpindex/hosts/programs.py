"""The program of this machine in which a workbook can be opened without anybody before it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from bpindex.desk.contract import Desk
from bpindex.hosts.file_desk import FileDesk
from bpindex.hosts.libreoffice.office import opened_aside, what_is_missing


@contextmanager
def opened_somewhere(path: Path) -> Iterator[Desk]:
    """Open a workbook in Excel, else in LibreOffice, else as a file alone; close it unsaved."""
    if (app := _excel()) is not None:
        from bpindex.hosts.own_excel import OutsideDesk

        try:
            yield OutsideDesk(app.books.open(path, update_links=False))
        finally:
            with suppress(Exception):
                app.quit()
    elif what_is_missing():
        yield FileDesk(path)
    else:
        with opened_aside(path) as desk:
            yield desk


def _excel() -> Any:
    """Return an Excel, None where there is none; its library is loaded on Windows alone."""
    if sys.platform != "win32":
        return None
    from bpindex.hosts.own_excel import start_excel

    return start_excel()
