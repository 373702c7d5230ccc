"""Runs inside LibreOffice: hands calls of functions and buttons to the bridge, and serves it.

Lies in the profile's Scripts/python; uses the standard library and UNO only, so that it runs on
whatever Python LibreOffice has. Returns pairs of a word and a value and never raises: the office
would show 0 for an error that nobody caught.
"""

import contextlib
import datetime
import json
import os
import pathlib
import shutil
import socket
import sys

import uno
import unohelper
from com.sun.star.document import XDocumentEventListener
from com.sun.star.util.NumberFormat import DATE, LOGICAL

sys.path.insert(0, os.environ["BOCHISO_SCRIPTS"])

from bochiso_charts import follow
from bochiso_desk import Desk, rows_of
from bochiso_pages import Paper

_EPOCH = datetime.datetime(1899, 12, 30)
_WAIT_SECONDS = 600
# The kinds of the calls that are not answered yet.
_going_on = []


def call(kind, name, arguments, document):
    """Return ("ok", value) or ("error", text) of a call in our own Python.

    A button that is pressed while another call goes on does nothing.
    """
    if kind == "run" and _going_on:
        return "ok", 0
    _going_on.append(kind)
    try:
        if kind == "module":
            _listen()
        values = [_value(item) for item in arguments]
        word, value = _ask({"kind": kind, "name": name, "arguments": values}, document)
    except Exception as error:
        return "error", f"{type(error).__name__}: {error}"
    finally:
        _going_on.pop()
    return word, tuple(map(tuple, value)) if isinstance(value, list) else value


def _ask(request, document):
    """Send a request; do to the workbook what is asked meanwhile; return the answer."""
    # What is held is given back even when our own Python is gone.
    desk = Desk(uno.getComponentContext(), document)
    try:
        return _answer(request, desk)
    finally:
        desk.leave()
        if request["kind"] == "run":
            # Whatever fails here, what the button did is done.
            with contextlib.suppress(Exception):
                follow(document)


def _answer(request, desk):
    port, _, token = os.environ["BOCHISO_BRIDGE"].partition(":")
    with socket.create_connection(("127.0.0.1", int(port)), _WAIT_SECONDS) as line:
        with line.makefile("rw", encoding="utf-8") as stream:

            def send(message):
                stream.write(json.dumps(message) + "\n")
                stream.flush()

            send({**request, "token": token})
            while True:
                message = json.loads(stream.readline())
                if "do" not in message:
                    return message["answer"]
                try:
                    send({"ok": getattr(desk, message["do"])(*message["with"])})
                except Exception as error:
                    send({"error": f"{type(error).__name__}: {error}"})


class _Saving(unohelper.Base, XDocumentEventListener):
    """Keeps the file of before, and tells the bridge what was saved, so that it is for Excel.

    And says which rows print, before anything does.
    """

    def __init__(self):
        self.kept, self.paper = set(), Paper()

    def documentEventOccured(self, event):  # noqa: N802 - spelt so in UNO
        if event.EventName in ("OnPrint", "OnCopyTo") and not _going_on:
            # A PDF is a copy too; those that buttons read are none. Whatever fails here, what is
            # wanted is printed.
            with contextlib.suppress(Exception):
                self.paper.set_up(event.Source)
        if event.EventName not in ("OnSave", "OnSaveDone", "OnSaveAsDone"):
            return
        path = pathlib.Path(uno.fileUrlToSystemPath(event.Source.getURL()))
        if event.EventName == "OnSave":
            self._keep(path)
            return
        try:
            _ask({"kind": "saved", "name": str(path), "arguments": []}, event.Source)
        except Exception as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            if sentence := os.environ.get("BOCHISO_NOT_MENDED"):
                desk = Desk(uno.getComponentContext(), event.Source)
                values = {"name": path.name, "backup": _backup_of(path).name}
                desk.tell(sentence.format(**values), "BoChiSo")

    def _keep(self, path):
        """Keep what the file held before it is first saved; without a place for it, go on."""
        if path in self.kept or path.suffix.lower() != ".xlsm":
            return
        try:
            # Aside first: half a copy in its place would be taken for the file.
            copy = path.with_name(f".bochiso-{path.name}")
            shutil.copy2(path, copy)
            copy.replace(_backup_of(path))
            self.kept.add(path)
        except OSError as error:
            print(f"no copy of {path}: {error}", file=sys.stderr)

    def disposing(self, event):
        pass


def _backup_of(path):
    return path.with_name(f"{path.stem}{os.environ['BOCHISO_BACKUP']}{path.suffix}")


_listeners = []


def _listen():
    """Begin to listen to saving, once in the life of the program."""
    if not _listeners:
        context = uno.getComponentContext()
        name = "com.sun.star.frame.theGlobalEventBroadcaster"
        broadcaster = context.getValueByName(f"/singletons/{name}")
        _listeners.append(_Saving())
        broadcaster.addDocumentEventListener(_listeners[0])


def _value(argument):
    """Return a cell's value, or the rows of a range as Excel would hand them over."""
    cells = getattr(argument, "CellRange", None)
    if cells is None:
        return argument if isinstance(argument, (bool, int, float, str)) else None
    rows = rows_of(cells)
    for part in cells.getUniqueCellFormatRanges():
        for piece in part.RangeAddresses:
            _convert(rows, cells, piece, cells.RangeAddress)
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


g_exportedScripts = (call,)  # noqa: N816 - the name that LibreOffice looks for
