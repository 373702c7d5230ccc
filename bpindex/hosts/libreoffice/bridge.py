"""Our end of the line to LibreOffice: functions are computed, actions done, saved files mended.

Each call comes over a connection of its own. While an action runs, the same connection carries
what its desk asks of the office, so that everything it does happens inside the call.
"""

import json
import queue
import secrets
import socketserver
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

from bpindex.actions.running import NAMES, OneAtATime
from bpindex.desk.contract import Desk
from bpindex.hosts.libreoffice.desk import LibreOfficeDesk
from bpindex.words.functions import FUNCTIONS

# The only functions and commands that a workbook may call.
UDF_MODULE = "bpindex.hosts.udfs"
COMMAND = "import bpindex.hosts.macros as host; host.{action}()"
_ACTIONS = {COMMAND.format(action=name): name for name in NAMES}


class _Listener(socketserver.ThreadingTCPServer):
    daemon_threads = allow_reuse_address = True


class Bridge:
    """Answers LibreOffice while it is open.

    `on_saved` is called with the path of a saved workbook and returns what the user must know,
    or nothing.
    """

    # Of the desks.
    open_aside: Callable[[Path], AbstractContextManager[Desk]] | None = None

    def __init__(self, on_saved: Callable[[Path], str]) -> None:
        self.on_saved = on_saved
        self.errors: list[str] = []
        self.presses = OneAtATime()
        self._token = secrets.token_hex(16)
        bridge = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                bridge.serve(self.rfile.readline, self.wfile.write)

        self._handler = Handler
        self._listen(0)

    def _listen(self, port: int) -> None:
        self._server = _Listener(("127.0.0.1", port), self._handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), daemon=True
        )

    def listen_anew(self, meanwhile: Callable[[], Any]) -> None:
        """Do something while no call is answered, then answer at the same address again."""
        port = self._server.server_address[1]
        self.__exit__()
        try:
            meanwhile()
        finally:
            self._listen(port)
            self.__enter__()

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

    def serve(self, read: Callable[[], bytes], write: Callable[[bytes], Any]) -> None:
        """Answer one call."""
        request = json.loads(read() or b"{}")
        if request.get("token") != self._token:
            return
        try:
            desk = self.desk(read, write)
            desk.open_aside, desk.listen_anew = self.open_aside, self.listen_anew
            value = self.done(request["kind"], request["name"], request["arguments"], desk)
            answer = ("ok", value)
        except Exception as error:
            answer = ("error", f"{type(error).__name__}: {error}")
            self.errors.append(answer[1])
        write(json.dumps({"answer": answer}).encode() + b"\n")

    def desk(self, read: Callable[[], bytes], write: Callable[[bytes], Any]) -> LibreOfficeDesk:
        """Return the desk of the workbook that calls on a connection."""
        return LibreOfficeDesk(read, write, self.on_saved)

    def done(self, kind: str, name: str, arguments: list[Any], desk: LibreOfficeDesk) -> Any:
        """Do what a call wants; return the value of a function, 0 for the rest."""
        if kind == "udf":
            module, _, function = name.partition(":")
            if module != UDF_MODULE or function not in FUNCTIONS:
                raise ValueError(name)
            return _value_of(function, arguments)
        if kind == "run":
            self.presses.perform(desk, _ACTIONS[name])
        elif kind == "saved" and (sentence := self.on_saved(Path(name))):
            desk.tell(sentence)
        return 0


class Handover(OneAtATime):
    """Gives the desk of a button to somebody else, and waits until that one is done with it."""

    def __init__(self, most_seconds: float) -> None:
        super().__init__()
        self._most = most_seconds
        self.desks: queue.Queue[Desk | None] = queue.Queue()
        self.done = threading.Event()

    def perform(self, desk: Desk, action: str) -> None:
        """Do nothing but wait."""
        self.desks.put(desk)
        self.done.wait(self._most)


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
