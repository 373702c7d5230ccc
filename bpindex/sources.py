"""Opens whatever holds a case: a folder of texts or a workbook."""

import zipfile
from pathlib import Path

from bpindex.case.folder import read_case
from bpindex.case.model import Case
from bpindex.errors import InputError
from bpindex.words import files as file_words


def open_case(path: Path) -> Case:
    """Return the case of a folder or of an .xlsm/.xlsx workbook; raise InputError otherwise."""
    if path.is_dir():
        return read_case(path)
    if not path.exists():
        raise InputError(file_words.SOURCE_MISSING.format(path=path))
    if not zipfile.is_zipfile(path):
        raise InputError(file_words.SOURCE_UNKNOWN.format(path=path))
    # Only here is openpyxl needed.
    from bpindex.workbook.read import read_workbook

    case: Case = read_workbook(path)
    return case
