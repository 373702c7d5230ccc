"""`bpindex libreoffice` as a person runs it: a window, work, Ctrl-S, the window closed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter

from bpindex.case.model import Case
from bpindex.cli import app as cli
from bpindex.hosts.libreoffice import office
from bpindex.hosts.libreoffice.office import backup_of
from bpindex.reading.workbook import read_workbook
from bpindex.sheets.layout import layout_of
from bpindex.words import libreoffice as office_texts
from tests.changed_cases import with_counts
from tests.hosts.libreoffice.office import is_for_excel, missing
from tests.hosts.libreoffice.screen import Screen
from tests.hosts.libreoffice.waiting import eventually
from tests.hosts.libreoffice.waiting import until as until_within

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

MOST_SECONDS = 120
until = partial(until_within, most_seconds=MOST_SECONDS)
PRESS_AGAIN_SECONDS = 15
COUNT = "hs_truc_tuyen"
# With Ctrl-C as in a terminal, whatever the tests were started by ignores.
COMMAND = """
import signal, sys
from bpindex.cli.app import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main(sys.argv[1:])
"""


def children(pid: int) -> set[int]:
    """Return the processes that a process started, and theirs."""
    found, parents = set(), {pid}
    status = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status[int(folder.name)] = int(
                (folder / "stat").read_text().rpartition(")")[2].split()[1]
            )
        except (OSError, IndexError):
            continue
    while parents:
        parents = {child for child, parent in status.items() if parent in parents} - found
        found |= parents
    return found


def is_running(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Command:
    """The command at work on a workbook."""

    def __init__(self, screen: Screen, case: Case, workbook: Path, home: Path) -> None:
        self.screen, self.case, self.workbook = screen, case, workbook
        self.process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, "libreoffice", str(workbook)],
            env={**os.environ, "DISPLAY": screen.display, "HOME": str(home)},
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def shown(self) -> None:
        """Wait for the window of the workbook; it answers keys once it is drawn."""
        until(lambda: self.screen.windows(self.workbook.name), "no window")
        self.started = children(self.process.pid)
        self.screen.come_to_rest()
        self.screen.click(700, 600)

    def save_with(self, value: str) -> None:
        """Type another count in the first cell for them and save."""
        before = self.workbook.read_bytes()
        layout = layout_of(self.case.index)
        counts = layout["counts"].block("counts")
        cell = f"{get_column_letter(counts.column_number(COUNT))}{counts.first_row}"
        sheets = list(layout.sheets)
        to_counts = ["ctrl+Next"] * sheets.index("counts")

        def saved() -> bool:
            return self.workbook.read_bytes() != before and is_for_excel(self.workbook)

        def mended() -> bool:
            # A key that a window is not ready for is lost: do it all again. Not at once: what
            # is saved again before it has become one for Excel never becomes one.
            self.screen.click(700, 600)
            self.screen.key("Escape", *["ctrl+Prior"] * len(sheets), *to_counts)
            self.screen.key("ctrl+shift+t", "ctrl+a")
            self.screen.type(cell)
            self.screen.key("Return")
            self.screen.type(value)
            self.screen.key("Return", "ctrl+s")
            return bool(eventually(saved, True, PRESS_AGAIN_SECONDS))

        until(mended, "not saved")

    def closed(self) -> tuple[int, str]:
        """Close the window; return the exit code and what was said."""

        def ended() -> bool:
            if self.screen.windows(self.workbook.name):
                self.screen.key("ctrl+q")  # again where the window was not ready for it
            time.sleep(1)
            return self.process.poll() is not None

        until(ended, "the window stays: a question is open")
        code = self.process.wait()
        assert self.process.stderr
        said = self.process.stderr.read()
        self.process.stderr.close()
        return code, said


@pytest.fixture
def command(bundled: tuple[Case, Path], tmp_path: Path) -> Iterator[Command]:
    if why_not := missing():
        pytest.skip(why_not)
    folder = tmp_path / "Tài liệu tháng 2"
    folder.mkdir()
    workbook = folder / "BoChiSo.xlsm"
    shutil.copy(bundled[1], workbook)
    with Screen() as screen:
        running = Command(screen, bundled[0], workbook, tmp_path)
        try:
            yield running
        finally:
            if running.process.poll() is None:
                running.process.terminate()
                running.process.wait(MOST_SECONDS)
            if running.process.stderr and not running.process.stderr.closed:
                running.process.stderr.close()
            for pid in getattr(running, "started", ()):
                if is_running(pid):
                    os.kill(pid, signal.SIGKILL)


def test_it_shows_the_workbook_saves_it_for_excel_and_ends_with_its_window(
    command: Command, bundled: tuple[Case, Path]
) -> None:
    command.shown()
    assert len(command.started) >= 2
    command.save_with("7")
    assert command.closed() == (0, "")
    assert [pid for pid in command.started if is_running(pid)] == []
    first = bundled[0].counts[0].agency
    assert read_workbook(command.workbook) == with_counts(first, bundled[0], **{COUNT: "7"})
    assert backup_of(command.workbook).read_bytes() == bundled[1].read_bytes()
    assert sorted(command.workbook.parent.iterdir()) == sorted(
        [command.workbook, backup_of(command.workbook)]
    ), "no lock and no temporary file"


def test_looking_only_asks_nothing_and_leaves_the_file_as_it_was(
    command: Command, bundled: tuple[Case, Path]
) -> None:
    command.shown()
    time.sleep(1)  # the click of a person who looks
    assert command.closed() == (0, "")
    assert command.workbook.read_bytes() == bundled[1].read_bytes()
    assert list(command.workbook.parent.iterdir()) == [command.workbook]


def test_ctrl_c_waits_for_the_window_so_that_nothing_is_lost(command: Command) -> None:
    command.shown()
    os.killpg(command.process.pid, signal.SIGINT)  # as the terminal does
    time.sleep(2)
    assert command.screen.windows(command.workbook.name)
    command.save_with("8")
    code, said = command.closed()
    assert code == 0
    assert said == office_texts.STILL_OPEN + "\n"
    assert [pid for pid in command.started if is_running(pid)] == []


def test_without_a_screen_or_a_libreoffice_it_says_so_in_one_sentence(
    bundled: tuple[Case, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    arguments = ["libreoffice", str(bundled[1])]
    if not missing():
        assert cli.run(arguments) == 2
        assert capsys.readouterr().err == office_texts.NO_DISPLAY + "\n"
    monkeypatch.setattr(office, "find_libreoffice", lambda: None)
    assert cli.run(arguments) == 2
    assert capsys.readouterr().err == office_texts.NO_LIBREOFFICE + "\n"
    monkeypatch.setattr(office, "find_libreoffice", lambda: "/usr/bin/soffice")
    monkeypatch.setattr(office, "uno_python", lambda program: None)
    assert cli.run(arguments) == 2
    assert capsys.readouterr().err == office_texts.NO_UNO + "\n"


def test_a_file_that_is_no_workbook_is_refused_before_anything_starts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.xlsm"
    other.write_bytes(b"no workbook")
    assert cli.run(["libreoffice", str(other)]) == 2
    sentence = capsys.readouterr().err
    assert other.name in sentence
    assert sentence.count("\n") == 1
