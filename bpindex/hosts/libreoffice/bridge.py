"""Our end of the line to LibreOffice: functions are computed, actions done, saved files mended.

Each call comes over a connection of its own. While an action runs, the same connection carries
what its desk asks of the office, so that everything it does happens inside the call.
"""

import json
import secrets
import socketserver
import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from bpindex.hosts import actions
from bpindex.hosts.libreoffice.desk import DeskWithoutScreen, Dialogs, LibreOfficeDesk
from bpindex.hosts.running import perform
from bpindex.words.functions import FUNCTIONS

# The only functions and commands that a workbook may call.
UDF_MODULE = "bpindex.hosts.udfs"
COMMAND = "import bpindex.hosts.macros as host; host.{action}()"
_ACTIONS = {COMMAND.format(action=name): name for name in actions.__all__}


class Bridge:
    """Answers LibreOffice while it is open.

    `calls` counts the worksheet functions by name, `commands` holds those of buttons that ran
    with the number of requests each made, `on_saved` is called with the path of a saved workbook
    and returns what the user must know, or nothing. With `dialogs` nobody sits before a screen.
    """

    def __init__(self, on_saved: Callable[[Path], str], dialogs: Dialogs | None = None) -> None:
        self.on_saved = on_saved
        self.dialogs = dialogs
        self.calls: Counter[str] = Counter()
        self.commands: list[tuple[str, int]] = []
        self.broken = False
        self.errors: list[str] = []
        self._token = secrets.token_hex(16)
        bridge = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                bridge.serve(self.rfile.readline, self.wfile.write)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )

    @property
    def address(self) -> str:
        """Port and token, for the environment of LibreOffice."""
        return f"{self._server.server_address[1]}:{self._token}"

    def __enter__(self) -> "Bridge":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def forget(self) -> None:
        """Start counting anew."""
        self.calls.clear()
        self.commands.clear()

    def serve(self, read: Callable[[], bytes], write: Callable[[bytes], Any]) -> None:
        """Answer one call."""
        request = json.loads(read() or b"{}")
        if request.get("token") != self._token:
            return
        desk = (
            DeskWithoutScreen(read, write, self.dialogs)
            if self.dialogs is not None
            else LibreOfficeDesk(read, write)
        )
        write(json.dumps({"answer": self._answer(request, desk)}).encode() + b"\n")

    def _answer(self, request: dict[str, Any], desk: LibreOfficeDesk) -> tuple[str, Any]:
        """Return ("ok", value) or ("error", text) of one call."""
        try:
            if self.broken:
                raise ConnectionError("the bridge is broken on purpose")
            return "ok", self._done(request["kind"], request["name"], request["arguments"], desk)
        except Exception as error:
            text = f"{type(error).__name__}: {error}"
            self.errors.append(text)
            return "error", text

    def _done(self, kind: str, name: str, arguments: list[Any], desk: LibreOfficeDesk) -> Any:
        """Do what a call wants; return the value of a function, 0 for the rest."""
        if kind == "udf":
            module, _, function = name.partition(":")
            if module != UDF_MODULE or function not in FUNCTIONS:
                raise ValueError(name)
            self.calls[function] += 1
            return _value_of(function, arguments)
        if kind == "run":
            perform(desk, _ACTIONS[name])
            self.commands.append((name, desk.requests))
        elif kind == "saved" and (sentence := self.on_saved(Path(name))):
            desk.tell(sentence)
        return 0


def _value_of(function: str, values: list[Any]) -> Any:
    """Call as Excel's server does: rows for a range, defaults for what is left out at the end."""
    arguments = [_read(value) for value in values]
    while arguments and arguments[-1] is None:
        arguments.pop()
    # Loaded when a formula wants it: it comes with the library of Excel's server.
    from bpindex.hosts import udfs

    result = getattr(udfs, function)(*arguments)
    if isinstance(result, list):
        return [["" if cell is None else cell for cell in row] for row in result]
    return result


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return [_read(item) for item in value]
    return datetime.fromisoformat(value["date"]) if isinstance(value, dict) else value
