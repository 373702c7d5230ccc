"""The doctor without the command line's libraries: for a terminal and for a window."""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from bpindex.health.examining import examine
from bpindex.health.item import Item, summary
from bpindex.health.report import write_report
from bpindex.health.windows import excel_server, usual_workbook
from bpindex.log import data_folder
from bpindex.words import health as texts

UNHEALTHY = 1
# To the setup: only the machine is in the way, which it would be of any other installation.
OF_MACHINE = 3
# Windows' own marks of a message box: information, and an exclamation; before all other windows,
# since whoever waited a minute for it is in another one.
_FRONT = 0x50000
_WELL, _ILL = 0x40 | _FRONT, 0x30 | _FRONT
# A file of the setup's that takes what fails, as it reads files.
_REASONS = "--ly-do="


def main() -> int:
    """Print the findings; return 1 where the program cannot be used."""
    return run_doctor(None, None, print)


def run_doctor(workbook: Path | None, report: Path | None, tell: Callable[[str], None]) -> int:
    """Tell the findings, those on a workbook too, and where a folder is named make the report.

    The workbook is the one that the setup laid if none is named.
    """
    items = list(examine(workbook or usual_workbook()))
    for line in report_lines(items):
        tell(line)
    if report is not None:
        private = (str(workbook.absolute().parent), workbook.name) if workbook else ()
        tell(write_report(items, report, private))
    return exit_code(items)


def report_lines(items: Sequence[Item]) -> list[str]:
    """Return the lines of a report, the sentence that sums it up last."""
    return [line for item in items for line in item.lines()] + [summary(items)]


def exit_code(items: Sequence[Item]) -> int:
    """Return what a program ends with after these findings."""
    return UNHEALTHY if any(item.fails for item in items) else 0


def window(arguments: Sequence[str]) -> int:
    """Examine for somebody without a terminal: the report goes to a file, a box sums it up.

    With "--im-lang" there is no box; with "--bao-loi" the report to send is made instead; with
    "--cai-dat" no workbook is looked at: an old one is no fault of what was just installed; with
    "--tai-cho" only what may differ where files were moved to, and the former report stays. The
    setup learns from what "--ly-do=" names what fails.
    """
    if "--tai-cho" in arguments:
        items = list(excel_server())
    else:
        items = list(examine(None if "--cai-dat" in arguments else usual_workbook()))
    failing = [item for item in items if item.fails]
    if "--bao-loi" in arguments:
        sentence = write_report(items)
    else:
        path = data_folder() / texts.REPORT_CHECK
        if "--tai-cho" in arguments and not failing:
            return 0
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(report_lines(items)) + "\n", encoding="utf-8-sig")
        told = list(dict.fromkeys(line for item in failing for line in item.lines()))
        for name in (a.removeprefix(_REASONS) for a in arguments if a.startswith(_REASONS)):
            with suppress(OSError):
                Path(name).write_text("\r\n".join(told), encoding="utf-16-le", newline="")
        sentence = "\n".join([summary(items), *told, texts.REPORT_AT.format(path=path)])
    code = exit_code(items)
    if "--cai-dat" in arguments and code and all(item.of_machine for item in failing):
        code = OF_MACHINE
    if "--im-lang" not in arguments:
        show(sentence, bool(code))
    return code


def show(sentence: str, is_ill: bool) -> None:
    """Show a sentence in a box of Windows, on the terminal elsewhere."""
    if sys.platform == "win32":
        import ctypes

        mark = _ILL if is_ill else _WELL
        ctypes.windll.user32.MessageBoxW(None, sentence, texts.TITLE, mark)
    else:
        print(sentence)
