"""What Excel on Windows needs to reach Python: libraries, path, policies, and a real start."""

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from bpindex.health.item import Item
from bpindex.words import health as texts

# The server takes an ANSI command line of limited length.
_LONGEST_PATH = 200
# A cold start on an old machine, with a virus scanner.
START_LIMIT = 90
_SETUP_KEY = r"Software\BoChiSo"
_POLICY_KEY = r"Software\Policies\Microsoft\Windows\System"
_OFFICES = ("16.0", "15.0")
# What of Excel decides on macros, and on files from elsewhere.
_EXCEL_KEYS = {
    "Security": ("VBAWarnings", "blockcontentexecutionfrominternet", "AccessVBOM"),
    "Security\\ProtectedView": (
        "DisableInternetFilesInPV",
        "DisableAttachmentsInPV",
        "DisableUnsafeLocationsInPV",
    ),
    "Security\\Trusted Locations": ("AllLocationsDisabled", "AllowNetworkLocations"),
}
# How the trial of a start ends, in a process of its own: a library that hangs or crashes must
# not take the doctor with it. Python itself ends with 1, so that one is none of these.
TRIAL_ENDS = {11: "no_library", 12: "no_start", 13: "wrong"}


def usual_workbook() -> Path | None:
    """Return the workbook that the setup laid, None where there is none."""
    # A setup for all users notes it for the machine.
    folder = registry(_SETUP_KEY, "Documents") or registry(_SETUP_KEY, "Documents", machine=True)
    path = Path(folder, "BoChiSo.xlsm") if folder else None
    return path if path and path.exists() else None


def excel_server() -> Iterator[Item]:
    """Yield what Excel on Windows needs to start Python."""
    if sys.platform != "win32":
        yield Item(texts.EXCEL, False, texts.WINDOWS_ONLY, required=False)
        return
    from importlib.metadata import version

    # The one that a 32-bit Excel loads, too: it is served by the same Python.
    libraries = [f"xlwings{bits}-{version('xlwings')}.dll" for bits in (64, 32)]
    for library in libraries:
        path = Path(sys.executable).with_name(library)
        detail = str(path) if path.exists() else texts.MISSING_AT.format(path=path)
        yield Item(texts.LIBRARY.format(name=library), path.exists(), detail, texts.REPAIR)
    interpreter = str(Path(sys.executable).with_name("pythonw.exe"))
    is_plain = interpreter.isascii() and len(interpreter) <= _LONGEST_PATH
    yield Item(texts.PATH, is_plain, interpreter, texts.MOVE)
    off = registry(_POLICY_KEY, "DisableCMD")
    detail = texts.COMMAND_OFF.format(value=off) if off else texts.COMMAND_ON
    yield Item(texts.COMMAND, not off, detail, texts.ALLOW_COMMAND, of_machine=True)
    yield _start(interpreter, libraries[0])


def excel_policies() -> Iterator[tuple[str, str]]:
    """Yield what this user's registry says of macros and Protected View, blank where nothing.

    Of Excel 2013, which has a branch of its own, only what it says.
    """
    for key, names in _EXCEL_KEYS.items():
        for root in ("Software\\Policies\\Microsoft", "Software\\Microsoft"):
            for office, name in product(_OFFICES, names):
                path = f"{root}\\Office\\{office}\\Excel\\{key}"
                found = registry(path, name) or registry(path, name, machine=True)
                if found or office == _OFFICES[0]:
                    yield f"{path}\\{name}", found


def _start(interpreter: str, library: str) -> Item:
    """Let a process of its own start the server as Excel does, and ask it for one score."""
    began = time.monotonic()
    command = [interpreter, "-B", "-m", "bpindex.health.trial", interpreter, library]
    # No pipes: a server that outlives its starter would hold them open.
    quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    try:
        process = subprocess.Popen(command, **quiet)  # type: ignore[call-overload]
        code = process.wait(START_LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        reason = texts.SERVER_FAILS["slow"].format(limit=START_LIMIT)
    except OSError:
        reason = texts.SERVER_FAILS["no_start"].format(library=library)
    else:
        if code == 0:
            seconds = round(time.monotonic() - began)
            well = texts.SERVER_WELL.format(library=library, seconds=seconds)
            return Item(texts.SERVER, True, well)
        sentence = texts.SERVER_FAILS[TRIAL_ENDS.get(code, "crash")]
        reason = sentence.format_map({"library": library, "code": code})
    return Item(texts.SERVER, False, reason, texts.ASK_IT.format(path=interpreter), of_machine=True)


def registry(key: str, name: str, machine: bool = False) -> str:
    """Return a value that this user, or the machine, has in the registry; blank where none."""
    if sys.platform == "win32":
        try:
            import winreg

            root = winreg.HKEY_LOCAL_MACHINE if machine else winreg.HKEY_CURRENT_USER
            with winreg.OpenKey(root, key) as opened:
                return str(winreg.QueryValueEx(opened, name)[0] or "")
        except (OSError, ImportError):
            pass
    return ""
