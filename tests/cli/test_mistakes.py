"""A mistake of our own is told as ours with the log's place; a machine that refuses, as what it is.

Only what a file's reader raises for a bad file is told as a bad file.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path

import pytest

from bpindex.actions.running import perform
from bpindex.case.folder import bundled_case
from bpindex.cli import app as cli
from bpindex.errors import InputError
from bpindex.hosts.file_desk import FileDesk
from bpindex.index.files import bundled_index_sets
from bpindex.words import command_line as texts
from bpindex.words import files as file_words
from tests import ROOT
from tests.files.test_outputs import snapshot
from tests.workbook.editing import bundled_workbook

CASE = str(bundled_case())
Captured = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("log")


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sổ") / "BoChiSo.xlsm"
    assert cli.run(["build", CASE, "--out", str(path)]) == 0
    return path


def broken(*_: object, **__: object) -> None:
    raise IndexError("tuple index out of range")


# --- mistakes of our own ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "ours",
    [
        "bpindex.sources.read_case",
        "bpindex.case.folder.validate_case",
        "bpindex.case.folder.record_from_row",
        "bpindex.pipeline.scores_of",
        "bpindex.pipeline.compose",
        "bpindex.pipeline.run_checks",
    ],
)
def test_a_mistake_in_our_code_is_told_as_ours_with_the_place_of_the_log(
    ours: str, log: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ours, broken)
    assert cli.run(["check", CASE]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [texts.UNEXPECTED.format(log=log)]
    written = log.read_text("utf-8")
    assert written.count("command failed\nTraceback") == 1
    assert "IndexError: tuple index out of range" in written


@pytest.mark.parametrize(
    "ours",
    [
        "reading.workbook.scored_case",
        "reading.workbook.validate_case",
        "reading.workbook.index_from",
        "reading.harvesting.compose",
        "edits.by_month.accepted",
        "reading.workbook.figures_typed_over",
    ],
)
def test_a_mistake_in_reading_a_sound_workbook_is_no_damaged_file(
    ours: str, workbook: Path, log: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"bpindex.{ours}", broken)
    assert cli.run(["check", str(workbook)]) == 2
    assert capsys.readouterr().err.splitlines() == [texts.UNEXPECTED.format(log=log)]


def test_a_mistake_in_rendering_is_told_as_ours_and_leaves_no_file(
    tmp_path: Path, log: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bpindex.render.formats.render", broken)
    assert cli.run(["notice", CASE, "--out", str(tmp_path / "ra")]) == 2
    assert capsys.readouterr().err.splitlines() == [texts.UNEXPECTED.format(log=log)]
    assert not (tmp_path / "ra").exists()


def test_where_no_log_can_be_written_the_sentence_says_so(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Dữ liệu").write_bytes(b"a file where the folder should be")
    monkeypatch.setattr("bpindex.pipeline.compose", broken)
    assert cli.run(["check", CASE]) == 2
    expected = texts.UNEXPECTED.format(log=file_words.NO_LOG)
    assert capsys.readouterr().err.splitlines() == [expected]


# --- a machine that refuses ------------------------------------------------------------------


def program(*arguments: str, before: Callable[[], None] | None = None, **keywords: object) -> str:
    """Run the program; return what it says: it leaves with 2 and says one sentence."""
    done = subprocess.run(  # type: ignore[call-overload]
        [sys.executable, "-m", "bpindex", *arguments],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=before,
        check=False,
        **keywords,
    )
    assert done.returncode == 2, done.stderr
    [sentence] = done.stderr.splitlines()
    return str(sentence)


ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="devices and limits of POSIX")
COMMANDS = [["check", CASE], ["explain", CASE, "so-y-te", "TD_thang"], ["doctor"], ["--help"], []]


@ON_POSIX
@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda item: " ".join(item[:1]))
def test_a_full_output_is_one_sentence(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        sentence = program(*arguments, stdout=full)
    assert sentence == "Không ghi hết được kết quả: ổ đĩa đã hết chỗ."


@ON_POSIX
@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda item: " ".join(item[:1]))
def test_a_closed_pipe_is_one_sentence(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        sentence = program(*arguments, stdout=writing)
    finally:
        os.close(writing)
    assert sentence == "Không ghi hết được kết quả: chương trình nhận kết quả đã đóng."


@ON_POSIX
@pytest.mark.parametrize(
    ("command", "size"),
    [(c, size) for c in ("notice", "build", "export") for size in (0, 2_000, 20_000, 60_000)][:-2],
)
def test_a_limit_of_the_file_size_is_one_sentence(command: str, size: int, tmp_path: Path) -> None:
    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    name = "x.xlsm" if command == "build" else "ra"
    more = ["--format", "xlsx"] if command == "notice" else []
    arguments = [command, CASE, "--out", str(tmp_path / name), *more]
    sentence = program(*arguments, before=limit, stdout=subprocess.DEVNULL)
    assert sentence.startswith(("Không ghi được ", "Không ghi hết được kết quả: "))
    reasons = ("tệp vượt quá kích thước cho phép trên máy này", file_words.NO_TEMPORARY)
    assert any(reason in sentence for reason in reasons)
    assert snapshot(tmp_path) == {}


def test_a_case_is_not_exported_over_the_folder_one_stands_in(tmp_path: Path) -> None:
    shutil.copytree(CASE, tmp_path / "kỳ")
    before = snapshot(tmp_path / "kỳ")
    sentence = program("export", CASE, "--out", ".", cwd=tmp_path / "kỳ")
    assert sentence == file_words.FOLDER_NOT_EMPTY.format(path=".")
    assert snapshot(tmp_path / "kỳ") == before


def test_a_case_is_exported_into_the_empty_folder_one_stands_in(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["export", CASE, "--out", "."]) == 0
    assert capsys.readouterr().out.splitlines() == ["."]
    assert set(snapshot(tmp_path)) >= {"counts.csv", "settings.toml"}


@pytest.mark.parametrize("mistake", ["font.nmae", "alignment.vertcal", "fill.nothing", "no_such"])
def test_a_mistake_that_a_library_notices_is_ours_too(
    mistake: str,
    tmp_path: Path,
    log: Path,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "BoChiSo.xlsm"
    path.write_bytes(bundled_workbook())
    desk = FileDesk(path)
    perform(desk, "make_notice")
    desk.save_copy(path)
    monkeypatch.setattr("bpindex.reading.notice_sheets._look", attrgetter(mistake))
    assert cli.run(["check", str(path)]) == 2
    assert capsys.readouterr().err.splitlines() == [texts.UNEXPECTED.format(log=log)]


def test_a_damaged_file_of_the_package_is_no_file_of_the_users(
    log: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(path: Path) -> None:
        raise InputError("Tệp qd766.toml: viết sai cú pháp TOML.")

    monkeypatch.setattr("bpindex.index.files.load_index_set", damaged)
    bundled_index_sets.cache_clear()
    assert cli.run(["check", CASE]) == 2
    assert capsys.readouterr().err.splitlines() == [texts.UNEXPECTED.format(log=log)]
    assert cli.run(["doctor"]) == 1
    assert "qd766.toml" in capsys.readouterr().out


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_outputs_are_no_problem_in_the_data(closed: str) -> None:
    command = f'"{sys.executable}" -m bpindex check "{CASE}" {closed}'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
