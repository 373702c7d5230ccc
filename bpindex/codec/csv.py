"""CSV texts as rows of texts and back."""

import csv
import io
from collections.abc import Iterable
from difflib import get_close_matches

from bpindex.errors import InputError
from bpindex.words import files as file_words


def parse_csv(text: str, name: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the header and the non-blank rows (line number, cells) of a CSV text."""
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        raise InputError(file_words.CSV_BROKEN.format(name=name, line=reader.line_num)) from None
    if not rows:
        raise InputError(file_words.CSV_EMPTY.format(name=name))
    header = [cell.strip() for cell in rows[0][1]]
    for line, cells in rows[1:]:
        if any(cell.strip() for cell in cells[len(header) :]):
            raise InputError(
                file_words.CSV_RAGGED.format(
                    name=name, line=line, found=len(cells), expected=len(header)
                )
            )
    return header, rows[1:]


def check_header(
    header: Iterable[str], known: Iterable[str], required: Iterable[str], name: str
) -> None:
    """Raise InputError when a column is unknown, doubled or missing; a near name is suggested."""
    known = list(known)
    seen: set[str] = set()
    for column in header:
        if column not in known:
            near = get_close_matches(column, known, 1)
            hint = file_words.DID_YOU_MEAN.format(near=near[0]) if near else ""
            raise InputError(file_words.COLUMN_UNKNOWN.format(name=name, column=column) + hint)
        if column in seen:
            raise InputError(file_words.COLUMN_DOUBLED.format(name=name, column=column))
        seen.add(column)
    for column in required:
        if column not in seen:
            raise InputError(file_words.COLUMN_MISSING.format(name=name, column=column))


def format_csv(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return CSV text with "\\n" line ends."""
    out = io.StringIO(newline="")
    plain = csv.writer(out, lineterminator="\n")
    # A lone carriage return would end the row, and csv does not quote it by itself.
    quoted = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(header)
    for row in rows:
        cells = list(row)
        (quoted if any("\r" in cell for cell in cells) else plain).writerow(cells)
    return out.getvalue()
