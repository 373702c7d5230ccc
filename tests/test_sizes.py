"""No file grows beyond what is read in one sitting: modules of the package, and tests."""

from pathlib import Path

import pytest

import bpindex
from tests import ROOT

PACKAGE = Path(bpindex.__file__).parent


@pytest.mark.parametrize(
    ("folder", "most"), [(PACKAGE, 300), (ROOT / "tests", 500)], ids=["package", "tests"]
)
def test_no_file_has_more_lines_than_is_read_at_once(folder: Path, most: int) -> None:
    lines = {path: path.read_bytes().count(b"\n") for path in folder.rglob("*.py")}
    assert {path: count for path, count in lines.items() if count > most} == {}
