"""The button that closes a month and opens the next one, and the command that does the same."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bpindex.actions import buttons, opening
from bpindex.actions.opening import done, news_of
from bpindex.case.folder import read_case
from bpindex.case.next_month import next_case
from bpindex.cli.app import run
from bpindex.errors import InputError
from bpindex.history.closing import closing_figures
from bpindex.history.filling import following_case
from bpindex.hosts.file_desk import FileDesk
from bpindex.pipeline import evaluate
from bpindex.reading.workbook import read_workbook
from bpindex.sheets.addresses import column_letter
from bpindex.words import buttons as words
from bpindex.words.files import BACKUP
from bpindex.workbook.home.facts import COMPARED
from bpindex.workbook.system_sheets import FACTS_SHEET
from bpindex.xlsx.package import Package
from tests import ROOT
from tests.actions.months_typed import (
    TITLES,
    TYPED,
    block,
    change_province,
    desk_of,
    put,
    put_setting,
    read,
    texts,
)
from tests.changed_cases import with_agency, with_settings
from tests.reading.typing_over import scalar_cell
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")

KEPT = "Sổ 02-2024.xlsm"


@pytest.fixture
def desk(tmp_path: Path) -> FileDesk:
    """Give the workbook of February with a note and a figure typed over."""
    desk = desk_of(bundled_workbook(), tmp_path)
    typed = block("typed")
    put(desk, "typed", typed.address(typed.first_row, "note"), "Ghi chú tháng hai")
    put(desk, "figures", "H9", TYPED)
    desk.agreed = [True]
    return desk


def test_the_month_goes_on_and_the_file_of_the_old_one_is_kept(
    desk: FileDesk, tmp_path: Path
) -> None:
    buttons.make_notice(desk)
    own = desk.read("Dán vào đây", "A1:A2")
    desk.write("Dán vào đây", "A1:B1", [["Đơn vị", "Tổng số"]])
    before, printed = desk.content(), texts(desk)
    told = buttons.next_month(desk)
    assert desk.read("Dán vào đây", "A1:A2") == own and own[0] == ["Dán vào đây"]
    assert desk.read("Dán vào đây", "B1") == [[None]]
    assert "kỳ 03/2024" in told and KEPT in told
    assert words.NOT_MADE.format(old="02/2024") not in desk.asked[-1]
    # But for the line that says so, as it was.
    closed = FileDesk(tmp_path / KEPT)
    number = len(read_workbook(tmp_path / KEPT).trail) + block("trail").first_row - 1
    assert closed.read(TITLES["trail"], f"C{number}:D{number}") == [["Đóng kỳ", "02/2024"]]
    closed.write(TITLES["trail"], f"A{number}:G{number}", [[""] * 7])
    kept, was = Package(closed.content()).parts, Package(before).parts
    trail = Package(before).sheets()[TITLES["trail"]]
    assert {name for name in was if kept[name] != was[name]} <= {trail}
    case = read(desk, tmp_path).case
    wanted = next_case(read_workbook(tmp_path / KEPT))
    assert case.settings == wanted.settings
    assert case.counts == wanted.counts
    before_it = evaluate(read_workbook(tmp_path / KEPT))
    assert case.previous == closing_figures(before_it.month, before_it.scores, before_it.notice)
    assert len(case.previous) == len(case.agencies) + 1  # the province has a row too
    assert case.typed == wanted.typed
    assert case.corrections == wanted.corrections
    # March printed: nothing of February.
    fill_counts(desk)
    change_province(desk)
    buttons.make_notice(desk)
    march = texts(desk)
    assert not {TYPED, "Ghi chú tháng hai"} & set(march)
    assert {TYPED, "Ghi chú tháng hai"} <= set(printed)
    assert "Tháng 3" in march
    assert not any("Tháng 02" in text for text in march)


def fill_counts(desk: FileDesk) -> None:
    """Paste counts that are others than last month's."""
    place, keys = block("counts"), list(base_case().index.count_by_id)
    rows = [[int(row.cells.get(key, "0")) + 1 for key in keys] for row in base_case().counts]
    desk.write(TITLES["counts"], place.address(place.first_row, keys[0]), rows)


def test_what_was_typed_and_not_printed_is_in_the_register_of_its_month(
    desk: FileDesk, tmp_path: Path
) -> None:
    buttons.next_month(desk)
    assert words.NOT_MADE.format(old="02/2024") in desk.asked[-1]
    items = [item for item in read(desk, tmp_path).case.corrections if item.corrected == TYPED]
    assert [(item.period, item.in_force) for item in items] == [("2024-02", True)]


