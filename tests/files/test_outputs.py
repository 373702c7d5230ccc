"""Outputs appear whole or not at all, and what a person changed is kept beside them."""

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bpindex.cli.output import print_published
from bpindex.errors import InputError
from bpindex.files import replacing
from bpindex.files.outputs import MANIFEST, Published, publish, publish_folder
from bpindex.words import files as file_words
from tests.files.stopping_works import WORKS

FIRST = {"a.json": b"a1", "b.xlsx": b"b1", "c.pdf": b"c1"}
SECOND = {"a.json": b"a2", "b.xlsx": b"b2", "c.pdf": b"c2"}


def snapshot(folder: Path) -> dict[str, bytes | None]:
    """Return everything below `folder`: path to content, None for a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def outputs_in(folder: Path) -> dict[str, bytes | None]:
    return {name: content for name, content in snapshot(folder).items() if name != MANIFEST}


def fail_at(number: int, error: BaseException) -> Callable[[Path, Path], Path]:
    """Return a Path.replace that fails once, at the call of a number."""
    replace, calls = Path.replace, iter(range(1, 1000))

    def failing(self: Path, target: Path) -> Path:
        if next(calls) == number:
            raise error
        return replace(self, target)

    return failing


# --- what is written -------------------------------------------------------------------------


def test_files_are_written_into_a_new_folder_and_named_in_their_order(tmp_path: Path) -> None:
    folder = tmp_path / "một" / "hai"
    assert publish(FIRST, folder).files == [folder / name for name in FIRST]
    assert outputs_in(folder) == FIRST


def test_an_unchanged_output_is_overwritten_without_a_backup(tmp_path: Path) -> None:
    publish(FIRST, tmp_path)
    done = publish(SECOND, tmp_path)
    assert done == Published([tmp_path / name for name in SECOND], [], [], False)
    assert outputs_in(tmp_path) == SECOND


def test_the_same_output_again_changes_nothing(tmp_path: Path) -> None:
    publish(FIRST, tmp_path)
    before = snapshot(tmp_path)
    publish(FIRST, tmp_path)
    assert snapshot(tmp_path) == before


def test_a_changed_output_is_kept_as_a_backup(tmp_path: Path) -> None:
    publish(FIRST, tmp_path)
    (tmp_path / "b.xlsx").write_bytes(b"by hand")
    (backup,) = publish(SECOND, tmp_path).backups
    assert backup.name.startswith(f"b ({file_words.BACKUP} ")
    assert backup.suffix == ".xlsx"
    assert outputs_in(tmp_path) == {**SECOND, backup.name: b"by hand"}


def test_each_change_has_a_backup_of_its_own(tmp_path: Path) -> None:
    publish(FIRST, tmp_path)
    for text in (b"hand 1", b"hand 2", b"hand 3"):
        (tmp_path / "b.xlsx").write_bytes(text)
        publish(FIRST, tmp_path)
    kept = {content for name, content in outputs_in(tmp_path).items() if name not in FIRST}
    assert kept == {b"hand 1", b"hand 2", b"hand 3"}


def test_a_file_that_was_there_before_is_kept_as_a_backup(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"somebody's")
    publish(FIRST, tmp_path)
    assert b"somebody's" in outputs_in(tmp_path).values()


def test_a_file_with_the_same_content_needs_no_backup(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"a1")
    publish(FIRST, tmp_path)
    assert outputs_in(tmp_path) == FIRST


def test_a_deleted_output_is_written_again(tmp_path: Path) -> None:
    publish(FIRST, tmp_path)
    (tmp_path / "a.json").unlink()
    publish(FIRST, tmp_path)
    assert outputs_in(tmp_path) == FIRST


def test_what_was_written_of_other_files_stays_known(tmp_path: Path) -> None:
    publish(FIRST, tmp_path)
    publish({"a.json": b"a2"}, tmp_path)
    publish(SECOND, tmp_path)
    assert outputs_in(tmp_path) == SECOND


@pytest.mark.parametrize("manifest", [b"", b"{", b"[]", b"\xff", b'{"a.json": 1}'])
def test_a_damaged_note_only_means_more_backups(tmp_path: Path, manifest: bytes) -> None:
    publish(FIRST, tmp_path)
    (tmp_path / MANIFEST).write_bytes(manifest)
    publish(SECOND, tmp_path)
    assert set(FIRST.values()) | set(SECOND.values()) == set(outputs_in(tmp_path).values())
    assert set(json.loads((tmp_path / MANIFEST).read_bytes())) >= set(SECOND)


def test_without_remembering_no_note_is_kept_and_other_content_is_backed_up(tmp_path: Path) -> None:
    publish(FIRST, tmp_path, remember=False)
    publish({"a.json": b"a2"}, tmp_path, remember=False)
    assert MANIFEST not in snapshot(tmp_path)
    assert {b"a1", b"a2"} <= set(outputs_in(tmp_path).values())


# --- all or nothing --------------------------------------------------------------------------


@pytest.mark.parametrize("changed", [False, True], ids=["as written", "changed by hand"])
@pytest.mark.parametrize("number", range(1, 6))
def test_a_failing_rename_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, changed: bool
) -> None:
    publish(FIRST, tmp_path)
    (tmp_path / "other.txt").write_bytes(b"not ours")
    if changed:
        (tmp_path / "b.xlsx").write_bytes(b"by hand")
    before = snapshot(tmp_path)
    monkeypatch.setattr(Path, "replace", fail_at(number, PermissionError(13, "đang mở", "b.xlsx")))
    with pytest.raises(InputError, match=r"^Không ghi được b\.xlsx: "):
        publish(SECOND, tmp_path)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("number", range(1, 5))
def test_a_failing_rename_leaves_no_new_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(Path, "replace", fail_at(number, OSError(28, "hết chỗ")))
    with pytest.raises(InputError, match="hết chỗ"):
        publish(FIRST, tmp_path / "một" / "hai")
    assert snapshot(tmp_path) == {}


@pytest.mark.parametrize("number", [1, 2, 4, 5])
def test_stopping_in_the_middle_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    publish(FIRST, tmp_path)
    before = snapshot(tmp_path)
    monkeypatch.setattr(Path, "replace", fail_at(number, KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        publish(SECOND, tmp_path)
    assert snapshot(tmp_path) == before


def test_a_failing_write_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(FIRST, tmp_path)
    before = snapshot(tmp_path)
    flush, calls = os.fsync, iter(range(1, 100))

    def failing(file: int) -> None:
        if next(calls) == 3:
            raise OSError(28, "hết chỗ")
        flush(file)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(InputError, match="hết chỗ"):
        publish(SECOND, tmp_path)
    monkeypatch.undo()
    assert snapshot(tmp_path) == before


def test_a_folder_in_the_place_of_a_file_stops_everything(tmp_path: Path) -> None:
    publish({"a.json": b"a1"}, tmp_path)
    (tmp_path / "b.xlsx").mkdir()
    before = snapshot(tmp_path)
    with pytest.raises(InputError, match=r"^Không ghi được .*b\.xlsx"):
        publish(SECOND, tmp_path)
    assert snapshot(tmp_path) == before


def test_a_file_in_the_place_of_the_folder_stops_everything(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    for folder in (tmp_path / "out", tmp_path / "out" / "more"):
        with pytest.raises(InputError, match="Không ghi được"):
            publish(FIRST, folder)
    assert snapshot(tmp_path) == {"out": b"a file"}


def test_a_folder_name_that_is_too_long_is_a_sentence(tmp_path: Path) -> None:
    for write in (publish, publish_folder):
        with pytest.raises(InputError, match="Không ghi được"):
            write(FIRST, tmp_path / ("dài" * 200))
    assert snapshot(tmp_path) == {}


# --- what belongs together, and who writes -------------------------------------------------------


def test_outputs_of_another_run_are_named(tmp_path: Path) -> None:
    publish(FIRST, tmp_path)
    done = publish({"a.json": b"a2"}, tmp_path)
    assert done.others == [tmp_path / "b.xlsx", tmp_path / "c.pdf"]
    (tmp_path / "c.pdf").unlink()
    assert publish({"a.json": b"a2"}, tmp_path).others == [tmp_path / "b.xlsx"]
    assert publish(SECOND, tmp_path).others == []


def test_a_note_of_an_earlier_version_is_read(tmp_path: Path) -> None:
    publish(FIRST, tmp_path)
    note = {name: hashlib.sha256(content).hexdigest() for name, content in FIRST.items()}
    (tmp_path / MANIFEST).write_text(json.dumps(note), encoding="utf-8")
    assert publish(SECOND, tmp_path).backups == []


def test_what_an_earlier_version_left_aside_is_put_back(tmp_path: Path) -> None:
    left = tmp_path / ".bpindex-k3v9x0"
    left.mkdir()
    (left / "old-b.xlsx").write_bytes(b"the only one")
    (left / "a.json").write_bytes(b"half")
    assert publish({"a.json": b"a1"}, tmp_path).files == [tmp_path / "a.json"]
    assert outputs_in(tmp_path) == {"a.json": b"a1", "b.xlsx": b"the only one"}


@contextmanager
def another_run(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Let another process hold a folder until it is told to go on."""
    script = (
        "import sys; from pathlib import Path; from bpindex.files.replacing import held\n"
        "with held(Path(sys.argv[1])): print('held', flush=True); input()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdin
    try:
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def test_a_run_waits_for_another_one(tmp_path: Path) -> None:
    with another_run(tmp_path) as process:
        assert process.stdin
        threading.Timer(0.3, lambda: process.stdin and process.stdin.write("\n\n")).start()
        threading.Timer(0.4, lambda: process.stdin and process.stdin.flush()).start()
        publish(FIRST, tmp_path)
        assert process.wait(10) == 0
    assert outputs_in(tmp_path) == FIRST


def test_a_run_that_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacing, "_WAIT_SECONDS", 0.2)
    with another_run(tmp_path):
        with pytest.raises(InputError) as raised:
            publish(FIRST, tmp_path)
        assert str(raised.value) == file_words.FOLDER_BUSY.format(path=tmp_path)
        with pytest.raises(InputError, match="đang ghi vào"):
            publish_folder(FIRST, tmp_path)
    # It was killed: its lock is gone with it.
    publish(FIRST, tmp_path)
    assert outputs_in(tmp_path) == FIRST


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
@pytest.mark.parametrize("work", WORKS)
def test_a_run_stopped_before_any_of_its_operations_loses_nothing(
    tmp_path: Path, work: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.files.stopping_works", work, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_the_run_after_a_killed_one_undoes_it_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(FIRST, tmp_path)
    script = (
        "import sys; from pathlib import Path; from tests.files.stopping_works import *\n"
        "stopped_at_last_rename(Path(sys.argv[1]))"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True)
    assert (tmp_path / "c.pdf").read_bytes() == b"c3"
    print_published({"a.json": b"a2"}, tmp_path)
    assert outputs_in(tmp_path) == {**FIRST, "a.json": b"a2"}
    told = capsys.readouterr().err
    assert file_words.RUN_UNDONE.format(path=tmp_path) in told
    assert file_words.OTHER_RUN.format(path=tmp_path / "c.pdf") in told


def test_the_temporary_folder_of_a_killed_run_is_cleared_and_no_living_one(
    tmp_path: Path,
) -> None:
    script = (
        "from bpindex.files.temporary import temporary_folder\n"
        "with temporary_folder() as folder: print(folder, flush=True); input()\n"
    )

    def started() -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-c", script],
            env={**os.environ, "TMPDIR": str(tmp_path), "TEMP": str(tmp_path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    (tmp_path / "bochiso-just-made").mkdir()
    with started() as killed, started() as living:
        folders = []
        for process in (killed, living):
            assert process.stdout
            folders.append(Path(process.stdout.readline().strip()))
        killed.kill()
        killed.wait()
        assert all(map(Path.exists, folders))
        with started() as next_one:
            assert next_one.stdout
            assert Path(next_one.stdout.readline().strip()).exists()
            assert list(map(Path.exists, folders)) == [False, True]
            next_one.communicate("\n")
        living.communicate("\n")
    assert [path.name for path in tmp_path.iterdir()] == ["bochiso-just-made"]


# --- a whole folder --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "journal",
    ["[]", "null", '{"notice.json": 1}', '{"notice.json": ["a", "b"]}', '{"a": ["b", "c", 1]}'],
)
def test_a_journal_that_is_none_of_ours_stops_nothing(tmp_path: Path, journal: str) -> None:
    run = tmp_path / ".bpindex-run"
    run.mkdir()
    (run / "journal.json").write_text(journal)
    publish({"notice.json": b"new"}, tmp_path)
    assert (tmp_path / "notice.json").read_bytes() == b"new"
    assert not run.exists()


def test_a_journal_reaches_no_file_outside_its_folder(tmp_path: Path) -> None:
    other, folder = tmp_path / "other.txt", tmp_path / "out"
    other.write_bytes(b"kept")
    run = folder / ".bpindex-run"
    run.mkdir(parents=True)
    entry = [None, hashlib.sha256(b"kept").hexdigest(), ""]
    (run / "journal.json").write_text(json.dumps({"../other.txt": entry, str(other): entry}))
    publish({"notice.json": b"new"}, folder)
    assert other.read_bytes() == b"kept"


@pytest.mark.parametrize("there", [False, True], ids=["new", "empty"])
def test_a_folder_is_written_whole(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "một" / "kỳ"
    if there:
        folder.mkdir(parents=True)
    assert publish_folder(FIRST, folder) == folder
    assert snapshot(tmp_path / "một") == {"kỳ": None, **{f"kỳ/{k}": v for k, v in FIRST.items()}}


def test_a_folder_with_content_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kỳ").mkdir()
    (tmp_path / "kỳ" / "x.txt").write_bytes(b"mine")
    (tmp_path / "tệp").write_bytes(b"a file")
    before = snapshot(tmp_path)
    for name in ("kỳ", "tệp"):
        with pytest.raises(InputError, match=f"Thư mục .*{name} đã có nội dung"):
            publish_folder(FIRST, tmp_path / name)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("there", [False, True], ids=["new", "empty"])
@pytest.mark.parametrize("name", ["open", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "hết chỗ"), KeyboardInterrupt()])
def test_a_folder_that_fails_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, there: bool, error: BaseException
) -> None:
    folder = tmp_path / "một" / "kỳ"
    if there:
        folder.mkdir(parents=True)
    before = snapshot(tmp_path)

    def failing(self: Path, *_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, name, failing)
    with pytest.raises(InputError if isinstance(error, OSError) else KeyboardInterrupt):
        publish_folder(FIRST, folder)
    monkeypatch.undo()
    assert snapshot(tmp_path) == before
