"""A month that was closed: its kept file is to look at, and "Mở kỳ mới" goes back as a whole."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bpindex.actions import buttons
from bpindex.actions.running import perform
from bpindex.case.model import Case
from bpindex.codec.fields import print_moment
from bpindex.hosts.file_desk import FileDesk
from bpindex.index.periods import shown_month
from bpindex.notice.as_json import fingerprint
from bpindex.pipeline import evaluate
from bpindex.reading.workbook import read_with_harvest, read_workbook
from bpindex.words import buttons as words
from bpindex.words import history as history_words
from bpindex.words.files import BACKUP
from bpindex.xlsx.package import Package
from tests.actions.months_typed import TYPED, block, desk_of, put, read
from tests.workbook.editing import bundled_workbook

pytestmark = [
    pytest.mark.usefixtures("log"),
    pytest.mark.filterwarnings("ignore:.*xtension is not supported"),
]
KEPT = "Sổ 02-2024.xlsm"


@pytest.fixture
def desk(tmp_path: Path) -> FileDesk:
    """Give the workbook of February, printed and then closed, a figure typed over since."""
    desk = desk_of(bundled_workbook(), tmp_path)
    typed = block("typed")
    put(desk, "typed", typed.address(typed.first_row, "note"), "Ghi chú tháng hai")
    buttons.make_notice(desk)
    put(desk, "figures", "H9", TYPED)
    return desk


def without_trail(case: Case) -> Case:
    return replace(case, trail=())


def test_opening_a_month_is_undone_as_a_whole(desk: FileDesk, tmp_path: Path) -> None:
    before = read(desk, tmp_path)
    buttons.next_month(desk)
    counts = block("counts")
    desk.write("Số liệu", counts.address(counts.first_row, counts.columns[2].key), [[7]])
    # A program has computed since: what formulas show there is another, and cannot be written.
    kept = Package((tmp_path / KEPT).read_bytes())
    part = kept.sheets()["Tính điểm"]
    kept.parts[part], times = re.subn(
        rb'(<c r="D5"[^>]*>.*?<v>)[^<]*', rb"\g<1>9", kept.parts[part], count=1
    )
    assert times == 1
    (tmp_path / KEPT).write_bytes(kept.to_bytes())
    told = buttons.restore_previous(desk)
    (put_aside,) = tmp_path.glob(f"Sổ 03-2024 ({BACKUP} *).xlsm")
    assert told == history_words.BACK.format(old="02/2024", kept=KEPT, aside=put_aside.name)
    after = read(desk, tmp_path)
    assert without_trail(after.stored) == without_trail(before.stored)
    assert without_trail(after.case) == without_trail(before.case)
    assert after.snapshot_chunks == before.snapshot_chunks
    assert [row.action for row in after.stored.trail[-2:]] == [words.ACTION_NEXT, words.ACTION_BACK]
    # What was typed meanwhile is in the file that was put aside.
    aside = read_workbook(put_aside)
    assert str(aside.period) == "2024-03"
    assert aside.counts[0].cells[counts.columns[2].key] == "7"
    # The month is closed again as ever, and its notice is the same.
    assert fingerprint(evaluate(after.case).notice) == fingerprint(evaluate(before.case).notice)
    buttons.next_month(desk)
    assert str(read(desk, tmp_path).stored.period) == "2024-03"


def test_closed_again_the_true_file_has_the_name_of_its_month(
    desk: FileDesk, tmp_path: Path
) -> None:
    figures = ("11.1", "22.2", "33.3")
    for figure in figures:
        put(desk, "figures", "H12", figure)
        buttons.next_month(desk)
        buttons.restore_previous(desk)
    buttons.next_month(desk)
    kept = {path.name: path for path in tmp_path.glob("Sổ 02-2024*")}
    assert len(kept) == 4
    assert all(name == KEPT or BACKUP in name for name in kept)

    def typed(path: Path) -> list[str]:
        corrections = read_workbook(path, as_it_is=True).corrections
        return [item.corrected for item in corrections if item.corrected in figures]

    assert typed(kept[KEPT])[-1:] == ["33.3"]
    assert [*tmp_path.glob("Sổ 03-2024.xlsm")] == []
    # And back once more it goes to that one.
    assert KEPT in buttons.restore_previous(desk)


def test_without_a_yes_or_without_the_kept_file_nothing_goes_back(
    desk: FileDesk, tmp_path: Path
) -> None:
    buttons.next_month(desk)
    before = desk.content()
    desk.agreed = [False]
    assert buttons.restore_previous(desk) == ""
    (tmp_path / KEPT).unlink()
    perform(desk, "restore_previous")
    assert desk.told[-1] == history_words.KEPT_GONE.format(old="02/2024", kept="Sổ 02-2024")
    assert desk.content() == before
    assert not [*tmp_path.glob("Sổ 03-2024*")]


def test_a_file_of_another_month_under_that_name_is_not_gone_back_to(
    desk: FileDesk, tmp_path: Path
) -> None:
    buttons.next_month(desk)
    (tmp_path / KEPT).write_bytes(desk.content())
    before = desk.content()
    perform(desk, "restore_previous")
    assert desk.told[-1] == history_words.KEPT_DIFFERS.format(old="02/2024", kept=KEPT)
    assert desk.content() == before


def test_a_kept_file_is_to_look_at_until_somebody_amends_it(desk: FileDesk, tmp_path: Path) -> None:
    buttons.next_month(desk)
    closed = FileDesk(tmp_path / KEPT)
    before = closed.content()
    (last,) = read_with_harvest(tmp_path / KEPT).stored.trail[-1:]
    assert (last.action, last.period) == (words.ACTION_CLOSED, "2024-02")
    refused = history_words.CLOSED_REFUSED.format(
        month=shown_month("2024-02"), on=print_moment(last.on)
    )
    for action in ("make_notice", "import_data", "insert_remarks", "next_month"):
        closed.agreed = [False]
        perform(closed, action)
        assert closed.told[-1] == refused, action
        assert "Đính chính sau khi ban hành?" in closed.asked[-1]
        assert closed.content() == before
    # To be looked at, checked, printed again it asks nothing.
    asked = len(closed.asked)
    perform(closed, "check_data")
    perform(closed, "export_word")
    assert len(closed.asked) == asked
    # Amended: the trail says so and when; then it is as any file.
    closed.agreed = [True]
    perform(closed, "make_notice")
    trail = read(closed, tmp_path).stored.trail
    assert [row.action for row in trail[-2:]] == [words.ACTION_CLOSED, words.ACTION_NOTICE]
    asked = len(closed.asked)
    perform(closed, "make_notice")
    assert not any("sau khi ban hành" in text for text in closed.asked[asked:])