def test_a_month_that_was_typed_as_a_text_and_columns_that_were_moved(
    desk: FileDesk, tmp_path: Path
) -> None:
    put_setting(desk, "deadline", "7/3/2024")
    put_setting(desk, "period", "Tháng 2/2024")
    counts = block("counts")
    area = counts.area(counts.columns[2].key, counts.columns[3].key, around=1).replace("$", "")
    rows = desk.read(TITLES["counts"], area)
    desk.write(TITLES["counts"], area, [[right, left] for left, right in rows])
    buttons.next_month(desk)
    case = read(desk, tmp_path).case
    assert (str(case.period), str(case.settings.deadline)) == ("2024-03", "2024-04-08")
    assert not any(text.strip() for row in case.counts for text in row.cells.values())
    heads = desk.read(TITLES["counts"], area)[0]
    assert heads == rows[0][::-1]


def test_a_new_index_set_and_agencies_that_end_or_begin_are_told() -> None:
    case = with_settings(period="2025-06")
    case = with_agency("so-y-te", case, valid_from=date(2025, 7, 1))
    assert list(news_of(base_case(), next_case(base_case()))) == []
    new = next_case(case)
    told = done(case, new, "x.xlsm")
    assert "bộ chỉ số mới (hiệu lực từ 01/07/2025)" in told and "Nâng cấp tệp" in told
    assert "11 đơn vị hết hiệu lực nên không in từ kỳ này: " in told and "Thị xã Bình Long" in told
    assert "1 đơn vị có từ kỳ này, cần nhập số liệu: Sở Y tế." in told
    own = replace(case.index, id="rieng")
    assert "dùng bộ riêng" in done(replace(case, index=own), replace(new, index=own), "x.xlsm")


def test_without_a_yes_nothing_happens(desk: FileDesk, tmp_path: Path) -> None:
    desk.agreed, before = [False], desk.content()
    assert buttons.next_month(desk) == ""
    assert desk.content() == before
    assert not (tmp_path / KEPT).exists()


def test_a_workbook_that_lies_on_no_disk_is_told(
    desk: FileDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "path", lambda: None)
    before = desk.content()
    with pytest.raises(InputError) as raised:
        buttons.next_month(desk)
    assert str(raised.value) == words.NOT_ON_DISK
    assert desk.content() == before


