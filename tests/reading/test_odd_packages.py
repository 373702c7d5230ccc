"""Files as other programs and hands leave them, which Excel opens: read and worked on."""

from pathlib import Path
from unicodedata import normalize

import pytest

from bpindex.actions import buttons
from bpindex.actions.upgrading import upgraded
from bpindex.hosts.file_desk import FileDesk
from bpindex.reading.workbook import read_with_harvest, read_workbook
from bpindex.xlsx.package import Package
from bpindex.xlsx.sheets import rename_sheet
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")
SHEETS = ("Số liệu", "Tính điểm", "Bảng điểm", "Đính chính", "Kiểm tra")


def with_titles(folder: Path, odd: str) -> Path:
    package = Package(bundled_workbook())
    for title in SHEETS:
        rename_sheet(package, title, normalize("NFD", title) if odd == "NFD" else title + odd)
    path = folder / "lạ.xlsm"
    path.write_bytes(package.to_bytes())
    return path


@pytest.mark.parametrize("odd", [" ", "\u00a0", "NFD"])
def test_a_sheet_is_known_whatever_nobody_sees_of_its_title(tmp_path: Path, odd: str) -> None:
    path = with_titles(tmp_path, odd)
    reading = read_with_harvest(path)
    assert (reading.case, dict(reading.typed_over)) == (base_case(), {})
    assert set(reading.file.misnamed.values()) == set(SHEETS)


def test_the_notice_is_made_and_the_sheets_have_their_titles_again(tmp_path: Path) -> None:
    desk = FileDesk(with_titles(tmp_path, " "))
    assert buttons.check_data(desk) == ""
    assert all(map(desk.has_sheet, SHEETS)) and not desk.has_sheet("Số liệu ")
    assert "Đã lập thông báo" in buttons.make_notice(desk)
    desk.save_copy(tmp_path / "sau.xlsm")
    assert read_workbook(tmp_path / "sau.xlsm").counts == base_case().counts


def test_an_upgrade_brings_no_sheet_of_ours_in_twice(tmp_path: Path) -> None:
    new = Package(upgraded(with_titles(tmp_path, " ")).content).sheets()
    assert list(new) == list(Package(bundled_workbook()).sheets())


def test_names_of_parts_with_backslashes_are_read(tmp_path: Path) -> None:
    path = tmp_path / "ngược.xlsm"
    for folder in (b"xl/worksheets/", b"xl/"):
        odd = bundled_workbook().replace(folder, folder.replace(b"/", b"\\"))
        assert odd != bundled_workbook()
        path.write_bytes(odd)
        assert read_workbook(path) == base_case()
        assert FileDesk(path).has_sheet("Số liệu")
