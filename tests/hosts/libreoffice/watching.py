"""The bridge and the desk of LibreOffice under watch: what was called, said and asked."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bpindex.hosts.libreoffice.bridge import Bridge
from bpindex.hosts.libreoffice.desk import LibreOfficeDesk


@dataclass
class Dialogs:
    """What was said and asked where there is no screen, and the answers that are given."""

    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    agreed: bool = True
    typed: str = ""
    chosen: list[Path] = field(default_factory=list)


class CountingDesk(LibreOfficeDesk):
    """The desk over UNO; `requests` counts what LibreOffice was asked."""

    requests = 0

    def _do(self, name: str, *arguments: Any) -> Any:
        self.requests += 1
        return super()._do(name, *arguments)


class DeskWithoutScreen(CountingDesk):
    """The same where nobody sits before a screen: dialogs are noted and answered at once."""

    def __init__(
        self,
        read: Callable[[], bytes],
        write: Callable[[bytes], Any],
        on_saved: Callable[[Path], str],
        dialogs: Dialogs,
    ) -> None:
        super().__init__(read, write, on_saved)
        self.dialogs = dialogs

    def tell(self, sentence: str) -> None:
        """Note what is said."""
        self.dialogs.said.append(sentence)

    def confirm(self, question: str) -> bool:
        """Note the question and give the answer at hand."""
        self.dialogs.said.append(question)
        return self.dialogs.agreed

    def ask(self, question: str) -> str | None:
        """Note the question and give the text at hand."""
        self.dialogs.asked.append(question)
        return self.dialogs.typed

    def choose_file(self, title: str, pattern: str) -> Path | None:
        """Return the next of the files at hand."""
        return self.dialogs.chosen.pop(0) if self.dialogs.chosen else None

    def choose_files(self, title: str, pattern: str) -> list[Path]:
        """Return all files at hand."""
        chosen, self.dialogs.chosen = self.dialogs.chosen, []
        return chosen


class WatchedBridge(Bridge):
    """The product's bridge, which can be broken on purpose.

    `calls` counts the worksheet functions by name, `commands` holds those of buttons that ran
    with the number of requests each made. With `dialogs` nobody sits before a screen.
    """

    def __init__(self, on_saved: Callable[[Path], str], dialogs: Dialogs | None = None) -> None:
        super().__init__(on_saved)
        self.dialogs = dialogs
        if dialogs is not None:
            # A test presses one button just after the other.
            self.presses.seconds = 0
        self.calls: Counter[str] = Counter()
        self.commands: list[tuple[str, int]] = []
        self.broken = False

    def forget(self) -> None:
        """Start counting anew."""
        self.calls.clear()
        self.commands.clear()

    def desk(self, read: Callable[[], bytes], write: Callable[[bytes], Any]) -> LibreOfficeDesk:
        if self.broken:
            raise ConnectionError("the bridge is broken on purpose")
        if self.dialogs is None:
            return CountingDesk(read, write, self.on_saved)
        return DeskWithoutScreen(read, write, self.on_saved, self.dialogs)

    def done(self, kind: str, name: str, arguments: list[Any], desk: LibreOfficeDesk) -> Any:
        if kind == "udf":
            self.calls[name.partition(":")[2]] += 1
        value = super().done(kind, name, arguments, desk)
        if kind == "run":
            assert isinstance(desk, CountingDesk)
            self.commands.append((name, desk.requests))
        return value
