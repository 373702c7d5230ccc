"""Opens whatever holds a case: a folder of texts or a workbook."""

import io
import zipfile
from pathlib import Path

from bpindex.case.folder import read_case
from bpindex.case.model import Case
from bpindex.codec.text_files import read_bytes
from bpindex.errors import InputError
from bpindex.history.taking import Source
from bpindex.pipeline import evaluate
from bpindex.words import files as file_words
from bpindex.words import history as history_words


def open_case(path: Path, as_it_is: bool = False) -> Case:
    """Return the case of a folder or of an .xlsm/.xlsx workbook; raise InputError otherwise.

    `as_it_is`: what only a person can settle may wait until the workbook is open.
    """
    try:
        is_folder = path.is_dir()
        if not is_folder:
            content = read_bytes(path)
            is_workbook = zipfile.is_zipfile(io.BytesIO(content))
    except FileNotFoundError:
        raise InputError(file_words.SOURCE_MISSING.format(path=path)) from None
    except OSError as error:
        reason = file_words.os_reason(error)
        raise InputError(file_words.FILE_UNREADABLE.format(path=path, reason=reason)) from None
    if is_folder:
        return read_case(path)
    if not is_workbook:
        from bpindex.xlsx.kinds import kind_of

        kind = kind_of(path.name, content)
        raise InputError(file_words.SOURCE_UNKNOWN.format(path=path, kind=kind))
    # Only here is openpyxl needed.
    from bpindex.reading.workbook import read_workbook

    case: Case = read_workbook(path, as_it_is)
    return case


def closed_month(path: Path) -> Source:
    """Return an earlier month as it printed, by its own index set; errors name its file."""
    try:
        evaluation = evaluate(open_case(path, as_it_is=True))
        return Source(path.name, evaluation.case, evaluation.closed)
    except InputError as error:
        raise InputError(history_words.IN_FILE.format(name=path.name, reason=error)) from error
