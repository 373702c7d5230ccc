"""Run by the Python that knows UNO: starts LibreOffice and opens workbooks in it.

Reads one JSON object a line, writes one: {"ok": value} or {"error": text}. Arguments: the
profile folder and the folder of this file.
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
from bochiso_charts import keep_unmodified
from bochiso_desk import properties
from com.sun.star.connection import NoConnectException
from com.sun.star.script import ModuleInfo

START_SECONDS = 60
CLOSE_SECONDS = 20
CLASS = 2  # com.sun.star.script.ModuleType.CLASS
WITHOUT_WARNING = 4  # com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN
# Macros run only in this profile, and no first-start windows are shown. What is typed stays as it
# is typed: "11" is not completed to a figure of the column, and a day stands before its month.
SETTINGS = """<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc">
<prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop>
<prop oor:name="ShowTipOfTheDay" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Setup/Product">
<prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>99.0</value></prop>
<prop oor:name="LastTimeGetInvolvedShown" oor:op="fuse"><value>4000000000</value></prop>
<prop oor:name="LastTimeDonateShown" oor:op="fuse"><value>4000000000</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Save/Document">
<prop oor:name="WarnAlienFormat" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Input">
<prop oor:name="AutoInput" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="DateAcceptancePatterns" oor:op="fuse"><value>D/M/Y;D/M</value></prop></item>
</oor:items>
"""


def module_source(path, kind):
    return f"Rem Attribute VBA_ModuleType={kind}\nOption VBASupport 1\n{path.read_text()}"


class Starter:
    """The office program and the workbooks that are open in it.

    While it is patient it is never stopped as long as the user has a window open.
    """

    # Where nobody is to see it, nobody is there to close its windows.
    visible = patient = "BOCHISO_UNSEEN" not in os.environ

    def __init__(self, profile, here):
        self.profile, self.here = profile, here
        self.documents, self.document, self.locks = [], None, []

    def start(self):
        scripts = self.profile / "user" / "Scripts" / "python"
        scripts.mkdir(parents=True, exist_ok=True)
        shutil.copy(self.here / "inside.py", scripts)
        settings = self.profile / "user" / "registrymodifications.xcu"
        if not settings.exists():
            settings.write_text(SETTINGS)
        pipe = f"bochiso{os.getpid()}"
        options = ["--norestore", "--nologo", "--nodefault", "--nofirststartwizard"]
        if not self.visible:
            options.append("--headless")
        # A group of its own: soffice is a script that starts the real program.
        self.office = subprocess.Popen(
            [
                *("soffice", *options),
                f"--accept=pipe,name={pipe};urp;",
                f"-env:UserInstallation={self.profile.as_uri()}",
            ],
            env={**os.environ, "BOCHISO_SCRIPTS": str(self.here)},
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
        """End the office: in order if it does so in time, by its own process group if not."""
        while self.patient and self.is_open():
            time.sleep(0.5)
        if self.visible and not self.is_open() and self.office.poll() is None:
            try:
                self.desktop.terminate()
                self.office.wait(CLOSE_SECONDS)
            except Exception:
                pass
        if self.office.poll() is None:
            os.killpg(self.office.pid, signal.SIGKILL)
        self.office.wait()
        for lock in self.locks:
            # What a killed office leaves would keep the file from being opened again.
            lock.unlink(missing_ok=True)

    def service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def open(self, path):
        """Open a workbook as a person would, with its macros, and return its number."""
        # Hidden first: what is shown compiles its modules at once, xlwings' own among them.
        options = properties(MacroExecutionMode=WITHOUT_WARNING, Hidden=True)
        file = pathlib.Path(path)
        lock = file.with_name(f".~lock.{file.name}#")
        if not lock.exists():
            self.locks.append(lock)
        url = file.as_uri()
        self.document = self.desktop.loadComponentFromURL(url, "_blank", 0, options)
        if self.document is None:
            raise ValueError(f"LibreOffice does not open {path}")
        self.documents.append(self.document)
        return len(self.documents) - 1

    def install_shim(self):
        """Put the shim in the place of xlwings' modules, which do not compile here."""
        automatic = self.document.isAutomaticCalculationEnabled()
        # Nothing may be computed, and so compiled, while modules change.
        self.document.enableAutomaticCalculation(False)
        modules = self.document.BasicLibraries.getByName("VBAProject")
        modules.insertModuleInfo("BridgeServer", ModuleInfo(None, CLASS))
        server = module_source(self.here / "shim_server.bas", "VBAClassModule")
        modules.insertByName("BridgeServer", server)
        source = module_source(self.here / "shim_xlwings.bas", "VBAModule")
        modules.replaceByName("xlwings", source)
        modules.replaceByName("Dictionary", "Option VBASupport 1\n")
        self.document.enableAutomaticCalculation(automatic)
        self.document.setModified(False)

    def show(self):
        """Show the window of the workbook, as large as the screen lets it be.

        Without a screen too: what has no window loses its view when saved, and messages crash.
        """
        window = self.document.CurrentController.Frame.ContainerWindow
        window.setVisible(True)
        if self.visible:
            window.IsMaximized = True
            window.toFront()

    def run(self, macro):
        """Run a Sub of the workbook; a failed compilation returns as if it had run."""
        url = f"vnd.sun.star.script:VBAProject.{macro}?language=Basic&location=document"
        self.document.getScriptProvider().getScript(url).invoke((), (), ())

    def calculate(self):
        """Compute everything; that alone is no change that needs saving."""
        modified = self.document.isModified()
        self.document.calculateAll()
        if not modified:
            keep_unmodified(self.document)

    def is_open(self):
        """Return whether any window of the program is open still."""
        if self.office.poll() is not None:
            return False
        try:
            return self.desktop.Frames.Count > 0
        except Exception:
            # A program that is just ending answers anyhow; one that goes on is an error.
            self.office.wait(CLOSE_SECONDS)
            return False


def main(starter_class=Starter):
    starter = starter_class(*map(pathlib.Path, sys.argv[1:3]))

    def stop_now(*_):
        starter.patient = False
        sys.exit(1)

    signal.signal(signal.SIGTERM, stop_now)
    if starter.patient:
        # Ctrl-C and a closed terminal must not cost the user what is not saved yet.
        for name in {"SIGINT", "SIGHUP"} & set(dir(signal)):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    try:
        starter.start()
        for line in sys.stdin:
            request = json.loads(line)
            if request.get("document") is not None:
                starter.document = starter.documents[request["document"]]
            try:
                answer = {"ok": getattr(starter, request["do"])(*request["with"])}
            except Exception:
                answer = {"error": traceback.format_exc()}
            print(json.dumps(answer), flush=True)
    finally:
        if hasattr(starter, "office"):
            try:
                starter.stop()
            except SystemExit:  # told to stop at once while it waited
                starter.stop()


if __name__ == "__main__":
    main()
