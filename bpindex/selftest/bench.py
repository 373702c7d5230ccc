"""The copy on which the steps are played, and a desk at which nobody sits."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from bpindex.cells.figures import FigureCell
from bpindex.desk.contract import Desk, Selection
from bpindex.desk.moment import read_desk
from bpindex.pipeline import Evaluation, evaluate
from bpindex.reading.workbook import Reading
from bpindex.words import selftest as texts

# Does what the button of an id does, as its user's click would.
Press = Callable[[Desk, str], str]
_EXAMPLES = 5


class State(StrEnum):
    """How a step ended."""

    PASSED = texts.PASSED
    FAILED = texts.FAILED
    NOT_TRIED = texts.NOT_TRIED


class StepFailedError(Exception):
    """Something is not as it must be; `private` may hold figures and names, the rest does not."""

    def __init__(self, detail: str, private: Iterable[str] = ()) -> None:
        super().__init__(detail)
        self.private = "; ".join(list(private)[:_EXAMPLES])


class NotTried(Exception):  # noqa: N818 -- no error
    """The step cannot be played here, and why."""


@dataclass(frozen=True)
class Result:
    """What came of a step; `private` is for the eyes of who owns the workbook, `pages` a PDF."""

    name: str
    state: State
    seconds: float
    detail: str
    private: str = ""
    pages: bytes = b""


class _Unattended:
    """A desk whose questions are answered by rule; everything else is the program's."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.asked = 0
        self.selected: Selection | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)

    def selection(self) -> Selection | None:
        return self.selected

    def status(self, text: str) -> None:
        pass

    def tell(self, sentence: str) -> None:
        pass

    def confirm(self, question: str) -> bool:
        return True

    def ask(self, question: str) -> str:
        self.asked += 1
        return texts.REASON

    def choose_file(self, title: str, pattern: str) -> None:
        return None

    def choose_files(self, title: str, pattern: str) -> list[Path]:
        return []


class Bench:
    """One open copy of a workbook: pressed, read, and what the steps know of each other."""

    def __init__(self, desk: Desk, copy: Path, press: Press) -> None:
        self.unattended = _Unattended(desk)
        self.desk = cast(Desk, self.unattended)
        self.copy, self._press = copy, press
        # The figure that was typed over.
        self.typed: FigureCell | None = None
        # What was printed and may be shown to anybody, a PDF.
        self.pages = b""

    def press(self, action: str, selected: Selection | None = None) -> str:
        """Press a button, with cells selected; return what its user would be told."""
        self.unattended.asked, self.unattended.selected = 0, selected
        with self.desk.quiet():
            return self._press(self.desk, action)

    def read(self) -> Reading:
        """Return what the copy holds now, as its program saves it."""
        return read_desk(self.desk)

    def evaluation(self, reading: Reading) -> Evaluation:
        """Return a case evaluated that prints; raise NotTried where it has problems."""
        evaluation = evaluate(reading.case)
        if evaluation.problems:
            raise NotTried(texts.HAS_PROBLEMS.format(count=len(evaluation.problems)))
        return evaluation

    def made(self) -> Reading:
        """Return what the copy holds, with a notice of its month; raise NotTried without one."""
        reading = self.read()
        if reading.snapshot is None or not reading.made.present:
            raise NotTried(texts.NOT_MADE)
        return reading

    def put_back(self, sheet: str, cell: str, value: Any) -> None:
        """Write what stood in a cell again, whatever became of the step."""
        with suppress(Exception):
            self.desk.write(sheet, cell, [[value]])


def examples(places: Iterable[str]) -> str:
    """Return the first few of some places."""
    named = list(places)
    return ", ".join(named[:_EXAMPLES] + ["…"] * (len(named) > _EXAMPLES))
