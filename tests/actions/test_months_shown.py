"""What the sheets show of months: notes of figures, the month as it is compared, words for all."""

from pathlib import Path

import pytest

from bpindex.actions import buttons
from bpindex.errors import DataProblemsError
from bpindex.hosts.file_desk import FileDesk
from tests.actions.months_typed import (
    TITLES,
    block,
    desk_of,
    everything_of_march,
    put,
    set_month,
)
from tests.workbook.editing import bundled_workbook

# openpyxl says so of the data bars of Excel 2010, which it does not read.
pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")


@pytest.fixture
def desk(tmp_path: Path) -> FileDesk:
    return desk_of(bundled_workbook(), tmp_path)


def test_the_notes_of_februarys_figures_go_with_its_notice(desk: FileDesk) -> None:
    title = TITLES["figures"]
    put(desk, "figures", "H10", "55.5")
    buttons.make_notice(desk)
    assert "55.5" in desk.notes[title, "H10"]
    everything_of_march(desk)
    buttons.make_notice(desk)
    assert (title, "H10") not in desk.notes
    put(desk, "figures", "H9", "66.6")
    buttons.make_notice(desk)
    assert "66.6" in desk.notes[title, "H9"]


@pytest.mark.parametrize("written", ["3/2024", "Tháng 3/2024", " 2024-03"])
def test_the_month_stands_on_the_settings_as_it_is_compared(desk: FileDesk, written: str) -> None:
    everything_of_march(desk)
    set_month(desk, written)
    buttons.make_notice(desk)
    settings = block("settings")
    row = settings.first_row + [single.key for single in settings.singles].index("period")
    assert desk.read(TITLES["settings"], settings.address(row, "value")) == [["03/2024"]]


def test_a_sentence_in_the_place_of_the_months_column_is_asked_for_anew(
    desk: FileDesk,
) -> None:
    columns = block("settings", "columns")
    cell = columns.address(columns.first_row, "merged_month")
    put(desk, "settings", cell, "Cổng chưa có số liệu tháng hai")
    buttons.make_notice(desk)
    everything_of_march(desk)
    with pytest.raises(DataProblemsError) as error:
        buttons.make_notice(desk)
    told = "\n".join(error.value.problems)
    assert "một ô cho cả cột tháng (" in told and f"ô {cell}" in told
    desk.select(TITLES["settings"], "B5")
    buttons.carry_over(desk)
    buttons.make_notice(desk)
