"""What the stand-in for Excel does in one run, by name; each returns what Linux checks."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import win32api
import win32con

from tests.hosts.windows.com_cells import CellRange
from tests.hosts.wine.inside.stage import Stage
from tests.hosts.wine.inside.steps import press
from tests.hosts.wine.inside.vba import VbaError

__all__ = ["SCENARIOS"]

Plan = dict[str, Any]
# Run by the server in a call, so beneath its loop in `xlwings.serve`, whose registration it ends.
_REVOKE = """
import sys
frame = sys._getframe()
while frame.f_code.co_name != "serve":
    frame = frame.f_back
frame.f_globals["pythoncom"].CoRevokeClassObject(frame.f_locals["revokeId"])
"""


def functions(plan: Plan) -> Plan:
    """Open the workbook, let VBA start Python, call functions; tell how the server was started."""
    stage = Stage(plan)
    stage.server.start(plan["udfs"])
    outcomes = [stage.outcome(name, arguments) for name, arguments in plan["calls"]]
    return {
        "outcomes": outcomes,
        "arrays": _arrays(stage),
        "starts": stage.server.starts,
        "missing": stage.border.missing,
        "server": {
            "command_line": stage.evaluate("__import__('win32api').GetCommandLine()"),
            "executable": stage.evaluate("__import__('sys').executable"),
            "path": stage.evaluate("chr(10).join(__import__('sys').path)"),
            "workbook_class": stage.evaluate(
                "type(__import__('xlwings')._xlwindows.BOOK_CALLER).__module__"
            ),
        },
    }


def profile(plan: Plan) -> Plan:
    """Read the person's folders in a server, before and after our package is imported."""
    stage = Stage(plan)
    names = ("TEMP", "TMP", "LOCALAPPDATA", "APPDATA", "USERPROFILE", "USERNAME")

    def folders() -> dict[str, str]:
        return {name: stage.evaluate(f"__import__('os').environ['{name}']") for name in names}

    stage.server.start("os")
    before = folders()
    stage.server.server().Module(plan["udfs"])
    return {
        "before": before,
        "after": folders(),
        "ours": {name: os.environ[name] for name in names},
        "temporary": stage.evaluate("__import__('tempfile').gettempdir()"),
        "generated": stage.evaluate("__import__('win32com').__gen_path__"),
    }


def _arrays(stage: Stage) -> dict[str, Any]:
    """Calculate the array formulas whose arguments are the sheets that they name.

    Those of Phiếu đơn vị and Nếu thì cut their arguments out by formulas of the program.
    """
    found = {}
    for sheet in stage.excel.application._books[0]._sheets:
        for area, text in sheet._grid.arrays:
            if "INDEX(" in text:
                continue
            name, _, rest = text.removeprefix("=").partition("(")
            given = rest.removesuffix(")").split(",")
            references = [item.rpartition("!") for item in given]
            arguments = [
                stage.excel.range(title.strip("'").replace("''", "'"), cells.replace("$", ""))
                if title
                else cells.strip('"')
                for title, _, cells in references
            ]
            found[name] = stage.udf(name, arguments, CellRange(sheet, area))
    return found


def restart(plan: Plan) -> Plan:
    """Let the server end between calls, and between a call and a click."""
    stage = Stage(plan)
    seen = []
    for _ in range(3):
        seen.append({**stage.outcome(*plan["call"]), "pid": stage.pid()})
        _end(stage)
    with stage.dialogs:
        stage.run(plan["command_to_run"])
    return {
        "seen": seen,
        "starts": stage.server.starts,
        "shown": stage.dialogs.shown,
        "written": stage.excel.value(*plan["written_to"]),
        "missing": stage.border.missing,
    }


def killed(plan: Plan) -> Plan:
    """Kill the server, call again, then call from the workbook under its new name."""
    stage = Stage(plan)
    before = {**stage.outcome(*plan["call"]), "pid": stage.pid()}
    _kill(before["pid"])
    started = time.monotonic()
    during = stage.outcome(*plan["call"])
    seconds = time.monotonic() - started
    stage.rename(plan["new_command"])
    after = {**stage.outcome(*plan["call"]), "pid": stage.pid()}
    return {"before": before, "during": during, "seconds": seconds, "after": after}


def no_python(plan: Plan) -> Plan:
    """Open a workbook whose settings name a folder without Python, so without the DLL."""
    stage = Stage(plan)
    stage.server.start(plan["udfs"])
    outcomes = [stage.outcome(*plan["call"]) for _ in range(3)]
    starts = stage.server.starts
    try:
        stage.run("pass")
    except VbaError as error:
        return {"outcomes": outcomes, "starts": starts, "click": str(error)}
    return {}


# The story presses one button just after the other.
_QUICK = "import bpindex.actions.running as running; running.OneAtATime.seconds = 0"


def macros(plan: Plan) -> Plan:
    """Do what the plan says step by step, as a person at the workbook does."""
    stage = Stage(plan)
    stage.server.start(plan["host"])
    with stage.dialogs:

        def shown() -> list[Any]:
            return [[box["text"], box["title"]] for box in stage.dialogs.shown]

        stage.run(_QUICK)
        reports = [press(stage.excel, stage.run, shown, step) for step in plan["steps"]]
    return {
        "reports": reports,
        "missing": stage.border.missing,
        "temporary": sorted(path.name for path in Path(os.environ["TEMP"]).iterdir()),
    }


def _end(stage: Stage) -> None:
    """Kill the server, its class taken off the list of running ones first.

    Windows does that when a process dies. Wine does not, and a server that leaves by itself waits
    for ever in CoUninitialize there.
    """
    pid = stage.pid()
    stage.server.server().Exec(_REVOKE)
    _kill(pid)


def _kill(pid: int) -> None:
    """End a process at once, as a crash or the task manager does."""
    process = win32api.OpenProcess(win32con.PROCESS_TERMINATE, False, pid)
    win32api.TerminateProcess(process, 1)


SCENARIOS: dict[str, Callable[[Plan], Plan]] = {
    function.__name__: function
    for function in (functions, profile, restart, killed, no_python, macros)
}