@pytest.mark.parametrize("asked", ["write", "keep_copy"])
def test_a_step_that_fails_leaves_no_kept_file_and_no_half_month(
    desk: FileDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    before, request, times = (
        desk.content(),
        getattr(desk, asked),
        [1 if asked == "keep_copy" else 4],
    )

    def refused(*arguments: Any) -> Any:
        times[0] -= 1
        if times[0] == 0:
            raise OSError("full")
        return request(*arguments)

    monkeypatch.setattr(desk, asked, refused)
    with pytest.raises(OSError, match="full"):
        buttons.next_month(desk)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Sổ.xlsm"]
    (tmp_path / "sau.xlsm").write_bytes(desk.content())
    (tmp_path / "trước.xlsm").write_bytes(before)
    after, old = (read_workbook(tmp_path / f"{name}.xlsm") for name in ("sau", "trước"))
    assert after == old


def test_the_kept_file_has_its_name_and_what_lay_there_steps_aside(
    desk: FileDesk, tmp_path: Path
) -> None:
    (tmp_path / KEPT).write_bytes(b"of somebody")
    told = buttons.next_month(desk)
    assert read_workbook(tmp_path / KEPT).settings.period == "2024-02"
    (aside,) = tmp_path.glob(f"Sổ 02-2024 ({BACKUP} *).xlsm")
    assert aside.read_bytes() == b"of somebody"
    assert aside.name in told


def test_a_failed_closing_gives_back_what_lay_under_the_name(
    desk: FileDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / KEPT).write_bytes(b"of somebody")

    def refused(*_: Any) -> None:
        raise OSError("full")

    monkeypatch.setattr(opening, "_write", refused)
    with pytest.raises(OSError, match="full"):
        buttons.next_month(desk)
    assert sorted(path.name for path in tmp_path.iterdir()) == [KEPT, "Sổ.xlsm"]
    assert (tmp_path / KEPT).read_bytes() == b"of somebody"


def test_the_command_opens_the_next_month_of_a_folder_and_of_a_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "2024-02"
    source = ROOT / "bpindex" / "data" / "cases" / "2024-02"
    folder.mkdir()
    for path in source.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run(["next", str(folder)]) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    new = read_case(tmp_path / "2024-03")
    assert new.settings == next_case(read_case(folder)).settings
    assert run(["next", str(folder)]) == 2  # what is there already is not overwritten
    book = tmp_path / "Sổ.xlsm"
    book.write_bytes(bundled_workbook())
    book_before = tmp_path / "trước.xlsm"
    book_before.write_bytes(bundled_workbook())
    assert run(["next", str(book)]) == 0
    assert "kỳ 03/2024" in capsys.readouterr().out
    kept = read_workbook(tmp_path / KEPT)
    assert [row.action for row in kept.trail] == ["Đóng kỳ"]
    assert replace(kept, trail=()) == read_workbook(book_before)
    assert read_workbook(book).settings == new.settings
    assert len(evaluate(read_workbook(book)).problems) == 1
    mark = tmp_path / "~$Sổ.xlsm"
    mark.touch()
    held = book.read_bytes()
    assert run(["next", str(book)]) == 2
    assert book.read_bytes() == held


def test_the_sheet_of_history_and_the_figures_of_last_year_are_written(
    desk: FileDesk, tmp_path: Path
) -> None:
    """A year turns whose figures stand in the history, beside a row that somebody typed."""
    typed = {"period": "2/2023", "name": "Sở Y tế", "total": 71.5}
    row = block("history").first_row
    for key, value in typed.items():
        put(desk, "history", block("history").address(row, key), value)
    whole = {"period": "2024-12", "period_from": "01/01/2024", "period_to": "31/12/2024"}
    for key, text in {**whole, "crosses_month": "có"}.items():
        put_setting(desk, key, text)
    before = evaluate(read(desk, tmp_path).case)
    told = buttons.next_month(desk)
    case = read(desk, tmp_path).case
    parts = (before.month, before.scores, before.notice)
    wanted = following_case(before.case, *parts)
    assert tuple(case.history) == tuple(wanted.history)
    assert (case.history[0].period, case.history[0].total) == ("2023-02", Decimal("71.5"))
    assert len(case.history) == len(base_case().agencies) + 2
    assert case.settings == wanted.settings
    by_agency = [
        {item.agency: item.cells for item in each.typed if item.cells} for each in (case, wanted)
    ]
    assert by_agency[0] == by_agency[1] and len(by_agency[0]) == len(base_case().agencies)
    assert "Số liệu “Năm 2024” lấy từ kỳ 12/2024 ở Lịch sử" in told
    # Closed once more, January comes behind; what is there is not written again.
    buttons.next_month(desk)
    later = read(desk, tmp_path).case.history
    assert later[: len(case.history)] == tuple(case.history)


def test_what_was_pasted_and_found_goes_with_its_month_and_comes_back_with_it(
    desk: FileDesk, tmp_path: Path
) -> None:
    desk.write("Dán vào đây", "A5:B6", [["Đơn vị", "Hồ sơ"], ["Sở Y tế", 5]])
    buttons.make_notice(desk)
    buttons.check_data(desk)
    buttons.next_month(desk)
    # What was pasted and found is of the closed month.
    assert not any(any(row) for row in desk.read("Kiểm tra", "A5:B30"))
    assert not any(any(row) for row in desk.read("Dán vào đây", "A5:B6"))
    # ... and back with the whole step.
    buttons.restore_previous(desk)
    assert desk.read("Dán vào đây", "A5:B6") == [["Đơn vị", "Hồ sơ"], ["Sở Y tế", 5]]
    assert any(any(row) for row in desk.read("Kiểm tra", "A5:B30"))


def test_formulas_learn_with_which_period_ky_truoc_may_be_compared(desk: FileDesk) -> None:
    """The month that was opened, none once it is a quarter, the month as it was."""
    cell = f"{column_letter(COMPARED)}1"
    assert desk.read(FACTS_SHEET, cell) == [["tháng 02/2024"]]
    buttons.next_month(desk)
    assert desk.read(FACTS_SHEET, cell) == [["tháng 03/2024"]]
    for first, told in (("01/01/2024", ""), ("01/03/2024", "tháng 03/2024")):
        desk.write("Thiết lập", scalar_cell("settings", "period_from"), [[first]])
        desk.write("Thiết lập", scalar_cell("settings", "period_to"), [["31/03/2024"]])
        buttons.check_data(desk)
        assert (desk.read(FACTS_SHEET, cell)[0][0] or "") == told
