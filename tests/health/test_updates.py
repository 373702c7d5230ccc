"""A newer setup in a folder that IT names: noticed, told, started by a click, by nothing else."""

import sys
import threading
import time
from pathlib import Path

import pytest

from bpindex.actions.running import perform
from bpindex.health import updates
from bpindex.health.updates import FOLDER_FILE, Lookout, Update, newest, update_folder
from bpindex.hosts import udfs
from bpindex.hosts.file_desk import FileDesk
from bpindex.words import functions as function_words
from bpindex.words import updates as texts
from tests.workbook.editing import bundled_workbook


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is named beside the Python that is installed, with setups in it."""
    python = tmp_path / "BoChiSo" / "py" / "python.exe"
    python.parent.mkdir(parents=True)
    monkeypatch.setattr(sys, "executable", str(python))
    share = tmp_path / "Thư mục chung"
    share.mkdir()
    (tmp_path / "BoChiSo" / FOLDER_FILE).write_text(f"\ufeff{share}\r\n", encoding="utf-8")
    for name in ("BoChiSo-0.0.9-setup.exe", "BoChiSo-0.10.0-setup.exe", "bochiso-0.9.2-SETUP.exe"):
        (share / name).write_bytes(b"MZ")
    (share / "BoChiSo-9.9.9-setup.exe.tmp").write_bytes(b"MZ")
    return share


def test_the_newest_setup_is_found_by_number_and_none_that_is_not_newer(share: Path) -> None:
    assert update_folder() == share
    assert newest(share, "0.1.0") == Update("0.10.0", share / "BoChiSo-0.10.0-setup.exe")
    assert newest(share, "0.10.0") is None
    assert newest(share / "không có", "0.1.0") is None


@pytest.mark.parametrize(
    "form", ['"{0}"', "{0}\r\nghi chú của IT", "\r\n  {0}  ", "“{0}”", "$SHARE"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_folder_is_understood_as_people_write_it(
    share: Path, monkeypatch: pytest.MonkeyPatch, form: str, encoding: str
) -> None:
    monkeypatch.setenv("SHARE", str(share))
    note = Path(sys.executable).parents[1] / FOLDER_FILE
    note.write_text(form.format(share), encoding=encoding)
    assert update_folder() == share


def test_a_folder_that_is_called_like_a_setup_is_none(share: Path) -> None:
    (share / "BoChiSo-99.0.0-setup.exe").mkdir()
    assert newest(share, "0.1.0") == Update("0.10.0", share / "BoChiSo-0.10.0-setup.exe")


def test_nothing_is_looked_for_where_no_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "py" / "python.exe"))
    assert update_folder() is None
    assert Lookout().newer(wait=5) is None


def test_a_share_out_of_reach_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    reached = threading.Event()
    monkeypatch.setattr(updates, "update_folder", lambda: Path("x"))
    found = Update("9.0.0", Path("x") / "BoChiSo-9.0.0-setup.exe")

    def slow(_: Path) -> Update:
        reached.wait(30)
        return found

    monkeypatch.setattr(updates, "newest", slow)
    lookout, began = Lookout(), time.monotonic()
    for _ in range(3):
        assert lookout.newer(wait=0.05) is None
    assert time.monotonic() - began < 5
    reached.set()
    assert lookout.newer(wait=30) == found


def test_the_state_of_the_installation_tells_of_it(
    share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lookout = Lookout()
    lookout.newer(wait=30)
    monkeypatch.setattr(udfs, "lookout", lookout)
    told = udfs.BP_TINHTRANG()
    assert told.endswith(f"{function_words.UPDATE_MARK}0.10.0")


@pytest.mark.parametrize("agrees", [True, False])
def test_a_setup_is_started_by_who_agrees_and_by_nothing_else(
    agrees: bool, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Update] = []
    monkeypatch.setattr(updates, "lookout", Lookout())
    monkeypatch.setattr(updates, "start", started.append)
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(bundled_workbook())
    desk = FileDesk(path)
    desk.agreed = [agrees]
    perform(desk, "install_update")
    assert "0.10.0" in desk.asked[0]
    assert len(started) == len(desk.told) == agrees


def test_who_has_no_newer_setup_or_no_windows_is_told(
    share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "lookout", Lookout())
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(bundled_workbook())
    desk = FileDesk(path)
    perform(desk, "install_update")
    assert desk.told[-1].startswith(texts.UPDATE_NOT_STARTED.partition("{")[0])
    for setup in share.iterdir():
        setup.unlink()
    monkeypatch.setattr(updates, "lookout", Lookout())
    perform(desk, "install_update")
    assert desk.told[-1] == texts.NO_UPDATE
