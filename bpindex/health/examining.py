"""Everything that is looked at on this machine, one after the other; nothing here raises."""

import os
import platform
import sys
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from uuid import uuid4

import bpindex
from bpindex.health.item import Item
from bpindex.health.packages import installed
from bpindex.health.windows import excel_server
from bpindex.log import data_folder, log_failure
from bpindex.words import files as file_words
from bpindex.words import health as texts

_OLDEST_PYTHON = (3, 11)
_NAMED = 4
# The functions that Excel calls, by the name under which the workbook calls them.
FUNCTIONS = "bpindex.hosts.udfs"
# 45 of 100 dossiers against 80 % give 20 points this share.
SCORE, SCORE_ARGUMENTS = 11.25, (45.0, 100.0, 20.0, 80.0)
_XLWINGS_OF_BOOK = r'XLWINGS_VERSION As String = "([^"]+)"'
# LibreOffice's own Python runs these.
_ELSEWHERE = "bpindex.hosts.libreoffice.uno_side"


def examine(workbook: Path | None = None) -> Iterator[Item]:
    """Yield what was found on this machine, and of a workbook where one is named.

    Whatever a look raises is a finding, with the details in the log.
    """
    looks: tuple[tuple[str, Callable[[], Iterator[Item]]], ...] = (
        (texts.PYTHON, _python),
        (texts.PACKAGE.format(name=""), installed),
        (texts.LOADED, _modules),
        (texts.INDEX_SETS, _index_sets),
        (texts.SCORED, _score),
        (texts.RENDERED, _notice),
        (texts.WRITTEN.format(folder=""), lambda: _folders(workbook)),
        (texts.WORKBOOK.format(name=""), lambda: _workbook(workbook)),
        (texts.SERVER, excel_server),
        (texts.OFFICE, _office),
    )
    for name, look in looks:
        try:
            yield from look()
        except Exception:
            detail = texts.FAILED.format(log=log_failure(f"doctor: {name}"))
            yield Item(name.strip(), False, detail, texts.REPAIR)


def _python() -> Iterator[Item]:
    yield Item(texts.PROGRAM, True, bpindex.__version__)
    found = f"{platform.python_version()} {sys.executable}"
    is_new = sys.version_info >= _OLDEST_PYTHON
    yield Item(texts.PYTHON, is_new, found, texts.LONGER_PYTHON)
    # Without this folder pywin32 writes to the temporary one, and Excel's server cannot even start
    # where the name of that one has letters that the ANSI code page lacks.
    if sys.platform == "win32":
        folder = Path(sysconfig.get_path("platlib"), "win32com", "gen_py")
        is_plain = os.environ.get("TMP", "").isascii() and os.environ.get("TEMP", "").isascii()
        ok = folder.is_dir() or is_plain
        yield Item(texts.GENERATED, ok, str(folder), texts.MAKE_FOLDER)


def _modules() -> Iterator[Item]:
    """Import every module of ours: whatever one of them needs is needed."""
    failing: dict[str, None] = {}
    count = 0

    def note(name: str, error: BaseException) -> None:
        log_failure(f"doctor: import {name}")
        failing[getattr(error, "name", None) or name] = None

    def is_ours(name: str) -> bool:
        return not name.startswith(_ELSEWHERE) and not name.endswith("__main__")

    def broken(name: str) -> None:
        note(name, sys.exc_info()[1] or ImportError())

    for found in walk_packages(bpindex.__path__, "bpindex.", broken):
        if is_ours(found.name):
            count += 1
            try:
                import_module(found.name)
            except Exception as error:
                note(found.name, error)
    # One file of Python that is gone may stop them all: their names are in the log.
    named = list(failing)[:_NAMED] + ["…"] * (len(failing) > _NAMED)
    detail = texts.PARTS_FAIL.format(parts=", ".join(named)) if failing else str(count)
    yield Item(texts.LOADED, not failing, detail, texts.REPAIR)


def _index_sets() -> Iterator[Item]:
    from bpindex.errors import PackageError
    from bpindex.index.files import bundled_index_sets

    try:
        sets = ", ".join(f"{item.id} ({item.effective_from})" for item in bundled_index_sets())
    except PackageError as error:
        yield Item(texts.INDEX_SETS, False, str(error), texts.REPAIR)
    else:
        yield Item(texts.INDEX_SETS, True, sets)


