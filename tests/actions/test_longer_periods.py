"""The buttons in a quarter, and from a month into a longer period and back, over a file desk."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bpindex.actions import buttons
from bpindex.errors import BoChiSoError
from bpindex.hosts.file_desk import FileDesk
from bpindex.workbook.build import build_workbook
from tests.actions.months_typed import TITLES, block, desk_of, put, put_setting, read
from tests.strategies import base_case
from tests.workbook.editing import bundled_workbook

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported")
# A figure of the first agency on Bảng điểm.
FIGURE, TYPED = "H10", "77.7"
DAYS = {"period": "2024-03", "period_from": date(2024, 1, 1), "period_to": date(2024, 3, 31)}
MORE = {"crosses_month": True, "deadline": date(2024, 4, 18), "issue_month": 4}


def quarter(tmp_path: Path) -> FileDesk:
    """Return the workbook of a quarter whose counts are its own."""
    case = base_case()
    return desk_of(
        build_workbook(replace(case, settings=replace(case.settings, **DAYS, **MORE))), tmp_path
    )


def printed(desk: FileDesk) -> set[str]:
    return {str(cell) for line in desk.read("Thông báo", "A1:P90") for cell in line}


def test_a_quarter_is_made_corrected_taken_back_and_closed(tmp_path: Path) -> None:
    desk = quarter(tmp_path)
    buttons.make_notice(desk)
    put(desk, "figures", FIGURE, TYPED)
    for _ in range(2):
        assert "2024 quý" not in buttons.make_notice(desk)
        assert TYPED in printed(desk)
    (item,) = [i for i in read(desk, tmp_path).case.corrections if i.corrected == TYPED]
    assert item.period == "2024 quý I"
    assert TYPED in desk.notes[TITLES["figures"], FIGURE]
    buttons.restore_previous(desk)
    told = buttons.next_month(desk)
    assert "quý II/2024" in told
    assert [path.name for path in tmp_path.iterdir() if "quý I-2024" in path.name]
    settings = block("settings")
    cells = desk.read(TITLES["settings"], settings.area("value", "value").replace("$", ""))
    assert "06/2024" in {cell for (cell,) in cells}


def test_counts_of_a_month_are_none_of_the_quarter_and_its_corrections_stay(
    tmp_path: Path,
) -> None:
    desk = desk_of(bundled_workbook(), tmp_path)
    put(desk, "figures", FIGURE, TYPED)
    buttons.make_notice(desk)
    assert (TITLES["figures"], FIGURE) in desk.notes
    for key, value in (DAYS | MORE | {"crosses_month": "có"}).items():
        put_setting(desk, key, f"{value:%d/%m/%Y}" if isinstance(value, date) else value)
    with pytest.raises(BoChiSoError):
        buttons.make_notice(desk)
    found = [str(text) for _, text in desk.read("Kiểm tra", "A5:B40") if text]
    assert any("Số liệu" in text and "kỳ 02/2024" in text for text in found)
    (item,) = [i for i in read(desk, tmp_path).case.corrections if i.corrected == TYPED]
    assert item.period == "2024-02"
