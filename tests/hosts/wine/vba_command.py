"""The command line that starts the server, as the VBA module `xlwings` of the workbook builds it.

`server_command` does in Python what XLPyCommand does in VBA. The statements of the VBA procedures
that are followed here and in `inside/vba.py` stand in `followed.txt` as they were when they were
followed, so that a test notices when the VBA text says something else.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

_FOLLOWED = Path(__file__).with_name("followed.txt")


def server_command(config: Mapping[str, object], workbook: str) -> str:
    """Return what XLPyCommand gives for a workbook's sheet xlwings.conf and its full name.

    A key of the sheet that is blank counts as an empty text; False as the text "False".
    """

    def get(key: str, default: str = "") -> str:
        value = config.get(key, default)
        return "" if value is None else str(value)

    path = ";".join(
        (
            get("ADD_WORKBOOK_TO_PYTHONPATH", "true"),
            workbook,
            workbook,
            get("ONEDRIVE_CONSUMER_WIN"),
            get("ONEDRIVE_COMMERCIAL_WIN"),
            get("SHAREPOINT_WIN"),
            get("PYTHONPATH"),
        )
    )
    path = path.replace("\\", "\\\\").replace("'", "\\'").replace("&", "^&")
    interpreter = get("INTERPRETER_WIN") or get("INTERPRETER", "pythonw")
    if get("CONDA PATH") or get("CONDA ENV") or get("LICENSE_KEY") or get("DEBUG UDFS") == "True":
        raise ValueError("the workbook's settings take a way of XLPyCommand not followed here")
    switch = "/showconsole" if get("SHOW CONSOLE") == "True" else ""
    start = f'cmd.exe {switch} /K ""{interpreter}"'
    tail = (
        ' -B -c "import sys, os;import xlwings.utils;'
        f'xlwings.utils.prepare_sys_path(\\"{path}\\");'
        "import xlwings; xlwings.serve('$(CLSID)')\""
    )
    return f'{start}{tail}"'


def statements(module: str, procedure: str) -> list[str]:
    """Return the statements of a VBA procedure for Excel on Windows.

    Comments, declarations and what `#If` keeps for other hosts are left out, lines are joined.
    """
    found = re.search(
        rf"^(?:Public |Private )?(?:Function|Sub) {procedure}\(.*?^End (?:Function|Sub)",
        module.replace("\r\n", "\n"),
        re.DOTALL | re.MULTILINE,
    )
    if not found:
        raise ValueError(f"no procedure {procedure}")
    text = re.sub(r" _\n\s*", " ", found[0])
    lines = _for_excel_on_windows(text.split("\n")[1:-1])
    bare = (" ".join(re.sub(r"(^|\s{2,})'.*", "", line).split()) for line in lines)
    return [line for line in bare if line and not line.startswith(("Dim ", "Dim\t"))]


def _for_excel_on_windows(lines: Iterable[str]) -> Iterable[str]:
    """Yield the lines that the directives keep; nested ones are kept only with the outer one."""
    kept = [True]
    for line in lines:
        directive = line.strip()
        if directive.startswith("#If"):
            kept.append('App = "Microsoft Excel"' in directive or "Win64" in directive)
        elif directive.startswith("#Else"):
            kept[-1] = not kept[-1]
        elif directive.startswith("#End"):
            kept.pop()
        elif all(kept):
            yield line


def followed() -> dict[str, list[str]]:
    """Return the statements that are followed, by `module.procedure`; of some only a part."""
    found: dict[str, list[str]] = {}
    for line in _FOLLOWED.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif line:
            found.setdefault(name, []).append(line)
    return found