def _score() -> Iterator[Item]:
    found = import_module(FUNCTIONS).BP_DIEM(*SCORE_ARGUMENTS)
    is_right = isinstance(found, float) and abs(found - SCORE) < 1e-9
    wrong = texts.SCORE_WRONG.format(found=found, expected=SCORE)
    yield Item(texts.SCORED, is_right, str(found) if is_right else wrong, texts.REPAIR)


def _notice() -> Iterator[Item]:
    from bpindex.case.folder import bundled_case, read_case
    from bpindex.page.plan import plan_sheets
    from bpindex.pipeline import evaluate
    from bpindex.render.formats import render

    notice = evaluate(read_case(bundled_case())).notice
    files = render(notice, ("json", "xlsx"), plan_sheets(notice))
    yield Item(texts.RENDERED, True, texts.NOTICE_MADE.format(count=len(files)))


def _folders(workbook: Path | None) -> Iterator[Item]:
    from tempfile import gettempdir

    with suppress(OSError):  # told below
        data_folder().mkdir(parents=True, exist_ok=True)
    folders = [data_folder(), Path(gettempdir())]
    if workbook is not None:
        folders.append(workbook.absolute().parent)
    for folder in dict.fromkeys(folders):
        yield _access(folder)


def _access(folder: Path) -> Item:
    """Make, rename and delete a file in a folder, as saving does."""
    name = texts.WRITTEN.format(folder=folder)
    trial = folder / f"bochiso-{uuid4().hex}.tmp"
    try:
        trial.write_bytes(b"BoChiSo")
        trial = trial.rename(trial.with_suffix(".thu"))
        trial.unlink()
    except OSError as error:
        detail = texts.NO_ACCESS.format(reason=file_words.os_reason(error))
        return Item(name, False, detail, texts.GIVE_ACCESS, of_machine=True)
    return Item(name, True, texts.ACCESS)


def _workbook(path: Path | None) -> Iterator[Item]:
    """Yield whether a workbook and the program are of the same version, in both ways."""
    if path is None:
        return
    from bpindex.codec.fields import cell_text
    from bpindex.errors import InputError
    from bpindex.reading.opened_file import SheetsOfFile
    from bpindex.sheets.model import LAYOUT_VERSION
    from bpindex.workbook.system_sheets import HELP_SHEET, VERSION_CELL

    name = texts.WORKBOOK.format(name=path.name)
    try:
        book = SheetsOfFile(path)
        found = cell_text(book.cell(HELP_SHEET, VERSION_CELL)).strip()
    except InputError as error:
        yield Item(name, False, str(error), texts.REPORT)
        return
    if found == str(LAYOUT_VERSION):
        yield Item(name, True, texts.BOOK_SAME.format(version=found))
    else:
        is_older = found.isdecimal() and int(found) < LAYOUT_VERSION
        detail = texts.BOOK_OLDER.format(found=found, expected=LAYOUT_VERSION)
        advice = texts.UPGRADE_BOOK if is_older else texts.UPGRADE_PROGRAM
        yield Item(name, False, detail, advice)
    yield from _library_of(name, book.content)


def _library_of(name: str, content: bytes) -> Iterator[Item]:
    """Yield a finding where the workbook calls another xlwings than the one that is here."""
    import re
    from importlib.metadata import version

    from bpindex.workbook.vbaproject import read_vba_project
    from bpindex.xlsx.package import VBA_PROJECT, Package

    project = Package(content).parts.get(VBA_PROJECT)
    source = read_vba_project(project).get("xlwings", "") if project else ""
    found, here = re.search(_XLWINGS_OF_BOOK, source), version("xlwings")
    if found is None:
        yield Item(name, False, texts.BOOK_NO_LIBRARY, texts.UPGRADE_BOOK)
    elif found[1] != here:
        detail = texts.BOOK_LIBRARY.format(found=found[1], expected=here)
        yield Item(name, False, detail, texts.UPGRADE_BOOK)


def _office() -> Iterator[Item]:
    from bpindex.render.pdf import find_libreoffice

    program = find_libreoffice()
    yield Item(texts.OFFICE, program is not None, program or texts.PDF_ONLY, required=False)
