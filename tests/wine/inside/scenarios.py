"""What the stand-in for Excel does in one run, by name; each returns what Linux checks."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import win32api
import win32con

from tests.windows.com_cells import CellRange
from tests.wine.inside.stage import Stage

__all__ = ["SCENARIOS"]

Plan = dict[str, Any]


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


def _arrays(stage: Stage) -> dict[str, Any]:
    """Calculate every array formula of the workbook, its arguments the sheets it names."""
    found = {}
    for sheet in stage.excel.application._books[0]._sheets:
        for area, text in sheet._grid.arrays:
            name, _, rest = text.removeprefix("=").partition("(")
            references = [item.rpartition("!") for item in rest.removesuffix(")").split(",")]
            arguments = [
                stage.excel.range(title.strip("'").replace("''", "'"), cells.replace("$", ""))
                for title, _, cells in references
            ]
            found[name] = stage.udf(name, arguments, CellRange(sheet, area))
    return found


def restart(plan: Plan) -> Plan:
    """Kill the server between calls, and between a click and the next."""
    stage = Stage(plan)
    seen = []
    for _ in range(3):
        outcome = stage.outcome(*plan["call"])
        seen.append({**outcome, "pid": stage.evaluate("__import__('os').getpid()")})
        _kill(int(seen[-1]["pid"]))
    with stage.dialogs:
        stage.run(plan["command_to_run"])
    return {
        "seen": seen,
        "starts": stage.server.starts,
        "shown": stage.dialogs.shown,
        "written": stage.excel.value(*plan["written_to"]),
        "missing": stage.border.missing,
    }


def no_python(plan: Plan) -> Plan:
    """Start nothing that exists: the DLL is there, the interpreter that the sheet names is not."""
    stage = Stage(plan)
    stage.server.start(plan["udfs"])
    outcomes = [stage.outcome(*plan["call"]) for _ in range(3)]
    return {"outcomes": outcomes, "starts": stage.server.starts}


def macros(plan: Plan) -> Plan:
    """Do what the plan says step by step, as a person at the workbook does."""
    stage = Stage(plan)
    excel = stage.excel
    stage.server.start(plan["host"])
    reports = []
    with stage.dialogs:
        for step in plan["steps"]:
            for sheet, cells, value in step.get("type", []):
                excel.type_in(sheet, cells, value)
            if "select" in step:
                excel.select(*step["select"])
            excel.calls.clear()
            stage.run(step["run"])
            reports.append(
                {
                    "calls": len(excel.calls),
                    "sheets": excel.sheets(),
                    "active": excel.book()._active.title,
                    "state": excel.state,
                    "books": excel.books,
                    "questions": list(excel.dialogs),
                    "shown": list(stage.dialogs.shown),
                    "values": {
                        f"{sheet}!{cells}": excel.value(sheet, cells)
                        for sheet, cells in step.get("read", [])
                        if sheet in excel.sheets()
                    },
                }
            )
    if "save_as" in plan:
        excel.silently(lambda: excel.application._books[0].SaveCopyAs(plan["save_as"]))
    return {
        "reports": reports,
        "missing": stage.border.missing,
        "temporary": sorted(path.name for path in Path(os.environ["TEMP"]).iterdir()),
        "log": stage.evaluate(f"__import__('{plan['host']}', fromlist=['x']).log_path()"),
    }


def _kill(pid: int) -> None:
    """End a process at once, as a crash or the task manager does."""
    handle = win32api.OpenProcess(win32con.PROCESS_TERMINATE | win32con.SYNCHRONIZE, False, pid)
    win32api.TerminateProcess(handle, 1)
    win32api.CloseHandle(handle)


SCENARIOS: dict[str, Callable[[Plan], Plan]] = {
    function.__name__: function for function in (functions, restart, no_python, macros)
}
