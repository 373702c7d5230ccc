"""What the desk may ask of LibreOffice; each method is one request.

Runs in LibreOffice's own Python (see `inside.py`). Sheets are known by title, areas by address.
Values travel as JSON: texts, numbers, truth values, null.
"""

import uno
from bochiso_cells import is_text_cell, rows_of, set_formula
from bochiso_dialogs import Progress, ask_line, chosen_files, product_name
from bochiso_pages import copy_sheet
from com.sun.star.awt.MessageBoxButtons import BUTTONS_OK, BUTTONS_OK_CANCEL
from com.sun.star.awt.MessageBoxType import INFOBOX, QUERYBOX
from com.sun.star.beans import PropertyValue

_MACROS = "Calc MS Excel 2007 VBA XML"


def properties(**values):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


class Desk:
    """One open workbook for as long as one macro runs on it."""

    def __init__(self, context, document):
        self.context, self.document = context, document
        # Whether formulas were computed by themselves before each `hold`.
        self._held = []
        self._progress = None

    def _service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def _sheet(self, title):
        return self.document.Sheets.getByName(title)

    def _cells(self, sheet, area):
        return self._sheet(sheet).getCellRangeByName(area)

    def _window(self):
        return self.document.CurrentController.Frame.ContainerWindow

    # The whole workbook

    def save_copy(self, path):
        """Store a copy with formulas, values and macros; the workbook itself stays as it is."""
        url = uno.systemPathToFileUrl(path)
        self.document.storeToURL(url, properties(FilterName=_MACROS, Overwrite=True))

    def path(self):
        """Return where the workbook lies, a blank text where it was never saved."""
        url = self.document.getURL()
        return uno.fileUrlToSystemPath(url) if url.startswith("file:") else ""

    def recalculate(self):
        """Compute everything."""
        self.document.calculateAll()
        return True

    def program(self):
        """Return the name of the program and its version."""
        return product_name(self._service)

    def hold(self):
        """Hold painting and computing until `release`."""
        self._held.append(self.document.isAutomaticCalculationEnabled())
        self.document.lockControllers()
        self.document.enableAutomaticCalculation(False)

    def release(self):
        """Give back what the last `hold` took."""
        try:
            self.document.enableAutomaticCalculation(self._held.pop())
        finally:
            self.document.unlockControllers()
        # A step taken back would now hit other sheets: it knows them by their places.
        self.document.getUndoManager().clear()

    def leave(self):
        """Give back whatever is still held: nobody is there to do so."""
        if self._progress:
            self._progress = self._progress.close()
        while self._held:
            self.release()

    # Sheets

    def has_sheet(self, title):
        return self.document.Sheets.hasByName(title)

    def rename_sheet(self, title, new_title):
        if self.has_sheet(new_title):
            raise ValueError(f"there is a sheet {new_title}")
        self._sheet(title).Name = new_title

    def delete_sheet(self, title):
        self.document.Sheets.removeByName(title)

    def protect(self, sheet, on):
        """Protect a sheet without a password, or give it free."""
        found = self._sheet(sheet)
        if on:
            found.protect("")
        else:
            found.unprotect("")
        if found.isProtected() != on:
            raise ValueError(f"{sheet} has a password")

    def show_sheet(self, title, cell):
        controller = self.document.CurrentController
        controller.setActiveSheet(self._sheet(title))
        if cell:
            controller.select(self._cells(title, cell))

    def bring_in(self, path, titles, after):
        """Copy sheets of a file, each under its new title, one behind the other."""
        source = self._opened(path)
        try:
            first = self.document.Sheets.ElementNames.index(after) + 1
            for place, (title, new_title) in enumerate(titles.items(), first):
                twin = copy_sheet(self.document, source, title, new_title, place)
                self._hide_grid_lines(twin)
        finally:
            source.close(True)

    def _opened(self, path):
        """Open a file hidden; not read-only, or a sheet of such a workbook takes no other name."""
        url = uno.systemPathToFileUrl(path)
        options = properties(Hidden=True, UpdateDocMode=0)
        desktop = self._service("com.sun.star.frame.Desktop")
        source = desktop.loadComponentFromURL(url, "_blank", 0, options)
        if source is None:
            raise OSError(f"LibreOffice does not open {path}")
        return source

    def save_pdf(self, path, target):
        """Print all sheets of a file into one PDF, as archives want it (PDF/A-2b)."""
        source = self._opened(path)
        try:
            data = uno.Any("[]com.sun.star.beans.PropertyValue", properties(SelectPdfVersion=2))
            options = properties(FilterName="calc_pdf_Export", FilterData=data, Overwrite=True)
            source.storeToURL(uno.systemPathToFileUrl(target), options)
        finally:
            source.close(True)

    def _hide_grid_lines(self, sheet):
        """Hide the grid lines of a copied sheet; LibreOffice shows those of every new one."""
        controller = self.document.CurrentController
        shown = controller.ActiveSheet
        controller.setActiveSheet(sheet)
        dispatcher = self._service("com.sun.star.frame.DispatchHelper")
        dispatcher.executeDispatch(controller.Frame, ".uno:ToggleSheetGrid", "", 0, ())
        controller.setActiveSheet(shown)

    # Cells

    def selection(self):
        """Return sheet, row, column and size of what is selected, null where that is no cell."""
        found = self.document.CurrentSelection
        if found is None or not hasattr(found, "RangeAddress"):
            return None
        place = found.RangeAddress
        size = (place.EndRow - place.StartRow + 1, place.EndColumn - place.StartColumn + 1)
        return [found.Spreadsheet.Name, place.StartRow + 1, place.StartColumn + 1, *size]

    def read(self, sheet, area):
        return rows_of(self._cells(sheet, area))

    def write(self, sheet, area, rows):
        """Write rows as Excel takes them: formulas, texts behind an apostrophe, the rest."""
        cells = self._cells(sheet, area)
        plain = [["" if value is None else value for value in row] for row in rows]
        formulas = []
        for i, row in enumerate(plain):
            for j, value in enumerate(row):
                if isinstance(value, str) and value[:1] in ("=", "'"):
                    cell = cells.getCellByPosition(j, i)
                    if is_text_cell(self.document, cell):
                        continue
                    if value[0] == "=":
                        formulas.append((cell, value))
                        row[j] = ""
                    else:
                        row[j] = value[1:]
        # Texts written in a block make text cells, which would take no formula the next time.
        formats = [(part, part.NumberFormat) for part in cells.getUniqueCellFormatRanges()]

        def write():
            cells.setDataArray(tuple(map(tuple, plain)))
            for part, number_format in formats:
                part.NumberFormat = number_format
            for cell, formula in formulas:
                set_formula(self.document, cell, formula)

        self._change(sheet, write)

    def type_in(self, sheet, cell, value):
        """Type into a cell; return whether the protection of its sheet lets it."""
        try:
            self._cells(sheet, cell).setDataArray((("" if value is None else value,),))
        except Exception:
            if not self._sheet(sheet).isProtected():
                raise
            return False
        return True

    def paste(self, sheet, source, cell):
        """Copy a cell over another one, with look and lock: beside a protection nothing comes."""
        found, place = self._sheet(sheet), self._cells(sheet, cell).CellAddress
        is_protected = found.isProtected()
        if is_protected:
            self.protect(sheet, False)
        try:
            found.copyRange(place, self._cells(sheet, source).RangeAddress)
        finally:
            if is_protected:
                self.protect(sheet, True)

    def _change(self, sheet, change):
        """Change a sheet; where its protection refuses that, it is lifted meanwhile."""
        try:
            change()
        except Exception:
            if not self._sheet(sheet).isProtected():
                raise
            self.protect(sheet, False)
            try:
                change()
            finally:
                self.protect(sheet, True)

    def write_formula(self, sheet, cell, formula):
        """Write a formula into a cell of whatever format, which it keeps."""
        self._change(sheet, lambda: set_formula(self.document, self._cells(sheet, cell), formula))

    def fit_rows(self, sheet, area):
        self._cells(sheet, area).Rows.OptimalHeight = True

    def set_note(self, sheet, cell, text):
        """Give a cell a note, or none where the text is blank."""
        notes = self._sheet(sheet).Annotations
        address = self._cells(sheet, cell).CellAddress
        for i in range(notes.Count):
            if notes.getByIndex(i).Position == address:
                notes.removeByIndex(i)
                break
        if text:
            notes.insertNew(address, text)

    # The user

    def status(self, text):
        """Show a text in the status bar; none gives it back to the program."""
        if self._progress:
            self._progress = self._progress.close()
        indicator = self.document.CurrentController.StatusIndicator
        indicator.end()
        if text:
            indicator.start(text, 0)

    def progress(self, text, share, title, stop):
        """Show how far something is; return whether to go on with it."""
        if self._progress is None:
            self._progress = Progress(self._service, self._window(), title, stop)
        return self._progress.show(text, share)

    def tell(self, text, title):
        """Show a message box until it has been read."""
        self._box(INFOBOX, BUTTONS_OK, text, title)

    def confirm(self, text, title):
        """Show a message box; return whether it was agreed to."""
        return self._box(QUERYBOX, BUTTONS_OK_CANCEL, text, title) == 1

    def _box(self, kind, buttons, text, title):
        window = self._window()
        box = window.Toolkit.createMessageBox(window, kind, buttons, title, text)
        try:
            return box.execute()
        finally:
            box.dispose()

    def ask(self, text, title, cancel):
        """Ask for one line of text; return it, null when the user gives none."""
        return ask_line(self._service, self._window(), text, title, cancel)

    def choose_file(self, title, pattern):
        """Let the user choose a file to open; null when none was chosen."""
        return next(iter(chosen_files(self._service, self.document, title, pattern, False)), None)

    def choose_files(self, title, pattern):
        """Let the user choose files to open; none when none was chosen."""
        return chosen_files(self._service, self.document, title, pattern, True)
