"""One run after the other of the stand-in for Excel, with the files of one person's profile."""

import json
import ntpath
import shutil
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bpindex.workbook.system_sheets import CONF_SHEET
from tests import ROOT
from tests.hosts.wine.prefix import ensure
from tests.hosts.wine.processes import DRIVE, USER, WineError, run
from tests.hosts.wine.vba_command import server_command
from tests.workbook.editing import bundled_workbook, loaded

SIDE = "C:\\BoChiSoTest"
PROFILE = f"C:\\users\\{USER}"
DOCUMENTS = f"{PROFILE}\\Tài liệu tháng 2"
WORKBOOK = f"{DOCUMENTS}\\BoChiSo tháng 02.xlsm"
LOCAL = f"{PROFILE}\\AppData\\Local"
UDFS = "bpindex.hosts.udfs"
LIBRARY = f"xlwings64-{version('xlwings')}.dll"
# Starting Python takes about ten seconds on an idle machine.
LIMIT = 90


def on_linux(windows_path: str) -> Path:
    """Return where a file of drive C lies for Linux."""
    drive, rest = ntpath.splitdrive(windows_path)
    assert drive.upper() == "C:"
    return DRIVE.joinpath(*rest.strip("\\").split("\\"))


@cache
def configuration(content: bytes) -> dict[str, object]:
    """Return the sheet xlwings.conf as xlwings' VBA reads it: from A1 to the first blank row."""
    found: dict[str, object] = {}
    for key, value in loaded(content, values=False)[CONF_SHEET].iter_rows(
        max_col=2, values_only=True
    ):
        if key is None:
            break
        found[str(key).upper()] = value
    return found


class Session:
    """The Windows Python with the tests' side of it and a profile with one workbook."""

    def __init__(self) -> None:
        ensure()
        self._install_side()
        for folder in (DOCUMENTS, f"{LOCAL}\\BoChiSo"):
            shutil.rmtree(on_linux(folder), ignore_errors=True)
        on_linux(DOCUMENTS).mkdir(parents=True)
        self.config = configuration(bundled_workbook())

    def put(self, content: bytes, path: str = WORKBOOK) -> str:
        """Lay a workbook where the person keeps it."""
        place = on_linux(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        return path

    def command(self, workbook: str = WORKBOOK) -> str:
        """Return the command line that VBA builds for a workbook."""
        return server_command(self.config, workbook)

    def play(self, scenario: str, plan: dict[str, Any], limit: float = LIMIT) -> dict[str, Any]:
        """Run a scenario of `inside/scenarios.py`; return what it tells."""
        workbook = plan.get("workbook", WORKBOOK)
        interpreter = str(self.config["INTERPRETER_WIN"])
        full = {
            "workbook": workbook,
            "command": self.command(workbook),
            "interpreter": interpreter,
            "library": LIBRARY,
            "udfs": UDFS,
            "type_library": f"{SIDE}\\excel.tlb",
            "limit": limit,
            **plan,
        }
        plan_file, result_file = (f"{SIDE}\\{name}.json" for name in ("plan", "result"))
        on_linux(result_file).unlink(missing_ok=True)
        on_linux(plan_file).write_text(json.dumps(full, ensure_ascii=False), encoding="utf-8")
        program = [f"{SIDE}\\play.py", scenario, plan_file, result_file]
        done = run("-X", "utf8", *program, limit=limit + 15)
        if done.returncode or not on_linux(result_file).exists():
            raise WineError(f"{scenario} ended with {done.returncode}:\n{done.stdout}")
        found: dict[str, Any] = json.loads(on_linux(result_file).read_text(encoding="utf-8"))
        return found

    def _install_side(self) -> None:
        """Copy what runs under Wine to drive C, outside the Python that the server uses."""
        side = on_linux(SIDE)
        shutil.rmtree(side, ignore_errors=True)
        ignored = shutil.ignore_patterns("__pycache__", "test_*")
        for folder in ("tests/hosts/windows", "tests/hosts/wine/inside"):
            shutil.copytree(ROOT / folder, side / folder, ignore=ignored)
        for name in ("tests", "tests/hosts", "tests/hosts/wine"):
            shutil.copy(ROOT / name / "__init__.py", side / name / "__init__.py")
        start = f"import sys\n\nsys.path.insert(0, r'{SIDE}')\n"
        play = (ROOT / "tests/hosts/wine/inside/play.py").read_text(encoding="utf-8")
        (side / "play.py").write_text(start + play, encoding="utf-8")
