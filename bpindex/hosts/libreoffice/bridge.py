"""Our end of the line to LibreOffice: functions are computed, macros run, saved files mended.

Each call comes over a connection of its own. While a macro runs, the same connection carries
what the engine asks of the office, so that everything it does happens inside the call.
"""

import importlib
import json
import secrets
import socketserver
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bpindex.words.buttons import TITLE

# The only modules that a workbook may call.
UDF_MODULE = "bpindex.hosts.udfs"
MACRO_MODULE = "bpindex.hosts.macros"
_COMMAND = "import {module} as host; host."


class OfficeError(Exception):
    """LibreOffice could not do what the engine asked for."""


class Line:
    """A connection on which a macro runs: each request is answered before the next."""

    def __init__(self, read: Callable[[], bytes], write: Callable[[bytes], Any]) -> None:
        self._read = read
        self._write = write
        self.requests = 0

    def do(self, name: str, *arguments: Any) -> Any:
        """Return what the office answers; raise OfficeError when it cannot."""
        self.requests += 1
        self._write(json.dumps({"do": name, "with": arguments}).encode() + b"\n")
        answer = json.loads(self._read() or b'{"error": "the connection is closed"}')
        if "error" in answer:
            raise OfficeError(answer["error"])
        return answer["ok"]


@dataclass
class Dialogs:
    """What was said and asked where there is no screen, and the answers that are given."""

    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    answer: str = "ok"
    typed: str = ""
    chosen: list[str] = field(default_factory=list)


class Bridge:
    """Answers LibreOffice while it is open.

    `calls` counts the worksheet functions by name, `commands` holds the macros that ran with
    the number of requests each made, `on_saved` is called with the path of a saved workbook and
    returns what the user must know, or nothing.
    """

    def __init__(
        self, on_saved: Callable[[Path], str] | None = None, dialogs: Dialogs | None = None
    ) -> None:
        self.dialogs = dialogs
        self.calls: Counter[str] = Counter()
        self.commands: list[tuple[str, int]] = []
        self.modules: list[str] = []
        self.broken = False
        self.errors: list[str] = []
        self.on_saved = on_saved
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
        self.modules.clear()

    def serve(self, read: Callable[[], bytes], write: Callable[[bytes], Any]) -> None:
        """Answer one call."""
        request = json.loads(read() or b"{}")
        if request.get("token") != self._token:
            return
        line = Line(read, write)
        write(json.dumps({"answer": self.answer(request, line)}).encode() + b"\n")

    def answer(self, request: dict[str, Any], line: Line) -> tuple[str, Any]:
        """Return ("ok", value) or ("error", text) of one call."""
        try:
            if self.broken:
                raise ConnectionError("the bridge is broken on purpose")
            return "ok", self._answered(request, line)
        except Exception as error:
            text = f"{type(error).__name__}: {error}"
            self.errors.append(text)
            return "error", text

    def _answered(self, request: dict[str, Any], line: Line) -> Any:
        kind, name = request["kind"], request["name"]
        if kind == "udf":
            module, _, function = name.partition(":")
            self.calls[function] += 1
            if module != UDF_MODULE:
                raise ValueError(name)
            return _call(getattr(importlib.import_module(module), function), request)
        if kind == "run":
            self._run(name, request["book"], line)
        elif kind == "module":
            self.modules.append(name)
        elif kind == "saved" and self.on_saved is not None:
            self._after_saving(Path(name), request["book"], line)
        return 0

    def _after_saving(self, path: Path, book: str, line: Line) -> None:
        """Let a saved workbook be mended; tell the user where it is none for Excel."""
        from bpindex.hosts.libreoffice.engine import CalcApp

        assert self.on_saved is not None
        if sentence := self.on_saved(path):
            CalcApp(line, book, self.dialogs).alert(sentence, TITLE)

    def _run(self, command: str, book: str, line: Line) -> None:
        """Run a macro for the workbook whose button was pressed."""
        from bpindex.hosts.libreoffice.engine import caller

        start = _COMMAND.format(module=MACRO_MODULE)
        function = command.removeprefix(start).removesuffix("()")
        if not command.startswith(start) or not function.isidentifier():
            raise ValueError(command)
        macros = importlib.import_module(MACRO_MODULE)
        if function not in macros.__all__:
            raise ValueError(command)
        with caller(line, book, self.dialogs):
            getattr(macros, function)()
        self.commands.append((command, line.requests))


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
