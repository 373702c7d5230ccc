"""The installation: what pip says of it, the command line, the same bytes as on Linux.

Windows Python and COM under Wine.
"""

import shutil
from pathlib import Path

from bpindex.case.folder import bundled_case
from bpindex.cli.app import run
from bpindex.words import health as texts
from tests.hosts.wine.prefix import pip
from tests.hosts.wine.processes import run as run_python
from tests.hosts.wine.session import DOCUMENTS, LIBRARY, Session, on_linux

LIMIT = 90


def test_the_oldest_numpy_and_pandas_of_the_ranges_satisfy_every_package(wine: Session) -> None:
    done = pip("check")
    assert (done.returncode, done.stdout.strip()) == (0, "No broken requirements found.")


def test_doctor_finds_everything_in_order(wine: Session) -> None:
    done = run_python("-m", "bpindex", "doctor", limit=LIMIT)
    assert done.returncode == 0, done.stdout
    for name in ("numpy", "pandas", LIBRARY, texts.GENERATED, texts.SERVER):
        (line,) = (line for line in done.stdout.splitlines() if f" {name}: " in line)
        assert line.startswith(texts.OK)
    assert " numpy: 1.26.4" in done.stdout


def test_a_case_in_a_folder_with_diacritics_gives_the_same_bytes_as_on_linux(
    wine: Session, tmp_path: Path
) -> None:
    case, out = f"{DOCUMENTS}\\Kỳ tháng 2", f"{DOCUMENTS}\\Thông báo đã lập"
    shutil.copytree(bundled_case(), on_linux(case), dirs_exist_ok=True)
    done = run_python(
        *("-m", "bpindex", "notice", case, "--out", out, "--format", "json"), limit=LIMIT
    )
    assert done.returncode == 0, done.stdout
    assert run(["notice", str(bundled_case()), "--out", str(tmp_path), "--format", "json"]) == 0
    expected = (tmp_path / "notice.json").read_bytes()
    assert len(expected) > 10_000
    assert (on_linux(out) / "notice.json").read_bytes() == expected


def test_a_wrong_path_is_one_vietnamese_sentence_on_the_console(wine: Session) -> None:
    done = run_python("-m", "bpindex", "check", f"{DOCUMENTS}\\không có", limit=LIMIT)
    assert done.returncode == 2
    assert "không có" in done.stdout
    assert "Traceback" not in done.stdout
    assert len(done.stdout.strip().splitlines()) == 1
