"""The report that is sent to those who look after the program: no figures and no names in it.

Of the log only what is known to be of the program goes along: moments, levels, places in the
code and kinds of mistakes. Whatever else stands there may hold what a user typed.
"""

import getpass
import os
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from bpindex.health.item import Item, summary
from bpindex.log import data_folder, log_path
from bpindex.words import files as file_words
from bpindex.words import health as texts

_RECORD = re.compile(r"(\d{4}-\d\d-\d\d [\d:,]+) (INFO|WARNING|ERROR) ")
_PLACE = re.compile(r'\s+File ".*?([^\\/"]+[\\/][^\\/"]+)", line (\d+), in (\S+)')
_MISTAKE = re.compile(r"([\w.]+(?:Error|Exception|Warning|Interrupt|Exit)\b)")
# A folder or file in any of Windows' forms and in that of others: to the end of what names it.
_PATH = re.compile(r"(?:[A-Za-z]:[\\/]|\\\\|(?<![\w/:.])/(?=[^\s/]+/))[^\r\n\"“”<>|]*")
# What of a path is the program's own: the name of a file that it ships or writes.
_OWN_FILE = re.compile(
    r"[\\/]([a-z][a-z0-9._-]*\.(?:exe|dll|pyd|pyw?|zip|txt|log|_pth|conf))(?![\w.])", re.IGNORECASE
)
_TRACEBACK = "Traceback (most recent call last):"


def write_report(
    items: Sequence[Item],
    folder: Path | None = None,
    private: Sequence[str] = (),
    *,
    name: str = "",
    more: Mapping[str, Sequence[str] | bytes] | None = None,
) -> str:
    """Write the report into a folder, that of the program's data if none is named; say where.

    `private` are texts that must not be in it, besides the name and the folders of the person;
    `more` are lines or bytes of further files by their names, `name` is that of the report itself.
    """
    folder = folder or data_folder()
    name = (name or texts.REPORT_NAME).format(moment=f"{datetime.now():%Y%m%d-%H%M%S}")
    lines = [line for item in items for line in item.lines()] + [summary(items)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as bundle:
            bundle.writestr(texts.REPORT_CHECK, _hidden("\r\n".join(lines), private))
            bundle.writestr(texts.REPORT_LOG, "\r\n".join(kept_of_log(_text(log_path(), "utf-8"))))
            for file, told in (more or {}).items():
                if not isinstance(told, bytes):
                    told = _hidden("\r\n".join(told), private)
                bundle.writestr(file, told)
            setup = _text(data_folder() / "cai-dat.log", "utf-16")
            bundle.writestr(texts.REPORT_SETUP, _hidden(setup))
    except OSError as error:
        reason = file_words.os_reason(error)
        return texts.REPORT_NOT_WRITTEN.format(folder=folder, reason=reason)
    return texts.REPORT_READY.format(path=folder / name)


def kept_of_log(log: str) -> Iterator[str]:
    """Yield what of the log says nothing of a user: when, where in the code, which mistake."""
    for line in log.splitlines():
        if record := _RECORD.match(line):
            yield f"{record[1]} {record[2]} {texts.TOLD}"
        elif line == _TRACEBACK:
            yield line
        elif place := _PLACE.match(line):
            yield f"  {_own(place[1])}, {place[2]}, {place[3]}"
        elif mistake := _MISTAKE.match(line):
            yield mistake[1]


def _hidden(text: str, private: Sequence[str] = ()) -> str:
    """Return a text without any folder, and without the name of the person at this machine.

    People name folders after people: of a path only the name of a file of the program is kept.
    """
    text = _PATH.sub(_without_folders, text)
    home = os.environ.get("USERPROFILE") or str(Path.home())
    for each in filter(None, (*private, home, os.environ.get("USERNAME"), _account())):
        text = re.sub(re.escape(each), lambda _: texts.HIDDEN, text, flags=re.IGNORECASE)
    return text


def _without_folders(found: "re.Match[str]") -> str:
    files = _OWN_FILE.findall(found[0])
    return " ".join([texts.HIDDEN, *files[-1:]])


def _own(place: str) -> str:
    """Return a place in the code, without the name of a folder that is none of a program."""
    folder, _, file = place.replace("\\", "/").rpartition("/")
    return place if folder.isascii() and " " not in folder else file


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _text(path: Path, encoding: str) -> str:
    try:
        return path.read_text(encoding=encoding, errors="replace")
    except OSError:
        return ""
