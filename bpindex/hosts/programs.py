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
    if sys.platform == "win32" and (app := _excel()) is not None:
        from bpindex.hosts.excel import ExcelDesk

        try:
            yield ExcelDesk(app.books.open(path, update_links=False))
        finally:
            with suppress(Exception):
                app.quit()
    elif what_is_missing():
        yield FileDesk(path)
    else:
        with opened_aside(path) as desk:
            yield desk


def _excel() -> Any:
    """Return an Excel of our own, None where there is none; loaded on Windows alone."""
    import xlwings as xw

    try:
        app = xw.App(visible=False, add_book=False)
    except Exception:
        return None
    app.display_alerts = False
    return app
