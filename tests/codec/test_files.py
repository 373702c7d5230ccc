"""Only real files of a size that a person would give are read."""

import os
import sys
from pathlib import Path

import pytest

from bpindex.codec import text_files
from bpindex.errors import InputError
from bpindex.reading import opened_file
from bpindex.sources import open_case
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook, package_of, parts_of


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "Sổ.xlsm"
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull)):
        with pytest.raises(InputError, match=f"{path.name}.*đường ống hoặc thiết bị"):
            open_case(path)


def test_a_file_of_no_plausible_size_is_told_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(bundled_workbook())
    assert open_case(path) == base_case()
    monkeypatch.setattr(text_files, "MOST_BYTES", 50_000)
    with pytest.raises(InputError, match=r"Sổ\.xlsm: tệp lớn quá"):
        open_case(path)


def test_a_file_that_holds_far_more_than_it_shows_is_told_by_name(tmp_path: Path) -> None:
    parts = dict(parts_of(bundled_workbook()))
    parts["xl/worksheets/sheet5.xml"] += b" " * opened_file.MOST_BYTES
    path = tmp_path / "Sổ.xlsm"
    path.write_bytes(package_of(parts))
    with pytest.raises(InputError, match=r"Sổ\.xlsm: (nội dung bung ra|tệp) lớn quá 200 MB"):
        open_case(path)
