"""What the engine of xlwings may ask of LibreOffice; each method is one request.

Runs in LibreOffice's own Python (see `inside.py`). Books are known by their runtime id, sheets
by name, areas by address. Values travel as JSON: texts, numbers, truth values, null.
"""

import re

import uno
from com.sun.star.awt.MessageBoxButtons import BUTTONS_OK, BUTTONS_OK_CANCEL
from com.sun.star.awt.MessageBoxType import INFOBOX, QUERYBOX
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import Locale
from com.sun.star.table import CellAddress

_ENGLISH = Locale("en", "US", "")
_EXCEL_A1 = 1  # com.sun.star.sheet.AddressConvention.XL_A1
# Texts and names of sheets, as one captured piece.
_QUOTED = re.compile("""("[^"]*"|'[^']*')""")
_MACROS = "Calc MS Excel 2007 VBA XML"


def _properties(**values):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


class Desk:
    """LibreOffice as the engine sees it."""

    # How often controllers were locked, by the runtime id of their book.
    _locked = {}

    def __init__(self, context):
        self.context = context
        self.desktop = self._service("com.sun.star.frame.Desktop")

    def _service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def _documents(self):
        found = self.desktop.Components.createEnumeration()
        while found.hasMoreElements():
            document = found.nextElement()
            if hasattr(document, "Sheets"):
                yield document

    def _book(self, uid):
        for document in self._documents():
            if document.RuntimeUID == uid:
                return document
        raise LookupError(f"no open workbook {uid}")

    def _sheet(self, uid, name):
        return self._book(uid).Sheets.getByName(name)

    def _cells(self, uid, sheet, area):
        return self._sheet(uid, sheet).getCellRangeByName(area)

    # Books

    def books(self):
        """Return id and path of every open workbook."""
        return [
            [document.RuntimeUID, uno.fileUrlToSystemPath(url) if (url := document.URL) else ""]
            for document in self._documents()
        ]

    def open(self, path):
        """Open a workbook without showing it; return its id."""
        url = uno.systemPathToFileUrl(path)
        # Not read-only: a sheet of such a workbook takes no other name.
        options = _properties(Hidden=True, UpdateDocMode=0)
        document = self.desktop.loadComponentFromURL(url, "_blank", 0, options)
        if document is None:
            raise OSError(f"LibreOffice does not open {path}")
        return document.RuntimeUID

    def close(self, uid):
        self._book(uid).close(True)

    def save_copy(self, uid, path):
        """Store a copy with formulas, values and macros; the workbook itself stays as it is."""
        url = uno.systemPathToFileUrl(path)
        self._book(uid).storeToURL(url, _properties(FilterName=_MACROS, Overwrite=True))

    # Sheets

    def sheets(self, uid):
        return list(self._book(uid).Sheets.ElementNames)

    def active_sheet(self, uid):
        return self._book(uid).CurrentController.ActiveSheet.Name

    def rename(self, uid, name, new_name):
        if self._book(uid).Sheets.hasByName(new_name):
            raise ValueError(f"there is a sheet {new_name}")
        self._sheet(uid, name).Name = new_name

    def delete(self, uid, name):
        self._book(uid).Sheets.removeByName(name)

    def activate(self, uid, name):
        self._book(uid).CurrentController.setActiveSheet(self._sheet(uid, name))

    def copy(self, uid, name, target, neighbour, after):
        """Copy a sheet into a workbook, before or behind one of its sheets."""
        source, sheets = self._book(uid), self._book(target).Sheets
        self._give_module(source, source.Sheets.getByName(name))
        place = list(sheets.ElementNames).index(neighbour) + bool(after)
        sheets.importSheet(source, name, place)
        page = self._copy_page(source, source.Sheets.getByName(name), self._book(target))
        original, twin = source.Sheets.getByName(name), sheets.getByIndex(place)
        twin.PageStyle = page
        for get, put in (
            (original.getPrintAreas, twin.setPrintAreas),
            (lambda: [original.getTitleRows()], lambda rows: twin.setTitleRows(rows[0])),
        ):
            areas = list(get())
            for area in areas:
                area.Sheet = place
            put(tuple(areas))
        twin.setPrintTitleRows(original.getPrintTitleRows())
        self._hide_grid_lines(self._book(target), twin)

    def _hide_grid_lines(self, book, sheet):
        """Hide the grid lines of a copied sheet; LibreOffice shows those of every new one."""
        controller = book.CurrentController
        shown = controller.ActiveSheet
        controller.setActiveSheet(sheet)
        dispatcher = self._service("com.sun.star.frame.DispatchHelper")
        dispatcher.executeDispatch(controller.Frame, ".uno:ToggleSheetGrid", "", 0, ())
        controller.setActiveSheet(shown)

    def _copy_page(self, source, sheet, target):
        """Copy the page of a sheet, which stays behind as a style; return its name there.

        Sheets of one name share it: paper, margins and headers are the same each time.
        """
        family = "PageStyles"
        page = source.StyleFamilies.getByName(family).getByName(sheet.PageStyle)
        styles = target.StyleFamilies.getByName(family)
        name = f"BoChiSo {sheet.Name.partition(' (')[0]}"
        if not styles.hasByName(name):
            styles.insertByName(name, target.createInstance("com.sun.star.style.PageStyle"))
        twin = styles.getByName(name)
        # First what decides whether other properties exist or may be set.
        first = ("IsLandscape", "HeaderIsOn", "FooterIsOn", "HeaderIsShared", "FirstIsShared")
        names = [item.Name for item in page.PropertySetInfo.Properties]
        # Twice: heights of headers and margins change each other.
        for item in sorted(names, key=lambda item: item not in first) + names:
            try:
                twin.setPropertyValue(item, page.getPropertyValue(item))
            except Exception:
                continue  # some only tell of others
        return name

    def _give_module(self, document, sheet):
        """Give a sheet the Basic module that LibreOffice copies along into a workbook with VBA."""
        if not sheet.CodeName:
            sheet.CodeName = f"Copied{sheet.RangeAddress.Sheet + 1}"
        libraries = document.BasicLibraries
        if not libraries.ElementNames:
            libraries.createLibrary("Standard")
        for library in libraries.ElementNames:
            libraries.loadLibrary(library)
            modules = libraries.getByName(library)
            if not modules.hasByName(sheet.CodeName):
                modules.insertByName(sheet.CodeName, "")

    # Cells

    def values(self, uid, sheet, area):
        """Return rows of texts and numbers, null for blank cells, the text of an error."""
        cells = self._cells(uid, sheet, area)
        rows = [[None if cell == "" else cell for cell in row] for row in cells.getDataArray()]
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                if value is not None and not isinstance(value, (str, float)):
                    row[j] = cells.getCellByPosition(j, i).String
        return rows

    def write(self, uid, sheet, area, rows):
        """Write rows as Excel takes them: formulas, texts behind an apostrophe, the rest."""
        cells = self._cells(uid, sheet, area)
        plain = [["" if value is None else value for value in row] for row in rows]
        formulas = []
        for i, row in enumerate(plain):
            for j, value in enumerate(row):
                if isinstance(value, str) and value[:1] in ("=", "'"):
                    cell = cells.getCellByPosition(j, i)
                    if self._is_text_cell(uid, cell):
                        continue
                    if value[0] == "=":
                        formulas.append((cell, value))
                        row[j] = ""
                    else:
                        row[j] = value[1:]
        cells.setDataArray(tuple(map(tuple, plain)))
        for cell, formula in formulas:
            self._set_formula(uid, cell, formula)

    def _is_text_cell(self, uid, cell):
        formats = self._book(uid).NumberFormats
        return formats.getByKey(cell.NumberFormat).FormatString == "@"

    def _set_formula(self, uid, cell, formula):
        """Set a formula that is written as in Excel: English names, commas, sheet!A1."""
        parser = self._book(uid).createInstance("com.sun.star.sheet.FormulaParser")
        parser.CompileEnglish = True
        parser.FormulaConvention = _EXCEL_A1
        # Its English keeps the semicolon between arguments.
        pieces = _QUOTED.split(formula[1:])
        pieces[::2] = [piece.replace(",", ";") for piece in pieces[::2]]
        cell.setTokens(parser.parseFormula("".join(pieces), cell.CellAddress))

    def formulas(self, uid, sheet, area):
        """Return rows of formulas as LibreOffice writes them, constants as they are."""
        return [list(row) for row in self._cells(uid, sheet, area).getFormulaArray()]

    def number_format(self, uid, sheet, area):
        formats = self._book(uid).NumberFormats
        return formats.getByKey(self._cells(uid, sheet, area).NumberFormat).FormatString

    def set_number_format(self, uid, sheet, area, text):
        formats = self._book(uid).NumberFormats
        key = formats.queryKey(text, _ENGLISH, False)
        if key == -1:
            key = formats.addNew(text, _ENGLISH)
        self._cells(uid, sheet, area).NumberFormat = key

    def autofit_rows(self, uid, sheet, area):
        self._cells(uid, sheet, area).Rows.OptimalHeight = True

    def clear(self, uid, sheet, area):
        self._cells(uid, sheet, area).clearContents(1 | 2 | 4 | 16)

    def note(self, uid, sheet, cell):
        """Return the text of a cell's note, null where it has none."""
        text = self._cells(uid, sheet, cell).getCellByPosition(0, 0).getAnnotation().String
        return text or None

    def set_note(self, uid, sheet, cell, text):
        """Give a cell a note, or none where the text is blank."""
        page = self._sheet(uid, sheet)
        place = self._cells(uid, sheet, cell).RangeAddress
        for i in range(page.Annotations.Count):
            at = page.Annotations.getByIndex(i).Position
            if (at.Column, at.Row) == (place.StartColumn, place.StartRow):
                page.Annotations.removeByIndex(i)
                break
        if text:
            address = CellAddress(place.Sheet, place.StartColumn, place.StartRow)
            page.Annotations.insertNew(address, text)

    def selection(self, uid):
        """Return sheet, row, column and size of what is selected, null where that is no cell."""
        found = self._book(uid).CurrentSelection
        if found is None or not hasattr(found, "RangeAddress"):
            return None
        place = found.RangeAddress
        size = (place.EndRow - place.StartRow + 1, place.EndColumn - place.StartColumn + 1)
        return [found.Spreadsheet.Name, place.StartRow + 1, place.StartColumn + 1, *size]

    # The program

    def calculate(self, uid):
        self._book(uid).calculateAll()

    def automatic(self, uid):
        return self._book(uid).isAutomaticCalculationEnabled()

    def set_automatic(self, uid, value):
        self._book(uid).enableAutomaticCalculation(bool(value))

    def set_painting(self, uid, value):
        """Hold or let go the painting of a workbook's windows."""
        book, count = self._book(uid), self._locked.get(uid, 0)
        if not value:
            book.lockControllers()
            self._locked[uid] = count + 1
        elif count:
            book.unlockControllers()
            self._locked[uid] = count - 1

    def painting(self, uid):
        return not self._locked.get(uid, 0)

    def status(self, uid, text):
        """Show a text in the status bar; none gives it back to the program."""
        indicator = self._book(uid).CurrentController.StatusIndicator
        indicator.end()
        if text:
            indicator.start(text, 0)

    def alert(self, uid, text, title, with_cancel):
        """Show a message box; return "ok" or "cancel"."""
        window = self._book(uid).CurrentController.Frame.ContainerWindow
        kind, buttons = (QUERYBOX, BUTTONS_OK_CANCEL) if with_cancel else (INFOBOX, BUTTONS_OK)
        box = window.Toolkit.createMessageBox(window, kind, buttons, title, text)
        try:
            return "ok" if box.execute() == 1 else "cancel"
        finally:
            box.dispose()

    def ask(self, uid, text, title, refuse):
        """Ask for one line of text; return it, null when the user takes the button `refuse`."""
        model = self._service("com.sun.star.awt.UnoControlDialogModel")
        model.Title, model.Width = title, 260
        lines = text.count("\n") + len(text) // 60 + 1
        height = min(9 * lines, 160)
        model.Height = height + 52

        def put(kind, name, place, **values):
            item = model.createInstance(f"com.sun.star.awt.UnoControl{kind}Model")
            item.PositionX, item.PositionY, item.Width, item.Height = place
            for key, value in values.items():
                setattr(item, key, value)
            model.insertByName(name, item)

        put("FixedText", "text", (8, 8, 244, height), Label=text, MultiLine=True)
        put("Edit", "answer", (8, height + 12, 244, 14), TabIndex=0)
        ok = {"Label": "OK", "PushButtonType": 1, "DefaultButton": True, "TabIndex": 1}
        put("Button", "ok", (144, height + 32, 50, 14), **ok)
        put("Button", "cancel", (202, height + 32, 50, 14), Label=refuse, PushButtonType=2)
        dialog = self._service("com.sun.star.awt.UnoControlDialog")
        dialog.setModel(model)
        window = self._book(uid).CurrentController.Frame.ContainerWindow
        dialog.createPeer(window.Toolkit, window)
        try:
            done = dialog.execute() == 1
            return dialog.getControl("answer").Text if done else None
        finally:
            dialog.dispose()

    def choose_file(self, uid, title, pattern):
        """Let the user choose a file to open; null when none was chosen."""
        picker = self._service("com.sun.star.ui.dialogs.FilePicker")
        picker.setTitle(title)
        picker.appendFilter(pattern, pattern)
        if picker.execute() != 1:
            return None
        return uno.fileUrlToSystemPath(picker.getSelectedFiles()[0])
