"""How an action is run over any desk, and what importing the hosts does."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bpindex.actions import buttons, running
from bpindex.actions.running import NAMES, OneAtATime, perform
from bpindex.case.model import Case
from bpindex.desk.contract import Desk, DeskBusyError
from bpindex.errors import DataProblemsError, InputError
from bpindex.hosts.file_desk import FileDesk
from bpindex.log import log_path
from bpindex.page.plan import NOTICE_SHEET
from bpindex.pipeline import evaluate
from bpindex.sheets.layout import layout_of
from bpindex.words import buttons as texts
from bpindex.words import marks
from bpindex.words import workbook as workbook_words
from bpindex.workbook.system_sheets import OWN_SHEETS
from tests.done import done_in
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook

PREVIOUS = workbook_words.PREVIOUS_SHEET.format(title=NOTICE_SHEET)

pytestmark = pytest.mark.usefixtures("log")


class WatchedDesk(FileDesk):
    """A desk that notes whether it is quiet when something is said."""

    is_quiet = False

    @contextmanager
    def quiet(self) -> Iterator[None]:
        self.is_quiet = True
        try:
            yield
        finally:
            self.is_quiet = False

    def tell(self, sentence: str) -> None:
        assert not self.is_quiet
        super().tell(sentence)


@pytest.fixture
def desk(tmp_path: Path) -> WatchedDesk:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(bundled_workbook())
    return WatchedDesk(path)


def failing(error: BaseException) -> Callable[[Desk], str]:
    def action(desk: Desk) -> str:
        desk.status(texts.READING)
        raise error

    return action


def test_what_an_action_returns_is_told_when_the_desk_is_as_it_was(
    desk: WatchedDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def action(found: Desk) -> str:
        assert found is desk
        assert desk.is_quiet
        desk.status(texts.READING)
        return texts.RESTORED

    monkeypatch.setattr(buttons, "restore_previous", action)
    perform(desk, "restore_previous")
    assert desk.told == [texts.RESTORED]
    assert desk.states == [texts.READING, ""]


def test_a_blank_message_is_not_told(desk: WatchedDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buttons, "check_data", lambda desk: "")
    perform(desk, "check_data")
    assert desk.told == []


@pytest.mark.parametrize(
    ("error", "sentence", "logged"),
    [
        (InputError("trang Đơn vị, ô D5: sai."), "trang Đơn vị, ô D5: sai.", "sai"),
        (DataProblemsError("Có 2 lỗi.", ("một", "hai")), "Có 2 lỗi.", ""),
        (DeskBusyError(), texts.EDITING, "the desk is busy\nTraceback"),
        (KeyError("oops"), "", "make_notice: macro failed\nTraceback"),
    ],
)
def test_every_error_is_one_sentence(
    desk: WatchedDesk,
    log: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    sentence: str,
    logged: str,
) -> None:
    monkeypatch.setattr(buttons, "make_notice", failing(error))
    perform(desk, "make_notice")
    assert desk.told == [sentence or texts.UNEXPECTED.format(log=log)]
    assert desk.states[-1] == ""
    written = log.read_text("utf-8") if log.is_file() else ""
    assert logged in written
    assert bool(written) == bool(logged)


def test_a_mistake_of_ours_is_told_as_ours_with_the_place_of_the_log(
    desk: WatchedDesk, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def evaluate(case: Case) -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(buttons, "evaluate", evaluate)
    perform(desk, "check_data")
    (told,) = desk.told
    assert told.startswith("BoChiSo gặp lỗi")
    assert str(log) in told
    assert log == log_path()


def test_nothing_is_raised_though_nobody_can_be_told(
    desk: WatchedDesk, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(sentence: str) -> None:
        raise DeskBusyError

    monkeypatch.setattr(desk, "tell", refused)
    monkeypatch.setattr(desk, "status", refused)
    perform(desk, "check_data")
    assert "nobody could be told" in log.read_text("utf-8")


def test_an_action_that_is_not_there_is_told_too(desk: WatchedDesk, log: Path) -> None:
    perform(desk, "dance")
    assert desk.told == [texts.UNEXPECTED.format(log=log)]


@pytest.mark.parametrize(
    ("module", "repairs"),
    [("hosts", False), ("actions.running", False), ("hosts.udfs", True), ("hosts.macros", True)],
)
def test_only_the_entries_of_excel_repair_the_environment(module: str, repairs: bool) -> None:
    script = (
        "import sys\n"
        "import bpindex.hosts.profile as profile\n"
        "profile.repair_environment = lambda: print('repaired')\n"
        f"import bpindex.{module}\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == ("repaired\n" if repairs else "")


def test_vba_finds_an_entry_for_each_action_and_no_other() -> None:
    from bpindex.hosts import macros

    for name in NAMES:
        assert callable(getattr(buttons, name))
        assert callable(getattr(macros, name))
    with pytest.raises(AttributeError):
        macros.no_such_button  # noqa: B018


# --- one run at a time -----------------------------------------------------------------------


class Clock:
    """Time that passes when a test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(running, "monotonic", clock)
    return clock


