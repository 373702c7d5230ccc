"""Taking tables into a case: killed at any rename, and two at once."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bpindex.case.folder import read_case
from bpindex.cli import app as cli
from tests import ROOT

# Ends the process for good at the rename of that number.
KILLED = """
import os, sys
from pathlib import Path
left, rename = [int(sys.argv[1])], Path.replace
def replace(self, target):
    if ".bpindex-" in str(self):
        left[0] -= 1
        if left[0] < 0:
            os._exit(9)
    return rename(self, target)
Path.replace = replace
from bpindex.cli import app as cli
sys.exit(cli.run(sys.argv[2:]))
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    bundled = ROOT / "bpindex" / "data" / "cases" / "2024-02"
    return Path(shutil.copytree(bundled, tmp_path / "kỳ"))


def table(folder: Path, agency: str, number: int) -> Path:
    path = folder / f"{agency}.csv"
    path.write_text(f"Đơn vị;PAKN xử lý đúng hạn\n{agency};{number}\n", encoding="utf-8")
    return path


def count(case: Path, agency: str) -> str:
    return next(r.cells["pakn_dung_han"] for r in read_case(case).counts if r.agency == agency)


def test_what_was_killed_is_undone_before_anything_is_read(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, source = count(case, "so-y-te"), table(tmp_path, "Sở Y tế", 7)
    order = ["import", str(source), "--into", str(case)]
    renames = 0
    while True:
        command = [sys.executable, "-c", KILLED, str(renames), *order]
        if subprocess.run(command, capture_output=True).returncode != 9:
            break
        # Whoever reads it first finds the case as it was before the run that was killed.
        assert cli.run(["explain", str(case), "so-y-te", "HL_thang"]) == 0
        assert count(case, "so-y-te") == old
        renames += 1
    assert renames >= 2
    assert count(case, "so-y-te") == "7"
    told = capsys.readouterr().err
    assert "bị dừng giữa chừng" in told and "việc ấy cần làm lại" in told


def test_of_two_at_once_none_is_lost(case: Path, tmp_path: Path) -> None:
    sources = [table(tmp_path, "Sở Y tế", 7), table(tmp_path, "Sở Nội vụ", 8)]
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "bpindex", "import", str(source), "--into", str(case)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for source in sources
    ]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert (count(case, "so-y-te"), count(case, "so-noi-vu")) == ("7", "8")
