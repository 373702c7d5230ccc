"""The tests' end of the line to LibreOffice: real worksheet functions, every call counted."""

import importlib
import json
import os
import socketserver
import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

# The only module whose functions a workbook may call.
UDF_MODULE = "bpindex.hosts.udfs"


class Relay:
    """Answers the calls that reach it over a socket while it is open.

    `calls` counts the worksheet functions by name; `commands` and `modules` hold what the
    buttons would run and the server would import. `broken` makes every call fail.
    """

    def __init__(self, socket_path: Path) -> None:
        self.socket_path = socket_path
        self.calls: Counter[str] = Counter()
        self.commands: list[str] = []
        self.modules: list[str] = []
        self.broken = False
        relay = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                request = json.loads(self.rfile.readline())
                self.wfile.write(json.dumps(relay.answer(request)).encode() + b"\n")

        self._server = socketserver.ThreadingUnixStreamServer(os.fspath(socket_path), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    def __enter__(self) -> "Relay":
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
        self.modules.clear()

    def answer(self, request: dict[str, Any]) -> tuple[str, Any]:
        """Return ("ok", value) or ("error", text) of one request."""
        kind, name = request["kind"], request["name"]
        if self.broken:
            return "error", "the relay is broken on purpose"
        if kind != "udf":
            (self.modules if kind == "module" else self.commands).append(name)
            return "ok", 0
        module, _, function = name.partition(":")
        self.calls[function] += 1
        try:
            if module != UDF_MODULE:
                raise ValueError(name)
            return "ok", _call(getattr(importlib.import_module(module), function), request)
        except Exception as error:
            return "error", f"{type(error).__name__}: {error}"


def _call(function: Callable[..., Any], request: dict[str, Any]) -> Any:
    """Call as xlwings does: rows for a range, defaults for what is left out at the end."""
    arguments = [_read(argument) for argument in request["arguments"]]
    while arguments and arguments[-1] is None:
        arguments.pop()
    result = function(*arguments)
    if isinstance(result, list):
        return [["" if cell is None else cell for cell in row] for row in result]
    return result


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return [_read(item) for item in value]
    return datetime.fromisoformat(value["date"]) if isinstance(value, dict) else value
