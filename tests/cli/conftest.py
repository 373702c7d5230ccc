"""A case folder to spoil, and an output folder that a refused command leaves alone."""

import shutil
from pathlib import Path

import pytest

from bpindex.case.folder import bundled_case
from bpindex.cli import app as cli


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return a copy of the bundled case that a test may change."""
    folder = tmp_path / "kỳ"
    shutil.copytree(bundled_case(), folder)
    return folder


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an output folder with the result of an earlier run."""
    folder = tmp_path_factory.mktemp("ra")
    code = cli.run(["notice", str(bundled_case()), "--out", str(folder), "--format", "json,xlsx"])
    assert code == 0
    return folder
