"""All steps one after the other; what came of them on a sheet, on a terminal, in a file."""

import platform
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from bpindex import __version__
from bpindex.desk.contract import Desk
from bpindex.errors import BoChiSoError
from bpindex.files.temporary import temporary_folder
from bpindex.health.examining import examine
from bpindex.health.report import write_report
from bpindex.log import log_failure
from bpindex.render.plain_sheet import plain_sheet
from bpindex.selftest import locking, looking, playing, structure
from bpindex.selftest.bench import Bench, NotTried, Press, Result, State, StepFailedError
from bpindex.sheets.model import LAYOUT_VERSION
from bpindex.sheets.tool_sheets import GUIDE
from bpindex.words import selftest as texts

# Opens a workbook file at a desk of its own, for as long as the context lasts.
Opener = Callable[[Path], AbstractContextManager[Desk]]
_WIDTHS = (6, 62, 16, 8, 80)


@dataclass(frozen=True)
class Step:
    """A step: what it is called, what plays it, the rows of docs/excel-checklist.md it covers."""

    name: str
    play: Callable[[Bench], str]
    covers: tuple[int, ...] = ()


# In this order: each begins where the one before it ended.
STEPS = (
    Step(texts.STORED, looking.stored_values, (7,)),
    Step(texts.STRUCTURE, structure.as_built, (26,)),
    Step(texts.OPEN_CELLS, looking.open_cells, (26,)),
    Step(texts.FUNCTIONS, looking.functions, (8,)),
    Step(texts.COMPUTED, looking.computed_values, (6, 7)),
    Step(texts.PASTED, locking.type_over_pasted, (26,)),
    Step(texts.RECOMPUTED, playing.recompute, (9,)),
    Step(texts.LOST, playing.lose_server, (22,)),
    Step(texts.REFUSED, playing.refuse, (10, 11)),
    Step(texts.MADE, playing.make, (12,)),
    Step(texts.TEXTS, playing.compare_texts, (12,)),
    Step(texts.PAGES, playing.count_pages, (12, 39)),
    Step(texts.PICTURED, playing.picture_pages, (39,)),
    Step(texts.CORRECTED, playing.correct, (13,)),
    Step(texts.WITHDRAWN, playing.withdraw, (16,)),
    Step(texts.RESTORED, playing.restore, (17,)),
    Step(texts.PASTED_FIGURE, locking.correct_over_pasted, (26,)),
    Step(texts.EXPORTED, playing.export, (42,)),
    Step(texts.PROTECTED, playing.protection, (26,)),
    Step(texts.NEXT_MONTH, playing.open_next_month),
    Step(texts.POLICIES, looking.policies, (2, 29)),
    Step(texts.SERVER, looking.server, (6, 22)),
)


def play(
    open_copy: Opener, copy: Path, press: Press, steps: Sequence[Step] = ()
) -> Iterator[Result]:
    """Yield what comes of each step on a copy that nobody needs, told first of its program."""
    began = time.monotonic()
    try:
        with open_copy(copy) as desk:
            program = desk.program()
            versions = texts.VERSIONS.format(
                version=__version__,
                layout=LAYOUT_VERSION,
                python=platform.python_version(),
                system=platform.platform(),
                program=program,
            )
            yield Result(versions, State.PASSED, time.monotonic() - began, texts.WELL)
            bench = Bench(desk, copy, press)
            for step in steps or STEPS:
                yield _played(step, bench)
    except Exception as error:
        # Protected View or a policy may refuse the copy in any way: that is a result, too.
        private = str(error) if isinstance(error, BoChiSoError) else log_failure("self-test: open")
        yield Result(texts.NOT_OPENED, State.FAILED, 0, texts.WELL, private)


def _played(step: Step, bench: Bench) -> Result:
    began = time.monotonic()
    state, private, bench.pages = State.FAILED, "", b""
    try:
        detail, state = step.play(bench), State.PASSED
    except NotTried as error:
        detail, state = str(error), State.NOT_TRIED
    except StepFailedError as error:
        detail, private = str(error), error.private
    except BoChiSoError as error:
        detail, private = texts.SAID.format(sentence=type(error).__name__), str(error)
    except Exception as error:
        detail = texts.UNEXPECTED.format(kind=type(error).__name__)
        private = log_failure(f"self-test: {step.play.__name__}")
    return Result(step.name, state, time.monotonic() - began, detail, private, bench.pages)


def self_test(desk: Desk, press: Press) -> str:
    """Play all steps on a copy of what a desk holds; lay their sheet into it, and the file."""
    with temporary_folder() as folder:
        copy = folder / f"{folder.name}.xlsm"
        desk.keep_copy(copy)
        results = []
        for result in play(desk.opened, copy, press):
            results.append(result)
            desk.status(texts.RUNNING.format(name=result.name))
        page = folder / f"{folder.name}-trang.xlsx"
        page.write_bytes(plain_sheet(texts.SHEET, rows_of(results), _WIDTHS))
        if desk.has_sheet(texts.SHEET):
            desk.delete_sheet(texts.SHEET)
        desk.bring_in(page, {texts.SHEET: texts.SHEET}, GUIDE.title)
    desk.show_sheet(texts.SHEET)
    report = written_file(results)
    return texts.DONE.format(summary=summary(results), sheet=texts.SHEET, report=report)


def summary(results: Sequence[Result]) -> str:
    """Return how many steps ended how."""
    states = [result.state for result in results]
    return texts.SUMMARY.format(
        passed=states.count(State.PASSED),
        failed=states.count(State.FAILED),
        not_tried=states.count(State.NOT_TRIED),
    )


def rows_of(results: Sequence[Result]) -> list[list[str]]:
    """Return the sheet of the results, for who owns the workbook."""
    head = [[texts.TITLE], [summary(results)], list(texts.COLUMNS)]
    return head + [
        [
            str(number),
            each.name,
            each.state,
            f"{each.seconds:.1f}",
            "\n".join(filter(None, (each.detail, each.private))),
        ]
        for number, each in enumerate(results)
    ]


def line(result: Result) -> str:
    """Return a result without figures and names."""
    seconds = f"{result.seconds:.1f}".replace(".", ",")
    return texts.LINE.format(
        state=result.state, name=result.name, seconds=seconds, detail=result.detail
    )


def written_file(results: Sequence[Result], folder: Path | None = None) -> str:
    """Write the file to send, with what is known of the installation; return what is told of it."""
    lines = [*map(line, results), summary(results)]
    more: dict[str, Sequence[str] | bytes] = {texts.REPORT_FILE: lines}
    more |= ((texts.PAGES_FILE, result.pages) for result in results if result.pages)
    return write_report(list(examine()), folder, name=texts.REPORT_NAME, more=more)
