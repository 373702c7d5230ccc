"""A macro such as `RunPython` starts: a finished sheet comes into the workbook with the button."""

from pathlib import Path

import xlwings as xw


def bring_sheet(path: str, copy_to: str) -> None:
    """Replace the sheet Notice by the first sheet of a file."""
    book = xw.Book.caller()
    app = book.app
    with app.properties(
        calculation="manual", screen_updating=False, enable_events=False, status_bar="Working"
    ):
        book.api.SaveCopyAs(copy_to)
        source = app.books.open(Path(path))
        try:
            new = source.sheets[0].copy(after=book.sheets["Data"])
            book.sheets["Notice"].delete()
            new.name = "Notice"
        finally:
            source.close()


def read_and_write() -> None:
    """Whole blocks, one call each."""
    sheet = xw.Book.caller().sheets["Data"]
    block = sheet.range("A1:C3").options(ndim=2).value
    sheet.range("E1").value = [[*row[:1], "x"] for row in block]
    sheet.range("G1:G3").formula = "=A1*2"


def through_apps() -> str:
    """The other way to Excel, over the desktop, with xlwings' retries around each call."""
    app = xw.apps.active
    assert app is not None
    app.status_bar = "busy"
    app.status_bar = False
    return str(app.books.active.sheets["Data"].range("A1").value)
