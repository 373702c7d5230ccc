"""The finished sheet as PDF, through LibreOffice where it is installed."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from bpindex.errors import HostError
from bpindex.files.temporary import temporary_folder
from bpindex.words import files as file_words
from bpindex.words import libreoffice as office_words

# The system's own programs.
SYSTEM_PATH = "/usr/bin:/bin"
_TIMEOUT_S = 180
# More of it for each document; a command line takes the names of so many.
_TIMEOUT_EACH_S, _AT_ONCE = 5, 100
# PDF/A-2b: every font inside, nothing from elsewhere. (Programs before 7.4 take no heed of it.)
_ARCHIVE = ':calc_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}'
_CANDIDATES = (
    "/usr/bin/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def find_libreoffice() -> str | None:
    """Return the path of LibreOffice's program, or None where it is not installed."""
    installed = (path for path in _CANDIDATES if Path(path).exists())
    return shutil.which("soffice") or next(installed, None)


def render_pdf(xlsx: bytes) -> bytes:
    """Return the PDF of a workbook; raise HostError when LibreOffice is missing or fails."""
    return converted(xlsx, "notice.xlsx", "pdf", _ARCHIVE)


def render_pdfs(workbooks: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the PDF of each workbook by its name with that ending, as `render_pdf` does.

    The program is started once for many of them.
    """
    made: dict[str, bytes] = {}
    names = list(workbooks)
    for start in range(0, len(names), _AT_ONCE):
        some = {name: workbooks[name] for name in names[start : start + _AT_ONCE]}
        made |= _converted(some, "pdf", _ARCHIVE)
    return made


def converted(content: bytes, name: str, ending: str, options: str = "") -> bytes:
    """Return a document as LibreOffice saves it under another ending; raise HostError."""
    [made] = _converted({name: content}, ending, options).values()
    return made


def _converted(sources: Mapping[str, bytes], ending: str, options: str) -> dict[str, bytes]:
    program = find_libreoffice()
    if program is None:
        raise HostError(office_words.LIBREOFFICE_MISSING)
    with temporary_folder() as folder:
        paths = [folder / name for name in sources]
        for path in paths:
            path.write_bytes(sources[path.name])
        seconds = _TIMEOUT_S + _TIMEOUT_EACH_S * len(paths)
        made = folder / "made"
        # A profile of its own: a LibreOffice that is open would swallow the order.
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            f"{ending}{options}",
            "--outdir",
            str(made),
            *map(str, paths),
        ]
        try:
            subprocess.run(
                command,
                check=True,
                timeout=seconds,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                env=office_environment(),
            )
        except subprocess.TimeoutExpired:
            raise _failed(office_words.LIBREOFFICE_SLOW.format(seconds=seconds)) from None
        except subprocess.CalledProcessError as error:
            stopped = office_words.LIBREOFFICE_STOPPED.format(code=error.returncode)
            raise _failed(stopped) from None
        except OSError as error:
            raise _failed(file_words.os_reason(error)) from None
        targets = [made / f"{path.stem}.{ending}" for path in paths]
        if not all(target.exists() for target in targets):
            raise _failed(office_words.NO_PDF)
        return {target.name: target.read_bytes() for target in targets}


def _failed(reason: str) -> HostError:
    return HostError(office_words.LIBREOFFICE_FAILED.format(reason=reason))


def office_environment() -> dict[str, str]:
    """Return the environment without a virtual one: it would break LibreOffice's own Python."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    kept.setdefault("LANG", "C.UTF-8")
    return kept | ({"PATH": SYSTEM_PATH} if os.name == "posix" else {})
