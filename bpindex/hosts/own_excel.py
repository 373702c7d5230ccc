"""An Excel of our own that nobody sees, driven by a Python that is not the one it calls."""

from typing import Any

import xlwings as xw

from bpindex.hosts.excel import ExcelDesk
from bpindex.hosts.excel_refusals import request


class OutsideDesk(ExcelDesk):
    """A workbook in such an Excel: here Python may be ended, since this one goes on."""

    @request()
    def restart_server(self) -> bool:
        """End Excel's Python by xlwings' own macro; the next function starts another one."""
        book = self._book.name.replace("'", "''")
        self._app.api.Run(f"'{book}'!KillPy")
        return True


def start_excel() -> Any:
    """Return an Excel of our own, None where there is none."""
    try:
        app = xw.App(visible=False, add_book=False)
    except Exception:
        return None
    app.display_alerts = False
    return app
