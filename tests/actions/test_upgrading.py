"""A workbook in use becomes the newest one: all that stands there stands in the new one too."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from bpindex import __version__
from bpindex.actions import upgrading
from bpindex.actions.buttons import make_notice, restore_previous, upgrade_file
from bpindex.actions.running import perform
from bpindex.actions.upgrading import upgraded
from bpindex.case.belonging import dated, foreign_of
from bpindex.case.index_change import index_due
from bpindex.cli.app import run
from bpindex.desk.moment import WayBack
from bpindex.errors import InputError
from bpindex.hosts.file_desk import FileDesk
from bpindex.reading import workbook as reading
from bpindex.reading.notice_sheets import read_notice_sheets
from bpindex.reading.opened_file import SheetsOfFile
from bpindex.reading.workbook import read_with_harvest
from bpindex.render.sheet import NOTICE_SHEET
from bpindex.sheets.model import LAYOUT_VERSION
from bpindex.words import buttons as texts
from bpindex.words import updates as update_texts
from bpindex.xlsx.package import Package
from bpindex.xlsx.sheets import copy_sheet
from tests import ROOT
from tests.actions.months_typed import MARCH, block, desk_of, everything_of_march, put
from tests.hosts.windows.pressing import PREVIOUS
from tests.workbook.editing import bundled_workbook, edited

# Two runs, then typed over once more: on Bảng điểm, on the notice, beside a block.
IN_USE = ROOT / "tests" / "data" / "layout-2-in-use.xlsm"
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "Sổ tháng 2.xlsm"
    path.write_bytes(IN_USE.read_bytes())
    return path


@pytest.fixture
def new(old: Path, tmp_path: Path) -> Path:
    path = tmp_path / "mới.xlsm"
    path.write_bytes(upgraded(old).content)
    return path


def typed_over(path: Path) -> dict[tuple[str, str, str], str]:
    return {cell.key: text for cell, text in read_with_harvest(path).typed_over.items()}


def test_the_new_workbook_holds_and_remembers_what_the_old_one_did(old: Path, new: Path) -> None:
    before, after = read_with_harvest(old), read_with_harvest(new)
    assert (before.layout.version, after.layout.version) == (2, LAYOUT_VERSION)
    # The new one says of every row to which month it belongs.
    index = index_due(before.stored)
    assert after.stored == replace(dated(before.stored), index=index)
    assert len(after.stored.corrections) == 4
    assert len(after.stored.trail) == 2
    assert typed_over(new) == typed_over(old)
    assert list(typed_over(new).values()) == ["78,9"]
    assert after.snapshot == before.snapshot
    assert after.case == replace(before.case, index=index)
    assert len(after.harvest.new) == 2


def test_the_sheets_of_the_notice_are_as_they_were(old: Path, new: Path) -> None:
    titles = {title: title for title in (NOTICE_SHEET, PREVIOUS)}
    before, after = (read_notice_sheets(path.read_bytes(), titles) for path in (old, new))
    assert after == before
    assert len(after) == 2


def test_what_stands_beside_and_what_is_of_the_machine_goes_along(new: Path) -> None:
    desk = FileDesk(new)
    assert desk.read("Số liệu", "BZ200") == [["chữ gõ ngoài bảng"]]
    assert desk.read("xlwings.conf", "B1") == [[r"D:\Python\pythonw.exe"]]
    assert desk.read("xlwings.conf", "B6") == [["bpindex.hosts.udfs"]]


def test_the_next_run_takes_what_was_typed_and_the_way_back_leads_back(new: Path) -> None:
    desk = FileDesk(new)
    assert texts.TAKEN[0].format(count=2) in make_notice(desk)
    shown = {cell for row in desk.read(NOTICE_SHEET, "A1:P60") for cell in row}
    assert {"12,3", "45,6", "78,9", "Sở Y tế (gõ trên thông báo)"} <= shown


def test_one_can_go_back_to_before_the_last_run_of_the_old_workbook(new: Path) -> None:
    desk = FileDesk(new)
    back = WayBack.unpacked(read_with_harvest(new).before_chunks)
    width = len(read_with_harvest(new).layout["corrections"].blocks[0].columns)
    assert back
    assert {len(row) for row in back.register} == {width}
    assert restore_previous(desk) == texts.RESTORED
    desk.save_copy(new)
    assert "45,6" in typed_over(new).values()
    # And what was typed since, on the notice and over a figure, is still in force.
    stored = read_with_harvest(new).stored.corrections
    assert [item.corrected for item in stored[3:]] == ["78,9", "Sở Y tế (gõ trên thông báo)"]


def test_the_button_and_the_command_put_it_in_the_place_of_the_old_one(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = FileDesk(old)
    desk.chosen = [old]
    message = upgrade_file(desk)
    [kept] = [path for path in old.parent.iterdir() if path != old]
    assert kept.name in message
    assert kept.read_bytes() == IN_USE.read_bytes()
    assert read_with_harvest(old).layout.version == LAYOUT_VERSION
    old.write_bytes(IN_USE.read_bytes())
    kept.unlink()
    opened: list[Path] = []

    class Counted(SheetsOfFile):
        def __init__(self, path: Path) -> None:
            opened.append(path)
            super().__init__(path)

    for module in (reading, upgrading):
        monkeypatch.setattr(module, "SheetsOfFile", Counted)
    assert run(["upgrade", str(old)]) == 0
    assert len(opened) == 1
    [kept] = [path for path in old.parent.iterdir() if path != old]
    assert kept.read_bytes() == IN_USE.read_bytes()
    assert read_with_harvest(old).layout.version == LAYOUT_VERSION


@pytest.mark.parametrize("agrees", [True, False])
def test_a_button_of_an_older_workbook_offers_the_newest_one_beside_it(
    old: Path, new: Path, agrees: bool
) -> None:
    desk = FileDesk(old)
    desk.agreed = [agrees]
    perform(desk, "make_notice")
    name = update_texts.UPGRADED_NAME.format(stem=old.stem, version=__version__)
    assert desk.asked == [update_texts.ASK_UPGRADE.format(name=name)]
    assert old.read_bytes() == desk.content() == IN_USE.read_bytes()
    beside = old.with_name(name)
    if not agrees:
        assert desk.told == [texts.UPGRADE_FIRST]
        assert not beside.exists()
        return
    assert desk.told[0].startswith(update_texts.UPGRADED_BESIDE.format(name=name))
    assert read_with_harvest(beside).stored == read_with_harvest(new).stored
    assert typed_over(beside) == typed_over(new)
    newest = FileDesk(beside)
    perform(newest, "make_notice")
    assert texts.TAKEN[0].format(count=2) in newest.told[0]


def test_what_lies_under_the_name_of_the_upgraded_one_stays_and_is_named(old: Path) -> None:
    names = [
        update_texts.UPGRADED_NAME.format(stem=old.stem, version=__version__),
        *(
            update_texts.UPGRADED_AGAIN.format(stem=old.stem, version=__version__, number=number)
            for number in (2, 3)
        ),
    ]
    for name in names[:2]:
        old.with_name(name).write_bytes(name.encode())
    before = {path.name: path.read_bytes() for path in old.parent.iterdir()}
    desk = FileDesk(old)
    desk.agreed = [True]
    perform(desk, "make_notice")
    assert desk.asked == [update_texts.ASK_UPGRADE.format(name=names[2])]
    assert update_texts.UPGRADED_BEFORE.format(name=names[0]) in desk.told[0]
    after = {path.name: path.read_bytes() for path in old.parent.iterdir()}
    assert after.pop(names[2])
    assert after == before


@pytest.mark.parametrize("mark", ["~${name}", ".~lock.{name}#"])
def test_a_file_that_is_open_is_not_touched(old: Path, mark: str) -> None:
    old.with_name(mark.format(name=old.name)).touch()
    with pytest.raises(InputError, match="đang mở"):
        upgraded(old)
    assert old.read_bytes() == IN_USE.read_bytes()


def test_agencies_that_move_up_take_what_was_typed_over_them_along(tmp_path: Path) -> None:
    """Rows left blank on Đơn vị are not there in the new workbook."""
    path = tmp_path / "Sổ.xlsm"
    content = edited(bundled_workbook(), "Đơn vị", dict.fromkeys(map("{}6".format, "ABCDEFGHI")))
    content = edited(content, "Số liệu", dict.fromkeys(["A6"]))
    path.write_bytes(edited(content, "Bảng điểm", {"H12": "1,5"}))
    before = typed_over(path)
    assert list(before.values()) == ["1,5"]
    path.write_bytes(upgraded(path).content)
    assert typed_over(path) == before


# --- sheets of somebody's own ----------------------------------------------------------------


def test_a_sheet_that_excel_saved_comes_along_with_its_texts_and_formats() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Của tôi"
    sheet["A1"], sheet["A2"], sheet["A3"] = "Chữ <riêng>", 12.5, "x"
    sheet["A2"].number_format = '0.00" điểm"'
    sheet["A3"].hyperlink = "https://example.org/"
    sheet.sheet_state = "hidden"
    book.create_sheet("Khác")
    out = io.BytesIO()
    book.save(out)
    package = Package(bundled_workbook())
    copy_sheet(package, Package(out.getvalue()), "Của tôi", "Của tôi", "Giải thích")
    found = load_workbook(io.BytesIO(package.to_bytes()))["Của tôi"]
    assert [found[cell].value for cell in ("A1", "A2")] == ["Chữ <riêng>", 12.5]
    assert found["A2"].number_format == '0.00" điểm"'
    assert found["A3"].hyperlink.target == "https://example.org/"
    assert found.sheet_state == "hidden"


def test_what_was_begun_for_the_next_month_stays_in_it(tmp_path: Path) -> None:
    """The month is set and an entry typed by hand, and no notice of it made yet."""
    desk = desk_of(bundled_workbook(), tmp_path)
    make_notice(desk)
    everything_of_march(desk)
    register = block("corrections")
    row = register.first_row + 2
    for key, text in (
        ("column", "closing"),
        ("corrected", "Câu của tháng ba."),
        ("kind", "câu chữ"),
    ):
        put(desk, "corrections", register.address(row, key), text)
    path = tmp_path / "Sổ tháng 3.xlsm"
    desk.save_copy(path)
    before = read_with_harvest(path).case
    path.write_bytes(upgraded(path).content)
    after = read_with_harvest(path).case
    assert {item.corrected: item.period for item in after.corrections} == {
        item.corrected: item.period for item in before.corrections
    }
    assert MARCH in {item.period for item in after.corrections}
    assert after.months == before.months
    assert list(foreign_of(after)) == list(foreign_of(before))


@pytest.mark.parametrize("cells", [[], [["Đơn vị", "Tổng số PAKN"], ["Sở Y tế", 5]]])
def test_a_pasted_table_that_was_not_taken_in_is_told(tmp_path: Path, cells: list[object]) -> None:
    desk = desk_of(bundled_workbook(), tmp_path)
    if cells:
        desk.write("Dán vào đây", "A5", cells)
    path = tmp_path / "Sổ.xlsm"
    desk.save_copy(path)
    assert ("Dán vào đây" in upgraded(path).warning) is bool(cells)