def test_a_press_that_waited_for_a_run_does_nothing_and_a_wilful_one_does(
    desk: WatchedDesk, clock: Clock
) -> None:
    presses = OneAtATime()
    for pause in (0, 0.1, presses.seconds - 0.05):
        clock.now = Clock.now + pause
        presses.perform(desk, "make_notice")
    assert len(desk.told) == 1
    assert not desk.has_sheet(PREVIOUS)
    clock.now = Clock.now + presses.seconds
    presses.perform(desk, "make_notice")
    assert len(desk.told) == 2
    assert desk.has_sheet(PREVIOUS)


def test_the_time_of_reading_a_message_is_the_persons_own(
    desk: WatchedDesk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(sentence: str) -> None:
        clock.now += 5
        desk.told.append(sentence)

    monkeypatch.setattr(desk, "tell", read)
    presses = OneAtATime()
    for _ in range(2):
        presses.perform(desk, "make_notice")
    assert len(desk.told) == 2


def test_a_press_during_a_run_does_nothing(
    desk: WatchedDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    presses, runs = OneAtATime(), []

    def action(found: Desk) -> str:
        runs.append(found)
        presses.perform(desk, "check_data")
        return ""

    monkeypatch.setattr(buttons, "check_data", action)
    presses.perform(desk, "check_data")
    assert len(runs) == 1


# --- the tool's own sheets, and what a run says ---------------------------------------------------


@pytest.mark.parametrize("title", OWN_SHEETS)
def test_without_a_sheet_of_the_tools_own_nothing_is_done(desk: WatchedDesk, title: str) -> None:
    desk.delete_sheet(title)
    before = desk._package.to_bytes()
    for action in NAMES:
        perform(desk, action)
    assert set(desk.told) == {texts.SHEETS_MISSING.format(sheets=title)}
    assert desk._package.to_bytes() == before


def test_a_sheet_that_a_run_has_lost_is_told(
    desk: WatchedDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def action(found: Desk) -> str:
        found.delete_sheet(OWN_SHEETS[0])
        return texts.RESTORED

    monkeypatch.setattr(buttons, "restore_previous", action)
    perform(desk, "restore_previous")
    assert desk.told == [texts.SHEETS_LOST.format(sheets=OWN_SHEETS[0])]


def test_a_good_run_says_what_it_did_and_leaves_no_problem_of_before(desk: WatchedDesk) -> None:
    layout = layout_of(base_case().index)
    findings = layout["findings"]
    area = findings.block("findings").area().replace("$", "")
    old = [marks.PROBLEM, "của lần trước", ""]
    desk.write(findings.title, area, [old] * 100)
    perform(desk, "make_notice")
    evaluation = evaluate(base_case())
    in_force = [i for i in base_case().corrections if i.in_force]
    (told,) = desk.told
    assert done_in(told) == [4, len(in_force), len(evaluation.warnings)]
    rows = [row for row in desk.read(findings.title, area) if any(row)]
    assert [row[0] for row in rows] == [marks.WARNING] * len(evaluation.warnings)
    assert desk.shown == NOTICE_SHEET
