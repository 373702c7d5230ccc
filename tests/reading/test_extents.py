"""A sheet is read as far as its cells go, whatever extent the file declares."""

from pathlib import Path

import pytest

from bpindex.reading.opened_file import SheetsOfFile
from bpindex.reading.workbook import read_workbook
from bpindex.xlsx.elements import elements, replaced, written
from bpindex.xlsx.package import Package
from tests.workbook.editing import bundled_workbook


@pytest.mark.parametrize("extent", ["A1", "A1:D4", "C3:XFD1048576", None])
def test_a_wrong_extent_changes_nothing(tmp_path: Path, extent: str | None) -> None:
    package = Package(bundled_workbook())
    for part in package.sheets().values():
        found = elements(package.parts[part], "dimension")
        assert found
        new = b"" if extent is None else written("dimension", {"ref": extent})
        package.parts[part] = replaced(package.parts[part], [(item, new) for item in found])
    right, wrong = tmp_path / "đúng.xlsm", tmp_path / "sai.xlsm"
    right.write_bytes(bundled_workbook())
    wrong.write_bytes(package.to_bytes())
    assert read_workbook(wrong) == read_workbook(right)


def test_a_row_that_is_written_in_two_pieces_is_read_whole(tmp_path: Path) -> None:
    package = Package(bundled_workbook())
    part = package.sheets()["Số liệu"]
    content = package.parts[part]
    row = next(row for row in elements(content, "row") if row.attributes["r"] == "5")
    start = row.inner.index(b"<c ", 3)
    opening = content[row.start : content.index(b">", row.start) + 1]
    pieces = opening + row.inner[:start] + b"</row>" + opening + row.inner[start:] + b"</row>"
    package.parts[part] = replaced(content, [(row, pieces)])
    whole, cut = tmp_path / "liền.xlsm", tmp_path / "rời.xlsm"
    whole.write_bytes(bundled_workbook())
    cut.write_bytes(package.to_bytes())
    assert SheetsOfFile(cut)["Số liệu"][4] == SheetsOfFile(whole)["Số liệu"][4]
    assert read_workbook(cut) == read_workbook(whole)
