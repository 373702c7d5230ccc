"""Runs inside LibreOffice: hands the calls of worksheet functions to the relay, with their values.

Lies in the profile's Scripts/python; uses the standard library and UNO only, so that it runs on
whatever Python LibreOffice has. Returns pairs of a word and a value and never raises: the office
would show 0 for an error that nobody caught.
"""

import datetime
import json
import os
import socket

from com.sun.star.sheet.FormulaResult import ERROR
from com.sun.star.util.NumberFormat import DATE, LOGICAL

_EPOCH = datetime.datetime(1899, 12, 30)


def call(kind, name, arguments):
    """Return ("ok", value) or ("error", text) of a call in the tests' own Python."""
    try:
        request = {"kind": kind, "name": name, "arguments": [_value(item) for item in arguments]}
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(os.environ["BOCHISO_RELAY"])
            with line.makefile("rw", encoding="utf-8") as stream:
                stream.write(json.dumps(request) + "\n")
                stream.flush()
                word, value = json.loads(stream.readline())
    except Exception as error:
        return "error", f"{type(error).__name__}: {error}"
    return word, tuple(map(tuple, value)) if isinstance(value, list) else value


def _value(argument):
    """Return a cell's value, or the rows of a range as Excel would hand them over."""
    cells = getattr(argument, "CellRange", None)
    if cells is None:
        return argument if isinstance(argument, (bool, int, float, str)) else None
    rows = [[None if cell == "" else cell for cell in row] for row in cells.getDataArray()]
    place = cells.RangeAddress
    for part in cells.getUniqueCellFormatRanges():
        for piece in part.RangeAddresses:
            _convert(rows, cells, piece, place)
    _name_errors(rows, cells, place)
    return rows


def _convert(rows, cells, piece, place):
    """Make dates and truth values of the numbers that a piece of the range shows as such."""
    top, left = piece.StartRow - place.StartRow, piece.StartColumn - place.StartColumn
    document = cells.Spreadsheet.DrawPage.Forms.Parent
    key = cells.getCellByPosition(left, top).NumberFormat
    kind = document.NumberFormats.getByKey(key).Type
    if not kind & (DATE | LOGICAL):
        return
    for row in range(top, piece.EndRow - place.StartRow + 1):
        for column in range(left, piece.EndColumn - place.StartColumn + 1):
            number = rows[row][column]
            if isinstance(number, float):
                rows[row][column] = _as_date(number) if kind & DATE else bool(number)


def _as_date(days):
    return {"date": (_EPOCH + datetime.timedelta(days=days)).isoformat()}


def _name_errors(rows, cells, place):
    """Put the text of an error, like #N/A, where a formula gives one."""
    found = cells.queryFormulaCells(ERROR)
    for piece in found.RangeAddresses:
        for row in range(piece.StartRow, piece.EndRow + 1):
            for column in range(piece.StartColumn, piece.EndColumn + 1):
                cell = cells.Spreadsheet.getCellByPosition(column, row)
                rows[row - place.StartRow][column - place.StartColumn] = cell.String


g_exportedScripts = (call,)  # noqa: N816 -- the name that LibreOffice looks for
