"""How an action is run over any desk, and what importing the hosts does."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bpindex.case.model import Case
from bpindex.desk import actions
from bpindex.desk.contract import Desk, DeskBusyError
from bpindex.desk.running import NAMES, perform
from bpindex.errors import DataProblemsError, InputError
from bpindex.hosts.file_desk import FileDesk
from bpindex.log import log_path
from bpindex.words import buttons as texts
from tests.workbook.editing import bundled_workbook

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

    monkeypatch.setattr(actions, "restore_previous", action)
    perform(desk, "restore_previous")
    assert desk.told == [texts.RESTORED]
    assert desk.states == [texts.READING, ""]


def test_a_blank_message_is_not_told(desk: WatchedDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "check_data", lambda desk: "")
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
    monkeypatch.setattr(actions, "make_notice", failing(error))
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

    monkeypatch.setattr(actions, "evaluate", evaluate)
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
    [("hosts", False), ("desk.running", False), ("hosts.udfs", True), ("hosts.macros", True)],
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
        assert callable(getattr(actions, name))
        assert callable(getattr(macros, name))
    with pytest.raises(AttributeError):
        macros.no_such_button  # noqa: B018
