"""The remote control of the tests: the product's starter, and what a person does and sees.

Run by the Python that knows UNO, in the place of `starter.py`.
"""

import os
import pathlib
import sys

import uno
from com.sun.star.accessibility.AccessibleRole import ALERT, DIALOG, PUSH_BUTTON, TEXT

sys.path.insert(0, sys.argv[2])

from com.sun.star.lang import DisposedException
from com.sun.star.sheet.CellFlags import DATETIME, FORMULA, STRING, VALUE
from com.sun.star.sheet.FormulaResult import ERROR
from starter import Starter, main, properties

FILTERS = {".pdf": "calc_pdf_Export", ".xlsx": "Calc MS Excel 2007 XML"}
FILTERS[".xlsm"] = "Calc MS Excel 2007 VBA XML"


class Remote(Starter):
    """LibreOffice under test; each line is about one of its workbooks."""

    visible = os.environ.get("SAL_USE_VCLPLUGIN") != "svp"
    patient = False

    # The document

    def modules(self):
        names = self.document.BasicLibraries.getByName("VBAProject").ElementNames
        return sorted(names)

    def modified(self):
        """Return whether the program would ask to save."""
        return self.document.isModified()

    def close(self):
        """Close the workbook, saved or not, where it is open still."""
        if self.document in [*self.desktop.Components]:
            self.document.close(True)

    def store(self, path):
        """Store a copy in the format of the path's extension."""
        target = pathlib.Path(path)
        options = properties(FilterName=FILTERS[target.suffix], Overwrite=True)
        self.document.storeToURL(target.as_uri(), options)

    def store_part(self, path, sheet, area):
        """Store cells of one sheet as a PDF, without its titles and print area."""
        cells = self.sheet(sheet).getCellRangeByName(area)
        only = uno.Any("[]com.sun.star.beans.PropertyValue", properties(Selection=cells))
        options = properties(FilterName=FILTERS[".pdf"], Overwrite=True, FilterData=only)
        self.document.storeToURL(pathlib.Path(path).as_uri(), options)

    # The sheets

    def sheet(self, title):
        return self.document.Sheets.getByName(title)

    def sheets(self):
        """Return title, whether it is shown, whether it is protected of every sheet."""
        pages = self.document.Sheets
        sheets = [pages.getByIndex(i) for i in range(pages.Count)]
        return [[sheet.Name, sheet.IsVisible, sheet.isProtected()] for sheet in sheets]

    def active_sheet(self):
        return self.document.CurrentController.ActiveSheet.Name

    def activate(self, sheet):
        self.document.CurrentController.setActiveSheet(self.sheet(sheet))

    def values(self, sheet, area):
        """Return rows of texts and numbers; an error is its text."""
        cells = self.sheet(sheet).getCellRangeByName(area)
        rows = [list(row) for row in cells.getDataArray()]
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                if not isinstance(value, (str, float)):
                    row[j] = cells.getCellByPosition(j, i).String
        return rows

    def errors(self, sheet):
        """Return address and text of every cell of a sheet that shows an error."""
        found = self.sheet(sheet).queryFormulaCells(ERROR).Cells
        return [f"{cell.AbsoluteName.rpartition('.')[2]} {cell.String}" for cell in found]

    def formulas(self, sheet, area):
        cells = self.sheet(sheet).getCellRangeByName(area)
        return [list(row) for row in cells.getFormulaArray()]

    def set_formula(self, sheet, cell, formula):
        self.sheet(sheet).getCellRangeByName(cell).setFormula(formula)

    def set_array(self, sheet, cell, formula):
        self.sheet(sheet).getCellRangeByName(cell).setArrayFormula(formula)

    def move(self, sheet, cells, to):
        """Cut cells and paste them elsewhere on their sheet."""
        found = self.sheet(sheet)
        source = found.getCellRangeByName(cells).RangeAddress
        found.moveRange(found.getCellRangeByName(to).CellAddress, source)

    def locked(self, sheet, cells):
        """Return for each cell whether it is locked, which counts when the sheet is protected."""
        found = map(self.sheet(sheet).getCellRangeByName, cells)
        return [cell.CellProtection.IsLocked for cell in found]

    def lock(self, sheet, cell):
        """Lock a cell, as a paste from another program leaves it."""
        found = self.sheet(sheet).getCellRangeByName(cell)
        protection = found.CellProtection
        protection.IsLocked = True
        found.CellProtection = protection

    def validations(self, sheet, cells):
        """Return type, formula, title and message of the validation of each cell."""
        found = (self.sheet(sheet).getCellRangeByName(cell).Validation for cell in cells)
        return [[r.Type.value, r.getFormula1(), r.ErrorTitle, r.ErrorMessage] for r in found]

    def named(self, name):
        """Return the texts of the cells of a defined name."""
        cells = self.document.NamedRanges.getByName(name).getReferredCells()
        return [text for row in cells.getDataArray() for text in row]

    def type(self, sheet, cell, text):
        """Type into a cell as a person does: what is protected refuses."""
        self.activate(sheet)
        dispatcher = self.service("com.sun.star.frame.DispatchHelper")
        # One command goes to the cell, one types: a protected cell leaves what it holds.
        frame = self.document.CurrentController.Frame
        for command, argument in (
            (".uno:GoToCell", properties(ToPoint=cell)),
            (".uno:EnterString", properties(StringName=text)),
        ):
            dispatcher.executeDispatch(frame, command, "", 0, argument)

    def paste(self, sheet, cell, rows):
        """Copy rows of texts and numbers from a workbook of somebody else's and paste them."""
        source = self.desktop.loadComponentFromURL(
            "private:factory/scalc", "_blank", 0, properties(Hidden=True)
        )
        width = max(map(len, rows))
        area = source.Sheets.getByIndex(0).getCellRangeByPosition(0, 0, width - 1, len(rows) - 1)
        area.setDataArray([tuple(row) + ("",) * (width - len(row)) for row in rows])
        source.CurrentController.select(area)
        copied = source.CurrentController.getTransferable()
        self.select(sheet, cell)
        # Whoever is asked says yes to overwriting; without a screen nobody is.
        first = self.document.CurrentSelection.CellAddress
        across, down = first.Column, first.Row
        under = self.sheet(sheet).getCellRangeByPosition(
            across, down, across + width - 1, down + len(rows) - 1
        )
        under.clearContents(VALUE | DATETIME | STRING | FORMULA)
        self.document.CurrentController.insertTransferable(copied)
        source.close(True)

    def clear(self, sheet, cells):
        """Select cells and press Delete."""
        self.select(sheet, cells)
        self.dispatch(".uno:ClearContents")

    def shapes(self, sheet):
        """Return the kinds of all things drawn on a sheet."""
        page = self.sheet(sheet).DrawPage
        return [page.getByIndex(i).ShapeType for i in range(page.Count)]

    def tiles(self, sheet):
        """Return caption, script and place (left, top, width, height) of every tile."""
        page, found = self.sheet(sheet).DrawPage, []
        for i in range(page.Count):
            shape = page.getByIndex(i)
            at = (shape.Position.X, shape.Position.Y, shape.Size.Width, shape.Size.Height)
            found.append([shape.Description, self._script(shape), *at])
        return found

    def _script(self, shape):
        event = shape.Events.getByName("OnClick")
        return {item.Name: item.Value for item in event or ()}.get("Script", "")

    def buttons(self, sheet):
        """Return caption, scripts and place (left, top, width, height) of every button."""
        page = self.sheet(sheet).DrawPage
        form = page.Forms.getByIndex(0)
        scripts = {}
        for i in range(form.Count):
            events = form.getScriptEvents(i)
            scripts[form.getByIndex(i).Name] = [event.ScriptCode for event in events]
        found = []
        for i in range(page.Count):
            shape = page.getByIndex(i)
            if not hasattr(shape, "Control"):
                continue
            at = (shape.Position.X, shape.Position.Y, shape.Size.Width, shape.Size.Height)
            found.append([shape.Control.Label, scripts[shape.Control.Name], *at])
        return found

    def press(self, sheet, caption):
        """Press a button by its accessible action."""
        self.activate(sheet)
        page = self.sheet(sheet).DrawPage
        controller = self.document.CurrentController
        controller.setFormDesignMode(False)
        for i in range(page.Count):
            shape = page.getByIndex(i)
            if getattr(getattr(shape, "Control", None), "Label", "") == caption:
                control = controller.getControl(shape.Control)
                control.getAccessibleContext().doAccessibleAction(0)
                return
            if shape.Description == f"nút: {caption}":
                provider = self.document.getScriptProvider()
                provider.getScript(self._script(shape)).invoke((), (), ())
                return
        raise ValueError(caption)

    def select(self, sheet, cell):
        """Select a cell, as by clicking it."""
        self.activate(sheet)
        self.document.CurrentController.select(self.sheet(sheet).getCellRangeByName(cell))

    def selected(self):
        """Return the address of the selected cell, without its sheet."""
        found = self.document.CurrentSelection
        name = getattr(found, "AbsoluteName", "")
        return name.rpartition(".")[2].replace("$", "").partition(":")[0]

    def note(self, sheet, cell):
        text = self.sheet(sheet).getCellRangeByName(cell).getAnnotation().String
        return text or None

    def insert_row(self, sheet, number):
        self.sheet(sheet).Rows.insertByIndex(number - 1, 1)

    def delete_row(self, sheet, number):
        self.sheet(sheet).Rows.removeByIndex(number - 1, 1)

    def dispatch(self, command, **arguments):
        dispatcher = self.service("com.sun.star.frame.DispatchHelper")
        frame = self.document.CurrentController.Frame
        dispatcher.executeDispatch(frame, command, "", 0, properties(**arguments))

    def undo(self):
        self.dispatch(".uno:Undo")

    def save(self):
        """Save as Ctrl-S does."""
        self.dispatch(".uno:Save")

    def print_sheet(self, sheet, path):
        """Export one sheet alone, with its own pages."""
        self.activate(sheet)
        pages = self.document.Sheets
        cells = self.sheet(sheet)
        area = cells.getPrintAreas()[0]
        chosen = cells.getCellRangeByPosition(
            area.StartColumn, area.StartRow, area.EndColumn, area.EndRow
        )
        data = uno.Any("[]com.sun.star.beans.PropertyValue", properties(Selection=chosen))
        options = properties(FilterName=FILTERS[".pdf"], Overwrite=True, FilterData=data)
        self.document.storeToURL(pathlib.Path(path).as_uri(), options)
        return pages.Count

    # The screen

    def maximize(self, width=1600, height=1000):
        """Let the window of the workbook take the whole screen, or part of it."""
        self.document.CurrentController.Frame.ContainerWindow.setPosSize(0, 0, width, height, 15)

    def paint(self):
        """Let the window show all that has changed."""
        self.document.CurrentController.Frame.ContainerWindow.invalidate(0)
        self.service("com.sun.star.awt.Toolkit").processEventsToIdle()

    def _middle(self, context):
        place, size = context.getLocationOnScreen(), context.getSize()
        return [place.X + size.Width // 2, place.Y + size.Height // 2]

    def _middle_of_shape(self, shape):
        seen, screen = (
            self.document.CurrentController.getPropertyValue(name)
            for name in ("VisibleArea", "VisibleAreaOnScreen")
        )
        x = shape.Position.X + shape.Size.Width / 2 - seen.X
        y = shape.Position.Y + shape.Size.Height / 2 - seen.Y
        place = [x * screen.Width / seen.Width, y * screen.Height / seen.Height]
        return [screen.X + round(place[0]), screen.Y + round(place[1])]

    def where_button(self, sheet, caption):
        """Return where on the screen the middle of a sheet's button is."""
        self.activate(sheet)
        controller = self.document.CurrentController
        controller.setFormDesignMode(False)
        # What is drawn late takes the click otherwise.
        self.service("com.sun.star.awt.Toolkit").processEventsToIdle()
        page = self.sheet(sheet).DrawPage
        for i in range(page.Count):
            shape = page.getByIndex(i)
            if getattr(getattr(shape, "Control", None), "Label", "") == caption:
                context = controller.getControl(shape.Control).getAccessibleContext()
                return self._middle(context)
            if shape.Description == f"nút: {caption}":
                return self._middle_of_shape(shape)
        raise ValueError(caption)

    def dialog(self):
        """Return what the dialog in front says and where its buttons are; null without one."""
        toolkit = self.service("com.sun.star.awt.Toolkit")
        for i in range(toolkit.getTopWindowCount()):
            window = toolkit.getTopWindow(i)
            found = {"texts": [], "buttons": {}, "fields": []}
            if window is None:  # gone since they were counted
                continue
            try:
                context = window.getAccessibleContext()
                # Without a context, or disposed of: a window that is being closed.
                if context is None or context.getAccessibleRole() not in (DIALOG, ALERT):
                    continue
                self._read(context, found)
            except DisposedException:
                continue
            return found
        return None

    def _read(self, context, found):
        if context is None:
            return
        if context.getAccessibleRole() == PUSH_BUTTON:
            found["buttons"][context.getAccessibleName()] = self._middle(context)
        elif context.getAccessibleRole() == TEXT:
            found["fields"].append([self._middle(context), context.getText()])
        elif context.getAccessibleName():
            found["texts"].append(context.getAccessibleName())
        for i in range(context.getAccessibleChildCount()):
            child = context.getAccessibleChild(i)
            if child is not None:
                self._read(child.getAccessibleContext(), found)


main(Remote)
