"""Run by the system's Python, which has UNO: starts LibreOffice and does what each line asks.

Reads one JSON object a line, writes one: {"ok": value} or {"error": text}. Arguments: the
profile folder, the socket of the relay, the folder of the shim.
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import traceback

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.script import ModuleInfo

START_SECONDS = 60
CLASS = 2  # com.sun.star.script.ModuleType.CLASS
WITHOUT_WARNING = 4  # com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN
SETTINGS = """<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
FILTERS = {".pdf": "calc_pdf_Export", ".xlsx": "Calc MS Excel 2007 XML"}
FILTERS[".xlsm"] = "Calc MS Excel 2007 VBA XML"


def properties(**values):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


def module_source(path, kind):
    return f"Rem Attribute VBA_ModuleType={kind}\nOption VBASupport 1\n{path.read_text()}"


class Side:
    """The office program and the workbooks that are open in it; each line is about one."""

    def __init__(self, profile, relay_socket, shim):
        self.profile, self.relay_socket, self.shim = profile, relay_socket, shim
        self.documents, self.document = [], None

    def start(self):
        scripts = self.profile / "user" / "Scripts" / "python"
        scripts.mkdir(parents=True)
        shutil.copy(self.shim / "shim.py", scripts)
        settings = self.profile / "user" / "registrymodifications.xcu"
        settings.write_text(SETTINGS)
        pipe = f"bochiso{os.getpid()}"
        # Popen starts a process group: soffice is a script that starts the real program.
        self.office = subprocess.Popen(
            [
                *("soffice", "--headless", "--norestore", "--nologo", "--nodefault"),
                f"--accept=pipe,name={pipe};urp;",
                f"-env:UserInstallation={self.profile.as_uri()}",
            ],
            env={**os.environ, "BOCHISO_RELAY": self.relay_socket},
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                url = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
                self.context = resolver.resolve(url)
                break
            except NoConnectException:
                if time.monotonic() > deadline or self.office.poll() is not None:
                    raise
                time.sleep(0.1)
        self.desktop = self.service("com.sun.star.frame.Desktop")

    def stop(self):
        """Kill the office: nothing in it is to be kept, and ending in order can hang."""
        if self.office.poll() is None:
            os.killpg(self.office.pid, signal.SIGKILL)
        self.office.wait()

    def service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    # The document

    def open(self, path):
        """Open a workbook as a person would, with its macros, and return its number.

        What was open before stays open: LibreOffice now and then dies of closing a document
        whose buttons were looked at. So a file that is opened twice needs two names.
        """
        options = properties(MacroExecutionMode=WITHOUT_WARNING)
        url = pathlib.Path(path).as_uri()
        self.document = self.desktop.loadComponentFromURL(url, "_blank", 0, options)
        if self.document is None:
            raise ValueError(f"LibreOffice does not open {path}")
        self.documents.append(self.document)
        return len(self.documents) - 1

    def install_shim(self):
        """Put the shim in the place of xlwings' modules, which do not compile here."""
        modules = self.document.BasicLibraries.getByName("VBAProject")
        source = module_source(self.shim / "shim_xlwings.bas", "VBAModule")
        modules.insertModuleInfo("RelayServer", ModuleInfo(None, CLASS))
        server = module_source(self.shim / "shim_server.bas", "VBAClassModule")
        modules.insertByName("RelayServer", server)
        modules.replaceByName("xlwings", source)
        modules.replaceByName("Dictionary", "Option VBASupport 1\n")

    def modules(self):
        names = self.document.BasicLibraries.getByName("VBAProject").ElementNames
        return sorted(names)

    def run(self, macro):
        url = f"vnd.sun.star.script:VBAProject.{macro}?language=Basic&location=document"
        self.document.getScriptProvider().getScript(url).invoke((), (), ())

    def store(self, path):
        """Store a copy in the format of the path's extension."""
        target = pathlib.Path(path)
        options = properties(FilterName=FILTERS[target.suffix], Overwrite=True)
        self.document.storeToURL(target.as_uri(), options)

    def calculate(self):
        self.document.calculateAll()

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

    def formulas(self, sheet, area):
        cells = self.sheet(sheet).getCellRangeByName(area)
        return [list(row) for row in cells.getFormulaArray()]

    def set_formula(self, sheet, cell, formula):
        self.sheet(sheet).getCellRangeByName(cell).setFormula(formula)

    def locked(self, sheet, cells):
        """Return for each cell whether it is locked, which counts when the sheet is protected."""
        found = map(self.sheet(sheet).getCellRangeByName, cells)
        return [cell.CellProtection.IsLocked for cell in found]

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
        raise ValueError(caption)


def main():
    side = Side(pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3]))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        side.start()
        for line in sys.stdin:
            request = json.loads(line)
            if request["document"] is not None:
                side.document = side.documents[request["document"]]
            try:
                answer = {"ok": getattr(side, request["do"])(*request["with"])}
            except Exception:
                answer = {"error": traceback.format_exc()}
            print(json.dumps(answer), flush=True)
    finally:
        if hasattr(side, "office"):
            side.stop()


main()
